"""Making the cluster and its database: initdb into a directory beside the cluster's, then one rename."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from kernel.embedded.account import Account, closed_directory, hand_over
from kernel.embedded.errors import ClosedDirectoryError, PasswordMismatchError, StartFailedError
from kernel.embedded.layout import DATABASE, SUPERUSER, EmbeddedServer, Layout, sync_directory
from kernel.embedded.processes import Command, end_group, end_orphans, environment

# Code point order and UTF-8 everywhere, so that the same rows sort alike on every machine. macOS has no C.UTF-8.
LOCALE = ("--locale=C", "--lc-ctype=UTF-8") if sys.platform == "darwin" else ("--locale=C.UTF-8",)
CONNECT_TIMEOUT = 10.0
DESCRIPTORS = Path("/proc/self/fd")  # Linux; elsewhere a name of a descriptor does not lead into its directory


def make_cluster(layout: Layout, programs: Path, account: Account | None, password: str) -> None:
    """Makes the cluster where there is none; a killed or failed attempt leaves nothing that a later one stumbles over.

    Raises:
        StartFailedError: initdb failed, or the cluster's place is taken by something else.
    """
    if (layout.cluster / "PG_VERSION").exists():
        return
    if layout.cluster.exists() and any(layout.cluster.iterdir()):
        raise StartFailedError(f"{layout.cluster} is not empty and holds no cluster of PostgreSQL")
    _sweep(layout.unfinished_cluster)
    layout.unfinished_cluster.mkdir(mode=0o700)
    if account is not None:
        hand_over(layout.unfinished_cluster, account)
    try:
        _initialise(layout.unfinished_cluster, programs, account, password)
    except BaseException:  # also the end of the whole while it starts
        _sweep(layout.unfinished_cluster)
        raise
    layout.unfinished_cluster.rename(layout.cluster)
    sync_directory(layout.directory)


@contextmanager
def reach(directory: Path, account: Account | None) -> Iterator[tuple[str, int | None]]:
    """How the account names the directory, and the descriptor it has to inherit for that.

    In the place of root it is always a descriptor where the system has names for them: a directory below one that is root's
    own (0700) is then within reach, and no mode is changed.

    Raises:
        ClosedDirectoryError: The system has no such names, and a directory on the way is closed to the account.
    """
    if account is None or not DESCRIPTORS.is_dir():
        if account is not None and (closed := closed_directory(directory, account)) is not None:
            raise ClosedDirectoryError(closed, account.name)
        yield str(directory), None
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield str(DESCRIPTORS / str(descriptor)), descriptor
    finally:
        os.close(descriptor)


def ensure_database(server: EmbeddedServer) -> None:
    """Makes the database where it is missing; works in any thread, also in one that runs an event loop.

    Raises:
        PasswordMismatchError: The cluster does not know the password.
        StartFailedError: It does not answer.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="embedded-postgres-database") as thread:
        try:
            thread.submit(asyncio.run, _ensure_database(server)).result()
        except asyncpg.InvalidPasswordError as error:
            raise PasswordMismatchError(
                f"the embedded PostgreSQL refuses the password of {SUPERUSER}: its data was made with another secret"
            ) from error
        except (OSError, asyncpg.PostgresError) as error:
            raise StartFailedError(f"PostgreSQL started and does not answer: {error}") from error


async def _ensure_database(server: EmbeddedServer) -> None:
    try:
        connection = await _connect(server, DATABASE)
    except asyncpg.InvalidCatalogNameError:
        connection = await _connect(server, "postgres")
        try:
            await connection.execute(f"create database {DATABASE}")
        finally:
            await connection.close()
    else:
        await connection.close()


async def _connect(server: EmbeddedServer, database: str) -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(
        host=server.host,
        port=server.port,
        user=server.superuser,
        password=server.password,
        database=database,
        ssl=False,
        timeout=CONNECT_TIMEOUT,
    )


def _sweep(unfinished: Path) -> None:
    if unfinished.exists():
        end_orphans(unfinished)
        shutil.rmtree(unfinished)


def _initialise(directory: Path, programs: Path, account: Account | None, password: str) -> None:
    with reach(directory, account) as (name, descriptor):
        words = (
            *(str(programs / "initdb"), "-D", name, "-U", SUPERUSER, "--pwfile=/dev/stdin"),
            *("--auth=scram-sha-256", "--encoding=UTF8", *LOCALE),
        )
        command = Command(words, directory, account, descriptor)
        with os.fdopen(_pipe_with(f"{password}\n", account)) as stdin:
            initdb = subprocess.Popen(  # noqa: S603 - the launcher's own command
                command.argv(),
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                env=environment(),
                cwd=None if descriptor is not None else directory,
                pass_fds=command.descriptors(),
                start_new_session=True,
            )
        with initdb:
            try:
                output, _ = initdb.communicate()
            except BaseException:  # also the end of the whole while it starts
                end_group(initdb)
                raise
    if initdb.returncode != 0:
        raise StartFailedError(f"initdb failed:\n{output.strip()[-2000:]}")


def _pipe_with(text: str, account: Account | None) -> int:
    """The reading end of a pipe that holds the text, so that the password is in no file and no list of arguments."""
    reading, writing = os.pipe()
    if account is not None:
        os.fchown(reading, account.uid, account.gid)  # initdb opens it by name, which asks for its owner
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        stream.write(text)
    return reading

"""The embedded Postgres: `postgres` as a direct child of the launcher, on a cluster that survives any kill."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kernel.embedded.account import Account, account_for, caller_name, hand_over
from kernel.embedded.binaries import binaries_for, find_binaries
from kernel.embedded.cluster import ensure_database, make_cluster, reach
from kernel.embedded.errors import ClosedDirectoryError, NotStartedError, PortTakenError, StartFailedError
from kernel.embedded.layout import (
    DATABASE,
    HOST,
    SUPERUSER,
    EmbeddedServer,
    Layout,
    PostmasterFile,
    read_port,
    write_port,
)
from kernel.embedded.lock import DirectoryLock, is_held
from kernel.embedded.processes import Command, KeptProcess, end_orphans, move_stale_postmaster_file, start_kept

DEFAULT_SETTINGS: Mapping[str, str] = {
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "maintenance_work_mem": "128MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    "min_wal_size": "128MB",
    "wal_compression": "on",
    "random_page_cost": "1.1",  # solid state disks are what small machines have
    "jit": "off",  # compiling costs more than it brings on queries of milliseconds
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",  # DETAIL repeats the values of a row: customers' data
}
# What the launcher itself depends on.
FIXED_SETTINGS = ("port", "listen_addresses", "unix_socket_directories", "data_directory", "hba_file", "external_pid_file")

STOP_PATIENCE = 30.0
# Recovery replays at most what lies between two checkpoints: seconds. A slow disk gets its time rather than a start that
# gives up on every attempt.
READY_TIMEOUT = 300.0
LEFTOVER_PATIENCE = 15.0
PORT_ATTEMPTS = 10
LOG_LIMIT = 16 * 2**20
LEFTOVER_MESSAGES = ('lock file "postmaster.pid" already exists', "pre-existing shared memory block")
PORT_MESSAGE = "could not create any TCP/IP sockets"


class EmbeddedPostgres:
    """Runs PostgreSQL in Attune's data directory for as long as the launcher lives.

    Args:
        data_directory: Attune's data directory; made where missing. The cluster lies in its subdirectory `postgres`.
        password: Of the superuser; the cluster is made with it and refuses any other later.
        bin_directory: PostgreSQL's programs, else what `find_binaries` finds.
        port: Insist on this port; else the last one or, where that is taken, any free one.
        settings: PostgreSQL settings that replace or add to `DEFAULT_SETTINGS`.

    Raises:
        ValueError: The password is empty or has a line break, or a setting is one that the launcher decides.
    """

    def __init__(
        self,
        data_directory: Path,
        *,
        password: str,
        bin_directory: Path | None = None,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        if not password or any(character in password for character in "\r\n\0"):
            raise ValueError("the password is one line and not empty")
        if decided := sorted(set(settings or {}) & set(FIXED_SETTINGS)):
            raise ValueError(f"the launcher decides {', '.join(decided)}")
        self._layout = Layout(data_directory.absolute())
        self._password = password
        self._bin_directory = bin_directory
        self._port = port
        self._settings = {**DEFAULT_SETTINGS, **(settings or {})}
        self._lock = DirectoryLock(self._layout.lock)
        self._kept: KeptProcess | None = None
        self._server: EmbeddedServer | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.stop()

    def start(self) -> EmbeddedServer:
        """Takes the data directory, ends what an earlier launcher left there, makes what is missing and starts.

        Blocks until PostgreSQL answers. May be called from any thread.

        Returns:
            Where it answers.

        Raises:
            DataDirectoryInUseError: Another launcher (or this one, by another object) has it.
            ClosedDirectoryError: A directory is closed to the user that PostgreSQL runs as.
            BinariesNotFoundError: There is no PostgreSQL.
            PasswordMismatchError: The cluster was made with another password.
            PortTakenError: The port that was insisted on is taken.
            StartFailedError: PostgreSQL says no; the message has its reason.
        """
        with self._told_as_embedded_errors():
            self._layout.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._lock.held:
                self._lock.acquire()
        try:
            return self.restart()
        except BaseException:
            self.stop()
            raise

    def restart(self) -> EmbeddedServer:
        """Starts again after the child died, on the same port where that is still free; stops it first if it lives.

        Raises:
            NotStartedError: `start()` has not been called.
            EmbeddedError: As from `start()`.
        """
        if not self._lock.held:
            raise NotStartedError("the data directory is not held: call start() first")
        self._end_child()
        with self._told_as_embedded_errors():
            self._server = self._launch()
        return self._server

    def stop(self) -> None:
        """Stops PostgreSQL cleanly (after 30 s less politely) and lets the data directory go; does nothing a second time."""
        try:
            self._end_child()
        finally:
            self._lock.release()

    @property
    def server(self) -> EmbeddedServer:
        """Where it answers since the last start.

        Raises:
            NotStartedError: Not between `start()` and `stop()`.
        """
        if self._server is None:
            raise NotStartedError("PostgreSQL is not started")
        return self._server

    def process(self) -> subprocess.Popen[bytes]:
        """The postmaster: a direct child, to be watched.

        Raises:
            NotStartedError: Not between `start()` and `stop()`.
        """
        if self._kept is None:
            raise NotStartedError("PostgreSQL is not started")
        return self._kept.process

    def _end_child(self) -> None:
        if self._kept is not None:
            self._kept.end(STOP_PATIENCE)
        self._kept = self._server = None

    def _launch(self) -> EmbeddedServer:
        layout = self._layout
        account = account_for(layout.cluster)
        programs = find_binaries(self._bin_directory)
        if account is not None:
            programs = binaries_for(account, programs)
        _clear(layout)
        make_cluster(layout, programs, account, self._password)
        if account is not None:
            hand_over(layout.cluster, account)
        server = self._server_at(self._run(programs, account))
        ensure_database(server)
        write_port(layout.port, server.port)
        return server

    def _run(self, programs: Path, account: Account | None) -> int:
        """Starts `postgres` until it is ready or says no for a reason that waiting does not mend; returns its port."""
        port = self._port or read_port(self._layout.port) or free_port()
        deadline = time.monotonic() + LEFTOVER_PATIENCE
        attempts = 0
        while True:
            reason = self._attempt(programs, account, port)
            if reason is None:
                return port
            attempts += 1
            if PORT_MESSAGE in reason and self._port is not None:
                raise PortTakenError(f"port {port} of {HOST} is taken")
            if PORT_MESSAGE in reason and attempts < PORT_ATTEMPTS:
                port = free_port()
            elif any(message in reason for message in LEFTOVER_MESSAGES) and time.monotonic() < deadline:
                time.sleep(0.2)
                _clear(self._layout)
            else:
                raise StartFailedError(f"PostgreSQL did not start; {self._layout.log} ends with:\n{reason[-2000:].strip()}")

    def _attempt(self, programs: Path, account: Account | None, port: int) -> str | None:
        """One start: None when PostgreSQL is ready, else what its log says."""
        log = self._layout.log
        _turn_over(log)
        with _append(log) as stream, reach(self._layout.cluster, account) as (name, descriptor):
            before = os.fstat(stream.fileno()).st_size
            words = (str(programs / "postgres"), "-D", name, *self._arguments(port))
            self._kept = start_kept(Command(words, self._layout.cluster, account, descriptor), stream)
        if self._is_ready(self._kept):
            return None
        self._end_child()
        with log.open("rb") as written:
            written.seek(before)
            return written.read().decode("utf-8", errors="replace")

    def _arguments(self, port: int) -> Iterator[str]:
        decided = {"listen_addresses": HOST, "port": str(port), "unix_socket_directories": ""}
        for name, value in {**self._settings, **decided}.items():
            yield from ("-c", f"{name}={value}")

    def _is_ready(self, kept: KeptProcess) -> bool:
        deadline = time.monotonic() + READY_TIMEOUT
        while time.monotonic() < deadline:
            noted = PostmasterFile.read(self._layout.postmaster_file)
            if noted is not None and noted.pid == kept.process.pid and noted.status == "ready":
                return True
            if kept.wait(0.02):
                return False
        return False

    def _server_at(self, port: int) -> EmbeddedServer:
        return EmbeddedServer(HOST, port, SUPERUSER, self._password, DATABASE)

    @contextmanager
    def _told_as_embedded_errors(self) -> Iterator[None]:
        try:
            yield
        except PermissionError as error:
            raise _named(error, self._layout.directory) from error
        except OSError as error:  # a full or read-only disk, a file in a directory's place
            raise StartFailedError(f"the data directory {self._layout.directory} cannot be used: {error}") from error


def running_server(data_directory: Path, password: str) -> EmbeddedServer | None:
    """Where the embedded Postgres of a data directory answers while some launcher runs it; None where none does.

    Raises:
        ClosedDirectoryError: The data directory is closed to the caller.
    """
    layout = Layout(data_directory.absolute())
    try:
        noted = PostmasterFile.read(layout.postmaster_file) if is_held(layout.lock) else None
    except PermissionError as error:
        raise _named(error, layout.directory) from error
    if noted is None or noted.port is None or noted.status != "ready":
        return None
    return EmbeddedServer(HOST, noted.port, SUPERUSER, password, DATABASE)


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _clear(layout: Layout) -> None:
    """Ends what an earlier launcher left, so that nothing works in the cluster but what is started next."""
    if layout.cluster.exists():
        end_orphans(layout.cluster)
        move_stale_postmaster_file(layout.postmaster_file, layout.stale_postmaster_file)


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(log.name + ".1"))


def _append(log: Path) -> BinaryIO:
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600), "ab")


def _named(error: PermissionError, directory: Path) -> ClosedDirectoryError:
    """The refusal with the directory that caused it: the first that cannot be passed, else what was refused itself."""
    refused = Path(os.fsdecode(error.filename)) if error.filename is not None else directory
    closed = next((parent for parent in reversed(refused.absolute().parents) if not os.access(parent, os.X_OK)), None)
    return ClosedDirectoryError(closed or (refused if refused.exists() else refused.parent), caller_name())

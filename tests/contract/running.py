"""`attune up` as a user runs it: in a process of its own, stopped (or killed) by its handle."""

import asyncio
import os
import pwd
import select
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import asyncpg
import httpx
import pytest

from attune import data_directory
from attune.workspaces import make_workspace
from gateway.use_cases import NewWorkspace
from kernel.embedded import running_server
from kernel.settings import Settings

COMPOSITION = os.environ.get("ATTUNE_TEST_COMPOSITION", "together")
"""How the systems of these tests stand: `together` in one web process, or `apart`, a process per service."""

READY_WITHIN = 180.0  # a machine that tests many things at once takes its time; benchmarks measure how long it is of itself
ROOM = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs a program, with which interpreter, in the place of the caller.

    Attributes:
        environment: The program's whole environment.
    """

    uid: int
    gid: int
    python: str
    environment: Mapping[str, str]


class System(Protocol):
    """A running system, as the tests call it that do not kill it."""

    address: str

    @property
    def place(self) -> tuple[str, str]:
        """The option by which a command is told where the data is."""

    def client(self, key: str | None = None, **options: Any) -> httpx.Client:  # noqa: ANN401 — httpx's own
        """An HTTP client with a key."""

    def make_workspace(self, name: str, time_zone: str = "UTC", currency: str = "USD") -> NewWorkspace:
        """A new workspace."""

    def query(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """Rows as the superuser sees them: of every workspace."""


class Running:
    """A system that runs on a data directory."""

    def __init__(self, process: subprocess.Popen[bytes], directory: Path, address: str) -> None:
        self.process = process
        self.directory = directory
        self.address = address

    @property
    def place(self) -> tuple[str, str]:
        """The option by which a command is told where the data is."""
        return "--data-dir", str(self.directory)

    def child(self, name: str) -> int:
        """The process id of `web` (the one at the door, however the system stands), `worker` or `postgres`."""
        door = "-m attune gateway" if COMPOSITION == "apart" else "-m attune web"
        words = {"web": door, "worker": "-m attune worker", "postgres": "/bin/postgres -D"}[name]
        found = [pid for pid in children_of(self.process.pid) if words in command_of(pid)]
        assert len(found) == 1, f"{name}: {[command_of(pid) for pid in children_of(self.process.pid)]}"
        return found[0]

    def everybody(self) -> list[int]:
        """The supervisor and all that descend from it."""
        return [self.process.pid, *descendants_of(self.process.pid)]

    def kill(self, *pids: int) -> None:
        """kill -9."""
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM, as whoever runs it in the foreground ends it; its exit status."""
        self.process.terminate()
        return self.process.wait(READY_WITHIN)

    def client(self, key: str | None = None, **options: Any) -> httpx.Client:  # noqa: ANN401 — httpx's own
        """An HTTP client with a key."""
        return client_of(self.address, key, **options)

    def make_workspace(self, name: str, time_zone: str = "UTC", currency: str = "USD") -> NewWorkspace:
        """A new workspace."""
        with data_directory.settings_of(self.directory) as settings:
            return asyncio.run(make_workspace(settings, name, time_zone, currency))

    def query(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """Rows as the superuser sees them: of every workspace."""
        password = data_directory.embedded_password(data_directory.read_or_make_secret(self.directory))
        server = running_server(self.directory, password)
        assert server is not None
        return asyncio.run(_query(server.url(), statement, arguments))


class RunningElsewhere:
    """A system that this session did not start: containers, say. It is called, and neither stopped nor killed."""

    def __init__(self, address: str, settings: Settings) -> None:
        """A system at an address.

        Args:
            address: Where its gateway answers.
            settings: With its secret, and the URL of its database as a superuser.
        """
        self.address = address
        self._settings = settings

    @property
    def place(self) -> tuple[str, str]:
        """The option by which a command is told where the data is."""
        return "--database-url", self._settings.database_url

    def client(self, key: str | None = None, **options: Any) -> httpx.Client:  # noqa: ANN401 — httpx's own
        """An HTTP client with a key."""
        return client_of(self.address, key, **options)

    def make_workspace(self, name: str, time_zone: str = "UTC", currency: str = "USD") -> NewWorkspace:
        """A new workspace."""
        return asyncio.run(make_workspace(self._settings, name, time_zone, currency))

    def query(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """Rows as the superuser sees them: of every workspace."""
        return asyncio.run(_query(self._settings.database_url, statement, arguments))


def client_of(address: str, key: str | None, **options: Any) -> httpx.Client:  # noqa: ANN401 — httpx's own
    """An HTTP client of a system."""
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    verify = False
    return httpx.Client(base_url=address, headers=headers, timeout=30, verify=verify, **options)


async def _query(url: str, statement: str, arguments: tuple[object, ...]) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url, ssl=False)
    try:
        rows: list[asyncpg.Record] = await connection.fetch(statement, *arguments)
    finally:
        await connection.close()
    return rows


def attune(
    *words: str,
    account: Account | None = None,
    log: Path | None = None,
    **options: Any,  # noqa: ANN401 — Popen's own
) -> subprocess.Popen[bytes]:
    """One of Attune's commands, started.

    Args:
        words: The command.
        account: Who runs it; the caller by default.
        log: Where its standard error goes; nowhere by default.
        options: For Popen.
    """
    if account is not None:
        options |= {"user": account.uid, "group": account.gid, "extra_groups": [], "env": dict(account.environment)}
    python = sys.executable if account is None else account.python
    command = [python, "-m", "attune", *words]
    with (log or Path(os.devnull)).open("ab") as errors:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, cwd="/", **options)


def run_attune(*words: str, within: float = 60.0, **options: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 — run's own
    """One of Attune's commands, from its beginning to its end."""
    command = [sys.executable, "-m", "attune", *words]
    return subprocess.run(command, capture_output=True, timeout=within, check=False, **options)


def start(directory: Path, *words: str, account: Account | None = None) -> Running:
    """Run `attune up` on a data directory until it says that it is ready.

    Raises:
        AssertionError: It does not within READY_WITHIN; its log is in the message.
    """
    log = directory.parent / f"{directory.name}.log"
    began = time.monotonic()
    words = (*words, "--apart") if COMPOSITION == "apart" else words
    process = attune("up", "--port", "0", "--data-dir", str(directory), *words, account=account, log=log)
    try:
        line = read_line(process, READY_WITHIN)
        assert line.startswith("ready http://"), f"{line!r} after {time.monotonic() - began:.1f} s\n{log.read_text()[-3000:]}"
    except BaseException:
        process.terminate()
        process.communicate(timeout=READY_WITHIN)
        raise
    return Running(process, directory, line.split()[1])


def read_line(process: subprocess.Popen[bytes], within: float) -> str:
    """The next line of a program's standard output; what there is of it where the time runs out or the program ends."""
    assert process.stdout is not None
    deadline = time.monotonic() + within
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([process.stdout], [], [], max(deadline - time.monotonic(), 0))
        piece = os.read(process.stdout.fileno(), 1) if ready else b""
        if not piece:
            break
        line += piece
    return line.decode()


@contextmanager
def running(directory: Path, *words: str, account: Account | None = None) -> Iterator[Running]:
    """Run `attune up` on a data directory; at the end it is stopped, and killed if it does not stop."""
    system = start(directory, *words, account=account)
    try:
        yield system
    finally:
        end(system)


def end(system: Running) -> None:
    """Leave nothing of a system behind, in whatever state it is."""
    everybody = system.everybody()
    if system.process.poll() is None:
        try:
            system.stop()
        except subprocess.TimeoutExpired:
            system.kill(*everybody)
            system.process.wait()
    if system.process.stdout is not None:
        system.process.stdout.close()


def wait_until_gone(pids: list[int], within: float) -> None:
    """Wait for the end of processes.

    Raises:
        AssertionError: Some are still there.
    """
    deadline = time.monotonic() + within
    while alive := [pid for pid in pids if is_alive(pid)]:
        assert time.monotonic() < deadline, {pid: command_of(pid) for pid in alive}
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def command_of(pid: int) -> str:
    """A process' command line, its words parted by spaces."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def children_of(pid: int) -> list[int]:
    """The processes that a process started and that live."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        found = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [child for child in found if is_alive(child)]


def descendants_of(pid: int) -> list[int]:
    """Everybody below a process."""
    below = children_of(pid)
    return below + [each for child in below for each in descendants_of(child)]


def ordinary_account() -> Account:
    """An ordinary user, for tests that run as root, with an interpreter that is not closed to him; skips where none is."""
    entry = pwd.getpwnam("nobody")
    paths = (str(ROOM), str(ROOM / "clients" / "python"), sysconfig.get_path("purelib"))
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        with suppress(OSError):
            probe = subprocess.run(
                [python, "-c", "import attune.up, attune.processes"],
                user=entry.pw_uid,
                group=entry.pw_gid,
                extra_groups=[],
                env=environment,
                cwd="/",
                capture_output=True,
                check=False,
            )
            if probe.returncode == 0:
                return Account(entry.pw_uid, entry.pw_gid, python, environment)
    pytest.skip(f"no interpreter with Attune's dependencies that {entry.pw_name} can run")

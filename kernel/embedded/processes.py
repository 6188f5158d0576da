"""PostgreSQL's processes of one cluster: found by the directory they work in, started beside a launcher's life, ended."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kernel.embedded.account import Account
from kernel.embedded.errors import StartFailedError
from kernel.embedded.layout import PostmasterFile

NAMES = ("postgres", "initdb")
PARENT_DEATH_SIGNAL = sys.platform == "linux"  # child.py asks for it; elsewhere a watchdog does its work
# A fast shutdown writes a checkpoint; leftover backends have nothing to write. All three together stay under 20 s.
FAST_SHUTDOWN_WAIT, IMMEDIATE_SHUTDOWN_WAIT, KILL_WAIT = 10.0, 3.0, 5.0


@dataclass(frozen=True, slots=True)
class Command:
    """A program of PostgreSQL's to run in a directory, as an account.

    Attributes:
        words: The program and its arguments.
        directory: Where it works.
        account: Whom it runs as in the place of root, None for the caller.
        descriptor: An open descriptor of `directory` that the program inherits, where it cannot reach it by its path.
    """

    words: Sequence[str]
    directory: Path
    account: Account | None = None
    descriptor: int | None = None

    def argv(self) -> list[str]:
        """What is executed: an isolated interpreter that gives up root and becomes the program."""
        uid, gid = (self.account.uid, self.account.gid) if self.account is not None else (-1, -1)
        descriptor = -1 if self.descriptor is None else self.descriptor
        return [*_script("child"), *map(str, (os.getpid(), uid, gid, descriptor)), *self.words]

    def descriptors(self) -> tuple[int, ...]:
        """What the program inherits beside its standard streams."""
        return () if self.descriptor is None else (self.descriptor,)


@dataclass(frozen=True, slots=True)
class KeptProcess:
    """A started `postgres` that stops when the launcher dies.

    Attributes:
        process: The direct child.
        watchdog: Who stops it after the launcher's death, where the kernel does not.
    """

    process: subprocess.Popen[bytes]
    watchdog: subprocess.Popen[bytes] | None = None

    def wait(self, timeout: float) -> bool:
        """Whether it ended in time."""
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            return False
        self._dismiss_watchdog()
        return True

    def end(self, patience: float) -> None:
        """Asks for a fast shutdown, after `patience` seconds for an immediate one, then kills."""
        for number, timeout in ((signal.SIGINT, patience), (signal.SIGQUIT, IMMEDIATE_SHUTDOWN_WAIT), (signal.SIGKILL, None)):
            self.process.send_signal(number)
            if timeout is None:
                self.process.wait()
                self._dismiss_watchdog()
            elif self.wait(timeout):
                return

    def _dismiss_watchdog(self) -> None:
        if self.watchdog is not None:
            self.watchdog.kill()
            self.watchdog.communicate()  # reaps it and closes the pipe


def start_kept(command: Command, log: IO[bytes]) -> KeptProcess:
    """Starts `postgres` as a direct child that stops when this process dies.

    The parent-death signal is sent when the *thread* that forked ends. So a thread of its own forks and stays until the
    child has ended, and this may be called from any thread.
    """
    started: Future[subprocess.Popen[bytes]] = Future()

    def keep() -> None:
        try:
            process = subprocess.Popen(  # noqa: S603 - the launcher's own command
                command.argv(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                cwd=None if command.descriptor is not None else command.directory,
                pass_fds=command.descriptors(),
                start_new_session=True,  # Ctrl-C in a terminal is for the launcher, which stops things in order
            )
        except BaseException as error:
            started.set_exception(error)
            return
        started.set_result(process)
        process.wait()

    threading.Thread(target=keep, name="embedded-postgres", daemon=True).start()
    process = started.result()
    return KeptProcess(process, None if PARENT_DEATH_SIGNAL else _watchdog(process.pid))


def _watchdog(postmaster: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the launcher's own command
        [*_script("watchdog"), str(postmaster)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _script(name: str) -> list[str]:
    return [sys.executable, "-I", "-S", str(Path(__file__).with_name(f"{name}.py"))]


def environment() -> dict[str, str]:
    """What PostgreSQL's programs see: none of the launcher's secrets, none of libpq's variables, English messages."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C" if sys.platform == "darwin" else "C.UTF-8", "TZ": "UTC"}


def processes_in(directory: Path) -> dict[int, int]:
    """PostgreSQL's processes that work in the directory, by process id, each with its parent's.

    By directory, not by what postmaster.pid says: that may name a process of another cluster, or of no cluster, which got
    the number later. A zombie works nowhere and is not among them.
    """
    return _listed_by_proc(directory) if Path("/proc/self/cwd").exists() else _listed_by_lsof(directory)


def _listed_by_proc(directory: Path) -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        # Processes end while they are listed, and other users' do not tell where they work.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            if entry.name.isdigit() and (entry / "comm").read_text().strip() in NAMES and (entry / "cwd").samefile(directory):
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
                found[int(entry.name)] = int(after_name[1])
    return found


def _listed_by_lsof(directory: Path) -> dict[int, int]:
    options = [word for name in NAMES for word in ("-c", name)]
    listing = subprocess.run(  # noqa: S603 - fixed words
        ["lsof", "-w", "-a", "-d", "cwd", *options, "-FpRn"],  # noqa: S607 - /usr/sbin on macOS, /usr/bin elsewhere
        capture_output=True,
        text=True,
        check=False,  # it exits with 1 where nothing is found
    )
    return parse_lsof(listing.stdout.splitlines(), str(directory.resolve()))


def parse_lsof(lines: Iterable[str], directory: str) -> dict[int, int]:
    """Reads `lsof -FpRn`: a line per field, which its first letter names (p: process, R: its parent, n: the directory)."""
    found = {}
    pid = parent = 0
    for line in lines:
        match line[:1], line[1:]:
            case "p", value:
                pid = int(value)
            case "R", value:
                parent = int(value)
            case "n", value if value == directory:
                found[pid] = parent
    return found


def end_orphans(directory: Path) -> None:
    """Ends what a killed launcher or postmaster left working in the cluster: politely a postmaster, at once lone backends.

    Raises:
        StartFailedError: Something does not end, or belongs to another user.
    """
    steps = (
        (signal.SIGINT, FAST_SHUTDOWN_WAIT, _postmasters),
        (signal.SIGQUIT, IMMEDIATE_SHUTDOWN_WAIT, _everybody),
        (signal.SIGKILL, KILL_WAIT, _everybody),
    )
    for number, patience, chosen in steps:
        found = processes_in(directory)
        if not found:
            return
        targets = chosen(found)
        _signal(targets, number)
        if targets and _gone(directory, patience):
            return
    raise StartFailedError(f"processes of an earlier start in {directory} do not end: {sorted(processes_in(directory))}")


def end_group(leader: "subprocess.Popen[str]") -> None:
    """Ends a process that leads a session, and all that it has started there, the shells between it and them too."""
    deadline = time.monotonic() + KILL_WAIT
    with contextlib.suppress(ProcessLookupError):  # none of them is left
        os.killpg(leader.pid, signal.SIGKILL)
        leader.wait()
        while time.monotonic() < deadline:  # the others are nobody's children any more: no one can wait for them
            os.killpg(leader.pid, 0)
            time.sleep(0.01)


def _postmasters(found: Mapping[int, int]) -> list[int]:
    """Those with children among the found; a lone process is taken for a backend, and quits without loss if it is not."""
    return sorted(set(found.values()) & set(found))


def _everybody(found: Mapping[int, int]) -> list[int]:
    return sorted(found)


def _signal(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue  # it ended first
        except PermissionError as error:
            raise StartFailedError(f"process {pid} works in this cluster and belongs to another user") from error


def _gone(directory: Path, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while processes_in(directory):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def move_stale_postmaster_file(path: Path, to: Path) -> bool:
    """Moves a postmaster.pid away that would refuse a start though nothing works in the cluster; says whether it did.

    PostgreSQL believes a number that some process has, be it a zombie or a stranger, and a note torn by a crash. A number that
    no process has is left to PostgreSQL, which then also looks for shared memory still in use.
    """
    if not path.exists():
        return False
    noted = PostmasterFile.read(path)
    if noted is not None and not _exists(noted.pid):
        return False
    path.replace(to)
    return True


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True

"""`attune up`: the embedded Postgres, a web process and a worker process, watched and started again when they die."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from sqlalchemy import make_url

from kernel.settings import Settings
from kernel.telemetry import logger

MAX_DEATHS = 5
DEATHS_WITHIN = 60.0
GRACE = 25.0  # seconds for a child that nobody is served by any more: a worker, or one whose database or supervisor is gone
RESERVE = 5.0  # seconds beside the grace of requests, for the rest of an end
LIFELINE = "ATTUNE_LIFELINE"
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_LOOK_EVERY = 0.1
_DIRECT = build_opener(ProxyHandler({}))  # our own address is never behind the proxy that the environment may name


class CannotListenError(Exception):
    """The address is taken, or none of this machine's."""


class RepeatedDeathError(Exception):
    """A child died five times in a minute: starting it again does not help."""


@dataclass(slots=True)
class Child:
    """A process that is kept alive.

    Attributes:
        name: What logs call it.
        start: Starts it; called again, with backoff, whenever it has died.
        process: The one that runs, None while it is down.
        end: Ends it in peace, where SIGTERM is not the way.
        kill_at: Until when it may end after `renew` asked it to, None where it was not asked.
    """

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] | None = None
    end: Callable[[], None] | None = None
    grace: float = GRACE
    deaths: deque[float] = field(default_factory=deque)
    start_at: float = 0.0
    kill_at: float | None = None

    def look(self, now: float) -> None:
        """Start the process if it is time to; note its death if it died.

        Raises:
            RepeatedDeathError: It died too often.
        """
        if self.process is None:
            if now >= self.start_at:
                self.process = self.start()
            return
        status = self.process.poll()
        if status is None:
            self._hurry(now)
            return
        self.process = None
        if self.kill_at is not None:  # it was asked to end: no death
            self.kill_at = None
            return
        self.deaths.append(now)
        while self.deaths and self.deaths[0] < now - DEATHS_WITHIN:
            self.deaths.popleft()
        if len(self.deaths) >= MAX_DEATHS:
            raise RepeatedDeathError(f"{self.name} died {MAX_DEATHS} times within {DEATHS_WITHIN:.0f} s (last: {status}).")
        delay = 0.2 * 2 ** (len(self.deaths) - 1)
        self.start_at = now + delay
        logger.warning("child_died", child=self.name, status=status, again_in=delay)

    def renew(self, now: float) -> None:
        """Ask the process to end, without waiting for it; `look` starts another in its place."""
        if self.process is not None:
            self.process.terminate()
            self.kill_at = now + GRACE

    def _hurry(self, now: float) -> None:
        """Kill the process where it was asked to end and does not."""
        if self.process is not None and self.kill_at is not None and now >= self.kill_at:
            logger.error("child_killed", child=self.name)
            self.process.kill()

    def stop(self, is_hurried: Callable[[], bool] = lambda: False) -> None:
        """End the process: SIGTERM, and SIGKILL when it does not end in time or nobody wants to wait."""
        if self.end is not None:
            self.end()
            return
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        until = time.monotonic() + self.grace
        while not is_hurried() and time.monotonic() < until:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_LOOK_EVERY)
                return
        logger.error("child_killed", child=self.name)
        self.process.kill()
        self.process.wait()


def listen(host: str, port: int) -> socket.socket:
    """The socket that the web process serves. The supervisor holds it, so that requests wait while a web process starts.

    Raises:
        CannotListenError: The address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise CannotListenError(f"cannot listen on port {port} of {host}: {error.strerror}") from error
    listener.set_inheritable(True)
    return listener


def address_of(listener: socket.socket) -> str:
    """Where a socket listens."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Supervisor:
    """Runs children until SIGTERM or SIGINT.

    All are started from the main thread: the kernel ties a child's life to the thread that made it.
    """

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        self._stopping = False
        self._is_hurried = False
        self._python_children: list[Child] = []
        self._lifeline_read, self._lifeline_write = os.pipe()
        os.set_inheritable(self._lifeline_read, True)

    @property
    def address(self) -> str:
        """Where the system answers."""
        return address_of(self._listener)

    def python_child(
        self, name: str, *arguments: str, listener: socket.socket | None = None, environment: Mapping[str, str] | None = None
    ) -> Child:
        """A child that runs one of Attune's commands. One that serves a socket has the time to end that its requests have.

        Args:
            name: What logs call it.
            arguments: The command.
            listener: A socket that it serves, which stays open while it is started again.
            environment: Beside what all children are told.
        """
        descriptors = (self._lifeline_read,) if listener is None else (listener.fileno(), self._lifeline_read)
        if listener is not None:
            arguments = (*arguments, "--fd", str(listener.fileno()))
        command = [sys.executable, "-m", "attune", *arguments]

        def start() -> subprocess.Popen[bytes]:
            # a session of its own: Ctrl-C reaches the supervisor alone, which ends the children in order
            return subprocess.Popen(  # noqa: S603 — our own command
                command, env={**self._environment(), **(environment or {})}, pass_fds=descriptors, start_new_session=True
            )

        child = Child(name, start, grace=GRACE if listener is None else self._settings.grace_seconds + RESERVE)
        self._python_children.append(child)
        return child

    def _environment(self) -> dict[str, str]:
        """What children are told. They log in with their own roles, so the URL goes without its user."""
        url = make_url(self._settings.database_url).set(username=None, password=None)
        return {
            **os.environ,
            "ATTUNE_DATABASE_URL": url.render_as_string(hide_password=False),
            "ATTUNE_SECRET_KEY": self._settings.secret_key.get_secret_value(),
            LIFELINE: str(self._lifeline_read),
        }

    def relocate(self, settings: Settings) -> None:
        """The database is elsewhere now: the children that know it at its old place end, and start again at the new one."""
        self._settings = settings
        now = time.monotonic()
        for child in self._python_children:
            child.renew(now)

    def run(self, children: list[Child], on_ready: Callable[[str], None]) -> None:
        """Keep the children alive until told to stop, then end them in order; a second Ctrl-C ends them at once.

        Raises:
            RepeatedDeathError: One of them cannot be kept alive.
        """
        for number in STOP_SIGNALS:
            signal.signal(number, self._stop)
        is_ready = False
        try:
            while not self._stopping:
                now = time.monotonic()
                for child in children:
                    child.look(now)
                if not is_ready and self._answers():
                    is_ready = True
                    on_ready(self.address)
                time.sleep(_LOOK_EVERY)
        finally:
            for child in children:
                child.stop(lambda: self._is_hurried)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self._is_hurried = self._is_hurried or (self._stopping and number == signal.SIGINT)
        self._stopping = True

    def _answers(self) -> bool:
        try:
            with _DIRECT.open(f"{self.address}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


def end_with_supervisor() -> None:
    """In a child: end in peace when the supervisor is gone, however it went (the pipe that it holds closes)."""
    descriptor = os.environ.get(LIFELINE)
    if descriptor is None:
        return

    def wait() -> None:
        while os.read(int(descriptor), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()

"""How a process that serves ends: what is under way may end, for as long as it is told, and nobody has to wait who insists."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.kernel import serving_program

ROOT = Path(__file__).resolve().parents[3]
LONG = 60  # seconds: nobody here waits for that

Start = Callable[..., "Serving"]


class Serving:
    """The process, with one request under way."""

    def __init__(self, seconds: float, environment: dict[str, str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.set_inheritable(True)
            self.process = subprocess.Popen(
                [sys.executable, serving_program.__file__, str(listener.fileno())],
                pass_fds=(listener.fileno(),),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=subprocess.PIPE,
            )
            self.port = listener.getsockname()[1]
        self.caller = self.ask(seconds)

    def ask(self, seconds: float) -> socket.socket:
        """Ask, and wait until the question has come."""
        caller = socket.create_connection(("127.0.0.1", self.port), timeout=LONG)
        caller.sendall(f"GET /?{seconds} HTTP/1.1\r\nhost: a\r\n\r\n".encode())
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"came\n"
        return caller

    @property
    def answer(self) -> bytes:
        """All that comes until the connection ends."""
        parts = []
        try:
            while part := self.caller.recv(65536):
                parts.append(part)
        except ConnectionResetError:
            pass
        return b"".join(parts)

    def close(self) -> None:
        self.caller.close()
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def start() -> Iterator[Start]:
    with ExitStack() as stack:

        def start(seconds: float, **environment: str) -> Serving:
            serving = Serving(seconds, environment)
            stack.callback(serving.close)
            return serving

        yield start


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_that_is_under_way_ends_in_peace(start: Start, number: signal.Signals) -> None:
    serving = start(1.0)
    serving.process.send_signal(number)
    assert serving.answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert serving.process.wait(LONG / 2) == 0


def test_one_that_takes_longer_than_the_grace_is_broken_off(start: Start) -> None:
    serving = start(LONG, ATTUNE_GRACE_SECONDS="1")
    serving.process.terminate()
    assert serving.process.wait(60) == 0
    assert not serving.answer.startswith(b"HTTP/1.1 200")


def test_a_second_sigterm_hurries_nobody(start: Start) -> None:
    serving = start(1.5)
    serving.process.terminate()
    with pytest.raises(subprocess.TimeoutExpired):
        serving.process.wait(0.3)
    serving.process.terminate()
    assert serving.answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert serving.process.wait(LONG / 2) == 0


@pytest.mark.parametrize("first", [signal.SIGTERM, signal.SIGINT])
def test_ctrl_c_for_the_second_time_ends_it_at_once(start: Start, first: signal.Signals) -> None:
    serving = start(LONG)
    serving.process.send_signal(first)
    with pytest.raises(subprocess.TimeoutExpired):
        serving.process.wait(0.5)
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(60) == 128 + signal.SIGINT
    assert serving.answer == b""


def test_nobody_waits_where_nothing_is_under_way(start: Start) -> None:
    serving = start(0)
    idle = serving.caller  # a connection that is kept for a next request
    assert idle.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")
    serving.process.terminate()
    assert serving.process.wait(60) == 0

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from attune.supervisor import GRACE, MAX_DEATHS, RESERVE, CannotListenError, Child, RepeatedDeathError, Supervisor, listen
from kernel.settings import Settings

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that were started; none outlives the test."""
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def start(started: list[subprocess.Popen[bytes]]) -> Start:
    def sleep() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return started[-1]

    return sleep


def die(child: Child) -> None:
    assert child.process is not None
    child.process.kill()
    child.process.wait()


def test_a_child_is_started_and_left_alone_while_it_lives(start: Start, started: list[subprocess.Popen[bytes]]) -> None:
    child = Child("web", start)
    for now in (0.0, 1.0, 100.0):
        child.look(now)
    assert child.process is started[0]
    assert len(started) == 1


def test_one_that_died_is_started_again_each_time_later(start: Start, started: list[subprocess.Popen[bytes]]) -> None:
    child, now, pauses = Child("web", start), 0.0, []
    child.look(now)
    for _ in range(MAX_DEATHS - 1):
        die(child)
        child.look(now)
        died, alive = now, len(started)
        while len(started) == alive:
            now += 0.05
            child.look(now)
        pauses.append(now - died)
    assert pauses == pytest.approx([0.2, 0.4, 0.8, 1.6], abs=0.06)


def test_five_deaths_in_a_minute_are_too_many(start: Start) -> None:
    child = Child("worker", start)
    child.look(0.0)
    for now in (0.0, 10.0, 20.0, 30.0):
        die(child)
        child.look(now)
        child.look(now + 5.0)
    die(child)
    with pytest.raises(RepeatedDeathError, match="worker died 5 times within 60 s"):
        child.look(59.0)


def test_deaths_of_long_ago_are_forgotten(start: Start, started: list[subprocess.Popen[bytes]]) -> None:
    child = Child("worker", start)
    child.look(0.0)
    for turn in range(3 * MAX_DEATHS):
        die(child)
        child.look(20.0 * turn)
        child.look(20.0 * turn + 10.0)
    assert len(started) == 1 + 3 * MAX_DEATHS


def test_to_stop_one_that_is_down_is_nothing(start: Start) -> None:
    child = Child("web", start)
    child.stop()
    child.look(0.0)
    die(child)
    child.stop()


@pytest.fixture
def stubborn(started: list[subprocess.Popen[bytes]]) -> Start:
    """A process that does not end when it is asked to."""

    def start() -> subprocess.Popen[bytes]:
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
        started.append(subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE))
        stdout = started[-1].stdout
        assert stdout is not None
        with stdout:
            assert stdout.readline() == b"\n"
        return started[-1]

    return start


def test_one_that_does_not_end_within_its_grace_is_killed(stubborn: Start, started: list[subprocess.Popen[bytes]]) -> None:
    child = Child("web", stubborn, grace=0.2)
    child.look(0.0)
    child.stop()
    assert started[0].returncode == -signal.SIGKILL


def test_nobody_waits_for_a_child_when_whoever_ends_it_insists(stubborn: Start, started: list[subprocess.Popen[bytes]]) -> None:
    child, asked = Child("web", stubborn, grace=3600), 0

    def is_hurried() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    child.look(0.0)
    child.stop(is_hurried)
    assert (asked, started[0].returncode) == (3, -signal.SIGKILL)


def test_what_serves_has_the_grace_of_its_requests_and_a_worker_its_own() -> None:
    settings = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key="5" * 64, grace_seconds=77)
    with listen("127.0.0.1", 0) as listener:
        supervisor = Supervisor(settings, listener)
        assert supervisor.python_child("web", "web", listener=listener).grace == 77 + RESERVE
        assert supervisor.python_child("worker", "worker").grace == GRACE


def test_a_child_may_have_an_end_of_its_own(start: Start, started: list[subprocess.Popen[bytes]]) -> None:
    ended: list[bool] = []
    child = Child("postgres", start, end=lambda: ended.append(True))
    child.look(0.0)
    child.stop()
    assert ended == [True]
    assert started[0].poll() is None


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_it_listens_where_it_is_told(host: str) -> None:
    with listen(host, 0) as listener:
        assert listener.get_inheritable()
        assert listener.getsockname()[0] == host
        port = listener.getsockname()[1]
        with socket.create_connection((host, port), timeout=5):
            pass
        with pytest.raises(CannotListenError, match=f"cannot listen on port {port} of {host}: Address already in use"):
            listen(host, port)

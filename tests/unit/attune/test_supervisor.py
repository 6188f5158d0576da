"""Children that are kept alive: what is a death, and what is not."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from attune.supervisor import GRACE, MAX_DEATHS, Child, RepeatedDeathError, Supervisor, listen
from kernel.settings import Settings

SLEEPER = "print(flush=True); import time; time.sleep(600)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"


def settings_at(port: int) -> Settings:
    return Settings(database_url=f"postgresql://127.0.0.1:{port}/attune", secret_key=SecretStr("s" * 32))


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    with listen("127.0.0.1", 0) as listener:
        yield Supervisor(settings_at(1), listener)


@pytest.fixture
def child_of(supervisor: Supervisor) -> Iterator[Callable[[str], Child]]:
    children: list[Child] = []

    def make(program: str) -> Child:
        child = supervisor.python_child("sleeper")
        child.start = lambda: start(program)
        child.look(time.monotonic())
        children.append(child)
        return child

    yield make
    for child in children:
        if child.process is not None:
            child.process.kill()
            child.process.wait()
            assert child.process.stdout is not None
            child.process.stdout.close()


def start(program: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()  # it stands
    return process


def wait_for_end(process: subprocess.Popen[bytes]) -> None:
    process.wait(10)
    assert process.stdout is not None
    process.stdout.close()


def test_a_child_that_ends_because_the_database_moved_did_not_die(
    supervisor: Supervisor, child_of: Callable[[str], Child]
) -> None:
    child = child_of(SLEEPER)
    for port in range(2, 2 + MAX_DEATHS + 1):
        before = child.process
        assert before is not None
        supervisor.relocate(settings_at(port))
        wait_for_end(before)
        child.look(time.monotonic())
        child.look(time.monotonic())  # at once: nothing to back off from
        assert child.process not in (None, before)
    assert not child.deaths


def test_moving_the_database_waits_for_nobody_and_kills_who_stays(
    supervisor: Supervisor, child_of: Callable[[str], Child]
) -> None:
    child = child_of(STUBBORN)
    before = child.process
    assert before is not None
    began = time.monotonic()
    supervisor.relocate(settings_at(2))
    child.look(time.monotonic())
    assert time.monotonic() - began < 1
    assert before.poll() is None
    child.look(began + GRACE + 1)
    wait_for_end(before)
    child.look(time.monotonic())
    child.look(time.monotonic())
    assert child.process not in (None, before)
    assert not child.deaths


def test_a_child_that_ends_by_itself_died(child_of: Callable[[str], Child]) -> None:
    child = child_of(SLEEPER)
    now = time.monotonic()
    for death in range(1, MAX_DEATHS):
        assert child.process is not None
        child.process.kill()
        wait_for_end(child.process)
        child.look(now)
        assert len(child.deaths) == death
        assert child.start_at > now
        child.look(child.start_at)
    assert child.process is not None
    child.process.kill()
    wait_for_end(child.process)
    with pytest.raises(RepeatedDeathError):
        child.look(now)

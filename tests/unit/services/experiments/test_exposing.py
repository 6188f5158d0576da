"""What a process remembers of exposures: only what spares it work, and never for long."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.experiments.use_cases.exposing import MEMORY_SECONDS, MOST_REMEMBERED, ExposureMemory

AT = datetime(2026, 5, 1, tzinfo=UTC)
WORKSPACE, EXPERIMENT = UUID(int=1), UUID(int=2)
PLACE = (WORKSPACE, EXPERIMENT, "u", "A")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_it_holds_what_it_was_told_as_of_that_moment_or_a_later_one() -> None:
    memory = ExposureMemory(Clock())
    assert not memory.holds(PLACE, AT)
    memory.remember(PLACE, AT)
    assert memory.holds(PLACE, AT)
    assert memory.holds(PLACE, AT + timedelta(days=1))
    assert not memory.holds(PLACE, AT - timedelta(microseconds=1))


def test_another_unit_variation_experiment_or_workspace_is_another_exposure() -> None:
    memory = ExposureMemory(Clock())
    memory.remember(PLACE, AT)
    for other in (
        (EXPERIMENT, EXPERIMENT, "u", "A"),
        (WORKSPACE, WORKSPACE, "u", "A"),
        (WORKSPACE, EXPERIMENT, "v", "A"),
        (WORKSPACE, EXPERIMENT, "u", "B"),
    ):
        assert not memory.holds(other, AT)


def test_it_forgets_after_a_minute_because_an_erasure_may_have_come_between() -> None:
    clock = Clock()
    memory = ExposureMemory(clock)
    memory.remember(PLACE, AT)
    clock.seconds += MEMORY_SECONDS - 0.001
    assert memory.holds(PLACE, AT)
    clock.seconds += 0.001
    assert not memory.holds(PLACE, AT)
    memory.remember(PLACE, AT)
    assert memory.holds(PLACE, AT)


def test_it_has_an_end() -> None:
    memory = ExposureMemory(Clock())
    for number in range(MOST_REMEMBERED + 1):
        memory.remember((WORKSPACE, EXPERIMENT, f"u-{number}", "A"), AT)
    assert not memory.holds((WORKSPACE, EXPERIMENT, "u-0", "A"), AT)
    assert memory.holds((WORKSPACE, EXPERIMENT, "u-1", "A"), AT)
    assert memory.holds((WORKSPACE, EXPERIMENT, f"u-{MOST_REMEMBERED}", "A"), AT)

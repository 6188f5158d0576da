"""What an alert waits for is at zero before it first happens: Prometheus sees no increase in a series that begins at one."""

from prometheus_client import REGISTRY

from kernel.database import Database, UnitOfWork
from kernel.feed import FeedEvent, FeedLoop, Reader
from kernel.jobs import JobContext, JobKind, Worker
from kernel.settings import Settings


async def handle(_: JobContext) -> dict[str, object]:
    return {}


async def react(_work: UnitOfWork, _event: FeedEvent) -> None:
    return None


def counted(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


def test_failures_of_every_kind_of_job_begin_at_zero(offline: Settings) -> None:
    Worker(offline, "attune_dispatcher", [JobKind("test.expected", "attune_valuation", handle)])
    assert counted("attune_jobs_finished_total", kind="test.expected", state="failed") == 0


def test_events_that_are_passed_over_begin_at_zero(offline: Settings) -> None:
    reader = Reader("test-expected", "attune_valuation", {"test.happened": react})
    FeedLoop(offline, Database(offline, "attune_dispatcher"), [reader], "w")
    labels = {"reader": "test-expected", "type": "test.happened", "outcome": "passed_over"}
    assert counted("attune_feed_reactions_total", **labels) == 0


def test_refusals_of_every_role_begin_at_zero(offline: Settings) -> None:
    Database(offline, "test_expected")
    assert {
        counted("attune_database_refusals_total", role="test_expected", reason=reason)
        for reason in ("pool", "busy", "unreachable")
    } == {0}


def test_verdicts_begin_at_zero() -> None:
    assert counted("attune_ingested_events_total", verdict="rejected") is not None

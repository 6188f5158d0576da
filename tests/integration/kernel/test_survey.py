"""The worker's survey finds what waits, across workspaces, through the dispatcher's narrow door."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import Database
from kernel.jobs import Worker, enqueue
from kernel.principals import Principal
from kernel.settings import Settings
from kernel.survey import MAX_LAG, survey
from schema.roles import DISPATCHER, SEGMENTATION

DatabaseOf = Callable[[str], Database]


def level(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


@pytest.fixture
def kind() -> str:
    return f"test.{secrets.token_hex(4)}"


@pytest.fixture
async def undone(database_of: DatabaseOf) -> AsyncIterator[AsyncConnection]:
    """A transaction of the dispatcher that leaves nothing behind."""
    async with database_of(DISPATCHER).engine.connect() as connection:
        yield connection
        await connection.rollback()


async def enqueue_in(database: Database, principal: Principal, kind: str) -> None:
    async with database.work(principal) as work:
        await enqueue(work, kind, {})


async def test_jobs_of_all_workspaces_are_counted_by_kind_and_state(
    database_of: DatabaseOf, principal: Principal, other_principal: Principal, kind: str, undone: AsyncConnection
) -> None:
    for each in (principal, principal, other_principal, other_principal):
        await enqueue_in(database_of(SEGMENTATION), each, kind)
    waited = (
        "update attune.jobs set created_at = now() - interval '90 seconds' where kind = :kind and workspace_id = :workspace"
    )
    await undone.execute(text(waited), {"kind": kind, "workspace": principal.workspace_id})
    for lease in ("now() + interval '9 s'", "now() - interval '9 s'"):
        run = f"""
            update attune.jobs set state = 'running', owner = 'w', lease_until = {lease} where id =
                (select id from attune.jobs where kind = :kind and workspace_id = :workspace and state = 'queued' limit 1)
        """
        await undone.execute(text(run), {"kind": kind, "workspace": other_principal.workspace_id})
    await survey(undone, [kind], [])
    states = {state: level("attune_jobs_open", kind=kind, state=state) for state in ("queued", "running", "stalled")}
    assert states == {"queued": 2, "running": 1, "stalled": 1}
    assert level("attune_jobs_oldest_queued_seconds", kind=kind) == pytest.approx(90, abs=30)


async def test_a_job_that_may_not_begin_yet_does_not_wait(
    database_of: DatabaseOf, principal: Principal, kind: str, undone: AsyncConnection
) -> None:
    await enqueue_in(database_of(SEGMENTATION), principal, kind)
    later = (
        "update attune.jobs set created_at = now() - interval '1 day', run_after = now() + interval '1 hour' where kind = :kind"
    )
    await undone.execute(text(later), {"kind": kind})
    await survey(undone, [], [])
    assert level("attune_jobs_open", kind=kind, state="queued") == 1
    assert level("attune_jobs_oldest_queued_seconds", kind=kind) == 0


async def test_a_kind_without_jobs_has_levels_too_and_no_other(undone: AsyncConnection, kind: str) -> None:
    await survey(undone, [kind], [])
    assert level("attune_jobs_open", kind=kind, state="stalled") == 0
    await survey(undone, [], [])
    assert level("attune_jobs_open", kind=kind, state="stalled") is None


async def test_a_reader_that_has_not_read_yet_has_a_level_too(undone: AsyncConnection) -> None:
    await survey(undone, [], ["test-before"])
    assert level("attune_feed_lag_events", reader="test-before") == 0


async def test_lag_is_told_by_reader(database_of: DatabaseOf, principal: Principal, undone: AsyncConnection) -> None:
    async with database_of(SEGMENTATION).work(principal) as work:
        for number in range(3):
            await work.emit("test.happened", number)
    start = "insert into attune.feed_offsets (reader, xid, id, failures) values (:reader, cast(:xid as xid8), :id, 2)"
    events = "select xid, id from attune.feed where workspace_id = :workspace order by xid, id"
    rows = (await undone.execute(text(events), {"workspace": principal.workspace_id})).all()
    for reader, row in (("test-at-first", rows[0]), ("test-at-last", rows[2])):
        await undone.execute(text(start), {"reader": reader, "xid": row.xid, "id": row.id})
    await survey(undone, [], [])
    behind = level("attune_feed_lag_events", reader="test-at-first")
    after = level("attune_feed_lag_events", reader="test-at-last")
    assert behind is not None
    assert after is not None
    assert behind - after == 2
    assert behind <= MAX_LAG
    assert (level("attune_feed_lag_seconds", reader="test-at-first") or 0) > 0
    assert level("attune_feed_failures", reader="test-at-first") == 2


async def test_a_worker_surveys_and_says_when(settings: Settings) -> None:
    worker = Worker(settings, DISPATCHER, ())
    before = level("attune_survey_timestamp_seconds") or 0
    assert not worker.is_ready
    run = asyncio.create_task(worker.run())
    async with asyncio.timeout(60):
        while (level("attune_survey_timestamp_seconds") or 0) <= before or not worker.is_ready:  # noqa: ASYNC110 — it tells nobody
            await asyncio.sleep(0.02)
    assert worker.is_alive
    worker.stop()
    await run
    assert not worker.is_ready


async def test_connections_in_use_are_told_by_role(database_of: DatabaseOf, principal: Principal) -> None:
    database = database_of(SEGMENTATION)
    before = level("attune_database_connections", role=SEGMENTATION, state="in_use") or 0
    async with database.work(principal):
        assert level("attune_database_connections", role=SEGMENTATION, state="in_use") == before + 1
    assert level("attune_database_connections", role=SEGMENTATION, state="in_use") == before
    assert database.connections == (0, 1)
    assert (level("attune_database_pool_size", role=SEGMENTATION) or 0) >= database.pool_size

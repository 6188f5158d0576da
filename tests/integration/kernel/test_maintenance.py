"""What the dispatcher sweeps away, and what it leaves."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from kernel.database import Database
from kernel.feed import read_feed
from kernel.identifiers import new_id
from kernel.maintenance import FEED_DAYS, JOB_DAYS, mend_feed_after_restore, purge_feed, purge_jobs
from kernel.settings import Settings
from schema.prepare import prepare
from schema.roles import DISPATCHER
from tests.integration.schema.conftest import new_database


@pytest.fixture
async def own(postgres_url: str) -> AsyncIterator[Settings]:
    """A prepared database without the readers of other tests."""
    async with new_database(postgres_url) as settings:
        await prepare(settings)
        yield settings


@pytest.fixture
async def superuser(own: Settings) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(own.database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def dispatcher(own: Settings) -> AsyncIterator[Database]:
    database = Database(own, DISPATCHER)
    yield database
    await database.close()


async def workspace_of(superuser: asyncpg.Connection) -> object:
    insert = "insert into attune.workspaces (id, name, time_zone, currency) values ($1, 'w', 'UTC', 'USD') returning id"
    return await superuser.fetchval(insert, new_id())


async def test_the_feed_is_swept_behind_the_slowest_reader(superuser: asyncpg.Connection, dispatcher: Database) -> None:
    workspace = await workspace_of(superuser)
    for subject, xid, days in (("old", 10, 8), ("recent", 11, 6), ("at the slower", 12, 8), ("unread", 13, 8)):
        await superuser.execute(
            "insert into attune.feed (workspace_id, xid, type, subject, occurred_at)"
            " values ($1, $2::text::xid8, 'test', $3, now() - make_interval(days => $4))",
            *(workspace, str(xid), subject, days),
        )

    async def left() -> list[str]:
        async with dispatcher.connection() as connection:
            assert await purge_feed(connection) is False
        return [row["subject"] for row in await superuser.fetch("select subject from attune.feed order by xid, id")]

    assert FEED_DAYS == 7
    assert await left() == ["old", "recent", "at the slower", "unread"]  # nobody has read yet
    for reader, subject in (("slower", "at the slower"), ("quicker", "unread")):
        await superuser.execute(
            "insert into attune.feed_offsets (reader, xid, id) select $1, xid, id from attune.feed where subject = $2",
            *(reader, subject),
        )
    assert await left() == ["recent", "unread"]


async def test_jobs_that_ended_long_ago_are_swept(superuser: asyncpg.Connection, dispatcher: Database) -> None:
    workspace = await workspace_of(superuser)
    for kind, state, days in (("old", "succeeded", 91), ("recent", "failed", 89), ("runs", "running", None)):
        await superuser.execute(
            "insert into attune.jobs (workspace_id, id, kind, arguments, state, created_at, finished_at)"
            " values ($1, $2, $3, '{}', $4, now() - interval '1 year', now() - make_interval(days => $5))",
            *(workspace, new_id(), kind, state, days),
        )
    async with dispatcher.connection() as connection:
        assert await purge_jobs(connection) is False
    assert JOB_DAYS == 90
    assert [row["kind"] for row in await superuser.fetch("select kind from attune.jobs order by kind")] == ["recent", "runs"]


async def test_after_a_restore_every_reader_gets_old_and_new_events_in_order(
    superuser: asyncpg.Connection, dispatcher: Database
) -> None:
    """The dump is of a server whose transaction ids were far higher than this one's."""
    workspace = await workspace_of(superuser)
    for subject, xid in (("passed", 9_000_000_000), ("unread", 9_000_000_001)):
        await superuser.execute(
            "insert into attune.feed (workspace_id, xid, type, subject) values ($1, $2::text::xid8, 'test', $3)",
            *(workspace, str(xid), subject),
        )
    await superuser.execute(
        "insert into attune.feed_offsets (reader, xid, id, owner) select 'r', xid, id, 'dead' from attune.feed"
        " where subject = 'passed'"
    )
    await superuser.execute("insert into attune.feed (workspace_id, type, subject) values ($1, 'test', 'new')", workspace)

    async def read() -> list[str]:
        async with dispatcher.connection() as connection:
            return [event.subject for event in await read_feed(connection, "r", 10)]

    assert await read() == []  # the unread one waits for ages, the new one is never read
    for _ in range(2):  # the second time there is nothing to mend
        async with dispatcher.connection() as connection:
            assert await mend_feed_after_restore(connection) is False
        assert await read() == ["passed", "unread", "new"]


async def test_a_feed_of_this_server_is_left_as_it_is(superuser: asyncpg.Connection, dispatcher: Database) -> None:
    workspace = await workspace_of(superuser)
    await superuser.execute("insert into attune.feed (workspace_id, type, subject) values ($1, 'test', 'own')", workspace)
    await superuser.execute("insert into attune.feed_offsets (reader, xid, id) select 'r', xid, id from attune.feed")
    places = "select xid::text, id from attune.feed union all select xid::text, id from attune.feed_offsets"
    before = await superuser.fetch(places)
    async with dispatcher.connection() as connection:
        assert await mend_feed_after_restore(connection) is False
    after = await superuser.fetch(places)
    assert after == before

"""Partitions of events: made ahead by the dispatcher, never by what a client sends."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import asyncpg
import pytest
from sqlalchemy import insert, text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.principals import Principal
from kernel.settings import Settings
from kernel.tables import metadata
from schema.prepare import make_event_partitions
from schema.roles import DISPATCHER, SEGMENTATION
from tests.integration.schema import catalogue

TABLES = metadata.tables


async def _partitions(connection: asyncpg.Connection) -> set[str]:
    rows = await connection.fetch(
        "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'attune.events'::regclass"
    )
    return {row["name"] for row in rows}


@dataclass(frozen=True, slots=True)
class Collector:
    """Stores events of one known subject, in a transaction that is undone at the end."""

    work: UnitOfWork
    event: dict[str, object]

    async def store(self, occurred_at: datetime) -> str:
        """The partition in which the event came to lie."""
        await self.work.execute(insert(TABLES["attune.events"]).values(id=new_id(), occurred_at=occurred_at, **self.event))
        where = await self.work.execute(text("select tableoid::regclass::text from attune.events"))
        partition: str = where.scalar_one()
        return partition


@pytest.fixture
async def collector(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[Collector]:
    customer_id, subject_id, now = new_id(), new_id(), datetime.now(UTC)
    async with database_of(SEGMENTATION).work(principal) as work:
        mine = {"workspace_id": work.workspace_id}
        subject = {"id": subject_id, "kind": "user", "value": "u", "customer_id": customer_id, **mine}
        await work.execute(insert(TABLES["attune.customers"]).values(id=customer_id, **mine))
        await work.execute(insert(TABLES["attune.subjects"]).values(subject))
        what = {"message_id": "m", "type": "track", "name": "n", "properties": {}}
        yield Collector(work, {"subject_id": subject_id, "received_at": now, **what, **mine})
        await work.connection.rollback()


@pytest.mark.parametrize("year", [1970, 2000, 2525, 9999])
async def test_a_clients_year_goes_to_the_default_partition_and_makes_none(
    year: int, collector: Collector, superuser: asyncpg.Connection
) -> None:
    before = await _partitions(superuser)
    assert await collector.store(datetime(year, 12, 31, tzinfo=UTC)) == "attune.events_default"
    assert await _partitions(superuser) == before


async def test_todays_events_have_a_partition_of_their_month(collector: Collector) -> None:
    now = datetime.now(UTC)
    assert await collector.store(now) == f"attune.events_{now:%Y_%m}"


async def test_the_dispatcher_makes_a_months_partition_once(database_of: Callable[[str], Database]) -> None:
    async with database_of(DISPATCHER).connection() as connection:
        made = await make_event_partitions(connection, date(2031, 1, 31))
        assert made == [f"events_2030_{month:02}" for month in range(1, 13)] + [
            f"events_2031_{month:02}" for month in (1, 2, 3, 4)
        ]
        assert await make_event_partitions(connection, date(2031, 1, 1)) == []
        assert await make_event_partitions(connection, date(2031, 2, 28)) == ["events_2031_05"]
        await connection.rollback()


async def test_new_partitions_are_behind_the_walls(superuser: asyncpg.Connection) -> None:
    made = await superuser.fetchval("select attune.make_event_partitions('2031-01-01', 2)")
    assert made == ["events_2031_01", "events_2031_02"]
    assert await catalogue.tables_without_walls(superuser) == []
    assert await catalogue.undeclared_grants(superuser) == []
    assert await catalogue.views_that_bypass_walls(superuser) == []


async def test_months_meet_without_gap_or_overlap(superuser: asyncpg.Connection) -> None:
    await superuser.fetchval("select attune.make_event_partitions('2031-01-01', 24)")
    bounds = await superuser.fetch(
        """
        select regexp_matches(pg_get_expr(c.relpartbound, c.oid), $1) as bound
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'attune.events'::regclass and c.relname ~ '_203[12]_' order by c.relname
        """,
        r"FROM \('([^']+)'\) TO \('([^']+)'\)",
    )
    firsts, ends = zip(*(row["bound"] for row in bounds), strict=True)
    assert len(bounds) == 24
    assert firsts[1:] == ends[:-1]
    assert (firsts[0], ends[-1]) == ("2031-01-01 00:00:00+00", "2033-01-01 00:00:00+00")


async def test_bounds_are_utc_whatever_the_session_says(superuser: asyncpg.Connection) -> None:
    await superuser.execute("set local time zone 'Asia/Tokyo'")
    await superuser.fetchval("select attune.make_event_partitions('2031-01-01', 1)")
    await superuser.execute("set local time zone 'UTC'")
    bound = await superuser.fetchval(
        "select pg_get_expr(relpartbound, oid) from pg_class where oid = 'attune.events_2031_01'::regclass"
    )
    assert bound == "FOR VALUES FROM ('2031-01-01 00:00:00+00') TO ('2031-02-01 00:00:00+00')"


async def test_a_month_whose_rows_stand_in_the_default_keeps_them_there(collector: Collector, settings: Settings) -> None:
    """Making the partition would break its bound; the function says so and goes on with the other months."""
    await collector.store(datetime(2035, 5, 5, tzinfo=UTC))
    await collector.work.connection.commit()
    mine = collector.work.workspace_id
    connection = await asyncpg.connect(settings.database_url)
    try:
        async with connection.transaction():
            made = await connection.fetchval("select attune.make_event_partitions('2035-04-01', 3)")
            assert made == ["events_2035_04", "events_2035_06"]
            assert await connection.fetchval("select count(*) from attune.events where workspace_id = $1", mine) == 1
            await connection.execute("drop table attune.events_2035_04, attune.events_2035_06")
    finally:
        await connection.execute("delete from attune.events where workspace_id = $1", mine)
        await connection.close()

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import Database, UnitOfWork
from kernel.feed import ATTEMPTS, FeedEvent, FeedLoop, Reaction, Reader, read_feed
from kernel.identifiers import new_id
from kernel.jobs import Timing, Worker
from kernel.maintenance import purge_idempotency_keys
from kernel.principals import Principal
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY, SEGMENTATION, VALUATION
from tests.integration.kernel.workers import fetch

Writer = Callable[[], Awaitable[AsyncConnection]]


@pytest.fixture
async def begin(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[Writer]:
    """Begin a transaction that has its id already, as one has that wrote something else first."""
    begun: list[AsyncConnection] = []

    async def begin() -> AsyncConnection:
        connection = await database_of(VALUATION).engine.connect()
        begun.append(connection)
        enter = text("select set_config('attune.workspace', :workspace, true), pg_current_xact_id()")
        await connection.execute(enter, {"workspace": str(principal.workspace_id)})
        return connection

    yield begin
    for connection in begun:
        await connection.close()


async def emit(connection: AsyncConnection, workspace: UUID | None, subject: str) -> None:
    statement = "insert into attune.feed (workspace_id, type, subject) values (:workspace, 'test.late', :subject)"
    await connection.execute(text(statement), {"workspace": workspace, "subject": subject})


Read = Callable[[], Awaitable[list[str]]]


async def read_until(read: Read, wanted: str) -> None:
    """Read until an event is there: transactions of others may hold the horizon for a moment."""
    give_up = time.monotonic() + 60
    while wanted not in await read():
        assert time.monotonic() < give_up, "the event is never read"
        await asyncio.sleep(0.01)


async def test_an_offset_on_the_serial_alone_loses_an_event_and_ours_does_not(
    settings: Settings, begin: Writer, database_of: Callable[[str], Database], principal: Principal
) -> None:
    """The one that took the lower number commits last."""
    slow, quick = await begin(), await begin()
    await emit(slow, principal.workspace_id, "lower")
    await emit(quick, principal.workspace_id, "higher")
    await quick.commit()

    naive = naive_reader(settings, principal.workspace_id, with_horizon=False)
    ours = our_reader(database_of(DISPATCHER), principal.workspace_id)
    assert await naive() == ["higher"]
    assert await ours() == []  # it waits for the one before it
    await slow.commit()
    assert await naive() == []  # lost: the offset is past it
    seen: list[str] = []
    give_up = time.monotonic() + 60
    while len(seen) < 2 and time.monotonic() < give_up:
        seen += await ours()
    assert seen == ["lower", "higher"]


async def test_an_offset_on_the_serial_below_the_horizon_loses_an_event_and_ours_does_not(
    settings: Settings, begin: Writer, database_of: Callable[[str], Database], principal: Principal
) -> None:
    """The later transaction takes the lower number: below the horizon the numbers are not in order."""
    early, late = await begin(), await begin()
    await emit(late, principal.workspace_id, "lower")
    await emit(early, principal.workspace_id, "higher")
    await early.commit()

    naive = naive_reader(settings, principal.workspace_id, with_horizon=True)
    ours = our_reader(database_of(DISPATCHER), principal.workspace_id)
    await read_until(naive, "higher")
    await read_until(ours, "higher")
    await late.commit()
    await read_until(ours, "lower")
    assert await naive() == []  # lost, although it is older than every running transaction by now


def naive_reader(settings: Settings, workspace: UUID | None, *, with_horizon: bool) -> Read:
    """A reader whose offset is the last number it saw."""
    last = 0
    horizon = " and xid < pg_snapshot_xmin(pg_current_snapshot())" if with_horizon else ""
    query = f"select id, subject from attune.feed where workspace_id = $1 and id > $2{horizon} order by id"

    async def read() -> list[str]:
        nonlocal last
        rows = await fetch(settings, query, workspace, last)
        last = max([last, *(row["id"] for row in rows)])
        return [row["subject"] for row in rows]

    return read


def our_reader(database: Database, workspace: UUID | None) -> Read:
    name = f"test-{secrets.token_hex(6)}"
    move = text(
        "insert into attune.feed_offsets (reader, xid, id) values (:name, cast(:xid as xid8), :id)"
        " on conflict (reader) do update set xid = excluded.xid, id = excluded.id"
    )

    async def read() -> list[str]:
        async with database.connection() as connection:
            events = await read_feed(connection, name, 10_000)
            if events:
                await connection.execute(move, {"name": name, "xid": events[-1].xid, "id": events[-1].id})
        return [event.subject for event in events if event.workspace_id == workspace]

    return read


class Ear:
    """A reader with a type of event of its own, and the loop of one worker that serves it."""

    def __init__(self, settings: Settings, dispatcher: Database, reaction: Reaction | None = None) -> None:
        self.heard: list[FeedEvent] = []
        self.type = f"test.{secrets.token_hex(6)}"
        self.reader = Reader(self.type, SEGMENTATION, {self.type: reaction or self.hear})
        self._settings = settings
        self._dispatcher = dispatcher
        self.loops: list[FeedLoop] = []
        self.loop = self.another_loop()

    async def hear(self, work: UnitOfWork, event: FeedEvent) -> None:
        assert work.workspace_id == event.workspace_id
        await work.record("heard", event.subject)
        self.heard.append(event)

    def another_loop(self, lease_seconds: float = 10.0) -> FeedLoop:
        loop = FeedLoop(
            self._settings,
            self._dispatcher,
            [self.reader],
            f"owner-{len(self.loops)}",
            poll_seconds=0.01,
            lease_seconds=lease_seconds,
            retry_seconds=0.001,
        )
        self.loops.append(loop)
        return loop

    async def until(self, holds: Callable[[], bool], loop: FeedLoop | None = None) -> None:
        give_up = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < give_up, "it does not hear"
            await asyncio.sleep(await (loop or self.loop).turn(self.reader))

    async def close(self) -> None:
        for loop in self.loops:
            await loop.close()


@pytest.fixture
async def ear_of(settings: Settings, database_of: Callable[[str], Database]) -> AsyncIterator[Callable[[Reaction | None], Ear]]:
    ears: list[Ear] = []

    def ear(reaction: Reaction | None = None) -> Ear:
        ears.append(Ear(settings, database_of(DISPATCHER), reaction))
        return ears[-1]

    yield ear
    for each in ears:
        await each.close()


Tell = Callable[..., Awaitable[None]]


@pytest.fixture
def tell(database_of: Callable[[str], Database]) -> Tell:
    async def tell(principal: Principal, type_: str, *subjects: str) -> None:
        async with database_of(VALUATION).work(principal) as work:
            for subject in subjects:
                await work.emit(type_, subject, {"n": 1})

    return tell


async def said(settings: Settings, principal: Principal) -> list[str]:
    query = "select subject from attune.audit_log where workspace_id = $1 order by id"
    return [row["subject"] for row in await fetch(settings, query, principal.workspace_id)]


async def test_reactions_run_in_order_in_the_events_workspace(
    settings: Settings, ear_of: Callable[..., Ear], tell: Tell, principal: Principal, other_principal: Principal
) -> None:
    ear = ear_of()
    await tell(principal, ear.type, "a", "b")
    await tell(other_principal, ear.type, "x")
    await tell(principal, ear.type, "c")
    await ear.until(lambda: len(ear.heard) >= 4)
    assert [event.subject for event in ear.heard] == ["a", "b", "x", "c"]
    assert ear.heard[0].data == {"n": 1}
    assert await said(settings, principal) == ["a", "b", "c"]
    assert await said(settings, other_principal) == ["x"]
    await ear.loop.turn(ear.reader)
    assert len(ear.heard) == 4


async def test_a_reaction_is_undone_with_its_failure_and_tried_again_before_the_next(
    settings: Settings, ear_of: Callable[..., Ear], tell: Tell, principal: Principal
) -> None:
    tries: list[str] = []

    async def stumble(work: UnitOfWork, event: FeedEvent) -> None:
        await work.record("heard", event.subject)
        tries.append(event.subject)
        if tries == ["a", "b"]:
            raise RuntimeError("once")

    ear = ear_of(stumble)
    await tell(principal, ear.type, "a", "b", "c")
    await ear.until(lambda: tries[-1:] == ["c"])
    assert tries == ["a", "b", "b", "c"]
    assert await said(settings, principal) == ["a", "b", "c"]


async def test_an_event_that_always_fails_is_passed_over_and_told(
    settings: Settings, ear_of: Callable[..., Ear], tell: Tell, principal: Principal
) -> None:
    tries: list[str] = []

    async def choke(_: UnitOfWork, event: FeedEvent) -> None:
        tries.append(event.subject)
        if event.subject == "poison":
            raise RuntimeError("always")

    ear = ear_of(choke)
    await tell(principal, ear.type, "a", "poison", "b")
    await ear.until(lambda: tries[-1:] == ["b"])
    assert tries == ["a", *["poison"] * ATTEMPTS, "b"]
    query = "select subject, data from attune.feed where type = 'reaction.failed' and workspace_id = $1"
    (told,) = await fetch(settings, query, principal.workspace_id)
    assert told["subject"] == "poison"
    assert ear.reader.name in told["data"]


async def test_trouble_with_the_database_counts_against_no_event(
    ear_of: Callable[..., Ear], tell: Tell, principal: Principal
) -> None:
    tries = 0

    async def trouble(_: UnitOfWork, __: FeedEvent) -> None:
        nonlocal tries
        tries += 1
        if tries <= 2 * ATTEMPTS:
            raise ServiceUnavailableError

    ear = ear_of(trouble)
    await tell(principal, ear.type, "a")
    give_up = time.monotonic() + 60
    while tries <= 2 * ATTEMPTS and time.monotonic() < give_up:
        try:
            await ear.loop.turn(ear.reader)
        except ServiceUnavailableError:
            continue
        await asyncio.sleep(0.01)
    assert tries == 2 * ATTEMPTS + 1


async def test_one_worker_serves_a_reader_and_another_takes_over_when_it_falls_silent(
    settings: Settings, ear_of: Callable[..., Ear], tell: Tell, principal: Principal
) -> None:
    ear = ear_of()
    first, second = ear.another_loop(lease_seconds=0.5), ear.another_loop()
    await tell(principal, ear.type, "a")
    await ear.until(lambda: len(ear.heard) == 1, first)
    await tell(principal, ear.type, "b")
    await second.turn(ear.reader)
    assert len(ear.heard) == 1
    await asyncio.sleep(0.6)
    await ear.until(lambda: len(ear.heard) == 2, second)
    await tell(principal, ear.type, "c")
    await first.turn(ear.reader)
    assert len(ear.heard) == 2
    await second.close()  # an orderly end leaves the reader at once
    await ear.until(lambda: len(ear.heard) == 3, first)
    assert await said(settings, principal) == ["a", "b", "c"]


async def test_a_worker_that_lost_the_reader_does_not_move_its_offset(
    settings: Settings, ear_of: Callable[..., Ear], tell: Tell, principal: Principal
) -> None:
    ear = ear_of()
    await tell(principal, ear.type, "a")
    taken = asyncio.Event()

    async def freeze(_: UnitOfWork, __: FeedEvent) -> None:
        await fetch(settings, "update attune.feed_offsets set owner = 'thief' where reader = $1", ear.reader.name)
        taken.set()

    slow = Reader(ear.reader.name, SEGMENTATION, {ear.type: freeze})
    give_up = time.monotonic() + 60
    while not taken.is_set():
        assert time.monotonic() < give_up
        await ear.loop.turn(slow)
    (offset,) = await fetch(settings, "select owner, moved_at from attune.feed_offsets where reader = $1", ear.reader.name)
    assert offset["owner"] == "thief"
    await fetch(settings, "update attune.feed_offsets set owner = null where reader = $1", ear.reader.name)
    await ear.until(lambda: [event.subject for event in ear.heard] == ["a"])


async def test_the_worker_serves_readers_and_sweeps(
    settings: Settings, database_of: Callable[[str], Database], ear_of: Callable[..., Ear], tell: Tell, principal: Principal
) -> None:
    ear = ear_of()
    swept = 0

    async def sweep(connection: AsyncConnection) -> bool:
        nonlocal swept
        swept += 1
        await purge_idempotency_keys(connection)
        return swept < 3

    statement = text(
        "insert into attune.idempotency_keys (workspace_id, key, fingerprint, created_at)"
        " values (:workspace, :key, '', now() - make_interval(hours => :hours))"
    )
    async with database_of(GATEWAY).work(principal) as work:
        for hours in (1, 47, 49):
            values = {"workspace": principal.workspace_id, "key": f"{new_id()}-{hours}", "hours": hours}
            await work.execute(statement, values)
    worker = Worker(settings, DISPATCHER, [], [ear.reader], timing=Timing(poll_seconds=0.05), housekeeping=[sweep])
    running = asyncio.create_task(worker.run())
    await tell(principal, ear.type, "a")
    for _ in range(500):
        if swept == 3 and ear.heard:
            break
        await asyncio.sleep(0.02)
    worker.stop()
    await running
    assert swept == 3
    assert [event.subject for event in ear.heard] == ["a"]
    kept = await fetch(
        settings, "select key from attune.idempotency_keys where workspace_id = $1 order by created_at", principal.workspace_id
    )
    assert [row["key"].rpartition("-")[2] for row in kept] == ["47", "1"]

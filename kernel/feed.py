"""The feed: domain events, written with the change they tell of, read by each service at its own offset.

An event is safe to pass only when no transaction that is still running can put another one before it. So the order is the pair
(xid, id), the transaction first, and only rows of transactions older than every running one are read. A serial alone, or an
offset on it, loses events whose transaction commits late; a test shows both.

A reader's offset is leased like a job: one worker serves it at a time, in order, and another takes over when its lease runs
out. Every event is delivered at least once. A reaction that fails is tried again, which holds up its own reader only; after
`ATTEMPTS` failures the event is passed over, which the log, a metric and the feed (`reaction.failed`) tell.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import Database, UnitOfWork
from kernel.principals import Principal, Scope
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from kernel.telemetry import expect, log_context, logger
from kernel.tracing import Span, SpanKind, context_of, note_failure, span, tracer_of

REACTIONS = Counter("attune_feed_reactions_total", "Reactions to feed events by outcome.", ["reader", "type", "outcome"])

FAILED_EVENT = "reaction.failed"
ATTEMPTS = 5
"""So often a reaction is tried before its event is passed over."""

_BATCH = 500
_BACKOFF_SECONDS = (0.1, 5.0)


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """A domain event.

    Attributes:
        xid: The transaction that wrote it.
        subject: The id of what it tells of.
        data: Ids and figures.
        traceparent: The trace in which it happened, where there was one.
    """

    workspace_id: UUID
    id: int
    xid: int
    type: str
    subject: str
    data: Mapping[str, Any]
    occurred_at: datetime
    traceparent: str | None = None


Reaction = Callable[[UnitOfWork, FeedEvent], Awaitable[None]]
"""What a service does about an event, in a unit of work of its own in the event's workspace. Short, and idempotent."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A service's ear on the feed.

    Attributes:
        name: Whose offset it is; a new name reads the feed from its start, as far back as it is kept.
        role: The Postgres role of its reactions.
        reactions: By type of event; others are passed over.
    """

    name: str
    role: str
    reactions: Mapping[str, Reaction]


_READ = text(
    """
    select f.workspace_id, f.id, f.xid, f.type, f.subject, f.data, f.occurred_at, f.traceparent
    from attune.feed f, (select xid, id from attune.feed_offsets where reader = :reader
                         union all select '0'::xid8, 0 order by xid desc, id desc limit 1) o
    where (f.xid, f.id) > (o.xid, o.id) and f.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by f.xid, f.id
    limit :limit
    """
)
_INTRODUCE = text("insert into attune.feed_offsets (reader) values (:reader) on conflict do nothing")
_LEASE = text(
    """
    update attune.feed_offsets set owner = :owner, lease_until = now() + make_interval(secs => :lease)
    where reader = :reader and (owner is null or owner = :owner or lease_until < now())
    returning reader
    """
)
_MOVE = text(
    """
    update attune.feed_offsets
    set xid = cast(:xid as xid8), id = :id, failures = 0, moved_at = now(), lease_until = now() + make_interval(secs => :lease)
    where reader = :reader and owner = :owner
    returning reader
    """
)
_COUNT_FAILURE = text(
    "update attune.feed_offsets set failures = failures + 1 where reader = :reader and owner = :owner returning failures"
)
_RELEASE = text("update attune.feed_offsets set owner = null, lease_until = null where reader = :reader and owner = :owner")
_EMIT = text(
    "insert into attune.feed (workspace_id, type, subject, data) values (:workspace_id, :type, :subject, :data)"
).bindparams(bindparam("data", type_=JSONB))


async def read_feed(connection: AsyncConnection, reader_name: str, limit: int) -> list[FeedEvent]:
    """The events after a reader's offset, in order, as far as it is safe to read."""
    rows = await connection.execute(_READ, {"reader": reader_name, "limit": limit})
    return [FeedEvent(*row) for row in rows]


class _LeaseLost(Exception):  # noqa: N818 — no error: another worker serves the reader now
    pass


class FeedLoop:
    """The readers of one worker.

    Args:
        settings: The process' settings.
        database: Connections of the dispatcher.
        readers: Whom it serves.
        owner: The worker's name on its leases.
        poll_seconds: Between two looks at the feed.
        lease_seconds: How long a reader waits for another worker that fell silent; also what a reaction may take.
        retry_seconds: Before a reaction is tried the second time; doubled before each further time.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        readers: Sequence[Reader],
        owner: str,
        *,
        poll_seconds: float = 1.0,
        lease_seconds: float = 10.0,
        retry_seconds: float = 0.2,
    ) -> None:
        self._database = database
        self._readers = readers
        self._owner = owner
        self._poll = poll_seconds
        self._lease = lease_seconds
        self._retry = retry_seconds
        self._tracer = tracer_of(settings, "attune-worker")
        for reader in readers:
            expect(REACTIONS, (reader.name,), reader.reactions, ("done", "failed", "passed_over"))
        self._services = {reader.role: Database(settings, reader.role) for reader in readers}

    def loops(self) -> list[Coroutine[Any, Any, None]]:
        """One endless loop for each reader."""
        return [self._serve(reader) for reader in self._readers]

    async def close(self) -> None:
        """Leave the readers to the next worker, and close the services' connections."""
        try:
            async with self._database.connection() as connection:
                for reader in self._readers:
                    await connection.execute(_RELEASE, {"reader": reader.name, "owner": self._owner})
        except ServiceUnavailableError:
            logger.warning("feed_leases_run_out")
        for service in self._services.values():
            await service.close()

    async def _serve(self, reader: Reader) -> None:
        shortest, longest = _BACKOFF_SECONDS
        backoff = shortest
        while True:
            try:
                pause = await self.turn(reader)
                backoff = shortest
            except ServiceUnavailableError:
                logger.warning("feed_waits_for_database", reader=reader.name, seconds=backoff)
                pause, backoff = backoff, min(2 * backoff, longest)
            except Exception:
                logger.exception("feed_loop_failed", reader=reader.name)
                pause, backoff = backoff, min(2 * backoff, longest)
            await asyncio.sleep(pause)

    async def turn(self, reader: Reader) -> float:
        """React to the next batch of events.

        Returns:
            How many seconds to wait before the next turn.
        """
        async with self._database.connection() as connection:
            if not await self._take(connection, reader):
                return self._poll
            events = await read_feed(connection, reader.name, _BATCH)
        try:
            return await self._go_through(reader, events)
        except _LeaseLost:
            logger.warning("feed_lease_lost", reader=reader.name)
            return self._poll

    async def _take(self, connection: AsyncConnection, reader: Reader) -> bool:
        values = {"reader": reader.name, "owner": self._owner, "lease": self._lease}
        if (await connection.execute(text("select 1 from attune.feed_offsets where reader = :reader"), values)).first() is None:
            await connection.execute(_INTRODUCE, values)
        return (await connection.execute(_LEASE, values)).first() is not None

    async def _go_through(self, reader: Reader, events: Sequence[FeedEvent]) -> float:
        done: FeedEvent | None = None  # the last one that is over, where the offset does not say so yet
        moved_at = time.monotonic()
        for event in events:
            reaction = reader.reactions.get(event.type)
            if reaction is not None and not await self._react(reader, reaction, event):
                if done is not None:
                    await self._move(reader, done)
                return await self._after_failure(reader, event)
            done = event
            if time.monotonic() - moved_at > self._lease / 4:
                await self._move(reader, done)
                done, moved_at = None, time.monotonic()
        if done is not None:
            await self._move(reader, done)
        return 0.0 if len(events) == _BATCH else self._poll

    async def _react(self, reader: Reader, reaction: Reaction, event: FeedEvent) -> bool:
        """React, in the trace in which the event happened."""
        principal = Principal(event.workspace_id, f"reader:{reader.name}", frozenset({Scope.ADMIN}))
        told: dict[str, str | int] = {
            "reader": reader.name,
            "event_id": event.id,
            "type": event.type,
            "workspace_id": str(event.workspace_id),
        }
        with log_context(**told), self._span(reader, event, told) as made:
            try:
                async with asyncio.timeout(self._lease / 2), self._services[reader.role].work(principal) as work:
                    await reaction(work, event)
            except ServiceUnavailableError:
                raise  # the database's trouble, not the event's
            except Exception as error:
                note_failure(made, error)
                REACTIONS.labels(reader.name, event.type, "failed").inc()
                logger.exception("reaction_failed")
                return False
        REACTIONS.labels(reader.name, event.type, "done").inc()
        return True

    def _span(self, reader: Reader, event: FeedEvent, told: Mapping[str, str | int]) -> AbstractContextManager[Span]:
        return span(
            self._tracer,
            f"{reader.name} reacts to {event.type}",
            kind=SpanKind.CONSUMER,
            parent=context_of(event.traceparent),
            attributes={f"attune.{name}": value for name, value in told.items()},
        )

    async def _after_failure(self, reader: Reader, event: FeedEvent) -> float:
        async with self._database.connection() as connection:
            values = {"reader": reader.name, "owner": self._owner}
            failures = (await connection.execute(_COUNT_FAILURE, values)).scalar_one_or_none()
            if failures is None:
                raise _LeaseLost
            if failures < ATTEMPTS:
                return float(min(self._retry * 2 ** (failures - 1), _BACKOFF_SECONDS[1]))
            await self._pass_over(connection, reader, event)
        REACTIONS.labels(reader.name, event.type, "passed_over").inc()
        logger.error("feed_event_passed_over", reader=reader.name, event_id=event.id, type=event.type)
        return 0.0

    async def _pass_over(self, connection: AsyncConnection, reader: Reader, event: FeedEvent) -> None:
        await self._move_in(connection, reader, event)
        data = {"reader": reader.name, "event_id": event.id, "type": event.type}
        values = {"workspace_id": event.workspace_id, "type": FAILED_EVENT, "subject": event.subject, "data": data}
        await connection.execute(_EMIT, values)

    async def _move(self, reader: Reader, event: FeedEvent) -> None:
        async with self._database.connection() as connection:
            await self._move_in(connection, reader, event)

    async def _move_in(self, connection: AsyncConnection, reader: Reader, event: FeedEvent) -> None:
        values = {"reader": reader.name, "owner": self._owner, "xid": event.xid, "id": event.id, "lease": self._lease}
        if (await connection.execute(_MOVE, values)).first() is None:
            raise _LeaseLost

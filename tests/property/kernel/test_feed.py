"""Transactions that write events begin, commit and fail in any order, while a reader reads between any two steps."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import Database
from kernel.feed import read_feed
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY, VALUATION
from tests.conftest import make_workspace

WRITERS = 3
STEPS = st.lists(
    st.tuples(st.integers(0, WRITERS - 1), st.sampled_from(["emit", "emit", "touch", "commit", "fail"]), st.integers(0, 3)),
    min_size=8,
    max_size=25,
)
EMIT = text("insert into attune.feed (workspace_id, type, subject) values (:workspace, 'test.order', :subject)")
TOUCH = text("select pg_current_xact_id()")
ENTER = text("select set_config('attune.workspace', :workspace, true)")


class Offset:
    """Where a reader of its own stands."""

    def __init__(self, database: Database, workspace: UUID) -> None:
        self.name = f"test-{secrets.token_hex(6)}"
        self.seen: list[str] = []
        self.order: list[tuple[int, int]] = []
        self._database = database
        self._workspace = workspace

    async def read(self, limit: int) -> None:
        async with self._database.connection() as connection:
            events = await read_feed(connection, self.name, limit)
            if events:
                await self._move(connection, events[-1].xid, events[-1].id)
        self.order += [(event.xid, event.id) for event in events]
        self.seen += [event.subject for event in events if event.workspace_id == self._workspace]

    async def to_the_end(self) -> None:
        """Pass over what other tests wrote."""
        before = -1
        while len(self.order) != before:
            before = len(self.order)
            await self.read(10_000)
        self.order = self.order[-1:]

    async def _move(self, connection: AsyncConnection, xid: int, id_: int) -> None:
        statement = text(
            "insert into attune.feed_offsets (reader, xid, id) values (:name, cast(:xid as xid8), :id)"
            " on conflict (reader) do update set xid = excluded.xid, id = excluded.id"
        )
        await connection.execute(statement, {"name": self.name, "xid": xid, "id": id_})


@asynccontextmanager
async def connections(settings: Settings) -> AsyncIterator[Callable[[str], Database]]:
    made: dict[str, Database] = {}

    def database(role: str) -> Database:
        return made.setdefault(role, Database(settings, role))

    yield database
    for each in made.values():
        await each.close()


async def play(settings: Settings, steps: Sequence[tuple[int, str, int]]) -> None:
    async with connections(settings) as database:
        workspace = (await make_workspace(database(GATEWAY))).workspace_id
        assert workspace is not None
        reader = Offset(database(DISPATCHER), workspace)
        await reader.to_the_end()
        open_: dict[int, tuple[AsyncConnection, list[str]]] = {}
        committed: list[str] = []
        try:
            for number, (writer, word, limit) in enumerate(steps):
                if writer not in open_:
                    connection = await database(VALUATION).engine.connect()
                    await connection.execute(ENTER, {"workspace": str(workspace)})
                    open_[writer] = (connection, [])
                connection, written = open_[writer]
                if word == "emit":
                    written.append(str(number))
                    await connection.execute(EMIT, {"workspace": workspace, "subject": str(number)})
                elif word == "touch":
                    await connection.execute(TOUCH)
                else:
                    await (connection.commit() if word == "commit" else connection.rollback())
                    committed += written if word == "commit" else []
                    await connection.close()
                    del open_[writer]
                if limit:
                    await reader.read(limit)
        finally:
            for connection, _ in open_.values():
                await connection.rollback()
                await connection.close()
        give_up = time.monotonic() + 60  # a transaction of somebody else's may hold the horizon for a moment
        while len(reader.seen) < len(committed) and time.monotonic() < give_up:
            await reader.read(100)
            await asyncio.sleep(0.01)
        assert sorted(reader.seen) == sorted(committed)
        assert reader.order == sorted(set(reader.order))


@given_settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_every_committed_event_is_read_once_and_no_other(settings: Settings, steps: list[tuple[int, str, int]]) -> None:
    asyncio.run(play(settings, steps))

"""What statements read, where the planner knows nothing of a workspace: statistics are of all workspaces together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy import text

from kernel.database import UnitOfWork
from kernel.settings import Settings

_NO_MORE_STATISTICS = """
    do $$ declare each regclass; begin
        for each in select oid from pg_class where relnamespace = 'attune'::regnamespace and relkind = 'r' loop
            execute format('alter table %s set (autovacuum_enabled = false)', each);
        end loop;
    end $$
"""


async def take_last_statistics(settings: Settings) -> None:
    """Tell the planner what there is now, and nothing of what comes later."""
    connection = await asyncpg.connect(settings.database_url)
    await connection.execute("analyze")
    await connection.execute(_NO_MORE_STATISTICS)
    await connection.close()


@asynccontextmanager
async def reads_of(work: UnitOfWork) -> AsyncIterator[dict[str, int]]:
    """What is read meanwhile of each table and index."""
    query = text(
        "select relname, pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid) from pg_class"
        " where relnamespace = 'attune'::regnamespace and relkind in ('r', 'i')"
    )
    before: dict[str, int] = dict((await work.execute(query)).all())
    found: dict[str, int] = {}
    yield found
    found |= {name: count - before[name] for name, count in await work.execute(query) if count > before[name]}

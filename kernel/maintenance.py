"""What every service's tables need swept now and then, by the dispatcher."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

IDEMPOTENCY_WINDOW_HOURS = 48
"""For how long a repeated request gets the stored answer."""

FEED_DAYS = 7
"""For how long events stay in the feed after every reader has passed them, for people who look for what happened."""

JOB_DAYS = 90
"""For how long a job can be read after its end."""

_ROWS = 20_000  # in one sweep: its transaction stays short
_OLD_KEYS = text(
    """
    delete from attune.idempotency_keys where ctid = any(array(
        select ctid from attune.idempotency_keys where created_at < now() - make_interval(hours => :hours) limit :rows
    ))
    """
)
_PASSED_EVENTS = text(
    """
    delete from attune.feed where ctid = any(array(
        select ctid from attune.feed
        where (xid, id) <= (select xid, id from attune.feed_offsets order by xid, id limit 1)
          and occurred_at < now() - make_interval(days => :days)
        order by xid, id limit :rows
    ))
    """
)
_OLD_JOBS = text(
    """
    delete from attune.jobs where ctid = any(array(
        select ctid from attune.jobs where finished_at < now() - make_interval(days => :days) limit :rows
    ))
    """
)


async def purge_idempotency_keys(connection: AsyncConnection) -> bool:
    """Delete stored answers that are past the window.

    Returns:
        Whether more are left for another sweep.
    """
    values = {"hours": IDEMPOTENCY_WINDOW_HOURS, "rows": _ROWS}
    return bool((await connection.execute(_OLD_KEYS, values)).rowcount == _ROWS)


async def purge_feed(connection: AsyncConnection) -> bool:
    """Delete old events that every reader has passed; where there is no reader, none.

    Returns:
        Whether more are left for another sweep.
    """
    return bool((await connection.execute(_PASSED_EVENTS, {"days": FEED_DAYS, "rows": _ROWS})).rowcount == _ROWS)


async def purge_jobs(connection: AsyncConnection) -> bool:
    """Delete jobs that ended long ago.

    Returns:
        Whether more are left for another sweep.
    """
    return bool((await connection.execute(_OLD_JOBS, {"days": JOB_DAYS, "rows": _ROWS})).rowcount == _ROWS)

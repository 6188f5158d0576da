"""What every service's tables need swept now and then, by the dispatcher."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.telemetry import logger

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

# No transaction of this server can have an id that is not below its snapshot's end; what has one was restored from another's.
_IS_FROM_ANOTHER_SERVER = text(
    """
    select exists (select 1 from attune.feed where xid >= pg_snapshot_xmax(pg_current_snapshot()))
        or exists (select 1 from attune.feed_offsets where xid >= pg_snapshot_xmax(pg_current_snapshot()))
    """
)
_MEND_LOCK = text("select pg_advisory_xact_lock(4203117002)")  # any constant of ours
_TO_THE_START = text(
    "update attune.feed_offsets set xid = '0'::xid8, id = 0, failures = 0, owner = null, lease_until = null, moved_at = now()"
)
_WRITE_ANEW = text(
    """
    with restored as (delete from attune.feed returning id, workspace_id, type, subject, data, occurred_at)
    insert into attune.feed (workspace_id, type, subject, data, occurred_at)
    select workspace_id, type, subject, data, occurred_at from restored order by id
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


async def mend_feed_after_restore(connection: AsyncConnection) -> bool:
    """After a restore from a dump, write the feed anew with transaction ids of this server, and let every reader begin again.

    The dump's ids are those of the server that it was taken from. Beside them this server's are low: readers would wait for
    the old events until its ids have caught up, and never be given the new ones, which seem to lie behind them. Reading an
    event twice does no harm, since every reaction is idempotent. Where nothing was restored, this reads two index ends.

    Returns:
        False: one sweep is enough.
    """
    if not (await connection.execute(_IS_FROM_ANOTHER_SERVER)).scalar_one():
        return False
    await connection.execute(_MEND_LOCK)
    if (await connection.execute(_IS_FROM_ANOTHER_SERVER)).scalar_one():  # no other worker has done it meanwhile
        await connection.execute(_TO_THE_START)
        events = (await connection.execute(_WRITE_ANEW)).rowcount
        logger.warning("feed_mended_after_restore", events=events)
    return False

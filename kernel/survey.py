"""What only the database knows of the whole system, across workspaces: how long jobs wait, how far readers are behind.

A worker looks every few seconds, as the dispatcher. Several workers find the same: take the maximum over them, not the sum.
"""

from collections.abc import Collection

from prometheus_client import Gauge
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.gauges import Surveyed

SURVEY_SECONDS = 15.0
"""Between two looks."""

MAX_LAG = 10_000
"""Where the counting of unread events ends: a reader this far behind is in trouble, and counting on would be more of it."""

_STATES = ("queued", "running", "stalled")

OPEN_JOBS = Surveyed(
    "attune_jobs_open",
    "Jobs by kind: queued; running; stalled, whose worker fell silent and which nobody took over.",
    ["kind", "state"],
)
OLDEST_JOB = Surveyed("attune_jobs_oldest_queued_seconds", "How long the oldest job that may begin has waited.", ["kind"])
LAG_EVENTS = Surveyed("attune_feed_lag_events", f"Events that a reader has not passed yet, up to {MAX_LAG}.", ["reader"])
LAG_SECONDS = Surveyed("attune_feed_lag_seconds", "Age of the oldest event that a reader has not passed yet.", ["reader"])
FAILURES = Surveyed("attune_feed_failures", "How often the reaction to a reader's next event has failed so far.", ["reader"])
SURVEYED_AT = Gauge("attune_survey_timestamp_seconds", "When this worker last looked, as Unix time.")

_JOBS = text(
    """
    select kind,
        count(*) filter (where state = 'queued') as queued,
        count(*) filter (where state = 'running' and lease_until >= now()) as running,
        count(*) filter (where state = 'running' and lease_until < now()) as stalled,
        coalesce(extract(epoch from now() - min(coalesce(run_after, created_at))
            filter (where state = 'queued' and coalesce(run_after, created_at) <= now())), 0)::float8 as oldest
    from attune.jobs where state in ('queued', 'running') group by kind
    """
)
_READERS = text(
    """
    select o.reader, o.failures, l.events, l.seconds
    from attune.feed_offsets o, lateral (
        select count(*) as events, coalesce(extract(epoch from now() - min(occurred_at)), 0)::float8 as seconds
        from (
            select f.occurred_at from attune.feed f where (f.xid, f.id) > (o.xid, o.id) order by f.xid, f.id limit :most
        ) unread
    ) l
    """
)


async def survey(connection: AsyncConnection, kinds: Collection[str], readers: Collection[str]) -> None:
    """Look at jobs and readers, and set the gauges.

    Args:
        connection: The dispatcher's.
        kinds: Kinds of job that have a level even where there are no such jobs.
        readers: Readers that have one even where they have not read yet.
    """
    await _survey_jobs(connection, kinds)
    await _survey_readers(connection, readers)
    SURVEYED_AT.set_to_current_time()


async def _survey_jobs(connection: AsyncConnection, kinds: Collection[str]) -> None:
    jobs: dict[tuple[str, ...], float] = {(kind, state): 0.0 for kind in kinds for state in _STATES}
    oldest: dict[tuple[str, ...], float] = {(kind,): 0.0 for kind in kinds}
    for row in await connection.execute(_JOBS):
        jobs |= {(row.kind, state): getattr(row, state) for state in _STATES}
        oldest[(row.kind,)] = row.oldest
    OPEN_JOBS.replace(jobs)
    OLDEST_JOB.replace(oldest)


async def _survey_readers(connection: AsyncConnection, readers: Collection[str]) -> None:
    """All that have an offset: one that no worker serves any more lags, and keeps the feed from being purged."""
    rows = (await connection.execute(_READERS, {"most": MAX_LAG})).all()
    at_first: dict[tuple[str, ...], float] = {(reader,): 0.0 for reader in readers}
    LAG_EVENTS.replace(at_first | {(row.reader,): row.events for row in rows})
    LAG_SECONDS.replace(at_first | {(row.reader,): row.seconds for row in rows})
    FAILURES.replace(at_first | {(row.reader,): row.failures for row in rows})

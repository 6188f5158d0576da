"""Jobs as their workers see them: claimed under a lease, kept by heartbeats, ended once.

A claim raises `attempt`, which never falls again, and names its owner. Heartbeat and end match id, attempt, owner and the state
`running`: whoever lost the job (its lease ran out while it was frozen or cut off, and another claimed it) changes nothing.
All times are Postgres' own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.jobs.store import Job
from kernel.problems import Problem, problem_document

FAILED_EVENT = "job.failed"


class JobCrashedError(Problem):
    """The process of every attempt died: out of memory, or killed."""

    code, title, status = "job_crashed", "The job's process died", 500


class JobFailedError(Problem):
    """Every attempt ended with an unexpected exception."""

    code, title, status = "internal_error", "Internal error", 500


class Ending(StrEnum):
    """How an attempt ends."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    AGAIN = "queued"


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker may run until its lease runs out.

    Attributes:
        attempt: The fence: no two claims of a job have the same one.
        is_last: Whether a further crash or unexpected failure ends the job.
    """

    job: Job
    owner: str
    attempt: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Beat:
    """What a heartbeat says of one claim."""

    claim: Claim
    progress: float
    stage: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that is over."""

    workspace_id: UUID
    id: UUID
    kind: str
    state: str


def document_of(problem: Exception) -> dict[str, Any]:
    """The problem as it is kept with a failed job."""
    return problem_document(problem, None).model_dump(mode="json", exclude_none=True)


# Turns: a workspace's first waiting job goes before another's second, and whoever has jobs running has had as many turns. So
# nobody's hundred imports hold up another's one. `for update` cannot stand beside a window: the jobs are ranked first, and then
# taken if nobody has touched them since (xmin).
_CLAIM = text(
    """
    with busy as (
        select workspace_id, count(*) as running from attune.jobs
        where state = 'running' and lease_until >= now() group by workspace_id
    ),
    waiting as (
        select j.workspace_id, j.id, j.created_at, j.xmin as version, coalesce(busy.running, 0)
               + row_number() over (partition by j.workspace_id order by j.created_at, j.id) as turn
        from attune.jobs j left join busy using (workspace_id)
        where j.kind = any(:kinds) and j.attempt < j.max_attempts and j.cancel_requested_at is null
          and ((j.state = 'queued' and coalesce(j.run_after, j.created_at) <= now())
               or (j.state = 'running' and j.lease_until < now()))
    ),
    picked as (
        select j.workspace_id, j.id from waiting w join attune.jobs j on j.workspace_id = w.workspace_id and j.id = w.id
        where j.xmin = w.version
        order by w.turn, w.created_at
        limit :free
        for update of j skip locked
    )
    update attune.jobs j
    set state = 'running', attempt = j.attempt + 1, owner = :owner, run_after = null, progress = 0, stage = '',
        lease_until = now() + make_interval(secs => :lease), started_at = now()
    from picked where j.workspace_id = picked.workspace_id and j.id = picked.id
    returning j.id, j.workspace_id, j.kind, j.arguments, j.state, j.progress, j.stage, j.result, j.problem, j.attempt,
        j.created_at, j.started_at, j.finished_at, j.cancel_requested_at, j.traceparent,
        j.attempt >= j.max_attempts as is_last
    """
)

_BEAT = text(
    """
    update attune.jobs j
    set lease_until = now() + make_interval(secs => :lease), progress = beat.progress, stage = beat.stage
    from unnest(cast(:ids as uuid[]), cast(:attempts as integer[]), cast(:progress as float8[]), cast(:stages as text[]))
        as beat (id, attempt, progress, stage)
    where j.id = beat.id and j.attempt = beat.attempt and j.owner = :owner and j.state = 'running'
    returning j.id, j.attempt, j.cancel_requested_at is not null as cancelled
    """
)

_END = text(
    """
    update attune.jobs
    set state = :state, owner = null, lease_until = null, finished_at = now(),
        progress = case when :state = 'succeeded' then 1.0 else cast(:progress as float8) end, stage = :stage,
        result = :result, problem = :problem
    where workspace_id = :workspace_id and id = :id and attempt = :attempt and owner = :owner and state = 'running'
    returning workspace_id, id, kind, state
    """
).bindparams(bindparam("result", type_=JSONB(none_as_null=True)), bindparam("problem", type_=JSONB(none_as_null=True)))

# An attempt that was only interrupted is given back by one more that is allowed: the attempt itself, the fence, never falls.
_AGAIN = text(
    """
    update attune.jobs
    set state = 'queued', owner = null, lease_until = null, progress = 0, stage = '',
        max_attempts = max_attempts + cast(:given_back as integer), run_after = now() + make_interval(secs => :delay)
    where workspace_id = :workspace_id and id = :id and attempt = :attempt and owner = :owner and state = 'running'
    returning workspace_id, id, kind, state
    """
)

_CALL_OFF = text(
    """
    with picked as (
        select workspace_id, id from attune.jobs
        where cancel_requested_at is not null and (state = 'queued' or (state = 'running' and lease_until < now()))
        for update skip locked
    )
    update attune.jobs j set state = 'cancelled', owner = null, lease_until = null, finished_at = now()
    from picked where j.workspace_id = picked.workspace_id and j.id = picked.id
    returning j.workspace_id, j.id, j.kind, j.state
    """
)

_GIVE_UP = text(
    """
    with picked as (
        select workspace_id, id from attune.jobs
        where state = 'running' and lease_until < now() and attempt >= max_attempts and cancel_requested_at is null
        for update skip locked
    )
    update attune.jobs j
    set state = 'failed', owner = null, lease_until = null, finished_at = now(), problem = :problem
    from picked where j.workspace_id = picked.workspace_id and j.id = picked.id
    returning j.workspace_id, j.id, j.kind, j.state
    """
).bindparams(bindparam("problem", type_=JSONB(none_as_null=True)))

_EMIT = text(
    "insert into attune.feed (workspace_id, type, subject, data) values (:workspace_id, :type, :subject, :data)"
).bindparams(bindparam("data", type_=JSONB))


async def claim(connection: AsyncConnection, owner: str, kinds: Sequence[str], free: int, lease_seconds: float) -> list[Claim]:
    """Take up to `free` jobs that are queued, or whose lease ran out, for `lease_seconds`."""
    rows = await connection.execute(_CLAIM, {"kinds": list(kinds), "owner": owner, "free": free, "lease": lease_seconds})
    return [Claim(Job.of_row(row), owner, row.attempt, row.is_last) for row in rows]


async def beat(
    connection: AsyncConnection, owner: str, beats: Sequence[Beat], lease_seconds: float
) -> dict[tuple[UUID, int], bool]:
    """Prolong the leases, write progress and stage.

    Returns:
        For each claim that is still this owner's, by id and attempt, whether the job was called off. The others are lost.
    """
    values = {
        "owner": owner,
        "lease": lease_seconds,
        "ids": [beat.claim.job.id for beat in beats],
        "attempts": [beat.claim.attempt for beat in beats],
        "progress": [beat.progress for beat in beats],
        "stages": [beat.stage for beat in beats],
    }
    return {(row.id, row.attempt): row.cancelled for row in await connection.execute(_BEAT, values)}


async def end(
    connection: AsyncConnection,
    last: Beat,
    ending: Ending,
    *,
    result: Mapping[str, Any] | None = None,
    problem: Mapping[str, Any] | None = None,
) -> bool:
    """End a job for good; a failed one is told to the feed.

    Args:
        connection: The dispatcher's.
        last: The claim, and how far the job came.
        ending: How it ends.
        result: Its answer, where it succeeded.
        problem: Why it failed, where it did.

    Returns:
        Whether the claim was still its owner's. If not, nothing was changed: the result is to be dropped.
    """
    values = {
        **_fence(last.claim),
        "state": ending.value,
        "progress": last.progress,
        "stage": last.stage,
        "result": result,
        "problem": problem,
    }
    row = (await connection.execute(_END, values)).one_or_none()
    if row is None:
        return False
    if ending is Ending.FAILED:
        await _tell(connection, Ended(*row), problem or {})
    return True


async def run_again(connection: AsyncConnection, claim: Claim, *, delay_seconds: float, give_back: bool) -> bool:
    """Put a job back into the queue.

    Args:
        connection: The dispatcher's.
        claim: What is given up.
        delay_seconds: How long nobody may claim it.
        give_back: Whether the attempt is not to count: it was only interrupted.

    Returns:
        Whether the claim was still its owner's.
    """
    values = {**_fence(claim), "delay": delay_seconds, "given_back": int(give_back)}
    return (await connection.execute(_AGAIN, values)).one_or_none() is not None


async def settle(connection: AsyncConnection) -> list[Ended]:
    """End what nobody runs: jobs called off, and those whose last attempt died with its worker."""
    called_off = [Ended(*row) for row in await connection.execute(_CALL_OFF)]
    problem = document_of(JobCrashedError("The process died in every attempt."))
    given_up = [Ended(*row) for row in await connection.execute(_GIVE_UP, {"problem": problem})]
    for job in given_up:
        await _tell(connection, job, problem)
    return called_off + given_up


async def _tell(connection: AsyncConnection, job: Ended, problem: Mapping[str, Any]) -> None:
    data = {"kind": job.kind, "code": problem.get("code")}
    values = {"workspace_id": job.workspace_id, "type": FAILED_EVENT, "subject": str(job.id), "data": data}
    await connection.execute(_EMIT, values)


def _fence(claim: Claim) -> dict[str, Any]:
    return {
        "workspace_id": claim.job.workspace_id,
        "id": claim.job.id,
        "attempt": claim.attempt,
        "owner": claim.owner,
    }

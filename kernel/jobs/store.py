"""Jobs as their callers see them: asked for in the caller's transaction, read, listed, called off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Literal, Self
from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import Row

from kernel import tables
from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.problems import NotFoundError, ProblemDocument
from kernel.tracing import traceparent

JobState = Literal["queued", "running", "succeeded", "failed", "cancelled"]

CHANNEL = "attune_jobs"
"""The channel of Postgres' NOTIFY that wakes the workers."""

DEFAULT_ATTEMPTS = 3
OPEN_STATES = ("queued", "running")

_WAKE = text(f"select pg_notify('{CHANNEL}', '')")
_COLUMNS = [
    tables.jobs.c[name]
    for name in (
        "id",
        "workspace_id",
        "kind",
        "arguments",
        "state",
        "progress",
        "stage",
        "result",
        "problem",
        "attempt",
        "created_at",
        "started_at",
        "finished_at",
        "cancel_requested_at",
        "traceparent",
    )
]


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of long work.

    Attributes:
        arguments: What its kind's handler is told: ids and figures, no personal data.
        progress: Share of the work that is done, in [0, 1], as of the last heartbeat.
        stage: What it is at, in words.
        result: What the handler returned, once it succeeded.
        problem: An RFC 9457 problem, once it failed.
        attempt: How many times it was begun.
        cancel_requested_at: When somebody called it off; the dispatcher then ends it.
        traceparent: The trace of the request that asked for it, where there was one.
    """

    id: UUID
    workspace_id: UUID
    kind: str
    arguments: Mapping[str, Any]
    state: JobState
    progress: float
    stage: str
    result: Mapping[str, Any] | None
    problem: Mapping[str, Any] | None
    attempt: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancel_requested_at: datetime | None = None
    traceparent: str | None = None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        """The job in a row of the table's columns."""
        return cls(**{column.name: getattr(row, column.name) for column in _COLUMNS})


class JobDocument(BaseModel):
    """A job on the wire."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": "019a5c1e-7d3b-7a52-9d0e-4f6f1c7b2a10",
                "kind": "segmentation.import",
                "state": "running",
                "progress": 0.42,
                "stage": "rows",
                "result": None,
                "error": None,
                "created_at": "2026-11-01T12:00:00Z",
                "started_at": "2026-11-01T12:00:01Z",
                "finished_at": None,
            }
        }
    )

    id: UUID
    kind: str
    state: JobState
    progress: float = Field(ge=0, le=1, description="Share of the work that is done.")
    stage: str = Field(description="What it is at; `cancelling` from the request to cancel until its end.")
    result: dict[str, Any] | None = Field(description="Its answer, once it succeeded.")
    error: ProblemDocument | None = Field(description="Why it failed.")
    created_at: datetime
    started_at: datetime | None = Field(description="When its last attempt began.")
    finished_at: datetime | None

    @classmethod
    def of(cls, job: Job) -> Self:
        """The document of a job."""
        cancelling = job.cancel_requested_at is not None and job.state in OPEN_STATES
        return cls(
            id=job.id,
            kind=job.kind,
            state=job.state,
            progress=job.progress,
            stage="cancelling" if cancelling else job.stage,
            result=None if job.result is None else dict(job.result),
            error=None if job.problem is None else ProblemDocument.model_validate(job.problem),
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
        )


async def enqueue(work: UnitOfWork, kind: str, arguments: Mapping[str, Any], *, max_attempts: int = DEFAULT_ATTEMPTS) -> Job:
    """Ask for long work, which happens if and only if the caller's transaction commits.

    Args:
        work: The caller's unit of work.
        kind: The name of a `JobKind` that some worker knows.
        arguments: JSON for the handler: ids and figures, no personal data.
        max_attempts: After so many attempts that crashed or failed unexpectedly it is given up.
    """
    statement = insert(tables.jobs).returning(*_COLUMNS)
    values = {
        "workspace_id": work.workspace_id,
        "id": new_id(),
        "kind": kind,
        "arguments": dict(arguments),
        "max_attempts": max_attempts,
        "traceparent": traceparent(),
    }
    row = (await work.execute(statement, values)).one()
    await work.execute(_WAKE)
    return Job.of_row(row)


def accepted(job: Job) -> Response:
    """The answer to a request for long work: 202, where the job is, and the job."""
    body = orjson.dumps(JobDocument.of(job).model_dump(mode="json", exclude_none=False))
    headers = {"Location": f"/v1/jobs/{job.id}"}
    return Response(body, HTTPStatus.ACCEPTED, headers, media_type="application/json")


async def read_job(work: UnitOfWork, job_id: UUID) -> Job:
    """A job of this workspace.

    Raises:
        NotFoundError: There is none with this id.
    """
    jobs = tables.jobs.c
    row = await work.one_or_none(select(*_COLUMNS).where(jobs.workspace_id == work.workspace_id, jobs.id == job_id))
    if row is None:
        raise NotFoundError(f"There is no job '{job_id}'.")
    return Job.of_row(row)


async def list_jobs(
    work: UnitOfWork,
    limit: int,
    position: Sequence[Any] | None = None,
    *,
    kind: str | None = None,
    state: JobState | None = None,
) -> list[Job]:
    """Jobs of this workspace, the newest first: up to `limit + 1`, as `pagination.paginate` wants them.

    Args:
        work: The caller's unit of work.
        limit: The page's size.
        position: `[id]` of the last job of the page before (ids are in the order of their making).
        kind: Only jobs of this kind.
        state: Only jobs in this state.
    """
    jobs = tables.jobs.c
    query = select(*_COLUMNS).where(jobs.workspace_id == work.workspace_id).order_by(jobs.id.desc()).limit(limit + 1)
    if position is not None:
        query = query.where(jobs.id < position[0])
    if kind is not None:
        query = query.where(jobs.kind == kind)
    if state is not None:
        query = query.where(jobs.state == state)
    return [Job.of_row(row) for row in await work.execute(query)]


async def request_cancel(work: UnitOfWork, job_id: UUID) -> Job:
    """Call a job off. A queued one never begins; a running one ends at its next word of progress, or is killed.

    A job that has ended stays as it is. One that ends well before the request reaches it has succeeded.

    Raises:
        NotFoundError: There is no such job.
    """
    jobs = tables.jobs.c
    statement = (
        update(tables.jobs)
        .where(jobs.workspace_id == work.workspace_id, jobs.id == job_id, jobs.state.in_(OPEN_STATES))
        .values(cancel_requested_at=func.coalesce(jobs.cancel_requested_at, func.now()))
        .returning(*_COLUMNS)
    )
    row = (await work.execute(statement)).one_or_none()
    if row is None:
        return await read_job(work, job_id)
    await work.execute(_WAKE)
    return Job.of_row(row)

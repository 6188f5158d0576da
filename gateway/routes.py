"""The gateway's own routes: keys, the workspace, jobs."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from gateway import use_cases
from gateway.problems import WorkspaceHasFactsError, WorkspaceNameTakenError
from gateway.schemas import (
    IssuedKeyDocument,
    JobPage,
    KeyDocument,
    KeyPage,
    KeyRequest,
    WorkspaceChange,
    WorkspaceDocument,
)
from gateway.store import list_keys
from kernel.application import Work, new_router, requires
from kernel.jobs import JobDocument, JobState, list_jobs, read_job
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems

keys = new_router("keys")
workspace = new_router("workspace")
jobs = new_router("jobs")

JobId = Annotated[UUID, Path(description="The job's `id`.")]


@keys.post("/v1/keys", status_code=201, dependencies=[requires(Scope.KEYS)], responses=problems(), summary="Make a key.")
async def create(body: KeyRequest, work: Work) -> IssuedKeyDocument:
    """A new key of this workspace. Its text is in this answer and nowhere else."""
    issued = await use_cases.issue_key(work, body.kind, body.name, body.scopes, body.expires_at)
    return IssuedKeyDocument.issued(issued)


@keys.get("/v1/keys", dependencies=[requires(Scope.KEYS)], responses=problems(), summary="List the keys.")
async def index(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> KeyPage:
    """All keys of this workspace in the order of their making, revoked ones too; never their text."""
    position = decode_cursor(cursor, UUID)
    rows = await list_keys(work, limit, position[0] if position else None)
    page, next_cursor = paginate(rows, limit, lambda key: [str(key.id)])
    return KeyPage(items=[KeyDocument.of(key) for key in page], next_cursor=next_cursor)


@keys.delete(
    "/v1/keys/{key_id:encoded}",
    status_code=204,
    dependencies=[requires(Scope.KEYS)],
    responses=problems(NotFoundError),
    summary="Revoke a key.",
)
async def revoke(key_id: Annotated[UUID, Path(description="The key's `id`.")], work: Work) -> Response:
    """From then on, within a second, the key is refused everywhere. A revoked key stays in the list."""
    await use_cases.revoke_key(work, key_id)
    return Response(status_code=204)


@workspace.get(
    "/v1/workspace", dependencies=[requires(Scope.WORKSPACE_READ)], responses=problems(), summary="Read the settings."
)
async def read(work: Work) -> WorkspaceDocument:
    """The settings of this key's workspace."""
    return WorkspaceDocument.of(await work.workspace())


@workspace.patch(
    "/v1/workspace",
    dependencies=[requires(Scope.WORKSPACE_WRITE)],
    responses=problems(WorkspaceHasFactsError, WorkspaceNameTakenError),
    summary="Change the settings.",
)
async def change(body: WorkspaceChange, work: Work) -> WorkspaceDocument:
    """Change what the body names. The time zone and the currency are fixed once there is an event or an order."""
    changes = body.model_dump(include=body.model_fields_set)
    return WorkspaceDocument.of(await use_cases.change_workspace(work, changes))


@jobs.get("/v1/jobs", dependencies=[requires(Scope.JOBS_READ)], responses=problems(), summary="List the jobs.", name="index")
async def index_jobs(
    work: Work,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    kind: Annotated[str | None, Query(description="Only jobs of this kind.", max_length=100)] = None,
    state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
) -> JobPage:
    """Jobs of this workspace, the newest first."""
    rows = await list_jobs(work, limit, decode_cursor(cursor, UUID), kind=kind, state=state)
    page, next_cursor = paginate(rows, limit, lambda job: [str(job.id)])
    return JobPage(items=[JobDocument.of(job) for job in page], next_cursor=next_cursor)


@jobs.get(
    "/v1/jobs/{job_id:encoded}",
    dependencies=[requires(Scope.JOBS_READ)],
    responses=problems(NotFoundError),
    summary="Read a job.",
    name="read",
)
async def read_one_job(job_id: JobId, work: Work) -> JobDocument:
    """Its state, how far it is, and at the end its result or what went wrong."""
    return JobDocument.of(await read_job(work, job_id))


@jobs.post(
    "/v1/jobs/{job_id:encoded}/cancel",
    dependencies=[requires(Scope.JOBS_WRITE)],
    responses=problems(NotFoundError),
    summary="Cancel a job.",
    name="cancel",
)
async def cancel_job(job_id: JobId, work: Work) -> JobDocument:
    """Call a job off: a queued one never starts, a running one stops at its next step, one that has ended stays as it is."""
    return JobDocument.of(await use_cases.cancel_job(work, job_id))

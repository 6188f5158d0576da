"""The segmentation service, called as the gateway calls it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import DISPATCHER, SEGMENTATION
from services.segmentation.app import create_app
from services.segmentation.domain.imports import ImportKind
from services.segmentation.domain.rows import FileFormat
from services.segmentation.jobs import ERASE, run_erasure
from services.segmentation.use_cases.imports import Imported, Staging, run_import
from tests.integration.vouching import calls_of

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]
Erase = Callable[[str], Awaitable[dict[str, Any]]]
Feed = Callable[[str], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
async def api_of(settings: Settings) -> AsyncIterator[ApiOf]:
    application = create_app(settings)

    @asynccontextmanager
    async def client(principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
        async with calls_of(application, principal, settings) as api:
            yield api

    async with application.router.lifespan_context(application):
        yield client


@pytest.fixture
async def api(api_of: ApiOf, principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
    async with api_of(principal) as client:
        yield client


@pytest.fixture
def feed(database_of: Callable[[str], Database], principal: Principal) -> Feed:
    """The data of all events of a type in this workspace, as the dispatcher reads them: the service may only write them."""

    async def told(type_: str) -> list[dict[str, Any]]:
        query = "select data from attune.feed where type = :type and workspace_id = :workspace_id order by id"
        async with database_of(DISPATCHER).work(principal) as work:
            rows = await work.execute(text(query), {"type": type_, "workspace_id": principal.workspace_id})
            return list(rows.scalars())

    return told


@pytest.fixture
def database(database_of: Callable[[str], Database]) -> Database:
    return database_of(SEGMENTATION)


@pytest.fixture
def context(settings: Settings, database: Database, principal: Principal) -> JobContext:
    return JobContext(settings, database, principal, new_id(), {})


async def stage_file(context: JobContext, kind: ImportKind, *lines: str, form: FileFormat = FileFormat.CSV) -> UUID:
    """Upload a file; its import's id."""

    async def body() -> AsyncIterator[bytes]:
        yield "\n".join(lines).encode()

    staging = Staging(context.database, context.principal, kind, form)
    await staging.receive(body())
    async with context.work() as work:
        return await staging.finish(work)


async def import_file(context: JobContext, kind: ImportKind, *lines: str, form: FileFormat = FileFormat.CSV) -> Imported:
    """Upload a file and read it into the tables."""
    return await run_import(context, await stage_file(context, kind, *lines, form=form))


async def ask_for_erasure(api: httpx.AsyncClient, reference: str) -> UUID:
    """Ask for an erasure; its job's id."""
    answer = await api.delete(f"/v1/customers/{quote(reference, safe='')}")
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert job["kind"] == ERASE
    return UUID(job["id"])


async def run_job(context: JobContext, job_id: UUID) -> dict[str, Any]:
    """Run an erasure's job."""
    async with context.work() as work:
        found = await work.execute(text("select arguments from attune.jobs where id = :id"), {"id": job_id})
        arguments: Mapping[str, Any] = found.scalar_one()
    return await run_erasure(JobContext(context.settings, context.database, context.principal, job_id, arguments))


@pytest.fixture
def erase(api: httpx.AsyncClient, context: JobContext) -> Erase:
    """Ask for an erasure, and run its job."""

    async def ask(reference: str) -> dict[str, Any]:
        return await run_job(context, await ask_for_erasure(api, reference))

    return ask

"""The segmentation service, called as the gateway calls it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import PRINCIPAL_HEADER, Principal, sign_principal
from kernel.settings import Settings
from schema.roles import DISPATCHER, SEGMENTATION
from services.segmentation.app import create_app
from services.segmentation.domain.imports import ImportKind
from services.segmentation.domain.rows import FileFormat
from services.segmentation.use_cases.imports import Imported, Staging, run_import

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]
Feed = Callable[[str], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
async def api_of(settings: Settings) -> AsyncIterator[ApiOf]:
    application = create_app(settings)
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)

    @asynccontextmanager
    async def client(principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
        headers = {PRINCIPAL_HEADER: sign_principal(principal, settings.principal_secret)}
        async with httpx.AsyncClient(transport=transport, base_url="http://segmentation", headers=headers) as api:
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

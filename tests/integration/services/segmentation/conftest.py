"""The segmentation service, called as the gateway calls it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.principals import PRINCIPAL_HEADER, Principal, sign_principal
from kernel.settings import Settings
from schema.roles import DISPATCHER
from services.segmentation.app import create_app

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

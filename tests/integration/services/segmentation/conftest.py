"""The segmentation service, called as the gateway calls it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest

from kernel.principals import PRINCIPAL_HEADER, Principal, sign_principal
from kernel.settings import Settings
from services.segmentation.app import create_app

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]


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

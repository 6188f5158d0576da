"""The toy service without a database, and a caller who may do everything."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from tests.unit.kernel.toy import calling, toy_service


@pytest.fixture
def offline() -> Settings:
    """Settings of a database that does not answer."""
    return Settings(database_url="postgresql://nobody:pass-in-url@127.0.0.1:1/none", secret_key="5" * 64)


@pytest.fixture
def admin() -> Principal:
    return Principal(new_id(), "key:1", frozenset({Scope.ADMIN}))


@pytest.fixture
async def toys(offline: Settings, admin: Principal) -> AsyncIterator[AsyncClient]:
    """The toy service, called by an administrator."""
    async with calling(toy_service(offline), admin) as client:
        yield client

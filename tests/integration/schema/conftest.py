"""A superuser in the prepared database, who sees the catalogue as it is."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from kernel.settings import Settings


@pytest.fixture
async def superuser(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """One transaction of a superuser, undone at the end."""
    connection = await asyncpg.connect(settings.database_url)
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()

"""A superuser in the prepared database, who sees the catalogue as it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_hex

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


@asynccontextmanager
async def new_database(url: str, secret: str = "5" * 64) -> AsyncIterator[Settings]:
    """Settings of an empty database on a server, which is gone afterwards."""
    name = f"attune_{token_hex(6)}"
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"create database {name}")
        yield Settings(database_url=f"{url.rpartition('/')[0]}/{name}", secret_key=secret)
    finally:
        await connection.execute(f"drop database if exists {name} with (force)")
        await connection.close()


@pytest.fixture
async def empty_database(postgres_url: str) -> AsyncIterator[Settings]:
    """Settings of a database in which nothing was made yet."""
    async with new_database(postgres_url) as settings:
        yield settings

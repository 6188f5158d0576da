"""A server of one's own with an empty database, and Attune's commands as programs."""

import asyncio
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest

SECRET = "5" * 64  # as all tests have it: the roles' passwords belong to the whole server


@dataclass(frozen=True, slots=True)
class OwnServer:
    """An empty database on a server, and what its administrator's commands are told."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a command that is told the URL and the secret."""
        return {**os.environ, "ATTUNE_DATABASE_URL": self.url, "ATTUNE_SECRET_KEY": SECRET}

    def query(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """Rows as the superuser sees them."""
        return asyncio.run(_fetch(self.url, statement, *arguments))


async def _fetch(url: str, statement: str, *arguments: object) -> Any:  # noqa: ANN401 — the driver's rows
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(statement, *arguments)
    finally:
        await connection.close()


@pytest.fixture
def own_server(postgres_url: str) -> Iterator[OwnServer]:
    """A new database that nothing was prepared in."""
    name = f"own_{secrets.token_hex(6)}"
    asyncio.run(_fetch(postgres_url, f"create database {name}"))
    base, _, _ = postgres_url.rpartition("/")
    yield OwnServer(f"{base}/{name}")
    asyncio.run(_fetch(postgres_url, f"drop database {name} with (force)"))

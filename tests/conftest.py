"""What the tests stand on: one real Postgres for the session, and a workspace of its own for every test.

`ATTUNE_TEST_DATABASE_URL` (a superuser's) replaces the embedded Postgres; `ATTUNE_TEST_PROPERTIES=thorough` has every
property that does not say how often tried on ten times as many examples.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import asyncpg
import hypothesis
import pytest
import structlog
from sqlalchemy import insert

from kernel import tables
from kernel.database import Database, UnitOfWork
from kernel.embedded import EmbeddedPostgres
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.prepare import prepare
from schema.roles import ATTRIBUTION, EXPERIMENTS, GATEWAY, PLANNING, SEGMENTATION, VALUATION

PASSWORD = "a password for tests"

# Shared machines stall now and then; a property that holds slowly holds. What the quick ones try is always the same, so that a
# change fails by what it changes; the thorough ones try something else each time.
hypothesis.settings.register_profile("quick", deadline=None, max_examples=50, derandomize=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=500)
hypothesis.settings.load_profile(os.environ.get("ATTUNE_TEST_PROPERTIES", "quick"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Names of tests are the same in every process that runs some of them: what is compressed holds the time of day."""
    return argname if isinstance(val, bytes) and val.startswith(b"\x1f\x8b") else None


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Logs whose tracebacks are plain: structlog's default ones show every local variable, and take seconds to make."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer(colors=False)])


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A superuser's URL of a real Postgres."""
    given = os.environ.get("ATTUNE_TEST_DATABASE_URL")
    if given is not None:
        yield given
        return
    directory: Path = tmp_path_factory.mktemp("postgres")
    with EmbeddedPostgres(directory, password=PASSWORD) as embedded:
        yield embedded.server.url()


@pytest.fixture(scope="session")
def settings(postgres_url: str) -> Iterator[Settings]:
    """Settings of a prepared database; tests share it and are kept apart by the walls between workspaces."""
    with prepared_database(postgres_url) as settings:
        yield settings


@contextmanager
def prepared_database(postgres_url: str) -> Iterator[Settings]:
    """Settings of a prepared database that nobody else uses."""
    name = f"attune_{secrets.token_hex(6)}"
    asyncio.run(_run(postgres_url, f"create database {name}"))
    base, _, _ = postgres_url.rpartition("/")
    settings = Settings(database_url=f"{base}/{name}", secret_key="5" * 64)
    asyncio.run(prepare(settings))
    try:
        yield settings
    finally:
        asyncio.run(_run(postgres_url, f"drop database {name} with (force)"))


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
async def database_of(settings: Settings) -> AsyncIterator[Callable[[str], Database]]:
    """The connections of a role, by its name."""
    databases: dict[str, Database] = {}

    def database(role: str) -> Database:
        return databases.setdefault(role, Database(settings, role))

    yield database
    for each in databases.values():
        await each.close()


@pytest.fixture
async def principal(database_of: Callable[[str], Database]) -> Principal:
    """An administrator of a new workspace (UTC, USD)."""
    return await make_workspace(database_of(GATEWAY))


@pytest.fixture
async def other_principal(database_of: Callable[[str], Database]) -> Principal:
    """An administrator of another new workspace."""
    return await make_workspace(database_of(GATEWAY))


async def make_workspace(database: Database, time_zone: str = "UTC", currency: str = "USD") -> Principal:
    """A new workspace and its administrator."""
    workspace_id: UUID = new_id()
    principal = Principal(workspace_id, "test", frozenset({Scope.ADMIN}))
    async with database.work(principal) as work:
        await work.execute(
            insert(tables.workspaces).values(id=workspace_id, name=f"w-{workspace_id}", time_zone=time_zone, currency=currency)
        )
    return principal


@pytest.fixture
async def segmentation(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the segmentation service in the test's workspace."""
    async with database_of(SEGMENTATION).work(principal) as work:
        yield work


@pytest.fixture
async def valuation(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the valuation service in the test's workspace."""
    async with database_of(VALUATION).work(principal) as work:
        yield work


@pytest.fixture
async def attribution(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the attribution service in the test's workspace."""
    async with database_of(ATTRIBUTION).work(principal) as work:
        yield work


@pytest.fixture
async def experiments(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the experiments service in the test's workspace."""
    async with database_of(EXPERIMENTS).work(principal) as work:
        yield work


@pytest.fixture
async def planning(database_of: Callable[[str], Database], principal: Principal) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the planning service in the test's workspace."""
    async with database_of(PLANNING).work(principal) as work:
        yield work

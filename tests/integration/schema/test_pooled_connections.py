"""A pooled connection carries no workspace from one transaction into the next: the setting is then '', not null."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, select, text

from kernel.database import Database
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from kernel.tables import workspaces
from schema.roles import SEGMENTATION


@asynccontextmanager
async def _single_connection(settings: Settings, role: str) -> AsyncIterator[Database]:
    database = Database(settings.model_copy(update={"pool_size": 1}), role)
    try:
        yield database
    finally:
        await database.close()


async def test_a_pooled_connection_sees_nothing_after_its_first_transaction(settings: Settings, principal: Principal) -> None:
    async with _single_connection(settings, SEGMENTATION) as database:
        async with database.connection() as connection:
            assert await connection.scalar(text("select current_setting('attune.workspace', true)")) is None
            assert await connection.scalar(select(func.count()).select_from(workspaces)) == 0
        async with database.work(principal) as work:
            assert await work.connection.scalar(select(func.count()).select_from(workspaces)) == 1
            process = await work.connection.scalar(text("select pg_backend_pid()"))
        async with database.connection() as connection:
            assert await connection.scalar(text("select pg_backend_pid()")) == process
            assert await connection.scalar(text("select current_setting('attune.workspace', true)")) == ""
            assert await connection.scalar(select(func.count()).select_from(workspaces)) == 0


async def test_a_workspace_does_not_outlive_its_transaction_when_it_fails(settings: Settings, principal: Principal) -> None:
    async with _single_connection(settings, SEGMENTATION) as database:
        with pytest.raises(RuntimeError, match="half way"):
            async with database.work(principal):
                raise RuntimeError("half way")
        async with database.connection() as connection:
            assert await connection.scalar(text("select current_setting('attune.workspace', true)")) == ""


async def test_a_unit_of_work_needs_a_workspace(settings: Settings) -> None:
    nobody = Principal(None, "test", frozenset({Scope.ADMIN}))
    async with _single_connection(settings, SEGMENTATION) as database:
        with pytest.raises(ValueError, match="workspace"):
            async with database.work(nobody):
                pass

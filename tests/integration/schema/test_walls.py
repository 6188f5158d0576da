"""The walls between workspaces, by SQL, over every table and view: as each service, as the owner, and with no workspace set."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import Table

from kernel.identifiers import new_id
from kernel.settings import Settings
from kernel.tables import metadata
from schema.roles import DOORS, IN_NO_WORKSPACE, OWNER, ROLES, SEGMENTATION, workspace_key
from schema.views import PUBLISHED, VIEWS, View
from tests.integration.schema.rows import fill, insert_row, row_of, walled_tables

# One transaction serves all tests of this file, each in a savepoint of its own.
pytestmark = pytest.mark.asyncio(loop_scope="module")

TABLES = walled_tables()
READERS = [role.name for role in ROLES if role.reads_published]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A transaction with one row of each of two workspaces in every table; `mine` is the workspace that is set."""

    connection: asyncpg.Connection
    mine: UUID
    others: UUID
    rows: dict[str, dict[str, Any]]  # the other workspace's

    async def become(self, role: str) -> None:
        """Be a role in my workspace."""
        await self.connection.execute(f"set local role {role}")
        await self.connection.execute("select set_config('attune.workspace', $1, true)", str(self.mine))

    async def count(self, table: str, key: str, workspace: UUID) -> int:
        found: int = await self.connection.fetchval(f"select count(*) from {table} where {key} = $1", workspace)
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def filled(settings: Settings) -> AsyncIterator[Neighbours]:
    connection = await asyncpg.connect(settings.database_url)
    transaction = connection.transaction()
    await transaction.start()
    mine, others = new_id(), new_id()
    await fill(connection, mine)
    yield Neighbours(connection, mine, others, await fill(connection, others))
    await transaction.rollback()
    await connection.close()


@pytest_asyncio.fixture(loop_scope="module")
async def neighbours(filled: Neighbours) -> AsyncIterator[Neighbours]:
    savepoint = filled.connection.transaction()
    await savepoint.start()
    yield filled
    await savepoint.rollback()  # the role and the workspace go back too


def _key(table: Table) -> str:
    key = workspace_key(table.name)
    assert key is not None
    return key


def _doors(role: str, table: str, *, in_no_workspace: bool = False) -> set[str]:
    """The commands for which a role may pass a table's wall."""
    doors = (door for door in DOORS if door.role == role and door.table == table)
    commands = {door.command for door in doors if in_no_workspace or door.using != IN_NO_WORKSPACE}
    return commands | ({"select", "insert", "update", "delete"} if "all" in commands else set())


def _grants() -> list[tuple[str, Table]]:
    """Every role with every table that it has something to do with; the owner with all."""
    granted = [(role.name, metadata.tables[f"attune.{name}"]) for role in ROLES for name in role.tables]
    return [*((OWNER, table) for table in TABLES), *((role, table) for role, table in granted if table in TABLES)]


def _rights(role: str, table: Table) -> set[str]:
    if role == OWNER:
        return {"select", "insert", "update", "delete"}
    return next(set(each.tables[table.name]) for each in ROLES if each.name == role)


@pytest.mark.parametrize(("role", "table"), _grants(), ids=lambda value: getattr(value, "name", value))
async def test_rows_of_another_workspace_cannot_be_seen_or_touched(role: str, table: Table, neighbours: Neighbours) -> None:
    key, connection, others = _key(table), neighbours.connection, neighbours.others
    walled = _rights(role, table) - _doors(role, table.name)
    await neighbours.become(role)
    if "select" in walled:
        assert await neighbours.count(str(table), key, others) == 0
        assert await neighbours.count(str(table), key, neighbours.mine) == 1
    if "update" in walled:
        assert await connection.execute(f"update {table} set {key} = {key} where {key} = $1", others) == "UPDATE 0"
        assert await connection.execute(f"update {table} set {key} = {key}") == "UPDATE 1"
    if "delete" in walled:
        assert await connection.execute(f"delete from {table} where {key} = $1", others) == "DELETE 0"
    if "insert" in walled:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await _insert_beside(neighbours, table)


@pytest.mark.parametrize(("role", "table"), _grants(), ids=lambda value: getattr(value, "name", value))
async def test_no_row_can_be_moved_into_another_workspace(role: str, table: Table, neighbours: Neighbours) -> None:
    if "update" not in _rights(role, table) - _doors(role, table.name):
        return  # it may not update at all, or has a door, which the catalogue test names
    await neighbours.become(role)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await neighbours.connection.execute(f"update {table} set {_key(table)} = $1", neighbours.others)


async def _insert_beside(neighbours: Neighbours, table: Table) -> None:
    """Insert a further row into the other workspace: a good one, were it not for the wall."""
    await insert_row(neighbours.connection, table, row_of(table, neighbours.others, neighbours.rows))


@pytest.mark.parametrize("workspace", ["", "00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
async def test_without_a_workspace_of_its_own_nobody_sees_a_row(table: Table, workspace: str, neighbours: Neighbours) -> None:
    connection = neighbours.connection
    await connection.execute("select set_config('attune.workspace', $1, true)", workspace)
    for role in ROLES:
        doors = _doors(role.name, table.name, in_no_workspace=workspace == "")
        if "select" in role.tables.get(table.name, ()) and "select" not in doors:
            await connection.execute(f"set local role {role.name}")
            assert await connection.fetchval(f"select count(*) from {table}") == 0


async def _partitions(connection: asyncpg.Connection) -> list[str]:
    rows = await connection.fetch(
        "select inhrelid::regclass::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r'"
    )
    return [row["name"] for row in rows]


async def test_a_partition_shows_nothing_by_itself_even_to_the_owner(neighbours: Neighbours) -> None:
    partitions = await _partitions(neighbours.connection)
    assert len(partitions) > 8
    full = 0
    for partition in partitions:
        full += await neighbours.connection.fetchval(f"select count(*) from {partition}")
    assert full >= 4  # an event and a key of each workspace
    await neighbours.become(OWNER)
    assert [await neighbours.connection.fetchval(f"select count(*) from {partition}") for partition in partitions] == [0] * len(
        partitions
    )


async def _show_in_every_view(connection: asyncpg.Connection, workspace_id: UUID) -> None:
    """Complete the made rows so that each published view has one of them."""
    await connection.execute("update attune.customers set merged_into = null where workspace_id = $1", workspace_id)
    await connection.execute(
        "update attune.orders set ordered_at = now(), subject_id = (select id from attune.subjects where workspace_id = $1)"
        " where workspace_id = $1",
        workspace_id,
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
@pytest.mark.parametrize("role", READERS)
async def test_a_published_view_shows_the_own_workspace_and_no_other(role: str, view: View, neighbours: Neighbours) -> None:
    for workspace in (neighbours.mine, neighbours.others):
        await _show_in_every_view(neighbours.connection, workspace)
    await neighbours.become(role)
    found = await neighbours.connection.fetch(f"select workspace_id from {PUBLISHED}.{view.name}")
    assert [row["workspace_id"] for row in found] == [neighbours.mine]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_a_published_view_shows_nothing_without_a_workspace(view: View, neighbours: Neighbours) -> None:
    await _show_in_every_view(neighbours.connection, neighbours.mine)
    for role in READERS:
        await neighbours.connection.execute(f"set local role {role}")
        await neighbours.connection.execute("select set_config('attune.workspace', '', true)")
        assert await neighbours.connection.fetchval(f"select count(*) from {PUBLISHED}.{view.name}") == 0


async def test_a_view_of_a_superuser_would_show_every_workspace(neighbours: Neighbours) -> None:
    """Why the catalogue test forbids it."""
    await neighbours.connection.execute("create view published.offender as select workspace_id from attune.customers")
    await neighbours.connection.execute(f"grant select on published.offender to {SEGMENTATION}")
    await neighbours.become(SEGMENTATION)
    found = {row["workspace_id"] for row in await neighbours.connection.fetch("select workspace_id from published.offender")}
    assert {neighbours.mine, neighbours.others} <= found

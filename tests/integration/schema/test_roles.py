"""Each role can do only what it may: what is not declared is refused by Postgres, verb by verb."""

import asyncpg
import pytest
from sqlalchemy import Table

from kernel.tables import metadata
from schema.roles import DISPATCHER, GATEWAY, ROLES, SEGMENTATION, VALUATION, Role
from schema.views import PUBLISHED, VIEWS


def _attempts(table: Table) -> dict[str, str]:
    column = next(iter(table.c)).name
    return {
        "select": f"select count(*) from {table}",
        "insert": f"insert into {table} default values",
        "update": f"update {table} set {column} = default where false",
        "delete": f"delete from {table} where false",
        "truncate": f"truncate {table}",
    }


async def _is_refused(connection: asyncpg.Connection, statement: str) -> bool:
    """Whether the role may not; any other error comes later than that check."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute(statement)
    except asyncpg.InsufficientPrivilegeError as error:
        return "permission denied" in str(error)
    except asyncpg.PostgresError:
        return False
    finally:
        await transaction.rollback()
    return False


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
async def test_a_role_does_what_is_declared_and_nothing_else(role: Role, table: Table, superuser: asyncpg.Connection) -> None:
    await superuser.execute(f"set local session authorization {role.name}")
    allowed = {verb for verb, statement in _attempts(table).items() if not await _is_refused(superuser, statement)}
    assert allowed == set(role.tables.get(table.name, ()))


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
async def test_no_role_writes_through_a_published_view(role: Role, superuser: asyncpg.Connection) -> None:
    await superuser.execute(f"set local session authorization {role.name}")
    for view in VIEWS:
        name = f"{PUBLISHED}.{view.name}"
        assert await _is_refused(superuser, f"select count(*) from {name}") is not role.reads_published
        for statement in (f"delete from {name}", f"update {name} set workspace_id = null"):
            # a view of several tables cannot be written by anybody
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ObjectNotInPrerequisiteStateError)):
                async with superuser.transaction():
                    await superuser.execute(statement)


async def test_the_gateway_calls_a_job_off_and_changes_nothing_else_of_it(superuser: asyncpg.Connection) -> None:
    await superuser.execute(f"set local session authorization {GATEWAY}")
    assert not await _is_refused(superuser, "update attune.jobs set cancel_requested_at = now() where false")
    for column in ("state", "result", "attempt", "owner", "arguments"):
        assert await _is_refused(superuser, f"update attune.jobs set {column} = null where false")


@pytest.mark.parametrize("role", [GATEWAY, SEGMENTATION, VALUATION, DISPATCHER])
async def test_no_role_makes_or_changes_objects(role: str, superuser: asyncpg.Connection) -> None:
    await superuser.execute(f"set local session authorization {role}")
    for statement in (
        "create table attune.mine (id int)",
        "create view published.mine as select 1 as one",
        "alter table attune.jobs disable row level security",
        "drop policy wall on attune.jobs",
        "set local role attune_owner",
        "create role attune_mine",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with superuser.transaction():
                await superuser.execute(statement)


@pytest.mark.parametrize("role", [GATEWAY, VALUATION, DISPATCHER])
async def test_the_collectors_door_is_shut_to_others(role: str, superuser: asyncpg.Connection) -> None:
    await superuser.execute(f"set local session authorization {role}")
    assert await _is_refused(superuser, "select * from attune.key_of_digest('x')")


async def test_only_the_dispatcher_makes_partitions(superuser: asyncpg.Connection) -> None:
    for role in (GATEWAY, SEGMENTATION, VALUATION):
        await superuser.execute(f"set local session authorization {role}")
        assert await _is_refused(superuser, "select attune.make_event_partitions('2026-01-01', 1)")

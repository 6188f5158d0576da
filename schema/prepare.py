"""Bring a database to what is declared: roles, migrations, walls, published views, functions, grants, partitions.

Safe to run twice, at once and on a database in use: one advisory lock, one transaction for the roles (which belong to the
whole server) and one for all else, and nothing is touched that already is as declared (policies, views and functions carry
the hash of their declaration as a comment). What has to be changed on a table in use waits for those who use it for a moment
only, then steps back for all who queue behind it, and begins again.
"""

import asyncio
import base64
import hashlib
import hmac
import os
import random
from datetime import UTC, date, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url, text
from sqlalchemy import exc as sqlalchemy_errors
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from kernel.database import create_engine, role_password
from kernel.settings import Settings
from kernel.tables import SCHEMA
from schema.roles import FUNCTIONS, KEY_PARTITIONS, OWNER, POLICIES, ROLES, Function, Policy, Role
from schema.views import PUBLISHED, VIEWS, View

_LOCK = 4_203_117_001  # any constant of ours
_PARTITIONS_BACK, _PARTITIONS_AHEAD = 12, 3
# What Postgres says where another database of the server has its roles made at the same moment: duplicate_object,
# unique_violation, and internal_error for "tuple concurrently updated"
_ROLE_RACES = ("42710", "23505", "XX000")
_ROLE_ATTEMPTS = 20
# Shorter than Postgres' deadlock_timeout (1 s): of two that wait for one another, a preparation steps back before Postgres
# looks for somebody to end.
_LOCK_TIMEOUT = "500ms"
_LOCK_ATTEMPTS = 60
_LOCK_NOT_AVAILABLE = "55P03"
# deadlock_detected, and internal_error for "tuple concurrently updated", where somebody grants or makes an index meanwhile
_CROSSINGS = ("40P01", "XX000")
_WRONG_PASSWORD = "28P01"  # noqa: S105 — the server's code of it
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class PreparationError(Exception):
    """The server is not this installation's alone, or its secret is another, or the database is too busy for a change."""


async def prepare(settings: Settings, *, rotate: bool = False) -> None:
    """Bring the database of `settings.database_url` to what is declared.

    The URL's user must be a superuser, or own the database and have CREATEROLE.

    Args:
        settings: Of the installation.
        rotate: Give the roles this secret's passwords though they have another's. Roles belong to the whole server: every
            installation on it that has the other secret is locked out.

    Raises:
        PreparationError: The roles have another secret's passwords, and `rotate` is not said; or a table that has to be changed
            stays locked.
    """
    url = make_url(settings.database_url).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        await _prepare_roles(engine, settings, rotate=rotate)
        await _prepare_schema(engine)
    finally:
        await engine.dispose()


async def _prepare_schema(engine: AsyncEngine) -> None:
    """Make everything else in one transaction, again where somebody holds a lock that it needs.

    Raises:
        PreparationError: A lock could not be had in all attempts.
    """
    for attempt in range(1, _LOCK_ATTEMPTS + 1):
        try:
            async with engine.begin() as connection:
                await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                # from here on: others queue behind a lock that is waited for, so it is not waited for long
                await connection.execute(text(f"set local lock_timeout = '{_LOCK_TIMEOUT}'"))
                await _ensure_schema(connection)
        except sqlalchemy_errors.DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None)
            if state != _LOCK_NOT_AVAILABLE and (state not in _CROSSINGS or attempt == _LOCK_ATTEMPTS):
                raise
            if attempt == _LOCK_ATTEMPTS:
                raise PreparationError(
                    "somebody holds a lock on a table that has to be changed (select * from pg_stat_activity where xact_start <"
                    " now() - interval '10 s' shows who). Nothing was changed; prepare again when that transaction has ended"
                ) from error
            await asyncio.sleep(random.uniform(0.5, 1.5))  # noqa: S311 — lets those through who have queued
        else:
            return


async def _ensure_schema(connection: AsyncConnection) -> None:
    await connection.execute(text(f"set local role {OWNER}"))
    await connection.run_sync(migrate)
    await _make_partitions(connection)
    for policy in POLICIES:
        await _ensure_policy(connection, policy)
    for view in VIEWS:
        await _ensure_view(connection, view)
    for function in FUNCTIONS:
        await _ensure_function(connection, function)
    await make_event_partitions(connection)
    for role in ROLES:
        await _grant(connection, role)


def alembic_config() -> Config:
    """Alembic's configuration; it needs no ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(connection: Connection) -> None:
    """Run every migration that the database does not have yet."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def _prepare_roles(engine: AsyncEngine, settings: Settings, *, rotate: bool) -> None:
    """Make the roles in a transaction of their own, again where another database's preparation was at it.

    Roles belong to the whole server, the advisory lock to one database.
    """
    for attempt in range(1, _ROLE_ATTEMPTS + 1):
        try:
            async with engine.begin() as connection:
                await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                if not rotate:
                    await _refuse_another_secrets_roles(connection, settings)
                await _make_roles(connection, settings)
        except sqlalchemy_errors.DBAPIError as error:
            if attempt == _ROLE_ATTEMPTS or getattr(error.orig, "sqlstate", None) not in _ROLE_RACES:
                raise
            await asyncio.sleep(random.uniform(0.05, 0.5))  # noqa: S311 — only keeps the two apart
        else:
            return


async def _refuse_another_secrets_roles(connection: AsyncConnection, settings: Settings) -> None:
    """Only who logs in learns whose password a role has: hosted servers show verifiers to nobody."""
    known = set((await connection.execute(text("select rolname from pg_roles where rolcanlogin"))).scalars())
    for role in ROLES:
        if role.name not in known:
            continue
        login = create_engine(settings, role.name)
        try:
            async with login.connect():
                return  # all were given their passwords in one transaction
        except sqlalchemy_errors.DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _WRONG_PASSWORD:
                return  # it may not enter this database yet: the password was not what was wrong
        finally:
            await login.dispose()
        raise PreparationError(
            f"the server's role {role.name} has a password of another ATTUNE_SECRET_KEY. The roles belong to the whole server,"
            " so another Attune may live in another of its databases, which this would lock out. Prepare with that secret, or"
            " with a server of its own; if the secret is to be replaced for the whole server: attune database prepare --rotate"
        )


async def _make_roles(connection: AsyncConnection, settings: Settings) -> None:
    query = "select rolname, rolsuper or rolbypassrls as above_walls from pg_roles where rolname like 'attune\\_%'"
    known = {row.rolname: row.above_walls for row in await connection.execute(text(query))}
    if OWNER not in known:
        await connection.execute(text(f"create role {OWNER} nologin"))
    for role in ROLES:
        verb = "alter" if role.name in known else "create"
        # DDL takes no parameters, and its text goes to the server's log: not the password is sent, but its verifier
        verifier = scram_verifier(role_password(settings, role.name), os.urandom(16))
        await connection.exec_driver_sql(f"{verb} role {role.name} login password '{verifier}'")
    for name in (OWNER, *(role.name for role in ROLES)):
        if known.get(name):  # only a superuser may say these words at all, so they are said only where they are needed
            await connection.execute(text(f"alter role {name} nosuperuser nobypassrls"))
    await _join_owner(connection)
    for schema in (SCHEMA, PUBLISHED):
        await connection.execute(text(f"create schema if not exists {schema} authorization {OWNER}"))


def scram_verifier(password: str, salt: bytes, iterations: int = 4096) -> str:
    """What Postgres keeps of a password, and accepts in its place (SCRAM-SHA-256).

    Source: RFC 5802 §3, RFC 7677; PostgreSQL's manual, pg_authid.rolpassword.
    """
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, iterations)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    salt64, stored64, server64 = (base64.b64encode(part).decode() for part in (salt, stored_key, server_key))
    return f"SCRAM-SHA-256${iterations}:{salt64}${stored64}:{server64}"


async def _join_owner(connection: AsyncConnection) -> None:
    """Let the caller act as the owner: from Postgres 16 on, whoever makes a role may administer it, but not yet become it."""
    version = (await connection.execute(text("select current_setting('server_version_num')::int"))).scalar_one()
    right = "set" if version >= 160_000 else "member"
    may_become = await connection.execute(text(f"select pg_has_role(current_user, '{OWNER}', '{right}')"))
    if not may_become.scalar_one():
        me = (await connection.execute(text("select quote_ident(current_user)"))).scalar_one()
        await connection.execute(text(f"grant {OWNER} to {me}"))


async def _make_partitions(connection: AsyncConnection) -> None:
    for i in range(KEY_PARTITIONS):
        name = f"{SCHEMA}.event_keys_{i}"
        await connection.execute(
            text(
                f"create table if not exists {name} partition of {SCHEMA}.event_keys"
                f" for values with (modulus {KEY_PARTITIONS}, remainder {i})"
            )
        )
        await _wall_in(connection, name)
    await connection.execute(text(f"create table if not exists {SCHEMA}.events_default partition of {SCHEMA}.events default"))
    await _wall_in(connection, f"{SCHEMA}.events_default")


async def _wall_in(connection: AsyncConnection, table: str) -> None:
    walled = await connection.execute(
        text("select relrowsecurity and relforcerowsecurity from pg_class where oid = to_regclass(:name)"), {"name": table}
    )
    if not walled.scalar_one():
        await connection.execute(text(f"alter table {table} enable row level security"))
        await connection.execute(text(f"alter table {table} force row level security"))


def _hash(declaration: object) -> str:
    return hashlib.sha256(repr(declaration).encode()).hexdigest()[:16]


async def _comment(connection: AsyncConnection, query: str, **values: str) -> str | None:
    found: str | None = (await connection.execute(text(query), values)).scalar_one_or_none()
    return found


async def _ensure_policy(connection: AsyncConnection, policy: Policy) -> None:
    table = f"{SCHEMA}.{policy.table}"
    await _wall_in(connection, table)
    known = await _comment(
        connection,
        "select coalesce(obj_description(oid, 'pg_policy'), '') from pg_policy"
        " where polname = :name and polrelid = to_regclass(:table)",
        name=policy.name,
        table=table,
    )
    if known == _hash(policy):
        return
    if known is not None:
        await connection.execute(text(f"drop policy {policy.name} on {table}"))
    using = f" using ({policy.using})" if policy.using is not None else ""
    check = f" with check ({policy.check})" if policy.check is not None else ""
    await connection.execute(
        text(f"create policy {policy.name} on {table} for {policy.command} to {policy.role}{using}{check}")
    )
    await connection.execute(text(f"comment on policy {policy.name} on {table} is '{_hash(policy)}'"))


async def _ensure_view(connection: AsyncConnection, view: View) -> None:
    name = f"{PUBLISHED}.{view.name}"
    known = await _comment(connection, "select coalesce(obj_description(to_regclass(:name), 'pg_class'), '')", name=name)
    if known == _hash(view):
        return
    await connection.execute(text(f"drop view if exists {name}"))
    await connection.execute(text(f"create view {name} as {view.query}"))
    await connection.execute(text(f"comment on view {name} is '{_hash(view)}'"))


async def _ensure_function(connection: AsyncConnection, function: Function) -> None:
    types = ", ".join(part.split()[-1] for part in function.signature.split(","))
    name = f"{SCHEMA}.{function.name}({types})"
    known = await _comment(connection, "select coalesce(obj_description(to_regprocedure(:name), 'pg_proc'), '')", name=name)
    if known == _hash(function):
        return
    await connection.execute(text(f"drop function if exists {name}"))
    statement = f"create function {SCHEMA}.{function.name}({function.signature}) {function.definition}"
    await connection.exec_driver_sql(statement)
    await connection.execute(text(f"revoke execute on function {name} from public"))
    await connection.execute(text(f"comment on function {name} is '{_hash(function)}'"))


async def _grant(connection: AsyncConnection, role: Role) -> None:
    statements = [f"grant usage on schema {SCHEMA} to {role.name}"]
    statements += [f"revoke all on all tables in schema {SCHEMA} from {role.name}"]
    statements += [f"grant {', '.join(rights)} on {SCHEMA}.{table} to {role.name}" for table, rights in role.tables.items()]
    statements += [
        f"grant update ({', '.join(columns)}) on {SCHEMA}.{table} to {role.name}" for table, columns in role.columns.items()
    ]
    statements += [f"grant execute on function {SCHEMA}.{function} to {role.name}" for function in role.functions]
    statements += [f"grant select on {SCHEMA}.alembic_version to {role.name}"]
    if role.reads_published:
        statements += [
            f"grant usage on schema {PUBLISHED} to {role.name}",
            f"grant select on all tables in schema {PUBLISHED} to {role.name}",
        ]
    for statement in statements:
        await connection.execute(text(statement))


async def make_event_partitions(connection: AsyncConnection, today: date | None = None) -> list[str]:
    """Make the partitions of events around today. Run by the worker every hour, as the dispatcher.

    Returns:
        The names of those that were made.
    """
    today = today or datetime.now(UTC).date()
    months = today.year * 12 + today.month - 1 - _PARTITIONS_BACK
    first = date(months // 12, months % 12 + 1, 1)
    made = await connection.execute(
        text(f"select {SCHEMA}.make_event_partitions(:first, :months)"),
        {"first": first, "months": _PARTITIONS_BACK + _PARTITIONS_AHEAD + 1},
    )
    names: list[str] = made.scalar_one()
    return names


__all__ = ["PreparationError", "alembic_config", "make_event_partitions", "migrate", "prepare"]

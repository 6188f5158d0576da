"""Bring a database to what is declared: roles, migrations, walls, published views, functions, grants, partitions.

Safe to run twice, at once and on a database in use. One advisory lock keeps preparations apart. What the database has as
declared is not touched: to prepare it again locks no table. What it has not is made with the migrations in one transaction, so
that nobody meets a table without its walls, or misses a view that a migration had to drop; then each object that differs is
changed in a transaction of its own, so that no lock is held while another is waited for. What is in use is waited for a moment
only, then a preparation steps back for all who queue behind it, and begins that change again.
"""

import asyncio
import base64
import hashlib
import hmac
import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url, text
from sqlalchemy import exc as sqlalchemy_errors
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from kernel.database import create_engine, role_password
from kernel.settings import Settings
from kernel.tables import SCHEMA
from schema import objects
from schema.grants import ensure_grants
from schema.roles import KEY_PARTITIONS, OWNER, ROLES
from schema.views import PUBLISHED

Done = TypeVar("Done")

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
        async with _alone(engine):
            await _prepare_roles(engine, settings, rotate=rotate)
            await _prepare_schema(engine)
    finally:
        await engine.dispose()


@asynccontextmanager
async def _alone(engine: AsyncEngine) -> AsyncIterator[None]:
    """No other preparation of this database meanwhile: a transaction holds the lock, does nothing else and hinders nobody."""
    async with engine.begin() as connection:
        await connection.execute(text("set local idle_in_transaction_session_timeout = 0"))
        await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield


async def _prepare_schema(engine: AsyncEngine) -> None:
    """Make everything but the roles.

    Raises:
        PreparationError: A lock could not be had in all attempts.
    """
    async with engine.connect() as connection:
        await _change(connection, _make_what_is_missing)
        for table in await _change(connection, _tables_without_walls):
            await _change(connection, partial(_wall_in, table=table))
        for each in objects.differing(await _change(connection, objects.found)):
            await _change(connection, partial(_make_anew, declared=each))
        for table, policy in objects.undeclared_policies(await _change(connection, objects.found)):
            await _change(connection, partial(_drop_policy, table=table, policy=policy))
        await _change(connection, make_event_partitions)
        await _change(connection, ensure_grants)


async def _change(connection: AsyncConnection, step: Callable[[AsyncConnection], Awaitable[Done]]) -> Done:
    """Run one step in a transaction as the owner, again where somebody is in its way.

    Raises:
        PreparationError: A lock that it needs could not be had in all attempts.
    """
    attempt = 0
    while True:
        attempt += 1
        try:
            async with connection.begin():
                # others queue behind a lock that is waited for, so it is not waited for long
                await connection.execute(text(f"set local lock_timeout = '{_LOCK_TIMEOUT}'"))
                await connection.execute(text(f"set local role {OWNER}"))
                return await step(connection)
        except sqlalchemy_errors.DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None)
            if state != _LOCK_NOT_AVAILABLE and (state not in _CROSSINGS or attempt == _LOCK_ATTEMPTS):
                raise
            if attempt == _LOCK_ATTEMPTS:
                raise PreparationError(
                    "somebody holds a lock on a table that has to be changed (select * from pg_stat_activity where xact_start <"
                    " now() - interval '10 s' shows who). What was changed before is whole and stays; prepare again when that"
                    " transaction has ended"
                ) from error
            await asyncio.sleep(random.uniform(0.2, 1.0))  # noqa: S311 — lets those through who have queued


async def _make_what_is_missing(connection: AsyncConnection) -> None:
    await connection.run_sync(migrate)
    await _make_partitions(connection)
    for each in objects.missing(await objects.found(connection)):
        await objects.run(connection, each.make)
    await ensure_grants(connection)


async def _make_anew(connection: AsyncConnection, *, declared: objects.Declared) -> None:
    """Put an object in the place of what was there; nobody misses it meanwhile, nor those who were granted it."""
    await objects.run(connection, (declared.drop, *declared.make))
    await ensure_grants(connection)


async def _drop_policy(connection: AsyncConnection, *, table: str, policy: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    await objects.run(connection, (f"drop policy {quoted(policy)} on {SCHEMA}.{quoted(table)}",))


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
    bounds = {f"event_keys_{i}": f"with (modulus {KEY_PARTITIONS}, remainder {i})" for i in range(KEY_PARTITIONS)}
    partitions = {name: f"partition of {SCHEMA}.event_keys for values {values}" for name, values in bounds.items()}
    for name, what in {**partitions, "events_default": f"partition of {SCHEMA}.events default"}.items():
        table = f"{SCHEMA}.{name}"
        known = await connection.execute(text("select to_regclass(:table) is not null"), {"table": table})
        if not known.scalar_one():
            await connection.execute(text(f"create table {table} {what}"))
            await _wall_in(connection, table=table)


async def _wall_in(connection: AsyncConnection, *, table: str) -> None:
    await connection.execute(text(f"alter table {table} enable row level security, force row level security"))


async def _tables_without_walls(connection: AsyncConnection) -> list[str]:
    """Tables with policies, and all partitions, whose row level security is not both on and forced."""
    query = """
        select quote_ident(c.relname) from pg_class c
        where c.relnamespace = to_regnamespace(:schema) and c.relkind in ('r', 'p')
          and not (c.relrowsecurity and c.relforcerowsecurity)
          and (c.relispartition or exists (select from pg_policy p where p.polrelid = c.oid))
        order by 1
    """
    names = (await connection.execute(text(query), {"schema": SCHEMA})).scalars()
    return [f"{SCHEMA}.{name}" for name in names]


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

"""Alembic at its head makes what the metadata declares."""

from collections.abc import Callable
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url, text
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from kernel.settings import Settings
from kernel.tables import SCHEMA, TransactionId, metadata
from schema.prepare import alembic_config


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a function on a superuser's connection, after some statements; all is undone."""
    monkeypatch.setitem(ischema_names, "xid8", TransactionId)  # a type that SQLAlchemy does not know

    async def run_on(function: Callable[[Connection], Any], *statements: str) -> Any:  # noqa: ANN401 — the function's own
        engine = create_async_engine(make_url(settings.database_url).set(drivername="postgresql+asyncpg"), poolclass=NullPool)
        async with engine.connect() as connection:
            for statement in statements:
                await connection.execute(text(statement))
            return await connection.run_sync(function)

    return run_on


def differences(connection: Connection) -> list[Any]:
    """What Alembic would change in the database to make it what is declared, partitions aside."""
    rows = connection.execute(
        text("select c.relname from pg_class c where c.relispartition and c.relnamespace = to_regnamespace(:schema)"),
        {"schema": SCHEMA},
    )
    partitions = set(rows.scalars())

    def include(kind_of: object, name: str | None, kind: str, *_: object) -> bool:
        table = name if kind == "table" else getattr(getattr(kind_of, "table", None), "name", None)
        return table not in partitions

    context = MigrationContext.configure(
        connection,
        opts={
            "include_schemas": True,
            "include_name": lambda name, kind, _: kind != "schema" or name == SCHEMA,
            "include_object": include,
            "version_table_schema": SCHEMA,
            "compare_type": True,
            "compare_server_default": True,
        },
    )
    return list(compare_metadata(context, metadata))


async def test_the_migrated_database_is_what_the_metadata_declares(run: Callable[..., Any]) -> None:
    assert await run(differences) == []


@pytest.mark.parametrize(
    "change",
    [
        "alter table attune.orders add column note text",
        "alter table attune.order_events drop column margin",
        "alter table attune.orders alter column is_purchase drop not null",
        "alter table attune.imports alter column bytes type integer",
        "alter table attune.imports alter column bytes set default 7",
        "drop index attune.ix_orders_subject",
        "alter table attune.model_runs drop constraint uq_model_runs_workspace_id_job_id",
        "alter table attune.orders drop constraint fk_orders_workspace_id_subject_id",
        "drop table attune.feed_offsets",
        "create table attune.offender (id int)",
    ],
)
async def test_a_difference_is_seen(change: str, run: Callable[..., Any]) -> None:
    assert await run(differences, change) != []


async def test_the_database_is_at_the_only_head(run: Callable[..., Any]) -> None:
    scripts = ScriptDirectory.from_config(alembic_config())

    def version(connection: Connection) -> tuple[str, ...]:
        return MigrationContext.configure(connection, opts={"version_table_schema": SCHEMA}).get_current_heads()

    assert list(await run(version)) == scripts.get_heads()
    assert len(scripts.get_heads()) == 1

"""One row in every table, made from the metadata: a new table is walled in by the tests from the day it is declared."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table, Uuid
from sqlalchemy.dialects import postgresql

from kernel.identifiers import new_id
from kernel.tables import metadata

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # untyped in SQLAlchemy
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)

# What a check constraint asks for, where it is no list of words.
SPECIAL = {"workspaces.currency": "USD", "workspaces.time_zone": "UTC"}

# Columns that may be null by themselves, and not by a check over the whole row.
PRESENT = {"experiment_analyses.experiment_id", "feedback.score"}

VALUES: dict[str, Any] = {
    "TEXT": "x",
    "JSONB": "{}",
    "BYTEA": b"x",
    "INTEGER": 1,
    "BIGINT": 1,
    "BOOLEAN": True,
    "DATE": date(2026, 1, 15),
    "TIMESTAMP WITH TIME ZONE": NOW,
    "DOUBLE PRECISION": 0.5,
    "NUMERIC(20, 4)": 1,
    "TEXT[]": ["x"],
    "UUID[]": [],
}


def _words(table: Table, column: Column[Any]) -> str | None:
    """The first word that `column in ('…', '…')` allows."""
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint) and str(constraint.sqltext).startswith(f"{column.name} in ("):
            return str(constraint.sqltext).split("'")[1]
    return None


def _value(table: Table, column: Column[Any]) -> Any:  # noqa: ANN401 — whatever the column holds
    if isinstance(column.type, Uuid):
        return new_id()
    special = SPECIAL.get(f"{table.name}.{column.name}") or _words(table, column)
    if special is not None:
        return special
    value = VALUES[str(column.type.compile(dialect=DIALECT))]
    return f"{value}-{new_id()}" if value == "x" else value


def row_of(table: Table, workspace_id: UUID, made: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A row for a table in a workspace, whose foreign keys lead to the rows made before."""
    row = {
        column.name: _value(table, column)
        for column in table.columns
        if (not column.nullable and column.server_default is None and column.identity is None)
        or f"{table.name}.{column.name}" in PRESENT
    }
    row["id" if table.name == "workspaces" else "workspace_id"] = workspace_id
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table is not table:
            target = made[constraint.referred_table.name]
            for element in constraint.elements:
                if element.parent.name in row:
                    row[element.parent.name] = target[element.column.name]
    return row


async def insert_row(connection: asyncpg.Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row by its table's name."""
    places = ", ".join(f"${i + 1}" for i in range(len(row)))
    await connection.execute(f"insert into {table} ({', '.join(row)}) values ({places})", *row.values())


def walled_tables() -> list[Table]:
    """Every table with a workspace, parents first."""
    return [table for table in metadata.sorted_tables if table.name == "workspaces" or "workspace_id" in table.c]


async def fill(connection: asyncpg.Connection, workspace_id: UUID) -> dict[str, dict[str, Any]]:
    """Make one row of a workspace in every table; the connection is above the walls."""
    made: dict[str, dict[str, Any]] = {}
    for table in walled_tables():
        made[table.name] = row_of(table, workspace_id, made)
        await insert_row(connection, table, made[table.name])
    return made

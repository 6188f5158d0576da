"""Statements that take arrays: one round trip for many rows."""

from typing import Any

from sqlalchemy import ColumnElement, Table, TextClause, Uuid, bindparam, cast, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

# The planner cannot look into this for the workspace's id. By the id it takes a workspace of which its statistics know nothing
# for empty, and an index on that alone for as good as one on the key: each row of a batch then reads the whole workspace.
_WORKSPACE = "workspace_id = (select cast(:workspace_id as uuid))"


def with_arrays(sql: str, **types: type[TypeEngine[Any]] | TypeEngine[Any]) -> TextClause:
    """A statement whose parameters of these names are arrays of these types.

    What it looks for within `workspace_id = :workspace_id` is planned as if the workspace were one of usual size.
    """
    statement = text(sql.replace("workspace_id = :workspace_id", _WORKSPACE))
    return statement.bindparams(*(bindparam(name, type_=ARRAY(kind)) for name, kind in types.items()))


def in_workspace(table: Table) -> ColumnElement[bool]:
    """The same of a statement that is put together: `workspace_id` is among its parameters."""
    return table.c.workspace_id == select(cast(bindparam("workspace_id", type_=Uuid), Uuid)).scalar_subquery()

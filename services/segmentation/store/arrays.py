"""Statements that take arrays: one round trip for many rows."""

from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine


def with_arrays(sql: str, **types: type[TypeEngine[Any]] | TypeEngine[Any]) -> TextClause:
    """A statement whose parameters of these names are arrays of these types."""
    return text(sql).bindparams(*(bindparam(name, type_=ARRAY(kind)) for name, kind in types.items()))

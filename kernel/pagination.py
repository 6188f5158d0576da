"""Cursors: where a list goes on. Opaque to the caller, a position in the list's own order to us."""

import base64
import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query
from pydantic import BaseModel, Field

from kernel.problems import FieldError, InvalidRequestError

Item = TypeVar("Item")

Limit = Annotated[int, Query(ge=1, le=1000, description="How many items at the most.")]
Cursor = Annotated[str | None, Query(max_length=2048, description="`next_cursor` of the page before.")]
DEFAULT_LIMIT = 100


class Page(BaseModel, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[Item]
    next_cursor: str | None = Field(default=None, description="Give it as `cursor` to read on.")


def encode_cursor(position: list[Any]) -> str:
    """The opaque form of a position: the sort key of the last item, as JSON values."""
    return base64.urlsafe_b64encode(orjson.dumps(position)).decode().rstrip("=")


def decode_cursor(cursor: str | None, *types: Callable[[Any], Any]) -> list[Any] | None:
    """The position in a cursor, or None at the start.

    Args:
        cursor: What `encode_cursor` gave.
        types: What each part is parsed with (UUID, datetime.fromisoformat, str, int, float).

    Raises:
        InvalidRequestError: The cursor is not one of ours (`cursor_invalid`).
    """
    if cursor is None:
        return None
    try:
        position = orjson.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        if not isinstance(position, list) or len(position) != len(types):
            raise ValueError("not a position")
        return [_part(kind, part) for kind, part in zip(types, position, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        fault = FieldError(pointer="?cursor", message="Not a cursor of this list.", code="cursor_invalid")
        raise InvalidRequestError("The cursor is not one of this list's.", errors=[fault]) from error


_LARGEST = 2**63 - 1  # of a bigint


def _part(kind: Callable[[Any], Any], part: object) -> Any:  # noqa: ANN401 — whatever its type says
    """A part of a position, such as Postgres takes as a parameter: what a caller made up must not fail there."""
    if isinstance(part, bool | list | dict):
        raise TypeError("not a part of a position")
    value = kind(part)
    if isinstance(value, str) and "\0" in value:
        raise ValueError("NUL")
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise ValueError("beyond bigint")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not finite")
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError("no time zone")
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def paginate(rows: list[Any], limit: int, position: Any) -> tuple[list[Any], str | None]:  # noqa: ANN401 — a callable on any row
    """The page's rows and the next cursor, from up to `limit + 1` rows read.

    Args:
        rows: Read in the list's order, one more than the limit.
        limit: The page's size.
        position: From a row to its sort key as JSON values.
    """
    if len(rows) <= limit:
        return rows, None
    page = rows[:limit]
    return page, encode_cursor(position(page[-1]))

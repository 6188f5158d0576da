"""Cursors: what was encoded comes back; what a caller made up is a 422 and never reaches the database."""

import base64
import math
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.pagination import decode_cursor, encode_cursor, paginate
from kernel.problems import InvalidRequestError

BIGINT = st.integers(-(2**63) + 1, 2**63 - 1)
ANY_TEXT = st.text()  # Hypothesis makes no lone surrogates
TEXT = ANY_TEXT.filter(lambda text: "\0" not in text)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
YEAR = 365 * 24 * 3600
MOMENTS = st.tuples(st.integers(-1900 * YEAR, 7900 * YEAR), st.integers(-23, 23)).map(
    lambda when: (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=when[0])).astimezone(timezone(timedelta(hours=when[1])))
)
KINDS: list[tuple[Any, st.SearchStrategy[Any], Any]] = [
    (str, TEXT, str),
    (int, BIGINT, int),
    (float, FINITE, float),
    (UUID, st.uuids(), str),
    (datetime.fromisoformat, MOMENTS, datetime.isoformat),
]

PARTS = st.lists(
    st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind[0]), kind[1], st.just(kind[2]))), min_size=1, max_size=5
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | FINITE | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=5,
)
CURSORS = (
    st.text()
    | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())
    | JSON.map(lambda document: encode_cursor([document]))
)


@given(PARTS)
def test_a_position_comes_back_from_its_cursor(parts: list[tuple[Any, Any, Any]]) -> None:
    position = [to_json(value) for _, value, to_json in parts]
    assert decode_cursor(encode_cursor(position), *(kind for kind, _, _ in parts)) == [value for _, value, _ in parts]


@given(PARTS)
def test_a_cursor_needs_no_escape_in_a_query(parts: list[tuple[Any, Any, Any]]) -> None:
    cursor = encode_cursor([to_json(value) for _, value, to_json in parts])
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def _is_bindable(value: object) -> bool:
    """Whether Postgres takes it as a parameter."""
    match value:
        case str():
            return "\0" not in value
        case int():
            return abs(value) < 2**63
        case float():
            return math.isfinite(value)
        case datetime():
            return value.tzinfo is UTC
    return isinstance(value, UUID)


@given(CURSORS, st.sampled_from([kind for kind, _, _ in KINDS]))
def test_what_a_caller_makes_up_is_refused_or_can_be_bound(cursor: str, kind: Any) -> None:  # noqa: ANN401 — any parser
    with suppress(InvalidRequestError):
        position = decode_cursor(cursor, kind)
        assert position is not None
        assert [_is_bindable(part) for part in position] == [True]


@pytest.mark.parametrize(
    ("cursor", "kinds"),
    [
        ("", (int,)),
        ("!", (int,)),
        ("é", (int,)),
        ("\ud800", (int,)),
        (encode_cursor([]), (int,)),
        (encode_cursor([1, 2]), (int,)),
        (base64.urlsafe_b64encode(b'{"a": 1}').decode(), (int,)),
        (base64.urlsafe_b64encode(b"[1e999]").decode(), (float,)),
        (encode_cursor([2**63]), (int,)),
        (encode_cursor([1e300]), (int,)),
        (encode_cursor(["9" * 5000]), (int,)),
        (encode_cursor([True]), (int,)),
        (encode_cursor(["NaN"]), (float,)),
        (encode_cursor(["a\0b"]), (str,)),
        (encode_cursor([["a"]]), (str,)),
        (encode_cursor(["2026-01-01T00:00:00"]), (datetime.fromisoformat,)),
        (encode_cursor(["0001-01-01T00:00:00+14:00"]), (datetime.fromisoformat,)),
        (encode_cursor(["not-a-uuid"]), (UUID,)),
        (encode_cursor([7]), (UUID,)),
        (encode_cursor([None]), (UUID,)),
    ],
)
def test_no_cursor_of_the_list(cursor: str, kinds: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        decode_cursor(cursor, *kinds)
    assert caught.value.errors[0].code == "cursor_invalid"


def test_a_list_begins_without_a_cursor() -> None:
    assert decode_cursor(None, int) is None


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=40).map(sorted), st.integers(1, 10))
def test_pages_hold_every_row_once_in_order(rows: list[int], limit: int) -> None:
    seen: list[int] = []
    cursor: str | None = None
    while True:
        after = -1 if cursor is None else (decode_cursor(cursor, int) or [0])[0]
        page, cursor = paginate([row for row in rows if row > after][: limit + 1], limit, lambda row: [row])
        seen += page
        assert len(page) <= limit
        if cursor is None:
            break
    assert seen == rows


def test_the_last_full_page_has_no_next() -> None:
    assert paginate([1, 2, 3], 3, lambda row: [row]) == ([1, 2, 3], None)
    page, cursor = paginate([1, 2, 3, 4], 3, lambda row: [row])
    assert page == [1, 2, 3]
    assert cursor == base64.urlsafe_b64encode(orjson.dumps([3])).decode().rstrip("=")

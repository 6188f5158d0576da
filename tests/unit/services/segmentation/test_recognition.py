"""What an erasure finds in refused messages, and what it leaves."""

import json
import math
import re
from collections.abc import Callable

import pytest

from services.segmentation.domain.recognition import Sought
from services.segmentation.domain.wellformed import raw_text

ODD = ['a"b', "a\\b", "Łódź", "a\tb", "💶", "CORP\\alice", 'o"brien', "a/b", "ordinary", "Łukasz", "a+b@x.example"]


def is_named(raw: str, *identifiers: str) -> bool:
    """Whether the search finds the reject: what the database is asked for first must let it through."""
    sought = Sought(frozenset(identifiers))
    named = sought.is_named_in(raw)
    assert not named or any(part in raw for part in sought.parts)
    return named


@pytest.mark.parametrize(
    "message",
    [
        {"userId": "u-1"},
        {"userId": "x", "properties": {"items": [{"owner": ["u-1"]}]}},
        {"by_user": {"u-1": 1}},
        [{"a": math.nan, "b": "u-1"}],
        {"userId": "u-1", "note": "a\0b", "deep": [[["\ud800"]]]},
        "u-1,2026-01-01,x",
        '{"userId":"u-1"',
    ],
)
def test_an_identifier_is_found_as_a_whole_value_wherever_it_stands(message: object) -> None:
    assert is_named(raw_text(message), "nobody", "u-1")


@pytest.mark.parametrize(
    "message",
    [{"userId": "u-12"}, {"url": "https://example.com/?u=u-1"}, {"userId": None, "ok": True}, [], {}, "u-12,2026-01-01", 12],
)
def test_what_only_contains_it_is_left(message: object) -> None:
    assert not is_named(raw_text(message), "nobody", "u-1", "1", "True")


@pytest.mark.parametrize(("number", "identifier"), [(17, "17"), (17.0, "17"), (1.5, "1.5"), (1e15, "1000000000000000")])
def test_a_number_is_the_identifier_that_ingestion_reads_of_it(number: float, identifier: str) -> None:
    assert is_named(raw_text({"userId": number}), identifier)


def test_a_number_longer_than_any_identifier_is_none() -> None:
    assert not is_named(f"[{'1' * 300}]", "1" * 255)


@pytest.mark.parametrize("identifier", ODD)
@pytest.mark.parametrize(
    "raw",
    [
        lambda identifier: raw_text({"userId": identifier}),
        lambda identifier: json.dumps({"userId": identifier}),
        lambda identifier: json.dumps({"userId": identifier})[:-1],  # a broken line, as Python writes it
        lambda identifier: json.dumps({"userId": identifier}, ensure_ascii=False)[:-1],
        lambda identifier: _capitals(json.dumps({"userId": identifier})).replace("/", "\\/")[:-1],  # and as others do
        lambda identifier: raw_text(json.dumps({"userId": identifier})[:-1]),
        lambda identifier: f"{identifier},2026-01-01,5",
    ],
)
def test_an_identifier_is_found_however_it_is_written(identifier: str, raw: Callable[[str], str]) -> None:
    assert is_named(raw(identifier), "nobody", identifier)


def _capitals(written: str) -> str:
    return re.sub(r"(?<=\\u)[0-9a-f]{4}", lambda digits: digits.group().upper(), written)


def test_what_is_no_json_at_all_is_searched_as_text() -> None:
    assert is_named("userId=u-1;", "u-1")
    assert not is_named("userId=u-12;", "u-1")


def test_an_address_is_found_within_longer_texts() -> None:
    who = "canary-user@example.com"
    assert is_named(raw_text({"note": f"mail of {who}, again"}), who)
    assert is_named(raw_text({f"mailto:{who}": 1}), who)
    assert not is_named(raw_text({"note": f"mail of x{who}"}), who)
    assert not is_named(raw_text({"note": "mail of canary-user"}), "canary-user")

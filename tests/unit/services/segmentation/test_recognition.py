"""What an erasure finds in refused messages, and what it leaves."""

import math

import pytest

from services.segmentation.domain.recognition import escaped, names_one_of
from services.segmentation.domain.wellformed import raw_text


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
    assert names_one_of(raw_text(message), {"nobody", "u-1"})


@pytest.mark.parametrize(
    "message",
    [{"userId": "u-12"}, {"url": "https://example.com/?u=u-1"}, {"userId": None, "ok": True}, [], {}, "u-12,2026-01-01", 12],
)
def test_what_only_contains_it_is_left(message: object) -> None:
    assert not names_one_of(raw_text(message), {"nobody", "u-1", "1", "True"})


@pytest.mark.parametrize(("number", "identifier"), [(17, "17"), (17.0, "17"), (1.5, "1.5"), (1e15, "1000000000000000")])
def test_a_number_is_the_identifier_that_ingestion_reads_of_it(number: float, identifier: str) -> None:
    raw = raw_text({"userId": number})
    assert names_one_of(raw, {identifier})
    assert escaped(identifier) in raw


@pytest.mark.parametrize("identifier", ['a"b', "a\\b", "Łódź", "a\tb", "💶", "ordinary"])
def test_an_identifier_is_sought_as_it_stands_in_the_raw_text(identifier: str) -> None:
    raw = raw_text({"userId": identifier})
    assert escaped(identifier) in raw
    assert names_one_of(raw, {identifier})


def test_what_is_no_json_at_all_is_searched_as_text() -> None:
    assert names_one_of("userId=u-1;", {"u-1"})
    assert not names_one_of("userId=u-12;", {"u-1"})

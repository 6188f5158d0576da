"""Targeting conditions, where the specification's own cases say nothing."""

from time import process_time
from typing import Any

import pytest

from services.experiments.domain.conditions import DEEPEST, MOST_CLAUSES, compile_condition
from services.experiments.domain.errors import PointedError


def holds(condition: object, **attributes: Any) -> bool:  # noqa: ANN401 — JSON
    return compile_condition(condition)(attributes)


def test_true_is_not_1() -> None:
    assert not holds({"a": 1}, a=True)
    assert not holds({"a": True}, a=1)
    assert not holds({"a": {"$in": [0, 1]}}, a=True)
    assert not holds({"a": [1]}, a=[True])
    assert holds({"a": 1}, a=1.0)


def test_objects_are_equal_in_any_order() -> None:
    assert holds({"a": {"x": 1, "y": [2, {"z": None}]}}, a={"y": [2, {"z": None}], "x": 1})


def test_dots_lead_into_objects_only() -> None:
    assert holds({"a.b.c": 1}, a={"b": {"c": 1}})
    assert not holds({"a.b.c": 1}, a={"b": [{"c": 1}]})
    assert holds({"a.b": {"$exists": False}}, a="text")


def test_what_is_not_comparable_is_neither_less_nor_more() -> None:
    values: list[Any] = [{}, [], "seven"]
    for operator in ("$gt", "$gte", "$lt", "$lte"):
        for value in values:
            assert not holds({"a": {operator: 7}}, a=value)


def test_what_is_missing_counts_as_0_and_texts_as_the_numbers_they_say() -> None:
    """As the specification's own cases have it."""
    assert holds({"age": {"$gt": -1, "$lte": 0}})
    assert holds({"age": {"$gt": 5, "$lt": 10}}, age="8")
    assert holds({"age": {"$gt": "5", "$lt": "10"}}, age=8)


@pytest.mark.parametrize("text", ["8", " 8 ", "+8", "8.", "8.0", "80e-1", ".8E1", "\t08\n", "8." + "0" * 62])
def test_a_text_says_the_number_that_it_is_written_as(text: str) -> None:
    assert holds({"age": {"$gt": 7, "$lt": 9}}, age=text)


@pytest.mark.parametrize("text", [".", "8.0.0", "8e", "e8", "0x8", "\u0668", "8 8", "- 8", "8." + "0" * 63])
def test_another_text_says_none(text: str) -> None:
    assert not holds({"age": {"$gte": 8}}, age=text)
    assert not holds({"age": {"$lte": 8}}, age=text)


@pytest.mark.parametrize("text", ["1" * 20_000 + "x", "1" * 20_000, " " * 20_000 + "x", "." + "1" * 20_000 + "e"])
def test_a_long_text_is_read_in_time_linear_in_it(text: str) -> None:
    """Whoever has a client key chooses it. Read in two ways at every digit, the first takes ten seconds and more."""
    started = process_time()
    assert not holds({"age": {"$gt": 5}}, age=text)
    assert not holds({"age": {"$lt": 5}}, age=text)
    assert process_time() - started < 1.0


def test_dates_compare_as_text() -> None:
    assert holds({"since": {"$gte": "2026-01-01", "$lt": "2027-01-01"}}, since="2026-11-23T10:00:00Z")


def test_a_missing_attribute_does_not_match_a_pattern() -> None:
    assert not holds({"a": {"$regex": "x"}})
    assert holds({"a": {"$notRegex": "x"}})
    assert holds({"a": {"$regex": "^$"}}, a="")
    assert holds({"a": {"$regex": "^4.$"}}, a=42)


def test_groups_are_given_when_a_condition_is_compiled() -> None:
    condition = compile_condition({"id": {"$inGroup": "staff"}}, {"staff": ["ada", "grace"]})
    assert condition({"id": "ada"})
    assert not condition({"id": "eve"})


def nested(levels: int) -> dict[str, Any]:
    condition: dict[str, Any] = {"a": 1}
    for _ in range(levels):
        condition = {"$and": [condition]}
    return condition


@pytest.mark.parametrize(
    ("condition", "code", "pointer"),
    [
        ([], "invalid_condition", ""),
        ("a", "invalid_condition", ""),
        ({"$and": {}}, "invalid_condition", "/$and"),
        ({"$or": [{"a": 1}, 7]}, "invalid_condition", "/$or/1"),
        ({"$not": []}, "invalid_condition", "/$not"),
        ({"$xor": []}, "invalid_condition", "/$xor"),
        ({"a/b": {"$gt": []}}, "invalid_condition", "/a~1b/$gt"),
        ({"a": {"$gt": True}}, "invalid_condition", "/a/$gt"),
        ({"a": {"$gt": 1, "b": 2}}, "invalid_condition", "/a"),
        ({"a": {"$exists": "yes"}}, "invalid_condition", "/a/$exists"),
        ({"a": {"$type": "float"}}, "invalid_condition", "/a/$type"),
        ({"a": {"$type": []}}, "invalid_condition", "/a/$type"),
        ({"a": {"$size": "2"}}, "invalid_condition", "/a/$size"),
        ({"a": {"$all": "x"}}, "invalid_condition", "/a/$all"),
        ({"a": {"$elemMatch": 3}}, "invalid_condition", "/a/$elemMatch"),
        ({"a": {"$elemMatch": {"$foo": 3}}}, "invalid_condition", "/a/$elemMatch/$foo"),
        ({"a": {"$not": {"$in": 3}}}, "invalid_condition", "/a/$not/$in"),
        ({"a": {"$vgt": 3}}, "invalid_condition", "/a/$vgt"),
        ({"a": {"$regex": 3}}, "invalid_pattern", "/a/$regex"),
        ({"a": {"$regex": "(?=x)"}}, "invalid_pattern", "/a/$regex"),
        ({"a": {"$inGroup": "nobody"}}, "unknown_group", "/a/$inGroup"),
        ({"a": {"$inGroup": []}}, "unknown_group", "/a/$inGroup"),
        ({"$and": [{"$or": [{"a": {"$nin": None}}]}]}, "invalid_condition", "/$and/0/$or/0/a/$nin"),
        (nested(DEEPEST), "invalid_condition", ""),
        (nested(5_000), "invalid_condition", ""),
        ({f"a{i}": i for i in range(MOST_CLAUSES + 1)}, "invalid_condition", ""),
    ],
)
def test_what_is_malformed_is_refused_where_it_stands(condition: object, code: str, pointer: str) -> None:
    with pytest.raises(PointedError) as refused:
        compile_condition(condition)
    assert (refused.value.code, refused.value.pointer) == (code, pointer)


def test_sdks_take_what_is_malformed_as_never_true() -> None:
    malformed: list[Any] = [[], {"$and": 3}, {"a": {"$gt": []}}, {"a": {"$foo": 1}}, {"a": {"$elemMatch": 1}}]
    for condition in malformed:
        assert not compile_condition(condition, lenient=True)({"a": 1})


def test_attributes_deeper_than_any_condition_equal_nothing() -> None:
    deep: Any = 1
    for _ in range(5_000):
        deep = [deep]
    assert not holds({"a": [[1]]}, a=deep)
    assert not holds({"a": {"$in": [[1]]}}, a=deep)
    while isinstance(deep, list):  # taken apart by hand: the interpreter would recurse
        deep = deep.pop()

"""Whatever the attributes are, conditions and flags answer; and expressions find what Python's own engine finds."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.experiments.domain.conditions import compile_condition
from services.experiments.domain.errors import PointedError
from services.experiments.domain.flags import Reason, compile_flag, evaluate
from services.experiments.domain.patterns import compile_pattern

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(-3, 3), st.sampled_from(["", "a", "b", "1", "v1.2"])
)
json_values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "b", "a.b"]), inner, max_size=3)
    ),
    max_leaves=8,
)
names = ["$eq", "$ne", "$in", "$nin", "$ini", "$nini", "$all", "$alli", "$gt", "$gte", "$lt", "$lte", "$exists", "$type"]
names += ["$size", "$elemMatch", "$not", "$regex", "$notRegex", "$vgt", "$veq", "$inGroup", "$unknown"]
tests = st.recursive(json_values, lambda inner: st.dictionaries(st.sampled_from(names), inner, max_size=2), max_leaves=4)
conditions = st.recursive(
    st.dictionaries(st.sampled_from(["a", "b", "a.b"]), tests, max_size=2),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(["$and", "$or", "$nor"]), st.lists(inner, max_size=3), max_size=2),
        st.fixed_dictionaries({"$not": inner}),
    ),
    max_leaves=5,
)
attributes = st.dictionaries(st.sampled_from(["a", "b", "id"]), json_values, max_size=3)


@settings(max_examples=500)
@given(st.one_of(conditions, json_values), attributes)
def test_a_condition_holds_or_not_or_is_refused_when_it_is_compiled(condition: object, context: dict[str, Any]) -> None:
    assert compile_condition(condition, lenient=True)(context) in (True, False)
    strict, refused = None, ""
    try:
        strict = compile_condition(condition)
    except PointedError as error:
        refused = error.pointer
    assert refused == "" or refused.startswith("/")
    assert strict is None or strict(context) is compile_condition(condition, lenient=True)(context)


@settings(max_examples=300)
@given(conditions, attributes)
def test_not_is_not(condition: dict[str, Any], context: dict[str, Any]) -> None:
    holds, fails = (compile_condition(each, lenient=True)(context) for each in (condition, {"$not": condition}))
    assert holds is not fails
    assert compile_condition({"$nor": [condition]}, lenient=True)(context) is fails


@given(
    st.fixed_dictionaries(
        {"key": st.just("f"), "kind": st.sampled_from(["boolean", "string", "number", "json"]), "default": json_values},
        optional={
            "rules": st.lists(st.one_of(json_values, st.fixed_dictionaries({"kind": st.just("force"), "value": scalars})))
        },
    ),
    attributes,
)
def test_a_flag_is_refused_when_it_is_compiled_or_answers_always(document: dict[str, Any], context: dict[str, Any]) -> None:
    flag, refused = None, "/"
    try:
        flag = compile_flag(document)
    except PointedError as error:
        refused = error.pointer
    assert refused.startswith("/")
    if flag is not None:
        evaluation = evaluate(flag, context)
        assert evaluation.reason in tuple(Reason)
        assert evaluation.variant
        assert evaluation.value is not None


atoms = st.sampled_from(["a", "b", "C", "1", "-", ".", "[ab]", "[^a]", "[a-c1]", r"\w", r"\d", r"\W", r"\s", "^", "$", r"\b"])
quantifiers = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?"])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, quantifiers),
    ),
    max_leaves=6,
)


@settings(max_examples=500)
@given(patterns, st.booleans(), st.text("abcABC1- ", max_size=8))
def test_an_expression_finds_what_pythons_engine_finds(pattern: str, ignore_case: bool, text: str) -> None:
    # JavaScript's $ is the very end, and its classes are ASCII.
    theirs = re.compile(pattern.replace("$", r"\Z"), re.ASCII | (re.IGNORECASE if ignore_case else 0))
    assert compile_pattern(pattern, ignore_case=ignore_case)(text) is (theirs.search(text) is not None)

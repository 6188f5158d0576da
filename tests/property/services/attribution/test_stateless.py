"""Whatever is sent to the stateless endpoints, the answer is finite JSON or a problem that a caller can act on."""

import copy
import json
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.problems import Problem
from services.attribution import stateless

numbers = st.one_of(st.integers(-3, 60), st.floats(), st.floats(0, 100))
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.text(max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=8,
)


def refuse_constant(name: str) -> NoReturn:
    raise AssertionError(f"{name} is no JSON")


def call(function: Any, body: object) -> dict[str, Any] | Problem:  # noqa: ANN401 — one of the two endpoints
    """The answer, of which every number is finite, or the refusal."""
    try:
        answer: dict[str, Any] = json.loads(function(json.dumps(body).encode()), parse_constant=refuse_constant)
    except Problem as problem:
        refused = problem
    else:
        return answer
    # A body of JSON is refused by its fields, and each is one that the body has or should have; but for text with NUL.
    assert refused.status == (400 if "\\u0000" in json.dumps(body) and refused.code == "text_invalid" else 422)
    assert refused.errors or refused.status == 400
    for error in refused.errors:
        assert points_into(body, error.pointer), error
    return refused


def points_into(body: Any, pointer: str) -> bool:  # noqa: ANN401 — JSON
    """Whether a pointer leads to a place in a body, or to the field that is missing at its end."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for left, step in enumerate(steps, 1 - len(steps)):
        if isinstance(body, dict) and step in body:
            body = body[step]
        elif isinstance(body, list) and step.isdigit() and int(step) < len(body):
            body = body[int(step)]
        else:
            return left == 0
    return pointer == "" or pointer.startswith("/")


def places(document: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 — JSON
    """Everywhere in a document: what holds it, and where in there."""
    keys = document.keys() if isinstance(document, dict) else range(len(document)) if isinstance(document, list) else ()
    return [place for key in keys for place in [(document, key), *places(document[key])]]


@st.composite
def spoilt(draw: st.DrawFn, bodies: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 — JSON
    """One body in three has something else somewhere."""
    body = copy.deepcopy(draw(bodies))
    if draw(st.integers(0, 2)) == 0:
        holder, key = draw(st.sampled_from(places(body)))
        holder[key] = draw(anything)
    return body


names = st.sampled_from(["a", "b", "c", "direct"])
touches = st.fixed_dictionaries({"channel": names, "days_before": st.floats(0, 90)})
weights = st.integers(0, 9) | st.floats(1e-9, 1e15)
paths = st.one_of(
    st.fixed_dictionaries({"path": st.lists(names | touches, max_size=6), "conversions": weights}, optional={"nulls": weights}),
    st.fixed_dictionaries(
        {"path": st.lists(touches, max_size=6), "conversions": st.integers(1, 9), "value": st.floats(-1e15, 1e15)}
    ),
)
MODELS = ["first_touch", "last_touch", "last_non_direct", "linear", "position_based", "participation", "markov", "shapley"]


@settings(max_examples=250, deadline=None)
@given(
    spoilt(
        st.fixed_dictionaries(
            {
                "paths": st.lists(paths, max_size=8),
                "models": st.lists(st.sampled_from([*MODELS, "time_decay"]), min_size=1, max_size=4, unique=True),
            },
            optional={
                "markov_order": st.integers(1, 4),
                "nulls": st.booleans(),
                "half_life_days": st.floats(1e-3, 100),
                "position_weights": st.lists(st.floats(0, 1), min_size=3, max_size=3),
                "intervals": st.fixed_dictionaries({"replicates": st.just(100)}, optional={"level": st.floats(0.01, 0.99)}),
            },
        )
    )
)
def test_compute(body: dict[str, Any]) -> None:
    answer = call(stateless.compute, body)
    if isinstance(answer, Problem):
        return
    total, nobodys = answer["totals"]["conversions"], answer["unattributed"]["conversions"]
    for model in body["models"]:
        credit = [channel["conversions"][model] for channel in answer["channels"]]
        assert min(credit, default=0.0) >= 0.0
        if model != "participation":
            assert sum(credit) + nobodys == pytest.approx(total, rel=1e-9, abs=1e-12)
    for channel in answer["channels"]:
        assert ("removal_effect" in channel) == ("markov" in body["models"])
        assert 0.0 <= channel.get("removal_effect", 0.0) <= 1.0
        assert ("intervals" in channel) == (body.get("intervals") is not None)


positive = st.floats(1e-6, 1e6)
exponents = st.floats(1e-3, 1.0)
curves = st.one_of(
    st.tuples(st.just("michaelis_menten"), st.fixed_dictionaries({"a": positive, "k": positive})),
    st.tuples(st.just("exponential"), st.fixed_dictionaries({"K": positive, "b": positive})),
    st.tuples(st.just("power"), st.fixed_dictionaries({"a": positive, "b": exponents})),
    st.tuples(st.just("hill"), st.fixed_dictionaries({"K": positive, "s": exponents, "ec": positive})),
    st.tuples(st.just("logistic"), st.fixed_dictionaries({"K": positive, "l": positive})),
)


@st.composite
def curve_lists(draw: st.DrawFn) -> list[object]:
    told: list[object] = []
    for number in range(draw(st.integers(0, 6))):
        kind, parameters = draw(curves)
        row: dict[str, object] = {"channel": f"c{number}", "kind": kind, "parameters": parameters}
        if draw(st.booleans()):
            row["min"] = draw(st.floats(0, 10))
        if draw(st.booleans()):
            row["max"] = draw(st.floats(10, 1e15))
        told.append(row)
    return told


@settings(max_examples=250, deadline=None)
@given(spoilt(st.fixed_dictionaries({"curves": curve_lists(), "budget": st.floats(60, 1e15) | st.floats(0, 1e3)})))
def test_optimize(body: dict[str, Any]) -> None:
    answer = call(stateless.optimize, body)
    if isinstance(answer, Problem):
        return
    assert list(answer["allocation"]) == [curve["channel"] for curve in body["curves"]]
    spent = sum(answer["allocation"].values())
    assert spent + answer["unspent"] == pytest.approx(body["budget"], rel=1e-9, abs=1e-9)
    for curve in body["curves"]:
        spend = answer["allocation"][curve["channel"]]
        assert curve.get("min", 0.0) <= spend
        assert curve.get("max") is None or spend <= curve["max"]
    assert answer["marginal"] is None or answer["marginal"] >= 0.0
    assert answer["gap"] == 0.0


def test_a_number_beyond_all_numbers_is_refused() -> None:
    assert isinstance(
        call(stateless.compute, {"paths": [{"path": ["a"], "conversions": 10**400}], "models": ["linear"]}), Problem
    )

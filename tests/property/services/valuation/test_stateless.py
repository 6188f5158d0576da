"""Whatever is sent to the stateless endpoints, the answer is finite JSON or a problem that a caller can act on."""

import json
import tracemalloc
from typing import Any, NoReturn

from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.problems import Problem
from services.valuation import stateless

numbers = st.one_of(st.integers(-3, 60), st.floats(), st.floats(0, 100))
positive = st.floats(1e-6, 1e6)
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
    assert refused.status in (400, 413, 422)
    assert all(error.pointer == "" or error.pointer.startswith("/") for error in refused.errors)
    return refused


def mostly(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(*[value] * 8, anything)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    frequency = draw(st.sampled_from([0, 0, 1, 2, 7, 300]))
    T = draw(st.floats(0.1, 1000))
    recency = T * draw(st.floats(0.01, 1)) if frequency else 0.0
    return {"frequency": frequency, "recency": min(recency, T), "T": T}


rows = st.one_of(*[histories()] * 6, st.fixed_dictionaries({"frequency": numbers, "recency": numbers, "T": numbers}), anything)


@settings(max_examples=150, deadline=None)
@given(body=mostly(st.fixed_dictionaries({"model": st.just("bg_nbd"), "rows": mostly(st.lists(rows, max_size=12))})))
def test_fit_of_purchases(body: object) -> None:
    answer = call(stateless.fit, body)
    if not isinstance(answer, Problem):
        assert all(isinstance(value, float) for value in answer["parameters"].values())
        assert isinstance(answer["log_likelihood"], float)
        assert (answer["boundary"] is None) == (answer["limit_model"] is None) or answer["boundary"] == "polarised_dropout"


spends = st.one_of(
    *[st.fixed_dictionaries({"frequency": st.integers(0, 20), "monetary_value": st.floats(0, 1e4)})] * 6,
    st.fixed_dictionaries({"frequency": numbers, "monetary_value": numbers}),
)


@settings(max_examples=150, deadline=None)
@given(body=mostly(st.fixed_dictionaries({"model": st.just("gamma_gamma"), "rows": mostly(st.lists(spends, max_size=12))})))
def test_fit_of_spend(body: object) -> None:
    answer = call(stateless.fit, body)
    if not isinstance(answer, Problem):
        assert answer["customers"] + answer["excluded"] == len(body["rows"])  # type: ignore[index]  # it was accepted


def diagonal(size: int) -> st.SearchStrategy[list[list[float]]]:
    variances = st.lists(st.floats(0, 10), min_size=size, max_size=size)
    return variances.map(lambda each: [[each[i] if i == j else 0.0 for j in range(size)] for i in range(size)])


@settings(max_examples=200, deadline=None)
@given(
    body=st.fixed_dictionaries(
        {
            "model": st.just("bg_nbd"),
            "parameters": mostly(st.fixed_dictionaries({"r": positive, "alpha": positive, "a": positive, "b": positive})),
            "rows": mostly(st.lists(rows, max_size=5)),
            "horizon": mostly(st.floats(0, 1e4)),
            "time_unit": mostly(st.sampled_from(["day", "week", "month"])),
        },
        optional={
            "covariance": mostly(diagonal(4)),
            "spend": mostly(st.fixed_dictionaries({"p": positive, "q": positive, "v": positive})),
            "spend_covariance": mostly(diagonal(3)),
            "annual_discount_rate": mostly(st.floats(-0.5, 2)),
            "level": mostly(st.floats(0.01, 0.999)),
            "counts_up_to": mostly(st.integers(0, 30)),
        },
    )
)
def test_predict(body: dict[str, Any]) -> None:
    answer = call(stateless.predict, body)
    if isinstance(answer, Problem):
        return
    assert len(answer["rows"]) == len(body["rows"])
    for row in answer["rows"]:
        assert 0 <= row["probability_alive"] <= 1
        assert row["expected_purchases"] >= 0
        assert ("intervals" in row) == (body.get("covariance") is not None)
        assert ("clv" in row) == (body.get("spend") is not None)
        assert ("code" in row) == ("clv" in row and row["clv"] is None)
        assert ("counts" in row) == (body.get("counts_up_to") is not None)


rates = st.floats(1e-4, 1e4)
shares = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1e-300, 1e-12, 1e-7, 1.0]))
MODELS = {
    **{name: {"r": rates, "alpha": rates, "a": rates, "b": rates} for name in ("bg_nbd", "mbg_nbd")},
    **{name: {"r": rates, "alpha": rates, "p": shares} for name in ("fixed_dropout", "mbg_nbd/fixed_dropout")},
    **{name: {"lambda": rates, "p": shares} for name in ("fixed_rate", "mbg_nbd/fixed_rate")},
    "nbd": {"r": rates, "alpha": rates},
    "pareto_nbd": {"r": rates, "alpha": rates, "s": rates, "beta": rates},
}


@settings(max_examples=200, deadline=None)
@given(
    body=st.sampled_from(sorted(MODELS)).flatmap(
        lambda name: st.fixed_dictionaries(
            {
                "model": st.just(name),
                "parameters": st.fixed_dictionaries(MODELS[name]),
                "rows": st.lists(histories(), min_size=1, max_size=4).map(
                    lambda known: [{"frequency": 0, "recency": 0, "T": 0}, *known]
                ),
                "horizon": st.floats(0, 5000),
                "time_unit": st.just("week"),
                "covariance": diagonal(len(MODELS[name])),
                "counts_up_to": st.integers(0, 300),
            }
        )
    )
)
def test_every_number_of_every_model_of_purchases_is_told(body: dict[str, Any]) -> None:
    answer = call(stateless.predict, body)
    assert not isinstance(answer, Problem)
    for row in answer["rows"]:
        ranges = [*row["intervals"].values(), *row["predictive"].values()]
        numbers_told = [row["expected_purchases"], row["probability_alive"], *(end for pair in ranges for end in pair)]
        assert all(isinstance(number, int | float) for number in numbers_told)
        probabilities = [*row["counts"]["probabilities"], row["counts"]["more"]]
        assert min(probabilities) >= 0
        assert abs(sum(probabilities) - 1) < 1e-6


def test_a_number_beyond_all_numbers_is_refused() -> None:
    assert isinstance(call(stateless.fit, {"model": "bg_nbd", "rows": [{"frequency": 10**400, "recency": 0, "T": 1}]}), Problem)


def powers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda exponent: 10.0**exponent)


wild = st.one_of(powers(-300, 300), *[powers(-20, 20)] * 6, *[powers(-4, 4)] * 2)
WILD = {
    **{name: ({"r", "alpha", "a", "b"},) for name in ("bg_nbd", "mbg_nbd")},
    "pareto_nbd": ({"r", "alpha", "s", "beta"},),
    "nbd": ({"r", "alpha"},),
    "fixed_dropout": ({"r", "alpha", "p"}, {"r", "alpha", "mu"}),
    "mbg_nbd/fixed_dropout": ({"r", "alpha", "p"},),
    "fixed_rate": ({"lambda"}, {"lambda", "a", "b"}, {"lambda", "p"}, {"lambda", "s", "beta"}, {"lambda", "mu"}),
    "mbg_nbd/fixed_rate": ({"lambda"}, {"lambda", "a", "b"}, {"lambda", "p"}),
    "bg_bb": ({"alpha", "beta", "gamma", "delta"},),
    "beta_binomial": ({"alpha", "beta"},),
    "bg_bb_fixed_dropout": ({"alpha", "beta", "theta"},),
    "bg_bb_fixed_rate": ({"p"}, {"p", "theta"}, {"p", "gamma", "delta"}),
    "sbg": ({"alpha", "beta"},),
    "sbg_fixed_dropout": ({"theta"},),
}
COUNTING = {name for name in WILD if name.startswith(("bg_bb", "beta_binomial", "sbg"))}


@st.composite
def wild_rows(draw: st.DrawFn, model: str) -> list[dict[str, float]]:
    if model.startswith("sbg"):
        return [{"age": draw(st.integers(0, 10_000))} for _ in range(draw(st.integers(1, 3)))]
    rows: list[dict[str, float]] = []
    for _ in range(draw(st.integers(1, 3))):
        x = draw(st.sampled_from([0, 1, 2, 30, 1000, 10**6]))
        if model in COUNTING:
            tried = draw(st.integers(0, 10_000))
            x = min(x, tried)
            rows.append({"frequency": x, "recency": draw(st.integers(x, tried)) if x else 0, "T": tried})
        else:
            T = draw(powers(-300, 20))
            rows.append({"frequency": x, "recency": T * draw(st.floats(1e-3, 1)) if x else 0.0, "T": T})
    return rows


@st.composite
def wild_bodies(draw: st.DrawFn) -> dict[str, Any]:
    model = draw(st.sampled_from(sorted(WILD)))
    # In the order of the model's own: a covariance follows it, and this one has nothing beside its diagonal.
    names = sorted(draw(st.sampled_from(WILD[model])))
    parameters = {name: draw(shares if name in {"p", "theta"} else wild) for name in names}
    variances = st.one_of(st.just(0.0), powers(-60, 70), powers(-4, 4))
    body: dict[str, Any] = {
        "model": model,
        "parameters": parameters,
        "rows": draw(wild_rows(model)),
        "horizon": draw(st.integers(0, 60)) if model in COUNTING else draw(st.one_of(st.just(0.0), powers(-300, 3.7))),
        "time_unit": "week",
        "level": draw(st.sampled_from([0.95, 1e-9, 1 - 1e-12])),
    }
    if draw(st.booleans()):
        each = [draw(variances) for _ in names]
        body["covariance"] = [[each[i] if i == j else 0.0 for j in range(len(each))] for i in range(len(each))]
    if not model.startswith("sbg") and draw(st.booleans()):
        body["spend"] = {name: draw(powers(-2, 4)) for name in "pqv"}
    if draw(st.booleans()):
        body["counts_up_to"] = draw(st.integers(0, 50))
    return body


@settings(max_examples=250, deadline=None)
@given(body=wild_bodies())
def test_whatever_numbers_a_prediction_is_asked_with_it_is_told_or_refused_within_bounds(body: dict[str, Any]) -> None:
    tracemalloc.start()
    try:
        answer = call(stateless.predict, body)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100e6  # of three customers: an array of what parameters call for would be far larger, or none at all
    if isinstance(answer, Problem):
        assert answer.code in {"invalid_parameters", "invalid_purchase_history"}
        return
    for row in answer["rows"]:
        assert 0 <= row["probability_alive"] <= 1
        assert row["expected_purchases"] >= 0
        ends = [end for told in ("intervals", "predictive") for pair in row.get(told, {}).values() for end in pair]
        assert all(end is not None for end in ends) or row.get("code") is not None
        if "counts" in row:
            assert abs(sum(row["counts"]["probabilities"]) + row["counts"]["more"] - 1) < 1e-6

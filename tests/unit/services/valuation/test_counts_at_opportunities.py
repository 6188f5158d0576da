"""How often somebody buys at opportunities: each number by itself, beside all of them opportunity by opportunity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseModel
from services.valuation.domain.outcomes import counts_beyond

positive = st.floats(-3.0, 3.0).map(lambda power: 10.0**power)
anywhere = st.floats(-20.0, 20.0).map(lambda power: 10.0**power)
shares = st.one_of(st.floats(0.0, 1.0), st.sampled_from([0.0, 1.0, 1e-12, 1.0 - 1e-12]))
beta = st.one_of(st.tuples(positive, positive), st.tuples(anywhere, anywhere))


@st.composite
def models(draw: st.DrawFn) -> PurchaseModel:
    """Every kind of model of opportunities, with any parameters that it may have."""
    buying = draw(st.one_of(beta, shares))
    leaving = draw(st.one_of(beta, shares, st.none()))
    parameters = {"p": buying} if isinstance(buying, float) else dict(zip(("alpha", "beta"), buying, strict=True))
    if isinstance(leaving, float):
        parameters["theta"] = leaving
    elif leaving is not None:
        parameters |= dict(zip(("gamma", "delta"), leaving, strict=True))
    if "p" in parameters:
        return PurchaseModel.of("bg_bb_fixed_rate", parameters)
    by_leaving = {float: "bg_bb_fixed_dropout", tuple: "bg_bb", type(None): "beta_binomial"}
    return PurchaseModel.of(by_leaving[type(leaving)], parameters)


def in_turn(model: PurchaseModel, x: int, T: int, ahead: int) -> FloatArray:
    """P(Y > n) for n = 0 … ahead − 1: who is there at each opportunity and has bought how often, from one to the next."""
    named = dict(zip(model.structure.parameters, model.values.tolist(), strict=True))
    made = np.zeros(ahead + 1)
    made[0], beyond, number, there = 1.0, np.zeros(ahead), np.arange(ahead + 1.0), 1.0
    for k in range(ahead):
        if k > 0 and "theta" in named:
            there *= 1.0 - named["theta"]
        elif k > 0 and "gamma" in named:
            there *= (named["delta"] + T + k) / (named["gamma"] + named["delta"] + T + k)
        if "p" in named:
            hit, miss = np.full(ahead + 1, named["p"]), np.full(ahead + 1, 1.0 - named["p"])
        else:
            tried = named["alpha"] + named["beta"] + T + k
            hit, miss = (named["alpha"] + x + number) / tried, (named["beta"] + T - x + np.maximum(k - number, 0.0)) / tried
        bought = made * hit
        beyond += there * bought[:-1]
        made = made * miss
        made[1:] += bought[:-1]
    return beyond


@given(model=models(), x=st.integers(0, 40), missed=st.integers(0, 40), ahead=st.integers(1, 60))
def test_each_number_by_itself_is_that_of_all_of_them_in_turn(model: PurchaseModel, x: int, missed: int, ahead: int) -> None:
    expected = in_turn(model, x, x + missed, ahead)
    n = np.arange(ahead + 2.0)
    found = counts_beyond(model, np.array([[float(x)]]), np.array([[float(x + missed)]]), float(ahead), n[None])
    assert_allclose(found[0, :ahead], expected, rtol=1e-12, atol=1e-290)
    assert (found[0, ahead:] == 0.0).all()


@pytest.mark.parametrize(
    "parameters",
    [
        {"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7834},
        {"alpha": 400.0, "beta": 600.0, "gamma": 1e-3, "delta": 5.0},
        {"alpha": 1e-3, "beta": 1e-3, "gamma": 1e-20, "delta": 1e20},
        {"alpha": 1e19, "beta": 1e20, "gamma": 1.0, "delta": 500.0},
    ],
)
def test_a_thousand_opportunities_lose_no_digits(parameters: dict[str, float]) -> None:
    model = PurchaseModel.of("bg_bb", parameters)
    expected = in_turn(model, 4, 6, 1_000)
    found = counts_beyond(model, np.array([[4.0]]), np.array([[6.0]]), 1_000.0, np.arange(1_000.0)[None])
    assert_allclose(found[0], expected, rtol=1e-11, atol=1e-60)


def test_numbers_of_many_customers_are_asked_in_any_order() -> None:
    model = PurchaseModel.of("bg_bb", {"alpha": 1.2, "beta": 0.75, "gamma": 0.65, "delta": 2.8})
    generator = np.random.default_rng(5)
    T = generator.integers(0, 12, 3_000)
    x = generator.integers(0, T + 1)
    n = generator.integers(0, 75, 3_000)
    tables = {pair: np.append(in_turn(model, *pair, 70), np.zeros(5)) for pair in set(zip(x.tolist(), T.tolist(), strict=True))}
    expected = [tables[i, j][k] for i, j, k in zip(x.tolist(), T.tolist(), n.tolist(), strict=True)]
    found = counts_beyond(model, x.astype(np.float64), T.astype(np.float64), 70.0, n.astype(np.float64))
    assert_allclose(found, expected, rtol=1e-12)

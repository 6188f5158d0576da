"""No other division of the budget brings more, whatever the curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, minimize

from inference.arrays import FloatArray
from services.attribution.domain import CurveKind, ResponseCurve, allocate

amplitude = st.floats(0.1, 1e3)
exponent = st.floats(0.05, 1.0)
rate = st.floats(1e-3, 1.0)
knee = st.floats(0.5, 500.0)
PARAMETERS = {
    CurveKind.MICHAELIS_MENTEN: st.fixed_dictionaries({"a": amplitude | st.just(0.0), "k": knee}),
    CurveKind.EXPONENTIAL: st.fixed_dictionaries({"K": amplitude, "b": rate}),
    CurveKind.POWER: st.fixed_dictionaries({"a": amplitude, "b": exponent}),
    CurveKind.HILL: st.fixed_dictionaries({"K": amplitude, "s": exponent, "ec": knee}),
    CurveKind.LOGISTIC: st.fixed_dictionaries({"K": amplitude, "l": rate}),
}


@st.composite
def curves(draw: st.DrawFn, kinds: tuple[CurveKind, ...] = tuple(CurveKind), bounded: bool = True) -> ResponseCurve:
    kind = draw(st.sampled_from(kinds))
    parameters = draw(PARAMETERS[kind])
    least = draw(st.just(0.0) | st.floats(0, 50)) if bounded else 0.0
    most = draw(st.none() | st.floats(least, least + 200)) if bounded else None
    return ResponseCurve(kind, parameters, least, most)


def response(told: list[ResponseCurve], spend: FloatArray) -> float:
    return sum(float(curve.response(x)) for curve, x in zip(told, spend, strict=True))


@given(st.lists(curves(), min_size=1, max_size=6), st.floats(0, 1_000), st.lists(st.floats(1e-6, 1), min_size=4, max_size=4))
def test_moving_money_from_any_channel_to_any_other_brings_no_more(
    told: list[ResponseCurve], extra: float, shares: list[float]
) -> None:
    budget = sum(curve.minimum for curve in told) + extra
    found = allocate(told, budget)
    spend = found.spend
    for curve, x in zip(told, spend, strict=True):
        assert curve.minimum <= x <= curve.most
    assert spend.sum() + found.unspent == pytest.approx(budget, rel=1e-11, abs=1e-11)
    assert found.response == pytest.approx(response(told, spend))
    best = found.response + 1e-10 * max(found.response, 1.0)
    for source, giver in enumerate(told):
        for target, taker in enumerate(told):
            for share in shares:
                moved = share * min(spend[source] - giver.minimum, taker.most - spend[target])
                other = spend.copy()
                other[source] -= moved
                other[target] += moved
                assert source == target or response(told, other) <= best
    if found.unspent > 1e-9:
        assert all(x == curve.most or not curve.amplitude for curve, x in zip(told, spend, strict=True))


@given(st.lists(curves(), min_size=1, max_size=6), st.floats(1, 1_000))
def test_the_marginal_is_what_the_next_unit_brings(told: list[ResponseCurve], extra: float) -> None:
    budget = sum(curve.minimum for curve in told) + extra
    found = allocate(told, budget)
    more = allocate(told, budget * (1 + 1e-6))
    assert found.marginal is not None
    gain = (more.response - found.response) / (1e-6 * budget)
    # The gain is λ to first order: its error is the rounding of two sums, and the curvature.
    assert gain <= found.marginal * (1 + 1e-6) + 1e-8 * max(found.response, 1.0)
    assert more.marginal is not None
    assert gain >= more.marginal * (1 - 1e-6) - 1e-8 * max(found.response, 1.0)


SMOOTH = (CurveKind.MICHAELIS_MENTEN, CurveKind.EXPONENTIAL, CurveKind.LOGISTIC)


@given(st.lists(curves(SMOOTH), min_size=2, max_size=4), st.floats(1, 300))
def test_a_general_solver_finds_no_better(told: list[ResponseCurve], extra: float) -> None:
    budget = sum(curve.minimum for curve in told) + extra
    found = allocate(told, budget)
    bounds = Bounds([curve.minimum for curve in told], [min(curve.most, budget) for curve in told])

    def lost(spend: FloatArray) -> float:
        return -response(told, spend)

    solved = minimize(
        lost,
        np.array([curve.minimum for curve in told]),
        bounds=bounds,
        constraints=LinearConstraint(np.ones((1, len(told))), -np.inf, budget),
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 300},
    )
    # It may end a little outside its constraint.
    slack = max(float(np.sum(solved.x)) - budget, 0.0) * (found.marginal or 0.0)
    assert found.response >= -solved.fun - slack - 1e-9 * max(found.response, 1.0)

"""The best budget: published and closed answers, bounds, corners, and what is refused."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.attribution.domain import CurveKind, ResponseCurve, allocate
from services.attribution.domain.allocation import allocate_draws
from services.attribution.domain.errors import (
    CurveNotConcaveError,
    InfeasibleBudgetError,
    InvalidBudgetError,
    InvalidCurveError,
)


def menten(a: float, k: float, minimum: float = 0.0, maximum: float | None = None) -> ResponseCurve:
    return ResponseCurve(CurveKind.MICHAELIS_MENTEN, {"a": a, "k": k}, minimum, maximum)


def power(a: float, b: float, minimum: float = 0.0, maximum: float | None = None) -> ResponseCurve:
    return ResponseCurve(CurveKind.POWER, {"a": a, "b": b}, minimum, maximum)


def exponential(K: float, b: float) -> ResponseCurve:
    return ResponseCurve(CurveKind.EXPONENTIAL, {"K": K, "b": b})


def test_three_michaelis_menten_curves() -> None:
    # x = √(a·k/λ) − k with √λ = Σ√(a·k)/(B + Σk); an equal split would bring 100.57692308.
    curves = [menten(100, 50), menten(60, 20), menten(30, 10)]
    found = allocate(curves, 100.0)
    assert_allclose(found.spend, [53.75555193, 30.82963204, 15.41481602], atol=5e-9)
    assert found.response == pytest.approx(106.39739318, abs=5e-9)
    assert found.marginal == pytest.approx(0.46445893, abs=5e-9)
    root = sum(math.sqrt(a * k) for a, k in ((100, 50), (60, 20), (30, 10))) / 180.0
    assert found.marginal == pytest.approx(root**2, rel=1e-13)
    assert (found.unspent, found.gap) == (0.0, 0.0)
    assert sum(float(curve.response(100 / 3)) for curve in curves) == pytest.approx(100.57692308, abs=5e-9)


def test_mantralas_two_exponential_curves() -> None:
    # Mantrala, Sinha & Zoltners (1992): x₁ = (b₂B + ln(k₁b₁/(k₂b₂)))/(b₁ + b₂).
    found = allocate([exponential(100, 0.05), exponential(80, 0.1)], 60.0)
    assert_allclose(found.spend, [36.86664247, 23.13335753], atol=5e-9)
    assert found.marginal == pytest.approx(0.79144554, abs=5e-9)


def test_power_curves_are_at_their_closed_form() -> None:
    found = allocate([power(3, 0.5), power(2, 0.7), power(1, 0.9)], 50.0)
    assert found.marginal is not None
    closed = [(a * b / found.marginal) ** (1 / (1 - b)) for a, b in ((3, 0.5), (2, 0.7), (1, 0.9))]
    assert_allclose(found.spend, closed, rtol=1e-11)
    assert found.spend.sum() == pytest.approx(50.0, rel=1e-14)


def test_hill_with_exponent_one_is_michaelis_menten() -> None:
    hill = ResponseCurve(CurveKind.HILL, {"K": 100, "s": 1.0, "ec": 50})
    spend = np.array([0.0, 1e-6, 3.0, 50.0, 1e6])
    assert_allclose(hill.response(spend), menten(100, 50).response(spend), rtol=1e-12)
    assert_allclose(hill.log_marginal(spend), menten(100, 50).log_marginal(spend), rtol=1e-12)
    found = allocate([hill, menten(100, 50)], 30.0)
    assert_allclose(found.spend, [15.0, 15.0])


@pytest.mark.parametrize(
    "curve",
    [
        menten(100, 50),
        exponential(80, 0.1),
        power(3, 0.5),
        ResponseCurve(CurveKind.HILL, {"K": 100, "s": 0.6, "ec": 50}),
        ResponseCurve(CurveKind.HILL, {"K": 100, "s": 0.999, "ec": 50}),
        ResponseCurve(CurveKind.LOGISTIC, {"K": 80, "l": 0.1}),
    ],
)
def test_the_marginal_is_the_slope_and_leads_back_to_the_spend(curve: ResponseCurve) -> None:
    spend = np.array([0.5, 5.0, 60.0])
    slope = (curve.response(spend * (1 + 1e-6)) - curve.response(spend * (1 - 1e-6))) / (2e-6 * spend)
    assert_allclose(np.exp(curve.log_marginal(spend)), slope, rtol=1e-6)
    assert_allclose(curve.spend_at(curve.log_marginal(spend)), spend, rtol=1e-8)
    # Far out the marginal has no number, and its logarithm still has.
    assert float(curve.spend_at(curve.log_marginal(1e4))) == pytest.approx(1e4, rel=1e-9)
    assert float(curve.spend_at(np.array(1e3))) == 0.0 or curve.kind in (CurveKind.POWER, CurveKind.HILL)


def test_bounds_clip_and_the_rest_goes_to_the_others() -> None:
    found = allocate([menten(100, 50, maximum=20), menten(60, 20, minimum=40), menten(30, 10)], 100.0)
    # Without the first, √λ = (√1200 + √300)/(80 + 30).
    assert_allclose(found.spend, [20.0, 160 / 3, 80 / 3])
    assert found.spend.sum() == pytest.approx(100.0, rel=1e-14)
    tight = allocate([menten(100, 50, maximum=20), menten(60, 20, minimum=70), menten(30, 10)], 100.0)
    assert_allclose(tight.spend, [20.0, 70.0, 10.0])


def test_what_no_channel_may_take_is_left() -> None:
    found = allocate([menten(100, 50, maximum=20), power(3, 0.5, maximum=5)], 100.0)
    assert (found.spend.tolist(), found.unspent, found.marginal) == ([20.0, 5.0], 75.0, 0.0)
    exact = allocate([menten(100, 50, maximum=20), power(3, 0.5, maximum=5)], 25.0)
    assert (exact.spend.tolist(), exact.unspent, exact.marginal) == ([20.0, 5.0], 0.0, 0.0)


def test_a_channel_that_brings_nothing_gets_its_minimum() -> None:
    found = allocate([menten(0, 50, minimum=3), menten(60, 20)], 10.0)
    assert_allclose(found.spend, [3.0, 7.0])
    alone = allocate([menten(0, 50, minimum=3)], 10.0)
    assert (alone.spend.tolist(), alone.unspent, alone.marginal) == ([3.0], 7.0, 0.0)


def test_the_minima_alone() -> None:
    found = allocate([menten(100, 50, minimum=4), menten(60, 20, minimum=6)], 10.0)
    assert found.spend.tolist() == [4.0, 6.0]
    assert found.marginal == pytest.approx(60 * 20 / 26**2)  # the second's next unit brings more


def test_minima_that_sum_to_the_budget_but_for_rounding_are_within_it() -> None:
    found = allocate([menten(100, 50, minimum=0.1), menten(60, 20, minimum=0.2), menten(30, 10, minimum=0.3)], 0.6)
    assert found.spend.tolist() == [0.1, 0.2, 0.3]
    assert sum([0.1, 0.2, 0.3]) != 0.6
    assert found.unspent == 0.0


def test_no_budget() -> None:
    found = allocate([menten(100, 50), menten(60, 20)], 0.0)
    assert (found.spend.tolist(), found.response, found.unspent) == ([0.0, 0.0], 0.0, 0.0)
    assert found.marginal == pytest.approx(3.0)
    assert allocate([power(3, 0.5)], 0.0).marginal is None  # its slope at 0 has no bound
    assert allocate([], 5.0).unspent == 5.0


def test_straight_lines_are_filled_in_the_order_of_their_slopes() -> None:
    found = allocate([power(2, 1.0), power(3, 1.0, maximum=5), power(1, 1.0)], 50.0)
    assert_allclose(found.spend, [45.0, 5.0, 0.0], atol=1e-9)
    assert found.marginal == pytest.approx(2.0)
    same = allocate([power(2, 1.0), power(2, 1.0)], 10.0)
    assert same.spend.sum() == pytest.approx(10.0)


def test_a_budget_far_past_saturation_is_divided_all_the_same() -> None:
    found = allocate([exponential(100, 1.0), exponential(100, 0.5)], 1e6)
    assert_allclose(found.spend, [1e6 / 3, 2e6 / 3], rtol=1e-5)
    assert found.spend.sum() == pytest.approx(1e6, rel=1e-14)
    assert found.marginal == 0.0  # below the smallest number


def test_every_draw_has_its_own_best_budget() -> None:
    a, k = np.array([100.0, 50.0, 0.0]), np.array([50.0, 5.0, 10.0])
    other = menten(60, 20, maximum=30.0)
    together = allocate_draws([ResponseCurve(CurveKind.MICHAELIS_MENTEN, {"a": a, "k": k}), other], 80.0, 3)
    for draw in range(3):
        alone = allocate([menten(a[draw], k[draw]), other], 80.0)
        assert_allclose(together[:, draw], alone.spend, rtol=1e-12)


@pytest.mark.parametrize("budget", [-1.0, math.nan, math.inf, 1e16])
def test_a_budget_is_a_number(budget: float) -> None:
    with pytest.raises(InvalidBudgetError):
        allocate([menten(100, 50)], budget)


def test_a_budget_reaches_for_the_minima() -> None:
    with pytest.raises(InfeasibleBudgetError):
        allocate([menten(100, 50, minimum=4), menten(60, 20, minimum=6)], 9.99)


@pytest.mark.parametrize(
    ("kind", "parameters", "bounds", "field"),
    [
        (CurveKind.POWER, {"a": 1.0}, (0.0, None), "parameters"),
        (CurveKind.POWER, {"a": 1.0, "b": 0.5, "c": 1.0}, (0.0, None), "parameters"),
        (CurveKind.POWER, {"a": -1.0, "b": 0.5}, (0.0, None), "parameters/a"),
        (CurveKind.POWER, {"a": 1.0, "b": 0.0}, (0.0, None), "parameters/b"),
        (CurveKind.EXPONENTIAL, {"K": math.nan, "b": 0.5}, (0.0, None), "parameters/K"),
        (CurveKind.LOGISTIC, {"K": 1.0, "l": 0.0}, (0.0, None), "parameters/l"),
        (CurveKind.HILL, {"K": 1.0, "s": 1.0, "ec": math.inf}, (0.0, None), "parameters/ec"),
        (CurveKind.MICHAELIS_MENTEN, {"a": 1.0, "k": 1.0}, (-1.0, None), "min"),
        (CurveKind.MICHAELIS_MENTEN, {"a": 1.0, "k": 1.0}, (3.0, 2.0), "max"),
        (CurveKind.MICHAELIS_MENTEN, {"a": 1.0, "k": 1.0}, (0.0, math.nan), "max"),
    ],
)
def test_a_curve_that_cannot_be_is_told(
    kind: CurveKind, parameters: dict[str, float], bounds: tuple[float, float | None], field: str
) -> None:
    with pytest.raises(InvalidCurveError) as caught:
        ResponseCurve(kind, parameters, *bounds)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("kind", "parameters", "field"),
    [
        (CurveKind.HILL, {"K": 1.0, "s": 1.01, "ec": 1.0}, "parameters/s"),
        (CurveKind.POWER, {"a": 1.0, "b": 1.01}, "parameters/b"),
    ],
)
def test_a_curve_that_is_not_concave_is_refused_for_now(kind: CurveKind, parameters: dict[str, float], field: str) -> None:
    with pytest.raises(CurveNotConcaveError) as caught:
        ResponseCurve(kind, parameters)
    assert (caught.value.code, caught.value.field) == ("curve_not_concave", field)


def test_spend_too_small_for_floats_does_not_hide_what_the_next_unit_brings() -> None:
    told = [
        ResponseCurve(CurveKind.EXPONENTIAL, {"K": 50.0, "b": 1.0}),
        ResponseCurve(CurveKind.POWER, {"a": 0.1, "b": 0.99609375}),
    ]
    assert allocate(told, 1.0).marginal == pytest.approx(50.0 * math.exp(-1.0))

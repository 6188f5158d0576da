"""P(alive) and expected purchases against forty-digit integrals, closed forms, and the inputs that others stumble over."""

from datetime import date, timedelta

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import hyp2f1

from inference.delta import Estimate
from services.valuation.domain import (
    PurchaseHistories,
    PurchaseModel,
    TimeUnit,
    expected_purchases_of_new_customer,
    predict_purchases,
)
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.customer_value import discount_rate_per_unit
from services.valuation.domain.errors import InvalidHorizonError, InvalidParametersError, UnknownModelError
from services.valuation.domain.expectation import expected_purchases, purchases_if_alive

CDNOW = (0.2425945, 4.4136019, 0.7929199, 2.4258881)
NAMES = ("r", "alpha", "a", "b")

# ∫₀ʰ e^(−δs) (r+x)/(alpha+T) ₂F₁(r+x+1, a; a+b+x; −s/(alpha+T)) ds by mpmath's adaptive quadrature with 40 digits.
INTEGRALS = [
    (CDNOW, 0, 0.0, 39, 0.0, 1.1950086498463484),
    (CDNOW, 0, 0.0, 156, 0.0025, 2.396791751883005),
    (CDNOW, 2, 38.86, 39, 0.0, 1.6871609919595487),
    (CDNOW, 2, 38.86, 156, 0.0025, 4.1630241240893096),
    (CDNOW, 221, 103.57, 39, 0.0, 70.51283552976672),
    (CDNOW, 221, 103.57, 156, 0.0025, 184.4486348612297),
    ((0.11, 2.24, 0.31, 0.50), 0, 0.0, 156, 0.0025, 2.0428853648900644),
    ((0.11, 2.24, 0.31, 0.50), 0, 38.86, 39, 0.0, 0.08978401423261813),
    ((0.11, 2.24, 0.31, 0.50), 221, 103.57, 156, 0.0025, 232.4882828386236),
    ((1.5, 10.0, 0.01, 3.0), 2, 38.86, 156, 0.0025, 9.181603954157007),
    ((2.0, 20.0, 50.0, 200.0), 0, 0.0, 156, 0.0025, 3.8467508378091013),
    ((2.0, 20.0, 50.0, 200.0), 221, 103.57, 39, 0.0, 9.581031632434527),
    ((0.05, 0.01, 0.9, 0.02), 0, 0.0, 156, 0.0025, 0.4270596260391316),
    ((0.05, 0.01, 0.9, 0.02), 2, 38.86, 156, 0.0025, 3.0344384913844857),
]


def bg_nbd(values: tuple[float, float, float, float]) -> PurchaseModel:
    return PurchaseModel.of("bg_nbd", dict(zip(NAMES, values, strict=True)))


@pytest.mark.parametrize(("values", "x", "T", "horizon", "discount", "integral"), INTEGRALS)
def test_expected_purchases_are_the_integral_of_the_expected_rate(
    values: tuple[float, float, float, float], x: int, T: float, horizon: float, discount: float, integral: float
) -> None:
    found = purchases_if_alive(bg_nbd(values), np.array([float(x)]), np.array([T]), horizon, discount)
    assert_allclose(found.value, integral, rtol=1e-10)


def test_where_the_published_closed_form_works_it_says_the_same() -> None:
    r, alpha, a, b = CDNOW
    x, T = np.meshgrid(np.arange(2.0, 12.0), np.linspace(5.0, 39.0, 8))
    x, T, t = x.ravel(), T.ravel(), 26.0
    z = t / (alpha + T + t)
    series = hyp2f1(r + x, b + x, a + b + x - 1.0, z)
    closed = (a + b + x - 1.0) / (a - 1.0) * (1.0 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series)
    assert_allclose(purchases_if_alive(bg_nbd(CDNOW), x, T, t).value, closed, rtol=1e-10)


def test_a_is_1_and_a_plus_b_below_1_are_no_special_cases() -> None:
    beside = [
        expected_purchases_of_new_customer(bg_nbd((0.25, 4.0, a, 2.0)), np.array([30.0]))[0] for a in (1 - 1e-7, 1 + 1e-7)
    ]
    at = expected_purchases_of_new_customer(bg_nbd((0.25, 4.0, 1.0, 2.0)), np.array([30.0]))[0]
    assert_allclose(at, np.mean(beside), rtol=1e-10)
    # A customer of T = 1 without a repeat purchase, and a + b < 1: elsewhere the logarithm of a negative number.
    trap = predict_purchases(
        "bg_nbd", {"r": 0.11, "alpha": 2.24, "a": 0.31, "b": 0.50}, PurchaseHistories.of([0], [0.0], [1.0]), 30.0
    )
    assert np.isfinite(trap.expected_purchases).all()
    assert_allclose(trap.expected_purchases, 0.5645886155327893, rtol=1e-10)  # mpmath


@pytest.mark.parametrize("values", [CDNOW, (0.5143, 2.8845, 0.2856, 14.1087)])
def test_heavy_buyers_are_finite(values: tuple[float, float, float, float]) -> None:
    heavy = PurchaseHistories.of(
        [221, 254, 161, 204, 1000, 1500],
        [103.42857, 97.14286, 94.71429, 98.57143, 700.0, 1000.0],
        [103.57143, 97.28571, 98.0, 99.42857, 730.0, 3000.0],
    )
    prediction = predict_purchases("bg_nbd", dict(zip(NAMES, values, strict=True)), heavy, 52.0)
    assert np.isfinite(prediction.expected_purchases).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    assert prediction.probability_alive[0] > 0.9
    assert prediction.probability_alive[-1] < 1e-100


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("bg_nbd", dict(zip(NAMES, CDNOW, strict=True))),
        ("nbd", {"r": 0.7, "alpha": 6.0}),
        ("fixed_dropout", {"r": 0.7, "alpha": 6.0, "p": 0.2}),
        ("fixed_rate", {"lambda": 0.3, "a": 0.8, "b": 2.0}),
        ("fixed_rate", {"lambda": 0.3, "p": 0.2}),
        ("fixed_rate", {"lambda": 0.3}),
    ],
)
@pytest.mark.parametrize("quantity", ["alive", "purchases", "discounted"])
def test_derivatives_are_those_of_the_estimates(name: str, parameters: dict[str, float], quantity: str) -> None:
    histories = PurchaseHistories.of([0, 1, 4, 40], [0.0, 3.0, 20.0, 30.0], [1.0, 20.0, 38.0, 31.0])

    def estimate(at: PurchaseModel) -> Estimate:
        if quantity == "alive":
            return probability_alive(at, histories)
        return expected_purchases(at, histories, 104.0, discount=0.003 if quantity == "discounted" else 0.0)

    model = PurchaseModel.of(name, parameters)
    here = estimate(model)
    for i, value in enumerate(model.values):
        shift = 1e-5 * value * np.eye(len(model.values))[i]
        ahead = estimate(PurchaseModel(model.structure, model.values + shift)).value
        behind = estimate(PurchaseModel(model.structure, model.values - shift)).value
        tolerance = 1e-8 * np.abs(here.value).max() / value
        assert_allclose(here.slopes[i], (ahead - behind) / (2.0 * shift[i]), rtol=2e-6, atol=tolerance)


def test_limit_models_are_limits_of_bg_nbd() -> None:
    histories = PurchaseHistories.of([0, 1, 4, 12], [0.0, 3.0, 20.0, 30.0], [1.0, 20.0, 38.0, 31.0])
    r, alpha, a, b = CDNOW
    far = 1e9
    for name, parameters, near in (
        ("nbd", {"r": r, "alpha": alpha}, (r, alpha, 1e-9, b)),
        ("fixed_dropout", {"r": r, "alpha": alpha, "p": 0.2}, (r, alpha, 0.2 * far, 0.8 * far)),
        ("fixed_rate", {"lambda": 0.1, "a": a, "b": b}, (0.1 * far, far, a, b)),
        ("fixed_rate", {"lambda": 0.1}, (0.1 * far, far, 1e-9, b)),
        ("fixed_rate", {"lambda": 0.1, "p": 0.2}, (0.1 * far, far, 0.2 * far, 0.8 * far)),
    ):
        limit = predict_purchases(name, parameters, histories, 39.0)
        model = predict_purchases("bg_nbd", dict(zip(NAMES, near, strict=True)), histories, 39.0)
        assert_allclose(limit.expected_purchases, model.expected_purchases, rtol=1e-5)
        assert_allclose(limit.probability_alive, model.probability_alive, rtol=1e-5, atol=1e-12)


def test_without_dropout_everybody_is_alive_and_goes_on_at_their_posterior_rate() -> None:
    histories = PurchaseHistories.of([0, 3], [0.0, 5.0], [10.0, 40.0])
    prediction = predict_purchases("nbd", {"r": 0.5, "alpha": 4.0}, histories, 8.0)
    assert_allclose(prediction.probability_alive, 1.0)
    assert_allclose(prediction.expected_purchases, [0.5 / 14.0 * 8.0, 3.5 / 44.0 * 8.0], rtol=1e-13)


def test_certain_dropout_leaves_nobody_who_returned() -> None:
    histories = PurchaseHistories.of([0, 1], [0.0, 5.0], [10.0, 10.0])
    prediction = predict_purchases("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 1.0}, histories, 8.0)
    assert prediction.probability_alive.tolist() == [1.0, 0.0]
    assert_allclose(prediction.expected_purchases, [1.0 - (14.0 / 22.0) ** 0.5, 0.0], rtol=1e-12)
    never = predict_purchases("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.0}, histories, 8.0)
    assert_allclose(never.probability_alive, 1.0)


def test_discounting_by_parts_is_discounting_every_week() -> None:
    model = bg_nbd(CDNOW)
    x, T, discount = np.array([3.0]), np.array([20.0]), 0.01
    edges = np.linspace(0.0, 104.0, 2_601)
    bought = np.diff([purchases_if_alive(model, x, T, edge).value[0] for edge in edges])
    summed = float(bought @ np.exp(-discount * 0.5 * (edges[1:] + edges[:-1])))
    assert_allclose(purchases_if_alive(model, x, T, 104.0, discount).value[0], summed, rtol=1e-7)


def test_the_annual_rate_knows_the_unit() -> None:
    ten_percent = [discount_rate_per_unit(0.1, unit) * 365.25 / unit.days for unit in TimeUnit]
    assert_allclose(ten_percent, np.log(1.1), rtol=1e-14)
    assert discount_rate_per_unit(0.0, TimeUnit.WEEK) == 0.0


def test_a_month_is_the_twelfth_part_of_a_year() -> None:
    assert_allclose(12 * TimeUnit.MONTH.days, 365.25)
    assert date(2024, 1, 1) + timedelta(days=TimeUnit.WEEK.days) == date(2024, 1, 8)


@pytest.mark.parametrize("horizon", [-1.0, float("nan"), float("inf")])
def test_a_horizon_that_is_none_is_refused(horizon: float) -> None:
    with pytest.raises(InvalidHorizonError):
        predict_purchases("nbd", {"r": 1.0, "alpha": 1.0}, PurchaseHistories.of([0], [0.0], [1.0]), horizon)


@pytest.mark.parametrize("horizon", [1.0, 1e10, 1e100, 1e308])
def test_nobody_buys_less_than_nothing(horizon: float) -> None:
    for alpha in (1e-20, 4.4136):
        parameters = {"r": 0.2426, "alpha": alpha, "a": 0.7929, "b": 2.4259}
        histories = PurchaseHistories.of([0, 2, 7], [0.0, 30.43, 38.86], [38.86, 38.86, 38.86])
        with np.errstate(all="ignore"):  # the numbers mean nothing any more, but they keep their sign
            expected = predict_purchases("bg_nbd", parameters, histories, horizon).expected_purchases
        assert not (expected < 0.0).any()


def test_within_no_time_nothing_is_bought() -> None:
    prediction = predict_purchases("nbd", {"r": 1.0, "alpha": 1.0}, PurchaseHistories.of([0], [0.0], [1.0]), 0.0)
    assert prediction.expected_purchases.tolist() == [0.0]


@pytest.mark.parametrize(
    ("model", "parameters", "error"),
    [
        ("no_such", {"r": 1.0}, UnknownModelError),
        ("bg_nbd", {"r": 1.0, "alpha": 1.0}, InvalidParametersError),
        ("bg_nbd", {"r": 1.0, "alpha": 1.0, "a": 1.0, "b": 1.0, "c": 1.0}, InvalidParametersError),
        ("bg_nbd", {"r": 0.0, "alpha": 1.0, "a": 1.0, "b": 1.0}, InvalidParametersError),
        ("bg_nbd", {"r": float("nan"), "alpha": 1.0, "a": 1.0, "b": 1.0}, InvalidParametersError),
        ("fixed_dropout", {"r": 1.0, "alpha": 1.0, "p": 1.5}, InvalidParametersError),
        ("fixed_rate", {"lambda": -1.0}, InvalidParametersError),
    ],
)
def test_what_is_no_model_is_refused(model: str, parameters: dict[str, float], error: type[Exception]) -> None:
    with pytest.raises(error):
        PurchaseModel.of(model, parameters)


@pytest.mark.parametrize(
    "covariance",
    [
        np.eye(2),
        np.full((3, 3), np.nan),
        np.diag([1.0, 1.0, -1.0]),
        np.array([[1.0, 0.5, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ],
)
def test_what_is_no_covariance_is_refused(covariance: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    histories = PurchaseHistories.of([0], [0.0], [1.0])
    with pytest.raises(InvalidParametersError):
        predict_purchases("fixed_dropout", {"r": 1.0, "alpha": 1.0, "p": 0.5}, histories, 1.0, covariance)

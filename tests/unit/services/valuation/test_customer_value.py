import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import (
    GammaGammaFit,
    PurchaseFit,
    PurchaseHistories,
    TimeUnit,
    ValuePrediction,
    predict_purchases,
    predict_value,
)
from services.valuation.domain.errors import InvalidHorizonError

from .conftest import Calibrated

CUSTOMERS = PurchaseHistories.of([0, 2, 7, 26], [0.0, 30.43, 29.43, 30.857], [38.86, 38.86, 38.86, 31.0])
SPENDS = np.array([0.0, 22.35, 73.74, 40.0])


def value_of(
    purchases: PurchaseFit, spend: GammaGammaFit, horizon: float = 52.0, rate: float = 0.15, level: float = 0.95
) -> ValuePrediction:
    return predict_value(
        "bg_nbd",
        purchases.parameters,
        spend.parameters,
        CUSTOMERS,
        SPENDS,
        horizon,
        TimeUnit.WEEK,
        rate,
        purchases.covariance,
        spend.covariance,
        level,
    )


def test_without_discounting_value_is_spend_times_purchases(purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    value = value_of(purchases_fit, spend_fit, rate=0.0)
    expected = predict_purchases("bg_nbd", purchases_fit.parameters, CUSTOMERS, 52.0).expected_purchases
    assert_allclose(value.expected_purchases, expected, rtol=1e-14)
    assert_allclose(value.clv, value.expected_spend * expected, rtol=1e-14)


def test_the_rate_of_discount_is_a_years(purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    # Over a year of 15 %, money loses between 0 and 13 %; taken as a weekly rate it would lose nearly all.
    plain, discounted = value_of(purchases_fit, spend_fit, rate=0.0), value_of(purchases_fit, spend_fit, rate=0.15)
    share = discounted.clv / plain.clv
    assert ((share > 1.0 / 1.15) & (share < 1.0)).all()
    assert_allclose(share, 0.935, atol=0.01)


def test_value_is_the_same_in_days_weeks_and_months(purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    weeks = value_of(purchases_fit, spend_fit)
    for unit in (TimeUnit.DAY, TimeUnit.MONTH):
        factor = 7.0 / unit.days
        histories = PurchaseHistories.of(CUSTOMERS.frequency, CUSTOMERS.recency * factor, CUSTOMERS.T * factor)
        parameters = dict(purchases_fit.parameters, alpha=purchases_fit.parameters["alpha"] * factor)
        other = predict_value("bg_nbd", parameters, spend_fit.parameters, histories, SPENDS, 52.0 * factor, unit, 0.15)
        assert_allclose(other.clv, weeks.clv, rtol=1e-10)


def test_value_is_the_discounted_sum_of_what_is_bought_each_day(purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    edges = np.linspace(0.0, 52.0, 365)
    bought = np.diff(
        [predict_purchases("bg_nbd", purchases_fit.parameters, CUSTOMERS, edge).expected_purchases for edge in edges], axis=0
    )
    years = 0.5 * (edges[1:] + edges[:-1]) * 7.0 / 365.25
    summed = (1.15**-years) @ bought
    value = value_of(purchases_fit, spend_fit)
    assert_allclose(value.clv, value.expected_spend * summed, rtol=1e-6)


def test_intervals_hold_the_estimate_and_widen_with_the_level(purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    narrow, wide = (value_of(purchases_fit, spend_fit, level=level) for level in (0.5, 0.99))
    assert set(wide.intervals) == {"expected_purchases", "probability_alive", "expected_spend", "clv"}
    for name, (low, high) in wide.intervals.items():
        estimate = getattr(wide, name)
        inner_low, inner_high = narrow.intervals[name]
        certain = high - low == 0.0
        assert ((low <= inner_low) & (inner_low <= estimate) & (estimate <= inner_high) & (inner_high <= high)).all()
        assert (certain == (estimate == 1.0)).all()


def test_intervals_are_those_of_parameters_drawn_from_their_distribution(
    purchases_fit: PurchaseFit, spend_fit: GammaGammaFit
) -> None:
    assert purchases_fit.covariance is not None
    assert spend_fit.covariance is not None
    rng = np.random.default_rng(1)
    logs = []
    for fit in (purchases_fit, spend_fit):
        values = np.array(list(fit.parameters.values()))
        assert fit.covariance is not None
        logs.append(rng.multivariate_normal(np.log(values), fit.covariance / np.outer(values, values), 600))
    drawn = np.array(
        [
            predict_value(
                "bg_nbd",
                dict(zip(("r", "alpha", "a", "b"), np.exp(purchase), strict=True)),
                dict(zip(("p", "q", "v"), np.exp(spend), strict=True)),
                CUSTOMERS,
                SPENDS,
                52.0,
                TimeUnit.WEEK,
                0.15,
            ).clv
            for purchase, spend in zip(*logs, strict=True)
        ]
    )
    low, high = value_of(purchases_fit, spend_fit).intervals["clv"]
    # To first order, so to within some tenths of the width.
    width = high - low
    assert (np.abs(np.quantile(drawn, 0.025, axis=0) - low) < 0.15 * width).all()
    assert (np.abs(np.quantile(drawn, 0.975, axis=0) - high) < 0.15 * width).all()


def test_without_a_covariance_there_are_no_intervals(purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    value = predict_value(
        "bg_nbd", purchases_fit.parameters, spend_fit.parameters, CUSTOMERS, SPENDS, 52.0, TimeUnit.WEEK, 0.15
    )
    assert value.intervals == {}
    assert value.predictive == {}
    assert value.codes == {}


def test_without_a_mean_spend_there_is_no_value_and_a_reason(purchases_fit: PurchaseFit) -> None:
    value = predict_value(
        "bg_nbd",
        purchases_fit.parameters,
        {"p": 2.0, "q": 0.8, "v": 10.0},
        CUSTOMERS,
        SPENDS,
        52.0,
        TimeUnit.WEEK,
        0.1,
        purchases_fit.covariance,
    )
    assert np.isnan(value.clv).tolist() == [True, False, False, False]
    assert value.codes == {0: "undefined_mean_spend"}
    assert np.isfinite(value.expected_purchases).all()
    for low, high in (value.intervals["clv"], value.predictive["clv"]):
        assert np.isnan([low[0], high[0]]).all()
        assert np.isfinite([low[1:], high[1:]]).all()


@pytest.mark.parametrize("rate", [-1.0, -2.0, float("nan"), float("inf")])
def test_a_rate_that_is_none_is_refused(rate: float, purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    with pytest.raises(InvalidHorizonError):
        value_of(purchases_fit, spend_fit, rate=rate)


def test_the_whole_sample_is_valued(sample: Calibrated, purchases_fit: PurchaseFit, spend_fit: GammaGammaFit) -> None:
    value = predict_value(
        "bg_nbd",
        purchases_fit.parameters,
        spend_fit.parameters,
        sample.histories,
        sample.monetary_value,
        52.0,
        TimeUnit.WEEK,
        0.1,
        purchases_fit.covariance,
        spend_fit.covariance,
    )
    assert value.codes == {}
    assert np.isfinite(value.clv).all()
    low, high = value.predictive["clv"]
    assert ((low >= 0.0) & (low <= high) & np.isfinite(high)).all()
    # Whoever is expected to buy next to nothing most likely buys nothing.
    assert (low[value.expected_purchases < 0.5] == 0.0).all()


def test_spend_by_frequency_is_that_of_customers_of_that_frequency() -> None:
    histories = PurchaseHistories.of([4], [30.0], [38.0])
    purchases = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    spend = {"p": 6.25, "q": 3.74, "v": 15.44}
    covariance = np.diag([1e-4, 1e-2, 1e-2, 1e-1])

    def told(parameters: dict[str, float], spend_covariance: FloatArray) -> ValuePrediction:
        return predict_value(
            "bg_nbd", purchases, parameters, histories, np.array([30.0]), 52.0, TimeUnit.WEEK, 0.1, covariance, spend_covariance
        )

    by_frequency = told({**spend, "elasticity": 0.4}, np.zeros((4, 4)))
    scaled = told({**spend, "v": 15.44 * 4**0.4}, np.zeros((3, 3)))
    for name in ("expected_spend", "clv"):
        assert_allclose(getattr(by_frequency, name), getattr(scaled, name), rtol=1e-12)
    assert_allclose(by_frequency.predictive["clv"], scaled.predictive["clv"], rtol=1e-12)
    # The elasticity's own error is in the intervals, too.
    open_ = told({**spend, "elasticity": 0.4}, np.diag([0.0, 0.0, 0.0, 0.04]))
    assert open_.intervals["clv"][0] < by_frequency.intervals["clv"][0]
    assert open_.predictive["clv"][1] > by_frequency.predictive["clv"][1]

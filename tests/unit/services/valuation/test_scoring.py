"""Scores of forecasts, by definition, by brute force, and as measured on CDNOW's 39 weeks."""

from collections.abc import Sequence
from itertools import pairwise, permutations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseFit, PurchaseHistories, PurchaseModel, predict_purchases
from services.valuation.domain.naive import OWN_RATE, SEGMENT_MEAN, SMOOTHED_RATE, cohorts, naive_forecasts
from services.valuation.domain.predictive import log_probability_of_outcome
from services.valuation.domain.scoring import Forecast, Outcomes, score_forecast

from .conftest import Calibrated


def outcomes_of(purchases: Sequence[int] | FloatArray, customers: Sequence[int] | None = None) -> Outcomes:
    made = np.asarray(purchases, dtype=np.int64)
    return Outcomes(made, np.ones_like(made) if customers is None else np.asarray(customers, dtype=np.int64))


def gini_by_brute_force(order: Sequence[float], purchases: Sequence[int]) -> float:
    """Mean over all orders that the forecast allows of 1 - 2 × the area under the shares of purchases."""
    found = []
    for some in permutations(range(len(order))):
        if all(order[a] <= order[b] for a, b in pairwise(some)):
            shares = np.concatenate([[0.0], np.cumsum([purchases[i] for i in some])]) / sum(purchases)
            found.append(1.0 - float(np.sum(shares[1:] + shares[:-1])) / len(order))
    return float(np.mean(found))


def test_a_score_by_its_definitions() -> None:
    forecast = Forecast(np.array([1.0, 2.0, 3.0]), np.log([0.5, 0.25, 0.125]))
    score = score_forecast(forecast, outcomes_of([0, 2, 5]))
    assert score.log_score == pytest.approx(-2.0 * np.log(2.0))
    assert_allclose(score.mean_absolute_error, 1.0)
    assert_allclose(score.root_mean_square_error, np.sqrt(5.0 / 3.0))
    assert_allclose(score.bias, 6.0 / 7.0 - 1.0)
    assert_allclose((score.predicted, score.actual), (6.0, 7.0))
    assert_allclose(score.gini, 1.0)


@pytest.mark.parametrize(
    ("expected", "purchases"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0], [0, 0, 3, 1, 9]),
        ([5.0, 4.0, 3.0, 2.0, 1.0], [0, 0, 3, 1, 9]),
        ([1.0, 1.0, 1.0, 2.0, 2.0], [4, 0, 1, 2, 7]),
        ([1.0, 1.0, 1.0, 1.0, 1.0], [4, 0, 1, 2, 7]),
    ],
)
def test_the_gini_index_is_the_mean_over_all_orders_that_the_forecast_allows(
    expected: list[float], purchases: list[int]
) -> None:
    by_force = gini_by_brute_force(expected, purchases) / gini_by_brute_force([float(n) for n in purchases], purchases)
    assert_allclose(score_forecast(Forecast(np.array(expected), None), outcomes_of(purchases)).gini, by_force, atol=1e-12)


def test_tenths_are_of_equally_many_customers_from_the_lowest_forecast_to_the_highest() -> None:
    expected = np.arange(20.0)[::-1]
    tenths = score_forecast(Forecast(expected, None), outcomes_of([1] * 10 + [0] * 10)).tenths
    assert_allclose([tenth.customers for tenth in tenths], 2.0)
    assert_allclose([tenth.predicted for tenth in tenths], np.arange(0.5, 20.0, 2.0))
    assert_allclose([tenth.actual for tenth in tenths], [0] * 5 + [1] * 5)


def test_customers_of_one_forecast_share_what_they_bought_among_tenths() -> None:
    score = score_forecast(Forecast(np.full(5, 2.0), None), outcomes_of([0, 1, 2, 3, 4]))
    assert_allclose([tenth.actual for tenth in score.tenths], 2.0)
    assert_allclose((score.calibration_error, score.gini), 0.0, atol=1e-12)


def test_how_far_tenths_are_off_is_told_in_units_of_the_mean() -> None:
    score = score_forecast(Forecast(np.arange(10.0), None), outcomes_of([3, 1, 2, 3, 4, 5, 6, 7, 8, 6]))
    assert_allclose(score.calibration_error, (3 + 3) / 45)


def test_where_nothing_was_bought_only_errors_have_a_meaning() -> None:
    score = score_forecast(Forecast(np.array([0.1, 0.2]), np.log([0.9, 0.8])), outcomes_of([0, 0]))
    assert np.isnan([score.bias, score.gini, score.calibration_error]).all()
    assert_allclose(score.mean_absolute_error, 0.15)


def test_naive_forecasts_by_their_definitions() -> None:
    histories = PurchaseHistories.of([2, 0, 0], [5.0, 0.0, 0.0], [10.0, 10.0, 0.0], [1, 2, 1])
    naive = naive_forecasts(histories, outcomes_of([1, 0, 3], [1, 2, 1]), 20.0)
    mean = 2.0 / 30.0
    assert_allclose(naive[OWN_RATE].expected, [4.0, 0.0, 0.0])
    assert naive[OWN_RATE].log_probability is None
    smoothed = 20.0 * np.array([2.5 / (10.0 + 0.5 / mean), 0.5 / (10.0 + 0.5 / mean), mean])
    assert_allclose(naive[SMOOTHED_RATE].expected, smoothed)
    told = naive[SMOOTHED_RATE].log_probability
    assert told is not None
    assert_allclose(told[2], 3.0 * np.log(smoothed[2]) - smoothed[2] - np.log(6.0))
    # Of four customers the one with T = 0 makes the first fifths, the others the second: their mean is all there is.
    assert_allclose(naive[SEGMENT_MEAN].expected, [2.5 / (30.0 + 0.5 / mean) * 20.0] * 2 + [20.0 * mean])


def test_where_nobody_came_back_naive_forecasts_are_of_nothing() -> None:
    histories = PurchaseHistories.of([0, 0], [0.0, 0.0], [10.0, 0.0])
    naive = naive_forecasts(histories, outcomes_of([0, 0]), 20.0)
    for forecast in naive.values():
        assert_allclose(forecast.expected, 0.0)
        if forecast.log_probability is not None:
            assert_allclose(forecast.log_probability, 0.0)


def test_customers_who_came_at_the_same_time_are_of_one_cohort() -> None:
    histories = PurchaseHistories.of([0] * 6, [0.0] * 6, [1.0, 2.0, 3.0, 4.0, 5.0, 5.0], [2, 2, 2, 2, 1, 1])
    assert cohorts(histories).tolist() == [0, 1, 2, 3, 4, 4]


def test_cdnow_is_scored_as_measured(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    outcomes = outcomes_of(sample.holdout)
    naive = {name: score_forecast(each, outcomes) for name, each in naive_forecasts(sample.histories, outcomes, 39.0).items()}
    model = PurchaseModel.of("bg_nbd", purchases_fit.parameters)
    forecast = Forecast(
        predict_purchases("bg_nbd", purchases_fit.parameters, sample.histories, 39.0).expected_purchases,
        log_probability_of_outcome(model, sample.histories, 39.0, outcomes.purchases),
    )
    score = score_forecast(forecast, outcomes)
    assert_allclose(score.predicted, 1653.41, atol=0.05)
    assert_allclose([score.mean_absolute_error, score.root_mean_square_error], [0.7855, 1.6080], atol=1e-4)
    assert_allclose(score.bias, 1653.41 / 1882.0 - 1.0, atol=5e-5)
    own = naive[OWN_RATE]
    assert_allclose(own.predicted, 2930.10, atol=0.05)
    assert_allclose([own.mean_absolute_error, own.root_mean_square_error], [1.0237, 2.2119], atol=1e-4)
    smoothed, segment = naive[SMOOTHED_RATE], naive[SEGMENT_MEAN]
    assert score.log_score is not None
    assert smoothed.log_score is not None
    assert segment.log_score is not None
    assert score.log_score > smoothed.log_score > segment.log_score
    assert_allclose(sum(tenth.customers * tenth.actual for tenth in score.tenths), 1882.0)
    assert_allclose(sum(tenth.customers * tenth.predicted for tenth in score.tenths), score.predicted)
    assert 0.0 < score.gini < 1.0


def test_a_forecast_of_many_is_scored_alike_grouped_or_not(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    weight = np.arange(1, len(sample.histories) + 1) % 3 + 1
    forecast = predict_purchases("bg_nbd", purchases_fit.parameters, sample.histories, 39.0).expected_purchases
    told = log_probability_of_outcome(
        PurchaseModel.of("bg_nbd", purchases_fit.parameters), sample.histories, 39.0, sample.holdout.astype(np.int64)
    )
    grouped = score_forecast(Forecast(forecast, told), Outcomes(sample.holdout.astype(np.int64), weight))
    apart = score_forecast(
        Forecast(np.repeat(forecast, weight), np.repeat(told, weight)), outcomes_of(np.repeat(sample.holdout, weight))
    )
    for name in ("log_score", "mean_absolute_error", "root_mean_square_error", "bias", "gini", "calibration_error"):
        assert_allclose(getattr(grouped, name), getattr(apart, name), rtol=1e-10)


MODELS = [
    ("bg_nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}),
    ("bg_nbd", {"r": 0.11, "alpha": 2.24, "a": 0.31, "b": 0.50}),
    ("nbd", {"r": 0.4, "alpha": 7.0}),
    ("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    ("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.0}),
    ("fixed_rate", {"lambda": 0.2, "a": 0.8, "b": 2.4}),
    ("fixed_rate", {"lambda": 0.2, "p": 0.1}),
    ("fixed_rate", {"lambda": 0.2}),
]
HISTORY = ([0, 1, 2, 7, 26], [0.0, 3.0, 30.43, 35.0, 30.857], [38.86, 38.86, 38.86, 38.86, 31.0])


@pytest.mark.parametrize(("name", "parameters"), MODELS)
def test_the_distribution_of_what_comes_has_the_models_own_mean(name: str, parameters: dict[str, float]) -> None:
    model = PurchaseModel.of(name, parameters)
    histories = PurchaseHistories.of(*HISTORY)
    counts = np.arange(1500)
    told = np.stack(
        [log_probability_of_outcome(model, histories, 20.0, np.full(len(histories), n, dtype=np.int64)) for n in counts]
    )
    assert_allclose(np.exp(told).sum(axis=0), 1.0, rtol=1e-9)
    expected = predict_purchases(name, parameters, histories, 20.0).expected_purchases
    assert_allclose(counts @ np.exp(told), expected, rtol=1e-8)


def test_rare_outcomes_of_heavy_buyers_have_a_probability_still() -> None:
    histories = PurchaseHistories.of([221, 1000, 0], [103.43, 99.0, 0.0], [103.57, 100.0, 0.0])
    for name, parameters in MODELS:
        model = PurchaseModel.of(name, parameters)
        for n in (0, 1, 400, 2000):
            told = log_probability_of_outcome(model, histories, 52.0, np.full(3, n, dtype=np.int64))
            assert np.isfinite(told).all()
            assert (told <= 1e-12).all()


def test_published_probabilities_of_a_new_customers_counts() -> None:
    # lifetimes' tests, from BTYD.pdf: P(X(39) = 0) and P(X(30) = 11..13).
    model = PurchaseModel.of("bg_nbd", MODELS[0][1])
    new = PurchaseHistories.of([0], [0.0], [0.0])
    for n, horizon, published in (
        (0, 39.0, 0.5737864),
        (11, 30.0, 0.0019995214),
        (13, 30.0, 0.0011633150),
        (10, 2.0, 1.07869e-07),
    ):
        told = log_probability_of_outcome(model, new, horizon, np.array([n]))
        assert_allclose(np.exp(told[0]), published, rtol=1e-5)

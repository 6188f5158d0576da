"""What papers and their software print of Pareto/NBD for CDNOW's sample (2,357 customers, calibrated to 1997-09-30, in weeks).

FHL: Fader, Hardie & Lee (2005), Marketing Science 24:275. CLVTools: its tests/testthat. BTYD: its vignette.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.valuation.domain import (
    PurchaseFit,
    PurchaseHistories,
    PurchaseModel,
    backtest_against_naive,
    expected_purchases_of_new_customer,
    fit_purchases,
    predict_purchases,
)
from services.valuation.domain.expectation import residual_purchases

from .conftest import Calibrated
from .test_cdnow import mean_by_frequency

# CLVTools' estimates; FHL, table 2, have .553, 10.578, .606, 11.669.
PUBLISHED = {"r": 0.55315, "alpha": 10.57633, "s": 0.60625, "beta": 11.67150}
MEASURED = {"r": 0.553275, "alpha": 10.577668, "s": 0.606258, "beta": 11.669327}


def test_pareto_nbd_is_estimated_as_published(pareto_fit: PurchaseFit) -> None:
    assert pareto_fit.boundary is None
    assert list(pareto_fit.parameters) == ["r", "alpha", "s", "beta"]
    assert_allclose(list(pareto_fit.parameters.values()), list(PUBLISHED.values()), rtol=1e-3)
    assert_allclose(list(pareto_fit.parameters.values()), list(MEASURED.values()), rtol=1e-4)
    assert_allclose(pareto_fit.log_likelihood, -9594.97618, atol=1e-4)


def test_pareto_nbd_stands_at_the_very_top(pareto_fit: PurchaseFit) -> None:
    assert pareto_fit.gradient_norm < 1e-12
    assert pareto_fit.iterations <= 10


def test_pareto_nbd_has_the_published_standard_errors(pareto_fit: PurchaseFit) -> None:
    assert pareto_fit.standard_errors is not None
    assert_allclose(list(pareto_fit.standard_errors.values()), [0.0476264, 0.8427222, 0.1872594, 6.2105448], rtol=1e-3)


def test_customer_1516(pareto_fit: PurchaseFit) -> None:
    customer = PurchaseHistories.of([26], [30.857142857], [31.0])
    prediction = predict_purchases("pareto_nbd", pareto_fit.parameters, customer, 52.0)
    assert_allclose(prediction.expected_purchases, 25.45647, rtol=1e-4)  # BTYD, p. 9
    assert_allclose(prediction.probability_alive, 0.997874, rtol=1e-5)


def test_who_bought_more_often_and_then_fell_silent_is_the_more_surely_gone(pareto_fit: PurchaseFit) -> None:
    histories = PurchaseHistories.of([10, 15, 20, 25], [20.0] * 4, [39.0] * 4)
    expected = predict_purchases("pareto_nbd", pareto_fit.parameters, histories, 52.0).expected_purchases
    assert_allclose(expected, [0.7062289, 0.1442396, 0.02250658, 0.00309267], rtol=1.5e-3)  # BTYD, p. 10


def test_expected_purchases_of_a_new_customer(pareto_fit: PurchaseFit) -> None:
    model = PurchaseModel.of("pareto_nbd", pareto_fit.parameters)
    assert_allclose(expected_purchases_of_new_customer(model, np.array([52.0])), 1.473434, rtol=1e-4)
    lifetimes = [0.05077821, 0.09916088, 0.14542507, 0.18979930, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211]
    assert_allclose(expected_purchases_of_new_customer(model, np.arange(1.0, 10.0)), lifetimes, atol=0.01)


def test_the_residual_of_a_customer_is_worth_what_it_was_measured_to_be() -> None:
    model = PurchaseModel.of("pareto_nbd", MEASURED)
    histories = PurchaseHistories.of([0, 2, 7, 26], [0.0, 30.43, 35.0, 30.857142857], [38.86, 38.86, 38.86, 31.0])
    found = residual_purchases(model, histories, np.log(1.15) / 52.0).value
    assert_allclose(found, [0.478225, 6.499836, 20.709266, 86.255904], rtol=2e-6)


def test_the_holdout_is_foretold_as_published(sample: Calibrated, pareto_fit: PurchaseFit) -> None:
    result = backtest_against_naive("pareto_nbd", pareto_fit.parameters, sample.histories, sample.holdout, 39.0)
    assert result.actual == 1882
    assert_allclose(result.model.predicted, 1665.50, atol=0.05)
    assert_allclose(result.model.mean_absolute_error, 0.7545, atol=1e-4)
    assert_allclose(result.model.root_mean_square_error, 1.6028, atol=1e-4)
    assert_allclose(result.model.correlation, 0.6302, atol=1e-4)
    assert result.beats_naive


def test_the_holdout_by_frequency(sample: Calibrated, pareto_fit: PurchaseFit) -> None:
    forecast = predict_purchases("pareto_nbd", pareto_fit.parameters, sample.histories, 39.0).expected_purchases
    btyd = [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403]
    assert_allclose(mean_by_frequency(sample, forecast), btyd, atol=1e-3)


def test_purchases_week_by_week_are_tracked_as_published(sample: Calibrated, pareto_fit: PurchaseFit) -> None:
    model = PurchaseModel.of("pareto_nbd", pareto_fit.parameters)
    weeks = np.arange(19.0, 26.0)
    came, customers = np.unique(sample.histories.T.max() - sample.histories.T, return_counts=True)
    since = np.maximum(weeks - came[:, None], 0.0)
    cumulative = customers @ np.stack([expected_purchases_of_new_customer(model, each) for each in since])
    # BTYD, p. 14: weeks 20 to 25.
    assert_allclose(np.diff(cumulative), [78.308, 76.419, 74.648, 72.983, 71.414, 69.933], rtol=1e-4)
    assert_allclose(cumulative[1:], [1308.856, 1385.275, 1459.923, 1532.906, 1604.32, 1674.253], rtol=1e-4)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95])
def test_predictive_intervals_hold_what_customers_then_did(sample: Calibrated, pareto_fit: PurchaseFit, level: float) -> None:
    prediction = predict_purchases("pareto_nbd", pareto_fit.parameters, sample.histories, 39.0, pareto_fit.covariance, level)
    low, high = prediction.predictive["expected_purchases"]
    assert np.mean((low <= sample.holdout) & (sample.holdout <= high)) >= level


def test_the_master_is_fitted_too(master: Calibrated) -> None:
    found = fit_purchases("pareto_nbd", master.histories)
    assert found.boundary is None
    assert found.customers == 23570
    assert found.gradient_norm < 1e-12
    # The sample is a tenth of it: its estimates lie within three of the sample's own standard errors.
    for name, error in zip(PUBLISHED, [0.0476, 0.8427, 0.1873, 6.2105], strict=True):
        assert abs(found.parameters[name] - PUBLISHED[name]) < 3.0 * error

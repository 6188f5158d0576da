"""What papers and their software print for CDNOW's sample (2,357 customers, calibrated to 1997-09-30, in weeks).

FHL: Fader, Hardie & Lee (2005), Marketing Science 24:275. CLVTools: its tests/testthat. BTYD: its vignette. Note 025:
Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import (
    GammaGammaFit,
    PurchaseFit,
    PurchaseHistories,
    PurchaseModel,
    backtest_against_naive,
    expected_purchases_of_new_customer,
    fit_beta_geo,
    predict_purchases,
    predict_value,
    probability_of_count,
)
from services.valuation.domain.histories import TimeUnit

from .conftest import Calibrated

# CLVTools' estimates.
PUBLISHED = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}
# FHL, table 2: the same to three digits, with which Hardie's spreadsheet works.
ROUNDED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


def test_the_sample_is_the_papers(sample: Calibrated) -> None:
    histories = sample.histories
    assert len(histories) == 2357
    assert histories.frequency.sum() == 2457
    assert np.count_nonzero(histories.frequency) == 946
    assert len(histories.grouped()) == 1016
    assert sample.holdout.sum() == 1882
    repeat_spend = sample.monetary_value[histories.frequency > 0]
    summary = [repeat_spend.mean(), repeat_spend.std(), repeat_spend.min(), np.median(repeat_spend), repeat_spend.max()]
    assert_allclose(np.rint(summary), [35, 30, 3, 27, 300])


def test_bg_nbd_is_estimated_as_published(purchases_fit: PurchaseFit) -> None:
    assert purchases_fit.boundary is None
    assert purchases_fit.limit_model is None
    assert purchases_fit.customers == 2357
    for name, value in PUBLISHED.items():
        assert_allclose(purchases_fit.parameters[name], value, rtol=1e-4)
    assert_allclose(purchases_fit.log_likelihood, -9582.4292, atol=1e-4)


def test_bg_nbd_stands_at_the_very_top(purchases_fit: PurchaseFit) -> None:
    assert purchases_fit.gradient_norm < 1e-12
    assert purchases_fit.iterations <= 10


def test_bg_nbd_has_the_measured_standard_errors(purchases_fit: PurchaseFit) -> None:
    assert purchases_fit.standard_errors is not None
    assert_allclose(list(purchases_fit.standard_errors.values()), [0.012557, 0.378221, 0.185719, 0.705345], rtol=2e-4)


def test_gamma_gamma_is_estimated_as_published(spend_fit: GammaGammaFit) -> None:
    assert spend_fit.customers == 946
    assert spend_fit.excluded == 2357 - 946
    assert spend_fit.boundary is None
    p, q, v = (spend_fit.parameters[name] for name in ("p", "q", "v"))
    assert_allclose([p, q, v], [6.25, 3.74, 15.44], atol=5e-3)
    assert_allclose(spend_fit.log_likelihood, -4055.9177, atol=1e-4)
    assert_allclose(p * v / (q - 1.0), 35.17, atol=5e-3)
    assert spend_fit.standard_errors is not None
    assert_allclose(list(spend_fit.standard_errors.values()), [1.190, 0.290, 4.159], atol=6e-4)
    assert spend_fit.gradient_norm < 1e-10


def test_frequency_and_spend_are_nearly_uncorrelated(sample: Calibrated, spend_fit: GammaGammaFit) -> None:
    repeat = sample.histories.frequency > 0
    expected = np.corrcoef(sample.histories.frequency[repeat], sample.monetary_value[repeat])[0, 1]
    assert_allclose(spend_fit.frequency_spend_correlation, expected, rtol=1e-12)
    assert abs(expected) < 0.3


def test_mean_spends_of_the_first_ten_customers(spend_fit: GammaGammaFit) -> None:
    frequency = [2, 1, 0, 0, 0, 7, 1, 0, 2, 0]
    recency = [30.43, 1.71, 0.0, 0.0, 0.0, 29.43, 5.0, 0.0, 35.71, 0.0]
    monetary_value = np.array([22.35, 11.77, 0.0, 0.0, 0.0, 73.74, 11.77, 0.0, 25.55, 0.0])
    customers = PurchaseHistories.of(frequency, recency, [38.86] * 10)
    value = predict_value("bg_nbd", PUBLISHED, spend_fit.parameters, customers, monetary_value, 39.0, TimeUnit.WEEK, 0.0)
    published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert_allclose(value.expected_spend, published, atol=0.01)


def test_expected_purchases_of_a_customer_of_hardies_spreadsheet(purchases_fit: PurchaseFit) -> None:
    customer = PurchaseHistories.of([2], [30.43], [38.86])
    assert_allclose(predict_purchases("bg_nbd", ROUNDED, customer, 39.0).expected_purchases, 1.226, atol=1e-3)
    at_maximum = predict_purchases("bg_nbd", purchases_fit.parameters, customer, 39.0)
    assert_allclose(at_maximum.expected_purchases, 1.22591, atol=1e-5)


def test_customer_1516(purchases_fit: PurchaseFit) -> None:
    customer = PurchaseHistories.of([26], [30.857142857], [31.0])
    prediction = predict_purchases("bg_nbd", purchases_fit.parameters, customer, 52.0)
    # BTYD prints 25.75659 and .9688523 at its own estimates, a little off the maximum.
    assert_allclose(prediction.expected_purchases, 25.75659, rtol=1e-4)
    assert_allclose(prediction.expected_purchases, 25.75734, atol=1e-4)
    assert_allclose(prediction.probability_alive, 0.9688523, rtol=1e-5)


def test_expected_purchases_of_a_new_customer(purchases_fit: PurchaseFit) -> None:
    model = PurchaseModel.of("bg_nbd", purchases_fit.parameters)
    at_maximum = expected_purchases_of_new_customer(model, np.array([1.0, 3.0, 6.0, 52.0, 78.0]))
    assert_allclose(at_maximum, [0.0531843, 0.1506308, 0.2803251, 1.4440124, 1.8579584], atol=2e-6)
    # Hardie's spreadsheet.
    printed = expected_purchases_of_new_customer(model, np.array([0.1429, 1.0, 3.0, 31.8571, 32.0, 78.0]))
    assert_allclose(printed, [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576], atol=5e-4)


def test_the_paradox_of_increasing_frequency() -> None:
    # BTYD: of two who fell silent, the one who had bought more often is the less alive, and expected to buy less.
    btyd = {"r": 0.2425982, "alpha": 4.4136842, "a": 0.7929899, "b": 2.4261667}
    customers = PurchaseHistories.of([10, 15, 20, 25], [20.0] * 4, [39.0] * 4)
    prediction = predict_purchases("bg_nbd", btyd, customers, 52.0)
    assert_allclose(prediction.expected_purchases, [0.3474606, 0.04283391, 0.004158973, 0.0003583685], rtol=1e-5)


def test_distribution_of_a_new_customers_purchases() -> None:
    model = PurchaseModel.of("bg_nbd", ROUNDED)
    assert_allclose(probability_of_count(model, 10, 2.0), 1.07869e-07, rtol=1e-5)
    assert_allclose(probability_of_count(model, 0, 39.0), 0.5737864, rtol=1e-6)
    btyd = [
        *(0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638),
        *(0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260),
    ]
    assert_allclose([probability_of_count(model, n, 30.0) for n in range(11, 21)], btyd, rtol=1e-6)


def test_the_holdout_is_foretold_as_measured(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    result = backtest_against_naive("bg_nbd", purchases_fit.parameters, sample.histories, sample.holdout, horizon=39.0)
    assert result.actual == 1882.0
    assert result.customers == 2357
    assert_allclose(result.model.predicted, 1653.41, atol=5e-3)
    assert_allclose(result.model.mean_absolute_error, 0.7855, atol=1e-4)
    assert_allclose(result.model.root_mean_square_error, 1.6080, atol=1e-4)
    assert_allclose(result.model.correlation, 0.6256, atol=1e-4)
    assert_allclose(result.model.bias, 1653.41 / 1882.0 - 1.0, atol=1e-5)
    assert_allclose(result.naive.predicted, 2930.10, atol=5e-3)
    assert_allclose(result.naive.mean_absolute_error, 1.0237, atol=1e-4)
    assert_allclose(result.naive.root_mean_square_error, 2.2119, atol=1e-4)
    assert_allclose(result.naive.correlation, 0.5839, atol=1e-4)
    assert result.beats_naive


def mean_by_frequency(sample: Calibrated, values: FloatArray) -> FloatArray:
    bins = np.minimum(sample.histories.frequency, 7)
    return np.asarray(np.bincount(bins, weights=values) / np.bincount(bins))


def test_the_holdout_by_frequency(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    forecast = predict_purchases("bg_nbd", purchases_fit.parameters, sample.histories, 39.0).expected_purchases
    btyd = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]
    assert_allclose(mean_by_frequency(sample, forecast), btyd, rtol=1e-4)
    actual = [0.2367, 0.6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594]
    assert_allclose(mean_by_frequency(sample, sample.holdout), actual, atol=5e-5)


@pytest.mark.parametrize(("level", "least"), [(0.5, 0.5), (0.8, 0.8), (0.95, 0.95)])
def test_predictive_intervals_hold_what_customers_then_did(
    sample: Calibrated, purchases_fit: PurchaseFit, level: float, least: float
) -> None:
    prediction = predict_purchases("bg_nbd", purchases_fit.parameters, sample.histories, 39.0, purchases_fit.covariance, level)
    low, high = prediction.predictive["expected_purchases"]
    assert np.mean((low <= sample.holdout) & (sample.holdout <= high)) >= least


def test_the_master_is_fitted_too(master: Calibrated) -> None:
    fit = fit_beta_geo(master.histories)
    assert fit.boundary is None
    assert fit.customers == 23570
    assert fit.gradient_norm < 1e-12
    assert fit.standard_errors is not None
    # The sample is a tenth of it: its estimates lie within three of the sample's own standard errors.
    for name, error in zip(PUBLISHED, [0.0126, 0.3782, 0.1857, 0.7054], strict=True):
        assert abs(fit.parameters[name] - PUBLISHED[name]) < 3.0 * error
    assert_allclose(list(fit.standard_errors.values()), [0.0042, 0.1313, 0.0539, 0.1986], atol=6e-5)

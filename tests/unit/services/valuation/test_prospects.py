"""What leads are worth, by definition and by simulation."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import beta

from services.valuation.domain import PurchaseModel
from services.valuation.domain.prospects import (
    InvalidProspectError,
    SpendSums,
    Uncertain,
    known_probability,
    learnt_probability,
    pool_spend,
    value_new_customer,
    value_prospect,
)
from services.valuation.domain.recalibration import BiasFactor

MODEL = PurchaseModel.of("bg_nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})


def test_a_new_customer_of_cdnow_is_worth_a_purchase_and_those_that_follow() -> None:
    # E[X(52)] of a new customer: 1.444 (BTYD's vignette).
    value = value_new_customer(MODEL, None, Uncertain(35.0, 0.0), 52.0, 0.0)
    assert_allclose(value.estimate, 35.0 * 2.444, rtol=2e-3)
    assert value.log_variance == 0.0
    discounted = value_new_customer(MODEL, None, Uncertain(35.0, 0.0), 52.0, np.log(1.15) / 52)
    assert 35.0 < discounted.estimate < value.estimate


def test_errors_of_parameters_spend_and_bias_add_up() -> None:
    covariance = np.diag([0.01, 0.0, 0.0, 0.0])
    by_parameters = value_new_customer(MODEL, covariance, Uncertain(35.0, 0.0), 52.0, 0.0)
    step = 1e-5
    moved = PurchaseModel.of("bg_nbd", {"r": 0.243 + step, "alpha": 4.414, "a": 0.793, "b": 2.426})
    slope = np.log(value_new_customer(moved, None, Uncertain(35.0, 0.0), 52.0, 0.0).estimate / by_parameters.estimate) / step
    assert_allclose(by_parameters.log_variance, slope**2 * 0.01, rtol=1e-3)
    with_spend = value_new_customer(MODEL, covariance, Uncertain(35.0, 0.04), 52.0, 0.0)
    assert_allclose(with_spend.log_variance, by_parameters.log_variance + 0.04)
    corrected = value_new_customer(MODEL, None, Uncertain(1.0, 0.0), 52.0, 0.0, BiasFactor(1.5, 1.2, 1.9, 0.02))
    assert_allclose(corrected.estimate, 1.0 + 1.5 * 1.444, rtol=2e-3)
    assert_allclose(corrected.log_variance, 0.02 * (corrected.estimate - 1.0) ** 2 / corrected.estimate**2)


def test_mean_spend_of_a_day_is_a_ratio_with_the_error_of_one() -> None:
    rng = np.random.default_rng(2)
    estimates, told = [], []
    for _ in range(400):
        days = 1.0 + rng.poisson(2.0, 200)
        revenue = days * rng.gamma(2.0, 20.0, 200)
        sums = SpendSums(*(float(each) for each in (days.sum(), revenue.sum(), days @ days, revenue @ revenue, days @ revenue)))
        found = sums.per_day()
        assert found is not None
        estimates.append(np.log(found.estimate))
        told.append(found.log_variance)
    assert_allclose(np.mean(told), np.var(estimates), rtol=0.15)
    assert_allclose(np.mean(np.exp(estimates)), 40.0, rtol=0.02)
    assert SpendSums(3.0, 0.0, 9.0, 0.0, 0.0).per_day() is None
    assert SpendSums(3.0, -5.0, 9.0, 25.0, -15.0).per_day() is None


def test_spend_of_who_has_told_nothing_is_that_of_all() -> None:
    whole = Uncertain(30.0, 1e-4)
    sure, single, none = pool_spend(whole, [Uncertain(60.0, 1e-4), Uncertain(500.0, 0.0), None])
    assert_allclose(sure.per_day.estimate, 60.0, rtol=1e-2)
    for each in (single, none):
        assert_allclose(each.per_day.estimate, 30.0, rtol=1e-6)
        assert each.own_share < 1e-6
    assert pool_spend(whole, []) == []


def test_a_learnt_probability_is_jeffreys_posterior() -> None:
    for leads, conversions in ((400, 31), (10, 0), (3, 3)):
        found = learnt_probability(leads, conversions)
        posterior = beta(conversions + 0.5, leads - conversions + 0.5)
        assert_allclose(found.estimate, posterior.mean())
        assert_allclose(found.log_variance, posterior.var() / posterior.mean() ** 2)


def test_a_prospect_is_worth_its_chance_times_the_value_less_the_cost() -> None:
    value = value_prospect(Uncertain(0.1, 0.02), Uncertain(80.0, 0.01), 3.0, 0.95)
    assert_allclose(value.estimate, 5.0)
    spread = np.exp(1.959964 * np.sqrt(0.03))
    assert_allclose([value.low, value.high], [8.0 / spread - 3.0, 8.0 * spread - 3.0], rtol=1e-6)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(probability: float) -> None:
    with pytest.raises(InvalidProspectError):
        known_probability(probability)


@pytest.mark.parametrize("cost", [-1.0, float("nan"), float("inf")])
def test_what_is_no_cost_is_refused(cost: float) -> None:
    with pytest.raises(InvalidProspectError):
        value_prospect(Uncertain(0.1, 0.0), Uncertain(80.0, 0.0), cost, 0.95)

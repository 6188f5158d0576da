"""The bootstrap beside the curvature, where both know; and where only it does."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import (
    ContractCohorts,
    PurchaseFit,
    PurchaseHistories,
    PurchaseModel,
    SpendRecords,
    fit_gamma_gamma,
    fit_purchases,
    fit_shifted_beta_geo,
)
from services.valuation.domain.bootstrap import bootstrap_fits
from services.valuation.domain.errors import TooManyReplicatesError
from services.valuation.domain.expectation import expected_purchases

from .conftest import Calibrated
from .markets import beta_dropouts, everybody, gamma_rates, leaving_market, market

CUSTOMER = PurchaseHistories.of([2], [30.43], [38.86])


@pytest.mark.parametrize(("model", "replicates"), [("bg_nbd", 300), ("pareto_nbd", 200)])
def test_of_a_market_that_is_as_the_model_says_errors_are_those_of_the_curvature(model: str, replicates: int) -> None:
    if model == "bg_nbd":
        grouped = market(1, 3_000, gamma_rates(0.8, 6.0), beta_dropouts(0.8, 2.5)).grouped()
    else:
        grouped = leaving_market(1, 3_000, gamma_rates(0.8, 6.0), gamma_rates(1.0, 25.0)).grouped()
    fit = fit_purchases(model, grouped)
    drawn = bootstrap_fits(partial(fit_purchases, model), grouped, replicates, np.random.default_rng(1))
    covariance = drawn.covariance(fit)
    assert covariance is not None
    assert fit.covariance is not None
    # Of the purchases' parameters, which the data know well; those of dropout are skewed.
    assert_allclose(np.sqrt(np.diagonal(covariance))[:2], np.sqrt(np.diagonal(fit.covariance))[:2], rtol=0.2)
    assert drawn.missed == 0
    assert drawn.models()[model] > 0.9 * replicates


def test_of_the_sample_errors_are_larger_than_the_curvature_knows(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    # CDNOW's customers are not quite as BG/NBD says, and only what is drawn from them themselves can tell.
    drawn = bootstrap_fits(partial(fit_purchases, "bg_nbd"), sample.histories.grouped(), 300, np.random.default_rng(1))
    covariance = drawn.covariance(purchases_fit)
    assert covariance is not None
    assert purchases_fit.standard_errors is not None
    assert_allclose(np.sqrt(covariance[1, 1]) / purchases_fit.standard_errors["alpha"], 1.25, atol=0.15)


def test_the_same_generator_draws_the_same_fits(sample: Calibrated) -> None:
    grouped = sample.histories.grouped()
    fits = [bootstrap_fits(partial(fit_purchases, "bg_nbd"), grouped, 3, np.random.default_rng(7)).fits for _ in range(2)]
    assert [fit.parameters for fit in fits[0]] == [fit.parameters for fit in fits[1]]
    assert fits[0][0].parameters != fits[0][1].parameters
    assert {fit.customers for fit in fits[0]} == {2357}


def expected(fit: PurchaseFit) -> FloatArray:
    return expected_purchases(PurchaseModel.of(fit.fitted_model, fit.parameters), CUSTOMER, 26.0).value


def test_an_interval_covers_at_its_level_whichever_models_the_samples_call_for() -> None:
    wanted = expected_purchases(PurchaseModel.of("nbd", {"r": 0.8, "alpha": 6.0}), CUSTOMER, 26.0).value[0]
    hits, models = 0, set()
    for seed in range(12):
        histories = market(seed, 400, gamma_rates(0.8, 6.0), everybody(0.0)).grouped()
        drawn = bootstrap_fits(partial(fit_purchases, "bg_nbd"), histories, 30, np.random.default_rng(seed))
        models |= set(drawn.models())
        low, high = drawn.interval(expected, 0.9)
        hits += int(low[0] <= wanted <= high[0])
    assert hits >= 7  # four standard errors below 10.8
    # Nobody leaves here, and no curvature would say how often a sample seems to have it otherwise.
    assert {"nbd", "bg_nbd"} <= models


def test_spend_and_contracts_are_drawn_alike(sample: Calibrated) -> None:
    records = SpendRecords.of(sample.histories.frequency, sample.monetary_value)
    spend = fit_gamma_gamma(records)
    covariance = bootstrap_fits(fit_gamma_gamma, records, 60, np.random.default_rng(2)).covariance(spend)
    assert covariance is not None
    assert spend.covariance is not None
    assert_allclose(np.sqrt(covariance[0, 0]), np.sqrt(spend.covariance[0, 0]), rtol=0.5)
    cohort = ContractCohorts.of([[1000, 869, 743, 653, 593, 551, 517, 491]])
    contracts = fit_shifted_beta_geo(cohort)
    drawn = bootstrap_fits(fit_shifted_beta_geo, cohort, 200, np.random.default_rng(3))
    of_contracts = drawn.covariance(contracts)
    assert of_contracts is not None
    assert_allclose(np.sqrt(np.diagonal(of_contracts)), list((contracts.standard_errors or {}).values()), rtol=0.35)
    assert {fit.customers for fit in drawn.fits} == {1000}


def test_samples_of_which_nothing_can_be_learnt_are_counted() -> None:
    histories = PurchaseHistories.of([0, 1], [0.0, 1.0], [0.0, 3.0], [400, 1])
    drawn = bootstrap_fits(partial(fit_purchases, "bg_nbd"), histories, 60, np.random.default_rng(4))
    assert drawn.missed > 5
    assert drawn.missed + len(drawn.fits) == 60


def test_a_covariance_needs_samples_that_call_for_the_same_model() -> None:
    histories = leaving_market(1, 300, gamma_rates(0.8, 6.0), everybody(0.0)).grouped()
    drawn = bootstrap_fits(partial(fit_purchases, "pareto_nbd"), histories, 20, np.random.default_rng(5))
    assert drawn.covariance(fit_purchases("bg_nbd", market(1, 300, gamma_rates(0.8, 6.0), everybody(0.3)))) is None


@pytest.mark.parametrize("replicates", [0, 1_001])
def test_too_many_replicates_are_refused(replicates: int) -> None:
    with pytest.raises(TooManyReplicatesError) as refused:
        bootstrap_fits(partial(fit_purchases, "bg_nbd"), CUSTOMER, replicates, np.random.default_rng(6))
    assert refused.value.code == "too_many_replicates"


def test_too_many_rows_are_refused() -> None:
    many = PurchaseHistories.of(np.zeros(20_001, dtype=np.int64), np.zeros(20_001), np.arange(20_001.0))
    with pytest.raises(TooManyReplicatesError):
        bootstrap_fits(partial(fit_purchases, "bg_nbd"), many, 100, np.random.default_rng(6))

"""Pareto/NBD: the likelihood against its definition, the fit against simulated markets, the edges against what they are."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import roots_genlaguerre

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseFit, PurchaseHistories, PurchaseModel, fit_purchases, predict_purchases
from services.valuation.domain.errors import NoExposureError, TooFewCustomersError
from services.valuation.domain.pareto_likelihood import ParetoStatistics, log_likelihood, polarised_log_likelihood

from .conftest import Calibrated
from .markets import everybody, gamma_rates, leaving_market, simulate_leaving
from .pareto_figures import FIGURES

Market = tuple[float, float, float, float]
Figure = tuple[Market, tuple[int, float, float], float, float, float, float]


def fit(histories: PurchaseHistories) -> PurchaseFit:
    return fit_purchases("pareto_nbd", histories)


def evaluate_at(values: tuple[float, ...], histories: PurchaseHistories) -> float:
    """Log-likelihood at these values of r, alpha, s and beta."""
    statistics = ParetoStatistics.of(histories)
    scale = statistics.whole.scale
    value = log_likelihood(np.log(np.array(values) / [1.0, scale, 1.0, scale]), statistics).value
    return value - statistics.whole.purchases * float(np.log(scale))


@pytest.mark.parametrize("figure", FIGURES)
def test_the_likelihood_is_that_of_the_closed_form_in_many_digits(figure: Figure) -> None:
    values, (x, last, watched), logarithm, *_ = figure
    one = PurchaseHistories.of([x], [last], [watched])
    assert_allclose(evaluate_at(values, one), logarithm, rtol=2e-13, atol=1e-13)


@pytest.mark.parametrize("history", [(0, 0.0, 5.0), (1, 0.7, 0.7), (1, 2.0, 5.0), (3, 1.5, 6.0), (7, 4.0, 4.5)])
@pytest.mark.parametrize("values", [(0.8, 4.0, 0.7, 2.4), (2.5, 6.0, 3.0, 9.0)])
def test_the_likelihood_is_the_double_integral_that_defines_it(history: tuple[int, float, float], values: Market) -> None:
    (x, last, watched), (r, alpha, s, beta) = history, values
    rates, rate_weights = roots_genlaguerre(60, r - 1.0)
    leaving, leaving_weights = roots_genlaguerre(60, s - 1.0)
    total = 0.0
    for (rate, w), (mu, v) in product(
        zip(rates / alpha, rate_weights / rate_weights.sum(), strict=True),
        zip(leaving / beta, leaving_weights / leaving_weights.sum(), strict=True),
    ):
        stayed = np.exp(-(rate + mu) * watched)
        left = mu / (rate + mu) * (np.exp(-(rate + mu) * last) - stayed)
        total += w * v * rate**x * (stayed + left)
    one = PurchaseHistories.of([x], [last], [watched])
    assert_allclose(evaluate_at(values, one), np.log(total), rtol=1e-5)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_derivatives_are_those_of_the_likelihood(seed: int) -> None:
    rng = np.random.default_rng(seed)
    statistics = ParetoStatistics.of(leaving_market(seed, 200, gamma_rates(0.8, 6.0), gamma_rates(0.7, 20.0)).grouped())
    at = rng.normal(0.0, 1.0, 4)
    here = log_likelihood(at, statistics)
    step = 1e-5
    for i in range(4):
        shift = step * np.eye(4)[i]
        ahead, behind = log_likelihood(at + shift, statistics), log_likelihood(at - shift, statistics)
        scale = np.abs(here.gradient).max() + 1.0
        assert_allclose((ahead.value - behind.value) / (2 * step), here.gradient[i], atol=1e-7 * scale)
        assert_allclose((ahead.gradient - behind.gradient) / (2 * step), here.hessian[i], atol=1e-7 * scale)


@pytest.mark.parametrize("seed", [1, 2])
def test_derivatives_where_customers_leave_at_once_or_never_are_those_of_the_likelihood(seed: int) -> None:
    rng = np.random.default_rng(seed)
    statistics = ParetoStatistics.of(leaving_market(seed, 200, gamma_rates(0.8, 6.0), gamma_rates(0.7, 20.0)).grouped())
    at = rng.normal(0.0, 1.0, 3)
    here = polarised_log_likelihood(at, statistics)
    for i in range(3):
        shift = 1e-5 * np.eye(3)[i]
        ahead, behind = polarised_log_likelihood(at + shift, statistics), polarised_log_likelihood(at - shift, statistics)
        scale = np.abs(here.gradient).max() + 1.0
        assert_allclose((ahead.value - behind.value) / 2e-5, here.gradient[i], atol=1e-7 * scale)
        assert_allclose((ahead.gradient - behind.gradient) / 2e-5, here.hessian[i], atol=1e-7 * scale)


def test_as_beta_vanishes_customers_leave_at_once_or_never() -> None:
    # All T alike: what is left of their differences at a beta of e^-600 is a thousandth of s.
    histories = PurchaseHistories.of(
        [0, 0, 2, 5, 1], [0.0, 0.0, 7.0, 9.5, 9.0], [0.0, 10.0, 10.0, 10.0, 10.0], [3, 40, 10, 5, 9]
    )
    statistics = ParetoStatistics.of(histories)
    limit = polarised_log_likelihood(np.array([0.2, -0.5, -1.0]), statistics).value
    c = np.exp(-1.0)
    near = log_likelihood(np.array([0.2, -0.5, np.log(c / 600.0), -600.0]), statistics).value
    assert_allclose(near, limit, atol=0.05)
    nearer = log_likelihood(np.array([0.2, -0.5, np.log(c / 690.0), -690.0]), statistics).value
    assert abs(nearer - limit) < abs(near - limit)


def test_customers_may_share_rows(sample: Calibrated, pareto_fit: PurchaseFit) -> None:
    grouped = sample.histories.grouped()
    found = fit(grouped)
    assert found.customers == pareto_fit.customers
    # On the ridge 3e-5 of a parameter are 1e-10 of a log-likelihood: rounding may show in the parameters.
    assert_allclose(list(found.parameters.values()), list(pareto_fit.parameters.values()), rtol=1e-9)
    assert_allclose(found.log_likelihood, pareto_fit.log_likelihood, rtol=1e-13)
    at = tuple(found.parameters.values())
    assert_allclose(evaluate_at(at, sample.histories), evaluate_at(at, grouped), rtol=1e-10)


def test_the_unit_of_time_changes_nothing_but_the_scales(sample: Calibrated, pareto_fit: PurchaseFit) -> None:
    histories = sample.histories
    days = fit(PurchaseHistories.of(histories.frequency, histories.recency * 7.0, histories.T * 7.0))
    told = pareto_fit.parameters
    scaled = told | {"alpha": 7.0 * told["alpha"], "beta": 7.0 * told["beta"]}
    assert_allclose(list(days.parameters.values()), list(scaled.values()), rtol=1e-8)
    assert_allclose(days.log_likelihood, pareto_fit.log_likelihood - histories.frequency.sum() * np.log(7.0), rtol=1e-12)


@pytest.mark.parametrize("truth", [(0.55, 10.6, 0.6, 11.7), (2.0, 20.0, 1.5, 60.0), (0.3, 2.0, 0.4, 6.0)])
def test_simulated_markets_are_recovered(truth: Market) -> None:
    r, alpha, s, beta = truth
    found = fit(leaving_market(11, 20_000, gamma_rates(r, alpha), gamma_rates(s, beta)))
    assert found.boundary is None
    assert found.gradient_norm < 1e-12
    assert found.standard_errors is not None
    for name, value in zip(("r", "alpha", "s", "beta"), truth, strict=True):
        assert abs(found.parameters[name] - value) < 4.0 * found.standard_errors[name]
    assert abs(found.parameters["r"] / r - 1.0) < 0.2


def test_standard_errors_are_those_of_repeated_markets() -> None:
    fits = [fit(leaving_market(seed, 4_000, gamma_rates(0.8, 6.0), gamma_rates(1.0, 25.0))) for seed in range(60)]
    within = [found for found in fits if found.standard_errors is not None and found.boundary is None]
    assert len(within) > 55
    estimates = np.log([list(found.parameters.values()) for found in within])
    stated = [[error / found.parameters[name] for name, error in (found.standard_errors or {}).items()] for found in within]
    assert_allclose(np.mean(stated, axis=0), estimates.std(axis=0, ddof=1), rtol=0.35)


@pytest.mark.parametrize("seed", range(5))
def test_where_nobody_leaves_no_dropout_is_found(seed: int) -> None:
    found = fit(leaving_market(seed, 3_000, gamma_rates(0.5, 5.0), everybody(0.0)))
    assert (found.boundary, found.limit_model) == ("no_dropout", "nbd")
    assert found.standard_errors is not None
    assert abs(found.parameters["r"] - 0.5) < 4.0 * found.standard_errors["r"]
    assert abs(found.parameters["alpha"] - 5.0) < 4.0 * found.standard_errors["alpha"]


def test_where_all_leave_alike_dropout_is_homogeneous() -> None:
    fits = [fit(leaving_market(seed, 3_000, gamma_rates(0.5, 5.0), everybody(0.05))) for seed in range(6)]
    found = [each for each in fits if each.boundary == "homogeneous_dropout"]
    # Half of such markets have a maximum within, if only just: chance gives their dropout some variety.
    assert len(found) >= 2
    for each in found:
        assert each.limit_model == "fixed_dropout"
        assert set(each.parameters) == {"r", "alpha", "mu"}
        assert each.standard_errors is not None
        assert abs(each.parameters["mu"] - 0.05) < 4.0 * each.standard_errors["mu"]


def test_where_all_buy_alike_the_rate_is_homogeneous() -> None:
    found = fit(leaving_market(3, 3_000, everybody(0.2), gamma_rates(1.0, 20.0)))
    assert (found.boundary, found.limit_model) == ("homogeneous_rate", "fixed_rate")
    assert set(found.parameters) == {"lambda", "s", "beta"}
    assert found.standard_errors is not None
    assert abs(found.parameters["lambda"] - 0.2) < 4.0 * found.standard_errors["lambda"]


def test_where_all_buy_and_leave_alike_both_are_homogeneous() -> None:
    found = fit(leaving_market(8, 3_000, everybody(0.3), everybody(0.04)))
    assert (found.boundary, found.limit_model) == ("homogeneous_rate", "fixed_rate")
    assert set(found.parameters) == {"lambda", "mu"}
    assert found.standard_errors is not None
    assert abs(found.parameters["mu"] - 0.04) < 4.0 * found.standard_errors["mu"]


def test_a_poisson_market_is_one_rate() -> None:
    histories = leaving_market(4, 3_000, everybody(0.1), everybody(0.0))
    found = fit(histories)
    assert (found.boundary, found.limit_model) == ("homogeneous_rate", "fixed_rate")
    assert set(found.parameters) == {"lambda"}
    assert_allclose(found.parameters["lambda"], histories.frequency.sum() / histories.T.sum(), rtol=1e-10)


def test_where_customers_leave_at_once_or_never_dropout_is_polarised() -> None:
    rng = np.random.default_rng(6)
    T = rng.integers(26, 79, 3_000).astype(np.float64)
    rates = rng.gamma(2.0, 0.1, 3_000) * (rng.random(3_000) > 0.3)
    found = fit(simulate_leaving(rng, T, rates, np.zeros(3_000)))
    assert (found.boundary, found.limit_model) == ("polarised_dropout", "pareto_nbd")
    assert found.standard_errors is None
    leave = 1.0 - (found.parameters["beta"] / (found.parameters["beta"] + 50.0)) ** found.parameters["s"]
    assert_allclose(leave, 0.3, atol=0.05)
    new = PurchaseHistories.of([0, 0, 9], [0.0, 0.0, 55.0], [0.0, 60.0, 60.0])
    prediction = predict_purchases("pareto_nbd", found.parameters, new, 26.0)
    assert_allclose(prediction.probability_alive[[0, 2]], [1.0, 1.0], atol=5e-3)
    assert prediction.probability_alive[1] < 0.1


def test_where_nobody_returns_the_rate_is_zero() -> None:
    found = fit(PurchaseHistories.of([0, 0], [0.0, 0.0], [5.0, 9.0], [40, 60]))
    assert (found.boundary, found.limit_model, found.parameters) == ("homogeneous_rate", "fixed_rate", {"lambda": 0.0})


@pytest.mark.parametrize("seed", range(40))
def test_the_smallest_of_data_has_an_answer_that_predict_accepts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(5, 15))
    T = rng.integers(1, 60, n).astype(np.float64)
    frequency = np.minimum(rng.geometric(rng.choice([0.1, 0.3, 0.5, 0.9]), n) - 1, T.astype(np.int64))
    recency = np.where(frequency > 0, np.ceil(rng.random(n) * T), 0.0)
    histories = PurchaseHistories.of(frequency, recency, T)
    found = fit(histories)
    assert found.gradient_norm < 1e-8
    prediction = predict_purchases(found.fitted_model, found.parameters, histories, 20.0, found.covariance)
    assert np.isfinite(prediction.expected_purchases).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    for low, high in (*prediction.intervals.values(), *prediction.predictive.values()):
        assert (low <= high).all()


def test_a_thousand_purchases_are_no_trouble() -> None:
    rng = np.random.default_rng(9)
    histories = simulate_leaving(rng, np.full(400, 2_000.0), rng.gamma(1.2, 0.5, 400), rng.gamma(0.8, 0.001, 400))
    assert histories.frequency.max() > 1_500
    found = fit(histories)
    assert found.gradient_norm < 1e-10
    assert abs(found.parameters["r"] - 1.2) < 0.4


def test_customers_of_the_last_day_are_welcome() -> None:
    histories = leaving_market(10, 500, gamma_rates(0.8, 6.0), gamma_rates(0.8, 25.0))
    without = fit(histories)
    new = PurchaseHistories.of(
        [*histories.frequency, 0], [*histories.recency, 0.0], [*histories.T, 0.0], [*histories.customers, 100]
    )
    found = fit(new)
    assert found.customers == 600
    assert_allclose(list(found.parameters.values()), list(without.parameters.values()), rtol=1e-8)


def test_an_edge_is_no_less_likely_than_anything_within_but_for_chance() -> None:
    histories = leaving_market(8, 800, gamma_rates(0.7, 6.0), everybody(0.0))
    found = fit(histories)
    assert found.boundary == "no_dropout"
    inside = [
        evaluate_at((r, alpha, s, beta), histories)
        for r, alpha, s, beta in product((0.5, 0.7, 1.0), (4.0, 6.0, 9.0), (1e-3, 0.1, 1.0), (5.0, 50.0, 500.0))
    ]
    assert max(inside) < found.log_likelihood + 2.4


def test_too_few_customers_are_refused() -> None:
    with pytest.raises(TooFewCustomersError):
        fit(PurchaseHistories.of([1, 0], [1.0, 0.0], [2.0, 2.0], [2, 2]))


def test_without_any_time_there_is_nothing_to_learn() -> None:
    with pytest.raises(NoExposureError):
        fit(PurchaseHistories.of([0], [0.0], [0.0], [100]))


def test_the_information_criteria_and_the_covariance_are_of_its_parameters(pareto_fit: PurchaseFit) -> None:
    assert pareto_fit.covariance is not None
    assert pareto_fit.standard_errors is not None
    model = PurchaseModel.of(pareto_fit.fitted_model, pareto_fit.parameters)
    assert tuple(pareto_fit.parameters) == model.structure.parameters
    spread: FloatArray = np.sqrt(np.diagonal(pareto_fit.covariance))
    assert_allclose(spread, list(pareto_fit.standard_errors.values()))
    assert_allclose(pareto_fit.aic, 8.0 + 2.0 * 9594.97618, atol=1e-4)

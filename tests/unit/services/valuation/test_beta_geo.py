"""BG/NBD: the likelihood against its definition, the fit against simulated markets, the edges against what they are."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import roots_genlaguerre, roots_jacobi

from services.valuation.domain import (
    PurchaseFit,
    PurchaseHistories,
    PurchaseModel,
    fit_beta_geo,
    fit_purchases,
    predict_purchases,
)
from services.valuation.domain.errors import NoExposureError, TooFewCustomersError, UnknownModelError
from services.valuation.domain.halves import (
    BG_NBD,
    FIXED_DROPOUT,
    FIXED_RATE,
    FIXED_RATE_BETA_DROPOUT,
    FIXED_RATE_FIXED_DROPOUT,
    FIXED_RATE_POLARISED_DROPOUT,
    NBD,
    POLARISED_DROPOUT,
    Halves,
)
from services.valuation.domain.likelihood import SufficientStatistics, log_likelihood

from .conftest import Calibrated
from .markets import beta_dropouts, everybody, gamma_rates, market, simulate

STRUCTURES = [
    *(BG_NBD, NBD, FIXED_DROPOUT, POLARISED_DROPOUT),
    *(FIXED_RATE, FIXED_RATE_BETA_DROPOUT, FIXED_RATE_FIXED_DROPOUT, FIXED_RATE_POLARISED_DROPOUT),
]


def integrated_log_likelihood(history: tuple[int, float, float], parameters: dict[str, float]) -> float:
    """ln of ∫∫ of one customer's likelihood given λ and p, over their distributions; by Gauss's rules, from the definition."""
    (x, last, watched), (r, alpha, a, b) = history, parameters.values()
    rates, rate_weights = roots_genlaguerre(80, r - 1.0)
    rates = rates / alpha
    rate_weights = rate_weights / rate_weights.sum()
    nodes, dropout_weights = roots_jacobi(40, b - 1.0, a - 1.0)
    dropouts = 0.5 * (1.0 + nodes)
    dropout_weights = dropout_weights / dropout_weights.sum()
    total = 0.0
    for (rate, w), (p, v) in product(zip(rates, rate_weights, strict=True), zip(dropouts, dropout_weights, strict=True)):
        stayed = (1.0 - p) ** x * rate**x * np.exp(-rate * watched)
        left = p * (1.0 - p) ** (x - 1) * rate**x * np.exp(-rate * last) if x > 0 else 0.0
        total += w * v * (stayed + left)
    return float(np.log(total))


def evaluate_at(parameters: dict[str, float], histories: PurchaseHistories) -> float:
    statistics = SufficientStatistics.of(histories)
    search = np.log([value / (statistics.scale if name == "alpha" else 1.0) for name, value in parameters.items()])
    value = log_likelihood(BG_NBD.rate, BG_NBD.dropout, search, statistics).value
    return value - statistics.purchases * float(np.log(statistics.scale))


@pytest.mark.parametrize("history", [(0, 0.0, 5.0), (1, 0.7, 0.7), (1, 2.0, 5.0), (3, 1.5, 6.0), (7, 4.0, 4.5)])
@pytest.mark.parametrize("shapes", [(0.8, 4.0, 0.7, 2.4), (2.5, 6.0, 3.0, 0.9)])
def test_the_likelihood_is_the_integral_that_defines_it(
    history: tuple[int, float, float], shapes: tuple[float, float, float, float]
) -> None:
    parameters = dict(zip(("r", "alpha", "a", "b"), shapes, strict=True))
    x, last, watched = history
    one = PurchaseHistories.of([x], [last], [watched])
    assert_allclose(evaluate_at(parameters, one), integrated_log_likelihood(history, parameters), rtol=1e-8)


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda structure: "-".join((structure.name, *structure.parameters)))
@pytest.mark.parametrize("seed", [1, 2])
def test_derivatives_are_those_of_the_likelihood(structure: Halves, seed: int) -> None:
    rng = np.random.default_rng(seed)
    histories = market(seed, 200, gamma_rates(0.8, 6.0), beta_dropouts(0.7, 2.0))
    statistics = SufficientStatistics.of(histories.grouped())
    at = rng.normal(0.0, 0.7, structure.dimensions)
    here = log_likelihood(structure.rate, structure.dropout, at, statistics)
    step = 1e-5
    for i in range(structure.dimensions):
        shift = step * np.eye(structure.dimensions)[i]
        ahead = log_likelihood(structure.rate, structure.dropout, at + shift, statistics)
        behind = log_likelihood(structure.rate, structure.dropout, at - shift, statistics)
        scale = np.abs(here.gradient).max() + 1.0
        assert_allclose((ahead.value - behind.value) / (2 * step), here.gradient[i], atol=1e-7 * scale)
        assert_allclose((ahead.gradient - behind.gradient) / (2 * step), here.hessian[i], atol=1e-7 * scale)


def test_customers_may_share_rows(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    grouped = sample.histories.grouped()
    assert len(grouped) < len(sample.histories)
    fit = fit_beta_geo(grouped)
    assert fit.customers == purchases_fit.customers
    assert_allclose(list(fit.parameters.values()), list(purchases_fit.parameters.values()), rtol=1e-10)
    assert_allclose(fit.log_likelihood, purchases_fit.log_likelihood, rtol=1e-12)
    assert_allclose(evaluate_at(fit.parameters, sample.histories), evaluate_at(fit.parameters, grouped), rtol=1e-12)


def test_the_unit_of_time_changes_nothing_but_alpha(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    histories = sample.histories
    days = fit_beta_geo(PurchaseHistories.of(histories.frequency, histories.recency * 7.0, histories.T * 7.0))
    scaled = dict(purchases_fit.parameters, alpha=7.0 * purchases_fit.parameters["alpha"])
    assert_allclose(list(days.parameters.values()), list(scaled.values()), rtol=1e-8)
    expected = purchases_fit.log_likelihood - histories.frequency.sum() * np.log(7.0)
    assert_allclose(days.log_likelihood, expected, rtol=1e-12)


@pytest.mark.parametrize("truth", [(0.5, 5.0, 0.8, 2.5), (2.0, 20.0, 0.4, 3.0), (0.25, 4.5, 1.5, 2.0)])
def test_simulated_markets_are_recovered(truth: tuple[float, float, float, float]) -> None:
    r, alpha, a, b = truth
    fit = fit_beta_geo(market(11, 20_000, gamma_rates(r, alpha), beta_dropouts(a, b)))
    assert fit.boundary is None
    assert fit.standard_errors is not None
    for name, value in zip(("r", "alpha", "a", "b"), truth, strict=True):
        assert abs(fit.parameters[name] - value) < 4.0 * fit.standard_errors[name]
        assert abs(fit.parameters[name] / value - 1.0) < 0.35


def test_standard_errors_are_those_of_repeated_markets() -> None:
    fits = [fit_beta_geo(market(seed, 4_000, gamma_rates(0.5, 5.0), beta_dropouts(0.8, 2.5))) for seed in range(60)]
    estimates = np.log([list(fit.parameters.values()) for fit in fits])
    stated = np.mean(
        [[fit.standard_errors[name] / value for name, value in fit.parameters.items()] for fit in fits if fit.standard_errors],
        axis=0,
    )
    assert_allclose(stated, estimates.std(axis=0, ddof=1), rtol=0.3)


@pytest.mark.parametrize("seed", range(5))
def test_where_nobody_leaves_no_dropout_is_found(seed: int) -> None:
    fit = fit_beta_geo(market(seed, 3_000, gamma_rates(0.5, 5.0), everybody(0.0)))
    assert (fit.boundary, fit.limit_model) == ("no_dropout", "nbd")
    assert fit.standard_errors is not None
    assert abs(fit.parameters["r"] - 0.5) < 4.0 * fit.standard_errors["r"]
    assert abs(fit.parameters["alpha"] - 5.0) < 4.0 * fit.standard_errors["alpha"]


def test_where_all_leave_alike_dropout_is_homogeneous() -> None:
    fits = [fit_beta_geo(market(seed, 3_000, gamma_rates(0.5, 5.0), everybody(0.2))) for seed in range(6)]
    found = [fit for fit in fits if fit.boundary == "homogeneous_dropout"]
    # Half of such markets have a maximum within, if only just: chance gives their dropout some variety.
    assert len(found) >= 2
    for fit in found:
        assert fit.limit_model == "fixed_dropout"
        assert fit.standard_errors is not None
        assert abs(fit.parameters["p"] - 0.2) < 4.0 * fit.standard_errors["p"]


def test_where_all_buy_alike_the_rate_is_homogeneous() -> None:
    fit = fit_beta_geo(market(3, 3_000, everybody(0.1), beta_dropouts(0.8, 2.5)))
    assert (fit.boundary, fit.limit_model) == ("homogeneous_rate", "fixed_rate")
    assert set(fit.parameters) == {"lambda", "a", "b"}
    assert fit.standard_errors is not None
    assert abs(fit.parameters["lambda"] - 0.1) < 4.0 * fit.standard_errors["lambda"]


def test_a_poisson_market_is_one_rate() -> None:
    histories = market(4, 3_000, everybody(0.1), everybody(0.0))
    fit = fit_beta_geo(histories)
    assert (fit.boundary, fit.limit_model) == ("homogeneous_rate", "fixed_rate")
    assert set(fit.parameters) == {"lambda"}
    assert_allclose(fit.parameters["lambda"], histories.frequency.sum() / histories.T.sum(), rtol=1e-10)
    expected = histories.frequency.sum() * np.log(fit.parameters["lambda"]) - fit.parameters["lambda"] * histories.T.sum()
    assert_allclose(fit.log_likelihood, expected, rtol=1e-10)


def test_where_customers_leave_at_once_or_never_dropout_is_polarised() -> None:
    fit = fit_beta_geo(market(6, 3_000, gamma_rates(0.5, 5.0), lambda rng, n: (rng.random(n) < 0.3).astype(np.float64)))
    assert (fit.boundary, fit.limit_model) == ("polarised_dropout", "bg_nbd")
    assert_allclose(fit.parameters["a"] / (fit.parameters["a"] + fit.parameters["b"]), 0.3, atol=0.06)
    assert fit.standard_errors is None


def test_where_all_leave_at_once_the_probability_is_one() -> None:
    fit = fit_beta_geo(market(7, 1_000, gamma_rates(0.5, 5.0), everybody(1.0)))
    assert fit.boundary == "homogeneous_dropout"
    assert_allclose(fit.parameters["p"], 1.0, atol=1e-9)


def test_where_nobody_returns_the_rate_is_zero() -> None:
    fit = fit_beta_geo(PurchaseHistories.of([0, 0], [0.0, 0.0], [5.0, 9.0], [40, 60]))
    assert (fit.boundary, fit.limit_model, fit.parameters) == ("homogeneous_rate", "fixed_rate", {"lambda": 0.0})
    assert fit.log_likelihood == 0.0
    later = predict_purchases("fixed_rate", fit.parameters, PurchaseHistories.of([0], [0.0], [5.0]), 10.0)
    assert later.expected_purchases.tolist() == [0.0]


def test_an_edge_is_no_less_likely_than_anything_within() -> None:
    histories = market(8, 800, gamma_rates(0.7, 6.0), everybody(0.0))
    fit = fit_beta_geo(histories)
    assert fit.boundary == "no_dropout"
    inside = [
        evaluate_at({"r": r, "alpha": alpha, "a": a, "b": b}, histories)
        for r, alpha, a, b in product((0.5, 0.7, 1.0), (4.0, 6.0, 9.0), (1e-3, 0.1, 1.0), (0.5, 5.0, 50.0))
    ]
    assert max(inside) < fit.log_likelihood + 1.4


@pytest.mark.parametrize("seed", range(40))
def test_the_smallest_of_data_has_an_answer_that_predict_accepts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(5, 15))
    T = rng.integers(1, 60, n).astype(np.float64)
    frequency = np.minimum(rng.geometric(rng.choice([0.1, 0.3, 0.5, 0.9]), n) - 1, T.astype(np.int64))
    recency = np.where(frequency > 0, np.ceil(rng.random(n) * T), 0.0)
    histories = PurchaseHistories.of(frequency, recency, T)
    fit = fit_beta_geo(histories)
    assert fit.gradient_norm < 1e-8
    prediction = predict_purchases(fit.fitted_model, fit.parameters, histories, 20.0, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    for low, high in (*prediction.intervals.values(), *prediction.predictive.values()):
        assert (low <= high).all()


def test_a_thousand_purchases_are_no_trouble() -> None:
    rng = np.random.default_rng(9)
    T = np.full(400, 2_000.0)
    histories = simulate(rng, T, rng.gamma(1.2, 0.5, 400), rng.beta(0.5, 300.0, 400))
    assert histories.frequency.max() > 1_500
    fit = fit_beta_geo(histories)
    assert fit.gradient_norm < 1e-10
    assert abs(fit.parameters["r"] - 1.2) < 0.4


def test_customers_of_the_last_day_are_welcome() -> None:
    histories = market(10, 500, gamma_rates(0.8, 6.0), beta_dropouts(0.8, 2.5))
    without = fit_beta_geo(histories)
    new = PurchaseHistories.of(
        [*histories.frequency, 0], [*histories.recency, 0.0], [*histories.T, 0.0], [*histories.customers, 100]
    )
    fit = fit_beta_geo(new)
    assert fit.customers == 600
    assert_allclose(list(fit.parameters.values()), list(without.parameters.values()), rtol=1e-8)


def test_too_few_customers_are_refused() -> None:
    with pytest.raises(TooFewCustomersError) as refused:
        fit_beta_geo(PurchaseHistories.of([1, 0], [1.0, 0.0], [2.0, 2.0], [2, 2]))
    assert refused.value.code == "too_few_customers"


def test_without_any_time_there_is_nothing_to_learn() -> None:
    with pytest.raises(NoExposureError) as refused:
        fit_beta_geo(PurchaseHistories.of([0], [0.0], [0.0], [100]))
    assert refused.value.code == "no_exposure"


def test_parameters_come_by_the_names_of_their_model() -> None:
    fit = fit_beta_geo(market(12, 500, gamma_rates(0.8, 6.0), beta_dropouts(0.8, 2.5)))
    assert fit.covariance is not None
    assert fit.standard_errors is not None
    model = PurchaseModel.of(fit.fitted_model, fit.parameters)
    assert tuple(fit.parameters) == model.structure.parameters
    assert_allclose(np.sqrt(np.diagonal(fit.covariance)), list(fit.standard_errors.values()))


def test_a_fit_tells_its_information_criteria(purchases_fit: PurchaseFit) -> None:
    assert_allclose(purchases_fit.aic, 2.0 * 4 + 2.0 * 9582.42921, atol=1e-4)
    assert_allclose(purchases_fit.bic, 4.0 * np.log(2357) + 2.0 * 9582.42921, atol=1e-4)


def test_an_unknown_model_is_not_fitted(sample: Calibrated) -> None:
    with pytest.raises(UnknownModelError) as refused:
        fit_purchases("bg_bbb", sample.histories)
    assert refused.value.field == "model"

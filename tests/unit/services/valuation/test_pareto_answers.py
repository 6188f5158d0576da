"""What Pareto/NBD says of customers: against its closed forms in many digits, its own derivatives, and simulated customers."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import gammaln

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain import (
    PurchaseHistories,
    PurchaseModel,
    TimeUnit,
    expected_purchases_of_new_customer,
    fit_purchases,
    predict_purchases,
    predict_value,
    probability_of_count,
)
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import InvalidParametersError
from services.valuation.domain.expectation import expected_purchases, residual_purchases
from services.valuation.domain.outcomes import counts_beyond
from services.valuation.domain.predictive import log_probability_of_outcome

from .markets import gamma_rates, leaving_market
from .pareto_figures import COUNTS, FIGURES

NAMES = ("r", "alpha", "s", "beta")
CDNOW = (0.553, 10.578, 0.606, 11.669)
# Of four parameters, and of every limit model that has a file of its own here.
MODELS: list[tuple[str, dict[str, float]]] = [
    ("pareto_nbd", dict(zip(NAMES, CDNOW, strict=True))),
    ("fixed_dropout", {"r": 0.553, "alpha": 10.578, "mu": 0.03}),
    ("fixed_rate", {"lambda": 0.05, "s": 0.606, "beta": 11.669}),
    ("fixed_rate", {"lambda": 0.05, "mu": 0.03}),
]
# CLVTools, issue 100.
HEAVY = [(221, 103.42857, 103.57143), (254, 97.14286, 97.28571), (161, 94.71429, 98.0), (204, 98.57143, 99.42857)]
HISTORIES = PurchaseHistories.of([0, 0, 1, 2, 7, 26], [0.0, 0.0, 3.0, 30.4, 35.0, 30.9], [0.0, 38.9, 38.9, 38.9, 38.9, 31.0])


def pareto(values: tuple[float, float, float, float]) -> PurchaseModel:
    return PurchaseModel.of("pareto_nbd", dict(zip(NAMES, values, strict=True)))


@pytest.mark.parametrize("figure", FIGURES)
def test_customers_have_the_closed_forms_values(
    figure: tuple[tuple[float, float, float, float], tuple[int, float, float], float, float, float, float],
) -> None:
    values, (x, last, watched), _, alive, expected, residual = figure
    model, one = pareto(values), PurchaseHistories.of([x], [last], [watched])
    assert_allclose(probability_alive(model, one).value, alive, rtol=1e-11)
    assert_allclose(expected_purchases(model, one, 52.0).value, expected, rtol=1e-11)
    assert_allclose(residual_purchases(model, one, np.log(1.15) / 52.0).value, residual, rtol=1e-11)


@pytest.mark.parametrize(("values", "n", "probability"), COUNTS)
def test_counts_of_new_customers_have_the_closed_forms_probabilities(
    values: tuple[float, float, float, float], n: int, probability: float
) -> None:
    assert_allclose(probability_of_count(pareto(values), n, 52.0), probability, rtol=2e-11)


@pytest.mark.parametrize(("model", "parameters"), MODELS)
def test_the_probabilities_of_all_counts_add_up_to_one(model: str, parameters: dict[str, float]) -> None:
    known = PurchaseModel.of(model, parameters)
    one = PurchaseHistories.of([3], [20.0], [39.0])
    counts = np.arange(600)
    many = PurchaseHistories.of(np.full(600, 3), np.full(600, 20.0), np.full(600, 39.0))
    probabilities = np.exp(log_probability_of_outcome(known, many, 52.0, counts))
    assert_allclose(probabilities.sum(), 1.0, rtol=1e-11)
    assert_allclose(probabilities @ counts, expected_purchases(known, one, 52.0).value[0], rtol=1e-10)


@pytest.mark.parametrize(("model", "parameters"), MODELS)
def test_tails_are_sums_of_probabilities_however_they_are_asked_for(model: str, parameters: dict[str, float]) -> None:
    known = PurchaseModel.of(model, parameters)
    T, n = np.array([5.0, 39.0, 70.0]), np.concatenate([np.arange(33.0), [50.0, 90.0]])
    at_once = counts_beyond(known, np.full((1, 1), 4.0), T[:, None], 52.0, n[None])
    one_by_one = [[float(counts_beyond(known, np.array([4.0]), np.array([t]), 52.0, np.array([k]))[0]) for k in n] for t in T]
    assert_allclose(at_once, one_by_one, rtol=1e-11)
    ones = np.ones(400)
    exactly = np.exp(known.structure.log_counts(known.values, 4.0 * ones, 39.0 * ones, 52.0, np.arange(400.0)))
    beyond = np.cumsum(exactly[::-1])[::-1]
    assert_allclose(at_once[1, :33], beyond[1:34], rtol=1e-10)


def poisson(mean: float, n: FloatArray) -> FloatArray:
    return np.asarray(np.exp(n * np.log(mean) - mean - gammaln(n + 1.0)))


def test_one_rate_and_one_rate_of_leaving_is_a_poisson_process_that_ends() -> None:
    rate, mu, horizon = 0.4, 0.05, 30.0
    known = PurchaseModel.of("fixed_rate", {"lambda": rate, "mu": mu})
    one = PurchaseHistories.of([3], [20.0], [39.0])
    odds = mu / (rate + mu) * np.expm1((rate + mu) * 19.0)
    assert_allclose(probability_alive(known, one).value, 1.0 / (1.0 + odds), rtol=1e-12)
    assert_allclose(
        expected_purchases(known, one, horizon).value, -rate / mu * np.expm1(-mu * horizon) / (1.0 + odds), rtol=1e-12
    )
    nodes, weights = np.polynomial.legendre.leggauss(80)
    times = 0.5 * horizon * (1.0 + nodes)
    for n in (0, 1, 5, 20):
        left = float(
            np.sum(0.5 * horizon * weights * mu * np.exp(-mu * times) * np.exp(n * np.log(rate * times) - rate * times))
        )
        whole = float(poisson(rate * horizon, np.array([float(n)]))[0]) * np.exp(-mu * horizon)
        whole += left / float(np.exp(gammaln(n + 1.0)))
        assert_allclose(probability_of_count(known, n, horizon), whole, rtol=1e-11)


@pytest.mark.parametrize(("model", "parameters"), MODELS)
@pytest.mark.parametrize("discount", [0.0, 0.0027, -0.001])
def test_derivatives_are_those_of_the_answers(model: str, parameters: dict[str, float], discount: float) -> None:
    known = PurchaseModel.of(model, parameters)

    def estimates(at: PurchaseModel) -> list[Estimate]:
        return [probability_alive(at, HISTORIES), expected_purchases(at, HISTORIES, 52.0, discount=discount)]

    for position in range(len(known.values)):
        shift = np.zeros(len(known.values))
        shift[position] = 1e-5 * known.values[position]
        here = estimates(known)
        ahead = estimates(PurchaseModel(known.structure, known.values + shift))
        behind = estimates(PurchaseModel(known.structure, known.values - shift))
        for estimate, above, below in zip(here, ahead, behind, strict=True):
            difference = (above.value - below.value) / (2.0 * shift[position])
            assert_allclose(difference, estimate.slopes[position], rtol=1e-6, atol=1e-8)


def test_limit_models_are_limits() -> None:
    far = 1e9
    pairs = [
        (("fixed_dropout", {"r": 0.5, "alpha": 9.0, "mu": 0.03}), (0.5, 9.0, 0.03 * far, far)),
        (("fixed_rate", {"lambda": 0.05, "s": 0.6, "beta": 12.0}), (0.05 * far, far, 0.6, 12.0)),
        (("fixed_rate", {"lambda": 0.05, "mu": 0.03}), (0.05 * far, far, 0.03 * far, far)),
        (("nbd", {"r": 0.5, "alpha": 9.0}), (0.5, 9.0, 1e-12, 1.0)),
    ]
    for (name, parameters), near in pairs:
        limit = predict_purchases(name, parameters, HISTORIES, 39.0)
        close = predict_purchases("pareto_nbd", dict(zip(NAMES, near, strict=True)), HISTORIES, 39.0)
        assert_allclose(limit.probability_alive, close.probability_alive, rtol=1e-6, atol=1e-9)
        assert_allclose(limit.expected_purchases, close.expected_purchases, rtol=1e-6, atol=1e-9)


def test_nobody_leaves_at_a_rate_of_zero_and_nobody_buys_at_one() -> None:
    staying = predict_purchases("fixed_dropout", {"r": 0.5, "alpha": 9.0, "mu": 0.0}, HISTORIES, 39.0)
    nbd = predict_purchases("nbd", {"r": 0.5, "alpha": 9.0}, HISTORIES, 39.0)
    assert_allclose(staying.expected_purchases, nbd.expected_purchases, rtol=1e-12)
    assert staying.probability_alive.tolist() == [1.0] * len(HISTORIES)
    new = PurchaseHistories.of([0], [0.0], [10.0])
    assert predict_purchases("fixed_rate", {"lambda": 0.0, "mu": 0.1}, new, 39.0).expected_purchases[0] < 1e-200
    with pytest.raises(InvalidParametersError):
        PurchaseModel.of("fixed_dropout", {"r": 0.5, "alpha": 9.0, "mu": -0.1})


@pytest.mark.parametrize(
    "values", [(0.5143, 2.8845, 0.2856, 14.1087), (0.11, 2.24, 0.31, 0.5), (1e-6, 1e-6, 1e-6, 1e-6), (1e6, 1e9, 1e6, 1e9)]
)
def test_heavy_buyers_have_a_finite_probability_of_being_alive(values: tuple[float, float, float, float]) -> None:
    histories = PurchaseHistories.of(*zip(*[*HEAVY, (1_000, 690.0, 700.0), (1, 1e-9, 1e4)], strict=True))
    prediction = predict_purchases(
        "pareto_nbd", dict(zip(NAMES, values, strict=True)), histories, 52.0, 1e-4 * np.diag(np.square(values))
    )
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    assert np.isfinite(prediction.expected_purchases).all()
    for low, high in (*prediction.intervals.values(), *prediction.predictive.values()):
        assert np.isfinite(low).all()
        assert (low <= high).all()


def test_a_shape_of_one_is_no_gap() -> None:
    at = [
        expected_purchases_of_new_customer(pareto((0.5, 9.0, s, 12.0)), np.array([40.0]))[0]
        for s in (1.0 - 1e-9, 1.0, 1.0 + 1e-9)
    ]
    assert_allclose(at, at[1], rtol=1e-8)


def test_where_the_horizon_is_nothing_nothing_is_bought() -> None:
    model = pareto(CDNOW)
    assert expected_purchases(model, HISTORIES, 0.0).value.tolist() == [0.0] * len(HISTORIES)
    assert probability_of_count(model, 0, 0.0) == 1.0
    assert probability_of_count(model, 2, 0.0) == 0.0


def test_the_value_of_a_customer_is_discounted_by_the_year() -> None:
    parameters = dict(zip(NAMES, CDNOW, strict=True))
    spend = {"p": 6.25, "q": 3.74, "v": 15.44}
    one = PurchaseHistories.of([2], [30.43], [38.86])
    value = predict_value("pareto_nbd", parameters, spend, one, np.array([22.35]), 5200.0, TimeUnit.WEEK, 0.15)
    # Fader, Hardie & Lee's closed form knows no end; beyond a hundred years of 15 % there is nothing left.
    residual = residual_purchases(pareto(CDNOW), one, np.log(1.15) / (365.25 / 7.0)).value
    assert_allclose(value.clv, value.expected_spend * residual, rtol=1e-5)


@pytest.mark.parametrize("level", [0.5, 0.9])
def test_intervals_of_the_outcome_hold_what_simulated_customers_do(level: float) -> None:
    truth = dict(zip(NAMES, (0.8, 6.0, 0.9, 20.0), strict=True))
    rng = np.random.default_rng(12)
    whole = rng.integers(30, 60, 6_000).astype(np.float64)
    rates, leaving = rng.gamma(0.8, 1.0 / 6.0, 6_000), rng.gamma(0.9, 1.0 / 20.0, 6_000)
    gone = rng.exponential(1.0, 6_000) / leaving
    seen, then = np.minimum(gone, whole), np.clip(gone - whole, 0.0, 26.0)
    x = rng.poisson(rates * seen)
    last = np.where(x > 0, seen * rng.random(6_000) ** (1.0 / np.maximum(x, 1)), 0.0)
    histories = PurchaseHistories.of(x, last, whole)
    bought = rng.poisson(rates * then)
    fitted = fit_purchases("pareto_nbd", histories)
    prediction = predict_purchases("pareto_nbd", fitted.parameters, histories, 26.0, fitted.covariance, level)
    low, high = prediction.predictive["expected_purchases"]
    assert np.mean((low <= bought) & (bought <= high)) >= level
    expected = predict_purchases("pareto_nbd", truth, histories, 26.0).expected_purchases
    assert abs(bought.sum() - expected.sum()) < 4.0 * np.sqrt(np.sum((bought - expected) ** 2))


def test_intervals_of_parameters_cover_at_their_level() -> None:
    truth = (0.8, 6.0, 1.0, 25.0)
    customer = PurchaseHistories.of([4], [30.0], [50.0])
    value = predict_purchases("pareto_nbd", dict(zip(NAMES, truth, strict=True)), customer, 26.0)
    hits = {"expected_purchases": 0, "probability_alive": 0}
    markets = 80
    for seed in range(markets):
        fitted = fit_purchases("pareto_nbd", leaving_market(1_000 + seed, 3_000, gamma_rates(0.8, 6.0), gamma_rates(1.0, 25.0)))
        found = predict_purchases(fitted.fitted_model, fitted.parameters, customer, 26.0, fitted.covariance, 0.9)
        for name, (low, high) in found.intervals.items():
            hits[name] += int(low[0] <= getattr(value, name)[0] <= high[0])
    for hit in hits.values():
        # Four standard errors of a share of 80 on either side of .9.
        assert hit / markets >= 0.9 - 4 * 0.0335

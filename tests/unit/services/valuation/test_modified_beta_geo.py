"""MBG/NBD and NBD: the definition by brute force, published figures, simulated markets, and the edges for what they are."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import gammaln, roots_genlaguerre, roots_jacobi
from scipy.stats import nbinom

from inference.arrays import FloatArray
from services.valuation.domain import (
    PurchaseFit,
    PurchaseHistories,
    PurchaseModel,
    expected_purchases_of_new_customer,
    fit_purchases,
    predict_purchases,
    probability_of_count,
)
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import NoExposureError, TooFewCustomersError
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.halves import (
    MBG_FIXED_DROPOUT,
    MBG_FIXED_RATE_BETA_DROPOUT,
    MBG_FIXED_RATE_FIXED_DROPOUT,
    MBG_FIXED_RATE_POLARISED_DROPOUT,
    MBG_NBD,
    MBG_POLARISED_DROPOUT,
    Halves,
)
from services.valuation.domain.likelihood import SufficientStatistics, log_likelihood

from .conftest import Calibrated
from .markets import beta_dropouts, everybody, gamma_rates, market

PARAMETERS = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
NAMES = ("r", "alpha", "a", "b")
HISTORIES = [(0, 0.0, 5.0), (1, 0.7, 0.7), (1, 2.0, 5.0), (3, 1.5, 6.0), (7, 4.0, 4.5)]
SHAPES = [(0.8, 4.0, 0.7, 2.4), (2.5, 6.0, 3.0, 0.9)]


def averaged(history: tuple[int, float, float], shapes: tuple[float, float, float, float]) -> tuple[float, float, float]:
    """One customer's likelihood, P(alive) and expected purchases in ten weeks, by Gauss's rules from the story of the model."""
    (x, last, watched), (r, alpha, a, b) = history, shapes
    rates, rate_weights = roots_genlaguerre(120, r - 1.0)
    nodes, dropout_weights = roots_jacobi(60, b - 1.0, a - 1.0)
    rate = (rates / alpha)[:, None]
    p = (0.5 * (1.0 + nodes))[None]
    weight = np.outer(rate_weights / rate_weights.sum(), dropout_weights / dropout_weights.sum())
    stayed = (1.0 - p) ** (x + 1) * rate**x * np.exp(-rate * watched)
    left = p * (1.0 - p) ** x * rate**x * np.exp(-rate * last)
    total = float((weight * (stayed + left)).sum())
    later = float((weight * stayed * -np.expm1(-rate * p * 10.0) / p).sum())
    return total, float((weight * stayed).sum()) / total, later / total


def evaluate(structure: Halves, search: FloatArray, histories: PurchaseHistories) -> float:
    statistics = SufficientStatistics.of(histories, structure.at_first)
    value = log_likelihood(structure.rate, structure.dropout, search, statistics).value
    return value - statistics.purchases * float(np.log(statistics.scale))


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("shapes", SHAPES)
def test_everything_is_the_integral_that_defines_it(
    history: tuple[int, float, float], shapes: tuple[float, float, float, float]
) -> None:
    x, last, watched = history
    one = PurchaseHistories.of([x], [last], [watched])
    likelihood, alive, later = averaged(history, shapes)
    search = np.log(np.array(shapes) / np.array([1.0, watched, 1.0, 1.0]))
    assert_allclose(evaluate(MBG_NBD, search, one), np.log(likelihood), rtol=1e-9)
    model = PurchaseModel.of("mbg_nbd", dict(zip(NAMES, shapes, strict=True)))
    assert_allclose(probability_alive(model, one).value, alive, rtol=1e-9)
    assert_allclose(expected_purchases(model, one, 10.0).value, later, rtol=1e-7)


@pytest.mark.parametrize(
    "structure",
    [
        *(MBG_NBD, MBG_FIXED_DROPOUT, MBG_POLARISED_DROPOUT),
        *(MBG_FIXED_RATE_BETA_DROPOUT, MBG_FIXED_RATE_FIXED_DROPOUT, MBG_FIXED_RATE_POLARISED_DROPOUT),
    ],
    ids=lambda structure: "-".join((structure.name, *structure.parameters)),
)
def test_derivatives_are_those_of_the_likelihood(structure: Halves) -> None:
    histories = market(1, 200, gamma_rates(0.8, 6.0), beta_dropouts(0.7, 2.0), at_first=True)
    statistics = SufficientStatistics.of(histories.grouped(), at_first=True)
    at = np.random.default_rng(1).normal(0.0, 0.7, structure.dimensions)
    here = log_likelihood(structure.rate, structure.dropout, at, statistics)
    step = 1e-5
    for i in range(structure.dimensions):
        shift = step * np.eye(structure.dimensions)[i]
        ahead = log_likelihood(structure.rate, structure.dropout, at + shift, statistics)
        behind = log_likelihood(structure.rate, structure.dropout, at - shift, statistics)
        scale = np.abs(here.gradient).max() + 1.0
        assert_allclose((ahead.value - behind.value) / (2 * step), here.gradient[i], atol=1e-7 * scale)
        assert_allclose((ahead.gradient - behind.gradient) / (2 * step), here.hessian[i], atol=1e-7 * scale)


def test_cdnow_is_estimated_as_by_other_software(sample: Calibrated) -> None:
    # lifetimes' own test has the estimates of BTYDplus to three digits; its maximum has this likelihood and these errors.
    fit = fit_purchases("mbg_nbd", sample.histories)
    assert (fit.boundary, fit.limit_model, fit.customers) == (None, None, 2357)
    assert_allclose(list(fit.parameters.values()), list(PARAMETERS.values()), atol=6e-4)
    assert_allclose(fit.log_likelihood, -9582.13572, atol=1e-4)
    assert fit.standard_errors is not None
    assert_allclose(list(fit.standard_errors.values()), [0.0833, 0.6956, 0.1548, 0.5375], atol=6e-5)
    assert fit.gradient_norm < 1e-12
    # Hardly likelier than BG/NBD, as it says itself.
    assert abs(fit.aic - fit_purchases("bg_nbd", sample.histories).aic) < 1.0


def test_who_has_never_bought_again_may_have_left() -> None:
    model = PurchaseModel.of("mbg_nbd", PARAMETERS)
    waiting = PurchaseHistories.of([0, 0, 0, 0], [0.0] * 4, [0.0, 5.0, 50.0, 1e6])
    alive = probability_alive(model, waiting).value
    assert_allclose(alive[0], PARAMETERS["b"] / (PARAMETERS["a"] + PARAMETERS["b"]), rtol=1e-12)
    assert (np.diff(alive) < 0.0).all()
    assert alive[-1] < 0.005
    bg = PurchaseModel.of("bg_nbd", PARAMETERS)
    assert probability_alive(bg, waiting).value.tolist() == [1.0] * 4


def test_a_new_customer_buys_as_simulated_ones_do() -> None:
    rng = np.random.default_rng(3)
    n = 200_000
    T = np.full(n, 39.0)
    rates, dropouts = rng.gamma(0.525, 1 / 6.183, n), rng.beta(0.891, 1.614, n)
    count, clock = np.zeros(n), np.zeros(n)
    there = rng.random(n) >= dropouts
    while there.any():
        clock = clock + rng.exponential(1.0 / rates)
        there &= clock <= T
        count[there] += 1
        there &= rng.random(n) >= dropouts
    model = PurchaseModel.of("mbg_nbd", PARAMETERS)
    assert_allclose(expected_purchases_of_new_customer(model, np.array([39.0])), count.mean(), rtol=2e-2)
    for k in (0, 1, 4):
        assert_allclose(probability_of_count(model, k, 39.0), np.mean(count == k), rtol=4e-2)
    assert_allclose(sum(probability_of_count(model, k, 39.0) for k in range(400)), 1.0, rtol=1e-10)


def test_customers_may_share_rows(sample: Calibrated) -> None:
    for model in ("mbg_nbd", "nbd"):
        one, other = fit_purchases(model, sample.histories.grouped()), fit_purchases(model, sample.histories)
        assert_allclose(list(one.parameters.values()), list(other.parameters.values()), rtol=1e-10)
        assert_allclose(one.log_likelihood, other.log_likelihood, rtol=1e-12)


@pytest.mark.parametrize("truth", [(0.5, 5.0, 0.8, 2.5), (2.0, 20.0, 0.4, 3.0), (0.6, 6.0, 1.5, 2.0)])
def test_simulated_markets_are_recovered(truth: tuple[float, float, float, float]) -> None:
    r, alpha, a, b = truth
    fit = fit_purchases("mbg_nbd", market(11, 20_000, gamma_rates(r, alpha), beta_dropouts(a, b), at_first=True))
    assert fit.boundary is None
    assert fit.standard_errors is not None
    for name, value in zip(NAMES, truth, strict=True):
        assert abs(fit.parameters[name] - value) < 4.0 * fit.standard_errors[name]


def test_intervals_hold_what_is_true_as_often_as_they_say() -> None:
    kinds = PurchaseHistories.of([0, 1, 6], [0.0, 5.0, 30.0], [40.0] * 3)
    model = PurchaseModel.of("mbg_nbd", {"r": 0.6, "alpha": 5.0, "a": 0.8, "b": 2.5})
    true = np.array([expected_purchases(model, kinds, 26.0).value, probability_alive(model, kinds).value])
    held = []
    for seed in range(150):
        fit = fit_purchases(
            "mbg_nbd", market(seed, 3_000, gamma_rates(0.6, 5.0), beta_dropouts(0.8, 2.5), at_first=True).grouped()
        )
        told = predict_purchases(fit.fitted_model, fit.parameters, kinds, 26.0, fit.covariance, 0.9).intervals
        ends = np.array([told["expected_purchases"], told["probability_alive"]])
        held.append((ends[:, 0] <= true) & (true <= ends[:, 1]))
    assert (np.mean(held, axis=0) > 0.82).all()
    assert 0.86 < np.mean(held) < 0.94


def test_where_nobody_leaves_no_dropout_is_found() -> None:
    fits = [fit_purchases("mbg_nbd", market(seed, 2_000, gamma_rates(0.5, 5.0), everybody(0.0))) for seed in range(20)]
    found = [fit for fit in fits if fit.boundary == "no_dropout"]
    # Chance makes some dropout in one such market of fourteen.
    assert len(found) >= 17
    assert {(fit.model, fit.limit_model, fit.fitted_model) for fit in found} == {("mbg_nbd", "nbd", "nbd")}


def test_where_all_leave_alike_dropout_is_homogeneous() -> None:
    fits = [
        fit_purchases("mbg_nbd", market(seed, 3_000, gamma_rates(1.5, 5.0), everybody(0.2), at_first=True)) for seed in range(6)
    ]
    found = [fit for fit in fits if fit.boundary == "homogeneous_dropout"]
    # Half of such markets have a maximum within, if only just: chance gives their dropout some variety.
    assert len(found) >= 2
    for fit in found:
        assert (fit.limit_model, fit.fitted_model) == ("fixed_dropout", "mbg_nbd/fixed_dropout")
        assert fit.standard_errors is not None
        assert abs(fit.parameters["p"] - 0.2) < 4.0 * fit.standard_errors["p"]


def test_where_all_buy_alike_the_rate_is_homogeneous() -> None:
    fit = fit_purchases("mbg_nbd", market(3, 3_000, everybody(0.1), beta_dropouts(0.8, 2.5), at_first=True))
    assert (fit.boundary, fit.limit_model, fit.fitted_model) == ("homogeneous_rate", "fixed_rate", "mbg_nbd/fixed_rate")
    assert set(fit.parameters) == {"lambda", "a", "b"}
    assert fit.standard_errors is not None
    assert abs(fit.parameters["lambda"] - 0.1) < 4.0 * fit.standard_errors["lambda"]


def test_where_customers_leave_at_once_or_never_dropout_is_polarised() -> None:
    histories = market(6, 3_000, gamma_rates(1.5, 5.0), lambda rng, n: (rng.random(n) < 0.3).astype(np.float64), at_first=True)
    fit = fit_purchases("mbg_nbd", histories)
    assert (fit.boundary, fit.limit_model, fit.fitted_model) == ("polarised_dropout", "mbg_nbd", "mbg_nbd")
    assert_allclose(fit.parameters["a"] / (fit.parameters["a"] + fit.parameters["b"]), 0.3, atol=0.06)


def test_limits_with_the_same_parameters_foretell_what_their_own_model_does() -> None:
    waiting = PurchaseHistories.of([0], [0.0], [20.0])
    parameters = {"r": 0.5, "alpha": 4.0, "p": 0.2}
    modified = predict_purchases("mbg_nbd/fixed_dropout", parameters, waiting, 10.0)
    plain = predict_purchases("fixed_dropout", parameters, waiting, 10.0)
    # The odds of having left are p / (1 - p) for silence that has told nothing, and more as the silence lasts.
    expected = 0.8 / (0.8 + 0.2 * ((4.0 + 20.0) / 4.0) ** 0.5)
    assert_allclose(modified.probability_alive, expected, rtol=1e-12)
    assert plain.probability_alive.tolist() == [1.0]
    assert_allclose(modified.expected_purchases, expected * plain.expected_purchases, rtol=1e-12)


@pytest.mark.parametrize("model", ["mbg_nbd", "nbd"])
@pytest.mark.parametrize("seed", range(30))
def test_the_smallest_of_data_has_an_answer_that_predict_accepts(model: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(5, 15))
    T = rng.integers(1, 60, n).astype(np.float64)
    frequency = np.minimum(rng.geometric(rng.choice([0.1, 0.3, 0.5, 0.9]), n) - 1, T.astype(np.int64))
    recency = np.where(frequency > 0, np.ceil(rng.random(n) * T), 0.0)
    histories = PurchaseHistories.of(frequency, recency, T)
    fit = fit_purchases(model, histories)
    assert fit.gradient_norm < 1e-8
    prediction = predict_purchases(fit.fitted_model, fit.parameters, histories, 20.0, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    for low, high in (*prediction.intervals.values(), *prediction.predictive.values()):
        assert (low <= high).all()


@pytest.mark.parametrize("model", ["mbg_nbd", "nbd"])
def test_valid_data_always_have_an_answer(model: str) -> None:
    def fit(*columns: list[float]) -> PurchaseFit:
        return fit_purchases(model, PurchaseHistories.of(*columns))

    nobody = fit([0, 0], [0.0, 0.0], [5.0, 9.0], [40, 60])
    assert (nobody.boundary, nobody.parameters) == ("homogeneous_rate", {"lambda": 0.0})
    assert predict_purchases(nobody.fitted_model, nobody.parameters, PurchaseHistories.of([0], [0.0], [5.0]), 9.0)
    # Heavy buyers, and customers of the last day.
    rng = np.random.default_rng(1)
    frequency = np.concatenate([rng.poisson(rng.gamma(1.2, 400.0, 300)), np.zeros(50, dtype=np.int64)])
    last = np.where(frequency > 0, 1_000.0, 0.0)
    T = np.concatenate([np.full(300, 1_000.0), np.zeros(50)])
    heavy = fit(frequency.tolist(), last.tolist(), T.tolist())
    assert frequency.max() > 1_000
    assert heavy.gradient_norm < 1e-9
    with pytest.raises(TooFewCustomersError):
        fit([1], [1.0], [2.0], [4])
    with pytest.raises(NoExposureError):
        fit([0], [0.0], [0.0], [100])


def test_a_plus_b_below_1_is_no_trouble() -> None:
    # Where the closed form of other software is the logarithm of a negative number.
    model = PurchaseModel.of("mbg_nbd", {"r": 0.11, "alpha": 2.24, "a": 0.31, "b": 0.50})
    expected = expected_purchases(model, PurchaseHistories.of([0], [0.0], [1.0]), 30.0)
    assert np.isfinite(expected.value).all()
    assert (expected.value > 0.0).all()


def test_nbd_is_the_negative_binomial() -> None:
    histories = market(5, 2_000, gamma_rates(0.5, 5.0), everybody(0.0))
    fit = fit_purchases("nbd", histories)
    assert (fit.model, fit.boundary, fit.limit_model) == ("nbd", None, None)
    r, alpha = fit.parameters["r"], fit.parameters["alpha"]
    x, T = histories.frequency, histories.T
    # Of all orders in which x purchases can lie in time, each has this density: x! / T^x times the probability of x.
    by_definition = nbinom.logpmf(x, r, alpha / (alpha + T)) + gammaln(x + 1.0) - x * np.log(T)
    assert_allclose(fit.log_likelihood, by_definition.sum(), rtol=1e-10)
    assert fit.standard_errors is not None
    assert abs(r - 0.5) < 4.0 * fit.standard_errors["r"]
    for factor, i in product((1.02, 0.98), range(2)):
        shape, rate = np.array([r, alpha]) * np.where(np.arange(2) == i, factor, 1.0)
        assert (nbinom.logpmf(x, shape, rate / (rate + T)) + gammaln(x + 1.0) - x * np.log(T)).sum() < fit.log_likelihood


def test_nbd_of_one_rate_is_a_poisson_market() -> None:
    histories = market(4, 3_000, everybody(0.1), everybody(0.0))
    fit = fit_purchases("nbd", histories)
    assert (fit.model, fit.boundary, fit.limit_model) == ("nbd", "homogeneous_rate", "fixed_rate")
    assert_allclose(fit.parameters["lambda"], histories.frequency.sum() / histories.T.sum(), rtol=1e-10)

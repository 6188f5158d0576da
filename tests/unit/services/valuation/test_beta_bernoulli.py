"""BG/BB: the likelihood against its definition, published donors, simulated ones, and the edges for what they are."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import roots_jacobi

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseHistories, PurchaseModel, fit_beta_bernoulli, predict_purchases
from services.valuation.domain.chances import BetaChance, FixedChance, PolarisedChance
from services.valuation.domain.discrete import BG_BB, OF_CHANCES, Discrete
from services.valuation.domain.errors import InvalidOpportunitiesError, NoExposureError, TooFewCustomersError
from services.valuation.domain.opportunities import Opportunities, alive_at_last, log_likelihood
from services.valuation.domain.optimize import Evaluation

from .donations import donors

NAMES = ("alpha", "beta", "gamma", "delta")


def likelihood(structure: Discrete, search: FloatArray, rows: PurchaseHistories) -> Evaluation:
    return log_likelihood(structure.purchase, structure.dropout, search, Opportunities.of(rows))


def simulate(rng: np.random.Generator, T: FloatArray, chances: FloatArray, leaving: FloatArray) -> PurchaseHistories:
    """Histories by the model's story: before each opportunity some leave, and at it some of those who are there buy."""
    x, last, there = np.zeros(len(T)), np.zeros(len(T)), np.ones(len(T), dtype=np.bool_)
    for k in range(1, int(T.max()) + 1):
        there &= rng.random(len(T)) >= leaving
        bought = there & (rng.random(len(T)) < chances) & (k <= T)
        x[bought] += 1
        last[bought] = k
    return PurchaseHistories.of(x, last, T)


def market(seed: int, customers: int, truth: tuple[float, float, float, float], longest: int = 9) -> PurchaseHistories:
    rng = np.random.default_rng(seed)
    T = rng.integers(4, longest, customers).astype(np.float64)
    alpha, beta, gamma, delta = truth
    return simulate(rng, T, rng.beta(alpha, beta, customers), rng.beta(gamma, delta, customers))


def averaged(a: float, b: float) -> tuple[FloatArray, FloatArray]:
    """Gauss's rule for means over a beta distribution: exact for polynomials of degree below 80."""
    nodes, weights = roots_jacobi(40, b - 1.0, a - 1.0)
    return 0.5 * (1.0 + nodes), weights / weights.sum()


def integrated(history: tuple[int, int, int], shapes: tuple[float, float, float, float]) -> tuple[float, float]:
    """Likelihood of one customer, and the share of it in which they are still there; by Gauss's rules, from the definition."""
    x, last, n = history
    alpha, beta, gamma, delta = shapes
    (p, v), (q, w) = averaged(alpha, beta), averaged(gamma, delta)
    p, q = p[:, None], q[None]
    stayed = p**x * (1.0 - p) ** (n - x) * (1.0 - q) ** n
    left = sum(p**x * (1.0 - p) ** (k - x) * q * (1.0 - q) ** k for k in range(last, n))
    weight = v[:, None] * w[None]
    total = float((weight * (stayed + left)).sum())
    return total, float((weight * stayed).sum()) / total


@pytest.mark.parametrize("history", [(0, 0, 0), (0, 0, 5), (1, 1, 1), (2, 3, 6), (4, 4, 6), (6, 6, 6), (3, 20, 30)])
@pytest.mark.parametrize("shapes", [(1.2, 0.75, 0.66, 2.8), (0.3, 5.0, 2.0, 7.0)])
def test_the_likelihood_is_the_integral_that_defines_it(
    history: tuple[int, int, int], shapes: tuple[float, float, float, float]
) -> None:
    x, last, n = history
    one = PurchaseHistories.of([x], [last], [n])
    total, alive = integrated(history, shapes)
    assert_allclose(likelihood(BG_BB, np.log(shapes), one).value, np.log(total), rtol=1e-11, atol=1e-12)
    there = alive_at_last(BG_BB.purchase, BG_BB.dropout, np.log(shapes), Opportunities.of(one))
    assert_allclose(there.value, alive, rtol=1e-11)


def named(structure: Discrete) -> str:
    return f"{type(structure.purchase).__name__}-{type(structure.dropout).__name__}"


@pytest.mark.parametrize("structure", OF_CHANCES.values(), ids=named)
@pytest.mark.parametrize("seed", [1, 2])
def test_derivatives_are_those_of_the_likelihood(structure: Discrete, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = market(seed, 200, (1.2, 0.75, 0.66, 2.8)).grouped()
    if isinstance(structure.purchase, PolarisedChance):  # possible only for those who buy whenever they are there
        rows = PurchaseHistories.of([0, 4, 6, 2], [0, 4, 6, 2], [5, 6, 6, 2], [3, 7, 9, 1])
    if isinstance(structure.dropout, PolarisedChance) or structure.dropout is None:
        rows = PurchaseHistories.of(rows.T * (rows.frequency > 0), rows.T * (rows.frequency > 0), rows.T, rows.customers)
    at = rng.normal(0.0, 0.7, structure.dimensions)
    here = likelihood(structure, at, rows)
    assert np.isfinite(here.value)
    step = 1e-5
    for i in range(structure.dimensions):
        shift = step * np.eye(structure.dimensions)[i]
        ahead, behind = likelihood(structure, at + shift, rows), likelihood(structure, at - shift, rows)
        scale = np.abs(here.gradient).max() + 1.0
        assert_allclose((ahead.value - behind.value) / (2 * step), here.gradient[i], atol=1e-7 * scale)
        assert_allclose((ahead.gradient - behind.gradient) / (2 * step), here.hessian[i], atol=1e-7 * scale)


def test_donors_are_estimated_as_published() -> None:
    fit = fit_beta_bernoulli(donors())
    assert (fit.boundary, fit.limit_model, fit.customers) == (None, None, 11_104)
    # The paper prints 1.204, .750, .657, 2.783 and -33225.6; more digits are those of other software at the same maximum.
    assert_allclose(list(fit.parameters.values()), [1.203521, 0.749716, 0.65672, 2.783452], rtol=1e-5)
    assert_allclose(fit.log_likelihood, -33225.58127, atol=1e-4)
    assert fit.standard_errors is not None
    assert_allclose(list(fit.standard_errors.values()), [0.0694, 0.0294, 0.0510, 0.3208], atol=6e-5)
    assert fit.gradient_norm < 1e-12
    assert fit.iterations <= 10


def test_customers_may_share_rows() -> None:
    grouped = market(3, 900, (1.2, 0.75, 0.66, 2.8)).grouped()
    spread = PurchaseHistories.of(
        np.repeat(grouped.frequency, grouped.customers),
        np.repeat(grouped.recency, grouped.customers),
        np.repeat(grouped.T, grouped.customers),
    )
    assert len(grouped) < len(spread) == 900
    fit, other = fit_beta_bernoulli(grouped), fit_beta_bernoulli(spread)
    assert_allclose(list(fit.parameters.values()), list(other.parameters.values()), rtol=1e-10)
    at = np.log(list(fit.parameters.values()))
    assert_allclose(likelihood(BG_BB, at, grouped).value, likelihood(BG_BB, at, spread).value, rtol=1e-12)


@pytest.mark.parametrize("truth", [(1.2, 0.75, 0.66, 2.8), (0.5, 2.0, 1.5, 12.0), (3.0, 3.0, 0.4, 4.0)])
def test_simulated_markets_are_recovered(truth: tuple[float, float, float, float]) -> None:
    fit = fit_beta_bernoulli(market(11, 20_000, truth, longest=15))
    assert fit.boundary is None
    assert fit.standard_errors is not None
    for name, value in zip(NAMES, truth, strict=True):
        assert abs(fit.parameters[name] - value) < 4.0 * fit.standard_errors[name]
        assert abs(fit.parameters[name] / value - 1.0) < 0.35


def test_standard_errors_are_those_of_repeated_markets() -> None:
    fits = [fit_beta_bernoulli(market(seed, 4_000, (1.2, 0.75, 0.8, 4.0), longest=13)) for seed in range(60)]
    assert all(fit.boundary is None for fit in fits)
    estimates = np.log([list(fit.parameters.values()) for fit in fits])
    stated = np.mean(
        [[fit.standard_errors[name] / value for name, value in fit.parameters.items()] for fit in fits if fit.standard_errors],
        axis=0,
    )
    assert_allclose(stated, estimates.std(axis=0, ddof=1), rtol=0.3)


def everybody(chances: FloatArray | float, leaving: FloatArray | float, seed: int, n: int = 3_000) -> PurchaseHistories:
    T = np.full(n, 8.0)
    return simulate(np.random.default_rng(seed), T, np.broadcast_to(chances, n), np.broadcast_to(leaving, n))


def drawn(seed: int, a: float, b: float, n: int = 3_000) -> FloatArray:
    return np.random.default_rng(seed + 1000).beta(a, b, n)


@pytest.mark.parametrize("seed", range(3))
def test_where_nobody_leaves_no_dropout_is_found(seed: int) -> None:
    fit = fit_beta_bernoulli(everybody(drawn(seed, 1.2, 0.8), 0.0, seed))
    assert (fit.boundary, fit.limit_model) == ("no_dropout", "beta_binomial")
    assert fit.standard_errors is not None
    assert abs(fit.parameters["alpha"] - 1.2) < 4.0 * fit.standard_errors["alpha"]
    assert abs(fit.parameters["beta"] - 0.8) < 4.0 * fit.standard_errors["beta"]


def test_where_all_leave_alike_dropout_is_homogeneous() -> None:
    fits = [fit_beta_bernoulli(everybody(drawn(seed, 1.2, 0.8), 0.2, seed)) for seed in range(6)]
    # Half of such markets have a maximum within, if only just: chance gives their dropout some variety.
    found = [fit for fit in fits if fit.boundary == "homogeneous_dropout"]
    assert len(found) >= 2
    for fit in found:
        assert fit.limit_model == "bg_bb_fixed_dropout"
        assert fit.standard_errors is not None
        assert abs(fit.parameters["theta"] - 0.2) < 4.0 * fit.standard_errors["theta"]


def test_where_all_buy_alike_the_rate_is_homogeneous() -> None:
    fit = fit_beta_bernoulli(everybody(0.4, drawn(3, 0.7, 3.0), 4))
    assert (fit.boundary, fit.limit_model) == ("homogeneous_rate", "bg_bb_fixed_rate")
    assert set(fit.parameters) == {"p", "gamma", "delta"}
    assert fit.standard_errors is not None
    assert abs(fit.parameters["p"] - 0.4) < 4.0 * fit.standard_errors["p"]


def test_a_market_of_one_chance_is_one_chance() -> None:
    rows = everybody(0.4, 0.0, 5)
    fit = fit_beta_bernoulli(rows)
    assert (fit.boundary, fit.limit_model, set(fit.parameters)) == ("homogeneous_rate", "bg_bb_fixed_rate", {"p"})
    assert_allclose(fit.parameters["p"], rows.frequency.sum() / rows.T.sum(), rtol=1e-10)


def test_those_who_give_at_every_opportunity_or_never_are_told_apart() -> None:
    fit = fit_beta_bernoulli(PurchaseHistories.of([0, 6], [0, 6], [6, 6], [70, 30]))
    assert (fit.boundary, fit.limit_model) == ("polarised_rate", "beta_binomial")
    assert_allclose(fit.parameters["alpha"] / (fit.parameters["alpha"] + fit.parameters["beta"]), 0.3, rtol=1e-6)
    assert_allclose(fit.log_likelihood, 70 * np.log(0.7) + 30 * np.log(0.3), rtol=1e-9)


def test_where_customers_leave_at_once_or_never_dropout_is_polarised() -> None:
    gone = np.random.default_rng(6).random(3_000) < 0.3
    fit = fit_beta_bernoulli(everybody(drawn(6, 6.0, 4.0), gone.astype(np.float64), 7))
    assert (fit.boundary, fit.limit_model) == ("polarised_dropout", "bg_bb")
    assert_allclose(fit.parameters["gamma"] / (fit.parameters["gamma"] + fit.parameters["delta"]), 0.3, atol=0.06)
    assert fit.standard_errors is None


def test_where_nobody_buys_the_chance_is_zero() -> None:
    fit = fit_beta_bernoulli(PurchaseHistories.of([0, 0], [0, 0], [5, 9], [40, 60]))
    assert (fit.boundary, fit.limit_model, fit.parameters) == ("homogeneous_rate", "bg_bb_fixed_rate", {"p": 0.0})
    assert fit.log_likelihood == 0.0


def test_where_everybody_always_buys_the_chance_is_one() -> None:
    fit = fit_beta_bernoulli(PurchaseHistories.of([5, 9], [5, 9], [5, 9], [40, 60]))
    assert fit.boundary == "homogeneous_rate"
    assert_allclose(fit.parameters["p"], 1.0, atol=1e-9)


def test_an_edge_is_no_less_likely_than_anything_within() -> None:
    rows = everybody(drawn(8, 1.2, 0.8, 800), 0.0, 8, 800)
    fit = fit_beta_bernoulli(rows)
    assert fit.boundary == "no_dropout"
    inside = [
        likelihood(BG_BB, np.log(shapes), rows.grouped()).value
        for shapes in product((0.8, 1.2, 2.0), (0.5, 0.8, 1.3), (1e-3, 0.1, 1.0), (0.5, 5.0, 50.0))
    ]
    assert max(inside) < fit.log_likelihood + 1.4


@pytest.mark.parametrize("seed", range(40))
def test_the_smallest_of_data_has_an_answer_that_predict_accepts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    T = rng.integers(0, int(rng.choice([2, 6, 30])), int(rng.integers(5, 15)))
    T[0] += 1
    last = rng.integers(0, T + 1)
    x = np.minimum(rng.geometric(rng.choice([0.1, 0.3, 0.9]), len(T)), last)
    rows = PurchaseHistories.of(x, last, T)
    fit = fit_beta_bernoulli(rows)
    assert fit.gradient_norm < 1e-8
    prediction = predict_purchases(fit.limit_model or fit.model, fit.parameters, rows, 20.0, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    for low, high in (*prediction.intervals.values(), *prediction.predictive.values()):
        assert (low <= high).all()


def test_a_thousand_opportunities_are_no_trouble() -> None:
    rng = np.random.default_rng(9)
    rows = simulate(rng, np.full(300, 1_200.0), rng.beta(1.2, 0.8, 300), rng.beta(0.7, 400.0, 300))
    assert rows.frequency.max() > 1_000
    fit = fit_beta_bernoulli(rows)
    assert fit.boundary is None
    assert fit.gradient_norm < 1e-10
    assert fit.standard_errors is not None
    assert abs(fit.parameters["alpha"] - 1.2) < 4.0 * fit.standard_errors["alpha"]


def test_customers_without_an_opportunity_are_welcome() -> None:
    rows = market(10, 500, (1.2, 0.75, 0.66, 2.8))
    more = PurchaseHistories.of([*rows.frequency, 0], [*rows.recency, 0], [*rows.T, 0], [*rows.customers, 100])
    fit, without = fit_beta_bernoulli(more), fit_beta_bernoulli(rows)
    assert fit.customers == 600
    assert_allclose(list(fit.parameters.values()), list(without.parameters.values()), rtol=1e-8)


def test_too_few_customers_are_refused() -> None:
    with pytest.raises(TooFewCustomersError):
        fit_beta_bernoulli(PurchaseHistories.of([1, 0], [1, 0], [2, 2], [2, 2]))


def test_without_an_opportunity_there_is_nothing_to_learn() -> None:
    with pytest.raises(NoExposureError):
        fit_beta_bernoulli(PurchaseHistories.of([0], [0], [0], [100]))


@pytest.mark.parametrize(
    ("x", "last", "n", "field"),
    [([0, 3], [0, 2], [1, 4], "frequency"), ([0, 1], [0, 1.5], [1, 4], "recency"), ([0, 1], [0, 1], [1, 4.5], "T")],
)
def test_a_history_that_cannot_be_of_opportunities_is_refused_by_row_and_field(
    x: list[float], last: list[float], n: list[float], field: str
) -> None:
    histories = PurchaseHistories.of(x, last, n, [3, 3])
    for asked in (fit_beta_bernoulli, lambda rows: predict_purchases("bg_bb_fixed_rate", {"p": 0.5}, rows, 3)):
        with pytest.raises(InvalidOpportunitiesError) as refused:
            asked(histories)
        assert (refused.value.code, refused.value.row, refused.value.field) == ("invalid_opportunity_history", 1, field)


def test_more_opportunities_than_any_customer_has_are_refused() -> None:
    with pytest.raises(InvalidOpportunitiesError):
        fit_beta_bernoulli(PurchaseHistories.of([1], [1], [20_000], [10]))


def test_parameters_come_by_the_names_of_their_model() -> None:
    for seed in range(6):
        fit = fit_beta_bernoulli(market(seed, 60, (1.2, 0.75, 0.66, 2.8)))
        model = PurchaseModel.of(fit.limit_model or fit.model, fit.parameters)
        assert tuple(fit.parameters) == model.structure.parameters
        if fit.covariance is not None and fit.standard_errors is not None:
            assert_allclose(np.sqrt(np.diagonal(fit.covariance)), list(fit.standard_errors.values()))


def test_one_chance_is_what_a_beta_of_large_shapes_is() -> None:
    rows = market(4, 300, (1.2, 0.75, 0.66, 2.8)).grouped()
    large = np.log([1e9, 1e9, 0.66, 2.8])
    one = np.concatenate([[0.0], np.log([0.66, 2.8])])
    assert_allclose(
        likelihood(BG_BB, large, rows).value, likelihood(OF_CHANCES[FixedChance, BetaChance], one, rows).value, rtol=1e-9
    )

"""The predictive distribution against the expectation, against simulation, and against markets with a known truth."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import betainc, expit

from inference.delta import Interval
from services.valuation.domain import (
    PurchaseHistories,
    PurchaseModel,
    SpendRecords,
    TimeUnit,
    fit_beta_geo,
    fit_gamma_gamma,
    outcomes,
    predict_purchases,
    predict_value,
    probability_of_count,
)
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import TooManyProbabilitiesError
from services.valuation.domain.expectation import expected_purchases, purchases_if_alive
from services.valuation.domain.outcomes import counts_beyond, parameter_cloud, sums_below, widened

from .markets import beta_dropouts, gamma_rates, market

MODELS = [
    PurchaseModel.of("bg_nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}),
    PurchaseModel.of("bg_nbd", {"r": 0.11, "alpha": 2.24, "a": 0.31, "b": 0.50}),
    PurchaseModel.of("nbd", {"r": 0.5, "alpha": 4.0}),
    PurchaseModel.of("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    PurchaseModel.of("fixed_rate", {"lambda": 0.2, "a": 0.8, "b": 2.5}),
    PurchaseModel.of("fixed_rate", {"lambda": 0.2, "p": 0.3}),
]
names = [f"{model.structure.name}-{'-'.join(model.structure.parameters)}" for model in MODELS]


@pytest.mark.parametrize("model", MODELS, ids=names)
@pytest.mark.parametrize(("x", "T"), [(0.0, 3.0), (4.0, 20.0), (30.0, 38.0)])
def test_the_distribution_has_the_expectation_for_its_mean(model: PurchaseModel, x: float, T: float) -> None:
    n = np.arange(3_000.0)
    beyond = counts_beyond(model, np.array([x]), np.array([T]), 26.0, n)
    assert (np.diff(beyond) <= 1e-300).all()
    assert_allclose(beyond.sum(), purchases_if_alive(model, np.array([x]), np.array([T]), 26.0).value[0], rtol=1e-9)


def test_probabilities_of_counts_sum_to_1() -> None:
    assert_allclose(sum(probability_of_count(MODELS[0], n, 39.0) for n in range(600)), 1.0, rtol=1e-12)


def test_the_cloud_has_the_parameters_mean_and_covariance() -> None:
    model = MODELS[3]
    root = np.array([[0.05, 0.0, 0.0], [0.3, 0.2, 0.0], [0.01, 0.0, 0.02]])
    covariance = root @ root.T
    cloud = np.array([member.values for member in parameter_cloud(model, covariance)])
    slopes = np.array([0.5, 4.0, 0.2 * 0.8])
    search = np.column_stack([np.log(cloud[:, :2]), np.log(cloud[:, 2] / (1.0 - cloud[:, 2]))])
    assert_allclose(search.mean(axis=0), [np.log(0.5), np.log(4.0), np.log(0.25)], rtol=1e-12)
    assert_allclose(np.cov(search.T, bias=True), covariance / np.outer(slopes, slopes), rtol=1e-9, atol=1e-14)


def test_without_uncertainty_purchases_have_the_quantiles_of_their_distribution() -> None:
    model = MODELS[0]
    histories = PurchaseHistories.of([0, 2, 26, 200], [0.0, 30.0, 30.0, 38.0], [38.0, 38.0, 31.0, 39.0])
    prediction = predict_purchases(
        "bg_nbd", dict(zip(model.structure.parameters, model.values, strict=True)), histories, 52.0, np.zeros((4, 4)), 0.9
    )
    low, high = prediction.predictive["expected_purchases"]
    alive = probability_alive(model, histories).value
    for row, (x, T) in enumerate(zip(histories.frequency.tolist(), histories.T.tolist(), strict=True)):
        beyond = alive[row] * counts_beyond(model, np.array([float(x)]), np.array([T]), 52.0, np.arange(2_000.0))
        assert low[row] == np.argmax(beyond <= 0.95)
        assert high[row] == np.argmax(beyond <= 0.05)


def test_values_have_the_quantiles_of_simulated_customers() -> None:
    rng = np.random.default_rng(5)
    n = 400_000
    r, alpha, a, b, p, q, v = 0.6, 5.0, 0.8, 3.0, 4.0, 4.0, 30.0
    x, last, T, m, horizon = 6, 30.0, 32.0, 20.0, 40.0
    histories = PurchaseHistories.of([x], [last], [T])
    purchases = dict(zip(("r", "alpha", "a", "b"), (r, alpha, a, b), strict=True))
    alive = predict_purchases("bg_nbd", purchases, histories, horizon).probability_alive[0]
    rate, dropout = rng.gamma(r + x, 1.0 / (alpha + T), n), rng.beta(a, b + x, n)
    unending = rng.poisson(rate * horizon)
    count = np.where(rng.random(n) < alive, np.minimum(unending, rng.geometric(dropout)), 0)
    own_rate = rng.gamma(q + p * x, 1.0 / (v + x * m), n)
    spent = np.where(count > 0, rng.gamma(p * np.maximum(count, 1), 1.0 / own_rate), 0.0)
    value = predict_value(
        "bg_nbd",
        purchases,
        dict(zip(("p", "q", "v"), (p, q, v), strict=True)),
        histories,
        np.array([m]),
        horizon,
        TimeUnit.WEEK,
        0.0,
        np.zeros((4, 4)),
        level=0.8,
    )
    assert_allclose(value.expected_purchases, count.mean(), rtol=1e-2)
    assert_allclose(value.clv, spent.mean(), rtol=1e-2)
    low, high = value.predictive["expected_purchases"]
    assert (low[0], high[0]) == (np.quantile(count, 0.1), np.quantile(count, 0.9))
    low, high = value.predictive["clv"]
    assert_allclose([low[0], high[0]], np.quantile(spent, [0.1, 0.9]), rtol=1.5e-2)


@pytest.mark.parametrize(
    ("shapes", "concentration"),
    [
        ([6.0, 12.0, 300.0], 3.7),  # a new customer's spends
        ([6.0, 60.0, 600.0], 250.0),  # of somebody of whom much is known
        ([0.3, 30.0], 0.5),  # so far spread that there is no mean
        ([40.0, 4_000.0], 4_000.0),  # more positions than there are by default
        ([1e3, 1e6], 1e6),  # too narrow for any number of positions
    ],
)
def test_tabulated_sums_are_beta_prime(shapes: list[float], concentration: float) -> None:
    low, high = np.log(shapes[0] / concentration) - 8.0, np.log(shapes[-1] / concentration) + 3.0
    positions, below = sums_below(np.array(shapes), concentration, low, high)
    exact = betainc(np.array(shapes)[:, None], concentration, expit(positions)[None])
    assert_allclose(below, exact, rtol=0.0, atol=2e-4)
    assert positions[[0, -1]].tolist() == [low, high]


def test_predictive_intervals_hold_what_a_known_market_does() -> None:
    # One market of 78 + 26 weeks, cut at 78: what each customer buys later is known.
    rng = np.random.default_rng(6)
    n = 6_000
    rate, dropout = rng.gamma(0.6, 1.0 / 5.0, n), rng.beta(0.8, 3.0, n)
    T = rng.integers(26, 79, n).astype(np.float64)
    x, last, later, clock = np.zeros(n, dtype=np.int64), np.zeros(n), np.zeros(n), np.zeros(n)
    mean = 1.0 / rng.gamma(4.0, 1.0 / 30.0, n)
    before, after = np.zeros(n), np.zeros(n)
    there = np.ones(n, dtype=np.bool_)
    while there.any():
        clock = clock + rng.exponential(1.0 / rate)
        there &= clock <= T + 26.0
        early = there & (clock <= T)
        spent = rng.gamma(4.0, mean)
        x[early] += 1
        last[early] = clock[early]
        later[there & ~early] += 1
        before[early] += spent[early]
        after[there & ~early] += spent[there & ~early]
        there &= rng.random(n) >= dropout
    histories = PurchaseHistories.of(x, last, T)
    m = before / np.maximum(x, 1)
    fit, spend = fit_beta_geo(histories), fit_gamma_gamma(SpendRecords.of(x, m))
    value = predict_value(
        "bg_nbd",
        fit.parameters,
        spend.parameters,
        histories,
        m,
        26.0,
        TimeUnit.WEEK,
        0.0,
        fit.covariance,
        spend.covariance,
        0.9,
    )
    buyers = value.expected_purchases > 2.0  # the others' intervals hold 0, and so hold more than they promise
    assert buyers.sum() > 500
    low, high = value.predictive["expected_purchases"]
    assert 0.88 <= np.mean(((low <= later) & (later <= high))[buyers]) <= 0.97
    low, high = value.predictive["clv"]
    assert 0.87 <= np.mean(((low <= after) & (after <= high))[buyers]) <= 0.95
    # And the estimate itself is right on average.
    assert_allclose(value.expected_purchases.sum(), later.sum(), rtol=0.05)
    assert_allclose(value.clv.sum(), after.sum(), rtol=0.07)


def test_uncertain_parameters_make_outcomes_less_certain() -> None:
    histories = market(2, 150, gamma_rates(0.6, 5.0), beta_dropouts(0.8, 3.0))
    fit = fit_beta_geo(histories)
    assert fit.boundary is None
    assert fit.covariance is not None
    certain = predict_purchases("bg_nbd", fit.parameters, histories, 52.0, np.zeros((4, 4))).predictive["expected_purchases"]
    open_ = predict_purchases("bg_nbd", fit.parameters, histories, 52.0, fit.covariance).predictive["expected_purchases"]
    assert (open_[1] - open_[0]).sum() > (certain[1] - certain[0]).sum()


def test_an_error_of_scale_adds_as_squares() -> None:
    interval = (np.array([np.exp(-3.0), 0.0]), np.array([np.exp(3.0), 2.0]))
    low, high = widened(interval, np.array([1.0, 0.0]), np.full(2, 4.0 / 1.959963984540054), 0.95)
    assert_allclose(low, [np.exp(-5.0), 0.0], rtol=1e-12)
    assert_allclose(high, [np.exp(5.0), 2.0 * np.exp(4.0)], rtol=1e-12)


def test_equal_customers_have_equal_outcomes_in_any_order() -> None:
    histories = PurchaseHistories.of([3, 0, 3, 1, 3], [20.0, 0.0, 20.0, 2.0, 20.0], [30.0, 9.0, 30.0, 9.0, 30.0])
    prediction = predict_purchases("bg_nbd", {"r": 0.5, "alpha": 4.0, "a": 0.8, "b": 2.0}, histories, 26.0, np.eye(4) * 1e-4)
    for low, high in prediction.predictive.values():
        assert len({low[0], low[2], low[4]}) == len({high[0], high[2], high[4]}) == 1
    expected = expected_purchases(MODELS[0], histories, 26.0).value
    assert expected[0] == expected[2] == expected[4]


@pytest.mark.parametrize(("model", "dropout"), [("bg_nbd", ("a", "b")), ("pareto_nbd", ("s", "beta"))])
def test_an_uncertainty_that_knows_no_bounds_is_told_all_the_same(model: str, dropout: tuple[str, str]) -> None:
    parameters = dict(zip(("r", "alpha", *dropout), (3.0, 1e-4, 0.01, 200.0), strict=True))
    new = PurchaseHistories.of([0], [0.0], [0.0])
    prediction = predict_purchases(model, parameters, new, 900.0, 1e6 * np.eye(4))
    low, high = prediction.predictive["expected_purchases"]
    # So many purchases that floats lie further apart than whole numbers do.
    assert 2.0**53 < high[0] < np.inf
    assert low[0] <= high[0]


def test_intervals_that_take_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = PurchaseHistories.of([2], [30.43], [38.86])
    covariance = np.diag([1e-6, 1e-4, 1e-4, 1e-4])
    parameters = dict(zip(("r", "alpha", "a", "b"), MODELS[0].values.tolist(), strict=True))

    def told() -> dict[str, Interval]:
        return predict_purchases("bg_nbd", parameters, rows, 400.0, covariance).predictive

    def refused() -> None:
        with pytest.raises(TooManyProbabilitiesError) as error:
            told()
        assert error.value.field == "rows"

    ordinary = told()
    first = 8 * 33  # eight models are asked for numbers up to 32 in any case
    monkeypatch.setattr(outcomes, "_MOST_EFFORT", first - 1)
    refused()
    monkeypatch.setattr(outcomes, "_MOST_EFFORT", first)
    refused()
    monkeypatch.setattr(outcomes, "_MOST_EFFORT", 8 * 200)
    assert told() == ordinary
    # What they spend takes longer.
    spend = {"p": 6.25, "q": 3.74, "v": 15.44}
    with pytest.raises(TooManyProbabilitiesError):
        predict_value("bg_nbd", parameters, spend, rows, np.array([20.0]), 400.0, TimeUnit.WEEK, 0.0, covariance)


def test_intervals_that_will_take_too_long_are_refused_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    parameters = dict(zip(("r", "alpha", "a", "b"), MODELS[0].values.tolist(), strict=True))
    customers = np.arange(1.0, 3_001.0)
    rows = PurchaseHistories.of(customers, customers, customers)
    monkeypatch.setattr(outcomes, "_MOST_EFFORT", 8 * 33 * 3_000 - 1)
    monkeypatch.setattr(outcomes, "counts_beyond", lambda *_: pytest.fail("is asked all the same"))
    with pytest.raises(TooManyProbabilitiesError):
        predict_purchases("bg_nbd", parameters, rows, 39.0, np.diag([1e-6, 1e-4, 1e-4, 1e-4]))

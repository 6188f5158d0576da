"""What donors will give: published figures, the definition by brute force, derivatives, and intervals that keep their word."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import betaln, comb

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain import (
    PurchaseHistories,
    PurchaseModel,
    TimeUnit,
    expected_purchases_of_new_customer,
    fit_beta_bernoulli,
    predict_purchases,
    predict_value,
    probability_of_count,
)
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.discrete import Discrete
from services.valuation.domain.errors import InvalidHorizonError, InvalidParametersError
from services.valuation.domain.expectation import expected_purchases, residual_purchases
from services.valuation.domain.outcomes import counts_beyond
from services.valuation.domain.predictive import log_probability_of_outcome

from .donations import donors
from .test_beta_bernoulli import market, simulate

DONATIONS = {"alpha": 1.203521, "beta": 0.749716, "gamma": 0.65672, "delta": 2.783452}
MODELS = [
    PurchaseModel.of("bg_bb", DONATIONS),
    PurchaseModel.of("bg_bb", {"alpha": 0.1, "beta": 30.0, "gamma": 1e-3, "delta": 0.2}),
    PurchaseModel.of("beta_binomial", {"alpha": 1.2, "beta": 0.8}),
    PurchaseModel.of("bg_bb_fixed_dropout", {"alpha": 1.2, "beta": 0.8, "theta": 0.15}),
    PurchaseModel.of("bg_bb_fixed_rate", {"p": 0.3, "gamma": 0.7, "delta": 2.5}),
    PurchaseModel.of("bg_bb_fixed_rate", {"p": 0.3, "theta": 0.1}),
    PurchaseModel.of("bg_bb_fixed_rate", {"p": 0.3}),
]
names = [f"{model.structure.name}-{'-'.join(model.structure.parameters)}" for model in MODELS]
HISTORIES = PurchaseHistories.of([0, 0, 1, 2, 4, 6], [0, 0, 1, 4, 5, 6], [0, 6, 1, 6, 6, 6])


def test_donors_of_2001_are_alive_in_2002_as_published() -> None:
    # Fader, Hardie & Shang (2010), table 6.
    alive = probability_alive(MODELS[0], PurchaseHistories.of([0, 2, 6], [0, 4, 6], [6, 6, 6]))
    assert_allclose(alive.value, [0.11, 0.59, 0.93], atol=5e-3)


def test_donations_of_the_next_five_years_are_foretold_as_published() -> None:
    cells = donors()
    expected = expected_purchases(MODELS[0], cells, 5).value
    assert_allclose(expected @ cells.customers, 12_884.2, atol=0.1)
    by_frequency = [np.average(expected[cells.frequency == x], weights=cells.customers[cells.frequency == x]) for x in range(7)]
    assert_allclose(by_frequency, [0.0729, 0.3249, 0.7089, 1.3337, 2.0312, 2.7845, 3.7525], atol=6e-5)


def test_donations_of_the_next_ten_years() -> None:
    # BTYD's vignette.
    expected = expected_purchases(MODELS[0], PurchaseHistories.of([0, 4], [0, 5], [6, 6]), 10).value
    assert_allclose(expected, [0.1302169, 3.627858], rtol=1e-4)


def test_donations_of_a_new_donor() -> None:
    # Hardie's "Tracking Plot", and what 11,104 donors were to give in each year.
    expected = expected_purchases_of_new_customer(MODELS[0], np.arange(1.0, 12.0))
    published = [0.4985, 0.9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887]
    assert_allclose(expected, published, atol=6e-5)
    annual = [
        *(5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647),
        *(2913.778, 2730.482, 2573.731, 2437.854, 2318.727),
    ]
    assert_allclose(np.diff(expected, prepend=0.0) * 11_104, annual, rtol=5e-5)


def test_donors_by_how_often_they_gave() -> None:
    expected = np.array([probability_of_count(MODELS[0], n, 6) for n in range(7)]) * 11_104
    assert_allclose(expected[[0, 6]], [3454.9, 1253.1], atol=0.1)
    assert_allclose(expected.sum(), 11_104)


def by_definition(model: PurchaseModel, horizon: int) -> FloatArray:
    """P(X = x) at so many opportunities by the paper's own sum over how long the customer stays (eq. 7)."""
    a, b, c, d = model.values.tolist()

    def buying(x: int, n: int) -> float:
        return float(comb(n, x) * np.exp(betaln(a + x, b + n - x) - betaln(a, b)))

    found = np.zeros(horizon + 1)
    for x in range(horizon + 1):
        found[x] = buying(x, horizon) * np.exp(betaln(c, d + horizon) - betaln(c, d))
        found[x] += sum(buying(x, k) * np.exp(betaln(c + 1, d + k) - betaln(c, d)) for k in range(x, horizon))
    return found


@pytest.mark.parametrize("horizon", [1, 6, 40])
def test_the_distribution_is_the_papers(horizon: int) -> None:
    expected = by_definition(MODELS[0], horizon)
    assert_allclose([probability_of_count(MODELS[0], n, horizon) for n in range(horizon + 1)], expected, rtol=1e-9)
    assert probability_of_count(MODELS[0], horizon + 1, horizon) < 1e-290


def alive_at(model: PurchaseModel, ahead: int) -> Estimate:
    assert isinstance(model.structure, Discrete)
    return model.structure.alive_at(model.values, HISTORIES, ahead)


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_the_distribution_has_the_expectation_for_its_mean(model: PurchaseModel) -> None:
    x, n = HISTORIES.frequency.astype(np.float64), HISTORIES.T
    y = np.arange(27.0)
    beyond = counts_beyond(model, x[:, None], n[:, None], 25.0, y[None])
    assert (np.diff(beyond) <= 1e-300).all()
    assert (beyond[:, 25:] == 0.0).all()
    alive = alive_at(model, 1).value
    assert_allclose(alive * beyond.sum(axis=1), expected_purchases(model, HISTORIES, 25).value, rtol=1e-9)
    for position, row in enumerate(y.astype(np.int64)):
        purchases = np.full(len(HISTORIES), row)
        exactly = np.exp(log_probability_of_outcome(model, HISTORIES, 25.0, purchases))
        before = np.ones(len(x)) if row == 0 else alive * beyond[:, position - 1]
        assert_allclose(exactly, before - alive * beyond[:, position], rtol=1e-7, atol=1e-15)


@pytest.mark.parametrize("model", MODELS, ids=names)
@pytest.mark.parametrize("factor", [1.0, 0.9])
def test_expected_purchases_are_those_of_each_opportunity_to_come(model: PurchaseModel, factor: float) -> None:
    x, n = HISTORIES.frequency, HISTORIES.T
    if isinstance(model.structure, Discrete) and model.structure.split == 1:
        chance = np.full(len(x), model.values[0])
    else:
        chance = (model.values[0] + x) / (model.values[:2].sum() + n)
    each = [factor**k * chance * alive_at(model, k).value for k in range(1, 31)]
    expected = expected_purchases(model, HISTORIES, 30, discount=-np.log(factor)).value
    assert_allclose(expected, np.sum(each, axis=0), rtol=1e-9)


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_the_residual_value_is_that_of_a_horizon_without_end(model: PurchaseModel) -> None:
    unending = residual_purchases(model, HISTORIES, 0.1).value
    assert_allclose(unending, expected_purchases(model, HISTORIES, 400, discount=0.1).value, rtol=1e-9)


def test_the_residual_value_of_donors_is_the_papers_closed_form() -> None:
    # Fader, Hardie & Shang (2010), eq. 14, with its hypergeometric function as the series that it is.
    a, b, c, d = DONATIONS.values()
    x, last, n, rate = 4, 5, 6, 0.1
    likelihood = np.exp(betaln(a + x, b + n - x) - betaln(a, b) + betaln(c, d + n) - betaln(c, d))
    alive_part = likelihood
    likelihood += sum(
        np.exp(betaln(a + x, b + k - x) - betaln(a, b) + betaln(c + 1, d + k) - betaln(c, d)) for k in range(last, n)
    )
    z, term, series = 1.0 / (1.0 + rate), 1.0, 0.0
    for k in range(2_000):
        series += term
        term *= (d + n + 1 + k) / (c + d + n + 1 + k) * z
    by_paper = alive_part / likelihood * (a + x) / (a + b + n) * (d + n) / (c + d + n) / (1.0 + rate) * series
    ours = residual_purchases(MODELS[0], PurchaseHistories.of([x], [last], [n]), float(np.log(1.0 + rate))).value
    assert_allclose(ours, by_paper, rtol=1e-9)


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_derivatives_of_what_is_expected(model: PurchaseModel) -> None:
    estimates = [probability_alive(model, HISTORIES), expected_purchases(model, HISTORIES, 12, discount=0.05)]
    for i, value in enumerate(model.values):
        shift = 1e-5 * value * np.eye(len(model.values))[i]
        around = [PurchaseModel(model.structure, model.values + sign * shift) for sign in (1.0, -1.0)]
        numeric = [
            [probability_alive(near, HISTORIES).value, expected_purchases(near, HISTORIES, 12, discount=0.05).value]
            for near in around
        ]
        for estimate, ahead, behind in zip(estimates, *numeric, strict=True):
            assert_allclose(estimate.slopes[i], (ahead - behind) / (2e-5 * value), rtol=1e-5, atol=1e-7)


def test_equal_customers_have_equal_predictions_in_any_order() -> None:
    rows = PurchaseHistories.of([4, 0, 4, 2, 4], [5, 0, 5, 4, 5], [6] * 5)
    prediction = predict_purchases("bg_bb", DONATIONS, rows, 5, np.eye(4) * 1e-4)
    for column in (prediction.expected_purchases, prediction.probability_alive, *prediction.predictive["expected_purchases"]):
        assert column[0] == column[2] == column[4]


def test_nobody_is_foretold_where_there_is_nobody() -> None:
    nobody = PurchaseHistories.of([], [], [])
    prediction = predict_purchases("bg_bb", DONATIONS, nobody, 5, np.eye(4) * 1e-4)
    assert len(prediction.expected_purchases) == len(prediction.probability_alive) == 0


def test_intervals_hold_what_a_known_market_does() -> None:
    # Many markets of 8 + 5 opportunities: what is expected of a kind of customer is known from the truth.
    truth = PurchaseModel.of("bg_bb", {"alpha": 1.2, "beta": 0.75, "gamma": 0.8, "delta": 4.0})
    kinds = PurchaseHistories.of([0, 2, 6, 8], [0, 5, 7, 8], [8] * 4)
    true = np.array([expected_purchases(truth, kinds, 5).value, probability_alive(truth, kinds).value])
    held = []
    for seed in range(150):
        fit = fit_beta_bernoulli(market(seed, 3_000, (1.2, 0.75, 0.8, 4.0), longest=9))
        name = fit.limit_model or fit.model
        intervals = predict_purchases(name, fit.parameters, kinds, 5, fit.covariance, 0.9).intervals
        low = np.array([intervals["expected_purchases"][0], intervals["probability_alive"][0]])
        high = np.array([intervals["expected_purchases"][1], intervals["probability_alive"][1]])
        held.append((low <= true) & (true <= high))
    assert (np.mean(held, axis=0) > 0.82).all()
    assert 0.86 < np.mean(held) < 0.94


def test_predictive_intervals_hold_what_customers_then_do() -> None:
    rng = np.random.default_rng(6)
    n = 8_000
    chances, leaving = rng.beta(1.5, 1.0, n), rng.beta(0.8, 8.0, n)
    whole = np.full(n, 28.0)
    both = [simulate(np.random.default_rng(7), until, chances, leaving) for until in (np.full(n, 8.0), whole)]
    # The same draws, cut after the eighth opportunity: what each customer buys later is known.
    later = both[1].frequency - both[0].frequency
    assert (later >= 0).all()
    fit = fit_beta_bernoulli(both[0])
    prediction = predict_purchases(fit.model, fit.parameters, both[0], 20, fit.covariance, 0.9)
    low, high = prediction.predictive["expected_purchases"]
    assert 0.9 <= np.mean((low <= later) & (later <= high)) <= 0.97
    assert_allclose(prediction.expected_purchases.sum(), later.sum(), rtol=0.05)


def test_an_annual_rate_discounts_by_the_length_of_an_opportunity() -> None:
    rows, spend = PurchaseHistories.of([4], [5], [6]), {"p": 6.25, "q": 3.74, "v": 15.44}

    def value(unit: TimeUnit, length: float) -> float:
        told = predict_value("bg_bb", DONATIONS, spend, rows, np.array([30.0]), 5, unit, 0.1, opportunity_length=length)
        assert_allclose(told.expected_spend, (15.44 + 4 * 30.0) * 6.25 / (4 * 6.25 + 2.74))
        return float(told.clv[0] / told.expected_spend[0])

    yearly = sum(1.1**-k * (1.203521 + 4) / (1.203521 + 0.749716 + 6) * alive_of(rows, k) for k in range(1, 6))
    assert_allclose(value(TimeUnit.MONTH, 12.0), yearly, rtol=1e-9)
    assert_allclose(value(TimeUnit.DAY, 365.25), yearly, rtol=1e-9)
    # Taken for weekly opportunities they are worth more: the rate is one per year, not per opportunity.
    weekly = sum(1.1 ** (-k * 7 / 365.25) * (1.203521 + 4) / (1.203521 + 0.749716 + 6) * alive_of(rows, k) for k in range(1, 6))
    assert_allclose(value(TimeUnit.WEEK, 1.0), weekly, rtol=1e-9)


def alive_of(rows: PurchaseHistories, ahead: int) -> float:
    structure = MODELS[0].structure
    assert isinstance(structure, Discrete)
    return float(structure.alive_at(MODELS[0].values, rows, ahead).value[0])


def test_values_come_with_intervals_of_both_kinds() -> None:
    rows, spend = PurchaseHistories.of([4, 0], [5, 0], [6, 6]), {"p": 6.25, "q": 3.74, "v": 15.44}
    fit = fit_beta_bernoulli(donors())
    told = predict_value("bg_bb", fit.parameters, spend, rows, np.array([30.0, 0.0]), 5, TimeUnit.MONTH, 0.1, fit.covariance)
    for name in ("expected_purchases", "clv"):
        low, high = told.intervals[name]
        outcome_low, outcome_high = told.predictive[name]
        assert ((low < getattr(told, name)) & (getattr(told, name) < high)).all()
        assert (outcome_low <= low).all()
        assert (outcome_high >= np.floor(high)).all()


@pytest.mark.parametrize("horizon", [0.5, 1_001])
def test_horizons_are_whole_numbers_of_opportunities(horizon: float) -> None:
    with pytest.raises(InvalidHorizonError) as refused:
        predict_purchases("bg_bb", DONATIONS, HISTORIES, horizon)
    assert refused.value.field == "horizon"


def test_no_opportunity_to_come_brings_nothing() -> None:
    told = predict_purchases("bg_bb", DONATIONS, HISTORIES, 0, np.eye(4) * 1e-4)
    assert told.expected_purchases.tolist() == [0.0] * len(HISTORIES)
    low, high = told.predictive["expected_purchases"]
    assert low.tolist() == high.tolist() == [0.0] * len(HISTORIES)


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(InvalidParametersError):
        PurchaseModel.of("beta_binomial", DONATIONS)
    with pytest.raises(InvalidParametersError) as refused:
        PurchaseModel.of("bg_bb_fixed_rate", {"p": 0.5, "theta": 1.5})
    assert refused.value.field == "theta"


def test_chances_of_0_and_1_are_no_trouble() -> None:
    for p, theta in ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0), (0.5, 0.0), (0.5, 1.0)):
        prediction = predict_purchases("bg_bb_fixed_rate", {"p": p, "theta": theta}, HISTORIES, 5, np.zeros((2, 2)))
        assert np.isfinite(prediction.expected_purchases).all()
        assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()

"""Weeks to come: sums beside their definitions, coverage on markets that behave as the model says, the choice of a method."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from attune.demo import cdnow
from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain import (
    PurchaseHistories,
    PurchaseModel,
    SpendRecords,
    expected_purchases_of_new_customer,
    fit_beta_geo,
    fit_gamma_gamma,
    predict_purchases,
    predict_value,
)
from services.valuation.domain.arrivals import ArrivalLevel
from services.valuation.domain.equity import ValueModel
from services.valuation.domain.forecasting import (
    SEASON,
    Foretold,
    Known,
    Method,
    MethodScore,
    PastWeeks,
    Quantity,
    choose_methods,
    foretell,
    interval_of,
    score_methods,
)
from services.valuation.domain.histories import TimeUnit
from services.valuation.domain.weekly import SpendSizes, WeeklyModel, WeeklySum, arrivals_by_week, base_by_week, first_week

from .conftest import Calibrated

PARAMETERS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
SPEND = {"p": 6.25, "q": 3.744, "v": 15.44}
SIZES = SpendSizes(30.0, 45.0)


def weekly_model(covariance: FloatArray | None = None) -> WeeklyModel:
    model = PurchaseModel.of("bg_nbd", PARAMETERS)
    return WeeklyModel(model, ValueModel.of(model, np.array([*SPEND.values()]), 52.0, 0.0, covariance, None), 1.0)


HISTORIES = PurchaseHistories.of([0, 2, 7, 30], [0.0, 30.43, 20.0, 37.0], [38.86, 38.86, 30.0, 38.0], [900, 10, 4, 2])
VALUE = np.array([0.0, 25.0, 33.0, 12.0])


def test_the_weeks_of_a_base_add_up_to_what_its_customers_are_expected_to_buy() -> None:
    told = base_by_week(weekly_model(), HISTORIES, VALUE, SIZES, 26)
    for weeks in (1, 4, 9, 26):
        alone = predict_value("bg_nbd", PARAMETERS, SPEND, HISTORIES, VALUE, float(weeks), TimeUnit.WEEK, 0.0)
        assert_allclose(told.purchases.cumulative()[weeks - 1], alone.expected_purchases @ HISTORIES.customers, rtol=2e-4)
        assert told.revenue is not None
        assert_allclose(told.revenue.cumulative()[weeks - 1], alone.clv @ HISTORIES.customers, rtol=2e-4)
    assert told.new_customers.mean.value.tolist() == [0.0] * 26


def test_its_slopes_are_those_of_its_sums() -> None:
    exact = base_by_week(weekly_model(), HISTORIES, VALUE, SIZES, 4)
    assert exact.revenue is not None
    for place, (name, value) in enumerate(PARAMETERS.items()):
        ends = []
        for step in (1e-5, -1e-5):
            moved = PurchaseModel.of("bg_nbd", {**PARAMETERS, name: value * (1.0 + step)})
            spend = ValueModel.of(moved, np.array([*SPEND.values()]), 52.0, 0.0, None, None)
            ends.append(base_by_week(WeeklyModel(moved, spend, 1.0), HISTORIES, VALUE, SIZES, 4).purchases.mean.value)
        assert_allclose(exact.purchases.mean.slopes[place], (ends[0] - ends[1]) / (2e-5 * value), rtol=1e-4)
    assert_allclose(exact.purchases.mean.slopes[-1], exact.purchases.mean.value)
    assert exact.revenue.mean.slopes.shape == (8, 4)


def test_the_spread_of_a_week_is_that_of_the_models_own_distribution() -> None:
    model = PurchaseModel.of("bg_nbd", PARAMETERS)
    one = PurchaseHistories.of([7], [20.0], [30.0])
    found = first_week(model, one, 5.0)
    numbers = np.arange(400)
    mean = predict_purchases("bg_nbd", PARAMETERS, one, 5.0).expected_purchases[0]
    alive = predict_purchases("bg_nbd", PARAMETERS, one, 5.0).probability_alive[0]
    beyond = alive * model.structure.counts_beyond(model.values, np.array([7.0]), np.array([30.0]), 5.0, numbers.astype(float))
    chance = -np.diff(beyond, prepend=1.0)
    assert_allclose(beyond.sum(), mean, rtol=1e-8)
    assert_allclose(found.spread, (chance @ numbers**2 - mean**2) / mean, rtol=1e-6)
    assert_allclose(found.active, beyond[0] / mean, rtol=1e-8)


def test_who_is_still_to_come_buys_first_and_then_again() -> None:
    level = ArrivalLevel(1e9, 1e8, 1.0)  # ten a week, for certain
    told = arrivals_by_week(weekly_model(), level, SIZES, 3)
    grown = expected_purchases_of_new_customer(PurchaseModel.of("bg_nbd", PARAMETERS), np.array([0.5, 1.5, 2.5]))
    assert_allclose(told.purchases.mean.value, 10.0 * (1.0 + grown), rtol=1e-9)
    assert_allclose(told.new_customers.mean.value, 10.0)
    assert_allclose(told.new_customers.variance(None), 10.0, rtol=1e-6)
    assert told.revenue is not None
    p, q, v = SPEND.values()
    assert_allclose(told.revenue.mean.value, 10.0 * (SIZES.first + grown * p * v / (q - 1.0)), rtol=1e-9)


def test_who_comes_varies_and_is_active_as_simulated_customers() -> None:
    """Brute force, from nobody on: a first and a repeat purchase in one week are one active customer, and who comes late has
    little time to buy again."""
    ahead, rounds, arrivals = 13, 3000, 20.0
    model = WeeklyModel(PurchaseModel.of("bg_nbd", {"r": 0.6, "alpha": 6.0, "a": 0.8, "b": 2.5}), None, 1.0)
    told = arrivals_by_week(model, ArrivalLevel(1e9 * arrivals, 1e9, 1.0), SIZES, ahead)
    # Markets one after the other on one line of time would meet; drawn at once, they are told apart by who their customers are.
    happened = market(np.random.default_rng(11), arrivals * rounds, ahead)
    which = np.random.default_rng(12).integers(0, rounds, len(happened.born))[happened.who]
    place = which * ahead + happened.when.astype(int)
    purchases = np.bincount(place, minlength=rounds * ahead).reshape(rounds, ahead)
    buyers = np.unique(np.stack([place, happened.who]), axis=1)[0]
    active = np.bincount(buyers, minlength=rounds * ahead).reshape(rounds, ahead)
    assert_allclose(told.purchases.mean.value, purchases.mean(axis=0), rtol=0.015)
    assert_allclose(told.active.mean.value, active.mean(axis=0), rtol=0.015)
    assert_allclose(told.purchases.cumulative_variance(None), purchases.cumsum(axis=1).var(axis=0), rtol=0.08)
    assert_allclose(told.active.variance(None), active.var(axis=0), rtol=0.08)


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Purchases of customers who behave as BG/NBD and Gamma-Gamma say; times in weeks."""

    born: FloatArray
    who: NDArray[np.int64]
    when: FloatArray
    size: FloatArray

    def known(self, weeks: int) -> tuple[PurchaseHistories, FloatArray]:
        n = int((self.born < weeks).sum())
        seen = (self.who < n) & (self.when < weeks)
        who, when, size = self.who[seen], self.when[seen], self.size[seen]
        repeat = when > self.born[who]
        frequency = np.bincount(who[repeat], minlength=n)
        last = self.born[:n].copy()
        np.maximum.at(last, who, when)
        spent = np.bincount(who[repeat], size[repeat], minlength=n)
        value = np.divide(spent, frequency, out=np.zeros(n), where=frequency > 0)
        recency = np.where(frequency > 0, last - self.born[:n], 0.0)
        return PurchaseHistories.of(frequency, recency, weeks - self.born[:n]), value

    def weeks(self, count: int) -> PastWeeks:
        week, first = self.when.astype(int), self.when == self.born[self.who]

        def total(some: NDArray[np.bool_], weights: FloatArray | None = None) -> FloatArray:
            found = np.bincount(week[some], None if weights is None else weights[some], minlength=count)
            return found.astype(np.float64)[:count]

        every = np.ones(len(week), dtype=np.bool_)
        active = np.bincount(np.unique(np.stack([week, self.who]), axis=1)[0], minlength=count).astype(np.float64)[:count]
        return PastWeeks(
            total(every), active, total(every, self.size), total(first), total(first, self.size), total(every, self.size**2)
        )


def market(rng: np.random.Generator, arrivals: float, weeks: int, open_for: int | None = None) -> Market:
    coming = open_for or weeks
    n = rng.poisson(arrivals * coming)
    born = np.sort(rng.random(n) * coming)
    rates, leaving = rng.gamma(0.6, 1.0 / 6.0, n), rng.beta(0.8, 2.5, n)
    scale = 15.0 / rng.gamma(4.0, 1.0, n)
    clock, there = born.copy(), np.arange(n)
    who, when = [there], [clock.copy()]
    while len(there):
        clock[there] += rng.exponential(1.0 / rates[there])
        there = there[clock[there] < weeks]
        who.append(there)
        when.append(clock[there])
        there = there[rng.random(len(there)) >= leaving[there]]
    buyers, times = np.concatenate(who), np.concatenate(when)
    return Market(born, buyers, times, rng.gamma(6.0, 1.0, len(buyers)) * scale[buyers])


def test_intervals_hold_what_they_say_of_markets_as_the_model_has_them() -> None:
    """Fitted, arrivals too, and foretold for a quarter, again and again: of weeks, and of their sums."""
    past, ahead, rounds, level = 52, 13, 24, 0.9
    weekly: dict[Quantity, list[float]] = {quantity: [] for quantity in Quantity}
    summed: dict[Quantity, list[float]] = {quantity: [] for quantity in Quantity}
    for seed in range(rounds):
        happened = market(np.random.default_rng(seed), 16.0, past + ahead)
        histories, value = happened.known(past)
        weeks = happened.weeks(past + ahead)
        fit, spend = fit_beta_geo(histories), fit_gamma_gamma(SpendRecords.of(histories.frequency, value))
        model = PurchaseModel.of(fit.fitted_model, fit.parameters)
        worth = ValueModel.of(model, np.array([*spend.parameters.values()]), 52.0, 0.0, fit.covariance, spend.covariance)
        known = Known(WeeklyModel(model, worth, 1.0), worth.covariance, histories, value, weeks.before(ahead))
        for quantity, ways in foretell(known, ahead).items():
            told, actual = ways[Method.MODEL], weeks.after(past, ahead).of(quantity)
            low, high = interval_of(quantity, told.mean, told.variance, level)
            weekly[quantity].append(float(np.mean((low <= actual) & (actual <= high))))
            low, high = interval_of(quantity, told.cumulative, told.cumulative_variance, level)
            sums = actual.cumsum()
            summed[quantity].append(float(np.mean(((low <= sums) & (sums <= high))[[3, 12]])))
    for quantity in Quantity:
        assert_allclose(np.mean(weekly[quantity]), level, atol=0.06, err_msg=quantity)
        assert_allclose(np.mean(summed[quantity]), level, atol=0.1, err_msg=quantity)


def test_intervals_of_a_base_alone_hold_what_they_say() -> None:
    """Nobody comes any more: what customers do by chance, and their parameters, are all that is not known."""
    past, ahead, rounds, level = 26, 13, 60, 0.8
    weekly: dict[str, list[float]] = {"purchases": [], "active": [], "revenue": []}
    summed: dict[str, list[float]] = {"purchases": [], "revenue": []}
    for seed in range(rounds):
        happened = market(np.random.default_rng(seed), 40.0, past + ahead, open_for=20)
        histories, value = happened.known(past)
        weeks = happened.weeks(past + ahead)
        fit, spend = fit_beta_geo(histories), fit_gamma_gamma(SpendRecords.of(histories.frequency, value))
        model = PurchaseModel.of(fit.fitted_model, fit.parameters)
        worth = ValueModel.of(model, np.array([*spend.parameters.values()]), 52.0, 0.0, fit.covariance, spend.covariance)
        told = base_by_week(WeeklyModel(model, worth, 1.0), histories, value, weeks.before(ahead).sizes(), ahead)
        later = weeks.after(past, ahead)
        assert told.revenue is not None
        for name, found, actual, quantity in (
            ("purchases", told.purchases, later.purchases, Quantity.PURCHASES),
            ("active", told.active, later.active_customers, Quantity.ACTIVE_CUSTOMERS),
            ("revenue", told.revenue, later.revenue, Quantity.REVENUE),
        ):
            low, high = interval_of(quantity, found.mean.value, found.variance(worth.covariance), level)
            weekly[name].append(float(np.mean((low <= actual) & (actual <= high))))
            if name in summed:
                whole = found.cumulative_variance(worth.covariance)
                low, high = interval_of(quantity, found.cumulative(), whole, level)
                summed[name].append(float((low[-1] <= actual.sum()) & (actual.sum() <= high[-1])))
    for name, shares in weekly.items():
        assert_allclose(np.mean(shares), level, atol=0.04, err_msg=name)
    for name, shares in summed.items():
        assert_allclose(np.mean(shares), level, atol=0.11, err_msg=name)


def test_a_year_of_cdnow_is_foretold_within_its_intervals(sample: Calibrated) -> None:
    fit = fit_beta_geo(sample.histories)
    spend = fit_gamma_gamma(SpendRecords.of(sample.histories.frequency, sample.monetary_value))
    model = PurchaseModel.of(fit.fitted_model, fit.parameters)
    worth = ValueModel.of(model, np.array([*spend.parameters.values()]), 52.0, 0.0, fit.covariance, spend.covariance)
    weeks = weeks_of_cdnow()
    known = Known(WeeklyModel(model, worth, 1.0), worth.covariance, sample.histories, sample.monetary_value, weeks.before(39))
    told = foretell(known, 39)[Quantity.PURCHASES][Method.MODEL]
    assert_allclose(told.cumulative[-1], 1653.41, rtol=2e-3)  # reference figure; hardly anybody is to come any more
    assert weeks.after(len(weeks) - 39, 39).purchases.sum() == 1882


def weeks_of_cdnow() -> PastWeeks:
    """Of the sample, counted back from its last day."""
    end = date(1998, 6, 30)
    bought: dict[tuple[str, int], float] = {}
    for order in cdnow.read_orders(full=False):
        key = (order.customer_id, (end - order.day).days)
        bought[key] = bought.get(key, 0.0) + float(order.amount)
    first: dict[str, int] = {}
    for who, before in bought:
        first[who] = max(before, first.get(who, before))
    length = max(first.values()) // 7 + 1
    columns = np.zeros((6, length))
    active = set()
    for (who, before), spent in bought.items():
        place, new = length - 1 - before // 7, before == first[who]
        active.add((who, place))
        columns[:, place] += [1.0, 0.0, spent, new, spent * new, spent**2]
    for _, place in active:
        columns[1, place] += 1.0
    return PastWeeks(*columns)


def seasonal_past(weeks: int, swing: float) -> PastWeeks:
    generator = np.random.default_rng(4)
    shape = 1.0 + swing * np.sin(2 * np.pi * np.arange(weeks) / 52.18)
    counts = generator.poisson(100.0 * shape).astype(np.float64)
    return PastWeeks(counts, counts, counts * 30.0, np.full(weeks, 5.0), np.full(weeks, 150.0), counts * 1200.0)


def known_of(past: PastWeeks) -> Known:
    many = PurchaseHistories.of([8, 1], [60.0, 5.0], [70.0, 70.0], [700, 1000])
    return Known(weekly_model(), None, many, np.array([30.0, 30.0]), past)


def test_where_seasons_are_strong_the_model_in_season_is_used_and_told_so() -> None:
    past = seasonal_past(52 * 4, 0.6)
    forecasts, actual = [], []
    for back in (39, 26, 13):
        known = known_of(past.before(back))
        forecasts.append(foretell(known, 13))
        actual.append(past.after(len(past) - back, 13))
    scores = score_methods(forecasts, actual, 0.9)
    chosen = choose_methods(foretell(known_of(past), 13), scores)[Quantity.PURCHASES]
    assert chosen.method in (Method.MODEL_IN_SEASON, Method.SEASONAL_NAIVE)
    of_all = scores[Quantity.PURCHASES]
    assert of_all[chosen.method].root_mean_square_error == min(each.root_mean_square_error for each in of_all.values())
    assert of_all[Method.MODEL].root_mean_square_error > of_all[chosen.method].root_mean_square_error
    assert chosen.widened_by >= 1.0


def test_in_a_slack_season_counts_are_still_counts() -> None:
    """Chance is that of fewer customers: a Poisson's of four tenths of a hundred is forty, not sixteen."""
    past = seasonal_past(52 * 4 - 20, 0.6)
    for quantity in (Quantity.PURCHASES, Quantity.ACTIVE_CUSTOMERS):
        ways = foretell(known_of(past), 20)[quantity]
        flat, told = ways[Method.MODEL], ways[Method.MODEL_IN_SEASON]
        assert (told.mean < 0.7 * flat.mean).any()
        assert (told.variance >= told.mean * (1.0 - 1e-9)).all()
        assert (told.cumulative_variance >= told.cumulative * (1.0 - 1e-9)).all()


def test_chance_grows_with_a_factor_and_what_all_share_with_its_square() -> None:
    rng, weeks, factors = np.random.default_rng(6), 3, np.array([0.4, 2.0, 1.0])
    slopes, level = np.array([[3.0, 4.0, 5.0]]), np.full((weeks, weeks), 30.0) + np.diag([5.0, 6.0, 7.0])
    mean = np.full(weeks, 100.0)
    told = WeeklySum(Estimate(mean, slopes), level, mean, mean.cumsum()).times(factors)
    assert_allclose(told.chance, [40.0, 200.0, 100.0])
    parameter = rng.normal(0.0, 1.0, 200_000)
    rates = mean + parameter[:, None] * slopes + rng.multivariate_normal(np.zeros(weeks), level, len(parameter))
    drawn = rng.poisson(rates * factors)
    assert_allclose(told.mean.value, drawn.mean(axis=0), rtol=0.01)
    assert_allclose(told.variance(np.eye(1)), drawn.var(axis=0), rtol=0.02)
    assert_allclose(told.cumulative_variance(np.eye(1)), drawn.cumsum(axis=1).var(axis=0), rtol=0.02)


def test_a_year_has_to_have_passed_before_it_can_come_again() -> None:
    short = foretell(known_of(seasonal_past(SEASON - 1, 0.0)), 60)[Quantity.PURCHASES]
    assert set(short) == {Method.MODEL, Method.RECENT_MEAN}
    past = seasonal_past(SEASON + 20, 0.3)
    naive = foretell(known_of(past), 60)[Quantity.PURCHASES][Method.SEASONAL_NAIVE]
    assert_allclose(naive.mean[:52], past.purchases[-52:])
    assert_allclose(naive.mean[52:], past.purchases[-52:-44])
    assert naive.variance[52] == 2.0 * naive.variance[51]


def test_a_method_is_scored_by_what_happened() -> None:
    past = PastWeeks(*(np.array([4.0, 6.0]) for _ in range(6)))
    told = Foretold(np.array([5.0, 5.0]), np.array([2.0, 0.5]), np.array([5.0, 10.0]), np.array([2.0, 2.5]))
    ways: Any = {quantity: {Method.MODEL: told} for quantity in Quantity}
    score = score_methods([ways], [past], 0.9)[Quantity.PURCHASES][Method.MODEL]
    assert (score.mean_absolute_error, score.root_mean_square_error, score.bias) == (1.0, 1.0, 0.0)
    assert score.spread == pytest.approx((0.5 + 2.0) / 2)
    chosen = choose_methods(ways, {Quantity.PURCHASES: {Method.MODEL: score}})
    assert chosen[Quantity.PURCHASES].widened_by == pytest.approx(1.25)
    assert_allclose(chosen[Quantity.PURCHASES].foretold.variance, [2.5, 0.625])
    assert chosen[Quantity.REVENUE].widened_by == 1.0  # not tested
    assert score_methods([], [], 0.9) == {}


def scored(mean_absolute_error: float, root_mean_square_error: float) -> MethodScore:
    return MethodScore(39, mean_absolute_error, root_mean_square_error, 0.0, 0.9, 4.0)


@pytest.mark.parametrize(
    ("model", "other", "used"),
    [
        ((8.0, 11.0), (9.0, 10.0), Method.MODEL),  # beaten on one of the two
        ((8.0, 10.0), (8.0, 10.0), Method.MODEL),  # a draw
        ((8.0, 11.0), (7.0, 10.0), Method.SEASONAL_NAIVE),
    ],
)
def test_the_model_is_used_unless_it_is_beaten_on_both_errors(
    model: tuple[float, float], other: tuple[float, float], used: Method
) -> None:
    told = Foretold(*(np.array([5.0]) for _ in range(4)))
    ways = {Method.MODEL: told, Method.SEASONAL_NAIVE: told}
    scores = {Method.MODEL: scored(*model), Method.SEASONAL_NAIVE: scored(*other)}
    chosen = choose_methods({Quantity.PURCHASES: ways}, {Quantity.PURCHASES: scores})[Quantity.PURCHASES]
    assert (chosen.method, chosen.widened_by) == (used, 4.0)


def test_without_a_model_of_spend_revenue_is_what_it_was() -> None:
    past = seasonal_past(30, 0.0)
    model = WeeklyModel(PurchaseModel.of("bg_nbd", PARAMETERS), None, 1.0)
    told = foretell(Known(model, None, HISTORIES, VALUE, past), 5)
    assert set(told[Quantity.REVENUE]) == {Method.RECENT_MEAN}
    chosen = choose_methods(told, {})
    assert chosen[Quantity.REVENUE].method is Method.RECENT_MEAN
    assert chosen[Quantity.PURCHASES].method is Method.MODEL


def test_intervals_are_of_counts_and_of_money() -> None:
    mean, variance = np.array([0.0, 3.0, 3.0, 400.0]), np.array([0.0, 3.0, 12.0, 900.0])
    low, high = interval_of(Quantity.PURCHASES, mean, variance, 0.9)
    assert low.tolist()[:3] == [0.0, 1.0, 0.0]  # Poisson(3): 1 to 6
    assert high[1] == 6.0
    assert high[2] > high[1]
    assert_allclose([low[3], high[3]], [400 - 1.645 * 30, 400 + 1.645 * 30], rtol=0.02)
    low, high = interval_of(Quantity.REVENUE, mean, variance, 0.9)
    assert (low[0], high[0]) == (0.0, 0.0)
    assert (low[1:] > 0.0).all()
    assert ((low <= mean) & (mean <= high)).all()

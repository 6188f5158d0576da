"""Markets to which customers come, and in which they buy, by the season: what happened beside the model in season."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import nbinom

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseModel, expected_purchases_of_new_customer
from services.valuation.domain.arrivals import DISCOUNTS, learn_arrivals
from services.valuation.domain.forecasting import (
    Known,
    Method,
    PastWeeks,
    Quantity,
    choose_methods,
    foretell,
    learn_seasons,
    score_methods,
)
from services.valuation.domain.seasons import WEEKS_PER_YEAR, learn_season
from services.valuation.domain.weekly import WeeklyModel, repeats_of_cohorts

from .test_forecasting import Market

PAST, AHEAD = 208, 26
MODEL = WeeklyModel(PurchaseModel.of("bg_nbd", {"r": 0.6, "alpha": 6.0, "a": 0.8, "b": 2.5}), None, 1.0)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs with the season, fastest where what is known ends; over a year as a steady one."""

    swing: float

    def steady(self, times: FloatArray) -> FloatArray:
        """What a steady one shows at these times."""
        at, shown = self._hands()
        return np.asarray(np.interp(times, at, shown))

    def times(self, shown: FloatArray) -> FloatArray:
        """When a steady one shows this."""
        at, known = self._hands()
        return np.asarray(np.interp(shown, known, at, right=np.inf))

    def _hands(self) -> tuple[FloatArray, FloatArray]:
        at = np.linspace(0.0, PAST + AHEAD, 20_000)
        pace = np.exp(self.swing * np.cos(2.0 * np.pi * (at - PAST) / WEEKS_PER_YEAR)) / np.i0(self.swing)
        return at, np.concatenate([[0.0], np.cumsum(0.5 * (pace[1:] + pace[:-1]) * np.diff(at))])


def seasonal_market(rng: np.random.Generator, arrivals: float, coming: Clock, buying: Clock) -> Market:
    """Customers as BG/NBD has them, who come by one clock and buy again by another."""
    end = coming.steady(np.array([float(PAST + AHEAD)]))[0]
    n = rng.poisson(arrivals * end)
    born = coming.times(np.sort(rng.random(n) * end))
    rates, leaving = rng.gamma(0.6, 1.0 / 6.0, n), rng.beta(0.8, 2.5, n)
    clock, there = buying.steady(born), np.arange(n)
    who, when = [there], [born]
    while len(there):
        clock[there] += rng.exponential(1.0 / rates[there])
        times = buying.times(clock[there])
        there, times = there[times < PAST + AHEAD], times[times < PAST + AHEAD]
        who.append(there)
        when.append(times)
        there = there[rng.random(len(there)) >= leaving[there]]
    buyers = np.concatenate(who)
    return Market(born, buyers, np.concatenate(when), np.full(len(buyers), 30.0))


def known_at(happened: Market, weeks: PastWeeks, origin: int) -> Known:
    histories, value = happened.known(origin)
    return Known(MODEL, None, histories, value, weeks.after(0, origin))


@pytest.mark.parametrize(("coming", "buying"), [(0.5, 0.0), (0.0, 0.5), (0.5, 0.5)])
def test_the_model_in_season_is_near_what_happens_and_nearer_than_the_year_before(coming: float, buying: float) -> None:
    """Foretold at the peak: arrivals have just been as many as they ever are, and soon are the fewest."""
    of_what = [Quantity.PURCHASES, Quantity.ACTIVE_CUSTOMERS, *([Quantity.NEW_CUSTOMERS] if coming else [])]
    totals: dict[Quantity, list[float]] = {quantity: [] for quantity in of_what}
    for seed in range(3):
        happened = seasonal_market(np.random.default_rng(seed), 60.0, Clock(coming), Clock(buying))
        weeks = happened.weeks(PAST + AHEAD)
        ways, later = foretell(known_at(happened, weeks, PAST), AHEAD), weeks.after(PAST, AHEAD)
        for quantity in of_what:
            told, actual = ways[quantity][Method.MODEL_IN_SEASON], later.of(quantity)
            naive = ways[quantity][Method.SEASONAL_NAIVE]
            assert np.mean((told.mean - actual) ** 2) < 0.7 * np.mean((naive.mean - actual) ** 2)
            assert_allclose(told.cumulative[-1], actual.sum(), rtol=0.06)
            totals[quantity].append(told.cumulative[-1] / actual.sum())
    for found in totals.values():
        assert_allclose(np.mean(found), 1.0, atol=0.035)


def test_it_is_what_such_markets_are_foretold_by() -> None:
    happened = seasonal_market(np.random.default_rng(1), 60.0, Clock(0.5), Clock(0.5))
    weeks = happened.weeks(PAST + AHEAD)
    origins = [PAST - back for back in (39, 26, 13)]
    told = [foretell(known_at(happened, weeks, origin), 13) for origin in origins]
    scores = score_methods(told, [weeks.after(origin, 13) for origin in origins], 0.9)
    chosen = choose_methods(foretell(known_at(happened, weeks, PAST), 13), scores)
    for quantity in (Quantity.PURCHASES, Quantity.ACTIVE_CUSTOMERS, Quantity.NEW_CUSTOMERS):
        assert chosen[quantity].method is Method.MODEL_IN_SEASON
        assert scores[quantity][Method.MODEL_IN_SEASON].spread < 3.0


def test_customers_who_come_with_the_season_give_no_season_to_what_they_buy_again() -> None:
    """That many buy again after many have come is told by the model: it is not counted a second time."""
    happened = seasonal_market(np.random.default_rng(2), 60.0, Clock(0.9), Clock(0.0))
    past = happened.weeks(PAST + AHEAD).after(0, PAST)
    ahead = np.arange(1.0, 53.0)
    beside = learn_seasons(MODEL, past)[Quantity.PURCHASES].factors(ahead)
    raw = learn_season(past.purchases - past.new_customers).factors(ahead)
    assert np.ptp(raw) > 0.15
    assert np.ptp(beside) < 0.5 * np.ptp(raw)


def test_what_cohorts_were_to_buy_again_is_the_sum_over_their_ages() -> None:
    new = np.array([30.0, 0.0, 12.0, 5.0])
    grown = expected_purchases_of_new_customer(MODEL.purchases, np.array([0.5, 1.5, 2.5, 3.5]))
    repeats = np.diff(grown, prepend=0.0)
    found = [sum(new[week - age] * repeats[age] for age in range(week + 1)) for week in range(4)]
    assert_allclose(repeats_of_cohorts(MODEL, new), found, rtol=1e-3)


def test_a_level_that_is_learnt_beside_the_season_is_that_of_a_mean_week() -> None:
    """At the peak: counts alone put it half as high again."""
    weeks = np.arange(-207.0, 1.0)
    season = np.exp(0.5 * np.cos(2.0 * np.pi * weeks / WEEKS_PER_YEAR)) / np.i0(0.5)
    counts = np.random.default_rng(3).poisson(100.0 * season).astype(np.float64)
    assert_allclose(learn_arrivals(counts, season).mean, 100.0, rtol=0.03)
    assert learn_arrivals(counts, season).discount >= 0.98
    assert learn_arrivals(counts).mean > 140.0


def test_its_one_step_forecasts_are_negative_binomial() -> None:
    """By a filter written out: a week of the season's is so much of a week's exposure."""
    rng = np.random.default_rng(5)
    season = rng.uniform(0.4, 2.0, 30)
    counts = rng.poisson(20.0 * season).astype(np.float64)
    scores, levels = [], []
    for discount in DISCOUNTS:
        shape, rate, score = 0.5, 1e-6, 0.0
        for week, (count, part) in enumerate(zip(counts, season, strict=True)):
            shape, rate = max(discount * shape, 1e-6), max(discount * rate, 1e-6)
            if week >= 4:
                score += nbinom.logpmf(count, shape, rate / (rate + part))
            shape, rate = shape + count, rate + part
        scores.append(score)
        levels.append(shape / rate)
    found, best = learn_arrivals(counts, season), int(np.argmax(scores))
    assert found.discount == DISCOUNTS[best]
    assert_allclose(found.mean, levels[best])

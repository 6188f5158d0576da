"""Weeks to come by several methods, their backtest at rolling origins, and which of them is used for what.

The model is used unless another method beats it over the weeks of all origins, on the root mean square error and on the mean
absolute error: a few weeks that stand out decide one of them easily, and weeks that follow each other are not many witnesses.
The variance is multiplied by the mean of the squared standardised errors there, where that is above 1: what a model does not
know of itself, its past tells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Interval, normal_multiplier
from services.valuation.domain.arrivals import learn_arrivals
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.seasons import Season, learn_season
from services.valuation.domain.weekly import (
    SpendSizes,
    WeeklyForecast,
    WeeklyModel,
    WeeklySeason,
    WeeklySum,
    arrivals_by_week,
    base_by_week,
    repeats_of_cohorts,
)

INTERVAL_METHOD = (
    "errors of the parameters (delta method), of the number of new customers and of chance, added up; widened by what the "
    "backtest shows beyond them; counts as negative binomial, revenue as gamma of that mean and variance"
)

SEASON = 52
_RECENT = 13
_SIZES = 26
# No week is expected to have less than this part of the mean one: a season is learnt beside it.
_LEAST = 1e-3


class Quantity(StrEnum):
    """What is foretold of a week."""

    PURCHASES = "purchases"
    ACTIVE_CUSTOMERS = "active_customers"
    REVENUE = "revenue"
    NEW_CUSTOMERS = "new_customers"


class Method(StrEnum):
    """How. The model of purchases and arrivals; the same in its season; the same week a year ago; the mean of 13 weeks."""

    MODEL = "model"
    MODEL_IN_SEASON = "model_in_season"
    SEASONAL_NAIVE = "seasonal_naive"
    RECENT_MEAN = "recent_mean"


@dataclass(frozen=True, slots=True, eq=False)
class PastWeeks:
    """What was done week by week up to an origin, the earliest first. Shape (weeks,).

    Attributes:
        purchases: Purchase days of customers.
        active_customers: Customers who bought.
        revenue: Net.
        new_customers: Who bought for the first time.
        first_revenue: Net of first purchase days.
        revenue_squares: Sum over purchase days of the square of their net.
    """

    purchases: FloatArray
    active_customers: FloatArray
    revenue: FloatArray
    new_customers: FloatArray
    first_revenue: FloatArray
    revenue_squares: FloatArray

    def __len__(self) -> int:
        return len(self.purchases)

    def before(self, weeks: int) -> "PastWeeks":
        """The same without so many of the latest."""
        end = len(self) - weeks
        return PastWeeks(*(getattr(self, name)[:end] for name in self.__slots__))

    def after(self, origin: int, weeks: int) -> "PastWeeks":
        """So many weeks from one on, counted from the earliest."""
        return PastWeeks(*(getattr(self, name)[origin : origin + weeks] for name in self.__slots__))

    def of(self, quantity: Quantity) -> FloatArray:
        """One of the quantities."""
        found: FloatArray = getattr(self, quantity.value)
        return found

    def sizes(self) -> SpendSizes:
        """Of purchases lately; where there were none, at all."""
        for recent in (_SIZES, len(self)):
            revenue, squares = float(self.revenue[-recent:].sum()), float(self.revenue_squares[-recent:].sum())
            came, spent = float(self.new_customers[-recent:].sum()), float(self.first_revenue[-recent:].sum())
            if revenue > 0.0 and came > 0.0:
                break
        mean = revenue / max(float(self.purchases[-recent:].sum()), 1.0)
        return SpendSizes(max(spent, 0.0) / came if came > 0.0 else max(mean, 0.0), squares / revenue if revenue > 0.0 else 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Foretold:
    """A quantity of the weeks to come. Shape (weeks,)."""

    mean: FloatArray
    variance: FloatArray
    cumulative: FloatArray
    cumulative_variance: FloatArray

    @classmethod
    def of_sum(cls, found: WeeklySum, covariance: FloatArray | None) -> "Foretold":
        """By the model."""
        return cls(found.mean.value, found.variance(covariance), found.cumulative(), found.cumulative_variance(covariance))

    @classmethod
    def alike(cls, mean: FloatArray, variance: FloatArray, level_variance: float) -> "Foretold":
        """Of weeks whose errors are independent but for one that they share."""
        weeks = np.arange(1.0, len(mean) + 1.0)
        return cls(mean, variance + level_variance, np.cumsum(mean), np.cumsum(variance) + weeks**2 * level_variance)

    def widened(self, by: float) -> "Foretold":
        """The same mean, less certain."""
        return Foretold(self.mean, self.variance * by, self.cumulative, self.cumulative_variance * by)


Forecasts = dict[Quantity, dict[Method, Foretold]]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """All that is known at an origin.

    Attributes:
        model: Fitted to what was known.
        covariance: Of its parameters, those of spend, and the logarithm of its factor; None where it is not known.
        histories: Of the customers, by groups.
        monetary_value: Mean spend per repeat day, shape (groups,).
        past: Week by week.
    """

    model: WeeklyModel
    covariance: FloatArray | None
    histories: PurchaseHistories
    monetary_value: FloatArray
    past: PastWeeks


def foretell(known: Known, weeks: int) -> Forecasts:
    """Every quantity by every method that the past is long enough for.

    Without a model of spend, revenue is only foretold by what it was.
    """
    sizes = known.past.sizes()
    base = base_by_week(known.model, known.histories, known.monetary_value, sizes, weeks)
    arrivals = arrivals_by_week(known.model, learn_arrivals(known.past.new_customers), sizes, weeks)
    seasons = learn_seasons(known.model, known.past)
    told = {Method.MODEL: _by_quantity(base.plus(arrivals))}
    if any(season.waves for season in seasons.values()):
        told[Method.MODEL_IN_SEASON] = _by_quantity(_in_season(known, base, seasons, sizes, weeks))
    found: Forecasts = {}
    for quantity in Quantity:
        ways = naive_forecasts(known.past.of(quantity), weeks)
        seasonal = seasons[quantity].waves or seasons[Quantity.NEW_CUSTOMERS].waves
        for method, sums in told.items():
            by_model = sums[quantity]
            if by_model is not None and (seasonal or method is Method.MODEL):
                ways[method] = Foretold.of_sum(by_model, known.covariance)
        found[quantity] = ways
    return found


def _by_quantity(told: WeeklyForecast) -> dict[Quantity, WeeklySum | None]:
    return {
        Quantity.PURCHASES: told.purchases,
        Quantity.ACTIVE_CUSTOMERS: told.active,
        Quantity.REVENUE: told.revenue,
        Quantity.NEW_CUSTOMERS: told.new_customers,
    }


def learn_seasons(model: WeeklyModel, past: PastWeeks) -> dict[Quantity, Season]:
    """Of new customers, and of what is done by those who have come before: in purchases, in customers and in money.

    A season in which many come is followed by weeks in which many buy again: the model tells of that by itself. What customers
    do again has a season only as far as it is more and less than those who had come were expected to do.
    """
    again = {
        Quantity.PURCHASES: past.purchases - past.new_customers,
        Quantity.ACTIVE_CUSTOMERS: past.active_customers - past.new_customers,
        Quantity.REVENUE: past.revenue - past.first_revenue,
    }
    expected = repeats_of_cohorts(model, past.new_customers)
    expected = np.maximum(expected, _LEAST * expected.mean()) if expected.any() else np.ones(len(past))
    found = {quantity: learn_season(np.maximum(sums, 0.0), expected) for quantity, sums in again.items()}
    return {**found, Quantity.NEW_CUSTOMERS: learn_season(past.new_customers)}


def _in_season(
    known: Known, base: WeeklyForecast, seasons: Mapping[Quantity, Season], sizes: SpendSizes, weeks: int
) -> WeeklyForecast:
    """The level of arrivals is learnt beside their season: one that followed it would have it twice."""
    new = known.past.new_customers
    before, ahead = np.arange(1.0 - len(new), 1.0), np.arange(1.0, weeks + 1.0)
    level = learn_arrivals(new, seasons[Quantity.NEW_CUSTOMERS].factors(before))
    season = WeeklySeason(
        arrivals=seasons[Quantity.NEW_CUSTOMERS].factors(ahead),
        purchases=seasons[Quantity.PURCHASES].factors(ahead),
        active=seasons[Quantity.ACTIVE_CUSTOMERS].factors(ahead),
        revenue=seasons[Quantity.REVENUE].factors(ahead),
    )
    return base.times(season).plus(arrivals_by_week(known.model, level, sizes, weeks, season))


def naive_forecasts(sums: FloatArray, weeks: int) -> dict[Method, Foretold]:
    """The same weeks of the year before, and the mean of the last weeks, each as uncertain as it has been."""
    sums = np.maximum(sums, 0.0)  # credit notes are not foretold
    recent = sums[-_RECENT:]
    around = float(recent.var(ddof=1)) if len(recent) > 1 else float(recent.mean())
    flat = np.full(weeks, float(recent.mean()))
    found = {Method.RECENT_MEAN: Foretold.alike(flat, np.full(weeks, around), around / len(recent))}
    if len(sums) >= SEASON:
        ahead = np.arange(weeks)
        years = np.floor(ahead / SEASON) + 1.0
        steps = sums[SEASON:] - sums[:-SEASON] if len(sums) >= SEASON + _RECENT else np.diff(sums)
        variance = float(np.mean(steps**2)) if len(steps) else 0.0
        found[Method.SEASONAL_NAIVE] = Foretold.alike(
            sums[len(sums) - SEASON + ahead % SEASON], np.asarray(variance * years), 0.0
        )
    return found


@dataclass(frozen=True, slots=True)
class MethodScore:
    """How a method did over the weeks of all origins.

    Attributes:
        weeks: How many were foretold.
        mean_absolute_error: Per week.
        root_mean_square_error: Per week.
        bias: Total foretold / actual − 1; NaN where nothing happened.
        coverage: Share of weeks that its intervals held, before they were widened.
        spread: Mean of the squared standardised errors: 1 where the variances are right.
    """

    weeks: int
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float
    coverage: float
    spread: float

    def beats(self, other: "MethodScore") -> bool:
        """Whether it is better on both errors."""
        errors = self.root_mean_square_error < other.root_mean_square_error
        return errors and self.mean_absolute_error < other.mean_absolute_error


Scores = dict[Quantity, dict[Method, MethodScore]]


def score_methods(forecasts: Sequence[Forecasts], actual: Sequence[PastWeeks], level: float) -> Scores:
    """Score every method that was there at every origin.

    Args:
        forecasts: Of each origin.
        actual: What then happened, of the same weeks.
        level: Of the intervals whose coverage is measured.
    """
    found: Scores = {}
    for quantity in Quantity if forecasts else ():
        methods = [method for method in Method if all(method in each[quantity] for each in forecasts)]
        found[quantity] = {
            method: score_weeks(
                [each[quantity][method] for each in forecasts], [each.of(quantity) for each in actual], quantity, level
            )
            for method in methods
        }
    return found


def score_weeks(told: Sequence[Foretold], actual: Sequence[FloatArray], quantity: Quantity, level: float) -> MethodScore:
    """The score of what was foretold at each origin, by what then happened."""
    mean, variance = np.concatenate([each.mean for each in told]), np.concatenate([each.variance for each in told])
    happened = np.concatenate(actual)
    errors, total = mean - happened, float(happened.sum())
    low, high = interval_of(quantity, mean, variance, level)
    standardised = np.divide(errors**2, variance, out=np.where(errors == 0.0, 1.0, np.inf), where=variance > 0.0)
    return MethodScore(
        weeks=len(errors),
        mean_absolute_error=float(np.abs(errors).mean()),
        root_mean_square_error=float(np.sqrt(np.mean(errors**2))),
        bias=float(errors.sum()) / total if total > 0.0 else float("nan"),
        coverage=float(np.mean((low <= happened) & (happened <= high))),
        spread=float(standardised.mean()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What is answered of a quantity.

    Attributes:
        method: That it is foretold by.
        unwidened: By it, as uncertain as it says itself; what it was at the origins of the backtest, too.
        widened_by: What its variances are multiplied by: at least 1; 1 without a backtest.
    """

    method: Method
    unwidened: Foretold
    widened_by: float

    @property
    def foretold(self) -> Foretold:
        """What is answered: widened."""
        return self.unwidened.widened(self.widened_by)


def choose_methods(forecasts: Forecasts, scores: Mapping[Quantity, Mapping[Method, MethodScore]]) -> dict[Quantity, Chosen]:
    """Of every quantity the model, unless another method beat it; the best of all where the model does not tell of it."""
    return {quantity: _choose(ways, scores.get(quantity, {})) for quantity, ways in forecasts.items()}


def _choose(ways: Mapping[Method, Foretold], scores: Mapping[Method, MethodScore]) -> Chosen:
    tried = [method for method in Method if method in ways and method in scores]
    if not tried:
        method = Method.MODEL if Method.MODEL in ways else Method.RECENT_MEAN
        return Chosen(method, ways[method], 1.0)
    better = [method for method in tried if Method.MODEL not in tried or scores[method].beats(scores[Method.MODEL])]
    method = min(better or [Method.MODEL], key=lambda each: scores[each].root_mean_square_error)
    spread = scores[method].spread
    by = max(spread, 1.0) if np.isfinite(spread) else 1.0
    return Chosen(method, ways[method], by)


def interval_of(quantity: Quantity, mean: FloatArray, variance: FloatArray, level: float) -> Interval:
    """Interval of outcomes of that mean and variance.

    Counts are negative binomial, or a Poisson's where the variance is no more than the mean; revenue is a gamma variable.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    from scipy.stats import gamma, nbinom, poisson  # half a second, which a process that only serves does not wait for

    normal_multiplier(level)  # refuses what is no level
    tails = 0.5 * (1.0 - level), 0.5 * (1.0 + level)
    somewhat = np.maximum(mean, 1e-12)
    if quantity is Quantity.REVENUE:
        spread = np.maximum(variance, 1e-12 * somewhat**2)
        ends = [gamma.ppf(tail, somewhat**2 / spread, scale=spread / somewhat) for tail in tails]
    else:
        more = variance > somewhat * (1.0 + 1e-9)
        excess = np.where(more, variance - somewhat, 1.0)
        size, chance = somewhat**2 / excess, somewhat / (somewhat + excess)
        ends = [np.where(more, nbinom.ppf(tail, size, chance), poisson.ppf(tail, somewhat)) for tail in tails]
    low, high = (np.where(mean > 0.0, np.nan_to_num(end), 0.0) for end in ends)
    return low, np.maximum(high, low)

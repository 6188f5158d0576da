"""What the customers there are, and those who come, will buy week by week: sums with their uncertainty.

The expectation of a sum is the sum of the expectations, at a few horizons and smooth between them; its derivatives by the
parameters likewise, so that parameters' errors, which all customers share, are carried exactly to first order. What customers
do by chance is independent between them: variances add up.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.arrivals import ArrivalLevel
from services.valuation.domain.equity import ValueModel
from services.valuation.domain.expectation import expected_purchases, expected_purchases_of_new_customer
from services.valuation.domain.gamma_gamma import expected_spend
from services.valuation.domain.grouping import group_rows
from services.valuation.domain.histories import NEW_CUSTOMER, PurchaseHistories
from services.valuation.domain.models import PurchaseModel

DAYS_PER_WEEK = 7
# Weeks at which expectations are computed: they bend most at first.
_AT = (0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 34, 43, 52, 78, 104)
# Numbers of purchases are told apart one by one up to this one, and longer lists grow by this factor.
_SINGLY, _GROWTH = 32, 1.3
_LEFT_OVER = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class WeeklySum:
    """A sum over customers, week by week.

    Attributes:
        mean: Expected, with derivatives by the model's parameters (of purchases, of spend, the logarithm of the factor).
        level: Covariance of the means that comes from how many customers will come, shape (weeks, weeks).
        chance: Variance of each week's sum at known parameters, shape (weeks,).
        cumulative_chance: Variance of the sum up to each week's end, likewise.
    """

    mean: Estimate
    level: FloatArray
    chance: FloatArray
    cumulative_chance: FloatArray

    @property
    def weeks(self) -> int:
        """How many."""
        return len(self.mean.value)

    def plus(self, other: "WeeklySum") -> "WeeklySum":
        """The sum over both groups of customers: one model, and independent chance."""
        return WeeklySum(
            Estimate(self.mean.value + other.mean.value, self.mean.slopes + other.mean.slopes),
            self.level + other.level,
            self.chance + other.chance,
            self.cumulative_chance + other.cumulative_chance,
        )

    def times(self, factors: FloatArray) -> "WeeklySum":
        """So many times as much each week, by as many more purchases.

        What all customers share grows with the factor, its variance with the square; chance is that of so many purchases: its
        variance grows with the factor.

        Args:
            factors: Of the weeks, >= 0.
        """
        mean = self.mean.value * factors
        before, after = self.cumulative(), np.cumsum(mean)
        whole = np.divide(after, before, out=np.ones_like(after), where=before > 0.0)
        return WeeklySum(
            Estimate(mean, self.mean.slopes * factors),
            self.level * np.outer(factors, factors),
            self.chance * factors,
            self.cumulative_chance * whole,
        )

    def variance(self, covariance: FloatArray | None) -> FloatArray:
        """Of each week, shape (weeks,); without a covariance the parameters count as known."""
        found = self.chance + np.diagonal(self.level)
        return found if covariance is None else found + self.mean.variance(covariance)

    def cumulative(self) -> FloatArray:
        """Expected up to each week's end."""
        return np.asarray(np.cumsum(self.mean.value))

    def cumulative_variance(self, covariance: FloatArray | None) -> FloatArray:
        """Of the sums up to each week's end."""
        steps = np.tri(self.weeks)
        found = self.cumulative_chance + np.einsum("wi,ij,wj->w", steps, self.level, steps)
        if covariance is None:
            return np.asarray(found)
        return np.asarray(found + Estimate(self.cumulative(), np.cumsum(self.mean.slopes, axis=1)).variance(covariance))


@dataclass(frozen=True, slots=True, eq=False)
class WeeklySeason:
    """What each week to come is beside the mean of a year, by what is done. Shape (weeks,) each.

    Attributes:
        arrivals: Of new customers, with all that they buy later.
        purchases: Of repeat purchases.
        active: Of customers who buy again.
        revenue: Of repeat purchases.
    """

    arrivals: FloatArray
    purchases: FloatArray
    active: FloatArray
    revenue: FloatArray

    @classmethod
    def steady(cls, weeks: int) -> "WeeklySeason":
        """None."""
        return cls(*(np.ones(weeks) for _ in range(4)))


@dataclass(frozen=True, slots=True, eq=False)
class WeeklyForecast:
    """What customers will do, week by week.

    Attributes:
        purchases: Days on which a customer buys.
        active: Customers who buy within the week.
        revenue: None where spend is not known.
        new_customers: Customers who come.
    """

    purchases: WeeklySum
    active: WeeklySum
    revenue: WeeklySum | None
    new_customers: WeeklySum

    def plus(self, other: "WeeklyForecast") -> "WeeklyForecast":
        """Of both groups of customers."""
        revenue = None if self.revenue is None or other.revenue is None else self.revenue.plus(other.revenue)
        return WeeklyForecast(
            self.purchases.plus(other.purchases),
            self.active.plus(other.active),
            revenue,
            self.new_customers.plus(other.new_customers),
        )

    def times(self, season: WeeklySeason) -> "WeeklyForecast":
        """Of customers who have come, in a season."""
        return WeeklyForecast(
            self.purchases.times(season.purchases),
            self.active.times(season.active),
            None if self.revenue is None else self.revenue.times(season.revenue),
            self.new_customers,
        )


@dataclass(frozen=True, slots=True, eq=False)
class WeeklyModel:
    """What weeks are foretold by.

    Attributes:
        purchases: With its parameters.
        value: The same with spend; None where spend is not known.
        week: Its length in the model's unit.
        factor: That expected purchases are multiplied by.
    """

    purchases: PurchaseModel
    value: ValueModel | None
    week: float
    factor: float = 1.0

    @property
    def parameters(self) -> int:
        """How many derivatives there are: purchases, spend, the logarithm of the factor."""
        return len(self.purchases.values) + (0 if self.value is None else len(self.value.spend)) + 1


@dataclass(frozen=True, slots=True)
class SpendSizes:
    """What purchase days have come to lately.

    Attributes:
        first: Mean of a customer's first.
        size: Mean of the squares of all by the mean of all: the size of a purchase that a unit of revenue belongs to.
    """

    first: float
    size: float


def base_by_week(
    model: WeeklyModel, histories: PurchaseHistories, monetary_value: FloatArray, sizes: SpendSizes, weeks: int
) -> WeeklyForecast:
    """What the customers there are will do.

    Args:
        model: What weeks are foretold by.
        histories: Up to now, by groups; not empty.
        monetary_value: Mean spend per repeat day, of the mean customer of the group, shape (rows,).
        sizes: Of purchases.
        weeks: How many.
    """
    customers = histories.customers.astype(np.float64)
    weights = [customers]
    if model.value is not None:
        spend, slopes = expected_spend(model.value.spend, histories.frequency.astype(np.float64), monetary_value)
        known = np.isfinite(spend)  # who has no mean spend is counted with what first purchases come to
        weights += [
            customers * np.where(known, spend, sizes.first),
            *(customers * np.where(known, each, 0.0) for each in slopes),
        ]
    sums, by_slopes = _sums_by_week(model.purchases, histories, np.stack(weights), model.week, weeks)
    bought = first_week(model.purchases, histories, model.week)
    spread, share = bought.spread, bought.active
    nothing = np.zeros((weeks, weeks))
    purchases = _sum(model, sums[0], by_slopes[0], None)
    cumulative = _cumulative_spread(model.purchases, histories, model.week, weeks)
    chance = spread * purchases.value
    revenue = None
    if model.value is not None:
        money = _sum(model, sums[1], by_slopes[1], sums[2:])
        by_size = spread * sizes.size * money.value
        revenue = WeeklySum(money, nothing, by_size, np.cumsum(money.value) * sizes.size * cumulative)
    active = Estimate(purchases.value * share, purchases.slopes * share)
    return WeeklyForecast(
        purchases=WeeklySum(purchases, nothing, chance, np.cumsum(purchases.value) * cumulative),
        active=WeeklySum(active, nothing, active.value, np.cumsum(active.value) * cumulative),
        revenue=revenue,
        new_customers=nobody(model, weeks),
    )


def _lumps(model: PurchaseModel, week: float, weeks: int) -> FloatArray:
    """Mean of the square of all that a new customer has bought by the end of a week, by its mean, by age, shape (weeks,).

    Those who come by chance bring all that they buy with them. In the middle of a week they come: the first has half of it.
    """
    ages = np.arange(weeks) + 0.5
    at = np.array([point for point in (0.5, 4.5, 13.5, 26.5) if point < ages[-1]] + [float(ages[-1])])
    found = []
    for point in at:
        mean, variance, _ = _moments(model, NEW_CUSTOMER, float(point) * week)
        found.append((variance + (1.0 + mean) ** 2) / (1.0 + mean))
    return np.asarray(np.interp(ages, at, np.array(found)))


def nobody(model: WeeklyModel, weeks: int) -> WeeklySum:
    """Nothing, for certain."""
    return WeeklySum(
        Estimate(np.zeros(weeks), np.zeros((model.parameters, weeks))),
        np.zeros((weeks, weeks)),
        np.zeros(weeks),
        np.zeros(weeks),
    )


def _sum(model: WeeklyModel, value: FloatArray, slopes: FloatArray, spend_slopes: FloatArray | None) -> Estimate:
    """A weekly sum times the factor, with derivatives by all parameters."""
    size = 0 if model.value is None else len(model.value.spend)
    by_spend = np.zeros((size, len(value))) if spend_slopes is None else spend_slopes
    return Estimate(model.factor * value, model.factor * np.concatenate([slopes, by_spend, value[None]]))


def _sums_by_week(
    model: PurchaseModel, histories: PurchaseHistories, weights: FloatArray, week: float, weeks: int
) -> tuple[FloatArray, FloatArray]:
    """Weighted sums of expected purchases by week, shape (weights, weeks), and their slopes, shape (weights, d, weeks)."""
    at = _points(weeks)
    told = [expected_purchases(model, histories, float(point) * week) for point in at]
    values = np.stack([weights @ each.value for each in told], axis=-1)
    slopes = np.stack([weights @ each.slopes.T for each in told], axis=-1)
    return _by_week(at, values, weeks), _by_week(at, slopes, weeks)


def _points(weeks: int) -> FloatArray:
    return np.array([*(point for point in _AT if point < weeks), float(weeks)])


def _by_week(at: FloatArray, cumulative: FloatArray, weeks: int) -> FloatArray:
    """Weekly steps of what is 0 now and known at some weeks' ends, along the last axis."""
    times = np.concatenate([[0.0], at])
    whole = np.concatenate([np.zeros((*cumulative.shape[:-1], 1)), cumulative], axis=-1)
    return np.asarray(np.diff(PchipInterpolator(times, whole, axis=-1)(np.arange(weeks + 1.0)), axis=-1))


@dataclass(frozen=True, slots=True)
class FirstWeek:
    """How purchases of a week are spread over customers.

    Attributes:
        spread: Variance of their number by its mean: 1 were they a Poisson's.
        active: Customers who buy, by purchases.
    """

    spread: float
    active: float


def first_week(model: PurchaseModel, histories: PurchaseHistories, week: float) -> FirstWeek:
    """Of the week to come: the later ones are taken to be spread alike."""
    mean, variance, some = _moments(model, histories, week)
    return FirstWeek(variance / mean, some / mean) if mean > 0.0 else FirstWeek(1.0, 1.0)


def _cumulative_spread(model: PurchaseModel, histories: PurchaseHistories, week: float, weeks: int) -> FloatArray:
    """Variance by mean of the number of purchases up to each week's end, shape (weeks,)."""
    at = np.unique(np.array([1.0, *(point for point in (4.0, 13.0, 26.0) if point < weeks), float(weeks)]))
    found = []
    for point in at:
        mean, variance, _ = _moments(model, histories, float(point) * week)
        found.append(variance / mean if mean > 0.0 else 1.0)
    return np.asarray(np.interp(np.arange(1.0, weeks + 1.0), at, np.array(found)))


def _moments(model: PurchaseModel, histories: PurchaseHistories, horizon: float) -> tuple[float, float, float]:
    """Mean and variance of all customers' purchases within the horizon, and how many of them buy at all, expected.

    By P(Y > n): Σ P(Y > n) is the mean, Σ (2n + 1) P(Y > n) the mean of the square.
    """
    x, T = histories.frequency.astype(np.float64), histories.T
    groups = group_rows(x, T)
    first = groups.members
    order = np.lexsort((T[first], x[first]))
    means, squares, ones = np.zeros(len(first)), np.zeros(len(first)), np.zeros(len(first))
    changes = np.flatnonzero(np.diff(x[first][order])) + 1
    for rows in np.split(order, changes):
        means[rows], squares[rows], ones[rows] = _tails(model, float(x[first[rows[0]]]), T[first[rows]], horizon)
    alive = probability_alive(model, histories).value
    mean, square = alive * means[groups.group_of], alive * squares[groups.group_of]
    weight = histories.customers.astype(np.float64)
    return (
        float(weight @ mean),
        float(weight @ (square - mean * mean)),
        float(weight @ (alive * ones[groups.group_of])),
    )


def _tails(model: PurchaseModel, x: float, T: FloatArray, horizon: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean, mean of the square and P(Y > 0) of customers who are alive, of one frequency."""
    numbers = np.arange(float(_SINGLY))
    while True:
        beyond = model.structure.counts_beyond(model.values, np.full((1, 1), x), T[:, None], horizon, numbers[None])
        if beyond[:, -1].max() <= _LEFT_OVER or numbers[-1] > 1e6:
            break
        last = numbers[-1]
        numbers = np.concatenate([numbers, np.unique(np.ceil(last * _GROWTH ** np.arange(1.0, 16.0)))])
    # From one mark to the next the tail is taken to be a straight line.
    steps = np.diff(numbers)
    inner = 0.5 * (beyond[:, :-1] + beyond[:, 1:]) * steps + 0.5 * (beyond[:, :-1] - beyond[:, 1:])
    middles = 0.5 * (numbers[:-1] + numbers[1:] - 1.0)
    mean = inner.sum(axis=1) + beyond[:, -1]
    square = (inner * (2.0 * middles + 1.0)).sum(axis=1) + beyond[:, -1] * (2.0 * numbers[-1] + 1.0)
    return mean, square, beyond[:, 0]


def repeats_of_cohorts(model: WeeklyModel, new_customers: FloatArray) -> FloatArray:
    """What those who came week by week, the earliest first, were expected to buy again in the same weeks. Shape (weeks,)."""
    weeks = len(new_customers)
    at = np.array([point for point in (0.25, *_AT) if point < weeks] + [float(weeks)])
    grown = expected_purchases_of_new_customer(model.purchases, at * model.week)
    ends = PchipInterpolator(np.concatenate([[0.0], at]), np.concatenate([[0.0], grown]))(np.arange(weeks) + 0.5)
    return np.asarray(np.convolve(new_customers, np.diff(ends, prepend=0.0))[:weeks])


def arrivals_by_week(
    model: WeeklyModel, level: ArrivalLevel, sizes: SpendSizes, weeks: int, season: WeeklySeason | None = None
) -> WeeklyForecast:
    """What the customers who are still to come will do: their first purchases, and their repeat ones.

    They come evenly within a week: half of it is left to buy again.

    Args:
        model: What weeks are foretold by.
        level: Of arrivals, in a mean week.
        sizes: Of purchases.
        weeks: How many.
        season: None where weeks are alike.
    """
    factors = WeeklySeason.steady(weeks) if season is None else season
    grown = [expected_purchases(model.purchases, NEW_CUSTOMER, (age + 0.5) * model.week) for age in range(weeks)]
    growth = Estimate(np.array([each.value[0] for each in grown]), np.stack([each.slopes[:, 0] for each in grown], axis=-1))
    repeats = np.diff(growth.value, prepend=0.0)
    repeat_slopes = np.diff(growth.slopes, axis=-1, prepend=0.0)
    # What a customer of week k does in week w stands at [w, k].
    ages = np.subtract.outer(np.arange(weeks), np.arange(weeks))
    there = ages >= 0
    rates = level.mean * factors.arrivals
    covariance = level.covariance(weeks) * np.outer(factors.arrivals, factors.arrivals)
    bought = first_week(model.purchases, NEW_CUSTOMER, model.week)
    lumps = np.where(there, _lumps(model.purchases, model.week, weeks)[np.maximum(ages, 0)], 0.0)
    came = np.eye(weeks)
    size = 0 if model.value is None else len(model.value.spend)

    def total(
        first: float, later: float, season: FloatArray, spend_slopes: FloatArray, money: float, spread: float, since: int = 0
    ) -> WeeklySum:
        """Of first purchases worth `first` and repeat ones worth `later`, in season, in purchases of a size of `money`.

        Repeat ones count from so many weeks on after the one in which a customer comes.
        """
        bought_again = model.factor * season[:, None] * np.where(ages >= since, repeats[np.maximum(ages, 0)], 0.0)
        by_week = np.where(ages >= since, repeat_slopes[:, np.maximum(ages, 0)], 0.0) @ rates
        done = came * first + later * bought_again
        mean, repeat = done @ rates, bought_again @ rates
        slopes = np.concatenate([model.factor * later * season * by_week, spend_slopes * repeat, later * repeat[None]])
        together = lumps if later else there
        return WeeklySum(
            Estimate(mean, slopes),
            done @ covariance @ done.T,
            money * spread * mean,
            money * (together * done.cumsum(axis=0)) @ rates,
        )

    revenue, none = None, np.zeros((size, 1))
    if model.value is not None:
        spend, slopes = expected_spend(model.value.spend, np.zeros(1), np.zeros(1))
        known = bool(np.isfinite(spend[0]))
        mean, by = (float(spend[0]), slopes[:, :1]) if known else (sizes.first, none)
        revenue = total(sizes.first, mean, factors.revenue, by, sizes.size, bought.spread)
    return WeeklyForecast(
        purchases=total(1.0, 1.0, factors.purchases, none, 1.0, bought.spread),
        active=total(1.0, bought.active, factors.active, none, 1.0, 1.0, since=1),  # who comes is active already
        revenue=revenue,
        new_customers=total(1.0, 0.0, np.ones(weeks), none, 1.0, 1.0),
    )

"""What is drawn of a fitted model beside what happened: sizes are bounded, whatever the number of customers.

Sources: Fader, Hardie & Lee (2005), figures 1–4; Fader & Hardie, "Creating a Tracking Plot" (2008).
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate, Interval, Link, normal_multiplier
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.grouping import weighted_counts
from services.valuation.domain.histories import NEW_CUSTOMER, PurchaseHistories
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.predictive import log_probability_of_outcome

MOST_BINS = 260
MOST_FREQUENCY = 7
"""Customers who bought as often or more often are one group."""
MOST_GRID = 30

PARAMETER_METHOD = "delta method on the covariance at the maximum of the likelihood (Laplace): of the parameters alone"
CHANCE_METHOD = "normal interval of the number of customers: of their chance alone, at the parameters as they were fitted"

# E[X(t)] is smooth: between so many points it is interpolated.
_POINTS = 400
# Distinct lengths of watch that probabilities are worked out at; a longer list is thinned out.
_AGES = 400


@dataclass(frozen=True, slots=True, eq=False)
class Tracking:
    """Repeat purchases of all customers, bin after bin, from the day on which the first of them came.

    Attributes:
        ends: Last day of each bin, counted from that day, shape (bins,).
        actual: Shape (bins,).
        expected: Shape (bins,).
        expected_interval: Low and high.
        cumulative: Expected up to each bin's end.
        cumulative_interval: Low and high.
    """

    ends: IntArray
    actual: IntArray
    expected: FloatArray
    expected_interval: Interval
    cumulative: FloatArray
    cumulative_interval: Interval


def track_purchases(
    model: PurchaseModel,
    covariance: FloatArray | None,
    firsts: IntArray,
    repeats: IntArray,
    days_per_unit: float,
    days_per_bin: int,
    level: float,
    *,
    whole: bool,
) -> Tracking:
    """Repeat purchases beside those that the model expects of customers of whom nothing but their first day is known.

    Args:
        model: With its parameters.
        covariance: Of these; without it there are no intervals.
        firsts: Customers by the day of their first purchase, counted from the first of all, shape (days,).
        repeats: Repeat purchases by day, shape (days,).
        days_per_unit: Of the model's time.
        days_per_bin: Wished for; several times as many where there would be more than `MOST_BINS`.
        level: Of the intervals.
        whole: Whether what is counted here as days are opportunities: then the one of the first purchase is none to buy again.
            As the papers do, a day itself is: at the end of a bin it is over.
    """
    days = len(firsts)
    width = days_per_bin * max(-(-days // (days_per_bin * MOST_BINS)), 1)
    ends = np.minimum(np.arange(width, days + width, width, dtype=np.int64), days) - 1
    grown = _growth(model, days, days_per_unit)
    came = np.flatnonzero(firsts)
    watched = np.maximum(ends[:, None] + (0 if whole else 1) - came, 0)
    weights = firsts[came].astype(np.float64)
    total = Estimate(grown.value[watched] @ weights, grown.slopes[:, watched] @ weights)
    start = Estimate(np.zeros(1), np.zeros((len(model.values), 1)))
    rise = Estimate(np.diff(total.value, prepend=start.value), np.diff(total.slopes, axis=1, prepend=start.slopes))
    bins = np.searchsorted(ends, np.arange(days))
    return Tracking(
        ends=ends,
        actual=np.rint(weighted_counts(bins, repeats.astype(np.float64), len(ends))).astype(np.int64),
        expected=rise.value,
        expected_interval=_interval(rise, covariance, level),
        cumulative=total.value,
        cumulative_interval=_interval(total, covariance, level),
    )


def _growth(model: PurchaseModel, last: int, days_per_unit: float) -> Estimate:
    """E[X(t)] of a new customer after each number of days from 0 to the last, shape (last + 1,)."""
    days = np.arange(last + 1, dtype=np.float64)
    at = np.unique(np.linspace(0, last, min(last + 1, _POINTS)).round())
    told = [expected_purchases(model, NEW_CUSTOMER, float(day) / days_per_unit) for day in at]
    known = np.stack([np.concatenate([each.value, each.slopes[:, 0]]) for each in told])
    if len(at) < len(days):
        known = PchipInterpolator(at, known)(days)
    return Estimate(known[:, 0], known[:, 1:].T)


def _interval(estimate: Estimate, covariance: FloatArray | None, level: float) -> Interval:
    if covariance is None:
        nothing = np.full(len(estimate.value), np.nan)
        return nothing, nothing
    return estimate.interval(covariance, level, Link.LOG)


@dataclass(frozen=True, slots=True, eq=False)
class FrequencyHistogram:
    """Customers by how often they bought again; the last group is of those with `MOST_FREQUENCY` or more. Shape (groups,).

    Attributes:
        actual: Customers.
        expected: By the model, each watched as long as they were.
        interval: Low and high of the number itself.
    """

    actual: IntArray
    expected: FloatArray
    interval: Interval


def frequency_histogram(model: PurchaseModel, histories: PurchaseHistories, level: float) -> FrequencyHistogram:
    """The histogram of the calibration."""
    weight = histories.customers.astype(np.float64)
    group = np.minimum(histories.frequency, MOST_FREQUENCY)
    actual = weighted_counts(group, weight, MOST_FREQUENCY + 1)
    ages, customers = _watches(histories.T, weight)
    numbers = np.arange(MOST_FREQUENCY, dtype=np.int64)
    chances = np.zeros((len(ages), MOST_FREQUENCY + 1))
    chances[:, 0] = 1.0
    new = PurchaseHistories.of(*(np.zeros(MOST_FREQUENCY, dtype=kind) for kind in (np.int64, np.float64, np.float64)))
    for row, age in enumerate(ages.tolist()):
        if age > 0.0:
            chances[row, :-1] = np.exp(log_probability_of_outcome(model, new, age, numbers))
            chances[row, -1] = max(1.0 - float(chances[row, :-1].sum()), 0.0)
    expected = customers @ chances
    half = normal_multiplier(level) * np.sqrt(customers @ (chances * (1.0 - chances)))
    return FrequencyHistogram(
        np.rint(actual).astype(np.int64),
        expected,
        (np.maximum(expected - half, 0.0), np.minimum(expected + half, weight.sum())),
    )


def _watches(T: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Distinct lengths of watch with their customers; where there are very many, the nearest of fewer."""
    ages, place = np.unique(T, return_inverse=True)
    customers = weighted_counts(place.astype(np.int64), weight, len(ages))
    if len(ages) <= _AGES:
        return ages, customers
    ends = np.linspace(ages[0], ages[-1], _AGES + 1)
    part = np.minimum(np.searchsorted(ends, ages, side="right") - 1, _AGES - 1).astype(np.int64)
    sums = weighted_counts(part, customers, _AGES)
    means = np.divide(weighted_counts(part, customers * ages, _AGES), sums, out=np.zeros(_AGES), where=sums > 0.0)
    return means[sums > 0.0], sums[sums > 0.0]


@dataclass(frozen=True, slots=True, eq=False)
class ConditionalExpectations:
    """Purchases in the holdout by how often customers had bought before it; groups as of the histogram, shape (groups,).

    Attributes:
        customers: Of each group.
        actual: Mean purchases; NaN of nobody.
        expected: Mean of what the model expected.
        interval: Low and high of that.
    """

    customers: IntArray
    actual: FloatArray
    expected: FloatArray
    interval: Interval


def conditional_expectations(
    model: PurchaseModel,
    covariance: FloatArray | None,
    histories: PurchaseHistories,
    holdout: FloatArray,
    horizon: float,
    level: float,
) -> ConditionalExpectations:
    """Expected beside actual purchases within the holdout.

    Args:
        model: With its parameters.
        covariance: Of these; without it there are no intervals.
        histories: Up to the end of the calibration.
        holdout: Purchases after it, of each customer of the row, shape (rows,).
        horizon: Length of the holdout, in the histories' unit.
        level: Of the intervals.
    """
    weight = histories.customers.astype(np.float64)
    group, size = np.minimum(histories.frequency, MOST_FREQUENCY), MOST_FREQUENCY + 1
    customers = weighted_counts(group, weight, size)
    found = expected_purchases(model, histories, horizon)

    def mean(column: FloatArray) -> FloatArray:
        total = weighted_counts(group, weight * column, size)
        return np.asarray(np.divide(total, customers, out=np.full(size, np.nan), where=customers > 0.0))

    expected = Estimate(mean(found.value), np.stack([mean(slope) for slope in found.slopes]))
    somebody = customers > 0.0
    low, high = np.full(size, np.nan), np.full(size, np.nan)
    if covariance is not None:
        some = Estimate(expected.value[somebody], expected.slopes[:, somebody])
        low[somebody], high[somebody] = some.interval(covariance, level, Link.LOG)
    return ConditionalExpectations(np.rint(customers).astype(np.int64), mean(holdout), expected.value, (low, high))


@dataclass(frozen=True, slots=True, eq=False)
class AliveGrid:
    """P(alive) of customers watched for one time, by frequency and recency.

    Attributes:
        T: How long they were watched.
        frequency: Shape (frequencies,).
        recency: Shape (recencies,).
        probability: Shape (frequencies, recencies); NaN where nobody can be.
    """

    T: float
    frequency: IntArray
    recency: FloatArray
    probability: FloatArray


def alive_grid(model: PurchaseModel, histories: PurchaseHistories, *, whole: bool) -> AliveGrid:
    """P(alive) over what frequencies and recencies there are, `MOST_GRID` of each at the most, at the longest watch.

    Args:
        model: With its parameters.
        histories: That say how far the grid reaches.
        whole: Whether time counts opportunities: then recency is whole, and at least the frequency.
    """
    T = float(histories.T.max(initial=0.0))
    most = int(histories.frequency.max(initial=0))
    frequency = np.unique(np.linspace(0, most, min(most + 1, MOST_GRID)).round().astype(np.int64))
    recency = np.linspace(0.0, T, MOST_GRID) if T > 0.0 else np.zeros(1)
    if whole:
        recency = np.unique(np.linspace(0.0, T, min(int(T) + 1, MOST_GRID)).round())
    x, t = (each.ravel() for each in np.meshgrid(frequency, recency, indexing="ij"))
    possible = (x == 0) == (t == 0.0)
    if whole:
        possible &= x <= t
    probability = np.full(len(x), np.nan)
    some = PurchaseHistories.of(x[possible], t[possible], np.full(int(possible.sum()), T))
    probability[possible] = probability_alive(model, some).value
    return AliveGrid(T, frequency, recency, probability.reshape(len(frequency), len(recency)))

"""How the outcome itself is spread: the number of purchases, and what they add up to.

A customer who never left would buy N times within the horizon, N negative binomial. The one who does leave buys more than
n times where N > n and each of the first n purchases was survived; so with s_n the mean of (1 − p)^n over the posterior of p

    P(Y > n) = P(alive) · s_n · P(N > n),

the whole predictive distribution of BG/NBD, exact, with nothing to cancel. The sum of n spends of a Gamma-Gamma customer is
(v + x·m) times a beta prime variable of shapes p·n and q + p·x. The parameters' own uncertainty enters by averaging over
sets of parameters that stand for their distribution (cubature of the third degree: 2d equally weighted points that have its
mean and covariance).

Sources: Fader, Hardie & Lee (2005), section 4; Fader & Hardie (2013), note 025; Stroud (1971), Approximate Calculation of
Multiple Integrals, U3 of degree 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.special import betainc, betaincinv, betaln, expit, logit

from inference.arrays import FloatArray, IntArray
from inference.delta import Interval, InvalidLevelError, normal_multiplier
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import InvalidParametersError, TooManyProbabilitiesError
from services.valuation.domain.grouping import group_rows
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.interpolation import TimeRule
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.structure import LEAST_PARAMETER, MOST_PARAMETER, PROBABILITIES

# The distribution of the number is tabulated at every number up to the first of these, where that does not do up to the second,
# and then at marks that lie this much further apart, so many more at first; by leaps where no float tells one purchase more,
# and no further than any parameters reach: a table has bounds.
_SINGLY = (32, 128)
_GROWTH = 1.06
_LEAP, _UNCOUNTED, _FARTHEST_COUNT = 4.0, 1e15, 1e60
_FEW = 9
# Positions at which the distribution of sums is tabulated, evenly in their logarithm: so many, or more where it is narrow.
_POSITIONS = 160
_MOST_POSITIONS = 640
_ROWS = 1024
# What intervals may take at the most, in probabilities of a number of purchases as fast as BG/NBD's: up to a minute.
_MOST_EFFORT = 2e8
_TOO_LONG = "what these rows may buy takes too many probabilities to tell: ask for fewer rows at a time, or without covariance"
# A number in the distribution of a sum takes a tenth of that.
_EFFORT_OF_A_SUM = 0.1
# Pairs of x and T of which distributions are asked together.
_ASKED = 1024
# What may be left over beyond the largest number, as a share of the tail that an interval cuts off.
_LEFT_OVER = 1e-3
_FARTHEST_SHIFT = 20.0
# Between these logarithms sums of spends are told, in units of their scale: of about all that floats hold.
_LEAST_LOG, _MOST_LOG = -700.0, 700.0
# A parameter as near as this to the end of its range has no scale to be spread on, and counts as known.
_LEAST_SLOPE = 1e-100


@dataclass(frozen=True, slots=True, eq=False)
class SpendPosterior:
    """What the spends of a customer with known history add up to.

    Attributes:
        shape: p of Gamma-Gamma.
        concentration: q + p·x, shape (rows,).
        scale: v + x·m, times what discounting leaves of a purchase, shape (rows,).
        deviation: Standard error of the logarithm of expected spend, from its parameters, shape (rows,).
    """

    shape: float
    concentration: FloatArray
    scale: FloatArray
    deviation: FloatArray


def parameter_cloud(model: PurchaseModel, covariance: FloatArray) -> list[PurchaseModel]:
    """Models that stand, each with the same weight, for the uncertainty of this one's parameters.

    On the scale of logarithms (logits for probabilities) their mean and covariance are those of the parameters.
    """
    rows = spread_parameters(model.values, model.structure.parameters, covariance)
    return [PurchaseModel(model.structure, row) for row in rows]


def spread_parameters(values: FloatArray, names: tuple[str, ...], covariance: FloatArray) -> FloatArray:
    """Sets of parameters that stand, each with the same weight, for their uncertainty.

    On the scale of logarithms (logits for probabilities) their mean and covariance are those of the parameters.

    Args:
        values: On their natural scale, shape (d,).
        names: Of the parameters.
        covariance: Of the values, shape (d, d).

    Returns:
        Shape (2d, d).
    """
    is_share = np.array([name in PROBABILITIES for name in names])
    slopes = np.where(is_share, values * (1.0 - values), values)
    free = slopes > _LEAST_SLOPE
    scale = np.divide(1.0, slopes, out=np.zeros_like(slopes), where=free)
    variances, axes = np.linalg.eigh(covariance * np.outer(scale, scale))
    shifts = (axes * np.sqrt(np.maximum(variances, 0.0) * len(values))).T
    shifts = np.clip(np.concatenate([shifts, -shifts]), -_FARTHEST_SHIFT, _FARTHEST_SHIFT)
    grown = values * np.exp(shifts)
    shares = np.where(is_share, values, 0.5)
    moved = np.where(is_share, shares * np.exp(shifts) / (1.0 - shares + shares * np.exp(shifts)), grown)
    moved = np.where(is_share, moved, np.clip(moved, np.minimum(values, LEAST_PARAMETER), MOST_PARAMETER))
    return np.where(free, moved, values)


def counts_beyond(model: PurchaseModel, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
    """P(Y > n) of customers who are alive at T.

    Args:
        model: With its parameters.
        x: Repeat purchases, broadcastable with the rest.
        T: Likewise.
        horizon: Length of time from T.
        n: Numbers of purchases, likewise.
    """
    return model.structure.counts_beyond(model.values, x, T, horizon, n)


@dataclass(slots=True, eq=False)
class _Asked:
    """Models that are asked for numbers of purchases, for as long as that may take.

    Attributes:
        cloud: The models.
        horizon: Length of time from T.
        left: Effort that may still be made.
    """

    cloud: list[PurchaseModel]
    horizon: float
    left: float

    def beyond(self, x: FloatArray, T: FloatArray, n: FloatArray) -> FloatArray:
        """P(Y > n) under each model, shape (models, …)."""
        self.takes(self._effort(int(np.prod(np.broadcast_shapes(x.shape, T.shape, n.shape)))))
        return np.stack([counts_beyond(model, x, T, self.horizon, n) for model in self.cloud])

    def refuse_more(self, numbers: int) -> None:
        """Before anything is asked: it will be so many numbers at the least.

        Raises:
            TooManyProbabilitiesError: They take more than is left.
        """
        if self._effort(numbers) > self.left:
            raise TooManyProbabilitiesError(_TOO_LONG, field="rows")

    def takes(self, effort: float) -> None:
        """So much effort is made.

        Raises:
            TooManyProbabilitiesError: It is more than is left.
        """
        self.left -= effort
        if self.left < 0.0:
            raise TooManyProbabilitiesError(_TOO_LONG, field="rows")

    def _effort(self, numbers: int) -> float:
        return numbers * sum(model.structure.effort(self.horizon) for model in self.cloud)


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """Customers of one frequency and concentration of spend, from one T to another.

    Attributes:
        x: Their frequency.
        concentration: Of their spend.
        rows: Which customers, in the order of T.
        T: Of each, shape (rows,).
        rule: Which T are asked for the distribution of the number of purchases.
    """

    x: float
    concentration: float
    rows: IntArray
    T: FloatArray
    rule: TimeRule

    @classmethod
    def of(cls, x: float, concentration: float, rows: IntArray, T: FloatArray, scale: float) -> Self:
        """Such customers, where the distribution is smooth in ln(scale + T)."""
        return cls(x, concentration, rows, T, TimeRule.of(np.unique(T), scale))

    def halves(self, scale: float) -> list[Self]:
        """The same in two parts: over half of the way a distribution is less than half as bent."""
        distinct = np.unique(self.T)
        half = int(np.searchsorted(self.T, distinct[len(distinct) // 2]))
        parts = (slice(None, half), slice(half, None))
        return [self.of(self.x, self.concentration, self.rows[part], self.T[part], scale) for part in parts]


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """How often customers of a stretch buy who are alive at T.

    Attributes:
        marks: The numbers of purchases that are tabulated, shape (marks,).
        beyond: P(Y > mark) under each model at each T that was asked, shape (models, T, marks).
    """

    marks: FloatArray
    beyond: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Customers of one frequency, and how their number of purchases is spread.

    Attributes:
        x: Their frequency.
        T: Of each, shape (rows,).
        alive: P(alive) of each under each model, shape (models, rows).
        marks: The numbers of purchases that are tabulated, shape (marks,).
        beyond: P(Y > mark), averaged over the models, shape (rows, marks).
    """

    x: float
    T: FloatArray
    alive: FloatArray
    marks: FloatArray
    beyond: FloatArray

    @classmethod
    def of(cls, stretch: _Stretch, counts: _Counts, some: slice, alive: FloatArray) -> Self:
        """Some customers of a stretch, who are alive with these probabilities."""
        T = stretch.T[some]
        models, rows = alive.shape
        shares = np.einsum("mr,rt->rmt", alive, stretch.rule.weights(T)).reshape(rows, -1)
        beyond = shares @ counts.beyond.reshape(-1, len(counts.marks))
        return cls(stretch.x, T, alive, counts.marks, beyond / models)


def predictive_intervals(
    cloud: list[PurchaseModel],
    histories: PurchaseHistories,
    horizon: float,
    level: float,
    spend: SpendPosterior | None = None,
) -> dict[str, Interval]:
    """Intervals that hold the outcome with at least the given probability.

    Args:
        cloud: Models that stand for the parameters' uncertainty.
        histories: Of the customers.
        horizon: Length of time from T.
        level: The probability.
        spend: How spends add up; without it only purchases are told.

    Returns:
        Low and high number of purchases, and low and high of what they add up to, under the names of their expectations.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
        InvalidParametersError: With such parameters outcomes are beyond all counting, or their sums beyond arithmetic.
        TooManyProbabilitiesError: So many different customers, with such parameters, would take minutes.
    """
    if not 0.0 < level < 1.0:
        raise InvalidLevelError(f"level is {level}", field="level")
    tail = 0.5 * (1.0 - level)
    x = histories.frequency.astype(np.float64)
    concentration = np.zeros(len(x)) if spend is None else spend.concentration
    # A different concentration for the same x tells those of whom no spend is known.
    groups = group_rows(x, histories.recency, histories.T, concentration)
    first = groups.members
    distinct = PurchaseHistories(x[first].astype(np.int64), histories.recency[first], histories.T[first], np.ones_like(first))
    counts = np.zeros((2, len(first)))
    sums = np.zeros((3, len(first)))
    alive = np.stack([probability_alive(model, distinct).value for model in cloud])
    scale = min(model.structure.time_scale(model.values) for model in cloud)
    alike = _alike(x[first], concentration[first], distinct.T)
    stretches = [_Stretch.of(x[first[rows[0]]], concentration[first[rows[0]]], rows, distinct.T[rows], scale) for rows in alike]
    asked = _Asked(cloud, horizon, _MOST_EFFORT)
    asked.refuse_more(sum(len(stretch.rule.asked) for stretch in stretches) * (_SINGLY[0] + 1))
    for stretch, told in _tell_counts(asked, stretches, scale, tail):
        for start in range(0, len(stretch.rows), _ROWS):
            some = slice(start, start + _ROWS)
            here = stretch.rows[some]
            block = _Block.of(stretch, told, some, alive[:, here])
            counts[:, here] = [_count_quantile(asked, block, 1.0 - tail), _count_quantile(asked, block, tail)]
            if spend is not None:
                sums[:, here] = _sum_quantiles(asked, block, spend.shape, stretch.concentration, tail)
    low, high = counts[:, groups.group_of]
    if spend is None:
        return {"expected_purchases": (low, high)}
    low_sum, middle, high_sum = sums[:, groups.group_of] * spend.scale
    value = widened((low_sum, high_sum), middle, spend.deviation, level)
    return {"expected_purchases": (low, high), "clv": value}


def _alike(x: FloatArray, concentration: FloatArray, T: FloatArray) -> list[IntArray]:
    """Rows of one frequency and one concentration of spend, group by group, each in the order of T."""
    order = np.lexsort((T, concentration, x))
    changed = (np.diff(x[order]) != 0.0) | (np.diff(concentration[order]) != 0.0)
    groups = np.split(order.astype(np.int64), np.flatnonzero(changed) + 1)
    return [rows for rows in groups if len(rows) > 0]


def _tell_counts(asked: _Asked, stretches: list[_Stretch], scale: float, tail: float) -> Iterator[tuple[_Stretch, _Counts]]:
    """Stretches, or parts of them, each with the distribution of its numbers of purchases."""
    waiting = stretches
    while waiting:
        times = np.cumsum([len(stretch.rule.asked) for stretch in waiting])
        together = max(int(np.searchsorted(times, _ASKED)), 1)
        now, waiting = waiting[:together], waiting[together:]
        for stretch, counts in _spread_counts(asked, now, tail):
            if stretch.rule.suffices(counts.beyond):
                yield stretch, counts
            else:
                waiting += stretch.halves(scale)


def _spread_counts(asked: _Asked, stretches: list[_Stretch], tail: float) -> Iterator[tuple[_Stretch, _Counts]]:
    """Of each stretch, the distribution up to a number of purchases that is exceeded with next to no probability."""
    marks = more = np.arange(_SINGLY[0] + 1.0)
    going_on = [(stretch, np.empty((len(asked.cloud), len(stretch.rule.asked), 0))) for stretch in stretches]
    while going_on:
        x = np.concatenate([np.full_like(stretch.rule.asked, stretch.x) for stretch, _ in going_on])[:, None]
        T = np.concatenate([stretch.rule.asked for stretch, _ in going_on])[:, None]
        parts = np.split(
            asked.beyond(x, T, more[None]), np.cumsum([len(stretch.rule.asked) for stretch, _ in going_on])[:-1], axis=1
        )
        told = [np.concatenate([before, part], axis=2) for (_, before), part in zip(going_on, parts, strict=True)]
        asked_on, going_on = [stretch for stretch, _ in going_on], []
        for stretch, beyond in zip(asked_on, told, strict=True):
            # Who is watched the longest may be to buy the most: they buy less often, and stay longer.
            enough = beyond.mean(axis=0).max(axis=0) <= tail * _LEFT_OVER
            if enough.any():
                last = max(int(np.argmax(enough)), 1) + 1
                yield stretch, _Counts(marks[:last], beyond[:, :, :last])
            else:
                going_on.append((stretch, beyond))
        if marks[-1] > _FARTHEST_COUNT:
            detail = f"with these parameters somebody may buy more than {_FARTHEST_COUNT:g} times"
            raise InvalidParametersError(detail, field="parameters")
        more = _after(float(marks[-1]), len(marks))
        marks = np.concatenate([marks, more])


def _after(last: float, marks: int) -> FloatArray:
    """The next numbers of purchases to be tabulated after so many marks."""
    if last < _SINGLY[1]:
        return np.arange(last + 1.0, min(2.0 * last, _SINGLY[1]) + 1.0)
    if last > _UNCOUNTED:
        return last * _LEAP ** np.arange(1.0, _FEW)
    return np.ceil(last * _GROWTH ** np.arange(1.0, max(marks - _SINGLY[1], _FEW)))


def _count_quantile(asked: _Asked, block: _Block, tail: float) -> FloatArray:
    """The least number that each row exceeds with no more than that probability: by the table, then between its marks."""
    at = np.argmax(block.beyond <= tail, axis=1)
    high = block.marks[at]
    low = np.where(at > 0, block.marks[np.maximum(at - 1, 0)], -1.0)
    while True:
        between = np.floor(0.5 * (low + high))
        # Past 2^53 numbers lie further apart than 1: nothing is between two neighbours.
        wide = np.flatnonzero((low < between) & (between < high))
        if wide.size == 0:
            return np.asarray(high)
        middle = between[wide]
        beyond = np.einsum("mr,mr->r", block.alive[:, wide], asked.beyond(np.array([block.x]), block.T[wide], middle))
        enough = beyond <= tail * len(asked.cloud)
        high[wide], low[wide] = np.where(enough, middle, high[wide]), np.where(enough, low[wide], middle)


def _sum_quantiles(asked: _Asked, block: _Block, shape: float, concentration: float, tail: float) -> FloatArray:
    """Quantiles of the sum of spends in units of its scale, by a table of its distribution for every number of purchases."""
    marks = block.marks
    low = betaincinv(shape, concentration, tail * _LEFT_OVER)
    high = betaincinv(shape * marks[-1], concentration, 1.0 - tail * _LEFT_OVER)
    if not (np.isfinite(low) and np.isfinite(high)):
        raise InvalidParametersError("with these parameters what spends add up to is beyond arithmetic", field="spend")
    ends = np.clip(logit([low, high]), [_LEAST_LOG, _LEAST_LOG + 1.0], [_MOST_LOG - 1.0, _MOST_LOG])
    # Of the numbers from one mark to the next, the middle one stands for all.
    positions, below = sums_below(shape * 0.5 * (marks[:-1] + 1.0 + marks[1:]), concentration, *ends.tolist())
    asked.takes(_EFFORT_OF_A_SUM * below.size)
    likely = block.beyond[:, :-1] - block.beyond[:, 1:]
    cumulative = (1.0 - block.beyond[:, :1]) + likely @ below
    return np.stack([_crossing(positions, cumulative, 1.0 - block.beyond[:, 0], at) for at in (tail, 0.5, 1.0 - tail)])


def sums_below(shapes: FloatArray, concentration: float, low: float, high: float) -> tuple[FloatArray, FloatArray]:
    """Distributions of beta prime variables, at positions of their logarithm from low to high.

    They are sums of the density, with the first correction after Euler and Maclaurin: right to 1e-4 where a step is half as
    long as the narrowest density is wide, and mostly it is far shorter. That is an exponential each, where incomplete beta
    functions would take twenty times as long. These answer where the densities are too narrow.

    Returns:
        The positions, shape (positions,), and the distributions there, shape (shapes, positions).
    """
    narrowest = np.sqrt(1.0 / shapes.max() + 1.0 / concentration)
    wanted = max(_POSITIONS, int(min(np.ceil(2.0 * (high - low) / narrowest), _MOST_POSITIONS + 1.0)) + 1)
    if wanted > _MOST_POSITIONS:
        positions = np.linspace(low, high, _POSITIONS)
        return positions, np.asarray(betainc(shapes[:, None], concentration, expit(positions)[None]))
    positions, step = np.linspace(low, high, wanted, retstep=True)
    share = expit(positions)
    log_share, log_rest = -np.logaddexp(0.0, -positions), -np.logaddexp(0.0, positions)
    density = shapes[:, None] * log_share
    density += concentration * log_rest - betaln(shapes, concentration)[:, None]
    np.exp(density, out=density)
    rise = density * (shapes[:, None] * (1.0 - share) - concentration * share)
    below = np.cumsum(density, axis=1)
    below -= 0.5 * (density + density[:, :1])
    below *= step
    below -= (rise - rise[:, :1]) * (step**2 / 12.0)
    below += betainc(shapes, concentration, share[0])[:, None]
    return positions, below


def _crossing(positions: FloatArray, cumulative: FloatArray, at_zero: FloatArray, level: float) -> FloatArray:
    """Where each row's distribution reaches the level, between positions of the logarithm; 0 where it starts beyond."""
    after = np.minimum(np.sum(cumulative < level, axis=1), len(positions) - 1)
    before = np.maximum(after - 1, 0)
    rows = np.arange(len(cumulative))
    low, high = cumulative[rows, before], cumulative[rows, after]
    share = np.divide(level - low, high - low, out=np.ones_like(low), where=high > low)
    share = np.clip(share, 0.0, 1.0)
    position = positions[before] + share * (positions[after] - positions[before])
    return np.where(at_zero >= level, 0.0, np.exp(position))


def widened(interval: Interval, middle: FloatArray, deviation: FloatArray, level: float) -> Interval:
    """An outcome's interval with an independent error of its scale added, as errors add: squared, on the log scale.

    Args:
        interval: Of the outcome.
        middle: What the errors are measured from, shape (rows,); where it is outside the interval the whole of the error is
            added to either end, which is on the safe side.
        deviation: Standard deviation of the logarithm of the scale, shape (rows,).
        level: Of the interval.
    """
    low, high = interval
    error = normal_multiplier(level) * deviation
    with np.errstate(over="ignore"):  # an end past all numbers is as far out as they go
        half_low = np.log(np.divide(middle, low, out=np.ones_like(low), where=(low > 0.0) & (middle > low)))
        half_high = np.log(np.divide(high, middle, out=np.ones_like(high), where=(middle > 0.0) & (high > middle)))
        half_low, half_high = np.minimum(half_low, _MOST_LOG), np.minimum(half_high, _MOST_LOG)
        further = high * np.exp(np.minimum(np.hypot(half_high, error) - half_high, _MOST_LOG))
    return low * np.exp(half_low - np.hypot(half_low, error)), np.minimum(further, np.finfo(np.float64).max)

"""How many new customers will come each week: a level that moves, learnt from counts.

The steady model: the rate of arrivals has a gamma distribution; each week a share of what was learnt is forgotten, and what was
counted is learnt. Its forecasts are negative binomial, so the share is the one whose one-step forecasts would have given
the past the highest probability: no smoothing constant is chosen by hand.

Source: Harvey & Fernandes (1989), "Time Series Models for Count or Qualitative Observations", Journal of Business & Economic
Statistics 7:407, section 2.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from inference.arrays import FloatArray

METHOD = "steady model of Poisson counts with a gamma level (Harvey & Fernandes), its discount by one-step likelihood"

DISCOUNTS = np.array([0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 1.0])
"""Among which the share that is still known after a week is sought."""

# So many weeks are learnt from before a forecast is judged.
_LEARN = 4
# The level is never forgotten so far that its variance has no number.
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class ArrivalLevel:
    """What is known of the weekly rate of arrivals, beside their season: gamma of this shape and rate.

    Attributes:
        shape: > 0.
        rate: > 0; their quotient is the expected number in a week.
        discount: Share of it that is still known after a week, in (0, 1].
    """

    shape: float
    rate: float
    discount: float

    @property
    def mean(self) -> float:
        """Expected arrivals in any week to come."""
        return self.shape / self.rate

    def covariance(self, weeks: int) -> FloatArray:
        """Of the rates of the weeks to come, shape (weeks, weeks): the level wanders on, and the later the less is known."""
        kept = np.maximum(self.discount ** np.arange(1, weeks + 1, dtype=np.float64), _LEAST)
        variance = self.shape / self.rate**2 / kept
        return np.minimum(variance[:, None], variance[None])


def learn_arrivals(counts: FloatArray, season: FloatArray | None = None) -> ArrivalLevel:
    """The level after weeks with so many new customers each, the earliest first, shape (weeks,).

    Args:
        counts: Of each week.
        season: What each week is beside the mean of a year, > 0; 1 where None. The level is that of a mean week: one that
            followed the season itself would have it twice.
    """
    factors = np.ones(len(counts)) if season is None else season
    levels = [_filter(counts, factors, float(discount)) for discount in DISCOUNTS]
    return max(levels, key=lambda each: each[1])[0]


def _filter(counts: FloatArray, season: FloatArray, discount: float) -> tuple[ArrivalLevel, float]:
    """The level at the end, and the log-probability that its one-step forecasts gave to what came."""
    # Half an arrival in a week of its own: Jeffreys' prior, worth next to nothing.
    shape, rate, score = 0.5, _LEAST, 0.0
    for week, (count, part) in enumerate(zip(counts.tolist(), season.tolist(), strict=True)):
        shape, rate = max(discount * shape, _LEAST), max(discount * rate, _LEAST)
        if week >= _LEARN:
            score += float(
                gammaln(shape + count)
                - gammaln(shape)
                - gammaln(count + 1.0)
                - xlogy(shape, 1.0 + part / rate)
                - count * np.log1p(rate / part)
            )
        shape, rate = shape + count, rate + part
    return ArrivalLevel(shape, rate, discount), score

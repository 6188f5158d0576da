"""Forecasts that need no model: a model that does not beat them is not worth its name.

All of them see what the models see, histories up to the end of the calibration, and nothing after it.
"""

import numpy as np
from scipy.special import gammaln, xlogy

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.grouping import weighted_counts
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.scoring import Forecast, Outcomes

OWN_RATE = "own_rate"
SMOOTHED_RATE = "own_rate_smoothed"
SEGMENT_MEAN = "segment_mean"

_HALF = 0.5
_COHORTS = 5


def naive_forecasts(histories: PurchaseHistories, outcomes: Outcomes, horizon: float) -> dict[str, Forecast]:
    """Every naive forecast of purchases in (T, T + horizon], by its name.

    `own_rate`: each customer goes on at x / T; none where T is 0. Only an expectation, since a Poisson of rate 0 calls every
    purchase impossible.
    `own_rate_smoothed`: a Poisson at the rate (x + ½) / (T + ½ / m), where m is the mean rate of all: half a purchase is added
    to each history, at everybody's rate. (Added without its time it would have a customer of yesterday buy every other day.)
    `segment_mean`: a Poisson at the mean rate of the customers who came at the same time, by fifths of T.

    Args:
        histories: Up to the end of the calibration.
        outcomes: Of the same rows, for the probabilities.
        horizon: Length of the holdout, in the histories' unit.
    """
    x = histories.frequency.astype(np.float64)
    T = histories.T
    own = np.divide(x, T, out=np.zeros(len(histories)), where=T > 0.0)
    weight = histories.customers.astype(np.float64)
    exposure, purchases = float(weight @ T), float(weight @ x)
    mean = purchases / exposure if exposure > 0.0 else 0.0
    smoothed = (x + _HALF) * mean / (T * mean + _HALF)
    return {
        OWN_RATE: Forecast(own * horizon, None),
        SMOOTHED_RATE: _poisson(smoothed * horizon, outcomes),
        SEGMENT_MEAN: _poisson(_segment_rates(cohorts(histories), x, T, weight, mean) * horizon, outcomes),
    }


def cohorts(histories: PurchaseHistories) -> IntArray:
    """The fifth of all customers, by T, that each row belongs to, shape (rows,); equal T are of one fifth."""
    distinct, position = np.unique(histories.T, return_inverse=True)
    counts = weighted_counts(position.astype(np.int64), histories.customers.astype(np.float64), len(distinct))
    before = (np.cumsum(counts) - counts) / counts.sum()
    return np.asarray(np.floor(before * _COHORTS).astype(np.int64)[position])


def _segment_rates(segment: IntArray, x: FloatArray, T: FloatArray, weight: FloatArray, mean: float) -> FloatArray:
    """The mean rate of each row's segment, smoothed by half a purchase as a customer's own is."""
    size = int(segment.max(initial=0)) + 1
    purchases = weighted_counts(segment, weight * x, size) + _HALF
    exposure = weighted_counts(segment, weight * T, size)
    return np.asarray((purchases * mean / (exposure * mean + _HALF))[segment])


def _poisson(expected: FloatArray, outcomes: Outcomes) -> Forecast:
    made = outcomes.purchases.astype(np.float64)
    return Forecast(expected, np.asarray(xlogy(made, expected) - expected - gammaln(made + 1.0)))

"""Intervals of counts: of a share that was counted, and of the rate behind a number of events."""

import numpy as np
from scipy.special import betaincinv, gammaincinv

from inference.arrays import FloatArray
from inference.delta import Interval, normal_multiplier


def jeffreys_interval(successes: FloatArray, trials: FloatArray, level: float) -> Interval:
    """Equal-tailed interval of a probability, by its posterior under Jeffreys' prior, Beta(x + ½, n − x + ½).

    Where nobody or everybody did it, the end that is there is 0 or 1 itself. Source: Brown, Cai & DasGupta (2001), "Interval
    estimation for a binomial proportion", Statistical Science 16:101, section 4.

    Args:
        successes: Within [0, trials], shape (n,).
        trials: Shape (n,); where there were none, the whole of [0, 1] is left.
        level: Of confidence.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    tail = 0.5 * _open(level)
    x, n = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    low = np.where(x > 0.0, betaincinv(x + 0.5, n - x + 0.5, tail), 0.0)
    high = np.where(x < n, betaincinv(x + 0.5, n - x + 0.5, 1.0 - tail), 1.0)
    return low, high


def poisson_interval(events: FloatArray, level: float) -> Interval:
    """Exact equal-tailed interval of the expectation behind a number of independent events, shape (n,).

    Source: Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28:437.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    tail = 0.5 * _open(level)
    k = np.asarray(events, dtype=np.float64)
    low = np.where(k > 0.0, gammaincinv(np.maximum(k, 1.0), tail), 0.0)
    return low, np.asarray(gammaincinv(k + 1.0, 1.0 - tail))


def _open(level: float) -> float:
    normal_multiplier(level)  # refuses what is no level
    return 1.0 - level

"""The delta method: intervals of functions of estimated parameters.

The interval is symmetric on a scale on which the quantity knows no bounds (`Link`), so that it never leaves the
quantity's own range. Source: Casella & Berger (2002), Statistical Inference, section 5.5.4.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from scipy.special import expit, logit, ndtri

from inference.arrays import FloatArray
from inference.errors import DomainError


class Link(Enum):
    """The scale on which an interval is symmetric."""

    IDENTITY = "identity"
    LOG = "log"
    LOGIT = "logit"


Interval = tuple[FloatArray, FloatArray]


class InvalidLevelError(DomainError):
    """A level of confidence that is none."""

    code = "invalid_level"
    title = "A level of confidence lies strictly between 0 and 1."


def normal_multiplier(level: float) -> float:
    """Half-width, in standard errors, of a two-sided normal interval.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    if not 0.0 < level < 1.0:
        raise InvalidLevelError(f"level is {level}", field="level")
    return float(ndtri(0.5 + level / 2.0))


def delta_variance(gradients: FloatArray, covariance: FloatArray) -> FloatArray:
    """Variance of functions of the parameters, to first order.

    Args:
        gradients: Derivatives of every function by every parameter, shape (d, n).
        covariance: Covariance of the parameters, shape (d, d).

    Returns:
        Shape (n,), never negative.
    """
    return np.asarray(np.maximum(np.einsum("in,in->n", gradients, covariance @ gradients), 0.0))


def delta_interval(estimate: FloatArray, variance: FloatArray, level: float, link: Link) -> Interval:
    """Two-sided interval that stays within the quantity's range.

    Args:
        estimate: Shape (n,).
        variance: Of the estimate, by the delta method, shape (n,).
        level: Of confidence.
        link: The scale on which the interval is symmetric: `LOG` for positive quantities, `LOGIT` for probabilities.

    Returns:
        Low and high, each of shape (n,). A quantity on the edge of its range has no scale to be spread on: its
        interval is the point itself.
    """
    half = normal_multiplier(level) * np.sqrt(variance)
    if link is Link.IDENTITY:
        return estimate - half, estimate + half
    slope = estimate if link is Link.LOG else estimate * (1.0 - estimate)
    inside = slope > 0.0
    spread = np.divide(half, slope, out=np.zeros_like(half), where=inside)
    if link is Link.LOG:
        # A spread past e^700 has no number: such a high end is as wide as numbers go.
        spread = np.minimum(spread, 700.0)
        with np.errstate(over="ignore"):
            return estimate * np.exp(-spread), np.minimum(estimate * np.exp(spread), np.finfo(np.float64).max)
    centre = logit(np.where(inside, estimate, 0.5))
    low = np.where(inside, expit(centre - spread), estimate)
    high = np.where(inside, expit(centre + spread), estimate)
    # There and back again rounds: the estimate itself is to stay between its ends.
    return np.minimum(low, estimate), np.maximum(high, estimate)


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """A quantity with its derivatives by the parameters that it is a function of.

    Attributes:
        value: Shape (n,).
        slopes: Shape (d, n).
    """

    value: FloatArray
    slopes: FloatArray

    def variance(self, covariance: FloatArray) -> FloatArray:
        """By the delta method, shape (n,)."""
        return delta_variance(self.slopes, covariance)

    def interval(self, covariance: FloatArray, level: float, link: Link) -> Interval:
        """Two-sided, within the quantity's range."""
        return delta_interval(self.value, self.variance(covariance), level, link)

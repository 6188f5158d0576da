"""Chances that differ from customer to customer, taken again and again: what a row of hits and misses is worth.

At every opportunity a customer has a chance of their own, the same each time. Over customers it is beta distributed, or one
for everybody, or 1 for some and 0 for the rest (the limit of the beta as its shapes vanish). Whatever it is, the probability
of h hits and m misses in a given order depends on h and m only. It is told as a logarithm with first and second derivatives
by search parameters that know no bounds; as a sum over j < h and j < m, never as a difference of large gamma functions, so
that the limits (both shapes towards infinity, or towards 0) lose no digits.

BG/BB is made of two such chances, of buying and of leaving; sBG of one.
"""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.quadrature import SMALLEST_P, beta_rule

# What a + b is where it vanishes: the likelihood then is that of the limit to nine digits.
_VANISHING = 1e-9
# A chance of exactly 0 or 1 is searched for no further out than this: its logarithm stays a number.
_FARTHEST_LOGIT = 700.0
_NUDGE = 1e-6


class LogMass(NamedTuple):
    """The logarithm of a probability, with derivatives by d search parameters, for n rows of hits and misses.

    Attributes:
        value: Shape (n,).
        slopes: Shape (d, n).
        curvatures: Shape (d, d, n).
    """

    value: FloatArray
    slopes: FloatArray
    curvatures: FloatArray


class Chance(Protocol):
    """How a chance differs from customer to customer."""

    dimensions: int

    def masses(self, search: FloatArray, hits: IntArray, misses: IntArray) -> LogMass:
        """Log-probability of these hits and misses, in any one order."""

    def natural(self, search: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The parameters on their natural scale, and the derivative of each by its search parameter."""

    def searched(self, values: FloatArray) -> FloatArray:
        """The search parameters of parameters on their natural scale."""

    def start(self, mean: float, spread: float) -> FloatArray:
        """Search parameters of a chance of that mean; the larger the spread, the more alike customers are."""


class BetaChance:
    """Chances that differ by a beta distribution of shapes a and b, a for hits; searched in (ln a, ln b)."""

    dimensions = 2

    def masses(self, search: FloatArray, hits: IntArray, misses: IntArray) -> LogMass:
        """Log-probability of these hits and misses: B(a + h, b + m) / B(a, b)."""
        a, b = np.exp(search).tolist()
        total, tried = a + b, hits + misses
        j = np.arange(float(tried.max(initial=0)))
        to_hits, to_misses = j[: hits.max(initial=0)], j[: misses.max(initial=0)]
        apart = float(search[1] - search[0])
        value = (
            _sums(np.log1p(to_hits / a))[hits]
            + _sums(np.log1p(to_misses / b))[misses]
            - _sums(np.log1p(j / total))[tried]
            - hits * float(np.logaddexp(0.0, apart))
            - misses * float(np.logaddexp(0.0, -apart))
        )
        hit, miss = a / (a + to_hits), b / (b + to_misses)
        once, twice = _sums(1.0 / (total + j))[tried], _sums((total + j) ** -2.0)[tried]
        slopes = np.stack([_sums(hit)[hits] - a * once, _sums(miss)[misses] - b * once])
        across = a * b * twice
        by_a = _sums(hit * (1.0 - hit))[hits] - a * once + a * a * twice
        by_b = _sums(miss * (1.0 - miss))[misses] - b * once + b * b * twice
        return LogMass(value, slopes, np.array([[by_a, across], [across, by_b]]))

    def natural(self, search: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The values of a and b, and their derivatives by their logarithms: themselves."""
        values = np.exp(search)
        return values, values

    def searched(self, values: FloatArray) -> FloatArray:
        """Their logarithms."""
        return np.asarray(np.log(values))

    def start(self, mean: float, spread: float) -> FloatArray:
        """Shapes that add up to `spread`."""
        return np.log(spread * np.array([mean, 1.0 - mean]))


class FixedChance:
    """One chance for everybody; searched in its logit."""

    dimensions = 1

    def masses(self, search: FloatArray, hits: IntArray, misses: IntArray) -> LogMass:
        """Log-probability of these hits and misses: p^h (1 - p)^m."""
        p = float(expit(search[0]))
        stay = float(expit(-search[0]))
        value = -hits * float(np.logaddexp(0.0, -search[0])) - misses * float(np.logaddexp(0.0, search[0]))
        curvature = -p * stay * (hits + misses).astype(np.float64)
        return LogMass(value, (hits * stay - misses * p)[None], curvature[None, None])

    def natural(self, search: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The value of p, and its derivative by its logit."""
        values = expit(search)
        return values, values * expit(-search)

    def searched(self, values: FloatArray) -> FloatArray:
        """Its logit, or a number as good as that of a chance of 0 or 1."""
        return np.asarray(np.clip(logit(values), -_FARTHEST_LOGIT, _FARTHEST_LOGIT))

    def start(self, mean: float, spread: float) -> FloatArray:  # noqa: ARG002 - there is none
        """Its logit."""
        return np.array([logit(mean)])


class PolarisedChance:
    """A chance of 1 for a share pi of the customers and of 0 for the rest; searched in logit(pi).

    This is the limit of the beta as a and b vanish in the ratio of pi to 1 - pi.
    """

    dimensions = 1

    def masses(self, search: FloatArray, hits: IntArray, misses: IntArray) -> LogMass:
        """Log-probability of these hits and misses; -inf where there are both."""
        share = float(expit(search[0]))
        rest = float(expit(-search[0]))
        always, never = (hits > 0).astype(np.float64), (misses > 0).astype(np.float64)
        value = -always * float(np.logaddexp(0.0, -search[0])) - never * float(np.logaddexp(0.0, search[0]))
        slopes = (always * rest - never * share)[None]
        curvatures = (-(always + never) * share * rest)[None, None]
        return LogMass(np.where((hits > 0) & (misses > 0), -np.inf, value), slopes, curvatures)

    def natural(self, search: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Values of a and b so close to their limit that nothing can tell; they have no derivatives."""
        return _VANISHING * np.array([float(expit(search[0])), float(expit(-search[0]))]), np.full(2, np.nan)

    def searched(self, values: FloatArray) -> FloatArray:
        """The logit of the share of a in both."""
        return np.array([float(np.log(values[0] / values[1]))])

    def start(self, mean: float, spread: float) -> FloatArray:  # noqa: ARG002 - there is none
        """The logit of the share."""
        return np.array([logit(mean)])


def _sums(terms: FloatArray) -> FloatArray:
    """The sums of the first 0, 1, … terms."""
    return np.concatenate([np.zeros(1), np.cumsum(terms)])


def mean_chance(values: FloatArray, hits: FloatArray, misses: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The expected chance after these hits and misses, and its derivatives by its parameters.

    Args:
        values: Of a and b, or of the one p.
        hits: As floats, shape (n,).
        misses: Likewise.

    Returns:
        Shape (n,) and shape (d, n).
    """
    if len(values) == 1:
        return np.full_like(hits, values[0]), np.ones((1, len(hits)))
    a, b = values.tolist()
    total = a + b + hits + misses
    mean = (a + hits) / total
    return mean, np.stack([(b + misses) / total**2, -mean / total])


def next_chance(values: FloatArray, hits: FloatArray, tried: FloatArray) -> FloatArray:
    """The expected chance after so many hits in so many tries; hits and tries broadcast.

    Args:
        values: Of a and b, or of the one p.
        hits: As floats.
        tried: Likewise.
    """
    if len(values) == 1:
        return np.full(np.broadcast(hits, tried).shape, values[0])
    a, b = values.tolist()
    return np.asarray((a + hits) / (a + b + tried))


def next_miss(values: FloatArray, misses: FloatArray, tried: FloatArray) -> FloatArray:
    """The expected chance of a miss after so many misses in so many tries: no digits are lost where hits are all but sure.

    Args:
        values: Of a and b, or of the one p.
        misses: As floats; broadcast with tries.
        tried: Likewise.
    """
    if len(values) == 1:
        return np.full(np.broadcast(misses, tried).shape, 1.0 - values[0])
    a, b = values.tolist()
    return np.asarray((b + misses) / (a + b + tried))


def expected_stays(
    values: FloatArray | None, misses: FloatArray, horizon: float, factor: float = 1.0
) -> tuple[FloatArray, FloatArray]:
    """How many of the coming opportunities somebody who has not left yet is expected to be there for, discounted.

    Somebody who leaves with chance θ before each is there for the j-th with probability (1 − θ)^j. So this is the mean, over θ,
    of Σ ((1 − θ)·factor)^j for j = 1 to the horizon, of which the closed form holds for a horizon without end, too.

    Args:
        values: Of the chance of leaving: a and b, or the one; None where nobody ever leaves.
        misses: Opportunities at which the customer did not leave, as floats, shape (n,).
        horizon: How many opportunities ahead; may be infinite where the factor is below 1.
        factor: What an opportunity later is worth, in (0, 1].

    Returns:
        Shape (n,), and its derivatives by the values, of shape (d, n).
    """
    dimensions = 0 if values is None else len(values)
    if horizon == 0.0 or len(misses) == 0:
        return np.zeros(len(misses)), np.zeros((dimensions, len(misses)))
    log_factor = float(np.log(factor))
    distinct, which = np.unique(misses, return_inverse=True)
    if values is None or len(values) == 1:
        at = 0.0 if values is None else float(values[0])
        ends = np.clip(np.array([at - _NUDGE, at + _NUDGE]), 0.0, 1.0)
        stays = _stays(np.array([at, *ends]), horizon, log_factor)
        slope = np.full((dimensions, len(misses)), (stays[2] - stays[1]) / (ends[1] - ends[0]))
        return np.full(len(misses), stays[0]), slope
    reach = min(horizon, -1.0 / np.expm1(log_factor)) if factor < 1.0 else horizon
    rule = beta_rule(float(values[0]), float(values[1]) + distinct, float(reach))
    stays = _stays(rule.points, horizon, log_factor)
    mean = np.einsum("rk,rk->r", rule.weights, stays)
    slopes = np.einsum("drk,rk->dr", rule.slopes, stays)
    return mean[which], slopes[:, which]


def _stays(chance: FloatArray, horizon: float, log_factor: float) -> FloatArray:
    """Σ q^j for j = 1 to the horizon, where q = (1 − chance)·factor."""
    gone: NDArray[np.bool_] = chance >= 1.0
    # So near to 1 the sum is the horizon; at 1 itself it would divide by nothing.
    log_q = np.minimum(np.log1p(-np.where(gone, 0.5, chance)) + log_factor, -SMALLEST_P)
    unending = np.exp(log_q) / -np.expm1(log_q)
    share = 1.0 if horizon == np.inf else -np.expm1(horizon * log_q)
    return np.where(gone, 0.0, unending * share)

"""Means over a beta distribution of dropout probabilities, for every shape that it can have."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, digamma

from inference.arrays import FloatArray

# Stands for p = 0, where (1 - e^(-p·…)) / p is a limit: small enough to be it to all digits, large enough to divide by.
SMALLEST_P = 1e-200
# The integrand is followed until it has fallen by e^-30 of its peak.
_DEPTH = 30.0
_WIDEST_STEP = 0.3
# With both shapes at least this large nothing to speak of is left at the ends, and the sum of the weights is their total: that
# knows more digits than large gamma functions do.
_PEAKED = 4.0
# With both shapes larger still nothing tells it from one that is as narrow as this, a millionth in logit(p).
_NARROWEST = 1e12


@dataclass(frozen=True, slots=True, eq=False)
class DropoutRule:
    """Points and weights such that a sum stands for the mean over dropout probabilities, one rule per row.

    Attributes:
        points: Probabilities, shape (rules, points).
        weights: Shape (rules, points).
        slopes: Derivatives of the weights by the dropout's parameters, shape (d, rules, points).
        is_one_point: Whether the dropout's only parameter is the one point itself: then what stands there is derived by it.
    """

    points: FloatArray
    weights: FloatArray
    slopes: FloatArray
    is_one_point: bool = False


def point_rule(p: float) -> DropoutRule:
    """The rule of one probability for everybody."""
    return DropoutRule(np.array([[max(p, SMALLEST_P)]]), np.ones((1, 1)), np.zeros((0, 1, 1)), is_one_point=True)


def no_dropout_rule() -> DropoutRule:
    """The rule where nobody drops out."""
    return DropoutRule(np.array([[SMALLEST_P]]), np.ones((1, 1)), np.zeros((0, 1, 1)))


def beta_rule(a: float, b: FloatArray, steepness: float) -> DropoutRule:
    """The rule for means of smooth functions over Beta(a, b), one for every b.

    The mean of g is that of the straight line between g(0) and g(1), known exactly, plus that of the rest, which
    vanishes at both ends and so can be summed by the trapezoidal rule in logit(p), where it converges exponentially.
    There is no shape for which this fails: as a and b vanish the line alone remains, as they grow the rest does.

    Args:
        a: First shape, > 0.
        b: Second shapes, > 0, shape (rules,).
        steepness: How often e-fold the functions fall between 0 and 1, at most.

    Source: Trefethen & Weideman (2014), "The Exponentially Convergent Trapezoidal Rule", SIAM Review 56:385.
    """
    bulk = (b >= _PEAKED) & (a >= _PEAKED)
    edge = np.where(bulk, 0.0, 1.0)
    wider = np.minimum(_NARROWEST / np.minimum(a, b), 1.0)
    first, second = a * wider, b * wider
    low, high, step = _range(first + edge, second + edge, _DEPTH + np.log1p(steepness))
    count = int(np.ceil(float(((high - low) / step).max()))) + 1
    y = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, count)
    log_p, log_stay = -np.logaddexp(0.0, -y), -np.logaddexp(0.0, y)
    p, stay = np.exp(log_p), np.exp(log_stay)
    height = first[:, None] * log_p + second[:, None] * log_stay
    height -= np.where(bulk, height.max(axis=1), betaln(a, b))[:, None]
    inner = np.exp(height) * ((high - low) / (count - 1))[:, None]
    inner[bulk] /= inner[bulk].sum(axis=1, keepdims=True)
    total = digamma(a + b)
    mean_log_p = np.where(bulk, np.einsum("xk,xk->x", inner, log_p), digamma(a) - total)
    mean_log_stay = np.where(bulk, np.einsum("xk,xk->x", inner, log_stay), digamma(b) - total)
    by_a, by_b = (
        inner * (log - mean[:, None]) * wider[:, None] for log, mean in ((log_p, mean_log_p), (log_stay, mean_log_stay))
    )
    mean, spread = a / (a + b), 1.0 / (a + b) ** 2
    points = np.concatenate([np.full((len(b), 1), SMALLEST_P), p, np.ones((len(b), 1))], axis=1)
    weights = _with_ends(inner, p, stay, mean, 1.0 - mean, bulk)
    slope_a = _with_ends(by_a, p, stay, b * spread, -b * spread, bulk)
    slope_b = _with_ends(by_b, p, stay, -a * spread, a * spread, bulk)
    return DropoutRule(points, weights, np.stack([slope_a, slope_b]))


def _with_ends(
    inner: FloatArray, p: FloatArray, stay: FloatArray, mean: FloatArray, rest: FloatArray, bulk: NDArray[np.bool_]
) -> FloatArray:
    """Inner weights, with end weights that make the rule exact for straight lines; none where all lies within."""
    at_one = np.where(bulk, 0.0, mean - np.einsum("xk,xk->x", inner, p))
    at_zero = np.where(bulk, 0.0, rest - np.einsum("xk,xk->x", inner, stay))
    return np.concatenate([at_zero[:, None], inner, at_one[:, None]], axis=1)


def _range(left: FloatArray, right: FloatArray, depth: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Where, in logit(p), p^left·(1 − p)^right has fallen by `depth` on both sides of its peak, and how densely to sum it."""
    width = np.sqrt(1.0 / left + 1.0 / right)
    peak = np.log(left / right)
    # Within 1 of the peak it falls by no less than (distance / width)² / 2e.
    within = width * np.sqrt(2.0 * np.e * depth)

    def fallen(y: FloatArray) -> FloatArray:
        def height(at: FloatArray) -> FloatArray:
            return -left * np.logaddexp(0.0, -at) - right * np.logaddexp(0.0, at)

        return height(peak) - height(y)

    bounds = []
    for side, slope in ((-1.0, left), (1.0, right)):
        near = np.zeros_like(right)
        far = np.where(within <= 1.0, within, depth / slope + width * np.sqrt(2.0 * depth) + 2.0)
        for _ in range(12):
            middle = 0.5 * (near + far)
            deep = fallen(peak + side * middle) >= depth
            far, near = np.where(deep, middle, far), np.where(deep, near, middle)
        bounds.append(peak + side * far)
    return bounds[0], bounds[1], np.minimum(_WIDEST_STEP, 0.45 * width)

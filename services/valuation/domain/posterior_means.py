"""What a customer who is still there is expected to buy, now and discounted, with its derivatives by the parameters.

A customer with purchase rate λ and dropout probability p who is alive buys (1 − e^(−λps)) / p times on average in a time s: at
rate λ until the purchase at which they leave. Averaged over the posterior of λ given (x, T), gamma of shape r + x and rate
alpha + T, that is (1 − (1 + ps/(alpha + T))^−(r + x)) / p, a smooth function of p alone; its mean over the posterior of p,
Beta(a, b + x), is a sum over the points of a `DropoutRule`. Unlike the closed form of Fader, Hardie & Lee (2005, eq. 10) this
subtracts nothing from anything and divides by no a − 1, so it is finite and exact for every valid parameter, horizon and
history. It depends on (x, T) only, and so it is computed once for each distinct pair.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.likelihood import FixedDropout, GammaRate, Half
from services.valuation.domain.quadrature import DropoutRule, beta_rule, no_dropout_rule, point_rule

_MOST_NODES = 256
# Below this many purchases times p the derivative by p is summed as a series: more would cancel than it leaves out.
_FEW = 0.01
_TERMS = 9


@dataclass(frozen=True, slots=True, eq=False)
class PosteriorMeans:
    """Means over dropout for a block of (x, T) pairs.

    Attributes:
        shape: r + x of the rate's posterior, or lambda where all have that rate, shape (pairs, 1).
        speed: alpha + T, or None where all have one rate, shape (pairs, 1).
        rule: One per distinct frequency.
        points, weights: The rule's, per pair, shape (pairs, points).
        which: The rule of each pair, shape (pairs,).
    """

    shape: FloatArray
    speed: FloatArray | None
    rule: DropoutRule
    which: IntArray
    points: FloatArray
    weights: FloatArray

    @classmethod
    def of(
        cls,
        rate: Half,
        dropout: Half | None,
        rate_values: FloatArray,
        dropout_values: FloatArray,
        x: FloatArray,
        T: FloatArray,
        horizon: float,
    ) -> Self:
        """Means for customers with x repeat purchases by T, for looking ahead as far as the horizon."""
        if isinstance(rate, GammaRate):
            r, alpha = rate_values
            shape, speed = (r + x)[:, None], (alpha + T)[:, None]
            steepness = float((shape * (horizon / speed)).max())
        else:
            shape, speed = np.full((len(x), 1), rate_values[0]), None
            steepness = float(rate_values[0]) * horizon
        distinct, which = np.unique(x, return_inverse=True)
        rule = _dropout_rule(dropout, dropout_values, distinct, steepness)
        if len(rule.points) == 1:
            which = np.zeros_like(which)
        return cls(shape, speed, rule, which.astype(np.int64), rule.points[which], rule.weights[which])

    def until(self, time: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Expected purchases within `time`, shape (pairs, 1), with derivatives of shape (d, pairs)."""
        p = self.points
        if self.speed is None:
            often, steps = self.shape * time, np.zeros_like(time)
            left = -often * p
            stay = np.exp(left)
            counts = -np.expm1(left) / p
            by_rate = [time * stay]
        else:
            steps = time / self.speed
            often = self.shape * steps
            growth = np.log1p(p * steps)
            left = -self.shape * growth
            stay = np.exp(left)
            counts = -np.expm1(left) / p
            by_rate = [stay * growth / p, stay * (-self.shape * time / self.speed) / (self.speed + p * time)]
        slopes = [np.einsum("nk,nk->n", self.weights, by) for by in by_rate]
        if self.rule.is_one_point:
            slopes.append(_counts_by_dropout(p, often, steps, stay, counts)[:, 0])
        slopes += [np.einsum("nk,nk->n", by[self.which], counts) for by in self.rule.slopes]
        return np.einsum("nk,nk->n", self.weights, counts), np.stack(slopes)

    def staying(self, time: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Probability of not leaving within `time`, shape (pairs, 1), with derivatives of shape (d, pairs).

        At rate λ customers come to purchases, and leave at a share p of them: they stay with probability e^(−λp·time).
        """
        p = self.points
        if self.speed is None:
            stay = np.exp(-self.shape * time * p)
            by_rate = [-time * p * stay]
            by_point = -self.shape * time * stay
        else:
            steps = time / self.speed
            growth = np.log1p(p * steps)
            stay = np.exp(-self.shape * growth)
            by_point = -self.shape * steps * stay / (1.0 + p * steps)
            by_rate = [-growth * stay, stay * self.shape * (p * time / self.speed) / (self.speed + p * time)]
        slopes = [np.einsum("nk,nk->n", self.weights, by) for by in by_rate]
        if self.rule.is_one_point:
            slopes.append(by_point[:, 0])
        slopes += [np.einsum("nk,nk->n", by[self.which], stay) for by in self.rule.slopes]
        return np.einsum("nk,nk->n", self.weights, stay), np.stack(slopes)

    def discounted(self, horizon: float, discount: float) -> tuple[FloatArray, FloatArray]:
        """Expected purchases within the horizon, each times e^(−discount·time), with derivatives.

        By parts: e^(−δh) E(h) + δ ∫₀ʰ e^(−δs) E(s) ds. The integral runs over the logarithm of alpha + T + s, in which E is
        smooth, at the nodes of Gauss and Legendre.
        """
        value, slopes = self.until(np.full_like(self.shape, horizon))
        if discount == 0.0:
            return value, slopes
        last = np.exp(-discount * horizon)
        value, slopes = value * last, slopes * last
        span = None if self.speed is None else np.log1p(horizon / self.speed)
        positions, shares = np.polynomial.legendre.leggauss(self._nodes(span, horizon, discount))
        for position, share in zip(0.5 * (1.0 + positions), 0.5 * shares, strict=True):
            if self.speed is None or span is None:
                time = np.full_like(self.shape, horizon * position)
                width = np.full_like(time, share * horizon)
            else:
                time = self.speed * np.expm1(span * position)
                width = share * span * (self.speed + time)
            weight = (discount * width * np.exp(-discount * time))[:, 0]
            there, there_slopes = self.until(time)
            value = value + weight * there
            slopes = slopes + weight * there_slopes
        return value, slopes

    def _nodes(self, span: FloatArray | None, horizon: float, discount: float) -> int:
        """Enough nodes for as often as the integrand falls by e within the horizon."""
        mean = np.einsum("nk,nk->n", self.weights, self.points)
        square = np.einsum("nk,nk->n", self.weights, self.points**2)
        high = np.minimum(mean + 4.0 * np.sqrt(np.maximum(square - mean**2, 0.0)), 1.0)
        falls = self.shape[:, 0] * high * (horizon if span is None else span[:, 0])
        stretch = 0.0 if span is None else float(span.max())
        needed = 12.0 + 2.0 * stretch + 3.0 * np.sqrt(float(falls.max()) + abs(discount) * horizon)
        return int(min(needed, _MOST_NODES))


def _dropout_rule(dropout: Half | None, values: FloatArray, frequency: FloatArray, steepness: float) -> DropoutRule:
    if dropout is None:
        return no_dropout_rule()
    if isinstance(dropout, FixedDropout):
        return point_rule(float(values[0]))
    a, b = values
    return beta_rule(float(a), b + frequency, steepness)


def _counts_by_dropout(p: FloatArray, often: FloatArray, steps: FloatArray, stay: FloatArray, counts: FloatArray) -> FloatArray:
    """Derivative of expected purchases by a dropout probability that all have.

    Near p = 0 it is a difference of equals; there it is summed as what it is, the series

        Σ_{k≥2} (−1)^(k+1) (k − 1)/k! · often (often + steps) … (often + (k − 1) steps) · p^(k−2).

    Args:
        p: The probability, shape (pairs, 1).
        often: Purchases expected of who never leaves, likewise.
        steps: Time over the speed of their rate, likewise; 0 where all have one rate.
        stay: Probability of not leaving, likewise.
        counts: Purchases expected, likewise.
    """
    near = (often + steps) * p < _FEW
    small = np.where(near, p, 0.0)
    term = 0.5 * often * (often + steps)
    series = -term
    for k in range(3, _TERMS + 1):
        term = term * -(often + (k - 1) * steps) * small * ((k - 1) / ((k - 2) * k))
        series = series - term
    direct = (often * stay / (1.0 + p * steps) - counts) / p
    return np.where(near, series, direct)

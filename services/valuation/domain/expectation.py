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
from inference.delta import Estimate
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.grouping import group_rows
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import FixedDropout, GammaRate
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.quadrature import DropoutRule, beta_rule, no_dropout_rule, point_rule

# Distinct pairs at a time: their arrays stay in the processor's cache, and memory flat however many there are.
_PAIRS = 512
_MOST_NODES = 256


def purchases_if_alive(
    model: PurchaseModel, frequency: FloatArray, T: FloatArray, horizon: float, discount: float = 0.0
) -> Estimate:
    """Expected purchases within the horizon of customers who are alive at T, each discounted to T.

    Args:
        model: With its parameters, in the histories' time unit.
        frequency: Repeat purchases, as floats, shape (rows,).
        T: Shape (rows,).
        horizon: In the same unit, >= 0.
        discount: Continuous rate per unit of time.
    """
    groups = group_rows(frequency, T)
    x, watched = frequency[groups.members], T[groups.members]
    order = np.lexsort((watched, x))  # like frequencies together: they share points, and need as many nodes
    value, slopes = np.zeros(len(x)), np.zeros((len(model.values), len(x)))
    for start in range(0, len(order) if horizon > 0.0 else 0, _PAIRS):
        block = order[start : start + _PAIRS]
        means = _Means.of(model, x[block], watched[block], horizon)
        value[block], slopes[:, block] = means.discounted(horizon, discount)
    # Nobody buys less than nothing; only rounding, where parameters and horizon lie many orders apart, would have it so.
    return Estimate(np.maximum(value, 0.0)[groups.group_of], slopes[:, groups.group_of])


@dataclass(frozen=True, slots=True, eq=False)
class _Means:
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
    def of(cls, model: PurchaseModel, x: FloatArray, T: FloatArray, horizon: float) -> Self:
        if isinstance(model.structure.rate, GammaRate):
            r, alpha = model.rate
            shape, speed = (r + x)[:, None], (alpha + T)[:, None]
            steepness = float((shape * (horizon / speed)).max())
        else:
            shape, speed = np.full((len(x), 1), model.rate[0]), None
            steepness = float(model.rate[0]) * horizon
        distinct, which = np.unique(x, return_inverse=True)
        rule = _dropout_rule(model, distinct, steepness)
        if len(rule.points) == 1:
            which = np.zeros_like(which)
        return cls(shape, speed, rule, which.astype(np.int64), rule.points[which], rule.weights[which])

    def until(self, time: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Expected purchases within `time`, shape (pairs, 1), with derivatives of shape (d, pairs)."""
        p = self.points
        if self.speed is None:
            left = -self.shape * time * p
            stay = np.exp(left)
            counts = -np.expm1(left) / p
            by_rate = [time * stay]
        else:
            growth = np.log1p(p * (time / self.speed))
            left = -self.shape * growth
            stay = np.exp(left)
            counts = -np.expm1(left) / p
            by_rate = [stay * growth / p, stay * (-self.shape * time / self.speed) / (self.speed + p * time)]
        slopes = [np.einsum("nk,nk->n", self.weights, by) for by in by_rate]
        slopes += [np.einsum("nk,nk->n", by[self.which], counts) for by in self.rule.slopes]
        return np.einsum("nk,nk->n", self.weights, counts), np.stack(slopes)

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


def _dropout_rule(model: PurchaseModel, frequency: FloatArray, steepness: float) -> DropoutRule:
    dropout = model.structure.dropout
    if dropout is None:
        return no_dropout_rule()
    if isinstance(dropout, FixedDropout):
        return point_rule(float(model.dropout[0]))
    a, b = model.dropout
    return beta_rule(float(a), b + frequency, steepness)


def expected_purchases(
    model: PurchaseModel,
    histories: PurchaseHistories,
    horizon: float,
    *,
    discount: float = 0.0,
    alive: Estimate | None = None,
) -> Estimate:
    """Expected purchases within the horizon, each times e^(−discount·time).

    Source: Fader, Hardie & Lee (2005), eq. 10, computed as this module's heading explains.
    """
    chance = probability_alive(model, histories) if alive is None else alive
    counts = purchases_if_alive(model, histories.frequency.astype(np.float64), histories.T, horizon, discount)
    return Estimate(chance.value * counts.value, chance.value * counts.slopes + counts.value * chance.slopes)


def expected_purchases_of_new_customer(model: PurchaseModel, horizons: FloatArray) -> FloatArray:
    """Expected repeat purchases of somebody about whom nothing is known, in each horizon since the first purchase.

    Source: Fader, Hardie & Lee (2005), eq. 9.
    """
    nothing = np.zeros(1)
    return np.array([purchases_if_alive(model, nothing, nothing, float(horizon)).value[0] for horizon in horizons])

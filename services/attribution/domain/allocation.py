"""The best division of a budget over concave response curves, exact.

At the optimum every channel that is not at a bound brings the same for its next unit, λ; spend is decreasing in λ, so that λ is
found by bisection to the last bit and the rest of the budget by interpolation between its two neighbours. Sources: Mantrala,
Sinha & Zoltners (1992), "Impact of resource allocation rules on marketing investment-level decisions and profitability",
JMR 29(2); Boyd & Vandenberghe (2004), Convex Optimization, section 5.5.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.attribution.domain.curves import LARGEST, ResponseCurve, parameter_names
from services.attribution.domain.errors import InfeasibleBudgetError, InvalidBudgetError

_HALVINGS = 100
_ROUNDING = 1e-12  # sums of money that differ by less are the same sum
_LARGEST_EXPONENT = 709.0


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """A budget divided.

    Attributes:
        spend: By curve, shape (curves,).
        response: What it brings in all.
        marginal: λ, what the next unit of budget would bring; 0 where it could not be spent, None where it has no bound.
        unspent: What no channel may take, or gains by.
        gap: Proven bound on the response less the response: 0, for concave curves are solved exactly.
    """

    spend: FloatArray
    response: float
    marginal: float | None
    unspent: float
    gap: float = 0.0


def allocate(curves: Sequence[ResponseCurve], budget: float) -> Allocation:
    """Divide a budget, which is a ceiling, for the most response.

    Raises:
        InvalidBudgetError: It is below 0, no number, or beyond 1e15.
        InfeasibleBudgetError: It is below the sum of the minima.
    """
    spend = allocate_draws(curves, budget)[:, 0]
    return Allocation(
        spend,
        response=fsum(float(curve.response(each)) for curve, each in zip(curves, spend, strict=True)),
        marginal=_marginal(curves, spend),
        unspent=_unspent(spend, budget),
    )


def allocate_draws(curves: Sequence[ResponseCurve], budget: float, draws: int = 1) -> FloatArray:
    """Divide a budget for every draw of the curves' parameters, shape (curves, draws).

    Raises:
        InvalidBudgetError: It is below 0, no number, or beyond 1e15.
        InfeasibleBudgetError: It is below the sum of the minima.
    """
    least = np.array([[curve.minimum] * draws for curve in curves]).reshape(len(curves), draws)
    _check(budget, fsum(curve.minimum for curve in curves))
    if not len(curves):
        return least
    room = max(budget - float(least[:, 0].sum()), 0.0)
    most = np.stack([_most(curve, room, draws) for curve in curves])
    lavish = most.sum(axis=0) <= budget
    if lavish.all() or room == 0.0:
        return np.where(lavish, most, least)
    return np.where(lavish, most, _divide(curves, budget, least, most, room))


def _divide(curves: Sequence[ResponseCurve], budget: float, least: FloatArray, most: FloatArray, room: float) -> FloatArray:
    """Spend that sums to the budget, at one marginal for all; `most` sums to more."""
    together = _by_kind(curves, least.shape[1])

    def spend(level: FloatArray) -> FloatArray:
        found = np.empty_like(least)
        for places, curve in together:
            found[places] = curve.spend_at(level)
        return np.clip(found, least, most)

    def marginals(at: FloatArray) -> FloatArray:
        found = np.empty_like(least)
        for places, curve in together:
            found[places] = curve.log_marginal(at[places])
        return found

    takes = most > least
    # Above `high` all stay within a hair of their minima, below `low` all are at their most.
    hair = room * 2.0**-60 / len(curves)
    high = np.max(marginals(np.maximum(least, hair)), axis=0, where=takes, initial=-np.finfo(np.float64).max)
    low = np.min(marginals(most), axis=0, where=takes, initial=np.finfo(np.float64).max)
    low, high = np.minimum(low, high) - 1.0, high + 1.0  # a straight line's marginal is one point
    for _ in range(_HALVINGS):
        middle = low + (high - low) / 2.0
        over = spend(middle).sum(axis=0) >= budget
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    less, more = spend(high), spend(low)
    gap = (more - less).sum(axis=0)
    share = np.divide(budget - less.sum(axis=0), gap, out=np.zeros_like(gap), where=gap > 0.0)
    return np.asarray(np.clip(less + np.clip(share, 0.0, 1.0) * (more - less), least, most))


def _by_kind(curves: Sequence[ResponseCurve], draws: int) -> list[tuple[IntArray, ResponseCurve]]:
    """Curves of one kind as one, with parameters of shape (of this kind, draws), and where they stand among all."""
    found = []
    for kind in dict.fromkeys(curve.kind for curve in curves):
        places = [place for place, curve in enumerate(curves) if curve.kind is kind]
        parameters = {
            name: np.stack([np.broadcast_to(np.asarray(curves[place].parameters[name]), (draws,)) for place in places])
            for name in parameter_names(kind)
        }
        found.append((np.array(places), ResponseCurve(kind, parameters)))
    return found


def _most(curve: ResponseCurve, room: float, draws: int) -> FloatArray:
    """The most that a channel may take of the budget; one that brings nothing takes its minimum."""
    reach = min(curve.most, curve.minimum + room)
    return np.where(np.broadcast_to(curve.amplitude, (draws,)) > 0.0, reach, curve.minimum)


def _marginal(curves: Sequence[ResponseCurve], spend: FloatArray) -> float | None:
    """λ of the channels that have room.

    A channel at its minimum whose first unit would bring without bound has spend too small for floats: what the next unit
    brings is what it brings to the others, where one of them was given something.
    """
    open_ended = [(curve, x, float(curve.log_marginal(x))) for curve, x in zip(curves, spend, strict=True) if x < curve.most]
    bounded = [(curve, x, level) for curve, x, level in open_ended if level < _LARGEST_EXPONENT]
    if any(x > curve.minimum for curve, x, _ in bounded):
        open_ended = bounded
    highest = max((level for _, _, level in open_ended), default=-np.inf)
    return exp(highest) if highest < _LARGEST_EXPONENT else None


def _unspent(spend: FloatArray, budget: float) -> float:
    """What is left but for rounding."""
    left = budget - fsum(spend.tolist())
    return left if left > _ROUNDING * budget else 0.0


def _check(budget: float, least: float) -> None:
    if not 0.0 <= budget <= LARGEST:
        raise InvalidBudgetError(f"the budget is {budget}", field="budget")
    if budget < least - _ROUNDING * least:
        raise InfeasibleBudgetError(f"the minima sum to {least:g}, and the budget is {budget:g}", field="budget")

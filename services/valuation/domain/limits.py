"""A maximum within the parameters' space, or the simpler model at its edge.

Where the likelihood keeps rising towards an edge, or where what lies within gains no more than chance would, the edge is the
answer. So valid data always has one. What a beta distributed chance may become there is told here, for the models made of
such chances.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from inference.arrays import FloatArray
from services.valuation.domain.chances import BetaChance, Chance, FixedChance, PolarisedChance
from services.valuation.domain.optimize import Maximum

# Half the 90 % quantile of chi-square with 0, 1, 2 and 3 degrees of freedom: a gain in log-likelihood that so many more
# parameters have by chance alone in one data set of ten, and in less where they lie at an edge. What gains less has not been
# identified.
CHANCE_GAINS = (0.0, 1.353, 2.303, 3.126)

# Past these a maximum may be on its way to an edge, or beside one: then (and only then) the edge is fitted too.
_LARGE_SHAPES = 50.0
_SMALL_SHAPES = 0.1
_RARE = 0.01
_SURE = 0.999
# Log-likelihoods that agree to so many decimals are equal.
_DIGITS = 6

Kind = type[BetaChance] | type[FixedChance] | type[PolarisedChance] | type[None]
Structure = TypeVar("Structure")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate(Generic[Structure]):
    """A structure at its maximum.

    Attributes:
        structure: What was fitted.
        dimensions: How many parameters were searched for.
        maximum: Of the log-likelihood per customer.
    """

    structure: Structure
    dimensions: int
    maximum: Maximum


def explore(
    structure: Structure,
    climb: Callable[[Structure], Candidate[Structure]],
    simpler: Callable[[Candidate[Structure]], Iterable[Structure]],
) -> list[Candidate[Structure]]:
    """The structure at its maximum, and so all simpler ones that this, or one of those, may be running off to."""
    found: dict[Structure, Candidate[Structure]] = {}
    waiting = [structure]
    for one in waiting:
        if one not in found:
            found[one] = climb(one)
            waiting.extend(simpler(found[one]))
    return list(found.values())


def choose(candidates: list[Candidate[Structure]], customers: float) -> Candidate[Structure]:
    """The simplest of those that are as likely as the likeliest, but for chance; of equal ones the first."""

    def value(found: Candidate[Structure]) -> float:
        return found.maximum.evaluation.value * customers

    possible = [found for found in candidates if found.maximum.evaluation.is_finite]
    best = max(possible, key=value)
    likely = [
        found for found in possible if value(found) >= value(best) - CHANCE_GAINS[max(best.dimensions - found.dimensions, 0)]
    ]
    return min(likely, key=lambda found: (found.dimensions, -round(value(found), _DIGITS)))


def edges(chance: Chance | None, values: FloatArray, identified: bool, may_vanish: bool) -> list[Kind]:
    """The simpler kinds that a chance may be running off to, or that it lies beside.

    Args:
        chance: Of which kind it is; None where there is none.
        values: Its parameters on their natural scale.
        identified: Whether the search has found a maximum that falls off on all sides; all simpler kinds are suspect if not.
        may_vanish: Whether it may be 0 for everybody: as a chance of leaving may.
    """
    kinds: list[Kind] = []
    if chance is None:
        return kinds
    mean = float(values[0] if len(values) == 1 else values[0] / values.sum())
    if may_vanish:  # however it looks: without dropout a likelihood costs little, and chance alone makes some
        kinds.append(type(None))
    if isinstance(chance, BetaChance):
        if not identified or values.sum() > _LARGE_SHAPES or not _RARE < mean < _SURE:
            kinds.append(FixedChance)
        if not identified or values.sum() < _SMALL_SHAPES:
            kinds.append(PolarisedChance)
    return kinds


def is_flat(hessian: FloatArray) -> bool:
    """Whether there is a direction in which the likelihood does not fall: something there is not identified."""
    curvature = np.linalg.eigvalsh(-hessian)
    return bool(curvature[0] <= 1e-12 * curvature[-1])

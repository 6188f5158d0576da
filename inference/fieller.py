"""The ratio of two estimates, with Fieller's confidence set.

The set holds every ratio that a test at the same level would not reject. It is exact where the estimates are normal with
known covariance, and need not be an interval: where the denominator is not clearly apart from 0, it has no end.
Source: Fieller (1954), "Some problems in interval estimation", Journal of the Royal Statistical Society B 16:175.
"""

from dataclasses import dataclass
from enum import Enum
from math import sqrt

from inference.errors import DomainError


class UndefinedRatioError(DomainError):
    """A ratio over nothing."""

    code = "undefined_ratio"
    title = "The ratio's denominator is 0."


class FiellerShape(Enum):
    """What a Fieller set looks like.

    BOUNDED is the interval from low to high. OUTSIDE is all up to low, and all from high on: the denominator may be 0, its
    sign is open, yet some ratios are ruled out. EVERYTHING rules out none.
    """

    BOUNDED = "bounded"
    OUTSIDE = "outside"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class FiellerSet:
    """A ratio and the set that its true value lies in.

    Attributes:
        estimate: Numerator over denominator.
        shape: What `low` and `high` are the ends of.
        low: The lesser end; None where there is none.
        high: The greater end; None where there is none.
    """

    estimate: float
    shape: FiellerShape
    low: float | None = None
    high: float | None = None


def fieller_set(
    numerator: float,
    denominator: float,
    numerator_variance: float,
    denominator_variance: float,
    covariance: float,
    multiplier: float,
) -> FiellerSet:
    """Every ρ with |numerator − ρ·denominator| ≤ multiplier × its standard error.

    Args:
        numerator: An estimate.
        denominator: Another, not 0.
        numerator_variance: Of the estimate itself, as the next two; together positive semidefinite.
        denominator_variance: At least 0.
        covariance: Of both.
        multiplier: Standard errors on either side, such as 1.96.

    Raises:
        UndefinedRatioError: The denominator is 0.
    """
    if denominator == 0.0:
        raise UndefinedRatioError("The denominator is 0.", field="denominator")
    # In units of the denominator: no square of it, great or small, leaves the range of numbers.
    ratio = numerator / denominator
    above = numerator_variance / denominator / denominator
    below = denominator_variance / denominator / denominator
    both = covariance / denominator / denominator
    squared = multiplier * multiplier
    leading = 1.0 - squared * below
    spread = above - 2.0 * ratio * both + ratio * ratio * below - squared * (above * below - both * both)
    if leading == 0.0 or (leading < 0.0 and spread < 0.0):
        return FiellerSet(ratio, FiellerShape.EVERYTHING)
    half = multiplier * sqrt(max(spread, 0.0))
    ends = ((ratio - squared * both - half) / leading, (ratio - squared * both + half) / leading)
    if leading < 0.0:
        return FiellerSet(ratio, FiellerShape.OUTSIDE, min(ends), max(ends))
    # The estimate is never rejected, but a narrow set's ends, once rounded, may both lie on one side of it.
    return FiellerSet(ratio, FiellerShape.BOUNDED, min(*ends, ratio), max(*ends, ratio))

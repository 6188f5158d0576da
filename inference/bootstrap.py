"""The Poisson bootstrap: intervals of any function of counts, by drawing every count anew.

A count of n independent journeys, each drawn with Poisson(1) weight, is Poisson(n): the totals vary too, as they would on
another occasion. Source: Hanley & MacGibbon (2006), "Creating non-parametric bootstrap samples using Poisson frequencies",
Computer Methods and Programs in Biomedicine 83(1).
"""

from collections.abc import Callable

import numpy as np

from inference.arrays import FloatArray
from inference.delta import InvalidLevelError

Interval = tuple[FloatArray, FloatArray]

_NUMBERS_AT_ONCE = 4_000_000


def poisson_bootstrap(
    counts: FloatArray,
    statistic: Callable[[FloatArray], FloatArray],
    replicates: int,
    generator: np.random.Generator,
    width: int = 1,
) -> FloatArray:
    """A statistic of counts that are drawn anew, again and again.

    Args:
        counts: Of at least 0, shape (n,).
        statistic: Of drawn counts, shape (n, some replicates), an answer of shape (the same replicates, …).
        replicates: How often.
        generator: The same state gives the same answer.
        width: How many numbers the statistic needs for one replicate: as many replicates as fit the memory are made at once.

    Returns:
        Shape (replicates, …).
    """
    at_once = max(_NUMBERS_AT_ONCE // max(len(counts), width, 1), 1)
    found = np.empty(0)
    for start in range(0, replicates, at_once):
        shape = (len(counts), min(at_once, replicates - start))
        part = statistic(generator.poisson(counts[:, None], shape).astype(np.float64))
        if start == 0:
            found = np.empty((replicates, *part.shape[1:]))
        found[start : start + len(part)] = part
    return found


def percentile_interval(replicates: FloatArray, level: float) -> Interval:
    """The middle share of replicates.

    Args:
        replicates: Shape (replicates, …).
        level: Of confidence.

    Returns:
        Low and high, each of the replicates' further shape.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    if not 0.0 < level < 1.0:
        raise InvalidLevelError(f"level is {level}", field="level")
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(replicates, [tail, 1.0 - tail], axis=0)
    return low, high

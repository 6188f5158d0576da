"""How many purchases somebody makes who never leaves: the tails of the negative binomial distribution, many at once."""

import numpy as np
from scipy.special import betainc

from inference.arrays import FloatArray


def negative_binomial_beyond(n: FloatArray, shape: FloatArray, chance: FloatArray) -> FloatArray:
    """P(N > n) of N with P(N = 0) = (1 − chance)^shape.

    Where one row of numbers 0, 1, 2, … is asked of many chances at one shape, only the last one is an incomplete beta function;
    the others follow by adding P(N = n), a multiplication each. All terms are positive, so nothing cancels.

    Args:
        n: Whole numbers as floats; broadcasts with the rest.
        shape: > 0.
        chance: In [0, 1).
    """
    if shape.size == 1 and n.ndim == 2 and n.shape[0] == 1 and np.array_equal(n[0], np.arange(n.shape[1])):
        return _summed_up(n, float(shape.item()), np.broadcast_to(chance, (len(chance), 1)))
    return np.asarray(betainc(n + 1.0, shape, chance))


def _summed_up(n: FloatArray, shape: float, chance: FloatArray) -> FloatArray:
    """The same for n = 0, 1, …, m − 1 and chances of shape (rows, 1): the last one, and towards 0 what lies between."""
    last = n.shape[1] - 1
    # Where the first underflows, as many purchases as are asked for here come almost surely, and 1 is right to all digits.
    exactly = np.exp(shape * np.log1p(-chance[:, 0]))
    beyond = np.empty((last + 1, len(chance)))
    for number in range(1, last + 1):
        exactly = exactly * (chance[:, 0] * ((shape + number - 1.0) / number))
        beyond[number - 1] = exactly
    beyond[last] = betainc(last + 1.0, shape, chance[:, 0])
    for number in range(last - 1, -1, -1):
        beyond[number] += beyond[number + 1]
    return np.minimum(beyond.T, 1.0)

"""How many purchases somebody makes who never leaves: the tails of the negative binomial distribution, many at once."""

import numpy as np
from scipy.special import betainc

from inference.arrays import FloatArray

# An incomplete beta function takes longer than so many multiplications, by far.
_CLOSE = 16
# What P(N = 0) must not have underflowed for: with a mean of more than 700 purchases, to be so few is impossible.
_MOST = 256


def negative_binomial_beyond(n: FloatArray, shape: FloatArray, chance: FloatArray) -> FloatArray:
    """P(N > n) of N with P(N = 0) = (1 − chance)^shape.

    Where one row of numbers that lie close to each other is asked of many shapes and chances, only the last one is an
    incomplete beta function; the others follow by adding P(N = n), a multiplication each. All terms are positive, so nothing
    cancels.

    Args:
        n: Whole numbers as floats; broadcasts with the rest.
        shape: > 0.
        chance: In [0, 1).
    """
    shape, chance = np.broadcast_arrays(shape, chance)
    if is_row_beside_column(n, shape) and lie_close(n):
        beyond = _summed_up(int(n.max()), shape[:, 0], chance[:, 0])
        return np.asarray(beyond[n[0].astype(np.int64)].T)
    return np.asarray(betainc(n + 1.0, shape, chance))


def is_row_beside_column(n: FloatArray, column: FloatArray) -> bool:
    """Whether each number of one row is asked of each row of a column."""
    return n.ndim == column.ndim == 2 and n.shape[0] == column.shape[1] == 1


def lie_close(n: FloatArray) -> bool:
    """Whether numbers are so close that all up to the last are told, each by the one before, in less time than these alone."""
    return float(n.max()) < min(_CLOSE * n.size, _MOST)


def _summed_up(last: int, shape: FloatArray, chance: FloatArray) -> FloatArray:
    """The same for n = 0, 1, …, last: the last one, and towards 0 what lies between, shape (last + 1, rows)."""
    number = np.arange(1.0, last + 1.0)[:, None]
    beyond = np.empty((last + 1, len(chance)))
    # P(N = 1), P(N = 2), …, each of the one before. Where P(N = 0) underflows, as many purchases as are asked for here come
    # almost surely, and 1 is right to all digits.
    np.multiply(chance, (shape + number - 1.0) / number, out=beyond[:-1])
    beyond[:1] *= np.exp(shape * np.log1p(-chance))
    np.cumprod(beyond[:-1], axis=0, out=beyond[:-1])
    beyond[last] = betainc(last + 1.0, shape, chance)
    np.cumsum(beyond[::-1], axis=0, out=beyond[::-1])
    return np.minimum(beyond, 1.0)

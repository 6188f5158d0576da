"""How many purchases somebody makes who never leaves: tails of the negative binomial distribution; and who stays for that."""

import numpy as np
from scipy.special import betainc, betaincc, betaln, gammaln

from inference.arrays import FloatArray

# An incomplete beta function takes longer than so many multiplications, by far.
_CLOSE = 16
# What P(N = 0) must not have underflowed for: with a mean of more than 700 purchases, to be so few is impossible.
_MOST = 256
# Past these odds 1 − chance is told by itself: the chance may round to 1.
_SURE = 1e3
# Gamma functions of more than this lose digits by being large; Stirling's series then has all of them.
_LARGE = 1e4


def negative_binomial_beyond(n: FloatArray, shape: FloatArray, odds: FloatArray) -> FloatArray:
    """P(N > n) of N with P(N = 0) = (1 − chance)^shape, where odds are chance / (1 − chance).

    Where one row of numbers that lie close to each other is asked of many shapes and chances, only the last one is an
    incomplete beta function; the others follow by adding P(N = n), a multiplication each. All terms are positive, so nothing
    cancels.

    Args:
        n: Whole numbers as floats; broadcasts with the rest.
        shape: > 0.
        odds: >= 0; broadcasts likewise, shape (rows, 1) where numbers are a row.
    """
    shape, odds = np.broadcast_arrays(shape, odds)
    if is_row_beside_column(n, shape) and lie_close(n):
        beyond = _summed_up(int(n.max()), shape[:, 0], odds[:, 0])
        return np.asarray(beyond[n[0].astype(np.int64)].T)
    return negative_binomial_at_least(n + 1.0, shape, odds)


def negative_binomial_at_least(n: FloatArray, shape: FloatArray, odds: FloatArray) -> FloatArray:
    """P(N >= n) of the same, for n >= 1, by one incomplete beta function each; all broadcast."""
    found: FloatArray = np.asarray(betainc(n, shape, odds / (1.0 + odds)), dtype=np.float64)
    if odds.max(initial=0.0) > _SURE:
        n, shape, odds = np.broadcast_arrays(n, shape, odds)
        sure = odds > _SURE
        found[sure] = betaincc(shape[sure], n[sure], 1.0 / (1.0 + odds[sure]))
    return found


def is_row_beside_column(n: FloatArray, column: FloatArray) -> bool:
    """Whether each number of one row is asked of each row of a column."""
    return n.ndim == column.ndim == 2 and n.shape[0] == column.shape[1] == 1


def lie_close(n: FloatArray) -> bool:
    """Whether numbers are so close that all up to the last are told, each by the one before, in less time than these alone."""
    return float(n.max()) < min(_CLOSE * n.size, _MOST)


def _summed_up(last: int, shape: FloatArray, odds: FloatArray) -> FloatArray:
    """The same for n = 0, 1, …, last: the last one, and towards 0 what lies between, shape (last + 1, rows)."""
    number = np.arange(1.0, last + 1.0)[:, None]
    beyond = np.empty((last + 1, len(odds)))
    # P(N = 1), P(N = 2), …, each of the one before. Where P(N = 0) underflows, as many purchases as are asked for here come
    # almost surely, and 1 is right to all digits.
    np.multiply(odds / (1.0 + odds), (shape + number - 1.0) / number, out=beyond[:-1])
    beyond[:1] *= np.exp(-shape * np.log1p(odds))
    np.cumprod(beyond[:-1], axis=0, out=beyond[:-1])
    beyond[last] = negative_binomial_at_least(np.array([last + 1.0]), shape, odds)
    np.cumsum(beyond[::-1], axis=0, out=beyond[::-1])
    return np.minimum(beyond, 1.0)


def log_survival(a: float, b: FloatArray, n: FloatArray) -> FloatArray:
    """The logarithm of the mean of (1 − p)^n over Beta(a, b), B(a, b + n) / B(a, b); b and n broadcast."""
    if a + float(b.max(initial=0.0)) < _LARGE:
        return np.asarray(betaln(a, b + n) - betaln(a, b))
    return np.asarray(np.minimum(_log_rising(b, n) - _log_rising(a + b, n) + n * np.log(b / (a + b)), 0.0))


def _log_rising(z: FloatArray, n: FloatArray) -> FloatArray:
    """Ln Γ(z + n) − ln Γ(z) − n ln z, small where z is large."""
    z, n = np.broadcast_arrays(z, n)
    large = z >= _LARGE
    found = np.empty(z.shape)
    at, more = z[large], n[large]
    found[large] = (at + more - 0.5) * np.log1p(more / at) - more + (1.0 / (at + more) - 1.0 / at) / 12.0
    at, more = z[~large], n[~large]
    found[~large] = gammaln(at + more) - gammaln(at) - more * np.log(at)
    return found

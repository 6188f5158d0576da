"""Integrals of products of powers, ∫ (v/(a + v))^k (1 + v/a)^(−p) (1 + v/b)^(−q) dv from 0 to h, to twelve digits.

All that Pareto/NBD says is made of them: k = 0 weighs the times at which a customer may have left, k > 0 the times by which
they have bought k times. With m the lesser of a and b the integral runs over t = ln(1 + v/m). In t the integrand is
analytic but for singularities at a distance of π from the real axis, and its logarithm is concave: so it is followed from where
it has risen to e^-36 of its peak to where it has fallen to that again, and summed at Gauss's nodes, as many as the length of
the way and the depth of the fall call for. All terms are positive: nothing cancels, whatever the powers.

The hypergeometric functions that such integrals are called by in the literature are differences of large numbers for a
customer who bought often, and slow to sum where a and b lie apart.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import roots_legendre, xlogy

from inference.arrays import FloatArray, IntArray

# What has fallen to e^-36 of its peak is not seen in a sum of sixteen digits.
_DEPTH = 36.0
# A peak, with a rise and a fall, asks for as many nodes as a fall of so much.
_PEAK = 4.0 * _DEPTH
# How much longer the way may be than it has to, as a share of it, and how often it is halved for that at the most.
_LOOSE = 0.1
_MOST_HALVINGS = 40
_FAR = 4.0
# Numbers of nodes that there are rules for; beyond the last, rules are put together of pieces.
_SIZES = np.array([6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96])
_PIECE = 64
# Numbers per array at a time: some ten such arrays stay in the processor's cache, and are so small together that their memory
# is used again; larger ones are given back and come anew, page by page, which took a third of a small fit's time.
_AT_ONCE = 5_000
# As many numbers are worked out in the time that numpy's calls take by themselves.
_A_TURN = 4_000


class Power(NamedTuple):
    """A factor (1 + v/scale)^(−power) of every row.

    Attributes:
        power: Shape (rows,).
        scale: > 0, shape (rows,).
    """

    power: FloatArray
    scale: FloatArray


class Sums(NamedTuple):
    """Some rows' integrals, as sums over nodes.

    Attributes:
        rows: Which, shape (n,).
        log_total: Logarithm of the integral, shape (n,).
        shares: Of the nodes in it, shape (nodes, n); each row's add up to 1.
        times: Of the nodes, v, shape (nodes, n).
        log_a: ln(1 + v/a), shape (nodes, n).
        log_b: ln(1 + v/b), shape (nodes, n).
    """

    rows: IntArray
    log_total: FloatArray
    shares: FloatArray
    times: FloatArray
    log_a: FloatArray
    log_b: FloatArray


def power_integrals(
    a: Power, b: Power, until: FloatArray, times_bought: FloatArray | None = None, up_to: FloatArray | None = None
) -> Iterator[Sums]:
    """Integrals of (v/(a + v))^k (1 + v/a)^(−p) (1 + v/b)^(−q) from 0 to `until`, some rows at a time.

    Args:
        a: With power p. The lesser of its scale and that of b is the same one in every row.
        b: With power q.
        until: > 0, shape (rows,).
        times_bought: k >= 0, shape (rows,); 0 by default.
        up_to: With k = 0, choose nodes that do for every k up to this one, shape (rows,).
    """
    if len(until) == 0:
        return
    near_is_a = bool((a.scale <= b.scale).all())
    near, far = (a, b) if near_is_a else (b, a)
    if times_bought is not None:
        low, high = _around_peak(near, far, until, times_bought, near_is_a)
        falls = np.full_like(until, _PEAK)
    elif up_to is not None:
        low, high = _around_peak(near, far, until, up_to, near_is_a, from_start=True)
        falls = np.maximum(_steepness(_exponent(near, far, high), high), _PEAK)
    else:
        low, high = np.zeros_like(until), _fallen(near, far, until)
        falls = _steepness(_exponent(near, far, high), high)
    for rows, nodes, weights in _by_size(high - low, falls):
        length, scale = (high - low)[rows], near.scale[rows]
        t = nodes[:, None] * length
        t += low[rows]
        times = np.expm1(t)
        times *= scale
        log_far = times / far.scale[rows]
        np.log1p(log_far, out=log_far)
        exponent = t * (1.0 - near.power[rows])
        exponent -= far.power[rows] * log_far
        if times_bought is not None:
            exponent += xlogy(times_bought[rows], times / (a.scale[rows] + times))
        peak = exponent.max(axis=0)
        exponent -= peak
        shares = np.exp(exponent, out=exponent)
        shares *= weights[:, None]
        total = shares.sum(axis=0)
        shares /= total
        log_total = np.log(total) + np.log(length) + peak + np.log(scale)
        log_a, log_b = (t, log_far) if near_is_a else (log_far, t)
        yield Sums(rows, log_total, shares, times, log_a, log_b)


def _exponent(near: Power, far: Power, t: FloatArray) -> FloatArray:
    """How far the integrand over t has fallen there from what it is at t = 0, as a logarithm; for k = 0."""
    grown = near.scale * np.expm1(t)
    return (near.power - 1.0) * t + far.power * np.log1p(grown / far.scale)


def _steepness(fallen: FloatArray, length: FloatArray) -> FloatArray:
    """How often e-fold the integrand falls; one that grows (discounted at a rate below 0) does so near the end."""
    return np.asarray(np.maximum(np.maximum(fallen, -(fallen + length) * (1.0 + length)), 0.0))


def _end(near: Power, until: FloatArray) -> FloatArray:
    """Where it ends, in t; a time that no float tells from 0 is a little longer than that."""
    return np.maximum(np.log1p(until / near.scale), np.finfo(np.float64).tiny)


def _fallen(near: Power, far: Power, until: FloatArray) -> FloatArray:
    """Where, in t, either factor alone has taken the integral's tail down by the depth, or the end."""
    end = _end(near, until)
    by_near = _over(_DEPTH, near.power - 1.0)
    deep, apart = _over(_DEPTH, far.power - 1.0), far.scale / near.scale
    by_far = np.where(deep < 1.0, np.log1p(apart * np.expm1(np.minimum(deep, 1.0))), np.logaddexp(0.0, deep + np.log(apart)))
    return np.minimum(np.minimum(end, by_near), by_far)


def _over(depth: float, slope: FloatArray) -> FloatArray:
    return np.divide(depth, slope, out=np.full_like(slope, np.inf), where=slope > 0.0)


def _around_peak(
    near: Power, far: Power, until: FloatArray, k: FloatArray, near_is_a: bool, from_start: bool = False
) -> tuple[FloatArray, FloatArray]:
    """Where, in t, the integrand has fallen by the depth on both sides of its peak, or a little further, from 0 to the end.

    From the start on, if that is wanted, it is only looked for where it has fallen after the peak.
    """
    end = _end(near, until)
    bought = near.scale if near_is_a else far.scale

    def height(t: FloatArray) -> FloatArray:
        times = near.scale * np.expm1(t)
        return np.asarray(xlogy(k, times / (bought + times)) - _exponent(near, far, t))

    peak = np.minimum(np.log1p(_peak(near, far, k, near_is_a) / near.scale), end)
    least = height(peak) - _DEPTH
    high, inner_high = end.copy(), np.where(height(end) > least, end, peak)
    low, inner_low = np.zeros_like(end), np.zeros_like(end) if from_start else np.where(k > 0.0, peak, 0.0)
    sides = [(high, inner_high)] if from_start else [(low, inner_low), (high, inner_high)]
    for _ in range(_MOST_HALVINGS):
        if ((high - inner_high) + (inner_low - low) <= _LOOSE * (high - low)).all():
            break
        for outer, inner in sides:
            # An end that is orders of magnitude past the peak comes near it by its order, not by halves.
            apart = outer > _FAR * inner
            middle = np.where(apart & (inner > 0.0), np.sqrt(outer) * np.sqrt(inner), 0.5 * (outer + inner))
            deep = height(middle) <= least
            np.copyto(outer, middle, where=deep)
            np.copyto(inner, middle, where=~deep)
    return low, high


def _peak(near: Power, far: Power, k: FloatArray, near_is_a: bool) -> FloatArray:
    """Where, in v, the integrand over t is largest: the positive root of a quadratic, infinite where it never falls."""
    slope = near.power - 1.0
    square = slope + far.power
    linear = slope * far.scale + far.power * near.scale - k * (near.scale if near_is_a else far.scale)
    constant = -k * near.scale * far.scale
    # The form of the root that subtracts nothing from what is nearly the same.
    root = np.sqrt(np.maximum(linear**2 - 4.0 * square * constant, 0.0))
    down = np.where(linear < 0.0, root - linear, 0.0)
    up = np.where(linear < 0.0, 1.0, linear + root)
    where = np.where(linear < 0.0, _ratio(down, 2.0 * square), _ratio(-2.0 * constant, up))
    return np.where(square > 0.0, where, np.inf)


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    return np.divide(above, below, out=np.full_like(above, np.inf), where=below > 0.0)


def _by_size(length: FloatArray, falls: FloatArray) -> Iterator[tuple[IntArray, FloatArray, FloatArray]]:
    """Rows that need about as many nodes as each other, some at a time, with the nodes and weights on [0, 1]."""
    needed = 4.0 + np.sqrt(7.5 * falls + 12.0 * length**2)
    size = np.searchsorted(_SIZES, needed)
    order = np.argsort(size, kind="stable").astype(np.int64)
    kinds, firsts = np.unique(size[order], return_index=True)
    start = 0
    for kind, after, end in zip(kinds.tolist(), [*kinds[1:].tolist(), None], [*firsts[1:].tolist(), len(order)], strict=True):
        # A few rows go with those that need more: nodes that they could do without cost less than a turn of their own.
        if after is not None and after < len(_SIZES) and (end - start) * (_SIZES[after] - _SIZES[kind]) < _A_TURN:
            continue
        pieces = 1 if kind < len(_SIZES) else int(np.ceil(needed[order[start:end]].max() / _PIECE))
        nodes, weights = _rule(int(_SIZES[kind]) if kind < len(_SIZES) else _PIECE, pieces)
        step = max(_AT_ONCE // len(nodes), 1)
        for first in range(start, end, step):
            yield order[first : min(first + step, end)], nodes, weights
        start = end


@lru_cache(maxsize=128)
def _rule(count: int, pieces: int) -> tuple[FloatArray, FloatArray]:
    """Gauss's nodes and weights on [0, 1], in so many pieces of equal length."""
    nodes, weights = roots_legendre(count)
    each, shares = 0.5 * (1.0 + nodes), 0.5 * weights
    all_nodes = ((np.arange(pieces)[:, None] + each) / pieces).ravel()
    return all_nodes, np.tile(shares / pieces, pieces)

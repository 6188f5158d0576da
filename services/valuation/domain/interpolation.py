"""What is smooth in T, asked at a few T instead of at every one.

Customers of one frequency are watched for hundreds of different times, and what they are expected to buy changes little from
one T to the next: over ln(scale + T), where scale is that of their rate of purchase, it is analytic within a strip of
half-width π. So a polynomial through a few of Chebyshev's points has all digits. Whether it has them is seen by its own
coefficients, which then have died away; where they have not, every T is asked.

Source: Trefethen (2013), Approximation Theory and Approximation Practice, chapters 3, 4 and 8.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np

from inference.arrays import FloatArray

_POINTS = 24
# Of fewer T each one is asked: points and the polynomial's evaluation would cost as much.
_MANY = 2 * _POINTS
# The last coefficients are to be below this share of the least value: a value then has twelve digits.
_LAST = 3
_TOLERANCE = 1e-13

_ANGLES = np.pi * (np.arange(_POINTS) + 0.5) / _POINTS
_PLACES = np.cos(_ANGLES)
_COEFFICIENTS = np.cos(np.outer(np.arange(_POINTS), _ANGLES)) * np.where(np.arange(_POINTS) == 0, 1.0, 2.0)[:, None] / _POINTS

Ask = Callable[[FloatArray, FloatArray], FloatArray]


class _Span(NamedTuple):
    """A stretch of time, in ln(scale + T).

    Attributes:
        first: The least T.
        speed: The scale + the least T.
        length: Of the stretch, > 0.
    """

    first: float
    speed: float
    length: float

    @classmethod
    def of(cls, T: FloatArray, scale: float) -> Self:
        """From the least to the greatest T."""
        first = float(T.min())
        return cls(first, scale + first, float(np.log1p((T.max() - first) / (scale + first))))

    def points(self) -> FloatArray:
        """Chebyshev's points, as T."""
        return np.asarray(self.first + self.speed * np.expm1(0.5 * self.length * (1.0 + _PLACES)))

    def places(self, T: FloatArray) -> FloatArray:
        """Of T within -1 and 1."""
        return np.asarray(2.0 * np.log1p((T - self.first) / self.speed) / self.length - 1.0)


def asked_along_time(ask: Ask, x: FloatArray, T: FloatArray, scale: float) -> FloatArray:
    """What is asked of pairs of x and T, where it is above 0 and smooth in ln(scale + T).

    Args:
        ask: The answers to some pairs, shape (k, pairs): the first one is what is asked for, the others are its derivatives.
        x: Like ones together, shape (pairs,).
        T: Shape (pairs,).
        scale: > 0.

    Returns:
        Shape (k, pairs).
    """
    edges = np.concatenate([[0], np.flatnonzero(np.diff(x)) + 1, [len(x)]]).tolist()
    groups = [np.arange(start, end) for start, end in pairwise(edges) if end - start > _MANY]
    if not groups:
        return ask(x, T)
    spans = [_Span.of(T[rows], scale) for rows in groups]
    at_points = ask(np.repeat([x[rows[0]] for rows in groups], _POINTS), np.concatenate([span.points() for span in spans]))
    found = np.empty((len(at_points), len(x)))
    asked = np.ones(len(x), dtype=np.bool_)
    for which, (rows, span) in enumerate(zip(groups, spans, strict=True)):
        values = at_points[:, which * _POINTS : (which + 1) * _POINTS]
        coefficients = values @ _COEFFICIENTS.T
        if _have_died_away(coefficients, values):
            found[:, rows] = coefficients @ np.polynomial.chebyshev.chebvander(span.places(T[rows]), _POINTS - 1).T
            asked[rows] = False
    if asked.any():
        found[:, asked] = ask(x[asked], T[asked])
    return found


def _have_died_away(coefficients: FloatArray, values: FloatArray) -> bool:
    """Whether nothing that matters has been left out: of the values by the least of them, of derivatives by their largest."""
    sizes = np.abs(values).max(axis=1)
    sizes[0] = np.abs(values[0]).min()
    return bool((np.abs(coefficients[:, -_LAST:]).max(axis=1) <= _TOLERANCE * sizes).all())

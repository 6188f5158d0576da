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

# The last coefficients are to be below this share of the least value: a value then has twelve digits.
_LAST = 3
_TOLERANCE = 1e-13
# Probabilities are only to be told from each other: of these, the last coefficients are to be below this.
_TOLERANCE_OF_PROBABILITY = 1e-9
# Shorter scales than this share of T, or as much longer ones, are as good as this one.
_SHORTEST = 1e-9


class _Points(NamedTuple):
    """Chebyshev's points.

    Attributes:
        places: Within -1 and 1, shape (points,).
        coefficients: Of the polynomial through values at the points, when multiplied by these, shape (points, points).
    """

    places: FloatArray
    coefficients: FloatArray

    @classmethod
    def of(cls, count: int) -> Self:
        """So many."""
        numbers = np.arange(count)
        angles = np.pi * (numbers + 0.5) / count
        scales = np.where(numbers == 0, 1.0, 2.0)[:, None] / count
        return cls(np.cos(angles), np.cos(np.outer(numbers, angles)) * scales)

    def between(self, places: FloatArray) -> FloatArray:
        """What the values at the points are multiplied by, for those of the polynomial elsewhere, shape (places, points)."""
        return np.asarray(np.polynomial.chebyshev.chebvander(places, len(self.places) - 1) @ self.coefficients)


_MANY_POINTS, _FEW_POINTS = _Points.of(24), _Points.of(16)

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
        first, last = float(T.min()), float(T.max())
        speed = first + min(max(scale, _SHORTEST * last), last / _SHORTEST)
        return cls(first, speed, float(np.log1p((last - first) / speed)))

    def times(self, places: FloatArray) -> FloatArray:
        """The T at places within -1 and 1."""
        return np.asarray(self.first + self.speed * np.expm1(0.5 * self.length * (1.0 + places)))

    def places(self, T: FloatArray) -> FloatArray:
        """Of T within -1 and 1."""
        return np.asarray(2.0 * np.log1p((T - self.first) / self.speed) / self.length - 1.0)


class TimeRule(NamedTuple):
    """Which T are asked for a probability, and how it lies between them at others.

    Where more T are wanted than twice the points, the points are asked. What they leave out is below 1e-8 of a probability
    where their rule suffices.

    Attributes:
        asked: T, shape (asked,).
        span: Of the points; None where T themselves are asked.
    """

    asked: FloatArray
    span: _Span | None

    @classmethod
    def of(cls, T: FloatArray, scale: float) -> Self:
        """For distinct T in their order, where the probability is smooth in ln(scale + T)."""
        if len(T) <= _worth_asking(_FEW_POINTS):
            return cls(T, None)
        span = _Span.of(T, scale)
        return cls(span.times(_FEW_POINTS.places), span)

    def suffices(self, probabilities: FloatArray) -> bool:
        """Whether nothing that matters is left out of probabilities at the T that were asked, shape (…, asked, k)."""
        if self.span is None:
            return True
        last = _FEW_POINTS.coefficients[-_LAST:] @ probabilities
        return bool((np.abs(last) <= _TOLERANCE_OF_PROBABILITY).all())

    def weights(self, T: FloatArray) -> FloatArray:
        """Of what was asked in what is wanted at T, shape (len(T), asked)."""
        if self.span is None:
            return np.asarray(T[:, None] == self.asked, dtype=np.float64)
        return _FEW_POINTS.between(self.span.places(T))


def _worth_asking(points: _Points) -> int:
    """So many T are asked themselves: points and the polynomial's evaluation would cost as much."""
    return 2 * len(points.places)


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
    points = _MANY_POINTS
    edges = np.concatenate([[0], np.flatnonzero(np.diff(x)) + 1, [len(x)]]).tolist()
    groups = [np.arange(start, end) for start, end in pairwise(edges) if end - start > _worth_asking(points)]
    if not groups:
        return ask(x, T)
    spans = [_Span.of(T[rows], scale) for rows in groups]
    count = len(points.places)
    at_points = ask(
        np.repeat([x[rows[0]] for rows in groups], count), np.concatenate([span.times(points.places) for span in spans])
    )
    found = np.empty((len(at_points), len(x)))
    asked = np.ones(len(x), dtype=np.bool_)
    for which, (rows, span) in enumerate(zip(groups, spans, strict=True)):
        values = at_points[:, which * count : (which + 1) * count]
        if _have_died_away(values @ points.coefficients.T, values):
            found[:, rows] = values @ points.between(span.places(T[rows])).T
            asked[rows] = False
    if asked.any():
        found[:, asked] = ask(x[asked], T[asked])
    return found


def _have_died_away(coefficients: FloatArray, values: FloatArray) -> bool:
    """Whether nothing that matters has been left out: of the values by the least of them, of derivatives by their largest."""
    sizes = np.abs(values).max(axis=1)
    sizes[0] = np.abs(values[0]).min()
    return bool((np.abs(coefficients[:, -_LAST:]).max(axis=1) <= _TOLERANCE * sizes).all())

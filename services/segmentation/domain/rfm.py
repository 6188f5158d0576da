"""Recency, frequency and monetary value as scores of 1 to 5, and the names of their combinations."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import Protocol

import numpy as np

from inference.arrays import FloatArray, IntArray
from inference.errors import DomainError

SCORES = (1, 2, 3, 4, 5)


class UndefinedScoreError(DomainError):
    """A value that has no rank."""

    code = "undefined_score"
    title = "Every value that is scored must be a number."


class SegmentName(StrEnum):
    """The usual ten names; together they cover the grid of recency × frequency, and no two overlap."""

    CHAMPIONS = "champions"
    LOYAL_CUSTOMERS = "loyal_customers"
    POTENTIAL_LOYALISTS = "potential_loyalists"
    NEW_CUSTOMERS = "new_customers"
    PROMISING = "promising"
    NEED_ATTENTION = "need_attention"
    ABOUT_TO_SLEEP = "about_to_sleep"
    CANT_LOSE_THEM = "cant_lose_them"
    AT_RISK = "at_risk"
    HIBERNATING = "hibernating"


_RECTANGLES = (  # (name, recency scores, frequency scores)
    (SegmentName.HIBERNATING, (1, 2), (1, 2)),
    (SegmentName.AT_RISK, (1, 2), (3, 4)),
    (SegmentName.CANT_LOSE_THEM, (1, 2), (5,)),
    (SegmentName.ABOUT_TO_SLEEP, (3,), (1, 2)),
    (SegmentName.NEED_ATTENTION, (3,), (3,)),
    (SegmentName.LOYAL_CUSTOMERS, (3, 4), (4, 5)),
    (SegmentName.PROMISING, (4,), (1,)),
    (SegmentName.NEW_CUSTOMERS, (5,), (1,)),
    (SegmentName.POTENTIAL_LOYALISTS, (4, 5), (2, 3)),
    (SegmentName.CHAMPIONS, (5,), (4, 5)),
)
_CELLS = [(cell, name) for name, recencies, frequencies in _RECTANGLES for cell in product(recencies, frequencies)]
_GRID = dict(_CELLS)
if len(_CELLS) != len(SCORES) ** 2 or len(_GRID) != len(_CELLS):
    raise AssertionError("the names of the RFM grid are not a partition of it")


class ScoredCustomers(Protocol):
    """Customers who share their scores, as a reduction counts them."""

    @property
    def recency_score(self) -> int:
        """1 (long ago) to 5 (lately)."""

    @property
    def frequency_score(self) -> int:
        """1 (seldom) to 5 (often)."""

    @property
    def customers(self) -> int:
        """How many they are."""

    @property
    def orders(self) -> int:
        """What they ordered, in orders."""

    @property
    def revenue(self) -> Decimal:
        """What they paid, net."""


@dataclass(frozen=True, slots=True)
class RfmSegment:
    """The customers under one name.

    Attributes:
        name: Of the ten.
        customers: How many they are.
        orders: What they ordered, in orders.
        revenue: What they paid, net.
    """

    name: SegmentName
    customers: int
    orders: int
    revenue: Decimal


def rfm_scores(values: FloatArray | IntArray) -> IntArray:
    """Scores of 1 to 5 by rank, more being better: 1 + ⌊5 · (minrank − 1) / n⌋, in integers.

    Equal values score equally: each has the rank of the first of its equals, so that no customer's score depends on the
    order of the rows. Where many are equal, a score may be held by none.

    Args:
        values: Shape (n,), such as purchases or money per customer.

    Returns:
        Shape (n,).

    Raises:
        UndefinedScoreError: A value is NaN.
    """
    if np.isnan(values).any():
        raise UndefinedScoreError("A value is NaN.", row=int(np.flatnonzero(np.isnan(values))[0]))
    below = np.searchsorted(np.sort(values), values, side="left").astype(np.int64)
    return 1 + len(SCORES) * below // max(len(values), 1)


def recency_scores(elapsed: FloatArray | IntArray) -> IntArray:
    """Scores of 1 to 5 for the time since the last purchase, less being better.

    Args:
        elapsed: Shape (n,), signed numbers of any unit.

    Returns:
        Shape (n,).

    Raises:
        UndefinedScoreError: A value is NaN.
    """
    return rfm_scores(-elapsed)


def segment_name(recency_score: int, frequency_score: int) -> SegmentName:
    """The name of a cell of the grid; monetary value orders customers within it and does not change the name."""
    return _GRID[recency_score, frequency_score]


def segment_grid() -> tuple[tuple[SegmentName, ...], ...]:
    """The whole grid: rows by recency score from 5 down to 1, columns by frequency score from 1 up to 5."""
    return tuple(tuple(_GRID[recency, frequency] for frequency in SCORES) for recency in reversed(SCORES))


def summarize_segments(cells: Iterable[ScoredCustomers]) -> tuple[RfmSegment, ...]:
    """Customers, orders and revenue by name, all ten in the order of `SegmentName`, empty ones too."""
    by_name: dict[SegmentName, list[ScoredCustomers]] = {name: [] for name in SegmentName}
    for cell in cells:
        by_name[segment_name(cell.recency_score, cell.frequency_score)].append(cell)
    return tuple(
        RfmSegment(
            name,
            sum(cell.customers for cell in members),
            sum(cell.orders for cell in members),
            sum((cell.revenue for cell in members), Decimal(0)),
        )
        for name, members in by_name.items()
    )

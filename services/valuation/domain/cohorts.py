"""Cohorts: the customers who came in one period, and what became of them.

The age of a cohort is counted in periods of the calendar: 0 is the period of the first purchase itself. A period that is not
over yet is counted but not judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from inference.arrays import FloatArray, IntArray
from inference.counts import jeffreys_interval
from inference.delta import Interval
from services.valuation.domain.calendars import Period

RETENTION_METHOD = (
    "equal-tailed interval by Jeffreys' prior; several cohorts together are taken as one group of customers who are alike"
)


class AcquisitionRule(StrEnum):
    """Which touch before the first purchase gets the new customer."""

    FIRST_TOUCH = "first_touch"
    LAST_TOUCH = "last_touch"
    LAST_NON_DIRECT = "last_non_direct"


MOST_AGES = 60
"""So many ages are followed: five years of months, fifteen of quarters."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What the customers of a cohort did in a period.

    Attributes:
        channel: That the cohort was acquired by, or what a trait of theirs is; None where that is not known, or was not
            asked for.
        cohort: First day of the period of their first purchase.
        period: First day of the period.
        active: Customers with a purchase in it.
        stayed: Of them, those who bought in the period before as well.
        returned: Those whose second purchase day lies in it.
        orders: Purchases: orders neither cancelled nor refunded whole.
        revenue: Net of refunds.
        margin: Of the orders that state one, or by the given rate.
        orders_without_margin: Those whose margin nobody knows.
        foreign_orders: Those in another currency than the workspace's: added up as if they were in it.
        revenue_squares: By how much it raises the sum over customers of the square of all their revenue so far.
        margin_squares: Likewise of the margin.
    """

    channel: str | None
    cohort: date
    period: date
    active: int
    stayed: int
    returned: int
    orders: int
    revenue: Decimal
    margin: Decimal
    orders_without_margin: int
    foreign_orders: int
    revenue_squares: float
    margin_squares: float


@dataclass(frozen=True, slots=True, eq=False)
class CohortTriangle:
    """Cohorts by age. Every array but `acquired` has shape (cohorts, ages), and 0 where nothing was bought.

    What was bought at an age of `MOST_AGES` or more is not in it.

    Attributes:
        cohorts: Number of each cohort's period, ascending, shape (cohorts,).
        acquired: Customers of each, shape (cohorts,).
        known: Whether the age has begun.
        complete: Whether it is over.
        active: Customers with a purchase.
        stayed: Of them, those who bought at the age before as well.
        returned: Customers whose second purchase day it was.
        orders: Purchases.
        revenue: Net.
        margin: Known margin.
        orders_without_margin: Purchases whose margin nobody knows.
        foreign_orders: Purchases in another currency.
        revenue_squares: Sum over customers of the square of what they had paid by then, at the end of the age.
        margin_squares: Likewise of the margin.
    """

    cohorts: IntArray
    acquired: IntArray
    known: NDArray[np.bool_]
    complete: NDArray[np.bool_]
    active: IntArray
    stayed: IntArray
    returned: IntArray
    orders: IntArray
    revenue: FloatArray
    margin: FloatArray
    orders_without_margin: IntArray
    foreign_orders: IntArray
    revenue_squares: FloatArray
    margin_squares: FloatArray

    @classmethod
    def of(cls, activity: Sequence[Activity], period: Period, now: date) -> Self:
        """The triangle of what was done up to a day, of all channels together.

        Args:
            activity: In any order; none of it after `now`.
            period: Of the calendar.
            now: The day that is looked from: its period is not over.
        """
        running = period.number(now)
        told = [each for each in activity if period.number(each.period) - period.number(each.cohort) < MOST_AGES]
        cohort = np.array([period.number(each.cohort) for each in told], dtype=np.int64)
        age = np.array([period.number(each.period) for each in told], dtype=np.int64) - cohort
        cohorts, row = np.unique(cohort, return_inverse=True)
        ages = 0 if not len(cohorts) else min(int(running - cohorts[0]) + 1, MOST_AGES)
        numbers = cohorts[:, None] + np.arange(ages)[None]
        place = row * ages + age

        def table(values: list[float]) -> FloatArray:
            weights = np.array(values, dtype=np.float64)
            return np.bincount(place, weights, len(cohorts) * ages).reshape(len(cohorts), ages).astype(np.float64)

        def counted(name: str) -> IntArray:
            return np.rint(table([getattr(each, name) for each in told])).astype(np.int64)

        active = counted("active")
        return cls(
            cohorts=cohorts,
            acquired=active[:, 0] if ages else np.zeros(0, dtype=np.int64),
            known=numbers <= running,
            complete=numbers < running,
            active=active,
            stayed=counted("stayed"),
            returned=counted("returned"),
            orders=counted("orders"),
            revenue=table([float(each.revenue) for each in told]),
            margin=table([float(each.margin) for each in told]),
            orders_without_margin=counted("orders_without_margin"),
            foreign_orders=counted("foreign_orders"),
            revenue_squares=np.cumsum(table([each.revenue_squares for each in told]), axis=1),
            margin_squares=np.cumsum(table([each.margin_squares for each in told]), axis=1),
        )

    @property
    def ages(self) -> int:
        """How many ages the oldest cohort has begun."""
        return int(self.active.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Shares of customers, with intervals; NaN where there is nothing to judge yet.

    Attributes:
        of: Customers that they are shares of.
        did: Of them, those who did it.
        interval: Low and high.
    """

    of: IntArray
    did: IntArray
    interval: Interval

    @classmethod
    def counted(cls, did: IntArray, of: IntArray, level: float) -> Self:
        """Shares of what was counted, with Jeffreys' intervals.

        Raises:
            InvalidLevelError: The level is not strictly between 0 and 1.
        """
        low, high = jeffreys_interval(did.astype(np.float64), of.astype(np.float64), level)
        return cls(of, did, (np.where(of > 0, low, np.nan), np.where(of > 0, high, np.nan)))

    @property
    def estimate(self) -> FloatArray:
        """The share; NaN of nobody."""
        return np.asarray(np.divide(self.did, self.of, out=np.full(self.of.shape, np.nan), where=self.of > 0))


def retention_rates(triangle: CohortTriangle, level: float) -> Shares:
    """Share of each cohort that bought at each age, shape (cohorts, ages); NaN where the age is not over.

    Source: Fader & Hardie (2007), "How to project customer retention", table 1, for customers who may be silent and return.
    """
    of = np.where(triangle.complete, triangle.acquired[:, None], 0)
    return Shares.counted(np.where(triangle.complete, triangle.active, 0), of, level)


def pooled_retention(triangle: CohortTriangle, level: float) -> Shares:
    """Share that bought at each age, of all cohorts to whom it is over, shape (ages,)."""
    of = np.where(triangle.complete, triangle.acquired[:, None], 0).sum(axis=0)
    return Shares.counted(np.where(triangle.complete, triangle.active, 0).sum(axis=0), of, level)

"""How well the customers of each month are kept, and how long they wait to buy again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from kernel.database import UnitOfWork
from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import (
    AcquisitionRule,
    Activity,
    CohortTriangle,
    Shares,
    pooled_retention,
    retention_rates,
)
from services.valuation.domain.survival import SurvivalCurve, survival_curve
from services.valuation.reductions.cohorts import ACTIVITY, ACTIVITY_BY_CHANNEL, WAITS, WAITS_BY_CHANNEL, Wait

FOREIGN_CURRENCY, MARGIN_UNKNOWN = "foreign_currency", "margin_unknown"
LOOKBACK_DAYS = 30
# As attribution's: what was merely sent to somebody has met nobody yet.
TOUCH_KINDS = ("click", "visit", "open", "impression", "other")


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How a customer is told to be a channel's.

    Attributes:
        rule: Which touch before the first purchase has it.
        lookback_days: How long before that a touch may be, in days of 24 hours.
    """

    rule: AcquisitionRule = AcquisitionRule.LAST_NON_DIRECT
    lookback_days: int = LOOKBACK_DAYS


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of orders, None where it is not known, and then why.

    Attributes:
        amount: In the workspace's currency.
        reason: `foreign_currency`, `margin_unknown`.
    """

    amount: Decimal | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cohort at an age.

    Attributes:
        age: In periods.
        period: Its first day.
        complete: Whether it is over.
        active: Customers with a purchase in it.
        orders: Purchases.
        revenue: Net.
        margin: Of the same orders.
        retention: Active customers as a share of the cohort, with its interval; NaN while the period is not over.
    """

    age: int
    period: date
    complete: bool
    active: int
    orders: int
    revenue: Money
    margin: Money
    retention: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort: the first day of its period, its customers, its ages as far as they have begun."""

    cohort: date
    customers: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, eq=False)
class CohortReading:
    """Cohorts, their retention, and the wait for a purchase.

    Attributes:
        as_of: The moment that is looked from.
        period: What cohorts are made by.
        running: First day of the period that is not over.
        rows: The latest cohorts, ascending.
        pooled: Retention of all cohorts together, those that are not among the rows too, shape (ages,).
        purchase: The number of the purchase day that is waited for.
        wait: For it.
    """

    as_of: datetime
    period: Period
    running: date
    rows: Sequence[CohortRow]
    pooled: Shares
    purchase: int
    wait: SurvivalCurve


async def read_cohorts(
    work: UnitOfWork,
    as_of: datetime,
    period: Period,
    acquisition: Acquisition,
    channel: str | None,
    margin_rate: Decimal | None,
    purchase: int,
    latest: int,
    level: float,
) -> CohortReading:
    """Retention of every cohort up to `as_of`, with intervals, and the wait from one purchase to the next.

    Args:
        work: A snapshot: the sums agree with each other.
        as_of: Orders before it count.
        period: What cohorts are made by.
        acquisition: How a customer is told to be a channel's.
        channel: Only customers whom it acquired; None for all.
        margin_rate: Share of an order's net that is margin, where the order states none.
        purchase: The number of the purchase day that is waited for, from 2 on.
        latest: How many of the latest cohorts are told one by one.
        level: Of the intervals.
    """
    workspace = await work.workspace()
    today = as_of.astimezone(workspace.zone).date()
    activity = await read_activity(work, as_of, period, None if channel is None else acquisition, margin_rate)
    theirs = [each for each in activity if channel is None or each.channel == channel]
    triangle = CohortTriangle.of(theirs, period, today)
    waits = await _read_waits(work, as_of, today, acquisition, channel, purchase)
    return CohortReading(
        as_of=as_of,
        period=period,
        running=period.first_day(period.number(today)),
        rows=_rows(theirs, triangle, period, latest, level),
        pooled=pooled_retention(triangle, level),
        purchase=purchase,
        wait=survival_curve(
            np.array([wait.days for wait in waits], dtype=np.float64),
            np.array([wait.happened for wait in waits], dtype=np.int64),
            np.array([wait.customers for wait in waits], dtype=np.int64),
            level,
        ),
    )


async def read_activity(
    work: UnitOfWork, as_of: datetime, period: Period, acquisition: Acquisition | None, margin_rate: Decimal | None
) -> list[Activity]:
    """What cohorts did before a moment; by the channel that acquired them where it is said how that is told."""
    values = {**await reduction_values(work, as_of, margin_rate), "period": period.value}
    if acquisition is None:
        return await work.reduce(ACTIVITY, **values)
    return await work.reduce(ACTIVITY_BY_CHANNEL[acquisition.rule], **values, **touch_values(acquisition))


async def _read_waits(
    work: UnitOfWork, as_of: datetime, today: date, acquisition: Acquisition, channel: str | None, purchase: int
) -> list[Wait]:
    values = {**await reduction_values(work, as_of, None), "today": today, "channel": channel, "purchase": purchase}
    if channel is None:
        return await work.reduce(WAITS, **values)
    return await work.reduce(WAITS_BY_CHANNEL[acquisition.rule], **values, **touch_values(acquisition))


async def reduction_values(work: UnitOfWork, as_of: datetime, margin_rate: Decimal | None) -> dict[str, object]:
    """What every reduction of orders before a moment is bound to."""
    workspace = await work.workspace()
    return {
        "time_zone": workspace.time_zone,
        "currency": workspace.currency,
        "as_of": as_of,
        "margin_rate": margin_rate,
    }


def touch_values(acquisition: Acquisition) -> dict[str, object]:
    """What a reduction by the channel that acquired customers is bound to beside the rest."""
    return {"lookback": timedelta(days=acquisition.lookback_days), "touch_kinds": list(TOUCH_KINDS)}


def revenue_of(activity: Sequence[Activity]) -> Money:
    """What was paid."""
    if any(each.foreign_orders for each in activity):
        return Money(None, FOREIGN_CURRENCY)
    return Money(sum((each.revenue for each in activity), Decimal(0)))


def margin_of(activity: Sequence[Activity]) -> Money:
    """What was earned."""
    if any(each.foreign_orders for each in activity):
        return Money(None, FOREIGN_CURRENCY)
    if any(each.orders_without_margin for each in activity):
        return Money(None, MARGIN_UNKNOWN)
    return Money(sum((each.margin for each in activity), Decimal(0)))


def _rows(activity: Sequence[Activity], triangle: CohortTriangle, period: Period, latest: int, level: float) -> list[CohortRow]:
    done: dict[tuple[int, int], list[Activity]] = {}
    for each in activity:
        cohort = period.number(each.cohort)
        done.setdefault((cohort, period.number(each.period) - cohort), []).append(each)
    shares = retention_rates(triangle, level)
    retention = np.stack([shares.estimate, *shares.interval], axis=-1).tolist()
    rows = []
    for row in range(max(0, len(triangle.cohorts) - latest), len(triangle.cohorts)):
        cohort = int(triangle.cohorts[row])
        cells = [
            _cell(
                age,
                period.first_day(cohort + age),
                complete=bool(triangle.complete[row, age]),
                activity=done.get((cohort, age), []),
                retention=tuple(retention[row][age]),
            )
            for age in range(int(triangle.known[row].sum()))
        ]
        rows.append(CohortRow(period.first_day(cohort), int(triangle.acquired[row]), cells))
    return rows


def _cell(
    age: int, first_day: date, *, complete: bool, activity: Sequence[Activity], retention: tuple[float, float, float]
) -> Cell:
    return Cell(
        age=age,
        period=first_day,
        complete=complete,
        active=sum(each.active for each in activity),
        orders=sum(each.orders for each in activity),
        revenue=revenue_of(activity),
        margin=margin_of(activity),
        retention=retention,
    )

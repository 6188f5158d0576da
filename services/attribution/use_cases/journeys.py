"""From reduced rows to the paths that the models share out, and the money that must add up."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any, Self

import numpy as np

from inference.arrays import FloatArray, IntArray
from kernel.database import UnitOfWork
from services.attribution.domain import AttributionModel, Paths
from services.attribution.reductions import PATHS, PATHS_OVERLAPPING, PathWeek
from services.attribution.use_cases.planning import ReportPlan, Window

ZERO = Decimal("0.0000")


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """Paths by week, and the orders that no channel can claim.

    Attributes:
        paths: Rows with at least one touch.
        margin: Known margin of each row with touches, shape (rows,); None where some order states none and no rate is given.
        week: Monday of each row with touches, as its number of weeks after 1970-01-05, shape (rows,).
        conversions: Purchases, of all rows.
        value: Net of all orders, exactly.
        total_margin: Of all orders; None as for `margin`.
        unattributed_conversions: Purchases without a touch.
        unattributed_value: Net of the orders without a touch, exactly.
    """

    paths: Paths
    margin: FloatArray | None
    week: IntArray
    conversions: int
    value: Decimal
    total_margin: float | None
    unattributed_conversions: int
    unattributed_value: Decimal

    @classmethod
    def of(cls, rows: Sequence[PathWeek], margin_rate: float | None) -> Self:
        """The journeys in the rows of the reduction."""
        touched = [row for row in rows if row.path]
        bare = [row for row in rows if not row.path]
        is_known = margin_rate is not None or not any(row.orders_without_margin for row in rows)
        return cls(
            paths=_paths(touched),
            margin=np.array([_margin(row, margin_rate) for row in touched], dtype=np.float64) if is_known else None,
            week=np.array([week_number(row.week) for row in touched], dtype=np.int64),
            conversions=int(sum(row.conversions for row in rows)),
            value=sum((row.value for row in rows), ZERO),
            total_margin=float(sum(_margin(row, margin_rate) for row in rows)) if is_known else None,
            unattributed_conversions=int(sum(row.conversions for row in bare)),
            unattributed_value=sum((row.value for row in bare), ZERO),
        )

    @property
    def attributed_value(self) -> Decimal:
        """Net of the orders that touches led to."""
        return self.value - self.unattributed_value

    def margin_paths(self) -> Paths | None:
        """The same paths, worth their margin."""
        if self.margin is None:
            return None
        squares = self.paths.value_squares
        scale = np.divide(self.margin, self.paths.value, out=np.zeros(len(self.paths)), where=self.paths.value != 0.0)
        return replace(self.paths, value=self.margin, value_squares=None if squares is None else squares * scale**2)


async def read_paths(work: UnitOfWork, plan: ReportPlan, window: Window) -> list[PathWeek]:
    """The paths of a window, in an order of their own."""
    rows = await work.reduce(
        PATHS_OVERLAPPING if plan.overlap else PATHS,
        **window.moments,
        reach_from=window.from_at - timedelta(days=plan.lookback_days),
        lookback=timedelta(days=plan.lookback_days),
        touch_kinds=list(plan.touch_kinds),
        with_ages=AttributionModel.TIME_DECAY in plan.models,
        time_zone=(await work.workspace()).time_zone,
    )
    return sorted(rows, key=_order)


def week_number(monday: date) -> int:
    """Weeks after that of 1970-01-05."""
    return (monday - _FIRST_MONDAY).days // 7


def monday_of(number: int) -> date:
    """The Monday of a week's number."""
    return _FIRST_MONDAY + timedelta(weeks=number)


_FIRST_MONDAY = date(1970, 1, 5)


def digestible(rows: Sequence[PathWeek]) -> list[tuple[Any, ...]]:
    """What identifies the rows."""
    return [_IDENTITY(row) for row in rows]


_IDENTITY = attrgetter(*(field.name for field in fields(PathWeek)))


def _order(row: PathWeek) -> tuple[list[str], date, list[int], int]:
    return row.path or [], row.week, row.days_before or [], row.nulls


def _paths(rows: Sequence[PathWeek]) -> Paths:
    # a journey that came to nothing has no purchase to be before of, and weighs nothing where ages weigh
    ages = [row.days_before or [0] * len(row.path or []) for row in rows]
    return Paths.of(
        [row.path or [] for row in rows],
        [float(row.conversions) for row in rows],
        [float(row.value) for row in rows],
        [float(row.nulls) for row in rows],
        days_before=ages,
        value_squares=[row.value_squares for row in rows],
    )


def _margin(row: PathWeek, rate: float | None) -> float:
    return float(row.margin) + (rate or 0.0) * float(row.value_without_margin)

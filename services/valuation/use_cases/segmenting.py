"""What a run says of the customers of each channel and segment: a model of their own, pooled toward that of all.

Of both, a channel's customers of a segment, it is pooled toward the segment's, by which leads of theirs are valued otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from inference.arrays import FloatArray, IntArray
from kernel.database import UnitOfWork
from services.valuation.domain import PurchaseFit, PurchaseHistories
from services.valuation.domain.prospects import PooledSpend, SpendSums, pool_spend
from services.valuation.domain.segments import SegmentFit, pool_segments
from services.valuation.reductions.segments import SEGMENT_GROUPS, SegmentGroup
from services.valuation.use_cases.cohorts import Acquisition, touch_values
from services.valuation.use_cases.parts import Belonging, GroupedBy, Part, part_record
from services.valuation.use_cases.planning import RunPlan, end_of_day
from services.valuation.use_cases.records import as_record


async def reduce_segments(work: UnitOfWork, plan: RunPlan) -> list[SegmentGroup]:
    """Who bought by the end of the calibration, by the channel that acquired them and what the trait that was asked for is.

    Nothing for models of opportunities.
    """
    if plan.opportunity is not None:
        return []
    workspace = await work.workspace()
    acquisition = Acquisition()
    return await work.reduce(
        SEGMENT_GROUPS[acquisition.rule],
        time_zone=workspace.time_zone,
        currency=workspace.currency,
        margin_rate=None,
        as_of=end_of_day(plan.calibration_end, workspace.zone),
        calibration_end=plan.calibration_end,
        trait=plan.trait,
        **touch_values(acquisition),
    )


def tell_segments(groups: Sequence[SegmentGroup], fit: PurchaseFit, plan: RunPlan) -> dict[str, Any] | None:
    """The record of channels and, where a trait was asked for, of segments and of channels' segments.

    None where the model cannot be pooled, or nothing was spent.
    """
    everybody, belonging = _Customers.of(groups), Belonging.of(groups)
    all_spend = everybody.spend()
    whole = all_spend.per_day()
    if whole is None:
        return None
    told: dict[GroupedBy, dict[Part, _Told]] = {}
    for by in GroupedBy if plan.trait is not None else [GroupedBy.CHANNEL]:
        parts = {part: everybody.some(rows) for part, rows in belonging.members(by).items()}
        segments = told[GroupedBy.SEGMENT] if by is GroupedBy.BOTH else {}
        within = {part: segments[segment] for part in parts if (segment := Part(segment=part.segment)) in segments}
        fits = pool_segments(
            fit,
            {part: some.histories(plan.days_per_unit) for part, some in parts.items()},
            {part: segment.fit for part, segment in within.items()},
        )
        if fits is None:
            return None
        spend = pool_spend(
            whole,
            {part: some.spend().per_day(all_spend) for part, some in parts.items()},
            {part: segment.spend for part, segment in within.items()},
        )
        told[by] = {part: _Told(fits[part], spend[part]) for part in parts}
        # Customers who are all of their segment are told as the segment is: pooled toward it they would count twice.
        told[by] |= {part: segment for part, segment in within.items() if segment.fit.customers == fits[part].customers}
    acquisition = Acquisition()
    record = {
        "grouping": {"by": "channel", "rule": acquisition.rule.value, "lookback_days": acquisition.lookback_days},
        "spend_per_day": as_record(whole),
        "items": _items(GroupedBy.CHANNEL, told[GroupedBy.CHANNEL]),
    }
    return record | {by.value: _items(by, parts) for by, parts in told.items() if by is not GroupedBy.CHANNEL}


@dataclass(frozen=True, slots=True, eq=False)
class _Customers:
    """Reduced groups as columns, shape (groups,) each."""

    frequency: IntArray
    recency_days: IntArray
    age_days: IntArray
    customers: IntArray
    revenue: FloatArray
    revenue_squares: FloatArray

    @classmethod
    def of(cls, groups: Sequence[SegmentGroup]) -> Self:
        return cls(
            frequency=np.array([group.frequency for group in groups], dtype=np.int64),
            recency_days=np.array([group.recency_days for group in groups], dtype=np.int64),
            age_days=np.array([group.age_days for group in groups], dtype=np.int64),
            customers=np.array([group.customers for group in groups], dtype=np.int64),
            revenue=np.array([group.revenue for group in groups], dtype=np.float64),
            revenue_squares=np.array([group.revenue_squares for group in groups], dtype=np.float64),
        )

    def some(self, rows: NDArray[np.intp]) -> Self:
        return type(self)(
            self.frequency[rows],
            self.recency_days[rows],
            self.age_days[rows],
            self.customers[rows],
            self.revenue[rows],
            self.revenue_squares[rows],
        )

    def histories(self, days_per_unit: float) -> PurchaseHistories:
        return PurchaseHistories.of(
            self.frequency, self.recency_days / days_per_unit, self.age_days / days_per_unit, self.customers
        )

    def spend(self) -> SpendSums:
        days = self.frequency + 1.0
        return SpendSums(
            customers=int(self.customers.sum()),
            days=float(days @ self.customers),
            revenue=float(self.revenue.sum()),
            day_squares=float(days**2 @ self.customers),
            revenue_squares=float(self.revenue_squares.sum()),
            products=float(days @ self.revenue),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What is told of a part."""

    fit: SegmentFit
    spend: PooledSpend


def _items(by: GroupedBy, told: Mapping[Part, _Told]) -> list[dict[str, Any]]:
    return [part_record(by, part) | _item(of_part.fit, of_part.spend) for part, of_part in told.items()]


def _item(fit: SegmentFit, spend: PooledSpend) -> dict[str, Any]:
    told = {"spend_per_day": as_record(spend.per_day), "spend_own_share": spend.own_share}
    return {**as_record(fit), "parameter_order": list(fit.parameters), **told}

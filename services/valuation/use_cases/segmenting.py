"""What a run says of each channel's customers: a model of their own, pooled toward that of all."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np

from kernel.database import UnitOfWork
from services.valuation.domain import PurchaseFit, PurchaseHistories
from services.valuation.domain.prospects import PooledSpend, SpendSums, Uncertain, pool_spend
from services.valuation.domain.segments import SegmentFit, pool_segments
from services.valuation.reductions.segments import SEGMENT_GROUPS, SegmentGroup
from services.valuation.use_cases.cohorts import Acquisition, touch_values
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.records import as_record

MOST_SEGMENTS = 50
"""Of more, those with the most customers are told apart; who is of another is of the whole."""


async def reduce_segments(work: UnitOfWork, plan: RunPlan) -> list[SegmentGroup]:
    """Who bought by the end of the calibration, by the channel that acquired them; nothing for models of opportunities."""
    if plan.opportunity is not None:
        return []
    workspace = await work.workspace()
    acquisition = Acquisition()
    after = datetime.combine(plan.calibration_end + timedelta(days=1), time(), workspace.zone)
    return await work.reduce(
        SEGMENT_GROUPS[acquisition.rule],
        time_zone=workspace.time_zone,
        currency=workspace.currency,
        margin_rate=None,
        as_of=after,
        calibration_end=plan.calibration_end,
        **touch_values(acquisition),
    )


def tell_segments(groups: Sequence[SegmentGroup], fit: PurchaseFit, plan: RunPlan) -> dict[str, Any] | None:
    """The record of the segments; None where the model cannot be pooled, or nothing was spent."""
    everybody = _spend(groups)
    whole = everybody.per_day()
    by_channel = _largest(groups)
    if whole is None:
        return None
    fits = pool_segments(fit, {channel: _histories(some, plan) for channel, some in by_channel.items()})
    if fits is None:
        return None
    spend = pool_spend(whole, [_spend(some).per_day(everybody) for some in by_channel.values()])
    acquisition = Acquisition()
    return {
        "grouping": {"by": "channel", "rule": acquisition.rule.value, "lookback_days": acquisition.lookback_days},
        "spend_per_day": as_record(whole),
        "items": [_item(each, told) for each, told in zip(fits, spend, strict=True)],
    }


def _largest(groups: Sequence[SegmentGroup]) -> dict[str, list[SegmentGroup]]:
    """The groups of each channel that is known, by its name."""
    by_channel: dict[str, list[SegmentGroup]] = {}
    for group in groups:
        if group.channel is not None:
            by_channel.setdefault(group.channel, []).append(group)
    size = {channel: sum(group.customers for group in some) for channel, some in by_channel.items()}
    kept = set(sorted(size, key=lambda channel: (-size[channel], channel))[:MOST_SEGMENTS])
    return {channel: some for channel, some in by_channel.items() if channel in kept}


def _histories(groups: Sequence[SegmentGroup], plan: RunPlan) -> PurchaseHistories:
    days = plan.days_per_unit
    return PurchaseHistories.of(
        [group.frequency for group in groups],
        np.array([group.recency_days for group in groups]) / days,
        np.array([group.age_days for group in groups]) / days,
        [group.customers for group in groups],
    )


def _spend(groups: Sequence[SegmentGroup]) -> SpendSums:
    days = [group.frequency + 1.0 for group in groups]
    return SpendSums(
        customers=sum(group.customers for group in groups),
        days=sum(each * group.customers for each, group in zip(days, groups, strict=True)),
        revenue=sum(group.revenue for group in groups),
        day_squares=sum(each**2 * group.customers for each, group in zip(days, groups, strict=True)),
        revenue_squares=sum(group.revenue_squares for group in groups),
        products=sum(each * group.revenue for each, group in zip(days, groups, strict=True)),
    )


def _item(fit: SegmentFit, spend: PooledSpend) -> dict[str, Any]:
    told = {"spend_per_day": as_record(spend.per_day), "spend_own_share": spend.own_share}
    return {**as_record(fit), "parameter_order": list(fit.parameters), **told}


def spend_of(record: dict[str, Any]) -> Uncertain:
    """A mean spend that `tell_segments` has written."""
    return Uncertain(record["estimate"], record["log_variance"])

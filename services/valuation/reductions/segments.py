"""Orders and touchpoints → histories and spend of the customers of each channel that acquired some."""

from dataclasses import dataclass

from kernel.reduce import Reduction, reduction
from services.valuation.domain.cohorts import AcquisitionRule
from services.valuation.reductions.cohorts import DAYS, channel_of


@dataclass(frozen=True, slots=True)
class SegmentGroup:
    """Customers of one channel who share their purchase history, in days.

    Attributes:
        channel: That acquired them; None where it is not known.
        frequency: Purchase days after the first.
        recency_days: First purchase to last.
        age_days: First purchase to the end of the calibration.
        customers: How many share it.
        revenue: Net, of all of them on all their days.
        revenue_squares: Sum over customers of the square of theirs.
    """

    channel: str | None
    frequency: int
    recency_days: int
    age_days: int
    customers: int
    revenue: float
    revenue_squares: float


_HISTORIES = """
    , since as (
        select workspace_id, customer_id, day, revenue, min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    ), histories as (
        select workspace_id, customer_id, count(*) - 1 as frequency, max(day) - first_day as recency_days,
               cast(:calibration_end as date) - first_day as age_days,
               cast(coalesce(sum(revenue), 0) as double precision) as revenue
        from since
        group by workspace_id, customer_id, first_day
    )
    select a.channel, h.frequency, h.recency_days, h.age_days, count(*) as customers,
           coalesce(sum(h.revenue), 0) as revenue, coalesce(sum(h.revenue * h.revenue), 0) as revenue_squares
    from histories h
    join acquisitions a on a.workspace_id = h.workspace_id and a.customer_id = h.customer_id
    group by h.workspace_id, a.channel, h.frequency, h.recency_days, h.age_days
    order by a.channel collate "C" nulls last, h.frequency, h.recency_days, h.age_days
"""

SEGMENT_GROUPS: dict[AcquisitionRule, Reduction[SegmentGroup]] = {
    rule: reduction(DAYS + channel_of(rule) + _HISTORIES, row=SegmentGroup) for rule in AcquisitionRule
}

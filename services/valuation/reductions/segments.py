"""Orders, touchpoints and traits → histories and spend of the customers of each channel and segment.

A segment is what a trait is now (`cohorts.TRAIT`), not what it was when they came: only the latest observation is kept.
"""

from dataclasses import dataclass

from kernel.reduce import Reduction, reduction
from services.valuation.domain.cohorts import AcquisitionRule
from services.valuation.reductions.cohorts import DAYS, channel_of


@dataclass(frozen=True, slots=True)
class SegmentGroup:
    """Customers of one channel and segment who share their purchase history, in days.

    Attributes:
        channel: That acquired them; None where it is not known.
        segment: What their trait is; None where they have none, or none was asked for.
        frequency: Purchase days after the first.
        recency_days: First purchase to last.
        age_days: First purchase to the end of the calibration.
        customers: How many share it.
        revenue: Net, of all of them on all their days.
        revenue_squares: Sum over customers of the square of theirs.
    """

    channel: str | None
    segment: str | None
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
    ), traits as (
        select t.workspace_id, t.customer_id, t.value as segment
        from published.customer_traits t
        where t.workspace_id = :workspace_id and t.name = cast(:trait as text)
    )
    select a.channel, t.segment, h.frequency, h.recency_days, h.age_days, count(*) as customers,
           coalesce(sum(h.revenue), 0) as revenue, coalesce(sum(h.revenue * h.revenue), 0) as revenue_squares
    from histories h
    join acquisitions a on a.workspace_id = h.workspace_id and a.customer_id = h.customer_id
    left join traits t on t.workspace_id = h.workspace_id and t.customer_id = h.customer_id
    group by h.workspace_id, a.channel, t.segment, h.frequency, h.recency_days, h.age_days
    order by a.channel collate "C" nulls last, t.segment collate "C" nulls last, h.frequency, h.recency_days, h.age_days
"""

SEGMENT_GROUPS: dict[AcquisitionRule, Reduction[SegmentGroup]] = {
    rule: reduction(DAYS + channel_of(rule) + _HISTORIES, row=SegmentGroup) for rule in AcquisitionRule
}

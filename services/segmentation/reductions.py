"""Everybody's rows → what segments are made of, in SQL: the only room where volume is met."""

from dataclasses import dataclass
from decimal import Decimal

from kernel.reduce import reduction
from services.segmentation.domain.rfm import SegmentName, segment_name


@dataclass(frozen=True, slots=True)
class RfmCell:
    """Customers who share their three scores, 1 (low) to 5 (high)."""

    recency_score: int
    frequency_score: int
    monetary_score: int
    customers: int
    orders: int
    revenue: Decimal

    @property
    def segment(self) -> SegmentName:
        """The name of the segment they are in."""
        return segment_name(self.recency_score, self.frequency_score)


# Score = 1 + floor(5 * (min rank - 1) / n), in integers: equal values score equally. Recency counts days since the last
# purchase, so its ranks start at the longest silence. The definition in Python is domain.rfm.rfm_scores.
RFM = reduction(
    """
    with bought as (
        select o.workspace_id, o.customer_id,
               max((o.ordered_at at time zone :time_zone)::date) as last_on,
               count(*) as frequency,
               sum(o.net) as monetary
        from published.orders o
        where o.workspace_id = :workspace_id and o.ordered_at < :as_of and o.is_purchase
        group by o.workspace_id, o.customer_id
    ), scored as (
        select workspace_id, frequency, monetary,
               1 + (5 * (rank() over (partition by workspace_id order by last_on) - 1))
                   / count(*) over (partition by workspace_id) as recency_score,
               1 + (5 * (rank() over (partition by workspace_id order by frequency) - 1))
                   / count(*) over (partition by workspace_id) as frequency_score,
               1 + (5 * (rank() over (partition by workspace_id order by monetary) - 1))
                   / count(*) over (partition by workspace_id) as monetary_score
        from bought
    )
    select recency_score, frequency_score, monetary_score,
           count(*) as customers, coalesce(sum(frequency), 0)::bigint as orders, coalesce(sum(monetary), 0) as revenue
    from scored
    group by workspace_id, recency_score, frequency_score, monetary_score
    order by recency_score, frequency_score, monetary_score
    """,
    row=RfmCell,
)

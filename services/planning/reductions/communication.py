"""What was said where, whom it reached, and what it cost."""

from dataclasses import dataclass
from decimal import Decimal

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class Touched:
    """Touchpoints before :as_of: of a channel and kind; of a channel (kind None); of all (channel None, too).

    Attributes:
        touchpoints: How many.
        customers: How many customers they touched, each counted once.
        campaigns: How many campaigns they name.
    """

    channel: str | None
    kind: str | None
    touchpoints: int
    customers: int
    campaigns: int


# First to customers, which is what shrinks: all else counts these.
TOUCHED = reduction(
    """
    with touched as (
        select t.workspace_id, t.channel, t.kind, t.campaign, t.customer_id, count(*) as touchpoints
        from published.touchpoints t
        where t.workspace_id = :workspace_id and t.occurred_at < :as_of
        group by t.workspace_id, t.channel, t.kind, t.campaign, t.customer_id
    )
    select channel, kind, sum(touchpoints)::bigint as touchpoints, count(distinct customer_id) as customers,
           count(distinct campaign) as campaigns
    from touched
    group by grouping sets ((channel, kind), (channel), ())
    order by channel nulls last, kind nulls last
    """,
    row=Touched,
)


@dataclass(frozen=True, slots=True)
class ChannelSpend:
    """What was paid for a channel on the days that began before :as_of."""

    channel: str
    amount: Decimal


CHANNEL_SPEND = reduction(
    """
    select s.channel, sum(s.amount) as amount
    from published.spend s
    where s.workspace_id = :workspace_id and cast(s.day as timestamp) at time zone :time_zone < :as_of
    group by s.workspace_id, s.channel
    order by s.channel
    """,
    row=ChannelSpend,
)

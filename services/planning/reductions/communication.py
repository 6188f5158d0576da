"""What was said where, whom it reached, and what it cost."""

from dataclasses import dataclass
from decimal import Decimal

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class Touches:
    """Touchpoints of a channel, kind and campaign (None: of none) before :as_of."""

    channel: str
    kind: str
    campaign: str | None
    touchpoints: int


# In no order: sorting the groups would be done by sorting all touchpoints.
TOUCHES = reduction(
    """
    select t.channel, t.kind, t.campaign, count(*) as touchpoints
    from published.touchpoints t
    where t.workspace_id = :workspace_id and t.occurred_at < :as_of
    group by t.workspace_id, t.channel, t.kind, t.campaign
    """,
    row=Touches,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Customers with a touchpoint before :as_of, each counted once."""

    customers: int


REACH = reduction(
    """
    with touched as (
        select t.workspace_id, t.customer_id
        from published.touchpoints t
        where t.workspace_id = :workspace_id and t.occurred_at < :as_of
        group by t.workspace_id, t.customer_id
    )
    select count(*) as customers from touched
    """,
    row=Reach,
)


@dataclass(frozen=True, slots=True)
class ChannelSpend:
    """What was paid for a channel on the days that began before :as_of.

    Attributes:
        foreign: Entries in another currency than :currency, added up as if they were in it.
    """

    channel: str
    amount: Decimal
    foreign: int


CHANNEL_SPEND = reduction(
    """
    select s.channel, sum(s.amount) as amount, count(*) filter (where s.currency <> :currency) as "foreign"
    from published.spend s
    where s.workspace_id = :workspace_id and cast(s.day as timestamp) at time zone :time_zone < :as_of
    group by s.workspace_id, s.channel
    order by s.channel
    """,
    row=ChannelSpend,
)

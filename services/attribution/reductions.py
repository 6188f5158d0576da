"""Everybody's touchpoints and orders → paths with what came of them, in SQL: the only room where volume is met.

A purchase claims the touches of its customer (as the published map has it) within the lookback before it: not after it, and at
the earliest `lookback` before it, to the microsecond; of equal times the touch comes first, then the order of the keys. By
default (`overlap` false) a path begins anew after a purchase: touches at or before an earlier purchase are that one's, and of
purchases at one time the first by its key has the touches. With `overlap` every purchase looks back through its whole window.

A journey that came to nothing is what a customer did between two purchases, or after the last one, and no purchase claims.

Where this travels to another engine, `collate "C"` is that engine's own order of bytes. The definition in Python is the oracle
of the tests.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class PathWeek:
    """Journeys of one path that ended in one week of the workspace's calendar.

    Attributes:
        path: Channels, the first touch first; None where there was no touch.
        days_before: Days of the calendar from each touch to the purchase; None where ages were not asked for, and of journeys
            that came to nothing.
        week: Its Monday.
        conversions: Purchases at the end of the path.
        nulls: Journeys that came to nothing, ending with their last touch.
        value: Net of the orders, also of those that are no purchases (cancelled or refunded whole: 0).
        value_squares: Sum over the orders of the square of their net.
        margin: Of the orders that state one.
        value_without_margin: Net of the orders that state none.
        orders_without_margin: How many of these are purchases: what was cancelled or refunded whole needs no margin.
    """

    path: list[str] | None
    days_before: list[int] | None
    week: date
    conversions: int
    nulls: int
    value: Decimal
    value_squares: float
    margin: Decimal
    value_without_margin: Decimal
    orders_without_margin: int


_FACTS = """
    with facts as (
        select t.workspace_id, t.customer_id, t.occurred_at as at, 0 as is_order, t.touch_key as fact_key, t.channel,
               cast(null as numeric) as net, cast(null as numeric) as margin
        from published.touchpoints t
        where t.workspace_id = :workspace_id and t.kind = any(:touch_kinds)
          and t.occurred_at >= :reach_from and t.occurred_at < :until_at
        union all
        select o.workspace_id, o.customer_id, o.ordered_at as at, 1 as is_order, o.order_key as fact_key, null as channel,
               coalesce(o.net, 0) as net, o.margin
        from published.orders o
        where o.workspace_id = :workspace_id and o.is_purchase
          and o.ordered_at >= :reach_from and o.ordered_at < :until_at
    ), marked as (
        select workspace_id, customer_id, at, is_order, fact_key, channel, net, margin,
               count(case when is_order = 1 then 1 end) over later as stretch,
               min(case when is_order = 1 then at end) over later as purchase_at
        from facts
        window later as (
            partition by workspace_id, customer_id order by at desc, is_order desc, fact_key collate "C" desc
            rows between unbounded preceding and current row
        )
    )
"""

# Each purchase with the touches that it claims: a stretch ends with its purchase.
_CLAIMED_ONCE = """
    , claimed as (
        select workspace_id, customer_id, stretch, purchase_at, at, is_order, fact_key, channel, net, margin
        from marked
        where purchase_at >= :from_at and at >= purchase_at - cast(:lookback as interval)
    )
"""

_CLAIMED_BY_ALL = """
    , claimed as (
        select workspace_id, customer_id, stretch, purchase_at, at, is_order, fact_key, channel, net, margin
        from marked
        where is_order = 1 and at >= :from_at
        union all
        select p.workspace_id, p.customer_id, p.stretch, p.purchase_at, t.at, t.is_order, t.fact_key, t.channel, t.net, t.margin
        from marked p
        join marked t on t.workspace_id = p.workspace_id and t.customer_id = p.customer_id and t.is_order = 0
             and t.at <= p.at and t.at >= p.at - cast(:lookback as interval)
        where p.is_order = 1 and p.at >= :from_at
    )
"""

_PATHS = """
    , aged as (
        select workspace_id, customer_id, stretch, purchase_at, at, fact_key, channel, net, margin,
               greatest(0, cast(purchase_at at time zone :time_zone as date) - cast(at at time zone :time_zone as date)) as age
        from claimed
    ), journeys as (
        select workspace_id, purchase_at as ended_at, 1 as conversions, 0 as nulls,
               array_agg(channel order by at, fact_key collate "C") filter (where channel is not null) as path,
               case when :with_ages then
                   array_agg(age order by at, fact_key collate "C") filter (where channel is not null)
               end as days_before,
               sum(net) as net, sum(margin) as margin
        from aged
        group by workspace_id, customer_id, stretch, purchase_at
        union all
        select workspace_id, max(at) as ended_at, 0 as conversions, 1 as nulls,
               array_agg(channel order by at, fact_key collate "C") as path, null as days_before,
               cast(null as numeric) as net, cast(null as numeric) as margin
        from marked
        where is_order = 0 and at >= :from_at and (purchase_at is null or at < purchase_at - cast(:lookback as interval))
        group by workspace_id, customer_id, stretch
        union all
        select o.workspace_id, o.ordered_at as ended_at, 0 as conversions, 0 as nulls, null as path, null as days_before,
               coalesce(o.net, 0) as net, o.margin
        from published.orders o
        where o.workspace_id = :workspace_id and not o.is_purchase
          and o.ordered_at >= :from_at and o.ordered_at < :until_at
    ), weekly as (
        select workspace_id, path, days_before, conversions, nulls, net, margin,
               cast(date_trunc('week', ended_at at time zone :time_zone) as date) as week
        from journeys
    )
    select path, days_before, week, sum(conversions) as conversions, sum(nulls) as nulls,
           coalesce(sum(net), 0) as value, coalesce(cast(sum(net * net) as double precision), 0) as value_squares,
           coalesce(sum(margin), 0) as margin,
           coalesce(sum(net) filter (where margin is null), 0) as value_without_margin,
           coalesce(count(net) filter (where margin is null and conversions > 0), 0) as orders_without_margin
    from weekly
    group by workspace_id, path, days_before, week
"""

PATHS = reduction(
    _FACTS + _CLAIMED_ONCE + _PATHS,
    row=PathWeek,
)
PATHS_OVERLAPPING = reduction(
    _FACTS + _CLAIMED_BY_ALL + _PATHS,
    row=PathWeek,
)


@dataclass(frozen=True, slots=True)
class ChannelTouches:
    """Touches of a channel in the window."""

    channel: str
    touches: int


CHANNEL_TOUCHES = reduction(
    """
    select t.channel, count(*) as touches
    from published.touchpoints t
    where t.workspace_id = :workspace_id and t.kind = any(:touch_kinds)
      and t.occurred_at >= :from_at and t.occurred_at < :until_at
    group by t.workspace_id, t.channel
    """,
    row=ChannelTouches,
)


@dataclass(frozen=True, slots=True)
class ChannelSpend:
    """What was spent on a channel's campaign in a week (its Monday), and how many of the entries are in another currency."""

    channel: str
    campaign: str | None
    week: date
    amount: Decimal
    foreign: int


SPEND = reduction(
    """
    select s.channel, s.campaign, cast(date_trunc('week', cast(s.day as timestamp)) as date) as week,
           sum(s.amount) as amount, coalesce(count(*) filter (where s.currency <> :currency), 0) as foreign_entries
    from published.spend s
    where s.workspace_id = :workspace_id and s.day >= :first_day and s.day <= :last_day
    group by s.workspace_id, s.channel, s.campaign, cast(date_trunc('week', cast(s.day as timestamp)) as date)
    """,
    row=ChannelSpend,
)


@dataclass(frozen=True, slots=True)
class OrdersTotal:
    """All orders of a window.

    Attributes:
        conversions: Purchases.
        value: Net.
        foreign: Orders in another currency than the workspace's.
    """

    conversions: int
    value: Decimal
    foreign: int


ORDERS_TOTAL = reduction(
    """
    select coalesce(count(*) filter (where o.is_purchase), 0) as conversions, coalesce(sum(o.net), 0) as value,
           coalesce(count(*) filter (where o.currency <> :currency), 0) as foreign_orders
    from published.orders o
    where o.workspace_id = :workspace_id and o.ordered_at >= :from_at and o.ordered_at < :until_at
    """,
    row=OrdersTotal,
)

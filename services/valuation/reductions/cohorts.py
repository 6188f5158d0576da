"""Orders → what the customers of each cohort did in each period, and how long they wait to buy again.

A purchase is an order that is neither cancelled nor refunded whole; periods and days are those of the workspace's calendar.
Their definition in Python is the oracle of the tests.

What a customer was acquired by is one channel: that of the first touch, the last touch, or the last touch that is not direct
(direct itself where there is no other), of those within `:lookback` before the first purchase; of equal times the order of the
keys decides, and a touch at the moment of the purchase is before it. The same rules as those of attribution's credit.
"""

from dataclasses import dataclass

from kernel.reduce import Reduction, reduction
from services.valuation.domain.cohorts import AcquisitionRule, Activity

# What each customer bought on each day; what follows is put behind it.
DAYS = """
    with days as (
        select o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date as day, count(*) as orders,
               sum(o.net) as revenue, sum(coalesce(o.margin, o.net * cast(:margin_rate as numeric))) as margin,
               count(*) filter (where coalesce(o.margin, o.net * cast(:margin_rate as numeric)) is null) as unknown_margins,
               count(*) filter (where o.currency <> :currency) as foreign_orders, min(o.ordered_at) as first_at
        from published.orders o
        where o.workspace_id = :workspace_id and o.is_purchase and o.ordered_at < :as_of
        group by o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date
    )
"""

NO_CHANNEL = """
    , acquisitions as (
        select workspace_id, customer_id, cast(null as text) as channel
        from days
        group by workspace_id, customer_id
    )
"""


# Customers by what a trait of theirs is now; stands on `DAYS`.
TRAIT = """
    , acquisitions as (
        select d.workspace_id, d.customer_id, t.value as channel
        from (select workspace_id, customer_id from days group by workspace_id, customer_id) d
        left join published.customer_traits t on t.workspace_id = d.workspace_id and t.customer_id = d.customer_id
             and t.name = :trait
    )
"""


_ORDERS = {
    AcquisitionRule.FIRST_TOUCH: 't.occurred_at, t.touch_key collate "C"',
    AcquisitionRule.LAST_TOUCH: 't.occurred_at desc, t.touch_key collate "C" desc',
    AcquisitionRule.LAST_NON_DIRECT: (
        "case when t.channel = 'direct' then 1 else 0 end, t.occurred_at desc, t.touch_key collate \"C\" desc"
    ),
}


def channel_of(rule: AcquisitionRule) -> str:
    """Every customer's first purchase and the channel that a rule finds for it; stands on `DAYS`."""
    return f"""
    , firsts as (
        select workspace_id, customer_id, min(first_at) as first_at
        from days
        group by workspace_id, customer_id
    ), touches as (
        select t.workspace_id, t.customer_id, t.channel,
               row_number() over (partition by t.workspace_id, t.customer_id order by {_ORDERS[rule]}) as place
        from published.touchpoints t
        join firsts f on f.workspace_id = t.workspace_id and f.customer_id = t.customer_id
             and t.occurred_at <= f.first_at and t.occurred_at >= f.first_at - cast(:lookback as interval)
        where t.workspace_id = :workspace_id and t.kind = any(:touch_kinds)
    ), acquisitions as (
        select f.workspace_id, f.customer_id, t.channel
        from firsts f
        left join touches t on t.workspace_id = f.workspace_id and t.customer_id = f.customer_id and t.place = 1
    )
    """  # noqa: S608 — one of three orders, written above


_ACTIVITY = """
    , numbered as (
        select workspace_id, customer_id, day, orders, revenue, margin, unknown_margins, foreign_orders,
               row_number() over (partition by workspace_id, customer_id order by day) as place,
               min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    ), periods as (
        select workspace_id, customer_id, cast(date_trunc(:period, cast(first_day as timestamp)) as date) as cohort,
               cast(date_trunc(:period, cast(day as timestamp)) as date) as period,
               sum(orders) as orders, sum(revenue) as revenue, coalesce(sum(margin), 0) as margin,
               sum(unknown_margins) as unknown_margins, sum(foreign_orders) as foreign_orders,
               count(*) filter (where place = 2) as returned
        from numbered
        group by workspace_id, customer_id, cast(date_trunc(:period, cast(first_day as timestamp)) as date),
                 cast(date_trunc(:period, cast(day as timestamp)) as date)
    ), so_far as (
        select workspace_id, customer_id, cohort, period, orders, revenue, margin, unknown_margins, foreign_orders, returned,
               lag(period) over customer as period_before,
               cast(sum(revenue) over customer as double precision) as revenue_after,
               cast(sum(revenue) over customer - revenue as double precision) as revenue_before,
               cast(sum(margin) over customer as double precision) as margin_after,
               cast(sum(margin) over customer - margin as double precision) as margin_before
        from periods
        window customer as (partition by workspace_id, customer_id order by period)
    )
    select a.channel, s.cohort, s.period, count(*) as active,
           count(*) filter (
               where s.period_before = cast(date_trunc(:period, cast(s.period - 1 as timestamp)) as date)
           ) as stayed,
           cast(sum(s.returned) as bigint) as returned, cast(sum(s.orders) as bigint) as orders,
           sum(s.revenue) as revenue, sum(s.margin) as margin,
           cast(sum(s.unknown_margins) as bigint) as orders_without_margin,
           cast(sum(s.foreign_orders) as bigint) as foreign_orders,
           sum(s.revenue_after * s.revenue_after - s.revenue_before * s.revenue_before) as revenue_squares,
           sum(s.margin_after * s.margin_after - s.margin_before * s.margin_before) as margin_squares
    from so_far s
    join acquisitions a on a.workspace_id = s.workspace_id and a.customer_id = s.customer_id
    group by s.workspace_id, a.channel, s.cohort, s.period
    order by a.channel collate "C" nulls last, s.cohort, s.period
"""

ACTIVITY = reduction(DAYS + NO_CHANNEL + _ACTIVITY, row=Activity)

ACTIVITY_BY_CHANNEL: dict[AcquisitionRule, Reduction[Activity]] = {
    rule: reduction(DAYS + channel_of(rule) + _ACTIVITY, row=Activity) for rule in AcquisitionRule
}

ACTIVITY_BY_TRAIT = reduction(DAYS + TRAIT + _ACTIVITY, row=Activity)


@dataclass(frozen=True, slots=True)
class TraitValues:
    """How many values of a trait there are among buyers, as far as they were counted."""

    count: int


TRAIT_VALUES = reduction(
    """
    select count(*) as count
    from (
        select distinct t.value
        from published.customer_traits t
        where t.workspace_id = :workspace_id and t.name = :trait and t.value is not null
          and exists (
              select from published.orders o
              where o.workspace_id = t.workspace_id and o.customer_id = t.customer_id
                and o.is_purchase and o.ordered_at < :as_of
          )
        limit :most
    ) told
    """,
    row=TraitValues,
)


@dataclass(frozen=True, slots=True)
class Wait:
    """Customers who waited equally long, from the purchase day before to the purchase day in question.

    Attributes:
        days: How long; of those who have not bought again yet, up to the day that is looked from.
        happened: 1 where they bought, 0 where they still wait.
        customers: How many.
    """

    days: int
    happened: int
    customers: int


_WAITS = """
    , numbered as (
        select workspace_id, customer_id, day,
               row_number() over (partition by workspace_id, customer_id order by day) as place,
               lead(day) over (partition by workspace_id, customer_id order by day) as next_day
        from days
    )
    select coalesce(n.next_day, cast(:today as date)) - n.day as days,
           case when n.next_day is null then 0 else 1 end as happened, count(*) as customers
    from numbered n
    join acquisitions a on a.workspace_id = n.workspace_id and a.customer_id = n.customer_id
    where n.place = cast(:purchase as bigint) - 1 and (cast(:channel as text) is null or a.channel = cast(:channel as text))
    group by n.workspace_id, coalesce(n.next_day, cast(:today as date)) - n.day, case when n.next_day is null then 0 else 1 end
    order by days, happened
"""

WAITS = reduction(DAYS + NO_CHANNEL + _WAITS, row=Wait)
WAITS_BY_CHANNEL: dict[AcquisitionRule, Reduction[Wait]] = {
    rule: reduction(DAYS + channel_of(rule) + _WAITS, row=Wait) for rule in AcquisitionRule
}

"""Orders, spend and answers → what a window's customers cost, brought, and are worth.

Days and periods are those of the workspace's calendar; a window is its days from `:since` to before `:until`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kernel.reduce import Reduction, reduction
from services.valuation.domain.cohorts import AcquisitionRule
from services.valuation.reductions.cohorts import DAYS, NO_CHANNEL, TRAIT, channel_of
from services.valuation.reductions.loyalty import LATEST_WALLETS


@dataclass(frozen=True, slots=True)
class Spend:
    """What was paid for a channel in a period.

    Attributes:
        channel: As the company names it.
        period: Its first day.
        amount: Credit notes taken off; entries in other currencies are added up as if they were in the workspace's.
        foreign: How many of these there are.
    """

    channel: str
    period: date
    amount: Decimal
    foreign: int


SPEND = reduction(
    """
    select s.channel, cast(date_trunc(:period, cast(s.day as timestamp)) as date) as period, sum(s.amount) as amount,
           count(*) filter (where s.currency <> :currency) as foreign_entries
    from published.spend s
    where s.workspace_id = :workspace_id and s.day >= :since and s.day < :until
    group by s.workspace_id, s.channel, cast(date_trunc(:period, cast(s.day as timestamp)) as date)
    order by s.channel collate "C", period
    """,
    row=Spend,
)


@dataclass(frozen=True, slots=True)
class WindowSums:
    """What customers bought within a window.

    Attributes:
        buyers: With a purchase.
        revenue: Net.
        margin: Of orders that state one, or by the given rate.
        revenue_squares: Sum over customers of the square of theirs.
        margin_squares: Likewise.
        orders_without_margin: Whose margin nobody knows.
        foreign_orders: In another currency.
    """

    buyers: int
    revenue: Decimal
    margin: Decimal
    revenue_squares: float
    margin_squares: float
    orders_without_margin: int
    foreign_orders: int


WINDOW_SUMS = reduction(
    DAYS  # noqa: S608 — two constants; every outside value is bound
    + """
    , buyers as (
        select workspace_id, customer_id, sum(revenue) as revenue, coalesce(sum(margin), 0) as margin,
               sum(unknown_margins) as unknown_margins, sum(foreign_orders) as foreign_orders
        from days
        where day >= :since and day < :until
        group by workspace_id, customer_id
    )
    select count(*) as buyers, coalesce(sum(revenue), 0) as revenue, coalesce(sum(margin), 0) as margin,
           coalesce(sum(cast(revenue as double precision) * cast(revenue as double precision)), 0) as revenue_squares,
           coalesce(sum(cast(margin as double precision) * cast(margin as double precision)), 0) as margin_squares,
           cast(coalesce(sum(unknown_margins), 0) as bigint) as orders_without_margin,
           cast(coalesce(sum(foreign_orders), 0) as bigint) as foreign_orders
    from buyers
    """,
    row=WindowSums,
)


@dataclass(frozen=True, slots=True)
class BaseGroup:
    """Customers who share their history before `:until`, in days.

    Attributes:
        channel: That acquired them, or what a trait of theirs is; None where it is not known, or was not asked for.
        cohort: First day of the period of their first purchase, of those who came from `:since` on; None of those before.
        frequency: Purchase days after the first.
        recency_days: First purchase to last.
        age_days: First purchase to the last day before `:until`.
        spend_known: Whether they spent more than nothing on their repeat days.
        customers: How many share it.
        monetary_value: The mean of their mean net totals per repeat day; 0 where no spend is known.
    """

    channel: str | None
    cohort: date | None
    frequency: int
    recency_days: int
    age_days: int
    spend_known: bool
    customers: int
    monetary_value: float


_BASE = """
    , since as (
        select workspace_id, customer_id, day, revenue, min(day) over (partition by workspace_id, customer_id) as first_day
        from days
        where day < :until
    ), histories as (
        select workspace_id, customer_id, first_day, count(*) - 1 as frequency, max(day) - first_day as recency_days,
               cast(:until as date) - 1 - first_day as age_days,
               cast(coalesce(sum(revenue) filter (where day > first_day), 0) as double precision) as repeat_total
        from since
        group by workspace_id, customer_id, first_day
    ), told as (
        select h.workspace_id, a.channel,
               case when h.first_day >= :since
                    then cast(date_trunc(:period, cast(h.first_day as timestamp)) as date) end as cohort,
               h.frequency, h.recency_days, h.age_days, h.repeat_total > 0 as spend_known,
               case when h.repeat_total > 0 then h.repeat_total / h.frequency else 0 end as monetary_value
        from histories h
        join published.customers c on c.workspace_id = h.workspace_id and c.id = h.customer_id
             and (c.erased_at is null or cast(:with_erased as boolean))
        join acquisitions a on a.workspace_id = h.workspace_id and a.customer_id = h.customer_id
    )
    select channel, cohort, frequency, recency_days, age_days, spend_known, count(*) as customers,
           avg(monetary_value) as monetary_value
    from told
    group by workspace_id, channel, cohort, frequency, recency_days, age_days, spend_known
    order by channel collate "C" nulls last, cohort nulls first, frequency, recency_days, age_days, spend_known
"""

BASE = reduction(DAYS + NO_CHANNEL + _BASE, row=BaseGroup)
BASE_BY_TRAIT = reduction(DAYS + TRAIT + _BASE, row=BaseGroup)
BASE_BY_CHANNEL: dict[AcquisitionRule, Reduction[BaseGroup]] = {
    rule: reduction(DAYS + channel_of(rule) + _BASE, row=BaseGroup) for rule in AcquisitionRule
}


@dataclass(frozen=True, slots=True)
class StatedShares:
    """Shares of their purchases that the company has with customers who were asked, as loyalty has them.

    Attributes:
        answers: How many customers have answered.
        total: Sum of their shares.
        squares: Sum of the squares.
    """

    answers: int
    total: float
    squares: float


STATED_SHARES = reduction(
    LATEST_WALLETS  # noqa: S608 — two constants; every outside value is bound
    + """
    , shares as (
        select workspace_id, customer_id, avg(share) as share
        from answers
        group by workspace_id, customer_id
    )
    select count(*) as answers, coalesce(sum(share), 0) as total, coalesce(sum(share * share), 0) as squares
    from shares
    """,
    row=StatedShares,
)


@dataclass(frozen=True, slots=True)
class Profiles:
    """Customers who are known now, with or without a purchase, and were not erased."""

    customers: int


PROFILES = reduction(
    """
    select count(*) as customers
    from published.customers c
    where c.workspace_id = :workspace_id and c.erased_at is null
    """,
    row=Profiles,
)

"""Everybody's orders → what the models of value are made of.

A purchase is a day, of the workspace's calendar, with at least one order that is neither cancelled nor refunded whole. The
definition in Python is `domain.histories.summarize_purchases`.
"""

from dataclasses import dataclass
from uuid import UUID

from kernel.reduce import reduction

# Purchase days with what was spent on them (net of refunds, summed as money), and how each customer began.
_PURCHASE_DAYS = """
    with days as (
        select o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date as day, sum(o.net) as net
        from published.orders o
        where o.workspace_id = :workspace_id and o.is_purchase
          and (o.ordered_at at time zone :time_zone)::date <= :observation_end
        group by o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date
    ), since as (
        select workspace_id, customer_id, day, net, min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    ), customers as (
        select workspace_id, customer_id,
               count(*) filter (where day > first_day and day <= :calibration_end) as frequency,
               max(day) filter (where day <= :calibration_end) - first_day as recency_days,
               cast(:calibration_end as date) - first_day as age_days,
               count(*) filter (where day > :calibration_end) as holdout_days,
               cast(coalesce(sum(net) filter (where day > first_day and day <= :calibration_end), 0)
                    as double precision) as repeat_total
        from since
        where first_day <= :calibration_end
        group by workspace_id, customer_id, first_day
    )
"""


@dataclass(frozen=True, slots=True)
class HistoryGroup:
    """Customers who share their purchase history, in days.

    Attributes:
        frequency: Purchase days after the first, up to and with the end of the calibration.
        recency_days: First purchase to last.
        age_days: First purchase to the end of the calibration: the field's T.
        holdout_days: Purchase days after the calibration, up to and with the end of the observation.
        customers: How many share it.
    """

    frequency: int
    recency_days: int
    age_days: int
    holdout_days: int
    customers: int


HISTORIES = reduction(
    _PURCHASE_DAYS  # noqa: S608 — two constants; every outside value is bound
    + """
    select frequency, recency_days, age_days, holdout_days, count(*) as customers
    from customers
    group by workspace_id, frequency, recency_days, age_days, holdout_days
    order by frequency, recency_days, age_days, holdout_days
    """,
    row=HistoryGroup,
)


@dataclass(frozen=True, slots=True)
class OrderFaults:
    """Purchases that no run can use as they are.

    Attributes:
        later: Orders of days after `:today`.
        foreign: Orders of days up to and with `:observation_end` whose currency is not `:currency`.
    """

    later: int
    foreign: int


ORDER_FAULTS = reduction(
    """
    select count(*) filter (where (o.ordered_at at time zone :time_zone)::date > :today) as later,
           count(*) filter (where (o.ordered_at at time zone :time_zone)::date <= :observation_end
                            and o.currency <> :currency) as foreign_orders
    from published.orders o
    where o.workspace_id = :workspace_id and o.is_purchase
    """,
    row=OrderFaults,
)


@dataclass(frozen=True, slots=True)
class SpendGroup:
    """Customers with repeat purchases who share frequency and monetary value (mean net total per repeat day)."""

    frequency: int
    monetary_value: float
    customers: int


SPEND = reduction(
    _PURCHASE_DAYS  # noqa: S608 — two constants; every outside value is bound
    + """
    , spend as (
        select workspace_id, frequency, repeat_total / frequency as monetary_value
        from customers
        where frequency > 0
    )
    select frequency, monetary_value, count(*) as customers
    from spend
    group by workspace_id, frequency, monetary_value
    order by frequency, monetary_value
    """,
    row=SpendGroup,
)


@dataclass(frozen=True, slots=True)
class CustomerHistory:
    """One customer's purchases up to and with the end of the calibration.

    Attributes:
        customer_id: Ours.
        frequency: Purchase days after the first.
        recency_days: First purchase to last.
        age_days: First purchase to the end of the calibration.
        monetary_value: Mean net total per repeat day; 0 where there is none.
    """

    customer_id: UUID
    frequency: int
    recency_days: int
    age_days: int
    monetary_value: float


# Some customers at a time: those whose id is above :after, up to and with :through. What an erased customer did counts in the
# fits, but nobody can be told by a value any more.
CUSTOMERS = reduction(
    """
    with days as (
        select o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date as day, sum(o.net) as net
        from published.orders o
        join published.customers c on c.workspace_id = o.workspace_id and c.id = o.customer_id
        where o.workspace_id = :workspace_id and o.is_purchase and c.erased_at is null
          and o.customer_id > :after and o.customer_id <= :through
          and (o.ordered_at at time zone :time_zone)::date <= :calibration_end
        group by o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date
    ), since as (
        select workspace_id, customer_id, day, net, min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    )
    select customer_id, count(*) - 1 as frequency, max(day) - first_day as recency_days,
           cast(:calibration_end as date) - first_day as age_days,
           coalesce(cast(sum(net) filter (where day > first_day) as double precision) / nullif(count(*) - 1, 0), 0)
               as monetary_value
    from since
    group by workspace_id, customer_id, first_day
    order by customer_id
    """,
    row=CustomerHistory,
)


@dataclass(frozen=True, slots=True)
class CustomerMark:
    """The last customer of a stretch of `:size` customers in the order of their ids."""

    customer_id: UUID


CUSTOMER_MARKS = reduction(
    """
    with numbered as (
        select c.id, row_number() over (partition by c.workspace_id order by c.id) as position,
               count(*) over (partition by c.workspace_id) as customers
        from published.customers c
        where c.workspace_id = :workspace_id
    )
    select id from numbered where position % :size = 0 or position = customers order by id
    """,
    row=CustomerMark,
)

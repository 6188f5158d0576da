"""Everybody's orders → what the models of value are made of.

A purchase is a day, of the workspace's calendar, with at least one order that is neither cancelled nor refunded whole. The
definition in Python is `domain.histories.summarize_purchases`. Where customers buy at opportunities, it is an opportunity with
such an order: the same statements, with the opportunity's number in the place of the day (`domain.calendars`).
"""

from dataclasses import dataclass
from uuid import UUID

from kernel.reduce import Reduction, reduction

_DAY = "(o.ordered_at at time zone :time_zone)::date"
_MONTH = f"cast(date_part('year', {_DAY}) as integer) * 12 + cast(date_part('month', {_DAY}) as integer) - 1"

# What a purchase is counted by, and the type of the bounds that go with it.
_ANY_DAY = (_DAY, "date")
_NUMBERED_DAYS = (f"(({_DAY} - date '0001-01-01') / cast(:length as integer))", "integer")
_NUMBERED_MONTHS = (f"(({_MONTH}) / cast(:length as integer))", "integer")


def _purchase_days(day: str, bound: str) -> str:
    """Purchase days with what was spent on them (net of refunds, summed as money), and how each customer began."""
    return f"""
    with days as (
        select o.workspace_id, o.customer_id, {day} as day, sum(o.net) as net
        from published.orders o
        where o.workspace_id = :workspace_id and o.is_purchase
          and {day} <= cast(:observation_end as {bound})
        group by o.workspace_id, o.customer_id, {day}
    ), since as (
        select workspace_id, customer_id, day, net, min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    ), customers as (
        select workspace_id, customer_id,
               count(*) filter (where day > first_day and day <= cast(:calibration_end as {bound})) as frequency,
               max(day) filter (where day <= cast(:calibration_end as {bound})) - first_day as recency_days,
               cast(:calibration_end as {bound}) - first_day as age_days,
               count(*) filter (where day > cast(:calibration_end as {bound})) as holdout_days,
               cast(coalesce(sum(net) filter (where day > first_day and day <= cast(:calibration_end as {bound})), 0)
                    as double precision) as repeat_total
        from since
        where first_day <= cast(:calibration_end as {bound})
        group by workspace_id, customer_id, first_day
    )
    """  # noqa: S608 — two constants; every outside value is bound


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


def _histories(day: str, bound: str) -> Reduction[HistoryGroup]:
    return reduction(
        _purchase_days(day, bound)  # noqa: S608 — of constants; every outside value is bound
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


def _spend(day: str, bound: str) -> Reduction[SpendGroup]:
    return reduction(
        _purchase_days(day, bound)  # noqa: S608 — of constants; every outside value is bound
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


# What an erased customer did counts in the fits, but nobody can be told by a value any more.
def _customers(day: str, bound: str, some: str) -> Reduction[CustomerHistory]:
    return reduction(
        f"""
    with days as (
        select o.workspace_id, o.customer_id, {day} as day, sum(o.net) as net
        from published.orders o
        join published.customers c on c.workspace_id = o.workspace_id and c.id = o.customer_id
        where o.workspace_id = :workspace_id and o.is_purchase and c.erased_at is null and {some}
          and {day} <= cast(:calibration_end as {bound})
        group by o.workspace_id, o.customer_id, {day}
    ), since as (
        select workspace_id, customer_id, day, net, min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    )
    select customer_id, count(*) - 1 as frequency, max(day) - first_day as recency_days,
           cast(:calibration_end as {bound}) - first_day as age_days,
           coalesce(cast(sum(net) filter (where day > first_day) as double precision) / nullif(count(*) - 1, 0), 0)
               as monetary_value
    from since
    group by workspace_id, customer_id, first_day
    order by customer_id
    """,  # noqa: S608 — constants; every outside value is bound
        row=CustomerHistory,
    )


_SOME = "o.customer_id > :after and o.customer_id <= :through"
_NAMED = "o.customer_id = any(cast(:customer_ids as uuid[]))"


@dataclass(frozen=True, slots=True)
class PurchaseDay:
    """A day (or opportunity) of the customers who came by the end of the calibration.

    Attributes:
        days_before_end: How many it is before the end of the observation.
        firsts: Customers whose first purchase it saw.
        repeats: Customers who bought again on it.
    """

    days_before_end: int
    firsts: int
    repeats: int


def _days(day: str, bound: str) -> Reduction[PurchaseDay]:
    return reduction(
        _purchase_days(day, bound)  # noqa: S608 — of constants; every outside value is bound
        + f"""
        select cast(:observation_end as {bound}) - day as days_before_end,
               count(*) filter (where day = first_day) as firsts, count(*) filter (where day > first_day) as repeats
        from since
        where first_day <= cast(:calibration_end as {bound})
        group by workspace_id, day
        order by day
        """,  # noqa: S608 — a constant; every outside value is bound
        row=PurchaseDay,
    )


@dataclass(frozen=True, slots=True)
class PurchaseReductions:
    """What is read of purchases for a run and its plots, counted by one calendar.

    Attributes:
        histories: Of everybody, in groups.
        spend: Of everybody, in groups.
        customers: Some customers at a time: those whose id is above :after, up to and with :through.
        named: Those of :customer_ids, a few: for `look_up`.
        days: On which there were purchases.
    """

    histories: Reduction[HistoryGroup]
    spend: Reduction[SpendGroup]
    customers: Reduction[CustomerHistory]
    named: Reduction[CustomerHistory]
    days: Reduction[PurchaseDay]


def _reductions(day: str, bound: str) -> PurchaseReductions:
    return PurchaseReductions(
        _histories(day, bound),
        _spend(day, bound),
        _customers(day, bound, _SOME),
        _customers(day, bound, _NAMED),
        _days(day, bound),
    )


BY_DAY = _reductions(*_ANY_DAY)
"""Each day with an order; the bounds are days."""

BY_NUMBERED_DAYS = _reductions(*_NUMBERED_DAYS)
"""Opportunities of `:length` days, and BY_NUMBERED_MONTHS of as many months; the bounds are their numbers."""

BY_NUMBERED_MONTHS = _reductions(*_NUMBERED_MONTHS)

HISTORIES, SPEND, CUSTOMERS = BY_DAY.histories, BY_DAY.spend, BY_DAY.customers


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

"""Orders, customers and spend, reduced to what goals are measured by and what the loop begins with.

Refunds and cancellations are those known now, also of orders before the moment looked from.
"""

from dataclasses import dataclass
from decimal import Decimal

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class OrderSums:
    """Orders placed within [:since, :until).

    Attributes:
        orders: How many.
        purchases: Of them, those that are neither cancelled nor refunded whole.
        revenue: Their net value.
    """

    orders: int
    purchases: int
    revenue: Decimal


ORDER_SUMS = reduction(
    """
    select count(*) as orders, count(*) filter (where o.is_purchase) as purchases, coalesce(sum(o.net), 0) as revenue
    from published.orders o
    where o.workspace_id = :workspace_id and o.ordered_at >= :since and o.ordered_at < :until
    """,
    row=OrderSums,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money."""

    amount: Decimal


# A day's spend cannot be divided: it belongs to where the day begins.
SPEND = reduction(
    """
    select coalesce(sum(s.amount), 0) as amount
    from published.spend s
    where s.workspace_id = :workspace_id
      and cast(s.day as timestamp) at time zone :time_zone >= :since
      and cast(s.day as timestamp) at time zone :time_zone < :until
    """,
    row=Amount,
)


@dataclass(frozen=True, slots=True)
class CustomerCount:
    """How many customers."""

    customers: int


NEW_CUSTOMERS = reduction(
    """
    with firsts as (
        select o.workspace_id, o.customer_id, min(o.ordered_at) as first_at
        from published.orders o
        where o.workspace_id = :workspace_id and o.is_purchase and o.ordered_at < :until
        group by o.workspace_id, o.customer_id
    )
    select count(*) as customers from firsts where first_at >= :since
    """,
    row=CustomerCount,
)


@dataclass(frozen=True, slots=True)
class CustomerBase:
    """Everybody who ordered before :as_of, and what they come to.

    Attributes:
        orders: All of them.
        purchases: Those that are neither cancelled nor refunded whole.
        revenue: Net value of the orders.
        revenue_of_profiles: The same, of those whose customer is one that is not merged into another: the sum over profiles.
        purchasers: Customers with a purchase.
        repeat_customers: Of them, those who bought on more than one day of the workspace's calendar.
        active_customers: Of them, those who bought at or after :active_since.
        new_customers: Of them, those whose first purchase was at or after :new_since.
        foreign_orders: Orders in another currency than :currency, added up as if they were in it.
    """

    orders: int
    purchases: int
    revenue: Decimal
    revenue_of_profiles: Decimal
    purchasers: int
    repeat_customers: int
    active_customers: int
    new_customers: int
    foreign_orders: int


CUSTOMER_BASE = reduction(
    """
    with behaviour as (
        select o.workspace_id, o.customer_id, count(*) as orders, count(*) filter (where o.is_purchase) as purchases,
               sum(o.net) as revenue, count(*) filter (where o.currency <> :currency) as foreign_orders,
               min(o.ordered_at) filter (where o.is_purchase) as first_at,
               max(o.ordered_at) filter (where o.is_purchase) as last_at
        from published.orders o
        where o.workspace_id = :workspace_id and o.ordered_at < :as_of
        group by o.workspace_id, o.customer_id
    )
    select coalesce(sum(b.orders), 0)::bigint as orders, coalesce(sum(b.purchases), 0)::bigint as purchases,
           coalesce(sum(b.revenue), 0) as revenue,
           coalesce(sum(b.revenue) filter (where c.id is not null), 0) as revenue_of_profiles,
           count(*) filter (where b.purchases > 0) as purchasers,
           count(*) filter (where (b.first_at at time zone :time_zone)::date < (b.last_at at time zone :time_zone)::date)
               as repeat_customers,
           count(*) filter (where b.last_at >= :active_since) as active_customers,
           count(*) filter (where b.first_at >= :new_since) as new_customers,
           coalesce(sum(b.foreign_orders), 0)::bigint as foreign_orders
    from behaviour b
    left join published.customers c on c.workspace_id = b.workspace_id and c.id = b.customer_id
    """,
    row=CustomerBase,
)


@dataclass(frozen=True, slots=True)
class Profiles:
    """Customers that are known now.

    Attributes:
        customers: All who are not merged into others, tombstones too.
        anonymous: Of them, those whose company's id is not known and who were not erased.
        erased: Of them, those who were erased.
    """

    customers: int
    anonymous: int
    erased: int


PROFILES = reduction(
    """
    select count(*) as customers,
           count(*) filter (where c.customer_id is null and c.erased_at is null) as anonymous,
           count(*) filter (where c.erased_at is not null) as erased
    from published.customers c
    where c.workspace_id = :workspace_id
    """,
    row=Profiles,
)

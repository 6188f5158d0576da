"""Orders → what was bought week by week, counted back from a day."""

from dataclasses import dataclass
from decimal import Decimal

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of the workspace's calendar.

    Attributes:
        before: How many weeks lie between its last day and `:known_until`: 0 is the one that ends with it.
        purchases: Days on which a customer bought, one for each customer.
        active_customers: Customers who bought.
        revenue: Net.
        new_customers: Whose first purchase lies in it.
        first_revenue: Net of first purchase days.
        revenue_squares: Sum over purchase days of the square of their net.
        foreign_orders: In another currency than the workspace's.
    """

    before: int
    purchases: int
    active_customers: int
    revenue: Decimal
    new_customers: int
    first_revenue: Decimal
    revenue_squares: float
    foreign_orders: int


WEEKS = reduction(
    """
    with days as (
        select o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date as day, sum(o.net) as net,
               count(*) filter (where o.currency <> :currency) as foreign_orders
        from published.orders o
        where o.workspace_id = :workspace_id and o.is_purchase
          and (o.ordered_at at time zone :time_zone)::date <= :known_until
        group by o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date
    ), since as (
        select workspace_id, customer_id, day, net, foreign_orders,
               min(day) over (partition by workspace_id, customer_id) as first_day
        from days
    ), customers as (
        select workspace_id, customer_id, (cast(:known_until as date) - day) / 7 as before, count(*) as purchases,
               sum(net) as revenue, count(*) filter (where day = first_day) as new_customers,
               coalesce(sum(net) filter (where day = first_day), 0) as first_revenue,
               sum(cast(net as double precision) * cast(net as double precision)) as revenue_squares,
               sum(foreign_orders) as foreign_orders
        from since
        group by workspace_id, customer_id, (cast(:known_until as date) - day) / 7
    )
    select before, cast(sum(purchases) as bigint) as purchases, count(*) as active_customers, sum(revenue) as revenue,
           cast(sum(new_customers) as bigint) as new_customers, sum(first_revenue) as first_revenue,
           sum(revenue_squares) as revenue_squares, cast(sum(foreign_orders) as bigint) as foreign_orders
    from customers
    group by workspace_id, before
    order by before desc
    """,
    row=Week,
)

"""Orders and their lines → what was bought week by week, counted back from a day."""

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


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """What was bought of a group of products in seven days.

    Attributes:
        before: As of `Week`.
        place: 1 and up for the categories on which most was spent in the 52 weeks to `:ranked_until`, `:most` at most; 0 for
            what has no category, and `:most` + 1 for all other categories.
        category: Its name; None at the other two places.
        purchases: Days on which a customer bought, each of the group on which most was spent that day; of equals, of the one of
            the lower place.
        revenue: Net.
        revenue_squares: Sum over purchase days of the square of what was spent on the group.
    """

    before: int
    place: int
    category: str | None
    purchases: int
    revenue: Decimal
    revenue_squares: float


GROUP_WEEKS = reduction(
    """
    with bought as (
        select o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date as day, l.category,
               sum(coalesce(l.net, o.net)) as net
        from published.orders o
        left join published.order_lines l on l.workspace_id = o.workspace_id and l.order_key = o.order_key
        where o.workspace_id = :workspace_id and o.is_purchase
          and (o.ordered_at at time zone :time_zone)::date <= :known_until
        group by o.workspace_id, o.customer_id, (o.ordered_at at time zone :time_zone)::date, l.category
    ), ranked as (
        select workspace_id, category, row_number() over (partition by workspace_id order by sum(net) desc, category) as place
        from bought
        where category is not null and day > cast(:ranked_until as date) - 364 and day <= :ranked_until
        group by workspace_id, category
    ), parts as (
        select b.workspace_id, b.customer_id, b.day,
               case when b.category is null then 0 else coalesce(least(r.place, :most + 1), :most + 1) end as place,
               sum(b.net) as net
        from bought b
        left join ranked r on r.workspace_id = b.workspace_id and r.category = b.category
        group by b.workspace_id, b.customer_id, b.day,
                 case when b.category is null then 0 else coalesce(least(r.place, :most + 1), :most + 1) end
    ), told as (
        select workspace_id, (cast(:known_until as date) - day) / 7 as before, place, net,
               row_number() over (partition by workspace_id, customer_id, day order by net desc, place) as by_money
        from parts
    )
    select t.before, cast(t.place as integer) as place, r.category, count(*) filter (where t.by_money = 1) as purchases,
           sum(t.net) as revenue, sum(cast(t.net as double precision) * cast(t.net as double precision)) as revenue_squares
    from told t
    left join ranked r on r.workspace_id = t.workspace_id and r.place = t.place and r.place <= :most
    group by t.workspace_id, t.before, t.place, r.category
    order by t.before desc, t.place
    """,
    row=GroupWeek,
)

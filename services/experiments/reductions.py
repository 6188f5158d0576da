"""Everybody's exposures and orders → users, sums and sums of squares, in SQL: the only room where volume is met.

A user is a customer, by the published map as it is now; a unit that nobody has heard of is a user by itself, who has bought
nothing. Sums are made of money, exactly, and become floats at the end: so the order of the rows changes nothing.
"""

from dataclasses import dataclass
from uuid import UUID

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class ArmOutcome:
    """What the users of one arm did.

    Attributes:
        arm: A variation's key; None for users who met more than one variation. Of a holdout: `held` or `open`.
        users: How many.
        revenue: Σ over users of the net of their orders.
        revenue_squares: Σ of its square per user.
        purchases: Σ of their orders that are neither cancelled nor refunded whole.
        purchase_squares: Σ of its square per user.
        buyers: Users with a purchase.
        margin: Σ of the margin of their orders; orders without one count as 0 here.
        margin_squares: Σ of its square per user.
        purchases_without_margin: Purchases whose margin is not known.
    """

    arm: str | None
    users: int
    revenue: float
    revenue_squares: float
    purchases: int
    purchase_squares: int
    buyers: int
    margin: float
    margin_squares: float
    purchases_without_margin: int


# What users have bought, from `bought` (users with their arm, a row per order or one without) to a row per arm.
_SUMS = """
    , users as (
        select arm, sum(net) as revenue, sum(case when is_purchase then 1 else 0 end) as purchases,
               sum(margin) as margin, sum(case when is_purchase and margin is null then 1 else 0 end) as without_margin
        from bought
        group by arm, customer_id, unit
    )
    select arm, count(*) as users,
           cast(coalesce(sum(revenue), 0) as double precision) as revenue,
           cast(coalesce(sum(revenue * revenue), 0) as double precision) as revenue_squares,
           cast(sum(purchases) as bigint) as purchases,
           cast(sum(purchases * purchases) as bigint) as purchase_squares,
           sum(case when purchases > 0 then 1 else 0 end) as buyers,
           cast(coalesce(sum(margin), 0) as double precision) as margin,
           cast(coalesce(sum(margin * margin), 0) as double precision) as margin_squares,
           cast(sum(without_margin) as bigint) as purchases_without_margin
    from users
    group by arm
    order by arm
"""

# Orders from the first exposure on, up to :until (without) and for :window at the most. A unit is a userId first, else an
# anonymousId. Who met more than one variation, also as two who were merged, has no arm.
_EXPOSED_USERS = """
    with exposed as (
        select e.workspace_id, e.variation, e.exposed_at, coalesce(u.customer_id, a.customer_id) as customer_id,
               case when coalesce(u.customer_id, a.customer_id) is null then e.unit end as unit
        from attune.exposures e
        left join published.subjects u on u.workspace_id = e.workspace_id and u.kind = 'user' and u.value = e.unit
        left join published.subjects a on a.workspace_id = e.workspace_id and a.kind = 'anonymous' and a.value = e.unit
        where e.workspace_id = :workspace_id and e.experiment_id = :experiment_id and e.exposed_at < :until
    ), people as (
        select workspace_id, customer_id, unit, min(exposed_at) as exposed_at,
               case when count(distinct variation) = 1 then min(variation) end as arm
        from exposed
        group by workspace_id, customer_id, unit
    ), bought as (
        select p.arm, p.customer_id, p.unit, o.net, o.is_purchase, o.margin
        from people p
        left join published.orders o
            on o.workspace_id = p.workspace_id and o.customer_id = p.customer_id
           and o.ordered_at >= p.exposed_at and o.ordered_at < p.exposed_at + :window and o.ordered_at < :until
    )
"""

EXPERIMENT_OUTCOMES = reduction(_EXPOSED_USERS + _SUMS, row=ArmOutcome)

# All customers who have a side and are still there; orders from :since on, up to :until (without).
_CUSTOMERS_WITH_A_SIDE = """
    with bought as (
        select case when m.held then 'held' else 'open' end as arm, m.customer_id, cast(null as text) as unit,
               o.net, o.is_purchase, o.margin
        from attune.holdout_members m
        join published.customers c on c.workspace_id = m.workspace_id and c.id = m.customer_id and c.erased_at is null
        left join published.orders o
            on o.workspace_id = m.workspace_id and o.customer_id = m.customer_id
           and o.ordered_at >= :since and o.ordered_at < :until
        where m.workspace_id = :workspace_id and m.holdout_id = :holdout_id
    )
"""

HOLDOUT_OUTCOMES = reduction(_CUSTOMERS_WITH_A_SIDE + _SUMS, row=ArmOutcome)


@dataclass(frozen=True, slots=True)
class UnassignedCustomer:
    """A customer whose side of a holdout is not on record yet.

    Attributes:
        id: Ours.
        customer_id: The company's own, which is what is hashed.
    """

    id: UUID
    customer_id: str


# Some at a time, in the order of our ids: those above :after.
UNASSIGNED_CUSTOMERS = reduction(
    """
    select c.id, c.customer_id
    from published.customers c
    left join attune.holdout_members m
        on m.workspace_id = c.workspace_id and m.holdout_id = :holdout_id and m.customer_id = c.id
    where c.workspace_id = :workspace_id and c.id > :after and c.customer_id is not null and c.erased_at is null
      and m.customer_id is null
    order by c.id
    limit :size
    """,
    row=UnassignedCustomer,
)

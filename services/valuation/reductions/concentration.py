"""Published values → how much of all value the most valuable customers hold."""

from dataclasses import dataclass

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class ValueShare:
    """The most valuable customers, up to a hundredth of all (or to the next one).

    Attributes:
        customers: How many they are.
        value: What they are worth together.
        all_customers: With a value.
        ranked: Sum over all customers of value times place, 1 being the least valuable: what the Gini index is made of.
        total: What all are worth.
    """

    customers: int
    value: float
    all_customers: int
    ranked: float
    total: float


VALUE_SHARES = reduction(
    """
    with placed as (
        select v.workspace_id, v.customer_id, v.clv,
               row_number() over (partition by v.workspace_id order by v.clv desc, v.customer_id) as place,
               count(*) over (partition by v.workspace_id) as all_customers,
               sum(v.clv) over (partition by v.workspace_id) as total
        from published.customer_value v
        where v.workspace_id = :workspace_id and v.clv is not null
    ), running as (
        select workspace_id, place, all_customers, total,
               sum(clv) over (
                   partition by workspace_id order by place rows between unbounded preceding and current row
               ) as value,
               sum(clv * (all_customers + 1 - place)) over (partition by workspace_id) as ranked
        from placed
    )
    select place as customers, value, all_customers, ranked, total
    from running
    where place * 100 / all_customers > (place - 1) * 100 / all_customers
    order by place
    """,
    row=ValueShare,
)

"""What other services publish of the one customer whom an evaluation is for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from kernel.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What is known of a customer, up to and with a moment.

    Attributes:
        known: Whether the identifier belongs to somebody who ever did anything.
        orders: All of them.
        purchases: Those that are neither cancelled nor refunded whole.
        revenue: Net of refunds, in the workspace's currency.
        last_ordered_at: The latest order.
        clv: By the published model; None before there is one, or where it says nothing.
        probability_alive: Likewise.
    """

    known: bool
    orders: int
    purchases: int
    revenue: float
    last_ordered_at: datetime | None
    clv: float | None
    probability_alive: float | None


# A user's id counts before an anonymous one of the same text, as in the analyses. lateral … limit 1: one look into the index,
# however little the planner knows of young tables.
_FACTS = text(
    """
    select o.orders, o.purchases, o.revenue, o.last_ordered_at, v.clv, v.probability_alive
    from (
        select s.customer_id from published.subjects s
        where s.workspace_id = :workspace_id and s.kind in ('user', 'anonymous') and s.value = :unit
        order by s.kind desc limit 1
    ) whose
    cross join lateral (
        select count(*) as orders, count(*) filter (where o.is_purchase) as purchases,
               cast(coalesce(sum(o.net), 0) as double precision) as revenue, max(o.ordered_at) as last_ordered_at
        from published.orders o
        where o.workspace_id = :workspace_id and o.customer_id = whose.customer_id and o.ordered_at <= :now
    ) o
    left join lateral (
        select v.clv, v.probability_alive from published.customer_value v
        where v.workspace_id = :workspace_id and v.customer_id = whose.customer_id limit 1
    ) v on true
    """
)


async def read_facts(work: UnitOfWork, unit: str, now: datetime) -> CustomerFacts:
    """What is known of whom an identifier belongs to."""
    found = (await work.execute(_FACTS, {"workspace_id": work.workspace_id, "unit": unit, "now": now})).one_or_none()
    return CustomerFacts(False, 0, 0, 0.0, None, None, None) if found is None else CustomerFacts(True, *found)

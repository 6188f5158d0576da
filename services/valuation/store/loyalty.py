"""Customers' latest answers and own orders, for the loyalty of some of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from services.valuation.domain.contribution import OrderMoney
from services.valuation.domain.wallet import WalletAnswer

_MINE = (
    bindparam("customer_ids", type_=ARRAY(Uuid)),
    bindparam("as_of", type_=DateTime(timezone=True)),
)
_SCORES = text(
    """
    select distinct on (f.customer_id) f.customer_id, f.score
    from published.feedback f
    where f.workspace_id = :workspace_id and f.customer_id = any(:customer_ids) and f.score is not null
      and f.answered_at >= :window_from and f.answered_at < :as_of
    order by f.customer_id, f.answered_at desc, f.feedback_key collate "C" desc
    """
).bindparams(*_MINE, bindparam("window_from", type_=DateTime(timezone=True)))
_WALLETS = text(
    """
    select distinct on (f.customer_id, f.category) f.customer_id, f.category, f.brand_rank, f.brands, f.wallet_share
    from published.feedback f
    where f.workspace_id = :workspace_id and f.customer_id = any(:customer_ids) and f.answered_at < :as_of
      and (f.brand_rank is not null or f.wallet_share is not null)
    order by f.customer_id, f.category, f.answered_at desc, f.feedback_key collate "C" desc
    """
).bindparams(*_MINE)
_ORDERS = text(
    """
    select o.customer_id, cast(coalesce(sum(o.net), 0) as double precision),
           cast(coalesce(sum(o.margin), 0) as double precision),
           cast(coalesce(sum(o.net) filter (where o.margin is not null), 0) as double precision),
           count(*) filter (where o.is_purchase and o.margin is null)
    from published.orders o
    where o.workspace_id = :workspace_id and o.customer_id = any(:customer_ids) and o.ordered_at < :as_of
    group by o.customer_id
    """
).bindparams(*_MINE)


async def read_scores(
    work: UnitOfWork, customer_ids: Sequence[UUID], window_from: datetime, as_of: datetime
) -> dict[UUID, int]:
    """The latest score within the window of those customers who gave one."""
    values = {"workspace_id": work.workspace_id, "customer_ids": list(customer_ids), "as_of": as_of, "window_from": window_from}
    return {row[0]: row[1] for row in await work.execute(_SCORES, values)}


@dataclass(frozen=True, slots=True)
class Wallet:
    """A customer's latest answer of a category; None: of all that the company sells."""

    category: str | None
    answer: WalletAnswer


async def read_wallets(work: UnitOfWork, customer_ids: Sequence[UUID], as_of: datetime) -> dict[UUID, list[Wallet]]:
    """The latest answers before a moment, by category, of those customers who gave some."""
    values = {"workspace_id": work.workspace_id, "customer_ids": list(customer_ids), "as_of": as_of}
    found: dict[UUID, list[Wallet]] = {}
    for customer_id, category, brand_rank, brands, wallet_share in await work.execute(_WALLETS, values):
        found.setdefault(customer_id, []).append(Wallet(category, WalletAnswer(brand_rank, brands, wallet_share)))
    return found


async def read_order_money(work: UnitOfWork, customer_ids: Sequence[UUID], as_of: datetime) -> dict[UUID, OrderMoney]:
    """What the orders before a moment came to, of those customers who have some."""
    values = {"workspace_id": work.workspace_id, "customer_ids": list(customer_ids), "as_of": as_of}
    return {row[0]: OrderMoney(*row[1:]) for row in await work.execute(_ORDERS, values)}


# Of so few it does not matter.
_FEW = 1_000
_ESTIMATE = text("explain (format json) select 1 from published.orders o where o.workspace_id = :workspace_id")


async def are_orders_known(work: UnitOfWork) -> bool:
    """Whether the planner knows that the workspace has many orders, and so that they are to be found by their keys.

    Its statistics know nothing of a workspace that was filled a moment ago. It then takes it for empty, and reads all of it
    for each of its rows.
    """
    (told,) = (await work.execute(_ESTIMATE, {"workspace_id": work.workspace_id})).scalar_one()
    return float(told["Plan"]["Plan Rows"]) >= _FEW


_FIND = text(
    """
    select c.id from published.customers c
    where c.workspace_id = :workspace_id and c.erased_at is null
      and c.id = (select s.customer_id from published.subjects s
                  where s.workspace_id = :workspace_id and s.kind = 'user' and s.value = :reference)
    """
)
_FIND_OURS = text("select c.id from published.customers c where c.workspace_id = :workspace_id and c.id = :id")


async def find_customer(work: UnitOfWork, reference: str) -> UUID | None:
    """Our id of a customer by the company's id, else by ours."""
    values = {"workspace_id": work.workspace_id, "reference": reference}
    found: UUID | None = (await work.execute(_FIND, values)).scalar_one_or_none()
    ours = read_id(reference)
    if found is None and ours is not None:
        found = (await work.execute(_FIND_OURS, {"workspace_id": work.workspace_id, "id": ours})).scalar_one_or_none()
    return found

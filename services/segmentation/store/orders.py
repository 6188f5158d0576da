"""Orders and what was said of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Boolean, DateTime, Float, Integer, Numeric, Text, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from kernel.database import UnitOfWork
from schema.behaviour import order_events
from services.segmentation.domain.order_lines import ToldLine
from services.segmentation.domain.orders import Order, OrderEvent, OrderEventKind
from services.segmentation.store.arrays import in_workspace, with_arrays

_MONEY = Numeric(20, 4)
_FOLDED: dict[str, TypeEngine[Any]] = {
    "keys": Text(),
    "order_ids": Text(),
    "subjects": Uuid(),
    "ordered": DateTime(timezone=True),
    "gross": _MONEY,
    "refunded": _MONEY,
    "net": _MONEY,
    "net_float": Float(53),
    "currencies": Text(),
    "margins": _MONEY,
    "discounts": _MONEY,
    "purchases": Boolean(),
}
_FOLDED_LINES: dict[str, TypeEngine[Any]] = {
    "line_orders": Text(),
    "line_positions": Integer(),
    "line_products": Text(),
    "line_categories": Text(),
    "line_quantities": _MONEY,
    "line_nets": _MONEY,
}


# As `emit` writes, in one round trip with the look-up of whose the subjects are: every order pays for it.
_TELL_BUYERS = with_arrays(
    """
    insert into attune.feed (workspace_id, type, subject, data)
    select :workspace_id, 'orders.changed', :subject,
           jsonb_build_object('customers', jsonb_agg(customer_id order by customer_id))
    from (
        select customer_id, (row_number() over (order by customer_id) - 1) / :at_once as part
        from (
            select distinct customer_id from attune.subjects where workspace_id = :workspace_id and id = any(:subjects)
        ) as buyers
    ) as parts
    group by part
    order by part
    """,
    subjects=Uuid,
)


@dataclass(frozen=True, slots=True)
class ToldOrder:
    """An order event and the subject it is of."""

    event: OrderEvent
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class FoldedOrder:
    """What an order has come to; without `order`, only refunds are known of it."""

    order_key: str
    order: Order | None
    subject_id: UUID | None


# Takes the orders' rows, making those that are new, in key order: of two transactions that touch one order, the second waits
# here and then folds with the events of both.
_LOCK = with_arrays(
    """
    insert into attune.orders (workspace_id, order_key)
    select :workspace_id, key from unnest(:keys) as k(key) order by key
    on conflict (workspace_id, order_key) do update set order_key = excluded.order_key
    returning order_key, subject_id, exists (
        select from attune.order_lines l where l.workspace_id = orders.workspace_id and l.order_key = orders.order_key
    ) as has_lines
    """,
    keys=Text,
)

_LINES = """
    with line as (
        select * from unnest(:line_orders, :line_positions, :line_products, :line_categories, :line_quantities, :line_nets)
            as l(order_key, position, product_id, category, quantity, net)
    ), gone as (
        delete from attune.order_lines l
        where l.workspace_id = :workspace_id and l.order_key = any(:keys)
          and not exists (select from line where line.order_key = l.order_key and line.position = l.position)
    ), kept as (
        insert into attune.order_lines as l (workspace_id, order_key, position, product_id, category, quantity, net)
        select :workspace_id, line.* from line
        on conflict (workspace_id, order_key, position) do update set
            product_id = excluded.product_id, category = excluded.category, quantity = excluded.quantity, net = excluded.net
        where (l.product_id, l.category, l.quantity, l.net)
            is distinct from (excluded.product_id, excluded.category, excluded.quantity, excluded.net)
    )
"""
_ORDERS = """
    update attune.orders o set
        order_id = f.order_id, subject_id = f.subject_id, ordered_at = f.ordered_at,
        gross = f.gross, refunded = f.refunded, net = f.net, net_float = f.net_float,
        currency = f.currency, margin = f.margin, discount = f.discount, is_purchase = f.is_purchase
    from unnest(:keys, :order_ids, :subjects, :ordered, :gross, :refunded, :net, :net_float, :currencies, :margins,
                :discounts, :purchases)
        as f(order_key, order_id, subject_id, ordered_at, gross, refunded, net, net_float, currency, margin, discount,
             is_purchase)
    where o.workspace_id = :workspace_id and o.order_key = f.order_key
      and (o.order_id, o.subject_id, o.ordered_at, o.gross, o.refunded, o.net, o.net_float, o.currency, o.margin, o.discount,
           o.is_purchase)
          is distinct from
          (f.order_id, f.subject_id, f.ordered_at, f.gross, f.refunded, f.net, f.net_float, f.currency, f.margin, f.discount,
           f.is_purchase)
    returning o.order_key
"""
# Most orders of most companies have no lines: those do not pay for any.
_WRITE = with_arrays(_ORDERS, **_FOLDED)
_WRITE_WITH_LINES = with_arrays(_LINES + _ORDERS, **_FOLDED, **_FOLDED_LINES)


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """The row of an order before it is folded.

    Attributes:
        subject_id: None of one that is new, or of which only refunds are known.
        has_lines: Whether it has lines. Not yet of one that was waited for and has just got its first: what is told of it then
            has them too.
    """

    subject_id: UUID | None
    has_lines: bool


async def lock_orders(work: UnitOfWork, keys: Collection[str]) -> dict[str, HeldOrder]:
    """Take the rows of these orders for this transaction; what each was, by its key."""
    rows = await work.execute(_LOCK, {"workspace_id": work.workspace_id, "keys": sorted(keys)})
    return {row.order_key: HeldOrder(row.subject_id, row.has_lines) for row in rows}


async def tell_buyers(work: UnitOfWork, subject_ids: Collection[UUID], at_once: int) -> None:
    """Tell, by `orders.changed`, of the customers whose subjects these are now: each once, so many in one event.

    Args:
        work: The unit of work.
        subject_ids: Whose orders have changed.
        at_once: Customers that one event names.
    """
    values = {"workspace_id": work.workspace_id, "subjects": sorted(subject_ids), "at_once": at_once}
    await work.execute(_TELL_BUYERS, {**values, "subject": str(work.workspace_id)})


async def read_told(work: UnitOfWork, keys: Collection[str]) -> dict[str, list[ToldOrder]]:
    """All that was said of some orders, by their keys."""
    columns = order_events.c
    rows = await work.execute(
        select(
            columns.order_id,
            columns.order_key,
            columns.event_key,
            columns.kind,
            columns.occurred_at,
            columns.amount,
            columns.currency,
            columns.margin,
            columns.discount,
            columns.lines,
            columns.subject_id,
        ).where(in_workspace(order_events), columns.order_key == bindparam("keys", type_=ARRAY(Text)).any_()),
        {"workspace_id": work.workspace_id, "keys": sorted(keys)},
    )
    told: dict[str, list[ToldOrder]] = {key: [] for key in keys}
    for order_id, key, event_key, kind, *rest, lines, subject_id in rows:
        event = OrderEvent(order_id, key, event_key, OrderEventKind(kind), *rest)
        told[key].append(ToldOrder(replace(event, lines=_lines_of(lines)) if lines else event, subject_id))
    return told


def _lines_of(record: Sequence[Sequence[str | None]]) -> tuple[ToldLine, ...]:
    """The lines that `_record_of` wrote."""
    return tuple(
        ToldLine(
            product, category, None if quantity is None else Decimal(quantity), None if amount is None else Decimal(amount)
        )
        for product, category, quantity, amount in record
    )


def _record_of(lines: Sequence[ToldLine]) -> str | None:
    """Product, category, quantity and amount of each line, exact, as JSON; null where there are none."""
    if not lines:
        return None
    told = [
        (
            line.product_id,
            line.category,
            None if line.quantity is None else str(line.quantity),
            None if line.amount is None else str(line.amount),
        )
        for line in lines
    ]
    return orjson.dumps(told).decode()


async def write_orders(work: UnitOfWork, folded: Sequence[FoldedOrder], *, had_lines: bool) -> set[str]:
    """Make the rows of orders, which this transaction holds, what their events come to, and those of their lines.

    Args:
        work: The unit of work.
        folded: What the orders come to.
        had_lines: Whether any of them has lines now.

    Returns:
        The keys of those that were anything else before.
    """
    orders = [each.order for each in folded]
    lines = [(order.order_key, line) for order in orders if order is not None for line in order.lines]
    values: dict[str, object] = {
        "workspace_id": work.workspace_id,
        "keys": [each.order_key for each in folded],
        "order_ids": [order and order.order_id for order in orders],
        "subjects": [each.subject_id for each in folded],
        "ordered": [order and order.ordered_at for order in orders],
        "gross": [order and order.gross for order in orders],
        "refunded": [order and order.refunded for order in orders],
        "net": [order and order.net for order in orders],
        "net_float": [order and float(order.net) for order in orders],
        "currencies": [order and order.currency for order in orders],
        "margins": [order and order.margin for order in orders],
        "discounts": [order and order.discount for order in orders],
        "purchases": [order is not None and order.is_purchase for order in orders],
    }
    if lines or had_lines:
        values |= {
            "line_orders": [order_key for order_key, _ in lines],
            "line_positions": [line.position for _, line in lines],
            "line_products": [line.product_id for _, line in lines],
            "line_categories": [line.category for _, line in lines],
            "line_quantities": [line.quantity for _, line in lines],
            "line_nets": [line.net for _, line in lines],
        }
    changed = await work.execute(_WRITE_WITH_LINES if lines or had_lines else _WRITE, values)
    return set(changed.scalars())


def order_columns(told: Sequence[ToldOrder]) -> dict[str, list[object]]:
    """Order events as the arrays that statements take."""
    events = [each.event for each in told]
    return {
        "order_keys": [event.order_key for event in events],
        "order_event_keys": [event.event_key for event in events],
        "order_kinds": [str(event.kind) for event in events],
        "order_subjects": [each.subject_id for each in told],
        "order_ids": [event.order_id for event in events],
        "order_occurred": [event.occurred_at for event in events],
        "order_amounts": [event.amount for event in events],
        "order_currencies": [event.currency for event in events],
        "order_margins": [event.margin for event in events],
        "order_discounts": [event.discount for event in events],
        "order_lines": [_record_of(event.lines) for event in events],
    }


ORDER_COLUMN_TYPES: dict[str, TypeEngine[Any]] = {
    "order_keys": Text(),
    "order_event_keys": Text(),
    "order_kinds": Text(),
    "order_subjects": Uuid(),
    "order_ids": Text(),
    "order_occurred": DateTime(timezone=True),
    "order_amounts": _MONEY,
    "order_currencies": Text(),
    "order_margins": _MONEY,
    "order_discounts": _MONEY,
    "order_lines": Text(),
}
"""The types of `order_columns`, for the statements' bind parameters."""

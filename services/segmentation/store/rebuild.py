"""Stored events read back, and what they told of orders and touchpoints replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Text, Uuid, bindparam, cast, delete, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from kernel.database import UnitOfWork
from schema.behaviour import customers, events, order_events, referrals, subjects, touchpoints
from schema.behaviour import orders as orders_table
from services.segmentation.domain.touchpoints import TOUCHING_TYPES
from services.segmentation.store import orders
from services.segmentation.store.arrays import with_arrays
from services.segmentation.store.orders import ORDER_COLUMN_TYPES, ToldOrder, order_columns
from services.segmentation.store.touchpoints import ToldTouch, upsert_touches


@dataclass(frozen=True, slots=True)
class PastEvent:
    """What a projection needs of a stored event."""

    id: UUID
    type: str
    name: str
    message_id: str
    occurred_at: datetime
    subject_id: UUID
    properties: dict[str, Any]
    context: dict[str, Any] | None


_PAST = (
    events.c.id,
    events.c.type,
    events.c.name,
    events.c.message_id,
    events.c.occurred_at,
    events.c.subject_id,
    events.c.properties,
    events.c.context,
)


def of_an_erased(subject_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whose customer was erased: what their events told stands as it is, for they tell nothing any more.

    A value for each row, no join: the planner must not read all customers for a chunk of events.
    """
    erased_at = (
        select(customers.c.erased_at)
        .join(subjects, (subjects.c.workspace_id == customers.c.workspace_id) & (subjects.c.customer_id == customers.c.id))
        .where(subjects.c.id == subject_id)
        .scalar_subquery()
    )
    return erased_at.is_not(None)


# An event of somebody else that an erasure has emptied, since it named who was erased.
_LOST_ITS_WORDS = (events.c.properties == cast({}, JSONB)) & (
    select(referrals.c.referral_key)
    .where(
        referrals.c.workspace_id == events.c.workspace_id,
        referrals.c.referral_key == "message:" + events.c.message_id,
    )
    .exists()
)
_TELLS = ~of_an_erased(events.c.subject_id) & ~_LOST_ITS_WORDS


def of_tracks(names: Sequence[str]) -> ColumnElement[bool]:
    """Those track events that have one of these names."""
    return events.c.name.in_(names) & (events.c.type == "track")


def of_touchpoints() -> ColumnElement[bool]:
    """Those events that may be touchpoints: their name does not tell."""
    return events.c.type.in_(sorted(TOUCHING_TYPES))


async def read_past(
    work: UnitOfWork, which: ColumnElement[bool], after: tuple[datetime, UUID] | None, limit: int
) -> list[PastEvent]:
    """The next of some stored events, by (occurred_at, id)."""
    columns = events.c
    query = select(*_PAST).where(which, _TELLS).order_by(columns.occurred_at, columns.id).limit(limit)
    if after is not None:
        query = query.where(tuple_(columns.occurred_at, columns.id) > after)
    return [PastEvent(*row) for row in (await work.execute(query))]


async def count_past(work: UnitOfWork, which: ColumnElement[bool]) -> int:
    """How many of some stored events there are."""
    return int((await work.execute(select(func.count()).select_from(events).where(which))).scalar_one())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stored event is found."""

    message_id: str
    occurred_at: datetime
    id: UUID


async def find_repeated(work: UnitOfWork, which: ColumnElement[bool]) -> list[Place]:
    """Those of some stored events whose message id stands more than once, by message id: their places, for they may be many.

    Message ids are forgotten after a while: one that comes again afterwards is another event.
    """
    columns = events.c
    repeated = select(columns.message_id).where(which).group_by(columns.message_id).having(func.count() > 1)
    query = (
        select(columns.message_id, columns.occurred_at, columns.id)
        .where(which, columns.message_id.in_(repeated), _TELLS)
        .order_by(columns.message_id)
    )
    return [Place(*row) for row in (await work.execute(query))]


_AT_PLACES = tuple_(events.c.occurred_at, events.c.id).in_(
    select(
        func.unnest(bindparam("moments", type_=ARRAY(DateTime(timezone=True)))),
        func.unnest(bindparam("ids", type_=ARRAY(Uuid))),
    )
)


async def read_at(work: UnitOfWork, places: Sequence[Place]) -> list[PastEvent]:
    """The events at some places, in the order in which they were kept."""
    query = select(*_PAST).where(_AT_PLACES, _TELLS).order_by(events.c.id)
    values = {"moments": [place.occurred_at for place in places], "ids": [place.id for place in places]}
    return [PastEvent(*row) for row in (await work.execute(query, values))]


@dataclass(frozen=True, slots=True)
class PastTraits:
    """What a stored event told of its subject."""

    id: UUID
    occurred_at: datetime
    subject_id: UUID
    traits: dict[str, Any]


async def read_past_traits(work: UnitOfWork, after: tuple[datetime, UUID] | None, limit: int) -> list[PastTraits]:
    """The next stored events that tell of traits, by (occurred_at, id)."""
    columns = events.c
    query = (
        select(columns.id, columns.occurred_at, columns.subject_id, columns.traits)
        .where(columns.traits.is_not(None), _TELLS)
        .order_by(columns.occurred_at, columns.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(columns.occurred_at, columns.id) > after)
    return [PastTraits(*row) for row in (await work.execute(query))]


async def count_past_traits(work: UnitOfWork) -> int:
    """How many stored events tell of traits."""
    return int((await work.execute(select(func.count()).where(events.c.traits.is_not(None)))).scalar_one())


async def count_orders(work: UnitOfWork) -> int:
    """How many orders have a row."""
    return int((await work.execute(select(func.count()).select_from(orders_table))).scalar_one())


_ORDER_KEYS = text(
    """
    (select order_key from attune.orders
     where workspace_id = :workspace_id and order_key > :after order by order_key limit :most)
    union
    (select distinct order_key from attune.order_events
     where workspace_id = :workspace_id and order_key > :after order by order_key limit :most)
    order by order_key limit :most
    """
)


async def read_order_keys(work: UnitOfWork, after: str, limit: int) -> list[str]:
    """The next keys of orders that have a row or of which something was told."""
    rows = await work.execute(_ORDER_KEYS, {"workspace_id": work.workspace_id, "after": after, "most": limit})
    return list(rows.scalars())


_INSERT = with_arrays(
    """
    insert into attune.order_events (workspace_id, order_key, event_key, kind, subject_id, order_id, occurred_at,
        amount, currency, margin, discount, lines)
    select :workspace_id, o.order_key, o.event_key, o.kind, o.subject_id, o.order_id, o.occurred_at,
           o.amount, o.currency, o.margin, o.discount, o.lines::jsonb
    from unnest(:order_keys, :order_event_keys, :order_kinds, :order_subjects, :order_ids, :order_occurred,
                :order_amounts, :order_currencies, :order_margins, :order_discounts, :order_lines)
        as o(order_key, event_key, kind, subject_id, order_id, occurred_at, amount, currency, margin, discount, lines)
    order by o.order_key, o.event_key
    on conflict (workspace_id, order_key, event_key) do nothing
    """,
    **ORDER_COLUMN_TYPES,
)


async def replace_told(work: UnitOfWork, event_keys: Sequence[str], told: Sequence[ToldOrder]) -> set[str]:
    """Write again what some events tell of orders, in place of what they told before; what the erased had told stays.

    Args:
        work: The unit of work.
        event_keys: Of all those events, of those too that no longer tell of an order.
        told: What they tell now.

    Returns:
        The keys of all orders that they told or tell of, whose rows are held: they are to be folded.
    """
    mine = order_events.c.event_key.in_(event_keys) & ~of_an_erased(order_events.c.subject_id)
    before = set((await work.execute(select(order_events.c.order_key).where(mine).distinct())).scalars())
    keys = before | {each.event.order_key for each in told}
    await orders.lock_orders(work, keys)
    await work.execute(delete(order_events).where(mine))
    await work.execute(_INSERT, {"workspace_id": work.workspace_id, **order_columns(told)})
    return keys


async def forget_orphans(work: UnitOfWork) -> set[str]:
    """Drop what is told of orders by events that are no longer there, whatever the names of those that are.

    Returns:
        The keys of the orders it was told of, whose rows are held: they are to be folded.
    """
    source = (
        select(events.c.id)
        .where(
            events.c.type == "track",
            events.c.occurred_at == order_events.c.occurred_at,
            "message:" + events.c.message_id == order_events.c.event_key,
        )
        .exists()
    )
    orphan = (order_events.c.kind != "imported") & ~source
    keys = set((await work.execute(select(order_events.c.order_key).where(orphan).distinct())).scalars())
    await orders.lock_orders(work, keys)
    await work.execute(delete(order_events).where(order_events.c.order_key.in_(keys), orphan))
    return keys


async def replace_touches(work: UnitOfWork, keys: Sequence[str], told: Sequence[ToldTouch]) -> None:
    """Write again the touchpoints that some events are, in place of what was written before; those of the erased stay.

    Args:
        work: The unit of work.
        keys: The touchpoints' keys of all those events, of those too that are none.
        told: What they are now.
    """
    among = touchpoints.c.touch_key == bindparam("keys", type_=ARRAY(Text)).any_()
    settled = select(touchpoints.c.touch_key).where(among, of_an_erased(touchpoints.c.subject_id))
    stay = set((await work.execute(settled, {"keys": list(keys)})).scalars())
    told = [each for each in told if each.touch.key not in stay]
    stay |= {each.touch.key for each in told}
    await work.execute(delete(touchpoints).where(among), {"keys": [key for key in keys if key not in stay]})
    await upsert_touches(work, told)


async def forget_orphaned_touches(work: UnitOfWork) -> int:
    """Drop the touchpoints of events that are no longer there.

    Returns:
        How many there were.
    """
    source = (
        select(events.c.id)
        .where(
            of_touchpoints(),
            events.c.occurred_at == touchpoints.c.occurred_at,
            "message:" + events.c.message_id == touchpoints.c.touch_key,
        )
        .exists()
    )
    dropped = await work.execute(delete(touchpoints).where(touchpoints.c.touch_key.like("message:%"), ~source))
    return dropped.rowcount

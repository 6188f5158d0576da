"""What an erasure takes away: identifiers, traits, what events say beside when and of whom, rejects that name somebody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, TextClause, Uuid, bindparam, delete, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from kernel.database import UnitOfWork
from schema.behaviour import ingest_rejects, subject_traits

TOMBSTONE = "erased:"
"""With the subject's id behind it: the value of an identifier that was erased."""


def _with_arrays(sql: str, **types: type) -> TextClause:
    return text(sql).bindparams(*(bindparam(name, type_=ARRAY(kind)) for name, kind in types.items()))


@dataclass(frozen=True, slots=True)
class Identifier:
    """A subject and what was observed of it."""

    subject_id: UUID
    kind: str
    value: str


_IDENTIFIERS = text(
    "select id, kind, value from attune.subjects where workspace_id = :workspace_id and customer_id = :customer_id order by id"
)


async def read_identifiers(work: UnitOfWork, customer_id: UUID) -> list[Identifier]:
    """All subjects of a customer, by their ids."""
    rows = await work.execute(_IDENTIFIERS, {"workspace_id": work.workspace_id, "customer_id": customer_id})
    return [Identifier(*row) for row in rows]


_BURY_SUBJECTS = _with_arrays(
    "update attune.subjects set value = :tombstone || id where workspace_id = :workspace_id and id = any(:subjects)",
    subjects=Uuid,
)
# A customer that was merged away keeps the company's id in its row, while the subject of that id is the survivor's.
_BURY_CUSTOMERS = _with_arrays(
    """
    update attune.customers set customer_id = null, erased_at = coalesce(erased_at, now())
    where workspace_id = :workspace_id and (id = any(:customers) or customer_id = any(:values))
    """,
    customers=Uuid,
    values=Text,
)


async def bury(work: UnitOfWork, customers: Collection[UUID], identifiers: Collection[Identifier]) -> None:
    """Put tombstones in the place of customers and their identifiers.

    Args:
        work: The unit of work; no fact is written meanwhile, and it has the map alone.
        customers: Our ids of one customer and of those that went into it.
        identifiers: All of its subjects.
    """
    subjects = [each.subject_id for each in identifiers]
    users = [each.value for each in identifiers if each.kind == "user"]
    values = {"workspace_id": work.workspace_id, "tombstone": TOMBSTONE}
    await work.execute(_BURY_SUBJECTS, {**values, "subjects": subjects})
    await work.execute(_BURY_CUSTOMERS, {**values, "customers": list(customers), "values": users})


@dataclass(frozen=True, slots=True)
class Emptied:
    """Some events of a customer.

    Attributes:
        events: Of them, those that said something.
        position: Behind the last of them; None where there are no more.
    """

    events: int
    position: tuple[UUID, datetime, UUID] | None


_EMPTY = _with_arrays(
    """
    with next as (
        select e.subject_id, e.occurred_at, e.id from attune.events e
        where e.workspace_id = :workspace_id and e.subject_id = any(:subjects)
          and (e.subject_id, e.occurred_at, e.id) > (:subject_id, :occurred_at, :id)
        order by e.subject_id, e.occurred_at, e.id limit :most
    ), emptied as (
        update attune.events e set properties = '{}', traits = null, context = null
        from next
        where e.workspace_id = :workspace_id and e.occurred_at = next.occurred_at and e.id = next.id
          and (e.properties <> '{}' or e.traits is not null or e.context is not null)
        returning e.id
    )
    select (select count(*) from emptied) as emptied, subject_id, occurred_at, id
    from next order by subject_id desc, occurred_at desc, id desc limit 1
    """,
    subjects=Uuid,
).bindparams(
    bindparam("subject_id", type_=Uuid), bindparam("occurred_at", type_=DateTime(timezone=True)), bindparam("id", type_=Uuid)
)


async def empty_events(work: UnitOfWork, subjects: Sequence[UUID], after: tuple[UUID, datetime, UUID], limit: int) -> Emptied:
    """Take from the next events of some subjects what they say: their time, name and subject stay.

    Args:
        work: The unit of work.
        subjects: Whose events.
        after: (subject, occurred_at, id) of the last event that is done.
        limit: How many to look at.
    """
    values = {"workspace_id": work.workspace_id, "subjects": list(subjects), "most": limit}
    place = dict(zip(("subject_id", "occurred_at", "id"), after, strict=True))
    row = (await work.execute(_EMPTY, {**values, **place})).one_or_none()
    if row is None:
        return Emptied(0, None)
    return Emptied(int(row.emptied), (row.subject_id, row.occurred_at, row.id))


async def drop_traits(work: UnitOfWork, subjects: Sequence[UUID]) -> int:
    """Drop all traits of some subjects.

    Returns:
        How many there were.
    """
    mine = subject_traits.c.subject_id == bindparam("subjects", type_=ARRAY(Uuid)).any_()
    dropped = await work.execute(delete(subject_traits).where(mine), {"subjects": list(subjects)})
    return dropped.rowcount


_ERASED = """
    join attune.subjects s on s.workspace_id = f.workspace_id and s.id = f.subject_id
    join attune.customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where c.erased_at is not null
"""
# lateral … limit 1: one look into the index per key, however little the planner knows of a young table
_BURIED_ORDERS = _with_arrays(
    f"""
    select w.key, f.subject_id
    from unnest(:keys) as w(key)
    cross join lateral (
        select * from attune.order_events o where o.workspace_id = :workspace_id and o.event_key = w.key limit 1
    ) f
    {_ERASED}
    """,  # noqa: S608 — of a constant alone
    keys=Text,
)
_BURIED_TOUCHES = _with_arrays(
    f"""
    select w.key, f.subject_id
    from unnest(:keys) as w(key)
    cross join lateral (
        select * from attune.touchpoints t where t.workspace_id = :workspace_id and t.touch_key = w.key limit 1
    ) f
    {_ERASED}
    """,  # noqa: S608 — of a constant alone
    keys=Text,
)


async def find_buried_orders(work: UnitOfWork, event_keys: Collection[str]) -> dict[str, UUID]:
    """Of what was told of orders under some keys, that of erased customers: key → subject."""
    rows = await work.execute(_BURIED_ORDERS, {"workspace_id": work.workspace_id, "keys": list(event_keys)})
    return {row.key: row.subject_id for row in rows}


async def find_buried_touches(work: UnitOfWork, touch_keys: Collection[str]) -> dict[str, UUID]:
    """Of the touchpoints under some keys, those of erased customers: key → subject."""
    rows = await work.execute(_BURIED_TOUCHES, {"workspace_id": work.workspace_id, "keys": list(touch_keys)})
    return {row.key: row.subject_id for row in rows}


# What contains none of the texts is not sent: of most rejects only the place is wanted.
_REJECTS = _with_arrays(
    """
    with next as (
        select id, raw from attune.ingest_rejects where workspace_id = :workspace_id and id > :after order by id limit :most
    )
    select id, case when cardinality(:texts) = 0
                      or exists (select from unnest(:texts) as t(sought) where strpos(raw, sought) > 0) then raw end as raw
    from next order by id
    """,
    texts=Text,
).bindparams(bindparam("after", type_=Uuid))


@dataclass(frozen=True, slots=True)
class FoundReject:
    """A reject; `raw` is None where none of the texts that were sought is in it."""

    id: UUID
    raw: str | None


async def search_rejects(work: UnitOfWork, texts: Collection[str], after: UUID, limit: int) -> list[FoundReject]:
    """The next rejects, in the order of their making, with the raw text of those that contain one of some texts, if any."""
    values = {"workspace_id": work.workspace_id, "texts": list(texts), "after": after, "most": limit}
    return [FoundReject(*row) for row in (await work.execute(_REJECTS, values))]


async def drop_rejects(work: UnitOfWork, ids: Collection[UUID]) -> int:
    """Drop some rejects.

    Returns:
        How many there were.
    """
    if not ids:
        return 0
    return (await work.execute(delete(ingest_rejects).where(ingest_rejects.c.id.in_(ids)))).rowcount

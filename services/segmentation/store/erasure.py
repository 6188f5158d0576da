"""What an erasure takes away: identifiers, traits, what events say beside when and of whom, rejects that name somebody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, TextClause, Uuid, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from kernel.database import UnitOfWork
from schema.behaviour import ingest_rejects, subject_traits, subjects
from services.segmentation.store.arrays import with_arrays

TOMBSTONE = "erased:"
"""With the subject's id behind it: the value of an identifier that was erased."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A subject and what was observed of it."""

    subject_id: UUID
    kind: str
    value: str


async def find_owner(work: UnitOfWork, subject_id: UUID) -> UUID:
    """Our id of the customer that a subject, which is there, belongs to now."""
    owner: UUID = (await work.execute(select(subjects.c.customer_id).where(subjects.c.id == subject_id))).scalar_one()
    return owner


_IDENTIFIERS = text(
    "select id, kind, value from attune.subjects where workspace_id = :workspace_id and customer_id = :customer_id order by id"
)


async def read_identifiers(work: UnitOfWork, customer_id: UUID) -> list[Identifier]:
    """All subjects of a customer, by their ids."""
    rows = await work.execute(_IDENTIFIERS, {"workspace_id": work.workspace_id, "customer_id": customer_id})
    return [Identifier(*row) for row in rows]


_BURY_SUBJECTS = with_arrays(
    "update attune.subjects set value = :tombstone || id where workspace_id = :workspace_id and id = any(:subjects)",
    subjects=Uuid,
)
# A customer that was merged away keeps the company's id in its row, while the subject of that id is the survivor's. The moment
# is the statement's: identifiers that were made while this transaction waited for its locks are older than it.
_BURY_CUSTOMERS = with_arrays(
    """
    update attune.customers set customer_id = null, erased_at = coalesce(erased_at, statement_timestamp())
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
    buried = [each.subject_id for each in identifiers]
    users = [each.value for each in identifiers if each.kind == "user"]
    values = {"workspace_id": work.workspace_id, "tombstone": TOMBSTONE}
    await work.execute(_BURY_SUBJECTS, {**values, "subjects": buried})
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


_EMPTY = with_arrays(
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


# lateral … limit 1: one look into the index per key, however little the planner knows of a young table; offset 0 keeps it from
# making a join of what is asked of the erased alone.
# Not of a row that tells of somebody who was known beside the erased: that is another person. Who is known only since may be
# the same one again.
def _buried_in(table: str, key: str, subject: str = "subject_id") -> TextClause:
    return with_arrays(
        f"""
        select w.key, w.customer_id, f.subject_id
        from unnest(:keys, :customers) as w(key, customer_id)
        cross join lateral (
            select t.{subject} as subject_id from attune.{table} t
            where t.workspace_id = :workspace_id and t.{key} = w.key limit 1
        ) f
        cross join lateral (
            select k.customer_id from attune.subjects k
            where k.workspace_id = :workspace_id and k.id = f.subject_id limit 1
        ) s
        cross join lateral (
            select k.erased_at from attune.customers k
            where k.workspace_id = :workspace_id and k.id = s.customer_id limit 1
        ) c
        where c.erased_at is not null and not exists (
            select from attune.subjects other
            where other.workspace_id = :workspace_id and other.kind = 'user' and other.value = w.customer_id
              and other.created_at < c.erased_at
            offset 0
        )
        """,  # noqa: S608 — of constants alone
        keys=Text,
        customers=Text,
    )


_BURIED_ORDERS = _buried_in("order_events", "event_key")
_BURIED_TOUCHES = _buried_in("touchpoints", "touch_key")
_BURIED_ANSWERS = _buried_in("feedback", "feedback_key")
_BURIED_REFERRERS = _buried_in("referrals", "referral_key")
_BURIED_REFERRED = _buried_in("referrals", "referral_key", "referred_subject_id")

RowOf = tuple[str, str]
"""(key, the company's id of the customer) of a row."""


async def find_buried_orders(work: UnitOfWork, rows: Collection[RowOf]) -> dict[RowOf, UUID]:
    """Of rows of orders, those whose order is of somebody erased, with its subject; none that gives it to another."""
    return await _find_buried(work, _BURIED_ORDERS, rows)


async def find_buried_touches(work: UnitOfWork, rows: Collection[RowOf]) -> dict[RowOf, UUID]:
    """Of rows of touchpoints, those whose touchpoint is of somebody erased, with its subject; none that gives it to another."""
    return await _find_buried(work, _BURIED_TOUCHES, rows)


async def find_buried_answers(work: UnitOfWork, rows: Collection[RowOf]) -> dict[RowOf, UUID]:
    """Of rows of feedback, those whose answer is of somebody erased, with its subject; none that gives it to another."""
    return await _find_buried(work, _BURIED_ANSWERS, rows)


async def find_buried_referrers(work: UnitOfWork, rows: Collection[RowOf]) -> dict[RowOf, UUID]:
    """Of rows of referrals, those by somebody erased, with the subject; none that gives it to another."""
    return await _find_buried(work, _BURIED_REFERRERS, rows)


async def find_buried_referred(work: UnitOfWork, rows: Collection[RowOf]) -> dict[RowOf, UUID]:
    """Of rows of referrals, those of somebody erased who was referred, with the subject; none that gives it to another."""
    return await _find_buried(work, _BURIED_REFERRED, rows)


async def _find_buried(work: UnitOfWork, query: TextClause, rows: Collection[RowOf]) -> dict[RowOf, UUID]:
    keys, customers = [key for key, _ in rows], [customer for _, customer in rows]
    found = await work.execute(query, {"workspace_id": work.workspace_id, "keys": keys, "customers": customers})
    return {(row.key, row.customer_id): row.subject_id for row in found}


# What contains none of the texts is not sent: of most rejects only the place is wanted. The size of a text is known without
# reading it; at least one is taken, whatever its size.
_REJECTS = with_arrays(
    """
    with next as (
        select received_at, id, raw from attune.ingest_rejects
        where workspace_id = :workspace_id and (received_at, id) > (:received_at, :id) and received_at < :before
        order by received_at, id limit :most
    ), sized as (
        select *, sum(octet_length(raw)) over (order by received_at, id) - octet_length(raw) as bytes_ahead from next
    )
    select received_at, id,
           case when cardinality(:texts) = 0
                  or exists (select from unnest(:texts) as t(sought) where strpos(raw, sought) > 0) then raw end as raw
    from sized where bytes_ahead < :bytes order by received_at, id
    """,
    texts=Text,
).bindparams(
    bindparam("received_at", type_=DateTime(timezone=True)),
    bindparam("id", type_=Uuid),
    bindparam("before", type_=DateTime(timezone=True)),
)


@dataclass(frozen=True, slots=True)
class FoundReject:
    """A reject; `raw` is None where none of the texts that were sought is in it."""

    received_at: datetime
    id: UUID
    raw: str | None


@dataclass(frozen=True, slots=True)
class ChunkSize:
    """How much is looked at at once.

    Attributes:
        rows: At most.
        bytes: Of raw text; the last reject may go beyond.
    """

    rows: int
    bytes: int


async def search_rejects(
    work: UnitOfWork, texts: Collection[str], after: tuple[datetime, UUID], before: datetime, size: ChunkSize
) -> list[FoundReject]:
    """The next rejects, in the order of their receipt, with the raw text of those that contain one of some texts, if any.

    Args:
        work: The unit of work.
        texts: What is sought; all raw texts are wanted where it is empty.
        after: (received_at, id) of the last one that was looked at.
        before: Only those that were received before this moment.
        size: How many.
    """
    values = {"workspace_id": work.workspace_id, "texts": list(texts), "most": size.rows, "bytes": size.bytes}
    place = {"received_at": after[0], "id": after[1], "before": before}
    return [FoundReject(*row) for row in (await work.execute(_REJECTS, {**values, **place}))]


async def wait_for_rejects(work: UnitOfWork) -> datetime:
    """Let facts be written that are being written, and with them rejects.

    Returns:
        A moment of the database's clock: rejects that were received before it are there to be read, all others are later.
    """
    await work.wait_for_facts()
    now: datetime = (await work.execute(text("select clock_timestamp()"))).scalar_one()
    return now


async def drop_rejects(work: UnitOfWork, ids: Collection[UUID]) -> int:
    """Drop some rejects.

    Returns:
        How many there were.
    """
    if not ids:
        return 0
    return (await work.execute(delete(ingest_rejects).where(ingest_rejects.c.id.in_(ids)))).rowcount

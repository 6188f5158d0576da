"""Merges on record, and their undo.

A record's `subject_ids` are those that go through the merge: its undo moves them back. While it stands, all of them belong to
the customer at the end of the survivor's line, because later merges move all that a customer has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam, text

from kernel.database import UnitOfWork
from services.segmentation.store.arrays import with_arrays


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of two customers.

    Attributes:
        survivor_id: Our id of the customer that went on.
        absorbed_id: Of the one that ended, and that an undo brings back.
        subject_ids: The identifiers that it moved, without those that the undo of a merge before it has taken back.
        undone_at: When it was undone; None while it stands.
        identities: (kind, value) of the subjects; none of an erased customer.
    """

    id: UUID
    survivor_id: UUID
    absorbed_id: UUID
    subject_ids: Sequence[UUID]
    merged_at: datetime
    undone_at: datetime | None
    identities: Sequence[tuple[str, str]] = field(default=())


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a customer has gone, merge by merge.

    Attributes:
        line: Our ids from the customer itself to the one that it is part of now.
        erased: Whether that one was erased.
    """

    line: Sequence[UUID]
    erased: bool

    @property
    def customer_id(self) -> UUID:
        """The one that it is part of now."""
        return self.line[-1]


# The customers of whom one is made: itself, and all that went into it by merges that stand.
_PART = """
    part as (
        select cast(:customer_id as uuid) as id
        union
        select m.absorbed_id from attune.customer_merges m join part on m.survivor_id = part.id
        where m.workspace_id = :workspace_id and m.undone_at is null
    )
"""
_TOOK_PART = f"""
    with recursive {_PART}, mine as (
        select m.* from attune.customer_merges m join part on m.survivor_id = part.id where m.workspace_id = :workspace_id
        union
        select m.* from attune.customer_merges m join part on m.absorbed_id = part.id where m.workspace_id = :workspace_id
    )
    select id, survivor_id, absorbed_id, subject_ids, merged_at, undone_at from mine
"""  # noqa: S608 — of constants alone
_LIST = text(f"{_TOOK_PART} order by merged_at desc, id desc limit :most")
_LIST_ON = text(
    f"{_TOOK_PART} where (merged_at, id) < (:merged_at, :id) order by merged_at desc, id desc limit :most"
).bindparams(bindparam("merged_at", type_=DateTime(timezone=True)), bindparam("id", type_=Uuid))
_FIND = text(f"{_TOOK_PART} where id = :id")

_IDENTITIES = with_arrays(
    """
    select s.id, s.kind, s.value
    from attune.subjects s join attune.customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where s.workspace_id = :workspace_id and s.id = any(:subjects) and c.erased_at is null
    """,
    subjects=Uuid,
)


async def list_merges(work: UnitOfWork, customer_id: UUID, limit: int, after: tuple[datetime, UUID] | None) -> list[Merge]:
    """Merges in which a customer, or one that went into it, took part; the latest first, one more than the limit."""
    values = {"workspace_id": work.workspace_id, "customer_id": customer_id, "most": limit + 1}
    if after is None:
        rows = await work.execute(_LIST, values)
    else:
        rows = await work.execute(_LIST_ON, {**values, "merged_at": after[0], "id": after[1]})
    return await with_identities(work, [Merge(*row) for row in rows])


async def find_merge(work: UnitOfWork, customer_id: UUID, merge_id: UUID) -> Merge | None:
    """One of the merges that `list_merges` gives."""
    values = {"workspace_id": work.workspace_id, "customer_id": customer_id, "id": merge_id}
    row = (await work.execute(_FIND, values)).one_or_none()
    return None if row is None else Merge(*row)


async def with_identities(work: UnitOfWork, merges: Sequence[Merge]) -> list[Merge]:
    """The merges with the identifiers that they moved."""
    subjects = sorted({subject for merge in merges for subject in merge.subject_ids})
    rows = await work.execute(_IDENTITIES, {"workspace_id": work.workspace_id, "subjects": subjects})
    known = {subject_id: (str(kind), str(value)) for subject_id, kind, value in rows}
    return [replace(each, identities=[known[subject] for subject in each.subject_ids if subject in known]) for each in merges]


_LINE = text(
    """
    with recursive line as (
        select id, merged_into, erased_at, 0 as step from attune.customers
        where workspace_id = :workspace_id and id = :customer_id
        union all
        select c.id, c.merged_into, c.erased_at, line.step + 1
        from attune.customers c join line on c.id = line.merged_into where c.workspace_id = :workspace_id
    )
    select id, erased_at is not null as erased from line order by step
    """
)


async def follow(work: UnitOfWork, customer_id: UUID) -> LineEnd:
    """Where a customer, that is there, has gone."""
    rows = (await work.execute(_LINE, {"workspace_id": work.workspace_id, "customer_id": customer_id})).all()
    return LineEnd([row.id for row in rows], bool(rows[-1].erased))


_PARTS = text(f"with recursive {_PART} select id from part")  # noqa: S608 — of a constant alone


async def read_parts(work: UnitOfWork, customer_id: UUID) -> list[UUID]:
    """The customers of whom one is made: itself, and all that went into it by merges that stand."""
    rows = await work.execute(_PARTS, {"workspace_id": work.workspace_id, "customer_id": customer_id})
    return list(rows.scalars())


_GIVE_BACK = with_arrays(
    """
    update attune.subjects set customer_id = :absorbed_id
    where workspace_id = :workspace_id and id = any(:subjects) and customer_id = :holder_id
    returning id
    """,
    subjects=Uuid,
)
_TAKE_OUT = with_arrays(
    """
    update attune.customer_merges
    set subject_ids = array(select s.id from unnest(subject_ids) with ordinality as s(id, place)
                            where s.id <> all(:subjects) order by s.place)
    where workspace_id = :workspace_id and absorbed_id = any(:line) and undone_at is null and subject_ids && :subjects
    """,
    subjects=Uuid,
    line=Uuid,
)
_REOPEN = text("update attune.customers set merged_into = null where workspace_id = :workspace_id and id = :absorbed_id")
_MARK = text(
    "update attune.customer_merges set undone_at = clock_timestamp() where workspace_id = :workspace_id and id = :id"
    " returning undone_at"
)


async def undo(work: UnitOfWork, merge: Merge, end: LineEnd) -> Merge:
    """Give the absorbed customer back what the merge took, as if it had not been.

    Later merges carried those subjects only because they were the survivor's: they carry them no more.

    Args:
        work: The unit of work; it has the map alone.
        merge: One that stands.
        end: Where its survivor is now, which holds the subjects.

    Returns:
        The merge, undone, with the subjects that went back.
    """
    values = {"workspace_id": work.workspace_id, "absorbed_id": merge.absorbed_id, "id": merge.id, "line": list(end.line)}
    values |= {"subjects": list(merge.subject_ids), "holder_id": end.customer_id}
    moved = set((await work.execute(_GIVE_BACK, values)).scalars())
    await work.execute(_TAKE_OUT, values)
    await work.execute(_REOPEN, values)
    undone_at = (await work.execute(_MARK, values)).scalar_one()
    return replace(merge, subject_ids=[each for each in merge.subject_ids if each in moved], undone_at=undone_at)

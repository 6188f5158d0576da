"""The identity map: which customer an observed identifier belongs to.

Facts carry a subject's id for ever. Only `subjects.customer_id` moves, and an anonymous subject is claimed once: a second
user on a device never moves the first one's claim.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, func, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Text

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from schema.behaviour import customer_merges
from services.segmentation.store.arrays import with_arrays

USER = "user"
ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Subject:
    """One observed identifier.

    Attributes:
        id: What facts carry.
        customer_id: Our id of the customer that it belongs to now.
        claimed: Whether somebody has claimed an anonymous subject: no sign-in moves it any more, be the claim undone.
        is_new: Whether this transaction made it.
    """

    id: UUID
    customer_id: UUID
    claimed: bool
    is_new: bool = False


# lateral … limit 1: one look into the index per value, however little the planner knows of a young table
_FIND = with_arrays(
    """
    select s.value, s.id, s.customer_id, s.claimed_at is not null
    from unnest(:values) as w(value)
    cross join lateral (
        select * from attune.subjects k
        where k.workspace_id = :workspace_id and k.kind = :kind and k.value = w.value limit 1
    ) s
    """,
    values=Text,
)

# One statement, rows in key order: two batches that bring the same new customers cannot deadlock, and the loser of a race
# finds its rows made. Customers are made for those subjects alone that were: the loser leaves none behind. The moment is the
# statement's: a transaction that waited for an erasure has begun before it.
_MAKE = with_arrays(
    """
    with wanted as (
        select * from unnest(:ids, :values, :owners, :news) as w(id, value, owner_id, new_customer_id)
    ), made as (
        insert into attune.subjects (workspace_id, id, kind, value, customer_id, claimed_at, created_at)
        select :workspace_id, id, :kind, value, coalesce(owner_id, new_customer_id),
               case when owner_id is not null then now() end, statement_timestamp()
        from wanted order by value
        on conflict (workspace_id, kind, value) do nothing
        returning value, id, customer_id, claimed_at is not null as claimed
    ), theirs as (
        insert into attune.customers (workspace_id, id, customer_id)
        select :workspace_id, made.customer_id, case when :kind = 'user' then made.value end
        from made join wanted on wanted.id = made.id where wanted.owner_id is null order by made.value
    )
    select value, id, customer_id, claimed from made
    """,
    ids=Uuid,
    values=Text,
    owners=Uuid,
    news=Uuid,
)


async def resolve_users(
    work: UnitOfWork, values: Iterable[str], known: Mapping[str, Subject] | None = None
) -> dict[str, Subject]:
    """The subjects of user ids, made (each with a customer of its own) where they are new.

    Args:
        work: The unit of work.
        values: The user ids.
        known: What `find_users` found of them in this transaction; None: it was not asked.
    """
    return await _resolve(work, USER, dict.fromkeys(values), known)


async def find_users(work: UnitOfWork, values: Iterable[str]) -> dict[str, Subject]:
    """The subjects of those user ids that are known."""
    return await _find(work, USER, list(dict.fromkeys(values)))


async def find_anonymous(work: UnitOfWork, values: Iterable[str]) -> dict[str, Subject]:
    """The subjects of those anonymous ids that are known."""
    return await _find(work, ANONYMOUS, list(dict.fromkeys(values)))


async def resolve_anonymous(
    work: UnitOfWork, owners: Mapping[str, UUID | None], known: Mapping[str, Subject] | None = None
) -> dict[str, Subject]:
    """The subjects of anonymous ids.

    Args:
        work: The unit of work.
        owners: Anonymous id → our id of the customer it came with, who claims it if it is new; None: an anonymous customer
            is made for it.
        known: What `find_anonymous` found of them in this transaction; None: it was not asked.
    """
    return await _resolve(work, ANONYMOUS, dict(owners), known)


async def _resolve(
    work: UnitOfWork, kind: str, owners: dict[str, UUID | None], known: Mapping[str, Subject] | None
) -> dict[str, Subject]:
    found = await _find(work, kind, list(owners)) if known is None else {each: known[each] for each in owners if each in known}
    missing = sorted(value for value in owners if value not in found)
    if missing:
        found |= await _make(work, kind, missing, owners)
        late = [value for value in missing if value not in found]
        if late:  # another transaction made them meanwhile, and has committed
            found |= await _find(work, kind, late)
    return found


async def _find(work: UnitOfWork, kind: str, values: list[str]) -> dict[str, Subject]:
    if not values:
        return {}
    rows = await work.execute(_FIND, {"workspace_id": work.workspace_id, "kind": kind, "values": values})
    return {value: Subject(id_, customer_id, claimed) for value, id_, customer_id, claimed in rows}


async def _make(work: UnitOfWork, kind: str, values: list[str], owners: Mapping[str, UUID | None]) -> dict[str, Subject]:
    rows = await work.execute(
        _MAKE,
        {
            "workspace_id": work.workspace_id,
            "kind": kind,
            "values": values,
            "ids": [new_id() for _ in values],
            "owners": [owners[value] for value in values],
            "news": [new_id() for _ in values],
        },
    )
    return {value: Subject(id_, customer_id, claimed, is_new=True) for value, id_, customer_id, claimed in rows}


_CLAIM = with_arrays(
    """
    with held as (
        select s.id, s.customer_id, w.owner_id
        from unnest(:subject_ids, :owners) as w(subject_id, owner_id)
        join attune.subjects s on s.workspace_id = :workspace_id and s.id = w.subject_id
        where s.claimed_at is null
        order by s.id for no key update of s
    ), moved as (
        update attune.subjects s set customer_id = held.owner_id, claimed_at = now()
        from held where s.workspace_id = :workspace_id and s.id = held.id
    )
    select id, customer_id, owner_id from held
    """,
    subject_ids=Uuid,
    owners=Uuid,
)

_MOVE = with_arrays(
    """
    update attune.subjects s set customer_id = w.into_id, claimed_at = coalesce(s.claimed_at, now())
    from unnest(:absorbed, :into) as w(absorbed_id, into_id)
    where s.workspace_id = :workspace_id and s.customer_id = w.absorbed_id
    returning s.id, w.absorbed_id, w.into_id
    """,
    absorbed=Uuid,
    into=Uuid,
)

_CLOSE = with_arrays(
    """
    update attune.customers c set merged_into = w.into_id
    from unnest(:absorbed, :into) as w(absorbed_id, into_id)
    where c.workspace_id = :workspace_id and c.id = w.absorbed_id and c.merged_into is null and c.id <> w.into_id
      and not exists (select from attune.subjects s where s.workspace_id = c.workspace_id and s.customer_id = c.id)
    returning c.id, c.merged_into
    """,
    absorbed=Uuid,
    into=Uuid,
)

_HOLD_MAP = text("select pg_advisory_xact_lock(hashtextextended(:map, 0))")
_SHARE_MAP = text("select pg_advisory_xact_lock_shared(hashtextextended(:map, 0))")


async def hold_map(work: UnitOfWork, *, to_merge: bool) -> None:
    """Keep the map still for this transaction, before it writes anything.

    Who gives devices to customers shares it: no customer is merged away meanwhile. Who merges customers has it alone. It is
    taken before any row is locked, so that nobody waits in a circle.
    """
    await work.execute(_HOLD_MAP if to_merge else _SHARE_MAP, {"map": f"identities:{work.workspace_id}"})


async def claim(work: UnitOfWork, claims: Mapping[UUID, UUID]) -> None:
    """Give anonymous subjects to the customers they were seen with, where nobody has claimed them yet.

    Args:
        work: The unit of work; it shares the map.
        claims: Anonymous subject's id → our id of the customer.
    """
    moved = await work.execute(
        _CLAIM,
        {"workspace_id": work.workspace_id, "subject_ids": list(claims), "owners": list(claims.values())},
    )
    await _finish(work, [_Moved(*row) for row in moved])


async def merge(work: UnitOfWork, merges: Mapping[UUID, UUID]) -> None:
    """Make customers one: all subjects of the one move to the other.

    Args:
        work: The unit of work; it has the map alone.
        merges: Our id of the customer that ends → of the one that it goes into, which does not end itself.
    """
    moved = await work.execute(
        _MOVE, {"workspace_id": work.workspace_id, "absorbed": list(merges), "into": list(merges.values())}
    )
    await _finish(work, [_Moved(*row) for row in moved])


@dataclass(frozen=True, slots=True)
class _Moved:
    """A subject that a merge moved."""

    subject_id: UUID
    absorbed: UUID
    survivor: UUID


async def _finish(work: UnitOfWork, moved: Collection[_Moved]) -> None:
    """Keep what was moved, which is what an undo moves back, and close those customers that have no subject left."""
    if not moved:
        return
    merges: dict[tuple[UUID, UUID], list[UUID]] = {}
    for each in moved:
        merges.setdefault((each.absorbed, each.survivor), []).append(each.subject_id)
    await work.execute(
        insert(customer_merges).values(merged_at=func.clock_timestamp()),  # now() is when the wait for the map began
        [
            {"workspace_id": work.workspace_id, "id": new_id(), "absorbed_id": former, "survivor_id": into, "subject_ids": ids}
            for (former, into), ids in merges.items()
        ],
    )
    await _close(work, {each.absorbed: each.survivor for each in moved})


async def _close(work: UnitOfWork, absorbed: Mapping[UUID, UUID]) -> None:
    """Close those customers that have no subject left, and tell of it."""
    closed = await work.execute(
        _CLOSE, {"workspace_id": work.workspace_id, "absorbed": list(absorbed), "into": list(absorbed.values())}
    )
    for former, into in closed.all():
        await work.emit("customer.merged", into, {"absorbed": str(former), "into": str(into)})


_FREE = with_arrays(
    """
    select s.id from attune.subjects s join attune.customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where s.workspace_id = :workspace_id and s.id = any(:subject_ids) and c.customer_id is null and c.erased_at is null
    """,
    subject_ids=Uuid,
)


async def find_free(work: UnitOfWork, devices: Iterable[Subject]) -> set[UUID]:
    """The ids of those anonymous subjects that are nobody's: not claimed yet, or the claim was undone."""
    ids = [device.id for device in devices]
    if not ids:
        return set()
    return set((await work.execute(_FREE, {"workspace_id": work.workspace_id, "subject_ids": ids})).scalars())


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is valid now."""

    workspace_id: UUID
    key_id: UUID
    scopes: list[str]


_KEY = text("select workspace_id, id, scopes from attune.key_of_digest(:digest)")


async def find_key(connection: AsyncConnection, digest: bytes) -> Key | None:
    """The valid key of a digest, through the one narrow door that looks across workspaces."""
    row = (await connection.execute(_KEY, {"digest": digest})).one_or_none()
    return None if row is None else Key(row.workspace_id, row.id, row.scopes)

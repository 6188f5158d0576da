"""Holdouts as they are kept, and the sides of their customers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Boolean, Row, Uuid, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from schema.experiments import holdouts


@dataclass(frozen=True, slots=True)
class StoredHoldout:
    """A universal holdout: customers whom no marketing reaches, so that what all of it brings can be seen.

    Attributes:
        seed: What the hash of its assignment begins with.
        share: Of all units.
        state: `running` or `stopped`.
    """

    id: UUID
    key: str
    seed: str
    share: float
    state: str
    started_at: datetime
    stopped_at: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        """The holdout of a row of `_COLUMNS`."""
        return cls(*tuple(row))

    def covers(self, moment: datetime) -> bool:
        """Whether it ran at a moment."""
        return self.started_at <= moment and (self.stopped_at is None or moment < self.stopped_at)


_COLUMNS = (
    holdouts.c.id,
    holdouts.c.key,
    holdouts.c.seed,
    holdouts.c.share,
    holdouts.c.state,
    holdouts.c.started_at,
    holdouts.c.stopped_at,
    holdouts.c.created_at,
)


async def insert_holdout(work: UnitOfWork, holdout: StoredHoldout) -> bool:
    """Keep a new holdout.

    Returns:
        Whether its key was free and no other one runs.
    """
    values = {column.name: getattr(holdout, column.name) for column in _COLUMNS}
    new = insert(holdouts).values(workspace_id=work.workspace_id, **values).on_conflict_do_nothing().returning(holdouts.c.id)
    return (await work.execute(new)).one_or_none() is not None


async def find_holdout(work: UnitOfWork, reference: str, *, to_change: bool = False) -> StoredHoldout | None:
    """The holdout of that key, else of that id."""
    mine = select(*_COLUMNS).where(holdouts.c.workspace_id == work.workspace_id)
    mine = mine.with_for_update() if to_change else mine
    row = await work.one_or_none(mine.where(holdouts.c.key == reference))
    if row is None and (id_ := read_id(reference)) is not None:
        row = await work.one_or_none(mine.where(holdouts.c.id == id_))
    return None if row is None else StoredHoldout.of(row)


async def read_holdouts(work: UnitOfWork) -> list[StoredHoldout]:
    """All holdouts there ever were, from the first."""
    rows = await work.execute(select(*_COLUMNS).where(holdouts.c.workspace_id == work.workspace_id).order_by(holdouts.c.id))
    return [StoredHoldout.of(row) for row in rows]


async def list_holdouts(work: UnitOfWork, limit: int, before: UUID | None) -> list[StoredHoldout]:
    """Holdouts from the latest, one more than the limit if there are more."""
    query = select(*_COLUMNS).where(holdouts.c.workspace_id == work.workspace_id)
    if before is not None:
        query = query.where(holdouts.c.id < before)
    return [StoredHoldout.of(row) for row in await work.execute(query.order_by(holdouts.c.id.desc()).limit(limit + 1))]


async def stop_holdout(work: UnitOfWork, holdout: StoredHoldout) -> None:
    """Write that a holdout has ended."""
    await work.execute(
        update(holdouts)
        .where(holdouts.c.workspace_id == work.workspace_id, holdouts.c.id == holdout.id)
        .values(state=holdout.state, stopped_at=holdout.stopped_at)
    )


_WRITE_SIDES = text(
    """
    insert into attune.holdout_members (workspace_id, holdout_id, customer_id, held)
    select :workspace_id, :holdout_id, s.customer_id, s.held
    from unnest(:customer_ids, :sides) as s(customer_id, held)
    order by s.customer_id
    on conflict do nothing
    """
).bindparams(bindparam("customer_ids", type_=ARRAY(Uuid)), bindparam("sides", type_=ARRAY(Boolean)))


async def write_sides(work: UnitOfWork, holdout_id: UUID, sides: Mapping[UUID, bool]) -> None:
    """Keep on which side customers are, by our ids; a customer who has a side keeps it."""
    await work.execute(
        _WRITE_SIDES,
        {
            "workspace_id": work.workspace_id,
            "holdout_id": holdout_id,
            "customer_ids": list(sides),
            "sides": list(sides.values()),
        },
    )

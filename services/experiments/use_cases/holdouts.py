"""The universal holdout: started, stopped, and who is in it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.problems import NotFoundError, RefusedInputError
from services.experiments.domain.assignment import is_held_out
from services.experiments.domain.errors import InvalidShareError
from services.experiments.problems import (
    HoldoutKeyTakenError,
    HoldoutNotRunningError,
    HoldoutRunningError,
    MomentBeforeStartError,
    MomentInFutureError,
)
from services.experiments.store import holdouts
from services.experiments.store.holdouts import StoredHoldout
from services.experiments.use_cases.exposing import AT_ONCE


async def create_holdout(
    work: UnitOfWork, key: str, share: float, seed: str | None, started_at: datetime | None
) -> StoredHoldout:
    """Start a holdout: from now on, by the workspace's clock, or from a moment before.

    Raises:
        RefusedInputError: The share is not between 0 and 1 (`invalid_share`).
        MomentInFutureError: The start is in the future.
        HoldoutKeyTakenError: There is one with this key.
        HoldoutRunningError: Another one runs: there is one at a time.
    """
    if not 0.0 < share < 1.0:
        raise RefusedInputError(InvalidShareError("A holdout's share lies strictly between 0 and 1."), "/share")
    now = (await work.workspace()).now()
    if started_at is not None and started_at > now:
        raise MomentInFutureError(f"The workspace's clock says {now.isoformat()}.", "/started_at")
    holdout = StoredHoldout(
        id=new_id(),
        key=key,
        seed=key if seed is None else seed,
        share=share,
        state="running",
        started_at=started_at or now,
        stopped_at=None,
        created_at=datetime.now(UTC),
    )
    if not await holdouts.insert_holdout(work, holdout):
        if any(each.key == key for each in await holdouts.read_holdouts(work)):
            raise HoldoutKeyTakenError(f"There is a holdout '{key}'.")
        raise HoldoutRunningError("There is one holdout at a time: stop the one that runs.")
    await work.record("holdout.started", holdout.id, after=_told(holdout))
    return holdout


def _told(holdout: StoredHoldout) -> dict[str, object]:
    """What the audit log keeps."""
    return {
        "key": holdout.key,
        "seed": holdout.seed,
        "share": holdout.share,
        "state": holdout.state,
        "started_at": holdout.started_at.isoformat(),
        "stopped_at": None if holdout.stopped_at is None else holdout.stopped_at.isoformat(),
    }


async def read_holdout(work: UnitOfWork, reference: str, *, to_change: bool = False) -> StoredHoldout:
    """The holdout of that key, else of that id.

    Raises:
        NotFoundError: There is none.
    """
    holdout = await holdouts.find_holdout(work, reference, to_change=to_change)
    if holdout is None:
        raise NotFoundError(f"There is no holdout '{reference}'.")
    return holdout


async def list_holdouts(work: UnitOfWork, limit: int, before: UUID | None) -> list[StoredHoldout]:
    """Holdouts from the latest, one more than the limit if there are more."""
    return await holdouts.list_holdouts(work, limit, before)


async def stop_holdout(work: UnitOfWork, reference: str, stopped_at: datetime | None) -> StoredHoldout:
    """End a holdout: from now on everybody is communicated with.

    Raises:
        NotFoundError: There is none.
        HoldoutNotRunningError: It was stopped before.
        MomentInFutureError: The end is in the future.
        MomentBeforeStartError: The end is before the start.
    """
    before = await read_holdout(work, reference, to_change=True)
    if before.state != "running":
        raise HoldoutNotRunningError(f"The holdout '{before.key}' is {before.state}.")
    now = (await work.workspace()).now()
    moment = stopped_at or now
    if moment > now:
        raise MomentInFutureError(f"The workspace's clock says {now.isoformat()}.", "/stopped_at")
    if moment < before.started_at:
        raise MomentBeforeStartError(f"It was started at {before.started_at.isoformat()}.", "/stopped_at")
    after = replace(before, state="stopped", stopped_at=moment)
    await holdouts.stop_holdout(work, after)
    await work.record("holdout.stopped", after.id, before=_told(before), after=_told(after))
    return after


@dataclass(frozen=True, slots=True)
class HeldUnit:
    """A unit, and whether it is held out."""

    unit: str
    held: bool


async def assign_units(work: UnitOfWork, reference: str, units: Sequence[str]) -> list[HeldUnit]:
    """Which units a holdout holds out.

    Raises:
        NotFoundError: There is no such holdout.
    """
    holdout = await read_holdout(work, reference)
    assigned = []
    for index, unit in enumerate(units):
        if index % AT_ONCE == 0:
            await asyncio.sleep(0)
        assigned.append(HeldUnit(unit, is_held_out(holdout.seed, holdout.share, unit)))
    return assigned

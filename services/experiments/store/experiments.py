"""Experiments as they are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert

from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from schema.experiments import experiments
from services.experiments.domain.assignment import Split


@dataclass(frozen=True, slots=True)
class StoredExperiment:
    """An experiment.

    Attributes:
        seed: What the hash of its assignment begins with.
        coverage: Share of all units that is assigned at all.
        variations: `{"key", "weight"}`, with `"value"` where a flag is to have one, in the order that the hash divides.
        control: Key of the variation that the others are compared with.
        metric: `revenue`, `conversion`, `orders` or `margin`.
        channel: What it tests, where that is a channel's communication.
        campaign: Likewise.
        control_without_channel: Whether the control receives nothing through the channel.
        state: `draft`, `running`, `stopped` or `archived`.
        decision: Key of the variation that was decided for, if one was.
    """

    id: UUID
    key: str
    name: str
    hypothesis: str
    seed: str
    coverage: float
    variations: list[dict[str, Any]]
    control: str
    metric: str
    channel: str | None
    campaign: str | None
    control_without_channel: bool
    state: str
    started_at: datetime | None
    stopped_at: datetime | None
    decision: str | None
    created_at: datetime

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        """The experiment of a row of `_COLUMNS`."""
        return cls(*tuple(row))

    @property
    def keys(self) -> list[str]:
        """Of its variations, in order."""
        return [variation["key"] for variation in self.variations]

    @property
    def weights(self) -> dict[str, float]:
        """Of its variations, by key."""
        return {variation["key"]: variation["weight"] for variation in self.variations}

    def split(self) -> Split:
        """Its assignment, compiled."""
        return Split.of(self.seed, self.keys, list(self.weights.values()), coverage=self.coverage)


_COLUMNS = (
    experiments.c.id,
    experiments.c.key,
    experiments.c.name,
    experiments.c.hypothesis,
    experiments.c.seed,
    experiments.c.coverage,
    experiments.c.variations,
    experiments.c.control,
    experiments.c.metric,
    experiments.c.channel,
    experiments.c.campaign,
    experiments.c.control_without_channel,
    experiments.c.state,
    experiments.c.started_at,
    experiments.c.stopped_at,
    experiments.c.decision,
    experiments.c.created_at,
)


async def insert_experiment(work: UnitOfWork, experiment: StoredExperiment) -> bool:
    """Keep a new experiment.

    Returns:
        Whether its key was free.
    """
    values = {column.name: getattr(experiment, column.name) for column in _COLUMNS}
    new = insert(experiments).values(workspace_id=work.workspace_id, **values)
    free = new.on_conflict_do_nothing(index_elements=["workspace_id", "key"]).returning(experiments.c.id)
    return (await work.execute(free)).one_or_none() is not None


async def find_experiment(work: UnitOfWork, reference: str, *, to_change: bool = False) -> StoredExperiment | None:
    """The experiment of that key, else of that id."""
    mine = select(*_COLUMNS).where(experiments.c.workspace_id == work.workspace_id)
    mine = mine.with_for_update() if to_change else mine
    row = await work.one_or_none(mine.where(experiments.c.key == reference))
    if row is None and (id_ := read_id(reference)) is not None:
        row = await work.one_or_none(mine.where(experiments.c.id == id_))
    return None if row is None else StoredExperiment.of(row)


async def find_experiments(work: UnitOfWork, keys: Collection[str]) -> dict[str, StoredExperiment]:
    """Those experiments that are there, by key."""
    rows = await work.execute(
        select(*_COLUMNS).where(experiments.c.workspace_id == work.workspace_id, experiments.c.key.in_(list(keys)))
    )
    found = [StoredExperiment.of(row) for row in rows]
    return {experiment.key: experiment for experiment in found}


async def list_experiments(work: UnitOfWork, limit: int, before: UUID | None) -> list[StoredExperiment]:
    """Experiments from the latest, one more than the limit if there are more."""
    query = select(*_COLUMNS).where(experiments.c.workspace_id == work.workspace_id)
    if before is not None:
        query = query.where(experiments.c.id < before)
    return [StoredExperiment.of(row) for row in await work.execute(query.order_by(experiments.c.id.desc()).limit(limit + 1))]


async def change_state(work: UnitOfWork, experiment: StoredExperiment) -> None:
    """Write an experiment's state, its moments and its decision; nothing else of it ever changes."""
    await work.execute(
        update(experiments)
        .where(experiments.c.workspace_id == work.workspace_id, experiments.c.id == experiment.id)
        .values(
            state=experiment.state,
            started_at=experiment.started_at,
            stopped_at=experiment.stopped_at,
            decision=experiment.decision,
        )
    )

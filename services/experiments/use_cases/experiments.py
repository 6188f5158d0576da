"""Experiments: made, started, stopped, archived; and who would get what."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.problems import NotFoundError
from services.experiments.domain.assignment import Split, assign, is_held_out
from services.experiments.domain.errors import InvalidSplitError
from services.experiments.problems import (
    ExperimentArchivedError,
    ExperimentKeyTakenError,
    ExperimentNotRunningError,
    ExperimentRunningError,
    ExperimentStartedError,
    MomentBeforeStartError,
    MomentInFutureError,
    TooFewVariationsError,
    UnknownVariationError,
    pointing,
)
from services.experiments.store import experiments, holdouts
from services.experiments.store.experiments import StoredExperiment
from services.experiments.use_cases.exposing import AT_ONCE


@dataclass(frozen=True, slots=True)
class ExperimentRequest:
    """An experiment to be made.

    Attributes:
        variations: `{"key"}`, with `"weight"` in all of them or in none, and `"value"` where a flag is to have one.
        seed: The key by default.
    """

    key: str
    name: str
    hypothesis: str
    variations: Sequence[dict[str, Any]]
    control: str
    metric: str
    seed: str | None
    coverage: float
    channel: str | None
    campaign: str | None
    control_without_channel: bool = False


async def create_experiment(work: UnitOfWork, request: ExperimentRequest) -> StoredExperiment:
    """Make an experiment, a draft.

    Raises:
        ExperimentKeyTakenError: There is one with this key.
        TooFewVariationsError: It has fewer than two variations.
        UnknownVariationError: The control is none of them.
        RefusedInputError: Weights, coverage or keys divide nobody.
    """
    if len(request.variations) < 2:
        raise TooFewVariationsError("An experiment has two variations at least.", "/variations")
    with pointing():
        split = _split(request)
    if request.control not in split.variations:
        raise UnknownVariationError(f"The control '{request.control}' is none of the variations.", "/control")
    shares = zip(request.variations, split.weights, strict=True)
    experiment = StoredExperiment(
        id=new_id(),
        key=request.key,
        name=request.name,
        hypothesis=request.hypothesis,
        seed=split.seed,
        coverage=split.coverage,
        variations=[{**variation, "weight": share} for variation, share in shares],
        control=request.control,
        metric=request.metric,
        channel=request.channel,
        campaign=request.campaign,
        control_without_channel=request.control_without_channel,
        state="draft",
        started_at=None,
        stopped_at=None,
        decision=None,
        created_at=datetime.now(UTC),
    )
    if not await experiments.insert_experiment(work, experiment):
        raise ExperimentKeyTakenError(f"There is an experiment '{experiment.key}'.")
    await work.record("experiment.created", experiment.id, after=_told(experiment))
    return experiment


def _split(request: ExperimentRequest) -> Split:
    keys = [variation["key"] for variation in request.variations]
    weights = [variation["weight"] for variation in request.variations if variation.get("weight") is not None]
    if weights and len(weights) < len(keys):
        raise InvalidSplitError("Give every variation a weight, or none.", "/variations")
    seed = request.key if request.seed is None else request.seed
    return Split.of(seed, keys, weights or None, coverage=request.coverage)


def _told(experiment: StoredExperiment) -> dict[str, Any]:
    """What the audit log keeps."""
    moments = {"started_at": experiment.started_at, "stopped_at": experiment.stopped_at}
    return {
        "key": experiment.key,
        "variations": experiment.variations,
        "control": experiment.control,
        "seed": experiment.seed,
        "coverage": experiment.coverage,
        "metric": experiment.metric,
        "state": experiment.state,
        "decision": experiment.decision,
        **{name: None if moment is None else moment.isoformat() for name, moment in moments.items()},
    }


async def read_experiment(work: UnitOfWork, reference: str, *, to_change: bool = False) -> StoredExperiment:
    """The experiment of that key, else of that id.

    Raises:
        NotFoundError: There is none.
    """
    experiment = await experiments.find_experiment(work, reference, to_change=to_change)
    if experiment is None:
        raise NotFoundError(f"There is no experiment '{reference}'.")
    return experiment


async def start_experiment(work: UnitOfWork, reference: str, started_at: datetime | None) -> StoredExperiment:
    """Start an experiment: from now on, by the workspace's clock, or from a moment before.

    Raises:
        NotFoundError: There is none.
        ExperimentStartedError: It was started before: an experiment runs once.
        ExperimentArchivedError: It is archived.
        MomentInFutureError: The start is in the future.
    """
    before = await read_experiment(work, reference, to_change=True)
    if before.state == "archived":
        raise ExperimentArchivedError(f"The experiment '{before.key}' is archived.")
    if before.state != "draft":
        raise ExperimentStartedError(f"The experiment '{before.key}' is {before.state}: it starts once.")
    moment = await _moment(work, started_at, "/started_at")
    after = replace(before, state="running", started_at=moment)
    await _change(work, "experiment.started", before, after)
    await work.emit("experiment.started", after.id, {"experiment_id": str(after.id), "key": after.key})
    return after


async def stop_experiment(
    work: UnitOfWork, reference: str, stopped_at: datetime | None, decision: str | None
) -> StoredExperiment:
    """End an experiment: nobody is assigned any more, and no order counts after the end.

    Raises:
        NotFoundError: There is none.
        ExperimentNotRunningError: It does not run.
        UnknownVariationError: The decision is none of its variations.
        MomentInFutureError: The end is in the future.
        MomentBeforeStartError: The end is before the start.
    """
    before = await read_experiment(work, reference, to_change=True)
    if before.state != "running" or before.started_at is None:
        raise ExperimentNotRunningError(f"The experiment '{before.key}' is {before.state}.")
    if decision is not None and decision not in before.keys:
        raise UnknownVariationError(f"'{decision}' is none of the experiment's variations.", "/decision")
    moment = await _moment(work, stopped_at, "/stopped_at")
    if moment < before.started_at:
        raise MomentBeforeStartError(f"It was started at {before.started_at.isoformat()}.", "/stopped_at")
    after = replace(before, state="stopped", stopped_at=moment, decision=decision)
    await _change(work, "experiment.stopped", before, after)
    if decision is not None:
        told = {"experiment_id": str(after.id), "key": after.key, "decision": decision}
        await work.emit("experiment.decided", after.id, told)
    return after


async def _moment(work: UnitOfWork, told: datetime | None, pointer: str) -> datetime:
    now = (await work.workspace()).now()
    if told is not None and told > now:
        raise MomentInFutureError(f"The workspace's clock says {now.isoformat()}.", pointer)
    return told or now


async def archive_experiment(work: UnitOfWork, reference: str) -> StoredExperiment:
    """Put an experiment away: it is read, and nothing else.

    Raises:
        NotFoundError: There is none.
        ExperimentRunningError: It runs.
        ExperimentArchivedError: It is archived.
    """
    before = await read_experiment(work, reference, to_change=True)
    if before.state == "running":
        raise ExperimentRunningError(f"The experiment '{before.key}' is running: stop it first.")
    if before.state == "archived":
        raise ExperimentArchivedError(f"The experiment '{before.key}' is archived.")
    after = replace(before, state="archived")
    await _change(work, "experiment.archived", before, after)
    return after


async def _change(work: UnitOfWork, action: str, before: StoredExperiment, after: StoredExperiment) -> None:
    await experiments.change_state(work, after)
    await work.record(action, after.id, before=_told(before), after=_told(after))


async def list_experiments(work: UnitOfWork, limit: int, before: UUID | None) -> list[StoredExperiment]:
    """Experiments from the latest, one more than the limit if there are more."""
    return await experiments.list_experiments(work, limit, before)


@dataclass(frozen=True, slots=True)
class AssignedUnit:
    """A unit's place in an experiment.

    Attributes:
        variation: Key; None for those who are held out or not covered.
        holdout: Key of the running holdout that the unit belongs to, if it does.
    """

    unit: str
    variation: str | None
    holdout: str | None


async def assign_units(work: UnitOfWork, reference: str, units: Sequence[str]) -> list[AssignedUnit]:
    """What units get, or would get; nobody is exposed by it.

    Raises:
        NotFoundError: There is no such experiment.
    """
    split = (await read_experiment(work, reference)).split()
    running = next((each for each in await holdouts.read_holdouts(work) if each.state == "running"), None)
    assigned = []
    for index, unit in enumerate(units):
        if index % AT_ONCE == 0:
            await asyncio.sleep(0)
        held = running is not None and is_held_out(running.seed, running.share, unit)
        holdout = running.key if held and running is not None else None
        assigned.append(AssignedUnit(unit, None if held else assign(split, unit), holdout))
    return assigned

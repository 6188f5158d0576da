"""Exposures: written with the evaluation that gave them, or told by those who evaluate themselves."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import identifier_digest
from services.experiments.domain.assignment import Split, assign, is_held_out
from services.experiments.store import experiments, exposures, holdouts
from services.experiments.store.experiments import StoredExperiment
from services.experiments.store.exposures import NewExposure
from services.experiments.store.holdouts import StoredHoldout

MOST_REMEMBERED = 100_000
MEMORY_SECONDS = 60.0
LONGEST_UNIT = 255
AT_ONCE = 1_000  # rows judged before others get their turn: some milliseconds

_Place = tuple[UUID, UUID, str, str]


class ExposureMemory:
    """Exposures that this process has found in the database, so that it need not write what is there.

    It is told of those only that were there before: what a transaction has just made may yet be undone. What is remembered is
    written again after a minute, because an erasure may have taken it away.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[_Place, tuple[datetime, float]] = OrderedDict()

    def holds(self, place: _Place, exposed_at: datetime) -> bool:
        """Whether the database has this exposure, as of that moment or an earlier one."""
        known, until = self._known.get(place, (None, 0.0))
        return known is not None and known <= exposed_at and self._clock() < until

    def remember(self, place: _Place, exposed_at: datetime) -> None:
        """The database has this exposure, as of that moment or an earlier one."""
        self._known.pop(place, None)
        self._known[place] = (exposed_at, self._clock() + MEMORY_SECONDS)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)


async def record_exposure(
    work: UnitOfWork,
    memory: ExposureMemory,
    secret: str,
    experiment_id: UUID,
    unit: str,
    variation: str,
    exposed_at: datetime,
) -> None:
    """Write that a unit was shown a variation, if it is the first time."""
    place = (work.workspace_id, experiment_id, unit, variation)
    if memory.holds(place, exposed_at):
        return
    digest = identifier_digest(secret, work.workspace_id, unit)
    written = await exposures.write_exposures(work, [NewExposure(experiment_id, unit, digest, variation, exposed_at)])
    if not written.made and not written.moved:
        memory.remember(place, exposed_at)


@dataclass(frozen=True, slots=True)
class ToldExposure:
    """An exposure that somebody tells us of.

    Attributes:
        experiment: Key.
        exposed_at: The workspace's now where it is None.
        variation: Which one it is said to be; None where it is not said.
    """

    experiment: str
    unit: str
    exposed_at: datetime | None
    variation: str | None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not taken, and why."""

    index: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the rows: accepted + duplicates + rejected = told."""

    accepted: int
    duplicates: int
    rejected: list[Rejection]


async def record_exposures(work: UnitOfWork, secret: str, told: Sequence[ToldExposure]) -> Recorded:
    """Write exposures that others have made, each judged by itself; the assignment is computed here."""
    judge = await _judge(work, {each.experiment for each in told})
    rejected: list[Rejection] = []
    sound: dict[_Place, datetime] = {}
    for index, each in enumerate(told):
        if index % AT_ONCE == 0:
            await asyncio.sleep(0)
        moment = each.exposed_at or judge.now
        verdict = judge.verdict(each, moment)
        if isinstance(verdict, _Fault):
            rejected.append(Rejection(index, verdict.code, verdict.message))
            continue
        place = (work.workspace_id, judge.experiments[each.experiment].id, each.unit, verdict)
        sound[place] = min(moment, sound.get(place, moment))
    rows = [
        NewExposure(experiment_id, unit, identifier_digest(secret, work.workspace_id, unit), variation, moment)
        for (_, experiment_id, unit, variation), moment in sound.items()
    ]
    written = await exposures.write_exposures(work, rows)
    return Recorded(written.made, len(told) - len(rejected) - written.made, rejected)


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class _Judge:
    """What exposures are judged by.

    Attributes:
        now: What the workspace's clock says.
        experiments: Those that are named and there, by key.
        splits: Their assignment, by key.
        holdouts: All there ever were.
    """

    now: datetime
    experiments: Mapping[str, StoredExperiment]
    splits: Mapping[str, Split]
    holdouts: Sequence[StoredHoldout]

    def verdict(self, told: ToldExposure, moment: datetime) -> str | _Fault:
        """The variation's key, or what is wrong."""
        if not 0 < len(told.unit) <= LONGEST_UNIT:
            return _Fault("unit_invalid", f"A unit has 1 to {LONGEST_UNIT} characters.")
        experiment = self.experiments.get(told.experiment)
        if experiment is None:
            return _Fault("unknown_experiment", "There is no such experiment.")
        fault = self._untimely(experiment, moment)
        if fault is not None:
            return fault
        for holdout in self.holdouts:
            if holdout.covers(moment) and is_held_out(holdout.seed, holdout.share, told.unit):
                return _Fault("held_out", f"The unit was in the holdout '{holdout.key}'.")
        variation = assign(self.splits[told.experiment], told.unit)
        if variation is None:
            return _Fault("outside_coverage", "The experiment's coverage leaves this unit out.")
        if told.variation not in (None, variation):
            return _Fault("variation_mismatch", f"The unit's variation is '{variation}'.")
        return variation

    def _untimely(self, experiment: StoredExperiment, moment: datetime) -> _Fault | None:
        if experiment.started_at is None:
            return _Fault("experiment_not_started", "The experiment has not been started.")
        if experiment.state == "archived":
            return _Fault("experiment_archived", "The experiment is archived.")
        if moment > self.now:
            return _Fault("exposed_in_future", "The exposure is in the future of the workspace's clock.")
        if moment < experiment.started_at:
            return _Fault("exposed_before_start", "The exposure is before the experiment's start.")
        if experiment.stopped_at is not None and moment >= experiment.stopped_at:
            return _Fault("exposed_after_stop", "The exposure is after the experiment's end.")
        return None


async def _judge(work: UnitOfWork, keys: set[str]) -> _Judge:
    now = (await work.workspace()).now()
    found = await experiments.find_experiments(work, keys)
    splits = {key: experiment.split() for key, experiment in found.items()}
    return _Judge(now, found, splits, await holdouts.read_holdouts(work))

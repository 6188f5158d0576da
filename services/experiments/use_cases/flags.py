"""Flags: made, changed, archived. What is wrong with one is told before it is kept, by compiling it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from services.experiments.domain.flags import Experiment, Flag, compile_flag
from services.experiments.problems import (
    FlagArchivedError,
    FlagKeyTakenError,
    FlagNotFoundError,
    RuleFieldError,
    pointing,
)
from services.experiments.store import experiments, flags
from services.experiments.store.experiments import StoredExperiment
from services.experiments.store.flags import StoredFlag

_OF_ANY_KIND = frozenset({"kind", "condition"})
_OF_KIND = {
    "split": frozenset({"attribute", "seed", "coverage", "variations"}),
    "force": frozenset({"value", "key", "attribute", "seed", "coverage"}),
    "experiment": frozenset({"experiment"}),
}


@dataclass(frozen=True, slots=True)
class FlagRequest:
    """A flag to be made; the attributes are those of `StoredFlag`."""

    key: str
    kind: str
    default: Any
    rules: list[dict[str, Any]]
    description: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Compiled:
    """A flag ready to be evaluated.

    Attributes:
        experiments: The ids of the experiments that its rules refer to, by key.
    """

    flag: Flag
    experiments: Mapping[str, UUID]


async def compile_document(work: UnitOfWork, document: Mapping[str, Any]) -> Compiled:
    """Compile a flag with the experiments that its rules refer to, as they are now.

    Raises:
        PointedError: See `compile_flag`.
    """
    named = {rule["experiment"] for rule in document["rules"] if isinstance(rule.get("experiment"), str)}
    found = await experiments.find_experiments(work, named) if named else {}
    flag = compile_flag(document, {key: _tried(experiment) for key, experiment in found.items()})
    return Compiled(flag, {key: experiment.id for key, experiment in found.items()})


def _tried(experiment: StoredExperiment) -> Experiment:
    values = {variation["key"]: variation["value"] for variation in experiment.variations if "value" in variation}
    return Experiment(experiment.key, experiment.split(), values, running=experiment.state == "running")


async def create_flag(work: UnitOfWork, request: FlagRequest) -> StoredFlag:
    """Make a flag, live at once.

    Raises:
        FlagKeyTakenError: There is one with this key, or was one that is archived.
        RuleFieldError: A rule has a field that its kind does not know.
        RefusedInputError: The flag cannot be compiled.
    """
    now = datetime.now(UTC)
    flag = StoredFlag(id=new_id(), version=1, created_at=now, updated_at=now, archived_at=None, **asdict(request))
    await _check(work, flag)
    if not await flags.insert_flag(work, flag):
        raise FlagKeyTakenError(f"There is a flag '{flag.key}', live or archived.")
    await work.record("flag.created", flag.id, after=flag.document())
    return flag


async def _check(work: UnitOfWork, flag: StoredFlag) -> None:
    for index, rule in enumerate(flag.rules):
        fields = _OF_KIND.get(rule.get("kind", ""))
        for name in [] if fields is None else rule.keys() - fields - _OF_ANY_KIND:
            raise RuleFieldError(f"A rule of kind '{rule['kind']}' has no '{name}'.", f"/rules/{index}/{name}")
    with pointing():
        await compile_document(work, flag.document())


async def read_flag(work: UnitOfWork, key: str) -> StoredFlag:
    """The flag of that key, archived or not.

    Raises:
        FlagNotFoundError: There is none.
    """
    return _found(await flags.find_flag(work, key), key)


def _found(flag: StoredFlag | None, key: str) -> StoredFlag:
    if flag is None:
        raise FlagNotFoundError(f"There is no flag '{key}'.")
    return flag


async def list_flags(work: UnitOfWork, limit: int, after: str | None, *, archived: bool) -> list[StoredFlag]:
    """Flags by key, one more than the limit if there are more."""
    return await flags.list_flags(work, limit, after, archived=archived)


async def change_flag(work: UnitOfWork, key: str, changes: Mapping[str, Any]) -> StoredFlag:
    """Change fields of a flag. Changes of one flag wait for each other; the last one stands.

    Args:
        work: The unit of work.
        key: The flag's.
        changes: New values by name of field: `description`, `default`, `rules`, `enabled`, `archived`.

    Raises:
        FlagNotFoundError: There is none.
        FlagArchivedError: It is archived, and not taken back by this change.
        RuleFieldError: A rule has a field that its kind does not know.
        RefusedInputError: The flag cannot be compiled any more.
    """
    before = _found(await flags.find_flag(work, key, to_change=True), key)
    changes = dict(changes)
    archived = changes.pop("archived", before.archived_at is not None)
    if before.archived_at is not None and archived:
        raise FlagArchivedError(f"The flag '{key}' is archived; a change takes it back with `archived`: false.")
    now = datetime.now(UTC)
    after = replace(before, **changes, updated_at=now, archived_at=now if archived else None)
    await _check(work, after)
    return await _keep(work, "flag.archived" if archived else "flag.changed", before, after)


async def archive_flag(work: UnitOfWork, key: str) -> None:
    """Evaluate a flag no more; archived again, it stays as it is.

    Raises:
        FlagNotFoundError: There is none.
    """
    before = _found(await flags.find_flag(work, key, to_change=True), key)
    if before.archived_at is None:
        now = datetime.now(UTC)
        await _keep(work, "flag.archived", before, replace(before, updated_at=now, archived_at=now))


async def _keep(work: UnitOfWork, action: str, before: StoredFlag, after: StoredFlag) -> StoredFlag:
    kept = await flags.change_flag(work, after)
    told = [{**flag.document(), "version": flag.version, "archived": flag.archived_at is not None} for flag in (before, kept)]
    await work.record(action, kept.id, before=told[0], after=told[1])
    return kept

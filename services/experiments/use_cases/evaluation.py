"""One flag for one context: compiled once, evaluated for whoever asks, and the exposure written with the answer."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.database import UnitOfWork
from services.experiments.domain.assignment import is_held_out
from services.experiments.domain.flags import Evaluation, Exposure, Flag, evaluate
from services.experiments.domain.hashing import unit_text
from services.experiments.problems import FlagNotFoundError, TargetingKeyMissingError
from services.experiments.store import customers, flags
from services.experiments.store.customers import CustomerFacts
from services.experiments.store.flags import Ruling, StoredFlag
from services.experiments.use_cases.exposing import ExposureMemory, record_exposure
from services.experiments.use_cases.flags import compile_document

MOST_COMPILED = 10_000
UNIT = "id"  # the attribute that targetingKey fills
CUSTOMER = "customer"  # the attribute that we fill, from what is known of the unit
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class LiveFlag:
    """A compiled flag in memory.

    Attributes:
        stamp: Of the ruling that it was compiled under; under another it is compiled anew.
        version: Of the flag.
        needs_unit: Whether a rule asks who it is for.
        reads_customer: Whether a rule asks what is known of the customer.
        experiments: The ids of the experiments that rules refer to, by key.
    """

    stamp: object
    version: int
    flag: Flag
    needs_unit: bool
    reads_customer: bool
    experiments: Mapping[str, UUID]


class Evaluator:
    """Evaluates flags, in one process.

    It asks the database once per evaluation what the flag's version is, which experiments run and who is held out: a change
    that was committed, by whichever process, holds for the next request. Only the compilation is remembered.

    Args:
        secret: Of identifiers' pseudonyms.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._compiled: OrderedDict[tuple[UUID, str], LiveFlag] = OrderedDict()
        self._exposures = ExposureMemory()

    async def evaluate(self, work: UnitOfWork, key: str, attributes: Mapping[str, Any]) -> tuple[Evaluation, int]:
        """A flag's value for a context, and the version of the flag; an experiment that the context meets is told of it.

        Args:
            work: The unit of work.
            key: The flag's.
            attributes: Of the context; `id` names the unit.

        Raises:
            FlagNotFoundError: There is no such flag, or it is archived.
            TargetingKeyMissingError: A rule needs the unit, and there is none.
        """
        ruling = await flags.read_ruling(work, key)
        live = await self._live(work, key, ruling)
        unit = unit_text(attributes.get(UNIT))
        if live.needs_unit and unit is None:
            raise TargetingKeyMissingError(f"The rules of '{key}' need a targetingKey.")
        if live.reads_customer and unit is not None:
            facts = await customers.read_facts(work, unit, ruling.now)
            attributes = {**attributes, CUSTOMER: _customer(facts, ruling.now)}
        evaluation = evaluate(live.flag, attributes, _held_out(ruling, unit))
        if evaluation.exposure is not None:
            await self._expose(work, live, evaluation.exposure, ruling.now)
        return evaluation, live.version

    async def _expose(self, work: UnitOfWork, live: LiveFlag, exposure: Exposure, now: datetime) -> None:
        experiment_id = live.experiments[exposure.experiment]
        await record_exposure(work, self._exposures, self._secret, experiment_id, exposure.unit, exposure.variation, now)

    async def _live(self, work: UnitOfWork, key: str, ruling: Ruling) -> LiveFlag:
        place = (work.workspace_id, key)
        live = self._compiled.get(place)
        if live is None or live.stamp != ruling.stamp:
            stored = None if ruling.flag_id is None else await flags.find_flag(work, key)
            if stored is None or stored.archived_at is not None:
                self._compiled.pop(place, None)
                raise FlagNotFoundError(f"There is no flag '{key}'.")
            live = await _compile(work, stored, ruling)
            # versions and states only go forward: what is the same before and after was so when the flag was compiled
            if (await flags.read_ruling(work, key)).stamp == ruling.stamp:
                self._remember(place, live)
        return live

    def _remember(self, place: tuple[UUID, str], live: LiveFlag) -> None:
        """Keep a compiled flag; the one that was compiled first goes when there are too many."""
        self._compiled.pop(place, None)
        self._compiled[place] = live
        if len(self._compiled) > MOST_COMPILED:
            self._compiled.popitem(last=False)


async def _compile(work: UnitOfWork, stored: StoredFlag, ruling: Ruling) -> LiveFlag:
    compiled = await compile_document(work, stored.document())
    reads_customer = stored.enabled and any(_names_customer(rule.get("condition")) for rule in stored.rules)
    needs_unit = stored.enabled and (reads_customer or any(_hashes_unit(rule) for rule in stored.rules))
    return LiveFlag(ruling.stamp, stored.version, compiled.flag, needs_unit, reads_customer, compiled.experiments)


def _hashes_unit(rule: Mapping[str, Any]) -> bool:
    if rule["kind"] == "experiment":
        return True
    divides = rule["kind"] == "split" or float(rule.get("coverage", 1.0)) < 1.0
    return divides and str(rule.get("attribute", UNIT)) == UNIT


def _names_customer(condition: object) -> bool:
    """Whether a condition speaks of our attribute anywhere; once too often does no harm."""
    if isinstance(condition, Mapping):
        named = any(name == CUSTOMER or name.startswith(f"{CUSTOMER}.") for name in condition)
        return named or any(_names_customer(each) for each in condition.values())
    return isinstance(condition, list) and any(_names_customer(each) for each in condition)


def _customer(facts: CustomerFacts, now: datetime) -> dict[str, Any]:
    days = None if facts.last_ordered_at is None else (now - facts.last_ordered_at).total_seconds() / _DAY
    return {
        "known": facts.known,
        "orders": facts.orders,
        "purchases": facts.purchases,
        "revenue": facts.revenue,
        "last_order_days": days,
        "clv": facts.clv,
        "probability_alive": facts.probability_alive,
    }


def _held_out(ruling: Ruling, unit: str | None) -> str | None:
    holdout = ruling.holdout
    if holdout is None or unit is None or not is_held_out(holdout.seed, holdout.share, unit):
        return None
    return holdout.key

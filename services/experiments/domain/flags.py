"""Flags: documents compiled once to closures, then evaluated for one context after the other.

A flag has a default and rules; the first rule that gives the context a value decides. Reasons are those of the OpenFeature
Remote Evaluation Protocol; what it has no word for (experiment, bucket, holdout) stands in the metadata.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.experiments.domain.assignment import Split
from services.experiments.domain.conditions import Attributes, Condition, Groups, compile_condition
from services.experiments.domain.errors import (
    InvalidFlagError,
    InvalidFlagValueError,
    InvalidSplitError,
    PointedError,
    UnknownExperimentError,
)
from services.experiments.domain.hashing import bucket_from, unit_text

DEFAULT_VARIANT = "default"
FORCED_VARIANT = "forced"
MOST_RULES = 100
_DEEPEST_VALUE = 50
_LARGEST = sys.float_info.max  # no infinity, no NaN, no integer that a float cannot stand for


class FlagKind(StrEnum):
    """What a flag's values are."""

    BOOLEAN = "boolean"
    STRING = "string"
    NUMBER = "number"
    JSON = "json"


class Reason(StrEnum):
    """Why a context has its value: the standard's words, since clients know no others."""

    STATIC = "STATIC"
    TARGETING_MATCH = "TARGETING_MATCH"
    SPLIT = "SPLIT"
    DISABLED = "DISABLED"


@dataclass(frozen=True, slots=True)
class Experiment:
    """What a rule needs to know of the experiment that it refers to.

    Attributes:
        key: Its name.
        split: Its assignment.
        values: By the key of their variation.
        running: Whether it assigns anyone at the moment; rules of others are passed over.
    """

    key: str
    split: Split
    values: Mapping[str, Any]
    running: bool = True


@dataclass(frozen=True, slots=True)
class Exposure:
    """A unit that meets a variation of an experiment.

    Attributes:
        experiment: Key.
        variation: Key.
        attribute: Name of the attribute that was hashed.
        unit: Its value, as it was hashed.
    """

    experiment: str
    variation: str
    attribute: str
    unit: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A flag's value for a context.

    Attributes:
        value: Of the flag's kind.
        variant: The variation's key; `default` for the default, `forced` for a forced value without a name.
        reason: Why.
        metadata: Scalars by name: `experiment`, `variation` and `bucket`, or `holdout`, or nothing.
        exposure: What is to be recorded, where the context meets an experiment.
    """

    value: Any
    variant: str
    reason: Reason
    metadata: Mapping[str, str | float] = field(default_factory=dict)
    exposure: Exposure | None = None


Rule = Callable[[Attributes], Evaluation | None]


@dataclass(frozen=True, slots=True)
class Flag:
    """A compiled flag.

    Attributes:
        key: Its name.
        kind: Of its values.
        enabled: Whether its rules count at all.
        default: What a context has that no rule gives a value.
        rules: In order.
    """

    key: str
    kind: FlagKind
    enabled: bool
    default: Evaluation
    rules: tuple[Rule, ...]


def compile_flag(
    document: Mapping[str, Any], experiments: Mapping[str, Experiment] | None = None, groups: Groups | None = None
) -> Flag:
    """The flag that a document says.

    Args:
        document: `key`, `kind`, `default`, `enabled` (true by default) and `rules`, each of them one of

            - `{"kind": "split", "variations": [{"key", "value", "weight"}], "attribute": "id", "seed", "coverage": 1.0}`;
              the seed is the flag's key by default;
            - `{"kind": "force", "value", "condition", "key": "forced", "attribute", "seed", "coverage"}`;
            - `{"kind": "experiment", "experiment": KEY}`;

            a `condition` narrows any of them. A unit that is not covered, or whose attribute is missing, goes on to the
            next rule.
        experiments: By key, those that rules may refer to.
        groups: Values by the name of their group, for `$inGroup`.

    Raises:
        InvalidFlagError: Something is missing or not what it should be.
        InvalidFlagValueError: A value is not of the flag's kind.
        InvalidSplitError: Weights or coverage that do not divide anyone.
        InvalidConditionError, InvalidPatternError, UnknownGroupError: A condition is malformed.
        UnknownExperimentError: A rule refers to an experiment that is not there.
    """
    key, enabled, rules = document.get("key"), document.get("enabled", True), document.get("rules", [])
    if not isinstance(key, str) or not key:
        raise InvalidFlagError("A flag has a key.", "/key")
    if not isinstance(enabled, bool):
        raise InvalidFlagError("enabled is true or false.", "/enabled")
    if not isinstance(rules, list) or len(rules) > MOST_RULES:
        raise InvalidFlagError(f"Rules are a list of {MOST_RULES} at the most.", "/rules")
    kind = _kind(document.get("kind"))
    compiler = _Compiler(key, kind, _holds_fraction(document, experiments or {}), experiments or {}, groups or {})
    if "default" not in document:
        raise InvalidFlagError("A flag has a default.", "/default")
    default = Evaluation(compiler.value(document["default"], "/default"), DEFAULT_VARIANT, Reason.STATIC)
    return Flag(key, kind, enabled, default, tuple(compiler.rule(rule, f"/rules/{i}") for i, rule in enumerate(rules)))


def evaluate(flag: Flag, context: Attributes, held_out: str | None = None) -> Evaluation:
    """The flag's value for a context.

    Args:
        flag: Compiled.
        context: The attributes, of which `id` mostly names the unit.
        held_out: Key of the universal holdout that the context's unit belongs to, if it does; it gets the default then,
            and meets no experiment.
    """
    if not flag.enabled:
        return Evaluation(flag.default.value, DEFAULT_VARIANT, Reason.DISABLED)
    if held_out is not None and flag.rules:
        return Evaluation(flag.default.value, DEFAULT_VARIANT, Reason.SPLIT, {"holdout": held_out})
    for rule in flag.rules:
        evaluation = rule(context)
        if evaluation is not None:
            return evaluation
    return flag.default


def _kind(kind: object) -> FlagKind:
    if kind not in tuple(FlagKind):
        raise InvalidFlagError(f"A flag's kind is one of {', '.join(FlagKind)}.", "/kind")
    return FlagKind(str(kind))


def _holds_fraction(document: Mapping[str, Any], experiments: Mapping[str, Experiment]) -> bool:
    """Whether some value is written as a fraction: then a typed client asks for fractions, and 1 is sent as 1.0."""
    values = [document.get("default")]
    rules = document.get("rules", [])
    for rule in rules if isinstance(rules, list) else []:
        if isinstance(rule, Mapping):
            values.append(rule.get("value"))
            variations = rule.get("variations")
            values.extend(each.get("value") for each in _mappings(variations))
            experiment = experiments.get(str(rule.get("experiment")))
            values.extend(experiment.values.values() if experiment else ())
    return any(isinstance(value, float) for value in values)


def _mappings(values: object) -> list[Mapping[str, Any]]:
    return [each for each in values if isinstance(each, Mapping)] if isinstance(values, list) else []


@dataclass(frozen=True, slots=True)
class _Compiler:
    """One flag's compilation."""

    key: str
    kind: FlagKind
    fractions: bool
    experiments: Mapping[str, Experiment]
    groups: Groups

    def value(self, value: Any, pointer: str) -> Any:  # noqa: ANN401 — JSON of the flag's kind
        """A value that is of the flag's kind."""
        if not _is_of_kind(value, self.kind):
            raise InvalidFlagValueError(f"The flag is of kind {self.kind}; this value is not.", pointer)
        return float(value) if self.kind is FlagKind.NUMBER and self.fractions else value

    def rule(self, rule: object, pointer: str) -> Rule:
        """A rule as a function of the context."""
        if not isinstance(rule, Mapping):
            raise InvalidFlagError("A rule is an object.", pointer)
        kinds = {"split": self._split, "force": self._force, "experiment": self._experiment}
        make = kinds.get(str(rule.get("kind")))
        if make is None:
            raise InvalidFlagError(f"A rule's kind is one of {', '.join(kinds)}.", f"{pointer}/kind")
        condition = self._condition(rule, pointer)
        compiled = make(rule, pointer, condition)
        if condition is None:
            return compiled
        return lambda context: compiled(context) if condition(context) else None

    def _condition(self, rule: Mapping[str, Any], pointer: str) -> Condition | None:
        condition = rule.get("condition")
        if condition is None or condition == {}:
            return None
        try:
            return compile_condition(condition, self.groups)
        except PointedError as error:
            raise error.within(f"{pointer}/condition") from error

    def _divide(self, rule: Mapping[str, Any], pointer: str, keys: list[str], weights: list[float] | None) -> Split:
        seed, attribute = rule.get("seed", self.key), rule.get("attribute", "id")
        coverage = rule.get("coverage", 1.0)
        if not isinstance(seed, str) or not isinstance(attribute, str):
            raise InvalidFlagError("Seed and attribute are texts.", pointer)
        if not _is_number(coverage):
            raise InvalidFlagError("The coverage is a number.", f"{pointer}/coverage")
        try:
            return Split.of(seed, keys, weights, attribute=attribute, coverage=coverage)
        except InvalidSplitError as error:
            raise error.within(pointer) from error

    def _split(self, rule: Mapping[str, Any], pointer: str, _: Condition | None) -> Rule:
        variations = rule.get("variations")
        if not isinstance(variations, list) or len(_mappings(variations)) != len(variations):
            raise InvalidFlagError("A split has a list of variations.", f"{pointer}/variations")
        keys, weights, outcomes = [], [], []
        for index, variation in enumerate(variations):
            place = f"{pointer}/variations/{index}"
            key, weight = variation.get("key"), variation.get("weight")
            if not isinstance(key, str):
                raise InvalidFlagError("A variation has a key.", f"{place}/key")
            if weight is not None and not _is_number(weight):
                raise InvalidFlagError("A weight is a number.", f"{place}/weight")
            if "value" not in variation:
                raise InvalidFlagError("A variation has a value.", f"{place}/value")
            keys.append(key)
            weights.append(weight)
            outcomes.append(Evaluation(self.value(variation["value"], f"{place}/value"), key, Reason.SPLIT))
        unweighted = weights.count(None)
        if unweighted not in (0, len(weights)):
            raise InvalidFlagError("Give every variation a weight, or none.", f"{pointer}/variations")
        return _shared_out(self._divide(rule, pointer, keys, None if unweighted else weights), outcomes)

    def _force(self, rule: Mapping[str, Any], pointer: str, condition: Condition | None) -> Rule:
        if "value" not in rule:
            raise InvalidFlagError("A forced value is wanted.", f"{pointer}/value")
        value, key = self.value(rule["value"], f"{pointer}/value"), rule.get("key", FORCED_VARIANT)
        if not isinstance(key, str) or not key:
            raise InvalidFlagError("A key is a text.", f"{pointer}/key")
        split = self._divide(rule, pointer, [key], None)
        if split.coverage < 1.0:
            return _shared_out(split, [Evaluation(value, key, Reason.SPLIT)])
        forced = Evaluation(value, key, Reason.STATIC if condition is None else Reason.TARGETING_MATCH)
        return lambda _: forced

    def _experiment(self, rule: Mapping[str, Any], pointer: str, _: Condition | None) -> Rule:
        experiment = self.experiments.get(str(rule.get("experiment")))
        if experiment is None:
            raise UnknownExperimentError(f"There is no experiment {rule.get('experiment')!r}.", f"{pointer}/experiment")
        missing = [key for key in experiment.split.variations if key not in experiment.values]
        if missing:
            raise InvalidFlagValueError(f"The experiment's variation '{missing[0]}' has no value.", f"{pointer}/experiment")
        values = [self.value(experiment.values[key], f"{pointer}/experiment") for key in experiment.split.variations]
        return _tried(experiment, values) if experiment.running else lambda _: None


def _shared_out(split: Split, outcomes: list[Evaluation]) -> Rule:
    attribute, state, choose = split.attribute, split.state, split.choose

    def rule(context: Attributes) -> Evaluation | None:
        unit = unit_text(context.get(attribute))
        if unit is None:
            return None
        index = choose(bucket_from(state, unit))
        return None if index < 0 else outcomes[index]

    return rule


def _tried(experiment: Experiment, values: list[Any]) -> Rule:
    split, key = experiment.split, experiment.key
    attribute, state, choose = split.attribute, split.state, split.choose

    def rule(context: Attributes) -> Evaluation | None:
        unit = unit_text(context.get(attribute))
        if unit is None:
            return None
        bucket = bucket_from(state, unit)
        index = choose(bucket)
        if index < 0:
            return None
        variation = split.variations[index]
        metadata: dict[str, str | float] = {"experiment": key, "variation": variation, "bucket": bucket}
        return Evaluation(values[index], variation, Reason.SPLIT, metadata, Exposure(key, variation, attribute, unit))

    return rule


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _is_of_kind(value: object, kind: FlagKind) -> bool:
    if kind is FlagKind.BOOLEAN:
        return isinstance(value, bool)
    if kind is FlagKind.STRING:
        return isinstance(value, str)
    if kind is FlagKind.NUMBER:
        return _is_number(value)
    return value is not None and _is_json(value, _DEEPEST_VALUE)


def _is_json(value: object, levels: int) -> bool:
    if value is None or isinstance(value, str | bool):
        return True
    if isinstance(value, int | float):
        return _is_number(value)
    if levels == 0:
        return False
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and _is_json(each, levels - 1) for name, each in value.items())
    return isinstance(value, list) and all(_is_json(each, levels - 1) for each in value)

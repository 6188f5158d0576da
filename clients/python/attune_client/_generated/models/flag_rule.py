from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.flag_rule_kind import FlagRuleKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.flag_rule_condition_type_0 import FlagRuleConditionType0
    from ..models.flag_variation import FlagVariation


T = TypeVar("T", bound="FlagRule")


@_attrs_define
class FlagRule:
    """One rule; the first that gives a context a value decides.

    `split` divides units by the hash of an attribute, `force` gives a value, `experiment` gives what an experiment
    assigns,
    while it runs, and records the exposure. A `condition` narrows any of them. A field that a kind does not know is
    refused
    (`rule_field_unused`).

        Example:
            {'coverage': 1.0, 'kind': 'split', 'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0',
                'weight': 0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}

        Attributes:
            kind (FlagRuleKind):
            condition (FlagRuleConditionType0 | None | Unset): Mongo-like, as GrowthBook's. `customer.known`,
                `customer.orders`, `customer.purchases`, `customer.revenue`, `customer.last_order_days`, `customer.clv` and
                `customer.probability_alive` are filled in from what is known of the unit at this moment, whatever the context
                says.
            attribute (None | str | Unset): Which attribute is hashed; `id`, the targetingKey, by default.
            seed (None | str | Unset): What the hash begins with; the flag's key by default.
            coverage (float | None | Unset): Share of all units that the rule is for; 1 by default.
            variations (list[FlagVariation] | None | Unset): Of a split.
            value (Any | Unset): Of a force.
            key (None | str | Unset): Of a force: what evaluations call their `variant`.
            experiment (None | str | Unset): Of an experiment: its key.
    """

    kind: FlagRuleKind
    condition: FlagRuleConditionType0 | None | Unset = UNSET
    attribute: None | str | Unset = UNSET
    seed: None | str | Unset = UNSET
    coverage: float | None | Unset = UNSET
    variations: list[FlagVariation] | None | Unset = UNSET
    value: Any | Unset = UNSET
    key: None | str | Unset = UNSET
    experiment: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.flag_rule_condition_type_0 import FlagRuleConditionType0

        kind = self.kind.value

        condition: dict[str, Any] | None | Unset
        if isinstance(self.condition, Unset):
            condition = UNSET
        elif isinstance(self.condition, FlagRuleConditionType0):
            condition = self.condition.to_dict()
        else:
            condition = self.condition

        attribute: None | str | Unset
        if isinstance(self.attribute, Unset):
            attribute = UNSET
        else:
            attribute = self.attribute

        seed: None | str | Unset
        if isinstance(self.seed, Unset):
            seed = UNSET
        else:
            seed = self.seed

        coverage: float | None | Unset
        if isinstance(self.coverage, Unset):
            coverage = UNSET
        else:
            coverage = self.coverage

        variations: list[dict[str, Any]] | None | Unset
        if isinstance(self.variations, Unset):
            variations = UNSET
        elif isinstance(self.variations, list):
            variations = []
            for variations_type_0_item_data in self.variations:
                variations_type_0_item = variations_type_0_item_data.to_dict()
                variations.append(variations_type_0_item)

        else:
            variations = self.variations

        value = self.value

        key: None | str | Unset
        if isinstance(self.key, Unset):
            key = UNSET
        else:
            key = self.key

        experiment: None | str | Unset
        if isinstance(self.experiment, Unset):
            experiment = UNSET
        else:
            experiment = self.experiment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if condition is not UNSET:
            field_dict["condition"] = condition
        if attribute is not UNSET:
            field_dict["attribute"] = attribute
        if seed is not UNSET:
            field_dict["seed"] = seed
        if coverage is not UNSET:
            field_dict["coverage"] = coverage
        if variations is not UNSET:
            field_dict["variations"] = variations
        if value is not UNSET:
            field_dict["value"] = value
        if key is not UNSET:
            field_dict["key"] = key
        if experiment is not UNSET:
            field_dict["experiment"] = experiment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.flag_rule_condition_type_0 import FlagRuleConditionType0
        from ..models.flag_variation import FlagVariation

        d = dict(src_dict)
        kind = FlagRuleKind(d.pop("kind"))

        def _parse_condition(data: object) -> FlagRuleConditionType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_0 = FlagRuleConditionType0.from_dict(data)

                return condition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FlagRuleConditionType0 | None | Unset, data)

        condition = _parse_condition(d.pop("condition", UNSET))

        def _parse_attribute(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attribute = _parse_attribute(d.pop("attribute", UNSET))

        def _parse_seed(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seed = _parse_seed(d.pop("seed", UNSET))

        def _parse_coverage(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        coverage = _parse_coverage(d.pop("coverage", UNSET))

        def _parse_variations(data: object) -> list[FlagVariation] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                variations_type_0 = []
                _variations_type_0 = data
                for variations_type_0_item_data in _variations_type_0:
                    variations_type_0_item = FlagVariation.from_dict(
                        variations_type_0_item_data
                    )

                    variations_type_0.append(variations_type_0_item)

                return variations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[FlagVariation] | None | Unset, data)

        variations = _parse_variations(d.pop("variations", UNSET))

        value = d.pop("value", UNSET)

        def _parse_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        key = _parse_key(d.pop("key", UNSET))

        def _parse_experiment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        experiment = _parse_experiment(d.pop("experiment", UNSET))

        flag_rule = cls(
            kind=kind,
            condition=condition,
            attribute=attribute,
            seed=seed,
            coverage=coverage,
            variations=variations,
            value=value,
            key=key,
            experiment=experiment,
        )

        return flag_rule

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.flag_creation_kind import FlagCreationKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.flag_rule import FlagRule


T = TypeVar("T", bound="FlagCreation")


@_attrs_define
class FlagCreation:
    """A flag to be made.

    Example:
        {'default': '#00a', 'description': 'The colour of the button', 'key': 'checkout-button', 'kind': 'string',
            'rules': [{'condition': {'customer.purchases': {'$gte': 3}}, 'key': 'gold', 'kind': 'force', 'value': '#c90'},
            {'coverage': 1.0, 'kind': 'split', 'seed': 'checkout-button', 'variations': [{'key': 'green', 'value': '#0a0',
            'weight': 0.5}, {'key': 'blue', 'value': '#00a', 'weight': 0.5}]}]}

    Attributes:
        key (str):
        kind (FlagCreationKind): Of all its values; it never changes, because programs rely on it.
        default (Any): What a context has that no rule gives a value.
        description (str | Unset): What it is for, in the company's words. Default: ''.
        enabled (bool | Unset): Whether its rules count. Default: True.
        rules (list[FlagRule] | Unset):
    """

    key: str
    kind: FlagCreationKind
    default: Any
    description: str | Unset = ""
    enabled: bool | Unset = True
    rules: list[FlagRule] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        kind = self.kind.value

        default = self.default

        description = self.description

        enabled = self.enabled

        rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rules, Unset):
            rules = []
            for rules_item_data in self.rules:
                rules_item = rules_item_data.to_dict()
                rules.append(rules_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
                "kind": kind,
                "default": default,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if rules is not UNSET:
            field_dict["rules"] = rules

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.flag_rule import FlagRule

        d = dict(src_dict)
        key = d.pop("key")

        kind = FlagCreationKind(d.pop("kind"))

        default = d.pop("default")

        description = d.pop("description", UNSET)

        enabled = d.pop("enabled", UNSET)

        _rules = d.pop("rules", UNSET)
        rules: list[FlagRule] | Unset = UNSET
        if _rules is not UNSET:
            rules = []
            for rules_item_data in _rules:
                rules_item = FlagRule.from_dict(rules_item_data)

                rules.append(rules_item)

        flag_creation = cls(
            key=key,
            kind=kind,
            default=default,
            description=description,
            enabled=enabled,
            rules=rules,
        )

        return flag_creation

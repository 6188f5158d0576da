from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.flag_rule import FlagRule


T = TypeVar("T", bound="FlagChange")


@_attrs_define
class FlagChange:
    """What is to be changed of a flag; what is not named stays as it is.

    Example:
        {'default': '#00a', 'enabled': True, 'rules': [{'coverage': 1.0, 'kind': 'split', 'seed': 'checkout-button',
            'variations': [{'key': 'green', 'value': '#0a0', 'weight': 0.5}, {'key': 'blue', 'value': '#00a', 'weight':
            0.5}]}]}

    Attributes:
        default (Any | Unset): Of the flag's kind.
        description (str | Unset): What it is for, in the company's words. Default: ''.
        enabled (bool | Unset):  Default: True.
        rules (list[FlagRule] | Unset): All of them, anew.
        archived (bool | Unset): False takes an archived flag back. Default: False.
    """

    default: Any | Unset = UNSET
    description: str | Unset = ""
    enabled: bool | Unset = True
    rules: list[FlagRule] | Unset = UNSET
    archived: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        default = self.default

        description = self.description

        enabled = self.enabled

        rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rules, Unset):
            rules = []
            for rules_item_data in self.rules:
                rules_item = rules_item_data.to_dict()
                rules.append(rules_item)

        archived = self.archived

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if default is not UNSET:
            field_dict["default"] = default
        if description is not UNSET:
            field_dict["description"] = description
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if rules is not UNSET:
            field_dict["rules"] = rules
        if archived is not UNSET:
            field_dict["archived"] = archived

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.flag_rule import FlagRule

        d = dict(src_dict)
        default = d.pop("default", UNSET)

        description = d.pop("description", UNSET)

        enabled = d.pop("enabled", UNSET)

        _rules = d.pop("rules", UNSET)
        rules: list[FlagRule] | Unset = UNSET
        if _rules is not UNSET:
            rules = []
            for rules_item_data in _rules:
                rules_item = FlagRule.from_dict(rules_item_data)

                rules.append(rules_item)

        archived = d.pop("archived", UNSET)

        flag_change = cls(
            default=default,
            description=description,
            enabled=enabled,
            rules=rules,
            archived=archived,
        )

        return flag_change

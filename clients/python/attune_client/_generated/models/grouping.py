from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Grouping")


@_attrs_define
class Grouping:
    """What tells segments apart: the channel that acquired a customer, as cohorts and economics have it by default.

    Attributes:
        by (str):
        rule (str):
        lookback_days (int):
    """

    by: str
    rule: str
    lookback_days: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by = self.by

        rule = self.rule

        lookback_days = self.lookback_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "rule": rule,
                "lookback_days": lookback_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        by = d.pop("by")

        rule = d.pop("rule")

        lookback_days = d.pop("lookback_days")

        grouping = cls(
            by=by,
            rule=rule,
            lookback_days=lookback_days,
        )

        grouping.additional_properties = d
        return grouping

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

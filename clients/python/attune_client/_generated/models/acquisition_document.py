from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.acquisition_rule import AcquisitionRule

T = TypeVar("T", bound="AcquisitionDocument")


@_attrs_define
class AcquisitionDocument:
    """How a customer is told to be a channel's.

    Attributes:
        rule (AcquisitionRule): Which touch before the first purchase gets the new customer.
        lookback_days (int):
        touch_kinds (list[str]):
    """

    rule: AcquisitionRule
    lookback_days: int
    touch_kinds: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rule = self.rule.value

        lookback_days = self.lookback_days

        touch_kinds = self.touch_kinds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rule": rule,
                "lookback_days": lookback_days,
                "touch_kinds": touch_kinds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        rule = AcquisitionRule(d.pop("rule"))

        lookback_days = d.pop("lookback_days")

        touch_kinds = cast(list[str], d.pop("touch_kinds"))

        acquisition_document = cls(
            rule=rule,
            lookback_days=lookback_days,
            touch_kinds=touch_kinds,
        )

        acquisition_document.additional_properties = d
        return acquisition_document

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

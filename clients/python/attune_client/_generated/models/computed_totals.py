from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ComputedTotals")


@_attrs_define
class ComputedTotals:
    """What there was to share out.

    Attributes:
        conversions (float):
        value (float):
        nulls (float):
    """

    conversions: float
    value: float
    nulls: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        conversions = self.conversions

        value = self.value

        nulls = self.nulls

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "conversions": conversions,
                "value": value,
                "nulls": nulls,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        conversions = d.pop("conversions")

        value = d.pop("value")

        nulls = d.pop("nulls")

        computed_totals = cls(
            conversions=conversions,
            value=value,
            nulls=nulls,
        )

        computed_totals.additional_properties = d
        return computed_totals

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

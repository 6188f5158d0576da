from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.credit_intervals_conversions import CreditIntervalsConversions
    from ..models.credit_intervals_value import CreditIntervalsValue


T = TypeVar("T", bound="CreditIntervals")


@_attrs_define
class CreditIntervals:
    """[low, high] by model.

    Attributes:
        conversions (CreditIntervalsConversions):
        value (CreditIntervalsValue):
    """

    conversions: CreditIntervalsConversions
    value: CreditIntervalsValue
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        conversions = self.conversions.to_dict()

        value = self.value.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "conversions": conversions,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.credit_intervals_conversions import CreditIntervalsConversions
        from ..models.credit_intervals_value import CreditIntervalsValue

        d = dict(src_dict)
        conversions = CreditIntervalsConversions.from_dict(d.pop("conversions"))

        value = CreditIntervalsValue.from_dict(d.pop("value"))

        credit_intervals = cls(
            conversions=conversions,
            value=value,
        )

        credit_intervals.additional_properties = d
        return credit_intervals

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

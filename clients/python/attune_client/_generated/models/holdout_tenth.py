from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="HoldoutTenth")


@_attrs_define
class HoldoutTenth:
    """A tenth of the customers, in the order of their forecasts, the lowest first.

    Attributes:
        customers (float):
        predicted (float): Mean purchases foretold.
        actual (float): Mean purchases made.
    """

    customers: float
    predicted: float
    actual: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        customers = self.customers

        predicted = self.predicted

        actual = self.actual

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "predicted": predicted,
                "actual": actual,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        customers = d.pop("customers")

        predicted = d.pop("predicted")

        actual = d.pop("actual")

        holdout_tenth = cls(
            customers=customers,
            predicted=predicted,
            actual=actual,
        )

        holdout_tenth.additional_properties = d
        return holdout_tenth

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

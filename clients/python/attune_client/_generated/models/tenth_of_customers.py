from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TenthOfCustomers")


@_attrs_define
class TenthOfCustomers:
    """A tenth of the customers in the order of their forecasts: mean purchases foretold and made.

    Attributes:
        customers (float):
        predicted (float):
        actual (float):
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

        tenth_of_customers = cls(
            customers=customers,
            predicted=predicted,
            actual=actual,
        )

        tenth_of_customers.additional_properties = d
        return tenth_of_customers

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="PooledRetention")


@_attrs_define
class PooledRetention:
    """Retention at an age, of all cohorts to whom it is over.

    Attributes:
        age (int):
        customers (int):
        active (int):
        retention (Figure): An estimate with its interval; null where there is none, and then why.
    """

    age: int
    customers: int
    active: int
    retention: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        age = self.age

        customers = self.customers

        active = self.active

        retention = self.retention.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "age": age,
                "customers": customers,
                "active": active,
                "retention": retention,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        age = d.pop("age")

        customers = d.pop("customers")

        active = d.pop("active")

        retention = Figure.from_dict(d.pop("retention"))

        pooled_retention = cls(
            age=age,
            customers=customers,
            active=active,
            retention=retention,
        )

        pooled_retention.additional_properties = d
        return pooled_retention

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

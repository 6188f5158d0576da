from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AcquisitionReport")


@_attrs_define
class AcquisitionReport:
    """What a new customer costs who comes by other ways than a referral.

    Attributes:
        cost (float | None):
        stated (bool): Whether it was stated, not measured.
        spend (float): For communication on the days that begin within the window.
        customers (int): Whom it is spread over: new ones within the window whom nobody brought.
    """

    cost: float | None
    stated: bool
    spend: float
    customers: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cost: float | None
        cost = self.cost

        stated = self.stated

        spend = self.spend

        customers = self.customers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cost": cost,
                "stated": stated,
                "spend": spend,
                "customers": customers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_cost(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        cost = _parse_cost(d.pop("cost"))

        stated = d.pop("stated")

        spend = d.pop("spend")

        customers = d.pop("customers")

        acquisition_report = cls(
            cost=cost,
            stated=stated,
            spend=spend,
            customers=customers,
        )

        acquisition_report.additional_properties = d
        return acquisition_report

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

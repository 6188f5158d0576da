from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure
    from ..models.wait_point import WaitPoint


T = TypeVar("T", bound="WaitDocument")


@_attrs_define
class WaitDocument:
    """How many days customers wait for a purchase since the one before it; who still waits counts for as long as they did.

    Attributes:
        purchase (int): The number of the purchase day that is waited for.
        customers (int): Those with the purchase before it.
        bought (int):
        median_days (Figure): An estimate with its interval; null where there is none, and then why.
        curve (list[WaitPoint]): At 200 days at the most, evenly among those with a purchase.
        method (str):
    """

    purchase: int
    customers: int
    bought: int
    median_days: Figure
    curve: list[WaitPoint]
    method: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        purchase = self.purchase

        customers = self.customers

        bought = self.bought

        median_days = self.median_days.to_dict()

        curve = []
        for curve_item_data in self.curve:
            curve_item = curve_item_data.to_dict()
            curve.append(curve_item)

        method = self.method

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "purchase": purchase,
                "customers": customers,
                "bought": bought,
                "median_days": median_days,
                "curve": curve,
                "method": method,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure
        from ..models.wait_point import WaitPoint

        d = dict(src_dict)
        purchase = d.pop("purchase")

        customers = d.pop("customers")

        bought = d.pop("bought")

        median_days = Figure.from_dict(d.pop("median_days"))

        curve = []
        _curve = d.pop("curve")
        for curve_item_data in _curve:
            curve_item = WaitPoint.from_dict(curve_item_data)

            curve.append(curve_item)

        method = d.pop("method")

        wait_document = cls(
            purchase=purchase,
            customers=customers,
            bought=bought,
            median_days=median_days,
            curve=curve,
            method=method,
        )

        wait_document.additional_properties = d
        return wait_document

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

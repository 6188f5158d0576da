from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="IdentifyStep")


@_attrs_define
class IdentifyStep:
    """Step 1: who the customers are, by what they did before `as_of`.

    Attributes:
        customers (int): Known now: with or without a purchase, anonymous and erased ones too.
        anonymous (int):
        erased (int): Tombstones: what they did stays counted, who they were is not known any more.
        purchasers (int): Customers with a purchase: an order that is neither cancelled nor refunded whole.
        active_customers (int): Who bought within the last 90 days.
        repeat_customers (int): Who bought on more than one day.
        repeat_rate (float | None): Their share of the purchasers; null where there are none.
        new_customers (int): Whose first purchase was within the last 30 days.
        orders (int):
        purchases (int):
        revenue (str): Net of all orders.
        average_order_value (None | str): Revenue per purchase; null where there are none.
        warnings (list[str]): `orders_in_other_currencies`: some are in another than the workspace's, added up as if
            they were in it.
    """

    customers: int
    anonymous: int
    erased: int
    purchasers: int
    active_customers: int
    repeat_customers: int
    repeat_rate: float | None
    new_customers: int
    orders: int
    purchases: int
    revenue: str
    average_order_value: None | str
    warnings: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        customers = self.customers

        anonymous = self.anonymous

        erased = self.erased

        purchasers = self.purchasers

        active_customers = self.active_customers

        repeat_customers = self.repeat_customers

        repeat_rate: float | None
        repeat_rate = self.repeat_rate

        new_customers = self.new_customers

        orders = self.orders

        purchases = self.purchases

        revenue = self.revenue

        average_order_value: None | str
        average_order_value = self.average_order_value

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "anonymous": anonymous,
                "erased": erased,
                "purchasers": purchasers,
                "active_customers": active_customers,
                "repeat_customers": repeat_customers,
                "repeat_rate": repeat_rate,
                "new_customers": new_customers,
                "orders": orders,
                "purchases": purchases,
                "revenue": revenue,
                "average_order_value": average_order_value,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        customers = d.pop("customers")

        anonymous = d.pop("anonymous")

        erased = d.pop("erased")

        purchasers = d.pop("purchasers")

        active_customers = d.pop("active_customers")

        repeat_customers = d.pop("repeat_customers")

        def _parse_repeat_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        repeat_rate = _parse_repeat_rate(d.pop("repeat_rate"))

        new_customers = d.pop("new_customers")

        orders = d.pop("orders")

        purchases = d.pop("purchases")

        revenue = d.pop("revenue")

        def _parse_average_order_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        average_order_value = _parse_average_order_value(d.pop("average_order_value"))

        warnings = cast(list[str], d.pop("warnings"))

        identify_step = cls(
            customers=customers,
            anonymous=anonymous,
            erased=erased,
            purchasers=purchasers,
            active_customers=active_customers,
            repeat_customers=repeat_customers,
            repeat_rate=repeat_rate,
            new_customers=new_customers,
            orders=orders,
            purchases=purchases,
            revenue=revenue,
            average_order_value=average_order_value,
            warnings=warnings,
        )

        identify_step.additional_properties = d
        return identify_step

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

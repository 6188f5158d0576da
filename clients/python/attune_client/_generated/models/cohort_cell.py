from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.amount import Amount
    from ..models.figure import Figure


T = TypeVar("T", bound="CohortCell")


@_attrs_define
class CohortCell:
    """A cohort at an age.

    Attributes:
        age (int): In periods: 0 is the one of the first purchase.
        period (datetime.date): Its first day.
        active (int): Customers with a purchase in it.
        orders (int): Purchases.
        revenue (Amount): Money of record in the workspace's currency; null where it is not known, and then why.
        margin (Amount): Money of record in the workspace's currency; null where it is not known, and then why.
        retention (Figure): An estimate with its interval; null where there is none, and then why.
    """

    age: int
    period: datetime.date
    active: int
    orders: int
    revenue: Amount
    margin: Amount
    retention: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        age = self.age

        period = self.period.isoformat()

        active = self.active

        orders = self.orders

        revenue = self.revenue.to_dict()

        margin = self.margin.to_dict()

        retention = self.retention.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "age": age,
                "period": period,
                "active": active,
                "orders": orders,
                "revenue": revenue,
                "margin": margin,
                "retention": retention,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.amount import Amount
        from ..models.figure import Figure

        d = dict(src_dict)
        age = d.pop("age")

        period = datetime.date.fromisoformat(d.pop("period"))

        active = d.pop("active")

        orders = d.pop("orders")

        revenue = Amount.from_dict(d.pop("revenue"))

        margin = Amount.from_dict(d.pop("margin"))

        retention = Figure.from_dict(d.pop("retention"))

        cohort_cell = cls(
            age=age,
            period=period,
            active=active,
            orders=orders,
            revenue=revenue,
            margin=margin,
            retention=retention,
        )

        cohort_cell.additional_properties = d
        return cohort_cell

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BehaviourSummary")


@_attrs_define
class BehaviourSummary:
    """What a customer did before `as_of`. Refunds and cancellations are those known now, also of orders before `as_of`.

    Attributes:
        orders (int):
        purchases (int): Orders but those that are by now known as cancelled or refunded whole.
        revenue (str): Of the orders, less all refunds known now; in the workspace's currency.
        first_order_at (datetime.datetime | None):
        last_order_at (datetime.datetime | None):
        events (int):
        first_event_at (datetime.datetime | None):
        last_event_at (datetime.datetime | None):
    """

    orders: int
    purchases: int
    revenue: str
    first_order_at: datetime.datetime | None
    last_order_at: datetime.datetime | None
    events: int
    first_event_at: datetime.datetime | None
    last_event_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        orders = self.orders

        purchases = self.purchases

        revenue = self.revenue

        first_order_at: None | str
        if isinstance(self.first_order_at, datetime.datetime):
            first_order_at = self.first_order_at.isoformat()
        else:
            first_order_at = self.first_order_at

        last_order_at: None | str
        if isinstance(self.last_order_at, datetime.datetime):
            last_order_at = self.last_order_at.isoformat()
        else:
            last_order_at = self.last_order_at

        events = self.events

        first_event_at: None | str
        if isinstance(self.first_event_at, datetime.datetime):
            first_event_at = self.first_event_at.isoformat()
        else:
            first_event_at = self.first_event_at

        last_event_at: None | str
        if isinstance(self.last_event_at, datetime.datetime):
            last_event_at = self.last_event_at.isoformat()
        else:
            last_event_at = self.last_event_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "orders": orders,
                "purchases": purchases,
                "revenue": revenue,
                "first_order_at": first_order_at,
                "last_order_at": last_order_at,
                "events": events,
                "first_event_at": first_event_at,
                "last_event_at": last_event_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        orders = d.pop("orders")

        purchases = d.pop("purchases")

        revenue = d.pop("revenue")

        def _parse_first_order_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_order_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_order_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_order_at = _parse_first_order_at(d.pop("first_order_at"))

        def _parse_last_order_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_order_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_order_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_order_at = _parse_last_order_at(d.pop("last_order_at"))

        events = d.pop("events")

        def _parse_first_event_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_event_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_event_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_event_at = _parse_first_event_at(d.pop("first_event_at"))

        def _parse_last_event_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_event_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_event_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_event_at = _parse_last_event_at(d.pop("last_event_at"))

        behaviour_summary = cls(
            orders=orders,
            purchases=purchases,
            revenue=revenue,
            first_order_at=first_order_at,
            last_order_at=last_order_at,
            events=events,
            first_event_at=first_event_at,
            last_event_at=last_event_at,
        )

        behaviour_summary.additional_properties = d
        return behaviour_summary

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

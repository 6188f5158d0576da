from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.loyal_customer_report import LoyalCustomerReport


T = TypeVar("T", bound="LoyalCustomerPage")


@_attrs_define
class LoyalCustomerPage:
    """One page of customers, in the order of our ids.

    Attributes:
        items (list[LoyalCustomerReport]):
        as_of (datetime.datetime): The same on all pages of a list.
        missing (list[str]): Codes of what is missing for referral values and the grid: `no_published_model`,
            `margin_unknown` (state `margin_rate`), `acquisition_cost_unknown` (state `acquisition_cost`),
            `no_lifetime_values`. Then there are no items.
        next_cursor (None | str | Unset): Give it as `cursor` to read on.
    """

    items: list[LoyalCustomerReport]
    as_of: datetime.datetime
    missing: list[str]
    next_cursor: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        as_of = self.as_of.isoformat()

        missing = self.missing

        next_cursor: None | str | Unset
        if isinstance(self.next_cursor, Unset):
            next_cursor = UNSET
        else:
            next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "as_of": as_of,
                "missing": missing,
            }
        )
        if next_cursor is not UNSET:
            field_dict["next_cursor"] = next_cursor

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loyal_customer_report import LoyalCustomerReport

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = LoyalCustomerReport.from_dict(items_item_data)

            items.append(items_item)

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        missing = cast(list[str], d.pop("missing"))

        def _parse_next_cursor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor", UNSET))

        loyal_customer_page = cls(
            items=items,
            as_of=as_of,
            missing=missing,
            next_cursor=next_cursor,
        )

        loyal_customer_page.additional_properties = d
        return loyal_customer_page

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

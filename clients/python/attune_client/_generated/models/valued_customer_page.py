from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.published_run import PublishedRun
    from ..models.valued_customer import ValuedCustomer


T = TypeVar("T", bound="ValuedCustomerPage")


@_attrs_define
class ValuedCustomerPage:
    """One page of customers with their values.

    Attributes:
        items (list[ValuedCustomer]):
        model (None | PublishedRun): Null, and no items, before the first run is published.
        next_cursor (None | str | Unset): Give it as `cursor` to read on.
    """

    items: list[ValuedCustomer]
    model: None | PublishedRun
    next_cursor: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.published_run import PublishedRun

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        model: dict[str, Any] | None
        if isinstance(self.model, PublishedRun):
            model = self.model.to_dict()
        else:
            model = self.model

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
                "model": model,
            }
        )
        if next_cursor is not UNSET:
            field_dict["next_cursor"] = next_cursor

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.published_run import PublishedRun
        from ..models.valued_customer import ValuedCustomer

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ValuedCustomer.from_dict(items_item_data)

            items.append(items_item)

        def _parse_model(data: object) -> None | PublishedRun:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                model_type_0 = PublishedRun.from_dict(data)

                return model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PublishedRun, data)

        model = _parse_model(d.pop("model"))

        def _parse_next_cursor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor", UNSET))

        valued_customer_page = cls(
            items=items,
            model=model,
            next_cursor=next_cursor,
        )

        valued_customer_page.additional_properties = d
        return valued_customer_page

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

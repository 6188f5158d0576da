from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.goal_document import GoalDocument


T = TypeVar("T", bound="GoalPage")


@_attrs_define
class GoalPage:
    """One page of goals.

    Example:
        {'items': [{'as_of': '2026-11-01T00:00:00Z', 'at_risk': True, 'at_risk_rule': 'behind_straight_line',
            'baseline': '0.2000', 'baseline_at': '2026-10-01T00:00:00Z', 'created_at': '2026-10-01T00:00:00Z', 'current':
            '0.2100', 'direction': 'at_least', 'due_on': '2026-12-31', 'elapsed': 0.3369565217391304, 'id':
            '0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c11', 'kind': 'state', 'metric': 'repeat_rate', 'name': 'A quarter of
            customers come back', 'owner': 'Ada', 'pace': '0.2168', 'progress': 0.2, 'state': 'active', 'target': '0.2500',
            'unit': 'share'}]}

    Attributes:
        items (list[GoalDocument]):
        next_cursor (None | str | Unset): Give it as `cursor` to read on.
    """

    items: list[GoalDocument]
    next_cursor: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

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
            }
        )
        if next_cursor is not UNSET:
            field_dict["next_cursor"] = next_cursor

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.goal_document import GoalDocument

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = GoalDocument.from_dict(items_item_data)

            items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor", UNSET))

        goal_page = cls(
            items=items,
            next_cursor=next_cursor,
        )

        goal_page.additional_properties = d
        return goal_page

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grouped_by import GroupedBy

if TYPE_CHECKING:
    from ..models.segment_report import SegmentReport


T = TypeVar("T", bound="Grouping")


@_attrs_define
class Grouping:
    """Customers told apart in one way; each with a model of its own, pooled toward that of all (by both: of the segment).

    Attributes:
        by (GroupedBy): What parts are told apart by.
        rule (None | str): Which touch before the first purchase has the new customer; null by segment alone.
        lookback_days (int | None): How long before it that touch may be; null by segment alone.
        trait (None | str): Whose values, as they were when the run was made, are the segments.
        items (list[SegmentReport]): At most 50, those with the most customers, and each of five or more; by their
            names.
    """

    by: GroupedBy
    rule: None | str
    lookback_days: int | None
    trait: None | str
    items: list[SegmentReport]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by = self.by.value

        rule: None | str
        rule = self.rule

        lookback_days: int | None
        lookback_days = self.lookback_days

        trait: None | str
        trait = self.trait

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "rule": rule,
                "lookback_days": lookback_days,
                "trait": trait,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.segment_report import SegmentReport

        d = dict(src_dict)
        by = GroupedBy(d.pop("by"))

        def _parse_rule(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rule = _parse_rule(d.pop("rule"))

        def _parse_lookback_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        lookback_days = _parse_lookback_days(d.pop("lookback_days"))

        def _parse_trait(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        trait = _parse_trait(d.pop("trait"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = SegmentReport.from_dict(items_item_data)

            items.append(items_item)

        grouping = cls(
            by=by,
            rule=rule,
            lookback_days=lookback_days,
            trait=trait,
            items=items,
        )

        grouping.additional_properties = d
        return grouping

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

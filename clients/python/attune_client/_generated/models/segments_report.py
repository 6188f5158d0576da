from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.grouping import Grouping
    from ..models.mean_spend import MeanSpend
    from ..models.segment_report import SegmentReport


T = TypeVar("T", bound="SegmentsReport")


@_attrs_define
class SegmentsReport:
    """A model for each segment, pooled toward that of all customers.

    Attributes:
        grouping (Grouping): What tells segments apart: the channel that acquired a customer, as cohorts and economics
            have it by default.
        spend_per_day (MeanSpend): Mean net spend of a purchase day.
        items (list[SegmentReport]): At most 50, those with the most customers.
    """

    grouping: Grouping
    spend_per_day: MeanSpend
    items: list[SegmentReport]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        grouping = self.grouping.to_dict()

        spend_per_day = self.spend_per_day.to_dict()

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "grouping": grouping,
                "spend_per_day": spend_per_day,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.grouping import Grouping
        from ..models.mean_spend import MeanSpend
        from ..models.segment_report import SegmentReport

        d = dict(src_dict)
        grouping = Grouping.from_dict(d.pop("grouping"))

        spend_per_day = MeanSpend.from_dict(d.pop("spend_per_day"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = SegmentReport.from_dict(items_item_data)

            items.append(items_item)

        segments_report = cls(
            grouping=grouping,
            spend_per_day=spend_per_day,
            items=items,
        )

        segments_report.additional_properties = d
        return segments_report

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

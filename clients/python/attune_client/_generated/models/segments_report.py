from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.grouping import Grouping
    from ..models.mean_spend import MeanSpend


T = TypeVar("T", bound="SegmentsReport")


@_attrs_define
class SegmentsReport:
    """Models of channels and segments, and what all customers spend.

    Attributes:
        spend_per_day (MeanSpend): Mean net spend of a purchase day.
        groupings (list[Grouping]):
        withheld (bool | Unset): Whether groupings by segment are left out, since they show values of a trait and the
            key lacks `behaviour:read`. Default: False.
    """

    spend_per_day: MeanSpend
    groupings: list[Grouping]
    withheld: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        spend_per_day = self.spend_per_day.to_dict()

        groupings = []
        for groupings_item_data in self.groupings:
            groupings_item = groupings_item_data.to_dict()
            groupings.append(groupings_item)

        withheld = self.withheld

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "spend_per_day": spend_per_day,
                "groupings": groupings,
            }
        )
        if withheld is not UNSET:
            field_dict["withheld"] = withheld

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.grouping import Grouping
        from ..models.mean_spend import MeanSpend

        d = dict(src_dict)
        spend_per_day = MeanSpend.from_dict(d.pop("spend_per_day"))

        groupings = []
        _groupings = d.pop("groupings")
        for groupings_item_data in _groupings:
            groupings_item = Grouping.from_dict(groupings_item_data)

            groupings.append(groupings_item)

        withheld = d.pop("withheld", UNSET)

        segments_report = cls(
            spend_per_day=spend_per_day,
            groupings=groupings,
            withheld=withheld,
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

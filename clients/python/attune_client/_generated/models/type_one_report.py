from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.share_source import ShareSource

T = TypeVar("T", bound="TypeOneReport")


@_attrs_define
class TypeOneReport:
    """Of the referred, the share who would not have come otherwise, for those who were not asked.

    Attributes:
        share (float):
        low (float):
        high (float):
        source (ShareSource): Where the share of type-1 referrals comes from.
        asked (int): Of the referred, those who said whether they would have come anyway.
    """

    share: float
    low: float
    high: float
    source: ShareSource
    asked: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        share = self.share

        low = self.low

        high = self.high

        source = self.source.value

        asked = self.asked

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "share": share,
                "low": low,
                "high": high,
                "source": source,
                "asked": asked,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        share = d.pop("share")

        low = d.pop("low")

        high = d.pop("high")

        source = ShareSource(d.pop("source"))

        asked = d.pop("asked")

        type_one_report = cls(
            share=share,
            low=low,
            high=high,
            source=source,
            asked=asked,
        )

        type_one_report.additional_properties = d
        return type_one_report

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ForecastRequestDocument")


@_attrs_define
class ForecastRequestDocument:
    """What was asked for, with every default made explicit.

    Attributes:
        known_until (datetime.date):
        weeks (int):
        level (float):
        groups (int | Unset): 0: none was asked for, as before there were groups. Default: 0.
    """

    known_until: datetime.date
    weeks: int
    level: float
    groups: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        known_until = self.known_until.isoformat()

        weeks = self.weeks

        level = self.level

        groups = self.groups

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "known_until": known_until,
                "weeks": weeks,
                "level": level,
            }
        )
        if groups is not UNSET:
            field_dict["groups"] = groups

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        known_until = datetime.date.fromisoformat(d.pop("known_until"))

        weeks = d.pop("weeks")

        level = d.pop("level")

        groups = d.pop("groups", UNSET)

        forecast_request_document = cls(
            known_until=known_until,
            weeks=weeks,
            level=level,
            groups=groups,
        )

        forecast_request_document.additional_properties = d
        return forecast_request_document

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LoopHoldout")


@_attrs_define
class LoopHoldout:
    """A universal holdout by its latest analysis: who is communicated with, and who is not.

    Attributes:
        key (str):
        held_out (int):
        communicated (int):
        analysed_until (datetime.datetime):
    """

    key: str
    held_out: int
    communicated: int
    analysed_until: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        held_out = self.held_out

        communicated = self.communicated

        analysed_until = self.analysed_until.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "held_out": held_out,
                "communicated": communicated,
                "analysed_until": analysed_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        held_out = d.pop("held_out")

        communicated = d.pop("communicated")

        analysed_until = datetime.datetime.fromisoformat(d.pop("analysed_until"))

        loop_holdout = cls(
            key=key,
            held_out=held_out,
            communicated=communicated,
            analysed_until=analysed_until,
        )

        loop_holdout.additional_properties = d
        return loop_holdout

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

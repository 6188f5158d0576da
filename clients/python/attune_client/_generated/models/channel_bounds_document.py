from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ChannelBoundsDocument")


@_attrs_define
class ChannelBoundsDocument:
    """A channel's bounds, over the horizon.

    Attributes:
        channel (str):
        min_ (str):
        max_ (None | str):
    """

    channel: str
    min_: str
    max_: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        min_ = self.min_

        max_: None | str
        max_ = self.max_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "min": min_,
                "max": max_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = d.pop("channel")

        min_ = d.pop("min")

        def _parse_max_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        max_ = _parse_max_(d.pop("max"))

        channel_bounds_document = cls(
            channel=channel,
            min_=min_,
            max_=max_,
        )

        channel_bounds_document.additional_properties = d
        return channel_bounds_document

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

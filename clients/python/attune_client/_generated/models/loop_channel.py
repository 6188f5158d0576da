from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_channel_by_kind import LoopChannelByKind


T = TypeVar("T", bound="LoopChannel")


@_attrs_define
class LoopChannel:
    """What was said through a channel, and what was paid for it, before `as_of`.

    Attributes:
        channel (str):
        touchpoints (int):
        by_kind (LoopChannelByKind): Touchpoints by click, visit, impression, open, sent, other.
        campaigns (int): How many its touchpoints name.
        spend (str):
    """

    channel: str
    touchpoints: int
    by_kind: LoopChannelByKind
    campaigns: int
    spend: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        touchpoints = self.touchpoints

        by_kind = self.by_kind.to_dict()

        campaigns = self.campaigns

        spend = self.spend

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "touchpoints": touchpoints,
                "by_kind": by_kind,
                "campaigns": campaigns,
                "spend": spend,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_channel_by_kind import LoopChannelByKind

        d = dict(src_dict)
        channel = d.pop("channel")

        touchpoints = d.pop("touchpoints")

        by_kind = LoopChannelByKind.from_dict(d.pop("by_kind"))

        campaigns = d.pop("campaigns")

        spend = d.pop("spend")

        loop_channel = cls(
            channel=channel,
            touchpoints=touchpoints,
            by_kind=by_kind,
            campaigns=campaigns,
            spend=spend,
        )

        loop_channel.additional_properties = d
        return loop_channel

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_report_credit import ChannelReportCredit
    from ..models.incremental_return_document import IncrementalReturnDocument


T = TypeVar("T", bound="ChannelReport")


@_attrs_define
class ChannelReport:
    """A channel: its credit beside its cost.

    Attributes:
        channel (str):
        visible (bool): Whether it left touchpoints; a channel that did not is only known by its spend.
        touches (int): Touchpoints in the window, of the kinds that count.
        spend (str):
        removal_effect (float | None): Share of conversions lost without it, by Markov's chain of order 1.
        credit (ChannelReportCredit): By model; empty where the channel is not visible.
        incremental (list[IncrementalReturnDocument]): Of experiments that tested this channel.
    """

    channel: str
    visible: bool
    touches: int
    spend: str
    removal_effect: float | None
    credit: ChannelReportCredit
    incremental: list[IncrementalReturnDocument]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        visible = self.visible

        touches = self.touches

        spend = self.spend

        removal_effect: float | None
        removal_effect = self.removal_effect

        credit = self.credit.to_dict()

        incremental = []
        for incremental_item_data in self.incremental:
            incremental_item = incremental_item_data.to_dict()
            incremental.append(incremental_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "visible": visible,
                "touches": touches,
                "spend": spend,
                "removal_effect": removal_effect,
                "credit": credit,
                "incremental": incremental,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_report_credit import ChannelReportCredit
        from ..models.incremental_return_document import IncrementalReturnDocument

        d = dict(src_dict)
        channel = d.pop("channel")

        visible = d.pop("visible")

        touches = d.pop("touches")

        spend = d.pop("spend")

        def _parse_removal_effect(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        removal_effect = _parse_removal_effect(d.pop("removal_effect"))

        credit = ChannelReportCredit.from_dict(d.pop("credit"))

        incremental = []
        _incremental = d.pop("incremental")
        for incremental_item_data in _incremental:
            incremental_item = IncrementalReturnDocument.from_dict(
                incremental_item_data
            )

            incremental.append(incremental_item)

        channel_report = cls(
            channel=channel,
            visible=visible,
            touches=touches,
            spend=spend,
            removal_effect=removal_effect,
            credit=credit,
            incremental=incremental,
        )

        channel_report.additional_properties = d
        return channel_report

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.computed_channel_conversions import ComputedChannelConversions
    from ..models.computed_channel_value import ComputedChannelValue
    from ..models.credit_intervals import CreditIntervals


T = TypeVar("T", bound="ComputedChannel")


@_attrs_define
class ComputedChannel:
    """A channel's credit.

    Attributes:
        channel (str):
        conversions (ComputedChannelConversions): By model.
        value (ComputedChannelValue): By model.
        removal_effect (float | None | Unset): Share of conversions lost without the channel; with `markov` only.
        intervals (CreditIntervals | None | Unset): Where they were asked for.
    """

    channel: str
    conversions: ComputedChannelConversions
    value: ComputedChannelValue
    removal_effect: float | None | Unset = UNSET
    intervals: CreditIntervals | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.credit_intervals import CreditIntervals

        channel = self.channel

        conversions = self.conversions.to_dict()

        value = self.value.to_dict()

        removal_effect: float | None | Unset
        if isinstance(self.removal_effect, Unset):
            removal_effect = UNSET
        else:
            removal_effect = self.removal_effect

        intervals: dict[str, Any] | None | Unset
        if isinstance(self.intervals, Unset):
            intervals = UNSET
        elif isinstance(self.intervals, CreditIntervals):
            intervals = self.intervals.to_dict()
        else:
            intervals = self.intervals

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "conversions": conversions,
                "value": value,
            }
        )
        if removal_effect is not UNSET:
            field_dict["removal_effect"] = removal_effect
        if intervals is not UNSET:
            field_dict["intervals"] = intervals

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.computed_channel_conversions import ComputedChannelConversions
        from ..models.computed_channel_value import ComputedChannelValue
        from ..models.credit_intervals import CreditIntervals

        d = dict(src_dict)
        channel = d.pop("channel")

        conversions = ComputedChannelConversions.from_dict(d.pop("conversions"))

        value = ComputedChannelValue.from_dict(d.pop("value"))

        def _parse_removal_effect(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        removal_effect = _parse_removal_effect(d.pop("removal_effect", UNSET))

        def _parse_intervals(data: object) -> CreditIntervals | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                intervals_type_0 = CreditIntervals.from_dict(data)

                return intervals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreditIntervals | None | Unset, data)

        intervals = _parse_intervals(d.pop("intervals", UNSET))

        computed_channel = cls(
            channel=channel,
            conversions=conversions,
            value=value,
            removal_effect=removal_effect,
            intervals=intervals,
        )

        computed_channel.additional_properties = d
        return computed_channel

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

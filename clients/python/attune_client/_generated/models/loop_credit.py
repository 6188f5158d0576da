from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_ratio import LoopRatio


T = TypeVar("T", bound="LoopCredit")


@_attrs_define
class LoopCredit:
    """What a model gives to a channel, and what that is per unit of the channel's spend; null where nothing was spent.

    Attributes:
        model (str):
        channel (str):
        conversions (float):
        conversions_low (float | None):
        conversions_high (float | None):
        value (str):
        value_low (float | None):
        value_high (float | None):
        roas (LoopRatio | None): Value per unit of spend.
        roci_gross (LoopRatio | None): Margin per unit of spend; null where the margin is not known, too.
        roci_net (LoopRatio | None): (margin − spend) / spend; null likewise.
    """

    model: str
    channel: str
    conversions: float
    conversions_low: float | None
    conversions_high: float | None
    value: str
    value_low: float | None
    value_high: float | None
    roas: LoopRatio | None
    roci_gross: LoopRatio | None
    roci_net: LoopRatio | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loop_ratio import LoopRatio

        model = self.model

        channel = self.channel

        conversions = self.conversions

        conversions_low: float | None
        conversions_low = self.conversions_low

        conversions_high: float | None
        conversions_high = self.conversions_high

        value = self.value

        value_low: float | None
        value_low = self.value_low

        value_high: float | None
        value_high = self.value_high

        roas: dict[str, Any] | None
        if isinstance(self.roas, LoopRatio):
            roas = self.roas.to_dict()
        else:
            roas = self.roas

        roci_gross: dict[str, Any] | None
        if isinstance(self.roci_gross, LoopRatio):
            roci_gross = self.roci_gross.to_dict()
        else:
            roci_gross = self.roci_gross

        roci_net: dict[str, Any] | None
        if isinstance(self.roci_net, LoopRatio):
            roci_net = self.roci_net.to_dict()
        else:
            roci_net = self.roci_net

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "channel": channel,
                "conversions": conversions,
                "conversions_low": conversions_low,
                "conversions_high": conversions_high,
                "value": value,
                "value_low": value_low,
                "value_high": value_high,
                "roas": roas,
                "roci_gross": roci_gross,
                "roci_net": roci_net,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_ratio import LoopRatio

        d = dict(src_dict)
        model = d.pop("model")

        channel = d.pop("channel")

        conversions = d.pop("conversions")

        def _parse_conversions_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        conversions_low = _parse_conversions_low(d.pop("conversions_low"))

        def _parse_conversions_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        conversions_high = _parse_conversions_high(d.pop("conversions_high"))

        value = d.pop("value")

        def _parse_value_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value_low = _parse_value_low(d.pop("value_low"))

        def _parse_value_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value_high = _parse_value_high(d.pop("value_high"))

        def _parse_roas(data: object) -> LoopRatio | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roas_type_0 = LoopRatio.from_dict(data)

                return roas_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopRatio | None, data)

        roas = _parse_roas(d.pop("roas"))

        def _parse_roci_gross(data: object) -> LoopRatio | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roci_gross_type_0 = LoopRatio.from_dict(data)

                return roci_gross_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopRatio | None, data)

        roci_gross = _parse_roci_gross(d.pop("roci_gross"))

        def _parse_roci_net(data: object) -> LoopRatio | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roci_net_type_0 = LoopRatio.from_dict(data)

                return roci_net_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopRatio | None, data)

        roci_net = _parse_roci_net(d.pop("roci_net"))

        loop_credit = cls(
            model=model,
            channel=channel,
            conversions=conversions,
            conversions_low=conversions_low,
            conversions_high=conversions_high,
            value=value,
            value_low=value_low,
            value_high=value_high,
            roas=roas,
            roci_gross=roci_gross,
            roci_net=roci_net,
        )

        loop_credit.additional_properties = d
        return loop_credit

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

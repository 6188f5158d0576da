from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_channel import LoopChannel
    from ..models.loop_holdout import LoopHoldout


T = TypeVar("T", bound="CommunicateStep")


@_attrs_define
class CommunicateStep:
    """Step 3: what was said where, to whom, at what cost.

    Attributes:
        touchpoints (int):
        customers_reached (int): Whom any touchpoint touched.
        reach (float | None): Their share of all customers known now; null where there are none.
        spend (str):
        channels (list[LoopChannel]):
        holdouts (list[LoopHoldout]): Of each universal holdout that was analysed.
        warnings (list[str]): `spend_in_other_currencies`: some is in another than the workspace's, added up as if it
            were in it.
    """

    touchpoints: int
    customers_reached: int
    reach: float | None
    spend: str
    channels: list[LoopChannel]
    holdouts: list[LoopHoldout]
    warnings: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        touchpoints = self.touchpoints

        customers_reached = self.customers_reached

        reach: float | None
        reach = self.reach

        spend = self.spend

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        holdouts = []
        for holdouts_item_data in self.holdouts:
            holdouts_item = holdouts_item_data.to_dict()
            holdouts.append(holdouts_item)

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "touchpoints": touchpoints,
                "customers_reached": customers_reached,
                "reach": reach,
                "spend": spend,
                "channels": channels,
                "holdouts": holdouts,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_channel import LoopChannel
        from ..models.loop_holdout import LoopHoldout

        d = dict(src_dict)
        touchpoints = d.pop("touchpoints")

        customers_reached = d.pop("customers_reached")

        def _parse_reach(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        reach = _parse_reach(d.pop("reach"))

        spend = d.pop("spend")

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = LoopChannel.from_dict(channels_item_data)

            channels.append(channels_item)

        holdouts = []
        _holdouts = d.pop("holdouts")
        for holdouts_item_data in _holdouts:
            holdouts_item = LoopHoldout.from_dict(holdouts_item_data)

            holdouts.append(holdouts_item)

        warnings = cast(list[str], d.pop("warnings"))

        communicate_step = cls(
            touchpoints=touchpoints,
            customers_reached=customers_reached,
            reach=reach,
            spend=spend,
            channels=channels,
            holdouts=holdouts,
            warnings=warnings,
        )

        communicate_step.additional_properties = d
        return communicate_step

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

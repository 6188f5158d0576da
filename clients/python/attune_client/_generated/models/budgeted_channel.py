from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BudgetedChannel")


@_attrs_define
class BudgetedChannel:
    """A channel to divide the budget over.

    Example:
        {'channel': 'email', 'max': '400.00', 'min': '50.00'}

    Attributes:
        channel (str):
        min_ (float | str | Unset): That it is given at the least, over the horizon. Default: 0.0.
        max_ (float | None | str | Unset): That it is given at the most.
    """

    channel: str
    min_: float | str | Unset = 0.0
    max_: float | None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        min_: float | str | Unset
        if isinstance(self.min_, Unset):
            min_ = UNSET
        else:
            min_ = self.min_

        max_: float | None | str | Unset
        if isinstance(self.max_, Unset):
            max_ = UNSET
        else:
            max_ = self.max_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "channel": channel,
            }
        )
        if min_ is not UNSET:
            field_dict["min"] = min_
        if max_ is not UNSET:
            field_dict["max"] = max_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = d.pop("channel")

        def _parse_min_(data: object) -> float | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(float | str | Unset, data)

        min_ = _parse_min_(d.pop("min", UNSET))

        def _parse_max_(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        max_ = _parse_max_(d.pop("max", UNSET))

        budgeted_channel = cls(
            channel=channel,
            min_=min_,
            max_=max_,
        )

        return budgeted_channel

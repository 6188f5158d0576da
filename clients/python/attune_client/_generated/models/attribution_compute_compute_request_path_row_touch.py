from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AttributionComputeComputeRequestPathRowTouch")


@_attrs_define
class AttributionComputeComputeRequestPathRowTouch:
    """A touch with its age.

    Attributes:
        channel (str):
        days_before (float | Unset): Days before the conversion: time_decay wants them of paths that converted.
    """

    channel: str
    days_before: float | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        days_before = self.days_before

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "channel": channel,
            }
        )
        if days_before is not UNSET:
            field_dict["days_before"] = days_before

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = d.pop("channel")

        days_before = d.pop("days_before", UNSET)

        attribution_compute_compute_request_path_row_touch = cls(
            channel=channel,
            days_before=days_before,
        )

        return attribution_compute_compute_request_path_row_touch

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SegmentsRequest")


@_attrs_define
class SegmentsRequest:
    """Which segments a run is to tell apart, beside channels: the values of a trait.

    Example:
        {'trait': 'plan'}

    Attributes:
        trait (str): Its values, as they are now, are the segments: at most 50; of five customers or more. What a trait
            is now may be what customers have become since they came (`plan: gold`): that is hindsight, so take one that is
            known of a lead, too.
    """

    trait: str

    def to_dict(self) -> dict[str, Any]:
        trait = self.trait

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "trait": trait,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        trait = d.pop("trait")

        segments_request = cls(
            trait=trait,
        )

        return segments_request

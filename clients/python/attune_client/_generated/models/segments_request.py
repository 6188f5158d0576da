from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SegmentsRequest")


@_attrs_define
class SegmentsRequest:
    """Which segments a run is to tell apart, beside channels: the values of a trait.

    Example:
        {'trait': 'plan'}

    Attributes:
        trait (None | str | Unset): Its values, as they are now, are the segments: at most 50; of five customers or
            more. What a trait is now may be what customers have become since they came (`plan: gold`): that is hindsight,
            so take one that is known of a lead, too.
    """

    trait: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        trait: None | str | Unset
        if isinstance(self.trait, Unset):
            trait = UNSET
        else:
            trait = self.trait

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if trait is not UNSET:
            field_dict["trait"] = trait

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_trait(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        trait = _parse_trait(d.pop("trait", UNSET))

        segments_request = cls(
            trait=trait,
        )

        return segments_request

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attribution_compute_compute_request_path_row_touch import (
        AttributionComputeComputeRequestPathRowTouch,
    )


T = TypeVar("T", bound="AttributionComputeComputeRequestPathRow")


@_attrs_define
class AttributionComputeComputeRequestPathRow:
    """A path, with how many journeys went along it and what came of them.

    Attributes:
        path (list[AttributionComputeComputeRequestPathRowTouch | str]): Channels, the first touch first; empty for
            conversions without a touch, which stay unattributed.
        conversions (float): Journeys that converted.
        value (float | Unset): Of all the row's conversions together; 0 by default.
        nulls (float | Unset): Journeys that did not convert; 0 by default.
    """

    path: list[AttributionComputeComputeRequestPathRowTouch | str]
    conversions: float
    value: float | Unset = UNSET
    nulls: float | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.attribution_compute_compute_request_path_row_touch import (
            AttributionComputeComputeRequestPathRowTouch,
        )

        path = []
        for path_item_data in self.path:
            path_item: dict[str, Any] | str
            if isinstance(path_item_data, AttributionComputeComputeRequestPathRowTouch):
                path_item = path_item_data.to_dict()
            else:
                path_item = path_item_data
            path.append(path_item)

        conversions = self.conversions

        value = self.value

        nulls = self.nulls

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "path": path,
                "conversions": conversions,
            }
        )
        if value is not UNSET:
            field_dict["value"] = value
        if nulls is not UNSET:
            field_dict["nulls"] = nulls

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attribution_compute_compute_request_path_row_touch import (
            AttributionComputeComputeRequestPathRowTouch,
        )

        d = dict(src_dict)
        path = []
        _path = d.pop("path")
        for path_item_data in _path:

            def _parse_path_item(
                data: object,
            ) -> AttributionComputeComputeRequestPathRowTouch | str:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    path_item_touch = (
                        AttributionComputeComputeRequestPathRowTouch.from_dict(data)
                    )

                    return path_item_touch
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(AttributionComputeComputeRequestPathRowTouch | str, data)

            path_item = _parse_path_item(path_item_data)

            path.append(path_item)

        conversions = d.pop("conversions")

        value = d.pop("value", UNSET)

        nulls = d.pop("nulls", UNSET)

        attribution_compute_compute_request_path_row = cls(
            path=path,
            conversions=conversions,
            value=value,
            nulls=nulls,
        )

        return attribution_compute_compute_request_path_row

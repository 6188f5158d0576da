from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.rfm_cell_row import RfmCellRow
    from ..models.rfm_segment_row import RfmSegmentRow


T = TypeVar("T", bound="RfmTable")


@_attrs_define
class RfmTable:
    """Recency, frequency and monetary value of all customers with a purchase before `as_of`.

    Refunds and cancellations are those known now, also of purchases before `as_of`.

        Example:
            {'as_of': '2026-11-01T00:00:00Z', 'cells': [{'customers': 1, 'frequency_score': 5, 'monetary_score': 5,
                'orders': 9, 'recency_score': 5, 'revenue': '120.0000', 'segment': 'champions'}], 'customers': 1, 'segments':
                [{'customers': 1, 'orders': 9, 'revenue': '120.0000', 'segment': 'champions', 'share': 1.0}]}

        Attributes:
            as_of (datetime.datetime):
            customers (int):
            segments (list[RfmSegmentRow]):
            cells (list[RfmCellRow]):
    """

    as_of: datetime.datetime
    customers: int
    segments: list[RfmSegmentRow]
    cells: list[RfmCellRow]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        customers = self.customers

        segments = []
        for segments_item_data in self.segments:
            segments_item = segments_item_data.to_dict()
            segments.append(segments_item)

        cells = []
        for cells_item_data in self.cells:
            cells_item = cells_item_data.to_dict()
            cells.append(cells_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "customers": customers,
                "segments": segments,
                "cells": cells,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rfm_cell_row import RfmCellRow
        from ..models.rfm_segment_row import RfmSegmentRow

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        customers = d.pop("customers")

        segments = []
        _segments = d.pop("segments")
        for segments_item_data in _segments:
            segments_item = RfmSegmentRow.from_dict(segments_item_data)

            segments.append(segments_item)

        cells = []
        _cells = d.pop("cells")
        for cells_item_data in _cells:
            cells_item = RfmCellRow.from_dict(cells_item_data)

            cells.append(cells_item)

        rfm_table = cls(
            as_of=as_of,
            customers=customers,
            segments=segments,
            cells=cells,
        )

        rfm_table.additional_properties = d
        return rfm_table

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.segment_name import SegmentName

T = TypeVar("T", bound="RfmSegmentRow")


@_attrs_define
class RfmSegmentRow:
    """One named segment.

    Attributes:
        segment (SegmentName): The usual ten names; together they cover the grid of recency × frequency, and no two
            overlap.
        customers (int):
        share (float):
        orders (int):
        revenue (str):
    """

    segment: SegmentName
    customers: int
    share: float
    orders: int
    revenue: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        segment = self.segment.value

        customers = self.customers

        share = self.share

        orders = self.orders

        revenue = self.revenue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "segment": segment,
                "customers": customers,
                "share": share,
                "orders": orders,
                "revenue": revenue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        segment = SegmentName(d.pop("segment"))

        customers = d.pop("customers")

        share = d.pop("share")

        orders = d.pop("orders")

        revenue = d.pop("revenue")

        rfm_segment_row = cls(
            segment=segment,
            customers=customers,
            share=share,
            orders=orders,
            revenue=revenue,
        )

        rfm_segment_row.additional_properties = d
        return rfm_segment_row

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

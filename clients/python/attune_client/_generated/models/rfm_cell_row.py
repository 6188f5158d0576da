from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.segment_name import SegmentName

T = TypeVar("T", bound="RfmCellRow")


@_attrs_define
class RfmCellRow:
    """Customers who share their three scores, 1 (low) to 5 (high).

    Attributes:
        recency_score (int):
        frequency_score (int):
        monetary_score (int):
        segment (SegmentName): The usual ten names; together they cover the grid of recency × frequency, and no two
            overlap.
        customers (int):
        orders (int):
        revenue (str):
    """

    recency_score: int
    frequency_score: int
    monetary_score: int
    segment: SegmentName
    customers: int
    orders: int
    revenue: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        recency_score = self.recency_score

        frequency_score = self.frequency_score

        monetary_score = self.monetary_score

        segment = self.segment.value

        customers = self.customers

        orders = self.orders

        revenue = self.revenue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "recency_score": recency_score,
                "frequency_score": frequency_score,
                "monetary_score": monetary_score,
                "segment": segment,
                "customers": customers,
                "orders": orders,
                "revenue": revenue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        recency_score = d.pop("recency_score")

        frequency_score = d.pop("frequency_score")

        monetary_score = d.pop("monetary_score")

        segment = SegmentName(d.pop("segment"))

        customers = d.pop("customers")

        orders = d.pop("orders")

        revenue = d.pop("revenue")

        rfm_cell_row = cls(
            recency_score=recency_score,
            frequency_score=frequency_score,
            monetary_score=monetary_score,
            segment=segment,
            customers=customers,
            orders=orders,
            revenue=revenue,
        )

        rfm_cell_row.additional_properties = d
        return rfm_cell_row

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

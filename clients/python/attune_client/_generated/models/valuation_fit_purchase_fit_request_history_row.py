from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValuationFitPurchaseFitRequestHistoryRow")


@_attrs_define
class ValuationFitPurchaseFitRequestHistoryRow:
    """A purchase history; times in one unit of the caller's choice.

    Attributes:
        frequency (int): Purchase days after the first.
        recency (float): From the first purchase to the last.
        t (float): From the first purchase to the end of the calibration.
        customers (int | Unset): How many customers share the row; 1 by default.
    """

    frequency: int
    recency: float
    t: float
    customers: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        frequency = self.frequency

        recency = self.recency

        t = self.t

        customers = self.customers

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "frequency": frequency,
                "recency": recency,
                "T": t,
            }
        )
        if customers is not UNSET:
            field_dict["customers"] = customers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        frequency = d.pop("frequency")

        recency = d.pop("recency")

        t = d.pop("T")

        customers = d.pop("customers", UNSET)

        valuation_fit_purchase_fit_request_history_row = cls(
            frequency=frequency,
            recency=recency,
            t=t,
            customers=customers,
        )

        return valuation_fit_purchase_fit_request_history_row

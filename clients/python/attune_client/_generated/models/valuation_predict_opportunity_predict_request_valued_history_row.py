from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValuationPredictOpportunityPredictRequestValuedHistoryRow")


@_attrs_define
class ValuationPredictOpportunityPredictRequestValuedHistoryRow:
    """A purchase history, with what was spent.

    Attributes:
        frequency (int): Purchase days after the first.
        recency (float): From the first purchase to the last.
        t (float): From the first purchase to the end of the calibration.
        monetary_value (float | Unset): Mean net total per repeat day; at most 0 counts as unknown: see `code`.
        customers (int | Unset): How many customers share the row; 1 by default.
    """

    frequency: int
    recency: float
    t: float
    monetary_value: float | Unset = UNSET
    customers: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        frequency = self.frequency

        recency = self.recency

        t = self.t

        monetary_value = self.monetary_value

        customers = self.customers

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "frequency": frequency,
                "recency": recency,
                "T": t,
            }
        )
        if monetary_value is not UNSET:
            field_dict["monetary_value"] = monetary_value
        if customers is not UNSET:
            field_dict["customers"] = customers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        frequency = d.pop("frequency")

        recency = d.pop("recency")

        t = d.pop("T")

        monetary_value = d.pop("monetary_value", UNSET)

        customers = d.pop("customers", UNSET)

        valuation_predict_opportunity_predict_request_valued_history_row = cls(
            frequency=frequency,
            recency=recency,
            t=t,
            monetary_value=monetary_value,
            customers=customers,
        )

        return valuation_predict_opportunity_predict_request_valued_history_row

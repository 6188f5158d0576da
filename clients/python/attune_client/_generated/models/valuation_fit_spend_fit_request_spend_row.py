from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ValuationFitSpendFitRequestSpendRow")


@_attrs_define
class ValuationFitSpendFitRequestSpendRow:
    """What customers spent per repeat purchase day.

    Attributes:
        frequency (int): Purchase days after the first.
        monetary_value (float): Mean net total per repeat day; at most 0 counts as unknown: see `code`.
        customers (int | Unset): How many customers share the row; 1 by default.
    """

    frequency: int
    monetary_value: float
    customers: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        frequency = self.frequency

        monetary_value = self.monetary_value

        customers = self.customers

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "frequency": frequency,
                "monetary_value": monetary_value,
            }
        )
        if customers is not UNSET:
            field_dict["customers"] = customers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        frequency = d.pop("frequency")

        monetary_value = d.pop("monetary_value")

        customers = d.pop("customers", UNSET)

        valuation_fit_spend_fit_request_spend_row = cls(
            frequency=frequency,
            monetary_value=monetary_value,
            customers=customers,
        )

        return valuation_fit_spend_fit_request_spend_row

from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.valuation_fit_spend_fit_request_spend_row import (
        ValuationFitSpendFitRequestSpendRow,
    )


T = TypeVar("T", bound="ValuationFitSpendFitRequest")


@_attrs_define
class ValuationFitSpendFitRequest:
    """Spend records to fit Gamma-Gamma to; those with frequency 0 or value ≤ 0 are set aside and counted.

    Example:
        {'model': 'gamma_gamma', 'rows': [{'frequency': 2, 'monetary_value': 22.35}, {'customers': 3, 'frequency': 1,
            'monetary_value': 11.77}]}

    Attributes:
        model (Literal['gamma_gamma']):
        rows (list[ValuationFitSpendFitRequestSpendRow]):
    """

    model: Literal["gamma_gamma"]
    rows: list[ValuationFitSpendFitRequestSpendRow]

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.valuation_fit_spend_fit_request_spend_row import (
            ValuationFitSpendFitRequestSpendRow,
        )

        d = dict(src_dict)
        model = cast(Literal["gamma_gamma"], d.pop("model"))
        if model != "gamma_gamma":
            raise ValueError(f"model must match const 'gamma_gamma', got '{model}'")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ValuationFitSpendFitRequestSpendRow.from_dict(rows_item_data)

            rows.append(rows_item)

        valuation_fit_spend_fit_request = cls(
            model=model,
            rows=rows,
        )

        return valuation_fit_spend_fit_request

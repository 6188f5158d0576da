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
    from ..models.valuation_fit_purchase_fit_request_history_row import (
        ValuationFitPurchaseFitRequestHistoryRow,
    )


T = TypeVar("T", bound="ValuationFitPurchaseFitRequest")


@_attrs_define
class ValuationFitPurchaseFitRequest:
    """Purchase histories to fit a model of purchases to.

    Example:
        {'model': 'bg_nbd', 'rows': [{'T': 38.86, 'customers': 1411, 'frequency': 0, 'recency': 0}, {'T': 38.86,
            'frequency': 2, 'recency': 30.43}, {'T': 38.86, 'customers': 4, 'frequency': 1, 'recency': 1.71}]}

    Attributes:
        model (Literal['bg_nbd']):
        rows (list[ValuationFitPurchaseFitRequestHistoryRow]):
    """

    model: Literal["bg_nbd"]
    rows: list[ValuationFitPurchaseFitRequestHistoryRow]

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
        from ..models.valuation_fit_purchase_fit_request_history_row import (
            ValuationFitPurchaseFitRequestHistoryRow,
        )

        d = dict(src_dict)
        model = cast(Literal["bg_nbd"], d.pop("model"))
        if model != "bg_nbd":
            raise ValueError(f"model must match const 'bg_nbd', got '{model}'")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ValuationFitPurchaseFitRequestHistoryRow.from_dict(
                rows_item_data
            )

            rows.append(rows_item)

        valuation_fit_purchase_fit_request = cls(
            model=model,
            rows=rows,
        )

        return valuation_fit_purchase_fit_request

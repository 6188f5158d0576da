from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.valuation_fit_purchase_fit_request_model import (
    ValuationFitPurchaseFitRequestModel,
)

if TYPE_CHECKING:
    from ..models.valuation_fit_purchase_fit_request_history_row import (
        ValuationFitPurchaseFitRequestHistoryRow,
    )


T = TypeVar("T", bound="ValuationFitPurchaseFitRequest")


@_attrs_define
class ValuationFitPurchaseFitRequest:
    """Purchase histories to fit a model of purchases to.

    For `bg_bb` time is counted in opportunities to buy: T is how many there have been, recency which of them was the
    last with
    a purchase.

        Example:
            {'model': 'bg_nbd', 'rows': [{'T': 38.86, 'customers': 1411, 'frequency': 0, 'recency': 0}, {'T': 38.86,
                'frequency': 2, 'recency': 30.43}, {'T': 38.86, 'customers': 4, 'frequency': 1, 'recency': 1.71}]}

        Attributes:
            model (ValuationFitPurchaseFitRequestModel):
            rows (list[ValuationFitPurchaseFitRequestHistoryRow]):
    """

    model: ValuationFitPurchaseFitRequestModel
    rows: list[ValuationFitPurchaseFitRequestHistoryRow]

    def to_dict(self) -> dict[str, Any]:
        model = self.model.value

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
        model = ValuationFitPurchaseFitRequestModel(d.pop("model"))

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

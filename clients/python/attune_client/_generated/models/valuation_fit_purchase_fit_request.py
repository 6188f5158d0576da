from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.valuation_fit_purchase_fit_request_model import (
    ValuationFitPurchaseFitRequestModel,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.valuation_fit_purchase_fit_request_bootstrap_request import (
        ValuationFitPurchaseFitRequestBootstrapRequest,
    )
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
            bootstrap (None | Unset | ValuationFitPurchaseFitRequestBootstrapRequest): How sure the fit is, asked of the
                rows themselves; by default not asked.
    """

    model: ValuationFitPurchaseFitRequestModel
    rows: list[ValuationFitPurchaseFitRequestHistoryRow]
    bootstrap: None | Unset | ValuationFitPurchaseFitRequestBootstrapRequest = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.valuation_fit_purchase_fit_request_bootstrap_request import (
            ValuationFitPurchaseFitRequestBootstrapRequest,
        )

        model = self.model.value

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        bootstrap: dict[str, Any] | None | Unset
        if isinstance(self.bootstrap, Unset):
            bootstrap = UNSET
        elif isinstance(self.bootstrap, ValuationFitPurchaseFitRequestBootstrapRequest):
            bootstrap = self.bootstrap.to_dict()
        else:
            bootstrap = self.bootstrap

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "rows": rows,
            }
        )
        if bootstrap is not UNSET:
            field_dict["bootstrap"] = bootstrap

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.valuation_fit_purchase_fit_request_bootstrap_request import (
            ValuationFitPurchaseFitRequestBootstrapRequest,
        )
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

        def _parse_bootstrap(
            data: object,
        ) -> None | Unset | ValuationFitPurchaseFitRequestBootstrapRequest:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bootstrap_bootstrap_request = (
                    ValuationFitPurchaseFitRequestBootstrapRequest.from_dict(data)
                )

                return bootstrap_bootstrap_request
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationFitPurchaseFitRequestBootstrapRequest, data
            )

        bootstrap = _parse_bootstrap(d.pop("bootstrap", UNSET))

        valuation_fit_purchase_fit_request = cls(
            model=model,
            rows=rows,
            bootstrap=bootstrap,
        )

        return valuation_fit_purchase_fit_request

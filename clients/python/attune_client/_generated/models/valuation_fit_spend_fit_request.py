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

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.valuation_fit_spend_fit_request_bootstrap_request import (
        ValuationFitSpendFitRequestBootstrapRequest,
    )
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
        bootstrap (None | Unset | ValuationFitSpendFitRequestBootstrapRequest): How sure the fit is, asked of the rows
            themselves; by default not asked.
    """

    model: Literal["gamma_gamma"]
    rows: list[ValuationFitSpendFitRequestSpendRow]
    bootstrap: None | Unset | ValuationFitSpendFitRequestBootstrapRequest = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.valuation_fit_spend_fit_request_bootstrap_request import (
            ValuationFitSpendFitRequestBootstrapRequest,
        )

        model = self.model

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        bootstrap: dict[str, Any] | None | Unset
        if isinstance(self.bootstrap, Unset):
            bootstrap = UNSET
        elif isinstance(self.bootstrap, ValuationFitSpendFitRequestBootstrapRequest):
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
        from ..models.valuation_fit_spend_fit_request_bootstrap_request import (
            ValuationFitSpendFitRequestBootstrapRequest,
        )
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

        def _parse_bootstrap(
            data: object,
        ) -> None | Unset | ValuationFitSpendFitRequestBootstrapRequest:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bootstrap_bootstrap_request = (
                    ValuationFitSpendFitRequestBootstrapRequest.from_dict(data)
                )

                return bootstrap_bootstrap_request
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationFitSpendFitRequestBootstrapRequest, data
            )

        bootstrap = _parse_bootstrap(d.pop("bootstrap", UNSET))

        valuation_fit_spend_fit_request = cls(
            model=model,
            rows=rows,
            bootstrap=bootstrap,
        )

        return valuation_fit_spend_fit_request

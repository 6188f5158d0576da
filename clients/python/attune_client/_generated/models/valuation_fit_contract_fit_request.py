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
    from ..models.valuation_fit_contract_fit_request_bootstrap_request import (
        ValuationFitContractFitRequestBootstrapRequest,
    )
    from ..models.valuation_fit_contract_fit_request_cohort_row import (
        ValuationFitContractFitRequestCohortRow,
    )


T = TypeVar("T", bound="ValuationFitContractFitRequest")


@_attrs_define
class ValuationFitContractFitRequest:
    """Cohorts of contracts to fit sBG to.

    Example:
        {'model': 'sbg', 'rows': [{'survivors': [1000, 869, 743, 653, 593, 551, 517, 491]}]}

    Attributes:
        model (Literal['sbg']):
        rows (list[ValuationFitContractFitRequestCohortRow]):
        bootstrap (None | Unset | ValuationFitContractFitRequestBootstrapRequest): How sure the fit is, asked of the
            rows themselves; by default not asked.
    """

    model: Literal["sbg"]
    rows: list[ValuationFitContractFitRequestCohortRow]
    bootstrap: None | Unset | ValuationFitContractFitRequestBootstrapRequest = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.valuation_fit_contract_fit_request_bootstrap_request import (
            ValuationFitContractFitRequestBootstrapRequest,
        )

        model = self.model

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        bootstrap: dict[str, Any] | None | Unset
        if isinstance(self.bootstrap, Unset):
            bootstrap = UNSET
        elif isinstance(self.bootstrap, ValuationFitContractFitRequestBootstrapRequest):
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
        from ..models.valuation_fit_contract_fit_request_bootstrap_request import (
            ValuationFitContractFitRequestBootstrapRequest,
        )
        from ..models.valuation_fit_contract_fit_request_cohort_row import (
            ValuationFitContractFitRequestCohortRow,
        )

        d = dict(src_dict)
        model = cast(Literal["sbg"], d.pop("model"))
        if model != "sbg":
            raise ValueError(f"model must match const 'sbg', got '{model}'")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ValuationFitContractFitRequestCohortRow.from_dict(
                rows_item_data
            )

            rows.append(rows_item)

        def _parse_bootstrap(
            data: object,
        ) -> None | Unset | ValuationFitContractFitRequestBootstrapRequest:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bootstrap_bootstrap_request = (
                    ValuationFitContractFitRequestBootstrapRequest.from_dict(data)
                )

                return bootstrap_bootstrap_request
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationFitContractFitRequestBootstrapRequest, data
            )

        bootstrap = _parse_bootstrap(d.pop("bootstrap", UNSET))

        valuation_fit_contract_fit_request = cls(
            model=model,
            rows=rows,
            bootstrap=bootstrap,
        )

        return valuation_fit_contract_fit_request

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
    """

    model: Literal["sbg"]
    rows: list[ValuationFitContractFitRequestCohortRow]

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

        valuation_fit_contract_fit_request = cls(
            model=model,
            rows=rows,
        )

        return valuation_fit_contract_fit_request

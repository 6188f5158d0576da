from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.valuation_predict_contract_predict_request_model import (
    ValuationPredictContractPredictRequestModel,
)
from ..models.valuation_predict_contract_predict_request_time_unit_type_0 import (
    ValuationPredictContractPredictRequestTimeUnitType0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.valuation_predict_contract_predict_request_contract_row import (
        ValuationPredictContractPredictRequestContractRow,
    )
    from ..models.valuation_predict_contract_predict_request_parameters import (
        ValuationPredictContractPredictRequestParameters,
    )


T = TypeVar("T", bound="ValuationPredictContractPredictRequest")


@_attrs_define
class ValuationPredictContractPredictRequest:
    """Customers who have a contract, and the model to look ahead with.

    Example:
        {'annual_discount_rate': 0.1, 'horizon': 5, 'model': 'sbg', 'opportunity_length': 12, 'parameters': {'alpha':
            0.668, 'beta': 3.806}, 'rows': [{'age': 7, 'monetary_value': 120}], 'time_unit': 'month'}

    Attributes:
        model (ValuationPredictContractPredictRequestModel):
        parameters (ValuationPredictContractPredictRequestParameters): sbg {alpha, beta}; sbg_fixed_dropout {theta}.
        rows (list[ValuationPredictContractPredictRequestContractRow]):
        horizon (float): How many renewals to look ahead: a whole number, at most 1,000.
        covariance (list[list[float]] | None | Unset): Of the parameters on their natural scale, in the order that fit
            gives. Without it there are neither `intervals` nor `predictive`. Where these would take minutes, of rows of
            very many kinds, they are refused as `too_many_probabilities`: ask for fewer rows at a time. So are, with or
            without it, rows at opportunities that have more of these behind them, in all, than can be looked at.
        time_unit (None | Unset | ValuationPredictContractPredictRequestTimeUnitType0): Of `opportunity_length`: a week
            is 7 days, a month 30.4375. Only an annual discount rate needs it.
        opportunity_length (float | Unset): From one opportunity, or renewal, to the next, in `time_unit`: 12 months for
            yearly ones. Default: 1.0.
        annual_discount_rate (float | Unset): 0.1 for ten per cent a year; by default none. Default: 0.0.
        level (float | Unset): Of the intervals. Default: 0.95.
        counts_up_to (int | None | Unset): Asks for `counts`: how likely each number of purchases (of a contract,
            renewals) within the horizon is, from 0 to this one. One more, times rows, makes 2,000,000 at the most.
    """

    model: ValuationPredictContractPredictRequestModel
    parameters: ValuationPredictContractPredictRequestParameters
    rows: list[ValuationPredictContractPredictRequestContractRow]
    horizon: float
    covariance: list[list[float]] | None | Unset = UNSET
    time_unit: None | Unset | ValuationPredictContractPredictRequestTimeUnitType0 = (
        UNSET
    )
    opportunity_length: float | Unset = 1.0
    annual_discount_rate: float | Unset = 0.0
    level: float | Unset = 0.95
    counts_up_to: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model = self.model.value

        parameters = self.parameters.to_dict()

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        horizon = self.horizon

        covariance: list[list[float]] | None | Unset
        if isinstance(self.covariance, Unset):
            covariance = UNSET
        elif isinstance(self.covariance, list):
            covariance = []
            for covariance_type_0_item_data in self.covariance:
                covariance_type_0_item = covariance_type_0_item_data

                covariance.append(covariance_type_0_item)

        else:
            covariance = self.covariance

        time_unit: None | str | Unset
        if isinstance(self.time_unit, Unset):
            time_unit = UNSET
        elif isinstance(
            self.time_unit, ValuationPredictContractPredictRequestTimeUnitType0
        ):
            time_unit = self.time_unit.value
        else:
            time_unit = self.time_unit

        opportunity_length = self.opportunity_length

        annual_discount_rate = self.annual_discount_rate

        level = self.level

        counts_up_to: int | None | Unset
        if isinstance(self.counts_up_to, Unset):
            counts_up_to = UNSET
        else:
            counts_up_to = self.counts_up_to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "parameters": parameters,
                "rows": rows,
                "horizon": horizon,
            }
        )
        if covariance is not UNSET:
            field_dict["covariance"] = covariance
        if time_unit is not UNSET:
            field_dict["time_unit"] = time_unit
        if opportunity_length is not UNSET:
            field_dict["opportunity_length"] = opportunity_length
        if annual_discount_rate is not UNSET:
            field_dict["annual_discount_rate"] = annual_discount_rate
        if level is not UNSET:
            field_dict["level"] = level
        if counts_up_to is not UNSET:
            field_dict["counts_up_to"] = counts_up_to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.valuation_predict_contract_predict_request_contract_row import (
            ValuationPredictContractPredictRequestContractRow,
        )
        from ..models.valuation_predict_contract_predict_request_parameters import (
            ValuationPredictContractPredictRequestParameters,
        )

        d = dict(src_dict)
        model = ValuationPredictContractPredictRequestModel(d.pop("model"))

        parameters = ValuationPredictContractPredictRequestParameters.from_dict(
            d.pop("parameters")
        )

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ValuationPredictContractPredictRequestContractRow.from_dict(
                rows_item_data
            )

            rows.append(rows_item)

        horizon = d.pop("horizon")

        def _parse_covariance(data: object) -> list[list[float]] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                covariance_type_0 = []
                _covariance_type_0 = data
                for covariance_type_0_item_data in _covariance_type_0:
                    covariance_type_0_item = cast(
                        list[float], covariance_type_0_item_data
                    )

                    covariance_type_0.append(covariance_type_0_item)

                return covariance_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[list[float]] | None | Unset, data)

        covariance = _parse_covariance(d.pop("covariance", UNSET))

        def _parse_time_unit(
            data: object,
        ) -> None | Unset | ValuationPredictContractPredictRequestTimeUnitType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                time_unit_type_0 = ValuationPredictContractPredictRequestTimeUnitType0(
                    data
                )

                return time_unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationPredictContractPredictRequestTimeUnitType0, data
            )

        time_unit = _parse_time_unit(d.pop("time_unit", UNSET))

        opportunity_length = d.pop("opportunity_length", UNSET)

        annual_discount_rate = d.pop("annual_discount_rate", UNSET)

        level = d.pop("level", UNSET)

        def _parse_counts_up_to(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        counts_up_to = _parse_counts_up_to(d.pop("counts_up_to", UNSET))

        valuation_predict_contract_predict_request = cls(
            model=model,
            parameters=parameters,
            rows=rows,
            horizon=horizon,
            covariance=covariance,
            time_unit=time_unit,
            opportunity_length=opportunity_length,
            annual_discount_rate=annual_discount_rate,
            level=level,
            counts_up_to=counts_up_to,
        )

        return valuation_predict_contract_predict_request

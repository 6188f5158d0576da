from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.valuation_predict_opportunity_predict_request_model import (
    ValuationPredictOpportunityPredictRequestModel,
)
from ..models.valuation_predict_opportunity_predict_request_time_unit_type_0 import (
    ValuationPredictOpportunityPredictRequestTimeUnitType0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.valuation_predict_opportunity_predict_request_parameters import (
        ValuationPredictOpportunityPredictRequestParameters,
    )
    from ..models.valuation_predict_opportunity_predict_request_spend_parameters import (
        ValuationPredictOpportunityPredictRequestSpendParameters,
    )
    from ..models.valuation_predict_opportunity_predict_request_valued_history_row import (
        ValuationPredictOpportunityPredictRequestValuedHistoryRow,
    )


T = TypeVar("T", bound="ValuationPredictOpportunityPredictRequest")


@_attrs_define
class ValuationPredictOpportunityPredictRequest:
    """Histories at opportunities to buy, and the model to look ahead with.

    Example:
        {'annual_discount_rate': 0.1, 'horizon': 5, 'model': 'bg_bb', 'opportunity_length': 12, 'parameters': {'alpha':
            1.2035, 'beta': 0.7497, 'delta': 2.7834, 'gamma': 0.6567}, 'rows': [{'T': 6, 'frequency': 4, 'monetary_value':
            30, 'recency': 5}], 'spend': {'p': 6.25, 'q': 3.74, 'v': 15.44}, 'time_unit': 'month'}

    Attributes:
        model (ValuationPredictOpportunityPredictRequestModel):
        parameters (ValuationPredictOpportunityPredictRequestParameters): bg_bb {alpha, beta, gamma, delta};
            beta_binomial {alpha, beta}; bg_bb_fixed_dropout {alpha, beta, theta}; bg_bb_fixed_rate {p}, and with dropout
            {p, theta} or {p, gamma, delta}.
        rows (list[ValuationPredictOpportunityPredictRequestValuedHistoryRow]): T is how many opportunities there have
            been, recency which was the last with a purchase.
        horizon (float): How many opportunities to look ahead: a whole number, at most 1,000.
        covariance (list[list[float]] | None | Unset): Of the parameters on their natural scale, in the order that fit
            gives. Without it there are neither `intervals` nor `predictive`. Where these would take minutes, of rows of
            very many kinds, they are refused as `too_many_probabilities`: ask for fewer rows at a time. So are, with or
            without it, rows at opportunities that have more of these behind them, in all, than can be looked at.
        time_unit (None | Unset | ValuationPredictOpportunityPredictRequestTimeUnitType0): Of `opportunity_length`: a
            week is 7 days, a month 30.4375. Only an annual discount rate needs it.
        opportunity_length (float | Unset): From one opportunity, or renewal, to the next, in `time_unit`: 12 months for
            yearly ones. Default: 1.0.
        spend (None | Unset | ValuationPredictOpportunityPredictRequestSpendParameters): Without it there is neither
            `expected_spend` nor `clv`.
        spend_covariance (list[list[float]] | None | Unset): Of spend's parameters, in the order that fit gives. Without
            it, they count as known in the intervals.
        annual_discount_rate (float | Unset): 0.1 for ten per cent a year; by default none. Default: 0.0.
        level (float | Unset): Of the intervals. Default: 0.95.
        counts_up_to (int | None | Unset): Asks for `counts`: how likely each number of purchases (of a contract,
            renewals) within the horizon is, from 0 to this one. One more, times rows, makes 2,000,000 at the most.
    """

    model: ValuationPredictOpportunityPredictRequestModel
    parameters: ValuationPredictOpportunityPredictRequestParameters
    rows: list[ValuationPredictOpportunityPredictRequestValuedHistoryRow]
    horizon: float
    covariance: list[list[float]] | None | Unset = UNSET
    time_unit: None | Unset | ValuationPredictOpportunityPredictRequestTimeUnitType0 = (
        UNSET
    )
    opportunity_length: float | Unset = 1.0
    spend: None | Unset | ValuationPredictOpportunityPredictRequestSpendParameters = (
        UNSET
    )
    spend_covariance: list[list[float]] | None | Unset = UNSET
    annual_discount_rate: float | Unset = 0.0
    level: float | Unset = 0.95
    counts_up_to: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.valuation_predict_opportunity_predict_request_spend_parameters import (
            ValuationPredictOpportunityPredictRequestSpendParameters,
        )

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
            self.time_unit, ValuationPredictOpportunityPredictRequestTimeUnitType0
        ):
            time_unit = self.time_unit.value
        else:
            time_unit = self.time_unit

        opportunity_length = self.opportunity_length

        spend: dict[str, Any] | None | Unset
        if isinstance(self.spend, Unset):
            spend = UNSET
        elif isinstance(
            self.spend, ValuationPredictOpportunityPredictRequestSpendParameters
        ):
            spend = self.spend.to_dict()
        else:
            spend = self.spend

        spend_covariance: list[list[float]] | None | Unset
        if isinstance(self.spend_covariance, Unset):
            spend_covariance = UNSET
        elif isinstance(self.spend_covariance, list):
            spend_covariance = []
            for spend_covariance_type_0_item_data in self.spend_covariance:
                spend_covariance_type_0_item = spend_covariance_type_0_item_data

                spend_covariance.append(spend_covariance_type_0_item)

        else:
            spend_covariance = self.spend_covariance

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
        if spend is not UNSET:
            field_dict["spend"] = spend
        if spend_covariance is not UNSET:
            field_dict["spend_covariance"] = spend_covariance
        if annual_discount_rate is not UNSET:
            field_dict["annual_discount_rate"] = annual_discount_rate
        if level is not UNSET:
            field_dict["level"] = level
        if counts_up_to is not UNSET:
            field_dict["counts_up_to"] = counts_up_to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.valuation_predict_opportunity_predict_request_parameters import (
            ValuationPredictOpportunityPredictRequestParameters,
        )
        from ..models.valuation_predict_opportunity_predict_request_spend_parameters import (
            ValuationPredictOpportunityPredictRequestSpendParameters,
        )
        from ..models.valuation_predict_opportunity_predict_request_valued_history_row import (
            ValuationPredictOpportunityPredictRequestValuedHistoryRow,
        )

        d = dict(src_dict)
        model = ValuationPredictOpportunityPredictRequestModel(d.pop("model"))

        parameters = ValuationPredictOpportunityPredictRequestParameters.from_dict(
            d.pop("parameters")
        )

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = (
                ValuationPredictOpportunityPredictRequestValuedHistoryRow.from_dict(
                    rows_item_data
                )
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
        ) -> None | Unset | ValuationPredictOpportunityPredictRequestTimeUnitType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                time_unit_type_0 = (
                    ValuationPredictOpportunityPredictRequestTimeUnitType0(data)
                )

                return time_unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationPredictOpportunityPredictRequestTimeUnitType0,
                data,
            )

        time_unit = _parse_time_unit(d.pop("time_unit", UNSET))

        opportunity_length = d.pop("opportunity_length", UNSET)

        def _parse_spend(
            data: object,
        ) -> None | Unset | ValuationPredictOpportunityPredictRequestSpendParameters:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                spend_spend_parameters = (
                    ValuationPredictOpportunityPredictRequestSpendParameters.from_dict(
                        data
                    )
                )

                return spend_spend_parameters
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationPredictOpportunityPredictRequestSpendParameters,
                data,
            )

        spend = _parse_spend(d.pop("spend", UNSET))

        def _parse_spend_covariance(data: object) -> list[list[float]] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                spend_covariance_type_0 = []
                _spend_covariance_type_0 = data
                for spend_covariance_type_0_item_data in _spend_covariance_type_0:
                    spend_covariance_type_0_item = cast(
                        list[float], spend_covariance_type_0_item_data
                    )

                    spend_covariance_type_0.append(spend_covariance_type_0_item)

                return spend_covariance_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[list[float]] | None | Unset, data)

        spend_covariance = _parse_spend_covariance(d.pop("spend_covariance", UNSET))

        annual_discount_rate = d.pop("annual_discount_rate", UNSET)

        level = d.pop("level", UNSET)

        def _parse_counts_up_to(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        counts_up_to = _parse_counts_up_to(d.pop("counts_up_to", UNSET))

        valuation_predict_opportunity_predict_request = cls(
            model=model,
            parameters=parameters,
            rows=rows,
            horizon=horizon,
            covariance=covariance,
            time_unit=time_unit,
            opportunity_length=opportunity_length,
            spend=spend,
            spend_covariance=spend_covariance,
            annual_discount_rate=annual_discount_rate,
            level=level,
            counts_up_to=counts_up_to,
        )

        return valuation_predict_opportunity_predict_request

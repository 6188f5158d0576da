from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.valuation_predict_purchase_predict_request_model import (
    ValuationPredictPurchasePredictRequestModel,
)
from ..models.valuation_predict_purchase_predict_request_time_unit import (
    ValuationPredictPurchasePredictRequestTimeUnit,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.valuation_predict_purchase_predict_request_parameters import (
        ValuationPredictPurchasePredictRequestParameters,
    )
    from ..models.valuation_predict_purchase_predict_request_spend_parameters import (
        ValuationPredictPurchasePredictRequestSpendParameters,
    )
    from ..models.valuation_predict_purchase_predict_request_valued_history_row import (
        ValuationPredictPurchasePredictRequestValuedHistoryRow,
    )


T = TypeVar("T", bound="ValuationPredictPurchasePredictRequest")


@_attrs_define
class ValuationPredictPurchasePredictRequest:
    """Customers' histories, and the model to look ahead with.

    Example:
        {'annual_discount_rate': 0.1, 'counts_up_to': 3, 'horizon': 52, 'model': 'bg_nbd', 'parameters': {'a': 0.7929,
            'alpha': 4.4136, 'b': 2.4259, 'r': 0.2426}, 'rows': [{'T': 38.86, 'frequency': 2, 'monetary_value': 22.35,
            'recency': 30.43}], 'spend': {'p': 6.25, 'q': 3.74, 'v': 15.44}, 'time_unit': 'week'}

    Attributes:
        model (ValuationPredictPurchasePredictRequestModel):
        parameters (ValuationPredictPurchasePredictRequestParameters): bg_nbd and mbg_nbd {r, alpha, a, b}; pareto_nbd
            {r, alpha, s, beta}; nbd {r, alpha}; fixed_dropout {r, alpha, p}, or {r, alpha, mu} where customers leave at any
            time; fixed_rate {lambda}, and with dropout {lambda, a, b}, {lambda, p}, {lambda, s, beta} or {lambda, mu};
            after `mbg_nbd/` they are those of customers who may leave at their first purchase, too.
        rows (list[ValuationPredictPurchasePredictRequestValuedHistoryRow]):
        horizon (float): How far to look ahead of T, in `time_unit`; at most 100 years.
        time_unit (ValuationPredictPurchasePredictRequestTimeUnit): Of the histories, the horizon and the parameters: a
            week is 7 days, a month 30.4375.
        covariance (list[list[float]] | None | Unset): Of the parameters on their natural scale, in the order that fit
            gives. Without it there are neither `intervals` nor `predictive`. Where these would take minutes, of rows of
            very many kinds, they are refused as `too_many_probabilities`: ask for fewer rows at a time. So are, with or
            without it, rows at opportunities that have more of these behind them, in all, than can be looked at.
        spend (None | Unset | ValuationPredictPurchasePredictRequestSpendParameters): Without it there is neither
            `expected_spend` nor `clv`.
        spend_covariance (list[list[float]] | None | Unset): Of spend's parameters, in the order that fit gives. Without
            it, they count as known in the intervals.
        annual_discount_rate (float | Unset): 0.1 for ten per cent a year; by default none. Default: 0.0.
        level (float | Unset): Of the intervals. Default: 0.95.
        counts_up_to (int | None | Unset): Asks for `counts`: how likely each number of purchases (of a contract,
            renewals) within the horizon is, from 0 to this one. One more, times rows, makes 2,000,000 at the most.
    """

    model: ValuationPredictPurchasePredictRequestModel
    parameters: ValuationPredictPurchasePredictRequestParameters
    rows: list[ValuationPredictPurchasePredictRequestValuedHistoryRow]
    horizon: float
    time_unit: ValuationPredictPurchasePredictRequestTimeUnit
    covariance: list[list[float]] | None | Unset = UNSET
    spend: None | Unset | ValuationPredictPurchasePredictRequestSpendParameters = UNSET
    spend_covariance: list[list[float]] | None | Unset = UNSET
    annual_discount_rate: float | Unset = 0.0
    level: float | Unset = 0.95
    counts_up_to: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.valuation_predict_purchase_predict_request_spend_parameters import (
            ValuationPredictPurchasePredictRequestSpendParameters,
        )

        model = self.model.value

        parameters = self.parameters.to_dict()

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        horizon = self.horizon

        time_unit = self.time_unit.value

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

        spend: dict[str, Any] | None | Unset
        if isinstance(self.spend, Unset):
            spend = UNSET
        elif isinstance(
            self.spend, ValuationPredictPurchasePredictRequestSpendParameters
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
                "time_unit": time_unit,
            }
        )
        if covariance is not UNSET:
            field_dict["covariance"] = covariance
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
        from ..models.valuation_predict_purchase_predict_request_parameters import (
            ValuationPredictPurchasePredictRequestParameters,
        )
        from ..models.valuation_predict_purchase_predict_request_spend_parameters import (
            ValuationPredictPurchasePredictRequestSpendParameters,
        )
        from ..models.valuation_predict_purchase_predict_request_valued_history_row import (
            ValuationPredictPurchasePredictRequestValuedHistoryRow,
        )

        d = dict(src_dict)
        model = ValuationPredictPurchasePredictRequestModel(d.pop("model"))

        parameters = ValuationPredictPurchasePredictRequestParameters.from_dict(
            d.pop("parameters")
        )

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = (
                ValuationPredictPurchasePredictRequestValuedHistoryRow.from_dict(
                    rows_item_data
                )
            )

            rows.append(rows_item)

        horizon = d.pop("horizon")

        time_unit = ValuationPredictPurchasePredictRequestTimeUnit(d.pop("time_unit"))

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

        def _parse_spend(
            data: object,
        ) -> None | Unset | ValuationPredictPurchasePredictRequestSpendParameters:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                spend_spend_parameters = (
                    ValuationPredictPurchasePredictRequestSpendParameters.from_dict(
                        data
                    )
                )

                return spend_spend_parameters
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | Unset | ValuationPredictPurchasePredictRequestSpendParameters,
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

        valuation_predict_purchase_predict_request = cls(
            model=model,
            parameters=parameters,
            rows=rows,
            horizon=horizon,
            time_unit=time_unit,
            covariance=covariance,
            spend=spend,
            spend_covariance=spend_covariance,
            annual_discount_rate=annual_discount_rate,
            level=level,
            counts_up_to=counts_up_to,
        )

        return valuation_predict_purchase_predict_request

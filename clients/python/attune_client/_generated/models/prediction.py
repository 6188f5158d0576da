from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.count_distribution import CountDistribution
    from ..models.prediction_intervals_type_0 import PredictionIntervalsType0
    from ..models.prediction_predictive_type_0 import PredictionPredictiveType0


T = TypeVar("T", bound="Prediction")


@_attrs_define
class Prediction:
    """What one customer will buy, and be worth, within the horizon.

    Attributes:
        expected_purchases (float): Of a contract, renewals.
        probability_alive (float): That the customer has not left by T; at opportunities, that they will be there at the
            next; of a contract, that it is there still at the end of the horizon.
        retention_rate (float | None | Unset): Of a contract: that the next renewal is made.
        expected_spend (float | None | Unset): Per purchase; null where it has no mean.
        clv (float | None | Unset): expected_spend × the discounted expected purchases within the horizon.
        intervals (None | PredictionIntervalsType0 | Unset): [low, high] by quantity: what the parameters' uncertainty
            leaves open (delta method).
        predictive (None | PredictionPredictiveType0 | Unset): [low, high] by quantity: of the outcome itself, its own
            noise included.
        counts (CountDistribution | None | Unset): Where `counts_up_to` is given.
        code (None | str | Unset): `undefined_mean_spend`: why there is no spend and no value. `spend_unknown`: the
            customer came back, yet no `monetary_value` above 0 is known, so the mean of all customers stands for it.
    """

    expected_purchases: float
    probability_alive: float
    retention_rate: float | None | Unset = UNSET
    expected_spend: float | None | Unset = UNSET
    clv: float | None | Unset = UNSET
    intervals: None | PredictionIntervalsType0 | Unset = UNSET
    predictive: None | PredictionPredictiveType0 | Unset = UNSET
    counts: CountDistribution | None | Unset = UNSET
    code: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.count_distribution import CountDistribution
        from ..models.prediction_intervals_type_0 import PredictionIntervalsType0
        from ..models.prediction_predictive_type_0 import PredictionPredictiveType0

        expected_purchases = self.expected_purchases

        probability_alive = self.probability_alive

        retention_rate: float | None | Unset
        if isinstance(self.retention_rate, Unset):
            retention_rate = UNSET
        else:
            retention_rate = self.retention_rate

        expected_spend: float | None | Unset
        if isinstance(self.expected_spend, Unset):
            expected_spend = UNSET
        else:
            expected_spend = self.expected_spend

        clv: float | None | Unset
        if isinstance(self.clv, Unset):
            clv = UNSET
        else:
            clv = self.clv

        intervals: dict[str, Any] | None | Unset
        if isinstance(self.intervals, Unset):
            intervals = UNSET
        elif isinstance(self.intervals, PredictionIntervalsType0):
            intervals = self.intervals.to_dict()
        else:
            intervals = self.intervals

        predictive: dict[str, Any] | None | Unset
        if isinstance(self.predictive, Unset):
            predictive = UNSET
        elif isinstance(self.predictive, PredictionPredictiveType0):
            predictive = self.predictive.to_dict()
        else:
            predictive = self.predictive

        counts: dict[str, Any] | None | Unset
        if isinstance(self.counts, Unset):
            counts = UNSET
        elif isinstance(self.counts, CountDistribution):
            counts = self.counts.to_dict()
        else:
            counts = self.counts

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "expected_purchases": expected_purchases,
                "probability_alive": probability_alive,
            }
        )
        if retention_rate is not UNSET:
            field_dict["retention_rate"] = retention_rate
        if expected_spend is not UNSET:
            field_dict["expected_spend"] = expected_spend
        if clv is not UNSET:
            field_dict["clv"] = clv
        if intervals is not UNSET:
            field_dict["intervals"] = intervals
        if predictive is not UNSET:
            field_dict["predictive"] = predictive
        if counts is not UNSET:
            field_dict["counts"] = counts
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.count_distribution import CountDistribution
        from ..models.prediction_intervals_type_0 import PredictionIntervalsType0
        from ..models.prediction_predictive_type_0 import PredictionPredictiveType0

        d = dict(src_dict)
        expected_purchases = d.pop("expected_purchases")

        probability_alive = d.pop("probability_alive")

        def _parse_retention_rate(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        retention_rate = _parse_retention_rate(d.pop("retention_rate", UNSET))

        def _parse_expected_spend(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        expected_spend = _parse_expected_spend(d.pop("expected_spend", UNSET))

        def _parse_clv(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        clv = _parse_clv(d.pop("clv", UNSET))

        def _parse_intervals(data: object) -> None | PredictionIntervalsType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                intervals_type_0 = PredictionIntervalsType0.from_dict(data)

                return intervals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PredictionIntervalsType0 | Unset, data)

        intervals = _parse_intervals(d.pop("intervals", UNSET))

        def _parse_predictive(data: object) -> None | PredictionPredictiveType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                predictive_type_0 = PredictionPredictiveType0.from_dict(data)

                return predictive_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PredictionPredictiveType0 | Unset, data)

        predictive = _parse_predictive(d.pop("predictive", UNSET))

        def _parse_counts(data: object) -> CountDistribution | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                counts_type_0 = CountDistribution.from_dict(data)

                return counts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CountDistribution | None | Unset, data)

        counts = _parse_counts(d.pop("counts", UNSET))

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))

        prediction = cls(
            expected_purchases=expected_purchases,
            probability_alive=probability_alive,
            retention_rate=retention_rate,
            expected_spend=expected_spend,
            clv=clv,
            intervals=intervals,
            predictive=predictive,
            counts=counts,
            code=code,
        )

        prediction.additional_properties = d
        return prediction

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

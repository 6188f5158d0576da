from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ForecastScore")


@_attrs_define
class ForecastScore:
    """How good a forecast of held-out purchases was, over customers.

    Attributes:
        forecast (str): A model, or what needs none: `own_rate`, `own_rate_smoothed`, `segment_mean`.
        log_score (float | None): Mean natural logarithm of the probability that was given to what each customer did;
            more is better. Null of a forecast without probabilities, and where what happened was called impossible.
        mean_absolute_error (float):
        root_mean_square_error (float):
        bias (float | None): Total predicted / actual − 1; null where nothing happened.
        gini (float | None): Normalised: 1 where the forecast has customers in their true order, 0 in none.
        calibration_error (float | None): Mean over tenths of |predicted − actual|, over the mean of actual.
        predicted (float):
        actual (float):
    """

    forecast: str
    log_score: float | None
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float | None
    gini: float | None
    calibration_error: float | None
    predicted: float
    actual: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        forecast = self.forecast

        log_score: float | None
        log_score = self.log_score

        mean_absolute_error = self.mean_absolute_error

        root_mean_square_error = self.root_mean_square_error

        bias: float | None
        bias = self.bias

        gini: float | None
        gini = self.gini

        calibration_error: float | None
        calibration_error = self.calibration_error

        predicted = self.predicted

        actual = self.actual

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "forecast": forecast,
                "log_score": log_score,
                "mean_absolute_error": mean_absolute_error,
                "root_mean_square_error": root_mean_square_error,
                "bias": bias,
                "gini": gini,
                "calibration_error": calibration_error,
                "predicted": predicted,
                "actual": actual,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        forecast = d.pop("forecast")

        def _parse_log_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        log_score = _parse_log_score(d.pop("log_score"))

        mean_absolute_error = d.pop("mean_absolute_error")

        root_mean_square_error = d.pop("root_mean_square_error")

        def _parse_bias(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        bias = _parse_bias(d.pop("bias"))

        def _parse_gini(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        gini = _parse_gini(d.pop("gini"))

        def _parse_calibration_error(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        calibration_error = _parse_calibration_error(d.pop("calibration_error"))

        predicted = d.pop("predicted")

        actual = d.pop("actual")

        forecast_score = cls(
            forecast=forecast,
            log_score=log_score,
            mean_absolute_error=mean_absolute_error,
            root_mean_square_error=root_mean_square_error,
            bias=bias,
            gini=gini,
            calibration_error=calibration_error,
            predicted=predicted,
            actual=actual,
        )

        forecast_score.additional_properties = d
        return forecast_score

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

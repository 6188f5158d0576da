from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Accuracy")


@_attrs_define
class Accuracy:
    """How far forecasts of holdout purchases were off.

    Attributes:
        predicted (float): Sum over customers.
        mean_absolute_error (float):
        root_mean_square_error (float):
        bias (float | None): (predicted − actual) / actual, of the sums; null where nothing happened.
        correlation (float | None): Of forecast and outcome over customers.
    """

    predicted: float
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float | None
    correlation: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        predicted = self.predicted

        mean_absolute_error = self.mean_absolute_error

        root_mean_square_error = self.root_mean_square_error

        bias: float | None
        bias = self.bias

        correlation: float | None
        correlation = self.correlation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "predicted": predicted,
                "mean_absolute_error": mean_absolute_error,
                "root_mean_square_error": root_mean_square_error,
                "bias": bias,
                "correlation": correlation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        predicted = d.pop("predicted")

        mean_absolute_error = d.pop("mean_absolute_error")

        root_mean_square_error = d.pop("root_mean_square_error")

        def _parse_bias(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        bias = _parse_bias(d.pop("bias"))

        def _parse_correlation(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        correlation = _parse_correlation(d.pop("correlation"))

        accuracy = cls(
            predicted=predicted,
            mean_absolute_error=mean_absolute_error,
            root_mean_square_error=root_mean_square_error,
            bias=bias,
            correlation=correlation,
        )

        accuracy.additional_properties = d
        return accuracy

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

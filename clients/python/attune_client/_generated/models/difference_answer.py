from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DifferenceAnswer")


@_attrs_define
class DifferenceAnswer:
    """Treatment less control, by Welch's test.

    Attributes:
        estimate (float):
        low (float | None): Null, as `high` and `p_value`, where neither variation varies (`no_variance`).
        high (float | None):
        p_value (float | None): Two-sided; below alpha exactly where the interval leaves out 0.
        standard_error (float):
        degrees_of_freedom (float | None): Of Student's t, by Welch and Satterthwaite.
    """

    estimate: float
    low: float | None
    high: float | None
    p_value: float | None
    standard_error: float
    degrees_of_freedom: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate = self.estimate

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        p_value: float | None
        p_value = self.p_value

        standard_error = self.standard_error

        degrees_of_freedom: float | None
        degrees_of_freedom = self.degrees_of_freedom

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
                "p_value": p_value,
                "standard_error": standard_error,
                "degrees_of_freedom": degrees_of_freedom,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        estimate = d.pop("estimate")

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        def _parse_p_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        p_value = _parse_p_value(d.pop("p_value"))

        standard_error = d.pop("standard_error")

        def _parse_degrees_of_freedom(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        degrees_of_freedom = _parse_degrees_of_freedom(d.pop("degrees_of_freedom"))

        difference_answer = cls(
            estimate=estimate,
            low=low,
            high=high,
            p_value=p_value,
            standard_error=standard_error,
            degrees_of_freedom=degrees_of_freedom,
        )

        difference_answer.additional_properties = d
        return difference_answer

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

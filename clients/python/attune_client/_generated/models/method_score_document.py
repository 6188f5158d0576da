from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MethodScoreDocument")


@_attrs_define
class MethodScoreDocument:
    """How a method did over the weeks of all origins.

    Attributes:
        weeks (int):
        mean_absolute_error (float):
        root_mean_square_error (float):
        bias (float | None): Total foretold / actual − 1.
        coverage (float): Share of weeks that its intervals held, before they were widened.
        spread (float | None): Mean of the squared standardised errors: 1 where the variances are right.
    """

    weeks: int
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float | None
    coverage: float
    spread: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        weeks = self.weeks

        mean_absolute_error = self.mean_absolute_error

        root_mean_square_error = self.root_mean_square_error

        bias: float | None
        bias = self.bias

        coverage = self.coverage

        spread: float | None
        spread = self.spread

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "weeks": weeks,
                "mean_absolute_error": mean_absolute_error,
                "root_mean_square_error": root_mean_square_error,
                "bias": bias,
                "coverage": coverage,
                "spread": spread,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        weeks = d.pop("weeks")

        mean_absolute_error = d.pop("mean_absolute_error")

        root_mean_square_error = d.pop("root_mean_square_error")

        def _parse_bias(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        bias = _parse_bias(d.pop("bias"))

        coverage = d.pop("coverage")

        def _parse_spread(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        spread = _parse_spread(d.pop("spread"))

        method_score_document = cls(
            weeks=weeks,
            mean_absolute_error=mean_absolute_error,
            root_mean_square_error=root_mean_square_error,
            bias=bias,
            coverage=coverage,
            spread=spread,
        )

        method_score_document.additional_properties = d
        return method_score_document

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

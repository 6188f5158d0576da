from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="EquityFigure")


@_attrs_define
class EquityFigure:
    """What customers are worth together: their lifetime values, in revenue still to come.

    Attributes:
        estimate (float | None):
        low (float | None):
        high (float | None):
        customers (int):
        without_value (int): Of them, those whose spend has no mean: not in the sum.
    """

    estimate: float | None
    low: float | None
    high: float | None
    customers: int
    without_value: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate: float | None
        estimate = self.estimate

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        customers = self.customers

        without_value = self.without_value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
                "customers": customers,
                "without_value": without_value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_estimate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        estimate = _parse_estimate(d.pop("estimate"))

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

        customers = d.pop("customers")

        without_value = d.pop("without_value")

        equity_figure = cls(
            estimate=estimate,
            low=low,
            high=high,
            customers=customers,
            without_value=without_value,
        )

        equity_figure.additional_properties = d
        return equity_figure

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

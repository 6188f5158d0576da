from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LoyaltyEstimate")


@_attrs_define
class LoyaltyEstimate:
    """An estimate with its interval; without ends where it has none.

    Attributes:
        estimate (float):
        low (float | None):
        high (float | None):
        level (float):
        method (str): Of the interval.
    """

    estimate: float
    low: float | None
    high: float | None
    level: float
    method: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate = self.estimate

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        level = self.level

        method = self.method

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
                "level": level,
                "method": method,
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

        level = d.pop("level")

        method = d.pop("method")

        loyalty_estimate = cls(
            estimate=estimate,
            low=low,
            high=high,
            level=level,
            method=method,
        )

        loyalty_estimate.additional_properties = d
        return loyalty_estimate

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BiasFactorReport")


@_attrs_define
class BiasFactorReport:
    """Actual purchases over predicted ones, learnt on all holdouts.

    Attributes:
        estimate (float):
        low (float):
        high (float):
        log_variance (float):
    """

    estimate: float
    low: float
    high: float
    log_variance: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate = self.estimate

        low = self.low

        high = self.high

        log_variance = self.log_variance

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
                "log_variance": log_variance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        estimate = d.pop("estimate")

        low = d.pop("low")

        high = d.pop("high")

        log_variance = d.pop("log_variance")

        bias_factor_report = cls(
            estimate=estimate,
            low=low,
            high=high,
            log_variance=log_variance,
        )

        bias_factor_report.additional_properties = d
        return bias_factor_report

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

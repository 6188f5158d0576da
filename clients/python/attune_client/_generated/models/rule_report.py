from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RuleReport")


@_attrs_define
class RuleReport:
    """The Wallet Allocation Rule beside customers' own word, where they gave both.

    Attributes:
        customers (int):
        stated (float): Mean share by their own word.
        allocated (float): Mean share by the rule.
        correlation (float | None):
        error (float): Root mean square difference: what single customers' intervals by the rule are made of.
    """

    customers: int
    stated: float
    allocated: float
    correlation: float | None
    error: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        customers = self.customers

        stated = self.stated

        allocated = self.allocated

        correlation: float | None
        correlation = self.correlation

        error = self.error

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "stated": stated,
                "allocated": allocated,
                "correlation": correlation,
                "error": error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        customers = d.pop("customers")

        stated = d.pop("stated")

        allocated = d.pop("allocated")

        def _parse_correlation(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        correlation = _parse_correlation(d.pop("correlation"))

        error = d.pop("error")

        rule_report = cls(
            customers=customers,
            stated=stated,
            allocated=allocated,
            correlation=correlation,
            error=error,
        )

        rule_report.additional_properties = d
        return rule_report

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.diagnostics_excluded import DiagnosticsExcluded
    from ..models.diagnostics_intervals import DiagnosticsIntervals


T = TypeVar("T", bound="Diagnostics")


@_attrs_define
class Diagnostics:
    """What else is to be known of a run.

    Attributes:
        distinct_histories (int):
        customers (int):
        repeat_customers (int):
        repeat_purchases (int):
        frequency_spend_correlation (float | None): Spend is supposed to be independent of frequency.
        excluded (DiagnosticsExcluded): Customers set aside, by what was fitted.
        intervals (DiagnosticsIntervals): The method of all intervals.
        seeds (list[int]): Of what was drawn at random: nothing.
        warnings (list[str]): Codes of what to beware of. `no_segments`: no value of the trait is shared by enough
            customers. `segments_not_told`: nobody could be told apart, for nothing was spent, or all buy or leave alike.
    """

    distinct_histories: int
    customers: int
    repeat_customers: int
    repeat_purchases: int
    frequency_spend_correlation: float | None
    excluded: DiagnosticsExcluded
    intervals: DiagnosticsIntervals
    seeds: list[int]
    warnings: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        distinct_histories = self.distinct_histories

        customers = self.customers

        repeat_customers = self.repeat_customers

        repeat_purchases = self.repeat_purchases

        frequency_spend_correlation: float | None
        frequency_spend_correlation = self.frequency_spend_correlation

        excluded = self.excluded.to_dict()

        intervals = self.intervals.to_dict()

        seeds = self.seeds

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "distinct_histories": distinct_histories,
                "customers": customers,
                "repeat_customers": repeat_customers,
                "repeat_purchases": repeat_purchases,
                "frequency_spend_correlation": frequency_spend_correlation,
                "excluded": excluded,
                "intervals": intervals,
                "seeds": seeds,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.diagnostics_excluded import DiagnosticsExcluded
        from ..models.diagnostics_intervals import DiagnosticsIntervals

        d = dict(src_dict)
        distinct_histories = d.pop("distinct_histories")

        customers = d.pop("customers")

        repeat_customers = d.pop("repeat_customers")

        repeat_purchases = d.pop("repeat_purchases")

        def _parse_frequency_spend_correlation(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        frequency_spend_correlation = _parse_frequency_spend_correlation(
            d.pop("frequency_spend_correlation")
        )

        excluded = DiagnosticsExcluded.from_dict(d.pop("excluded"))

        intervals = DiagnosticsIntervals.from_dict(d.pop("intervals"))

        seeds = cast(list[int], d.pop("seeds"))

        warnings = cast(list[str], d.pop("warnings"))

        diagnostics = cls(
            distinct_histories=distinct_histories,
            customers=customers,
            repeat_customers=repeat_customers,
            repeat_purchases=repeat_purchases,
            frequency_spend_correlation=frequency_spend_correlation,
            excluded=excluded,
            intervals=intervals,
            seeds=seeds,
            warnings=warnings,
        )

        diagnostics.additional_properties = d
        return diagnostics

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

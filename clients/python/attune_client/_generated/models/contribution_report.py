from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rate_source import RateSource

T = TypeVar("T", bound="ContributionReport")


@_attrs_define
class ContributionReport:
    """What all orders before `as_of` left, by refunds and cancellations known now.

    Attributes:
        customers (int): With a purchase.
        revenue (float): Net of refunds.
        contribution (float | None): Margin: the orders' own, by the stated `margin_rate` that of those without; null
            where some is not known.
        margin_rate (float | None): Margin per unit of revenue, for what is to come; null where it is not known.
        margin_source (None | RateSource): `stated`, or `measured` on orders that state theirs, where these are 90 % of
            revenue.
        margin_coverage (float | None): Share of revenue whose orders state their margin.
        reason (None | str): `margin_unknown` where contribution is null.
    """

    customers: int
    revenue: float
    contribution: float | None
    margin_rate: float | None
    margin_source: None | RateSource
    margin_coverage: float | None
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        customers = self.customers

        revenue = self.revenue

        contribution: float | None
        contribution = self.contribution

        margin_rate: float | None
        margin_rate = self.margin_rate

        margin_source: None | str
        if isinstance(self.margin_source, RateSource):
            margin_source = self.margin_source.value
        else:
            margin_source = self.margin_source

        margin_coverage: float | None
        margin_coverage = self.margin_coverage

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "revenue": revenue,
                "contribution": contribution,
                "margin_rate": margin_rate,
                "margin_source": margin_source,
                "margin_coverage": margin_coverage,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        customers = d.pop("customers")

        revenue = d.pop("revenue")

        def _parse_contribution(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        contribution = _parse_contribution(d.pop("contribution"))

        def _parse_margin_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        margin_rate = _parse_margin_rate(d.pop("margin_rate"))

        def _parse_margin_source(data: object) -> None | RateSource:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_source_type_0 = RateSource(data)

                return margin_source_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RateSource, data)

        margin_source = _parse_margin_source(d.pop("margin_source"))

        def _parse_margin_coverage(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        margin_coverage = _parse_margin_coverage(d.pop("margin_coverage"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        contribution_report = cls(
            customers=customers,
            revenue=revenue,
            contribution=contribution,
            margin_rate=margin_rate,
            margin_source=margin_source,
            margin_coverage=margin_coverage,
            reason=reason,
        )

        contribution_report.additional_properties = d
        return contribution_report

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

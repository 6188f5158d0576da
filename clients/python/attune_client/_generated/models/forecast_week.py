from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cumulative_week import CumulativeWeek
    from ..models.expected import Expected


T = TypeVar("T", bound="ForecastWeek")


@_attrs_define
class ForecastWeek:
    """A week to come.

    Attributes:
        starts_on (datetime.date):
        purchases (Expected): An expectation with the interval that the outcome lies in.
        active_customers (Expected): An expectation with the interval that the outcome lies in.
        revenue (Expected | None): Net; null where nobody knows, `methods` says why.
        new_customers (Expected): An expectation with the interval that the outcome lies in.
        cumulative (CumulativeWeek): From the first week to the end of this one.
    """

    starts_on: datetime.date
    purchases: Expected
    active_customers: Expected
    revenue: Expected | None
    new_customers: Expected
    cumulative: CumulativeWeek
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.expected import Expected

        starts_on = self.starts_on.isoformat()

        purchases = self.purchases.to_dict()

        active_customers = self.active_customers.to_dict()

        revenue: dict[str, Any] | None
        if isinstance(self.revenue, Expected):
            revenue = self.revenue.to_dict()
        else:
            revenue = self.revenue

        new_customers = self.new_customers.to_dict()

        cumulative = self.cumulative.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "starts_on": starts_on,
                "purchases": purchases,
                "active_customers": active_customers,
                "revenue": revenue,
                "new_customers": new_customers,
                "cumulative": cumulative,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cumulative_week import CumulativeWeek
        from ..models.expected import Expected

        d = dict(src_dict)
        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        purchases = Expected.from_dict(d.pop("purchases"))

        active_customers = Expected.from_dict(d.pop("active_customers"))

        def _parse_revenue(data: object) -> Expected | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                revenue_type_0 = Expected.from_dict(data)

                return revenue_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Expected | None, data)

        revenue = _parse_revenue(d.pop("revenue"))

        new_customers = Expected.from_dict(d.pop("new_customers"))

        cumulative = CumulativeWeek.from_dict(d.pop("cumulative"))

        forecast_week = cls(
            starts_on=starts_on,
            purchases=purchases,
            active_customers=active_customers,
            revenue=revenue,
            new_customers=new_customers,
            cumulative=cumulative,
        )

        forecast_week.additional_properties = d
        return forecast_week

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

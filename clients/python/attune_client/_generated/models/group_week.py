from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cumulative_group_week import CumulativeGroupWeek
    from ..models.expected import Expected


T = TypeVar("T", bound="GroupWeek")


@_attrs_define
class GroupWeek:
    """A week to come of a group.

    Attributes:
        starts_on (datetime.date):
        purchases (Expected): An expectation with the interval that the outcome lies in.
        revenue (Expected | None): Net, by the lines of orders; null where that of all is.
        cumulative (CumulativeGroupWeek): From the first week to the end of this one.
    """

    starts_on: datetime.date
    purchases: Expected
    revenue: Expected | None
    cumulative: CumulativeGroupWeek
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.expected import Expected

        starts_on = self.starts_on.isoformat()

        purchases = self.purchases.to_dict()

        revenue: dict[str, Any] | None
        if isinstance(self.revenue, Expected):
            revenue = self.revenue.to_dict()
        else:
            revenue = self.revenue

        cumulative = self.cumulative.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "starts_on": starts_on,
                "purchases": purchases,
                "revenue": revenue,
                "cumulative": cumulative,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cumulative_group_week import CumulativeGroupWeek
        from ..models.expected import Expected

        d = dict(src_dict)
        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        purchases = Expected.from_dict(d.pop("purchases"))

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

        cumulative = CumulativeGroupWeek.from_dict(d.pop("cumulative"))

        group_week = cls(
            starts_on=starts_on,
            purchases=purchases,
            revenue=revenue,
            cumulative=cumulative,
        )

        group_week.additional_properties = d
        return group_week

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

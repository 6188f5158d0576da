from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loyalty_estimate import LoyaltyEstimate


T = TypeVar("T", bound="HeadroomReport")


@_attrs_define
class HeadroomReport:
    """What customers who were asked are expected to spend elsewhere: value × (1 − share) / share.

    Attributes:
        customers (int): Who were asked and have a lifetime value; it is not extrapolated to the others.
        bounded (int): Of them, those whose share is taken for `share_floor`, being smaller.
        share_floor (float):
        revenue (LoyaltyEstimate): An estimate with its interval; without ends where it has none.
        contribution (LoyaltyEstimate | None): Null where the rate of margin is not known.
    """

    customers: int
    bounded: int
    share_floor: float
    revenue: LoyaltyEstimate
    contribution: LoyaltyEstimate | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loyalty_estimate import LoyaltyEstimate

        customers = self.customers

        bounded = self.bounded

        share_floor = self.share_floor

        revenue = self.revenue.to_dict()

        contribution: dict[str, Any] | None
        if isinstance(self.contribution, LoyaltyEstimate):
            contribution = self.contribution.to_dict()
        else:
            contribution = self.contribution

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "bounded": bounded,
                "share_floor": share_floor,
                "revenue": revenue,
                "contribution": contribution,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loyalty_estimate import LoyaltyEstimate

        d = dict(src_dict)
        customers = d.pop("customers")

        bounded = d.pop("bounded")

        share_floor = d.pop("share_floor")

        revenue = LoyaltyEstimate.from_dict(d.pop("revenue"))

        def _parse_contribution(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                contribution_type_0 = LoyaltyEstimate.from_dict(data)

                return contribution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        contribution = _parse_contribution(d.pop("contribution"))

        headroom_report = cls(
            customers=customers,
            bounded=bounded,
            share_floor=share_floor,
            revenue=revenue,
            contribution=contribution,
        )

        headroom_report.additional_properties = d
        return headroom_report

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

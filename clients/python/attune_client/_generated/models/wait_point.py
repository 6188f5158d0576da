from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="WaitPoint")


@_attrs_define
class WaitPoint:
    """The curve after a day.

    Attributes:
        days (int):
        at_risk (int): Customers who still waited just before, and were still watched.
        events (int): Those who bought then.
        waiting (Figure): An estimate with its interval; null where there is none, and then why.
        hazard (Figure): An estimate with its interval; null where there is none, and then why.
    """

    days: int
    at_risk: int
    events: int
    waiting: Figure
    hazard: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        days = self.days

        at_risk = self.at_risk

        events = self.events

        waiting = self.waiting.to_dict()

        hazard = self.hazard.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "days": days,
                "at_risk": at_risk,
                "events": events,
                "waiting": waiting,
                "hazard": hazard,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        days = d.pop("days")

        at_risk = d.pop("at_risk")

        events = d.pop("events")

        waiting = Figure.from_dict(d.pop("waiting"))

        hazard = Figure.from_dict(d.pop("hazard"))

        wait_point = cls(
            days=days,
            at_risk=at_risk,
            events=events,
            waiting=waiting,
            hazard=hazard,
        )

        wait_point.additional_properties = d
        return wait_point

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

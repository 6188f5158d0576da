from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.event_counts_by_name import EventCountsByName


T = TypeVar("T", bound="EventCounts")


@_attrs_define
class EventCounts:
    """How many events there are.

    Example:
        {'as_of': '2026-11-01T00:00:00Z', 'by_name': {'Order Completed': 2, 'identify': 1}, 'duplicates': 1, 'events':
            3, 'rejected': 0}

    Attributes:
        events (int):
        by_name (EventCountsByName): A track by its event, the other types by their type's name.
        duplicates (int):
        rejected (int):
        as_of (datetime.datetime):
    """

    events: int
    by_name: EventCountsByName
    duplicates: int
    rejected: int
    as_of: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        events = self.events

        by_name = self.by_name.to_dict()

        duplicates = self.duplicates

        rejected = self.rejected

        as_of = self.as_of.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "events": events,
                "by_name": by_name,
                "duplicates": duplicates,
                "rejected": rejected,
                "as_of": as_of,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_counts_by_name import EventCountsByName

        d = dict(src_dict)
        events = d.pop("events")

        by_name = EventCountsByName.from_dict(d.pop("by_name"))

        duplicates = d.pop("duplicates")

        rejected = d.pop("rejected")

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        event_counts = cls(
            events=events,
            by_name=by_name,
            duplicates=duplicates,
            rejected=rejected,
            as_of=as_of,
        )

        event_counts.additional_properties = d
        return event_counts

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WorkspaceDocument")


@_attrs_define
class WorkspaceDocument:
    """A workspace's settings.

    Example:
        {'clock_at': '1998-07-01T00:00:00Z', 'currency': 'USD', 'id': '0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c10', 'name':
            'cdnow', 'time_zone': 'UTC'}

    Attributes:
        id (UUID):
        name (str):
        time_zone (str): IANA's name of the zone in which days, weeks and months are computed.
        currency (str): ISO 4217.
        clock_at (datetime.datetime | None): Where the workspace's clock stands; null: the real clock.
    """

    id: UUID
    name: str
    time_zone: str
    currency: str
    clock_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        time_zone = self.time_zone

        currency = self.currency

        clock_at: None | str
        if isinstance(self.clock_at, datetime.datetime):
            clock_at = self.clock_at.isoformat()
        else:
            clock_at = self.clock_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "time_zone": time_zone,
                "currency": currency,
                "clock_at": clock_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        time_zone = d.pop("time_zone")

        currency = d.pop("currency")

        def _parse_clock_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                clock_at_type_0 = datetime.datetime.fromisoformat(data)

                return clock_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        clock_at = _parse_clock_at(d.pop("clock_at"))

        workspace_document = cls(
            id=id,
            name=name,
            time_zone=time_zone,
            currency=currency,
            clock_at=clock_at,
        )

        workspace_document.additional_properties = d
        return workspace_document

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

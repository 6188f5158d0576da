from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="WorkspaceChange")


@_attrs_define
class WorkspaceChange:
    """The settings to change; what is not named stays.

    Example:
        {'clock_at': '1998-07-01T00:00:00Z'}

    Attributes:
        name (str | Unset):
        time_zone (str | Unset): Fixed after the first event or order.
        currency (str | Unset): Fixed after the first event or order.
        clock_at (datetime.datetime | None | Unset): Null: the real clock.
    """

    name: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    currency: str | Unset = UNSET
    clock_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        time_zone = self.time_zone

        currency = self.currency

        clock_at: None | str | Unset
        if isinstance(self.clock_at, Unset):
            clock_at = UNSET
        elif isinstance(self.clock_at, datetime.datetime):
            clock_at = self.clock_at.isoformat()
        else:
            clock_at = self.clock_at

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if currency is not UNSET:
            field_dict["currency"] = currency
        if clock_at is not UNSET:
            field_dict["clock_at"] = clock_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        currency = d.pop("currency", UNSET)

        def _parse_clock_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                clock_at_type_0 = datetime.datetime.fromisoformat(data)

                return clock_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        clock_at = _parse_clock_at(d.pop("clock_at", UNSET))

        workspace_change = cls(
            name=name,
            time_zone=time_zone,
            currency=currency,
            clock_at=clock_at,
        )

        return workspace_change

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ForecastRequest")


@_attrs_define
class ForecastRequest:
    """A forecast to be made by the published model.

    Example:
        {'groups': 10, 'known_until': '1998-06-30', 'level': 0.9, 'weeks': 26}

    Attributes:
        known_until (datetime.date | None | Unset): The last day that is known, and is over by the workspace's clock. By
            default the last one that is.
        weeks (int | Unset): Of seven days each, from the next day on. Default: 26.
        level (float | Unset): Of all intervals. Default: 0.9.
        groups (int | Unset): Categories of products that are forecast by themselves, at most; 0 for no groups at all.
            Default: 10.
    """

    known_until: datetime.date | None | Unset = UNSET
    weeks: int | Unset = 26
    level: float | Unset = 0.9
    groups: int | Unset = 10

    def to_dict(self) -> dict[str, Any]:
        known_until: None | str | Unset
        if isinstance(self.known_until, Unset):
            known_until = UNSET
        elif isinstance(self.known_until, datetime.date):
            known_until = self.known_until.isoformat()
        else:
            known_until = self.known_until

        weeks = self.weeks

        level = self.level

        groups = self.groups

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if known_until is not UNSET:
            field_dict["known_until"] = known_until
        if weeks is not UNSET:
            field_dict["weeks"] = weeks
        if level is not UNSET:
            field_dict["level"] = level
        if groups is not UNSET:
            field_dict["groups"] = groups

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_known_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                known_until_type_0 = datetime.date.fromisoformat(data)

                return known_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        known_until = _parse_known_until(d.pop("known_until", UNSET))

        weeks = d.pop("weeks", UNSET)

        level = d.pop("level", UNSET)

        groups = d.pop("groups", UNSET)

        forecast_request = cls(
            known_until=known_until,
            weeks=weeks,
            level=level,
            groups=groups,
        )

        return forecast_request

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="UnitsRequest")


@_attrs_define
class UnitsRequest:
    """Units to be assigned.

    Example:
        {'units': ['c-17', 'c-18']}

    Attributes:
        units (list[str]): Company's ids of customers, or anonymous ids.
    """

    units: list[str]

    def to_dict(self) -> dict[str, Any]:
        units = self.units

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "units": units,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        units = cast(list[str], d.pop("units"))

        units_request = cls(
            units=units,
        )

        return units_request

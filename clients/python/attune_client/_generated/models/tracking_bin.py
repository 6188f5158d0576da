from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="TrackingBin")


@_attrs_define
class TrackingBin:
    """Repeat purchases of a week, or of an opportunity.

    Attributes:
        ends_on (datetime.date): Its last day.
        actual (int):
        expected (Figure): An estimate with its interval; null where there is none, and then why.
        cumulative_actual (int):
        cumulative_expected (Figure): An estimate with its interval; null where there is none, and then why.
    """

    ends_on: datetime.date
    actual: int
    expected: Figure
    cumulative_actual: int
    cumulative_expected: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ends_on = self.ends_on.isoformat()

        actual = self.actual

        expected = self.expected.to_dict()

        cumulative_actual = self.cumulative_actual

        cumulative_expected = self.cumulative_expected.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ends_on": ends_on,
                "actual": actual,
                "expected": expected,
                "cumulative_actual": cumulative_actual,
                "cumulative_expected": cumulative_expected,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        actual = d.pop("actual")

        expected = Figure.from_dict(d.pop("expected"))

        cumulative_actual = d.pop("cumulative_actual")

        cumulative_expected = Figure.from_dict(d.pop("cumulative_expected"))

        tracking_bin = cls(
            ends_on=ends_on,
            actual=actual,
            expected=expected,
            cumulative_actual=cumulative_actual,
            cumulative_expected=cumulative_expected,
        )

        tracking_bin.additional_properties = d
        return tracking_bin

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="FrequencyBar")


@_attrs_define
class FrequencyBar:
    """Customers who bought again so often within the calibration.

    Attributes:
        frequency (int):
        or_more (bool):
        actual (int):
        expected (Figure): An estimate with its interval; null where there is none, and then why.
    """

    frequency: int
    or_more: bool
    actual: int
    expected: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        frequency = self.frequency

        or_more = self.or_more

        actual = self.actual

        expected = self.expected.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "frequency": frequency,
                "or_more": or_more,
                "actual": actual,
                "expected": expected,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        frequency = d.pop("frequency")

        or_more = d.pop("or_more")

        actual = d.pop("actual")

        expected = Figure.from_dict(d.pop("expected"))

        frequency_bar = cls(
            frequency=frequency,
            or_more=or_more,
            actual=actual,
            expected=expected,
        )

        frequency_bar.additional_properties = d
        return frequency_bar

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

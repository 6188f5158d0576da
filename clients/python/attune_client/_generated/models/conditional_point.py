from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="ConditionalPoint")


@_attrs_define
class ConditionalPoint:
    """Purchases in the holdout of customers who had bought again so often before it.

    Attributes:
        frequency (int):
        or_more (bool):
        customers (int):
        actual (float | None): Mean purchases; null of nobody.
        expected (Figure): An estimate with its interval; null where there is none, and then why.
    """

    frequency: int
    or_more: bool
    customers: int
    actual: float | None
    expected: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        frequency = self.frequency

        or_more = self.or_more

        customers = self.customers

        actual: float | None
        actual = self.actual

        expected = self.expected.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "frequency": frequency,
                "or_more": or_more,
                "customers": customers,
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

        customers = d.pop("customers")

        def _parse_actual(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        actual = _parse_actual(d.pop("actual"))

        expected = Figure.from_dict(d.pop("expected"))

        conditional_point = cls(
            frequency=frequency,
            or_more=or_more,
            customers=customers,
            actual=actual,
            expected=expected,
        )

        conditional_point.additional_properties = d
        return conditional_point

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

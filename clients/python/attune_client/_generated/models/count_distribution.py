from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CountDistribution")


@_attrs_define
class CountDistribution:
    """How likely each number of purchases within the horizon is, at the parameters as they are given.

    Example:
        {'more': 0.129, 'probabilities': [0.489, 0.199, 0.113, 0.07]}

    Attributes:
        probabilities (list[float]): P(X = 0), P(X = 1), … P(X = `counts_up_to`).
        more (float): P(X > `counts_up_to`): with these it makes 1.
    """

    probabilities: list[float]
    more: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        probabilities = self.probabilities

        more = self.more

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "probabilities": probabilities,
                "more": more,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        probabilities = cast(list[float], d.pop("probabilities"))

        more = d.pop("more")

        count_distribution = cls(
            probabilities=probabilities,
            more=more,
        )

        count_distribution.additional_properties = d
        return count_distribution

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

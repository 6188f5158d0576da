from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnalysedArm")


@_attrs_define
class AnalysedArm:
    """A variation and what its users did.

    Attributes:
        key (str):
        weight (float):
        users (int):
        sum_ (float): Of the metric; of a conversion, how many users bought.
        sum_squares (float | None): Of the metric per user; null of a conversion, which needs none.
        mean (float | None): Null without users.
    """

    key: str
    weight: float
    users: int
    sum_: float
    sum_squares: float | None
    mean: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        weight = self.weight

        users = self.users

        sum_ = self.sum_

        sum_squares: float | None
        sum_squares = self.sum_squares

        mean: float | None
        mean = self.mean

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "weight": weight,
                "users": users,
                "sum": sum_,
                "sum_squares": sum_squares,
                "mean": mean,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        weight = d.pop("weight")

        users = d.pop("users")

        sum_ = d.pop("sum")

        def _parse_sum_squares(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        sum_squares = _parse_sum_squares(d.pop("sum_squares"))

        def _parse_mean(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        mean = _parse_mean(d.pop("mean"))

        analysed_arm = cls(
            key=key,
            weight=weight,
            users=users,
            sum_=sum_,
            sum_squares=sum_squares,
            mean=mean,
        )

        analysed_arm.additional_properties = d
        return analysed_arm

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

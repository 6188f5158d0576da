from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewVariation")


@_attrs_define
class NewVariation:
    """A variation of an experiment to be made.

    Example:
        {'key': 'offer', 'value': True, 'weight': 0.5}

    Attributes:
        key (str):
        weight (float | None | Unset): Its share; give all variations one, or none.
        value (Any | Unset): What a flag gives that refers to the experiment; null: none.
    """

    key: str
    weight: float | None | Unset = UNSET
    value: Any | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        weight: float | None | Unset
        if isinstance(self.weight, Unset):
            weight = UNSET
        else:
            weight = self.weight

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
            }
        )
        if weight is not UNSET:
            field_dict["weight"] = weight
        if value is not UNSET:
            field_dict["value"] = value

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        def _parse_weight(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        weight = _parse_weight(d.pop("weight", UNSET))

        value = d.pop("value", UNSET)

        new_variation = cls(
            key=key,
            weight=weight,
            value=value,
        )

        return new_variation

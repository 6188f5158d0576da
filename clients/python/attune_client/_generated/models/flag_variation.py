from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FlagVariation")


@_attrs_define
class FlagVariation:
    """One variation of a split.

    Example:
        {'key': 'green', 'value': '#0a0', 'weight': 0.5}

    Attributes:
        key (str): What evaluations call their `variant`.
        value (Any): Of the flag's kind.
        weight (float | None | Unset): Its share; give all variations one, or none.
    """

    key: str
    value: Any
    weight: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        value = self.value

        weight: float | None | Unset
        if isinstance(self.weight, Unset):
            weight = UNSET
        else:
            weight = self.weight

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
                "value": value,
            }
        )
        if weight is not UNSET:
            field_dict["weight"] = weight

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        value = d.pop("value")

        def _parse_weight(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        weight = _parse_weight(d.pop("weight", UNSET))

        flag_variation = cls(
            key=key,
            value=value,
            weight=weight,
        )

        return flag_variation

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ChangeThreshold")


@_attrs_define
class ChangeThreshold:
    """How far a customer's value moves from where it was last told before `value.changed` tells it again: by both.

    Example:
        {'absolute': 5, 'relative': 0.2}

    Attributes:
        relative (float | Unset): 0.2 for a fifth of it. Default: 0.2.
        absolute (float | Unset): In the currency. Default: 0.0.
    """

    relative: float | Unset = 0.2
    absolute: float | Unset = 0.0

    def to_dict(self) -> dict[str, Any]:
        relative = self.relative

        absolute = self.absolute

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if relative is not UNSET:
            field_dict["relative"] = relative
        if absolute is not UNSET:
            field_dict["absolute"] = absolute

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        relative = d.pop("relative", UNSET)

        absolute = d.pop("absolute", UNSET)

        change_threshold = cls(
            relative=relative,
            absolute=absolute,
        )

        return change_threshold

from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RelativeAnswer")


@_attrs_define
class RelativeAnswer:
    """The difference relative to the control as it was measured; .1 is ten per cent more.

    Attributes:
        estimate (float):
        low (float):
        high (float):
        method (Literal['fieller'] | Unset):  Default: 'fieller'.
    """

    estimate: float
    low: float
    high: float
    method: Literal["fieller"] | Unset = "fieller"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate = self.estimate

        low = self.low

        high = self.high

        method = self.method

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
            }
        )
        if method is not UNSET:
            field_dict["method"] = method

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        estimate = d.pop("estimate")

        low = d.pop("low")

        high = d.pop("high")

        method = cast(Literal["fieller"] | Unset, d.pop("method", UNSET))
        if method != "fieller" and not isinstance(method, Unset):
            raise ValueError(f"method must match const 'fieller', got '{method}'")

        relative_answer = cls(
            estimate=estimate,
            low=low,
            high=high,
            method=method,
        )

        relative_answer.additional_properties = d
        return relative_answer

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

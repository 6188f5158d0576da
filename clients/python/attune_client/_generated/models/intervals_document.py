from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="IntervalsDocument")


@_attrs_define
class IntervalsDocument:
    """How the intervals of credit were made.

    Attributes:
        method (str):
        level (float):
        replicates (int):
        seed (int):
    """

    method: str
    level: float
    replicates: int
    seed: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        level = self.level

        replicates = self.replicates

        seed = self.seed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "level": level,
                "replicates": replicates,
                "seed": seed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        method = d.pop("method")

        level = d.pop("level")

        replicates = d.pop("replicates")

        seed = d.pop("seed")

        intervals_document = cls(
            method=method,
            level=level,
            replicates=replicates,
            seed=seed,
        )

        intervals_document.additional_properties = d
        return intervals_document

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

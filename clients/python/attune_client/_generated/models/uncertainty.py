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

T = TypeVar("T", bound="Uncertainty")


@_attrs_define
class Uncertainty:
    """How the intervals were made.

    Attributes:
        method (Literal['poisson_bootstrap']):
        replicates (int):
        level (float):
        seed (int):
    """

    method: Literal["poisson_bootstrap"]
    replicates: int
    level: float
    seed: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        replicates = self.replicates

        level = self.level

        seed = self.seed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "replicates": replicates,
                "level": level,
                "seed": seed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        method = cast(Literal["poisson_bootstrap"], d.pop("method"))
        if method != "poisson_bootstrap":
            raise ValueError(
                f"method must match const 'poisson_bootstrap', got '{method}'"
            )

        replicates = d.pop("replicates")

        level = d.pop("level")

        seed = d.pop("seed")

        uncertainty = cls(
            method=method,
            replicates=replicates,
            level=level,
            seed=seed,
        )

        uncertainty.additional_properties = d
        return uncertainty

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.lorenz_point import LorenzPoint


T = TypeVar("T", bound="Concentration")


@_attrs_define
class Concentration:
    """How value is spread over customers, the most valuable first.

    Attributes:
        customers (int):
        total (float):
        gini (float | None):
        curve (list[LorenzPoint]): At a hundred points at the most.
    """

    customers: int
    total: float
    gini: float | None
    curve: list[LorenzPoint]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        customers = self.customers

        total = self.total

        gini: float | None
        gini = self.gini

        curve = []
        for curve_item_data in self.curve:
            curve_item = curve_item_data.to_dict()
            curve.append(curve_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "total": total,
                "gini": gini,
                "curve": curve,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.lorenz_point import LorenzPoint

        d = dict(src_dict)
        customers = d.pop("customers")

        total = d.pop("total")

        def _parse_gini(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        gini = _parse_gini(d.pop("gini"))

        curve = []
        _curve = d.pop("curve")
        for curve_item_data in _curve:
            curve_item = LorenzPoint.from_dict(curve_item_data)

            curve.append(curve_item)

        concentration = cls(
            customers=customers,
            total=total,
            gini=gini,
            curve=curve,
        )

        concentration.additional_properties = d
        return concentration

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.holdout_tenth import HoldoutTenth


T = TypeVar("T", bound="HoldoutDeciles")


@_attrs_define
class HoldoutDeciles:
    """How well forecasts put customers in order.

    Attributes:
        gini (float | None): Gini index in the order of the forecasts over that in the true order.
        tenths (list[HoldoutTenth]):
    """

    gini: float | None
    tenths: list[HoldoutTenth]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        gini: float | None
        gini = self.gini

        tenths = []
        for tenths_item_data in self.tenths:
            tenths_item = tenths_item_data.to_dict()
            tenths.append(tenths_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "gini": gini,
                "tenths": tenths,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.holdout_tenth import HoldoutTenth

        d = dict(src_dict)

        def _parse_gini(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        gini = _parse_gini(d.pop("gini"))

        tenths = []
        _tenths = d.pop("tenths")
        for tenths_item_data in _tenths:
            tenths_item = HoldoutTenth.from_dict(tenths_item_data)

            tenths.append(tenths_item)

        holdout_deciles = cls(
            gini=gini,
            tenths=tenths,
        )

        holdout_deciles.additional_properties = d
        return holdout_deciles

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.product_group_scores_additional_property import (
        ProductGroupScoresAdditionalProperty,
    )


T = TypeVar("T", bound="ProductGroupScores")


@_attrs_define
class ProductGroupScores:
    """At those of the backtest's origins at which the group stood by itself, by the 52 weeks before the origin, and had
    been bought for 13 weeks; by quantity, then by method; the naive ones are of the group by itself.

    """

    additional_properties: dict[str, ProductGroupScoresAdditionalProperty] = (
        _attrs_field(init=False, factory=dict)
    )

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.product_group_scores_additional_property import (
            ProductGroupScoresAdditionalProperty,
        )

        d = dict(src_dict)
        product_group_scores = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():
            additional_property = ProductGroupScoresAdditionalProperty.from_dict(
                prop_dict
            )

            additional_properties[prop_name] = additional_property

        product_group_scores.additional_properties = additional_properties
        return product_group_scores

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> ProductGroupScoresAdditionalProperty:
        return self.additional_properties[key]

    def __setitem__(
        self, key: str, value: ProductGroupScoresAdditionalProperty
    ) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

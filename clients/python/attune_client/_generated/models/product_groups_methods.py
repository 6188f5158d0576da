from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.product_groups_methods_additional_property_type_0 import (
    ProductGroupsMethodsAdditionalPropertyType0,
)

T = TypeVar("T", bound="ProductGroupsMethods")


@_attrs_define
class ProductGroupsMethods:
    """How shares are foretold, by quantity. `shares`: as they have been lately. `shares_in_season`: as they were in the
    same weeks a year ago, moved as they have moved since; used where that is better in the backtest on both errors.

    """

    additional_properties: dict[
        str, None | ProductGroupsMethodsAdditionalPropertyType0
    ] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            if isinstance(prop, ProductGroupsMethodsAdditionalPropertyType0):
                field_dict[prop_name] = prop.value
            else:
                field_dict[prop_name] = prop

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        product_groups_methods = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():

            def _parse_additional_property(
                data: object,
            ) -> None | ProductGroupsMethodsAdditionalPropertyType0:
                if data is None:
                    return data
                try:
                    if not isinstance(data, str):
                        raise TypeError()
                    additional_property_type_0 = (
                        ProductGroupsMethodsAdditionalPropertyType0(data)
                    )

                    return additional_property_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(None | ProductGroupsMethodsAdditionalPropertyType0, data)

            additional_property = _parse_additional_property(prop_dict)

            additional_properties[prop_name] = additional_property

        product_groups_methods.additional_properties = additional_properties
        return product_groups_methods

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(
        self, key: str
    ) -> None | ProductGroupsMethodsAdditionalPropertyType0:
        return self.additional_properties[key]

    def __setitem__(
        self, key: str, value: None | ProductGroupsMethodsAdditionalPropertyType0
    ) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

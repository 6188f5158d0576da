from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.product_group import ProductGroup
    from ..models.product_groups_methods import ProductGroupsMethods


T = TypeVar("T", bound="ProductGroups")


@_attrs_define
class ProductGroups:
    """What is forecast of groups of products: each week's whole, shared out.

    Attributes:
        reason (None | str): Why there are none: `no_categories`, where no order of the past year names any.
        methods (ProductGroupsMethods): How shares are foretold, by quantity. `shares`: as they have been lately.
            `shares_in_season`: as they were in the same weeks a year ago, moved as they have moved since; used where that
            is better in the backtest on both errors.
        groups (list[ProductGroup]): Categories by revenue of the past year, then `unknown`, then `other`.
    """

    reason: None | str
    methods: ProductGroupsMethods
    groups: list[ProductGroup]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reason: None | str
        reason = self.reason

        methods = self.methods.to_dict()

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason": reason,
                "methods": methods,
                "groups": groups,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.product_group import ProductGroup
        from ..models.product_groups_methods import ProductGroupsMethods

        d = dict(src_dict)

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        methods = ProductGroupsMethods.from_dict(d.pop("methods"))

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = ProductGroup.from_dict(groups_item_data)

            groups.append(groups_item)

        product_groups = cls(
            reason=reason,
            methods=methods,
            groups=groups,
        )

        product_groups.additional_properties = d
        return product_groups

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

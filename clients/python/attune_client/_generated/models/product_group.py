from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.product_group_kind import ProductGroupKind

if TYPE_CHECKING:
    from ..models.group_week import GroupWeek
    from ..models.product_group_beaten_by_naive import ProductGroupBeatenByNaive
    from ..models.product_group_scores import ProductGroupScores
    from ..models.product_group_share import ProductGroupShare
    from ..models.product_group_widened_by import ProductGroupWidenedBy


T = TypeVar("T", bound="ProductGroup")


@_attrs_define
class ProductGroup:
    """A group of products; the groups' estimates add up to those of the whole.

    Attributes:
        kind (ProductGroupKind): `category`: as orders name it. `unknown`: products without a category, and orders
            without products. `other`: all categories that do not stand by themselves.
        category (None | str): Its name; null where it is no category.
        share (ProductGroupShare): Of all weeks to come, by quantity.
        widened_by (ProductGroupWidenedBy): What the variances were multiplied by, for what the backtest shows.
        beaten_by_naive (ProductGroupBeatenByNaive): Whether the group's own same week a year ago, or its own last 13
            weeks, was better in the backtest on both errors; null where it was not tried.
        scores (ProductGroupScores): At those of the backtest's origins at which the group stood by itself, by the 52
            weeks before the origin, and had been bought for 13 weeks; by quantity, then by method; the naive ones are of
            the group by itself.
        weeks (list[GroupWeek]):
    """

    kind: ProductGroupKind
    category: None | str
    share: ProductGroupShare
    widened_by: ProductGroupWidenedBy
    beaten_by_naive: ProductGroupBeatenByNaive
    scores: ProductGroupScores
    weeks: list[GroupWeek]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        category: None | str
        category = self.category

        share = self.share.to_dict()

        widened_by = self.widened_by.to_dict()

        beaten_by_naive = self.beaten_by_naive.to_dict()

        scores = self.scores.to_dict()

        weeks = []
        for weeks_item_data in self.weeks:
            weeks_item = weeks_item_data.to_dict()
            weeks.append(weeks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "category": category,
                "share": share,
                "widened_by": widened_by,
                "beaten_by_naive": beaten_by_naive,
                "scores": scores,
                "weeks": weeks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.group_week import GroupWeek
        from ..models.product_group_beaten_by_naive import ProductGroupBeatenByNaive
        from ..models.product_group_scores import ProductGroupScores
        from ..models.product_group_share import ProductGroupShare
        from ..models.product_group_widened_by import ProductGroupWidenedBy

        d = dict(src_dict)
        kind = ProductGroupKind(d.pop("kind"))

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        category = _parse_category(d.pop("category"))

        share = ProductGroupShare.from_dict(d.pop("share"))

        widened_by = ProductGroupWidenedBy.from_dict(d.pop("widened_by"))

        beaten_by_naive = ProductGroupBeatenByNaive.from_dict(d.pop("beaten_by_naive"))

        scores = ProductGroupScores.from_dict(d.pop("scores"))

        weeks = []
        _weeks = d.pop("weeks")
        for weeks_item_data in _weeks:
            weeks_item = GroupWeek.from_dict(weeks_item_data)

            weeks.append(weeks_item)

        product_group = cls(
            kind=kind,
            category=category,
            share=share,
            widened_by=widened_by,
            beaten_by_naive=beaten_by_naive,
            scores=scores,
            weeks=weeks,
        )

        product_group.additional_properties = d
        return product_group

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

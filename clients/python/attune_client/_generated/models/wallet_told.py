from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WalletTold")


@_attrs_define
class WalletTold:
    """A customer's latest answer of a category about whom they spend on.

    Attributes:
        category (None | str): Null: of all that the company sells.
        rank (float | None): The company's place among the brands they use, 1 the best.
        brands (int | None):
        wallet_share (float | None): By their own word.
        answered_at (datetime.datetime):
    """

    category: None | str
    rank: float | None
    brands: int | None
    wallet_share: float | None
    answered_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        category: None | str
        category = self.category

        rank: float | None
        rank = self.rank

        brands: int | None
        brands = self.brands

        wallet_share: float | None
        wallet_share = self.wallet_share

        answered_at = self.answered_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "category": category,
                "rank": rank,
                "brands": brands,
                "wallet_share": wallet_share,
                "answered_at": answered_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        category = _parse_category(d.pop("category"))

        def _parse_rank(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rank = _parse_rank(d.pop("rank"))

        def _parse_brands(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        brands = _parse_brands(d.pop("brands"))

        def _parse_wallet_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        wallet_share = _parse_wallet_share(d.pop("wallet_share"))

        answered_at = datetime.datetime.fromisoformat(d.pop("answered_at"))

        wallet_told = cls(
            category=category,
            rank=rank,
            brands=brands,
            wallet_share=wallet_share,
            answered_at=answered_at,
        )

        wallet_told.additional_properties = d
        return wallet_told

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="BrandValueDocument")


@_attrs_define
class BrandValueDocument:
    """Customer-brand value P × BR × SOP × M: what the brand earns in a year in the mean customer of its market.

    Attributes:
        market (int): Customers there are for the category: as stated, else all who are known.
        penetration (Figure): An estimate with its interval; null where there is none, and then why.
        buying_rate (Figure): An estimate with its interval; null where there is none, and then why.
        share_of_purchases (Figure): An estimate with its interval; null where there is none, and then why.
        share_answers (int | None): How many customers' answers the share is the mean of; null where it was stated.
        own_rate (Figure): An estimate with its interval; null where there is none, and then why.
        margin (Figure): An estimate with its interval; null where there is none, and then why.
        value (Figure): An estimate with its interval; null where there is none, and then why.
    """

    market: int
    penetration: Figure
    buying_rate: Figure
    share_of_purchases: Figure
    share_answers: int | None
    own_rate: Figure
    margin: Figure
    value: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        market = self.market

        penetration = self.penetration.to_dict()

        buying_rate = self.buying_rate.to_dict()

        share_of_purchases = self.share_of_purchases.to_dict()

        share_answers: int | None
        share_answers = self.share_answers

        own_rate = self.own_rate.to_dict()

        margin = self.margin.to_dict()

        value = self.value.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "market": market,
                "penetration": penetration,
                "buying_rate": buying_rate,
                "share_of_purchases": share_of_purchases,
                "share_answers": share_answers,
                "own_rate": own_rate,
                "margin": margin,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        market = d.pop("market")

        penetration = Figure.from_dict(d.pop("penetration"))

        buying_rate = Figure.from_dict(d.pop("buying_rate"))

        share_of_purchases = Figure.from_dict(d.pop("share_of_purchases"))

        def _parse_share_answers(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        share_answers = _parse_share_answers(d.pop("share_answers"))

        own_rate = Figure.from_dict(d.pop("own_rate"))

        margin = Figure.from_dict(d.pop("margin"))

        value = Figure.from_dict(d.pop("value"))

        brand_value_document = cls(
            market=market,
            penetration=penetration,
            buying_rate=buying_rate,
            share_of_purchases=share_of_purchases,
            share_answers=share_answers,
            own_rate=own_rate,
            margin=margin,
            value=value,
        )

        brand_value_document.additional_properties = d
        return brand_value_document

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

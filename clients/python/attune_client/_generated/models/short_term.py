from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.amount import Amount


T = TypeVar("T", bound="ShortTerm")


@_attrs_define
class ShortTerm:
    """The short-term ledger: what was earned and spent within the window, counted.

    Attributes:
        margin (Amount): Money of record in the workspace's currency; null where it is not known, and then why.
        spend (Amount): Money of record in the workspace's currency; null where it is not known, and then why.
        net (Amount): Money of record in the workspace's currency; null where it is not known, and then why.
    """

    margin: Amount
    spend: Amount
    net: Amount
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        margin = self.margin.to_dict()

        spend = self.spend.to_dict()

        net = self.net.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "margin": margin,
                "spend": spend,
                "net": net,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.amount import Amount

        d = dict(src_dict)
        margin = Amount.from_dict(d.pop("margin"))

        spend = Amount.from_dict(d.pop("spend"))

        net = Amount.from_dict(d.pop("net"))

        short_term = cls(
            margin=margin,
            spend=spend,
            net=net,
        )

        short_term.additional_properties = d
        return short_term

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

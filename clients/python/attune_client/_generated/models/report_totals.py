from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.unattributed_orders import UnattributedOrders


T = TypeVar("T", bound="ReportTotals")


@_attrs_define
class ReportTotals:
    """What there was to share out: for every model that shares credit out, its sum over the channels plus `unattributed`.

    Attributes:
        conversions (int): Purchases: orders neither cancelled nor refunded whole.
        value (str): Net of all orders of the window.
        unattributed (UnattributedOrders): Purchases that no touch led to.
        spend (str): Of all channels, as imported.
    """

    conversions: int
    value: str
    unattributed: UnattributedOrders
    spend: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        conversions = self.conversions

        value = self.value

        unattributed = self.unattributed.to_dict()

        spend = self.spend

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "conversions": conversions,
                "value": value,
                "unattributed": unattributed,
                "spend": spend,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.unattributed_orders import UnattributedOrders

        d = dict(src_dict)
        conversions = d.pop("conversions")

        value = d.pop("value")

        unattributed = UnattributedOrders.from_dict(d.pop("unattributed"))

        spend = d.pop("spend")

        report_totals = cls(
            conversions=conversions,
            value=value,
            unattributed=unattributed,
            spend=spend,
        )

        report_totals.additional_properties = d
        return report_totals

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

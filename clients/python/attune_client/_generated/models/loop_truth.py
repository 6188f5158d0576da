from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_truth_credited_type_0 import LoopTruthCreditedType0


T = TypeVar("T", bound="LoopTruth")


@_attrs_define
class LoopTruth:
    """The sums that must be one, side by side; what cannot be compared is null.

    Attributes:
        orders (str): Net of all orders before `as_of`.
        profiles (str): The same, added up over customers.
        report_value (None | str): Net of the orders of the published report's window.
        report_orders (None | str): Net of the orders of that window now.
        unattributed (None | str):
        credited (LoopTruthCreditedType0 | None): By model; `participation` shares nothing out and is not compared.
        profiles_agree (bool): profiles = orders.
        credit_agrees (bool | None): credited + unattributed = report_value, for every model that shares out; null where
            none does.
        report_agrees (bool | None): report_value = report_orders; where not, the report is stale.
        reconciled (bool): Nothing that can be compared disagrees.
    """

    orders: str
    profiles: str
    report_value: None | str
    report_orders: None | str
    unattributed: None | str
    credited: LoopTruthCreditedType0 | None
    profiles_agree: bool
    credit_agrees: bool | None
    report_agrees: bool | None
    reconciled: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loop_truth_credited_type_0 import LoopTruthCreditedType0

        orders = self.orders

        profiles = self.profiles

        report_value: None | str
        report_value = self.report_value

        report_orders: None | str
        report_orders = self.report_orders

        unattributed: None | str
        unattributed = self.unattributed

        credited: dict[str, Any] | None
        if isinstance(self.credited, LoopTruthCreditedType0):
            credited = self.credited.to_dict()
        else:
            credited = self.credited

        profiles_agree = self.profiles_agree

        credit_agrees: bool | None
        credit_agrees = self.credit_agrees

        report_agrees: bool | None
        report_agrees = self.report_agrees

        reconciled = self.reconciled

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "orders": orders,
                "profiles": profiles,
                "report_value": report_value,
                "report_orders": report_orders,
                "unattributed": unattributed,
                "credited": credited,
                "profiles_agree": profiles_agree,
                "credit_agrees": credit_agrees,
                "report_agrees": report_agrees,
                "reconciled": reconciled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_truth_credited_type_0 import LoopTruthCreditedType0

        d = dict(src_dict)
        orders = d.pop("orders")

        profiles = d.pop("profiles")

        def _parse_report_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        report_value = _parse_report_value(d.pop("report_value"))

        def _parse_report_orders(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        report_orders = _parse_report_orders(d.pop("report_orders"))

        def _parse_unattributed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unattributed = _parse_unattributed(d.pop("unattributed"))

        def _parse_credited(data: object) -> LoopTruthCreditedType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                credited_type_0 = LoopTruthCreditedType0.from_dict(data)

                return credited_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopTruthCreditedType0 | None, data)

        credited = _parse_credited(d.pop("credited"))

        profiles_agree = d.pop("profiles_agree")

        def _parse_credit_agrees(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        credit_agrees = _parse_credit_agrees(d.pop("credit_agrees"))

        def _parse_report_agrees(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        report_agrees = _parse_report_agrees(d.pop("report_agrees"))

        reconciled = d.pop("reconciled")

        loop_truth = cls(
            orders=orders,
            profiles=profiles,
            report_value=report_value,
            report_orders=report_orders,
            unattributed=unattributed,
            credited=credited,
            profiles_agree=profiles_agree,
            credit_agrees=credit_agrees,
            report_agrees=report_agrees,
            reconciled=reconciled,
        )

        loop_truth.additional_properties = d
        return loop_truth

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

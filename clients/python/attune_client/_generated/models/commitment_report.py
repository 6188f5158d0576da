from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.headroom_report import HeadroomReport
    from ..models.loyalty_estimate import LoyaltyEstimate
    from ..models.rule_report import RuleReport


T = TypeVar("T", bound="CommitmentReport")


@_attrs_define
class CommitmentReport:
    """Share of wallet by the latest answer of each customer and category: the mean over a customer's categories.

    Attributes:
        customers (int): Who were asked.
        by_rule (int): Of them, those whose share the Wallet Allocation Rule made of a rank, at least in part.
        share_of_wallet (LoyaltyEstimate | None):
        rule (None | RuleReport): Null where nobody gave both a rank and a share.
        headroom (HeadroomReport | None): Null where nobody who was asked has a lifetime value.
        reason (None | str): `no_answers` or, where only the interval is missing, `too_few_answers`.
    """

    customers: int
    by_rule: int
    share_of_wallet: LoyaltyEstimate | None
    rule: None | RuleReport
    headroom: HeadroomReport | None
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.headroom_report import HeadroomReport
        from ..models.loyalty_estimate import LoyaltyEstimate
        from ..models.rule_report import RuleReport

        customers = self.customers

        by_rule = self.by_rule

        share_of_wallet: dict[str, Any] | None
        if isinstance(self.share_of_wallet, LoyaltyEstimate):
            share_of_wallet = self.share_of_wallet.to_dict()
        else:
            share_of_wallet = self.share_of_wallet

        rule: dict[str, Any] | None
        if isinstance(self.rule, RuleReport):
            rule = self.rule.to_dict()
        else:
            rule = self.rule

        headroom: dict[str, Any] | None
        if isinstance(self.headroom, HeadroomReport):
            headroom = self.headroom.to_dict()
        else:
            headroom = self.headroom

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "by_rule": by_rule,
                "share_of_wallet": share_of_wallet,
                "rule": rule,
                "headroom": headroom,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.headroom_report import HeadroomReport
        from ..models.loyalty_estimate import LoyaltyEstimate
        from ..models.rule_report import RuleReport

        d = dict(src_dict)
        customers = d.pop("customers")

        by_rule = d.pop("by_rule")

        def _parse_share_of_wallet(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                share_of_wallet_type_0 = LoyaltyEstimate.from_dict(data)

                return share_of_wallet_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        share_of_wallet = _parse_share_of_wallet(d.pop("share_of_wallet"))

        def _parse_rule(data: object) -> None | RuleReport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_0 = RuleReport.from_dict(data)

                return rule_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RuleReport, data)

        rule = _parse_rule(d.pop("rule"))

        def _parse_headroom(data: object) -> HeadroomReport | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                headroom_type_0 = HeadroomReport.from_dict(data)

                return headroom_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HeadroomReport | None, data)

        headroom = _parse_headroom(d.pop("headroom"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        commitment_report = cls(
            customers=customers,
            by_rule=by_rule,
            share_of_wallet=share_of_wallet,
            rule=rule,
            headroom=headroom,
            reason=reason,
        )

        commitment_report.additional_properties = d
        return commitment_report

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

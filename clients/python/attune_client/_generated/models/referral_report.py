from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.acquisition_report import AcquisitionReport
    from ..models.loyalty_estimate import LoyaltyEstimate
    from ..models.type_one_report import TypeOneReport


T = TypeVar("T", bound="ReferralReport")


@_attrs_define
class ReferralReport:
    """Referrals within the window, and what they are worth, discounted to its start.

    Two ledgers: `type_one` is the value of customers who have it in their own lifetime values and contributions too; it
    is
    their referrers' credit, and not to be added to what customers are worth. `saved` was not spent, and is in no other
    ledger.

        Attributes:
            told (int): Statements: invitations and conversions.
            unnamed (int): Of them, those that lead to no customer.
            own (int): Those whose two are one customer by now.
            referrers (int): Who brought somebody.
            brought (int): New customers whom somebody brought; each counts for one referrer.
            valued (int): Of them, those with a lifetime value.
            type_one_share (TypeOneReport): Of the referred, the share who would not have come otherwise, for those who were
                not asked.
            acquisition (AcquisitionReport): What a new customer costs who comes by other ways than a referral.
            value (LoyaltyEstimate | None): type_one + saved − rewards; null where something is missing.
            type_one (float | None): Contribution of those who would not have come otherwise.
            saved (float | None): Acquisition cost that was saved, on all of them.
            rewards (float | None): What the referrals cost.
    """

    told: int
    unnamed: int
    own: int
    referrers: int
    brought: int
    valued: int
    type_one_share: TypeOneReport
    acquisition: AcquisitionReport
    value: LoyaltyEstimate | None
    type_one: float | None
    saved: float | None
    rewards: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loyalty_estimate import LoyaltyEstimate

        told = self.told

        unnamed = self.unnamed

        own = self.own

        referrers = self.referrers

        brought = self.brought

        valued = self.valued

        type_one_share = self.type_one_share.to_dict()

        acquisition = self.acquisition.to_dict()

        value: dict[str, Any] | None
        if isinstance(self.value, LoyaltyEstimate):
            value = self.value.to_dict()
        else:
            value = self.value

        type_one: float | None
        type_one = self.type_one

        saved: float | None
        saved = self.saved

        rewards: float | None
        rewards = self.rewards

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "told": told,
                "unnamed": unnamed,
                "own": own,
                "referrers": referrers,
                "brought": brought,
                "valued": valued,
                "type_one_share": type_one_share,
                "acquisition": acquisition,
                "value": value,
                "type_one": type_one,
                "saved": saved,
                "rewards": rewards,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acquisition_report import AcquisitionReport
        from ..models.loyalty_estimate import LoyaltyEstimate
        from ..models.type_one_report import TypeOneReport

        d = dict(src_dict)
        told = d.pop("told")

        unnamed = d.pop("unnamed")

        own = d.pop("own")

        referrers = d.pop("referrers")

        brought = d.pop("brought")

        valued = d.pop("valued")

        type_one_share = TypeOneReport.from_dict(d.pop("type_one_share"))

        acquisition = AcquisitionReport.from_dict(d.pop("acquisition"))

        def _parse_value(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_type_0 = LoyaltyEstimate.from_dict(data)

                return value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_type_one(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        type_one = _parse_type_one(d.pop("type_one"))

        def _parse_saved(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        saved = _parse_saved(d.pop("saved"))

        def _parse_rewards(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rewards = _parse_rewards(d.pop("rewards"))

        referral_report = cls(
            told=told,
            unnamed=unnamed,
            own=own,
            referrers=referrers,
            brought=brought,
            valued=valued,
            type_one_share=type_one_share,
            acquisition=acquisition,
            value=value,
            type_one=type_one,
            saved=saved,
            rewards=rewards,
        )

        referral_report.additional_properties = d
        return referral_report

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

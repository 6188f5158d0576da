from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.score_given import ScoreGiven
    from ..models.wallet_told import WalletTold


T = TypeVar("T", bound="LoyaltySummary")


@_attrs_define
class LoyaltySummary:
    """What is known of a customer's loyalty before `as_of`: contribution, commitment, championship.

    What that is worth, by assumptions that can be stated, is at `/v1/valuation/loyalty/customers/{customer_id}`.

        Attributes:
            margin (str): Of the orders that state one.
            purchases_without_margin (int):
            score (None | ScoreGiven): The latest.
            wallets (list[WalletTold]): The latest answer of each category.
            invited (int): Statements about referrals of theirs: invitations and conversions.
            converted (int): Customers of whom it is said that they came by them.
            referred_by (None | UUID): Our id of the customer who brought them, else of who invited them first.
    """

    margin: str
    purchases_without_margin: int
    score: None | ScoreGiven
    wallets: list[WalletTold]
    invited: int
    converted: int
    referred_by: None | UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.score_given import ScoreGiven

        margin = self.margin

        purchases_without_margin = self.purchases_without_margin

        score: dict[str, Any] | None
        if isinstance(self.score, ScoreGiven):
            score = self.score.to_dict()
        else:
            score = self.score

        wallets = []
        for wallets_item_data in self.wallets:
            wallets_item = wallets_item_data.to_dict()
            wallets.append(wallets_item)

        invited = self.invited

        converted = self.converted

        referred_by: None | str
        if isinstance(self.referred_by, UUID):
            referred_by = str(self.referred_by)
        else:
            referred_by = self.referred_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "margin": margin,
                "purchases_without_margin": purchases_without_margin,
                "score": score,
                "wallets": wallets,
                "invited": invited,
                "converted": converted,
                "referred_by": referred_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.score_given import ScoreGiven
        from ..models.wallet_told import WalletTold

        d = dict(src_dict)
        margin = d.pop("margin")

        purchases_without_margin = d.pop("purchases_without_margin")

        def _parse_score(data: object) -> None | ScoreGiven:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = ScoreGiven.from_dict(data)

                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScoreGiven, data)

        score = _parse_score(d.pop("score"))

        wallets = []
        _wallets = d.pop("wallets")
        for wallets_item_data in _wallets:
            wallets_item = WalletTold.from_dict(wallets_item_data)

            wallets.append(wallets_item)

        invited = d.pop("invited")

        converted = d.pop("converted")

        def _parse_referred_by(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                referred_by_type_0 = UUID(data)

                return referred_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        referred_by = _parse_referred_by(d.pop("referred_by"))

        loyalty_summary = cls(
            margin=margin,
            purchases_without_margin=purchases_without_margin,
            score=score,
            wallets=wallets,
            invited=invited,
            converted=converted,
            referred_by=referred_by,
        )

        loyalty_summary.additional_properties = d
        return loyalty_summary

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

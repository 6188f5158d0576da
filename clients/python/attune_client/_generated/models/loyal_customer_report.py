from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grid_cell import GridCell

if TYPE_CHECKING:
    from ..models.loyalty_estimate import LoyaltyEstimate
    from ..models.wallet_report import WalletReport


T = TypeVar("T", bound="LoyalCustomerReport")


@_attrs_define
class LoyalCustomerReport:
    """A customer's three C's; what is not known is null.

    Example:
        {'brought': 2, 'cell': 'champions', 'clv': {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low': 36.0,
            'method': "the published run's own, times the rate of margin"}, 'contribution': 124.0, 'crv': {'estimate': 70.4,
            'high': 131.2, 'level': 0.95, 'low': 37.0, 'method': "the ends of the referred customers' values (their half-
            widths added up, as if all erred one way) and of the share of type 1, taken together: conservative"},
            'customer_id': 'c-17', 'headroom': {'estimate': 57.7, 'high': 188.4, 'level': 0.95, 'low': 21.1, 'method': 'the
            ends of lifetime value and share taken together: conservative'}, 'id': '0198c5a0-7c1e-7000-8000-000000000002',
            'revenue': 310.0, 'score': 9, 'share_of_wallet': {'estimate': 0.4167, 'high': 0.63, 'level': 0.95, 'low': 0.2,
            'method': "normal, by the rule's root mean square error among the customers who gave both a rank and a share"},
            'wallets': [{'brands': 3, 'category': 'coffee', 'rank': 1.5, 'share': 0.4167}]}

    Attributes:
        id (UUID): Ours.
        customer_id (None | str): The company's own id; null while the customer is anonymous, and once erased.
        cell (GridCell | None): Of the grid of lifetime value and referral value.
        revenue (float): Of orders before `as_of`, net of refunds.
        contribution (float | None): Of it, the margin; null where some is not known.
        clv (LoyaltyEstimate | None): Lifetime value, in contribution.
        wallets (list[WalletReport]): The latest answer of each category.
        share_of_wallet (LoyaltyEstimate | None): The mean over categories. An interval where a rank made it, and 30
            customers gave both rank and share.
        headroom (LoyaltyEstimate | None): The value of the share not had, in contribution.
        score (int | None): How likely they are to recommend, by their latest answer within the window.
        brought (int | None): New customers whom they brought within the window.
        crv (LoyaltyEstimate | None): Referral value.
    """

    id: UUID
    customer_id: None | str
    cell: GridCell | None
    revenue: float
    contribution: float | None
    clv: LoyaltyEstimate | None
    wallets: list[WalletReport]
    share_of_wallet: LoyaltyEstimate | None
    headroom: LoyaltyEstimate | None
    score: int | None
    brought: int | None
    crv: LoyaltyEstimate | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loyalty_estimate import LoyaltyEstimate

        id = str(self.id)

        customer_id: None | str
        customer_id = self.customer_id

        cell: None | str
        if isinstance(self.cell, GridCell):
            cell = self.cell.value
        else:
            cell = self.cell

        revenue = self.revenue

        contribution: float | None
        contribution = self.contribution

        clv: dict[str, Any] | None
        if isinstance(self.clv, LoyaltyEstimate):
            clv = self.clv.to_dict()
        else:
            clv = self.clv

        wallets = []
        for wallets_item_data in self.wallets:
            wallets_item = wallets_item_data.to_dict()
            wallets.append(wallets_item)

        share_of_wallet: dict[str, Any] | None
        if isinstance(self.share_of_wallet, LoyaltyEstimate):
            share_of_wallet = self.share_of_wallet.to_dict()
        else:
            share_of_wallet = self.share_of_wallet

        headroom: dict[str, Any] | None
        if isinstance(self.headroom, LoyaltyEstimate):
            headroom = self.headroom.to_dict()
        else:
            headroom = self.headroom

        score: int | None
        score = self.score

        brought: int | None
        brought = self.brought

        crv: dict[str, Any] | None
        if isinstance(self.crv, LoyaltyEstimate):
            crv = self.crv.to_dict()
        else:
            crv = self.crv

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "customer_id": customer_id,
                "cell": cell,
                "revenue": revenue,
                "contribution": contribution,
                "clv": clv,
                "wallets": wallets,
                "share_of_wallet": share_of_wallet,
                "headroom": headroom,
                "score": score,
                "brought": brought,
                "crv": crv,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loyalty_estimate import LoyaltyEstimate
        from ..models.wallet_report import WalletReport

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        def _parse_cell(data: object) -> GridCell | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cell_type_0 = GridCell(data)

                return cell_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GridCell | None, data)

        cell = _parse_cell(d.pop("cell"))

        revenue = d.pop("revenue")

        def _parse_contribution(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        contribution = _parse_contribution(d.pop("contribution"))

        def _parse_clv(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                clv_type_0 = LoyaltyEstimate.from_dict(data)

                return clv_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        clv = _parse_clv(d.pop("clv"))

        wallets = []
        _wallets = d.pop("wallets")
        for wallets_item_data in _wallets:
            wallets_item = WalletReport.from_dict(wallets_item_data)

            wallets.append(wallets_item)

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

        def _parse_headroom(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                headroom_type_0 = LoyaltyEstimate.from_dict(data)

                return headroom_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        headroom = _parse_headroom(d.pop("headroom"))

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        def _parse_brought(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        brought = _parse_brought(d.pop("brought"))

        def _parse_crv(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                crv_type_0 = LoyaltyEstimate.from_dict(data)

                return crv_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        crv = _parse_crv(d.pop("crv"))

        loyal_customer_report = cls(
            id=id,
            customer_id=customer_id,
            cell=cell,
            revenue=revenue,
            contribution=contribution,
            clv=clv,
            wallets=wallets,
            share_of_wallet=share_of_wallet,
            headroom=headroom,
            score=score,
            brought=brought,
            crv=crv,
        )

        loyal_customer_report.additional_properties = d
        return loyal_customer_report

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.commitment_report import CommitmentReport
    from ..models.contribution_report import ContributionReport
    from ..models.grid_report import GridReport
    from ..models.promoter_report import PromoterReport
    from ..models.published_run import PublishedRun
    from ..models.referral_report import ReferralReport


T = TypeVar("T", bound="LoyaltyReport")


@_attrs_define
class LoyaltyReport:
    """The company's three C's: contribution, commitment, champions.

    Example:
        {'as_of': '2026-11-01T00:00:00Z', 'commitment': {'by_rule': 60, 'customers': 60, 'headroom': {'bounded': 0,
            'contribution': {'estimate': 1240.0, 'high': 1424.0, 'level': 0.95, 'low': 1080.0, 'method': "the lifetime
            values' half-widths added up, as if all erred one way; the shares taken as they are"}, 'customers': 60,
            'revenue': {'estimate': 3100.0, 'high': 3560.0, 'level': 0.95, 'low': 2700.0, 'method': "the lifetime values'
            half-widths added up, as if all erred one way; the shares taken as they are"}, 'share_floor': 0.05},
            'share_of_wallet': {'estimate': 0.44, 'high': 0.49, 'level': 0.95, 'low': 0.39, 'method': 'Poisson bootstrap
            over customers: of who was asked, not of how well ranks or memories tell shares'}}, 'contribution':
            {'contribution': 84000.0, 'customers': 2357, 'margin_coverage': 0.0, 'margin_rate': 0.4, 'margin_source':
            'stated', 'revenue': 210000.0}, 'grid': {'cells': [{'aim': 'Keep: they buy and bring others; reward both, and
            see that nothing drives them away.', 'cell': 'champions', 'customers': 40, 'mean_clv': {'estimate': 41.2,
            'high': 47.1, 'level': 0.95, 'low': 36.0, 'method': "the lifetime values' half-widths added up, as if all erred
            one way: of the parameters alone"}, 'mean_crv': {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low': 36.0,
            'method': "the lifetime values' half-widths added up, as if all erred one way: of the parameters alone"}},
            {'aim': 'Have them refer: they buy, and bring few; offer incentives for referrals.', 'cell': 'affluents',
            'customers': 40, 'mean_clv': {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low': 36.0, 'method': "the
            lifetime values' half-widths added up, as if all erred one way: of the parameters alone"}, 'mean_crv':
            {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low': 36.0, 'method': "the lifetime values' half-widths added
            up, as if all erred one way: of the parameters alone"}}, {'aim': 'Have them buy: they bring others, and buy
            little; offer incentives for purchases.', 'cell': 'advocates', 'customers': 40, 'mean_clv': {'estimate': 41.2,
            'high': 47.1, 'level': 0.95, 'low': 36.0, 'method': "the lifetime values' half-widths added up, as if all erred
            one way: of the parameters alone"}, 'mean_crv': {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low': 36.0,
            'method': "the lifetime values' half-widths added up, as if all erred one way: of the parameters alone"}},
            {'aim': 'Try both: they buy little and bring few; offer incentives for purchases and referrals, while these
            pay.', 'cell': 'misers', 'customers': 40, 'mean_clv': {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low':
            36.0, 'method': "the lifetime values' half-widths added up, as if all erred one way: of the parameters alone"},
            'mean_crv': {'estimate': 41.2, 'high': 47.1, 'level': 0.95, 'low': 36.0, 'method': "the lifetime values' half-
            widths added up, as if all erred one way: of the parameters alone"}}], 'clv_cut': 22.0, 'crv_cut': 0.0},
            'missing': [], 'model': {'id': '0198c5a0-7c1e-7000-8000-000000000001', 'method': 'delta method on the covariance
            at the maximum of the likelihood (Laplace)', 'model': 'bg_nbd', 'published_at': '2026-11-01T00:00:00Z',
            'request': {'annual_discount_rate': 0.1, 'calibration_end': '2026-10-31', 'horizon': 52, 'level': 0.95, 'model':
            'bg_nbd', 'observation_end': '2026-10-31', 'time_unit': 'week'}}, 'promoters': {'customers': 36, 'detractors':
            8, 'passives': 12, 'promoters': 16, 'score': {'estimate': 22.2, 'high': 44.9, 'level': 0.95, 'low': -3.9,
            'method': 'adjusted Wald: ¾ of an answer added to promoters and detractors each, 1½ to passives (Rocks 2016)'}},
            'referrals': {'acquisition': {'cost': 18.5, 'customers': 500, 'spend': 9250.0, 'stated': False}, 'brought': 95,
            'own': 1, 'referrers': 80, 'rewards': 0.0, 'saved': 1640.0, 'told': 310, 'type_one': 1690.0, 'type_one_share':
            {'asked': 0, 'high': 1.0, 'low': 0.0, 'share': 0.5, 'source': 'assumed'}, 'unnamed': 120, 'value': {'estimate':
            3330.0, 'high': 5210.0, 'level': 0.95, 'low': 1640.0, 'method': "the ends of the referred customers' values
            (their half-widths added up, as if all erred one way) and of the share of type 1, taken together:
            conservative"}, 'valued': 95}, 'window_from': '2025-11-01T00:00:00Z'}

    Attributes:
        as_of (datetime.datetime):
        window_from (datetime.datetime): Scores and referrals from here on count.
        model (None | PublishedRun): Whose lifetime values count, whatever `as_of`; null before there is one.
        contribution (ContributionReport): What all orders before `as_of` left, by refunds and cancellations known now.
        promoters (PromoterReport): The Net Promoter Score by the latest answer of each customer within the window.
        commitment (CommitmentReport): Share of wallet by the latest answer of each customer and category: the mean over
            a customer's categories.
        referrals (ReferralReport): Referrals within the window, and what they are worth, discounted to its start.

            Two ledgers: `type_one` is the value of customers who have it in their own lifetime values and contributions
            too; it is
            their referrers' credit, and not to be added to what customers are worth. `saved` was not spent, and is in no
            other ledger.
        grid (GridReport | None): Null where something is missing.
        missing (list[str]): Codes of what is missing for referral values and the grid: `no_published_model`,
            `margin_unknown` (state `margin_rate`), `acquisition_cost_unknown` (state `acquisition_cost`),
            `no_lifetime_values`.
    """

    as_of: datetime.datetime
    window_from: datetime.datetime
    model: None | PublishedRun
    contribution: ContributionReport
    promoters: PromoterReport
    commitment: CommitmentReport
    referrals: ReferralReport
    grid: GridReport | None
    missing: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.grid_report import GridReport
        from ..models.published_run import PublishedRun

        as_of = self.as_of.isoformat()

        window_from = self.window_from.isoformat()

        model: dict[str, Any] | None
        if isinstance(self.model, PublishedRun):
            model = self.model.to_dict()
        else:
            model = self.model

        contribution = self.contribution.to_dict()

        promoters = self.promoters.to_dict()

        commitment = self.commitment.to_dict()

        referrals = self.referrals.to_dict()

        grid: dict[str, Any] | None
        if isinstance(self.grid, GridReport):
            grid = self.grid.to_dict()
        else:
            grid = self.grid

        missing = self.missing

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "window_from": window_from,
                "model": model,
                "contribution": contribution,
                "promoters": promoters,
                "commitment": commitment,
                "referrals": referrals,
                "grid": grid,
                "missing": missing,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.commitment_report import CommitmentReport
        from ..models.contribution_report import ContributionReport
        from ..models.grid_report import GridReport
        from ..models.promoter_report import PromoterReport
        from ..models.published_run import PublishedRun
        from ..models.referral_report import ReferralReport

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        window_from = datetime.datetime.fromisoformat(d.pop("window_from"))

        def _parse_model(data: object) -> None | PublishedRun:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                model_type_0 = PublishedRun.from_dict(data)

                return model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PublishedRun, data)

        model = _parse_model(d.pop("model"))

        contribution = ContributionReport.from_dict(d.pop("contribution"))

        promoters = PromoterReport.from_dict(d.pop("promoters"))

        commitment = CommitmentReport.from_dict(d.pop("commitment"))

        referrals = ReferralReport.from_dict(d.pop("referrals"))

        def _parse_grid(data: object) -> GridReport | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                grid_type_0 = GridReport.from_dict(data)

                return grid_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GridReport | None, data)

        grid = _parse_grid(d.pop("grid"))

        missing = cast(list[str], d.pop("missing"))

        loyalty_report = cls(
            as_of=as_of,
            window_from=window_from,
            model=model,
            contribution=contribution,
            promoters=promoters,
            commitment=commitment,
            referrals=referrals,
            grid=grid,
            missing=missing,
        )

        loyalty_report.additional_properties = d
        return loyalty_report

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

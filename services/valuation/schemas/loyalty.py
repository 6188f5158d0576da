"""Loyalty: contribution, commitment, championship."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example
from kernel.pagination import Page
from services.valuation.domain import promoters, referral_value, wallet
from services.valuation.domain.contribution import RateSource
from services.valuation.domain.referral_value import ShareSource
from services.valuation.domain.value_grid import AIMS, GridCell
from services.valuation.schemas.customers import PublishedRun
from services.valuation.use_cases.loyal_customers import NO_VALUES, LoyalCustomer, Settled
from services.valuation.use_cases.loyalty import Commitment, Estimated, Grid, Ground, Loyalty

HEADROOM_METHOD = "the lifetime values' half-widths added up, as if all erred one way; the shares taken as they are"
CLV_METHOD = "the lifetime values' half-widths added up, as if all erred one way: of the parameters alone"
ONE_CLV_METHOD = "the published run's own, times the rate of margin"
ONE_HEADROOM_METHOD = "the ends of lifetime value and share taken together: conservative"
_MISSING = (
    "Codes of what is missing for referral values and the grid: `no_published_model`, `margin_unknown` (state `margin_rate`), "
    "`acquisition_cost_unknown` (state `acquisition_cost`), `no_lifetime_values`."
)


class LoyaltyEstimate(BaseModel):
    """An estimate with its interval; without ends where it has none."""

    estimate: float
    low: float | None
    high: float | None
    level: float
    method: str = Field(description="Of the interval.")

    @classmethod
    def of(cls, estimated: Estimated | None, level: float, method: str) -> "LoyaltyEstimate | None":
        """The estimate on the wire."""
        if estimated is None:
            return None
        return cls(estimate=estimated.value, low=estimated.low, high=estimated.high, level=level, method=method)


class ContributionReport(BaseModel):
    """What all orders before `as_of` left, by refunds and cancellations known now."""

    customers: int = Field(description="With a purchase.")
    revenue: float = Field(description="Net of refunds.")
    contribution: float | None = Field(
        description="Margin: the orders' own, by the stated `margin_rate` that of those without; null where some is not known."
    )
    margin_rate: float | None = Field(
        description="Margin per unit of revenue, for what is to come; null where it is not known."
    )
    margin_source: RateSource | None = Field(
        description="`stated`, or `measured` on orders that state theirs, where these are 90 % of revenue."
    )
    margin_coverage: float | None = Field(description="Share of revenue whose orders state their margin.")
    reason: str | None = Field(description="`margin_unknown` where contribution is null.")


class PromoterReport(BaseModel):
    """The Net Promoter Score by the latest answer of each customer within the window."""

    customers: int = Field(description="Who answered.")
    promoters: int = Field(description="9 or 10.")
    passives: int = Field(description="7 or 8.")
    detractors: int = Field(description="0 to 6.")
    score: LoyaltyEstimate | None = Field(description="Share of promoters less share of detractors, -100 to 100.")
    reason: str | None = Field(description="`no_answers` where the score is null.")


class RuleReport(BaseModel):
    """The Wallet Allocation Rule beside customers' own word, where they gave both."""

    customers: int
    stated: float = Field(description="Mean share by their own word.")
    allocated: float = Field(description="Mean share by the rule.")
    correlation: float | None
    error: float = Field(description="Root mean square difference: what single customers' intervals by the rule are made of.")


class HeadroomReport(BaseModel):
    """What customers who were asked are expected to spend elsewhere: value × (1 − share) / share."""

    customers: int = Field(description="Who were asked and have a lifetime value; it is not extrapolated to the others.")
    bounded: int = Field(description="Of them, those whose share is taken for `share_floor`, being smaller.")
    share_floor: float
    revenue: LoyaltyEstimate
    contribution: LoyaltyEstimate | None = Field(description="Null where the rate of margin is not known.")


class CommitmentReport(BaseModel):
    """Share of wallet by the latest answer of each customer and category: the mean over a customer's categories."""

    customers: int = Field(description="Who were asked.")
    by_rule: int = Field(description="Of them, those whose share the Wallet Allocation Rule made of a rank, at least in part.")
    share_of_wallet: LoyaltyEstimate | None
    rule: RuleReport | None = Field(description="Null where nobody gave both a rank and a share.")
    headroom: HeadroomReport | None = Field(description="Null where nobody who was asked has a lifetime value.")
    reason: str | None = Field(description="`no_answers` or, where only the interval is missing, `too_few_answers`.")

    @classmethod
    def of(cls, commitment: Commitment, level: float) -> "CommitmentReport":
        """The commitment on the wire."""
        share, check, headroom = commitment.share, commitment.check, commitment.headroom
        reason = wallet.NO_ANSWERS if share is None else wallet.TOO_FEW if share.low is None else None
        return cls(
            customers=commitment.customers,
            by_rule=commitment.by_rule,
            share_of_wallet=LoyaltyEstimate.of(share, level, wallet.SHARE_METHOD),
            rule=None
            if check is None
            else RuleReport(
                customers=check.customers,
                stated=check.stated,
                allocated=check.allocated,
                correlation=check.correlation,
                error=check.error,
            ),
            headroom=None
            if headroom is None
            else HeadroomReport(
                customers=headroom.customers,
                bounded=headroom.bounded,
                share_floor=wallet.SHARE_FLOOR,
                revenue=_sure(headroom.revenue, level, HEADROOM_METHOD),
                contribution=LoyaltyEstimate.of(headroom.contribution, level, HEADROOM_METHOD),
            ),
            reason=reason,
        )


class TypeOneReport(BaseModel):
    """Of the referred, the share who would not have come otherwise, for those who were not asked."""

    share: float
    low: float
    high: float
    source: ShareSource = Field(
        description="`stated`; `measured` on the referred who answered, where they are 30; else `assumed`, with all it may be."
    )
    asked: int = Field(description="Of the referred, those who said whether they would have come anyway.")


class AcquisitionReport(BaseModel):
    """What a new customer costs who comes by other ways than a referral."""

    cost: float | None
    stated: bool = Field(description="Whether it was stated, not measured.")
    spend: float = Field(description="For communication on the days that begin within the window.")
    customers: int = Field(description="Whom it is spread over: new ones within the window whom nobody brought.")


class ReferralReport(BaseModel):
    """Referrals within the window, and what they are worth, discounted to its start.

    Two ledgers: `type_one` is the value of customers who have it in their own lifetime values and contributions too; it is
    their referrers' credit, and not to be added to what customers are worth. `saved` was not spent, and is in no other ledger.
    """

    told: int = Field(description="Statements: invitations and conversions.")
    unnamed: int = Field(description="Of them, those that lead to no customer.")
    own: int = Field(description="Those whose two are one customer by now.")
    referrers: int = Field(description="Who brought somebody.")
    brought: int = Field(description="New customers whom somebody brought; each counts for one referrer.")
    valued: int = Field(description="Of them, those with a lifetime value.")
    type_one_share: TypeOneReport
    acquisition: AcquisitionReport
    value: LoyaltyEstimate | None = Field(description="type_one + saved − rewards; null where something is missing.")
    type_one: float | None = Field(description="Contribution of those who would not have come otherwise.")
    saved: float | None = Field(description="Acquisition cost that was saved, on all of them.")
    rewards: float | None = Field(description="What the referrals cost.")

    @classmethod
    def of(cls, loyalty: Loyalty) -> "ReferralReport":
        """The referrals on the wire."""
        ground, value = loyalty.ground, loyalty.referrals
        estimated = None
        if value is not None:
            sure = loyalty.referrals_have_interval
            estimated = Estimated(value.value, value.low if sure else None, value.high if sure else None)
        return cls(
            told=ground.counts.told,
            unnamed=ground.counts.unnamed,
            own=ground.counts.own,
            referrers=ground.sums.referrers,
            brought=ground.sums.brought,
            valued=ground.sums.valued,
            type_one_share=TypeOneReport(
                share=ground.type_one.share,
                low=ground.type_one.low,
                high=ground.type_one.high,
                source=ground.type_one.source,
                asked=ground.sums.asked,
            ),
            acquisition=AcquisitionReport(
                cost=ground.cost.cost,
                stated=ground.cost.is_stated,
                spend=ground.cost.spend,
                customers=ground.cost.customers,
            ),
            value=LoyaltyEstimate.of(estimated, ground.level, referral_value.METHOD),
            type_one=None if value is None else value.type_one,
            saved=None if value is None else value.saved,
            rewards=None if value is None else value.rewards,
        )


class CellReport(BaseModel):
    """A cell of the grid."""

    cell: GridCell
    customers: int
    mean_clv: LoyaltyEstimate | None = Field(description="In contribution: the published value times the rate of margin.")
    mean_crv: LoyaltyEstimate | None
    aim: str


class GridReport(BaseModel):
    """Customers by lifetime value and referral value. The cuts are medians; who is on a cut is below it."""

    clv_cut: float = Field(description="In contribution.")
    crv_cut: float
    cells: list[CellReport]

    @classmethod
    def of(cls, grid: Grid, level: float) -> "GridReport":
        """The grid on the wire."""
        return cls(
            clv_cut=grid.clv_cut,
            crv_cut=grid.crv_cut,
            cells=[
                CellReport(
                    cell=each.cell,
                    customers=each.customers,
                    mean_clv=LoyaltyEstimate.of(each.mean_clv, level, CLV_METHOD),
                    mean_crv=LoyaltyEstimate.of(each.mean_crv, level, referral_value.METHOD),
                    aim=AIMS[each.cell],
                )
                for each in grid.cells
            ],
        )


_ESTIMATE = {"estimate": 41.2, "low": 36.0, "high": 47.1, "level": 0.95, "method": CLV_METHOD}
_RUN = {
    "id": "0198c5a0-7c1e-7000-8000-000000000001",
    "model": "bg_nbd",
    "published_at": "2026-11-01T00:00:00Z",
    "request": {
        "model": "bg_nbd",
        "calibration_end": "2026-10-31",
        "observation_end": "2026-10-31",
        "time_unit": "week",
        "annual_discount_rate": 0.1,
        "horizon": 52,
        "level": 0.95,
    },
    "method": "delta method on the covariance at the maximum of the likelihood (Laplace)",
}


class LoyaltyReport(BaseModel):
    """The company's three C's: contribution, commitment, champions."""

    model_config = example(
        as_of="2026-11-01T00:00:00Z",
        window_from="2025-11-01T00:00:00Z",
        model=_RUN,
        contribution={
            "customers": 2357,
            "revenue": 210000.0,
            "contribution": 84000.0,
            "margin_rate": 0.4,
            "margin_source": "stated",
            "margin_coverage": 0.0,
            "reason": None,
        },
        promoters={
            "customers": 36,
            "promoters": 16,
            "passives": 12,
            "detractors": 8,
            "score": {"estimate": 22.2, "low": -3.9, "high": 44.9, "level": 0.95, "method": promoters.METHOD},
            "reason": None,
        },
        commitment={
            "customers": 60,
            "by_rule": 60,
            "share_of_wallet": {"estimate": 0.44, "low": 0.39, "high": 0.49, "level": 0.95, "method": wallet.SHARE_METHOD},
            "rule": None,
            "headroom": {
                "customers": 60,
                "bounded": 0,
                "share_floor": wallet.SHARE_FLOOR,
                "revenue": {"estimate": 3100.0, "low": 2700.0, "high": 3560.0, "level": 0.95, "method": HEADROOM_METHOD},
                "contribution": {"estimate": 1240.0, "low": 1080.0, "high": 1424.0, "level": 0.95, "method": HEADROOM_METHOD},
            },
            "reason": None,
        },
        referrals={
            "told": 310,
            "unnamed": 120,
            "own": 1,
            "referrers": 80,
            "brought": 95,
            "valued": 95,
            "type_one_share": {"share": 0.5, "low": 0.0, "high": 1.0, "source": "assumed", "asked": 0},
            "acquisition": {"cost": 18.5, "stated": False, "spend": 9250.0, "customers": 500},
            "value": {"estimate": 3330.0, "low": 1640.0, "high": 5210.0, "level": 0.95, "method": referral_value.METHOD},
            "type_one": 1690.0,
            "saved": 1640.0,
            "rewards": 0.0,
        },
        grid={
            "clv_cut": 22.0,
            "crv_cut": 0.0,
            "cells": [
                {"cell": cell, "customers": 40, "mean_clv": _ESTIMATE, "mean_crv": _ESTIMATE, "aim": AIMS[cell]}
                for cell in GridCell
            ],
        },
        missing=[],
    )

    as_of: datetime
    window_from: datetime = Field(description="Scores and referrals from here on count.")
    model: PublishedRun | None = Field(description="Whose lifetime values count, whatever `as_of`; null before there is one.")
    contribution: ContributionReport
    promoters: PromoterReport
    commitment: CommitmentReport
    referrals: ReferralReport
    grid: GridReport | None = Field(description="Null where something is missing.")
    missing: list[str] = Field(description=_MISSING)

    @classmethod
    def of(cls, loyalty: Loyalty) -> "LoyaltyReport":
        """The report on the wire."""
        ground = loyalty.ground
        missing = list(ground.missing)
        if loyalty.grid is None and not missing:
            missing.append(NO_VALUES)
        return cls(
            as_of=ground.as_of,
            window_from=ground.window_from,
            model=None if ground.published is None else PublishedRun.of(ground.published),
            contribution=_contribution(ground, loyalty.contribution),
            promoters=_promoters(loyalty),
            commitment=CommitmentReport.of(loyalty.commitment, ground.level),
            referrals=ReferralReport.of(loyalty),
            grid=None if loyalty.grid is None else GridReport.of(loyalty.grid, ground.level),
            missing=missing,
        )


def _contribution(ground: Ground, contribution: float | None) -> ContributionReport:
    return ContributionReport(
        customers=ground.buyers.customers,
        revenue=ground.money.revenue,
        contribution=contribution,
        margin_rate=ground.rate.rate,
        margin_source=ground.rate.source,
        margin_coverage=ground.rate.coverage,
        reason="margin_unknown" if contribution is None else None,
    )


def _promoters(loyalty: Loyalty) -> PromoterReport:
    score = loyalty.promoters
    if score is None:
        return PromoterReport(customers=0, promoters=0, passives=0, detractors=0, score=None, reason=promoters.TOO_FEW)
    estimated = Estimated(score.score, score.low, score.high)
    return PromoterReport(
        customers=score.customers,
        promoters=score.promoters,
        passives=score.passives,
        detractors=score.detractors,
        score=LoyaltyEstimate.of(estimated, loyalty.ground.level, promoters.METHOD),
        reason=None,
    )


class WalletReport(BaseModel):
    """A customer's latest answer of a category."""

    category: str | None = Field(description="Null: of all that the company sells.")
    rank: float | None
    brands: int | None
    wallet_share: float | None = Field(description="By the customer's own word.")
    share: float = Field(description="By the customer's own word, else by the Wallet Allocation Rule.")


class LoyalCustomerReport(BaseModel):
    """A customer's three C's; what is not known is null."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000002",
        customer_id="c-17",
        cell="champions",
        revenue=310.0,
        contribution=124.0,
        clv=_ESTIMATE | {"method": ONE_CLV_METHOD},
        wallets=[{"category": "coffee", "rank": 1.5, "brands": 3, "wallet_share": None, "share": 0.4167}],
        share_of_wallet={"estimate": 0.4167, "low": 0.2, "high": 0.63, "level": 0.95, "method": wallet.ERROR_METHOD},
        headroom={"estimate": 57.7, "low": 21.1, "high": 188.4, "level": 0.95, "method": ONE_HEADROOM_METHOD},
        score=9,
        brought=2,
        crv={"estimate": 70.4, "low": 37.0, "high": 131.2, "level": 0.95, "method": referral_value.METHOD},
    )

    id: UUID = Field(description="Ours.")
    customer_id: str | None = Field(description="The company's own id; null while the customer is anonymous, and once erased.")
    cell: GridCell | None = Field(description="Of the grid of lifetime value and referral value.")
    revenue: float = Field(description="Of orders before `as_of`, net of refunds.")
    contribution: float | None = Field(description="Of it, the margin; null where some is not known.")
    clv: LoyaltyEstimate | None = Field(description="Lifetime value, in contribution.")
    wallets: list[WalletReport] = Field(description="The latest answer of each category.")
    share_of_wallet: LoyaltyEstimate | None = Field(
        description="The mean over categories. An interval where a rank made it, and 30 customers gave both rank and share."
    )
    headroom: LoyaltyEstimate | None = Field(description="The value of the share not had, in contribution.")
    score: int | None = Field(description="How likely they are to recommend, by their latest answer within the window.")
    brought: int | None = Field(description="New customers whom they brought within the window.")
    crv: LoyaltyEstimate | None = Field(description="Referral value.")

    @classmethod
    def of(cls, customer: LoyalCustomer, level: float) -> "LoyalCustomerReport":
        """The customer on the wire."""
        return cls.model_validate(_customer_fields(customer, level))


def _customer_fields(customer: LoyalCustomer, level: float) -> dict[str, object]:
    return {
        "id": customer.id,
        "customer_id": customer.customer_id,
        "cell": customer.cell,
        "revenue": customer.revenue,
        "contribution": customer.contribution,
        "clv": LoyaltyEstimate.of(customer.clv, level, ONE_CLV_METHOD),
        "wallets": [
            WalletReport(
                category=each.category,
                rank=each.answer.brand_rank,
                brands=each.answer.brands,
                wallet_share=each.answer.wallet_share,
                share=each.answer.share,
            )
            for each in customer.wallets
        ],
        "share_of_wallet": LoyaltyEstimate.of(customer.share, level, wallet.ERROR_METHOD),
        "headroom": LoyaltyEstimate.of(customer.headroom, level, ONE_HEADROOM_METHOD),
        "score": customer.score,
        "brought": customer.brought,
        "crv": LoyaltyEstimate.of(customer.crv, level, referral_value.METHOD),
    }


class LoyalCustomerPage(Page[LoyalCustomerReport]):
    """One page of customers, in the order of our ids."""

    as_of: datetime = Field(description="The same on all pages of a list.")
    missing: list[str] = Field(description=f"{_MISSING} Then there are no items.")


class OneLoyalCustomer(LoyalCustomerReport):
    """One customer's three C's."""

    as_of: datetime
    missing: list[str] = Field(description=_MISSING)

    @classmethod
    def answer(cls, customer: LoyalCustomer, settled: Settled, level: float, as_of: datetime) -> "OneLoyalCustomer":
        """The customer on the wire, with what is missing."""
        return cls.model_validate(_customer_fields(customer, level) | {"as_of": as_of, "missing": list(settled.missing)})


def _sure(estimated: Estimated, level: float, method: str) -> LoyaltyEstimate:
    return LoyaltyEstimate(estimate=estimated.value, low=estimated.low, high=estimated.high, level=level, method=method)

"""Economics: what customers cost, what they returned, what they are worth."""

from datetime import date, datetime
from math import isnan
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example
from services.valuation.domain.cohorts import RETENTION_METHOD, Shares
from services.valuation.domain.economics import BRAND_VALUE_METHOD, CAC_METHOD, PAYBACK_METHOD, BrandValue, Estimated
from services.valuation.domain.equity import METHOD as EQUITY_METHOD
from services.valuation.schemas.cohorts import AcquisitionDocument
from services.valuation.schemas.figures import Amount, Figure
from services.valuation.use_cases.cohorts import MARGIN_UNKNOWN
from services.valuation.use_cases.economics import Breakdown, Economics, EconomicsPlan, EconomicsRow, Known
from services.valuation.use_cases.equity import EquityReading, EquitySums


class RetentionDocument(BaseModel):
    """Retention from period to period, against its target."""

    estimate: float | None
    low: float | None
    high: float | None
    of: int = Field(description="Customers of every period but the last, added up: who bought in two of them counts twice.")
    stayed: int = Field(description="Of them, those who bought in the next period as well.")
    target: float | None
    verdict: Literal["met", "missed", "open"] | None = Field(
        description="`met` and `missed` where all of the interval is on one side of the target, else `open`; null without one."
    )

    @classmethod
    def of_shares(cls, shares: Shares, target: float | None) -> "RetentionDocument":
        """On the wire."""
        figure = _share(shares)
        verdict: Literal["met", "missed", "open"] | None = None
        if target is not None and figure.low is not None and figure.high is not None:
            verdict = "met" if figure.low >= target else "missed" if figure.high < target else "open"
        return cls(
            estimate=figure.estimate,
            low=figure.low,
            high=figure.high,
            of=int(shares.of[0]),
            stayed=int(shares.did[0]),
            target=target,
            verdict=verdict,
        )


class ShortTerm(BaseModel):
    """The short-term ledger: what was earned and spent within the window, counted."""

    margin: Amount
    spend: Amount
    net: Amount = Field(description="Margin less spend.")


class EquityFigure(BaseModel):
    """What customers are worth together: their lifetime values, in revenue still to come."""

    estimate: float | None
    low: float | None
    high: float | None
    customers: int
    without_value: int = Field(description="Of them, those whose spend has no mean: not in the sum.")

    @classmethod
    def of(cls, sums: EquitySums) -> "EquityFigure":
        """On the wire."""
        figure = _figure(sums.worth)
        return cls(
            estimate=figure.estimate,
            low=figure.low,
            high=figure.high,
            customers=sums.customers,
            without_value=sums.without_value,
        )


class EconomicsDocumentRow(BaseModel):
    """A period's, a channel's, a segment's, or the whole window's."""

    period: date | None = Field(description="Its first day; null of channels, of segments and of the whole.")
    channel: str | None = Field(
        description="Null of periods and segments, and of the customers whom no channel is known to have acquired."
    )
    segment: str | None = Field(description="The trait's value; null of all but segments, and of customers without the trait.")
    new_customers: int = Field(description="Whose first purchase lies in it.")
    orders: int
    revenue: Amount
    short_term: ShortTerm
    long_term: EquityFigure | None = Field(
        description="The long-term ledger: what the new customers are worth at the window's end; null without a model."
    )
    cac: Figure = Field(description="Cost of acquisition: all spend, by new customers.")
    retention: RetentionDocument
    repeat_rate: Figure = Field(description="Of the new customers, the share who have bought on a second day.")
    payback_periods: Figure = Field(
        description="Until the new customers' margin is what was spent; the period of their acquisition is the first."
    )

    @classmethod
    def of(cls, row: EconomicsRow, target: float | None) -> "EconomicsDocumentRow":
        """On the wire."""
        return cls(
            period=row.period,
            channel=row.channel,
            segment=row.segment,
            new_customers=row.new_customers,
            orders=row.orders,
            revenue=Amount.of(row.revenue),
            short_term=ShortTerm(margin=Amount.of(row.margin), spend=Amount.of(row.spend), net=Amount.of(row.net)),
            long_term=None if row.equity is None else EquityFigure.of(row.equity),
            cac=_known(row.cac),
            retention=RetentionDocument.of_shares(row.retention, target),
            repeat_rate=_share(row.repeat_rate),
            payback_periods=_known(row.payback),
        )


class EquityDocument(BaseModel):
    """Customer equity at the window's end beside its beginning, by the published model, the same at both."""

    model_id: UUID | None
    model: str | None
    reason: str | None = Field(
        description="`no_model`, `spend_not_fitted`, `counts_opportunities` (the run's histories are not of days), "
        "`foreign_currency`: no figures. `no_covariance`: no intervals."
    )
    before: EquityFigure | None = Field(description="Of all customers at the window's beginning.")
    now: EquityFigure | None = Field(description="Of all customers at its end.")
    change: Figure | None = Field(description="From the one to the other: the long-term ledger.")
    of_new: EquityFigure | None = Field(description="The part of `now` that belongs to who came in the window.")
    of_existing: Figure | None = Field(
        description="The change of those who were there before: what they bought is behind them."
    )
    margin_share: Figure = Field(description="Margin as a share of the window's revenue; counted.")
    change_in_margin: Figure | None = Field(description="`change` times `margin_share`.")


class BrandValueDocument(BaseModel):
    """Customer-brand value P × BR × SOP × M: what the brand earns in a year in the mean customer of its market."""

    market: int = Field(description="Customers there are for the category: as stated, else all who are known.")
    penetration: Figure = Field(description="P: buyers in the window as a share of the market.")
    buying_rate: Figure = Field(description="BR: what a buyer spends on the category in a year.")
    share_of_purchases: Figure = Field(description="SOP: the company's share of that: as stated, else as customers answered.")
    share_answers: int | None = Field(
        description="How many customers' answers the share is the mean of; null where it was stated."
    )
    own_rate: Figure = Field(description="BR × SOP, measured directly: what a buyer spends on the company in a year.")
    margin: Figure = Field(description="M: as a share of revenue.")
    value: Figure


_COUNTED = {"estimate": 0.31, "low": 0.28, "high": 0.34, "reason": None}
_ROW = {
    "period": "1997-02-01",
    "channel": None,
    "segment": None,
    "new_customers": 820,
    "orders": 1031,
    "revenue": {"amount": "34120.5000", "reason": None},
    "short_term": {
        "margin": {"amount": "10236.1500", "reason": None},
        "spend": {"amount": "8200.0000", "reason": None},
        "net": {"amount": "2036.1500", "reason": None},
    },
    "long_term": {"estimate": 21400.0, "low": 18100.0, "high": 25300.0, "customers": 820, "without_value": 0},
    "cac": {"estimate": 10.0, "low": 9.34, "high": 10.73, "reason": None},
    "retention": {"estimate": 0.11, "low": 0.09, "high": 0.13, "of": 781, "stayed": 86, "target": 0.1, "verdict": "open"},
    "repeat_rate": _COUNTED,
    "payback_periods": {"estimate": 3, "low": 2, "high": 4, "reason": None},
}


class EconomicsDocument(BaseModel):
    """The economics of the latest periods that are over."""

    model_config = example(
        as_of="1998-07-01T00:00:00Z",
        by="month",
        since="1997-07-01",
        until="1998-07-01",
        currency="USD",
        level=0.95,
        acquisition=None,
        trait=None,
        rows=[_ROW],
        total={**_ROW, "period": None},
        equity={
            "model_id": "0198c5a0-7c1e-7000-8000-000000000001",
            "model": "bg_nbd",
            "reason": None,
            "before": {"estimate": 81200.0, "low": 71900.0, "high": 91700.0, "customers": 1537, "without_value": 0},
            "now": {"estimate": 92400.0, "low": 82300.0, "high": 103700.0, "customers": 2357, "without_value": 0},
            "change": {"estimate": 11200.0, "low": 8900.0, "high": 13500.0, "reason": None},
            "of_new": {"estimate": 21400.0, "low": 18100.0, "high": 25300.0, "customers": 820, "without_value": 0},
            "of_existing": {"estimate": -10200.0, "low": -12100.0, "high": -8300.0, "reason": None},
            "margin_share": {"estimate": 0.3, "low": 0.3, "high": 0.3, "reason": None},
            "change_in_margin": {"estimate": 3360.0, "low": 2670.0, "high": 4050.0, "reason": None},
        },
        brand_value={
            "market": 23570,
            "penetration": {"estimate": 0.04, "low": 0.0375, "high": 0.0426, "reason": None},
            "buying_rate": {"estimate": 240.0, "low": 215.0, "high": 268.0, "reason": None},
            "share_of_purchases": {"estimate": 0.3, "low": 0.28, "high": 0.32, "reason": None},
            "share_answers": 412,
            "own_rate": {"estimate": 72.0, "low": 67.0, "high": 77.0, "reason": None},
            "margin": {"estimate": 0.3, "low": 0.3, "high": 0.3, "reason": None},
            "value": {"estimate": 0.864, "low": 0.79, "high": 0.94, "reason": None},
        },
        methods={"cac": CAC_METHOD},
    )

    as_of: datetime
    by: Breakdown
    since: date = Field(description="First day of the window.")
    until: date = Field(description="The first day after it: of the period that is not over.")
    currency: str
    level: float
    acquisition: AcquisitionDocument | None = Field(description="How customers are told to be a channel's; null of all else.")
    trait: str | None = Field(description="Whose values the segments are; null of all else.")
    rows: list[EconomicsDocumentRow] = Field(
        description="By period in their order; by channel or segment in the order of names, last the customers of none that is "
        "known."
    )
    total: EconomicsDocumentRow
    equity: EquityDocument
    brand_value: BrandValueDocument | None = Field(description="Null where nobody bought in the window.")
    methods: dict[str, str] = Field(description="Of the intervals, by figure.")

    @classmethod
    def of(cls, economics: Economics, plan: EconomicsPlan, currency: str) -> "EconomicsDocument":
        """On the wire."""
        share = _margin_share(economics)
        return cls(
            as_of=plan.as_of,
            by=plan.by,
            since=economics.since,
            until=economics.until,
            currency=currency,
            level=plan.level,
            acquisition=AcquisitionDocument.of(plan.acquisition) if plan.by is Breakdown.CHANNEL else None,
            trait=plan.trait if plan.by is Breakdown.SEGMENT else None,
            rows=[EconomicsDocumentRow.of(row, plan.retention_target) for row in economics.rows],
            total=EconomicsDocumentRow.of(economics.total, plan.retention_target),
            equity=_equity(economics.equity, share),
            brand_value=_brand(economics, share),
            methods={
                "cac": CAC_METHOD,
                "retention": RETENTION_METHOD,
                "repeat_rate": RETENTION_METHOD,
                "payback_periods": PAYBACK_METHOD,
                "long_term": EQUITY_METHOD,
                "equity": EQUITY_METHOD,
                "brand_value": BRAND_VALUE_METHOD,
            },
        )


def _figure(estimated: Estimated, reason: str | None = None) -> Figure:
    return Figure.of(estimated.estimate, estimated.low, estimated.high, reason)


def _known(known: Known) -> Figure:
    if known.estimated is None:
        return Figure.missing(known.reason or "unknown")
    open_end = isnan(known.estimated.high) and known.reason is None
    return _figure(known.estimated, "interval_open" if open_end else known.reason)


def _share(shares: Shares) -> Figure:
    low, high = shares.interval
    none = None if shares.of[0] else "nobody_to_ask"
    return Figure.of(float(shares.estimate[0]), float(low[0]), float(high[0]), none)


def _margin_share(economics: Economics) -> Figure:
    margin, revenue = economics.total.margin, economics.total.revenue
    if margin.amount is None or revenue.amount is None:
        return Figure.missing(margin.reason or revenue.reason or MARGIN_UNKNOWN)
    if revenue.amount <= 0:
        return Figure.missing("no_revenue")
    share = float(margin.amount / revenue.amount)
    return Figure.of(share, share, share)


def _equity(reading: EquityReading, share: Figure) -> EquityDocument:
    change = None if reading.change is None else _figure(reading.change)
    return EquityDocument(
        model_id=reading.model_id,
        model=reading.model,
        reason=reading.reason,
        before=None if reading.before is None else EquityFigure.of(reading.before),
        now=None if reading.now is None else EquityFigure.of(reading.now),
        change=change,
        of_new=None if reading.of_new is None else EquityFigure.of(reading.of_new),
        of_existing=None if reading.of_existing is None else _figure(reading.of_existing),
        margin_share=share,
        change_in_margin=None if change is None else _scaled(change, share),
    )


def _scaled(figure: Figure, share: Figure) -> Figure:
    if share.estimate is None:
        return Figure.missing(share.reason or MARGIN_UNKNOWN)
    scaled = [None if end is None else end * share.estimate for end in (figure.estimate, figure.low, figure.high)]
    ends = sorted(end for end in scaled[1:] if end is not None)
    low, high = ends if len(ends) == 2 else (None, None)
    return Figure(estimate=scaled[0], low=low, high=high)


def _brand(economics: Economics, share: Figure) -> BrandValueDocument | None:
    brand = economics.brand
    return None if brand is None else _brand_document(brand, economics, share)


def _brand_document(brand: BrandValue, economics: Economics, share: Figure) -> BrandValueDocument:
    def part(name: str, estimated: Estimated | None) -> Figure:
        return Figure.missing(economics.brand_reasons[name]) if estimated is None else _figure(estimated)

    return BrandValueDocument(
        market=economics.market,
        penetration=_figure(brand.penetration),
        buying_rate=part("buying_rate", brand.buying_rate),
        share_of_purchases=part("share_of_purchases", brand.share_of_purchases),
        share_answers=economics.share_answers,
        own_rate=_figure(brand.own_rate),
        margin=share,
        value=part("value", brand.value),
    )

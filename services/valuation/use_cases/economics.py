"""What the customers of a window cost, brought, and are worth: by period, by the channel that they came by, by a trait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

import numpy as np

from kernel.compute import ComputePool
from kernel.database import UnitOfWork
from kernel.problems import RefusedInputError
from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import Activity, CohortTriangle, Shares
from services.valuation.domain.economics import (
    BrandValue,
    CustomerSums,
    Estimated,
    ReturnCurve,
    acquisition_cost,
    brand_value,
    payback_periods,
    stated_share,
)
from services.valuation.domain.errors import MarketTooSmallError
from services.valuation.reductions.cohorts import ACTIVITY_BY_TRAIT
from services.valuation.reductions.economics import (
    BASE,
    BASE_BY_CHANNEL,
    BASE_BY_TRAIT,
    PROFILES,
    SPEND,
    STATED_SHARES,
    WINDOW_SUMS,
    BaseGroup,
    Spend,
    WindowSums,
)
from services.valuation.store import runs
from services.valuation.store.runs import PublishedModel
from services.valuation.use_cases.cohorts import (
    FOREIGN_CURRENCY,
    MARGIN_UNKNOWN,
    Acquisition,
    Money,
    margin_of,
    read_activity,
    reduction_values,
    revenue_of,
    touch_values,
)
from services.valuation.use_cases.equity import NO_MODEL, EquityReading, EquitySums, Label, add_up_equity
from services.valuation.use_cases.traits import check_trait

NO_SPEND, NO_NEW_CUSTOMERS, NOT_REACHED = "no_spend", "no_new_customers", "not_reached"
SPEND_NOT_BY_SEGMENT = "spend_not_by_segment"

DAYS_PER_YEAR = 365.25


class Breakdown(StrEnum):
    """What the window is broken down by."""

    MONTH = "month"
    QUARTER = "quarter"
    CHANNEL = "channel"
    SEGMENT = "segment"

    @property
    def period(self) -> Period:
        """That cohorts are made by."""
        return Period.QUARTER if self is Breakdown.QUARTER else Period.MONTH


@dataclass(frozen=True, slots=True)
class EconomicsPlan:
    """What is asked for.

    Attributes:
        as_of: The period that it is in, and all after it, is left out.
        by: What the window is broken down by.
        periods: How many the window has: the latest that are over.
        acquisition: How customers are told to be a channel's.
        trait: Whose values are the segments.
        margin_rate: Share of an order's net that is margin, where the order states none.
        retention_target: What retention is to be.
        market: How many customers there are for the category; None for all who are known.
        share_of_purchases: That the company has of its buyers' purchases in the category; None for what they have said.
        level: Of the intervals.
    """

    as_of: datetime
    by: Breakdown
    periods: int
    acquisition: Acquisition
    trait: str | None
    margin_rate: Decimal | None
    retention_target: float | None
    market: int | None
    share_of_purchases: float | None
    level: float


@dataclass(frozen=True, slots=True)
class Known:
    """An estimate, None where there is none, and then why."""

    estimated: Estimated | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EconomicsRow:
    """A period's, a channel's, a segment's, or the whole window's.

    Attributes:
        period: Its first day; None of channels, of segments and of the whole.
        channel: None where nobody knows what acquired its customers, of segments, and of all channels together.
        segment: None of customers without the trait, of channels, and of all segments together.
        new_customers: Whose first purchase lies in it.
        orders: Purchases.
        revenue: Net.
        margin: Of the same orders.
        spend: What was paid.
        net: Margin less spend: what the window has returned so far.
        cac: What a new customer cost.
        retention: Of the customers of a period, the share who bought in the next one.
        repeat_rate: Of the new customers, the share who have bought on a second day.
        payback: In periods, the one of the acquisition being the first.
        equity: What the new customers are worth at the window's end; None where nothing values them.
    """

    period: date | None
    channel: str | None
    segment: str | None
    new_customers: int
    orders: int
    revenue: Money
    margin: Money
    spend: Money
    net: Money
    cac: Known
    retention: Shares
    repeat_rate: Shares
    payback: Known
    equity: EquitySums | None


@dataclass(frozen=True, slots=True)
class Economics:
    """The window's rows, their whole, what all customers are worth, and what the brand is worth to its market."""

    since: date
    until: date
    rows: Sequence[EconomicsRow]
    total: EconomicsRow
    equity: EquityReading
    brand: BrandValue | None
    brand_reasons: Mapping[str, str]
    market: int
    share_answers: int | None


async def read_economics(work: UnitOfWork, compute: ComputePool, plan: EconomicsPlan) -> Economics:
    """The economics of the latest periods that are over at `plan.as_of`.

    Args:
        work: A snapshot: the sums agree with each other.
        compute: Where values are added up.
        plan: What is asked for.

    Raises:
        RefusedInputError: `market_too_small`: fewer customers in the market than have bought; `trait_missing`: segments of
            what; `too_many_segments`.
    """
    if plan.by is Breakdown.SEGMENT:
        await check_trait(work, plan.trait, plan.as_of, "?trait")
    workspace = await work.workspace()
    period = plan.by.period
    running = period.number(plan.as_of.astimezone(workspace.zone).date())
    since, until = period.first_day(running - plan.periods), period.first_day(running)
    orders = await reduction_values(work, plan.as_of, plan.margin_rate)
    told = await _read_activity(work, plan, {**orders, "period": period.value})
    window: dict[str, object] = {"since": since, "until": until}
    [sums] = await work.reduce(WINDOW_SUMS, **orders, **window)
    based = {**orders, "since": since, "period": period.value, "with_erased": False}
    now = await _read_base(work, plan, {**based, "until": until})
    before = await work.reduce(BASE, **based, until=since)
    book = _Book(
        plan=plan,
        since=since,
        until=until,
        activity=[each for each in told if each.period < until],
        spend=await work.reduce(SPEND, **window, period=period.value, currency=workspace.currency),
        equity=await add_up_equity(compute, await _published(work, told), now, before, _labels(now, plan.by), plan.level),
    )
    # Buyers who were erased since are known no more, and are of the market all the same.
    market = plan.market or max((await work.reduce(PROFILES))[0].customers, sums.buyers)
    brand, reasons, answers = await _brand(work, plan, sums, market, (until - since).days / DAYS_PER_YEAR)
    return Economics(
        since=since,
        until=until,
        rows=book.rows(),
        total=book.row(since, until, book.activity, book.spend, book.equity.of_new),
        equity=book.equity,
        brand=brand,
        brand_reasons=reasons,
        market=market,
        share_answers=answers,
    )


async def _read_activity(work: UnitOfWork, plan: EconomicsPlan, values: Mapping[str, object]) -> list[Activity]:
    if plan.by is Breakdown.SEGMENT:
        return await work.reduce(ACTIVITY_BY_TRAIT, **values, trait=plan.trait)
    return await read_activity(work, plan.as_of, plan.by.period, _acquisition(plan), plan.margin_rate)


async def _read_base(work: UnitOfWork, plan: EconomicsPlan, values: Mapping[str, object]) -> list[BaseGroup]:
    acquisition = _acquisition(plan)
    if acquisition is not None:
        return await work.reduce(BASE_BY_CHANNEL[acquisition.rule], **values, **touch_values(acquisition))
    if plan.by is Breakdown.SEGMENT:
        return await work.reduce(BASE_BY_TRAIT, **values, trait=plan.trait)
    return await work.reduce(BASE, **values)


def _acquisition(plan: EconomicsPlan) -> Acquisition | None:
    return plan.acquisition if plan.by is Breakdown.CHANNEL else None


async def _published(work: UnitOfWork, activity: Sequence[Activity]) -> PublishedModel | str:
    """The published run, or why nothing can be valued by it."""
    if any(each.foreign_orders for each in activity):
        return FOREIGN_CURRENCY
    return await runs.read_published(work) or NO_MODEL


def _labels(base: Sequence[BaseGroup], by: Breakdown) -> dict[int, Label]:
    new = {position: group for position, group in enumerate(base) if group.cohort is not None}
    by_name = by in (Breakdown.CHANNEL, Breakdown.SEGMENT)
    return {position: group.channel if by_name else group.cohort for position, group in new.items()}


@dataclass(frozen=True, slots=True)
class _Book:
    """All that the rows are written from.

    Attributes:
        plan: What was asked for.
        since: First day of the window.
        until: The first day after it.
        activity: Of all customers, before `until`.
        spend: Within the window.
        equity: At its end beside its beginning.
    """

    plan: EconomicsPlan
    since: date
    until: date
    activity: Sequence[Activity]
    spend: Sequence[Spend]
    equity: EquityReading

    def rows(self) -> list[EconomicsRow]:
        """Of every channel, of every segment, or of every period."""
        if self.plan.by is Breakdown.SEGMENT:
            return self._segments()
        return self._channels() if self.plan.by is Breakdown.CHANNEL else self._periods()

    def _segments(self) -> list[EconomicsRow]:
        segments = {each.channel for each in self.activity}
        return [
            self.row(
                self.since,
                self.until,
                [each for each in self.activity if each.channel == segment],
                [],
                self.equity.of_label(segment),
                segment=segment,
                paid=Money(None, SPEND_NOT_BY_SEGMENT),
            )
            for segment in sorted(segments, key=lambda name: (name is None, name or ""))
        ]

    def _channels(self) -> list[EconomicsRow]:
        channels: set[str | None] = {each.channel for each in self.activity} | {each.channel for each in self.spend}
        return [
            self.row(
                self.since,
                self.until,
                [each for each in self.activity if each.channel == channel],
                [each for each in self.spend if each.channel == channel],
                self.equity.of_label(channel),
                channel=channel,
            )
            for channel in sorted(channels, key=lambda name: (name is None, name or ""))
        ]

    def _periods(self) -> list[EconomicsRow]:
        period = self.plan.by.period
        days = [period.first_day(number) for number in range(period.number(self.since), period.number(self.until) + 1)]
        return [
            self.row(
                first,
                after,
                self.activity,
                [each for each in self.spend if each.period == first],
                self.equity.of_label(first),
                period=first,
            )
            for first, after in pairwise(days)
        ]

    def row(
        self,
        since: date,
        until: date,
        activity: Sequence[Activity],
        spend: Sequence[Spend],
        equity: EquitySums | None,
        *,
        period: date | None = None,
        channel: str | None = None,
        segment: str | None = None,
        paid: Money | None = None,
    ) -> EconomicsRow:
        """The row of [since, until).

        Args:
            since: Its first day.
            until: The first day after it.
            activity: Of its customers, all they ever did.
            spend: Of the row.
            equity: Of the row's new customers.
            period: What the row is of.
            channel: What the row is of.
            segment: What the row is of.
            paid: All of the spend; None for the sum of it.
        """
        within = [each for each in activity if since <= each.period < until]
        new = [each for each in activity if since <= each.cohort < until]
        came = sum(each.active for each in new if each.period == each.cohort)
        paid, margin = paid or _spent(spend), margin_of(within)
        return EconomicsRow(
            period=period,
            channel=channel,
            segment=segment,
            new_customers=came,
            orders=sum(each.orders for each in within),
            revenue=revenue_of(within),
            margin=margin,
            spend=paid,
            net=_less(margin, paid),
            cac=_cac(paid, came, self.plan.level),
            retention=self._retention(since, until, activity),
            repeat_rate=_share(sum(each.returned for each in new), came, self.plan.level),
            payback=self._payback(since, new, spend, paid),
            equity=equity,
        )

    def _retention(self, since: date, until: date, activity: Sequence[Activity]) -> Shares:
        """Of those who bought in the period before each of the row's, how many bought in that one too."""
        number = self.plan.by.period.number
        before = sum(each.active for each in activity if number(since) <= number(each.period) + 1 < number(until))
        stayed = sum(each.stayed for each in activity if since <= each.period < until)
        return _share(stayed, before, self.plan.level)

    def _payback(self, since: date, new: Sequence[Activity], spend: Sequence[Spend], paid: Money) -> Known:
        margin = margin_of(new)
        if paid.amount is None or margin.amount is None:
            return Known(None, paid.reason or margin.reason)
        if not new:
            return Known(None, NO_NEW_CUSTOMERS)
        period = self.plan.by.period
        spent = np.zeros(period.number(self.until) - period.number(since))
        for each in spend:
            spent[period.number(each.period) - period.number(since)] += float(each.amount)
        curve = ReturnCurve.of(CohortTriangle.of(new, period, self.until), spent)
        found = payback_periods(curve, self.plan.level)
        return Known(found, None if np.isfinite(found.estimate) else NOT_REACHED)


def _spent(spend: Sequence[Spend]) -> Money:
    if not spend:
        return Money(None, NO_SPEND)
    if any(each.foreign for each in spend):
        return Money(None, FOREIGN_CURRENCY)
    return Money(sum((each.amount for each in spend), Decimal(0)))


def _less(margin: Money, spend: Money) -> Money:
    if margin.amount is None or spend.amount is None:
        return Money(None, margin.reason or spend.reason)
    return Money(margin.amount - spend.amount)


def _cac(spend: Money, new_customers: int, level: float) -> Known:
    if spend.amount is None:
        return Known(None, spend.reason)
    if new_customers == 0:
        return Known(None, NO_NEW_CUSTOMERS)
    return Known(acquisition_cost(float(spend.amount), new_customers, level))


def _share(did: int, of: int, level: float) -> Shares:
    return Shares.counted(np.array([did]), np.array([of]), level)


async def _brand(
    work: UnitOfWork, plan: EconomicsPlan, sums: WindowSums, market: int, years: float
) -> tuple[BrandValue | None, dict[str, str], int | None]:
    """P × BR × SOP × M, with why a part of it is not known, and how many customers the share of purchases is from."""
    if sums.foreign_orders:
        return None, {"value": FOREIGN_CURRENCY}, None
    if sums.buyers == 0:
        return None, {"value": "no_purchases"}, None
    if market < sums.buyers:
        raise RefusedInputError(MarketTooSmallError(f"{sums.buyers} have bought, and the market is {market}"), "?market")
    reasons, answers = {}, None
    share = None if plan.share_of_purchases is None else Estimated(*(plan.share_of_purchases,) * 3)
    if share is None:
        [stated] = await work.reduce(STATED_SHARES, as_of=plan.as_of)
        answers, share = stated.answers, stated_share(stated.answers, stated.total, stated.squares, plan.level)
    if share is None:
        reasons["share_of_purchases"] = reasons["buying_rate"] = "share_of_purchases_unknown"
    if sums.orders_without_margin:
        reasons["margin"] = reasons["value"] = MARGIN_UNKNOWN
    customers = CustomerSums(
        buyers=sums.buyers,
        revenue=float(sums.revenue),
        revenue_squares=sums.revenue_squares,
        margin=None if sums.orders_without_margin else float(sums.margin),
        margin_squares=sums.margin_squares,
    )
    return brand_value(customers, market, years, share, plan.level), reasons, answers

"""The three C's: contribution, commitment and championship, of the company and of single customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import exp, log
from typing import Any, Self

import numpy as np

from inference.totals import total_interval
from kernel.database import UnitOfWork
from services.valuation.domain import contribution as margins
from services.valuation.domain import wallet
from services.valuation.domain.contribution import MarginRate, OrderMoney, margin_rate
from services.valuation.domain.promoters import PromoterScore, promoter_score
from services.valuation.domain.purchases import DAYS_PER_YEAR
from services.valuation.domain.referral_value import (
    Assumptions,
    ReferralValue,
    TypeOneShare,
    referral_value,
    type_one_share,
)
from services.valuation.domain.value_grid import GridCell
from services.valuation.domain.wallet import RuleCheck, allocated_share, check_rule, headroom_factor, mean_share
from services.valuation.reductions import loyalty as reductions
from services.valuation.reductions import referrals
from services.valuation.reductions.loyalty import Buyers, ShareGroup
from services.valuation.reductions.referrals import CellSums, ReferralCounts, ReferralSums
from services.valuation.store import runs
from services.valuation.store.runs import PublishedModel

LEVEL = 0.95
GRACE = timedelta(days=7)
"""How long after a first purchase a referral program may tell of the conversion that it was."""
NO_MODEL = "no_published_model"
NO_COST = "acquisition_cost_unknown"
SEED = 7
_SECONDS_PER_YEAR = DAYS_PER_YEAR * 86_400.0


@dataclass(frozen=True, slots=True)
class Question:
    """What is assumed, and how far back is looked.

    Attributes:
        window_days: Scores and referrals of the days before the moment.
        margin: Per unit of revenue, for orders that state none; None: as measured.
        acquisition_cost: Of a customer who comes by other ways; None: as measured.
        type_one_share: Of the referred who were not asked, the share who would not have come otherwise; None: as measured.
    """

    window_days: int
    margin: float | None = None
    acquisition_cost: float | None = None
    type_one_share: float | None = None


@dataclass(frozen=True, slots=True)
class Estimated:
    """A quantity with its interval; without ends where it has none."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AcquisitionCost:
    """What a new customer costs who comes by other ways than a referral.

    Attributes:
        cost: None where it is not known.
        is_stated: Whether it was stated, not measured.
        spend: For communication within the window.
        customers: Whom it is spread over: new ones within the window that nobody brought.
    """

    cost: float | None
    is_stated: bool
    spend: float
    customers: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What all figures of loyalty stand on.

    Attributes:
        as_of: The moment to look from.
        window_from: Where the window begins.
        published: The run whose lifetime values count; None before there is one.
        money: What all orders before the moment came to.
        buyers: Who bought before it.
        rate: Margin per unit of revenue.
        counts: What was said of referrals.
        sums: Whom all referrers brought.
        cost: Of a new customer.
        type_one: The share of type-1 referrals.
        level: Of all intervals.
        assumptions: What turns referrals into money; None where something is missing.
        missing: Codes of what is.
    """

    as_of: datetime
    window_from: datetime
    published: PublishedModel | None
    money: OrderMoney
    buyers: Buyers
    rate: MarginRate
    counts: ReferralCounts
    sums: ReferralSums
    cost: AcquisitionCost
    type_one: TypeOneShare
    level: float
    assumptions: Assumptions | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headroom:
    """The value of the share of wallet that the company has not, of the customers who were asked and valued.

    Attributes:
        customers: How many.
        bounded: Of them, those whose share is taken for the floor.
        revenue: As lifetime values are, in revenue.
        contribution: Of that, the margin; None where it is not known.
    """

    customers: int
    bounded: int
    revenue: Estimated
    contribution: Estimated | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Share of wallet, of the customers who were asked.

    Attributes:
        customers: How many.
        by_rule: Of them, those whose share a rank made, at least in part.
        share: Their mean share; None where nobody was asked.
        check: The rule beside the customers' own word; None where nobody gave both.
        headroom: None where nobody who was asked has a lifetime value.
    """

    customers: int
    by_rule: int
    share: Estimated | None
    check: RuleCheck | None
    headroom: Headroom | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid.

    Attributes:
        cell: Its name.
        customers: How many.
        mean_clv: Their mean lifetime value, in contribution.
        mean_crv: Their mean referral value.
    """

    cell: GridCell
    customers: int
    mean_clv: Estimated | None
    mean_crv: Estimated | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Customers by lifetime value and referral value.

    Attributes:
        clv_cut: The median of lifetime values, in contribution.
        crv_cut: The median of referral values.
        cells: All four.
    """

    clv_cut: float
    crv_cut: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Loyalty:
    """The company's three C's.

    Attributes:
        ground: What they stand on.
        contribution: Of all orders; None where some margin is not known.
        promoters: None where nobody gave a score within the window.
        commitment: Share of wallet.
        referrals: What they are worth in all; None where something is missing.
        referrals_have_interval: Whether all values behind it have one.
        grid: None likewise, and where nobody has a lifetime value.
    """

    ground: Ground
    contribution: float | None
    promoters: PromoterScore | None
    commitment: Commitment
    referrals: ReferralValue | None
    referrals_have_interval: bool
    grid: Grid | None


async def read_loyalty(work: UnitOfWork, as_of: datetime, question: Question) -> Loyalty:
    """The company's three C's at a moment; the work is a snapshot.

    Raises:
        InvalidAssumptionError: Something that is assumed has no meaning.
    """
    ground = await read_ground(work, as_of, question)
    scores = await work.reduce(reductions.SCORES, as_of=as_of, window_from=ground.window_from)
    return Loyalty(
        ground,
        margins.contribution(ground.money, question.margin),
        promoter_score({each.score: each.customers for each in scores}, ground.level),
        await _read_commitment(work, ground),
        None if ground.assumptions is None else referral_value(ground.sums.parts, ground.assumptions),
        ground.sums.without_interval == 0,
        await _read_grid(work, ground),
    )


async def read_ground(work: UnitOfWork, as_of: datetime, question: Question) -> Ground:
    """What figures of loyalty stand on.

    Raises:
        InvalidAssumptionError: Something that is assumed has no meaning.
    """
    window_from = as_of - timedelta(days=question.window_days)
    published = await runs.read_published(work)
    (money,) = await work.reduce(reductions.ORDER_MONEY, as_of=as_of)
    (buyers,) = await work.reduce(reductions.BUYERS, as_of=as_of, window_from=window_from)
    (counts,) = await work.reduce(referrals.REFERRAL_COUNTS, as_of=as_of, window_from=window_from)
    rate = margin_rate(money, question.margin)
    given = await discounting(work, published, as_of, window_from, rate.rate)
    (sums,) = await work.reduce(referrals.REFERRAL_SUMS, **given)
    spend = await _read_spend(work, as_of, window_from)
    cost = _acquisition_cost(spend, buyers.new_customers - sums.new_buyers, question.acquisition_cost)
    level = _level(published)
    type_one = type_one_share(sums.asked, sums.would_have_come, question.type_one_share, level)
    assumed = Assumed.of(published, level, rate.rate, cost.cost, type_one)
    return Ground(
        as_of,
        window_from,
        published,
        money,
        buyers,
        rate,
        counts,
        sums,
        cost,
        type_one,
        level,
        assumed.assumptions,
        assumed.missing,
    )


async def _read_spend(work: UnitOfWork, as_of: datetime, window_from: datetime) -> float:
    zone = (await work.workspace()).time_zone
    (found,) = await work.reduce(reductions.WINDOW_SPEND, as_of=as_of, window_from=window_from, time_zone=zone)
    return found.spend


def _level(published: PublishedModel | None) -> float:
    return LEVEL if published is None else float(published.run.request["level"])


async def discounting(
    work: UnitOfWork, published: PublishedModel | None, as_of: datetime, window_from: datetime, margin: float | None
) -> dict[str, Any]:
    """The parameters by which reductions discount to the window's start.

    Lifetime values begin when the day ends on which their model's calibration did; what was bought until then has been bought.
    """
    zone = (await work.workspace()).zone
    rate, value_from = 0.0, as_of
    if published is not None:
        rate = log(1.0 + float(published.run.request["annual_discount_rate"])) / _SECONDS_PER_YEAR
        end = datetime.fromisoformat(published.run.request["calibration_end"]).date() + timedelta(days=1)
        value_from = datetime.combine(end, time(), tzinfo=zone).astimezone(UTC)
    return {
        "as_of": as_of,
        "window_from": window_from,
        "grace": GRACE,
        "discount": rate,
        "value_from": value_from,
        "value_factor": exp(-rate * (value_from - window_from).total_seconds()),
        "margin": margin or 0.0,
    }


def _acquisition_cost(spend: float, customers: int, stated: float | None) -> AcquisitionCost:
    if stated is not None:
        return AcquisitionCost(stated, True, spend, customers)
    known = spend > 0.0 and customers > 0
    return AcquisitionCost(spend / customers if known else None, False, spend, customers)


@dataclass(frozen=True, slots=True)
class Assumed:
    """By what referrals are turned into money.

    Attributes:
        published: The run whose lifetime values count; None before there is one.
        level: Of all intervals.
        assumptions: None where something is missing.
        missing: Codes of what is.
    """

    published: PublishedModel | None
    level: float
    assumptions: Assumptions | None
    missing: tuple[str, ...]

    @classmethod
    def of(
        cls,
        published: PublishedModel | None,
        level: float,
        margin: float | None,
        cost: float | None,
        type_one: TypeOneShare,
    ) -> Self:
        """What is known, or what is missing."""
        known = ((NO_MODEL, published), (margins.UNKNOWN, margin), (NO_COST, cost))
        missing = tuple(code for code, value in known if value is None)
        assumptions = None
        if published is not None and margin is not None and cost is not None:
            assumptions = Assumptions(margin, cost, type_one)
        return cls(published, level, assumptions, missing)


async def read_assumptions(work: UnitOfWork, as_of: datetime, question: Question) -> Assumed:
    """What is assumed: what is stated is not measured, nor what that alone would need.

    Raises:
        InvalidAssumptionError: Something that is assumed has no meaning.
    """
    window_from = as_of - timedelta(days=question.window_days)
    published = await runs.read_published(work)
    margin, cost = question.margin, question.acquisition_cost
    if margin is None:
        (money,) = await work.reduce(reductions.ORDER_MONEY, as_of=as_of)
        margin = margin_rate(money, None).rate
    spend = 0.0 if cost is not None else await _read_spend(work, as_of, window_from)
    asked, would_have_come = 0, 0
    if spend > 0.0 or question.type_one_share is None:
        given = await discounting(work, published, as_of, window_from, margin)
        (sums,) = await work.reduce(referrals.REFERRAL_SUMS, **given)
        asked, would_have_come = sums.asked, sums.would_have_come
        if spend > 0.0:
            (buyers,) = await work.reduce(reductions.BUYERS, as_of=as_of, window_from=window_from)
            cost = _acquisition_cost(spend, buyers.new_customers - sums.new_buyers, None).cost
    level = _level(published)
    type_one = type_one_share(asked, would_have_come, question.type_one_share, level)
    return Assumed.of(published, level, margin, cost, type_one)


async def _read_commitment(work: UnitOfWork, ground: Ground) -> Commitment:
    groups = await work.reduce(reductions.SHARES, as_of=ground.as_of)
    customers = sum(group.customers for group in groups)
    by_rule = sum(group.customers for group in groups if group.by_rule)
    share = None
    if groups:
        found = mean_share(
            np.array([group.share for group in groups]),
            np.array([group.customers for group in groups], dtype=np.float64),
            ground.level,
            np.random.default_rng(SEED),
        )
        share = Estimated(found.share, found.low, found.high)
    return Commitment(customers, by_rule, share, await read_check(work, ground.as_of), _headroom(groups, ground.rate.rate))


async def read_check(work: UnitOfWork, as_of: datetime) -> RuleCheck | None:
    """How well the Wallet Allocation Rule tells the shares of those customers who gave a rank and a share."""
    pairs = await work.reduce(reductions.SHARE_PAIRS, as_of=as_of)
    return check_rule(
        np.array([pair.wallet_share for pair in pairs]),
        np.array([allocated_share(pair.brand_rank, pair.brands) for pair in pairs]),
        np.array([pair.customers for pair in pairs], dtype=np.float64),
    )


def _headroom(groups: Sequence[ShareGroup], margin: float | None) -> Headroom | None:
    valued = [group for group in groups if group.valued]
    if not valued:
        return None
    factors = [headroom_factor(group.share) for group in valued]
    total = sum(factor * group.value for factor, group in zip(factors, valued, strict=True))
    half = sum(factor * group.half_width for factor, group in zip(factors, valued, strict=True))
    bare = any(group.without_interval for group in valued)
    revenue = _estimated(total, half, has_interval=not bare)
    return Headroom(
        sum(group.valued for group in valued),
        sum(group.valued for group in valued if group.share < wallet.SHARE_FLOOR),
        revenue,
        None if margin is None else scaled(revenue, margin),
    )


async def _read_grid(work: UnitOfWork, ground: Ground) -> Grid | None:
    if ground.assumptions is None or ground.published is None:
        return None
    given = await discounting(work, ground.published, ground.as_of, ground.window_from, ground.assumptions.margin)
    found = await work.reduce(referrals.GRID, **given, **crediting(ground.assumptions))
    if not found:
        return None
    cells = {cell_of(sums.clv_above, sums.crv_above): sums for sums in found}
    margin = ground.assumptions.margin
    return Grid(
        margin * found[0].clv_cut,
        found[0].crv_cut,
        tuple(_cell(cell, cells.get(cell), ground.assumptions) for cell in GridCell),
    )


def crediting(assumptions: Assumptions) -> dict[str, float]:
    """The parameters by which reductions turn whom somebody brought into their referral value."""
    return {"share": assumptions.type_one.share, "acquisition_cost": assumptions.acquisition_cost}


def cell_of(clv_above: bool, crv_above: bool) -> GridCell:
    """The cell on these sides of the cuts."""
    if clv_above:
        return GridCell.CHAMPIONS if crv_above else GridCell.AFFLUENTS
    return GridCell.ADVOCATES if crv_above else GridCell.MISERS


def _cell(cell: GridCell, sums: CellSums | None, assumptions: Assumptions) -> Cell:
    if sums is None:
        return Cell(cell, 0, None, None)
    has_interval = sums.without_interval == 0
    clv = scaled(_estimated(sums.value, sums.half_width, has_interval=has_interval), assumptions.margin / sums.customers)
    crv = scaled(credited(referral_value(sums.parts, assumptions), has_interval=has_interval), 1.0 / sums.customers)
    return Cell(cell, sums.customers, clv, crv)


def credited(value: ReferralValue, *, has_interval: bool) -> Estimated:
    """A referral value with its interval, where all lifetime values behind it have one."""
    return Estimated(value.value, value.low if has_interval else None, value.high if has_interval else None)


def _estimated(total: float, half_width: float, *, has_interval: bool) -> Estimated:
    ends = total_interval(total, half_width) if has_interval else None
    return Estimated(total, *(ends or (None, None)))


def scaled(estimated: Estimated, factor: float) -> Estimated:
    """The estimate times a known factor."""
    ends = [None if end is None else factor * end for end in (estimated.low, estimated.high)]
    if factor < 0.0:
        ends.reverse()
    return Estimated(factor * estimated.value, ends[0], ends[1])

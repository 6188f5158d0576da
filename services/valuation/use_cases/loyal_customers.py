"""The three C's of single customers: by cell of the grid, or of one."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.problems import NotFoundError
from services.valuation.domain import contribution as margins
from services.valuation.domain.contribution import OrderMoney
from services.valuation.domain.referral_value import Assumptions, referral_value
from services.valuation.domain.value_grid import GridCell, grid_cell
from services.valuation.domain.wallet import RuleCheck, customer_share, headroom_factor
from services.valuation.reductions import referrals
from services.valuation.reductions.referrals import CustomerSums, GridCuts
from services.valuation.store import loyalty as store
from services.valuation.store import runs
from services.valuation.store.loyalty import Wallet
from services.valuation.store.runs import PublishedModel
from services.valuation.store.values import read_company_ids
from services.valuation.use_cases.loyalty import (
    LEVEL,
    Estimated,
    Question,
    credited,
    crediting,
    discounting,
    read_assumptions,
    read_check,
    scaled,
)

_NIL = UUID(int=0)
_VALUE_ABOVE = (GridCell.CHAMPIONS, GridCell.AFFLUENTS)
_REFERRALS_ABOVE = (GridCell.CHAMPIONS, GridCell.ADVOCATES)
_MOST_AT_ONCE = 5_000
_NO_MONEY = OrderMoney(0.0, 0.0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class LoyalCustomer:
    """A customer's three C's; what is not known is None.

    Attributes:
        id: Ours.
        customer_id: The company's; None while anonymous, and once erased.
        cell: Of the grid.
        revenue: Net of refunds, so far.
        contribution: Of it, the margin.
        clv: Lifetime value, in contribution.
        wallets: The latest answer of each category.
        share: Share of wallet, the mean over categories; without ends where it is by the customer's own word alone.
        headroom: The value of the share not had, in contribution.
        score: How likely they are to recommend, by their latest answer within the window.
        brought: How many customers they brought within the window.
        crv: Referral value.
    """

    id: UUID
    customer_id: str | None
    cell: GridCell | None
    revenue: float
    contribution: float | None
    clv: Estimated | None
    wallets: tuple[Wallet, ...]
    share: Estimated | None
    headroom: Estimated | None
    score: int | None
    brought: int | None
    crv: Estimated | None


@dataclass(frozen=True, slots=True)
class Scale:
    """By what customers are placed: settled on the first page of a list, and the same on all others.

    Attributes:
        as_of: The moment to look from.
        question: What was assumed.
        assumptions: What turns referrals into money.
        cuts: Of the grid.
        level: Of all intervals.
    """

    as_of: datetime
    question: Question
    assumptions: Assumptions
    cuts: GridCuts
    level: float

    @property
    def window_from(self) -> datetime:
        """Where the window begins."""
        return self.as_of - timedelta(days=self.question.window_days)


@dataclass(frozen=True, slots=True)
class Settled:
    """The scale, or what is missing for one."""

    scale: Scale | None
    missing: tuple[str, ...]


NO_VALUES = "no_lifetime_values"


async def settle_scale(work: UnitOfWork, as_of: datetime, question: Question) -> Settled:
    """By what customers are placed at a moment.

    Raises:
        InvalidAssumptionError: Something that is assumed has no meaning.
    """
    assumed = await read_assumptions(work, as_of, question)
    if assumed.assumptions is None or assumed.published is None:
        return Settled(None, assumed.missing)
    placing = await _placing(work, assumed.published, as_of, question, assumed.assumptions)
    cuts = await _read_cuts(work, placing)
    if cuts is None:
        return Settled(None, (NO_VALUES,))
    return Settled(Scale(as_of, question, assumed.assumptions, cuts, assumed.level), ())


async def _read_cuts(work: UnitOfWork, placing: dict[str, Any]) -> GridCuts | None:
    """The medians; None where nobody has a lifetime value.

    Where fewer than half of these customers have referred anybody, that of referral values is 0, and nobody's is asked for.
    """
    (valued,) = await work.reduce(referrals.VALUED, as_of=placing["as_of"])
    if valued.clv_cut is None:
        return None
    if 2 * valued.referrers < valued.customers:
        return GridCuts(valued.clv_cut, 0.0)
    (cuts,) = await work.reduce(referrals.GRID_CUTS, **placing)
    return cuts


async def list_customers(
    work: UnitOfWork, scale: Scale, cell: GridCell | None, limit: int, after: UUID | None
) -> list[LoyalCustomer]:
    """Customers of a cell (or of all) in the order of our ids, one more than the limit if there are more.

    Fewer where some were merged into others since they were valued.
    """
    found = await _read_cell(work, scale, cell, limit + 1, after or _NIL)
    theirs = await read_company_ids(work, [each.customer_id for each in found])
    known = {each.customer_id: each for each in found}
    facts = await _read_facts(work, list(known), scale.as_of, scale.window_from)
    check = await read_check(work, scale.as_of)
    return [_loyal(each, theirs.get(each), known[each], facts, check, scale) for each in known]


async def _read_cell(work: UnitOfWork, scale: Scale, cell: GridCell | None, wanted: int, after: UUID) -> list[CustomerSums]:
    """The next customers of a cell: of those who may be of it some at a time, more each time."""
    published = await runs.read_published(work)
    if published is None:
        return []
    placing = await _placing(work, published, scale.as_of, scale.question, scale.assumptions)
    ask = await _asking_for_few(work)
    has_value, has_referrals = cell in _VALUE_ABOVE, cell in _REFERRALS_ABOVE
    found: list[CustomerSums] = []
    at_once = wanted
    while len(found) < wanted:
        some = await ask(
            referrals.VALUED_CUSTOMERS,
            model_id=published.run.id,
            as_of=scale.as_of,
            after=after,
            most=at_once,
            any_value=cell is None,
            clv_cut=scale.cuts.clv,
            clv_above=has_value,
            # Who referred nobody is worth 0 by it: above the cut only if that is below 0.
            anybody=not has_referrals or scale.cuts.crv < 0.0,
        )
        ids = [each.customer_id for each in some]
        told = await ask(referrals.NAMED_CUSTOMERS, **placing, model_id=published.run.id, customer_ids=ids)
        found += [each for each in told if cell in (None, _place(each, scale.cuts))]
        if len(some) < at_once:
            break
        after, at_once = ids[-1], min(2 * at_once, _MOST_AT_ONCE)
    return found[:wanted]


async def _asking_for_few(work: UnitOfWork) -> Callable[..., Awaitable[list[Any]]]:
    """How what is read of a few customers is planned: by keys, unless the planner would then read all for each of them."""
    return work.look_up if await store.are_orders_known(work) else work.reduce


def _place(customer: CustomerSums, cuts: GridCuts) -> GridCell:
    return grid_cell(customer.clv, customer.crv, cuts.clv, cuts.crv)


async def read_customer(work: UnitOfWork, reference: str, as_of: datetime, question: Question) -> tuple[LoyalCustomer, Settled]:
    """One customer's three C's, by the company's id or ours, and by what they were placed.

    Raises:
        NotFoundError: There is no such customer in this workspace.
        InvalidAssumptionError: Something that is assumed has no meaning.
    """
    customer_id = await store.find_customer(work, reference)
    if customer_id is None:
        raise NotFoundError(f"There is no customer '{reference}'.")
    assumed = await read_assumptions(work, as_of, question)
    theirs = (await read_company_ids(work, [customer_id])).get(customer_id)
    facts = await _read_facts(work, [customer_id], as_of, as_of - timedelta(days=question.window_days))
    check = await read_check(work, as_of)
    if assumed.assumptions is None or assumed.published is None:
        return _asked_alone(customer_id, theirs, facts, check, question), Settled(None, assumed.missing)
    placing = await _placing(work, assumed.published, as_of, question, assumed.assumptions)
    named = {"model_id": assumed.published.run.id, "customer_ids": [customer_id]}
    found = await (await _asking_for_few(work))(referrals.NAMED_CUSTOMERS, **placing, **named)
    if not found:
        return _asked_alone(customer_id, theirs, facts, check, question), Settled(None, (NO_VALUES,))
    cuts = await _read_cuts(work, placing)
    if cuts is None:
        return _asked_alone(customer_id, theirs, facts, check, question), Settled(None, (NO_VALUES,))
    scale = Scale(as_of, question, assumed.assumptions, cuts, assumed.level)
    return _loyal(customer_id, theirs, found[0], facts, check, scale), Settled(scale, ())


async def _placing(
    work: UnitOfWork, published: PublishedModel, as_of: datetime, question: Question, assumptions: Assumptions
) -> dict[str, Any]:
    window_from = as_of - timedelta(days=question.window_days)
    given = await discounting(work, published, as_of, window_from, assumptions.margin)
    return {**given, **crediting(assumptions)}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What some customers bought and answered."""

    orders: dict[UUID, OrderMoney]
    wallets: dict[UUID, list[Wallet]]
    scores: dict[UUID, int]


async def _read_facts(work: UnitOfWork, customer_ids: Sequence[UUID], as_of: datetime, window_from: datetime) -> _Facts:
    known = await store.are_orders_known(work)
    async with nullcontext() if known else work.planned_for_volume():
        return _Facts(
            await store.read_order_money(work, customer_ids, as_of),
            await store.read_wallets(work, customer_ids, as_of),
            await store.read_scores(work, customer_ids, window_from, as_of),
        )


def _loyal(
    customer_id: UUID, theirs: str | None, sums: CustomerSums, facts: _Facts, check: RuleCheck | None, scale: Scale
) -> LoyalCustomer:
    alone = _asked_alone(customer_id, theirs, facts, check, scale.question, scale.level)
    clv = scaled(Estimated(sums.clv, sums.clv_low, sums.clv_high), scale.assumptions.margin)
    crv = credited(referral_value(sums.parts, scale.assumptions), has_interval=sums.bare == 0)
    return LoyalCustomer(
        customer_id,
        theirs,
        _place(sums, scale.cuts),
        alone.revenue,
        alone.contribution,
        clv,
        alone.wallets,
        alone.share,
        None if alone.share is None else _headroom(clv, alone.share),
        alone.score,
        sums.brought,
        crv,
    )


def _asked_alone(
    customer_id: UUID,
    theirs: str | None,
    facts: _Facts,
    check: RuleCheck | None,
    question: Question,
    level: float = LEVEL,
) -> LoyalCustomer:
    """What is known of a customer without a model of values."""
    money = facts.orders.get(customer_id, _NO_MONEY)
    wallets = tuple(facts.wallets.get(customer_id, ()))
    return LoyalCustomer(
        customer_id,
        theirs,
        None,
        money.revenue,
        margins.contribution(money, question.margin),
        None,
        wallets,
        _share(wallets, check, level) if wallets else None,
        None,
        facts.scores.get(customer_id),
        None,
        None,
    )


def _share(wallets: Sequence[Wallet], check: RuleCheck | None, level: float) -> Estimated:
    share = customer_share([each.answer for each in wallets])
    by_rule = any(each.answer.wallet_share is None for each in wallets)
    ends = check.interval(share, level) if by_rule and check is not None else None
    return Estimated(share, *(ends or (None, None)))


def _headroom(clv: Estimated, share: Estimated) -> Estimated:
    """The value of the share not had; the ends of value and share taken together."""
    factors = [headroom_factor(share.value if end is None else end) for end in (share.low, share.high)]
    ends = [end * factor for end in (clv.low, clv.high) if end is not None for factor in factors]
    return Estimated(clv.value * headroom_factor(share.value), min(ends, default=None), max(ends, default=None))

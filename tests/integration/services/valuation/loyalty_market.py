"""A small market with answers and referrals: written as the services would, and what its loyalty comes to in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import exp, log
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema import behaviour
from schema import valuation as tables
from schema.roles import SEGMENTATION, VALUATION
from services.valuation.domain.referral_value import Assumptions, Brought, ReferralParts, referral_value
from services.valuation.domain.wallet import WalletAnswer, customer_share

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
WINDOW_FROM = datetime(2025, 1, 1, tzinfo=UTC)
CALIBRATED_UNTIL = datetime(2025, 12, 1, tzinfo=UTC)  # when the day ends on which the calibration does
GRACE = timedelta(days=7)
RATE = 0.1
_YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class Bought:
    """An order."""

    customer: str
    at: datetime
    net: Decimal
    margin: Decimal | None = None
    is_purchase: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a survey."""

    customer: str
    at: datetime
    score: int | None = None
    rank: float | None = None
    brands: int | None = None
    share: float | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement about a referral; `referred` is None where it names nobody."""

    referrer: str
    referred: str | None
    at: datetime
    converted: bool = True
    is_new: bool | None = None
    would_have_come: bool | None = None
    reward: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A lifetime value with its interval."""

    clv: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Market:
    """Everything."""

    orders: Sequence[Bought] = ()
    answers: Sequence[Answered] = ()
    referrals: Sequence[Told] = ()
    values: dict[str, Value] = field(default_factory=dict)
    others: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        """All customers."""
        told = {name for each in self.referrals for name in (each.referrer, each.referred) if name is not None}
        spoken = {each.customer for each in self.orders} | {each.customer for each in self.answers}
        return sorted(spoken | told | set(self.values) | set(self.others))


async def store_market(
    database_of: Callable[[str], Database], principal: Principal, market: Market, level: float = 0.95
) -> dict[str, UUID]:
    """Write a market; a run is published where there are values.

    Returns:
        Our ids of the customers by their names.
    """
    mine = {"workspace_id": principal.workspace_id}
    ids = {name: (new_id(), new_id()) for name in market.names}
    async with database_of(SEGMENTATION).work(principal) as work:
        if ids:
            await work.execute(insert(behaviour.customers), [{**mine, "id": ids[name][0], "customer_id": name} for name in ids])
            kept = [{**mine, "id": ids[name][1], "kind": "user", "value": name, "customer_id": ids[name][0]} for name in ids]
            await work.execute(insert(behaviour.subjects), kept)
        for table, rows in (
            (behaviour.orders, [_order(place, each, ids) for place, each in enumerate(market.orders)]),
            (behaviour.feedback, [_answer(place, each, ids) for place, each in enumerate(market.answers)]),
            (behaviour.referrals, [_referral(place, each, ids, market) for place, each in enumerate(market.referrals)]),
        ):
            if rows:
                await work.execute(insert(table), [mine | row for row in rows])
    if market.values:
        await _publish(database_of(VALUATION), principal, market, {name: both[0] for name, both in ids.items()}, level)
    return {name: both[0] for name, both in ids.items()}


async def _publish(database: Database, principal: Principal, market: Market, ids: dict[str, UUID], level: float) -> None:
    mine, run = {"workspace_id": principal.workspace_id}, new_id()
    end = (CALIBRATED_UNTIL - timedelta(days=1)).date().isoformat()
    request = {
        "model": "bg_nbd",
        "calibration_end": end,
        "observation_end": end,
        "time_unit": "week",
        "annual_discount_rate": RATE,
        "horizon": 52.0,
        "level": level,
    }
    record = {"model": "bg_nbd", "request": request, "digest": "", "code_version": "", "fit": _FIT, "diagnostics": _DIAGNOSTICS}
    numbers = {"frequency": 1.0, "recency": 1.0, "age": 2.0, "probability_alive": 0.5, "expected_purchases": 1.0}
    async with database.work(principal) as work:
        await work.execute(insert(tables.model_runs), [{**mine, "id": run, **record}])
        await work.execute(insert(tables.published_model), [{**mine, "model_id": run}])
        rows = [
            {**mine, **numbers, "model_id": run, "customer_id": ids[name], "clv": v.clv, "clv_low": v.low, "clv_high": v.high}
            for name, v in market.values.items()
        ]
        await work.execute(insert(tables.customer_values), rows)


_FIT = {"parameters": {"r": 1.0}, "standard_errors": None, "parameter_order": ["r"]}
_DIAGNOSTICS = {"intervals": {"method": "by hand"}}


def _order(place: int, order: Bought, ids: dict[str, tuple[UUID, UUID]]) -> dict[str, Any]:
    money = {"gross": order.net, "net": order.net, "net_float": float(order.net), "margin": order.margin}
    told = {"order_key": f"order-{place}", "subject_id": ids[order.customer][1], "ordered_at": order.at}
    return told | money | {"currency": "USD", "is_purchase": order.is_purchase}


def _answer(place: int, answer: Answered, ids: dict[str, tuple[UUID, UUID]]) -> dict[str, Any]:
    return {
        "feedback_key": f"answer-{place:03}",
        "subject_id": ids[answer.customer][1],
        "answered_at": answer.at,
        "score": answer.score,
        "brand_rank": answer.rank,
        "brands": answer.brands,
        "wallet_share": answer.share,
        "category": answer.category,
    }


def _referral(place: int, told: Told, ids: dict[str, tuple[UUID, UUID]], market: Market) -> dict[str, Any]:
    """Every other one says by an order of theirs who was brought, where they have ordered."""
    ordered = [number for number, order in enumerate(market.orders) if order.customer == told.referred]
    by_order = place % 2 == 1 and bool(ordered)
    return {
        "referral_key": f"referral-{place:03}",
        "subject_id": ids[told.referrer][1],
        "referred_subject_id": None if told.referred is None or by_order else ids[told.referred][1],
        "order_key": f"order-{ordered[0]}" if by_order else None,
        "referred_at": told.at,
        "kind": "converted" if told.converted else "sent",
        "is_new": told.is_new,
        "would_have_come": told.would_have_come,
        "reward": told.reward,
    }


# The definitions.


def latest_scores(market: Market) -> dict[str, int]:
    """Customer → latest score within the window."""
    said = [(each.at, place, each) for place, each in enumerate(market.answers) if each.score is not None]
    return {
        each.customer: each.score
        for at, _, each in sorted(said, key=lambda one: one[:2])
        if WINDOW_FROM <= at < AS_OF and each.score is not None
    }


def latest_wallets(market: Market) -> dict[str, dict[str | None, WalletAnswer]]:
    """Customer → category → latest answer."""
    found: dict[str, dict[str | None, WalletAnswer]] = defaultdict(dict)
    for _, _, each in sorted(((each.at, place, each) for place, each in enumerate(market.answers)), key=lambda one: one[:2]):
        if each.at < AS_OF and (each.rank is not None or each.share is not None):
            found[each.customer][each.category] = WalletAnswer(each.rank, each.brands, each.share)
    return dict(found)


def shares(market: Market) -> dict[str, float]:
    """Customer → share of wallet."""
    return {name: customer_share(list(answers.values())) for name, answers in latest_wallets(market).items()}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who was brought."""

    referrer: str
    referred: str
    came_at: datetime
    would_have_come: bool | None
    reward: Decimal
    first_at: datetime | None


def arrivals(market: Market, ids: dict[str, UUID]) -> list[Arrival]:
    """Who was brought within the window, and by whom, by docs/loyalty.md."""
    firsts: dict[str, datetime] = {}
    for order in market.orders:
        if order.is_purchase and order.at < AS_OF:
            firsts[order.customer] = min(order.at, firsts.get(order.customer, order.at))
    pairs: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in market.referrals:
        if one.referred is not None and one.referred != one.referrer and one.at < AS_OF:
            pairs[one.referrer, one.referred].append(one)

    def rank(pair: tuple[str, str]) -> tuple[bool, datetime, UUID]:
        converted = [told.at for told in pairs[pair] if told.converted]
        return not converted, min(converted or [told.at for told in pairs[pair]]), ids[pair[0]]

    found = []
    for name in {referred for _, referred in pairs}:
        pair = min((each for each in pairs if each[1] == name), key=rank)
        told, first = pairs[pair], firsts.get(name)
        stated = [each.is_new for each in told if each.is_new is not None]
        asked = [each.would_have_come for each in told if each.would_have_come is not None]
        converted = [each.at for each in told if each.converted]
        if stated and not all(stated):
            continue
        if converted:
            at = min(converted)
            came_at = at if stated or first is None or first >= at - GRACE else None
        else:
            came_at = first if first is not None and first >= min(each.at for each in told) else None
        if came_at is not None and WINDOW_FROM <= came_at < AS_OF:
            reward = sum((each.reward for each in told if each.reward is not None), Decimal(0))
            found.append(Arrival(pair[0], name, came_at, any(asked) if asked else None, reward, first))
    return found


def factor(at: datetime) -> float:
    """What a sum at a moment is worth at the window's start."""
    return exp(-log(1 + RATE) * ((at - WINDOW_FROM) / _YEAR))


def parts(market: Market, ids: dict[str, UUID], margin: float, by: str | None = None) -> ReferralParts:
    """Whom all, or one, brought."""
    sums = {None: [0.0] * 5, True: [0.0] * 5, False: [0.0] * 5}
    for arrival in arrivals(market, ids):
        if by is not None and arrival.referrer != by:
            continue
        earned = sum(
            (float(each.margin) if each.margin is not None else float(each.net) * margin) * factor(each.at)
            for each in market.orders
            if each.customer == arrival.referred and arrival.came_at - GRACE <= each.at < min(AS_OF, CALIBRATED_UNTIL)
        )
        value = market.values.get(arrival.referred, Value(None))
        clv, at = value.clv or 0.0, factor(CALIBRATED_UNTIL)
        half = at * clv * log(value.high / clv) if clv > 0 and value.high else 0.0
        discounted = factor(arrival.came_at)
        told = (discounted, discounted * float(arrival.reward), earned, at * clv, half)
        sums[arrival.would_have_come] = [a + b for a, b in zip(sums[arrival.would_have_come], told, strict=True)]
    return ReferralParts(Brought(*sums[False]), Brought(*sums[True]), Brought(*sums[None]))


def referral_values(market: Market, ids: dict[str, UUID], given: Assumptions) -> dict[str, float]:
    """Customer with a lifetime value → referral value."""
    valued = [name for name, value in market.values.items() if value.clv is not None]
    return {name: referral_value(parts(market, ids, given.margin, name), given).value for name in valued}


def cuts(market: Market, ids: dict[str, UUID], given: Assumptions) -> tuple[float, float]:
    """The medians of lifetime values and referral values."""
    values = [value.clv for value in market.values.values() if value.clv is not None]
    return median(values), median(referral_values(market, ids, given).values())

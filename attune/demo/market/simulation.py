"""The simulation: real purchases and the system's assignments in, what the system may read and the truth out."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from attune.demo.market import communication, journeys, spending
from attune.demo.market.channels import (
    CHANNELS,
    CODE,
    EMAIL,
    MARGIN_RATE,
    PLANNED,
    SAMPLE,
    WEEKS,
    Channel,
)
from attune.demo.market.communication import Contacts
from attune.demo.market.curves import Curve
from attune.demo.market.population import Assignments, BoolArray, IntArray, Population
from attune.demo.market.records import Orders, Spend, Touches, join_touches
from attune.demo.market.truth import ChannelTruth, Lift, MarketTruth

SEED = 1998


@dataclass(frozen=True, slots=True)
class Market:
    """What the system may read: simulated, all of it."""

    touches: Touches
    orders: Orders
    spend: Spend


@dataclass(frozen=True, slots=True)
class _Programme:
    """One channel's communication and what came of it."""

    channel: Channel
    curve: Curve | None
    contacts: Contacts
    spend: Spend
    traces: Touches
    orders: Orders


def simulate(people: Population, assigned: Assignments, seed: int = SEED) -> tuple[Market, MarketTruth]:
    """Simulate the market.

    Args:
        people: The customers and their real purchases.
        assigned: Whom the system holds out and offers what.
        seed: Of the one generator that everything is drawn from: the same inputs and seed give the same market.

    Returns:
        What the system may read, and the truth, which it may not.
    """
    random = np.random.default_rng(seed)
    scale = len(people.customer_ids) / SAMPLE
    reached = people.known & ~assigned.held_out
    programmes = [_run(channel, scale, people, reached, random) for channel in PLANNED]
    programmes.append(_run_email(scale, people, assigned.offered & reached, random))
    natural = [journeys.before_purchases(people, reached, random), journeys.without_purchase(people, reached, random)]
    clicks, harvested = journeys.harvest(people, reached, random)
    commissions = spending.commissions(people.bought_at[harvested], people.cents[harvested])
    market = Market(
        touches=join_touches([*natural, clicks, *(each.traces for each in programmes)]),
        orders=_in_time([each.orders for each in programmes]),
        spend=spending.join_spend([*(each.spend for each in programmes), commissions]),
    )
    return market, _truth(market, programmes, people, reached, assigned.offered & reached)


def _run(channel: Channel, scale: float, people: Population, reached: BoolArray, random: Generator) -> _Programme:
    curve = None if channel.curve is None else channel.curve.scaled(scale)
    plan = spending.plan(channel, scale, random)
    contacts = communication.contact(channel, plan, curve, people, reached, random)
    return _programme(channel, curve, contacts, spending.rows(channel.name, plan), people, random)


def _run_email(scale: float, people: Population, offered: BoolArray, random: Generator) -> _Programme:
    assert EMAIL.curve is not None  # noqa: S101 — it is declared with one
    curve = EMAIL.curve.scaled(scale)
    plan = spending.plan_email(int(offered.sum()), random)
    contacts = communication.send(plan, curve, offered, random)
    return _programme(EMAIL, curve, contacts, spending.rows(EMAIL.name, plan), people, random)


def _programme(
    channel: Channel, curve: Curve | None, contacts: Contacts, spend: Spend, people: Population, random: Generator
) -> _Programme:
    left = communication.traces(channel, contacts, random)
    orders, visits = communication.order(channel, contacts, people, random)
    return _Programme(channel, curve, contacts, spend, join_touches([left, visits]), orders)


def _in_time(parts: list[Orders]) -> Orders:
    """All orders in the order of time, so that an id tells nothing of the channel."""
    order = np.argsort(np.concatenate([part.at for part in parts]), kind="stable")

    def column(name: str) -> IntArray:
        joined: IntArray = np.concatenate([getattr(part, name) for part in parts])
        return joined[order]

    return Orders(column("customer"), column("at"), column("paid"), column("discount"), column("margin"))


def _truth(
    market: Market, programmes: list[_Programme], people: Population, reached: BoolArray, offered: BoolArray
) -> MarketTruth:
    by_name = {each.channel.name: each for each in programmes}
    channels = tuple(_channel_truth(name, market, by_name.get(name), people) for name in CHANNELS)
    email = [each for each in channels if each.channel == EMAIL.name]
    return MarketTruth(channels, _lift(email, int(offered.sum())), _lift(channels, int(reached.sum())), WEEKS)


def _channel_truth(name: str, market: Market, programme: _Programme | None, people: Population) -> ChannelTruth:
    orders, expected = 0, np.zeros(3)
    revenue = margin = 0.0
    if programme is not None:
        orders = len(programme.orders.at)
        revenue, margin = programme.orders.paid.sum() / 100, programme.orders.margin.sum() / 100
        discount = communication.discount_rate(programme.channel)
        price = programme.contacts.chance @ people.level[programme.contacts.customer]
        expected = np.array([programme.contacts.chance.sum(), price * (1 - discount), price * (MARGIN_RATE - discount)])
    return ChannelTruth(
        channel=name,
        touchpoints=int((market.touches.channel == CODE[name]).sum()),
        spend=float(market.spend.cents[market.spend.channel == CODE[name]].sum() / 100),
        orders=orders,
        revenue=float(revenue),
        margin=float(margin),
        expected_orders=float(expected[0]),
        expected_revenue=float(expected[1]),
        expected_margin=float(expected[2]),
        curve=None if programme is None else programme.curve,
    )


def _lift(channels: tuple[ChannelTruth, ...] | list[ChannelTruth], treated: int) -> Lift:
    each = max(treated, 1)
    return Lift(
        treated=treated,
        orders=sum(channel.expected_orders for channel in channels) / each,
        revenue=sum(channel.expected_revenue for channel in channels) / each,
        realised_orders=sum(channel.orders for channel in channels) / each,
        realised_revenue=sum(channel.revenue for channel in channels) / each,
    )

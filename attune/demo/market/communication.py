"""What the company says, and the orders that it brings: each contact of a week brings one with the same known probability."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from attune.demo.market.channels import (
    CODE,
    DAY,
    DISCOUNT_RATE,
    EMAIL,
    END_SECOND,
    KIND,
    MARGIN_RATE,
    OPEN_SHARE,
    START_SECOND,
    WEEKS,
    Channel,
)
from attune.demo.market.curves import Curve, FloatArray
from attune.demo.market.journeys import on_the_way
from attune.demo.market.population import BoolArray, IntArray, Population
from attune.demo.market.records import Orders, Touches, join_touches, touches
from attune.demo.market.spending import Plan

_DAYS_TO_ORDER = 1.5
_LONGEST = 6 * DAY
_AMOUNT_SPREAD = 0.35
_NINE = 9 * 3_600


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of one channel, one per place of every array.

    Attributes:
        customer: Place in the population.
        at: Seconds since 1970 in UTC.
        chance: The probability that it brings an order.
        brings: Whether it did.
    """

    customer: IntArray
    at: IntArray
    chance: FloatArray
    brings: BoolArray


def contact(
    channel: Channel, of: Plan, curve: Curve | None, people: Population, audience: BoolArray, random: Generator
) -> Contacts:
    """A planned channel's contacts: with anybody in the audience, recent buyers more often."""
    weight = audience * (1.0 + channel.focus * people.recent)
    day = np.repeat(np.arange(WEEKS * 7), of.contacts.reshape(-1))
    customer = random.choice(len(weight), size=len(day), p=weight / weight.sum()) if audience.any() else day[:0]
    day = day[: len(customer)]
    at = START_SECOND + day * DAY + random.integers(0, DAY, len(day))
    return _decide(customer, at, day // 7, _chances(of, curve), random)


def send(of: Plan, curve: Curve, offered: BoolArray, random: Generator) -> Contacts:
    """The experiment's e-mails: to each customer of the arm once a week at the most."""
    arm = np.flatnonzero(offered)
    lot = np.argsort(random.random((WEEKS, len(arm))), axis=1)
    chosen = np.arange(len(arm))[None, :] < of.contacts.sum(axis=1)[:, None]
    week = np.repeat(np.arange(WEEKS), chosen.sum(axis=1))
    at = START_SECOND + (week * 7 + 1) * DAY + _NINE + random.integers(0, 3_600, len(week))
    return _decide(arm[lot[chosen]], at, week, _chances(of, curve), random)


def _chances(of: Plan, curve: Curve | None) -> FloatArray:
    """The probability that one contact of each week brings an order: the curve at the week's spend, shared evenly."""
    if curve is None:
        return np.zeros(WEEKS)
    brought = curve.response(of.weekly_dollars)
    chances: FloatArray = np.minimum(1.0, brought / np.maximum(1, of.contacts.sum(axis=1)))
    return chances


def _decide(customer: IntArray, at: IntArray, week: IntArray, chances: FloatArray, random: Generator) -> Contacts:
    chance = chances[week]
    return Contacts(customer, at, chance, random.random(len(customer)) < chance)


def traces(channel: Channel, of: Contacts, random: Generator) -> Touches:
    """What a channel's contacts leave behind; a contact that brings an order is clicked on, and so are a few others."""
    if channel.contact is None:
        return touches(of.customer[:0], of.at[:0], 0, 0)
    code = CODE[channel.name]
    parts = [touches(of.customer, of.at, code, KIND[channel.contact])]
    luck = random.random(len(of.at))
    clicked = of.brings | (luck < channel.click_share)
    if channel.contact == "sent":
        opened = clicked | (luck < OPEN_SHARE)
        parts.append(touches(of.customer[opened], of.at[opened] + 600, code, KIND["open"]))
    if channel.contact != "click":
        parts.append(touches(of.customer[clicked], of.at[clicked] + 660, code, KIND["click"]))
    return join_touches(parts)


def order(channel: Channel, of: Contacts, people: Population, random: Generator) -> tuple[Orders, Touches]:
    """The orders that contacts bring, some days later, at the customer's own level, and the visits on the way to them."""
    customer, at = of.customer[of.brings], of.at[of.brings] + 1_200
    longest = np.minimum(_LONGEST, END_SECOND - 1 - at)
    mean = _DAYS_TO_ORDER * DAY
    share = random.random(len(at)) * -np.expm1(-longest / mean)  # the exponential, cut at the longest
    ordered_at = at + np.floor(-np.log1p(-share) * mean).astype(np.int64) + 1
    noise = np.exp(random.normal(-0.5 * _AMOUNT_SPREAD**2, _AMOUNT_SPREAD, len(at)))
    price = np.maximum(100, np.rint(people.level[customer] * 100 * noise)).astype(np.int64)
    discount = np.rint(price * discount_rate(channel)).astype(np.int64)
    margin = np.rint(price * MARGIN_RATE).astype(np.int64) - discount
    return Orders(customer, ordered_at, price - discount, discount, margin), on_the_way(customer, at, ordered_at, random)


def discount_rate(channel: Channel) -> float:
    """What a channel offers off the price."""
    return DISCOUNT_RATE if channel is EMAIL else 0.0

"""How people come of themselves: touches before real purchases and visits without any, none of which has an effect."""

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator

from attune.demo.market.channels import (
    CODE,
    DAY,
    END_SECOND,
    HARVESTED_SHARE,
    HARVESTER,
    KIND,
    NATURAL,
    REACHED,
    START_SECOND,
)
from attune.demo.market.population import BoolArray, IntArray, Population
from attune.demo.market.records import Touches, touches

_TRACKED = 0.92
_FURTHER_TOUCHES = 1.6
_DAYS_BEFORE = 3.0
_VISITS = 2.0
_VISITS_PER_RECENT = 1.0


def before_purchases(people: Population, reached: BoolArray, random: Generator) -> Touches:
    """The touches that led to the real orders, from the market's start on; some orders could not be tracked."""
    tracked = np.flatnonzero(people.known[people.buyer] & (random.random(len(people.buyer)) < _TRACKED))
    order = np.repeat(tracked, 1 + random.poisson(_FURTHER_TOUCHES, len(tracked)))
    earlier = 60 + np.floor(random.exponential(_DAYS_BEFORE * DAY, len(order))).astype(np.int64)
    return _of_themselves(people.buyer[order], people.bought_at[order] - earlier, reached, random)


def without_purchase(people: Population, reached: BoolArray, random: Generator) -> Touches:
    """Visits that lead nowhere, more of them by recent buyers."""
    visits = random.poisson(_VISITS + _VISITS_PER_RECENT * people.recent) * people.known
    customer = np.repeat(np.arange(len(people.customer_ids)), visits)
    return _of_themselves(customer, random.integers(START_SECOND, END_SECOND, len(customer)), reached, random)


def _of_themselves(customer: IntArray, at: IntArray, reached: BoolArray, random: Generator) -> Touches:
    channel = np.where(reached[customer], _draw(REACHED, len(customer), random), _draw(NATURAL, len(customer), random))
    kind = np.where(channel == CODE["paid_search"], KIND["click"], KIND["visit"])
    return Touches(customer, at, channel, kind).where(at >= START_SECOND)


def _draw(shares: Mapping[str, float], size: int, random: Generator) -> IntArray:
    codes = np.array([CODE[name] for name in shares], dtype=np.int64)
    return random.choice(codes, size=size, p=list(shares.values()))


def harvest(people: Population, reached: BoolArray, random: Generator) -> tuple[Touches, IntArray]:
    """The affiliates' clicks in the last hour before purchases that happen anyway.

    Returns:
        The clicks, and the places of the real orders that they stepped in front of.
    """
    open_to = people.known[people.buyer] & reached[people.buyer] & (people.bought_at > START_SECOND)
    order = np.flatnonzero(open_to & (random.random(len(people.buyer)) < HARVESTED_SHARE))
    at = people.bought_at[order] - random.integers(1, 60, len(order))
    return touches(people.buyer[order], at, CODE[HARVESTER], KIND["click"]), order


def on_the_way(customer: IntArray, contacted_at: IntArray, ordered_at: IntArray, random: Generator) -> Touches:
    """Visits between the contact that brought an order and the order: many come back of themselves to buy."""
    back = random.random(len(customer)) < 0.6
    at = contacted_at + 1 + np.floor(random.random(len(customer)) * (ordered_at - contacted_at - 1)).astype(np.int64)
    channel = _draw({"direct": 0.7, "organic_search": 0.3}, len(customer), random)
    return Touches(customer, at, channel, np.full(len(customer), KIND["visit"])).where(back)

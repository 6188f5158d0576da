"""Customers who do what a model says of them, by parameters that are known: what they did, and what they do next."""

from typing import NamedTuple

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.valuation.domain import PurchaseHistories

_LEAST = 1e-100


class Market(NamedTuple):
    """Simulated customers.

    Attributes:
        histories: Up to T, one row each.
        later: Purchases of each within the horizon after T, shape (customers,).
    """

    histories: PurchaseHistories
    later: IntArray


def times_watched(generator: np.random.Generator, customers: int) -> FloatArray:
    """Between half a year and one and a half of them, in weeks, by days."""
    return np.floor(generator.uniform(26.0, 78.0, customers) * 7.0) / 7.0


def buying(
    generator: np.random.Generator,
    T: FloatArray,
    horizon: float,
    rates: FloatArray,
    *,
    coins: FloatArray | None = None,
    at_first: bool = False,
    leaving: FloatArray | None = None,
) -> Market:
    """Customers who buy at exponential times.

    Args:
        generator: Draws.
        T: How long each has been watched.
        horizon: How long they are watched after that.
        rates: Of purchase.
        coins: Chance to leave at each purchase; without it nobody leaves at one.
        at_first: Whether at the very first purchase, too.
        leaving: Rate of leaving at any moment; without it nobody leaves so.
    """
    end = T + horizon
    # A rate that underflows is of somebody who never comes, or never goes.
    rates = np.maximum(rates, _LEAST)
    if leaving is not None:
        end = np.minimum(end, generator.exponential(1.0, len(T)) / np.maximum(leaving, _LEAST))
    stays = np.ones(len(T)) if coins is None else 1.0 - coins
    frequency, later = np.zeros(len(T), dtype=np.int64), np.zeros(len(T), dtype=np.int64)
    recency, time = np.zeros(len(T)), np.zeros(len(T))
    there = np.arange(len(T))
    if at_first:
        there = there[generator.random(len(there)) < stays]
    while len(there) > 0:
        time[there] += generator.exponential(1.0 / rates[there])
        there = there[time[there] <= end[there]]
        early = there[time[there] <= T[there]]
        frequency[early] += 1
        recency[early] = time[early]
        later[there] += time[there] > T[there]
        there = there[generator.random(len(there)) < stays[there]]
    return Market(PurchaseHistories.of(frequency, recency, T), later)


def giving(
    generator: np.random.Generator, chances: FloatArray, dropouts: FloatArray, opportunities: int, horizon: int
) -> Market:
    """Customers who leave before an opportunity or not, and if not, take it or not.

    Args:
        generator: Draws.
        chances: To take an opportunity, shape (customers,).
        dropouts: To leave before one, likewise.
        opportunities: So far.
        horizon: Opportunities after these.
    """
    frequency, later = np.zeros(len(chances), dtype=np.int64), np.zeros(len(chances), dtype=np.int64)
    recency, there = np.zeros(len(chances)), np.ones(len(chances), dtype=np.bool_)
    for opportunity in range(1, opportunities + horizon + 1):
        there &= generator.random(len(chances)) >= dropouts
        taken = there & (generator.random(len(chances)) < chances)
        if opportunity <= opportunities:
            frequency[taken] += 1
            recency[taken] = opportunity
        else:
            later[taken] += 1
    return Market(PurchaseHistories.of(frequency, recency, np.full(len(chances), float(opportunities))), later)


def renewing(generator: np.random.Generator, dropouts: FloatArray, renewals: int) -> IntArray:
    """How many of a cohort are there at the beginning, after one renewal, and so on, shape (renewals + 1,)."""
    made = generator.geometric(dropouts) - 1
    return np.array([np.sum(made >= count) for count in range(renewals + 1)])


def spending(generator: np.random.Generator, market: Market, p: float, q: float, v: float) -> tuple[FloatArray, FloatArray]:
    """What customers spend under Gamma-Gamma, whatever they buy.

    Returns:
        The mean of each one's repeat purchases up to T, 0 of those who have none, and the sum of those after T.
    """
    scale = 1.0 / generator.gamma(q, 1.0 / v, len(market.later))
    before, after = (
        np.where(count > 0, generator.gamma(p * np.maximum(count, 1)) * scale, 0.0)
        for count in (market.histories.frequency, market.later)
    )
    return before / np.maximum(market.histories.frequency, 1), after

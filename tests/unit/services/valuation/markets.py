"""Markets that behave as the model says, with a truth that is known."""

from collections.abc import Callable

import numpy as np

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseHistories

Draw = Callable[[np.random.Generator, int], FloatArray]


def simulate(
    rng: np.random.Generator, T: FloatArray, rates: FloatArray, dropouts: FloatArray, at_first: bool = False
) -> PurchaseHistories:
    """Histories by the model's story: exponential waiting times, and a coin tossed at each purchase, or each but the first."""
    frequency, recency = np.zeros(len(T), dtype=np.int64), np.zeros(len(T))
    clock, there = np.zeros(len(T)), np.ones(len(T), dtype=np.bool_)
    if at_first:
        there &= rng.random(len(T)) >= dropouts
    while there.any():
        clock = clock + rng.exponential(1.0 / rates)
        there &= clock <= T
        frequency[there] += 1
        recency[there] = clock[there]
        there &= rng.random(len(T)) >= dropouts
    return PurchaseHistories.of(frequency, recency, T)


def simulate_leaving(rng: np.random.Generator, T: FloatArray, rates: FloatArray, leaving: FloatArray) -> PurchaseHistories:
    """Histories by Pareto/NBD's story: exponential waiting times, until the customer leaves at an exponential time or T comes.

    Args:
        rng: Draws.
        T: How long each is watched.
        rates: Of purchase.
        leaving: Rates of leaving; 0 for somebody who never does.
    """
    there_for = np.minimum(T, np.divide(rng.exponential(1.0, len(T)), leaving, out=np.full(len(T), np.inf), where=leaving > 0))
    frequency = rng.poisson(rates * there_for)
    # The last of n moments that are spread evenly over a time is at its share u^(1/n).
    recency = there_for * rng.random(len(T)) ** (1.0 / np.maximum(frequency, 1))
    return PurchaseHistories.of(frequency, np.where(frequency > 0, recency, 0.0), T)


def gamma_rates(r: float, alpha: float) -> Draw:
    return lambda rng, n: rng.gamma(r, 1.0 / alpha, n)


def beta_dropouts(a: float, b: float) -> Draw:
    return lambda rng, n: rng.beta(a, b, n)


def everybody(value: float) -> Draw:
    return lambda _, n: np.full(n, value)


def market(seed: int, customers: int, rates: Draw, dropouts: Draw, at_first: bool = False) -> PurchaseHistories:
    rng = np.random.default_rng(seed)
    T = rng.integers(26, 79, customers).astype(np.float64)
    return simulate(rng, T, rates(rng, customers), dropouts(rng, customers), at_first)


def leaving_market(seed: int, customers: int, rates: Draw, leaving: Draw) -> PurchaseHistories:
    rng = np.random.default_rng(seed)
    T = rng.integers(26, 79, customers).astype(np.float64)
    return simulate_leaving(rng, T, rates(rng, customers), leaving(rng, customers))

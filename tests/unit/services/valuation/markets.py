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

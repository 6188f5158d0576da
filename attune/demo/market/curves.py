"""True response curves: orders that a channel brings in a week as a function of that week's spend, and the best split."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

FloatArray = NDArray[np.float64]


class Curve(Protocol):
    """A concave response curve through the origin."""

    @property
    def kind(self) -> str:
        """Its name, as `/v1/budgets/optimize` spells it."""

    @property
    def parameters(self) -> dict[str, float]:
        """Its parameters, by their names there."""

    def response(self, spend: FloatArray) -> FloatArray:
        """Orders brought at each spend, of the same shape."""

    def spend_at(self, marginal: float) -> float:
        """The spend at which one more dollar brings `marginal` orders; 0 where none brings as many."""

    def scaled(self, factor: float) -> "Curve":
        """The curve of a population `factor` times as large: `factor` × response(spend / factor)."""


@dataclass(frozen=True, slots=True)
class MichaelisMenten:
    """a·x/(k + x): at most `a` orders, half of them at a spend of `k`."""

    a: float
    k: float

    @property
    def kind(self) -> str:
        """Its name, as `/v1/budgets/optimize` spells it."""
        return "michaelis_menten"

    @property
    def parameters(self) -> dict[str, float]:
        """Its parameters, by their names there."""
        return {"a": self.a, "k": self.k}

    def response(self, spend: FloatArray) -> FloatArray:
        """Orders brought at each spend, of the same shape."""
        return self.a * spend / (self.k + spend)

    def spend_at(self, marginal: float) -> float:
        """The spend at which one more dollar brings `marginal` orders; 0 where none brings as many."""
        return max(0.0, math.sqrt(self.a * self.k / marginal) - self.k)

    def scaled(self, factor: float) -> "MichaelisMenten":
        """The curve of a population `factor` times as large."""
        return MichaelisMenten(self.a * factor, self.k * factor)


@dataclass(frozen=True, slots=True)
class Power:
    """a·x^b, 0 < b < 1: no ceiling, ever less for one more dollar."""

    a: float
    b: float

    @property
    def kind(self) -> str:
        """Its name, as `/v1/budgets/optimize` spells it."""
        return "power"

    @property
    def parameters(self) -> dict[str, float]:
        """Its parameters, by their names there."""
        return {"a": self.a, "b": self.b}

    def response(self, spend: FloatArray) -> FloatArray:
        """Orders brought at each spend, of the same shape."""
        return self.a * np.power(spend, self.b)

    def spend_at(self, marginal: float) -> float:
        """The spend at which one more dollar brings `marginal` orders."""
        return float((self.a * self.b / marginal) ** (1.0 / (1.0 - self.b)))

    def scaled(self, factor: float) -> "Power":
        """The curve of a population `factor` times as large."""
        return Power(self.a * factor ** (1.0 - self.b), self.b)


def best_split(curves: Mapping[str, Curve], worth: Mapping[str, float], budget: float) -> dict[str, float]:
    """The split of a budget that brings the most: equal marginal worth wherever anything is spent (Karush-Kuhn-Tucker).

    Args:
        curves: By channel.
        worth: What an order brought by each channel is worth, positive.
        budget: To be spent whole, positive.

    Returns:
        Spend by channel; it adds up to the budget.
    """

    def spent(log_marginal: float) -> dict[str, float]:
        return {channel: curve.spend_at(math.exp(log_marginal) / worth[channel]) for channel, curve in curves.items()}

    # At a marginal worth of e^60 per dollar nothing is spent, at e^-60 more than any budget.
    multiplier = brentq(lambda log_marginal: sum(spent(log_marginal).values()) - budget, -60.0, 60.0, xtol=1e-13)
    return spent(multiplier)

"""What somebody who is no customer yet is worth: probability of becoming one × value of a new one − cost of trying.

A new customer is worth the first purchase and, discounted, those that a model expects to follow it, each at the mean net spend
of a purchase day of customers of the same channel. Both come with their uncertainty: errors of a product add up on the scale
of logarithms.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TypeVar

import numpy as np

from inference.arrays import FloatArray
from inference.delta import normal_multiplier
from inference.errors import DomainError
from inference.pooling import normal_evidence, pool_toward
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.histories import NEW_CUSTOMER
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.recalibration import BiasFactor

# How many degrees of freedom the whole's variance counts in that of some of its customers.
_PRIOR_FREEDOM = 10
# Nothing is known better than this of a logarithm: where everybody has paid one price, only rounding would tell variances.
_LEAST_LOG_VARIANCE = 1e-12
# Of who has told nothing.
_UNTOLD = 1e12

Name = TypeVar("Name", bound=Hashable)


class InvalidProspectError(DomainError):
    """A probability, count or cost that cannot be."""

    code = "invalid_prospect"
    title = "A prospect has a probability in [0, 1], or 0 ≤ conversions ≤ leads with a lead, and a finite cost ≥ 0."


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A positive number, and the variance of its logarithm."""

    estimate: float
    log_variance: float

    def times(self, other: "Uncertain") -> "Uncertain":
        """The product of two that are independent."""
        return Uncertain(self.estimate * other.estimate, self.log_variance + other.log_variance)

    def interval(self, level: float) -> tuple[float, float]:
        """On the scale of logarithms."""
        spread = exp(min(normal_multiplier(level) * sqrt(self.log_variance), 700.0))
        return self.estimate / spread, self.estimate * spread


@dataclass(frozen=True, slots=True)
class SpendSums:
    """What some customers spent on their purchase days.

    Attributes:
        customers: How many they are.
        days: Of all of them.
        revenue: On these.
        day_squares: Sum over customers of the square of their days.
        revenue_squares: Likewise.
        products: Of the one with the other.
    """

    customers: int
    days: float
    revenue: float
    day_squares: float
    revenue_squares: float
    products: float

    def per_day(self, whole: "SpendSums | None" = None) -> Uncertain | None:
        """Mean spend of a purchase day, a ratio of two sums over customers.

        How much customers differ is not believed of few: the relative variance of one is drawn toward that of the whole, which
        counts as `_PRIOR_FREEDOM` degrees of freedom. So two who happen to spend alike know nothing for sure, and neither do
        three hundred who have all paid the same price.

        Args:
            whole: All customers, of whom these are some; without it these are all.

        Returns:
            None where the mean is not above 0, or where these are some and fewer than 2: a single customer says nothing of
            how others differ.
        """
        if self.days <= 0.0 or self.revenue <= 0.0 or (whole is not None and self.customers < 2):
            return None
        variance, freedom = self._variance_of_one(), self.customers - 1
        if whole is not None:
            variance = (_PRIOR_FREEDOM * whole._variance_of_one() + freedom * variance) / (_PRIOR_FREEDOM + freedom)
        return Uncertain(self.revenue / self.days, variance / self.customers)

    def _variance_of_one(self) -> float:
        """Of one customer, relative to the square of their mean; 0 where there is nobody to differ from."""
        if self.customers < 2 or self.revenue <= 0.0:
            return 0.0
        mean = self.revenue / self.days
        off = self.revenue_squares - 2.0 * mean * self.products + mean**2 * self.day_squares
        return max(off, 0.0) / (self.customers - 1) / (self.revenue / self.customers) ** 2


@dataclass(frozen=True, slots=True)
class PooledSpend:
    """Mean spend of a segment's purchase day, drawn toward that of all, or of the larger segment that it is a part of.

    Attributes:
        per_day: The mean.
        own_share: How much of what is known of it the segment itself has told beside what it is drawn toward.
    """

    per_day: Uncertain
    own_share: float


def pool_spend(
    whole: Uncertain, segments: Mapping[Name, Uncertain | None], within: Mapping[Name, PooledSpend] | None = None
) -> dict[Name, PooledSpend]:
    """Pool segments' spend toward that of all, or of larger segments.

    Args:
        whole: Of all customers.
        segments: Of each; None where it has nothing of its own to say: it is of a single customer, or without spend above 0.
        within: Of the larger segments that segments are a part of, by the names of these, whose variance is added to theirs; a
            segment without one is drawn toward all.
    """
    if not segments:
        return {}
    centres = dict.fromkeys(segments, Uncertain(whole.estimate, 0.0))
    centres |= {name: larger.per_day for name, larger in (within or {}).items()}
    told = [
        normal_evidence(0.0, _UNTOLD)
        if each is None
        else normal_evidence(log(each.estimate / centres[name].estimate), max(each.log_variance, _LEAST_LOG_VARIANCE))
        for name, each in segments.items()
    ]
    pooled = pool_toward(np.zeros(1), told)
    return {
        name: PooledSpend(
            centres[name].times(Uncertain(exp(float(off.point[0])), float(off.covariance[0, 0]))),
            0.0 if segments[name] is None else float(off.own_share[0]),
        )
        for name, off in zip(segments, pooled.groups, strict=True)
    }


def value_new_customer(
    model: PurchaseModel,
    covariance: FloatArray | None,
    spend: Uncertain,
    horizon: float,
    discount: float,
    factor: BiasFactor | None = None,
) -> Uncertain:
    """The first purchase, and those that are expected within the horizon after it, discounted.

    Args:
        model: Of purchases.
        covariance: Of its parameters; None where it is not known: then they count as exact.
        spend: Of a purchase day.
        horizon: In the model's unit of time.
        discount: Continuous rate per unit.
        factor: What holdouts say that expected purchases are to be multiplied by.
    """
    repeats = expected_purchases(model, NEW_CUSTOMER, horizon, discount=discount)
    expected = float(repeats.value[0])
    variance = 0.0 if covariance is None else float(repeats.variance(covariance)[0])
    if factor is not None:
        expected, variance = expected * factor.estimate, variance * factor.estimate**2
        variance += expected**2 * factor.log_variance
    count = 1.0 + expected
    return spend.times(Uncertain(count, variance / count**2))


def known_probability(probability: float) -> Uncertain:
    """A probability that is given.

    Raises:
        InvalidProspectError: It is none.
    """
    if not 0.0 <= probability <= 1.0:
        raise InvalidProspectError(f"probability is {probability}", field="probability")
    return Uncertain(probability, 0.0)


def learnt_probability(leads: int, conversions: int) -> Uncertain:
    """The probability that a lead converts, by how many did: the posterior mean and variance under Jeffreys' prior.

    Raises:
        InvalidProspectError: Not 0 ≤ conversions ≤ leads, or no lead.
    """
    if not 0 <= conversions <= leads or leads < 1:
        raise InvalidProspectError(f"{conversions} of {leads} leads converted", field="conversions")
    a, b = conversions + 0.5, leads - conversions + 0.5
    # var / mean² of Beta(a, b)
    return Uncertain(a / (a + b), b / (a * (a + b + 1.0)))


@dataclass(frozen=True, slots=True)
class ProspectValue:
    """What a lead is expected to be worth, and between what it lies; negative where the cost is the greater."""

    estimate: float
    low: float
    high: float


def value_prospect(probability: Uncertain, new_customer: Uncertain, cost: float, level: float) -> ProspectValue:
    """Probability × value − cost; the cost is paid whether or not the lead converts.

    Raises:
        InvalidProspectError: The cost is not finite and at least 0.
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    if not 0.0 <= cost < np.inf:
        raise InvalidProspectError(f"acquisition_cost is {cost}", field="acquisition_cost")
    gross = probability.times(new_customer)
    low, high = gross.interval(level)
    return ProspectValue(gross.estimate - cost, low - cost, high - cost)

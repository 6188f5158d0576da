"""Share of wallet, by rank or by the customer's own word, and headroom: the value of the share not had."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from inference.arrays import FloatArray
from inference.bootstrap import percentile_interval, poisson_bootstrap
from inference.delta import normal_multiplier
from services.valuation.domain.errors import InvalidAnswersError

SHARE_FLOOR = 0.05
"""The smallest share that headroom is computed by: below it, a little error of the share is a great one of the headroom."""
MIN_CUSTOMERS = 10
"""Fewest customers whose shares' mean gets an interval."""
MIN_PAIRS = 30
"""Fewest customers with a rank and a share of their own word, by whom the rule is measured."""
REPLICATES = 2000
SHARE_METHOD = "Poisson bootstrap over customers: of who was asked, not of how well ranks or memories tell shares"
ERROR_METHOD = "normal, by the rule's root mean square error among the customers who gave both a rank and a share"
TOO_FEW = "too_few_answers"
NO_ANSWERS = "no_answers"


def allocated_share(rank: float, brands: int) -> float:
    """Which share of wallet a brand has, by its rank among the brands that a customer uses: (1 - rank / (n + 1)) · 2 / n.

    Over all ranks of a customer the shares add up to 1, with ties too, where brands that tie share the mean of their ranks. A
    brand that is the only one has all.

    Args:
        rank: 1 is the best.
        brands: n, how many the customer uses.

    Raises:
        InvalidAnswersError: The rank is none among so many.

    Source: Keiningham, Aksoy, Buoye & Cooil (2011), "Customer loyalty isn't enough. Grow your share of wallet", Harvard
    Business Review; Keiningham et al. (2015), The Wallet Allocation Rule, appendix A.
    """
    if brands < 1 or not 1.0 <= rank <= brands:
        raise InvalidAnswersError(f"The rank {rank} is none among {brands} brands.")
    return (1.0 - rank / (brands + 1)) * 2.0 / brands


@dataclass(frozen=True, slots=True)
class WalletAnswer:
    """What a customer last answered of one category: a rank among brands, a share by their own word, or both."""

    brand_rank: float | None
    brands: int | None
    wallet_share: float | None

    @property
    def share(self) -> float:
        """The share: the customer's own word before the rule's.

        Raises:
            InvalidAnswersError: There is neither.
        """
        if self.wallet_share is not None:
            return self.wallet_share
        if self.brand_rank is None or self.brands is None:
            raise InvalidAnswersError("There is neither a share nor a rank.")
        return allocated_share(self.brand_rank, self.brands)


def customer_share(answers: Sequence[WalletAnswer]) -> float:
    """A customer's share of wallet over the categories they were asked about, taken for wallets of equal size.

    Raises:
        InvalidAnswersError: There is no answer.
    """
    if not answers:
        raise InvalidAnswersError("There is no answer.")
    return sum(answer.share for answer in answers) / len(answers)


@dataclass(frozen=True, slots=True)
class MeanShare:
    """Customers' mean share of wallet; without ends where they are too few."""

    share: float
    low: float | None
    high: float | None


def mean_share(shares: FloatArray, customers: FloatArray, level: float, generator: np.random.Generator) -> MeanShare:
    """The mean of customers' shares, with an interval by drawing the customers anew.

    Args:
        shares: Distinct ones, shape (n,), n > 0.
        customers: How many have each, shape (n,), each above 0.
        level: Of confidence.
        generator: The same state gives the same interval.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    mean = float(shares @ customers / customers.sum())
    if customers.sum() < MIN_CUSTOMERS:
        return MeanShare(mean, None, None)

    def means(drawn: FloatArray) -> FloatArray:
        numbers = drawn.sum(axis=0)
        return np.asarray(np.divide(shares @ drawn, numbers, out=np.full(drawn.shape[1], mean), where=numbers > 0))

    low, high = percentile_interval(poisson_bootstrap(customers, means, REPLICATES, generator), level)
    return MeanShare(mean, min(float(low), mean), max(float(high), mean))


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """How well the rule tells shares, among customers who gave both a rank and a share.

    Attributes:
        customers: How many; one counts for each category.
        stated: Mean share by their own word.
        allocated: Mean share by the rule.
        correlation: Of both; None where one of them does not vary.
        error: Root mean square difference.
    """

    customers: int
    stated: float
    allocated: float
    correlation: float | None
    error: float

    def interval(self, share: float, level: float) -> tuple[float, float] | None:
        """The interval of one customer's share by the rule; None where too few gave both.

        Raises:
            InvalidLevelError: The level is not strictly between 0 and 1.
        """
        half = normal_multiplier(level) * self.error
        if self.customers < MIN_PAIRS:
            return None
        return max(share - half, 0.0), min(share + half, 1.0)


def check_rule(stated: FloatArray, allocated: FloatArray, customers: FloatArray) -> RuleCheck | None:
    """Hold the rule to what customers say themselves.

    Args:
        stated: Shares by their own word, shape (n,).
        allocated: By the rule, shape (n,).
        customers: How many gave that pair, shape (n,).

    Returns:
        None where nobody gave both.
    """
    total = float(customers.sum())
    if total == 0.0:
        return None
    weights = customers / total
    means = float(stated @ weights), float(allocated @ weights)
    off_stated, off_allocated = stated - means[0], allocated - means[1]
    spread = sqrt(float(off_stated**2 @ weights) * float(off_allocated**2 @ weights))
    correlation = float((off_stated * off_allocated) @ weights) / spread if spread > 1e-12 else None
    if correlation is not None:
        correlation = min(max(correlation, -1.0), 1.0)
    return RuleCheck(int(total), *means, correlation, sqrt(float((stated - allocated) ** 2 @ weights)))


def headroom_factor(share: float) -> float:
    """What a customer is worth elsewhere, per unit of what they are worth here: (1 - share) / share.

    The share is taken for at least `SHARE_FLOOR`, so that the factor is at most 19.

    Raises:
        InvalidAnswersError: The share is not within 0 and 1.
    """
    if not 0.0 <= share <= 1.0:
        raise InvalidAnswersError(f"A share of wallet is within 0 and 1, not {share}.")
    bounded = max(share, SHARE_FLOOR)
    return (1.0 - bounded) / bounded

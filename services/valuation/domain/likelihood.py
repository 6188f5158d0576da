"""The likelihood of purchase histories under "buy at a rate, drop out at purchases", put together from two halves.

A customer with x repeat purchases, the last at t_x, watched until T, has the likelihood

    rate(x, T) · dropout(x) · (1 + e^u),    u = rate.log_odds(x, t_x, T) + dropout.log_odds(x)

where e^u is the odds that the customer left at the last purchase rather than staying silent since. A customer may leave at each
purchase after the first, so e^u is 0 where x = 0; in MBG/NBD at the first, too, where all else stays as it is. Each such chance
is a toss: x of them, or x + 1. P(alive) is 1 / (1 + e^u). Heterogeneity of the rate (gamma, or none) and of
dropout (beta, one probability, none) are chosen separately: BG/NBD is gamma and beta, its limit models are the others.

Each half gives its own term and its log-odds with first and second derivatives by its own search parameters, which know no
bounds (logarithms and logits); log-odds add, so their second derivatives never mix the halves. Terms that only know x are
sums over i < x, so with N_i customers of more than i purchases they become one sum over i; no difference of large
gamma functions is ever taken, and the limits (r, alpha or a, b towards infinity) lose no digits.

Source: Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24:275, eq. 6.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

import numpy as np
from scipy.special import expit

from inference.arrays import FloatArray
from services.valuation.domain.grouping import weighted_counts
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.optimize import Evaluation

# What a + b is where it vanishes: the likelihood then is that of the limit to nine digits.
_VANISHING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class SufficientStatistics:
    """Histories as the likelihood wants them, in units of the longest T.

    Attributes:
        scale: The longest T, in the histories' own unit.
        customers: How many.
        purchases: Repeat purchases of all.
        exposure: Total T of all, scaled.
        beyond: N_i, customers with more than i repeat purchases, shape (largest frequency,).
        steps: i = 0, 1, …, as floats, shape (largest frequency,).
        T: Distinct values, scaled, shape (distinct,).
        customers_at: Customers with that T, shape (distinct,).
        purchases_at: Repeat purchases of these, shape (distinct,).
        tossed: Tosses of all: purchases at which they might have left.
        tossed_beyond: Customers with more than i tosses, shape (most tosses,).
        toss_steps: i = 0, 1, …, as floats, shape (most tosses,).
        frequency: Of the rows with tosses, as floats, shape (rows,).
        tosses: Of these rows, as floats, shape (rows,).
        recency: Scaled, shape (rows,).
        silence: T − recency, scaled, shape (rows,).
        weight: Customers of the row, shape (rows,).
    """

    scale: float
    customers: float
    purchases: float
    exposure: float
    beyond: FloatArray
    steps: FloatArray
    T: FloatArray
    customers_at: FloatArray
    purchases_at: FloatArray
    tossed: float
    tossed_beyond: FloatArray
    toss_steps: FloatArray
    frequency: FloatArray
    tosses: FloatArray
    recency: FloatArray
    silence: FloatArray
    weight: FloatArray

    @classmethod
    def of(cls, histories: PurchaseHistories, at_first: bool = False) -> Self:
        """Statistics of distinct rows; times must not all be 0.

        Args:
            histories: The rows.
            at_first: Whether customers may leave at their first purchase, too.
        """
        weight = histories.customers.astype(np.float64)
        frequency = histories.frequency.astype(np.float64)
        scale = float(histories.T.max())
        T, position = np.unique(histories.T / scale, return_inverse=True)
        by_frequency = weighted_counts(histories.frequency, weight, int(histories.frequency.max()) + 1)
        customers = float(weight.sum())
        beyond = customers - np.cumsum(by_frequency)[:-1]
        tossed_beyond = np.concatenate([[customers], beyond]) if at_first else beyond
        tosses = frequency + 1.0 if at_first else frequency
        told = np.flatnonzero(tosses)
        return cls(
            scale=scale,
            customers=customers,
            purchases=float(weight @ frequency),
            exposure=float(weight @ histories.T) / scale,
            beyond=beyond,
            steps=np.arange(len(beyond), dtype=np.float64),
            T=T,
            customers_at=weighted_counts(position, weight, len(T)),
            purchases_at=weighted_counts(position, weight * frequency, len(T)),
            tossed=float(weight @ tosses),
            tossed_beyond=tossed_beyond,
            toss_steps=np.arange(len(tossed_beyond), dtype=np.float64),
            frequency=frequency[told],
            tosses=tosses[told],
            recency=histories.recency[told] / scale,
            silence=(histories.T[told] - histories.recency[told]) / scale,
            weight=weight[told],
        )


class Terms(NamedTuple):
    """One half's share of the log-likelihood at one point of its search space of d dimensions.

    Attributes:
        own: The term that does not depend on the other half, with derivatives.
        log_odds: Its share of u, for every row with tosses, shape (rows,).
        slopes: Derivatives of the log-odds, shape (d, rows).
        curvatures: Distinct second derivatives of the log-odds as (i, j, values of shape (rows,)), i <= j.
    """

    own: Evaluation
    log_odds: FloatArray
    slopes: FloatArray
    curvatures: tuple[tuple[int, int, FloatArray], ...]


class Half(Protocol):
    """A half of the model: the rate of purchases, or dropout."""

    dimensions: int

    def terms(self, search: FloatArray, statistics: SufficientStatistics) -> Terms:
        """Its share of the log-likelihood at a point of its search space."""

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:
        """The parameters on their natural scale and in the histories' time unit, and their derivatives by the search's."""


class GammaRate:
    """Purchase rates that differ by a gamma distribution of shape r and rate alpha; searched in (ln r, ln alpha)."""

    dimensions = 2

    def terms(self, search: FloatArray, statistics: SufficientStatistics) -> Terms:
        """Its share of the log-likelihood."""
        log_r, log_alpha = search.tolist()
        r, alpha = np.exp(search).tolist()
        seen = statistics
        grown = seen.steps / (r + seen.steps)
        spread = seen.T / (alpha + seen.T)
        log_spread = np.log1p(seen.T / alpha)
        events = seen.customers_at * r + seen.purchases_at
        exposure = r * float(seen.customers_at @ log_spread)
        value = (
            seen.purchases * (log_r - log_alpha) + float(seen.beyond @ np.log1p(seen.steps / r)) - float(events @ log_spread)
        )
        gradient = np.array([float(seen.beyond @ (1.0 - grown)) - exposure, float(events @ spread) - seen.purchases])
        cross = r * float(seen.customers_at @ spread)
        hessian = np.array(
            [
                [float(seen.beyond @ (grown * (1.0 - grown))) - exposure, cross],
                [cross, -float(events @ (spread * (1.0 - spread)))],
            ]
        )
        then, now = alpha / (alpha + seen.recency), alpha / (alpha + seen.recency + seen.silence)
        quiet = np.log1p(seen.silence / (alpha + seen.recency))
        count = r + seen.frequency
        by_r, apart = r * quiet, now - then
        curvatures = (
            (0, 0, by_r),
            (0, 1, r * apart),
            (1, 1, count * apart * (1.0 - now - then)),
        )
        return Terms(Evaluation(value, gradient, hessian), count * quiet, np.stack([by_r, count * apart]), curvatures)

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:
        """The values of r and alpha, and their derivatives by their logarithms: themselves."""
        values = np.exp(search) * np.array([1.0, scale])
        return values, values


class FixedRate:
    """One purchase rate lambda for everybody; searched in ln lambda."""

    dimensions = 1

    def terms(self, search: FloatArray, statistics: SufficientStatistics) -> Terms:
        """Its share of the log-likelihood."""
        rate = float(np.exp(search[0]))
        expected = rate * statistics.exposure
        own = Evaluation(
            statistics.purchases * float(search[0]) - expected,
            np.array([statistics.purchases - expected]),
            np.array([[-expected]]),
        )
        quiet = rate * statistics.silence
        return Terms(own, quiet, quiet[None], ((0, 0, quiet),))

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:
        """The value of lambda, and its derivative by its logarithm: itself."""
        values = np.exp(search) / scale
        return values, values


class BetaDropout:
    """Dropout probabilities that differ by a beta distribution of shapes a and b; searched in (ln a, ln b)."""

    dimensions = 2

    def terms(self, search: FloatArray, statistics: SufficientStatistics) -> Terms:
        """Its share of the log-likelihood."""
        a, b = np.exp(search).tolist()
        beyond = statistics.tossed_beyond
        stay, all_ = b + statistics.toss_steps, a + b + statistics.toss_steps
        leave_share, b_share = a / all_, b / all_
        b_stay = b / stay
        cross = float(beyond @ (leave_share * b_share))
        gradient = np.array([-float(beyond @ leave_share), float(beyond @ (b_stay * leave_share))])
        hessian = np.array(
            [
                [gradient[0] + float(beyond @ leave_share**2), cross],
                [cross, gradient[1] + float(beyond @ (b_share**2 - b_stay**2))],
            ]
        )
        own = Evaluation(-float(beyond @ np.log1p(a / stay)), gradient, hessian)
        stayed = b + (statistics.tosses - 1.0)  # in this order b is not lost beside one toss
        by_b = -b / stayed
        slopes = np.stack([np.ones_like(by_b), by_b])
        return Terms(own, search[0] - np.log(stayed), slopes, ((1, 1, by_b * (1.0 + by_b)),))

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:  # noqa: ARG002 - no time in it
        """The values of a and b, and their derivatives by their logarithms: themselves."""
        values = np.exp(search)
        return values, values


class FixedDropout:
    """One dropout probability p for everybody; searched in its logit."""

    dimensions = 1

    def terms(self, search: FloatArray, statistics: SufficientStatistics) -> Terms:
        """Its share of the log-likelihood."""
        p = float(expit(search[0]))
        tossed = statistics.tossed
        value = -tossed * float(np.logaddexp(0.0, search[0]))
        own = Evaluation(value, np.array([-tossed * p]), np.array([[-tossed * p * (1.0 - p)]]))
        odds = np.full_like(statistics.tosses, search[0])
        return Terms(own, odds, np.ones((1, len(odds))), ())

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:  # noqa: ARG002 - no time in it
        """The value of p, and its derivative by its logit."""
        values = expit(search)
        return values, values * (1.0 - values)


class PolarisedDropout:
    """A share pi of customers who leave at their first toss, and others who never leave; searched in logit(pi).

    This is the limit of beta dropout as a and b vanish in the ratio of pi to 1 - pi.
    """

    dimensions = 1

    def terms(self, search: FloatArray, statistics: SufficientStatistics) -> Terms:
        """Its share of the log-likelihood."""
        share = float(expit(search[0]))
        tossed = float(statistics.weight.sum())
        own = Evaluation(
            -tossed * float(np.logaddexp(0.0, search[0])),
            np.array([-tossed * share]),
            np.array([[-tossed * share * (1.0 - share)]]),
        )
        # Whoever bought after a toss has shown to be one of those who never leave.
        once = statistics.tosses == 1.0
        return Terms(own, np.where(once, search[0], -np.inf), once[None].astype(np.float64), ())

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:  # noqa: ARG002 - no time in it
        """Values of a and b so close to their limit that nothing can tell; they have no derivatives."""
        share = expit(search[0])
        return _VANISHING * np.array([share, 1.0 - share]), np.full(2, np.nan)


def log_likelihood(rate: Half, dropout: Half | None, search: FloatArray, statistics: SufficientStatistics) -> Evaluation:
    """Log-likelihood of all customers with its derivatives by the search parameters, in the statistics' time unit.

    Args:
        rate: The rate's half.
        dropout: The dropout's half; None where nobody ever leaves.
        search: The rate's search parameters, then the dropout's.
        statistics: Of the histories.
    """
    first = rate.terms(search[: rate.dimensions], statistics)
    if dropout is None:
        return first.own
    second = dropout.terms(search[rate.dimensions :], statistics)
    odds = first.log_odds + second.log_odds
    small = np.exp(-np.abs(odds))
    left = np.where(odds >= 0.0, 1.0, small) / (1.0 + small)
    pull = statistics.weight * left
    slopes = np.concatenate([first.slopes, second.slopes])
    value = float(statistics.weight @ (np.maximum(odds, 0.0) + np.log1p(small)))
    gradient = slopes @ pull
    hessian = (slopes * (pull * (1.0 - left))) @ slopes.T
    offset = 0
    for half, terms in ((rate, first), (dropout, second)):
        block = slice(offset, offset + half.dimensions)
        gradient[block] += terms.own.gradient
        hessian[block, block] += terms.own.hessian
        for i, j, curvature in terms.curvatures:
            bend = float(curvature @ pull)
            hessian[offset + i, offset + j] += bend
            if i != j:
                hessian[offset + j, offset + i] += bend
        offset += half.dimensions
    return Evaluation(first.own.value + second.own.value + value, gradient, hessian)

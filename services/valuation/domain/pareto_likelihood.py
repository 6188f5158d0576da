"""The likelihood of purchase histories under Pareto/NBD: buy at a rate, leave at any moment.

A customer with x repeat purchases, the last at t_x, watched until T, has the likelihood

    rate(x, T) · (beta/(beta + T))^s · (1 + e^u),
    e^u = s ∫ ((alpha + T)/(alpha + v))^(r + x) ((beta + T)/(beta + v))^s dv/(beta + v)

over v from t_x to T, the moments at which they may have left: e^u is the odds that they did. P(alive) is 1 / (1 + e^u). The
integral is summed by `power_integrals`, positive terms only; derivatives of u are means over its nodes, and the second ones
are covariances over them, all of whose sums over customers are one product of matrices.

Where the rate, or that of leaving, is the same for everybody, its gamma distribution is one of a shape and a rate so large that
nothing can tell it from a single point (`POINT`): one likelihood serves for the limit models, too.

Source: Schmittlein, Morrison & Colombo (1987), "Counting Your Customers", Management Science 33:1; Fader & Hardie (2005), "A
Note on Deriving the Pareto/NBD Model".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np
from scipy.special import expit

from inference.arrays import FloatArray
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import GammaRate, SufficientStatistics
from services.valuation.domain.optimize import Evaluation
from services.valuation.domain.power_integrals import Power, Sums, power_integrals

POINT = 1e20
"""In units of time: the scale of a gamma distribution that is one point, to all digits."""

# So small a rate of leaving is none, and can be divided by.
_LEAST = 1e-290


class Shapes(NamedTuple):
    """The two gamma distributions: of the rates of purchase, and of leaving."""

    r: float
    alpha: float
    s: float
    beta: float


@dataclass(frozen=True, slots=True, eq=False)
class Silences:
    """Customers who may have left since their last purchase: those with T > recency.

    Attributes:
        frequency: As floats, shape (rows,).
        recency: Shape (rows,).
        length: T − recency, > 0, shape (rows,).
    """

    frequency: FloatArray
    recency: FloatArray
    length: FloatArray


class LogOdds(NamedTuple):
    """Log-odds of having left, of n customers, with derivatives by (ln r, ln alpha, ln s, ln beta).

    Attributes:
        value: Shape (n,).
        slopes: Shape (4, n).
        by_moment: Derivatives of the logarithm of the integrand, less what they are at T, shape (4, nodes, n).
    """

    value: FloatArray
    slopes: FloatArray
    by_moment: FloatArray


def times_of_leaving(shapes: Shapes, silences: Silences) -> Iterator[Sums]:
    """The moments, since the last purchase, at which customers may have left: some customers at a time."""
    bought = Power(shapes.r + silences.frequency, shapes.alpha + silences.recency)
    left = Power(np.full_like(silences.recency, shapes.s + 1.0), shapes.beta + silences.recency)
    return power_integrals(bought, left, silences.length)


def log_odds_of_having_left(shapes: Shapes, silences: Silences, sums: Sums) -> LogOdds:
    """Log-odds of those customers whose moments are given."""
    r, alpha, s, beta = shapes
    x, length = silences.frequency[sums.rows], silences.length[sums.rows]
    since_alpha, since_beta = alpha + silences.recency[sums.rows], beta + silences.recency[sums.rows]
    all_a, all_b = np.log1p(length / since_alpha), np.log1p(length / since_beta)
    value = np.log(max(s, _LEAST)) + (r + x) * all_a + s * all_b + sums.log_total - np.log(since_beta)
    ends = _ends(shapes, silences.recency[sums.rows] + length)
    before_end = sums.times - length
    by_moment = np.empty((4, *sums.times.shape))
    for row, all_, log, shape, since, factor in (
        (0, all_a, sums.log_a, r, since_alpha, (r + x) * ends[0]),
        (2, all_b, sums.log_b, s, since_beta, (s + 1.0) * ends[1]),
    ):
        by_shape = np.subtract(all_, log, out=by_moment[row])
        by_shape *= shape
        by_scale = np.add(sums.times, since, out=by_moment[row + 1])
        np.divide(before_end, by_scale, out=by_scale)
        by_scale *= factor
    slopes = np.einsum("dkn,kn->dn", by_moment, sums.shares)
    slopes[2] += 1.0
    slopes[3] -= ends[1]
    return LogOdds(value, slopes, by_moment)


@dataclass(frozen=True, slots=True, eq=False)
class ParetoStatistics:
    """Histories as the likelihood wants them, in units of the longest T.

    Attributes:
        whole: What does not depend on when a customer bought last.
        silences: Of the distinct rows with T > recency.
        weight: Customers of these, shape (rows,).
    """

    whole: SufficientStatistics
    silences: Silences
    weight: FloatArray

    @classmethod
    def of(cls, histories: PurchaseHistories) -> Self:
        """Statistics of distinct rows; times must not all be 0."""
        nothing = np.empty(0)
        whole = replace(SufficientStatistics.of(histories), frequency=nothing, recency=nothing, silence=nothing, weight=nothing)
        silent = np.flatnonzero(histories.recency < histories.T)
        recency = histories.recency[silent] / whole.scale
        length = (histories.T[silent] - histories.recency[silent]) / whole.scale
        silences = Silences(histories.frequency[silent].astype(np.float64), recency, length)
        return cls(whole, silences, histories.customers[silent].astype(np.float64))


def log_likelihood(search: FloatArray, statistics: ParetoStatistics, may_leave: bool = True) -> Evaluation:
    """Log-likelihood of all customers with its derivatives by (ln r, ln alpha, ln s, ln beta), in the statistics' time unit.

    Args:
        search: Those logarithms.
        statistics: Of the histories.
        may_leave: Whether anybody does; where nobody does, s and beta do not matter.
    """
    bought = GammaRate().terms(search[:2], statistics.whole).own
    value, gradient, hessian = bought.value, np.zeros(4), np.zeros((4, 4))
    gradient[:2], hessian[:2, :2] = bought.gradient, bought.hessian
    if not may_leave:
        return Evaluation(value, gradient, hessian)
    shapes = Shapes(*np.exp(search).tolist())
    stayed, left = _staying(shapes, statistics.whole), _leaving(shapes, statistics.silences, statistics.weight)
    gradient[2:] += stayed.gradient
    hessian[2:, 2:] += stayed.hessian
    return Evaluation(value + stayed.value + left.value, gradient + left.gradient, hessian + left.hessian)


def polarised_log_likelihood(search: FloatArray, statistics: ParetoStatistics) -> Evaluation:
    """Log-likelihood where a share 1 − e^(−c) of the customers leaves at once and the others never, by (ln r, ln alpha, ln c).

    This is the limit as beta vanishes with c = s · ln(1/beta): a customer who is not seen again may have left, and no other.
    """
    bought = GammaRate().terms(search[:2], statistics.whole).own
    r, alpha, c = np.exp(search).tolist()
    watched = float(statistics.whole.customers_at @ (statistics.whole.T > 0.0))
    unseen = statistics.silences.frequency == 0.0
    T, weight = statistics.silences.length[unseen], statistics.weight[unseen]
    quiet, share = r * np.log1p(T / alpha), T / (alpha + T)
    odds = c + np.log(-np.expm1(-c)) + quiet
    growth = c / -np.expm1(-c)
    slopes = np.stack([quiet, -r * share, np.full_like(T, growth)])
    pull = weight * expit(odds)
    gradient, hessian = slopes @ pull, (slopes * (pull * expit(-odds))) @ slopes.T
    hessian[0, 0] += float(pull @ quiet)
    hessian[0, 1] -= float(pull @ (r * share))
    hessian[1, 0] = hessian[0, 1]
    hessian[1, 1] += float(pull @ (r * share * (1.0 - share)))
    hessian[2, 2] += float(pull.sum()) * growth * (1.0 - growth + c) - c * watched
    gradient[2] -= c * watched
    gradient[:2] += bought.gradient
    hessian[:2, :2] += bought.hessian
    return Evaluation(bought.value + float(weight @ np.logaddexp(0.0, odds)) - c * watched, gradient, hessian)


def _staying(shapes: Shapes, whole: SufficientStatistics) -> Evaluation:
    """Of having stayed until T, by (ln s, ln beta)."""
    share = whole.T / (shapes.beta + whole.T)
    weight = shapes.s * whole.customers_at
    log_stay, by_beta = -float(weight @ np.log1p(whole.T / shapes.beta)), float(weight @ share)
    bend = -float(weight @ (share * (1.0 - share)))
    return Evaluation(log_stay, np.array([log_stay, by_beta]), np.array([[log_stay, by_beta], [by_beta, bend]]))


def _leaving(shapes: Shapes, silences: Silences, weight: FloatArray) -> Evaluation:
    """Of 1 + e^u, over customers."""
    odds, slopes, squares = np.empty(len(weight)), np.empty((4, len(weight))), np.empty((2, len(weight)))
    products = np.zeros((4, 4))
    for sums in times_of_leaving(shapes, silences):
        part = log_odds_of_having_left(shapes, silences, sums)
        odds[sums.rows], slopes[:, sums.rows] = part.value, part.slopes
        by_scale = part.by_moment[1::2]
        squares[:, sums.rows] = np.einsum("dkn,dkn,kn->dn", by_scale, by_scale, sums.shares)
        root = part.by_moment.reshape(4, -1)
        root *= np.sqrt(sums.shares * (weight[sums.rows] * expit(part.value))).ravel()
        products += root @ root.T
    small = np.exp(-np.abs(odds))
    left = np.where(odds >= 0.0, 1.0, small) / (1.0 + small)
    pull = weight * left
    value = float(weight @ (np.maximum(odds, 0.0) + np.log1p(small)))
    ends = _ends(shapes, silences.recency + silences.length)
    means = slopes.copy()
    means[2] -= 1.0
    means[3] += ends[1]
    # The covariance over moments is E[f fᵀ], in sum over customers, less E[f] E[f]ᵀ; ∇u ∇uᵀ is as the curvature of ln(1 + e^u)
    # has it.
    hessian = products - (means * pull) @ means.T + (slopes * (pull * (1.0 - left))) @ slopes.T
    powers = (shapes.r + silences.frequency, np.full_like(odds, shapes.s + 1.0))
    for which, (shape, power) in enumerate(zip((shapes.r, shapes.s), powers, strict=True)):
        # The second derivative by a scale's logarithm is f (1 − share at T − share), where f = power · (share at T − share).
        i, j = 2 * which, 2 * which + 1
        hessian[i, i] += float(pull @ means[i])
        hessian[j, j] += float(pull @ (means[j] * (1.0 - 2.0 * ends[which]) + squares[which] / power))
        cross = float(pull @ (means[j] * (shape / power)))
        hessian[i, j] += cross
        hessian[j, i] += cross
    hessian[3, 3] -= float(pull @ (ends[1] * (1.0 - ends[1])))
    return Evaluation(value, slopes @ pull, hessian)


def _ends(shapes: Shapes, T: FloatArray) -> FloatArray:
    """The shares of alpha in alpha + T and of beta in beta + T, shape (2, n)."""
    return np.stack([shapes.alpha / (shapes.alpha + T), shapes.beta / (shapes.beta + T)])

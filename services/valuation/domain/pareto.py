"""Pareto/NBD and its limit models, and what they are asked.

Customers buy at a rate and leave at a rate of their own, at any moment: both differ by gamma distributions, or are one for all.
Of a customer who is alive at T they are known by gamma distributions of shapes r + x and s and of rates alpha + T and beta + T:
so all that they do after T is what a new customer would do with those four parameters.

Sources: Schmittlein, Morrison & Colombo (1987), Management Science 33:1; Fader & Hardie (2005), "A Note on Deriving the
Pareto/NBD Model"; Fader, Hardie & Lee (2005), "RFM and CLV", Journal of Marketing Research 42:415 (residual purchases).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, xlogy

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate
from services.valuation.domain.counting import is_row_beside_column, lie_close
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.pareto_likelihood import (
    POINT,
    Shapes,
    Silences,
    log_odds_of_having_left,
    times_of_leaving,
)
from services.valuation.domain.power_integrals import Power, power_integrals

# Which of (r, alpha, s, beta) each parameter is; one rate for all is told by the shape of a distribution in a single point.
_PLACES = {"r": 0, "alpha": 1, "lambda": 0, "s": 2, "beta": 3, "mu": 2}
_SCALES = ("alpha", "beta")
_RATES = ("lambda", "mu")
VANISHING = -600.0
"""The logarithm of a beta that is next to none: a customer who leaves at all has left at once, to a thousandth."""

# So small a rate is none, and can be divided by.
_LEAST = 1e-290
# In so short a time nothing happens.
_NO_TIME = 1e-250


@dataclass(frozen=True, slots=True)
class Pareto:
    """Pareto/NBD, or a limit of it.

    Attributes:
        name: As on the wire.
        parameters: Of the purchases, then of leaving: r and alpha, or lambda; s and beta, or mu, or none.
        polarised: Whether beta vanishes, so that some customers leave at once and others never. It is fitted only, by
            c = s · ln(1/beta) in the place of s, and told by an s and a beta as small as numbers go.
    """

    name: str
    parameters: tuple[str, ...]
    polarised: bool = False

    @property
    def dimensions(self) -> int:
        """How many parameters are searched for."""
        return len(self.parameters) - self.polarised

    @property
    def places(self) -> IntArray:
        """Which of (r, alpha, s, beta) the parameters are, shape (len(parameters),)."""
        return np.array([_PLACES[name] for name in self.parameters])

    @property
    def may_leave(self) -> bool:
        """Whether anybody leaves."""
        return "s" in self.parameters or "mu" in self.parameters

    def logarithms(self, search: FloatArray) -> FloatArray:
        """Those of r, alpha, s and beta, shape (4,), by the logarithms of the parameters that are searched for."""
        whole = np.full(4, np.log(POINT))
        whole[self.places] = self._all(search)
        for rate in _RATES:
            if rate in self.parameters:
                whole[_PLACES[rate]] += np.log(POINT)
        return whole

    def natural(self, search: FloatArray, scale: float) -> FloatArray:
        """The parameters, by the logarithms that are searched for in units of `scale` of the histories' own time."""
        units = [scale if name in _SCALES else 1.0 / scale if name in _RATES else 1.0 for name in self.parameters]
        return np.asarray(np.exp(self._all(search)) * units)

    def _all(self, search: FloatArray) -> FloatArray:
        if not self.polarised:
            return search
        return np.append(search[:-1], [search[-1] - np.log(-VANISHING), VANISHING])

    def shapes(self, values: FloatArray) -> Shapes:
        """The values of r, alpha, s and beta."""
        whole = [POINT] * 4
        for name, value in zip(self.parameters, values.tolist(), strict=True):
            whole[_PLACES[name]] = max(value, _LEAST) * (POINT if name in _RATES else 1.0)
        return Shapes(*whole)

    def by_parameters(self, values: FloatArray, slopes: FloatArray) -> FloatArray:
        """Derivatives by the parameters, of those by the logarithms of (r, alpha, s, beta), shapes (4, n) and (d, n)."""
        return slopes[self.places] / np.maximum(values, _LEAST)[:, None]

    def time_scale(self, values: FloatArray) -> float:
        """The shorter one of those of buying and of leaving."""
        shapes = self.shapes(values)
        return min(shapes.alpha, shapes.beta)

    def alive(self, values: FloatArray, histories: PurchaseHistories) -> Estimate:
        """Probability that customers have not left by T."""
        value, slopes = np.ones(len(histories)), np.zeros((4, len(histories)))
        shapes = self.shapes(values)
        silent = np.flatnonzero(histories.recency < histories.T)
        recency = histories.recency[silent]
        silences = Silences(histories.frequency[silent].astype(np.float64), recency, histories.T[silent] - recency)
        for sums in times_of_leaving(shapes, silences):
            odds = log_odds_of_having_left(shapes, silences, sums)
            small = np.exp(-np.abs(odds.value))
            rows = silent[sums.rows]
            value[rows] = np.where(odds.value > 0.0, small, 1.0) / (1.0 + small)
            slopes[:, rows] = -odds.slopes * (small / (1.0 + small) ** 2)
        return Estimate(value, self.by_parameters(values, slopes))

    def purchases_if_alive(
        self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float, discount: float
    ) -> Estimate:
        """Expected purchases of customers who are alive at T: their mean rate, times the mean time that they stay.

        That time is ∫ e^(−discount·v) (1 + v/(beta + T))^(−s) dv. The closed forms, which divide by s − 1 or call for the
        confluent hypergeometric function, are only as good as this.
        """
        if horizon < _NO_TIME:
            return Estimate(np.zeros(len(T)), np.zeros((len(values), len(T))))
        r, alpha, _, _ = shapes = self.shapes(values)
        distinct, which = np.unique(T, return_inverse=True)
        stay, by_s, by_beta = _discounted_stay(shapes, distinct, horizon, discount)[:, which]
        rate = (r + frequency) / (alpha + T)
        value = rate * stay
        slopes = np.stack([r / (alpha + T) * stay, -value * (alpha / (alpha + T)), rate * by_s, rate * by_beta])
        return Estimate(value, self.by_parameters(values, slopes))

    def stays_if_alive(self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float) -> Estimate:  # noqa: ARG002 - silence tells of leaving only
        """Probability that customers who are alive at T are so at T + horizon: (1 + horizon/(beta + T))^(−s)."""
        if not self.may_leave:
            return Estimate(np.ones(len(T)), np.zeros((len(values), len(T))))
        _, _, s, beta = self.shapes(values)
        quiet = np.log1p(horizon / (beta + T))
        stay = np.exp(-s * quiet)
        nothing = np.zeros(len(T))
        by_beta = stay * s * (horizon / (beta + T)) * (beta / (beta + T + horizon))
        return Estimate(stay, self.by_parameters(values, np.stack([nothing, nothing, -s * quiet * stay, by_beta])))

    def counts_beyond(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """P(Y > n) of customers who are alive at T: that purchase n + 1 comes before the end, and before they leave."""
        shapes = self.shapes(values)
        x, T = np.broadcast_arrays(x, T)
        if is_row_beside_column(n, x) and lie_close(n):
            beyond = _beyond_in_turn(shapes, x[:, 0], T[:, 0], horizon, int(n.max()) + 1)
            return np.asarray(beyond[:, n[0].astype(np.int64)])
        return _beyond(shapes, x, T, horizon, n)

    def effort(self, horizon: float) -> float:  # noqa: ARG002 - it is one integral, whatever the horizon
        """How long P(Y > n) of one number takes, beside that of BG/NBD."""
        return 8.0

    def log_counts(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """Log-probability that customers who are alive at T buy n times.

        Either they have stayed, or they left at some moment by which they had bought n times: both are positive. The closed
        form of Fader & Hardie (2005) is a difference that loses 20 digits where n is large.
        """
        shapes = self.shapes(values)
        shape, speed, patience = shapes.r + x, shapes.alpha + T, shapes.beta + T
        ways = np.where(n > 0.0, -np.log(np.maximum(n, 1.0)) - betaln(shape, np.maximum(n, 1.0)), 0.0)
        if horizon < _NO_TIME:
            return np.where(n > 0.0, -np.inf, 0.0)
        bought = xlogy(n, horizon / (speed + horizon)) - shape * np.log1p(horizon / speed)
        stayed = bought - shapes.s * np.log1p(horizon / patience)
        left = np.empty_like(stayed)
        leave = Power(np.full_like(patience, shapes.s + 1.0), patience)
        for sums in power_integrals(Power(shape, speed), leave, np.full_like(speed, horizon), n):
            left[sums.rows] = sums.log_total
        return np.asarray(ways + np.logaddexp(stayed, np.log(max(shapes.s, _LEAST)) - np.log(patience) + left))


def _discounted_stay(shapes: Shapes, T: FloatArray, horizon: float, discount: float) -> FloatArray:
    """The mean discounted time that customers who are alive at T stay within the horizon, shape (3, rows).

    Its derivatives by ln s and ln beta follow. The discount is a factor of a power so large that it is exponential.
    """
    patience = shapes.beta + T
    discounted = Power(np.full_like(T, discount * POINT), np.full_like(T, POINT))
    found = np.empty((3, len(T)))
    stays = Power(np.full_like(T, shapes.s), patience)
    for sums in power_integrals(stays, discounted, np.full_like(T, horizon)):
        here = patience[sums.rows]
        total = np.exp(sums.log_total)
        longer = np.einsum("kn,kn->n", sums.shares, sums.times / (here + sums.times)) * (shapes.beta / here)
        found[0, sums.rows] = total
        found[1, sums.rows] = -shapes.s * total * np.einsum("kn,kn->n", sums.shares, sums.log_a)
        found[2, sums.rows] = shapes.s * total * longer
    return found


def _beyond(shapes: Shapes, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
    """P(Y > n), one integral each."""
    x, T, n = np.broadcast_arrays(x, T, n)
    shape, speed, patience, count = (shapes.r + x).ravel(), (shapes.alpha + T).ravel(), (shapes.beta + T).ravel(), n.ravel()
    if horizon < _NO_TIME:
        return np.zeros(n.shape)
    found = np.empty(len(count))
    stay = Power(np.full_like(patience, shapes.s), patience)
    for sums in power_integrals(Power(shape + 1.0, speed), stay, np.full_like(speed, horizon), count):
        found[sums.rows] = sums.log_total
    log_beyond = np.minimum(found - betaln(shape, count + 1.0) - np.log(speed), 0.0)
    return np.asarray(np.exp(log_beyond).reshape(n.shape))


def _beyond_in_turn(shapes: Shapes, x: FloatArray, T: FloatArray, horizon: float, numbers: int) -> FloatArray:
    """P(Y > n) for n = 0, 1, …: the same nodes do for all of them, a multiplication each."""
    beyond = np.zeros((len(T), numbers))
    if horizon < _NO_TIME:
        return beyond
    shape, speed, patience = shapes.r + x, shapes.alpha + T, shapes.beta + T
    bought, stay = Power(shape + 1.0, speed), Power(np.full_like(T, shapes.s), patience)
    for sums in power_integrals(bought, stay, np.full_like(T, horizon), up_to=np.full_like(T, numbers - 1.0)):
        here, of_row = speed[sums.rows], shape[sums.rows]
        weights = sums.shares * (np.exp(sums.log_total) * (of_row / here))
        risen = sums.times / (here + sums.times)
        beyond[sums.rows, 0] = weights.sum(axis=0)
        for number in range(1, numbers):
            weights *= risen
            weights *= (of_row + number) / number
            beyond[sums.rows, number] = weights.sum(axis=0)
    return np.minimum(beyond, 1.0)


PARETO_NBD = Pareto("pareto_nbd", ("r", "alpha", "s", "beta"))
FIXED_LEAVING = Pareto("fixed_dropout", ("r", "alpha", "mu"))
NOBODY_LEAVES = Pareto("nbd", ("r", "alpha"))
FIXED_RATE = Pareto("fixed_rate", ("lambda", "s", "beta"))
FIXED_RATE_FIXED_LEAVING = Pareto("fixed_rate", ("lambda", "mu"))
FIXED_RATE_NOBODY_LEAVES = Pareto("fixed_rate", ("lambda",))

# Fitted as limits, and told in the parameters of the model that they are limits of.
POLARISED_LEAVING = Pareto("pareto_nbd", ("r", "alpha", "s", "beta"), polarised=True)
FIXED_RATE_POLARISED_LEAVING = Pareto("fixed_rate", ("lambda", "s", "beta"), polarised=True)

STRUCTURES = (PARETO_NBD, FIXED_LEAVING, FIXED_RATE, FIXED_RATE_FIXED_LEAVING)
"""What predict accepts of these; where nobody leaves they are the models of `halves`."""

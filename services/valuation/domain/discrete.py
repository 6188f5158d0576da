"""Models of purchases at opportunities, and what these are asked: a chance of buying, and one of leaving.

BG/BB is a beta distributed chance of each. Its limit models are what remains where one of the two does not vary, or where
nobody leaves. Of a customer with x purchases in n opportunities who is still there, all that is known of their chances is x
hits and n − x misses of buying, and n stays. So expected purchases are P(there) · E[p] · the opportunities that they are
expected to be there for, three factors that are finite and exact for every valid parameter, history and horizon; and the whole
distribution of their number is a sum over the opportunities, of which all terms are positive.

To be alive is to be there at the next opportunity, as in the paper: who leaves before it will not buy again.

Source: Fader, Hardie & Shang (2010), Marketing Science 29:1086.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain.chances import (
    BetaChance,
    Chance,
    FixedChance,
    PolarisedChance,
    expected_stays,
    mean_chance,
    next_chance,
    next_miss,
)
from services.valuation.domain.grouping import group_rows
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.opportunities import Opportunities, alive_at_last, opportunities_ahead

# Numbers at a time: memory stays flat however many customers there are.
_NUMBERS = 2_000_000
# Terms of sums at a time: their arrays stay in the processor's cache.
_TERMS = 30_000


@dataclass(frozen=True, slots=True)
class Discrete:
    """What a model of purchases at opportunities is made of; time is counted in opportunities.

    Attributes:
        name: As on the wire.
        purchase: How the chance of buying at an opportunity differs.
        dropout: How the chance of leaving before one does; None where nobody leaves.
        parameters: Names, the purchase's first.
    """

    name: str
    purchase: Chance
    dropout: Chance | None
    parameters: tuple[str, ...]

    @property
    def dimensions(self) -> int:
        """How many parameters are searched for."""
        return self.purchase.dimensions + (0 if self.dropout is None else self.dropout.dimensions)

    @property
    def split(self) -> int:
        """How many of the named parameters are the purchase's."""
        return 1 if isinstance(self.purchase, FixedChance) else 2

    def natural(self, search: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The parameters, and the derivative of each by its search parameter."""
        values, slopes = self.purchase.natural(search[: self.purchase.dimensions])
        if self.dropout is None:
            return values, slopes
        more, more_slopes = self.dropout.natural(search[self.purchase.dimensions :])
        return np.concatenate([values, more]), np.concatenate([slopes, more_slopes])

    def searched(self, values: FloatArray) -> FloatArray:
        """The search parameters of parameters on their natural scale."""
        first = self.purchase.searched(values[: self.split])
        return first if self.dropout is None else np.concatenate([first, self.dropout.searched(values[self.split :])])

    def leaving(self, values: FloatArray) -> FloatArray | None:
        """The parameters of the chance of leaving; None where nobody leaves."""
        return None if self.dropout is None else values[self.split :]

    def time_scale(self, values: FloatArray) -> float:  # noqa: ARG002 - it is counted, whatever the parameters
        """An opportunity."""
        return 1.0

    def alive(self, values: FloatArray, histories: PurchaseHistories) -> Estimate:
        """Probability that customers will be there at the next opportunity.

        Source: Fader, Hardie & Shang (2010), eq. 11.
        """
        return self.alive_at(values, histories, 1)

    def alive_at(self, values: FloatArray, histories: PurchaseHistories, ahead: int) -> Estimate:
        """Probability that customers are there at an opportunity, counted from the last that there was: 0 is that one."""
        rows = Opportunities.of(histories)
        search = self.searched(values)
        there = alive_at_last(self.purchase, self.dropout, search, rows)
        _, natural = self.natural(search)
        by_search = natural[:, None]
        slopes = np.divide(there.slopes, by_search, out=np.zeros_like(there.slopes), where=by_search > 0.0)
        leaving = self.leaving(values)
        if leaving is None or ahead == 0:
            return Estimate(there.value, slopes)
        value = there.value
        for k in range(ahead):
            goes, by_leaving = mean_chance(leaving, np.zeros(len(rows)), (rows.T + k).astype(np.float64))
            slopes = slopes * (1.0 - goes)
            slopes[self.split :] -= value * by_leaving
            value = value * (1.0 - goes)
        return Estimate(value, slopes)

    def purchases_if_alive(
        self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float, discount: float
    ) -> Estimate:
        """Expected purchases at the coming opportunities of customers who will be there at the next, each discounted.

        Args:
            values: Of the parameters.
            frequency: As floats, shape (rows,).
            T: Opportunities so far, as floats, shape (rows,).
            horizon: Coming opportunities; infinite for the residual value, where there is a discount.
            discount: Continuous rate per opportunity.

        Raises:
            InvalidHorizonError: The horizon is no number of opportunities.

        Source: Fader, Hardie & Shang (2010), eqs. 13 and 14.
        """
        ahead = horizon if horizon == np.inf else float(opportunities_ahead(horizon))
        chance, by_purchase = mean_chance(values[: self.split], frequency, T - frequency)
        later, by_leaving = expected_stays(self.leaving(values), T + 1.0, ahead - 1.0, float(np.exp(-discount)))
        first = float(np.exp(-discount))
        stays = first * (1.0 + later)
        return Estimate(chance * stays, np.concatenate([by_purchase * stays, chance * first * by_leaving]))

    def stays_if_alive(self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float) -> Estimate:
        """Probability that customers who will be there at the next opportunity are so at as many after it as the horizon is.

        Raises:
            InvalidHorizonError: The horizon is no number of opportunities.
        """
        leaving = self.leaving(values)
        value, slopes = np.ones(len(T)), np.zeros((len(values), len(T)))
        for k in range(1, opportunities_ahead(horizon) + 1 if leaving is not None else 0):
            goes, by_leaving = mean_chance(values[self.split :], np.zeros_like(frequency), T + k)
            slopes = slopes * (1.0 - goes)
            slopes[self.split :] -= value * by_leaving
            value = value * (1.0 - goes)
        return Estimate(value, slopes)

    def counts_beyond(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """P(Y > n) of customers who will be there at the next opportunity: to eleven digits, unless below 1e-60."""
        ahead = opportunities_ahead(horizon)
        x, T, n = np.broadcast_arrays(x, T, n)
        asked = np.flatnonzero(n < ahead)
        each = [column.ravel()[asked].astype(np.float64) for column in (n, x, T)]
        distinct = group_rows(*each)
        members = distinct.members[np.argsort(each[0][distinct.members], kind="stable")]
        told = np.empty(len(asked))
        at_once = max(_TERMS // max(ahead, 1), 1)
        for start in range(0, len(members), at_once):
            some = members[start : start + at_once]
            told[some] = self._beyond(values, each[0][some], each[1][some], each[2][some], ahead)
        found = np.zeros(n.size)
        found[asked] = told[distinct.members[distinct.group_of]]
        return found.reshape(n.shape)

    def _beyond(self, values: FloatArray, n: FloatArray, x: FloatArray, T: FloatArray, ahead: int) -> FloatArray:
        """P(Y > n) of numbers in their order, all below those of the opportunities ahead.

        The (n + 1)-th purchase is made at the k-th coming opportunity by those who stay for k, buy n + 1 times and miss the
        other m = k − n − 1, in any of the orders that end with a purchase. With m = 0 that is a product; from one m to the next
        it is a factor more; and over k these exclude each other.
        """
        chance, leaving, n, x, T = values[: self.split], self.leaving(values), n[:, None], x[:, None], T[:, None]
        made = np.arange(float(n[-1, 0]) + 1.0)
        factor = next_chance(chance, x + made, T + made)
        if leaving is not None:
            factor[:, 1:] *= next_miss(leaving, T + made[1:], T + made[1:])
        first = np.prod(factor, axis=1, where=made <= n)
        missed = np.arange(float(ahead) - float(n[0, 0]) - 1.0)
        tried = n + 1.0 + missed
        factor = tried / (missed + 1.0)
        factor *= next_miss(chance, T - x + missed, T + tried)
        if leaving is not None:
            factor *= next_miss(leaving, T + tried, T + tried)
        factor[tried >= ahead] = 0.0
        return np.asarray(first * (1.0 + np.cumprod(factor, axis=1, out=factor).sum(axis=1)))

    def effort(self, horizon: float) -> float:
        """How long P(Y > n) of one number takes, beside that of BG/NBD: it is a sum of so many terms."""
        return max(opportunities_ahead(horizon) / 6.0, 1.0)

    def log_counts(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """Ln P(Y = n) of customers who will be there at the next opportunity, by a table of each distinct (x, T)."""
        ahead = opportunities_ahead(horizon)
        pairs = group_rows(x, T)
        size = min(ahead, int(n.max(initial=0.0))) + 1
        first, watched = x[pairs.members], T[pairs.members]
        at_once = max(_NUMBERS // size, 1)
        tables = [np.zeros((0, size))]
        for start in range(0, len(first), at_once):
            some = slice(start, start + at_once)
            tables.append(self._exactly(values, first[some], watched[some], ahead, size))
        at = np.minimum(n, size - 1).astype(np.int64)
        found = np.where(n <= ahead, np.concatenate(tables)[pairs.group_of, at], 0.0)
        return np.log(found, out=np.full_like(found, -np.inf), where=found > 0.0)

    def _exactly(self, values: FloatArray, x: FloatArray, T: FloatArray, ahead: int, size: int) -> FloatArray:
        """P(Y = y) for y = 0 … size − 1 of customers who will be there at the next opportunity, shape (rows, size).

        P(y purchases at k opportunities) follows from that at one fewer; P(Y = y) is the sum over how long they stay.
        """
        leaves = self._leaves(values, T, ahead)
        exactly, made = np.zeros((len(T), size)), np.zeros((len(T), size))
        made[:, 0] = 1.0
        numbers = np.arange(float(size))
        for k in range(ahead):
            so_far = slice(min(k + 1, size))  # nobody has bought more than k times at k opportunities
            exactly[:, so_far] += leaves[:, k, None] * made[:, so_far]
            step = made[:, so_far] * next_chance(values[: self.split], x[:, None] + numbers[so_far], T[:, None] + float(k))
            made[:, so_far] -= step
            made[:, 1 : k + 2] += step[:, : size - 1]
        return np.asarray(exactly + leaves[:, ahead, None] * made)

    def _leaves(self, values: FloatArray, T: FloatArray, ahead: int) -> FloatArray:
        """Of customers who will be there at the next opportunity, P(there for just k of them) for k = 0 … ahead."""
        leaving = self.leaving(values)
        stayed = T[:, None] + np.arange(1.0, ahead)
        goes = np.zeros_like(stayed) if leaving is None else next_chance(leaving, np.zeros(1), stayed)
        stays = np.ones((len(T), ahead))
        stays[:, 1:] = np.cumprod(1.0 - goes, axis=1)
        leaves = np.zeros((len(T), ahead + 1))
        leaves[:, 1:ahead] = stays[:, : ahead - 1] * goes
        leaves[:, ahead] = stays[:, -1] if ahead > 0 else 1.0
        return leaves


def _model(purchase: Chance, dropout: Chance | None) -> Discrete:
    """A polarised chance is told in the parameters of the beta that it is the limit of."""
    alike = isinstance(purchase, FixedChance)
    parameters: tuple[str, ...] = ("p",) if alike else ("alpha", "beta")
    if dropout is None:
        return Discrete("bg_bb_fixed_rate" if alike else "beta_binomial", purchase, None, parameters)
    if isinstance(dropout, FixedChance):
        name = "bg_bb_fixed_rate" if alike else "bg_bb_fixed_dropout"
        return Discrete(name, purchase, dropout, (*parameters, "theta"))
    return Discrete("bg_bb_fixed_rate" if alike else "bg_bb", purchase, dropout, (*parameters, "gamma", "delta"))


_CHANCES: tuple[Chance, ...] = (BetaChance(), FixedChance(), PolarisedChance())
OF_CHANCES: dict[tuple[type, type], Discrete] = {
    (type(purchase), type(dropout)): _model(purchase, dropout) for purchase, dropout in product(_CHANCES, (*_CHANCES, None))
}
"""Every model by the kinds of its chances, of buying and of leaving."""

BG_BB = OF_CHANCES[BetaChance, BetaChance]
ONE_CHANCE = OF_CHANCES[FixedChance, type(None)]

STRUCTURES = tuple(model for kinds, model in OF_CHANCES.items() if PolarisedChance not in kinds)
"""What predict accepts; the polarised ones are told as models of these."""

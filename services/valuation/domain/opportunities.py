"""Purchases that can only be made at opportunities: yearly donations, monthly boxes, an event each season.

Before every opportunity a customer leaves with chance θ, and one who is still there buys with chance p. With x purchases, the
last at opportunity t, in n opportunities, the customer is still there at the n-th, or left after t, t + 1, … n − 1:

    L = P(x hits, n − x misses) · P(n stays) + Σ P(x hits, t − x + i misses) · P(t + i stays, then left), i = 0 … n − t − 1.

Each P is a mean over customers' chances of hits and misses (`chances`). The share of the first term in L is P(there at the
n-th).

Source: Fader, Hardie & Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing Science
29:1086.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate
from services.valuation.domain.chances import Chance, LogMass
from services.valuation.domain.errors import InvalidHorizonError, InvalidOpportunitiesError, TooManyProbabilitiesError
from services.valuation.domain.grouping import group_rows, weighted_counts
from services.valuation.domain.histories import PurchaseHistories, whole_numbers
from services.valuation.domain.optimize import Evaluation

# The likelihood looks at every opportunity since the last purchase; more than this are a mistake of units.
MAXIMUM_OPPORTUNITIES = 10_000
# Opportunities ahead for which the distribution of purchases is told: monthly ones of 80 years.
MOST_OPPORTUNITIES_AHEAD = 1_000
MOST_TERMS = 300_000_000
"""Terms of the likelihood that one answer is made of: each opportunity since the last purchase is one, of each distinct row."""

# Terms of the likelihood at a time: their arrays stay small however many opportunities have passed.
_TERMS = 100_000


def opportunities_ahead(horizon: float) -> int:
    """The horizon as a number of opportunities.

    Raises:
        InvalidHorizonError: It is not a whole number from 0 to `MOST_OPPORTUNITIES_AHEAD`.
    """
    if not 0.0 <= horizon <= MOST_OPPORTUNITIES_AHEAD or horizon != np.floor(horizon):
        detail = f"horizon is {horizon:g}: a whole number of opportunities, at most {MOST_OPPORTUNITIES_AHEAD}"
        raise InvalidHorizonError(detail, field="horizon")
    return int(horizon)


@dataclass(frozen=True, slots=True, eq=False)
class Opportunities:
    """What customers did at their opportunities to buy again, one row per customer or per group of equal ones.

    Attributes:
        frequency: Opportunities at which they bought, shape (rows,).
        recency: Which opportunity was the last of these, counted from 1; 0 where there is none, shape (rows,).
        T: Opportunities so far, shape (rows,).
        customers: How many customers share the row, shape (rows,).
    """

    frequency: IntArray
    recency: IntArray
    T: IntArray
    customers: IntArray

    @classmethod
    def of(cls, histories: PurchaseHistories) -> Self:
        """Histories whose unit of time is the time from one opportunity to the next.

        Raises:
            InvalidOpportunitiesError: A row cannot be of such opportunities.
        """
        last = whole_numbers("recency", histories.recency, InvalidOpportunitiesError)
        tried = whole_numbers("T", histories.T, InvalidOpportunitiesError)
        _refuse(tried > MAXIMUM_OPPORTUNITIES, "T", f"is above {MAXIMUM_OPPORTUNITIES}")
        _refuse(histories.frequency > last, "frequency", "is above recency")
        return cls(histories.frequency, last, tried, histories.customers)

    def __len__(self) -> int:
        return len(self.frequency)

    def at(self, rows: IntArray) -> Self:
        """Those rows."""
        return type(self)(self.frequency[rows], self.recency[rows], self.T[rows], self.customers[rows])


def _refuse(wrong: NDArray[np.bool_], field: str, complaint: str) -> None:
    if wrong.any():
        row = int(np.argmax(wrong))
        raise InvalidOpportunitiesError(f"{field} of row {row} {complaint}", row=row, field=field)


def log_likelihood(purchase: Chance, dropout: Chance | None, search: FloatArray, rows: Opportunities) -> Evaluation:
    """Log-likelihood of all customers with its derivatives by the search parameters.

    Args:
        purchase: How the chance of buying differs.
        dropout: How the chance of leaving does; None where nobody leaves.
        search: The purchase's search parameters, then the dropout's.
        rows: What customers did.
    """
    whole = Evaluation(0.0, np.zeros(len(search)), np.zeros((len(search), len(search))))
    for some in _portions(rows):
        part = _Posterior.of(purchase, dropout, search, some)
        weight = some.customers.astype(np.float64)
        pull = part.share * weight[part.row]
        slopes = part.mass.slopes
        gradient = slopes @ pull
        hessian = (slopes * pull) @ slopes.T + np.einsum("ijn,n->ij", part.mass.curvatures, pull)
        hessian -= (part.gradient * weight) @ part.gradient.T
        whole = Evaluation(whole.value + float(weight @ part.value), whole.gradient + gradient, whole.hessian + hessian)
    return whole


def alive_at_last(purchase: Chance, dropout: Chance | None, search: FloatArray, rows: Opportunities) -> Estimate:
    """P(there at the last opportunity), with derivatives by the search parameters."""
    groups = group_rows(*(column.astype(np.float64) for column in (rows.frequency, rows.recency, rows.T)))
    values, slopes = [np.zeros(0)], [np.zeros((len(search), 0))]
    for some in _portions(rows.at(groups.members)):
        part = _Posterior.of(purchase, dropout, search, some)
        share = part.share[part.first]
        values.append(share)
        slopes.append(share * (part.mass.slopes[:, part.first] - part.gradient))
    return Estimate(np.concatenate(values)[groups.group_of], np.concatenate(slopes, axis=1)[:, groups.group_of])


def check_terms(histories: PurchaseHistories, times: int) -> None:
    """Refuse to look so often at all opportunities since the last purchases.

    Raises:
        TooManyProbabilitiesError: That would take minutes.
        InvalidOpportunitiesError: A row cannot be of such opportunities.
    """
    rows = Opportunities.of(histories)
    distinct = histories.groups().members
    terms = times * int((rows.T - rows.recency + 1)[distinct].sum())
    if terms > MOST_TERMS:
        detail = (
            f"since the last purchases of these rows there were {terms} opportunities, counted as often as they are looked at: "
            f"at most {MOST_TERMS}; ask for fewer rows at a time"
        )
        raise TooManyProbabilitiesError(detail, field="rows")


def _portions(rows: Opportunities) -> list[Opportunities]:
    """The rows, some at a time, in their order."""
    terms = np.cumsum(rows.T - rows.recency + 1)
    cuts = np.flatnonzero(np.diff(terms // _TERMS)) + 1
    return [rows.at(part) for part in np.split(np.arange(len(rows)), cuts)]


@dataclass(frozen=True, slots=True, eq=False)
class _Posterior:
    """Every way in which each row can have come about.

    Attributes:
        first: Position of each row's first term, that the customer is still there, shape (rows,).
        row: The row of each term, shape (terms,).
        mass: Of the terms.
        value: Log-likelihood of each row, shape (rows,).
        share: Of each term in its row's likelihood, shape (terms,).
        gradient: Derivatives of `value`, shape (d, rows).
    """

    first: IntArray
    row: IntArray
    mass: LogMass
    value: FloatArray
    share: FloatArray
    gradient: FloatArray

    @classmethod
    def of(cls, purchase: Chance, dropout: Chance | None, search: FloatArray, rows: Opportunities) -> Self:
        terms = (rows.T - rows.recency + 1) if dropout is not None else np.ones_like(rows.T)
        first = np.cumsum(terms) - terms
        row = np.repeat(np.arange(len(rows)), terms)
        since = np.arange(len(row)) - first[row]
        # The first term is that nobody left; the k-th after it, that the customer was there k - 1 opportunities past the last.
        stays = np.where(since == 0, rows.T[row], rows.recency[row] + since - 1)
        mass = purchase.masses(search[: purchase.dimensions], rows.frequency[row], stays - rows.frequency[row])
        if dropout is not None:
            left = (since > 0).astype(np.int64)
            mass = _joined(mass, dropout.masses(search[purchase.dimensions :], left, stays))
        top = np.maximum.reduceat(mass.value, first) if len(first) > 0 else np.zeros(0)
        top = np.where(np.isfinite(top), top, 0.0)
        weight = np.exp(mass.value - top[row])
        total = weighted_counts(row, weight, len(rows))
        possible = total > 0.0
        share = np.divide(weight, total[row], out=np.zeros_like(weight), where=possible[row])
        value = np.log(total, out=np.full_like(total, -np.inf), where=possible) + top
        gradient = np.array([weighted_counts(row, slope * share, len(rows)) for slope in mass.slopes])
        return cls(first, row, mass, value, share, gradient)


def _joined(first: LogMass, second: LogMass) -> LogMass:
    """The probability that both happen, by the parameters of the one and then of the other."""
    d, e, n = len(first.slopes), len(second.slopes), len(first.value)
    curvatures = np.zeros((d + e, d + e, n))
    curvatures[:d, :d], curvatures[d:, d:] = first.curvatures, second.curvatures
    return LogMass(first.value + second.value, np.concatenate([first.slopes, second.slopes]), curvatures)

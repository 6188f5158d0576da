"""The probability that a model gives to what a customer then does: of one outcome, or of each that there may be.

    P(Y = n) = [n = 0] (1 − P(alive)) + P(alive) · P(Y = n | alive),

the last of which each model tells without a difference of large numbers.
"""

from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import InvalidParametersError, TooManyProbabilitiesError
from services.valuation.domain.grouping import group_rows
from services.valuation.domain.histories import NEW_CUSTOMER, PurchaseHistories
from services.valuation.domain.models import PurchaseModel

MOST_COUNTED = 1_000
"""The largest number of purchases of which the probability is told beside those of all smaller ones."""

MOST_PROBABILITIES = 2_000_000
"""How many probabilities one answer holds."""

# A customer whom a model takes for gone with a probability that no float holds is taken for alive with this one.
_LEAST = 1e-300
# Probabilities at a time: memory stays flat however many are asked for.
_NUMBERS = 50_000
# Of probabilities that make 1, so much may be lost.
_LOST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class CountProbabilities:
    """How likely each number of purchases is.

    Attributes:
        exactly: P(Y = n) for n = 0, 1, …, shape (rows, numbers).
        more: P(Y > the last of them), shape (rows,).
    """

    exactly: FloatArray
    more: FloatArray


def log_probability_of_outcome(
    model: PurchaseModel, histories: PurchaseHistories, horizon: float, purchases: IntArray
) -> FloatArray:
    """Log-probability that customers make so many purchases in (T, T + horizon], shape (rows,).

    Args:
        model: With its parameters, in the histories' unit.
        histories: Up to T.
        horizon: In the same unit, > 0.
        purchases: Of each row, >= 0, shape (rows,).
    """
    n = purchases.astype(np.float64)
    x, T = histories.frequency.astype(np.float64), histories.T
    alive = np.maximum(probability_alive(model, histories).value, _LEAST)
    bought = np.log(alive) + model.structure.log_counts(model.values, x, T, horizon, n)
    gone = np.log(np.maximum(1.0 - alive, _LEAST))
    return np.where(n == 0.0, np.logaddexp(gone, bought), bought)


def probability_of_count(model: PurchaseModel, n: int, horizon: float) -> float:
    """P(X(horizon) = n) of a new customer, of repeat purchases since the first purchase."""
    return float(np.exp(log_probability_of_outcome(model, NEW_CUSTOMER, horizon, np.array([n]))[0]))


def probabilities_of_counts(
    model: PurchaseModel, histories: PurchaseHistories, horizon: float, most: int
) -> CountProbabilities:
    """P(Y = n) of the purchases Y in (T, T + horizon] for n = 0 … most, and P(Y > most), at these very parameters.

    Args:
        model: With its parameters, in the histories' unit.
        histories: Up to T; of a new customer it is that of the repeat purchases since the first.
        horizon: In the same unit, >= 0.
        most: The largest number.

    Raises:
        TooManyProbabilitiesError: These are more than `MOST_PROBABILITIES`, or the number is above `MOST_COUNTED`.
        InvalidParametersError: With such parameters the probabilities do not make 1 to six digits.
    """
    check_counted(len(histories), most)
    exactly = np.zeros((len(histories), most + 1))
    if not horizon > 0.0:
        exactly[:, 0] = 1.0
        return CountProbabilities(exactly, np.zeros(len(histories)))
    x = histories.frequency.astype(np.float64)
    pairs = group_rows(x, histories.T)  # of those who are alive, nothing else matters
    x, T, numbers = x[pairs.members], histories.T[pairs.members], np.arange(most + 1.0)
    told, beyond = np.empty((len(x), most + 1)), np.empty(len(x))
    at_once = max(_NUMBERS // len(numbers), 1)
    for start in range(0, len(x), at_once):
        some = slice(start, start + at_once)
        bought, watched, n = (each.ravel() for each in np.broadcast_arrays(x[some, None], T[some, None], numbers))
        log_counts = model.structure.log_counts(model.values, bought, watched, horizon, n)
        told[some] = np.minimum(np.exp(log_counts), 1.0).reshape(-1, len(numbers))
        further = model.structure.counts_beyond(model.values, x[some], T[some], horizon, np.full(len(x[some]), numbers[-1]))
        beyond[some] = np.minimum(further, 1.0)
    alive = probability_alive(model, histories).value
    np.multiply(alive[:, None], told[pairs.group_of], out=exactly)
    exactly[:, 0] += 1.0 - alive
    more = alive * beyond[pairs.group_of]
    # Each is worked out by itself: so what arithmetic has lost, with parameters of many orders, is seen in their sum.
    lost = ~(np.abs(exactly.sum(axis=1) + more - 1.0) < _LOST)
    if lost.any():
        detail = f"with these parameters the probabilities of row {int(np.argmax(lost))} are beyond arithmetic"
        raise InvalidParametersError(detail, field="parameters")
    return CountProbabilities(exactly, more)


def check_counted(rows: int, most: int) -> None:
    """Refuse to tell the probabilities of so many numbers of purchases of so many rows.

    Raises:
        TooManyProbabilitiesError: There are too many.
    """
    if most > MOST_COUNTED or rows * (most + 1) > MOST_PROBABILITIES:
        detail = (
            f"{rows} rows have {rows * (most + 1)} probabilities of 0 to {most} purchases: at most {MOST_PROBABILITIES}, of at "
            f"most {MOST_COUNTED} purchases"
        )
        raise TooManyProbabilitiesError(detail, field="counts_up_to")

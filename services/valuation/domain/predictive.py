"""The probability that a model gives to what a customer then does: what the log score is made of.

    P(Y = n) = [n = 0] (1 − P(alive)) + P(alive) · P(Y = n | alive),

the last of which each model tells without a difference of large numbers.
"""

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.histories import NEW_CUSTOMER, PurchaseHistories
from services.valuation.domain.models import PurchaseModel

# A customer whom a model takes for gone with a probability that no float holds is taken for alive with this one.
_LEAST = 1e-300


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

"""The probability that a model gives to what a customer then does: what the log score is made of.

With s_n the mean of (1 − p)^n over the posterior of dropout, and N what a customer who never leaves would buy,

    P(Y = n) = [n = 0] (1 − P(alive)) + P(alive) · (s_n · P(N = n) + (s_{n−1} − s_n) · P(N ≥ n)):

either all n purchases were survived and no other came, or the n-th was the last. All terms are positive: nothing cancels, as
it does where P(Y > n) is subtracted from P(Y > n − 1). Source: Fader, Hardie & Lee (2005), section 4.
"""

import numpy as np
from scipy.special import betainc, betaln, gammainc, gammaln, xlog1py, xlogy

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import BetaDropout, FixedDropout, GammaRate
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
    exactly, at_least = _log_counts_if_there(model, x, T, horizon, n)
    survived, last = _log_dropout(model, x, n)
    bought = np.log(alive) + np.logaddexp(survived + exactly, last + at_least)
    gone = np.log(np.maximum(1.0 - alive, _LEAST))
    return np.where(n == 0.0, np.logaddexp(gone, bought), bought)


def _log_counts_if_there(
    model: PurchaseModel, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Of customers who never leave, ln P(N = n) and ln P(N >= n)."""
    if isinstance(model.structure.rate, GammaRate):
        r, alpha = model.rate
        shape, quiet = r + x, (alpha + T) / (alpha + T + horizon)
        exactly = gammaln(shape + n) - gammaln(shape) - gammaln(n + 1.0) + xlogy(shape, quiet) + xlog1py(n, -quiet)
        at_least = betainc(np.maximum(n, 1.0), shape, 1.0 - quiet)
    else:
        mean = np.full_like(x, model.rate[0] * horizon)
        exactly = xlogy(n, mean) - mean - gammaln(n + 1.0)
        at_least = gammainc(np.maximum(n, 1.0), mean)
    with np.errstate(divide="ignore"):
        beyond = np.log(at_least)
    # P(N >= n) is no less than P(N = n), whatever the first one's algorithm makes of a tail that no float holds.
    return exactly, np.where(n == 0.0, 0.0, np.maximum(beyond, exactly))


def _log_dropout(model: PurchaseModel, x: FloatArray, n: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Of dropout, ln s_n and ln(s_{n−1} − s_n): of having left at the n-th purchase, −inf where n is 0."""
    impossible = np.full_like(x, -np.inf)
    if isinstance(model.structure.dropout, BetaDropout):
        a, b = model.dropout
        survived = betaln(a, b + x + n) - betaln(a, b + x)
        before = np.maximum(n - 1.0, 0.0)
        left = betaln(a, b + x + before) - betaln(a, b + x) + np.log(a) - np.log(a + b + x + before)
        return np.asarray(survived), np.where(n == 0.0, impossible, left)
    if isinstance(model.structure.dropout, FixedDropout):
        p = float(model.dropout[0])
        survived = xlog1py(n, -p)
        left = xlog1py(np.maximum(n - 1.0, 0.0), -p) + (np.log(p) if p > 0.0 else -np.inf)
        return np.asarray(survived), np.where(n == 0.0, impossible, left)
    return np.zeros_like(x), impossible

"""Whether customers are still there."""

import numpy as np

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import BetaDropout, FixedDropout, GammaRate
from services.valuation.domain.models import PurchaseModel


def probability_alive(model: PurchaseModel, histories: PurchaseHistories) -> Estimate:
    """Probability that a customer has not left by T; 1 without a repeat purchase, as customers leave at one.

    Source: Fader, Hardie & Lee (2008), "Computing P(alive) Using the BG/NBD Model", note 021.
    """
    value = np.ones(len(histories))
    slopes = np.zeros((len(model.values), len(histories)))
    repeat = np.flatnonzero(histories.frequency).astype(np.int64)
    if model.structure.dropout is not None and len(repeat) > 0:
        odds, odds_slopes = _log_odds_of_having_left(model, histories, repeat)
        small = np.exp(-np.abs(odds))
        value[repeat] = np.where(odds > 0.0, small, 1.0) / (1.0 + small)
        slopes[:, repeat] = -odds_slopes * (small / (1.0 + small) ** 2)
    return Estimate(value, slopes)


def _log_odds_of_having_left(
    model: PurchaseModel, histories: PurchaseHistories, repeat: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Log-odds, and their derivatives by the parameters, of the rows with repeat purchases."""
    x = histories.frequency[repeat].astype(np.float64)
    last, watched = histories.recency[repeat], histories.T[repeat]
    silence = watched - last
    if isinstance(model.structure.rate, GammaRate):
        r, alpha = model.rate
        quiet = np.log1p(silence / (alpha + last))
        odds = (r + x) * quiet
        slopes = [quiet, -(r + x) * silence / ((alpha + watched) * (alpha + last))]
    else:
        odds = model.rate[0] * silence
        slopes = [silence]
    if isinstance(model.structure.dropout, BetaDropout):
        a, b = model.dropout
        odds = odds + np.log(a) - np.log(b + (x - 1.0))
        slopes += [np.full_like(x, 1.0 / a), -1.0 / (b + (x - 1.0))]
    elif isinstance(model.structure.dropout, FixedDropout):
        p = float(model.dropout[0])
        if 0.0 < p < 1.0:
            odds = odds + np.log(p) - np.log1p(-p)
            slopes += [np.full_like(x, 1.0 / (p * (1.0 - p)))]
        else:
            odds = np.full_like(x, np.inf if p == 1.0 else -np.inf)
            slopes = [np.zeros_like(x) for _ in range(len(model.values))]
    return odds, np.stack(slopes)

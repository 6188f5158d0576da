"""What customers will buy: P(alive), expected purchases, the distribution of their number, with intervals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray, IntArray
from inference.delta import Link, delta_interval, delta_variance
from services.valuation.domain.errors import InvalidHorizonError
from services.valuation.domain.expectation import Estimate, purchases_if_alive
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import BetaDropout, FixedDropout, GammaRate
from services.valuation.domain.models import PurchaseModel

Interval = tuple[FloatArray, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class PurchasePrediction:
    """What customers will buy within a horizon.

    Attributes:
        expected_purchases: Shape (rows,).
        probability_alive: Shape (rows,).
        intervals: Low and high of what the parameters' uncertainty leaves open, by the name of the quantity; empty
            without a covariance.
        predictive: Low and high of the outcome itself, the number of purchases; empty without a covariance.
    """

    expected_purchases: FloatArray
    probability_alive: FloatArray
    intervals: dict[str, Interval]
    predictive: dict[str, Interval]


def predict_purchases(
    model: str,
    parameters: Mapping[str, float],
    histories: PurchaseHistories,
    horizon: float,
    covariance: FloatArray | None = None,
    level: float = 0.95,
) -> PurchasePrediction:
    """Predict purchases within (T, T + horizon] of customers with these histories.

    Args:
        model: `bg_nbd`, or a limit model of it.
        parameters: On their natural scale, by name.
        histories: In the parameters' unit of time.
        horizon: In the same unit.
        covariance: Of the parameters, in the model's order; without it there are no intervals.
        level: Of the intervals.

    Raises:
        UnknownModelError, InvalidParametersError, InvalidHorizonError, InvalidLevelError: As their names say.
    """
    known = PurchaseModel.of(model, parameters)
    check_horizon(horizon)
    alive = probability_alive(known, histories)
    expected = expected_purchases(known, histories, horizon, alive=alive)
    intervals: dict[str, Interval] = {}
    predictive: dict[str, Interval] = {}
    if covariance is not None:
        matrix = known.checked_covariance(covariance)
        intervals["expected_purchases"] = spread(expected, matrix, level, Link.LOG)
        intervals["probability_alive"] = spread(alive, matrix, level, Link.LOGIT)
    return PurchasePrediction(expected.value, alive.value, intervals, predictive)


def check_horizon(horizon: float) -> None:
    """Refuse a horizon that is not a finite length of time.

    Raises:
        InvalidHorizonError: It is not finite, or below 0.
    """
    if not 0.0 <= horizon < np.inf:
        raise InvalidHorizonError(f"horizon is {horizon}", field="horizon")


def spread(estimate: Estimate, covariance: FloatArray, level: float, link: Link) -> Interval:
    """Interval of an estimate by the delta method."""
    return delta_interval(estimate.value, delta_variance(estimate.slopes, covariance), level, link)


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


def expected_purchases(
    model: PurchaseModel,
    histories: PurchaseHistories,
    horizon: float,
    *,
    discount: float = 0.0,
    alive: Estimate | None = None,
) -> Estimate:
    """Expected purchases within the horizon, each times e^(−discount·time).

    Source: Fader, Hardie & Lee (2005), eq. 10, computed as `expectation` explains.
    """
    chance = probability_alive(model, histories) if alive is None else alive
    counts = purchases_if_alive(model, histories.frequency.astype(np.float64), histories.T, horizon, discount)
    return Estimate(chance.value * counts.value, chance.value * counts.slopes + counts.value * chance.slopes)


def expected_purchases_of_new_customer(model: PurchaseModel, horizons: FloatArray) -> FloatArray:
    """Expected repeat purchases of somebody about whom nothing is known, in each horizon since the first purchase.

    Source: Fader, Hardie & Lee (2005), eq. 9.
    """
    nothing = np.zeros(1)
    return np.array([purchases_if_alive(model, nothing, nothing, float(horizon)).value[0] for horizon in horizons])

"""What customers will buy: P(alive), expected purchases, the distribution of their number, with intervals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Interval, Link
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import InvalidHorizonError
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.histories import PurchaseHistories, TimeUnit
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.outcomes import parameter_cloud, predictive_intervals

MOST_YEARS = 100
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True, eq=False)
class PurchasePrediction:
    """What customers will buy within a horizon.

    Attributes:
        expected_purchases: Shape (rows,).
        probability_alive: Shape (rows,).
        intervals: Low and high of what the parameters' uncertainty leaves open, by the name of the quantity; empty
            without a covariance.
        predictive: Low and high of the outcome itself, under the name of its expectation: the number of purchases is
            between them with at least the probability of the level; empty without a covariance.
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
    *,
    outcomes: bool = True,
) -> PurchasePrediction:
    """Predict purchases within (T, T + horizon] of customers with these histories.

    Args:
        model: `bg_nbd`, or a limit model of it.
        parameters: On their natural scale, by name.
        histories: In the parameters' unit of time.
        horizon: In the same unit.
        covariance: Of the parameters, in the model's order; without it there are no intervals.
        level: Of the intervals.
        outcomes: Whether `predictive` is wanted, which takes most of the time.

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
        intervals["expected_purchases"] = expected.interval(matrix, level, Link.LOG)
        intervals["probability_alive"] = alive.interval(matrix, level, Link.LOGIT)
        if outcomes:
            predictive = predictive_intervals(parameter_cloud(known, matrix), histories, horizon, level)
    return PurchasePrediction(expected.value, alive.value, intervals, predictive)


def check_horizon(horizon: float) -> None:
    """Refuse a horizon that is not a finite length of time.

    Raises:
        InvalidHorizonError: It is not finite, or below 0.
    """
    if not 0.0 <= horizon < np.inf:
        raise InvalidHorizonError(f"horizon is {horizon}", field="horizon")


def check_reach(horizon: float, unit: TimeUnit) -> None:
    """Refuse a horizon beyond any customer's life, where the numbers would mean nothing.

    Raises:
        InvalidHorizonError: It is not finite, below 0, or longer than `MOST_YEARS`.
    """
    check_horizon(horizon)
    most = MOST_YEARS * DAYS_PER_YEAR / unit.days
    if horizon > most:
        detail = f"horizon is {horizon:g} {unit.value}s: at most {most:g}, {MOST_YEARS} years"
        raise InvalidHorizonError(detail, field="horizon")

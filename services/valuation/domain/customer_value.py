"""Customer lifetime value: expected spend times discounted expected purchases, with intervals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Estimate, Interval, Link
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.errors import InvalidHorizonError
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.gamma_gamma import (
    UNDEFINED_MEAN,
    checked_spend_parameters,
    expected_spend,
    spend_history,
    spend_parameter_names,
    spend_scales,
)
from services.valuation.domain.histories import PurchaseHistories, TimeUnit
from services.valuation.domain.models import PurchaseModel, check_covariance
from services.valuation.domain.outcomes import SpendPosterior, parameter_cloud, predictive_intervals
from services.valuation.domain.purchases import DAYS_PER_YEAR, check_reach

SPEND_UNKNOWN = "spend_unknown"


@dataclass(frozen=True, slots=True, eq=False)
class ValuePrediction:
    """What customers will buy and be worth within a horizon.

    Attributes:
        expected_purchases: Undiscounted, shape (rows,).
        probability_alive: Shape (rows,).
        expected_spend: Per purchase, shape (rows,); NaN where it has no mean.
        clv: Expected discounted spend within the horizon, shape (rows,); NaN likewise.
        intervals: Low and high of what the parameters' uncertainty leaves open, by the name of the quantity; empty without
            covariances.
        predictive: Low and high of the outcome itself, under the name of its expectation, likewise. The noise of the number
            of purchases, of their spends and of the parameters is in it; discounting scales the outcome as it scales the
            expectation, so when exactly within the horizon somebody buys is not.
        codes: What is the matter with a row's spend, by row; empty where nothing is. `undefined_mean_spend`: there is no
            expected spend and no value; `spend_unknown`: no spend above 0 is known of a customer who came back, so that the
            mean of all customers stands for it.
    """

    expected_purchases: FloatArray
    probability_alive: FloatArray
    expected_spend: FloatArray
    clv: FloatArray
    intervals: dict[str, Interval]
    predictive: dict[str, Interval]
    codes: dict[int, str]


def discount_rate_per_unit(annual: float, unit: TimeUnit) -> float:
    """Continuous discount rate per unit of time of an annual one: ln(1 + annual) / units in a year.

    Raises:
        InvalidHorizonError: The annual rate is not finite and above -1.
    """
    if not -1.0 < annual < np.inf:
        raise InvalidHorizonError(f"annual_discount_rate is {annual}", field="annual_discount_rate")
    return float(np.log1p(annual)) / (DAYS_PER_YEAR / unit.days)


def predict_value(
    model: str,
    parameters: Mapping[str, float],
    spend_parameters: Mapping[str, float],
    histories: PurchaseHistories,
    monetary_value: FloatArray,
    horizon: float,
    time_unit: TimeUnit,
    annual_discount_rate: float,
    covariance: FloatArray | None = None,
    spend_covariance: FloatArray | None = None,
    level: float = 0.95,
    opportunity_length: float = 1.0,
    *,
    outcomes: bool = True,
) -> ValuePrediction:
    """Predict purchases, spend and value within (T, T + horizon].

    Args:
        model: Of purchases: `bg_nbd`, or a limit model of it.
        parameters: Its own, on their natural scale, by name.
        spend_parameters: p, q and v of Gamma-Gamma; with elasticity, of the model by frequency.
        histories: In `time_unit`.
        monetary_value: Mean net spend per repeat day, shape (rows,).
        horizon: In `time_unit`.
        time_unit: Of histories, horizon and parameters.
        annual_discount_rate: .1 for ten per cent a year.
        covariance: Of the purchase parameters; without it there are no intervals.
        spend_covariance: Of these; without it they count as known.
        level: Of the intervals.
        opportunity_length: Where histories, horizon and parameters count opportunities: the time from one to the next, in
            `time_unit`.
        outcomes: Whether `predictive` is wanted, which takes most of the time.

    Raises:
        UnknownModelError, InvalidParametersError, InvalidHorizonError, InvalidLevelError: As their names say.
    """
    known = PurchaseModel.of(model, parameters)
    spend_values = checked_spend_parameters(spend_parameters)
    spend_names = spend_parameter_names(spend_parameters)
    check_reach(horizon, time_unit)
    discount = discount_rate_per_unit(annual_discount_rate, time_unit) * opportunity_length
    alive = probability_alive(known, histories)
    purchases = expected_purchases(known, histories, horizon, alive=alive)
    discounted = purchases
    if discount != 0.0:
        discounted = expected_purchases(known, histories, horizon, discount=discount, alive=alive)
    spend = Estimate(*expected_spend(spend_values, histories.frequency.astype(np.float64), monetary_value))
    clv = _product(discounted, spend)
    intervals: dict[str, Interval] = {}
    predictive: dict[str, Interval] = {}
    if covariance is not None:
        matrix = known.checked_covariance(covariance)
        spend_matrix = np.zeros((len(spend_names), len(spend_names)))
        if spend_covariance is not None:
            spend_matrix = check_covariance(spend_covariance, spend_names)
        # The two sets of parameters are fitted to different data: nothing ties their errors to each other.
        apart = np.zeros((len(matrix), len(spend_matrix)))
        both = np.block([[matrix, apart], [apart.T, spend_matrix]])
        intervals = {
            "expected_purchases": purchases.interval(matrix, level, Link.LOG),
            "probability_alive": alive.interval(matrix, level, Link.LOGIT),
            "expected_spend": spend.interval(spend_matrix, level, Link.LOG),
            "clv": clv.interval(both, level, Link.LOG),
        }
        if outcomes:
            x, m = spend_history(histories.frequency, monetary_value)
            p, q = spend_values[:2].tolist()
            scale, _ = spend_scales(spend_values, histories.frequency)
            left_by_discounting = _ratio(discounted.value, purchases.value)
            deviation = np.sqrt(spend.variance(spend_matrix)) / spend.value  # NaN where there is no mean, and so no value
            posterior = SpendPosterior(p, q + p * x, (scale + x * m) * left_by_discounting, deviation)
            predictive = predictive_intervals(parameter_cloud(known, matrix), histories, horizon, level, posterior)
    codes = {int(row): SPEND_UNKNOWN for row in np.flatnonzero((histories.frequency > 0) & ~(monetary_value > 0.0))}
    codes |= {int(row): UNDEFINED_MEAN for row in np.flatnonzero(np.isnan(spend.value))}
    return ValuePrediction(purchases.value, alive.value, spend.value, clv.value, intervals, predictive, codes)


def _product(first: Estimate, second: Estimate) -> Estimate:
    """The product of two quantities, with derivatives by the first one's parameters and then the second one's."""
    return Estimate(first.value * second.value, np.concatenate([second.value * first.slopes, first.value * second.slopes]))


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.ones_like(whole), where=whole > 0.0)

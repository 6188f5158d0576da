"""How well a model foretells what customers then do, beside the naive forecast that they go on as before."""

from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.models import PurchaseModel


@dataclass(frozen=True, slots=True)
class ForecastAccuracy:
    """How far forecasts were off.

    Attributes:
        predicted: Sum over customers.
        mean_absolute_error: Per customer.
        root_mean_square_error: Per customer.
        bias: (predicted − actual) / actual, of the sums; NaN where nothing happened.
        correlation: Of forecast and outcome over customers; NaN where one of them does not vary.
    """

    predicted: float
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """A model and the naive forecast against the same holdout.

    Attributes:
        horizon: Length of the holdout, in the histories' unit.
        customers: How many.
        actual: Purchases in the holdout.
        model: Accuracy of the model.
        naive: Accuracy of each customer's own rate so far, frequency / T.
        beats_naive: Whether the model's mean absolute error is the smaller.
    """

    horizon: float
    customers: int
    actual: float
    model: ForecastAccuracy
    naive: ForecastAccuracy
    beats_naive: bool


def backtest_against_naive(
    model: str, parameters: dict[str, float], histories: PurchaseHistories, holdout: FloatArray, horizon: float
) -> Backtest:
    """Compare forecasts of purchases in (T, T + horizon] with what happened.

    Args:
        model: `bg_nbd`, or a limit model of it.
        parameters: By name, fitted to the histories.
        histories: Up to the end of the calibration.
        holdout: Purchases within the holdout, mean per customer of the row, shape (rows,).
        horizon: Length of the holdout, in the histories' unit.
    """
    weight = histories.customers.astype(np.float64)
    actual = np.asarray(holdout, dtype=np.float64)
    forecast = expected_purchases(PurchaseModel.of(model, parameters), histories, horizon).value
    rate = np.divide(histories.frequency, histories.T, out=np.zeros(len(histories)), where=histories.T > 0.0)
    by_model = measure_accuracy(forecast, actual, weight)
    by_naive = measure_accuracy(rate * horizon, actual, weight)
    return Backtest(
        horizon=horizon,
        customers=int(histories.customers.sum()),
        actual=float(weight @ actual),
        model=by_model,
        naive=by_naive,
        beats_naive=by_model.mean_absolute_error < by_naive.mean_absolute_error,
    )


def measure_accuracy(forecast: FloatArray, actual: FloatArray, weight: FloatArray) -> ForecastAccuracy:
    """Accuracy of forecasts of rows that stand for `weight` customers each."""
    total = float(weight.sum())
    error = forecast - actual
    happened = float(weight @ actual)
    share = weight / total
    around_forecast = forecast - float(share @ forecast)
    around_actual = actual - float(share @ actual)
    spread = float(np.sqrt((share @ around_forecast**2) * (share @ around_actual**2)))
    return ForecastAccuracy(
        predicted=float(weight @ forecast),
        mean_absolute_error=float(share @ np.abs(error)),
        root_mean_square_error=float(np.sqrt(share @ error**2)),
        bias=float(weight @ error) / happened if happened else float("nan"),
        correlation=float(share @ (around_forecast * around_actual)) / spread if spread > 0.0 else float("nan"),
    )

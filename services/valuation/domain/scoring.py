"""How good a forecast of held-out purchases was: by its distribution, its errors, its sum, its order, and by tenths.

Every score is of customers, not of rows: a row that stands for many weighs as many. What depends on an order (the Gini index,
tenths) is read off one curve, in which customers with equal forecasts share what they bought: so no score depends on the order
of the rows, or on whether equal customers are grouped.

Sources: Gneiting & Raftery (2007), "Strictly Proper Scoring Rules, Prediction, and Estimation", Journal of the American
Statistical Association 102:359 (log score); Wang, Liu & Miao (2019), "A Deep Probabilistic Model for Customer Lifetime Value
Prediction", arXiv:1912.07753, section 4 (normalised Gini, calibration by tenths).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.backtest import measure_accuracy
from services.valuation.domain.grouping import weighted_counts

TENTHS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What customers did in a holdout.

    Attributes:
        purchases: Of each customer of the row, shape (rows,).
        customers: How many share the row, shape (rows,).
    """

    purchases: IntArray
    customers: IntArray

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """All rows of several holdouts: each customer counts once for each."""
        return cls(np.concatenate([part.purchases for part in parts]), np.concatenate([part.customers for part in parts]))


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What was foretold of the customers of a holdout.

    Attributes:
        expected: Purchases, shape (rows,).
        log_probability: Of the purchases that were then made, shape (rows,); None where only an expectation is foretold.
    """

    expected: FloatArray
    log_probability: FloatArray | None

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Of the rows of several holdouts."""
        told = [part.log_probability for part in parts if part.log_probability is not None]
        return cls(np.concatenate([part.expected for part in parts]), np.concatenate(told) if len(told) == len(parts) else None)


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the customers, in the order of their forecasts.

    Attributes:
        customers: How many: a tenth of all, which need not be whole.
        predicted: Mean purchases foretold.
        actual: Mean purchases made.
    """

    customers: float
    predicted: float
    actual: float


@dataclass(frozen=True, slots=True)
class Score:
    """How good a forecast was.

    Attributes:
        log_score: Mean natural logarithm of the probability that the forecast gave to what each customer then did; the
            greater the better; None where it gave none.
        mean_absolute_error: Per customer.
        root_mean_square_error: Per customer.
        bias: Total predicted / actual − 1; NaN where nothing happened.
        gini: Gini index of purchases in the order of the forecast over that in their own order: 1 where the forecast puts
            customers in their true order, 0 where its order says nothing, below 0 where it is turned round; NaN where all
            customers bought equally often.
        calibration_error: Mean over the tenths of |predicted − actual|, over the mean of actual; NaN where nothing happened.
        predicted: Sum over customers.
        actual: Sum over customers.
        tenths: From the lowest forecasts to the highest.
    """

    log_score: float | None
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float
    gini: float
    calibration_error: float
    predicted: float
    actual: float
    tenths: tuple[Tenth, ...]


def score_forecast(forecast: Forecast, outcomes: Outcomes) -> Score:
    """Score a forecast by what came of it."""
    weight = outcomes.customers.astype(np.float64)
    actual = outcomes.purchases.astype(np.float64)
    accuracy = measure_accuracy(forecast.expected, actual, weight)
    total, customers = float(weight @ actual), float(weight.sum())
    curve = _Curve.of(forecast.expected, forecast.expected, actual, weight)
    tenths = curve.tenths()
    missed = sum(abs(tenth.predicted - tenth.actual) for tenth in tenths) / TENTHS
    told = forecast.log_probability
    return Score(
        log_score=None if told is None else float(weight @ told) / customers,
        mean_absolute_error=accuracy.mean_absolute_error,
        root_mean_square_error=accuracy.root_mean_square_error,
        bias=accuracy.bias,
        gini=_normalised_gini(curve, _Curve.of(actual, actual, actual, weight)),
        calibration_error=missed * customers / total if total > 0.0 else float("nan"),
        predicted=accuracy.predicted,
        actual=total,
        tenths=tenths,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    """Running sums over customers in an order, from 0 to all of them; straight between its points.

    Attributes:
        customers: Shape (distinct + 1,), rising.
        predicted: Purchases foretold to them, shape (distinct + 1,).
        actual: Purchases that they made, shape (distinct + 1,).
    """

    customers: FloatArray
    predicted: FloatArray
    actual: FloatArray

    @classmethod
    def of(cls, order: FloatArray, predicted: FloatArray, actual: FloatArray, weight: FloatArray) -> Self:
        """Customers whom the order does not tell apart make one straight piece."""
        distinct, position = np.unique(order, return_inverse=True)
        position = position.astype(np.int64)

        def running(each: FloatArray) -> FloatArray:
            return np.concatenate([[0.0], np.cumsum(weighted_counts(position, each, len(distinct)))])

        return cls(running(weight), running(weight * predicted), running(weight * actual))

    def tenths(self) -> tuple[Tenth, ...]:
        """What lies between the ends of each tenth of the customers."""
        ends = np.linspace(0.0, self.customers[-1], TENTHS + 1)
        each = self.customers[-1] / TENTHS
        predicted, actual = (np.diff(np.interp(ends, self.customers, sums)) / each for sums in (self.predicted, self.actual))
        return tuple(Tenth(float(each), *pair) for pair in zip(predicted.tolist(), actual.tolist(), strict=True))

    def gini(self) -> float:
        """1 − twice the area under the share of purchases by the share of customers."""
        shares = self.actual / self.actual[-1]
        return float(1.0 - np.sum(np.diff(self.customers / self.customers[-1]) * (shares[1:] + shares[:-1])))


def _normalised_gini(by_forecast: _Curve, by_outcome: _Curve) -> float:
    if by_outcome.actual[-1] <= 0.0:
        return float("nan")
    best = by_outcome.gini()
    return by_forecast.gini() / best if best > 1e-12 else float("nan")

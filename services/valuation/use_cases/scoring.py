"""From the record of a run and customers' histories to what each customer is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from inference.arrays import FloatArray
from services.valuation.domain import (
    PurchaseHistories,
    PurchasePrediction,
    ValuePrediction,
    predict_purchases,
    predict_value,
)
from services.valuation.domain.fit import name_fitted
from services.valuation.domain.recalibration import BiasFactor
from services.valuation.reductions.histories import CustomerHistory
from services.valuation.store.runs import ModelRun
from services.valuation.use_cases.planning import RunPlan

Columns = dict[str, list[float | None]]

_RECALIBRATED = ("expected_purchases", "clv")


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """A fitted run, ready to value customers.

    Attributes:
        plan: What was asked for.
        model: The one that the parameters belong to.
        parameters: Of purchases.
        covariance: Of these; None where there is none: then there are no intervals.
        spend: p, q and v; None where spend could not be fitted: then there is no value.
        spend_covariance: Of these; None where there is none.
        factor: What holdouts say that forecasts are to be multiplied by; None where nothing is.
    """

    plan: RunPlan
    model: str
    parameters: dict[str, float]
    covariance: FloatArray | None
    spend: dict[str, float] | None
    spend_covariance: FloatArray | None
    factor: BiasFactor | None = None

    @classmethod
    def of(cls, run: ModelRun) -> Self:
        """The scorer that a run's record describes."""
        return cls(
            plan=RunPlan.of_record(run.request),
            model=name_fitted(run.fit["model"], run.fit["limit_model"]),
            parameters=run.fit["parameters"],
            covariance=_matrix(run.fit),
            spend=None if run.spend is None else run.spend["parameters"],
            spend_covariance=None if run.spend is None else _matrix(run.spend),
            factor=_factor(run),
        )

    def score(self, customers: Sequence[CustomerHistory]) -> Columns:
        """The columns of `customer_values`, in the customers' order."""
        days = self.plan.days_per_unit
        monetary_value = np.array([customer.monetary_value for customer in customers], dtype=np.float64)
        histories = PurchaseHistories.of(
            np.array([customer.frequency for customer in customers], dtype=np.int64),
            np.array([customer.recency_days for customer in customers], dtype=np.float64) / days,
            np.array([customer.age_days for customer in customers], dtype=np.float64) / days,
        )
        prediction = self._predict(histories, monetary_value)
        nothing = np.full(len(histories), np.nan)
        estimates = {
            "probability_alive": prediction.probability_alive,
            "expected_purchases": prediction.expected_purchases,
            "expected_spend": prediction.expected_spend if isinstance(prediction, ValuePrediction) else nothing,
            "clv": prediction.clv if isinstance(prediction, ValuePrediction) else nothing,
        }
        columns = {
            "frequency": histories.frequency.astype(np.float64),
            "recency": histories.recency,
            "age": histories.T,
            "monetary_value": np.where(histories.frequency > 0, monetary_value, np.nan),
        }
        for name, estimate in estimates.items():
            low, high = prediction.intervals.get(name, (nothing, nothing))
            if self.factor is not None and name in _RECALIBRATED:
                estimate, (low, high) = self.factor.apply(estimate, (low, high), self.plan.level)
            columns |= {name: estimate, f"{name}_low": low, f"{name}_high": high}
        return {name: _nullable(column) for name, column in columns.items()}

    def _predict(self, histories: PurchaseHistories, monetary_value: FloatArray) -> PurchasePrediction | ValuePrediction:
        plan = self.plan
        if self.spend is None:
            return predict_purchases(
                self.model,
                self.parameters,
                histories,
                plan.horizon,
                covariance=self.covariance,
                level=plan.level,
                outcomes=False,
            )
        return predict_value(
            self.model,
            self.parameters,
            self.spend,
            histories,
            monetary_value,
            plan.horizon,
            plan.time_unit if plan.opportunity is None else plan.opportunity.unit,
            plan.annual_discount_rate,
            covariance=self.covariance,
            spend_covariance=self.spend_covariance,
            level=plan.level,
            opportunity_length=1.0 if plan.opportunity is None else float(plan.opportunity.length),
            outcomes=False,
        )


def _factor(run: ModelRun) -> BiasFactor | None:
    known = None if run.selection is None else run.selection["recalibration"]
    return BiasFactor(**known["factor"]) if known is not None and known["applied"] else None


def _matrix(fit: dict[str, Any]) -> FloatArray | None:
    return None if fit["covariance"] is None else np.array(fit["covariance"], dtype=np.float64)


def _nullable(column: FloatArray) -> list[float | None]:
    """As the database takes it: null where there is no finite number."""
    return [number if finite else None for number, finite in zip(column.tolist(), np.isfinite(column).tolist(), strict=True)]

"""From reduced orders to the record of a model run: fits, backtest, diagnostics. No I/O after the reductions."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, is_dataclass
from datetime import date, timedelta
from importlib.metadata import version
from math import isfinite
from typing import Any

import numpy as np
import orjson

from kernel.database import UnitOfWork
from services.valuation.domain import (
    GammaGammaFit,
    PurchaseFit,
    PurchaseHistories,
    SpendRecords,
    TimeUnit,
    backtest_against_naive,
    fit_purchases,
)
from services.valuation.problems import NoPurchasesError
from services.valuation.reductions.histories import HISTORIES, SPEND, HistoryGroup, SpendGroup
from services.valuation.use_cases.planning import RunPlan

METHOD = "delta method on the covariance at the maximum of the likelihood (Laplace)"

# Past this the two are not independent, as the model of spend supposes them to be.
CORRELATED = 0.3


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run learns from: reduced orders.

    Attributes:
        histories: Of all who bought by the end of the calibration.
        spend: Of those of them who came back.
        test_origin: Where the backtest divides time: the end of the calibration, or a day before it.
        test_histories: As of that day, with the days bought on after it.
    """

    histories: list[HistoryGroup]
    spend: list[SpendGroup]
    test_origin: date
    test_histories: list[HistoryGroup]

    def digest(self, plan: RunPlan) -> str:
        """SHA-256 of the inputs and of what was asked for."""
        told = {
            "request": plan.to_record(),
            "histories": [astuple(group) for group in self.histories],
            "spend": [astuple(group) for group in self.spend],
            "test_origin": self.test_origin.isoformat(),
            "test_histories": [astuple(group) for group in self.test_histories],
        }
        return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def reduce_orders(work: UnitOfWork, plan: RunPlan) -> Inputs:
    """Reduce the workspace's orders to what a run learns from.

    Where the calibration leaves no holdout, the backtest divides time where a third of the observed span is left.

    Raises:
        NoPurchasesError: Nobody bought by the end of the calibration.
    """
    time_zone = (await work.workspace()).time_zone

    async def histories_at(calibration_end: date) -> list[HistoryGroup]:
        return await work.reduce(
            HISTORIES, time_zone=time_zone, calibration_end=calibration_end, observation_end=plan.observation_end
        )

    histories = await histories_at(plan.calibration_end)
    if not histories:
        raise NoPurchasesError(f"Nobody bought anything by {plan.calibration_end}.")
    spend = await work.reduce(
        SPEND, time_zone=time_zone, calibration_end=plan.calibration_end, observation_end=plan.calibration_end
    )
    if plan.calibration_end < plan.observation_end:
        return Inputs(histories, spend, plan.calibration_end, histories)
    span = max(group.age_days for group in histories)
    origin = plan.calibration_end - timedelta(days=span - 2 * span // 3)
    return Inputs(histories, spend, origin, await histories_at(origin) if origin < plan.calibration_end else [])


def purchase_histories(groups: Sequence[HistoryGroup], unit: TimeUnit) -> PurchaseHistories:
    """Groups as the models want them."""
    return PurchaseHistories.of(
        [group.frequency for group in groups],
        np.array([group.recency_days for group in groups]) / unit.days,
        np.array([group.age_days for group in groups]) / unit.days,
        [group.customers for group in groups],
    )


def spend_records(groups: Sequence[SpendGroup]) -> SpendRecords:
    """Groups as the model of spend wants them."""
    return SpendRecords.of(
        np.array([group.frequency for group in groups], dtype=np.int64),
        np.array([group.monetary_value for group in groups], dtype=np.float64),
        np.array([group.customers for group in groups], dtype=np.int64),
    )


def run_backtest(inputs: Inputs, fit: PurchaseFit, plan: RunPlan) -> dict[str, Any]:
    """The model beside the naive forecast, by a fit of its own where the run's own has seen the holdout.

    Raises:
        DomainError: The past is too short or too thin to be divided.
    """
    own = inputs.test_origin < plan.calibration_end or not inputs.test_histories
    histories = purchase_histories(inputs.test_histories, plan.time_unit)
    tested = fit_purchases(plan.model, histories) if own else fit
    result = backtest_against_naive(
        tested.fitted_model,
        tested.parameters,
        histories,
        np.array([group.holdout_days for group in inputs.test_histories], dtype=np.float64),
        (plan.observation_end - inputs.test_origin).days / plan.time_unit.days,
    )
    return {
        "origin": "chosen" if own else "requested",
        "calibration_end": inputs.test_origin.isoformat(),
        "observation_end": plan.observation_end.isoformat(),
        "fit": fit_record(tested) if own else None,
        **as_record(result),
    }


def diagnose(inputs: Inputs, spend: GammaGammaFit | None, warnings: Sequence[str]) -> dict[str, Any]:
    """What else is to be known of a run."""
    repeaters = sum(group.customers for group in inputs.histories if group.frequency > 0)
    customers = sum(group.customers for group in inputs.histories)
    correlation = None if spend is None else finite(spend.frequency_spend_correlation)
    found = list(warnings)
    if correlation is not None and abs(correlation) >= CORRELATED:
        found.append("spend_depends_on_frequency")
    if spend is not None and spend.parameters["q"] <= 1.0:
        found.append("spend_has_no_mean")
    return {
        "distinct_histories": len({(group.frequency, group.recency_days, group.age_days) for group in inputs.histories}),
        "customers": customers,
        "repeat_customers": repeaters,
        "repeat_purchases": sum(group.customers * group.frequency for group in inputs.histories),
        "frequency_spend_correlation": correlation,
        "excluded": {"purchases": 0, "spend": customers - (0 if spend is None else spend.customers)},
        "intervals": {"method": METHOD},
        "seeds": [],
        "warnings": found,
    }


def fit_record(fit: PurchaseFit | GammaGammaFit) -> dict[str, Any]:
    """A fit as JSON values, with the order of its parameters, which JSON objects do not keep in Postgres."""
    return {**as_record(fit), "aic": fit.aic, "bic": fit.bic, "parameter_order": list(fit.parameters)}


def finite(number: float) -> float | None:
    """The number, or None where there is none."""
    return number if isfinite(number) else None


def as_record(value: object) -> Any:  # noqa: ANN401 — JSON of any shape
    """A result as JSON values: what has no number becomes null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_record(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray):
        return as_record(value.tolist())
    if isinstance(value, dict):
        return {name: as_record(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_record(each) for each in value]
    return finite(value) if isinstance(value, float) else value


def code_version() -> str:
    """Of this distribution."""
    return version("attune")

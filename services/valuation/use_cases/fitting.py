"""From reduced orders to the record of a model run: inputs, backtest, diagnostics. No I/O after the reductions."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import numpy as np
import orjson

from kernel.database import UnitOfWork
from services.valuation.domain import GammaGammaFit, PurchaseFit, backtest_against_naive, fit_purchases
from services.valuation.domain.beta_geo import MINIMUM_CUSTOMERS
from services.valuation.domain.origins import rolling_origins
from services.valuation.problems import (
    MixedCurrenciesError,
    NoPurchasesError,
    NoRepeatPurchasesError,
    PurchasesInFutureError,
)
from services.valuation.reductions.histories import (
    ORDER_FAULTS,
    HistoryGroup,
    OrderFaults,
    SpendGroup,
)
from services.valuation.reductions.segments import SegmentGroup
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.records import as_record, finite, fit_record, purchase_histories
from services.valuation.use_cases.segmenting import reduce_segments
from services.valuation.use_cases.selecting import OriginInputs

METHOD = "delta method on the covariance at the maximum of the likelihood (Laplace)"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run learns from: reduced orders.

    Attributes:
        histories: Of all who bought by the end of the calibration.
        spend: Of those of them who came back.
        test_origin: Where the backtest divides time: the end of the calibration, or a day before it.
        test_histories: As of that day, with the days bought on after it.
        origins: Rolling origins, from the first to the last.
        segments: Of all who bought by the end of the calibration, by the channel that acquired them and by what a trait of
            theirs is.
        later: Orders of days that are still to come.
    """

    histories: list[HistoryGroup]
    spend: list[SpendGroup]
    test_origin: date
    test_histories: list[HistoryGroup]
    origins: list[OriginInputs]
    segments: list[SegmentGroup]
    later: int = 0

    def digest(self, plan: RunPlan) -> str:
        """SHA-256 of the inputs and of what was asked for."""
        told = {
            "request": plan.to_record(),
            "histories": [astuple(group) for group in self.histories],
            "spend": [astuple(group) for group in self.spend],
            "test_origin": self.test_origin.isoformat(),
            "test_histories": [astuple(group) for group in self.test_histories],
            "segments": [astuple(group) for group in self.segments],
            "origins": [[each.origin, [astuple(group) for group in each.groups]] for each in self.origins],
        }
        return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def reduce_orders(work: UnitOfWork, plan: RunPlan) -> Inputs:
    """Reduce the workspace's orders to what a run learns from.

    Where the calibration leaves no holdout, the backtest divides time where a third of the observed span is left.

    Raises:
        NoPurchasesError: Nobody bought by the end of the calibration.
        PurchasesInFutureError: Nobody did, as all purchases are of days after the workspace's today.
        NoRepeatPurchasesError: Nobody bought a second time by then.
        MixedCurrenciesError: Orders are not all in the workspace's currency.
    """
    workspace = await work.workspace()
    faults = await _find_faults(work, plan)

    async def histories_at(calibration_end: date, observation_end: date) -> list[HistoryGroup]:
        bounds = plan.bounds(calibration_end=calibration_end, observation_end=observation_end)
        return await work.reduce(plan.reductions.histories, time_zone=workspace.time_zone, **bounds)

    histories = await histories_at(plan.calibration_end, plan.observation_end)
    _check_purchases(histories, faults, plan)
    bounds = plan.bounds(calibration_end=plan.calibration_end, observation_end=plan.calibration_end)
    spend = await work.reduce(plan.reductions.spend, time_zone=workspace.time_zone, **bounds)
    span = max(group.age_days for group in histories)
    first_on = plan.before(plan.calibration_end, span)
    origins = [
        OriginInputs(origin, await histories_at(origin.calibration_end, origin.observation_end))
        for origin in rolling_origins(first_on, plan.calibration_end, plan.observation_end, plan.origins, plan.opportunity)
    ]
    segments = await reduce_segments(work, plan)
    if plan.calibration_end < plan.observation_end:
        return Inputs(histories, spend, plan.calibration_end, histories, origins, segments, faults.later)
    divided = plan.before(plan.calibration_end, span - 2 * span // 3)
    tested = await histories_at(divided, plan.observation_end) if divided < plan.calibration_end else []
    return Inputs(histories, spend, divided, tested, origins, segments, faults.later)


async def _find_faults(work: UnitOfWork, plan: RunPlan) -> OrderFaults:
    """Orders that are still to come.

    Raises:
        MixedCurrenciesError: Some are in another currency than the workspace's.
    """
    workspace = await work.workspace()
    (faults,) = await work.reduce(
        ORDER_FAULTS,
        time_zone=workspace.time_zone,
        today=workspace.now().astimezone(workspace.zone).date(),
        observation_end=plan.observation_end,
        currency=workspace.currency,
    )
    if faults.foreign:
        raise MixedCurrenciesError(f"{faults.foreign} orders are not in {workspace.currency}, the workspace's currency.")
    return faults


def _check_purchases(histories: Sequence[HistoryGroup], faults: OrderFaults, plan: RunPlan) -> None:
    if not histories and faults.later:
        raise PurchasesInFutureError(
            f"Nobody bought anything by {plan.calibration_end}, and {faults.later} orders are after the workspace's today."
        )
    if not histories:
        raise NoPurchasesError(f"Nobody bought anything by {plan.calibration_end}.")
    customers = sum(group.customers for group in histories)
    if customers >= MINIMUM_CUSTOMERS and not any(group.frequency for group in histories):
        raise NoRepeatPurchasesError(f"All {customers} customers bought on one day only by {plan.calibration_end}.")


def run_backtest(inputs: Inputs, model: str, fit: PurchaseFit, plan: RunPlan) -> dict[str, Any]:
    """The model beside the naive forecast, by a fit of its own where the run's own has seen the holdout.

    Raises:
        DomainError: The past is too short or too thin to be divided.
    """
    own = inputs.test_origin < plan.calibration_end or not inputs.test_histories
    histories = purchase_histories(inputs.test_histories, plan.days_per_unit)
    tested = fit_purchases(model, histories) if own else fit
    result = backtest_against_naive(
        tested.fitted_model,
        tested.parameters,
        histories,
        np.array([group.holdout_days for group in inputs.test_histories], dtype=np.float64),
        plan.between(inputs.test_origin, plan.observation_end),
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
    if spend is not None and spend.dependence is not None and spend.dependence.breaks_model:
        found.append("spend_depends_on_frequency")
    if spend is not None and spend.parameters["q"] <= 1.0:
        found.append("spend_has_no_mean")
    if inputs.later:
        found.append("orders_in_future")
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

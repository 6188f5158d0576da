"""Candidates at rolling origins: fitted to what was known there, scored by what came, put before the gate. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from inference.errors import DomainError
from services.valuation.domain import fit_purchases
from services.valuation.domain.candidates import forecast_purchases, suitable_models
from services.valuation.domain.models import FITTERS, OPPORTUNITY_FITTERS
from services.valuation.domain.naive import naive_forecasts
from services.valuation.domain.origins import Origin
from services.valuation.domain.recalibration import Recalibration, recalibrate
from services.valuation.domain.scoring import Outcomes, Score, score_forecast
from services.valuation.domain.selection import OriginResult, Selection, select_model
from services.valuation.reductions.histories import HistoryGroup
from services.valuation.use_cases.planning import AUTO, PromotionPolicy, RunPlan
from services.valuation.use_cases.records import as_record, purchase_histories


@dataclass(frozen=True, slots=True)
class OriginInputs:
    """An origin, and what customers had done by it and did after it."""

    origin: Origin
    groups: list[HistoryGroup]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What rolling origins say.

    Attributes:
        model: The best candidate, or the first one that was to be tried where none could be.
        promote: Whether the run is to be promoted.
        passed: Whether it passes the gate.
        record: All of it, as JSON values.
    """

    model: str
    promote: bool
    passed: bool
    record: dict[str, Any]


def choose_model(plan: RunPlan, inputs: Sequence[OriginInputs]) -> Chosen:
    """Try the plan's candidates at every origin, and decide which is taken and whether it is promoted."""
    names = candidate_names(plan)
    tried = [_try_at(each, names, plan) for each in inputs if each.groups]
    results = [result for result, _ in tried]
    selection = select_model(results, _parameters(names))
    factor = None if selection.best is None else _recalibrate(selection.best, results, plan)
    applied = plan.recalibrate and factor is not None and factor.helps is True
    model = selection.best or names[0]
    promote = plan.promote is PromotionPolicy.ALWAYS or (plan.promote is PromotionPolicy.IF_BETTER and selection.passed)
    record = {
        "candidates": names,
        "best": selection.best,
        "promote": plan.promote.value,
        "to_be_promoted": promote,
        "gate": _gate_record(selection),
        "forecasts": [{"forecast": name, **as_record(score)} for name, score in selection.scores.items()],
        "origins": [told for _, told in tried],
        "recalibration": None if factor is None else {**as_record(factor), "applied": applied},
    }
    return Chosen(model, promote, selection.passed, record)


def candidate_names(plan: RunPlan) -> list[str]:
    """What is tried: the model that was named, or all that suit how purchases come."""
    return list(suitable_models(at_opportunities=plan.opportunity is not None)) if plan.model == AUTO else [plan.model]


def _parameters(names: Sequence[str]) -> dict[str, int]:
    known: dict[str, int] = {name: fitter.dimensions for name, fitter in (*FITTERS.items(), *OPPORTUNITY_FITTERS.items())}
    return {name: known[name] for name in names}


def _try_at(inputs: OriginInputs, names: Sequence[str], plan: RunPlan) -> tuple[OriginResult, dict[str, Any]]:
    """Every candidate and every naive forecast at an origin, and what is kept of them."""
    histories = purchase_histories(inputs.groups, plan.days_per_unit)
    outcomes = Outcomes(np.array([group.holdout_days for group in inputs.groups], dtype=np.int64), histories.customers)
    horizon = plan.between(inputs.origin.calibration_end, inputs.origin.observation_end)
    forecasts, failed = {}, []
    for name in names:
        try:
            fit = fit_purchases(name, histories)
            forecasts[name] = forecast_purchases(fit, histories, outcomes, horizon)
        except DomainError as error:
            failed.append({"model": name, "code": error.code})
    naive = naive_forecasts(histories, outcomes, horizon)
    scores = {name: score_forecast(forecast, outcomes) for name, forecast in (forecasts | naive).items()}
    told = {
        "calibration_end": inputs.origin.calibration_end.isoformat(),
        "observation_end": inputs.origin.observation_end.isoformat(),
        "horizon": horizon,
        "customers": int(histories.customers.sum()),
        "actual": int(outcomes.purchases @ outcomes.customers),
        "not_fitted": failed,
        "forecasts": [{"forecast": name, **_without_tenths(score)} for name, score in scores.items()],
    }
    return OriginResult(outcomes, forecasts, naive), told


def _without_tenths(score: Score) -> dict[str, Any]:
    record: dict[str, Any] = as_record(score)
    del record["tenths"]
    return record


def _recalibrate(name: str, results: Sequence[OriginResult], plan: RunPlan) -> Recalibration | None:
    return recalibrate([(result.candidates[name], result.outcomes) for result in results], plan.level)


def _gate_record(selection: Selection) -> dict[str, Any]:
    return {
        "passed": selection.passed,
        "reasons": [as_record(reason) for reason in selection.reasons],
        "gains": [as_record(gain) for gain in selection.gains],
    }

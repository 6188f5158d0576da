"""What is drawn of a run beside what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from inference.arrays import FloatArray
from kernel.compute import ComputePool
from kernel.database import UnitOfWork
from services.valuation.domain import PurchaseHistories
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.plots import (
    AliveGrid,
    ConditionalExpectations,
    FrequencyHistogram,
    Tracking,
    alive_grid,
    conditional_expectations,
    frequency_histogram,
    track_purchases,
)
from services.valuation.domain.scoring import Forecast, Outcomes, Score, score_forecast
from services.valuation.reductions.concentration import VALUE_SHARES, ValueShare
from services.valuation.reductions.histories import HistoryGroup, PurchaseDay
from services.valuation.store import runs
from services.valuation.store.runs import ModelRun
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.reading import read_run
from services.valuation.use_cases.records import purchase_histories
from services.valuation.use_cases.scoring import Scorer

DAYS_PER_BIN = 7


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What the process pool makes of reduced orders."""

    tracking: Tracking
    frequencies: FrequencyHistogram
    expectations: ConditionalExpectations | None
    holdout: Score | None
    alive: AliveGrid


@dataclass(frozen=True, slots=True, eq=False)
class Plots:
    """All that is drawn of a run.

    Attributes:
        run: Whose.
        first_on: The day (or the last one of the opportunity) of the first purchase of all.
        bin_ends: Last day of each bin of the tracking.
        drawn: From the orders as they are now.
        concentration: Of published values, the most valuable first; None where the run's are not published.
    """

    run: ModelRun
    plan: RunPlan
    bin_ends: Sequence[date]
    drawn: Drawn | None
    concentration: Sequence[ValueShare] | None


async def read_plots(work: UnitOfWork, compute: ComputePool, reference: str) -> Plots:
    """The plots of a run.

    Raises:
        NotFoundError: There is no such run.
    """
    run = await read_run(work, reference)
    plan, time_zone = RunPlan.of_record(run.request), (await work.workspace()).time_zone
    bounds = plan.bounds(calibration_end=plan.calibration_end, observation_end=plan.observation_end)
    groups = await work.reduce(plan.reductions.histories, time_zone=time_zone, **bounds)
    days = await work.reduce(plan.reductions.days, time_zone=time_zone, **bounds)
    published = await runs.read_published(work)
    shown = published is not None and published.run.id == run.id
    drawn = await compute.run(draw, Scorer.of(run), groups, days) if groups else None
    return Plots(
        run=run,
        plan=plan,
        bin_ends=[] if drawn is None else _bin_ends(plan, drawn.tracking, days),
        drawn=drawn,
        concentration=await work.reduce(VALUE_SHARES) if shown else None,
    )


def draw(scorer: Scorer, groups: Sequence[HistoryGroup], days: Sequence[PurchaseDay]) -> Drawn:
    """The plots of reduced orders: what takes some time."""
    plan, model = scorer.plan, PurchaseModel.of(scorer.model, scorer.parameters)
    whole, histories = plan.opportunity is not None, purchase_histories(groups, plan.days_per_unit)
    holdout = np.array([group.holdout_days for group in groups], dtype=np.float64)
    horizon = plan.between(plan.calibration_end, plan.observation_end)
    firsts, repeats = _by_day(days)
    return Drawn(
        tracking=track_purchases(
            model,
            scorer.covariance,
            firsts,
            repeats,
            plan.days_per_unit,
            1 if whole else DAYS_PER_BIN,
            plan.level,
            whole=whole,
        ),
        frequencies=frequency_histogram(model, histories, plan.level),
        expectations=conditional_expectations(model, scorer.covariance, histories, holdout, horizon, plan.level)
        if horizon > 0.0
        else None,
        holdout=_score(model, histories, holdout, horizon) if horizon > 0.0 else None,
        alive=alive_grid(model, histories, whole=whole),
    )


def _score(model: PurchaseModel, histories: PurchaseHistories, holdout: FloatArray, horizon: float) -> Score:
    outcomes = Outcomes(np.rint(holdout).astype(np.int64), histories.customers)
    return score_forecast(Forecast(expected_purchases(model, histories, horizon).value, None), outcomes)


def _by_day(days: Sequence[PurchaseDay]) -> tuple[np.typing.NDArray[np.int64], np.typing.NDArray[np.int64]]:
    """First and repeat purchases of each day from the first of all to the end of the observation."""
    length = days[0].days_before_end + 1
    firsts, repeats = np.zeros(length, dtype=np.int64), np.zeros(length, dtype=np.int64)
    for day in days:
        place = length - 1 - day.days_before_end
        firsts[place], repeats[place] = day.firsts, day.repeats
    return firsts, repeats


def _bin_ends(plan: RunPlan, tracking: Tracking, days: Sequence[PurchaseDay]) -> list[date]:
    before_end = [days[0].days_before_end - end for end in tracking.ends.tolist()]
    if plan.opportunity is None:
        return [plan.observation_end - timedelta(days=count) for count in before_end]
    last = plan.opportunity.last_complete(plan.observation_end)
    return [plan.opportunity.last_day(last - count) for count in before_end]

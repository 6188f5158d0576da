"""An analysis: what to look at, the reduction, the comparison, the record."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, Self
from uuid import UUID

import orjson

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.problems import NotFoundError
from services.experiments.domain.analysis import Analysis, Comparison, analyze, level_of
from services.experiments.domain.assignment import is_held_out
from services.experiments.domain.moments import Metric, Totals
from services.experiments.problems import (
    ExperimentNotStartedError,
    MarginUnknownError,
    MomentBeforeStartError,
    MomentInFutureError,
    NoCustomersError,
    NoExposuresError,
)
from services.experiments.reductions import (
    EXPERIMENT_OUTCOMES,
    HOLDOUT_OUTCOMES,
    UNASSIGNED_CUSTOMERS,
    ArmOutcome,
)
from services.experiments.store import analyses, experiments, holdouts
from services.experiments.store.analyses import AnalysisRecord, PublishedLift
from services.experiments.store.holdouts import StoredHoldout
from services.experiments.use_cases.experiments import read_experiment
from services.experiments.use_cases.holdouts import read_holdout

HELD, OPEN = "held", "open"
MULTIPLE_WARNING = 0.01  # share of users who met more than one variation above which an analysis says so
ASSIGNED_AT_ONCE = 20_000  # customers: a transaction stays well below the seconds that the feed allows it
METHOD = {
    "difference": "Welch's t on sufficient statistics",
    "relative": "Fieller",
    "incremental": "the difference and its interval times the treatment's users",
    "srm": "Pearson's chi-squared",
}

# Longer than any window of conversion: an order is then bounded by the analysis' end alone.
_UNBOUNDED = timedelta(days=100_000)
_BEFORE_ALL = UUID(int=0)
_REDUCE, _COMPARE = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class AnalysisPlan:
    """An analysis to be made, with every default made explicit.

    Attributes:
        experiment_id: Of what; None for a holdout.
        holdout_id: Of what; None for an experiment.
        metric: `revenue`, `conversion`, `orders` or `margin`.
        since: The start of the experiment or the holdout.
        until: The end of what is looked at, itself not.
        alpha: Of the two-sided test; intervals are of the level 1 − alpha.
        conversion_days: Days after a user's first exposure in which orders count; None: all up to the end.
    """

    experiment_id: UUID | None
    holdout_id: UUID | None
    metric: str
    since: datetime
    until: datetime
    alpha: float
    conversion_days: float | None = None

    def to_record(self) -> dict[str, Any]:
        """As JSON values: a job's arguments, a record's request."""
        return {
            "experiment_id": None if self.experiment_id is None else str(self.experiment_id),
            "holdout_id": None if self.holdout_id is None else str(self.holdout_id),
            "metric": self.metric,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "alpha": self.alpha,
            "conversion_days": self.conversion_days,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """The plan that `to_record` wrote."""
        experiment_id, holdout_id = record["experiment_id"], record["holdout_id"]
        return cls(
            experiment_id=None if experiment_id is None else UUID(experiment_id),
            holdout_id=None if holdout_id is None else UUID(holdout_id),
            metric=record["metric"],
            since=datetime.fromisoformat(record["since"]),
            until=datetime.fromisoformat(record["until"]),
            alpha=record["alpha"],
            conversion_days=record["conversion_days"],
        )


async def plan_experiment_analysis(
    work: UnitOfWork, reference: str, until: datetime | None, alpha: float, conversion_days: float | None
) -> AnalysisPlan:
    """An analysis of an experiment, up to now by the workspace's clock unless told, and never past the experiment's end.

    Raises:
        NotFoundError: There is no such experiment.
        ExperimentNotStartedError: It has not been started.
        MomentInFutureError: The end is in the future.
        MomentBeforeStartError: The end is not after the experiment's start.
    """
    experiment = await read_experiment(work, reference)
    if experiment.started_at is None:
        raise ExperimentNotStartedError(f"The experiment '{experiment.key}' has not been started.")
    end = await _end(work, until, experiment.started_at, experiment.stopped_at)
    return AnalysisPlan(experiment.id, None, experiment.metric, experiment.started_at, end, alpha, conversion_days)


async def plan_holdout_analysis(
    work: UnitOfWork, reference: str, until: datetime | None, alpha: float, metric: str
) -> AnalysisPlan:
    """An analysis of a holdout, up to now by the workspace's clock unless told, and never past the holdout's end.

    Raises:
        NotFoundError: There is no such holdout.
        MomentInFutureError: The end is in the future.
        MomentBeforeStartError: The end is not after the holdout's start.
    """
    holdout = await read_holdout(work, reference)
    end = await _end(work, until, holdout.started_at, holdout.stopped_at)
    return AnalysisPlan(None, holdout.id, metric, holdout.started_at, end, alpha)


async def _end(work: UnitOfWork, until: datetime | None, since: datetime, stopped_at: datetime | None) -> datetime:
    now = (await work.workspace()).now()
    if until is not None and until > now:
        raise MomentInFutureError(f"The workspace's clock says {now.isoformat()}.", "/until")
    end = min(until or now, stopped_at or now)
    if end <= since:
        raise MomentBeforeStartError(f"There is nothing to look at before {since.isoformat()}, the start.", "/until")
    return end


async def run_analysis(context: JobContext, plan: AnalysisPlan) -> UUID:
    """Reduce, compare, keep; a job that runs again finds the record that it made before.

    Returns:
        The analysis' id.

    Raises:
        NoExposuresError: Nobody was exposed.
        NoCustomersError: There is no customer.
        MarginUnknownError: The metric is the margin, and purchases have none.
        DomainError: There are too few users to compare.
    """
    async with context.work() as work:
        made = await analyses.find_analysis_of_job(work, context.job_id)
    if made is not None:
        return made.id
    await context.progress(0.0, "reduce")
    if plan.holdout_id is not None:
        await _assign_customers(context, plan.holdout_id)
    await context.progress(_REDUCE, "reduce")
    async with context.work() as work:
        inputs = await _reduce(work, plan)
    await context.progress(_COMPARE, "compare")
    record, lifts = _record(context.job_id, plan, inputs)
    async with context.work() as work:
        await analyses.insert_analysis(work, record, lifts)
    return record.id


async def _assign_customers(context: JobContext, holdout_id: UUID) -> None:
    """Put every customer on a side who is on none: also one whose row became visible after those that were made later."""
    after = _BEFORE_ALL
    while True:
        async with context.work() as work:
            holdout = await _holdout(work, holdout_id)
            some = await work.reduce(UNASSIGNED_CUSTOMERS, holdout_id=holdout_id, after=after, size=ASSIGNED_AT_ONCE)
            if not some:
                return
            sides = {each.id: is_held_out(holdout.seed, holdout.share, each.customer_id) for each in some}
            await holdouts.write_sides(work, holdout_id, sides)
        after = some[-1].id
        await context.progress(0.0, "assign")


async def _holdout(work: UnitOfWork, holdout_id: UUID) -> StoredHoldout:
    holdout = await holdouts.find_holdout(work, str(holdout_id))
    if holdout is None:
        raise NotFoundError(f"There is no holdout '{holdout_id}'.")
    return holdout


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an analysis is made of.

    Attributes:
        control: Key of the arm that the others are compared with.
        weights: What the assignment should give, by arm, in order.
        outcomes: By arm, in the same order; an arm without users is there with zeros.
        multiple: Users who met more than one arm, and are left out.
    """

    control: str
    weights: dict[str, float]
    outcomes: list[ArmOutcome]
    multiple: int

    def digest(self, plan: AnalysisPlan) -> str:
        """SHA-256 of the inputs and of what was asked for."""
        told = {
            "request": plan.to_record(),
            "control": self.control,
            "weights": self.weights,
            "outcomes": [astuple(outcome) for outcome in self.outcomes],
            "multiple": self.multiple,
        }
        return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def _reduce(work: UnitOfWork, plan: AnalysisPlan) -> Inputs:
    if plan.holdout_id is not None:
        holdout = await _holdout(work, plan.holdout_id)
        weights = {HELD: holdout.share, OPEN: 1.0 - holdout.share}
        outcomes = await work.reduce(HOLDOUT_OUTCOMES, holdout_id=holdout.id, since=plan.since, until=plan.until)
        if not outcomes:
            raise NoCustomersError("There is no customer with a company's own id.")
        return Inputs(HELD, weights, _by_arm(outcomes, list(weights)), 0)
    experiment = await experiments.find_experiment(work, str(plan.experiment_id))
    if experiment is None:
        raise NotFoundError(f"There is no experiment '{plan.experiment_id}'.")
    window = _UNBOUNDED if plan.conversion_days is None else timedelta(days=plan.conversion_days)
    outcomes = await work.reduce(EXPERIMENT_OUTCOMES, experiment_id=experiment.id, until=plan.until, window=window)
    if not outcomes:
        raise NoExposuresError(f"Nobody was exposed to '{experiment.key}' by {plan.until.isoformat()}.")
    multiple = sum(outcome.users for outcome in outcomes if outcome.arm is None)
    return Inputs(experiment.control, experiment.weights, _by_arm(outcomes, experiment.keys), multiple)


def _by_arm(outcomes: Sequence[ArmOutcome], arms: Sequence[str]) -> list[ArmOutcome]:
    found = {outcome.arm: outcome for outcome in outcomes}
    return [found.get(arm) or ArmOutcome(arm, 0, 0.0, 0.0, 0, 0, 0, 0.0, 0.0, 0) for arm in arms]


def _totals(metric: str, outcome: ArmOutcome) -> Totals:
    key = str(outcome.arm)
    if metric == "conversion":
        return Totals(key, outcome.users, outcome.buyers)
    sums = {
        "revenue": (outcome.revenue, outcome.revenue_squares),
        "orders": (float(outcome.purchases), float(outcome.purchase_squares)),
        "margin": (outcome.margin, outcome.margin_squares),
    }
    return Totals(key, outcome.users, *sums[metric])


def _record(job_id: UUID, plan: AnalysisPlan, inputs: Inputs) -> tuple[AnalysisRecord, list[PublishedLift]]:
    if plan.metric == "margin" and (without := sum(outcome.purchases_without_margin for outcome in inputs.outcomes)):
        raise MarginUnknownError(f"{without} of the purchases that count have no margin: their margin cannot be compared.")
    totals = [_totals(plan.metric, outcome) for outcome in inputs.outcomes]
    metric = Metric.PROPORTION if plan.metric == "conversion" else Metric.MEAN
    analysis = analyze(metric, totals, inputs.control, alpha=plan.alpha, weights=inputs.weights)
    users = {arm.key: int(arm.users) for arm in totals}
    record = AnalysisRecord(
        id=new_id(),
        job_id=job_id,
        experiment_id=plan.experiment_id,
        holdout_id=plan.holdout_id,
        request=plan.to_record(),
        digest=inputs.digest(plan),
        code_version=version("attune"),
        analysed_until=plan.until,
        document=_document(plan, inputs, totals, analysis),
        created_at=datetime.now(UTC),
    )
    published = [_lift(plan.metric, comparison, users) for comparison in analysis.comparisons]
    return record, [lift for lift in published if lift is not None]


def _document(plan: AnalysisPlan, inputs: Inputs, totals: Sequence[Totals], analysis: Analysis) -> dict[str, Any]:
    counted = sum(int(arm.users) for arm in totals)
    share = inputs.multiple / (counted + inputs.multiple) if inputs.multiple else 0.0
    users = {arm.key: int(arm.users) for arm in totals}
    warnings = [] if analysis.sample_ratio.passed else ["sample_ratio_mismatch"]
    if share >= MULTIPLE_WARNING:
        warnings.append("multiple_exposures")
    return {
        "metric": plan.metric,
        "level": level_of(plan.alpha),
        "control": inputs.control,
        "variations": [
            {
                "key": arm.key,
                "weight": inputs.weights[arm.key],
                "users": int(arm.users),
                "sum": arm.sum,
                "sum_squares": arm.sum_squares,
                "mean": arm.sum / arm.users if arm.users else None,
            }
            for arm in totals
        ],
        "multiple": {"users": inputs.multiple, "share": share},
        "srm": asdict(analysis.sample_ratio),
        "comparisons": [_compared(comparison, users) for comparison in analysis.comparisons],
        "method": METHOD,
        "warnings": warnings,
    }


def _compared(comparison: Comparison, users: Mapping[str, int]) -> dict[str, Any]:
    difference, treated = comparison.difference, users[comparison.treatment]
    ends = (difference.low, difference.high)
    low, high = (None if end is None else end * treated for end in ends)
    return {
        "control": comparison.control,
        "treatment": comparison.treatment,
        "difference": asdict(difference),
        "relative": None if comparison.relative is None else asdict(comparison.relative),
        "incremental": {"estimate": difference.estimate * treated, "low": low, "high": high},
        "code": comparison.code,
    }


def _lift(metric: str, comparison: Comparison, users: Mapping[str, int]) -> PublishedLift | None:
    """What is published of a comparison; nothing where no arm varies, because then nothing is estimated."""
    difference, relative, treated = comparison.difference, comparison.relative, users[comparison.treatment]
    if difference.low is None or difference.high is None or difference.p_value is None:
        return None
    return PublishedLift(
        metric=metric,
        treatment=comparison.treatment,
        control=comparison.control,
        control_users=users[comparison.control],
        treatment_users=treated,
        difference=difference.estimate,
        difference_low=difference.low,
        difference_high=difference.high,
        p_value=difference.p_value,
        relative=None if relative is None else relative.estimate,
        relative_low=None if relative is None else relative.low,
        relative_high=None if relative is None else relative.high,
        incremental=difference.estimate * treated,
        incremental_low=difference.low * treated,
        incremental_high=difference.high * treated,
    )


Place = tuple[datetime, UUID]


async def list_experiment_analyses(work: UnitOfWork, reference: str, limit: int, before: Place | None) -> list[AnalysisRecord]:
    """Analyses of an experiment from the latest, one more than the limit if there are more.

    Raises:
        NotFoundError: There is no such experiment.
    """
    subject = analyses.of_experiment((await read_experiment(work, reference)).id)
    return await analyses.list_analyses(work, subject, limit, before)


async def list_holdout_analyses(work: UnitOfWork, reference: str, limit: int, before: Place | None) -> list[AnalysisRecord]:
    """Analyses of a holdout from the latest, one more than the limit if there are more.

    Raises:
        NotFoundError: There is no such holdout.
    """
    subject = analyses.of_holdout((await read_holdout(work, reference)).id)
    return await analyses.list_analyses(work, subject, limit, before)


def latest(records: Sequence[AnalysisRecord], reference: str) -> AnalysisRecord:
    """The first of a list.

    Raises:
        NotFoundError: There is none.
    """
    if not records:
        raise NotFoundError(f"'{reference}' has not been analysed yet.")
    return records[0]

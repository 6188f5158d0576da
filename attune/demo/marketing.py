"""Half a year of simulated marketing, through the public API: what a company's own programs would do."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rich.console import Console

from attune.demo.findings import Returns
from attune.demo.market import files
from attune.demo.market.channels import EMAIL, MARGIN_RATE, START, WEEKS
from attune.demo.market.population import CONTROL, OFFER, Assignments, Population, ask
from attune.demo.market.simulation import Market
from attune.importing import progress_bar, tell
from attune_client import Attune, AttuneProblemError
from attune_client.facade import Operation
from attune_client.models import (
    BudgetPlanRecord,
    BudgetPlanRequest,
    ExperimentAnalysisRequest,
    ExperimentCreation,
    ExperimentCreationMetric,
    ExposureBatch,
    ExposureRow,
    GoalRequest,
    HoldoutAnalysisRequest,
    HoldoutAnalysisRequestMetric,
    HoldoutCreation,
    JobDocument,
    NewVariation,
    ReportRequest,
    StartRequest,
    UnitsRequest,
    WorkspaceChange,
)
from attune_client.operations import (
    attribution_create_budget,
    attribution_create_report,
    attribution_read_budget,
    attribution_read_report,
    experiments_assign,
    experiments_create,
    experiments_create_analysis,
    experiments_read,
    experiments_results,
    experiments_start,
    exposures_create,
    goals_create,
    goals_index,
    holdouts_assign,
    holdouts_create,
    holdouts_create_analysis,
    holdouts_read,
    holdouts_results,
    workspace_change,
)

HOLDOUT = "first-half-of-1998"
HOLDOUT_SHARE = 0.05
EXPERIMENT = "ten-percent-off"
LAST_DAY = date(1998, 6, 30)
NEXT_WEEKS = 4
"""What the next budget is for."""
_AT_ONCE = 10_000


class ExposureRefusedError(Exception):
    """The system holds an exposure for wrong that follows its own assignment."""


def set_clock(attune: Attune, moment: datetime) -> None:
    """Set the workspace's clock: the demonstration lives in 1998."""
    attune.call(workspace_change, body=WorkspaceChange(clock_at=moment))


def has_begun(attune: Attune) -> bool:
    """Whether an earlier run on this data directory has begun the half year."""
    return _is_there(attune, holdouts_read, HOLDOUT)


def begin(attune: Attune) -> None:
    """Start the universal holdout and the experiment at the workspace's now, unless an earlier run has done so."""
    if not has_begun(attune):
        attune.call(holdouts_create, body=HoldoutCreation(key=HOLDOUT, share=HOLDOUT_SHARE))
    if not _is_there(attune, experiments_read, EXPERIMENT):
        attune.call(experiments_create, body=_experiment())
    if attune.call(experiments_read, EXPERIMENT).started_at is None:
        attune.call(experiments_start, EXPERIMENT, body=StartRequest())


def _is_there(attune: Attune, operation: Operation[Any], key: str) -> bool:
    try:
        attune.call(operation, key)
    except AttuneProblemError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        return False
    return True


def _experiment() -> ExperimentCreation:
    return ExperimentCreation(
        key=EXPERIMENT,
        name="Simulated: an e-mail a week with a tenth off, against none",
        hypothesis="Customers who are offered a tenth off spend more within the half year.",
        variations=[NewVariation(key=CONTROL, value=False), NewVariation(key=OFFER, value=True)],
        control=CONTROL,
        metric=ExperimentCreationMetric.REVENUE,
        channel=EMAIL.name,
        control_without_channel=True,
    )


def set_goal(attune: Attune, name: str, metric: str, target: str, due_on: date) -> None:
    """Set a goal, unless an earlier run has set it."""
    if name not in {goal.name for goal in attune.call(goals_index, limit=200).items}:
        attune.call(goals_create, body=GoalRequest(name=name, metric=metric, target=target, due_on=due_on, owner="Demo"))


def assign(attune: Attune, customer_ids: Sequence[str]) -> Assignments:
    """Whom the system holds out, and which arm it gives to the others."""
    held_out: dict[str, bool] = {}
    arms: dict[str, str | None] = {}
    for units in _batches(customer_ids):
        body = UnitsRequest(units=units)
        held_out |= {each.unit: each.held for each in attune.call(holdouts_assign, HOLDOUT, body=body).items}
        arms |= {each.unit: each.variation for each in attune.call(experiments_assign, EXPERIMENT, body=body).items}
    return ask(customer_ids, held_out.__getitem__, arms.__getitem__)


def expose(attune: Attune, people: Population, assigned: Assignments) -> None:
    """Tell the system who was exposed to which arm: everybody in the experiment, on its first day.

    Raises:
        ExposureRefusedError: The system refuses one.
    """
    arms = zip(people.customer_ids, assigned.offered.tolist(), assigned.control.tolist(), people.known.tolist(), strict=True)
    rows = [
        ExposureRow(experiment=EXPERIMENT, unit=unit, exposed_at=START, variation=OFFER if offered else CONTROL)
        for unit, offered, control, known in arms
        if known and (offered or control)
    ]
    for start in range(0, len(rows), _AT_ONCE):
        answer = attune.call(exposures_create, body=ExposureBatch(exposures=rows[start : start + _AT_ONCE]))
        if answer.rejected:
            raise ExposureRefusedError(answer.rejected[0].message)


def bring(attune: Attune, console: Console, market: Market, people: Population) -> None:
    """Import what the market left behind: touchpoints, spend, and the orders that communication brought."""
    with tempfile.TemporaryDirectory() as directory:
        written = {kind: Path(directory) / f"{kind}.csv" for kind in ("touchpoints", "spend", "orders")}
        files.write_touchpoints(written["touchpoints"], market.touches, people)
        files.write_spend(written["spend"], market.spend)
        files.write_orders(written["orders"], market.orders, people)
        for kind, path in written.items():
            with progress_bar(console, f"import simulated {kind}") as on_progress:
                counts = attune.import_file(kind, path, on_progress)
            console.print(f"  {tell(counts)}", markup=False)


def conclude(attune: Attune, console: Console) -> Returns:
    """Analyse the experiment and the holdout, then share the credit out: the report puts what is proven beside it."""
    experiment = attune.call(experiments_create_analysis, EXPERIMENT, body=ExperimentAnalysisRequest())
    finish(attune, console, "analyse the experiment", experiment)
    analyses = []
    for metric in (HoldoutAnalysisRequestMetric.ORDERS, HoldoutAnalysisRequestMetric.REVENUE):
        job = attune.call(holdouts_create_analysis, HOLDOUT, body=HoldoutAnalysisRequest(metric=metric))
        finish(attune, console, f"analyse the holdout: {metric.value}", job)
        analyses.append(attune.call(holdouts_results, HOLDOUT))
    request = ReportRequest(from_=START.date(), until=LAST_DAY, margin_rate=MARGIN_RATE)
    result = finish(attune, console, "share the credit out", attune.call(attribution_create_report, body=request))
    return Returns(
        experiment=attune.call(experiments_results, EXPERIMENT),
        holdout_orders=analyses[0],
        holdout=analyses[1],
        report=attune.call(attribution_read_report, result["report_id"]),
    )


def plan_next(attune: Attune, console: Console, returns: Returns) -> BudgetPlanRecord:
    """Ask how the next weeks' budget is best divided: as much as the last weeks', over the channels that left touchpoints."""
    weekly = sum(Decimal(channel.spend) for channel in returns.report.channels if channel.visible) / WEEKS
    request = BudgetPlanRequest(budget=f"{weekly * NEXT_WEEKS:.2f}", horizon_weeks=NEXT_WEEKS)
    result = finish(attune, console, "divide the next budget", attune.call(attribution_create_budget, body=request))
    return attune.call(attribution_read_budget, result["plan_id"])


def finish(attune: Attune, console: Console, task: str, job: JobDocument) -> dict[str, Any]:
    """Wait for a job, with progress."""
    with progress_bar(console, task) as on_progress:
        return attune.wait(job, on_progress)


def _batches(customer_ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(customer_ids), _AT_ONCE):
        yield list(customer_ids[start : start + _AT_ONCE])

"""Goals: set with a measured baseline, judged by live data, changed and closed on record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from inference.errors import DomainError
from kernel.database import UnitOfWork
from kernel.identifiers import new_id, read_id
from kernel.problems import FieldError, NotFoundError, RefusedInputError
from services.planning import store
from services.planning.domain.calendar import end_of, end_of_due_day
from services.planning.domain.goals import Aim, GoalState, Judgement, Term, judge
from services.planning.domain.metrics import GoalDirection, Metric, MetricKind, check_target, metric_of
from services.planning.problems import GoalClosedError, MetricUnmeasurableError, TooManyGoalsError
from services.planning.store import Goal
from services.planning.use_cases.measuring import Measure, Measurer

MAX_OPEN = 50
_LARGEST_BASELINE = Decimal(10) ** 15  # what the column holds


@dataclass(frozen=True, slots=True)
class GoalReading:
    """A goal and how far it is."""

    goal: Goal
    metric: Metric
    term: Term
    current: Measure
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class NewGoal:
    """What is asked for; `direction` None for the metric's own."""

    name: str
    metric: str
    direction: GoalDirection | None
    target: Decimal
    due_on: date
    owner: str


async def set_goal(work: UnitOfWork, asked: NewGoal) -> GoalReading:
    """A new goal, with its baseline measured now, by the workspace's clock.

    Raises:
        RefusedInputError: The metric is unknown, the due date or the target cannot be.
        MetricUnmeasurableError: There is nothing to measure the baseline by.
        TooManyGoalsError: 50 goals are open.
    """
    workspace = await work.workspace()
    now = workspace.now()
    try:
        metric = metric_of(asked.metric)
        term = Term(now, end_of_due_day(asked.due_on, now, workspace.zone))
        baseline = await _measure_baseline(Measurer(work), metric, term)
        direction = asked.direction or metric.direction
        check_target(metric, direction, baseline, asked.target)
    except DomainError as error:
        raise RefusedInputError(error, f"/{error.field}") from None
    if await store.count_open(work) >= MAX_OPEN:
        raise TooManyGoalsError(f"{MAX_OPEN} goals are open: close one first.")
    values = {
        "id": new_id(),
        "name": asked.name,
        "metric": metric.name,
        "direction": direction,
        "target": asked.target,
        "baseline": baseline,
        "baseline_at": now,
        "due_on": asked.due_on,
        "owner": asked.owner,
    }
    goal = await store.add_goal(work, values)
    await work.record("goal.set", goal.id, after=_recorded(values))
    return await read_live(work, Measurer(work), goal, now)


async def _measure_baseline(measurer: Measurer, metric: Metric, term: Term) -> Decimal:
    since, until = term.before
    measure = await measurer.measure(metric, since, until)
    if measure.value is None or abs(measure.value) > _LARGEST_BASELINE:
        detail = f"{metric.name} cannot be measured: {measure.missing or 'too_large'}"
        fault = FieldError(pointer="/metric", message=detail, code=measure.missing or "too_large")
        raise MetricUnmeasurableError(detail, errors=[fault])
    return measure.value


def _recorded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the audit keeps them: money by its digits."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}


async def read_goal(work: UnitOfWork, reference: str, as_of: datetime) -> GoalReading:
    """A goal, judged by what is so at a moment.

    Raises:
        NotFoundError: There is no such goal in this workspace.
    """
    return await read_live(work, Measurer(work), await _find(work, reference), as_of)


async def list_goals(
    work: UnitOfWork, limit: int, before: UUID | None, as_of: datetime, *, is_open: bool | None
) -> list[GoalReading]:
    """Goals from the latest, one more than the limit if there are more, each judged at a moment."""
    measurer = Measurer(work)
    return [
        await read_live(work, measurer, goal, as_of) for goal in await store.list_goals(work, limit, before, is_open=is_open)
    ]


async def read_live(work: UnitOfWork, measurer: Measurer, goal: Goal, as_of: datetime) -> GoalReading:
    """How far a goal is at a moment; a closed one as it was when it was closed."""
    metric = metric_of(goal.metric)
    term = Term(goal.baseline_at, end_of(goal.due_on, (await work.workspace()).zone))
    moment = as_of if goal.closed_at is None else min(as_of, goal.closed_at)
    until = min(moment, term.ends_at) if metric.kind is MetricKind.STATE else term.until(moment)
    current = await measurer.measure(metric, term.begins_at, until)
    aim = Aim(metric.kind, goal.direction, goal.baseline, goal.target)
    judgement = judge(aim, current.value, term.elapsed(moment))
    if goal.closed_at is not None:
        judgement = replace(judgement, state=GoalState.CLOSED, at_risk=False)
    return GoalReading(goal, metric, term, current, judgement)


async def change_goal(work: UnitOfWork, reference: str, changes: Mapping[str, Any]) -> GoalReading:
    """Change name, owner, due date or target; where a due date moves, so does the window of a flow's or a ratio's baseline.

    Raises:
        NotFoundError: There is no such goal in this workspace.
        GoalClosedError: It is closed.
        RefusedInputError: The due date or the target cannot be.
        MetricUnmeasurableError: There is nothing to measure the baseline by over its new window.
    """
    goal = await _find(work, reference, for_update=True)
    if goal.closed_at is not None:
        raise GoalClosedError(f"The goal was closed at {goal.closed_at.isoformat()}.")
    now = (await work.workspace()).now()
    changed = {name: value for name, value in changes.items() if value != getattr(goal, name)}
    if "due_on" in changed or "target" in changed:
        changed |= await _check_change(work, goal, changed, now)
    if changed:
        before = {name: getattr(goal, name) for name in changed}
        goal = await store.change_goal(work, goal.id, changed)
        await work.record("goal.changed", goal.id, before=_recorded(before), after=_recorded(changed))
    return await read_live(work, Measurer(work), goal, now)


async def _check_change(work: UnitOfWork, goal: Goal, changed: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The baseline, where it is another one now.

    Raises:
        RefusedInputError: The due date or the target cannot be.
        MetricUnmeasurableError: There is nothing to measure the baseline by.
    """
    metric, baseline = metric_of(goal.metric), goal.baseline
    zone = (await work.workspace()).zone
    try:
        if "due_on" in changed:
            ends_at = end_of_due_day(changed["due_on"], max(now, goal.baseline_at), zone)  # the clock may have been set back
            if metric.kind is not MetricKind.STATE:
                baseline = await _measure_baseline(Measurer(work), metric, Term(goal.baseline_at, ends_at))
        check_target(metric, goal.direction, baseline, changed.get("target", goal.target))
    except DomainError as error:
        raise RefusedInputError(error, "/target" if "target" in changed and error.field == "target" else "/due_on") from None
    return {} if baseline == goal.baseline else {"baseline": baseline}


async def close_goal(work: UnitOfWork, reference: str) -> None:
    """Close a goal: it is judged no more. Twice is as good as once.

    Raises:
        NotFoundError: There is no such goal in this workspace.
    """
    goal = await _find(work, reference, for_update=True)
    if goal.closed_at is None:
        now = (await work.workspace()).now()
        await store.change_goal(work, goal.id, {"state": "closed", "closed_at": now})
        await work.record("goal.closed", goal.id, after={"closed_at": now})


async def _find(work: UnitOfWork, reference: str, *, for_update: bool = False) -> Goal:
    goal = None
    if (goal_id := read_id(reference)) is not None:
        goal = await store.find_goal(work, goal_id, for_update=for_update)
    if goal is None:
        raise NotFoundError(f"There is no goal '{reference}'.")
    return goal

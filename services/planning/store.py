"""Planning's own rows: goals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select, update

from kernel.database import UnitOfWork
from schema.planning import goals
from services.planning.domain.metrics import GoalDirection


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it was set.

    Attributes:
        baseline: What was measured at `baseline_at`; of flows and ratios, over the same length of time before.
        baseline_at: By the workspace's clock.
        due_on: The last day, of the workspace's calendar.
        owner: Who answers for it.
        closed_at: By the workspace's clock; None while it is open.
    """

    id: UUID
    name: str
    metric: str
    direction: GoalDirection
    target: Decimal
    baseline: Decimal
    baseline_at: datetime
    due_on: date
    owner: str
    created_at: datetime
    closed_at: datetime | None


_COLUMNS = (
    goals.c.id,
    goals.c.name,
    goals.c.metric,
    goals.c.direction,
    goals.c.target,
    goals.c.baseline,
    goals.c.baseline_at,
    goals.c.due_on,
    goals.c.owner,
    goals.c.created_at,
    goals.c.closed_at,
)


def _goal(row: Any) -> Goal:  # noqa: ANN401 — a row of the columns above
    goal_id, name, metric, direction, *rest = row
    return Goal(goal_id, name, metric, GoalDirection(direction), *rest)


def _mine(work: UnitOfWork) -> Select[Any]:
    return select(*_COLUMNS).where(goals.c.workspace_id == work.workspace_id)


async def add_goal(work: UnitOfWork, values: Mapping[str, Any]) -> Goal:
    """Keep a new goal."""
    made = await work.execute(insert(goals).values(workspace_id=work.workspace_id, **values).returning(*_COLUMNS))
    return _goal(made.one())


async def find_goal(work: UnitOfWork, goal_id: UUID, *, for_update: bool = False) -> Goal | None:
    """The goal of that id; `for_update` keeps others from changing it until this transaction ends."""
    query = _mine(work).where(goals.c.id == goal_id)
    row = (await work.execute(query.with_for_update() if for_update else query)).one_or_none()
    return None if row is None else _goal(row)


async def list_goals(work: UnitOfWork, limit: int, before: UUID | None, *, is_open: bool | None = None) -> list[Goal]:
    """Goals from the latest, one more than the limit if there are more."""
    query = _mine(work)
    if before is not None:
        query = query.where(goals.c.id < before)
    if is_open is not None:
        query = query.where(goals.c.closed_at.is_(None) if is_open else goals.c.closed_at.is_not(None))
    return [_goal(row) for row in await work.execute(query.order_by(goals.c.id.desc()).limit(limit + 1))]


async def count_open(work: UnitOfWork) -> int:
    """How many goals are not closed."""
    query = select(func.count()).where(goals.c.workspace_id == work.workspace_id, goals.c.closed_at.is_(None))
    counted: int = (await work.execute(query)).scalar_one()
    return counted


async def change_goal(work: UnitOfWork, goal_id: UUID, values: Mapping[str, Any]) -> Goal:
    """Change columns of a goal that is there."""
    changed = await work.execute(
        update(goals)
        .where(goals.c.workspace_id == work.workspace_id, goals.c.id == goal_id)
        .values(**values)
        .returning(*_COLUMNS)
    )
    return _goal(changed.one())

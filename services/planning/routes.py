"""HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from kernel.application import AsOf, Snapshot, SnapshotAsOf, Work, new_router, requires
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.planning.domain.errors import (
    DueNotAfterClockError,
    DueTooFarError,
    TargetAlreadyMetError,
    TargetOutOfRangeError,
    UnknownMetricError,
)
from services.planning.problems import GoalClosedError, MetricUnmeasurableError, TooManyGoalsError
from services.planning.schemas.goals import GoalChange, GoalDocument, GoalPage, GoalRequest
from services.planning.schemas.loop import LoopDocument
from services.planning.use_cases import goals as use_cases
from services.planning.use_cases.loop import read_loop

goals = new_router("goals")
loop = new_router("loop")

_REFUSED = (DueNotAfterClockError, DueTooFarError, TargetOutOfRangeError, TargetAlreadyMetError, MetricUnmeasurableError)


@goals.post(
    "/v1/goals",
    status_code=201,
    dependencies=[requires(Scope.PLANNING_WRITE)],
    responses=problems(UnknownMetricError, *_REFUSED, TooManyGoalsError),
    summary="Set a goal.",
)
async def create(body: GoalRequest, work: Work) -> GoalDocument:
    """A new goal. Its baseline is measured here and now, by the workspace's clock; 50 may be open at a time."""
    reading = await use_cases.set_goal(work, body.asked())
    return GoalDocument.of(reading, reading.goal.baseline_at)


@goals.get("/v1/goals", dependencies=[requires(Scope.PLANNING_READ)], responses=problems(), summary="List the goals.")
async def index(
    work: Work,
    as_of: AsOf,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    is_open: Annotated[bool | None, Query(alias="open", description="Only open, or only closed ones.")] = None,
) -> GoalPage:
    """Goals, the latest first, each judged by live data at `as_of`."""
    position = decode_cursor(cursor, UUID)
    rows = await use_cases.list_goals(work, limit, position[0] if position else None, as_of, is_open=is_open)
    page, next_cursor = paginate(rows, limit, lambda reading: [str(reading.goal.id)])
    return GoalPage(items=[GoalDocument.of(reading, as_of) for reading in page], next_cursor=next_cursor)


@goals.get(
    "/v1/goals/{goal_id:encoded}",
    dependencies=[requires(Scope.PLANNING_READ)],
    responses=problems(NotFoundError),
    summary="Read a goal.",
)
async def read(goal_id: str, work: Work, as_of: AsOf) -> GoalDocument:
    """A goal, judged by live data at `as_of`: how far it is, where it should be, whether it is at risk."""
    return GoalDocument.of(await use_cases.read_goal(work, goal_id, as_of), as_of)


@goals.patch(
    "/v1/goals/{goal_id:encoded}",
    dependencies=[requires(Scope.PLANNING_WRITE)],
    responses=problems(NotFoundError, GoalClosedError, *_REFUSED),
    summary="Change a goal.",
)
async def change(goal_id: str, body: GoalChange, work: Work) -> GoalDocument:
    """Change name, owner, due date or target, on record. What it is measured by stays."""
    reading = await use_cases.change_goal(work, goal_id, body.changes())
    return GoalDocument.of(reading, (await work.workspace()).now())


@goals.delete(
    "/v1/goals/{goal_id:encoded}",
    status_code=204,
    dependencies=[requires(Scope.PLANNING_WRITE)],
    responses=problems(NotFoundError),
    summary="Close a goal.",
)
async def close(goal_id: str, work: Work) -> Response:
    """Close a goal: it stays in the list as it was, and counts for the loop no more."""
    await use_cases.close_goal(work, goal_id)
    return Response(status_code=204)


@loop.get(
    "/v1/loop", dependencies=[requires(Scope.PLANNING_READ)], responses=problems(), summary="Read the whole loop.", name="read"
)
async def read_loop_state(work: Snapshot, as_of: SnapshotAsOf) -> LoopDocument:
    """The five steps, the open goals and the sums that must be one.

    Who the customers are, what they are worth, what was said to them where, what that returned, where the next budget goes.
    """
    return LoopDocument.of(await read_loop(work, as_of))

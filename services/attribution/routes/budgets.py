"""Budget plans: HTTP in, HTTP out."""

from uuid import UUID

from fastapi import Response

from inference.delta import InvalidLevelError
from kernel.application import Work, new_router, requires
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.attribution.jobs import MAKE_BUDGET
from services.attribution.problems import (
    ChannelNotVisibleError,
    ChannelRepeatedError,
    InvalidBoundsError,
    InvalidBudgetAmountError,
    InvalidHorizonError,
    ModelNotInReportError,
    NoReportError,
    NoSpendError,
    UnknownChannelError,
    UnknownCurveError,
    UnmetMinimaError,
)
from services.attribution.schemas.budgets import BudgetPlanPage, BudgetPlanRecord, BudgetPlanRequest, BudgetPlanSummary
from services.attribution.use_cases import reading
from services.attribution.use_cases.budget_planning import plan_budget

router = new_router("attribution")


@router.post(
    "/v1/budgets",
    status_code=202,
    dependencies=[requires(Scope.ATTRIBUTION_WRITE)],
    responses={
        **problems(
            NotFoundError,
            NoReportError,
            NoSpendError,
            InvalidBudgetAmountError,
            InvalidHorizonError,
            InvalidLevelError,
            ModelNotInReportError,
            UnknownCurveError,
            UnknownChannelError,
            ChannelNotVisibleError,
            ChannelRepeatedError,
            InvalidBoundsError,
            UnmetMinimaError,
        ),
        202: {"model": JobDocument, "description": 'The job; its result is `{"plan_id"}`.'},
    },
    summary="Recommend how to divide a budget.",
)
async def create_budget(body: BudgetPlanRequest, work: Work) -> Response:
    """Divide a budget over the workspace's channels for the most value, by response curves learnt from spend and credit.

    A channel's curve is fitted to the whole weeks of a report: what was spent in each, and what its purchases were credited
    with. Where an experiment measured the channel, the curve is multiplied with what it measured. A job.
    """
    asked = await plan_budget(
        work,
        body.budget,
        None if body.channels is None else [channel.bounds() for channel in body.channels],
        body.horizon_weeks,
        body.report,
        body.model,
        body.curve,
        body.level,
    )
    return accepted(await enqueue(work, MAKE_BUDGET, asked.to_record()))


@router.get(
    "/v1/budgets",
    dependencies=[requires(Scope.ATTRIBUTION_READ)],
    responses=problems(),
    summary="List the budget plans.",
)
async def list_budgets(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> BudgetPlanPage:
    """Budget plans, the latest first."""
    position = decode_cursor(cursor, UUID)
    plans, next_cursor = paginate(
        await reading.list_plans(work, limit, position[0] if position else None), limit, lambda plan: [str(plan.id)]
    )
    return BudgetPlanPage(items=[BudgetPlanSummary.of(plan) for plan in plans], next_cursor=next_cursor)


@router.get(
    "/v1/budgets/{plan_id:encoded}",
    dependencies=[requires(Scope.ATTRIBUTION_READ)],
    responses=problems(NotFoundError),
    summary="Read a budget plan.",
)
async def read_budget(plan_id: str, work: Work) -> BudgetPlanRecord:
    """A budget plan's record: the division, what it should bring beside the current one, and how sure that is."""
    return BudgetPlanRecord.reading(await reading.read_plan(work, plan_id))

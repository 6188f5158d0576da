"""The universal holdout: HTTP in, HTTP out."""

from uuid import UUID

from fastapi import Response

from kernel.application import Work, new_router, requires
from kernel.jobs import accepted, enqueue
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.experiments.domain.errors import InvalidShareError
from services.experiments.jobs import ANALYSE
from services.experiments.problems import (
    HoldoutKeyTakenError,
    HoldoutNotRunningError,
    HoldoutRunningError,
    MomentBeforeStartError,
    MomentInFutureError,
)
from services.experiments.routes.experiments import JOB, analysis_place
from services.experiments.schemas.analyses import AnalysisDocument, AnalysisPage, HoldoutAnalysisRequest
from services.experiments.schemas.experiments import UnitsRequest
from services.experiments.schemas.holdouts import HeldTable, HoldoutCreation, HoldoutDocument, HoldoutPage, HoldoutStop
from services.experiments.use_cases import analysing, holdouts

router = new_router("holdouts")


@router.post(
    "/v1/holdouts",
    status_code=201,
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(HoldoutKeyTakenError, HoldoutRunningError, InvalidShareError, MomentInFutureError),
    summary="Start a holdout.",
)
async def create(body: HoldoutCreation, work: Work) -> HoldoutDocument:
    """Start the universal holdout: from the next evaluation on, its units get no flag's rule and no experiment."""
    return HoldoutDocument.of(await holdouts.create_holdout(work, body.key, body.share, body.seed, body.started_at))


@router.get("/v1/holdouts", dependencies=[requires(Scope.EXPERIMENTS_READ)], responses=problems(), summary="List the holdouts.")
async def index(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> HoldoutPage:
    """Holdouts, the latest first."""
    position = decode_cursor(cursor, UUID)
    found = await holdouts.list_holdouts(work, limit, position[0] if position else None)
    page, next_cursor = paginate(found, limit, lambda holdout: [str(holdout.id)])
    return HoldoutPage(items=[HoldoutDocument.of(each) for each in page], next_cursor=next_cursor)


@router.get(
    "/v1/holdouts/{holdout:encoded}",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="Read a holdout.",
)
async def read(holdout: str, work: Work) -> HoldoutDocument:
    """A holdout, by its key or its id."""
    return HoldoutDocument.of(await holdouts.read_holdout(work, holdout))


@router.post(
    "/v1/holdouts/{holdout:encoded}/stop",
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(NotFoundError, HoldoutNotRunningError, MomentInFutureError, MomentBeforeStartError),
    summary="Stop a holdout.",
)
async def stop(holdout: str, work: Work, body: HoldoutStop | None = None) -> HoldoutDocument:
    """Stop a holdout: everybody is reached again, and orders after the end do not count."""
    moment = None if body is None else body.stopped_at
    return HoldoutDocument.of(await holdouts.stop_holdout(work, holdout, moment))


@router.post(
    "/v1/holdouts/{holdout:encoded}/assignments",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="Tell which units are held out.",
)
async def assign(holdout: str, body: UnitsRequest, work: Work) -> HeldTable:
    """Whether each unit is held out: what an export to a CRM, or a mailing, must leave out."""
    return HeldTable.of(await holdouts.assign_units(work, holdout, body.units))


@router.post(
    "/v1/holdouts/{holdout:encoded}/analyses",
    status_code=202,
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses={**problems(NotFoundError, MomentInFutureError, MomentBeforeStartError), 202: JOB},
    summary="Analyse a holdout.",
)
async def create_analysis(holdout: str, body: HoldoutAnalysisRequest, work: Work) -> Response:
    """Compare the customers who are open to marketing with those who are held out, by what they bought since its start.

    All customers with a company's own id take part. The incremental total is what all marketing together brought. A job: it
    fails with `no_customers`, `too_few_users`, or `margin_unknown` where there is nothing to compare.
    """
    plan = await analysing.plan_holdout_analysis(work, holdout, body.until, body.alpha, body.metric)
    return accepted(await enqueue(work, ANALYSE, plan.to_record()))


@router.get(
    "/v1/holdouts/{holdout:encoded}/analyses",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="List a holdout's analyses.",
)
async def list_analyses(holdout: str, work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> AnalysisPage:
    """Analyses of a holdout, the latest first."""
    found = await analysing.list_holdout_analyses(work, holdout, limit, analysis_place(cursor))
    page, next_cursor = paginate(found, limit, lambda record: [record.created_at.isoformat(), str(record.id)])
    return AnalysisPage(items=[AnalysisDocument.of(record) for record in page], next_cursor=next_cursor)


@router.get(
    "/v1/holdouts/{holdout:encoded}/results",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="Read a holdout's results.",
)
async def results(holdout: str, work: Work) -> AnalysisDocument:
    """The latest analysis of a holdout: what is published as the lift of all marketing."""
    found = await analysing.list_holdout_analyses(work, holdout, 1, None)
    return AnalysisDocument.of(analysing.latest(found, holdout))

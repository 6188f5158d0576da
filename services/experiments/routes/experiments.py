"""Experiments: HTTP in, HTTP out."""

from datetime import datetime
from uuid import UUID

from fastapi import Response

from kernel.application import Work, new_router, requires
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.experiments.domain.errors import InvalidSplitError
from services.experiments.jobs import ANALYSE
from services.experiments.problems import (
    ExperimentArchivedError,
    ExperimentKeyTakenError,
    ExperimentNotRunningError,
    ExperimentNotStartedError,
    ExperimentRunningError,
    ExperimentStartedError,
    MomentBeforeStartError,
    MomentInFutureError,
    TooFewVariationsError,
    UnknownVariationError,
)
from services.experiments.schemas.analyses import AnalysisDocument, AnalysisPage, ExperimentAnalysisRequest
from services.experiments.schemas.experiments import (
    AssignmentTable,
    ExperimentCreation,
    ExperimentDocument,
    ExperimentPage,
    StartRequest,
    StopRequest,
    UnitsRequest,
)
from services.experiments.use_cases import analysing, experiments

router = new_router("experiments")

JOB = {"model": JobDocument, "description": 'The job; its result is `{"analysis_id"}`.'}


@router.post(
    "/v1/experiments",
    status_code=201,
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(ExperimentKeyTakenError, TooFewVariationsError, UnknownVariationError, InvalidSplitError),
    summary="Make an experiment.",
)
async def create(body: ExperimentCreation, work: Work) -> ExperimentDocument:
    """Make an experiment: a draft, which assigns nobody before it is started."""
    return ExperimentDocument.of(await experiments.create_experiment(work, body.request()))


@router.get(
    "/v1/experiments", dependencies=[requires(Scope.EXPERIMENTS_READ)], responses=problems(), summary="List the experiments."
)
async def index(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> ExperimentPage:
    """Experiments, the latest first."""
    position = decode_cursor(cursor, UUID)
    found = await experiments.list_experiments(work, limit, position[0] if position else None)
    page, next_cursor = paginate(found, limit, lambda experiment: [str(experiment.id)])
    return ExperimentPage(items=[ExperimentDocument.of(each) for each in page], next_cursor=next_cursor)


@router.get(
    "/v1/experiments/{experiment:encoded}",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="Read an experiment.",
)
async def read(experiment: str, work: Work) -> ExperimentDocument:
    """An experiment, by its key or its id."""
    return ExperimentDocument.of(await experiments.read_experiment(work, experiment))


@router.post(
    "/v1/experiments/{experiment:encoded}/start",
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(NotFoundError, ExperimentStartedError, ExperimentArchivedError, MomentInFutureError),
    summary="Start an experiment.",
)
async def start(experiment: str, work: Work, body: StartRequest | None = None) -> ExperimentDocument:
    """Start an experiment, once: the next evaluation of a flag that refers to it assigns."""
    moment = None if body is None else body.started_at
    return ExperimentDocument.of(await experiments.start_experiment(work, experiment, moment))


@router.post(
    "/v1/experiments/{experiment:encoded}/stop",
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(
        NotFoundError, ExperimentNotRunningError, UnknownVariationError, MomentInFutureError, MomentBeforeStartError
    ),
    summary="Stop an experiment.",
)
async def stop(experiment: str, work: Work, body: StopRequest | None = None) -> ExperimentDocument:
    """Stop an experiment, with or without a decision; orders after the end do not count."""
    asked = body or StopRequest()
    return ExperimentDocument.of(await experiments.stop_experiment(work, experiment, asked.stopped_at, asked.decision))


@router.post(
    "/v1/experiments/{experiment:encoded}/archive",
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(NotFoundError, ExperimentRunningError, ExperimentArchivedError),
    summary="Archive an experiment.",
)
async def archive(experiment: str, work: Work) -> ExperimentDocument:
    """Put an experiment away that does not run."""
    return ExperimentDocument.of(await experiments.archive_experiment(work, experiment))


@router.post(
    "/v1/experiments/{experiment:encoded}/assignments",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="Tell what units get.",
)
async def assign(experiment: str, body: UnitsRequest, work: Work) -> AssignmentTable:
    """The variation of each unit, whatever the experiment's state; nobody is exposed by it."""
    return AssignmentTable.of(await experiments.assign_units(work, experiment, body.units))


@router.post(
    "/v1/experiments/{experiment:encoded}/analyses",
    status_code=202,
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses={
        **problems(NotFoundError, ExperimentNotStartedError, MomentInFutureError, MomentBeforeStartError),
        202: JOB,
    },
    summary="Analyse an experiment.",
)
async def create_analysis(experiment: str, body: ExperimentAnalysisRequest, work: Work) -> Response:
    """Compare every treatment's users with the control's, by what they bought from their first exposure on.

    A job: it fails with `no_exposures`, `too_few_users`, or `margin_unknown` where there is nothing to compare.
    """
    plan = await analysing.plan_experiment_analysis(work, experiment, body.until, body.alpha, body.conversion_days)
    return accepted(await enqueue(work, ANALYSE, plan.to_record()))


@router.get(
    "/v1/experiments/{experiment:encoded}/analyses",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="List an experiment's analyses.",
)
async def list_analyses(experiment: str, work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> AnalysisPage:
    """Analyses of an experiment, the latest first."""
    found = await analysing.list_experiment_analyses(work, experiment, limit, analysis_place(cursor))
    page, next_cursor = paginate(found, limit, lambda record: [record.created_at.isoformat(), str(record.id)])
    return AnalysisPage(items=[AnalysisDocument.of(record) for record in page], next_cursor=next_cursor)


@router.get(
    "/v1/experiments/{experiment:encoded}/results",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(NotFoundError),
    summary="Read an experiment's results.",
)
async def results(experiment: str, work: Work) -> AnalysisDocument:
    """The latest analysis of an experiment: what is published as its lift."""
    found = await analysing.list_experiment_analyses(work, experiment, 1, None)
    return AnalysisDocument.of(analysing.latest(found, experiment))


def analysis_place(cursor: str | None) -> tuple[datetime, UUID] | None:
    """Where a list of analyses goes on."""
    position = decode_cursor(cursor, datetime.fromisoformat, UUID)
    return None if position is None else (position[0], position[1])

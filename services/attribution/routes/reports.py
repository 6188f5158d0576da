"""Reports: HTTP in, HTTP out."""

from uuid import UUID

from fastapi import Response

from inference.delta import InvalidLevelError
from kernel.application import Work, new_router, requires
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.attribution.domain.errors import ModelUnavailableError
from services.attribution.jobs import MAKE_REPORT
from services.attribution.problems import (
    InvalidLookbackError,
    InvalidMarginRateError,
    UnknownModelError,
    UnknownTouchKindError,
    WindowInFutureError,
    WindowReversedError,
)
from services.attribution.schemas.reports import ReportPage, ReportRecord, ReportRequest, ReportSummary
from services.attribution.use_cases import reading
from services.attribution.use_cases.planning import plan_report

router = new_router("attribution")


@router.post(
    "/v1/attribution/reports",
    status_code=202,
    dependencies=[requires(Scope.ATTRIBUTION_WRITE)],
    responses={
        **problems(
            WindowReversedError,
            WindowInFutureError,
            InvalidLookbackError,
            UnknownModelError,
            ModelUnavailableError,
            UnknownTouchKindError,
            InvalidMarginRateError,
            InvalidLevelError,
        ),
        202: {"model": JobDocument, "description": 'The job; its result is `{"report_id"}`.'},
    },
    summary="Report on what communication returned.",
)
async def create_report(body: ReportRequest, work: Work) -> Response:
    """Share the orders of a window out over the channels that led to them, beside what these cost, and publish the credit.

    A purchase claims the touches of its customer within the lookback before it. A job: it fails with `no_orders` where there
    are none.
    """
    plan = await plan_report(
        work,
        body.from_on,
        body.until_on,
        body.lookback_days,
        body.models,
        body.touch_kinds,
        body.after_conversion == "overlap",
        body.margin_rate,
        body.level,
    )
    return accepted(await enqueue(work, MAKE_REPORT, plan.to_record()))


@router.get(
    "/v1/attribution/reports",
    dependencies=[requires(Scope.ATTRIBUTION_READ)],
    responses=problems(),
    summary="List the attribution reports.",
)
async def list_reports(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> ReportPage:
    """Attribution reports, the latest first."""
    position = decode_cursor(cursor, UUID)
    found, published = await reading.list_reports(work, limit, position[0] if position else None)
    reports, next_cursor = paginate(found, limit, lambda report: [str(report.id)])
    return ReportPage(items=[ReportSummary.of(report, published) for report in reports], next_cursor=next_cursor)


@router.get(
    "/v1/attribution/reports/{report_id:encoded}",
    dependencies=[requires(Scope.ATTRIBUTION_READ)],
    responses=problems(NotFoundError),
    summary="Read an attribution report.",
)
async def read_report(report_id: str, work: Work) -> ReportRecord:
    """An attribution report: credit by channel and model with intervals, cost, and return gross, net and incremental."""
    return ReportRecord.reading(await reading.read_report(work, report_id))

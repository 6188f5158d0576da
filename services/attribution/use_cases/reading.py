"""What can be read of return: reports and budget plans."""

from dataclasses import dataclass
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from kernel.problems import NotFoundError
from services.attribution import store
from services.attribution.reductions import ORDERS_TOTAL
from services.attribution.store import BudgetPlan, BudgetPlanHead, Report, ReportHead
from services.attribution.use_cases.planning import ReportPlan


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report as it stands today.

    Attributes:
        report: The record.
        is_published: Whether its credit is the published one.
        is_stale: Whether the orders of its window have come to another number or sum since.
    """

    report: Report
    is_published: bool
    is_stale: bool


async def list_reports(work: UnitOfWork, limit: int, before: UUID | None) -> tuple[list[ReportHead], UUID | None]:
    """Reports from the latest, one more than the limit if there are more, and which one is published."""
    return await store.list_reports(work, limit, before), await store.read_published(work)


async def read_report(work: UnitOfWork, reference: str) -> ReportReading:
    """The report of that id.

    Raises:
        NotFoundError: There is none in this workspace.
    """
    report = None
    if (report_id := read_id(reference)) is not None:
        report = await store.find_report(work, report_id)
    if report is None:
        raise NotFoundError(f"There is no attribution report '{reference}'.")
    workspace = await work.workspace()
    window = ReportPlan.of_record(report.request).window(workspace.zone)
    (total,) = await work.reduce(ORDERS_TOTAL, **window.moments, currency=workspace.currency)
    is_stale = (total.conversions, total.value) != (report.conversions, report.value)
    return ReportReading(report, await store.read_published(work) == report.id, is_stale)


async def list_plans(work: UnitOfWork, limit: int, before: UUID | None) -> list[BudgetPlanHead]:
    """Budget plans from the latest, one more than the limit if there are more."""
    return await store.list_plans(work, limit, before)


async def read_plan(work: UnitOfWork, reference: str) -> BudgetPlan:
    """The budget plan of that id.

    Raises:
        NotFoundError: There is none in this workspace.
    """
    plan = None
    if (plan_id := read_id(reference)) is not None:
        plan = await store.find_plan(work, plan_id)
    if plan is None:
        raise NotFoundError(f"There is no budget plan '{reference}'.")
    return plan

"""The long use cases: reports and budget plans."""

from typing import Any

from kernel.jobs import JobContext, JobKind
from schema.roles import ATTRIBUTION
from services.attribution.use_cases.budget_planning import BudgetRequest
from services.attribution.use_cases.budgeting import run_budget
from services.attribution.use_cases.planning import ReportPlan
from services.attribution.use_cases.reporting import run_report

MAKE_REPORT = "attribution.report"
MAKE_BUDGET = "attribution.budget"


async def handle_report(context: JobContext) -> dict[str, Any]:
    """Make a report and publish it."""
    return {"report_id": str(await run_report(context, ReportPlan.of_record(context.arguments)))}


async def handle_budget(context: JobContext) -> dict[str, Any]:
    """Recommend how to divide a budget."""
    return {"plan_id": str(await run_budget(context, BudgetRequest.of_record(context.arguments)))}


JOB_KINDS = (JobKind(MAKE_REPORT, ATTRIBUTION, handle_report), JobKind(MAKE_BUDGET, ATTRIBUTION, handle_budget))

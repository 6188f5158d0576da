"""The long use cases: reports and budget plans."""

from typing import Any

from kernel.jobs import JobContext, JobKind
from schema.roles import ATTRIBUTION
from services.attribution.use_cases.planning import ReportPlan
from services.attribution.use_cases.reporting import run_report

MAKE_REPORT = "attribution.report"


async def handle_report(context: JobContext) -> dict[str, Any]:
    """Make a report and publish it."""
    return {"report_id": str(await run_report(context, ReportPlan.of_record(context.arguments)))}


JOB_KINDS = (JobKind(MAKE_REPORT, ATTRIBUTION, handle_report),)

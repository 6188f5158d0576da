"""The long use cases: analyses."""

from typing import Any

from kernel.jobs import JobContext, JobKind
from schema.roles import EXPERIMENTS
from services.experiments.use_cases.analysing import AnalysisPlan, run_analysis

ANALYSE = "experiments.analysis"


async def handle_analysis(context: JobContext) -> dict[str, Any]:
    """Analyse an experiment or a holdout, and keep the record."""
    return {"analysis_id": str(await run_analysis(context, AnalysisPlan.of_record(context.arguments)))}


JOB_KINDS = (JobKind(ANALYSE, EXPERIMENTS, handle_analysis),)

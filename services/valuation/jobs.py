"""The long use case: a model run."""

from typing import Any

from kernel.jobs import JobContext, JobKind
from schema.roles import VALUATION
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.running import run_model

RUN_MODEL = "valuation.model"


async def handle_run(context: JobContext) -> dict[str, Any]:
    """Make a model run and publish its values."""
    return {"model_id": str(await run_model(context, RunPlan.of_record(context.arguments)))}


JOB_KINDS = (JobKind(RUN_MODEL, VALUATION, handle_run),)

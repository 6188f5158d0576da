"""The long use cases: a model run, and the promotion of one that is on record."""

from typing import Any
from uuid import UUID

from kernel.jobs import JobContext, JobKind
from schema.roles import VALUATION
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.promoting import PROMOTE_MODEL, promote_run
from services.valuation.use_cases.running import run_model

RUN_MODEL = "valuation.model"


async def handle_run(context: JobContext) -> dict[str, Any]:
    """Make a model run, and publish its values where it may be promoted."""
    outcome = await run_model(context, RunPlan.of_record(context.arguments))
    run = outcome.run
    return {"model_id": str(run.id), "model": run.model, "promoted": outcome.promoted, "reasons": outcome.reasons}


async def handle_promotion(context: JobContext) -> dict[str, Any]:
    """Value everybody by a run that is on record, and publish that."""
    run = await promote_run(context, UUID(context.arguments["model_id"]))
    return {"model_id": str(run.id), "model": run.model, "promoted": True}


JOB_KINDS = (
    JobKind(RUN_MODEL, VALUATION, handle_run),
    JobKind(PROMOTE_MODEL, VALUATION, handle_promotion),
)

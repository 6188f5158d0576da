"""The long use cases: a model run, the promotion of one that is on record, and a forecast."""

from typing import Any
from uuid import UUID

from kernel.jobs import JobContext, JobKind
from schema.roles import VALUATION
from services.valuation.use_cases.forecasting import MAKE_FORECAST, ForecastPlan, make_forecast
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


async def handle_forecast(context: JobContext) -> dict[str, Any]:
    """Forecast the weeks to come by the published model, beside what needs none."""
    forecast = await make_forecast(context, ForecastPlan.of_record(context.arguments))
    return {"forecast_id": str(forecast.id), "model_id": str(forecast.model_id)}


JOB_KINDS = (
    JobKind(RUN_MODEL, VALUATION, handle_run),
    JobKind(PROMOTE_MODEL, VALUATION, handle_promotion),
    JobKind(MAKE_FORECAST, VALUATION, handle_forecast),
)

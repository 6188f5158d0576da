"""A model run: reduce, fit, test, value every customer, publish."""

from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import UUID

from inference.errors import DomainError
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from services.valuation.domain import fit_gamma_gamma, fit_purchases
from services.valuation.reductions.histories import CUSTOMER_MARKS, CUSTOMERS, CustomerHistory
from services.valuation.store import runs, values
from services.valuation.store.runs import ModelRun
from services.valuation.use_cases.fitting import (
    code_version,
    diagnose,
    fit_record,
    purchase_histories,
    reduce_orders,
    run_backtest,
    spend_records,
)
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.scoring import Scorer

# Every read looks through all orders once; a written transaction stays well below the seconds that the feed allows it.
READ_AT_ONCE = 50_000
WRITTEN_AT_ONCE = 5_000

# How far a run has come at the beginning of each stage.
_FIT, _SPEND, _BACKTEST, _SCORE, _PUBLISH = 0.1, 0.2, 0.25, 0.35, 0.95

_BEFORE_ALL = UUID(int=0)


async def run_model(context: JobContext, plan: RunPlan) -> UUID:
    """Fit, test, value and publish; a job that runs again goes on with the record that it made before.

    Returns:
        The run's id.

    Raises:
        NoPurchasesError: Nobody bought anything by the end of the calibration.
        DomainError: Too few customers did.
    """
    async with context.work() as work:
        run = await runs.find_run_of_job(work, context.job_id)
    if run is None:
        run = await _make_run(context, plan)
    if not await _is_published(context, run):
        await _value_customers(context, run)
        await context.progress(_PUBLISH, "publish")
        await _publish(context, run)
    await _drop_stale_values(context)
    return run.id


async def _make_run(context: JobContext, plan: RunPlan) -> ModelRun:
    """The run's record, kept."""
    await context.progress(0.0, "reduce")
    async with context.work() as work:
        inputs = await reduce_orders(work, plan)
    warnings = []
    await context.progress(_FIT, "fit")
    fit = fit_purchases(plan.model, purchase_histories(inputs.histories, plan.time_unit))
    await context.progress(_SPEND, "spend")
    try:
        spend = fit_gamma_gamma(spend_records(inputs.spend))
    except DomainError as error:
        spend = None
        warnings.append(f"spend_{error.code}")
    await context.progress(_BACKTEST, "backtest")
    try:
        backtest = run_backtest(inputs, fit, plan)
    except DomainError as error:
        backtest = None
        warnings.append(f"backtest_{error.code}")
    run = ModelRun(
        id=new_id(),
        job_id=context.job_id,
        model=plan.model,
        request=plan.to_record(),
        digest=inputs.digest(plan),
        code_version=code_version(),
        fit=fit_record(fit),
        spend=None if spend is None else fit_record(spend),
        backtest=backtest,
        diagnostics=diagnose(inputs, spend, warnings),
        created_at=datetime.now(UTC),
    )
    async with context.work() as work:
        await runs.insert_run(work, run)
    return run


async def _is_published(context: JobContext, run: ModelRun) -> bool:
    async with context.work() as work:
        published = await runs.read_published(work)
    return published is not None and published.run.id == run.id


async def _value_customers(context: JobContext, run: ModelRun) -> None:
    """Value every customer who bought by the end of the calibration, some per transaction."""
    await context.progress(_SCORE, "score")
    scorer = Scorer.of(run)
    async with context.work() as work:
        marks = [mark.customer_id for mark in await work.reduce(CUSTOMER_MARKS, size=READ_AT_ONCE)]
    share = (_PUBLISH - _SCORE) / max(len(marks), 1)
    for done, (after, through) in enumerate(pairwise([_BEFORE_ALL, *marks])):
        customers = await _read_customers(context, scorer.plan.calibration_end, after, through)
        for start in range(0, len(customers), WRITTEN_AT_ONCE):
            some = customers[start : start + WRITTEN_AT_ONCE]
            columns = scorer.score(some)
            async with context.work() as work:
                await values.write_values(work, run.id, [customer.customer_id for customer in some], columns)
            await context.progress(_SCORE + share * (done + start / len(customers)), "score")


async def _read_customers(context: JobContext, calibration_end: date, after: UUID, through: UUID) -> list[CustomerHistory]:
    async with context.work() as work:
        time_zone = (await work.workspace()).time_zone
        return await work.reduce(CUSTOMERS, time_zone=time_zone, calibration_end=calibration_end, after=after, through=through)


async def _publish(context: JobContext, run: ModelRun) -> None:
    """Switch to the run's values, unless a later run was quicker: one transaction with its audit and its event."""
    async with context.work() as work:
        before = await runs.read_published(work)
        if not await runs.publish(work, run.id):
            return
        previous = None if before is None else str(before.run.id)
        await work.record("model.promoted", run.id, before={"model_id": previous}, after={"model_id": str(run.id)})
        await work.emit("model.promoted", run.id, _told(run, previous))


def _told(run: ModelRun, previous: str | None) -> dict[str, object]:
    return {"model_id": str(run.id), "model": run.model, "previous_model_id": previous}


async def _drop_stale_values(context: JobContext) -> None:
    """Drop the values of runs that are published no more; their records stay."""
    async with context.work() as work:
        stale = await values.find_stale_runs(work)
    for run_id in stale:
        more = True
        while more:
            async with context.work() as work:
                more = await values.drop_values(work, run_id, WRITTEN_AT_ONCE)

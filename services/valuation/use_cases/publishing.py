"""Every customer valued under a run, and the run's values published: what runs and promotions have in common."""

from datetime import date
from itertools import pairwise
from uuid import UUID

from kernel.jobs import JobContext
from services.valuation.reductions.histories import CUSTOMER_MARKS, CustomerHistory
from services.valuation.store import runs, values
from services.valuation.store.runs import ModelRun, PromotionCause
from services.valuation.use_cases.following import settle
from services.valuation.use_cases.planning import RunPlan

# Every read looks through all orders once; a written transaction stays well below the seconds that the feed allows it.
READ_AT_ONCE = 50_000
WRITTEN_AT_ONCE = 5_000

PUBLISHED = 0.95
"""How far a job has come when all customers are valued."""

_BEFORE_ALL = UUID(int=0)


async def value_customers(context: JobContext, run: ModelRun, as_of: date, begun: float) -> None:
    """Value every customer who bought by a day, as of its end, some per transaction.

    Args:
        context: The job's.
        run: By which.
        as_of: The day.
        begun: How far the job has come before it.
    """
    await context.progress(begun, "score")
    plan = RunPlan.of_record(run.request)
    async with context.work() as work:
        marks = [mark.customer_id for mark in await work.reduce(CUSTOMER_MARKS, size=READ_AT_ONCE)]
    share = (PUBLISHED - begun) / max(len(marks), 1)
    for done, (after, through) in enumerate(pairwise([_BEFORE_ALL, *marks])):
        seen, customers = await _read_customers(context, plan, as_of, after, through)
        for start in range(0, len(customers), WRITTEN_AT_ONCE):
            some = customers[start : start + WRITTEN_AT_ONCE]
            async with context.work() as work:
                held = await values.hold_values(work, run.id, [customer.customer_id for customer in some])
                await settle(work, run, some, as_of, seen, held)
            await context.progress(begun + share * (done + start / len(customers)), "score")


async def _read_customers(
    context: JobContext, plan: RunPlan, as_of: date, after: UUID, through: UUID
) -> tuple[int, list[CustomerHistory]]:
    """Some customers' histories, and of which transactions they hold what was written."""
    async with context.work() as work:
        time_zone = (await work.workspace()).time_zone
        seen = await values.read_horizon(work)
        bounds = plan.bounds(calibration_end=as_of)
        return seen, await work.reduce(plan.reductions.customers, time_zone=time_zone, after=after, through=through, **bounds)


async def publish(context: JobContext, run: ModelRun, cause: PromotionCause) -> None:
    """Switch to the run's values, where they may take the place of those that are: one transaction with its audit and event."""
    await context.progress(PUBLISHED, "publish")
    async with context.work() as work:
        promotion = await runs.publish(work, run, cause)
        if promotion is None:
            return
        previous = None if promotion.previous_model_id is None else str(promotion.previous_model_id)
        await work.record("model.promoted", run.id, before={"model_id": previous}, after={"model_id": str(run.id)})
        told = {"model_id": str(run.id), "model": run.model, "previous_model_id": previous, "cause": cause.value}
        await work.emit("model.promoted", run.id, told)


async def is_published(context: JobContext, run: ModelRun) -> bool:
    """Whether its values are the published ones."""
    async with context.work() as work:
        published = await runs.read_published(work)
    return published is not None and published.run.id == run.id


async def drop_stale_values(context: JobContext) -> None:
    """Drop the values of runs that are published no more; their records stay."""
    async with context.work() as work:
        stale = await values.find_stale_runs(work)
    for run_id in stale:
        more = True
        while more:
            async with context.work() as work:
                more = await values.drop_values(work, run_id, WRITTEN_AT_ONCE)

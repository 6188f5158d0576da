"""The promotion of a run that is on record: a challenger that is wanted after all, or the way back to a former champion."""

from dataclasses import dataclass
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.jobs import Job, JobContext, enqueue
from services.valuation.store import runs
from services.valuation.store.runs import ModelRun, Promotion, PromotionCause
from services.valuation.use_cases import publishing
from services.valuation.use_cases.following import today
from services.valuation.use_cases.reading import read_run

PROMOTE_MODEL = "valuation.promote"

_SCORE = 0.05


async def request_promotion(work: UnitOfWork, reference: str) -> Job:
    """Ask for a run's promotion: everybody has to be valued by it first.

    Raises:
        NotFoundError: There is no such run in this workspace.
    """
    run = await read_run(work, reference)
    await work.record("model.promotion_requested", run.id, before={"state": run.state}, after={"model_id": str(run.id)})
    return await enqueue(work, PROMOTE_MODEL, {"model_id": str(run.id)})


async def promote_run(context: JobContext, run_id: UUID) -> ModelRun:
    """Value every customer by a run as of today, by the workspace's clock, and publish that. Done twice, it is done once.

    Raises:
        NotFoundError: There is no such run in this workspace.
    """
    async with context.work() as work:
        run = await read_run(work, str(run_id))
        workspace = await work.workspace()
    await publishing.value_customers(context, run, today(workspace), _SCORE)
    await publishing.publish(context, run, PromotionCause.REQUEST)
    await publishing.drop_stale_values(context)
    return run


@dataclass(frozen=True, slots=True)
class RegisteredRun:
    """A run with its promotions, the latest first."""

    run: ModelRun
    promotions: list[Promotion]


async def read_registered(work: UnitOfWork, reference: str) -> RegisteredRun:
    """A run as the registry has it.

    Raises:
        NotFoundError: There is no such run in this workspace.
    """
    run = await read_run(work, reference)
    return RegisteredRun(run, await runs.list_promotions(work, run.id))

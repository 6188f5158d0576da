"""What can be read of worth: runs, and customers with their values."""

from uuid import UUID

from kernel.database import UnitOfWork
from kernel.problems import NotFoundError
from services.valuation import store
from services.valuation.store import CustomerValue, ModelRun, PublishedModel, ValueOrder, ValuePosition


async def list_runs(work: UnitOfWork, limit: int, before: UUID | None) -> list[ModelRun]:
    """Runs from the latest, one more than the limit if there are more."""
    return await store.list_runs(work, limit, before)


async def read_run(work: UnitOfWork, reference: str) -> ModelRun:
    """The run of that id.

    Raises:
        NotFoundError: There is none in this workspace.
    """
    run = None
    if (run_id := _uuid(reference)) is not None:
        run = await store.find_run(work, run_id)
    if run is None:
        raise NotFoundError(f"There is no model run '{reference}'.")
    return run


def _uuid(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None


async def list_customer_values(
    work: UnitOfWork, order: ValueOrder, descending: bool, limit: int, after: ValuePosition | None
) -> tuple[PublishedModel | None, list[CustomerValue]]:
    """The published run and customers with its values, one more than the limit if there are more."""
    published = await store.read_published(work)
    if published is None:
        return None, []
    return published, await store.list_values(work, order, descending, limit, after)

"""What can be read of worth: runs, and customers with their values."""

from dataclasses import dataclass
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from kernel.problems import NotFoundError
from services.valuation.store import runs, values
from services.valuation.store.runs import ModelRun, PublishedModel
from services.valuation.store.values import CustomerValue, ValueOrder, ValuePosition


async def list_runs(work: UnitOfWork, limit: int, before: UUID | None) -> list[ModelRun]:
    """Runs from the latest, one more than the limit if there are more."""
    return await runs.list_runs(work, limit, before)


async def read_run(work: UnitOfWork, reference: str) -> ModelRun:
    """The run of that id.

    Raises:
        NotFoundError: There is none in this workspace.
    """
    run = None
    if (run_id := read_id(reference)) is not None:
        run = await runs.find_run(work, run_id)
    if run is None:
        raise NotFoundError(f"There is no model run '{reference}'.")
    return run


@dataclass(frozen=True, slots=True)
class ValueList:
    """Some customers with the values of the published run.

    Attributes:
        published: The run; None before there is one.
        customers: The company's own id (None while anonymous) and the value of each.
        following: Where the list goes on; None at its end.
    """

    published: PublishedModel | None
    customers: list[tuple[str | None, CustomerValue]]
    following: ValuePosition | None


async def list_customer_values(
    work: UnitOfWork, order: ValueOrder, descending: bool, limit: int, after: ValuePosition | None
) -> ValueList:
    """Up to `limit` customers; fewer where some were merged into others since they were valued."""
    published = await runs.read_published(work)
    if published is None:
        return ValueList(None, [], None)
    found = await values.list_values(work, published.run.id, order, descending, limit + 1, after)
    page = found[:limit]
    theirs = await values.read_company_ids(work, [value.id for value in page])
    following = ValuePosition(order.number(page[-1]), page[-1].id) if len(found) > limit else None
    return ValueList(published, [(theirs[value.id], value) for value in page if value.id in theirs], following)

"""Who is who: the merges of a customer, and taking one back."""

from datetime import datetime
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.problems import NotFoundError
from services.segmentation.problems import CustomerErasedError, MergeUndoneError
from services.segmentation.store import identities, merges
from services.segmentation.store.merges import Merge
from services.segmentation.use_cases.reading import find_customer


async def list_merges(work: UnitOfWork, reference: str, limit: int, after: tuple[datetime, UUID] | None) -> list[Merge]:
    """Merges in which a customer, or one that went into it, took part; the latest first.

    Raises:
        NotFoundError: There is no such customer in this workspace.
    """
    customer = await find_customer(work, reference)
    return await merges.list_merges(work, customer.id, limit, after)


async def undo_merge(work: UnitOfWork, reference: str, merge_id: UUID) -> Merge:
    """Take a merge back, as if it had not been.

    The identifiers that it moved go back to the customer that it ended, wherever later merges have carried them since; later
    merges of the survivor stand for what is the survivor's own. Rows of the map change, never facts.

    Raises:
        NotFoundError: There is no such customer in this workspace, or the merge is none of this customer's.
        MergeUndoneError: It was undone before.
        CustomerErasedError: What it moved was erased since.
    """
    await identities.hold_map(work, to_merge=True)
    customer = await find_customer(work, reference)
    merge = await merges.find_merge(work, customer.id, merge_id)
    if merge is None:
        raise NotFoundError(f"The customer '{reference}' has no merge '{merge_id}'.")
    if merge.undone_at is not None:
        raise MergeUndoneError(f"The merge '{merge_id}' was undone at {merge.undone_at.isoformat()}.")
    end = await merges.follow(work, merge.survivor_id)
    if end.erased:
        raise CustomerErasedError("The customer was erased: whose identifiers they were is not known any more.")
    undone = await merges.undo(work, merge, end)
    told = {
        "survivor": str(end.customer_id),
        "absorbed": str(merge.absorbed_id),
        "subjects": [str(each) for each in undone.subject_ids],
    }
    await work.record("customer.split", end.customer_id, before={"merge_id": str(merge_id)}, after=told)
    await work.emit("customer.split", end.customer_id, told)
    (shown,) = await merges.with_identities(work, [undone])
    return shown

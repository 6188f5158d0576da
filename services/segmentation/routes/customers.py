"""Customers, their profiles, and RFM."""

from datetime import datetime
from uuid import UUID

from fastapi import Response

from kernel.application import AsOf, Work, new_router, requires
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.segmentation.jobs import ERASE, arguments_of
from services.segmentation.problems import CustomerErasedError, MergeUndoneError
from services.segmentation.schemas.customers import (
    CustomerMerge,
    CustomerPage,
    CustomerProfile,
    CustomerSummary,
    MergePage,
    RfmTable,
)
from services.segmentation.use_cases import erasure, identity, reading

router = new_router("customers")


@router.get("/v1/customers", dependencies=[requires(Scope.BEHAVIOUR_READ)], responses=problems(), summary="List the customers.")
async def index(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> CustomerPage:
    """Customers in the order of their making; those that were merged into others are not among them."""
    position = decode_cursor(cursor, UUID)
    rows = await reading.list_customers(work, limit, position[0] if position else None)
    page, next_cursor = paginate(rows, limit, lambda customer: [str(customer.id)])
    return CustomerPage(items=[CustomerSummary.of(customer) for customer in page], next_cursor=next_cursor)


@router.get(
    "/v1/customers/{customer_id:encoded}",
    dependencies=[requires(Scope.BEHAVIOUR_READ)],
    responses=problems(NotFoundError),
    summary="Read a customer's profile.",
)
async def read(customer_id: str, work: Work, as_of: AsOf) -> CustomerProfile:
    """All that is known of a customer: by the company's own id (percent-encoded, one segment), else by ours.

    `as_of` bounds what the customer did, was shown and said; identities, traits and value are the latest known.
    """
    return CustomerProfile.of(await reading.read_profile(work, customer_id, as_of), as_of)


@router.delete(
    "/v1/customers/{customer_id:encoded}",
    status_code=202,
    dependencies=[requires(Scope.BEHAVIOUR_WRITE)],
    responses={**problems(NotFoundError), 202: {"model": JobDocument}},
    summary="Erase a customer.",
)
async def erase(customer_id: str, work: Work) -> Response:
    """Forget a customer, and all who are merged into it when the job runs: its result counts what it took away.

    Identifiers become tombstones; traits, comments and all that events say are dropped, what other customers' events say of
    referrals with the customer too, and so are refused messages that name one of the identifiers as a whole value. Named by the
    company's id, it is the customer that the id belongs to when the job runs. Orders and touchpoints keep their money, times,
    channels and campaigns, and their numbers and message ids; answers keep their scores, ranks and shares, referrals their
    times and rewards, events their times and names: they lead to nobody any more, so that totals stay true, unless a company
    puts people's names into them. A message that comes again is a duplicate and brings nothing back; a new one of the same user
    is a new customer's. Files whose import is running and answers kept for an `Idempotency-Key` are not searched. Asked again
    by our id, it takes what is left to take.
    """
    return accepted(await enqueue(work, ERASE, arguments_of(await erasure.ask(work, customer_id))))


@router.get(
    "/v1/customers/{customer_id:encoded}/merges",
    dependencies=[requires(Scope.BEHAVIOUR_READ)],
    responses=problems(NotFoundError),
    summary="List a customer's merges.",
)
async def merges(customer_id: str, work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> MergePage:
    """Merges in which the customer, or one that went into it, took part: the latest first, those that were undone too."""
    position = decode_cursor(cursor, datetime.fromisoformat, UUID)
    after = None if position is None else (position[0], position[1])
    rows = await identity.list_merges(work, customer_id, limit, after)
    page, next_cursor = paginate(rows, limit, lambda merge: [merge.merged_at.isoformat(), str(merge.id)])
    return MergePage(items=[CustomerMerge.of(merge) for merge in page], next_cursor=next_cursor)


@router.post(
    "/v1/customers/{customer_id:encoded}/merges/{merge_id}/undo",
    dependencies=[requires(Scope.BEHAVIOUR_WRITE)],
    responses=problems(NotFoundError, MergeUndoneError, CustomerErasedError),
    summary="Undo a merge.",
)
async def undo_merge(customer_id: str, merge_id: UUID, work: Work) -> CustomerMerge:
    """Take a merge back, as if it had not been: the customer that it ended is there again, with what was its own.

    The identifiers that the merge moved go back wherever later merges have carried them since; later merges of the survivor
    stand for what is the survivor's own. No fact is touched: each counts for the customer of its identifier. A new `alias` of
    the same pair merges them again; a device whose sign-in was undone stays nobody's until an `alias` says otherwise.
    """
    return CustomerMerge.of(await identity.undo_merge(work, customer_id, merge_id))


@router.get(
    "/v1/rfm", dependencies=[requires(Scope.BEHAVIOUR_READ)], responses=problems(), summary="Score recency, frequency, value."
)
async def rfm(work: Work, as_of: AsOf) -> RfmTable:
    """Recency, frequency and monetary scores (1 to 5) of all customers with a purchase, and the segments they name.

    Refunds and cancellations are those known now, also of purchases before `as_of`.
    """
    return RfmTable.of(await reading.read_rfm(work, as_of))

"""Customers, their profiles, and RFM."""

from uuid import UUID

from kernel.application import AsOf, Work, new_router, requires
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.segmentation.schemas import CustomerPage, CustomerProfile, CustomerSummary, RfmTable
from services.segmentation.use_cases import reading

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

    `as_of` bounds what the customer did; identities, traits and value are the latest known.
    """
    return CustomerProfile.of(await reading.read_profile(work, customer_id, as_of), as_of)


@router.get(
    "/v1/rfm", dependencies=[requires(Scope.BEHAVIOUR_READ)], responses=problems(), summary="Score recency, frequency, value."
)
async def rfm(work: Work, as_of: AsOf) -> RfmTable:
    """Recency, frequency and monetary scores (1 to 5) of all customers with a purchase, and the segments they name.

    Refunds and cancellations are those known now, also of purchases before `as_of`.
    """
    return RfmTable.of(await reading.read_rfm(work, as_of))

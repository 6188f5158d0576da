"""What can be read of behaviour: counts, customers, profiles, RFM."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.problems import NotFoundError
from services.segmentation.domain.rfm import RfmSegment, summarize_segments
from services.segmentation.reductions import RFM, RfmCell
from services.segmentation.store import customers, events, loyalty
from services.segmentation.store.events import EventsSummary


async def summarize_events(work: UnitOfWork, as_of: datetime) -> EventsSummary:
    """How many events there are, by name."""
    return await events.read_summary(work, as_of)


async def list_customers(work: UnitOfWork, limit: int, after: UUID | None) -> list[customers.Customer]:
    """Customers in the order of their making, one more than the limit if there are more."""
    return await customers.list_customers(work, limit, after)


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of a customer, in one answer."""

    customer: customers.Customer
    identities: list[tuple[str, str]]
    traits: dict[str, object]
    behaviour: customers.Behaviour
    touches: list[customers.ChannelTouches]
    exposures: list[customers.Exposure]
    loyalty: loyalty.Loyalty
    value: customers.PublishedValue | None


async def find_customer(work: UnitOfWork, reference: str) -> customers.Customer:
    """A customer by the company's id, else by ours; one that was merged is found as the one it went into.

    Raises:
        NotFoundError: There is no such customer in this workspace.
    """
    customer = await customers.find_customer(work, reference)
    if customer is None:
        raise NotFoundError(f"There is no customer '{reference}'.")
    return customer


async def read_profile(work: UnitOfWork, reference: str, as_of: datetime) -> Profile:
    """The profile of a customer, by the company's id or ours.

    Raises:
        NotFoundError: There is no such customer in this workspace.
    """
    customer = await find_customer(work, reference)
    return Profile(
        customer,
        [] if customer.erased_at else await customers.read_identities(work, customer.id),
        {} if customer.erased_at else await customers.read_traits(work, customer.id),  # they go after the tombstones
        await customers.read_behaviour(work, customer.id, as_of),
        await customers.read_touches(work, customer.id, as_of),
        await customers.read_exposures(work, customer.id, as_of),
        await loyalty.read_loyalty(work, customer.id, as_of),
        await customers.read_value(work, customer.id),
    )


@dataclass(frozen=True, slots=True)
class RfmReport:
    """Recency, frequency and monetary value of all customers with a purchase."""

    as_of: datetime
    customers: int
    segments: tuple[RfmSegment, ...]
    cells: list[RfmCell]


async def read_rfm(work: UnitOfWork, as_of: datetime) -> RfmReport:
    """RFM scores and the segments that they name, at a moment."""
    workspace = await work.workspace()
    cells = await work.reduce(RFM, as_of=as_of, time_zone=workspace.time_zone)
    return RfmReport(as_of, sum(cell.customers for cell in cells), summarize_segments(cells), cells)

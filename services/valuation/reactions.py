"""What valuation does when something happened elsewhere."""

from uuid import UUID

from kernel.database import UnitOfWork
from kernel.feed import FeedEvent, Reader
from schema.roles import VALUATION
from services.valuation.store import values


async def forget_absorbed_customer(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the value of a customer who was merged into another: the next run values what both did as one history."""
    await values.drop_customers(work, [UUID(event.data["absorbed"])])


async def forget_split_customers(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the values of two customers whose merge was undone: the next run values each by a history of its own."""
    await values.drop_customers(work, [UUID(event.data["survivor"]), UUID(event.data["absorbed"])])


async def forget_erased_customer(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the value of a customer who was erased."""
    await values.drop_customers(work, [UUID(event.subject)])


READER = Reader(
    "valuation",
    VALUATION,
    {
        "customer.merged": forget_absorbed_customer,
        "customer.split": forget_split_customers,
        "customer.erased": forget_erased_customer,
    },
)

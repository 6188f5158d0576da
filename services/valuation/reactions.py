"""What valuation does when something happened elsewhere."""

from uuid import UUID

from kernel.database import UnitOfWork
from kernel.feed import FeedEvent, Reader
from schema.roles import VALUATION
from services.valuation.store import values
from services.valuation.use_cases.following import follow_orders


async def follow_changed_orders(work: UnitOfWork, event: FeedEvent) -> None:
    """Value anew those whose orders have changed."""
    await follow_orders(work, [UUID(each) for each in event.data["customers"]], event.xid)


async def follow_merge(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the value of a customer who was merged into another, who is valued by what both did as one history."""
    await values.drop_customers(work, [UUID(event.data["absorbed"])], xid=event.xid)
    await follow_orders(work, [UUID(event.data["into"])], event.xid)


async def follow_split(work: UnitOfWork, event: FeedEvent) -> None:
    """Value two customers whose merge was undone each by a history of its own."""
    await follow_orders(work, [UUID(event.data["survivor"]), UUID(event.data["absorbed"])], event.xid)


async def forget_erased_customer(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the value of a customer who was erased."""
    await values.drop_customers(work, [UUID(event.subject)])


READER = Reader(
    "valuation",
    VALUATION,
    {
        "orders.changed": follow_changed_orders,
        "customer.merged": follow_merge,
        "customer.split": follow_split,
        "customer.erased": forget_erased_customer,
    },
)

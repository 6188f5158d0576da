"""What valuation does when something happened elsewhere."""

from uuid import UUID

from kernel.database import UnitOfWork
from kernel.feed import FeedEvent, Reader
from schema.roles import VALUATION
from services.valuation import store


async def forget_absorbed_customer(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the value of a customer who was merged into another: the next run values what both did as one history."""
    await store.drop_customer(work, UUID(event.data["absorbed"]))


READER = Reader("valuation", VALUATION, {"customer.merged": forget_absorbed_customer})

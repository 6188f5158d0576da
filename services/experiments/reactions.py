"""What experiments does when something happened elsewhere.

Merges and splits need nothing: an analysis reads the published map as it is then.
"""

from kernel.database import UnitOfWork
from kernel.feed import FeedEvent, Reader
from schema.roles import EXPERIMENTS
from services.experiments.store import exposures


async def forget_erased_customer(work: UnitOfWork, event: FeedEvent) -> None:
    """Drop the exposures of a customer who was erased, by the pseudonyms of the identifiers."""
    await exposures.drop_exposures(work, [bytes.fromhex(digest) for digest in event.data["digests"]])


READER = Reader("experiments", EXPERIMENTS, {"customer.erased": forget_erased_customer})

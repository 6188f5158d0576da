"""What became of events, and how many there are."""

from datetime import datetime

from pydantic import BaseModel, Field

from kernel.documents import example
from services.segmentation.store.events import EventsSummary
from services.segmentation.use_cases.ingestion import Ingestion


class RejectedEvent(BaseModel):
    """An event that was not accepted; it is kept raw, with this reason."""

    index: int = Field(description="Its place in the batch, from 0.")
    code: str
    message: str


class IngestAnswer(BaseModel):
    """What became of the events: accepted + duplicates + rejected = sent."""

    model_config = example(
        success=True,
        accepted=2,
        duplicates=1,
        rejected=[{"index": 3, "code": "number_not_finite", "message": "properties.price is not a finite number."}],
    )

    success: bool = True
    accepted: int
    duplicates: int
    rejected: list[RejectedEvent]

    @classmethod
    def of(cls, ingestion: Ingestion) -> "IngestAnswer":
        """The answer to a request whose events were settled."""
        rejected = [RejectedEvent(index=each.index, code=each.code, message=each.message) for each in ingestion.rejects]
        return cls(accepted=ingestion.accepted, duplicates=ingestion.duplicates, rejected=rejected)


class EventCounts(BaseModel):
    """How many events there are."""

    model_config = example(
        events=3, by_name={"Order Completed": 2, "identify": 1}, duplicates=1, rejected=0, as_of="2026-11-01T00:00:00Z"
    )

    events: int
    by_name: dict[str, int] = Field(description="A track by its event, the other types by their type's name.")
    duplicates: int
    rejected: int
    as_of: datetime

    @classmethod
    def of(cls, summary: EventsSummary, as_of: datetime) -> "EventCounts":
        """The counts up to a moment."""
        return cls(
            events=summary.events,
            by_name=summary.by_name,
            duplicates=summary.duplicates,
            rejected=summary.rejected,
            as_of=as_of,
        )

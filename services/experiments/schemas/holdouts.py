"""The universal holdout on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import Instant, example, request_example
from kernel.pagination import Page
from services.experiments.schemas.flags import Key, StrictNumber
from services.experiments.store.holdouts import StoredHoldout
from services.experiments.use_cases.holdouts import HeldUnit


class HoldoutCreation(BaseModel):
    """A holdout to be started. There is one at a time."""

    model_config = request_example(key="2026", share=0.05, seed="2026", started_at="2026-01-01T00:00:00Z")

    key: Key
    share: StrictNumber = Field(description="Of all units, strictly between 0 and 1.")
    seed: Key | None = Field(default=None, description="What the hash of the assignment begins with; the key by default.")
    started_at: Instant | None = Field(default=None, description="Now by default, by the workspace's clock; not later.")


class HoldoutStop(BaseModel):
    """How to stop a holdout."""

    model_config = request_example(stopped_at="2026-12-31T00:00:00Z")

    stopped_at: Instant | None = Field(default=None, description="Now by default, by the workspace's clock; not later.")


class HoldoutDocument(BaseModel):
    """A holdout: units that no flag's rule, no experiment and no communication reaches while it runs."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000030",
        key="2026",
        seed="2026",
        share=0.05,
        state="running",
        started_at="2026-01-01T00:00:00Z",
        stopped_at=None,
        created_at="2026-01-01T00:00:00Z",
    )

    id: UUID
    key: str
    seed: str
    share: float
    state: Literal["running", "stopped"]
    started_at: datetime
    stopped_at: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, holdout: StoredHoldout) -> "HoldoutDocument":
        """The holdout on the wire."""
        return cls.model_validate(holdout, from_attributes=True)


class HoldoutPage(Page[HoldoutDocument]):
    """One page of holdouts."""


class HeldDocument(BaseModel):
    """A unit, and whether it is held out."""

    unit: str
    held: bool


class HeldTable(BaseModel):
    """Units and whether they are held out, in the order of the request: what an export must leave out."""

    model_config = example(items=[{"unit": "c-17", "held": False}, {"unit": "c-18", "held": True}])

    items: list[HeldDocument]

    @classmethod
    def of(cls, assigned: list[HeldUnit]) -> "HeldTable":
        """The sides on the wire."""
        return cls.model_construct(items=[HeldDocument.model_construct(unit=each.unit, held=each.held) for each in assigned])

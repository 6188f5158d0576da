"""What valuation forgets when customers become one, two or nobody: each reaction, and each twice, as the feed delivers."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from kernel.database import UnitOfWork
from kernel.feed import FeedEvent
from kernel.identifiers import new_id
from schema.valuation import customer_values, model_runs
from services.valuation.reactions import READER

SURVIVOR, ABSORBED, OTHER = (UUID(int=i) for i in range(3))
SPLIT = {"survivor": str(SURVIVOR), "absorbed": str(ABSORBED), "subjects": []}


async def value_everybody(work: UnitOfWork) -> None:
    run = {"workspace_id": work.workspace_id, "id": new_id(), "job_id": new_id(), "model": "bg_nbd", "request": {}}
    await work.execute(insert(model_runs).values(**run, fit={}, diagnostics={}, digest="d", code_version="1"))
    value = {"frequency": 1, "recency": 7, "age": 30, "probability_alive": 0.5, "expected_purchases": 2}
    for customer_id in (SURVIVOR, ABSORBED, OTHER):
        row = {"workspace_id": work.workspace_id, "model_id": run["id"], "customer_id": customer_id}
        await work.execute(insert(customer_values).values(**row, **value))


@pytest.mark.parametrize(
    ("type_", "subject", "data", "left"),
    [
        ("customer.merged", SURVIVOR, {"absorbed": str(ABSORBED), "into": str(SURVIVOR)}, {SURVIVOR, OTHER}),
        ("customer.split", SURVIVOR, SPLIT, {SURVIVOR, ABSORBED, OTHER}),
        ("customer.erased", OTHER, {"subjects": [], "digests": []}, {SURVIVOR, ABSORBED}),
    ],
)
async def test_values_that_are_true_no_more_are_dropped(
    valuation: UnitOfWork, type_: str, subject: UUID, data: dict[str, object], left: set[UUID]
) -> None:
    await value_everybody(valuation)
    event = FeedEvent(valuation.workspace_id, 1, 1, type_, str(subject), data, datetime(2026, 1, 1, tzinfo=UTC))
    for _ in range(2):
        await READER.reactions[type_](valuation, event)
        assert set((await valuation.execute(select(customer_values.c.customer_id))).scalars()) == left

"""A model run and a merge as a real worker does them, the run in a process of its own under the service's role."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.jobs import Job, Worker, read_job
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import DISPATCHER, SEGMENTATION, VALUATION
from services.valuation.jobs import JOB_KINDS
from services.valuation.reactions import READER

from .conftest import PastOrder, store_orders

DatabaseOf = Callable[[str], Database]
PATIENCE = 240.0


@pytest.fixture
async def worker(settings: Settings) -> AsyncIterator[Worker]:
    """A worker that runs."""
    made = Worker(settings, DISPATCHER, JOB_KINDS, (READER,))
    running = asyncio.create_task(made.run())
    yield made
    made.stop()
    await running


async def end_of(job_id: UUID, database: Database, principal: Principal) -> Job:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.work(principal) as work:
                job = await read_job(work, job_id)
            if job.finished_at is not None:
                return job
            await asyncio.sleep(0.05)


@pytest.mark.usefixtures("worker")
async def test_a_worker_runs_the_model_tells_why_it_cannot_and_forgets_who_was_absorbed(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf
) -> None:
    valuation = database_of(VALUATION)
    asked = {"model": "bg_nbd", "calibration_end": "2025-03-01", "observation_end": "2025-06-01"}
    empty = (await api.post("/v1/valuation/models", json=asked)).json()
    failed = await end_of(UUID(empty["id"]), valuation, principal)
    assert failed.state == "failed"
    assert failed.problem is not None
    assert (failed.problem["status"], failed.problem["code"]) == (422, "no_purchases")

    start = datetime(2025, 1, 6, 12, tzinfo=UTC)
    past = [
        PastOrder(f"c-{i}", start + timedelta(days=i + 20 * purchase), Decimal(10 + i + purchase))
        for i in range(12)
        for purchase in range(i % 4 + 1)
    ]
    ids = await store_orders(database_of(SEGMENTATION), principal, past)
    answer = await api.post("/v1/valuation/models", json=asked)
    assert answer.status_code == 202, answer.text
    good = answer.json()
    done = await end_of(UUID(good["id"]), valuation, principal)
    assert done.state == "succeeded", done.problem
    assert done.result is not None
    assert (done.progress, (await api.get(f"/v1/valuation/models/{done.result['model_id']}")).status_code) == (1.0, 200)
    assert len((await api.get("/v1/valuation/customers")).json()["items"]) == 12

    async with database_of(SEGMENTATION).work(principal) as work:
        merged = {"absorbed": str(ids["c-3"]), "into": str(ids["c-5"])}
        await work.emit("customer.merged", ids["c-5"], merged)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with valuation.work(principal) as work:
                valued = (await work.execute(text("select count(*) from attune.customer_values"))).scalar_one()
            if valued == 11:
                return
            await asyncio.sleep(0.05)

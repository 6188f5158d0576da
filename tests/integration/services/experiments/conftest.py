"""The experiments service, called as the gateway calls it, in a workspace whose past others have written."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert, update

from kernel import tables
from kernel.compute import ComputePool
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext, read_job
from kernel.principals import Principal
from kernel.settings import Settings
from schema.behaviour import customers, orders, subjects
from schema.roles import EXPERIMENTS, GATEWAY, SEGMENTATION
from services.experiments.app import create_app
from services.experiments.jobs import handle_analysis
from tests.integration.vouching import calls_of

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]
DatabaseOf = Callable[[str], Database]
ContextOf = Callable[[UUID, Mapping[str, object]], JobContext]

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
"""Where the clock of the test's workspace stands."""

START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def compute() -> Iterator[ComputePool]:
    """One process pool for all tests."""
    pool = ComputePool(1)
    yield pool
    pool.close()


@asynccontextmanager
async def serving(settings: Settings, compute: ComputePool) -> AsyncIterator[ApiOf]:
    """One process of the service."""
    application = create_app(settings, compute)

    @asynccontextmanager
    async def client(principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
        async with calls_of(application, principal, settings) as api:
            yield api

    yield client
    await application.state.database.close()  # not its lifespan, which would end the pool


@pytest.fixture
async def api_of(settings: Settings, compute: ComputePool) -> AsyncIterator[ApiOf]:
    """Calls in the name of a principal."""
    async with serving(settings, compute) as client:
        yield client


@pytest.fixture
async def api(api_of: ApiOf, principal: Principal, database_of: DatabaseOf) -> AsyncIterator[httpx.AsyncClient]:
    """Calls in the name of the test's workspace, whose clock stands at `NOW`."""
    await set_clock(database_of, principal, NOW)
    async with api_of(principal) as client:
        yield client


async def set_clock(database_of: DatabaseOf, principal: Principal, moment: datetime | None) -> None:
    """Set a workspace's clock, as the gateway would; None is the real one."""
    async with database_of(GATEWAY).work(principal) as work:
        mine = tables.workspaces.c.id == principal.workspace_id
        await work.execute(update(tables.workspaces).where(mine).values(clock_at=moment))


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as segmentation keeps it."""

    customer: str
    ordered_at: datetime | None
    net: Decimal
    is_purchase: bool = True
    margin: Decimal | None = None


async def store_people(
    database_of: DatabaseOf,
    principal: Principal,
    people: Mapping[str, Iterable[tuple[str, str]]],
    past: Iterable[PastOrder] = (),
) -> dict[str, UUID]:
    """Write customers, their identifiers and their orders, as segmentation would.

    Args:
        database_of: Connections of a role.
        principal: Whose workspace.
        people: Customer's name → (kind, value) of the identifiers; an order is of the first one.
        past: Orders.

    Returns:
        Our ids of the customers by their names.
    """
    ids = {name: new_id() for name in people}
    firsts: dict[str, UUID] = {}
    mine = {"workspace_id": principal.workspace_id}
    async with database_of(SEGMENTATION).work(principal) as work:
        for name, identifiers in people.items():
            told = list(identifiers)
            company = next((value for kind, value in told if kind == "user"), None)
            await work.execute(insert(customers).values(**mine, id=ids[name], customer_id=company))
            for kind, value in told:
                subject_id = new_id()
                firsts.setdefault(name, subject_id)
                row = {"id": subject_id, "kind": kind, "value": value, "customer_id": ids[name]}
                await work.execute(insert(subjects).values(**mine, **row))
        rows = [
            {
                **mine,
                "order_key": f"order-{new_id()}",
                "subject_id": firsts[order.customer],
                "ordered_at": order.ordered_at,
                "gross": order.net,
                "net": order.net,
                "net_float": float(order.net),
                "currency": "USD",
                "margin": order.margin,
                "is_purchase": order.is_purchase,
            }
            for order in past
        ]
        if rows:
            await work.execute(insert(orders), rows)
    return ids


@pytest.fixture
def context_of(settings: Settings, database_of: DatabaseOf, principal: Principal) -> ContextOf:
    """What a job's handler is given, by the job's id and arguments."""

    def context(job_id: UUID, arguments: Mapping[str, object]) -> JobContext:
        return JobContext(settings, database_of(EXPERIMENTS), principal, job_id, arguments)

    return context


async def run_job(job: Mapping[str, Any], context_of: ContextOf) -> UUID:
    """Do the job of an analysis here.

    Returns:
        The analysis' id.
    """
    job_id = UUID(job["id"])
    async with context_of(job_id, {}).work() as work:
        arguments = (await read_job(work, job_id)).arguments
    return UUID((await handle_analysis(context_of(job_id, arguments)))["analysis_id"])


def answered(response: httpx.Response, status: int = 200) -> Any:  # noqa: ANN401 — JSON of any shape
    """What was answered."""
    assert response.status_code == status, response.text
    return response.json() if response.content else None


def refused(response: httpx.Response, status: int, code: str, *pointers: str) -> None:
    """The answer is this problem, and points at these faults."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == code, problem
    assert {error["pointer"] for error in problem.get("errors", [])} >= set(pointers), problem


def flag(**changes: object) -> dict[str, Any]:
    """A flag to be made."""
    return {"key": "button", "kind": "string", "default": "blue", **changes}


def experiment(**changes: object) -> dict[str, Any]:
    """An experiment to be made."""
    return {
        "key": "offer",
        "variations": [{"key": "A", "weight": 0.5, "value": "blue"}, {"key": "B", "weight": 0.5, "value": "green"}],
        "control": "A",
        **changes,
    }


async def started(api: httpx.AsyncClient, **changes: object) -> dict[str, Any]:
    """An experiment that runs since `START`."""
    made = answered(await api.post("/v1/experiments", json=experiment(**changes)), 201)
    body = {"started_at": START.isoformat()}
    running: dict[str, Any] = answered(await api.post(f"/v1/experiments/{made['key']}/start", json=body))
    return running


async def evaluate(api: httpx.AsyncClient, key: str = "button", **context: object) -> dict[str, Any]:
    """A flag's value for a context."""
    response = await api.post(f"/ofrep/v1/evaluate/flags/{key}", json={"context": context})
    evaluation: dict[str, Any] = answered(response)
    return evaluation

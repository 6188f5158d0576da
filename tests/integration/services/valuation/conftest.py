"""The valuation service, called as the gateway calls it, and customers with orders for it to value."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert, select

from attune.demo import cdnow
from kernel.compute import ComputePool
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext, read_job
from kernel.principals import Principal
from kernel.settings import Settings
from schema.behaviour import customers, order_lines, orders, spend, subject_traits, subjects, touchpoints
from schema.roles import VALUATION
from services.valuation.app import create_app
from services.valuation.jobs import handle_run
from tests.integration.vouching import calls_of

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture(scope="session")
def compute() -> Iterator[ComputePool]:
    """One process pool for all tests: its process is made once."""
    pool = ComputePool(1)
    yield pool
    pool.close()


@pytest.fixture
async def api_of(settings: Settings, compute: ComputePool) -> AsyncIterator[ApiOf]:
    """Calls in the name of a principal."""
    application = create_app(settings, compute)

    @asynccontextmanager
    async def client(principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
        async with calls_of(application, principal, settings) as api:
            yield api

    yield client
    await application.state.database.close()  # not its lifespan, which would end the pool


@pytest.fixture
async def api(api_of: ApiOf, principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
    """Calls in the name of the test's workspace."""
    async with api_of(principal) as client:
        yield client


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as segmentation keeps it."""

    customer: str
    ordered_at: datetime | None
    net: Decimal
    is_purchase: bool = True
    margin: Decimal | None = None
    currency: str | None = "USD"
    lines: tuple[tuple[str | None, Decimal], ...] = ()  # category and net of each


@dataclass(frozen=True, slots=True)
class PastTouch:
    """A touch as segmentation keeps it."""

    customer: str
    occurred_at: datetime
    channel: str
    kind: str = "click"


async def store_orders(
    database: Database, principal: Principal, past: Iterable[PastOrder], others: Iterable[str] = ()
) -> dict[str, UUID]:
    """Write orders, and customers of those names, as segmentation would.

    Args:
        database: Of segmentation.
        principal: Whose workspace.
        past: The orders.
        others: Customers without an order.

    Returns:
        Our ids of the customers by their names.
    """
    told = list(past)
    names = sorted({order.customer for order in told} | set(others))
    ids = {name: (new_id(), new_id()) for name in names}
    mine = {"workspace_id": principal.workspace_id}
    if not names:
        return {}
    async with database.work(principal) as work:
        await work.execute(insert(customers), [{**mine, "id": ids[name][0], "customer_id": name} for name in names])
        kept = [{**mine, "id": ids[name][1], "kind": "user", "value": name, "customer_id": ids[name][0]} for name in names]
        await work.execute(insert(subjects), kept)
        rows = [
            {
                **mine,
                "order_key": f"order-{position}",
                "subject_id": ids[order.customer][1],
                "ordered_at": order.ordered_at,
                "gross": order.net,
                "net": order.net,
                "net_float": float(order.net),
                "currency": order.currency,
                "margin": order.margin,
                "is_purchase": order.is_purchase,
            }
            for position, order in enumerate(told)
        ]
        if rows:
            await work.execute(insert(orders), rows)
        lines = [
            {**mine, "order_key": f"order-{number}", "position": position, "category": category, "net": net}
            for number, order in enumerate(told)
            for position, (category, net) in enumerate(order.lines)
        ]
        if lines:
            await work.execute(insert(order_lines), lines)
    return {name: ids[name][0] for name in names}


async def store_touches(database: Database, principal: Principal, ids: Mapping[str, UUID], past: Iterable[PastTouch]) -> None:
    """Write touches of known customers, as segmentation would; their keys are in the order that they are given in."""
    mine = {"workspace_id": principal.workspace_id}
    async with database.work(principal) as work:
        of = subjects.c.customer_id.in_(list(ids.values())) & (subjects.c.workspace_id == principal.workspace_id)
        known = {row.customer_id: row.id for row in await work.execute(select(subjects.c.customer_id, subjects.c.id).where(of))}
        rows = [
            {
                **mine,
                "touch_key": f"touch-{position:03}",
                "subject_id": known[ids[touch.customer]],
                "occurred_at": touch.occurred_at,
                "channel": touch.channel,
                "kind": touch.kind,
            }
            for position, touch in enumerate(past)
        ]
        if rows:
            await work.execute(insert(touchpoints), rows)


SeenTrait: TypeAlias = tuple[str, object, datetime]
"""Of whom, what, and when it was observed."""


async def store_traits(
    database: Database, principal: Principal, ids: Mapping[str, UUID], seen: Iterable[SeenTrait], name: str = "plan"
) -> None:
    """Write observations of a trait, as segmentation would: each of a subject of its own."""
    mine = {"workspace_id": principal.workspace_id, "kind": "anonymous"}
    told = [(new_id(), *each) for each in seen]
    async with database.work(principal) as work:
        await work.execute(
            insert(subjects), [{**mine, "id": id_, "value": str(id_), "customer_id": ids[who]} for id_, who, _, _ in told]
        )
        named = {"workspace_id": principal.workspace_id, "name": name}
        await work.execute(
            insert(subject_traits),
            [{**named, "subject_id": id_, "value": value, "observed_at": at} for id_, _, value, at in told],
        )


async def store_spend(database: Database, principal: Principal, paid: Iterable[tuple[str, date, Decimal, str | None]]) -> None:
    """Write what was paid: channel, day, amount, currency."""
    rows = [
        {
            "workspace_id": principal.workspace_id,
            "spend_key": f"spend-{position}",
            "channel": channel,
            "day": day,
            "amount": amount,
            "currency": currency,
        }
        for position, (channel, day, amount, currency) in enumerate(paid)
    ]
    async with database.work(principal) as work:
        await work.execute(insert(spend), rows)


async def store_cdnow(database: Database, principal: Principal, full: bool = False) -> dict[str, UUID]:
    """Write CDNOW's orders, each at noon."""
    if cdnow.find_wheel() is None:
        pytest.skip("make setup has not fetched the wheel with CDNOW's data")
    noon = time(12, tzinfo=UTC)
    past = (PastOrder(order.customer_id, datetime.combine(order.day, noon), order.amount) for order in cdnow.read_orders(full))
    return await store_orders(database, principal, past)


async def run_job(job: Mapping[str, Any], context_of: "ContextOf") -> UUID:
    """Do the job of a model run here.

    Returns:
        The run's id.
    """
    job_id = UUID(job["id"])
    async with context_of(job_id, {}).work() as work:
        arguments = (await read_job(work, job_id)).arguments
    return UUID((await handle_run(context_of(job_id, arguments)))["model_id"])


async def run_model(api: httpx.AsyncClient, context_of: "ContextOf", **asked: object) -> UUID:
    """Ask for a model run, and do its job here.

    Returns:
        The run's id.
    """
    response = await api.post("/v1/valuation/models", json={"model": "bg_nbd", **asked})
    assert response.status_code == 202, response.text
    return await run_job(response.json(), context_of)


ContextOf = Callable[[UUID, Mapping[str, object]], JobContext]


@pytest.fixture
def context_of(settings: Settings, database_of: Callable[[str], Database], principal: Principal) -> ContextOf:
    """What a job's handler is given, by the job's id and arguments."""

    def context(job_id: UUID, arguments: Mapping[str, object]) -> JobContext:
        return JobContext(settings, database_of(VALUATION), principal, job_id, arguments)

    return context

"""The attribution service, called as the gateway calls it, with customers, touchpoints, orders and spend for it to look at."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
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
from schema.behaviour import customers, orders, spend, subjects, touchpoints
from schema.roles import ATTRIBUTION, GATEWAY
from services.attribution.app import create_app
from services.attribution.jobs import JOB_KINDS
from tests.integration.vouching import calls_of

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]
ContextOf = Callable[[UUID, Mapping[str, object]], JobContext]
DatabaseOf = Callable[[str], Database]


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
class Touch:
    """A touchpoint as segmentation keeps it."""

    subject: str
    at: datetime
    channel: str
    key: str
    kind: str = "click"


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as segmentation keeps it."""

    subject: str
    at: datetime | None
    net: Decimal
    key: str
    is_purchase: bool = True
    margin: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """An entry of spend."""

    channel: str
    day: date
    amount: Decimal
    campaign: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a workspace knows.

    Attributes:
        customer_of: Whose each subject is; itself where it is not named.
    """

    touches: Sequence[Touch] = ()
    orders: Sequence[PastOrder] = ()
    spend: Sequence[Spent] = ()
    customer_of: Mapping[str, str] = field(default_factory=dict)

    def owner(self, subject: str) -> str:
        """The customer whose a subject is."""
        return self.customer_of.get(subject, subject)


async def store_facts(database: Database, principal: Principal, facts: Facts) -> dict[str, UUID]:
    """Write facts, with a subject and a customer for each name in them, as segmentation would.

    Returns:
        Our ids of the customers by their names.
    """
    names = sorted({touch.subject for touch in facts.touches} | {order.subject for order in facts.orders})
    subject_ids = {name: new_id() for name in names}
    customer_ids = {name: new_id() for name in sorted({facts.owner(name) for name in names})}
    mine = {"workspace_id": principal.workspace_id}
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (customers, [{**mine, "id": id_, "customer_id": name} for name, id_ in customer_ids.items()]),
        (
            subjects,
            [
                {**mine, "id": id_, "kind": "user", "value": name, "customer_id": customer_ids[facts.owner(name)]}
                for name, id_ in subject_ids.items()
            ],
        ),
        (
            touchpoints,
            [
                {
                    **mine,
                    "touch_key": touch.key,
                    "subject_id": subject_ids[touch.subject],
                    "occurred_at": touch.at,
                    "channel": touch.channel,
                    "kind": touch.kind,
                }
                for touch in facts.touches
            ],
        ),
        (
            orders,
            [
                {
                    **mine,
                    "order_key": order.key,
                    "subject_id": subject_ids[order.subject],
                    "ordered_at": order.at,
                    "gross": order.net,
                    "net": order.net,
                    "net_float": float(order.net),
                    "margin": order.margin,
                    "currency": order.currency,
                    "is_purchase": order.is_purchase,
                }
                for order in facts.orders
            ],
        ),
        (
            spend,
            [
                {
                    **mine,
                    "spend_key": f"spend-{place}",
                    "channel": each.channel,
                    "campaign": each.campaign,
                    "day": each.day,
                    "amount": each.amount,
                    "currency": each.currency,
                }
                for place, each in enumerate(facts.spend)
            ],
        ),
    ]
    async with database.work(principal) as work:
        for table, content in rows:
            if content:
                await work.execute(insert(table), content)
    return customer_ids


async def set_clock(database_of: DatabaseOf, principal: Principal, at: datetime) -> None:
    """Set the workspace's clock."""
    async with database_of(GATEWAY).work(principal) as work:
        await work.execute(
            update(tables.workspaces).where(tables.workspaces.c.id == principal.workspace_id).values(clock_at=at)
        )


@pytest.fixture
def context_of(settings: Settings, database_of: DatabaseOf, principal: Principal) -> ContextOf:
    """What a job's handler is given, by the job's id and arguments."""

    def context(job_id: UUID, arguments: Mapping[str, object]) -> JobContext:
        return JobContext(settings, database_of(ATTRIBUTION), principal, job_id, arguments)

    return context


async def begin(job: Mapping[str, Any], context_of: ContextOf) -> JobContext:
    """The context of a job that was asked for."""
    job_id = UUID(job["id"])
    async with context_of(job_id, {}).work() as work:
        arguments = (await read_job(work, job_id)).arguments
    return context_of(job_id, arguments)


async def run_job(job: Mapping[str, Any], context_of: ContextOf) -> UUID:
    """Do a job here.

    Returns:
        The id of the record that it made.
    """
    handler = next(kind.handler for kind in JOB_KINDS if kind.name == job["kind"])
    (made,) = (await handler(await begin(job, context_of))).values()
    return UUID(made)


async def make_report(api: httpx.AsyncClient, context_of: ContextOf, **asked: object) -> dict[str, Any]:
    """Ask for a report, do its job here, and read it."""
    response = await api.post("/v1/attribution/reports", json=asked)
    assert response.status_code == 202, response.text
    report_id = await run_job(response.json(), context_of)
    report: dict[str, Any] = (await api.get(f"/v1/attribution/reports/{report_id}")).json()
    return report

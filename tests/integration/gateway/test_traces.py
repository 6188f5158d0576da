"""One trace from the caller to the statement, the job and the reaction; and nothing at all where traces are off."""

import asyncio
import secrets
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
import uvicorn
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from opentelemetry import trace
from pydantic import BaseModel
from sqlalchemy import text

from gateway.app import create_gateway
from gateway.settings import GatewaySettings
from gateway.upstreams import InProcess, Remote, Upstream, read_names
from kernel.application import Work, create_application, new_router, requires
from kernel.attendance import Attended
from kernel.database import Database, UnitOfWork
from kernel.feed import FeedEvent, Reader
from kernel.jobs import JobKind, Timing, Worker, enqueue
from kernel.principals import Scope
from kernel.settings import Settings
from kernel.telemetry import logger
from kernel.tracing import flush
from schema.roles import DISPATCHER, SEGMENTATION
from tests.collecting import Collector, Told, collecting
from tests.integration.gateway.conftest import Keyed
from tests.integration.kernel import job_handlers
from tests.integration.kernel.workers import SHORT

CANARY = "jane.canary@example.org"
OF_CALLER = "4bf92f3577b34da6a3ce929d0e0e4736"
KIND = f"test.{secrets.token_hex(4)}"

Names = tuple[str, str]


class Asked(BaseModel):
    job_id: str


def toy_service(settings: Settings) -> FastAPI:
    router = new_router("toys")

    @router.post("/v1/toys/{toy_id:encoded}/jobs", dependencies=[requires(Scope.BEHAVIOUR_WRITE)])
    async def ask(toy_id: str, work: Work) -> Asked:
        job = await enqueue(work, KIND, {"seconds": 0.01})
        await work.emit("toy.asked", job.id, {"length": len(toy_id)})
        logger.info("asked", length=len(toy_id))
        return Asked(job_id=str(job.id))

    @router.delete("/v1/toys", dependencies=[requires(Scope.BEHAVIOUR_WRITE)])
    async def break_down() -> Asked:
        raise RuntimeError(f"{CANARY} is inside")

    return create_application("toy", SEGMENTATION, settings, [router])


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture
def traced(settings: Settings, collector: Collector) -> Settings:
    return settings.model_copy(update={"traces_endpoint": f"{collector.address}/v1/traces"})


@pytest.fixture(params=["in process", "over HTTP"])
async def client(request: pytest.FixtureRequest, traced: Settings) -> AsyncIterator[AsyncClient]:
    """A caller of a gateway before a toy service, which stands in its process or at the other end of a connection."""
    toy = toy_service(traced)
    async with AsyncExitStack() as stack:
        upstream: Upstream = InProcess(toy)
        if request.param == "over HTTP":
            gateway_settings = GatewaySettings()
            upstream = Remote("toy", read_names(await stack.enter_async_context(serving(toy))), gateway_settings)
        gateway = create_gateway(traced, {"toy": toy}, {"/v1/toys": "toy"}, {"toy": upstream})
        await stack.enter_async_context(gateway.lifespan())
        transport = ASGITransport(gateway, raise_app_exceptions=False)
        yield await stack.enter_async_context(AsyncClient(transport=transport, base_url="http://attune.example"))


class serving:  # noqa: N801 — a context
    """A service on a socket of its own."""

    def __init__(self, application: FastAPI) -> None:
        config = uvicorn.Config(Attended(application), lifespan="on", log_config=None, access_log=False)
        self.server = uvicorn.Server(config)
        self.socket = socket.create_server(("127.0.0.1", 0))

    async def __aenter__(self) -> str:
        self.task = asyncio.create_task(self.server.serve([self.socket]))
        while not self.server.started:  # noqa: ASYNC110 — it tells nobody
            await asyncio.sleep(0.01)
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        self.server.should_exit = True
        await self.task


async def gathered(collector: Collector, settings: Settings, trace_id: str, *names: str) -> list[Told]:
    await asyncio.to_thread(flush, settings, 10.0)
    return await asyncio.to_thread(collector.wait_for, trace_id, names)


def parents(spans: list[Told]) -> set[tuple[Names, Names]]:
    """Who belongs to whom, by service and name."""
    by_id = {span.span_id: (span.service, span.name) for span in spans}
    return {((span.service, span.name), by_id.get(span.parent_id, ("", span.parent_id))) for span in spans}


async def test_a_trace_leads_from_the_caller_to_job_and_reaction(
    client: AsyncClient, collector: Collector, traced: Settings, house: Keyed
) -> None:
    trace_id, caller = secrets.token_hex(16), "00f067aa0ba902b7"
    headers = {**house.admin, "traceparent": f"00-{trace_id}-{caller}-00", "tracestate": f"vendor={CANARY}"}
    answer = await client.post(f"/v1/toys/{CANARY}/jobs?q={CANARY}", headers=headers)
    assert answer.status_code == 200, answer.text
    reader = await work_until_done(traced, answer.json()["job_id"])

    reaction, job = f"{reader} reacts to toy.asked", f"job {KIND}"
    spans = await gathered(collector, traced, trace_id, reaction, job, "POST /v1/toys")
    door, toy = ("attune-gateway", "POST /v1/toys"), ("attune-segmentation", "POST /v1/toys/{toy_id}/jobs")
    work, asked = ("attune-segmentation", "transaction"), ("attune-worker", job)
    assert parents(spans) >= {
        (door, ("", caller)),
        (("attune-gateway", "transaction"), door),  # the key's look-up
        (toy, door),
        (work, toy),
        (("attune-segmentation", "INSERT"), work),
        (asked, work),
        (work, asked),  # in the job's own process
        (("attune-worker", reaction), work),
        (work, ("attune-worker", reaction)),
    }
    of_toy = next(span for span in spans if (span.service, span.name) == toy)
    assert of_toy.attributes["http.route"] == "/v1/toys/{toy_id}/jobs"
    assert of_toy.attributes["attune.workspace_id"] == str(house.created.workspace_id)
    assert of_toy.attributes["attune.request_id"] == answer.headers["x-request-id"]
    of_job = next(span for span in spans if span.name == job)
    assert of_job.attributes["attune.outcome"] == "succeeded"
    inserts = [span.attributes["db.query.text"] for span in spans if span.name == "INSERT"]
    assert any(text.startswith("INSERT INTO attune.jobs (workspace_id, id, kind, arguments") for text in inserts), inserts
    assert not any(b"canary" in body or b"example.org" in body for body in collector.bodies)


async def work_until_done(settings: Settings, job_id: str) -> str:
    """Run a worker until it has done the job and the reaction; the name of its reader."""
    seen = asyncio.Event()

    async def react(work: UnitOfWork, event: FeedEvent) -> None:
        await work.workspace()
        if event.subject == job_id:
            seen.set()

    name = f"test-{secrets.token_hex(4)}"
    reader = Reader(name, SEGMENTATION, {"toy.asked": react})
    timing = Timing(lease_seconds=20.0, heartbeat_seconds=SHORT.heartbeat_seconds, poll_seconds=SHORT.poll_seconds)
    worker = Worker(settings, DISPATCHER, [JobKind(KIND, SEGMENTATION, job_handlers.steps)], [reader], timing=timing)
    run = asyncio.create_task(worker.run())
    database = Database(settings, DISPATCHER)
    try:
        async with asyncio.timeout(60):
            await seen.wait()
            while not await is_done(database, job_id):  # noqa: ASYNC110 — it tells nobody
                await asyncio.sleep(0.05)
    finally:
        worker.stop()
        await run
        await database.close()
    return name


async def is_done(database: Database, job_id: str) -> bool:
    async with database.connection() as connection:
        state = text("select state from attune.jobs where id = cast(:id as uuid)")
        return bool((await connection.execute(state, {"id": job_id})).scalar_one() == "succeeded")


async def test_a_failure_is_marked_and_quotes_nobody(
    client: AsyncClient, collector: Collector, traced: Settings, house: Keyed
) -> None:
    trace_id = secrets.token_hex(16)
    headers = {**house.admin, "traceparent": f"00-{trace_id}-00f067aa0ba902b7-01"}
    assert (await client.delete("/v1/toys", headers=headers)).status_code == 500
    spans = await gathered(collector, traced, trace_id, "DELETE /v1/toys")
    failed = {(span.service, span.attributes.get("attune.error")) for span in spans if span.is_failed}
    assert failed >= {("attune-gateway", None), ("attune-segmentation", "RuntimeError")}
    assert not any(b"canary" in body for body in collector.bodies)


@pytest.mark.parametrize("sent", [None, "nonsense", f"00-{OF_CALLER}-0000000000000000-01", f"00-{OF_CALLER}-xyz-01"])
async def test_a_trace_begins_at_the_door_where_the_caller_names_none(
    sent: str | None, client: AsyncClient, collector: Collector, traced: Settings, house: Keyed
) -> None:
    before = {span.trace_id for span in collector.spans}
    headers = house.admin if sent is None else {**house.admin, "traceparent": sent}
    headers = {**headers, "Connection": "traceparent, x-request-id"}  # the caller's own, not the gateway's
    request_id = secrets.token_hex(8)
    await client.post("/v1/toys/a/jobs", headers={**headers, "X-Request-Id": request_id})
    await asyncio.to_thread(flush, traced, 10.0)
    spans = [span for span in collector.spans if span.attributes.get("attune.request_id") == request_id]
    assert [(span.service, bool(span.parent_id)) for span in sorted(spans, key=lambda span: span.parent_id)] == [
        ("attune-gateway", False),
        ("attune-segmentation", True),
    ]
    assert {span.trace_id for span in spans}.isdisjoint({*before, OF_CALLER})
    assert len({span.trace_id for span in spans}) == 1


async def test_nobody_traces_those_who_watch(client: AsyncClient, collector: Collector, traced: Settings) -> None:
    before = len(collector.spans)
    for path in ("/livez", "/readyz", "/metrics"):
        assert (await client.get(path)).status_code == 200
    await asyncio.to_thread(flush, traced, 10.0)
    assert len(collector.spans) == before


async def test_a_share_of_zero_keeps_no_trace_whatever_the_caller_wants(
    collector: Collector, traced: Settings, house: Keyed
) -> None:
    none_kept = traced.model_copy(update={"traces_ratio": 0.0})
    toy = toy_service(none_kept)
    gateway = create_gateway(none_kept, {"toy": toy}, {"/v1/toys": "toy"})
    trace_id = secrets.token_hex(16)
    async with gateway.lifespan(), AsyncClient(transport=ASGITransport(gateway), base_url="http://a.example") as client:
        headers = {**house.admin, "traceparent": f"00-{trace_id}-00f067aa0ba902b7-01"}
        assert (await client.post("/v1/toys/a/jobs", headers=headers)).status_code == 200
    await asyncio.to_thread(flush, none_kept, 10.0)
    assert collector.of(trace_id) == []


async def test_work_in_no_trace_begins_none(collector: Collector, traced: Settings) -> None:
    """A worker asks the database every second, for ever."""
    before = len(collector.spans)
    database = Database(traced, DISPATCHER)
    await database.ping()
    await database.close()
    await asyncio.to_thread(flush, traced, 10.0)
    assert len(collector.spans) == before


_OFF = """
import asyncio, sys, threading
from attune.composition import create_system, create_worker
from kernel.settings import Settings
from kernel.tracing import flush
settings = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key="0" * 64)
gateway, worker = create_system(settings), create_worker(settings)
flush(settings, 1.0)
print([name for name in sys.modules if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter"))])
print([thread.name for thread in threading.enumerate()])
"""


def test_off_means_no_thread_and_nothing_of_the_sdk() -> None:
    told = subprocess.run([sys.executable, "-c", _OFF], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["[]", "['MainThread']"]


async def test_off_hands_on_the_callers_own_trace(settings: Settings, house: Keyed) -> None:
    seen: dict[str, str] = {}
    router = new_router("toys")

    @router.get("/v1/toys", dependencies=[requires(Scope.BEHAVIOUR_READ)])
    async def read(work: Work) -> Asked:
        assert not trace.get_current_span().get_span_context().is_valid
        job = await enqueue(work, KIND, {})
        seen["of the job"] = str(job.traceparent)
        return Asked(job_id=str(job.id))

    toy = create_application("toy", SEGMENTATION, settings, [router])
    gateway = create_gateway(settings, {"toy": toy}, {"/v1/toys": "toy"})
    async with gateway.lifespan(), AsyncClient(transport=ASGITransport(gateway), base_url="http://a.example") as client:
        headers = {**house.admin, "traceparent": f"00-{OF_CALLER}-00f067aa0ba902b7-01"}
        assert (await client.get("/v1/toys", headers=headers)).status_code == 200
    assert seen["of the job"] == "None"

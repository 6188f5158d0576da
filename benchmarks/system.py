"""The running system: ingestion beside its own SQL, profile reads beside fits, start and memory.

Every figure is a ratio, or stands beside one, of a single run on one machine.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import Executable

from attune.data_directory import settings_of
from attune.demo import cdnow
from attune.workspaces import make_workspace
from benchmarks.report import Figure, tell
from gateway.use_cases import NewWorkspace
from kernel.database import Database, UnitOfWork
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.roles import SEGMENTATION
from services.segmentation.domain.decoding import parse_json
from services.segmentation.domain.messages import read_batch
from services.segmentation.use_cases import ingestion
from services.valuation.domain.histories import Order, TimeUnit, summarize_purchases

EVENTS = 500
BATCHES = 60
CONNECTIONS = (1, 4)
CUSTOMERS = 2000
READS_FOR = 30.0
READS_PER_SECOND = 50


@dataclass(frozen=True, slots=True)
class System:
    """A running system and the way in."""

    address: str
    settings: Settings
    workspace: NewWorkspace
    process: subprocess.Popen[bytes]
    seconds_to_ready: float


@contextmanager
def running_system() -> Iterator[System]:
    """`attune up` on a new directory."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        with _up(directory) as (process, address, seconds), settings_of(directory) as settings:
            workspace = asyncio.run(make_workspace(settings, "bench", "UTC", "USD"))
            yield System(address, settings, workspace, process, seconds)


@contextmanager
def _up(directory: Path) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """`attune up`, its address, and the seconds until it was ready."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "attune", "up", "--port", "0", "--data-dir", str(directory)]
    with (directory / "log").open("ab") as log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().decode().split()[1]
            yield process, address, time.perf_counter() - started
        finally:
            process.terminate()
            process.wait(60)


def make_batch(customers: Iterator[int] | None = None) -> bytes:
    """500 events as clients send them, 10 % orders, 5 % traits; of customers drawn by lot, else of those given."""
    drawn = customers or iter(lambda: uuid4().int % CUSTOMERS, -1)
    messages = [_message(i, next(drawn)) for i in range(EVENTS)]
    return json.dumps({"batch": messages, "sentAt": "2026-11-01T12:00:01Z"}).encode()


def _message(i: int, customer: int) -> dict[str, Any]:
    message_id = str(uuid4())
    message: dict[str, Any] = {
        "type": "track",
        "event": "Product Viewed",
        "userId": f"customer-{customer}",
        "messageId": message_id,
        "timestamp": "2026-11-01T12:00:00.000Z",
        "properties": {"sku": f"sku-{i}", "price": 19.9, "category": "music", "position": i, "currency": "USD"},
        "context": {"library": {"name": "analytics-python", "version": "2.4.0"}},
    }
    if i % 10 == 0:
        message["event"] = "Order Completed"
        message["properties"] = {"order_id": str(uuid4()), "total": 19.9, "currency": "USD"}
    elif i % 20 == 1:
        message |= {"type": "identify", "traits": {"city": "Łódź", "plan": "gold"}}
    return message


class _Recorder:
    """Keeps what a unit of work executes, so that the same can be executed again, ready-made."""

    def __init__(self, work: UnitOfWork) -> None:
        self.statements: list[tuple[Executable, Any]] = []
        self._execute = work.execute
        work.execute = self._record  # type: ignore[method-assign, assignment]  # the measured object is this one

    async def _record(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 — its result
        self.statements.append((statement, parameters))
        return await self._execute(statement, parameters)


class _UndoError(Exception):
    """Rolls back what was only recorded."""


async def record(database: Database, principal: Principal, body: bytes) -> list[tuple[Executable, Any]]:
    """The statements, with their rows, by which the service keeps a batch."""
    received_at = datetime.now(UTC)
    batch = read_batch(parse_json(body), kind="batch", received_at=received_at, new_message_id=lambda: str(uuid4()))
    try:
        async with database.work(principal) as work:
            recorder = _Recorder(work)
            await ingestion.ingest(work, batch, received_at)
            raise _UndoError
    except _UndoError:
        return recorder.statements


async def _each(items: list[Any], connections: int, do: Callable[[Any], Awaitable[None]]) -> float:
    """Seconds to do something with every item, over some connections."""
    queue = iter(items)

    async def work() -> None:
        for item in queue:
            await do(item)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(connections)))
    return time.perf_counter() - started


async def measure_ingestion(system: System) -> list[Figure]:
    """Events per second through the gateway beside the service's own SQL on ready-made rows."""
    database = Database(system.settings, SEGMENTATION)
    principal = Principal(system.workspace.workspace_id, "bench", frozenset({Scope.ADMIN}))
    headers = {"Authorization": f"Bearer {system.workspace.write_key}", "Content-Type": "application/json"}
    figures = []
    async with httpx.AsyncClient(base_url=system.address, headers=headers, timeout=60) as client:

        async def post(body: bytes) -> None:
            answer = await client.post("/v1/batch", content=body)
            assert answer.json()["accepted"] == EVENTS, answer.text

        async def execute(statements: list[tuple[Executable, Any]]) -> None:
            async with database.work(principal) as work:
                for statement, parameters in statements:
                    await work.execute(statement, parameters)

        everybody = iter(range(CUSTOMERS))  # then every customer is known, and every plan and pool is warm
        for _ in range(CUSTOMERS // EVENTS):
            await post(make_batch(everybody))
        for connections in CONNECTIONS:
            ready = [await record(database, principal, make_batch()) for _ in range(BATCHES)]
            bodies = [make_batch() for _ in range(BATCHES)]
            by_sql = by_http = 0.0
            for begin in range(0, BATCHES, 20):  # in turns, so that both see the same machine
                by_sql += await _each(ready[begin : begin + 20], connections, execute)
                by_http += await _each(bodies[begin : begin + 20], connections, post)
            rates = [BATCHES * EVENTS / seconds for seconds in (by_http, by_sql)]
            detail = f"{rates[0]:,.0f} events/s through the gateway, {rates[1]:,.0f} by SQL"
            name = f"ingestion, batches of {EVENTS}, {connections} connection(s)"
            figures.append(Figure(name, rates[0] / rates[1], wanted="≥ 0.3", detail=detail))
    await database.close()
    return figures


async def _read_profiles(client: httpx.AsyncClient, seconds: float) -> list[float]:
    """Milliseconds of profile reads at a steady rate."""
    times, pending = [], set()

    async def read(i: int) -> None:
        began = time.perf_counter()
        answer = await client.get(f"/v1/customers/customer-{i % CUSTOMERS}")
        assert answer.status_code == 200
        times.append((time.perf_counter() - began) * 1e3)

    deadline, i = time.perf_counter() + seconds, 0
    while time.perf_counter() < deadline:
        pending.add(asyncio.create_task(read(i)))
        i += 1
        await asyncio.sleep(1 / READS_PER_SECOND)
    await asyncio.gather(*pending)
    return times


def _fit_body() -> bytes:
    orders = [Order(order.customer_id, order.day, order.amount) for order in cdnow.read_orders(full=True)]
    histories = summarize_purchases(orders, cdnow.CALIBRATION_END, TimeUnit.WEEK)
    rows = [{"frequency": each.frequency, "recency": each.recency, "T": each.T} for each in histories]
    return json.dumps({"model": "bg_nbd", "rows": rows}).encode()


def _fit_for(address: str, key: str, seconds: float) -> int:
    """Have all 23,570 customers fitted back to back, from a process of its own: it must not slow down the one that measures.

    Returns:
        How many fits there were.
    """
    body, fits, deadline = _fit_body(), 0, time.perf_counter() + seconds
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        while time.perf_counter() < deadline:
            answer = client.post("/v1/valuation/fit", content=body)
            assert answer.status_code == 200, answer.text
            fits += 1
    return fits


async def measure_reads_beside_fits(system: System) -> list[Figure]:
    """p99 of profile reads while fits of all 23,570 customers run back to back, beside idle."""
    headers = {"Authorization": f"Bearer {system.workspace.admin_key}"}
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, get_context("spawn")) as fitter:
        async with httpx.AsyncClient(base_url=system.address, headers=headers, timeout=60) as client:

            def fit_for(seconds: float) -> asyncio.Future[int]:
                return loop.run_in_executor(fitter, _fit_for, system.address, system.workspace.admin_key, seconds)

            await fit_for(1.0)  # the pool is up
            await _read_profiles(client, 2)
            idle = await _read_profiles(client, READS_FOR)
            fitting = fit_for(READS_FOR + 5)
            await asyncio.sleep(2)  # its body is made, and fits run
            busy = await _read_profiles(client, READS_FOR)
            fits = await fitting
    p99 = [statistics.quantiles(times, n=100)[98] for times in (busy, idle)]
    p50 = [statistics.median(times) for times in (busy, idle)]
    detail = f"p99 {p99[0]:.1f} ms beside {fits} fits, {p99[1]:.1f} ms idle; p50 {p50[0]:.1f} and {p50[1]:.1f} ms"
    return [Figure("p99 of profile reads beside fits of 23,570, to idle", p99[0] / p99[1], wanted="≤ 2", detail=detail)]


def _memory(pid: int) -> tuple[int, int]:
    """(proportional, private) MiB of a process and all below it."""
    pss = private = 0
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, *value = line.split()
        pss += int(value[0]) if name == "Pss:" else 0
        private += int(value[0]) if name in ("Private_Clean:", "Private_Dirty:") else 0
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        below = _memory(int(child))
        pss, private = pss + below[0] * 1024, private + below[1] * 1024
    return pss // 1024, private // 1024


def measure_start(system: System) -> list[Figure]:
    """Start to ready, and memory when idle."""
    figures = [Figure("start to ready on a new directory", system.seconds_to_ready, "s")]
    if os.path.exists("/proc/self/smaps_rollup"):  # noqa: PTH110 — not on macOS
        pss, private = _memory(system.process.pid)
        figures.append(Figure("idle memory of all processes (proportional)", pss, "MiB", detail=f"{private} MiB private"))
    return figures


def measure_start_after_kill() -> list[Figure]:
    """Start to ready where the last one was killed while it took events in."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        with _up(directory) as (process, address, _):
            with settings_of(directory) as settings:
                key = asyncio.run(make_workspace(settings, "bench", "UTC", "USD")).write_key
            for _ in range(20):
                httpx.post(f"{address}/v1/batch", content=make_batch(), auth=(key, ""), timeout=60).raise_for_status()
            process.kill()
        with _up(directory) as (_, _, seconds):
            return [Figure("start to ready after kill -9", seconds, "s", "< 30")]


def main() -> None:
    """Measure all of it."""
    tell("A system that was killed", measure_start_after_kill())
    with running_system() as system:
        time.sleep(2)
        tell("The system at rest", measure_start(system))
        tell("Ingestion", asyncio.run(measure_ingestion(system)))
        if cdnow.find_wheel() is not None:
            tell("Requests beside computation", asyncio.run(measure_reads_beside_fits(system)))


if __name__ == "__main__":
    main()

"""What the gateway's hop costs: requests per second, p50 and p99 over HTTP and in one process, beside the service alone.

The caller is a process of its own, on the same machine: all share its cores, so the ratios are what to read.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import httpx
import uvloop

from benchmarks.report import Figure, tell
from benchmarks.system import System, running_system
from kernel.principals import PRINCIPAL_HEADER, Principal, Scope, sign_principal

CONNECTIONS = (1, 32)
SECONDS = 0.7
ROUNDS = 9
WANTED = {32: "≥ 0.6"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One kind of request.

    Attributes:
        name: What is asked for.
        service: Who answers.
        method: GET or POST.
        path: Where.
        body: JSON, or nothing.
    """

    name: str
    service: str
    method: str
    path: str
    body: object = None

    def raw(self, header: str) -> bytes:
        """The request as it goes over a connection that stays open."""
        body = b"" if self.body is None else json.dumps(self.body).encode()
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: bench", header, f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode() + body


ASKS = (
    Ask("sample size (no database)", "experiments", "POST", "/v1/experiments/sample-size", {
        "metric": "proportion", "baseline": 0.1, "minimum_detectable_effect": 0.01, "alpha": 0.05, "power": 0.8
    }),
    Ask("a flag's value", "experiments", "POST", "/ofrep/v1/evaluate/flags/bench", {"context": {"targetingKey": "u"}}),
    Ask("a list of goals", "planning", "GET", "/v1/goals"),
)  # fmt: skip


class _Connection(asyncio.Protocol):
    """Sends one request after the other, each when the answer before it is whole."""

    def __init__(self, request: bytes, until: float, times: list[float], done: asyncio.Future[None]) -> None:
        self._request, self._until, self._times, self._done = request, until, times, done
        self._received = bytearray()
        self._transport: asyncio.Transport
        self._began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def _ask(self) -> None:
        self._began = time.perf_counter()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        assert self._received.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201")), bytes(self._received)
        now = time.perf_counter()
        self._times.append(now - self._began)
        self._received.clear()
        if now < self._until:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 — asyncio's
        if not self._done.done():
            self._done.set_result(None)


def _length(head: bytearray) -> int:
    at = head.lower().index(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0])


def call(address: str, request: bytes, connections: int, seconds: float) -> list[float]:
    """Call over so many connections at once.

    Returns:
        Seconds that each request took.
    """
    times: list[float] = []

    async def run() -> None:
        loop = asyncio.get_running_loop()
        parts = urlsplit(address)
        until = time.perf_counter() + seconds
        ends = [loop.create_future() for _ in range(connections)]
        for end in ends:
            await loop.create_connection(
                lambda end=end: _Connection(request, until, times, end),  # type: ignore[misc]  # bound now
                parts.hostname or "",
                parts.port or 80,
            )
        async with asyncio.timeout(seconds + 60):
            await asyncio.gather(*ends)

    uvloop.run(run())
    return times


@dataclass(slots=True)
class Way:
    """One way to a service, and how long its requests took.

    Attributes:
        rates: Requests per second of each round.
        times: Seconds of each request of the best round.
        pid: The process at its address.
        cpu: Seconds of CPU that this process took for each request of that round: what the round's rate would not tell on a
            machine that does other things as well.
    """

    address: str
    header: str
    pid: int
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def call(self, caller: Executor, ask: Ask, connections: int) -> None:
        """One round."""
        began, before = time.perf_counter(), _cpu(self.pid)
        times = caller.submit(call, self.address, ask.raw(self.header), connections, SECONDS).result()
        rate = len(times) / (time.perf_counter() - began)
        if rate > max(self.rates, default=0.0):
            self.times, self.cpu = times, (_cpu(self.pid) - before) / len(times)
        self.rates.append(rate)

    def to(self, other: "Way") -> float:
        """Its requests per second to another's, round by round: what else the machine did then, both have felt."""
        return statistics.median(mine / others for mine, others in zip(self.rates, other.rates, strict=True))

    def told(self) -> str:
        """Its figures."""
        p99 = statistics.quantiles(self.times, n=100)[98]
        p50 = statistics.median(self.times)
        return f"{max(self.rates):,.0f}/s, {p50 * 1e3:.2f} and {p99 * 1e3:.2f} ms, {self.cpu * 1e3:.2f} ms of CPU"


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _process(system: System, *words: str, **environment: str) -> Iterator[tuple[str, int]]:
    """One of Attune's processes on the system's database: where it listens, and its id."""
    told = {
        **os.environ,
        "ATTUNE_DATABASE_URL": system.settings.database_url,
        "ATTUNE_SECRET_KEY": system.settings.secret_key.get_secret_value(),
        **environment,
    }
    command = [sys.executable, "-m", "attune", *words, "--port", "0", "--drain", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=told) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().decode().split()[1], process.pid
        finally:
            process.terminate()


def measure_hop(system: System) -> list[Figure]:
    """Each kind of request by each way, in turns."""
    names = {ask.service for ask in ASKS}
    with ExitStack() as stack:
        alone = {name: stack.enter_context(_process(system, "service", name)) for name in sorted(names)}
        where = {f"ATTUNE_{name.upper()}_URL": address for name, (address, _) in alone.items()}
        gateway, gateway_pid = stack.enter_context(_process(system, "gateway", **where))
        caller = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        _wait_for(gateway, *(address for address, _ in alone.values()))
        key = f"Authorization: Bearer {system.workspace.admin_key}"
        headers = {"Authorization": f"Bearer {system.workspace.admin_key}"}
        flag = {"key": "bench", "kind": "boolean", "default": True}
        httpx.post(f"{gateway}/v1/flags", headers=headers, json=flag).raise_for_status()
        web = _web_of(system)
        figures = []
        for ask in ASKS:
            for connections in CONNECTIONS:
                principal = Principal(system.workspace.workspace_id, "bench", frozenset({Scope.ADMIN}))
                signed = f"{PRINCIPAL_HEADER}: {sign_principal(principal, system.settings.principal_secret)}"
                address, pid = alone[ask.service]
                ways = [Way(address, signed, pid), Way(gateway, key, gateway_pid), Way(system.address, key, web)]
                for _ in range(ROUNDS):
                    for way in ways:
                        way.call(caller, ask, connections)
                figures += _figures(ask, connections, *ways)
        return figures


def _figures(ask: Ask, connections: int, alone: Way, hop: Way, in_process: Way) -> list[Figure]:
    name = f"{ask.name}, {connections} connection(s)"
    beside = f"alone {alone.told()}"
    wanted = WANTED.get(connections, "")
    return [
        Figure(f"{name}: over HTTP", hop.to(alone), wanted=wanted, detail=f"{hop.told()}; {beside}"),
        Figure(f"{name}: in one process", in_process.to(alone), detail=in_process.told()),
    ]


def _web_of(system: System) -> int:
    """The web process of the system."""
    children = Path(f"/proc/{system.process.pid}/task/{system.process.pid}/children").read_text().split()
    (web,) = [int(pid) for pid in children if b"attune\0web\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return web


def _wait_for(*addresses: str) -> None:
    deadline = time.monotonic() + 60
    for address in addresses:
        while True:
            try:
                httpx.get(f"{address}/livez")
                break
            except httpx.RequestError:
                assert time.monotonic() < deadline
                time.sleep(0.1)


def main() -> None:
    """Measure it."""
    if not Path("/proc/self/stat").exists():  # not Linux
        return
    with running_system() as system:
        tell(
            "The gateway's hop: requests/s, p50 and p99, CPU of the process called; ratios of requests/s to the service alone",
            measure_hop(system),
        )


if __name__ == "__main__":
    main()

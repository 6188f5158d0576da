"""The gateway, services and workers as plain processes on a prepared database, each with its handle."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from attune.services import SERVICES
from attune.supervisor import LIFELINE
from kernel.settings import Settings
from tests.contract.running import READY_WITHIN, read_line

PATIENCE = READY_WITHIN


@dataclass
class Program:
    """One process, which can be killed and started again at its old port."""

    words: tuple[str, ...]
    port: int
    environment: dict[str, str]
    log: Path
    lifeline: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, without waiting until it serves."""
        assert self.process is None
        port = ("--port", str(self.port)) if self.port else ()
        command = [sys.executable, "-m", "attune", *self.words, *port]
        with self.log.open("ab") as errors:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, env=self.environment, pass_fds=(self.lifeline,), cwd="/"
            )

    def wait(self) -> None:
        """Wait until it answers."""
        assert self.process is not None
        line = read_line(self.process, PATIENCE)
        assert line == f"listening {self.address}\n", f"{line!r}\n{self.log.read_text()[-3000:]}"
        wait_until(lambda: is_live(self.address))

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM; its exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(number)
        status = process.wait(READY_WITHIN)
        if process.stdout is not None:
            process.stdout.close()
        return status


@dataclass
class Processes:
    """All processes of one system.

    Attributes:
        services: Service → its replicas.
    """

    settings: Settings
    gateways: list[Program] = field(default_factory=list)
    services: dict[str, list[Program]] = field(default_factory=dict)
    workers: list[Program] = field(default_factory=list)

    @property
    def everybody(self) -> list[Program]:
        return [*self.gateways, *(each for replicas in self.services.values() for each in replicas), *self.workers]

    @property
    def address(self) -> str:
        return self.gateways[0].address

    def down(self) -> dict[str, str]:
        """What the gateway's readiness says is down, and why."""
        with httpx.Client(timeout=10) as http:
            answer = http.get(f"{self.address}/readyz")
        document = answer.json()
        assert (answer.status_code == 200) == ("down" not in document)
        found: dict[str, str] = document.get("down", {})
        return found


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens soon, or on a busy machine a little later."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_live(address: str) -> bool:
    """Whether a process answers there."""
    try:
        return httpx.get(f"{address}/livez", timeout=5).status_code == 200
    except httpx.RequestError:
        return False


def free_ports(count: int) -> list[int]:
    """Ports at which nobody listens."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in sockets]


@contextmanager
def processes(
    settings: Settings, directory: Path, *, gateways: int = 1, replicas: int = 1, workers: int = 1
) -> Iterator[Processes]:
    """A system of plain processes; at the end each is stopped."""
    lifeline, held = os.pipe()  # they end with these tests, however these end
    told = {
        LIFELINE: str(lifeline),
        **os.environ,
        "ATTUNE_DATABASE_URL": settings.database_url,
        "ATTUNE_SECRET_KEY": settings.secret_key.get_secret_value(),
        "ATTUNE_POOL_SIZE": "4",
    }
    ports = iter(free_ports(gateways + (replicas + 1) * len(SERVICES)))
    system = Processes(settings)
    for name in SERVICES:
        system.services[name] = [
            Program(("service", name), next(ports), told, directory / f"{name}-{i}.log", lifeline) for i in range(replicas)
        ]
    where = {
        service.variable: ",".join(each.address for each in system.services[name]) or f"http://127.0.0.1:{next(ports)}"
        for name, service in SERVICES.items()
    }
    system.gateways = [
        Program(("gateway",), next(ports), {**told, **where}, directory / f"gateway-{i}.log", lifeline) for i in range(gateways)
    ]
    system.workers = [Program(("worker",), 0, told, directory / f"worker-{i}.log", lifeline) for i in range(workers)]
    try:
        for each in system.everybody:
            each.start()
        for each in (*system.gateways, *(each for several in system.services.values() for each in several)):
            each.wait()
        if replicas:
            wait_until(lambda: not system.down())
        yield system
    finally:
        for each in system.everybody:
            if each.process is not None:
                each.process.terminate()
        for each in system.everybody:
            each.stop()
        os.close(held)
        os.close(lifeline)

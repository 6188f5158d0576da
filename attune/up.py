"""`attune up`: prepares what the children need, then hands over to the supervisor."""

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import typer

from attune import data_directory
from attune.supervisor import STOP_SIGNALS, CannotListenError, Child, RepeatedDeathError, Supervisor, address_of, listen
from kernel.embedded import EmbeddedError, EmbeddedPostgres
from kernel.settings import Settings
from kernel.telemetry import configure_logs
from schema.prepare import prepare


def run_up(host: str, port: int, directory: Path, settings: Settings | None, *, apart: bool = False) -> None:
    """Run the system in the foreground until SIGTERM.

    Args:
        host: Address to listen on.
        port: Port to listen on, 0 for any.
        directory: The data directory, used unless settings are given.
        settings: Those of a server of one's own, which `attune database prepare` has prepared.
        apart: Each service, and the gateway, in a process of its own.
    """
    configure_logs()
    for number in STOP_SIGNALS:
        signal.signal(number, _end_start_up)
    try:
        with listen(host, port) as listener, ExitStack() as stack:
            serving = _apart(listener, stack) if apart else _together(listener)
            if settings is not None:
                _run(Supervisor(settings, listener), serving, [])
                return
            with data_directory.embedded_postgres(directory) as postgres:
                settings = data_directory.settings_for(postgres.server, directory)
                asyncio.run(prepare(settings))
                supervisor = Supervisor(settings, listener)
                _run(supervisor, serving, [_postgres_child(postgres, supervisor, directory)])
    except (CannotListenError, EmbeddedError, RepeatedDeathError, OSError) as error:
        typer.secho(f"attune: {error}", err=True, fg="red")
        raise typer.Exit(1) from error


def _end_start_up(_number: int, _frame: FrameType | None) -> None:
    """Nothing is served yet: end what was started by unwinding, which no second signal may interrupt."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


Serving = Callable[[Supervisor], list[Child]]
"""Makes the children that serve requests, in the order in which they end: the door first."""


def _together(listener: socket.socket) -> Serving:
    """One process for the gateway and the services."""
    return lambda supervisor: [supervisor.python_child("web", "web", listener=listener)]


def _apart(listener: socket.socket, stack: ExitStack) -> Serving:
    """A process each, over HTTP on sockets of this machine."""
    from attune.services import SERVICES

    inner = {name: stack.enter_context(listen("127.0.0.1", 0)) for name in SERVICES}
    addresses = {SERVICES[name].variable: address_of(each) for name, each in inner.items()}

    def make(supervisor: Supervisor) -> list[Child]:
        # none is drained: nobody else could be called in its place
        gateway = supervisor.python_child("gateway", "gateway", "--drain", "0", listener=listener, environment=addresses)
        services = [
            supervisor.python_child(name, "service", name, "--drain", "0", listener=each) for name, each in inner.items()
        ]
        return [gateway, *services]

    return make


def _run(supervisor: Supervisor, serving: Serving, below: list[Child]) -> None:
    worker = supervisor.python_child("worker", "worker")
    supervisor.run([*serving(supervisor), worker, *below], _announce)  # ended in this order: the door first, the ground last


def _announce(address: str) -> None:
    sys.stdout.write(f"ready {address}\n")
    sys.stdout.flush()


def _postgres_child(postgres: EmbeddedPostgres, supervisor: Supervisor, directory: Path) -> Child:
    """The embedded Postgres as a child that runs already."""
    address = postgres.server

    def start() -> subprocess.Popen[bytes]:
        nonlocal address
        before, address = address, postgres.restart()
        if address != before:  # somebody took the port meanwhile
            supervisor.relocate(data_directory.settings_for(address, directory))
        return postgres.process()

    return Child("postgres", start, process=postgres.process(), end=postgres.stop)

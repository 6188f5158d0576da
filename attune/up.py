"""`attune up`: prepares what the children need, then hands over to the supervisor."""

import asyncio
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType

import typer

from attune import data_directory
from attune.supervisor import STOP_SIGNALS, CannotListenError, Child, RepeatedDeathError, Supervisor, listen
from kernel.embedded import EmbeddedError, EmbeddedPostgres
from kernel.settings import Settings
from kernel.telemetry import configure_logs
from schema.prepare import prepare


def run_up(host: str, port: int, directory: Path, settings: Settings | None) -> None:
    """Run the system in the foreground until SIGTERM.

    Args:
        host: Address to listen on.
        port: Port to listen on, 0 for any.
        directory: The data directory, used unless settings are given.
        settings: Those of a server of one's own, which `attune database prepare` has prepared.
    """
    configure_logs()
    for number in STOP_SIGNALS:
        signal.signal(number, _end_start_up)
    try:
        with listen(host, port) as listener:
            if settings is not None:
                _run(Supervisor(settings, listener), listener, [])
                return
            with data_directory.embedded_postgres(directory) as postgres:
                settings = data_directory.settings_for(postgres.server, directory)
                asyncio.run(prepare(settings))
                supervisor = Supervisor(settings, listener)
                _run(supervisor, listener, [_postgres_child(postgres, supervisor, directory)])
    except (CannotListenError, EmbeddedError, RepeatedDeathError, OSError) as error:
        typer.secho(f"attune: {error}", err=True, fg="red")
        raise typer.Exit(1) from error


def _end_start_up(_number: int, _frame: FrameType | None) -> None:
    """Nothing is served yet: end what was started by unwinding, which no second signal may interrupt."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _run(supervisor: Supervisor, listener: socket.socket, below: list[Child]) -> None:
    web = supervisor.python_child("web", "web", "--fd", str(listener.fileno()))
    worker = supervisor.python_child("worker", "worker")
    supervisor.run([web, worker, *below], _announce)  # ended in this order: the door first, the ground last


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

"""`attune up`: prepares what the children need, then hands over to the supervisor."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import typer

from attune import data_directory
from attune.supervisor import Child, RepeatedDeathError, Supervisor, listen
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
    try:
        if settings is not None:
            _supervise(host, port, settings, [], _announce)
            return
        with data_directory.embedded_postgres(directory) as postgres:
            settings = data_directory.settings_for(postgres.start(), directory)
            asyncio.run(prepare(settings))
            _supervise(host, port, settings, [_postgres_child(postgres)], _announce)
    except (EmbeddedError, RepeatedDeathError, OSError) as error:
        typer.secho(f"attune: {error}", err=True, fg="red")
        raise typer.Exit(1) from error


def _announce(address: str) -> None:
    sys.stdout.write(f"ready {address}\n")
    sys.stdout.flush()


def _supervise(host: str, port: int, settings: Settings, below: list[Child], on_ready: Callable[[str], None]) -> None:
    with listen(host, port) as listener:
        supervisor = Supervisor(settings, listener)
        web = supervisor.python_child("web", "web", "--fd", str(listener.fileno()))
        worker = supervisor.python_child("worker", "worker")
        supervisor.run([web, worker, *below], on_ready)  # ended in this order: the door first, the ground last


def _postgres_child(postgres: EmbeddedPostgres) -> Child:
    """The embedded Postgres as a child that runs already."""

    def start() -> subprocess.Popen[bytes]:
        postgres.restart()
        return postgres.process()

    return Child("postgres", start, process=postgres.process(), end=postgres.stop)

"""The long-running processes: web (gateway and services in one), the gateway or one service alone, and the worker.

What composes all of them is loaded where it is needed: a service alone does without the code of the others.
"""

import asyncio
import signal
import socket
from collections.abc import Mapping
from contextlib import nullcontext

from attune.services import create_service
from attune.supervisor import end_with_supervisor
from kernel.jobs.port import watched
from kernel.scraping import Scrapers
from kernel.serving import LAST_TRACES, serve
from kernel.settings import Settings
from kernel.tracing import flush


def run_web(settings: Settings, listener: socket.socket) -> None:
    """Serve the whole system on a listening socket until SIGTERM."""
    from attune.composition import create_system
    from gateway.settings import GatewaySettings

    end_with_supervisor()
    serve(create_system(settings), settings, listener, patience=GatewaySettings().caller_idle_seconds)


def run_gateway(settings: Settings, where: Mapping[str, str], listener: socket.socket, drain: float) -> None:
    """Serve the gateway on a listening socket until SIGTERM, before services that are at these addresses."""
    from attune.composition import create_gateway_apart
    from gateway.settings import GatewaySettings

    end_with_supervisor()
    patience = GatewaySettings().caller_idle_seconds
    serve(create_gateway_apart(settings, where), settings, listener, drain=drain, patience=patience)


def run_service(settings: Settings, name: str, listener: socket.socket, drain: float) -> None:
    """Serve one service on a listening socket until SIGTERM."""
    end_with_supervisor()
    serve(create_service(settings, name), settings, listener, drain=drain)


def run_worker(settings: Settings, listener: socket.socket | None) -> None:
    """Run jobs and readers until SIGTERM; who watches the worker asks on the listening socket, if there is one."""
    end_with_supervisor()
    try:
        asyncio.run(_work(settings, listener))
    finally:
        flush(settings, LAST_TRACES)


async def _work(settings: Settings, listener: socket.socket | None) -> None:
    from attune.composition import create_worker

    worker = create_worker(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, worker.stop)
    scrapers = Scrapers(settings.metrics_token.get_secret_value())
    with nullcontext() if listener is None else watched(worker, listener, scrapers):
        await worker.run()

"""The two long-running processes: web (gateway and services) and worker."""

import asyncio
import signal
import socket

import uvicorn

from attune.composition import create_system, create_worker
from attune.supervisor import end_with_supervisor
from kernel.settings import Settings

_GRACE = 20  # seconds in which running requests may end


def run_web(settings: Settings, descriptor: int) -> None:
    """Serve the system on a listening socket until SIGTERM."""
    end_with_supervisor()
    config = uvicorn.Config(
        create_system(settings),
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=_GRACE,
        proxy_headers=False,
    )
    # Not uvicorn's own `fd`: it takes any descriptor for a Unix socket's, which then has no TCP_NODELAY, and every answer waits
    # 40 ms for a delayed acknowledgement.
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


def run_worker(settings: Settings) -> None:
    """Run jobs and readers until SIGTERM."""
    end_with_supervisor()
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    worker = create_worker(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, worker.stop)
    await worker.run()

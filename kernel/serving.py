"""How a process serves an application: from its socket, until SIGTERM, and then to a clean end."""

import asyncio
import gc
import math
import os
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.connections import Connection, patient_for
from kernel.edge import request_id, send_problem
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from kernel.telemetry import watched_loop
from kernel.tracing import flush

KEEP_ALIVE = 75  # seconds: for longer than the gateway keeps idle connections, so that it is never this end which closes one
LAST_TRACES = 3.0  # seconds for what is not sent yet
_TICK = 0.1


class Ending:
    """An application that tells when its process is about to end: `/readyz` says so, and every answer closes its connection.

    Whoever spreads requests over several processes then sends no more of them to this one, before its socket closes.
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self._has_begun = False

    def begin(self) -> None:
        """The process is about to end."""
        self._has_begun = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        if not self._has_begun or scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def send_last(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
            await send(message)

        if scope["path"] == "/readyz":
            await send_problem(ServiceUnavailableError("This process is about to end."), request_id(scope), send_last)
        else:
            await self._application(scope, receive, send_last)


class _Server(uvicorn.Server):
    """uvicorn's server with a time between SIGTERM and the closing of its socket."""

    def __init__(self, config: uvicorn.Config, ending: Ending, drain: float, on_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending
        self._drain = drain
        self._on_listening = on_listening
        self._signals = 0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 — uvicorn's
        """Begin to end. uvicorn's own would raise the signal again at the end, and a clean one would look like a kill.

        Whoever presses Ctrl-C again does not want to wait: that is as good as a kill, of which nothing acknowledged is lost. A
        second SIGTERM is no such word: a supervisor and whoever ends it may both send one.
        """
        self._signals += 1
        if self._signals > 1 and sig == signal.SIGINT:
            os._exit(128 + signal.SIGINT)
        self.should_exit = True

    async def main_loop(self) -> None:
        """Serve until told to end, and go on while others learn of it; a second signal cuts that short."""
        gc.collect()
        gc.freeze()  # what was loaded stays: to look through all of it again now and then would stop everything for 0.1 s
        self._on_listening()
        async with watched_loop():
            await super().main_loop()
        self._ending.begin()
        for _ in range(round(self._drain / _TICK)):
            if self._signals < 2:
                await asyncio.sleep(_TICK)


def serve(
    application: ASGIApp,
    settings: Settings,
    listener: socket.socket,
    *,
    drain: float = 0.0,
    patience: float | None = None,
    on_listening: Callable[[], None] = lambda: None,
) -> None:
    """Serve an application from a listening socket until SIGTERM.

    Args:
        application: With its lifespan.
        settings: The process'; they say how long requests that are under way may take to end.
        listener: Closed at the end.
        drain: Seconds in which the process still serves after SIGTERM, while `/readyz` says that it is about to end.
        patience: Seconds after which a caller is cut off who stops in the head of his request or takes nothing of his answer.
            None: never, for callers of one's own.
        on_listening: Called when requests are served.
    """
    ending = Ending(application)
    config = uvicorn.Config(
        ending,
        loop="uvloop",
        http=Connection if patience is None else patient_for(patience),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=math.ceil(settings.grace_seconds),
        timeout_keep_alive=KEEP_ALIVE,
        proxy_headers=False,
    )
    try:
        _Server(config, ending, drain, on_listening).run(sockets=[listener])
    finally:
        flush(settings, LAST_TRACES)

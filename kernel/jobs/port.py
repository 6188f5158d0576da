"""A worker's port, for whoever watches it: `/livez`, `/readyz`, `/metrics`.

A thread of its own answers, so that a worker whose event loop is stuck says so in the place of saying nothing.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson

from kernel.jobs.worker import Worker
from kernel.scraping import Scrapers
from kernel.telemetry import logger, metrics_page

_PATIENCE = 10.0  # seconds for whoever asks and then says nothing


class _Server(ThreadingHTTPServer):
    def __init__(self, worker: Worker, listener: socket.socket, scrapers: Scrapers) -> None:
        super().__init__(listener.getsockname()[:2], _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.worker = worker
        self.scrapers = scrapers


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE
    server_version, sys_version = "attune", ""

    def do_GET(self) -> None:
        """Answer."""
        worker = self.server.worker
        if self.path == "/metrics":
            self._tell_metrics()
        elif self.path == "/livez":
            self._tell(worker.is_alive)
        elif self.path == "/readyz":
            self._tell(worker.is_alive and worker.is_ready)
        else:
            self._answer(HTTPStatus.NOT_FOUND, orjson.dumps({"status": "not found"}))

    def _tell_metrics(self) -> None:
        is_forwarded = "forwarded" in self.headers or "x-forwarded-for" in self.headers
        peer, authorization = self.client_address[0], self.headers.get("authorization")
        if self.server.scrapers.admit(peer, authorization, is_forwarded=is_forwarded):
            self._answer(HTTPStatus.OK, *metrics_page())
        else:
            self._answer(HTTPStatus.UNAUTHORIZED, orjson.dumps({"status": "unauthenticated"}))

    def _tell(self, is_well: bool) -> None:
        status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
        self._answer(status, orjson.dumps({"status": "ok" if is_well else "down"}))

    def _answer(self, status: HTTPStatus, body: bytes, media_type: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        if status is HTTPStatus.UNAUTHORIZED:
            self.send_header("WWW-Authenticate", "Bearer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — http.server's name
        """Nothing: those who watch come every few seconds."""


@contextmanager
def watched(worker: Worker, listener: socket.socket, scrapers: Scrapers) -> Iterator[None]:
    """Answer on a listening socket until the end, which closes it."""
    server = _Server(worker, listener, scrapers)
    thread = threading.Thread(target=server.serve_forever, name="port", daemon=True)
    thread.start()
    logger.info("worker_listens", host=server.server_address[0], port=server.server_address[1])
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

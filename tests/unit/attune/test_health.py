"""What a container is asked by: 0 where the URL answers 200."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from attune.health import is_well


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/well" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_only_an_answer_of_200_is_well(address: str) -> None:
    assert is_well(f"{address}/well")
    assert not is_well(f"{address}/ill")


def test_nobody_there_is_not_well() -> None:
    closed = HTTPServer(("127.0.0.1", 0), _Handler)
    port = closed.server_port
    closed.server_close()
    assert not is_well(f"http://127.0.0.1:{port}/well")


def test_the_command_says_it_by_its_status(address: str) -> None:
    for path, status in (("well", 0), ("ill", 1)):
        done = subprocess.run([sys.executable, "-m", "attune.health", f"{address}/{path}"], check=False, timeout=30)
        assert done.returncode == status

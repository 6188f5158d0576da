"""A worker's port tells whether the worker lives, even where its event loop does not."""

import asyncio
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from kernel.jobs import Worker
from kernel.jobs import worker as worker_module
from kernel.jobs.port import watched
from kernel.scraping import Scrapers
from kernel.settings import Settings

TOKEN = "a token for those who scrape"


@pytest.fixture
def worker(offline: Settings) -> Worker:
    return Worker(offline, "attune_dispatcher", ())


@pytest.fixture
def port(worker: Worker) -> Iterator[httpx.Client]:
    """Its port, called over HTTP."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with watched(worker, listener, Scrapers(TOKEN)), httpx.Client(base_url=address, trust_env=False) as client:
        yield client
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, trust_env=False)


def test_a_worker_that_never_reached_the_database_lives_and_is_not_ready(port: httpx.Client) -> None:
    assert (port.get("/livez").status_code, port.get("/readyz").status_code) == (200, 503)


async def test_a_worker_whose_loop_is_stuck_says_so(port: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "SILENCE_SECONDS", 0.05)
    time.sleep(0.1)  # noqa: ASYNC251 — that is what stuck means
    assert (await asyncio.to_thread(port.get, "/livez")).status_code == 503


def test_strangers_read_no_metrics(port: httpx.Client) -> None:
    forwarded = port.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert (forwarded.status_code, forwarded.headers["www-authenticate"]) == (401, "Bearer")
    assert port.get("/livez", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 200
    scraped = port.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7", "Authorization": f"Bearer {TOKEN}"})
    assert "attune_jobs_running " in scraped.text


def test_metrics_are_there_and_nothing_else_is(port: httpx.Client) -> None:
    page = port.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    assert "attune_jobs_running " in page.text
    assert port.get("/other").status_code == 404
    assert port.post("/metrics").status_code == 501

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from gateway.authentication import Signer
from gateway.pages import Pages
from gateway.router import Access, Route, Router
from kernel.problems import ServiceUnavailableError

ASSETS = ("/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/favicon-32x32.png", "/docs/start.js")


async def up() -> None:
    return None


async def down() -> None:
    raise ServiceUnavailableError("The cable is out.")


async def broken() -> None:
    raise LookupError("the secret inside")


def client_of(pages: Pages) -> httpx.AsyncClient:
    no_keys: Any = None
    routes = [Route(prefix, pages, Access.OPEN) for prefix in ("/livez", "/readyz", "/openapi.json", "/docs")]
    transport = httpx.ASGITransport(Router(routes, no_keys, Signer("s" * 64)))
    return httpx.AsyncClient(transport=transport, base_url="http://attune.example")


@pytest.fixture
def client() -> httpx.AsyncClient:
    return client_of(Pages({"database": up}, lambda: b'{"openapi":"3.1.0"}'))


async def test_the_reader_of_the_contract_needs_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"(?:https?:)?//[a-z0-9]", page.text, re.IGNORECASE)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert not re.search(r"https?:|\*", policy)
    assert page.headers["x-frame-options"] == "DENY"
    wanted = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert sorted(f"/{name}" for name in wanted) == sorted(ASSETS)
    assert "<script>" not in page.text


@pytest.mark.parametrize("path", ASSETS)
async def test_every_part_of_the_reader_is_served_here(client: httpx.AsyncClient, path: str) -> None:
    part = await client.get(path)
    assert part.status_code == 200
    assert len(part.content) > 100
    assert part.headers["content-type"].split(";")[0] in ("text/javascript", "text/css", "image/png")
    again = await client.get(path, headers={"if-none-match": part.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_start_of_the_reader_asks_nobody_else(client: httpx.AsyncClient) -> None:
    start = (await client.get("/docs/start.js")).text
    assert 'url: "openapi.json"' in start
    assert "validatorUrl: null" in start


@pytest.mark.parametrize("path", ["/docs/", "/docs/../pages.py", "/docs/%2e%2e/pages.py", "/docs/main.py", "/livez/more"])
async def test_there_are_no_other_pages(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_pages_are_only_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/docs")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["code"] == "method_not_allowed"


async def test_the_document_is_made_once_and_not_sent_twice() -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b'{"openapi":"3.1.0"}'

    client = client_of(Pages({}, make))
    first, second = await asyncio.gather(client.get("/openapi.json"), client.get("/openapi.json"))
    assert first.json() == second.json() == {"openapi": "3.1.0"}
    again = await client.get("/openapi.json", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.get("/openapi.json", headers={"if-none-match": '"other"'})).status_code == 200
    assert made == [1]


async def test_a_document_that_could_not_be_made_is_tried_again() -> None:
    outcomes: list[bytes | None] = [None, b"{}"]

    def make() -> bytes:
        outcome = outcomes.pop(0)
        if outcome is None:
            raise LookupError("not yet")
        return outcome

    client = client_of(Pages({}, make))
    assert (await client.get("/openapi.json")).status_code == 500
    assert (await client.get("/openapi.json")).status_code == 200


async def test_ready_when_every_part_is() -> None:
    answer = await client_of(Pages({"database": up, "valuation": up}, bytes)).get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "parts": {"database": "ready", "valuation": "ready"}}


async def never() -> None:
    await asyncio.sleep(60)


@pytest.mark.parametrize(
    ("check", "why"), [(down, "The cable is out."), (broken, "Its check failed."), (never, "It does not answer within 0.05 s.")]
)
async def test_what_is_down_is_named(check: Callable[[], Awaitable[None]], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.pages.READY_WITHIN", 0.05)
    answer = await client_of(Pages({"database": up, "segmentation": check, "valuation": down}, bytes)).get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
    assert answer.json()["down"] == {"segmentation": why, "valuation": "The cable is out."}
    assert answer.json()["code"] == "unavailable"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_alive_even_when_nothing_else_is() -> None:
    assert (await client_of(Pages({"database": down}, bytes)).get("/livez")).status_code == 200

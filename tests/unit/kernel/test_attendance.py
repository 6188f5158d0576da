import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from kernel.attendance import Attended
from kernel.serving import Ending

HTTP: dict[str, Any] = {"type": "http", "method": "GET", "path": "/v1/toys", "headers": []}


class Server:
    """What a server does for one request."""

    def __init__(self) -> None:
        self.left = asyncio.Event()
        self.sent: list[Message] = []
        self.given = False

    async def receive(self) -> Message:
        if not self.given:
            self.given = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


async def test_a_call_ends_when_its_caller_leaves() -> None:
    undone = asyncio.Event()

    async def working(_: Scope, __: Receive, ___: Send) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            undone.set()
            raise

    server = Server()
    call = asyncio.create_task(Attended(working)(HTTP, server.receive, server.send))
    await asyncio.sleep(0.1)
    assert not undone.is_set()
    server.left.set()
    async with asyncio.timeout(20):
        await undone.wait()
    await call
    assert not server.sent


async def test_what_goes_on_after_the_answer_is_nobodys_to_end() -> None:
    done = asyncio.Event()

    async def answering(_: Scope, __: Receive, send: Send) -> None:
        await asyncio.sleep(0.1)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        await asyncio.sleep(0.1)
        done.set()

    server = Server()
    call = asyncio.create_task(Attended(answering)(HTTP, server.receive, server.send))
    await asyncio.sleep(0.15)
    server.left.set()
    await call
    assert done.is_set()


async def test_a_lifespan_is_nobodys_request() -> None:
    seen = []

    async def living(scope: Scope, _: Receive, __: Send) -> None:
        seen.append(scope["type"])

    server = Server()
    for wrapped in (Attended(living), Ending(living)):
        await wrapped({"type": "lifespan"}, server.receive, server.send)
    assert seen == ["lifespan", "lifespan"]


@pytest.mark.parametrize("has_begun", [False, True])
@pytest.mark.parametrize("path", ["/readyz", "/livez", "/v1/toys"])
async def test_a_process_that_is_about_to_end_says_so_and_serves_on(has_begun: bool, path: str) -> None:
    async def answering(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"y")]})
        await send({"type": "http.response.body", "body": b""})

    ending, server = Ending(answering), Server()
    if has_begun:
        ending.begin()
    await ending({**HTTP, "path": path}, server.receive, server.send)
    assert server.sent[0]["status"] == (503 if has_begun and path == "/readyz" else 200)
    assert ((b"connection", b"close") in server.sent[0]["headers"]) == has_begun

"""A router, the hop over HTTP, and a service that a test has written byte by byte; and the ways in which one can fail."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from starlette.types import Message

from gateway.authentication import Signer
from gateway.router import Route, Router
from gateway.settings import GatewaySettings
from gateway.upstreams import Remote
from tests.integration.gateway.peers import Exchange, Peer
from tests.unit.gateway.conftest import ADMIN_KEY, SECRET, Answer, Client, Keys

ADMIN = ("authorization", f"Bearer {ADMIN_KEY}")
SETTINGS = GatewaySettings(upstream_connect_seconds=0.3, upstream_total_seconds=0.5, upstream_idle_seconds=0.5)


class Hop:
    """A router, the hop, and the service that a test has written."""

    def __init__(self, remote: Remote, served: Peer, settings: GatewaySettings = SETTINGS) -> None:
        self.remote = remote
        self.peer = served
        keys: Any = Keys()
        routes = [Route("/v1/toys", remote), Route("/v1/files", remote.streamed, limit=None)]
        self.router = Router(routes, keys, Signer(SECRET), patience=settings.caller_idle_seconds)

    def client(self) -> Client:
        return Client(self.router)

    async def call(self, path: str = "/v1/toys", method: str = "GET", **options: Any) -> Answer:  # noqa: ANN401 — the client's own
        return await self.client().call(path, method, **options)

    @property
    def request(self) -> Exchange:
        (request,) = self.peer.requests
        return request


MakeHop = Callable[..., Awaitable[Hop]]


class Unfinished:
    """An upload of which ten bytes have come, and no more will."""

    def __init__(self, hop: Hop, headers: Iterable[tuple[str, str]], path: bytes = b"/v1/files") -> None:
        self.answer = Answer()
        self._pending: asyncio.Queue[Message] = asyncio.Queue()
        self._pending.put_nowait({"type": "http.request", "body": b"x" * 10, "more_body": True})
        raw = [(name.encode(), value.encode()) for name, value in [ADMIN, *headers]]
        scope = {"type": "http", "method": "POST", "path": "/", "raw_path": path, "query_string": b"", "headers": raw}
        self.call = asyncio.create_task(hop.router(scope, self._pending.get, self._send))

    async def _send(self, message: Message) -> None:
        self.answer.messages.append(message)

    def go_on(self, body: bytes, *, more_body: bool = False) -> None:
        """The next piece comes."""
        self._pending.put_nowait({"type": "http.request", "body": body, "more_body": more_body})

    def leave(self) -> None:
        """The caller is gone."""
        self._pending.put_nowait({"type": "http.disconnect"})


async def call_slowly(client: Client, pause: float = 0.0, pieces: int = 2, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """A call whose body comes piece by piece, and whose answer is taken piece by piece, with pauses in between."""
    sent = 0

    async def receive() -> Message:
        nonlocal sent
        await asyncio.sleep(pause if sent < pieces else 3600)
        sent += 1
        return {"type": "http.request", "body": b"x", "more_body": sent < pieces}

    async def send(message: Message) -> None:
        await asyncio.sleep(pause)
        client.answer.messages.append(message)

    path = "/v1/toys"
    sent_headers = [(b"authorization", ADMIN[1].encode()), (b"transfer-encoding", b"chunked"), *headers]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    await client.router({**scope, "headers": sent_headers}, receive, send)


async def resetting(exchange: Exchange) -> None:
    exchange.reset()


async def closing(exchange: Exchange) -> None:
    exchange.writer.close()


async def half_closed(exchange: Exchange) -> None:
    exchange.writer.write_eof()
    await asyncio.sleep(30)


async def half_a_head(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-le")
    exchange.writer.close()


async def garbage(exchange: Exchange) -> None:
    await exchange.send(b"\x00\xff not HTTP at all \r\n\r\n")


async def half_garbage(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n")


async def endless_head(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\nx: " + b"x" * 200_000)
    exchange.writer.close()


async def without_an_end(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\n\r\n{}")
    exchange.writer.close()


async def another_protocol(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n")


FAULTS = [
    resetting,
    closing,
    half_closed,
    half_a_head,
    garbage,
    half_garbage,
    endless_head,
    without_an_end,
    another_protocol,
]

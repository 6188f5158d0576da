"""A router in front of upstreams that are a few lines each, driven by bare ASGI messages."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
import pytest
from starlette.types import Message, Receive, Scope, Send

from gateway.authentication import Signer, read_key
from gateway.router import Access, Route, Router
from kernel.principals import Principal, read_principal
from kernel.principals import Scope as KeyScope
from kernel.problems import UnauthenticatedError
from kernel.scraping import Scrapers

SECRET = "s" * 64
WORKSPACE = UUID(int=7)
ADMIN = Principal(WORKSPACE, "key:admin", frozenset({KeyScope.ADMIN}))
WRITER = Principal(WORKSPACE, "key:writer", frozenset({KeyScope.INGEST}))
ADMIN_KEY = "attune_admin_" + "a" * 43
SCRAPE_TOKEN = "a token for those who scrape"
WRITE_KEY = "attune_write_" + "w" * 43

Handler = Callable[[Scope, Receive, Send], Awaitable[None]]


class Keys:
    """The keys that these tests know."""

    async def principal_of(self, authorization: bytes) -> Principal:
        known = {ADMIN_KEY: ADMIN, WRITE_KEY: WRITER}
        principal = known.get(read_key(authorization))
        if principal is None:
            raise UnauthenticatedError("unknown")
        return principal


@dataclass
class Upstream:
    """Keeps what it was called with, then does what its handler says."""

    handler: Handler
    calls: list[Scope] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls.append(scope)
        await self.handler(scope, receive, send)

    async def ready(self) -> None:
        return None

    @property
    def headers(self) -> dict[bytes, bytes]:
        """Of the only call."""
        (scope,) = self.calls
        return dict(scope["headers"])

    @property
    def principal(self) -> Principal:
        """That the only call was vouched for with."""
        return read_principal(self.headers[b"x-attune-principal"].decode(), SECRET)


@dataclass
class Answer:
    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        raw = self.messages[0]["headers"]
        names = [name for name, _ in raw]
        assert len(names) == len(set(names)), f"a header twice: {names}"
        return {name.decode(): value.decode() for name, value in raw}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = orjson.loads(self.body)
        return document

    def is_problem(self, status: int, code: str) -> bool:
        """Whether it is a whole problem, with the request's id."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.json["request_id"] == self.headers["x-request-id"]
        assert (self.status, self.json["status"], self.json["code"]) == (status, status, code)
        return True


class Client:
    """A client that sends messages and may leave."""

    def __init__(self, router: Router) -> None:
        self.router = router
        self.answer = Answer()
        self.left = asyncio.Event()

    async def call(
        self,
        path: str = "/v1/toys",
        method: str = "GET",
        headers: Iterable[tuple[str, str]] = (("authorization", f"Bearer {ADMIN_KEY}"),),
        chunks: Iterable[bytes] = (b"",),
        peer: tuple[str, int] | None = ("203.0.113.7", 4000),
    ) -> Answer:
        pending = list(chunks)

        async def receive() -> Message:
            await asyncio.sleep(0)
            if pending:
                return {"type": "http.request", "body": pending.pop(0), "more_body": bool(pending)}
            await self.left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            self.answer.messages.append(message)

        raw_path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": raw_path,
            "raw_path": raw_path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers],
            "client": peer,
            "server": ("attune.example", 80),
            "state": {},
        }
        await self.router(scope, receive, send)
        return self.answer


def answering(body: bytes = b"{}", status: int = 200, headers: Iterable[tuple[bytes, bytes]] = ()) -> Handler:
    """A handler that reads the body to its end and answers."""

    async def handle(_: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        start = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *headers]
        await send({"type": "http.response.start", "status": status, "headers": start})
        await send({"type": "http.response.body", "body": body})

    return handle


@pytest.fixture
def make_client() -> Callable[..., tuple[Client, Upstream]]:
    """A client of a router with one route, and the upstream behind it."""

    def make(handler: Handler | None = None, access: Access = Access.KEY, limit: int | None = 100) -> tuple[Client, Upstream]:
        upstream = Upstream(handler or answering())
        keys: Any = Keys()
        router = Router([Route("/v1/toys", upstream, access, limit)], keys, Signer(SECRET), scrapers=Scrapers(SCRAPE_TOKEN))
        return Client(router), upstream

    return make

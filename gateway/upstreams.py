"""What stands behind the router: a service, wherever it runs."""

from typing import Protocol

import orjson
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from kernel.problems import ServiceUnavailableError


class Upstream(Protocol):
    """A service as the router sees it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send, /) -> None:
        """Serve one request."""

    async def ready(self) -> None:
        """Prove that it can serve.

        Raises:
            ServiceUnavailableError: It cannot; its words say why.
        """


class InProcess:
    """A service in this process: an ASGI call, no socket."""

    def __init__(self, application: FastAPI) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self.application(scope, receive, send)

    async def ready(self) -> None:
        """Ask the service itself, as one would over HTTP."""
        status, body = await _get(self.application, "/readyz")
        if status != 200:
            raise ServiceUnavailableError(_detail(body) or f"It answers {status}.")


async def _get(application: FastAPI, path: str) -> tuple[int, bytes]:
    status, parts = 0, []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            parts.append(message.get("body", b""))

    await application(
        {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [],
            "client": None,
            "server": None,
        },
        receive,
        send,
    )
    return status, b"".join(parts)


def _detail(body: bytes) -> str:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    return str(document.get("detail", "")) if isinstance(document, dict) else ""

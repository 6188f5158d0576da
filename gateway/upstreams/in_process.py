"""A service in the gateway's own process."""

from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.upstreams.wire import detail_of
from kernel.problems import ServiceUnavailableError


class InProcess:
    """A service in this process: an ASGI call, no socket."""

    def __init__(self, application: FastAPI) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self.application(scope, receive, send)

    @property
    def streamed(self) -> ASGIApp:
        """The same: a body of any size passes through an ASGI call as it comes."""
        return self.application

    def lifespan(self) -> AbstractAsyncContextManager[object]:
        """The application's own."""
        return self.application.router.lifespan_context(self.application)

    async def ready(self) -> None:
        """Ask the service itself, as one would over HTTP."""
        status, body = await _get(self.application, "/readyz")
        if status != 200:
            raise ServiceUnavailableError(detail_of(body) or f"It answers {status}.")


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

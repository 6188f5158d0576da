"""An answer on its way out: what every answer carries, HEAD without a body, and the one problem that a caller is told."""

from starlette.types import Message, Send

from gateway.connection import OF_THE_CONNECTION, Headers, without_named
from gateway.inbound import Head, Inbound
from gateway.problems import RequestTimeoutError
from kernel.problems import Problem, render
from kernel.telemetry import logger

_REPLACED = OF_THE_CONNECTION | {b"x-request-id", b"x-content-type-options"}
_EXPOSED = b"X-Request-Id, Location, Retry-After, ETag, Idempotency-Replayed"


class Outbound:
    """The `send` that an upstream is given.

    Attributes:
        status: Of the answer; 0 until it has begun.
    """

    __slots__ = ("_closes", "_head", "_inbound", "_is_bare", "_is_muted", "_method", "_send", "is_complete", "status")

    def __init__(self, send: Send, method: str, head: Head) -> None:
        self._send = send
        self._method = method
        self._head = head
        self._inbound: Inbound | None = None
        self._is_bare = method == "HEAD"
        self._is_muted = False
        self._closes = False
        self.status = 0
        self.is_complete = False

    def attend(self, inbound: Inbound) -> None:
        """Answer for this request: stop the watch over its client at the end, and refuse what was wrong with its body."""
        self._inbound = inbound

    async def send(self, message: Message) -> None:
        """Send what an upstream says, unless the caller was already told otherwise."""
        if self._is_muted:
            return
        if message["type"] == "http.response.start":
            if self._inbound is not None and self._inbound.refusal is not None:
                await self._refuse(self._inbound.refusal)
                return
            await self._start(message)
        elif message["type"] == "http.response.body":
            await self._continue(message)
        else:
            await self._send(message)

    async def _start(self, message: Message) -> None:
        status, headers = message["status"], [(name.lower(), value) for name, value in message.get("headers", ())]
        if status == 405:
            headers = [(name, _complete(value) if name == b"allow" else value) for name, value in headers]
            if self._method == "OPTIONS":
                status, self._is_bare = 204, True
                headers = [(name, value) for name, value in headers if not name.startswith(b"content-")]
        self.status = status
        await self._send({**message, "status": status, "headers": self._dress(headers)})

    def _dress(self, headers: Headers) -> Headers:
        dressed = [(name, value) for name, value in headers if name not in _REPLACED]
        connection = b",".join([value for name, value in headers if name == b"connection"])
        if connection:  # of a service in this process; over HTTP it has stayed behind
            dressed = without_named(dressed, connection)
        dressed += [(b"x-request-id", self._head.request_id), (b"x-content-type-options", b"nosniff")]
        if not any(name == b"cache-control" for name, _ in dressed):
            dressed.append((b"cache-control", b"no-store"))
        if self._closes:
            dressed.append((b"connection", b"close"))
        if b"origin" in self._head.seen:
            dressed += [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", _EXPOSED)]
        return dressed

    async def _continue(self, message: Message) -> None:
        is_last = not message.get("more_body", False)
        if is_last:
            self.is_complete = True
            if self._inbound is not None:
                # what the server says from here on is about the connection, no longer about this call
                self._inbound.release()
        if self._is_bare:
            if is_last:
                await self._send({"type": "http.response.body", "body": b""})
            return
        await self._send(message)

    async def _refuse(self, problem: Exception) -> None:
        self._closes = isinstance(problem, RequestTimeoutError)  # nobody waits for the rest
        rendered = render(problem, self._head.request_id.decode("ascii"))
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in rendered.headers.items()]
        headers.append((b"content-length", str(len(rendered.body)).encode()))
        await self._start({"type": "http.response.start", "status": rendered.status, "headers": headers})
        await self._continue({"type": "http.response.body", "body": rendered.body})
        self._is_muted = True

    async def fail(self, error: Exception) -> None:
        """Answer with the problem of an error.

        Raises:
            Exception: The error itself, when an answer has begun: the server then breaks the connection off, so that nobody
                takes the beginning for the whole.
        """
        if not isinstance(error, Problem):
            logger.error("request_failed", exc_info=error)
        if self._is_muted:
            return
        if self.status:
            raise error
        await self._refuse(error)


def _complete(allow: bytes) -> bytes:
    """The methods of a path with those that the gateway adds to every path."""
    methods = {method.strip() for method in allow.split(b",")} | {b"OPTIONS"}
    if b"GET" in methods:
        methods.add(b"HEAD")
    return b", ".join(sorted(methods))

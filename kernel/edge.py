"""`Edge`: the outermost layer of a service, where the head of a request is read and nothing of its body yet."""

import time
from collections.abc import Awaitable, Callable
from urllib.parse import unquote_to_bytes

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.bodies import Counted, Limits, limit_of, too_large
from kernel.principals import PRINCIPAL_HEADER, read_principal
from kernel.problems import InvalidTextError, UnauthenticatedError, is_refusal, render
from kernel.scraping import Scrapers
from kernel.settings import Settings
from kernel.telemetry import REQUEST_SECONDS, REQUESTS, counted_method, log_context, logger, say_workspace
from kernel.tracing import annotate

REQUEST_ID_HEADER = "x-request-id"
METRICS = "/metrics"
HEALTH = frozenset({"/livez", "/readyz", METRICS})
"""What a service answers without a principal."""


def request_id(scope: Scope) -> str | None:
    """The id that the gateway gave the request."""
    value = _header(scope, REQUEST_ID_HEADER)
    return None if value is None else value.decode("latin-1")


def _header(scope: Scope, name: str) -> bytes | None:
    wanted = name.encode()
    value: bytes
    for found, value in scope["headers"]:
        if found == wanted:
            return value
    return None


class Edge:
    """The outermost layer of a service, pure ASGI.

    Whom the gateway vouches for, and how large a body is announced, are checked before any of the body is read: what nobody
    has signed costs a head, and a principal that was fresh when the request came stays good however long its body takes. Then
    there are raw paths, no NUL, log context, metrics, problems of failures.
    """

    def __init__(self, app: ASGIApp, service: str, settings: Settings, limits: Limits) -> None:
        """An edge around a service.

        Args:
            app: The service.
            service: Its name.
            settings: The process'.
            limits: Of its bodies.
        """
        self.app = app
        self.service = service
        self._secret = settings.principal_secret
        self._scrapers = Scrapers(settings.metrics_token.get_secret_value())
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = request_id(scope)
        with log_context(service=self.service, request_id=name):
            if name is not None:
                annotate({"attune.request_id": name})
            await self._serve({**scope, "state": dict(scope.get("state", {}))}, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        status = 0
        body: Counted | None = None

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if _has_body(scope) if body is None else body.is_past:  # what still comes of it is not worth reading
                    message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
            await send(message)

        try:
            scope["path"] = _raw_path(scope)
            self._admit(scope)
            body = self._counted(scope, receive)
            await self.app(scope, body.receive, watch)
        except ClientDisconnect:
            return  # the client left while its body was read: nobody is there to be answered
        except Exception as error:
            if not is_refusal(error):
                logger.exception("request_failed")
                annotate({"attune.error": type(error).__qualname__}, failed=True)  # not its text
            if status:
                raise
            await send_problem(error, request_id(scope), watch)
        finally:
            self._count(scope, status, time.perf_counter() - started)

    def _admit(self, scope: Scope) -> None:
        """Leave the principal in the request's state, where dependencies find it.

        Raises:
            UnauthenticatedError: The gateway vouches for nobody, or did so too long ago; or the metrics are not the caller's.
        """
        if scope["path"] == METRICS and not self._may_scrape(scope):
            raise UnauthenticatedError("Metrics are read on this machine, or with ATTUNE_METRICS_TOKEN as a bearer token.")
        if scope["path"] in HEALTH:
            return
        token = _header(scope, PRINCIPAL_HEADER)
        if token is None:
            raise UnauthenticatedError
        principal = read_principal(token.decode("latin-1"), self._secret)
        scope["state"]["principal"] = principal
        if principal.workspace_id is not None:
            say_workspace(principal.workspace_id)

    def _may_scrape(self, scope: Scope) -> bool:
        peer, authorization = scope.get("client"), _header(scope, "authorization")
        return self._scrapers.admit(
            None if peer is None else peer[0],
            None if authorization is None else authorization.decode("latin-1"),
            is_forwarded=any(name in (b"forwarded", b"x-forwarded-for") for name, _ in scope["headers"]),
        )

    def _counted(self, scope: Scope, receive: Receive) -> Counted:
        """The request's body, which ends where it grows too large.

        Raises:
            PayloadTooLargeError: It is announced as too large.
        """
        limit = limit_of(scope["path"], self._limits)
        announced = _header(scope, "content-length") or b""
        if limit is not None and announced.isdigit() and int(announced) > limit:
            raise too_large(limit)
        return Counted(receive, limit)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        method = counted_method(scope["method"])
        REQUESTS.labels(self.service, method, route, str(status)).inc()
        REQUEST_SECONDS.labels(self.service, method, route).observe(seconds)


def _raw_path(scope: Scope) -> str:
    """The path as it was sent: routes match it before its escapes are read.

    Raises:
        InvalidTextError: The path or the query holds NUL or is not percent-encoded UTF-8.
    """
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    if b"%00" in raw or b"%00" in scope["query_string"]:
        raise InvalidTextError("The path or the query holds NUL.")
    try:
        unquote_to_bytes(scope["query_string"]).decode()  # else the framework would put U+FFFD in place of what was sent
    except UnicodeDecodeError as error:
        raise InvalidTextError("The query is not percent-encoded UTF-8.") from error
    if not raw.isascii():
        raise InvalidTextError("The path is not percent-encoded.")
    return raw.decode("ascii")


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") and value != b"0" for name, value in scope["headers"])


async def send_problem(error: Exception, request: str | None, send: Callable[[Message], Awaitable[None]]) -> None:
    """Answer with a problem, below any framework."""
    rendered = render(error, request)
    headers = {**rendered.headers, "Content-Length": str(len(rendered.body))}
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": rendered.status, "headers": raw})
    await send({"type": "http.response.body", "body": rendered.body})

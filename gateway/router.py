"""The one door: a bare ASGI router in front of the services. It knows who is calling and where to, and nothing else.

The path is matched as it was sent and handed on as it came: no escape in it is read here.
"""

import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.authentication import KeyRing, Signer
from gateway.forwarding import Forwarding
from gateway.inbound import Head, Inbound, read_head
from gateway.outbound import Outbound
from gateway.upstreams.wire import has_body
from kernel.attendance import call_attended
from kernel.bodies import USUAL_LIMIT, too_large
from kernel.principals import PRINCIPAL_HEADER, UNRESOLVED, Principal, require_scope
from kernel.principals import Scope as KeyScope
from kernel.problems import InvalidTextError, NotFoundError, UnauthenticatedError
from kernel.scraping import Scrapers, is_loopback
from kernel.telemetry import METHODS, REQUEST_SECONDS, REQUESTS, counted_method, log_context, logger, say_workspace
from kernel.tracing import UNTRACED, Span, SpanKind, StatusCode, Tracer, context_of, headers_onward, span

CLIENT_LEFT = 499  # in logs and metrics only: nobody is there to be answered

_ALLOWED_HEADERS = (
    "Authorization",
    "Content-Type",
    "SentAt",
    "AnonymousId",
    "X-Retry-Count",
    "Idempotency-Key",
    "X-Request-Id",
    "Content-Encoding",
)
_PREFLIGHT_MEMORY = 900  # seconds


class Access(Enum):
    """Who may pass."""

    KEY = "a valid key"
    INGESTION = "a valid key, or none: the collector finds it in the body or the query"
    OPERATOR = "a peer on this machine, the token of those who scrape, or a key that may do everything"
    OPEN = "everybody"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a prefix leads.

    Attributes:
        prefix: `/v1/keys` leads `/v1/keys` and all below it, not `/v1/keyset`.
        limit: The largest body in bytes, as sent (compressed); None where it is streamed and may have any size. Up to
            `USUAL_LIMIT` the upstream is called when the whole body is here: who sends slowly then occupies nobody.
    """

    prefix: str
    upstream: ASGIApp
    access: Access = Access.KEY
    limit: int | None = USUAL_LIMIT

    @property
    def is_gathered(self) -> bool:
        """Whether the body is read to its end before the upstream is called."""
        return self.limit is not None and self.limit <= USUAL_LIMIT


@dataclass(slots=True)
class _Passage:
    """One request, for the log and the metrics."""

    started: float = field(default_factory=time.perf_counter)
    prefix: str = "unmatched"
    actor: str = ""


class Router:
    """Authenticates, limits, routes by the longest prefix, and answers every failure with a problem."""

    def __init__(
        self,
        routes: Iterable[Route],
        keys: KeyRing,
        signer: Signer,
        forwarding: Forwarding | None = None,
        tracer: Tracer | None = None,
        patience: float = 30.0,
        scrapers: Scrapers | None = None,
    ) -> None:
        self._routes: Mapping[bytes, Route] = {route.prefix.encode("ascii"): route for route in routes}
        self._depth = max((prefix.count(b"/") for prefix in self._routes), default=0)
        self._keys = keys
        self._signer = signer
        self._forwarding = forwarding or Forwarding()
        self._tracer = tracer
        self._patience = patience
        self._scrapers = scrapers or Scrapers("")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        passage = _Passage()
        head = read_head(scope["headers"])
        outbound = Outbound(send, scope["method"], head)
        with log_context(service="router", request_id=head.request_id.decode("ascii")), self._span(scope, head) as made:
            try:
                await self._serve(scope, receive, head, outbound, passage)
            except Exception as error:
                await outbound.fail(error)
            finally:
                _tell(scope["method"], outbound.status or CLIENT_LEFT, passage, made)

    async def _serve(self, scope: Scope, receive: Receive, head: Head, outbound: Outbound, passage: _Passage) -> None:
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in head.seen:
            passage.prefix = "preflight"
            await _answer_preflight(head, outbound)
            return
        if not head.is_text:
            raise InvalidTextError("A header is not UTF-8.")
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        route = self._route_of(path)
        if route is None:
            raise NotFoundError("There is nothing at this path.")
        passage.prefix = route.prefix
        principal = await self._admit(route, scope, head)
        passage.actor = principal.actor
        if principal.workspace_id is not None:
            say_workspace(principal.workspace_id)
        announced = head.content_length
        if route.limit is not None and announced is not None and announced > route.limit:
            raise too_large(route.limit)
        inbound = Inbound(receive, route.limit, self._patience)
        outbound.attend(inbound)
        if has_body(scope):
            # before the principal is signed: a signature does not live long
            await (inbound.gather() if route.is_gathered else inbound.begin())
            if inbound.is_gone:
                return
        await self._call(route, self._onward(scope, path, head, principal), inbound, outbound)

    def _span(self, scope: Scope, head: Head) -> AbstractContextManager[Span]:
        """The beginning of a trace, or the caller's going on."""
        if self._tracer is None or scope["path"] in UNTRACED:
            return span(None, "")
        method = counted_method(scope["method"])
        parent = context_of(head.seen.get(b"traceparent", b"").decode("latin-1"))
        attributes = {"http.request.method": method, "attune.request_id": head.request_id.decode("ascii")}
        return span(self._tracer, method, kind=SpanKind.SERVER, parent=parent, attributes=attributes)

    def _route_of(self, path: bytes) -> Route | None:
        """The route of the longest prefix, whole segments only."""
        segments = path.split(b"/", self._depth + 1)[: self._depth + 1]
        while segments:
            route = self._routes.get(b"/".join(segments))
            if route is not None:
                return route
            segments.pop()
        return None

    async def _admit(self, route: Route, scope: Scope, head: Head) -> Principal:
        """Who is calling.

        Raises:
            UnauthenticatedError: Nobody we know, where somebody is asked for.
            ForbiddenError: Somebody whose key does not reach here.
        """
        if route.access is Access.OPEN or scope["method"] == "OPTIONS":
            return UNRESOLVED
        authorization = head.seen.get(b"authorization")
        if route.access is Access.OPERATOR and authorization is None and _is_local(scope, head):
            return UNRESOLVED
        if route.access is Access.INGESTION and authorization is None:
            return UNRESOLVED
        if authorization is None:
            raise UnauthenticatedError
        if route.access is Access.OPERATOR and self._scrapers.know(authorization.decode("latin-1")):
            return UNRESOLVED
        principal = await self._keys.principal_of(authorization)
        if route.access is Access.OPERATOR:
            require_scope(principal, KeyScope.ADMIN)
        return principal

    def _onward(self, scope: Scope, path: bytes, head: Head, principal: Principal) -> Scope:
        """The request as the service gets it."""
        hop = self._forwarding.headers(scope, head)
        headers = [*headers_onward(head.forwarded), *hop, (PRINCIPAL_HEADER.encode(), self._signer.token(principal))]
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        return {**scope, "method": method, "raw_path": path, "headers": headers, "state": dict(scope.get("state", {}))}

    async def _call(self, route: Route, scope: Scope, inbound: Inbound, outbound: Outbound) -> None:
        """Call the upstream; end the call when the client leaves."""
        await call_attended(route.upstream, scope, inbound, outbound.send)
        if not inbound.is_gone and not outbound.status:
            raise RuntimeError(f"the upstream of {route.prefix} gave no answer")


async def _answer_preflight(head: Head, outbound: Outbound) -> None:
    """Let pages of any origin call: keys travel in headers that a page sets itself, never in cookies."""
    asked = [name.strip() for name in head.seen.get(b"access-control-request-headers", b"").decode("latin-1").split(",")]
    rudder = [name for name in asked if name.lower().startswith("rsa-") and name.replace("-", "").isalnum() and name.isascii()]
    headers = {
        "access-control-allow-methods": ", ".join(sorted(METHODS)),
        "access-control-allow-headers": ", ".join([*_ALLOWED_HEADERS, *rudder]),
        "access-control-max-age": str(_PREFLIGHT_MEMORY),
        "vary": "Access-Control-Request-Headers",
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await outbound.send({"type": "http.response.start", "status": 204, "headers": raw})
    await outbound.send({"type": "http.response.body", "body": b""})


def _is_local(scope: Scope, head: Head) -> bool:
    """Whether the peer is on this machine and speaks for itself, not a proxy for somebody else."""
    peer = scope.get("client")
    if peer is None or b"forwarded" in head.seen or b"x-forwarded-for" in head.seen:
        return False
    return is_loopback(peer[0])


def _tell(method: str, status: int, passage: _Passage, made: Span) -> None:
    """Log, count and trace a request: by its prefix, because the path may name a person."""
    seconds = time.perf_counter() - passage.started
    counted = counted_method(method)
    REQUESTS.labels("router", counted, passage.prefix, str(status)).inc()
    REQUEST_SECONDS.labels("router", counted, passage.prefix).observe(seconds)
    if made.is_recording():
        made.update_name(f"{counted} {passage.prefix}")
        made.set_attributes({"http.route": passage.prefix, "http.response.status_code": status, "attune.actor": passage.actor})
        if status >= 500:
            made.set_status(StatusCode.ERROR)
    logger.info(
        "request",
        method=counted,
        prefix=passage.prefix,
        status=status,
        milliseconds=round(seconds * 1e3, 2),
        actor=passage.actor,
    )


__all__ = ["Access", "Route", "Router"]

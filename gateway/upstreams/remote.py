"""A service at the other end of HTTP connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import NoReturn

import aiohttp
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.problems import BadGatewayError, GatewayTimeoutError
from gateway.settings import GatewaySettings
from gateway.upstreams import wire
from gateway.upstreams.deadline import Deadline
from gateway.upstreams.replicas import Name, Replica, Replicas
from kernel.problems import Problem, ServiceUnavailableError
from kernel.telemetry import UPSTREAM_FAILURES, expect, logger

KEEP_ALIVE = 15.0  # seconds; services keep theirs for longer, so that it is this end which closes an idle connection
LOOK_WITHIN = 2.0  # seconds for one look at a replica
SHORT = 256 * 1024  # bytes of an answer that is taken from a service whatever the caller does
_LEAST_PAUSE = 0.1  # seconds between two looks, however many failures ask for one

# Without a body, these change nothing: one that met a connection which had just been closed may be sent once more.
_REPEATABLE = frozenset({"GET", "OPTIONS"})
_FAILURES = (BadGatewayError, GatewayTimeoutError, ServiceUnavailableError)
_LOOK = aiohttp.ClientTimeout(total=None, connect=LOOK_WITHIN / 2)
_ADDED_BY_AIOHTTP = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


class CallerLeftError(Exception):
    """The caller left before the whole of the body had come."""


class _BrokenError(Exception):
    """No sound answer came. Its cause is aiohttp's error, wrapped so that aiohttp repeats nothing by itself."""

    @property
    def is_loss(self) -> bool:
        """Whether the connection ended before an answer's head came; what else breaks may be the request's own doing."""
        return isinstance(self.__cause__, (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError))


class _NotReachedError(Exception):
    """Nothing was sent: there was no connection."""


class Upload:
    """A body on its way to a service, piece by piece.

    Attributes:
        failure: What ended it before its end.
        answer: What the service answers, once it does; broken off where the body fails.
    """

    def __init__(self, first: Message, receive: Receive, deadline: Deadline) -> None:
        self._first = first
        self._receive = receive
        self._deadline = deadline
        self.failure: Exception | None = None
        self.answer: aiohttp.ClientResponse | None = None

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body.

        Raises:
            CallerLeftError: The caller left. What has come must not look like the whole.
        """
        try:
            message = self._first
            while True:
                if message["type"] == "http.disconnect":
                    raise CallerLeftError
                piece = message.get("body", b"")
                if piece:
                    yield piece
                if not message.get("more_body", False):
                    return
                self._deadline.pause()
                try:
                    message = await self._receive()
                finally:
                    self._deadline.resume()
        except Exception as error:
            self.failure = error
            if self.answer is not None:
                self.answer.close()
            raise


class Remote:
    """A service over HTTP, at one or more addresses."""

    def __init__(self, service: str, names: tuple[Name, ...], settings: GatewaySettings) -> None:
        """A service that nobody has called yet.

        Args:
            service: What logs, metrics and problems call it.
            names: Where it is; a name may lead to several addresses.
            settings: How patient to be.
        """
        expect(
            UPSTREAM_FAILURES,
            (service,),
            (each.code for each in (BadGatewayError, GatewayTimeoutError, ServiceUnavailableError)),
        )
        self._service = service
        self._settings = settings
        self._replicas = Replicas(service, names)
        self._places = asyncio.Semaphore(settings.upstream_connections)
        self._uploads = asyncio.Semaphore(settings.upstream_uploads)
        self._kept: aiohttp.ClientSession | None = None
        self._noted: aiohttp.ClientSession | None = None
        self._anew: aiohttp.ClientSession | None = None
        self._was_watched = asyncio.Event()
        self._must_look = asyncio.Event()

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """The time in which it can be called: its connections are pooled, its replicas watched."""
        kept = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE)  # `_places` is the limit
        anew = aiohttp.TCPConnector(limit=0, force_close=True)
        async with (
            self._session(kept) as self._kept,
            self._session(kept, is_noted=True) as self._noted,
            self._session(anew) as self._anew,
        ):
            await self._replicas.resolve()
            watching = asyncio.create_task(self._watch(self._kept))
            try:
                yield
            finally:
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching

    def _session(self, connector: aiohttp.TCPConnector, *, is_noted: bool = False) -> aiohttp.ClientSession:
        """A client that adds nothing of its own to what passes through it.

        Args:
            connector: Its connections.
            is_noted: Whether it tells which were kept, which takes a tenth of its time; it is not the one to close them.
        """
        connect = self._settings.upstream_connect_seconds
        return aiohttp.ClientSession(
            connector=connector,
            connector_owner=not is_noted,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect),
            skip_auto_headers=_ADDED_BY_AIOHTTP,
            auto_decompress=False,
            trust_env=False,
            max_line_size=64 * 1024,
            max_field_size=64 * 1024,
            middlewares=(_once,),
            trace_configs=[_notes_of_kept_connections()] if is_noted else None,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request within the total time.

        Raises:
            BadGatewayError: The service did not answer, or broke its answer off.
            ServiceUnavailableError: It cannot be reached, or has too much to do.
            GatewayTimeoutError: It took too long.
        """
        await self._serve(scope, receive, send, Deadline(self._settings.upstream_total_seconds, renews=False))

    @property
    def streamed(self) -> ASGIApp:
        """The same, with the idle time from one piece of a body to the next in the place of the total."""
        return self._serve_streamed

    async def _serve_streamed(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._serve(scope, receive, send, Deadline(self._settings.upstream_idle_seconds, renews=True))

    async def _serve(self, scope: Scope, receive: Receive, send: Send, deadline: Deadline) -> None:
        try:
            body = await _begin_body(scope, receive, deadline)
            places = self._uploads if isinstance(body, Upload) else self._places
            async with deadline:
                await self._take_place(places)
                try:
                    rest = await self._exchange(scope, body, send, deadline)
                finally:
                    places.release()
        except TimeoutError as error:
            self._fail(GatewayTimeoutError(f"The {self._service} service did not answer in time."), error)
        except CallerLeftError:
            return  # the router knows
        for message in rest:
            await send(message)

    async def _take_place(self, places: asyncio.Semaphore) -> None:
        """Wait for one of the connections.

        Raises:
            ServiceUnavailableError: All stay in use.
        """
        if not places.locked():
            await places.acquire()  # at once
            return
        try:
            async with asyncio.timeout(self._settings.upstream_connect_seconds):
                await places.acquire()
        except TimeoutError as error:
            self._fail(ServiceUnavailableError(f"The {self._service} service has too much to do for the moment."), error)

    async def _exchange(self, scope: Scope, body: bytes | Upload | None, send: Send, deadline: Deadline) -> tuple[Message, ...]:
        """Call replicas until one answers: further ones only while nothing was sent, or where sending twice does no harm.

        Returns:
            What is left to tell the caller, when the service has done its part.
        """
        headers = wire.headers_onward(scope["headers"])
        upload = body if isinstance(body, Upload) else None
        may_repeat = not body and scope["method"] in _REPEATABLE
        http = self._noted if may_repeat else self._kept
        tried: set[Replica] = set()
        while True:
            replica = self._replicas.choose(tried)
            if replica is None:
                self._fail(ServiceUnavailableError(f"The {self._service} service cannot be reached for the moment."), None)
            tried.add(replica)
            attempt = _Attempt()
            with replica.engaged():
                try:
                    pieces = body.pieces() if isinstance(body, Upload) else body
                    answer = await self._send(http, replica, scope, headers, pieces, attempt)
                except _NotReachedError:
                    continue
                except _BrokenError as error:
                    self._must_look.set()
                    if upload is not None and upload.failure is not None:
                        raise upload.failure from None
                    if may_repeat and attempt.met_kept_connection and error.is_loss:
                        may_repeat, http = False, self._anew
                        tried.clear()
                        continue
                    self._fail(BadGatewayError(f"The {self._service} service did not answer as it should."), error)
                try:
                    return await self._hand_back(answer, send, upload, deadline)
                except BaseException:
                    answer.close()  # the connection too: that is how the service learns of it
                    raise

    async def _send(
        self,
        http: aiohttp.ClientSession | None,
        replica: Replica,
        scope: Scope,
        headers: list[tuple[str, str]],
        body: bytes | AsyncIterator[bytes] | None,
        attempt: "_Attempt",
    ) -> aiohttp.ClientResponse:
        """The beginning of a replica's answer.

        Args:
            http: Over which connections.
            replica: Whom to ask.
            scope: What was asked.
            headers: For the service.
            body: Of the request.
            attempt: What becomes known of the connection, where that is noted.

        Raises:
            _NotReachedError: There is no connection; nothing was sent.
            _BrokenError: No sound answer came.
        """
        assert http is not None  # noqa: S101 — called within the lifespan
        url = wire.target(replica.authority, scope)
        try:
            return await http.request(
                scope["method"], url, headers=headers, data=body, allow_redirects=False, trace_request_ctx=attempt
            )
        except _NotReachedError as error:
            if isinstance(error.__cause__, aiohttp.ClientConnectorError):
                self._replicas.note(replica, "It cannot be reached.")
            self._must_look.set()
            raise

    async def _hand_back(
        self, answer: aiohttp.ClientResponse, send: Send, upload: Upload | None, deadline: Deadline
    ) -> tuple[Message, ...]:
        """Read a short answer to its end, so that no caller's slowness is the service's; stream a long one to the caller.

        Returns:
            What is left to tell the caller: the short answer.

        Raises:
            BadGatewayError: It broke off, or could break off unseen.
        """
        if answer.status < 200 or not wire.has_end(answer.status, answer.raw_headers):
            self._fail(BadGatewayError(f"The {self._service} service gave an answer without an end."), None)
        if upload is not None:
            upload.answer = answer
        start = {"type": "http.response.start", "status": answer.status, "headers": wire.headers_back(answer.raw_headers)}
        length = answer.content_length
        if length is not None and length <= SHORT:
            pieces = [await self._piece(answer, upload)]
            while not answer.content.at_eof():
                deadline.renew()
                pieces.append(await self._piece(answer, upload))
            return start, {"type": "http.response.body", "body": b"".join(pieces)}
        await send(start)
        is_last = False
        while not is_last:
            piece = await self._piece(answer, upload)
            is_last = answer.content.at_eof()
            deadline.pause()
            try:
                await send({"type": "http.response.body", "body": piece, "more_body": not is_last})
            finally:
                deadline.resume()
        return ()

    async def _piece(self, answer: aiohttp.ClientResponse, upload: Upload | None) -> bytes:
        """What has come of an answer.

        Raises:
            BadGatewayError: No more of it comes.
        """
        try:
            return await answer.content.readany()
        except (aiohttp.ClientError, OSError) as error:
            if upload is not None and upload.failure is not None:
                raise upload.failure from None
            self._must_look.set()
            self._fail(BadGatewayError(f"The {self._service} service broke its answer off."), error)

    def _fail(self, problem: Problem, cause: BaseException | None) -> NoReturn:
        root = cause.__cause__ if isinstance(cause, _BrokenError) else cause
        UPSTREAM_FAILURES.labels(self._service, problem.code).inc()
        logger.warning("upstream_failed", upstream=self._service, code=problem.code, error=type(root).__name__)
        raise problem from cause

    async def ready(self) -> None:
        """Say what the watch saw last.

        Raises:
            ServiceUnavailableError: No replica is ready.
        """
        await self._was_watched.wait()
        if self._replicas.fault is not None:
            raise ServiceUnavailableError(self._replicas.fault)

    async def _watch(self, http: aiohttp.ClientSession) -> None:
        """Look at every replica, again and again; sooner where a request failed."""
        while True:
            self._must_look.clear()
            try:
                await self._replicas.resolve()
                await asyncio.gather(*(self._look_at(http, replica) for replica in self._replicas))
            except Exception:  # whatever it is, the next look may go better, and nobody else would start the watch again
                logger.exception("upstream_watch_failed", upstream=self._service)
            self._was_watched.set()
            await asyncio.sleep(_LEAST_PAUSE)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._settings.upstream_watch_seconds - _LEAST_PAUSE):
                    await self._must_look.wait()

    async def _look_at(self, http: aiohttp.ClientSession, replica: Replica) -> None:
        try:
            async with (
                asyncio.timeout(LOOK_WITHIN),
                http.get(f"http://{replica.authority}/readyz", timeout=_LOOK, allow_redirects=False) as answer,
            ):
                body = await answer.read()
                fault = None if answer.status == 200 else wire.detail_of(body) or f"It answers {answer.status}."
                self._replicas.note(replica, fault)
        except _NotReachedError as error:
            is_mute = not isinstance(error.__cause__, aiohttp.ClientConnectorError)
            self._replicas.note(replica, "It cannot be reached.", is_mute=is_mute)
        except TimeoutError:
            self._replicas.note(replica, f"It does not answer within {LOOK_WITHIN:g} s.")
        except (_BrokenError, aiohttp.ClientError, OSError):
            self._replicas.note(replica, "It does not answer as it should.")


async def _begin_body(scope: Scope, receive: Receive, deadline: Deadline) -> bytes | Upload | None:
    """A request's body: the whole where it is there, else on its way, none where none is announced.

    Raises:
        CallerLeftError: The caller left before any of it came.
    """
    if not wire.has_body(scope):
        return None
    first = await receive()
    if first["type"] == "http.disconnect":
        raise CallerLeftError
    if first.get("more_body", False):
        return Upload(first, receive, deadline)
    body: bytes = first.get("body", b"")
    return body


@dataclass(slots=True)
class _Attempt:
    """What becomes known of the connection that a request goes over."""

    met_kept_connection: bool = False


def _notes_of_kept_connections() -> aiohttp.TraceConfig:
    trace = aiohttp.TraceConfig()

    async def note(_: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceConnectionReuseconnParams) -> None:
        if context.trace_request_ctx is not None:  # None: the watch's own looks
            context.trace_request_ctx.met_kept_connection = True

    trace.on_connection_reuseconn.append(note)
    return trace


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Send a request once. aiohttp by itself would send some again, to the same address; which ones is decided here.

    Raises:
        _NotReachedError: There is no connection.
        _BrokenError: No sound answer came.
    """
    try:
        return await handler(request)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise _NotReachedError from error
    except (aiohttp.ClientError, OSError) as error:
        raise _BrokenError from error

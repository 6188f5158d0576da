"""A service at the other end of HTTP connections."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NoReturn

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.problems import BadGatewayError, GatewayTimeoutError
from gateway.settings import GatewaySettings
from gateway.upstreams import wire
from gateway.upstreams.connections import MAX_HEAD, Answer, BrokenError, NotReachedError, Pool
from gateway.upstreams.deadline import Deadline
from gateway.upstreams.replicas import Name, Replica, Replicas
from kernel.problems import Problem, ServiceUnavailableError
from kernel.telemetry import UPSTREAM_FAILURES, expect, logger

LOOK_WITHIN = 2.0  # seconds for one look at a replica
SHORT = 4 * 1024 * 1024  # bytes of an answer that is taken from a service whatever the caller does
_LOOK = b"GET /readyz HTTP/1.1\r\nhost: %b\r\n\r\n"
_LEAST_PAUSE = 0.1  # seconds between two looks, however many failures ask for one

# Without a body, these change nothing: one that met a connection which had just been closed may be sent once more.
_REPEATABLE = frozenset({"GET", "OPTIONS"})
_FAILURES = (BadGatewayError, GatewayTimeoutError, ServiceUnavailableError)


class CallerLeftError(Exception):
    """The caller left before the whole of the body had come."""


class Upload:
    """A body on its way to a service, piece by piece.

    Attributes:
        failure: What ended it before its end.
    """

    def __init__(self, first: Message, receive: Receive, deadline: Deadline) -> None:
        self._first = first
        self._receive = receive
        self._deadline = deadline
        self.failure: Exception | None = None

    async def pieces(self) -> AsyncGenerator[bytes]:
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
        self._connections = Pool()
        self._was_watched = asyncio.Event()
        self._must_look = asyncio.Event()

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """The time in which it can be called: its connections are pooled, its replicas watched."""
        await self._replicas.resolve()
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            self._connections.close()

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

    async def _exchange(self, scope: Scope, body: bytes | Upload, send: Send, deadline: Deadline) -> tuple[Message, ...]:
        """Call replicas until one answers: further ones only while nothing was sent, or where sending twice does no harm.

        Returns:
            What is left to tell the caller, when the service has done its part.
        """
        may_repeat = not body and scope["method"] in _REPEATABLE
        is_repeated = False
        tried: set[Replica] = set()
        while True:
            replica = self._replicas.choose(tried)
            if replica is None:
                self._fail(ServiceUnavailableError(f"The {self._service} service cannot be reached for the moment."), None)
            tried.add(replica)
            with replica.engaged():
                try:
                    answer = await self._send(replica, scope, body, is_new=is_repeated)
                except NotReachedError:
                    continue
                except BrokenError as error:
                    self._must_look.set()
                    if isinstance(body, Upload) and body.failure is not None:
                        raise body.failure from None
                    if error.is_stale and may_repeat and not is_repeated:
                        is_repeated = True
                        tried.clear()
                        continue
                    self._fail(BadGatewayError(f"The {self._service} service did not answer as it should."), error)
                try:
                    return await self._hand_back(answer, send, body, deadline)
                except BaseException:
                    answer.close()  # the connection too: that is how the service learns of it
                    raise

    async def _send(self, replica: Replica, scope: Scope, body: bytes | Upload, *, is_new: bool) -> Answer:
        """The beginning of a replica's answer.

        Raises:
            NotReachedError: There is no connection; nothing was sent.
            BrokenError: No sound answer came.
        """
        framing, is_chunked = wire.framing_of(scope, body if isinstance(body, bytes) else None)
        head = wire.head_onward(scope, replica.authority, framing)
        try:
            connection = await self._connections.take(replica.authority, self._settings.upstream_connect_seconds, is_new=is_new)
        except NotReachedError as error:
            if not error.is_mute:
                self._replicas.note(replica, "It cannot be reached.")
            self._must_look.set()
            raise
        return await connection.ask(head, body if isinstance(body, bytes) else body.pieces(), is_chunked=is_chunked)

    async def _hand_back(self, answer: Answer, send: Send, body: bytes | Upload, deadline: Deadline) -> tuple[Message, ...]:
        """Read a short answer to its end, so that no caller's slowness is the service's; stream a long one to the caller.

        Returns:
            What is left to tell the caller: the short answer.

        Raises:
            BadGatewayError: It broke off, or could break off unseen.
        """
        if not wire.has_end(answer.status, answer.headers):
            self._fail(BadGatewayError(f"The {self._service} service gave an answer without an end."), None)
        start = {"type": "http.response.start", "status": answer.status, "headers": wire.headers_back(answer.headers)}
        if wire.length_of(answer.headers) <= SHORT:
            pieces = [await self._piece(answer, body)]
            while not answer.is_at_end:
                deadline.renew()
                pieces.append(await self._piece(answer, body))
            return start, {"type": "http.response.body", "body": b"".join(pieces)}
        await send(start)
        is_last = False
        while not is_last:
            piece = await self._piece(answer, body)
            is_last = answer.is_at_end
            deadline.pause()
            try:
                await send({"type": "http.response.body", "body": piece, "more_body": not is_last})
            finally:
                deadline.resume()
        return ()

    async def _piece(self, answer: Answer, body: bytes | Upload) -> bytes:
        """What has come of an answer.

        Raises:
            BadGatewayError: No more of it comes.
        """
        try:
            return await answer.piece()
        except BrokenError as error:
            if isinstance(body, Upload) and body.failure is not None:
                raise body.failure from None
            self._must_look.set()
            self._fail(BadGatewayError(f"The {self._service} service broke its answer off."), error)

    def _fail(self, problem: Problem, cause: BaseException | None) -> NoReturn:
        UPSTREAM_FAILURES.labels(self._service, problem.code).inc()
        why = str(cause) if isinstance(cause, BrokenError) else type(cause).__name__
        logger.warning("upstream_failed", upstream=self._service, code=problem.code, error=why)
        raise problem from cause

    async def ready(self) -> None:
        """Say what the watch saw last.

        Raises:
            ServiceUnavailableError: No replica is ready.
        """
        await self._was_watched.wait()
        if self._replicas.fault is not None:
            raise ServiceUnavailableError(self._replicas.fault)

    async def _watch(self) -> None:
        """Look at every replica, again and again; sooner where a request failed."""
        while True:
            self._must_look.clear()
            try:
                await self._replicas.resolve()
                await asyncio.gather(*(self._look_at(replica) for replica in self._replicas))
            except Exception:  # whatever it is, the next look may go better, and nobody else would start the watch again
                logger.exception("upstream_watch_failed", upstream=self._service)
            self._connections.tidy()
            self._was_watched.set()
            await asyncio.sleep(_LEAST_PAUSE)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._settings.upstream_watch_seconds - _LEAST_PAUSE):
                    await self._must_look.wait()

    async def _look_at(self, replica: Replica) -> None:
        try:
            async with asyncio.timeout(LOOK_WITHIN):
                connection = await self._connections.take(replica.authority, LOOK_WITHIN / 2)
                answer = await connection.ask(_LOOK % replica.authority.encode())
                body = await _short_text(answer)
            fault = None if answer.status == 200 else wire.detail_of(body) or f"It answers {answer.status}."
            self._replicas.note(replica, fault)
        except NotReachedError as error:
            self._replicas.note(replica, "It cannot be reached.", is_mute=error.is_mute)
        except TimeoutError:
            self._replicas.note(replica, f"It does not answer within {LOOK_WITHIN:g} s.")
        except BrokenError:
            self._replicas.note(replica, "It does not answer as it should.")


async def _short_text(answer: Answer) -> bytes:
    """The whole of an answer that has a sentence to say.

    Raises:
        BrokenError: It breaks off, or goes on and on.
    """
    body = b""
    try:
        while not answer.is_at_end:
            body += await answer.piece()
            if len(body) > MAX_HEAD:
                raise BrokenError("The answer is too long.")
    finally:
        answer.close()
    return body


async def _begin_body(scope: Scope, receive: Receive, deadline: Deadline) -> bytes | Upload:
    """A request's body: the whole where it is there, else on its way; nothing where none is announced.

    Raises:
        CallerLeftError: The caller left before any of it came.
    """
    if not wire.has_body(scope):
        return b""
    first = await receive()
    if first["type"] == "http.disconnect":
        raise CallerLeftError
    if first.get("more_body", False):
        return Upload(first, receive, deadline)
    body: bytes = first.get("body", b"")
    return body

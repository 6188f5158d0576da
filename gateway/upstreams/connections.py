"""HTTP/1.1 connections to services: one exchange at a time, kept for the next one.

What a proxy asks of a client is less than what a client of the whole web offers, and it asks for it with every request: no
cookies, no redirects, no unpacking, nothing repeated of its own accord; to know whether a connection broke before or after
something came back. The parser is httptools', the server's own.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import cast

import httptools

from gateway.connection import Headers

KEEP_ALIVE = 15.0  # seconds; services keep theirs for longer, so that it is this end which closes an idle connection
MAX_HEAD = 128 * 1024
MAX_AHEAD = 64 * 1024  # bytes of an answer that may wait for whoever reads it, before the service has to


class NotReachedError(Exception):
    """Nothing was sent: there is no connection.

    Attributes:
        is_mute: Not even a refusal came back.
    """

    def __init__(self, *, is_mute: bool) -> None:
        super().__init__()
        self.is_mute = is_mute


class BrokenError(Exception):
    """No sound answer came, or not the whole of one.

    Attributes:
        is_stale: The connection had been kept from an earlier exchange and ended before anything came back: most likely its
            other end closed it while it was idle.
    """

    def __init__(self, text: str, *, is_stale: bool = False) -> None:
        super().__init__(text)
        self.is_stale = is_stale


class Answer:
    """An answer as it comes.

    Attributes:
        status: Three digits.
        headers: As they came; names in lower case.
        is_complete: The service has sent the whole.
    """

    __slots__ = ("_connection", "_error", "_pieces", "_size", "_waiter", "headers", "is_complete", "status")

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._pieces: list[bytes] = []
        self._size = 0
        self._waiter: asyncio.Future[None] | None = None
        self._error: BrokenError | None = None
        self.status = 0
        self.headers: Headers = []
        self.is_complete = False

    @property
    def is_at_end(self) -> bool:
        """Whether the whole of it was read."""
        return self.is_complete and not self._pieces

    async def piece(self) -> bytes:
        """What has come of the body; empty only where it is at its end.

        Raises:
            BrokenError: No more comes, and there should.
        """
        while not self._pieces and not self.is_complete:
            if self._error is not None:
                raise self._error
            self._waiter = self._connection.loop.create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        piece = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        self._connection.resume_reading_of(self)
        return piece

    def add(self, piece: bytes) -> bool:
        """More has come.

        Returns:
            Whether it is enough for now.
        """
        self._pieces.append(piece)
        self._size += len(piece)
        self._wake()
        return self._size > MAX_AHEAD

    def end(self, error: BrokenError | None) -> None:
        """No more comes: it is whole, or broken off."""
        self._error, self.is_complete = error, error is None
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def close(self) -> None:
        """Break it off: that is how the service learns that nobody wants it. Nothing, where it has come to its end."""
        self._connection.abort(self)


class Connection(asyncio.Protocol):
    """A connection to one address.

    Attributes:
        loop: That it runs in.
        idle_since: The loop's time at which its last exchange ended.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, pool: "Pool", authority: str) -> None:
        self.loop = loop
        self.idle_since = 0.0
        self._pool = pool
        self._authority = authority
        self._transport: asyncio.Transport
        self._is_lost = False
        self._exchanges = 0
        # of the exchange under way
        self._parser: httptools.HttpResponseParser | None = None
        self._answer: Answer | None = None
        self._begun: asyncio.Future[Answer] | None = None
        self._sending: asyncio.Task[None] | None = None
        self._heard = 0
        self._is_whole = False
        self._is_followed = False
        self._may_keep = False
        self._is_reading_paused = False
        self._may_write: asyncio.Future[None] | None = None

    async def ask(self, head: bytes, body: bytes | AsyncGenerator[bytes] = b"", *, is_chunked: bool = False) -> Answer:
        """Send a request.

        Args:
            head: With its empty line.
            body: The whole, or its pieces.
            is_chunked: How pieces go.

        Returns:
            The beginning of the answer.

        Raises:
            BrokenError: None came.
        """
        self._exchanges += 1
        self._heard = 0
        self._is_whole = self._is_followed = self._may_keep = False
        self._answer = Answer(self)
        self._parser = httptools.HttpResponseParser(self)
        self._begun = self.loop.create_future()
        if isinstance(body, bytes):
            self._transport.write(head + body)
        else:
            self._transport.write(head)
            self._sending = self.loop.create_task(self._send(body, is_chunked=is_chunked))
        try:
            return await self._begun
        except BaseException:
            self._transport.abort()
            self._stop_sending()
            raise

    async def _send(self, pieces: AsyncGenerator[bytes], *, is_chunked: bool) -> None:
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    self._transport.write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
                    if self._may_write is not None:
                        await self._may_write
        except Exception:  # whoever gave the pieces knows what it was
            self._sending = None
            self._break_off("The request broke off.")
            return
        self._sending = None
        if is_chunked:
            self._transport.write(b"0\r\n\r\n")

    def _stop_sending(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    def abort(self, answer: Answer) -> None:
        """End the connection, if this answer is still under way."""
        if answer is self._answer:
            self._answer = None
            self._stop_sending()
            self._transport.abort()

    def close(self) -> None:
        """End it."""
        self._transport.close()

    @property
    def is_usable(self) -> bool:
        """Whether one may ask."""
        return not self._is_lost and not self._transport.is_closing()

    # --- what the transport says

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        self._transport = cast("asyncio.Transport", transport)
        self._pool.add(self)

    def data_received(self, data: bytes) -> None:
        """Something came."""
        if self._parser is None:
            self._transport.abort()  # nobody asked
            return
        self._heard += len(data)
        fault = ""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            fault = f"The answer is no HTTP: {error}"
        except httptools.HttpParserUpgrade:
            fault = "The answer is another protocol."
        if self._is_whole:
            self._finish(may_keep=self._may_keep and not fault and not self._is_followed)
        elif fault:
            self._break_off(fault)
        elif self._heard > MAX_HEAD and self._begun is not None and not self._begun.done():
            self._break_off("The answer's head has no end.")

    def _finish(self, *, may_keep: bool) -> None:
        """The answer is whole."""
        answer, self._answer, self._parser = self._answer, None, None
        if answer is not None:
            answer.end(None)
        if self._is_reading_paused:
            self._is_reading_paused = False
            self._transport.resume_reading()
        if self._sending is not None:  # it did not wait for the whole request
            self._stop_sending()
            self._transport.abort()
        elif may_keep:
            self.idle_since = self.loop.time()
            self._pool.keep(self, self._authority)
        else:
            self._transport.close()

    def _break_off(self, why: str) -> None:
        self._fail(why)
        self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed."""
        self._is_lost = True
        self._pool.forget(self, self._authority)
        self._fail(f"The connection was lost: {type(exc).__name__}.", is_stale=self._exchanges > 1 and not self._heard)
        self.resume_writing()

    def _fail(self, why: str, *, is_stale: bool = False) -> None:
        """End the exchange, if there is one."""
        self._parser = None
        self._stop_sending()
        answer, self._answer = self._answer, None
        if answer is None:
            return
        error = BrokenError(why, is_stale=is_stale)
        answer.end(error)
        if self._begun is not None and not self._begun.done():
            self._begun.set_exception(error)

    def pause_writing(self) -> None:
        """The service takes less than is sent."""
        self._may_write = self.loop.create_future()

    def resume_writing(self) -> None:
        """It has taken nearly all, or nobody takes anything any more."""
        if self._may_write is not None and not self._may_write.done():
            self._may_write.set_result(None)
        self._may_write = None

    def resume_reading_of(self, answer: Answer) -> None:
        """There is room for more of this answer."""
        if self._is_reading_paused and answer is self._answer:
            self._is_reading_paused = False
            self._transport.resume_reading()

    # --- what the parser says

    def on_message_begin(self) -> None:
        """A head begins, which had better be the first after a request."""
        self._is_followed = self._is_whole

    def on_header(self, name: bytes, value: bytes) -> None:
        """One more header."""
        if self._answer is not None and not self._answer.status:
            self._answer.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """The head is whole."""
        assert self._parser is not None  # noqa: S101 — it says so itself
        status = self._parser.get_status_code()
        answer = self._answer
        if answer is None or answer.status:
            return
        if status < 200:  # something between, and the answer is still to come
            answer.headers.clear()
            return
        answer.status = status
        if self._begun is not None and not self._begun.done():
            self._begun.set_result(answer)

    def on_body(self, piece: bytes) -> None:
        """A piece of the body."""
        if self._answer is None or self._is_whole:
            return
        if self._answer.add(piece) and not self._is_reading_paused:
            self._is_reading_paused = True
            self._transport.pause_reading()

    def on_message_complete(self) -> None:
        """The answer is whole; or what was between is."""
        if self._answer is not None and self._answer.status and self._parser is not None:
            self._is_whole = True
            self._may_keep = self._parser.should_keep_alive()


class Pool:
    """The connections to the replicas of a service."""

    def __init__(self) -> None:
        self._idle: dict[str, list[Connection]] = {}
        self._open: set[Connection] = set()
        self._is_closed = False

    async def take(self, authority: str, within: float, *, is_new: bool = False) -> Connection:
        """A connection to an address, for one exchange.

        Args:
            authority: `ip:port`.
            within: Seconds to connect.
            is_new: One that was kept will not do.

        Raises:
            NotReachedError: There is none.
        """
        idle = self._idle.get(authority)
        while idle and not is_new:
            connection = idle.pop()
            if connection.is_usable:
                return connection
        host, _, port = authority.rpartition(":")
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                _, connection = await loop.create_connection(
                    lambda: Connection(loop, self, authority), host.strip("[]"), int(port)
                )
        except TimeoutError as error:
            raise NotReachedError(is_mute=True) from error
        except OSError as error:
            raise NotReachedError(is_mute=False) from error
        return connection

    def add(self, connection: Connection) -> None:
        """A connection is open."""
        self._open.add(connection)

    def keep(self, connection: Connection, authority: str) -> None:
        """An exchange is over, and the connection good for another."""
        if self._is_closed:
            connection.close()
        else:
            self._idle.setdefault(authority, []).append(connection)

    def forget(self, connection: Connection, authority: str) -> None:
        """A connection is gone."""
        self._open.discard(connection)
        idle = self._idle.get(authority, [])
        if connection in idle:
            idle.remove(connection)
        if not idle:
            self._idle.pop(authority, None)

    def tidy(self) -> None:
        """Close what nobody has needed for a while."""
        before = asyncio.get_running_loop().time() - KEEP_ALIVE
        for idle in self._idle.values():
            while idle and idle[0].idle_since < before:  # the one used last is at the end
                idle.pop(0).close()

    def close(self) -> None:
        """Close all, and keep none from here on."""
        self._is_closed = True
        for connection in list(self._open):
            connection.close()

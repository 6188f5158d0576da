"""A request on its way in: what its headers say, its body counted against the limit, its client watched for leaving."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from starlette.types import Message, Receive

from kernel.problems import MalformedBodyError, PayloadTooLargeError

PATIENCE = 0.05  # seconds after which a request is worth a watch over its client

_READ_HERE = frozenset(
    {
        b"x-request-id",
        b"authorization",
        b"content-length",
        b"origin",
        b"access-control-request-method",
        b"access-control-request-headers",
        b"forwarded",
        b"x-forwarded-for",
    }
)
_STOPS_HERE = (b"x-request-id", b"authorization", b"x-attune-")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:+/=@-]{1,128}")

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Head:
    """What the gateway reads of a request's headers, and what it hands on.

    Attributes:
        request_id: The caller's where it is a sound one, else a new one.
        seen: The values of the headers that the gateway reads; of a repeated header, all of them, joined by commas, so that
            nothing which may stand once only is mistaken for sound.
        forwarded: The headers for the service: no identity, no authorization, and the request id above.
    """

    request_id: bytes
    seen: dict[bytes, bytes]
    forwarded: Headers

    @property
    def content_length(self) -> int | None:
        """The announced size of the body.

        Raises:
            MalformedBodyError: It is no number.
        """
        announced = self.seen.get(b"content-length")
        if announced is None:
            return None
        if not announced.isdigit():
            raise MalformedBodyError("The Content-Length is not a number.")
        return int(announced)


def read_head(headers: Iterable[tuple[bytes, bytes]]) -> Head:
    """Read a request's headers in one pass."""
    seen: dict[bytes, bytes] = {}
    forwarded: Headers = []
    for sent_name, value in headers:
        name = sent_name.lower()
        if name in _READ_HERE:
            seen[name] = seen[name] + b", " + value if name in seen else value
        if not name.startswith(_STOPS_HERE):
            forwarded.append((name, value))
    request_id = seen.get(b"x-request-id", b"")
    if _REQUEST_ID.fullmatch(request_id) is None:
        request_id = uuid4().hex.encode()
    forwarded.append((b"x-request-id", request_id))
    return Head(request_id, seen, forwarded)


class Inbound:
    """The `receive` that an upstream is given.

    Up to `PATIENCE` it hands on what the server gives. A request that takes longer gets a watch: from then on the watch alone
    reads from the server, one message ahead, and when the client has left it cancels the upstream's call.

    Attributes:
        is_too_large: The body went past its limit; whatever the upstream answers, the caller is told that.
        is_gone: The client has left.
        was_cancelled: The client left and the call was cancelled for it.
    """

    def __init__(self, receive: Receive, limit: int | None) -> None:
        self._receive = receive
        self._limit = limit
        self._left = limit
        self._turn = asyncio.Lock()
        self._ahead: asyncio.Queue[Message] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._watch: asyncio.Task[None] | None = None
        self._is_told = False
        self.is_gone = False
        self.is_too_large = False
        self.was_cancelled = False

    async def receive(self) -> Message:
        """The next message.

        Raises:
            PayloadTooLargeError: The body is past its limit.
        """
        if self.is_gone:
            self._is_told = True
            return {"type": "http.disconnect"}
        message = await (self._read() if self._ahead is None else self._ahead.get())
        self._is_told = message["type"] == "http.disconnect"
        if self._left is not None and message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.is_too_large = True
                raise too_large(self._limit)
        return message

    async def _read(self) -> Message:
        async with self._turn:
            message = await self._receive()
        if message["type"] == "http.disconnect":
            self.is_gone = True
        return message

    def watch_over(self, call: asyncio.Task[object]) -> None:
        """Cancel the call when the client leaves before it ends."""
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._begin, call)

    def _begin(self, call: asyncio.Task[object]) -> None:
        self._ahead = asyncio.Queue(1)
        self._watch = asyncio.create_task(self._stand(self._ahead, call))

    async def _stand(self, ahead: asyncio.Queue[Message], call: asyncio.Task[object]) -> None:
        while not self.is_gone:
            message = await self._read()
            if not self.is_gone:
                await ahead.put(message)
        if not self._is_told:  # a call that knows by itself is already cleaning up, and must not be cancelled at that
            self.was_cancelled = True
            call.cancel()

    def release(self) -> None:
        """End the watch: the answer is complete, or the call has ended."""
        if self._timer is not None:
            self._timer.cancel()
        if self._watch is not None:
            self._watch.cancel()


def too_large(limit: int | None) -> PayloadTooLargeError:
    """The refusal of a body past its limit."""
    return PayloadTooLargeError(f"A body of this path has {limit} bytes at the most.")

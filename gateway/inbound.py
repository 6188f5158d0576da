"""A request on its way in: what its headers say, its body counted against the limit, its client watched for leaving."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from os import urandom

from starlette.types import Message, Receive

from gateway.connection import OF_THE_CONNECTION, Headers, without_named
from gateway.problems import RequestTimeoutError
from kernel.attendance import Attendance
from kernel.bodies import Counted
from kernel.problems import MalformedBodyError, PayloadTooLargeError, Problem

_READ_HERE = frozenset(
    {
        b"x-request-id",
        b"authorization",
        b"connection",
        b"content-length",
        b"origin",
        b"access-control-request-method",
        b"access-control-request-headers",
        b"forwarded",
        b"host",
        b"traceparent",
        b"x-forwarded-for",
    }
)
_STOPS_HERE = (b"x-request-id", b"authorization", b"x-attune-")
_SAID_BY_PROXIES = (b"forwarded", b"x-forwarded-", b"x-real-ip")
# Of the caller's connection, which this server has already dealt with. How a body comes tells that one comes.
_SETTLED_HERE = (OF_THE_CONNECTION | {b"expect"}) - {b"transfer-encoding"}
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:+/=-]{1,128}")  # no @: it stands in logs, where an address has no place


@dataclass(frozen=True, slots=True)
class Head:
    """What the gateway reads of a request's headers, and what it hands on.

    Attributes:
        request_id: The caller's where it is a sound one, else a new one.
        seen: The values of the headers that the gateway reads; of a repeated header, all of them, joined by commas, so that
            nothing which may stand once only is mistaken for sound.
        forwarded: The headers for the service: no identity, no authorization, nothing of the caller's connection and nothing
            that he names as such, and the request id above.
        hearsay: What proxies on the way say of the caller, or he himself: for the service only where they are believed. A
            caller cannot name it away, or he could hide behind a proxy that hands his `Connection` on.
        is_text: Whether every value is UTF-8.
    """

    request_id: bytes
    seen: dict[bytes, bytes]
    forwarded: Headers
    hearsay: Headers
    is_text: bool

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
    hearsay: Headers = []
    is_text = True
    for sent_name, value in headers:
        name = sent_name.lower()
        if name in _READ_HERE:
            seen[name] = seen[name] + b", " + value if name in seen else value
        if name.startswith(_SAID_BY_PROXIES):
            hearsay.append((name, value))
        elif name not in _SETTLED_HERE and not name.startswith(_STOPS_HERE):
            forwarded.append((name, value))
        is_text = is_text and (value.isascii() or _is_utf8(value))
    if b"connection" in seen:
        forwarded = without_named(forwarded, seen[b"connection"])  # before anything of the gateway's own is among them
    request_id = seen.get(b"x-request-id", b"")
    if _REQUEST_ID.fullmatch(request_id) is None:
        request_id = urandom(16).hex().encode()
    forwarded.append((b"x-request-id", request_id))
    return Head(request_id, seen, forwarded, hearsay, is_text)


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


class Inbound(Attendance):
    """The `receive` that an upstream is given: the body counted and waited for, the client watched.

    Attributes:
        refusal: What is wrong with the body as it came; whatever the upstream answers, the caller is told that.
    """

    def __init__(self, receive: Receive, limit: int | None, patience: float) -> None:
        """A request of which nothing has been read.

        Args:
            receive: The server's.
            limit: The largest body in bytes; None: any.
            patience: Seconds from one piece of the body to the next.
        """
        super().__init__(receive)
        self._body = Counted(super().receive, limit)
        self._patience = patience
        self._is_complete = False
        self._here: Message | None = None
        self.refusal: Problem | None = None

    async def gather(self) -> None:
        """Have the whole body here before anybody works for it: it is then one message. Or learn that the client has left.

        Raises:
            PayloadTooLargeError: The body is past its limit.
            RequestTimeoutError: The client does not go on with it.
        """
        message = await self._next()
        if message.get("more_body", False):
            pieces = [message.get("body", b"")]
            while message.get("more_body", False):
                message = await self._next()
                pieces.append(message.get("body", b""))
            message = {**message, "body": b"".join(pieces)}
        self._here = message

    async def begin(self) -> None:
        """Have the first piece of the body here, or learn that the client has left.

        Raises:
            PayloadTooLargeError: It is past the limit already.
            RequestTimeoutError: The client does not begin.
        """
        self._here = await self._next()

    async def receive(self) -> Message:
        """The next message.

        Raises:
            PayloadTooLargeError: The body is past its limit.
            RequestTimeoutError: The client does not go on with it.
        """
        if self._here is not None:
            message, self._here = self._here, None
            return message
        if self._is_complete:
            return await super().receive()
        return await self._next()

    async def _next(self) -> Message:
        """The next piece of the body."""
        try:
            async with asyncio.timeout(self._patience):
                message = await self._body.receive()
        except TimeoutError:
            self.refusal = RequestTimeoutError(f"Nothing of the body came for {self._patience:g} s.")
            raise self.refusal from None
        except PayloadTooLargeError as error:
            self.refusal = error
            raise
        self._is_complete = not message.get("more_body", False)
        return message

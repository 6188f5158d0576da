"""A request on its way in: what its headers say, its body counted against the limit, its client watched for leaving."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from os import urandom

from starlette.types import Message, Receive

from gateway.connection import OF_THE_CONNECTION, Headers, without_named
from kernel.attendance import Attendance
from kernel.bodies import too_large
from kernel.problems import MalformedBodyError

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
    """The `receive` that an upstream is given: the body counted, the client watched.

    Attributes:
        is_too_large: The body went past its limit; whatever the upstream answers, the caller is told that.
    """

    def __init__(self, receive: Receive, limit: int | None) -> None:
        super().__init__(receive)
        self._limit = limit
        self._left = limit
        self.is_too_large = False

    async def receive(self) -> Message:
        """The next message.

        Raises:
            PayloadTooLargeError: The body is past its limit.
        """
        message = await super().receive()
        if self._left is not None and message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.is_too_large = True
                raise too_large(self._limit)
        return message

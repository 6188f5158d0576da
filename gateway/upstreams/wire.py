"""A request and an answer between ASGI and HTTP: what goes over the hop, and what stays on this side of it."""

import math
import re
from collections.abc import Iterable

import orjson
from starlette.types import Scope

from gateway.connection import OF_THE_CONNECTION, Headers, without_named
from kernel.problems import InvalidTextError

# The gateway's server has asked for the body, and writes the date, by itself
_SETTLED_HERE = OF_THE_CONNECTION | {b"expect", b"content-length"}
_WRITTEN_HERE = OF_THE_CONNECTION | {b"date", b"server"}
_LENGTH = b"content-length"
_WITHOUT_BODY = frozenset({"GET", "DELETE", "OPTIONS"})
# Nothing that would end the request line
_PATH = re.compile(rb"/[!-~]*")
_QUERY = re.compile(rb"[^\x00-\x20\x7f]*")


def head_onward(scope: Scope, authority: str, framing: Headers) -> bytes:
    """The head of a request for the service: path, query and headers as they came.

    Args:
        scope: The request.
        authority: The service's, for a caller who named no host.
        framing: How its body goes.

    Raises:
        InvalidTextError: The path, the query or a header cannot stand in a head. A service refuses the same.
    """
    headers = headers_onward(scope["headers"]) + framing
    if not any(name == b"host" for name, _ in headers):
        headers.append((b"host", authority.encode()))
    lines = [b"%b %b HTTP/1.1" % (scope["method"].encode(), _target(scope))]
    lines += [b"%b: %b" % header for header in headers]
    head = b"\r\n".join(lines)
    if head.count(b"\n") != len(headers) or head.count(b"\r") != len(headers) or b"\0" in head:
        raise InvalidTextError("A header holds the end of a line.")
    return head + b"\r\n\r\n"


def framing_of(scope: Scope, body: bytes | None) -> tuple[Headers, bool]:
    """What a request says of its body's length, and whether that is sent in chunks. None: it is still on its way."""
    if body is None:
        announced = [(name, value) for name, value in scope["headers"] if name == _LENGTH]
        return (announced, False) if announced else ([(b"transfer-encoding", b"chunked")], True)
    if body or scope["method"] not in _WITHOUT_BODY:
        return [(_LENGTH, b"%d" % len(body))], False
    return [], False


def _target(scope: Scope) -> bytes:
    """Where a request goes: path and query as they were sent, no escape read or written."""
    path: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    if _PATH.fullmatch(path) is None:
        raise InvalidTextError("The path is not percent-encoded.")
    if not query:
        return path
    try:
        query.decode()
    except UnicodeDecodeError as error:
        raise InvalidTextError("The query is not percent-encoded UTF-8.") from error
    if _QUERY.fullmatch(query) is None:
        raise InvalidTextError("The query is not percent-encoded.")
    return b"%b?%b" % (path, query)


def headers_onward(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """A request's headers for the service, but for those of its body's length.

    What the caller named as of his connection has been gone since his head was read (`gateway/inbound.py`): whatever is here,
    the gateway's own words among it, goes over.
    """
    return _without(headers, _SETTLED_HERE)


def headers_back(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """An answer's headers for the caller, without those that the service names as of its connection."""
    raw = list(headers)
    connection = b",".join(value for name, value in raw if name.lower() == b"connection")
    return without_named(_without(raw, _WRITTEN_HERE), connection)


def _without(headers: Iterable[tuple[bytes, bytes]], settled: frozenset[bytes]) -> Headers:
    lowered = [(name.lower(), value) for name, value in headers]
    return [each for each in lowered if each[0] not in settled]


def has_end(status: int, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether an answer says where it ends: one that only the connection's end ends cannot be told from a broken one."""
    if status in (204, 304):
        return True
    said = {name.lower(): value.lower() for name, value in headers}
    return _LENGTH in said or said.get(b"transfer-encoding", b"").endswith(b"chunked")


def length_of(headers: Iterable[tuple[bytes, bytes]]) -> float:
    """How long an answer says that it is; infinity where it does not say so."""
    return next((int(value) for name, value in headers if name == _LENGTH and value.isdigit()), math.inf)


def has_body(scope: Scope) -> bool:
    """Whether a body comes with a request."""
    return any(name == b"transfer-encoding" or (name == _LENGTH and value != b"0") for name, value in scope["headers"])


def detail_of(body: bytes) -> str:
    """What a problem says; nothing where it is none."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    return str(document.get("detail", "")) if isinstance(document, dict) else ""

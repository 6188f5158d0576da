"""A request and an answer between ASGI and HTTP: what goes over the hop, and what stays on this side of it."""

import re
from collections.abc import Iterable

import orjson
from starlette.types import Scope
from yarl import URL

from gateway.connection import OF_THE_CONNECTION, Headers, without_named
from kernel.problems import InvalidTextError

# The gateway's server has asked for the body, and writes the date, by itself
_SETTLED_HERE = OF_THE_CONNECTION | {b"expect"}
_WRITTEN_HERE = OF_THE_CONNECTION | {b"date", b"server"}
_LENGTH = b"content-length"
# Nothing that would end the request line
_PATH = re.compile(rb"/[!-~]*")
_QUERY = re.compile(rb"[^\x00-\x20\x7f]*")


def target(authority: str, scope: Scope) -> URL:
    """Where a request goes: path and query as they were sent, no escape read or written.

    Raises:
        InvalidTextError: The path or the query cannot stand in a request line. A service refuses the same.
    """
    path: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    if _PATH.fullmatch(path) is None:
        raise InvalidTextError("The path is not percent-encoded.")
    try:
        text = query.decode()
    except UnicodeDecodeError as error:
        raise InvalidTextError("The query is not percent-encoded UTF-8.") from error
    if _QUERY.fullmatch(query) is None:
        raise InvalidTextError("The query is not percent-encoded.")
    return URL.build(scheme="http", authority=authority, path=path.decode("ascii"), query_string=text, encoded=True)


def headers_onward(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """A request's headers for the service.

    What the caller named as of his connection has been gone since his head was read (`gateway/inbound.py`): whatever is here,
    the gateway's own words among it, goes over.

    Raises:
        InvalidTextError: One is not UTF-8.
    """
    kept = _without(headers, _SETTLED_HERE)
    try:
        return [(name.decode("ascii"), value.decode()) for name, value in kept]
    except UnicodeDecodeError as error:
        raise InvalidTextError("A header is not UTF-8.") from error


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

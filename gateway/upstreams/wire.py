"""A request and an answer between ASGI and HTTP: what goes over the hop, and what stays on this side of it."""

import re
from collections.abc import Iterable

import orjson
from starlette.types import Scope
from yarl import URL

from kernel.problems import InvalidTextError

Headers = list[tuple[bytes, bytes]]

# RFC 9110 §7.6.1: of one connection, not of the message
_OF_THE_CONNECTION = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
# The gateway's server has asked for the body, and writes the date, by itself
_SETTLED_HERE = frozenset({b"expect"})
_WRITTEN_HERE = frozenset({b"date", b"server"})
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

    Raises:
        InvalidTextError: One is not UTF-8.
    """
    kept = _of_the_message(headers, _SETTLED_HERE)
    try:
        return [(name.decode("ascii"), value.decode()) for name, value in kept]
    except UnicodeDecodeError as error:
        raise InvalidTextError("A header is not UTF-8.") from error


def headers_back(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """An answer's headers for the caller."""
    return _of_the_message(headers, _WRITTEN_HERE)


def _of_the_message(headers: Iterable[tuple[bytes, bytes]], settled: frozenset[bytes]) -> Headers:
    lowered = [(name.lower(), value) for name, value in headers]
    dropped = _OF_THE_CONNECTION | settled
    named = {each.strip().lower() for name, value in lowered if name == b"connection" for each in value.split(b",")}
    if named:
        # how long the message is stays known, whatever a peer names
        dropped |= named - {_LENGTH, b"host", b"x-attune-principal"}
    return [(name, value) for name, value in lowered if name not in dropped]


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

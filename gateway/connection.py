"""What belongs to one connection and not to the message that it carries (RFC 9110 §7.6.1): it stays between two neighbours."""

Headers = list[tuple[bytes, bytes]]

OF_THE_CONNECTION = frozenset(
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
"""Always; beside these, whatever a `Connection` header names."""

_COMMON = frozenset({b"keep-alive", b"close"})  # what nearly every `Connection` says: names no header that is handed on
# Where a message ends and for whom it is stays known, whatever a neighbour names.
_NEVER_NAMED = frozenset({b"content-length", b"transfer-encoding", b"host"})


def named_headers(connection: bytes) -> frozenset[bytes]:
    """The headers that a `Connection` header names, lower-case: those of its sender, for its receiver alone."""
    if connection.lower() in _COMMON:
        return frozenset()
    return frozenset(each.strip().lower() for each in connection.split(b",")) - _NEVER_NAMED


def without_named(headers: Headers, connection: bytes) -> Headers:
    """A neighbour's headers, by lower-case names, without those that his `Connection` names."""
    named = named_headers(connection)
    return [each for each in headers if each[0] not in named] if named else headers

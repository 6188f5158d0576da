"""How large a body may be: by path, the same at the gateway and at the service itself."""

from collections.abc import Mapping

from starlette.types import Message, Receive

from kernel.problems import PayloadTooLargeError

MIB = 1024 * 1024
USUAL_LIMIT = 4 * MIB
STATELESS_LIMIT = 64 * MIB

Limits = Mapping[str, int | None]
"""The largest bodies in bytes, as sent, by prefix of whole segments, where they are not `USUAL_LIMIT`; None: streamed, of any
size."""


def limit_of(path: str, limits: Limits) -> int | None:
    """The largest body of a path, by the longest prefix that leads to it."""
    found = [prefix for prefix in limits if path == prefix or path.startswith(f"{prefix}/")]
    return limits[max(found, key=len)] if found else USUAL_LIMIT


def too_large(limit: int | None) -> PayloadTooLargeError:
    """The refusal of a body past its limit."""
    return PayloadTooLargeError(f"A body of this path has {limit} bytes at the most.")


class Counted:
    """The `receive` of a request whose body is counted against its limit.

    Attributes:
        is_past: It went past it.
    """

    __slots__ = ("_left", "_limit", "_receive", "is_past")

    def __init__(self, receive: Receive, limit: int | None) -> None:
        self._receive = receive
        self._limit = limit
        self._left = limit
        self.is_past = False

    async def receive(self) -> Message:
        """The next message.

        Raises:
            PayloadTooLargeError: The body is past its limit.
        """
        message = await self._receive()
        if self._left is not None and message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.is_past = True
                raise too_large(self._limit)
        return message

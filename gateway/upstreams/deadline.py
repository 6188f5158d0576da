"""How long a service may take."""

import asyncio
from types import TracebackType


class Deadline:
    """The time that a service has for one request. It runs only while the gateway waits for the service, not for the caller.

    Leaving it late raises `TimeoutError`, as `asyncio.timeout` does.
    """

    def __init__(self, seconds: float, *, renews: bool) -> None:
        """A deadline that has not begun.

        Args:
            seconds: What the service has: for the whole, or from each piece of a body to the next.
            renews: Whether each piece gives it the time anew.
        """
        self._seconds = seconds
        self._left = seconds
        self._renews = renews
        self._timeout = asyncio.timeout(None)
        self._waits = 0
        self._is_open = False

    async def __aenter__(self) -> "Deadline":
        await self._timeout.__aenter__()
        self._is_open = True
        self._run()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._is_open = False
        await self._timeout.__aexit__(kind, error, traceback)

    def pause(self) -> None:
        """From here on the gateway waits for the caller. Both directions may wait at once."""
        self._waits += 1
        if self._waits == 1:
            self._stop()

    def resume(self) -> None:
        """The caller has done his part."""
        self._waits -= 1
        if self._waits == 0:
            self._run()

    def renew(self) -> None:
        """A piece has come from the service."""
        if self._renews and self._waits == 0:
            self._run()

    def _run(self) -> None:
        if self._is_running:
            self._timeout.reschedule(asyncio.get_running_loop().time() + self._left)

    def _stop(self) -> None:
        if self._is_running:
            until = self._timeout.when()
            now = asyncio.get_running_loop().time()
            self._left = self._seconds if self._renews or until is None else until - now
            self._timeout.reschedule(None)

    @property
    def _is_running(self) -> bool:
        return self._is_open and not self._timeout.expired()

"""uvicorn's connections, with what it leaves open: how long a caller is waited for, and in how many packets an answer goes."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_SMALL = 16 * 1024  # bytes that may wait for the next ones


class _Joined(asyncio.Transport):
    """A transport that sends what is written in two steps, head and body, as one packet.

    Each packet is a system call here and wakes the other end up. Something small is held back until the next piece is written,
    or this turn of the loop is over.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held = b""
        self._written = 0

    @property
    def taken(self) -> int:
        """Bytes that have left this process."""
        return self._written - self.get_write_buffer_size()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send it, soon."""
        self._written += len(data)
        if self._held:
            held, self._held = self._held, b""
            self._transport.writelines([held, data])
        elif len(data) < _SMALL:
            self._held = bytes(data)
            self._loop.call_soon(self.let_go)
        else:
            self._transport.write(data)

    def let_go(self) -> None:
        """Send what was held back."""
        held, self._held = self._held, b""
        if held and not self._transport.is_closing():
            self._transport.write(held)

    def close(self) -> None:
        """Send what is left, and end it."""
        self.let_go()
        self._transport.close()

    def abort(self) -> None:
        """End it."""
        self._held = b""
        self._transport.abort()

    def is_closing(self) -> bool:
        """Whether it has ended, or is about to."""
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        """Let the other end wait."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Let it go on."""
        self._transport.resume_reading()

    def get_write_buffer_size(self) -> int:
        """Bytes that the other end has not taken."""
        return self._transport.get_write_buffer_size() + len(self._held)

    def get_extra_info(self, name: str, default: object = None) -> object:
        """What the transport below says."""
        return self._transport.get_extra_info(name, default)


class Connection(HttpToolsProtocol):
    """A connection whose answers go in as few packets as they can."""

    transport: _Joined

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Somebody has come."""
        super().connection_made(_Joined(transport, self.loop))

    def on_response_complete(self) -> None:
        """An answer is written."""
        self.transport.let_go()
        super().on_response_complete()


def patient_for(seconds: float) -> type[Connection]:
    """Connections that end where a caller stops in his request, or does not take his answer.

    Uvicorn's own would wait for ever. A body that somebody reads is his to wait for; here it is about heads, and bodies whose
    answer was given before they had come, which nobody reads. Whoever works for a caller who is cut off learns of it as of
    anybody who leaves.
    """

    class Patient(Connection):
        _is_in_head = True
        _is_in_body = False
        _wait: asyncio.TimerHandle | None = None
        _look: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
            """Somebody has come."""
            super().connection_made(transport)
            self._wait_on()

        def data_received(self, data: bytes) -> None:
            """Something of a request came."""
            super().data_received(data)
            if self._is_in_head:
                self._wait_on()

        def on_message_begin(self) -> None:
            """A request begins."""
            self._is_in_head = True
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            """Its head is whole."""
            self._is_in_head, self._is_in_body = False, True
            self._stop_waiting()
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            """Its body is whole."""
            self._is_in_body = False
            self._stop_waiting()
            super().on_message_complete()

        def _wait_on(self) -> None:
            if self._wait is None:
                self._wait = self.loop.call_later(seconds, self.transport.close)

        def _stop_waiting(self) -> None:
            if self._wait is not None:
                self._wait.cancel()
                self._wait = None

        def pause_writing(self) -> None:
            """The caller takes less than is sent."""
            super().pause_writing()
            self._look_later()

        def on_response_complete(self) -> None:
            """An answer is written, though not all of it may be on its way."""
            super().on_response_complete()
            self._look_later()
            if self._is_in_body:
                self._wait_on()  # for the rest, which nobody reads

        def _look_later(self) -> None:
            if self._look is None and self.transport.get_write_buffer_size():
                self._look = self.loop.call_later(seconds, self._look_at, self.transport.taken)

        def _look_at(self, before: int) -> None:
            self._look = None
            if self.transport.taken > before:
                self._look_later()
            elif self.transport.get_write_buffer_size():
                self.transport.abort()  # to close it would first wait for the caller to take the rest

        def connection_lost(self, exc: Exception | None) -> None:
            """There is nobody any more."""
            self._stop_waiting()
            if self._look is not None:
                self._look.cancel()
                self._look = None
            super().connection_lost(exc)

    return Patient

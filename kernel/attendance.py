"""Clients that leave: whoever works for one is told, or stopped."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.telemetry import logger

PATIENCE = 0.05  # seconds after which a request is worth a watch over its client


class Attendance:
    """The `receive` of a request whose client is watched.

    Up to `PATIENCE` it hands on what the server gives. A request that takes longer gets a watch: from then on the watch alone
    reads from the server, one message ahead, and when the client has left it cancels the call.

    Attributes:
        is_gone: The client has left.
        was_cancelled: The client left and the call was cancelled for it.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._turn = asyncio.Lock()
        self._ahead: asyncio.Queue[Message] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._watch: asyncio.Task[None] | None = None
        self._is_told = False
        self.is_gone = False
        self.was_cancelled = False

    async def receive(self) -> Message:
        """The next message."""
        if self.is_gone:
            self._is_told = True
            return {"type": "http.disconnect"}
        message = await (self._read() if self._ahead is None else self._ahead.get())
        self._is_told = message["type"] == "http.disconnect"
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


async def call_attended(application: ASGIApp, scope: Scope, attendance: Attendance, send: Send) -> None:
    """Call an application; end the call when the client leaves."""
    call = asyncio.current_task()
    assert call is not None  # noqa: S101 — a coroutine that runs is run by a task
    attendance.watch_over(call)
    try:
        await application(scope, attendance.receive, send)
    except asyncio.CancelledError:
        if not attendance.was_cancelled:
            raise
    except Exception:
        if not attendance.is_gone:
            raise
        logger.warning("request_failed_after_client_left", exc_info=True)
    finally:
        attendance.release()
        if attendance.was_cancelled and call.uncancel() > 0:
            # the server, too, wants this call to end
            raise asyncio.CancelledError


class Attended:
    """An application whose calls end when their client leaves, pure ASGI.

    The gateway sees to it for what runs in its own process. A service in a process of its own, whose client is the gateway,
    sees to it by this.
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        attendance = Attendance(receive)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                # what the server says from here on is about the connection, no longer about this call
                attendance.release()
            await send(message)

        await call_attended(self._application, scope, attendance, send_on)


__all__ = ["Attendance", "Attended", "call_attended"]

"""Services that a test writes byte by byte: sound ones, slow ones, and every way of breaking off."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

READY = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


@dataclass
class Exchange:
    """One request as it came over the socket, and the way back.

    Attributes:
        head: Request line and headers, as sent.
        reader: What follows.
        writer: The way back.
        number: Which of its connection it is, from 1.
    """

    head: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    number: int

    @property
    def line(self) -> bytes:
        return self.head.partition(b"\r\n")[0]

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        pairs = [line.partition(b": ") for line in self.head.split(b"\r\n")[1:] if line]
        return [(name.lower(), value) for name, _, value in pairs]

    async def body(self) -> bytes:
        """The whole body.

        Raises:
            asyncio.IncompleteReadError: It broke off.
        """
        headers = dict(self.headers)
        if b"content-length" in headers:
            return await self.reader.readexactly(int(headers[b"content-length"]))
        body = b""
        if headers.get(b"transfer-encoding") == b"chunked":
            while True:
                size = int((await self.reader.readuntil(b"\r\n")).strip(), 16)
                body += (await self.reader.readexactly(size + 2))[:-2]
                if not size:
                    return body
        return body

    async def send(self, *pieces: bytes) -> None:
        """Write, piece by piece, each in a packet of its own."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(0.01)

    def reset(self) -> None:
        """Break the connection with a RST."""
        sock: socket.socket = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Script = Callable[[Exchange], Awaitable[None]]


@dataclass
class Peer:
    """A service at a port of this machine.

    Attributes:
        script: What it does with a request; readiness is answered soundly unless `is_ready` is None.
        is_ready: What it says when it is asked.
        requests: Those that came, but for readiness.
    """

    script: Script
    is_ready: bool | None = True
    requests: list[Exchange] = field(default_factory=list)
    connections: int = 0
    open_connections: int = 0
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def has_had(self, requests: int) -> None:
        """Wait until so many requests have come."""
        async with asyncio.timeout(20):
            while len(self.requests) < requests:  # noqa: ASYNC110 — a test's own polling
                await asyncio.sleep(0.01)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        number = 0
        self.open_connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b" /readyz " in head and self.is_ready is not None:
                    writer.write(READY if self.is_ready else READY.replace(b"200 OK", b"503 Service Unavailable"))
                    continue
                number += 1
                self.connections += number == 1
                exchange = Exchange(head, reader, writer, number)
                self.requests.append(exchange)
                await self.script(exchange)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.open_connections -= 1
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


@asynccontextmanager
async def peer(script: Script, is_ready: bool | None = True, port: int = 0) -> AsyncIterator[Peer]:
    """A service that runs."""
    served = Peer(script, is_ready)
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(served.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", port)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


def answer(body: bytes = b"{}", *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """A whole answer."""
    length = f"content-length: {len(body)}".encode()
    return b"\r\n".join([b"HTTP/1.1 " + status, length, *headers, b"", body])


async def sound(exchange: Exchange) -> None:
    """Read the request to its end, and answer."""
    await exchange.body()
    await exchange.send(answer())


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port

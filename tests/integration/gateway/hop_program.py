"""Two programs for the tests of large bodies: `depot` takes and gives any number of bytes, `hop` is a gateway before it.

Run as: python hop_program.py depot|hop DESCRIPTOR [ADDRESS]
"""

import socket
import sys
import zlib
from typing import Any
from urllib.parse import parse_qs

from pydantic import SecretStr
from starlette.types import Receive, Scope, Send

from gateway.authentication import Signer
from gateway.router import Access, Route, Router
from gateway.settings import GatewaySettings
from gateway.upstreams import Remote, read_names
from kernel.serving import serve
from kernel.settings import Settings

PIECE = bytes(range(256)) * 256


async def depot(scope: Scope, receive: Receive, send: Send) -> None:
    """POST: count what comes. GET: give `?pieces=` pieces. Both answer with, or in, what was asked for."""
    if scope["type"] == "lifespan":
        await live(receive, send)
        return
    if scope["method"] == "POST":
        count = checksum = 0
        more = True
        while more:
            message = await receive()
            more = message.get("more_body", False)
            count += len(message["body"])
            checksum = zlib.crc32(message["body"], checksum)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"{count} {checksum}".encode()})
        return
    pieces = int(parse_qs(scope["query_string"].decode()).get("pieces", ["0"])[0])
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(pieces):
        await send({"type": "http.response.body", "body": PIECE, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def live(receive: Receive, send: Send) -> None:
    """A lifespan in which nothing is held."""
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


class Hop:
    """The router with the depot behind it."""

    def __init__(self, address: str) -> None:
        self.remote = Remote("depot", read_names(address), GatewaySettings())
        nobodys: Any = None
        route = Route("/", self.remote.streamed, Access.OPEN, limit=None)
        files = Route("/files", self.remote.streamed, Access.OPEN, limit=None)
        self.router = Router([route, files], nobodys, Signer("s" * 64))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        if scope["type"] == "lifespan":
            async with self.remote.lifespan():
                await live(receive, send)
        else:
            await self.router(scope, receive, send)


if __name__ == "__main__":
    role, descriptor, *rest = sys.argv[1:]
    nowhere = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key=SecretStr("0" * 64))
    serve(depot if role == "depot" else Hop(*rest), nowhere, socket.socket(fileno=int(descriptor)))

"""Programs for the tests over sockets: `depot` takes and gives any number of bytes, `hop` is a gateway before it, `inside`
one that has it in its own process.

Run as: python hop_program.py depot|hop|inside DESCRIPTOR [ADDRESS]
"""

import socket
import sys
import zlib
from typing import Any
from urllib.parse import parse_qs

from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

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


def door(ordinary: ASGIApp, streamed: ASGIApp, settings: GatewaySettings) -> Router:
    """A router before the depot: `/files` have any size, `/toys` an ordinary one."""
    nobodys: Any = None
    toys = Route("/toys", ordinary, Access.OPEN)
    files = Route("/files", streamed, Access.OPEN, limit=None)
    return Router([toys, files], nobodys, Signer("s" * 64), patience=settings.caller_idle_seconds)


class Inside:
    """The depot in the gateway's own process."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.router = door(depot, depot, settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        await (live(receive, send) if scope["type"] == "lifespan" else self.router(scope, receive, send))


class Hop:
    """The router with the depot at the other end of HTTP connections."""

    def __init__(self, settings: GatewaySettings, address: str) -> None:
        self.remote = Remote("depot", read_names(address), settings)
        self.router = door(self.remote, self.remote.streamed, settings)

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
    listener = socket.socket(fileno=int(descriptor))
    if role == "depot":
        serve(depot, nowhere, listener)
    else:
        patient = GatewaySettings()
        application = Hop(patient, *rest) if role == "hop" else Inside(patient)
        serve(application, nowhere, listener, patience=patient.caller_idle_seconds)

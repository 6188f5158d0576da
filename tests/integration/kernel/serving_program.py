"""A process that serves: each request is answered after the seconds that its query says.

Run as: python serving_program.py DESCRIPTOR
"""

import asyncio
import socket
import sys

from pydantic import SecretStr
from starlette.types import Receive, Scope, Send

from kernel.serving import serve
from kernel.settings import Settings


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer in time."""
    if scope["type"] == "lifespan":
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})
        return
    sys.stdout.write("came\n")
    sys.stdout.flush()
    await asyncio.sleep(float(scope["query_string"] or b"0"))
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"{}"})


if __name__ == "__main__":
    settings = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key=SecretStr("0" * 64))
    serve(application, settings, socket.socket(fileno=int(sys.argv[1])))

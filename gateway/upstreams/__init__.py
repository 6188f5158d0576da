"""What stands behind the router: a service, in this process or at the other end of HTTP connections."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.upstreams.in_process import InProcess
from gateway.upstreams.remote import Remote
from gateway.upstreams.replicas import AddressError, read_names


class Upstream(Protocol):
    """A service as the gateway sees it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send, /) -> None:
        """Serve one request."""

    @property
    def streamed(self) -> ASGIApp:
        """The same service, for requests whose bodies may have any size."""

    async def ready(self) -> None:
        """Prove that it can serve.

        Raises:
            ServiceUnavailableError: It cannot; its words say why.
        """

    def lifespan(self) -> AbstractAsyncContextManager[object]:
        """The time in which it can be called."""


__all__ = ["AddressError", "InProcess", "Remote", "Upstream", "read_names"]

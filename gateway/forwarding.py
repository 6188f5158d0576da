"""From whom a request came, as the services are told: by `Forwarded` (RFC 7239), and only by those who are believed."""

import ipaddress
import re

from starlette.types import Scope

from gateway.connection import Headers
from gateway.inbound import Head
from gateway.settings import Network

_HOST = re.compile(rb"[A-Za-z0-9._~:\[\]-]{1,255}")


class Forwarding:
    """Who is believed."""

    def __init__(self, trusted: tuple[Network, ...] = ()) -> None:
        self._trusted = trusted

    def headers(self, scope: Scope, head: Head) -> Headers:
        """What the service is told: this hop, behind what a trusted proxy said of those before it."""
        element = _element(scope, head)
        if not self._is_trusted(scope):
            return [(b"forwarded", element)]
        said = [value for name, value in head.hearsay if name == b"forwarded"]
        others = [(name, value) for name, value in head.hearsay if name != b"forwarded"]
        return [(b"forwarded", b", ".join([*said, element])), *others]

    def _is_trusted(self, scope: Scope) -> bool:
        peer = scope.get("client")
        if not self._trusted or peer is None:
            return False
        try:
            address = ipaddress.ip_address(peer[0])
        except ValueError:
            return False
        return any(address in network for network in self._trusted)


def _element(scope: Scope, head: Head) -> bytes:
    """This hop: `for=203.0.113.7;host="attune.example";proto=https`."""
    peer = scope.get("client")
    address = "unknown" if peer is None else str(peer[0])
    if not re.fullmatch(r"[0-9a-fA-F.:]+", address):
        address = "unknown"
    parts = [f'for="[{address}]"' if ":" in address else f"for={address}"]
    host = head.seen.get(b"host", b"")
    if _HOST.fullmatch(host):
        parts.append(f'host="{host.decode("ascii")}"')
    parts.append(f"proto={scope.get('scheme', 'http')}")
    return ";".join(parts).encode("ascii")

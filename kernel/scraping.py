"""Who may read a process' metrics: peers on this machine, and whoever has the token that `ATTUNE_METRICS_TOKEN` says."""

import ipaddress
from hmac import compare_digest


def is_loopback(host: str) -> bool:
    """Whether a peer's address is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Scrapers:
    """Those who may read the metrics."""

    def __init__(self, token: str) -> None:
        """Those who have a token; an empty one is nobody's."""
        self._token = token.encode()

    def admit(self, peer: str | None, authorization: str | None, *, is_forwarded: bool) -> bool:
        """Whether a request may read them.

        Args:
            peer: The address at the other end of the connection.
            authorization: The header.
            is_forwarded: The peer says that he speaks for somebody else.
        """
        is_here = peer is not None and not is_forwarded and is_loopback(peer)
        return is_here or (authorization is not None and self.know(authorization))

    def know(self, authorization: str) -> bool:
        """Whether an Authorization header has the token."""
        scheme, _, said = authorization.partition(" ")
        return bool(self._token) and scheme.lower() == "bearer" and compare_digest(said.strip().encode(), self._token)

"""The addresses of one service: found by name, watched, and chosen from."""

import asyncio
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from kernel.telemetry import UPSTREAM_UP, logger

RESOLVE_EVERY, RESOLVE_WITHIN = 5.0, 2.0  # seconds


class AddressError(ValueError):
    """A service's address is none that can be called."""


@dataclass(frozen=True, slots=True)
class Name:
    """What an address of a service says: `http://host:port`."""

    host: str
    port: int


def read_names(addresses: str) -> tuple[Name, ...]:
    """The names in a list of addresses, separated by commas.

    Raises:
        AddressError: One is not `http://host[:port]`, or there is none.
    """
    names = tuple(_read_name(each.strip()) for each in addresses.split(",") if each.strip())
    if not names:
        raise AddressError("no address is given")
    return names


def _read_name(address: str) -> Name:
    try:
        parts = urlsplit(address)
        port = parts.port or 80
    except ValueError as error:
        raise AddressError(f"{address} is no address") from error
    if parts.scheme != "http" or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise AddressError(f"{address} is not of the form http://host:port")
    return Name(parts.hostname, port)


@dataclass(eq=False, slots=True)
class Replica:
    """One process of a service.

    Attributes:
        authority: Its `ip:port`.
        fault: What was wrong with it when it was last looked at; None where nothing was.
        is_mute: Nothing came back when it was last looked at, not even a refusal: whoever calls it would wait.
        running: Requests under way.
    """

    authority: str
    fault: str | None = None
    is_mute: bool = False
    running: int = 0

    @contextmanager
    def engaged(self) -> Iterator[None]:
        """While a request is under way."""
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1


class Replicas:
    """The processes of one service, as its names lead to them now."""

    def __init__(self, service: str, names: tuple[Name, ...]) -> None:
        self._service = service
        self._names = names
        self._found: dict[Name, frozenset[str]] = {}
        self._known: dict[str, Replica] = {}
        self._turn = 0
        self._resolve_at = 0.0

    def __iter__(self) -> Iterator[Replica]:
        return iter(list(self._known.values()))

    async def resolve(self) -> None:
        """Look the names up, at most every few seconds. Of one that cannot be looked up, what was known stays."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._resolve_at:
            return
        self._resolve_at = loop.time() + RESOLVE_EVERY
        for name, found in zip(self._names, await asyncio.gather(*map(_look_up, self._names)), strict=True):
            if found is None:
                logger.warning("upstream_not_resolved", upstream=self._service, name=name.host)
                self._resolve_at = 0.0
            else:
                self._found[name] = found
        self._keep(frozenset().union(*self._found.values()))

    def _keep(self, authorities: Iterable[str]) -> None:
        authorities = sorted(authorities)
        for gone in self._known.keys() - set(authorities):
            UPSTREAM_UP.remove(self._service, gone)
        for new in set(authorities) - self._known.keys():
            UPSTREAM_UP.labels(self._service, new).set(0)  # until it was looked at
        self._known = {each: self._known.get(each) or Replica(each) for each in authorities}

    def choose(self, tried: set[Replica]) -> Replica | None:
        """The one to call next: of those that were not tried, a sound one before others, then the least busy; else in turn."""
        open_ = [each for each in self._known.values() if each not in tried and not each.is_mute]
        if len(open_) < 2:
            return open_[0] if open_ else None
        self._turn += 1
        start = self._turn % len(open_)
        return min(open_[start:] + open_[:start], key=lambda each: (each.fault is not None, each.running))

    def note(self, replica: Replica, fault: str | None, *, is_mute: bool = False) -> None:
        """Keep what was seen of a replica."""
        if (replica.fault is None) != (fault is None):
            logger.warning("upstream_changed", upstream=self._service, replica=replica.authority, fault=fault)
        replica.fault, replica.is_mute = fault, is_mute
        if self._known.get(replica.authority) is replica:
            UPSTREAM_UP.labels(self._service, replica.authority).set(fault is None)

    @property
    def fault(self) -> str | None:
        """Why none of them can serve; None where one can."""
        if not self._known:
            return "Its name leads nowhere."
        faults = dict.fromkeys(each.fault for each in self._known.values())
        return None if None in faults else " ".join(fault for fault in faults if fault)


async def _look_up(name: Name) -> frozenset[str] | None:
    """The addresses that a name leads to; None where it cannot be looked up now."""
    try:
        async with asyncio.timeout(RESOLVE_WITHIN):
            found = await asyncio.get_running_loop().getaddrinfo(name.host, name.port, type=socket.SOCK_STREAM)
    except OSError:  # a timeout is one, too
        return None
    return frozenset(_authority(address[4]) for address in found)


def _authority(address: tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]) -> str:
    host, port = str(address[0]), address[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"  # type: ignore[str-bytes-safe]  # a port

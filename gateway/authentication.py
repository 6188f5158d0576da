"""Who is calling: the key in the Authorization header, looked up at most once a second, vouched for by a signed principal."""

import asyncio
import base64
import binascii
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from gateway import store
from kernel.database import Database
from kernel.principals import UNRESOLVED, Principal, key_digest, sign_principal
from kernel.problems import ServiceUnavailableError, UnauthenticatedError
from kernel.telemetry import logger

KEY_MEMORY = 0.9  # seconds: a revoked key is refused within one second, the look-up's own time included
TOKEN_MEMORY = 20.0  # seconds: well below the token's lifetime, so that what a service receives is always fresh
MAX_REMEMBERED = 10_000

Name = TypeVar("Name")
Value = TypeVar("Value")

_KEY = re.compile(r"attune_[a-z]{1,16}_[A-Za-z0-9_-]{20,128}")


def read_key(authorization: bytes) -> str:
    """The key in an Authorization header: `Bearer <key>`, or `Basic` with the key as user name and an empty password.

    Raises:
        UnauthenticatedError: The header is neither, or what it holds cannot be one of our keys.
    """
    scheme, _, credentials = authorization.strip().partition(b" ")
    try:
        if scheme.lower() == b"bearer":
            key = credentials.strip().decode("ascii")
        elif scheme.lower() == b"basic":
            key = _user_name(base64.b64decode(credentials.strip(), validate=True).decode("ascii"))
        else:
            raise UnauthenticatedError("The Authorization header is neither Bearer nor Basic.")
    except (UnicodeDecodeError, binascii.Error) as error:
        raise UnauthenticatedError("The Authorization header cannot be read.") from error
    if _KEY.fullmatch(key) is None:
        raise UnauthenticatedError("What the Authorization header holds is not a key of Attune.")
    return key


def _user_name(pair: str) -> str:
    name, colon, password = pair.partition(":")
    if not colon or password:
        raise UnauthenticatedError("With Basic, the key is the user name and the password is empty.")
    return name


class Signer:
    """Signs principals for the services; a signature is used again while it is fresh, because it costs 30 µs."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._secret = secret
        self._clock = clock
        self._tokens: dict[Principal, tuple[bytes, float]] = {}

    def token(self, principal: Principal) -> bytes:
        """The signed principal, as a header's value."""
        now = self._clock()
        token, until = self._tokens.get(principal, (b"", now))
        if until <= now:
            token = sign_principal(principal, self._secret).encode()
            remember(self._tokens, principal, (token, now + TOKEN_MEMORY))
        return token


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a look-up found; no principal where the key is unknown, revoked or expired."""

    principal: Principal | None
    until: float


class KeyRing:
    """The keys in use, as the database had them less than a second ago."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._verdicts: dict[bytes, _Verdict] = {}
        self._lookups: dict[bytes, asyncio.Task[_Verdict]] = {}
        self._touches: set[asyncio.Task[None]] = set()

    async def principal_of(self, authorization: bytes) -> Principal:
        """Whom an Authorization header stands for.

        Raises:
            UnauthenticatedError: The header is malformed, or its key is unknown, revoked or expired.
            ServiceUnavailableError: The database cannot be asked.
        """
        digest = key_digest(read_key(authorization))
        verdict = self._verdicts.get(digest)
        if verdict is None or verdict.until <= self._clock():
            verdict = await self._look_up(digest)
        if verdict.principal is None:
            raise UnauthenticatedError("This key is unknown, revoked or expired.")
        return verdict.principal

    async def _look_up(self, digest: bytes) -> _Verdict:
        """Requests that come together with one key share one query, and none that goes away takes it with it."""
        lookup = self._lookups.get(digest)
        if lookup is None:
            lookup = asyncio.create_task(self._ask(digest))
            self._lookups[digest] = lookup
            lookup.add_done_callback(lambda _: self._lookups.pop(digest))
        return await asyncio.shield(lookup)

    async def _ask(self, digest: bytes) -> _Verdict:
        until = self._clock() + KEY_MEMORY
        async with self._database.connection() as connection:
            key = await store.find_live_key(connection, digest)
        principal = None
        if key is not None:
            principal = Principal(key.workspace_id, f"key:{key.id}", frozenset(key.scopes))
            if key.use_is_due:
                self._touch_later(key)
        verdict = _Verdict(principal, until)
        remember(self._verdicts, digest, verdict)
        return verdict

    def _touch_later(self, key: store.LiveKey) -> None:
        """Note the key's use outside the request's path."""
        touch = asyncio.create_task(self._touch(key))
        self._touches.add(touch)
        touch.add_done_callback(self._touches.discard)

    async def _touch(self, key: store.LiveKey) -> None:
        try:
            async with self._database.connection() as connection:
                await store.touch_key(connection, key)
        except ServiceUnavailableError:
            # the next look-up that finds the key's use still due tries again
            logger.warning("key_use_not_noted", key_id=str(key.id))

    async def close(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._touches, *self._lookups.values(), return_exceptions=True)


def remember(memory: dict[Name, Value], key: Name, value: Value) -> None:
    """Keep a value; the longest unrefreshed goes when there are too many."""
    memory.pop(key, None)
    if len(memory) >= MAX_REMEMBERED:
        del memory[next(iter(memory))]
    memory[key] = value


__all__ = ["UNRESOLVED", "KeyRing", "Signer", "read_key"]

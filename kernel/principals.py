"""Who is calling: API keys, scopes, and the signed principal that services trust behind the gateway."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import jwt
from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from kernel.problems import ForbiddenError, UnauthenticatedError

PRINCIPAL_HEADER = "x-attune-principal"
PRINCIPAL_LIFETIME = timedelta(seconds=60)
_ALGORITHM = "HS256"


class Scope(StrEnum):
    """What a key may do. `admin` implies all."""

    ADMIN = "admin"
    INGEST = "ingest"
    FLAGS = "flags"
    BEHAVIOUR_READ = "behaviour:read"
    BEHAVIOUR_WRITE = "behaviour:write"
    VALUATION_READ = "valuation:read"
    VALUATION_WRITE = "valuation:write"
    ATTRIBUTION_READ = "attribution:read"
    ATTRIBUTION_WRITE = "attribution:write"
    EXPERIMENTS_READ = "experiments:read"
    EXPERIMENTS_WRITE = "experiments:write"
    PLANNING_READ = "planning:read"
    PLANNING_WRITE = "planning:write"
    JOBS_READ = "jobs:read"
    JOBS_WRITE = "jobs:write"
    WORKSPACE_READ = "workspace:read"
    WORKSPACE_WRITE = "workspace:write"
    KEYS = "keys"


class KeyKind(StrEnum):
    """The kinds of key, each visible in the key's own text."""

    ADMIN = "admin"
    WRITE = "write"
    CLIENT = "client"
    SCOPED = "scoped"


SCOPES_OF_KIND = {
    KeyKind.ADMIN: frozenset({Scope.ADMIN}),
    KeyKind.WRITE: frozenset({Scope.INGEST}),
    KeyKind.CLIENT: frozenset({Scope.FLAGS}),
}


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is calling.

    Attributes:
        workspace_id: Whose data it may touch; None for an ingestion request whose key is still in its body.
        actor: What audit and logs call it: `key:<id>`, `job:<id>`, `cli`.
        scopes: What it may do.
    """

    workspace_id: UUID | None
    actor: str
    scopes: frozenset[str]

    def may(self, scope: Scope) -> bool:
        """Whether the scope is granted."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


UNRESOLVED = Principal(None, "unresolved", frozenset())


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key at the only moment its text is known."""

    text: str
    prefix: str
    digest: bytes


def make_key(kind: KeyKind) -> NewKey:
    """A new random key of 256 bits, its visible prefix and the digest that is stored."""
    key = f"attune_{kind}_{secrets.token_urlsafe(32)}"
    return NewKey(key, key[: len(f"attune_{kind}_") + 6], key_digest(key))


def key_digest(key: str) -> bytes:
    """SHA-256 of the key's text."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def sign_principal(principal: Principal, secret: str) -> str:
    """The principal as a short-lived signed token."""
    claims = {
        "sub": principal.actor,
        "wid": None if principal.workspace_id is None else str(principal.workspace_id),
        "scp": sorted(principal.scopes),
        "exp": datetime.now(UTC) + PRINCIPAL_LIFETIME,
    }
    return jwt.encode(claims, secret, _ALGORITHM)


def read_principal(token: str, secret: str) -> Principal:
    """The principal of a signed token.

    Raises:
        UnauthenticatedError: Not signed by the gateway, or no longer fresh.
    """
    try:
        claims = jwt.decode(token, secret, [_ALGORITHM], options={"require": ["exp", "sub"], "verify_sub": False})
        workspace = claims["wid"]
        return Principal(None if workspace is None else UUID(workspace), claims["sub"], frozenset(claims["scp"]))
    except (jwt.InvalidTokenError, KeyError, ValueError) as error:
        raise UnauthenticatedError("The request did not come through the gateway.") from error


# Only documents the scheme: the gateway has already checked the key.
bearer = HTTPBearer(auto_error=False, description="`Authorization: Bearer attune_admin_…`")


async def current_principal(request: Request, _: Annotated[object, Depends(bearer)]) -> Principal:
    """The principal that the gateway vouches for. `Edge` has checked it at the head of the request.

    Raises:
        UnauthenticatedError: There is none.
    """
    principal: Principal | None = request.scope["state"].get("principal")
    if principal is None:
        raise UnauthenticatedError
    return principal


Caller = Annotated[Principal, Depends(current_principal)]


def require_scope(principal: Principal, scope: Scope) -> None:
    """Refuse a caller without the scope.

    Raises:
        UnauthenticatedError: Nobody is known to be calling.
        ForbiddenError: The key does not have the scope.
    """
    if principal.workspace_id is None:
        raise UnauthenticatedError
    if not principal.may(scope):
        raise ForbiddenError(f"This key lacks the scope '{scope}'.")

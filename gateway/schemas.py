"""What crosses the wire at the gateway's own routes."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from gateway.store import Key
from gateway.use_cases import MAX_NAME, IssuedKey
from kernel.database import Workspace
from kernel.documents import Instant, example, request_example
from kernel.jobs import JobDocument
from kernel.pagination import Page
from kernel.principals import KeyKind, Scope

_KEY = {
    "id": "0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c11",
    "name": "nightly report",
    "kind": "scoped",
    "prefix": "attune_scoped_Zk3vQ1",
    "scopes": ["behaviour:read", "valuation:read"],
    "created_at": "2026-11-01T12:00:00Z",
    "expires_at": "2027-11-01T00:00:00Z",
    "revoked_at": None,
    "last_used_at": "2026-11-20T08:30:00Z",
}


class KeyRequest(BaseModel):
    """A key to be made: of a kind whose rights are known, or scoped."""

    model_config = request_example(
        name="nightly report", kind="scoped", scopes=["behaviour:read", "valuation:read"], expires_at="2027-11-01T00:00:00Z"
    )

    name: Annotated[str, Field(max_length=MAX_NAME, description="What people call it.")] = ""
    kind: Annotated[KeyKind, Field(description="`admin` may do all, `write` ingest, `client` read flags.")] = KeyKind.SCOPED
    scopes: Annotated[list[Scope], Field(description="Of a scoped key, and only of that: what it may do.")] = []
    expires_at: Annotated[Instant | None, Field(description="Null: never.")] = None

    @model_validator(mode="after")
    def _scopes_belong_to_scoped_keys(self) -> Self:
        if (self.kind is KeyKind.SCOPED) != bool(self.scopes):
            raise ValueError("a scoped key names at least one scope, any other key none")
        return self


class KeyDocument(BaseModel):
    """A key, without its text."""

    model_config = example(**_KEY)

    id: UUID
    name: str
    kind: KeyKind
    prefix: Annotated[str, Field(description="How the key begins.")]
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: Annotated[datetime | None, Field(description="To the minute.")]

    @classmethod
    def of(cls, key: Key) -> Self:
        """The document of a key."""
        return cls(**_fields(key))


class IssuedKeyDocument(KeyDocument):
    """A new key, with its text: the only time that it is shown."""

    model_config = example(**_KEY, key="attune_scoped_Zk3vQ1…")

    key: Annotated[str, Field(description="Keep it: it is not stored and cannot be shown again.")]

    @classmethod
    def issued(cls, issued: IssuedKey) -> Self:
        """The document of a key just made."""
        return cls(**_fields(issued.key), key=issued.text)


def _fields(key: Key) -> dict[str, object]:
    return {name: getattr(key, name) for name in KeyDocument.model_fields}


class KeyPage(Page[KeyDocument]):
    """One page of keys."""

    model_config = example(items=[_KEY], next_cursor=None)


class JobPage(Page[JobDocument]):
    """One page of jobs."""


class WorkspaceDocument(BaseModel):
    """A workspace's settings."""

    model_config = example(
        id="0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c10",
        name="cdnow",
        time_zone="UTC",
        currency="USD",
        clock_at="1998-07-01T00:00:00Z",
    )

    id: UUID
    name: str
    time_zone: Annotated[str, Field(description="IANA's name of the zone in which days, weeks and months are computed.")]
    currency: Annotated[str, Field(description="ISO 4217.")]
    clock_at: Annotated[datetime | None, Field(description="Where the workspace's clock stands; null: the real clock.")]

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """The document of a workspace."""
        return cls(
            id=workspace.id,
            name=workspace.name,
            time_zone=workspace.time_zone,
            currency=workspace.currency,
            clock_at=workspace.clock_at,
        )


class WorkspaceChange(BaseModel):
    """The settings to change; what is not named stays."""

    model_config = request_example(clock_at="1998-07-01T00:00:00Z")

    # default_factory: each may be left out, yet the document names no default, which generated clients would send
    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME, default_factory=str)]
    time_zone: Annotated[
        str, Field(min_length=1, max_length=64, description="Fixed after the first event or order.", default_factory=str)
    ]
    currency: Annotated[
        str, Field(pattern="^[A-Z]{3}$", description="Fixed after the first event or order.", default_factory=str)
    ]
    clock_at: Annotated[Instant | None, Field(description="Null: the real clock.")] = None

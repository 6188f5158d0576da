"""The gateway's own rows: keys and workspaces.

The role may look keys up across workspaces, and policies add up: every statement that acts for a caller names the workspace.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import column, func, insert, select, table, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import UnitOfWork
from kernel.tables import api_keys, workspaces
from schema.views import PUBLISHED

_facts = table("facts", column("workspace_id"), column("has_facts"), schema=PUBLISHED)


@dataclass(frozen=True, slots=True)
class LiveKey:
    """A key that is neither revoked nor expired.

    Attributes:
        use_is_due: Its last use was noted more than a minute ago, or never.
    """

    workspace_id: UUID
    id: UUID
    scopes: tuple[str, ...]
    use_is_due: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A key as lists show it; its text is kept nowhere."""

    id: UUID
    kind: str
    name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


_LIVE_KEY = text(
    """
    select workspace_id, id, scopes, coalesce(last_used_at < now() - interval '1 minute', true)
    from attune.api_keys
    where digest = :digest and revoked_at is null and (expires_at is null or expires_at > now())
    """
)

_TOUCH_KEY = text(
    """
    update attune.api_keys set last_used_at = now()
    where workspace_id = :workspace_id and id = :id
      and coalesce(last_used_at < now() - interval '1 minute', true)
    """
)

_KEY_COLUMNS = (
    api_keys.c.id,
    api_keys.c.kind,
    api_keys.c.name,
    api_keys.c.prefix,
    api_keys.c.scopes,
    api_keys.c.created_at,
    api_keys.c.expires_at,
    api_keys.c.revoked_at,
    api_keys.c.last_used_at,
)


async def find_live_key(connection: AsyncConnection, digest: bytes) -> LiveKey | None:
    """The key of a digest, of whichever workspace."""
    row = (await connection.execute(_LIVE_KEY, {"digest": digest})).one_or_none()
    return None if row is None else LiveKey(row[0], row[1], tuple(row[2]), row[3])


async def touch_key(connection: AsyncConnection, key: LiveKey) -> None:
    """Note that a key is in use, unless another process just did."""
    await connection.execute(_TOUCH_KEY, {"workspace_id": key.workspace_id, "id": key.id})


def _key(row: Any) -> Key:  # noqa: ANN401 — a row of the driver's
    identity, kind, name, prefix, scopes, *moments = row
    return Key(identity, kind, name, prefix, tuple(scopes), *moments)


async def add_key(work: UnitOfWork, values: dict[str, Any]) -> Key:
    """Keep a new key."""
    statement = insert(api_keys).values(workspace_id=work.workspace_id, **values).returning(*_KEY_COLUMNS)
    return _key((await work.execute(statement)).one())


async def list_keys(work: UnitOfWork, limit: int, after: UUID | None) -> list[Key]:
    """Up to `limit + 1` keys in the order of their making, revoked ones among them."""
    statement = select(*_KEY_COLUMNS).where(api_keys.c.workspace_id == work.workspace_id)
    if after is not None:
        statement = statement.where(api_keys.c.id > after)
    return [_key(row) for row in await work.execute(statement.order_by(api_keys.c.id).limit(limit + 1))]


async def lock_key(work: UnitOfWork, key_id: UUID) -> Key | None:
    """One key of the workspace, held until the transaction ends."""
    mine = (api_keys.c.workspace_id == work.workspace_id, api_keys.c.id == key_id)
    row = await work.one_or_none(select(*_KEY_COLUMNS).where(*mine).with_for_update())
    return None if row is None else _key(row)


async def revoke_key(work: UnitOfWork, key_id: UUID) -> None:
    """Make a key worthless."""
    mine = (api_keys.c.workspace_id == work.workspace_id, api_keys.c.id == key_id)
    await work.execute(update(api_keys).where(*mine).values(revoked_at=func.now()))


async def add_workspace(work: UnitOfWork, name: str, time_zone: str, currency: str) -> bool:
    """Keep a new workspace; False when the name is taken."""
    values = {"id": work.workspace_id, "name": name, "time_zone": time_zone, "currency": currency}
    statement = insert_or_skip(workspaces).values(values).on_conflict_do_nothing(index_elements=["name"])
    return (await work.execute(statement)).rowcount == 1


async def lock_workspace(work: UnitOfWork) -> None:
    """Let no other change of the settings in until the transaction ends."""
    await work.execute(select(workspaces.c.id).where(workspaces.c.id == work.workspace_id).with_for_update())


async def change_workspace(work: UnitOfWork, values: dict[str, Any]) -> None:
    """Write the workspace's settings.

    Raises:
        sqlalchemy.exc.IntegrityError: The name is taken.
    """
    await work.execute(update(workspaces).where(workspaces.c.id == work.workspace_id).values(**values))


async def has_facts(work: UnitOfWork) -> bool:
    """Whether the workspace holds an event or an order."""
    statement = select(_facts.c.has_facts).where(_facts.c.workspace_id == work.workspace_id)
    return bool((await work.execute(statement)).scalar_one_or_none())


async def time_zone_of_postgres(work: UnitOfWork, time_zone: str) -> None:
    """Compute with a time zone, as reductions will.

    Raises:
        sqlalchemy.exc.DBAPIError: Postgres does not know it.
    """
    await work.execute(text("select now() at time zone :time_zone"), {"time_zone": time_zone})

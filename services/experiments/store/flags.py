"""Flags as they are kept, and what one evaluation has to know."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Row, select, text, update
from sqlalchemy.dialects.postgresql import insert

from kernel.database import UnitOfWork
from schema.experiments import flags


@dataclass(frozen=True, slots=True)
class StoredFlag:
    """A flag.

    Attributes:
        default: What a context has that no rule gives a value.
        rules: As they were given, in order.
        version: 1 when it is made; one more with every change.
        archived_at: Since when it is evaluated no more.
    """

    id: UUID
    key: str
    description: str
    kind: str
    default: Any
    rules: list[dict[str, Any]]
    enabled: bool
    version: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        """The flag of a row of `_COLUMNS`."""
        return cls(*tuple(row))

    def document(self) -> dict[str, Any]:
        """What the domain compiles, and what the audit log keeps."""
        return {
            "key": self.key,
            "kind": self.kind,
            "default": self.default,
            "enabled": self.enabled,
            "rules": self.rules,
        }


_COLUMNS = (
    flags.c.id,
    flags.c.key,
    flags.c.description,
    flags.c.kind,
    flags.c.default_value,
    flags.c.rules,
    flags.c.enabled,
    flags.c.version,
    flags.c.created_at,
    flags.c.updated_at,
    flags.c.archived_at,
)


async def insert_flag(work: UnitOfWork, flag: StoredFlag) -> bool:
    """Keep a new flag.

    Returns:
        Whether its key was free.
    """
    new = insert(flags).values(
        workspace_id=work.workspace_id,
        id=flag.id,
        key=flag.key,
        description=flag.description,
        kind=flag.kind,
        default_value=flag.default,
        rules=flag.rules,
        enabled=flag.enabled,
        created_at=flag.created_at,
        updated_at=flag.updated_at,
    )
    made = await work.execute(new.on_conflict_do_nothing(index_elements=["workspace_id", "key"]).returning(flags.c.id))
    return made.one_or_none() is not None


async def find_flag(work: UnitOfWork, key: str, *, to_change: bool = False) -> StoredFlag | None:
    """The flag of that key, archived or not; kept from other changes until this transaction ends if it is to be changed."""
    query = select(*_COLUMNS).where(flags.c.workspace_id == work.workspace_id, flags.c.key == key)
    row = await work.one_or_none(query.with_for_update() if to_change else query)
    return None if row is None else StoredFlag.of(row)


async def list_flags(work: UnitOfWork, limit: int, after: str | None, *, archived: bool) -> list[StoredFlag]:
    """Flags by key, one more than the limit if there are more."""
    query = select(*_COLUMNS).where(flags.c.workspace_id == work.workspace_id)
    query = query.where(flags.c.archived_at.is_not(None) if archived else flags.c.archived_at.is_(None))
    if after is not None:
        query = query.where(flags.c.key > after)
    return [StoredFlag.of(row) for row in await work.execute(query.order_by(flags.c.key).limit(limit + 1))]


async def change_flag(work: UnitOfWork, flag: StoredFlag) -> StoredFlag:
    """Write a flag's new state as its next version."""
    changed = await work.execute(
        update(flags)
        .where(flags.c.workspace_id == work.workspace_id, flags.c.id == flag.id)
        .values(
            description=flag.description,
            default_value=flag.default,
            rules=flag.rules,
            enabled=flag.enabled,
            archived_at=flag.archived_at,
            version=flags.c.version + 1,
            updated_at=flag.updated_at,
        )
        .returning(*_COLUMNS)
    )
    return StoredFlag.of(changed.one())


@dataclass(frozen=True, slots=True)
class RunningHoldout:
    """The universal holdout that runs."""

    key: str
    seed: str
    share: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """What has to be known before a flag is evaluated; all that it is compiled from is a function of the stamp.

    Attributes:
        flag_id: None where there is no such flag, or it is archived.
        version: Of the flag.
        running: The ids of the experiments that run.
        holdout: The one that runs.
        now: What the workspace's clock says.
    """

    flag_id: UUID | None
    version: int | None
    running: tuple[UUID, ...]
    holdout: RunningHoldout | None
    now: datetime

    @property
    def stamp(self) -> tuple[UUID | None, int | None, tuple[UUID, ...]]:
        """Equal stamps compile to equal flags: experiments change in nothing but whether they run."""
        return self.flag_id, self.version, self.running


_RULING = text(
    """
    select w.clock_at, f.id, f.version, h.key, h.seed, h.share,
           array(select x.id from attune.experiments x
                 where x.workspace_id = w.id and x.state = 'running' order by x.id)
    from attune.workspaces w
    left join attune.flags f on f.workspace_id = w.id and f.key = :key and f.archived_at is null
    left join attune.holdouts h on h.workspace_id = w.id and h.state = 'running'
    where w.id = :workspace_id
    """
)


async def read_ruling(work: UnitOfWork, key: str) -> Ruling:
    """What this very moment says of a flag: one look at the tables, so that no change is ever missed."""
    row = (await work.execute(_RULING, {"workspace_id": work.workspace_id, "key": key})).one()
    clock_at, flag_id, version, holdout_key, seed, share, running = row
    holdout = None if holdout_key is None else RunningHoldout(holdout_key, seed, share)
    return Ruling(flag_id, version, tuple(running), holdout, clock_at or datetime.now(UTC))

"""What a user can ask of the gateway itself: keys and the workspace."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exc as sqlalchemy_errors

from gateway import store
from gateway.problems import WorkspaceHasFactsError, WorkspaceNameTakenError
from gateway.store import Key
from kernel.database import Database, UnitOfWork, Workspace
from kernel.identifiers import new_id
from kernel.jobs import Job, read_job, request_cancel
from kernel.principals import SCOPES_OF_KIND, KeyKind, Principal, Scope, make_key
from kernel.problems import FieldError, ForbiddenError, InvalidRequestError, NotFoundError

MAX_NAME = 100
_CURRENCY = re.compile(r"[A-Z]{3}")
_FIXED_BY_FACTS = ("time_zone", "currency")
_UNKNOWN_TIME_ZONE = "22023"


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key at the only moment its text is known."""

    key: Key
    text: str


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """A workspace at the only moment the texts of its first keys are known."""

    workspace_id: UUID
    admin_key: str
    write_key: str
    client_key: str


async def create_workspace(database: Database, name: str, time_zone: str = "UTC", currency: str = "USD") -> NewWorkspace:
    """A new workspace with its first three keys.

    Args:
        database: The gateway's.
        name: What it is called; no other workspace is called so.
        time_zone: IANA's name of the zone in which its calendars are computed.
        currency: ISO 4217, three capital letters.

    Raises:
        WorkspaceNameTakenError: Another workspace has the name.
        InvalidRequestError: The name, the time zone or the currency is none.
    """
    workspace_id = new_id()
    founder = Principal(workspace_id, "cli", frozenset({Scope.ADMIN}))
    async with database.work(founder) as work:
        settings = {"name": name, "time_zone": time_zone, "currency": currency}
        await _check(work, settings)
        if not await store.add_workspace(work, name, time_zone, currency):
            raise WorkspaceNameTakenError(f"There already is a workspace '{name}'.")
        await work.record("workspace.created", workspace_id, after=settings)
        admin, write, client = [
            (await issue_key(work, kind, f"first {kind} key")).text for kind in (KeyKind.ADMIN, KeyKind.WRITE, KeyKind.CLIENT)
        ]
    return NewWorkspace(workspace_id, admin, write, client)


async def change_workspace(work: UnitOfWork, changes: Mapping[str, Any]) -> Workspace:
    """Change the settings that are named.

    Raises:
        InvalidRequestError: A value is none of its kind.
        WorkspaceHasFactsError: The time zone or the currency would change under facts that were recorded in it.
        WorkspaceNameTakenError: Another workspace has the name.
    """
    await _check(work, changes)
    if any(name in changes for name in _FIXED_BY_FACTS):
        await work.wait_for_facts()  # first: who writes facts waits for the row as well
    await store.lock_workspace(work)
    current = _settings(await work.workspace())
    changed = {name: value for name, value in changes.items() if value != current[name]}
    if not changed:
        return await work.workspace()
    fixed = [name for name in _FIXED_BY_FACTS if name in changed]
    if fixed and await store.has_facts(work):
        raise WorkspaceHasFactsError(f"Fixed since the first event or order: {', '.join(fixed)}.")
    try:
        await store.change_workspace(work, changed)
    except sqlalchemy_errors.IntegrityError as error:
        raise WorkspaceNameTakenError(f"There already is a workspace '{changes['name']}'.") from error
    await work.record("workspace.changed", work.workspace_id, before={name: current[name] for name in changed}, after=changed)
    work.forget_workspace()
    return await work.workspace()


def _settings(workspace: Workspace) -> dict[str, Any]:
    return {
        "name": workspace.name,
        "time_zone": workspace.time_zone,
        "currency": workspace.currency,
        "clock_at": workspace.clock_at,
    }


async def _check(work: UnitOfWork, settings: Mapping[str, Any]) -> None:
    name, time_zone, currency = settings.get("name"), settings.get("time_zone"), settings.get("currency")
    if name is not None and not (0 < len(name) <= MAX_NAME and name == name.strip() and name.isprintable()):
        raise _invalid("name", f"A name has 1 to {MAX_NAME} printable characters and no space at its ends.", "name_invalid")
    if currency is not None and _CURRENCY.fullmatch(currency) is None:
        raise _invalid("currency", "A currency is three capital letters (ISO 4217).", "currency_invalid")
    if time_zone is not None:
        await _check_time_zone(work, time_zone)


async def _check_time_zone(work: UnitOfWork, time_zone: str) -> None:
    """Python and Postgres both compute calendars: both must know the zone."""
    message = f"'{time_zone}' is not a time zone of the IANA database."
    try:
        ZoneInfo(time_zone)
        await store.time_zone_of_postgres(work, time_zone)
    except (ValueError, KeyError, OSError) as error:
        raise _invalid("time_zone", message, "time_zone_unknown") from error
    except sqlalchemy_errors.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _UNKNOWN_TIME_ZONE:
            raise
        raise _invalid("time_zone", message, "time_zone_unknown") from error


def _invalid(field: str, message: str, code: str) -> InvalidRequestError:
    return InvalidRequestError(message, errors=[FieldError(pointer=f"/{field}", message=message, code=code)])


async def issue_key(
    work: UnitOfWork,
    kind: KeyKind,
    name: str = "",
    scopes: Iterable[Scope] = (),
    expires_at: datetime | None = None,
) -> IssuedKey:
    """A new key of the caller's workspace.

    Args:
        work: The caller's unit of work.
        kind: A scoped key may do what `scopes` say, any other what its kind may.
        name: What people call it.
        scopes: Of a scoped key.
        expires_at: When it ceases to be valid.

    Raises:
        InvalidRequestError: The expiry has passed.
        ForbiddenError: The key could do what the caller may not.
    """
    if expires_at is not None and expires_at <= datetime.now(UTC):
        raise _invalid("expires_at", "The expiry has passed.", "expiry_passed")
    granted = SCOPES_OF_KIND[kind] if kind in SCOPES_OF_KIND else frozenset(scopes)
    _require_reach(work.principal, granted)
    made = make_key(kind)
    key = await store.add_key(
        work,
        {
            "id": new_id(),
            "kind": str(kind),
            "name": name,
            "prefix": made.prefix,
            "digest": made.digest,
            "scopes": sorted(granted),
            "expires_at": expires_at,
        },
    )
    await work.record(
        "key.created",
        key.id,
        after={"kind": key.kind, "name": key.name, "scopes": list(key.scopes), "expires_at": key.expires_at},
    )
    return IssuedKey(key, made.text)


async def revoke_key(work: UnitOfWork, key_id: UUID) -> None:
    """Make a key worthless, everywhere within a second. Twice is as good as once.

    Raises:
        NotFoundError: The workspace has no such key.
        ForbiddenError: The key may do what the caller may not.
    """
    key = await store.lock_key(work, key_id)
    if key is None:
        raise NotFoundError(f"There is no key '{key_id}'.")
    _require_reach(work.principal, key.scopes)
    if key.revoked_at is None:
        await store.revoke_key(work, key_id)
        await work.record("key.revoked", key_id, before={"kind": key.kind, "name": key.name, "scopes": list(key.scopes)})


async def cancel_job(work: UnitOfWork, job_id: UUID) -> Job:
    """Call a job off; one that has ended, or was called off before, stays as it is.

    Raises:
        NotFoundError: The workspace has no such job.
    """
    before = await read_job(work, job_id)
    after = await request_cancel(work, job_id)
    if after.cancel_requested_at != before.cancel_requested_at:
        await work.record("job.cancel_requested", job_id, before={"state": before.state}, after={"state": after.state})
    return after


def _require_reach(principal: Principal, scopes: Iterable[str]) -> None:
    """Who handles keys handles none that reaches further than his own."""
    beyond = sorted(scope for scope in scopes if not principal.may(Scope(scope)))
    if beyond:
        raise ForbiddenError(f"That key may do what this one may not: {', '.join(beyond)}.")

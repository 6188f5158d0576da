"""Engines, the unit of work (the only place that commits) and the workspace scope of row level security."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from prometheus_client import Counter
from sqlalchemy import Executable, Select, insert, make_url, null, select, text
from sqlalchemy import exc as sqlalchemy_errors
from sqlalchemy.engine import CursorResult, Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from kernel import tables
from kernel.gauges import Levels, Observed
from kernel.identifiers import new_id
from kernel.principals import Principal
from kernel.problems import NotFoundError, ServiceUnavailableError
from kernel.reduce import Reduction
from kernel.settings import Settings
from kernel.telemetry import expect
from kernel.tracing import is_tracing, service_of_role, span, traceparent, tracer_of
from kernel.tracing.statements import trace_statements

ReducedRow = TypeVar("ReducedRow")

REFUSALS = Counter(
    "attune_database_refusals_total",
    "Units of work that the database could not serve: no connection free (pool), a lock or a conflict (busy), not reached.",
    ["role", "reason"],
)

_SESSION_SETTINGS = {
    "timezone": "UTC",
    "standard_conforming_strings": "on",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
}

_PLAN_FOR_VOLUME = text("set local enable_nestloop = off")
_PLAN_AS_USUAL = text("set local enable_nestloop = on")
_HOLD_SETTINGS = text("select pg_advisory_xact_lock_shared(hashtextextended(:settings, 0))")
_CHANGE_SETTINGS = text("select pg_advisory_xact_lock(hashtextextended(:settings, 0))")
_ENTER_WORKSPACE = text("select set_config('attune.workspace', :workspace_id, true)")


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a workspace has set.

    Attributes:
        clock_at: Where its clock stands, None when it is the real one.
    """

    id: UUID
    name: str
    time_zone: str
    currency: str
    clock_at: datetime | None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its calendars are computed."""
        return ZoneInfo(self.time_zone)

    def now(self) -> datetime:
        """What its clock says."""
        return self.clock_at or datetime.now(UTC)


class UnitOfWork:
    """One transaction in one workspace: everything in it happens, or nothing does.

    Made by `Database.work`, which commits it. Domain events, audit rows and jobs are written through it, so that they share
    the fate of the change they belong to.
    """

    def __init__(self, connection: AsyncConnection, principal: Principal, workspace_id: UUID, request_id: str | None) -> None:
        self.connection = connection
        self.principal = principal
        self.workspace_id = workspace_id
        self.request_id = request_id
        self._workspace: Workspace | None = None

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement in this transaction."""
        return await self.connection.execute(statement, parameters)

    async def one_or_none(
        self, statement: Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Row[*tuple[Any, ...]] | None:
        """The only row of a query, or None."""
        return (await self.execute(statement, parameters)).one_or_none()

    async def reduce(self, reduction: Reduction[ReducedRow], **parameters: object) -> list[ReducedRow]:
        """The rows of a reduction, with `:workspace_id` bound to this workspace.

        It is planned for volume, whatever the statistics say: they know nothing of a workspace that was filled a moment ago,
        and a nested loop over all its orders and subjects takes minutes where hashing takes half a second.
        """
        values = {"workspace_id": self.workspace_id, **parameters}
        async with self.planned_for_volume():
            result = await self.execute(reduction.statement, values)
            return [reduction.row(*row) for row in result]

    @asynccontextmanager
    async def planned_for_volume(self) -> AsyncIterator[None]:
        """Statements within are planned as those of `reduce` are."""
        await self.execute(_PLAN_FOR_VOLUME)
        yield
        await self.execute(_PLAN_AS_USUAL)

    async def look_up(self, reduction: Reduction[ReducedRow], **parameters: object) -> list[ReducedRow]:
        """The rows of a reduction of few facts, which its parameters name: planned as usual, by the indexes on them."""
        result = await self.execute(reduction.statement, {"workspace_id": self.workspace_id, **parameters})
        return [reduction.row(*row) for row in result]

    async def workspace(self, *, for_facts: bool = False) -> Workspace:
        """The workspace's settings, read once.

        Args:
            for_facts: Facts are going to be written under them: nobody changes what facts fix until this transaction ends.
        """
        if for_facts:
            # a statement of its own: what waits for a lock and reads at once reads what was before the wait
            await self.execute(_HOLD_SETTINGS, {"settings": self._settings_lock})
            self._workspace = None
        if self._workspace is None:
            columns = tables.workspaces.c
            row = await self.one_or_none(
                select(columns.id, columns.name, columns.time_zone, columns.currency, columns.clock_at).where(
                    columns.id == self.workspace_id
                )
            )
            if row is None:
                raise NotFoundError("There is no such workspace.")
            self._workspace = Workspace(row.id, row.name, row.time_zone, row.currency, row.clock_at)
        return self._workspace

    async def wait_for_facts(self) -> None:
        """Before the settings that facts fix are changed: let those be written that are being written, and no others."""
        await self.execute(_CHANGE_SETTINGS, {"settings": self._settings_lock})

    @property
    def _settings_lock(self) -> str:
        return f"settings:{self.workspace_id}"

    def forget_workspace(self) -> None:
        """Read the settings anew: they were just changed."""
        self._workspace = None

    async def emit(self, type_: str, subject: object, data: Mapping[str, Any] | None = None) -> None:
        """Write a domain event, which the feed's readers see if and only if this transaction commits.

        `data` holds ids and figures, no personal data.
        """
        await self.execute(
            # inline: services may write the feed, not read it, so nothing is returned
            insert(tables.feed)
            .inline()
            .values(
                workspace_id=self.workspace_id,
                type=type_,
                subject=str(subject),
                data=dict(data or {}),
                traceparent=traceparent(),
            )
        )

    async def emit_all(self, type_: str, told: Sequence[tuple[object, Mapping[str, Any]]]) -> None:
        """Write domain events of one type, each with its subject and data, as `emit` does."""
        if told:
            rows = [
                {"workspace_id": self.workspace_id, "type": type_, "subject": str(subject), "data": dict(data)}
                for subject, data in told
            ]
            await self.execute(insert(tables.feed).inline(), rows)

    async def record(self, action: str, subject: object, *, before: object = None, after: object = None) -> None:
        """Write an audit row: who did what to what, and how it was before and after."""
        await self.execute(
            insert(tables.audit_log).values(
                workspace_id=self.workspace_id,
                id=new_id(),
                actor=self.principal.actor,
                request_id=self.request_id,
                action=action,
                subject=str(subject),
                before=null() if before is None else before,  # None alone would be JSON's null
                after=null() if after is None else after,
            )
        )


class Database:
    """The connections of one role in one process."""

    def __init__(self, settings: Settings, role: str) -> None:
        self.role = role
        self.pool_size = settings.pool_size
        self.engine = create_engine(settings, role)
        self._tracer = tracer_of(settings, service_of_role(role))
        if self._tracer is not None:
            trace_statements(self.engine, self._tracer)
        expect(REFUSALS, (role,), ("pool", "busy", "unreachable"))
        CONNECTIONS.add(self)
        POOL_SIZE.add(self)
        self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ")  # the same connections

    @asynccontextmanager
    async def work(
        self, principal: Principal, request_id: str | None = None, *, snapshot: bool = False
    ) -> AsyncIterator[UnitOfWork]:
        """A unit of work in the principal's workspace. Leaving it commits; an exception undoes it.

        Args:
            principal: Who works, and where.
            request_id: Of the request that it is for.
            snapshot: All its statements see the database as it was at the first: for sums that must agree with each other.

        Raises:
            ServiceUnavailableError: The database cannot be reached, or all connections are in use.
        """
        if principal.workspace_id is None:
            raise ValueError("a unit of work needs a workspace")
        async with self.connection(snapshot=snapshot) as connection:
            await connection.execute(_ENTER_WORKSPACE, {"workspace_id": str(principal.workspace_id)})
            yield UnitOfWork(connection, principal, principal.workspace_id, request_id)

    @asynccontextmanager
    async def connection(self, *, snapshot: bool = False) -> AsyncIterator[AsyncConnection]:
        """One transaction in no workspace: sees only what narrow policies open to this role."""
        engine = self._snapshots if snapshot else self.engine
        tracer = self._tracer if is_tracing() else None  # polling begins no traces
        try:
            async with AsyncExitStack() as stack:
                stack.enter_context(span(tracer, "transaction", attributes={"attune.role": self.role}))
                try:
                    connection = await stack.enter_async_context(engine.begin())
                except (OSError, sqlalchemy_errors.TimeoutError) as error:
                    raise self._unavailable(error) from error
                yield connection
        except sqlalchemy_errors.DBAPIError as error:
            if error.connection_invalidated or _is_transient(error):
                raise self._unavailable(error) from error
            raise

    async def ping(self) -> None:
        """Prove that the database answers.

        Raises:
            ServiceUnavailableError: It does not.
        """
        async with self.connection() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    @property
    def connections(self) -> tuple[int, int]:
        """How many are in use, and how many are open and free."""
        pool = cast("QueuePool", self.engine.pool)
        return pool.checkedout(), pool.checkedin()

    def _unavailable(self, error: Exception) -> ServiceUnavailableError:
        reason = _reason(error)
        REFUSALS.labels(self.role, reason).inc()
        if reason == "unreachable":
            return ServiceUnavailableError("The database cannot be reached for the moment.")
        return ServiceUnavailableError("The database is busy for the moment; nothing was changed, try again.")


def _count_connections(database: Database) -> Levels:
    in_use, free = database.connections
    return {(database.role, "in_use"): in_use, (database.role, "free"): free}


CONNECTIONS: Observed[Database] = Observed(
    "attune_database_connections", "Connections of a role in this process.", ["role", "state"], _count_connections
)
POOL_SIZE: Observed[Database] = Observed(
    "attune_database_pool_size",
    "Connections that a role may have in this process.",
    ["role"],
    lambda database: {(database.role,): database.pool_size},
)


# Postgres' classes: connection, out of resources, operator's intervention (a restart), serialisation and deadlock
_TRANSIENT_CLASSES = ("08", "53", "57", "40")
# Of them those of a database that does answer: serialisation and deadlock; and a lock that was waited for in vain
_BUSY_CLASS, _LOCK_NOT_AVAILABLE = "40", "55P03"


def _is_transient(error: sqlalchemy_errors.DBAPIError) -> bool:
    if isinstance(error, sqlalchemy_errors.InterfaceError):
        # the driver's own complaints: of a connection that is gone, or of a parameter that it cannot encode
        return not isinstance(getattr(error.orig, "__cause__", None), ValueError)
    state = _state_of(error)
    return state[:2] in _TRANSIENT_CLASSES or state == _LOCK_NOT_AVAILABLE


def _reason(error: Exception) -> str:
    if isinstance(error, sqlalchemy_errors.TimeoutError):
        return "pool"
    state = _state_of(error)
    return "busy" if state[:2] == _BUSY_CLASS or state == _LOCK_NOT_AVAILABLE else "unreachable"


def _state_of(error: Exception) -> str:
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""


def create_engine(settings: Settings, role: str) -> AsyncEngine:
    """An engine that logs in as a role, with the password derived for it."""
    url = make_url(settings.database_url).set(
        drivername="postgresql+asyncpg", username=role, password=role_password(settings, role)
    )
    return create_async_engine(
        url,
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's text goes to the logs, and parameters are customers' data
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
        connect_args={"server_settings": {**_SESSION_SETTINGS, "application_name": role}, "timeout": 10},
    )


def role_password(settings: Settings, role: str) -> str:
    """The password of a service's role."""
    return settings.derived_secret(f"role:{role}")


def _to_json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()

"""What a job's code is given, and how a kind of job is declared."""

import asyncio
import hashlib
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.principals import Principal, Scope
from kernel.settings import Settings

_WORD_SECONDS = 0.2  # between two words of progress to the supervisor
_HOLDS = text(
    "select 1 from attune.jobs where workspace_id = :workspace_id and id = :id and attempt = :attempt and state = 'running'"
)


class JobCancelledError(Exception):
    """The job was called off: let it pass, so that the unit of work is undone."""


class JobLostError(Exception):
    """Another worker runs this job by now: this attempt must write nothing more."""


class JobContext:
    """What a handler works with, in a process of its own.

    The process is the job's alone, so a handler computes in place and needs no process pool. It may be interrupted anywhere
    and begun again: what it writes must bear that, each unit of work by itself.

    Attributes:
        settings: The worker's.
        database: Connections of the kind's role.
        principal: The actor `job:<id>` with all scopes of the job's workspace.
        job_id: Its id.
        arguments: What it was asked with.
        attempt: 1 the first time.

    `fenced` has every unit of work ask first, and again before it commits, whether this attempt still is the running one. No
    lock holds the job in between, so that its heartbeats never wait for it: what one attempt counts, the next must compare.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        principal: Principal,
        job_id: UUID,
        arguments: Mapping[str, Any],
        attempt: int = 1,
        *,
        fenced: bool = False,
        tell: Callable[[float, str], None] = lambda _fraction, _stage: None,
        cancelled: threading.Event | None = None,
    ) -> None:
        self.settings = settings
        self.database = database
        self.principal = principal
        self.job_id = job_id
        self.arguments = arguments
        self.attempt = attempt
        self._fenced = fenced
        self._tell = tell
        self._cancelled = cancelled or threading.Event()
        self._told_at = float("-inf")
        self._stage: str | None = None

    @property
    def seed(self) -> int:
        """A seed from the job's id, the same in every attempt: 63 bits, which a bigint holds."""
        return int.from_bytes(hashlib.sha256(self.job_id.bytes).digest()[:8]) >> 1

    @asynccontextmanager
    async def work(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work in the job's workspace, as the kind's role.

        Raises:
            JobLostError: The job is another worker's by now; also at the end, where it undoes the unit of work.
            ServiceUnavailableError: The database cannot be reached.
        """
        async with self.database.work(self.principal, str(self.job_id)) as work:
            if self._fenced:
                await self._must_hold(work)
            yield work
            if self._fenced:
                await self._must_hold(work)

    async def _must_hold(self, work: UnitOfWork) -> None:
        fence = {"workspace_id": work.workspace_id, "id": self.job_id, "attempt": self.attempt}
        if (await work.execute(_HOLDS, fence)).one_or_none() is None:
            raise JobLostError(f"attempt {self.attempt} of job {self.job_id} is not the running one")

    async def progress(self, fraction: float, stage: str) -> None:
        """Say how far the job is. Cheap: call it in every round of a loop, outside of a unit of work that should last.

        Args:
            fraction: Share of the work that is done, in [0, 1].
            stage: What it is at, in words.

        Raises:
            JobCancelledError: The job was called off.
        """
        if self._cancelled.is_set():
            raise JobCancelledError(f"job {self.job_id} was called off")
        now = time.monotonic()
        if stage != self._stage or now - self._told_at >= _WORD_SECONDS:
            self._told_at, self._stage = now, stage
            self._tell(min(max(fraction, 0.0), 1.0), stage)
        await asyncio.sleep(0)


JobHandler = Callable[[JobContext], Awaitable[dict[str, Any]]]
"""A job's code. It returns the result, or raises a problem or a domain error: the job is refused, which is final. Any other
exception (and a problem of ours, status 5xx) is tried again until the attempts are used up."""


def principal_of(workspace_id: UUID, job_id: UUID) -> Principal:
    """Who a job acts as: `job:<id>`, with all scopes of its workspace."""
    return Principal(workspace_id, f"job:{job_id}", frozenset({Scope.ADMIN}))


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job.

    Attributes:
        name: What `enqueue` calls it.
        role: The Postgres role it runs as.
        handler: A function of a module, which the job's process imports.
    """

    name: str
    role: str
    handler: JobHandler

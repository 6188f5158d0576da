"""One attempt at a job: its process started, listened to, and its ending written under the claim's fence."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import Database
from kernel.jobs import leases
from kernel.jobs.child import Assignment
from kernel.jobs.context import JobKind
from kernel.jobs.leases import Beat, Claim, Ending, JobCrashedError, JobFailedError, document_of
from kernel.jobs.process import JobProcess
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from kernel.telemetry import JOB_SECONDS, JOBS_FINISHED, logger
from kernel.tracing import SpanKind, Tracer, annotate, context_of, span, traceparent

Answer = TypeVar("Answer")

_PATIENCE_SECONDS = (0.1, 5.0)  # the first and the longest pause between two tries to write an ending


class Death(Enum):
    """Why the supervisor ended a process."""

    CALLED_OFF = auto()
    INTERRUPTED = auto()  # the worker stops
    LOST = auto()  # the job is another worker's by now


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things take.

    Attributes:
        lease_seconds: After so long without a heartbeat another worker takes a job over.
        heartbeat_seconds: Between two heartbeats.
        poll_seconds: Between two looks for work, where nothing wakes the worker earlier.
        cancel_grace_seconds: How long a job that was called off may take to notice.
        stop_grace_seconds: How long running jobs may take to end once the worker is told to stop.
        retry_seconds: Before the second attempt; doubled before each further one.
    """

    lease_seconds: float = 10.0
    heartbeat_seconds: float = 2.0
    poll_seconds: float = 1.0
    cancel_grace_seconds: float = 5.0
    stop_grace_seconds: float = 10.0
    retry_seconds: float = 1.0


DEFAULT_TIMING = Timing()


class Attempt:
    """A claimed job while this worker has it."""

    def __init__(self, claim: Claim, kind: JobKind, database: Database, timing: Timing, tracer: Tracer | None = None) -> None:
        self.claim = claim
        self._tracer = tracer
        self.done = asyncio.Event()
        self._kind = kind
        self._database = database
        self._timing = timing
        self._process: JobProcess | None = None
        self._death: Death | None = None
        self._progress, self._stage = 0.0, ""
        self._cancel: asyncio.TimerHandle | None = None
        self._log = logger.bind(
            job_id=str(claim.job.id), kind=kind.name, workspace_id=str(claim.job.workspace_id), attempt=claim.attempt
        )

    def heartbeat(self) -> Beat:
        """What this attempt's next heartbeat writes."""
        return Beat(self.claim, self._progress, self._stage)

    def show_life(self) -> None:
        """Tell the process that its supervisor lives."""
        if self._process is not None:
            self._process.beat()

    def call_off(self) -> None:
        """Ask the process to end, and kill it once the grace is over."""
        if self._cancel is None:
            loop = asyncio.get_running_loop()
            self._cancel = loop.call_later(self._timing.cancel_grace_seconds, self.kill, Death.CALLED_OFF)
            if self._process is not None:
                self._process.cancel()

    def kill(self, death: Death) -> None:
        """End the process at once; what it had to say no longer counts."""
        if self._death is None:
            self._death = death
        if self._process is not None:
            self._process.kill()

    async def run(self, settings: Settings) -> None:
        """Run the job to its ending, whatever it is. Returns when that is written, or is no longer ours to write."""
        job = self.claim.job
        attributes: dict[str, str | int] = {
            "attune.job_id": str(job.id),
            "attune.kind": job.kind,
            "attune.attempt": self.claim.attempt,
            "attune.workspace_id": str(job.workspace_id),
        }
        parent = context_of(job.traceparent)
        with span(self._tracer, f"job {job.kind}", kind=SpanKind.CONSUMER, parent=parent, attributes=attributes):
            await self._run(settings)

    async def _run(self, settings: Settings) -> None:
        started = time.monotonic()
        try:
            outcome = await self._outcome(settings)
            await self._write_ending(outcome, time.monotonic() - started)
        except Exception:
            self._log.exception("job_abandoned")  # its lease runs out, and it is claimed again
        finally:
            if self._cancel is not None:
                self._cancel.cancel()
            self.done.set()

    async def _outcome(self, settings: Settings) -> dict[str, Any]:
        process = await JobProcess.start(
            Assignment(settings, self._kind, self.claim.job, self._timing.lease_seconds, traceparent())
        )
        self._process = process
        self._log.info("job_started")
        try:
            if self._death is not None:
                process.kill()
            elif self._cancel is not None:
                process.cancel()
            async for message in process.messages():
                if "outcome" in message:
                    return message
                self._progress, self._stage = message["progress"], message["stage"]
            return {"outcome": "died"}
        finally:
            self._process = None
            process.kill()
            code = await process.close()
            self._log.debug("job_process_ended", exit_code=code)

    async def _write_ending(self, outcome: dict[str, Any], seconds: float) -> None:
        word = self._judge(outcome["outcome"])
        annotate({"attune.outcome": word}, failed=word in _LAST_WORDS)
        if word == "lost":
            self._log.warning("job_lost")
            return

        async def write(connection: AsyncConnection) -> tuple[bool, str]:
            return await self._end(connection, word, outcome)

        kept, state = await self._insist(write)
        if not kept:
            self._log.warning("job_result_dropped")
            return
        JOB_SECONDS.labels(self._kind.name).observe(seconds)
        if state != Ending.AGAIN:
            JOBS_FINISHED.labels(self._kind.name, state).inc()
        self._log.info("job_ended", state=state, outcome=word, seconds=round(seconds, 3))

    def _judge(self, word: str) -> str:
        """What the outcome comes to: a death by our own hand is no crash."""
        if self._death is Death.LOST:
            return "lost"
        if word == "died" and self._death is Death.CALLED_OFF:
            return "cancelled"
        if word == "died" and self._death is Death.INTERRUPTED:
            return "interrupted"
        return word

    async def _end(self, connection: AsyncConnection, word: str, outcome: dict[str, Any]) -> tuple[bool, str]:
        if word == "succeeded":
            return await self._finish(connection, Ending.SUCCEEDED, result=outcome["result"])
        if word == "cancelled":
            return await self._finish(connection, Ending.CANCELLED)
        if word == "refused":
            return await self._finish(connection, Ending.FAILED, problem=outcome["problem"])
        if word == "interrupted":
            return await leases.run_again(connection, self.claim, delay_seconds=0.0, give_back=True), Ending.AGAIN
        if not self.claim.is_last:
            delay = self._timing.retry_seconds * 2 ** (self.claim.attempt - 1)
            return await leases.run_again(connection, self.claim, delay_seconds=delay, give_back=False), Ending.AGAIN
        problem = document_of(_LAST_WORDS[word])
        return await self._finish(connection, Ending.FAILED, problem=problem)

    async def _finish(
        self,
        connection: AsyncConnection,
        ending: Ending,
        *,
        result: dict[str, Any] | None = None,
        problem: dict[str, Any] | None = None,
    ) -> tuple[bool, str]:
        return await leases.end(connection, self.heartbeat(), ending, result=result, problem=problem), ending

    async def _insist(self, write: Callable[[AsyncConnection], Awaitable[Answer]]) -> Answer:
        """Write while the database comes and goes: the lease is kept by heartbeats meanwhile, or runs out."""
        pause, longest = _PATIENCE_SECONDS
        while True:
            try:
                async with self._database.connection() as connection:
                    return await write(connection)
            except ServiceUnavailableError:
                self._log.warning("job_ending_waits", seconds=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, longest)


_LAST_WORDS = {
    "died": JobCrashedError("The process died in every attempt, the last time while this job ran."),
    "failed": JobFailedError("Every attempt failed on our side. The job's id finds the reasons in the logs."),
}

"""The worker: it claims jobs, keeps their leases, serves the feed's readers and sweeps. It runs no job's code itself."""

import asyncio
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.database import Database
from kernel.feed import FeedLoop, Reader
from kernel.jobs import leases
from kernel.jobs.attempts import DEFAULT_TIMING, Attempt, Death, Timing
from kernel.jobs.context import JobKind
from kernel.jobs.process import preload
from kernel.jobs.store import CHANNEL
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from kernel.survey import SURVEY_SECONDS, survey
from kernel.telemetry import JOBS_FINISHED, JOBS_RUNNING, expect, logger, watched_loop
from kernel.tracing import tracer_of

Housekeeping = Callable[[AsyncConnection], Awaitable[bool | None]]
"""A bounded sweep in one transaction, as the dispatcher; True says that there is more, so that it is called again."""

HOUSEKEEPING_SECONDS = 3600.0
SILENCE_SECONDS = 30.0
"""After so long without a round the event loop counts as stuck; after so long without the database the worker is not ready."""
_BACKOFF_SECONDS = (0.1, 5.0)


class Worker:
    """One worker: as many jobs side by side as `settings.job_workers` says.

    Args:
        settings: The process' settings.
        dispatcher_role: The Postgres role that claims jobs and feed across workspaces.
        kinds: The kinds of job that it runs; jobs of other kinds are left to other workers.
        readers: The feed's readers; each is served by one worker at a time.
        timing: How long things take.
        housekeeping: Sweeps at the start and every hour.
    """

    def __init__(
        self,
        settings: Settings,
        dispatcher_role: str,
        kinds: Sequence[JobKind],
        readers: Sequence[Reader] = (),
        *,
        timing: Timing = DEFAULT_TIMING,
        housekeeping: Sequence[Housekeeping] = (),
    ) -> None:
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._settings = settings
        self._role = dispatcher_role
        self._kinds = {kind.name: kind for kind in kinds}
        if len(self._kinds) < len(kinds):
            raise ValueError("two kinds of job have one name")
        expect(JOBS_FINISHED, self._kinds, ("succeeded", "failed", "cancelled"))
        self._readers = readers
        self._housekeeping = housekeeping
        self._timing = timing
        self._attempts: dict[asyncio.Task[None], Attempt] = {}
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self._tracer = tracer_of(settings, "attune-worker")
        self._alive_at = time.monotonic()
        self._worked_at = float("-inf")

    @property
    def is_alive(self) -> bool:
        """Whether its event loop goes round. May be asked from another thread."""
        return time.monotonic() - self._alive_at < SILENCE_SECONDS

    @property
    def is_ready(self) -> bool:
        """Whether it claims jobs: the database has answered lately, nobody stops it. May be asked from another thread."""
        return not self._stop.is_set() and time.monotonic() - self._worked_at < SILENCE_SECONDS

    def stop(self) -> None:
        """Claim nothing more, let running jobs end within the grace time, put the others back, and return from `run`."""
        self._stop.set()

    async def run(self) -> None:
        """Work until `stop`. Cancelling it stops it with no grace."""
        self._database = Database(self._settings, self._role)
        if self._kinds:
            preload({kind.handler.__module__ for kind in self._kinds.values()})
        feed = FeedLoop(
            self._settings,
            self._database,
            self._readers,
            self.owner,
            poll_seconds=self._timing.poll_seconds,
            lease_seconds=self._timing.lease_seconds,
        )
        claiming = asyncio.create_task(self._repeat("claim", self._claim, self._timing.poll_seconds, self._wake))
        keeping = asyncio.create_task(self._repeat("heartbeat", self._keep_leases, self._timing.heartbeat_seconds))
        loops = [
            claiming,
            asyncio.create_task(self._listen()),
            asyncio.create_task(self._repeat("survey", self._survey, SURVEY_SECONDS)),
            *(asyncio.create_task(loop) for loop in feed.loops()),
            *(
                asyncio.create_task(self._repeat("housekeeping", self._sweeper(sweep), HOUSEKEEPING_SECONDS))
                for sweep in self._housekeeping
            ),
        ]
        showing = asyncio.create_task(self._show_life())
        logger.info("worker_started", owner=self.owner, kinds=sorted(self._kinds))
        try:
            async with watched_loop():
                await self._stop.wait()
            await _end(loops)
            await self._drain(self._timing.stop_grace_seconds)
        finally:
            await _end(loops)
            await self._interrupt()
            await _end([keeping, showing])
            await feed.close()
            await self._database.close()
            logger.info("worker_stopped", owner=self.owner)

    async def _repeat(
        self, name: str, step: Callable[[], Awaitable[None]], seconds: float, wake: asyncio.Event | None = None
    ) -> None:
        """Do a thing again and again. Nothing that goes wrong in it may cost the running jobs their supervisor."""
        shortest, longest = _BACKOFF_SECONDS
        backoff = shortest
        while True:
            if wake is not None:
                wake.clear()
            pause = seconds
            try:
                await step()
                backoff = shortest
            except ServiceUnavailableError:
                logger.warning("worker_waits_for_database", loop=name, seconds=backoff)
                pause, backoff = min(backoff, seconds), min(2 * backoff, longest)
            except Exception:
                logger.exception("worker_loop_failed", loop=name)
                pause, backoff = backoff, min(2 * backoff, longest)
            await _pause(pause, wake)

    async def _claim(self) -> None:
        async with self._database.connection() as connection:
            ended = await leases.settle(connection)
        self._worked_at = time.monotonic()
        for job in ended:
            JOBS_FINISHED.labels(job.kind, job.state).inc()
            logger.info("job_settled", job_id=str(job.id), kind=job.kind, workspace_id=str(job.workspace_id), state=job.state)
        free = self._settings.job_workers - len(self._attempts)
        if free <= 0:
            return
        async with self._database.connection() as connection:
            claims = await leases.claim(connection, self.owner, list(self._kinds), free, self._timing.lease_seconds)
        for claim in claims:
            self._begin(Attempt(claim, self._kinds[claim.job.kind], self._database, self._timing, self._tracer))

    def _begin(self, attempt: Attempt) -> None:
        task = asyncio.create_task(attempt.run(self._settings))
        self._attempts[task] = attempt
        JOBS_RUNNING.inc()
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        del self._attempts[task]
        JOBS_RUNNING.dec()
        self._wake.set()

    async def _keep_leases(self) -> None:
        attempts = list(self._attempts.values())
        if not attempts:
            return
        beats = [attempt.heartbeat() for attempt in attempts]
        async with asyncio.timeout(self._timing.lease_seconds), self._database.connection() as connection:
            held = await leases.beat(connection, self.owner, beats, self._timing.lease_seconds)
        for attempt in attempts:
            called_off = held.get((attempt.claim.job.id, attempt.claim.attempt))
            if called_off is None and not attempt.done.is_set():
                attempt.kill(Death.LOST)
            elif called_off:
                attempt.call_off()

    async def _show_life(self) -> None:
        """Beat to the processes whether the database answers or not: what they watch for is a dead supervisor."""
        while True:
            self._alive_at = time.monotonic()
            for attempt in self._attempts.values():
                attempt.show_life()
            await asyncio.sleep(self._timing.heartbeat_seconds)

    async def _survey(self) -> None:
        async with self._database.connection() as connection:
            await survey(connection, self._kinds, [reader.name for reader in self._readers])

    async def _listen(self) -> None:
        """Be woken by `enqueue`. Only a convenience: polling finds every job, too."""
        while True:
            try:
                await self._listen_once()
            except (ServiceUnavailableError, OSError):
                logger.info("worker_listens_again")
            except Exception:
                logger.exception("worker_loop_failed", loop="listen")
            await asyncio.sleep(self._timing.poll_seconds)

    async def _listen_once(self) -> None:
        lost = asyncio.Event()
        async with self._database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            if driver is None:
                return
            driver.add_termination_listener(lambda _: lost.set())
            await driver.add_listener(CHANNEL, lambda *_: self._wake.set())
            try:
                await lost.wait()
            finally:
                await connection.invalidate()  # never back into the pool: it listens

    def _sweeper(self, sweep: Housekeeping) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            more: bool | None = True
            while more:
                async with self._database.connection() as connection:
                    more = await sweep(connection)

        return run

    async def _drain(self, seconds: float) -> None:
        if self._attempts:
            logger.info("worker_drains", jobs=len(self._attempts), seconds=seconds)
            await asyncio.wait(self._attempts, timeout=seconds)

    async def _interrupt(self) -> None:
        """Kill what still runs and put it back into the queue, if the database is there to be told."""
        for attempt in self._attempts.values():
            attempt.kill(Death.INTERRUPTED)
        if self._attempts:
            _, pending = await asyncio.wait(self._attempts, timeout=self._timing.lease_seconds)
            await _end(list(pending))


async def _pause(seconds: float, wake: asyncio.Event | None) -> None:
    if wake is None:
        await asyncio.sleep(seconds)
        return
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        return


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

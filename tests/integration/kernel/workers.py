"""Workers for the tests: real processes on a real Postgres, with short leases."""

import asyncio
import os
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from kernel.database import Database
from kernel.jobs import Job, Timing, enqueue, read_job, request_cancel
from kernel.principals import Principal
from kernel.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
SHORT = Timing(
    lease_seconds=1.0,
    heartbeat_seconds=0.15,
    poll_seconds=0.1,
    cancel_grace_seconds=0.4,
    stop_grace_seconds=0.3,
    retry_seconds=0.05,
)
HANDLERS = ("add", "steps", "deaf", "poison", "fail", "fail_once", "refuse", "answer_nonsense", "outlive")


class WorkerProcess:
    """One worker."""

    def __init__(self, settings: Settings, kinds: Mapping[str, str], timing: Timing, job_workers: int) -> None:
        told = {"kinds": dict(kinds), "timing": asdict(timing), "job_workers": job_workers}
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.kernel.worker_program", orjson.dumps(told).decode()],
            cwd=ROOT,
            env={
                **os.environ,
                "TEST_DATABASE_URL": settings.database_url,
                "TEST_SECRET_KEY": settings.secret_key.get_secret_value(),
            },
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def signal(self, number: int) -> None:
        self.popen.send_signal(number)

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait()

    def stop(self) -> int:
        self.signal(signal.SIGTERM)
        return self.popen.wait(60)

    def family(self) -> list[int]:
        """All living processes of its session: the worker, the server that forks, the jobs."""
        return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _session(path) == self.popen.pid]


def _session(process: Path) -> int | None:
    try:
        state, _, _, session, *_ = (process / "stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(session)


def kind_of(token: str, handler: str) -> str:
    return f"test.{token}.{handler}"


def kinds_of(token: str) -> dict[str, str]:
    return {kind_of(token, handler): handler for handler in HANDLERS}


class Floor:
    """Where a test's jobs and workers meet: kinds with names of its own, so that tests do not take each other's jobs."""

    def __init__(self, settings: Settings, database: Database, principal: Principal, token: str | None = None) -> None:
        self.settings = settings
        self.principal = principal
        self._database = database
        self._token = token or secrets.token_hex(4)
        self._workers: list[WorkerProcess] = []

    def kind(self, handler: str) -> str:
        return kind_of(self._token, handler)

    def worker(self, timing: Timing = SHORT, job_workers: int = 2) -> WorkerProcess:
        worker = WorkerProcess(self.settings, kinds_of(self._token), timing, job_workers)
        self._workers.append(worker)
        return worker

    def close(self) -> None:
        for worker in self._workers:
            if worker.popen.poll() is None:
                worker.kill()

    async def ask(self, handler: str, max_attempts: int = 3, **arguments: object) -> UUID:
        async with self._database.work(self.principal) as work:
            return (await enqueue(work, self.kind(handler), arguments, max_attempts=max_attempts)).id

    async def read(self, job_id: UUID) -> Job:
        async with self._database.work(self.principal) as work:
            return await read_job(work, job_id)

    async def cancel(self, job_id: UUID) -> Job:
        async with self._database.work(self.principal) as work:
            return await request_cancel(work, job_id)

    async def until(self, job_id: UUID, holds: Callable[[Job], bool], seconds: float = 60.0) -> Job:
        """The job once something holds of it."""
        give_up = time.monotonic() + seconds
        while True:
            job = await self.read(job_id)
            if holds(job):
                return job
            assert time.monotonic() < give_up, f"still {job}"
            await asyncio.sleep(0.02)

    async def ended(self, job_id: UUID, seconds: float = 60.0) -> Job:
        return await self.until(job_id, lambda job: job.state not in ("queued", "running"), seconds)

    async def begun(self, job_id: UUID) -> None:
        """Wait until the job's code has run so far that it wrote something."""
        give_up = time.monotonic() + 60
        while not await self.said(job_id):
            assert time.monotonic() < give_up, "it does not begin"
            await asyncio.sleep(0.05)

    async def said(self, job_id: UUID) -> list[tuple[str, int | None]]:
        """What the job's attempts wrote, in order: the word and the attempt."""
        query = "select action, after from attune.audit_log where subject = $1 order by occurred_at, id"
        rows = await fetch(self.settings, query, str(job_id))
        return [(row["action"], orjson.loads(row["after"] or "{}").get("attempt")) for row in rows]

    async def told(self, job_id: UUID) -> Counter[str]:
        """Types of the feed's events about the job."""
        rows = await fetch(self.settings, "select type from attune.feed where subject = $1", str(job_id))
        return Counter(row["type"] for row in rows)


async def fetch(settings: Settings, query: str, *values: object) -> list[Any]:
    """Rows of a query as the superuser, whom no wall stops."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        rows: list[Any] = await connection.fetch(query, *values)
        return rows
    finally:
        await connection.close()


async def until_gone(worker: WorkerProcess, seconds: float = 60.0) -> None:
    """Wait until no process of the worker's lives."""
    give_up = time.monotonic() + seconds
    while alive := worker.family():
        assert time.monotonic() < give_up, f"still there: {alive}"
        await asyncio.sleep(0.02)

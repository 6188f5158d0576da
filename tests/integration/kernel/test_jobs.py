import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace

import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.jobs import (
    JobContext,
    JobDocument,
    JobLostError,
    Timing,
    accepted,
    enqueue,
    list_jobs,
    principal_of,
    read_job,
)
from kernel.principals import Principal
from kernel.problems import NotFoundError
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY, VALUATION
from tests.integration.kernel.job_handlers import say
from tests.integration.kernel.workers import SHORT, Floor, WorkerProcess, fetch, kinds_of, until_gone


@pytest.fixture
def floor(settings: Settings, database_of: Callable[[str], Database], principal: Principal) -> Iterator[Floor]:
    floor = Floor(settings, database_of(GATEWAY), principal)
    yield floor
    floor.close()


@pytest.fixture(scope="module")
def running(settings: Settings) -> Iterator[WorkerProcess]:
    """A worker that many tests share, where none of them harms it."""
    worker = WorkerProcess(settings, kinds_of("shared"), SHORT, 2)
    yield worker
    worker.kill()


@pytest.fixture
def served(running: WorkerProcess, settings: Settings, database_of: Callable[[str], Database], principal: Principal) -> Floor:
    """A floor whose jobs the shared worker runs."""
    assert running.popen.poll() is None
    return Floor(settings, database_of(GATEWAY), principal, "shared")


async def test_a_job_runs_once_politely_and_keeps_its_result(served: Floor) -> None:
    asked = [await served.ask("add", a=1, b=b) for b in range(5)]
    jobs = [await served.ended(job_id) for job_id in asked]
    assert [job.state for job in jobs] == ["succeeded"] * 5
    assert [job.result["sum"] for job in jobs if job.result] == [1, 2, 3, 4, 5]
    assert {job.result["nice"] for job in jobs if job.result} == {os.nice(0) + 5}
    assert len({job.result["seed"] for job in jobs if job.result}) == 5
    assert all(job.attempt == 1 and job.progress == 1.0 and job.finished_at for job in jobs)


async def test_progress_and_stage_are_seen_while_it_runs(served: Floor) -> None:
    job_id = await served.ask("steps", seconds=1.5)
    halfway = await served.until(job_id, lambda job: 0.3 <= job.progress < 1)
    assert halfway.state == "running"
    assert halfway.stage == f"step {round(halfway.progress * 10)}"
    assert (await served.ended(job_id)).stage == "step 9"


async def test_a_job_asked_for_in_an_undone_transaction_never_was(
    floor: Floor, database_of: Callable[[str], Database], principal: Principal
) -> None:
    async def ask_and_fail() -> None:
        async with database_of(VALUATION).work(principal) as work:
            await enqueue(work, floor.kind("add"), {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await ask_and_fail()
    async with database_of(GATEWAY).work(principal) as work:
        assert await list_jobs(work, 10) == []


async def test_the_answer_to_a_request_for_long_work(
    floor: Floor, database_of: Callable[[str], Database], principal: Principal
) -> None:
    async with database_of(VALUATION).work(principal) as work:
        job = await enqueue(work, floor.kind("add"), {"a": 1})
    response = accepted(job)
    assert response.status_code == 202
    assert response.headers["location"] == f"/v1/jobs/{job.id}"
    document = JobDocument.model_validate_json(bytes(response.body))
    assert (document.id, document.state, document.progress, document.error) == (job.id, "queued", 0.0, None)


async def test_lists_are_filtered_paged_and_walled(
    floor: Floor, database_of: Callable[[str], Database], principal: Principal, other_principal: Principal
) -> None:
    asked = [await floor.ask("add" if n % 2 else "fail") for n in range(6)]
    newest_first = asked[::-1]
    database = database_of(GATEWAY)
    async with database.work(principal) as work:
        assert [job.id for job in await list_jobs(work, 3)] == newest_first[:4]
        assert [job.id for job in await list_jobs(work, 10, [newest_first[2]])] == newest_first[3:]
        assert [job.id for job in await list_jobs(work, 10, kind=floor.kind("add"))] == asked[5::-2]
        assert await list_jobs(work, 10, state="running") == []
    async with database.work(other_principal) as work:
        assert await list_jobs(work, 10) == []
        with pytest.raises(NotFoundError):
            await read_job(work, asked[0])


async def test_a_refusal_is_final(served: Floor) -> None:
    job_id = await served.ask("refuse")
    job = await served.ended(job_id)
    assert (job.state, job.attempt) == ("failed", 1)
    error = JobDocument.of(job).error
    assert error is not None
    assert (error.code, error.status, error.detail) == ("conflict", 409, "There is one already.")
    assert await served.told(job_id) == {"job.failed": 1}


@pytest.mark.parametrize(("handler", "code"), [("fail", "internal_error"), ("poison", "job_crashed")])
async def test_what_fails_every_time_is_given_up_and_harms_no_neighbour(
    served: Floor, running: WorkerProcess, handler: str, code: str
) -> None:
    bad = await served.ask(handler)
    good = await served.ask("steps", seconds=0.5)
    job = await served.ended(bad)
    assert (job.state, job.attempt, job.problem and job.problem["code"]) == ("failed", 3, code)
    assert await served.said(bad) == [("began", 1), ("began", 2), ("began", 3)]
    assert await served.told(bad) == {"job.failed": 1}
    neighbour = await served.ended(good)
    assert (neighbour.state, neighbour.attempt) == ("succeeded", 1)
    assert running.popen.poll() is None


async def test_trouble_of_ours_and_nonsense_are_tried_again(served: Floor) -> None:
    once, nonsense = await served.ask("fail_once"), await served.ask("answer_nonsense")
    job = await served.ended(once)
    assert (job.state, job.result) == ("succeeded", {"attempt": 2})
    job = await served.ended(nonsense)
    assert (job.state, job.attempt, job.problem and job.problem["code"]) == ("failed", 3, "internal_error")


async def test_a_queued_job_that_is_called_off_never_begins(floor: Floor) -> None:
    job_id = await floor.ask("steps", seconds=5)
    assert JobDocument.of(await floor.cancel(job_id)).stage == "cancelling"
    floor.worker()
    job = await floor.ended(job_id)
    assert (job.state, job.attempt, job.problem) == ("cancelled", 0, None)
    assert (await floor.cancel(job_id)).state == "cancelled"


@pytest.mark.parametrize("handler", ["steps", "deaf"])
async def test_a_running_job_that_is_called_off_ends_and_undoes_its_unit_of_work(served: Floor, handler: str) -> None:
    job_id = await served.ask(handler, seconds=30)
    await served.begun(job_id)
    await served.cancel(job_id)
    job = await served.ended(job_id, 3)
    assert (job.state, job.attempt) == ("cancelled", 1)
    words = [word for word, _ in await served.said(job_id)]
    assert words
    assert "undone" not in words
    assert not await served.told(job_id)


@pytest.mark.parametrize("handler", ["steps", "deaf"])
async def test_a_killed_worker_takes_its_jobs_with_it_and_another_begins_them_anew(floor: Floor, handler: str) -> None:
    first = floor.worker()
    job_id = await floor.ask(handler, seconds=1)
    await floor.begun(job_id)
    first.kill()
    await until_gone(first)
    second = floor.worker()
    job = await floor.until(job_id, lambda job: job.attempt == 2)
    if handler == "steps":
        job = await floor.ended(job_id)
        assert job.result == {"steps": 10, "attempt": 2}
    assert second.popen.poll() is None


async def test_a_frozen_workers_late_result_is_dropped(floor: Floor) -> None:
    first = floor.worker()
    job_id = await floor.ask("steps", seconds=1.0)
    await floor.begun(job_id)
    first.signal(signal.SIGSTOP)
    floor.worker()
    job = await floor.ended(job_id)
    first.signal(signal.SIGCONT)
    assert job.result == {"steps": 10, "attempt": 2}
    await asyncio.sleep(0.8)
    assert await floor.read(job_id) == job
    assert first.popen.poll() is None
    assert (await floor.ended(await floor.ask("add", a=1, b=1))).state == "succeeded"


async def test_a_lost_attempt_begins_no_further_unit_of_work(floor: Floor) -> None:
    """The process itself goes on, frozen past its lease with its supervisor; both thaw when another has the job."""
    first = floor.worker(replace(SHORT, lease_seconds=0.6))
    job_id = await floor.ask("outlive", seconds=1.5)
    await floor.begun(job_id)
    family = first.family()
    for pid in family:
        os.kill(pid, signal.SIGSTOP)
    floor.worker(replace(SHORT, lease_seconds=0.6))
    await floor.until(job_id, lambda job: job.attempt == 2)
    for pid in family:
        os.kill(pid, signal.SIGCONT)
    job = await floor.ended(job_id)
    assert job.result == {"attempt": 2}
    await asyncio.sleep(0.5)
    assert await floor.said(job_id) == [("began", 1), ("began", 2), ("wrote", 2)]


async def test_a_context_whose_attempt_is_not_the_running_one_opens_no_unit_of_work(
    floor: Floor, settings: Settings, database_of: Callable[[str], Database]
) -> None:
    job_id = await floor.ask("steps", seconds=20)
    floor.worker()
    await floor.begun(job_id)
    actor = principal_of((await floor.read(job_id)).workspace_id, job_id)
    for attempt, holds in ((1, True), (2, False)):
        context = JobContext(settings, database_of(VALUATION), actor, job_id, {}, attempt, fenced=True)
        with nullcontext() if holds else pytest.raises(JobLostError):
            await say(context, "here")


async def test_a_unit_of_work_during_which_the_job_was_lost_is_undone(
    floor: Floor, settings: Settings, database_of: Callable[[str], Database]
) -> None:
    job_id = await floor.ask("add", a=1, b=1)
    actor = principal_of((await floor.read(job_id)).workspace_id, job_id)
    claimed = text("update attune.jobs set state = 'running', attempt = attempt + 1 where id = :id")
    async with database_of(DISPATCHER).connection() as connection:
        await connection.execute(claimed, {"id": job_id})
    context = JobContext(settings, database_of(VALUATION), actor, job_id, {}, attempt=1, fenced=True)
    await say(context, "in time")

    async def say_late() -> None:
        async with context.work() as work:
            await work.record("late", job_id)
            async with database_of(DISPATCHER).connection() as connection:
                await connection.execute(claimed, {"id": job_id})

    with pytest.raises(JobLostError):
        await say_late()
    assert await floor.said(job_id) == [("in time", 1)]


async def test_sigterm_lets_short_jobs_end_and_puts_long_ones_back_with_no_attempt_burnt(floor: Floor) -> None:
    worker = floor.worker(replace(SHORT, stop_grace_seconds=1.0))
    short, long = await floor.ask("steps", seconds=0.5), await floor.ask("steps", seconds=30, max_attempts=1)
    for job_id in (short, long):
        await floor.begun(job_id)
    waiting = await floor.ask("add", a=1, b=1)
    assert worker.stop() == 0
    await until_gone(worker)
    assert (await floor.read(short)).state == "succeeded"
    assert (await floor.read(waiting)).state == "queued"
    assert (await floor.read(long)).state == "queued"
    floor.worker()
    again = await floor.until(long, lambda job: job.state == "running")
    assert again.attempt == 2  # the fence rises; the only attempt that the job has was not used up


async def test_a_signal_to_the_whole_session_is_the_workers_to_answer(floor: Floor) -> None:
    worker = floor.worker(replace(SHORT, stop_grace_seconds=3.0))
    job_id = await floor.ask("steps", seconds=0.8)
    await floor.begun(job_id)
    os.killpg(worker.popen.pid, signal.SIGTERM)
    assert worker.popen.wait(10) == 0
    job = await floor.read(job_id)
    assert (job.state, job.attempt) == ("succeeded", 1)


async def test_the_worker_outlives_its_connections_and_its_server_of_processes(floor: Floor) -> None:
    worker = floor.worker()
    job_id = await floor.ask("steps", seconds=1.2)
    await floor.begun(job_id)
    await fetch(
        floor.settings,
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'attune_dispatcher' and datname = current_database()",
    )
    job = await floor.ended(job_id)
    assert (job.state, job.attempt) == ("succeeded", 1)
    for pid in worker.family():
        if pid != worker.popen.pid:
            os.kill(pid, signal.SIGKILL)
    assert (await floor.ended(await floor.ask("add", a=1, b=1))).state == "succeeded"
    assert worker.popen.poll() is None


async def test_kills_at_any_moment_lose_no_job_and_end_none_twice(floor: Floor) -> None:
    """Two workers are killed again and again, at moments drawn at random, while ten jobs run."""
    moments = random.Random(20)  # noqa: S311 — moments, no secrets
    asked = [await floor.ask("steps", seconds=0.3, max_attempts=50) for _ in range(10)]
    workers = [floor.worker(), floor.worker()]
    for _ in range(5):
        await asyncio.sleep(moments.uniform(0.6, 1.6))
        workers.pop(0).kill()
        workers.append(floor.worker())
    jobs = [await floor.ended(job_id, 30) for job_id in asked]
    assert Counter(job.state for job in jobs) == {"succeeded": 10}
    for job in jobs:
        assert job.result == {"steps": 10, "attempt": job.attempt}
        said = await floor.said(job.id)
        attempts = [attempt for _, attempt in said]
        assert attempts == sorted(attempts, key=int)  # type: ignore[arg-type]  # none is None; no older attempt wrote late
        assert [word for word, attempt in said if attempt == job.attempt] == [f"step {step}" for step in range(10)]
        assert not await floor.told(job.id)


async def test_nobodys_many_jobs_hold_up_anothers_one(
    floor: Floor, settings: Settings, database_of: Callable[[str], Database], other_principal: Principal
) -> None:
    for _ in range(10):
        await floor.ask("steps", seconds=1)
    async with database_of(GATEWAY).work(other_principal) as work:
        one = await enqueue(work, floor.kind("add"), {"a": 1, "b": 1})
    floor.worker(Timing(poll_seconds=0.1), job_workers=2)
    database = database_of(GATEWAY)
    started_at = None
    while started_at is None:
        await asyncio.sleep(0.02)
        async with database.work(other_principal) as work:
            started_at = (await read_job(work, one.id)).started_at
    before = await fetch(
        settings,
        "select count(*) as jobs from attune.jobs where workspace_id = $1 and started_at < $2",
        floor.principal.workspace_id,
        started_at,
    )
    assert before[0]["jobs"] == 0  # two are free at once: each workspace has one

"""Imported files: staged, read by a job that may be begun again, and each row done once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.jobs import JobCancelledError, JobContext, JobLostError
from kernel.problems import ConflictError
from schema.roles import DISPATCHER
from services.segmentation.domain.imports import ImportKind
from services.segmentation.domain.parquet import UnreadableFileError
from services.segmentation.domain.rows import FileFormat
from services.segmentation.housekeeping import purge
from services.segmentation.routes import imports as routes
from services.segmentation.store import imports as store
from services.segmentation.store.imports import Outcome
from services.segmentation.use_cases import imports
from services.segmentation.use_cases.imports import run_import
from tests.integration.services.segmentation.conftest import stage_file

ROWS = 40


async def stage(context: JobContext, rows: Sequence[str]) -> UUID:
    return await stage_file(context, ImportKind.ORDERS, "customer_id,occurred_at,amount", *rows)


async def count(context: JobContext, table: str) -> int:
    async with context.work() as work:
        return int((await work.execute(text(f"select count(*) from attune.{table}"))).scalar_one())


class KilledError(Exception):
    """The attempt's process died here."""


async def test_rows_that_an_overtaken_attempt_does_late_are_not_counted_twice(
    context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen within a transaction, overtaken, thawed: were its rows counted as well, the next attempt would skip as many."""
    monkeypatch.setattr(imports, "ROWS_AT_ONCE", ROWS // 4)
    import_id = await stage(context, [f"c-{i},2026-01-01,{i}" for i in range(ROWS)])
    settle: Callable[..., Awaitable[Outcome]] = imports._settle
    frozen, thawed = asyncio.Event(), asyncio.Event()

    async def freeze(*arguments: object) -> Outcome:
        frozen.set()
        await thawed.wait()
        return await settle(*arguments)

    monkeypatch.setattr(imports, "_settle", freeze)
    overtaken = asyncio.create_task(run_import(context, import_id))
    await frozen.wait()
    batches = iter(range(ROWS))

    async def die_at_the_second(*arguments: object) -> Outcome:
        if next(batches) == 1:
            raise KilledError
        return await settle(*arguments)

    monkeypatch.setattr(imports, "_settle", die_at_the_second)
    with pytest.raises(KilledError):
        await run_import(context, import_id)
    thawed.set()
    with pytest.raises(JobLostError):
        await overtaken
    monkeypatch.setattr(imports, "_settle", settle)
    done = await run_import(context, import_id)
    assert (done.accepted, done.duplicates, done.rejected) == (ROWS, 0, 0)
    assert await count(context, "orders") == ROWS


async def test_rows_are_settled_behind_those_that_are(context: JobContext) -> None:
    import_id = await stage(context, ["c-1,2026-01-01,1"])

    async def settle(work: UnitOfWork, expected_rows_done: int) -> None:
        await store.settle_rows(work, import_id, Outcome(3, 3, 0, 0), expected_rows_done=expected_rows_done)

    async with context.work() as work:
        await settle(work, 0)
        await settle(work, 3)
        with pytest.raises(JobLostError):
            await settle(work, 3)
        assert (await store.read_import(work, import_id)).rows_done == 6


FILE = b"customer_id,occurred_at,amount\nc-1,2026-01-01,1\n"


async def upload(api: httpx.AsyncClient, body: bytes, **headers: str) -> httpx.Response:
    return await api.post("/v1/imports/orders", content=body, headers={"Content-Type": "text/csv", **headers})


KEY = {"Idempotency-Key": "k"}


async def test_a_file_sent_again_under_its_key_is_one_import(api: httpx.AsyncClient, context: JobContext) -> None:
    first, again = await upload(api, FILE, **KEY), await upload(api, FILE, **KEY)
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert await count(context, "imports") == await count(context, "jobs") == 1


@pytest.mark.parametrize("body", [FILE.replace(b"c-1", b"c-2"), FILE + b"c-2,2026-01-01,1\n"])
async def test_another_file_under_the_same_key_is_refused(api: httpx.AsyncClient, context: JobContext, body: bytes) -> None:
    assert (await upload(api, FILE, **KEY)).status_code == 202
    refused = await upload(api, body, **KEY)
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert await count(context, "imports") == await count(context, "jobs") == 1


async def test_a_failure_after_the_file_is_whole_is_told_at_once_and_leaves_nothing(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is staged is dropped once the unit of work, which holds the import's row, is undone."""

    async def refuse(*_: object) -> None:
        raise ConflictError("No more jobs.")

    monkeypatch.setattr(routes, "enqueue", refuse)
    async with asyncio.timeout(3):  # less than any lock is waited for
        refused = await upload(api, FILE, **KEY)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert [await count(context, table) for table in ("imports", "import_chunks", "idempotency_keys")] == [0, 0, 0]


async def test_an_upload_that_breaks_off_leaves_nothing(api: httpx.AsyncClient, context: JobContext) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield FILE + b"c-1,2026-01-01,1\n" * 100_000
        assert await count(context, "imports") == 1
        raise KilledError

    broken = await api.post("/v1/imports/orders", content=body(), headers={"Content-Type": "text/csv"})
    assert broken.status_code == 500
    assert [await count(context, table) for table in ("imports", "import_chunks")] == [0, 0]


async def test_a_file_whose_job_was_made_is_never_dropped(context: JobContext) -> None:
    """The commit may have happened although its answer was lost."""
    import_id = await stage(context, ["c-1,2026-01-01,1"])
    async with context.work() as work:
        await store.drop_upload(work, import_id)
    assert (await run_import(context, import_id)).accepted == 1


async def test_a_file_that_cannot_be_read_is_not_kept(context: JobContext) -> None:
    """Damage between head and foot is found by the job, after the 202."""
    import_id = await stage(context, ["c-1,2026-01-01,1"])
    async with context.work() as work:
        query = "update attune.imports set media_type = :form where id = :id"
        await work.execute(text(query), {"form": FileFormat.PARQUET, "id": import_id})
    assert await count(context, "import_chunks") == 1
    with pytest.raises(UnreadableFileError):
        await run_import(context, import_id)
    assert await count(context, "import_chunks") == 0


async def test_a_file_whose_job_is_called_off_is_not_kept(context: JobContext, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = await stage(context, ["c-1,2026-01-01,1"])

    async def call_off(*_: object) -> None:
        raise JobCancelledError

    monkeypatch.setattr(JobContext, "progress", call_off)
    with pytest.raises(JobCancelledError):
        await run_import(context, import_id)
    assert await count(context, "import_chunks") == 0


async def test_a_file_waits_for_the_next_attempt(context: JobContext, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = await stage(context, ["c-1,2026-01-01,1"])

    async def die(*_: object) -> Outcome:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(imports, "_settle", die)
        with pytest.raises(KilledError):
            await run_import(context, import_id)
    assert (await run_import(context, import_id)).accepted == 1


@pytest.mark.parametrize(("state", "left"), [("failed", 0), ("cancelled", 0), ("queued", 1), ("running", 1), ("succeeded", 1)])
async def test_the_sweep_takes_files_whose_job_has_ended_without_them(
    api: httpx.AsyncClient, context: JobContext, database_of: Callable[[str], Database], state: str, left: int
) -> None:
    assert (await upload(api, FILE, **KEY)).status_code == 202
    async with database_of(DISPATCHER).work(context.principal) as work:
        await work.execute(text("update attune.jobs set state = :state"), {"state": state})
    async with database_of(DISPATCHER).connection() as connection:
        assert await purge(connection) is False
    assert [await count(context, table) for table in ("imports", "import_chunks")] == [left, left]


async def test_the_sweep_takes_uploads_that_broke_off_a_day_ago(
    context: JobContext, database_of: Callable[[str], Database]
) -> None:
    import_id = await stage(context, ["c-1,2026-01-01,1"])
    async with context.work() as work:
        query = "update attune.imports set staged_at = null, created_at = now() - make_interval(hours => 25) where id = :id"
        await work.execute(text(query), {"id": import_id})
    await stage(context, ["c-1,2026-01-01,2"])
    async with database_of(DISPATCHER).connection() as connection:
        await purge(connection)
    assert [await count(context, table) for table in ("imports", "import_chunks")] == [1, 1]

"""One transaction per request: all of it happens before the answer is sent, or none of it does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient
from sqlalchemy import text, update

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.principals import PRINCIPAL_HEADER, Principal, Scope, sign_principal
from kernel.problems import NotFoundError
from kernel.reduce import reduction
from kernel.settings import Settings
from kernel.tables import workspaces
from schema.roles import GATEWAY, SEGMENTATION
from tests.integration.kernel.toy_notes import JOB_KIND, Note, effects, keep, notes_router
from tests.unit.kernel.toy import REQUEST_ID, calling, problem_of, toy_service

NOTHING = {"customers": 0, "feed": 0, "audit_log": 0, "jobs": 0, "idempotency_keys": 0}
ONE = {**NOTHING, "customers": 1, "feed": 1, "audit_log": 1, "jobs": 1}


@pytest.fixture
async def notes(settings: Settings, principal: Principal) -> AsyncIterator[AsyncClient]:
    async with calling(toy_service(settings, [notes_router()]), principal) as client:
        yield client
    await _cancel_jobs(settings)


async def _cancel_jobs(settings: Settings) -> None:
    connection = await asyncpg.connect(settings.database_url)
    await connection.execute("update attune.jobs set state = 'cancelled' where kind = $1", JOB_KIND)
    await connection.close()


async def test_a_change_its_event_its_audit_row_and_its_job_commit_together(
    notes: AsyncClient, settings: Settings, principal: Principal
) -> None:
    response = await notes.post("/v1/notes", json={"text": "a"})
    assert response.status_code == 201
    assert await effects(settings, principal) == ONE


@pytest.mark.parametrize(
    ("fail", "status", "code"),
    [
        ("conflict", 409, "conflict"),
        ("bug", 500, "internal_error"),
        ("answer", 500, "internal_error"),
        ("constraint", 500, "internal_error"),
        ("terminated", 503, "unavailable"),
    ],
)
async def test_a_failure_after_the_writes_undoes_them_all(
    fail: str, status: int, code: str, notes: AsyncClient, settings: Settings, principal: Principal
) -> None:
    problem_of(await notes.post("/v1/notes", json={"text": "a", "fail": fail}), status, code)
    assert await effects(settings, principal) == NOTHING
    assert (await notes.post("/v1/notes", json={"text": "a"})).status_code == 201


async def test_a_body_at_fault_writes_nothing(notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    problem_of(await notes.post("/v1/notes", json={"text": 5}), 422, "invalid_request")
    assert await effects(settings, principal) == NOTHING


async def test_an_answer_is_sent_only_after_the_commit(settings: Settings, principal: Principal) -> None:
    application = toy_service(settings, [notes_router()])
    token = sign_principal(principal, settings.principal_secret)
    headers = [(b"content-type", b"application/json"), (PRINCIPAL_HEADER.encode(), token.encode())]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/notes",
        "raw_path": b"/v1/notes",
        "query_string": b"",
        "headers": headers,
    }
    seen: list[dict[str, int]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b'{"text": "a"}', "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 201
            seen.append(await effects(settings, principal))

    async with application.router.lifespan_context(application):
        await application(scope, receive, send)  # type: ignore[arg-type]  # plain dicts are messages
    assert seen == [ONE]
    await _cancel_jobs(settings)


async def test_work_outside_of_a_request_shares_one_fate_too(
    database_of: Callable[[str], Database], settings: Settings, principal: Principal
) -> None:
    database = database_of(SEGMENTATION)

    async def fail_half_way() -> None:
        async with database.work(principal) as work:
            await keep(work, Note(text="a"))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await fail_half_way()
    assert await effects(settings, principal) == NOTHING
    async with database.work(principal) as work:
        await keep(work, Note(text="a"))
    assert await effects(settings, principal) == ONE
    await _cancel_jobs(settings)


async def test_cancelled_work_is_undone(
    database_of: Callable[[str], Database], settings: Settings, principal: Principal
) -> None:
    written = asyncio.Event()

    async def hang() -> None:
        async with database_of(SEGMENTATION).work(principal) as work:
            await keep(work, Note(text="a"))
            written.set()
            await asyncio.sleep(60)

    hanging = asyncio.create_task(hang())
    await written.wait()
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert await effects(settings, principal) == NOTHING


async def test_an_audit_row_says_who_what_before_and_after(
    notes: AsyncClient, settings: Settings, principal: Principal
) -> None:
    kept = (await notes.post("/v1/notes", json={"text": "a"})).json()
    connection = await asyncpg.connect(settings.database_url)
    row = await connection.fetchrow("select * from attune.audit_log where workspace_id = $1", principal.workspace_id)
    await connection.close()
    assert (row["actor"], row["request_id"], row["action"], row["subject"]) == (
        principal.actor,
        REQUEST_ID,
        "note.keep",
        kept["id"],
    )
    assert (row["before"], row["after"]) == (None, '{"text": "a"}')


@dataclass(frozen=True, slots=True)
class Counted:
    workspace_id: UUID
    customers: int


COUNT = reduction(
    """
    select cast(:workspace_id as uuid), count(*) from attune.customers
    where workspace_id = cast(:workspace_id as uuid) and created_at < :as_of
    """,
    Counted,
)


async def test_a_reduction_gives_typed_rows_of_this_workspace_within_the_transaction(segmentation: UnitOfWork) -> None:
    await keep(segmentation, Note(text="a"))
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    mine = segmentation.workspace_id
    assert await segmentation.reduce(COUNT, as_of=tomorrow) == [Counted(mine, 1)]
    assert await segmentation.reduce(COUNT, as_of=tomorrow - timedelta(days=9)) == [Counted(mine, 0)]
    await segmentation.connection.rollback()


async def test_a_workspace_is_read_once_until_it_is_forgotten(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    async with database_of(GATEWAY).work(principal) as work:
        before = await work.workspace()
        clock = datetime(1998, 6, 30, tzinfo=UTC)
        await work.execute(update(workspaces).values(clock_at=clock))
        assert await work.workspace() is before
        work.forget_workspace()
        after = await work.workspace()
        assert (before.clock_at, after.clock_at, after.now()) == (None, clock, clock)
        assert abs(before.now() - datetime.now(UTC)) < timedelta(seconds=5)
        assert (after.time_zone, after.currency, str(after.zone)) == ("UTC", "USD", "UTC")


async def test_a_workspace_that_is_not_there_is_not_found(database_of: Callable[[str], Database]) -> None:
    stranger = Principal(new_id(), "test", frozenset({Scope.ADMIN}))
    async with database_of(SEGMENTATION).work(stranger) as work:
        with pytest.raises(NotFoundError):
            await work.workspace()


async def test_sessions_run_in_utc_with_the_settings_that_reductions_rely_on(segmentation: UnitOfWork) -> None:
    for name, value in {"TimeZone": "UTC", "standard_conforming_strings": "on", "lock_timeout": "5s"}.items():
        assert (await segmentation.execute(text("select current_setting(:name)"), {"name": name})).scalar_one() == value


async def test_as_of_is_the_workspaces_clock_unless_it_is_given(
    notes: AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    async with database_of(GATEWAY).work(principal) as work:
        await work.execute(update(workspaces).values(clock_at=datetime(1998, 6, 30, tzinfo=UTC)))
    assert (await notes.get("/v1/notes")).json()["at"] == "1998-06-30T00:00:00Z"
    given = await notes.get("/v1/notes", params={"as_of": "1997-09-30T12:00:00+02:00"})
    assert datetime.fromisoformat(given.json()["at"]) == datetime(1997, 9, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "as_of", ["1997-09-30T12:00:00", "yesterday", "", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
async def test_an_as_of_that_is_no_instant_is_refused(as_of: str, notes: AsyncClient) -> None:
    document = problem_of(await notes.get("/v1/notes", params={"as_of": as_of}), 422, "invalid_request")
    assert [error["pointer"] for error in document["errors"]] == ["?as_of"]

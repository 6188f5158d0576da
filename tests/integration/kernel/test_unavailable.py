"""A database that is away or busy: 503 with Retry-After, soon, and everything works again afterwards."""

import asyncio
from collections.abc import Callable

import asyncpg
import pytest
from httpx import AsyncClient
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from kernel import database as database_module
from kernel.database import Database
from kernel.principals import Principal
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from kernel.tables import workspaces
from schema.roles import GATEWAY, SEGMENTATION
from tests.integration.kernel.toy_notes import notes_router
from tests.unit.kernel.toy import calling, problem_of, toy_service

_LOCK = text("select pg_advisory_xact_lock(hashtext(:name))")


async def test_a_dead_database(settings: Settings, principal: Principal) -> None:
    dead = settings.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/none"})
    async with calling(toy_service(dead, [notes_router()]), principal) as client:
        for response in (
            await client.get("/v1/notes"),
            await client.post("/v1/notes", json={"text": "a"}),
            await client.get("/readyz"),
        ):
            assert "cannot be reached" in problem_of(response, 503, "unavailable")["detail"]
            assert response.headers["retry-after"] == "1"
            assert "127.0.0.1" not in response.text


async def test_an_exhausted_pool(settings: Settings, principal: Principal) -> None:
    application = toy_service(settings.model_copy(update={"pool_size": 1}), [notes_router()])
    database: Database = application.state.database
    database.engine.sync_engine.pool._timeout = 0.2  # type: ignore[attr-defined]  # instead of five seconds
    async with calling(application, principal) as client:
        async with database.work(principal):
            response = await client.get("/v1/notes")
            assert "is busy" in problem_of(response, 503, "unavailable")["detail"]
            assert response.headers["retry-after"] == "1"
        assert (await client.get("/v1/notes")).status_code == 200


async def _statuses(client: AsyncClient) -> list[int]:
    """Of as many requests at once as the pool has connections."""
    return [response.status_code for response in await asyncio.gather(*(client.get("/v1/notes") for _ in range(8)))]


async def test_a_pool_whose_connections_were_cut_works_at_the_next_request(settings: Settings, principal: Principal) -> None:
    async with calling(toy_service(settings, [notes_router()]), principal) as client:
        assert await _statuses(client) == [200] * 8
        superuser = await asyncpg.connect(settings.database_url)
        cut = await superuser.fetchval(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = $1 and datname = current_database()",
            SEGMENTATION,
        )
        await superuser.close()
        assert cut >= 8
        assert await _statuses(client) == [200] * 8


async def test_a_row_that_stays_locked(
    database_of: Callable[[str], Database], settings: Settings, principal: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database_module._SESSION_SETTINGS, "lock_timeout", "100ms")  # instead of five seconds
    waiting = Database(settings, GATEWAY)
    async with database_of(GATEWAY).work(principal) as work:
        await work.execute(update(workspaces).values(currency="EUR"))
        with pytest.raises(ServiceUnavailableError, match="is busy"):
            async with waiting.work(principal) as other:
                await other.execute(update(workspaces).values(currency="GBP"))
    await waiting.close()


async def test_a_deadlock_is_a_busy_database(database_of: Callable[[str], Database], principal: Principal) -> None:
    database = database_of(SEGMENTATION)
    both_hold = asyncio.Barrier(2)

    async def lock(first: str, then: str) -> None:
        async with database.work(principal) as work:
            await work.execute(_LOCK, {"name": f"{first} {principal.workspace_id}"})
            await both_hold.wait()
            await work.execute(_LOCK, {"name": f"{then} {principal.workspace_id}"})

    ended = await asyncio.gather(lock("a", "b"), lock("b", "a"), return_exceptions=True)
    [told] = [outcome for outcome in ended if outcome is not None]
    assert isinstance(told, ServiceUnavailableError)
    assert "is busy" in str(told)


async def test_a_failure_of_the_work_itself_is_not_the_databases(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    with pytest.raises(FileNotFoundError, match="of the work"):
        async with database_of(SEGMENTATION).work(principal):
            raise FileNotFoundError("of the work")
    with pytest.raises(TimeoutError):
        async with database_of(SEGMENTATION).work(principal), asyncio.timeout(0.01):
            await asyncio.sleep(1)


async def test_a_parameter_that_cannot_be_encoded_is_no_absence_of_the_database(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    with pytest.raises(DBAPIError, match="out of"):
        async with database_of(SEGMENTATION).work(principal) as work:
            await work.execute(text("select cast(:number as bigint)"), {"number": 2**70})

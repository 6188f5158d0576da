"""The time zone and the currency are fixed by the first fact, also by one that is being written."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import httpx
import pytest

from gateway.problems import WorkspaceHasFactsError
from gateway.use_cases import change_workspace
from kernel.database import Database, UnitOfWork, Workspace
from kernel.principals import Principal
from kernel.problems import ConflictError
from schema.roles import GATEWAY
from services.segmentation.store.imports import Import
from services.segmentation.use_cases import imports, ingestion

ORDER = {
    "type": "track",
    "event": "Order Completed",
    "userId": "u-1",
    "messageId": "m-1",
    "properties": {"order_id": "o-1", "total": 10, "currency": "USD"},
}


async def change(database: Database, principal: Principal, **changes: str) -> Workspace:
    async with database.work(principal) as work:
        return await change_workspace(work, changes)


async def test_a_change_waits_for_who_writes_facts_and_is_refused(
    api: httpx.AsyncClient,
    principal: Principal,
    database_of: Callable[[str], Database],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has_read, may_write = asyncio.Event(), asyncio.Event()
    identify = ingestion._identify

    async def pause(*told: Any) -> Any:  # noqa: ANN401 — as it comes
        has_read.set()
        await may_write.wait()
        return await identify(*told)

    monkeypatch.setattr(ingestion, "_identify", pause)
    sending = asyncio.create_task(api.post("/v1/batch", json={"batch": [ORDER]}))
    await has_read.wait()
    changing = asyncio.create_task(change(database_of(GATEWAY), principal, currency="EUR"))
    await asyncio.sleep(0.3)
    assert not changing.done()
    may_write.set()
    assert (await sending).json()["accepted"] == 1
    with pytest.raises(WorkspaceHasFactsError):
        await changing


async def test_who_writes_facts_waits_for_a_change_and_sees_it(
    api: httpx.AsyncClient, principal: Principal, database_of: Callable[[str], Database]
) -> None:
    async with database_of(GATEWAY).work(principal) as work:
        await change_workspace(work, {"currency": "EUR"})
        sending = asyncio.create_task(api.post("/v1/batch", json={"batch": [ORDER]}))
        await asyncio.sleep(0.3)
        assert not sending.done()
    answer = (await sending).json()
    assert (answer["accepted"], len(answer["rejected"])) == (0, 1)


async def test_a_change_of_the_name_waits_for_nobody(
    segmentation: UnitOfWork, principal: Principal, database_of: Callable[[str], Database]
) -> None:
    await segmentation.workspace(for_facts=True)
    changed = await asyncio.wait_for(change(database_of(GATEWAY), principal, name=f"renamed {principal.workspace_id}"), 20)
    assert changed.name.startswith("renamed")


@pytest.mark.parametrize("changes", [{"currency": "EUR"}, {"time_zone": "Europe/Berlin"}])
async def test_rows_that_were_read_by_other_settings_are_not_written(segmentation: UnitOfWork, changes: dict[str, str]) -> None:
    before = replace(await segmentation.workspace(), **changes)  # type: ignore[arg-type]  # both are texts
    nothing = cast(Import, None)  # the refusal comes before the import is looked at
    with pytest.raises(ConflictError):
        await imports._settle(segmentation, nothing, before, [])

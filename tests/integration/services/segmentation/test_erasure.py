"""Erasure: nobody is found any more, all that was done is still counted, and nothing brings anybody back."""

import asyncio
import json
import math
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
from sqlalchemy import LargeBinary, Table, text

from kernel import tables
from kernel.database import UnitOfWork
from kernel.identifiers import identifier_digest, new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.settings import Settings
from schema import behaviour
from services.segmentation.domain.recognition import Sought
from services.segmentation.store import events
from services.segmentation.store.erasure import ChunkSize, search_rejects
from services.segmentation.use_cases import erasure, projection
from services.segmentation.use_cases.erasure import Asked
from tests.integration.services.segmentation.conftest import Erase, Feed, ask_for_erasure, run_job
from tests.integration.services.segmentation.test_identities import alias
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track
from tests.integration.services.segmentation.test_merges import merges_of, undo

NAME = 'Łukasz"o\\brien'
"""Of what JSON writes in several ways."""
WHO, DEVICE, OLD = f"who-{NAME}", f"device-{NAME}", f"old-{NAME}"
TRACE = "ukasz"
"""What is in whatever is made of the name, however it is written."""
STAYS = {
    "event_keys.message_id",
    "events.message_id",
    "events.name",
    "order_events.event_key",
    "order_events.order_id",
    "order_events.order_key",
    "order_events.lines",
    "order_lines.category",
    "order_lines.order_key",
    "order_lines.product_id",
    "orders.order_id",
    "orders.order_key",
    "touchpoints.campaign",
    "touchpoints.touch_key",
}
"""What an erasure leaves as it is, should a company put people's names into it (ADR 0015)."""


async def remember(api: httpx.AsyncClient) -> dict[str, Any]:
    """A customer with two user ids and a device, traits, orders, a touchpoint, and rejects beside somebody else's."""
    about = {"traits": {"name": NAME}, "context": {"ip": NAME, "userAgent": "x"}}
    campaign = {"campaign": {"source": "newsletter", "medium": "email", "name": f"spring-{NAME}"}}
    engraved = [{"product_id": f"ring-{NAME}", "category": f"For {NAME}", "price": 40}]
    bought = {"order_id": f"o-3-{NAME}", "total": 40, "products": engraved}
    device = {"userId": None, "anonymousId": DEVICE}
    await send(api, track(f"o-3-{NAME}", "Order Completed", properties=bought, **device))
    await send(
        api,
        completed("o-1", "o-1", 10, userId=WHO, context=about["context"]),
        completed("o-2", "o-2", 20, userId=OLD),
        completed("o-4", "o-4", 80, userId="somebody"),
        track("r-1", "Order Refunded", userId=WHO, properties={"order_id": "o-1", "total": 3, "why": NAME}),
        {"type": "identify", "userId": WHO, "anonymousId": DEVICE, "messageId": "i-1", "timestamp": "2026-01-02T03:04:05Z"}
        | about,
        {"type": "page", "name": NAME, "userId": WHO, "messageId": f"p-1-{NAME}", "context": campaign},
        track("n-1", f"Called {NAME}", userId=WHO),
        track("s-1", "NPS Answered", userId=WHO, properties={"score": 9, "comment": f"As {NAME} I like it"}),
        track("s-2", "Referral Converted", userId="somebody", properties={"referred_id": WHO, "friend_name": NAME}),
        alias("m-1", OLD, WHO),
    )
    for user in (WHO, DEVICE, "somebody"):
        body = json.dumps(track(f"b-{user}", userId=user, properties={"x": math.nan}))
        assert (await api.post("/v1/track", content=body.encode())).json()["rejected"] != []
    return await profile(api, WHO)


async def traces(work: UnitOfWork) -> set[str]:
    """The columns of the service's tables, and of jobs, in which the name still is."""
    found = set()
    own = [table for table in vars(behaviour).values() if isinstance(table, Table)]
    columns = [column for table in own for column in table.columns]
    for column in [*columns, tables.jobs.c.arguments, tables.jobs.c.result, tables.jobs.c.problem]:
        written = f"encode({column.name}, 'escape')" if isinstance(column.type, LargeBinary) else f"{column.name}::text"
        sql = f"select count(*) from {column.table} where workspace_id = :ws and position(:trace in {written}) > 0"
        if (await work.execute(text(sql), {"ws": work.workspace_id, "trace": TRACE})).scalar_one():
            found.add(f"{column.table.name}.{column.name}")
    return found


async def audits(superuser_url: str, principal: Principal) -> list[str]:
    connection = await asyncpg.connect(superuser_url)
    try:
        rows = await connection.fetch(
            "select a::text as entry from attune.audit_log a where workspace_id = $1", principal.workspace_id
        )
        return [row["entry"] for row in rows]
    finally:
        await connection.close()


async def test_nobody_is_found_any_more_and_all_that_was_done_is_counted(
    api: httpx.AsyncClient, context: JobContext, erase: Erase, settings: Settings, principal: Principal, feed: Feed
) -> None:
    before = await remember(api)
    assert before["behaviour"]["revenue"] == "67.0000"
    rfm = (await api.get("/v1/rfm")).json()
    async with context.work() as work:
        assert await traces(work) == STAYS | {
            "customers.customer_id",
            "subjects.value",
            "subject_traits.value",
            "events.properties",
            "feedback.comment",
            "events.traits",
            "events.context",
            "ingest_rejects.raw",
        }
    result = await erase(WHO)
    assert result == {"customer_id": before["id"], "subjects": 3, "events": 8, "traits": 1, "comments": 1, "rejects": 2}
    async with context.work() as work:
        assert await traces(work) == STAYS
    after = await profile(api, before["id"])
    assert (after["customer_id"], after["identities"], after["traits"]) == (None, [], {})
    assert after["erased_at"] is not None
    assert after["behaviour"] == before["behaviour"]
    assert (await api.get("/v1/rfm")).json() | {"as_of": ""} == rfm | {"as_of": ""}
    for reference in (WHO, OLD, f"erased:{before['id']}"):
        assert (await api.get(f"/v1/customers/{reference}")).status_code == 404
    listed = {each["id"]: each for each in (await api.get("/v1/customers")).json()["items"]}
    assert listed[before["id"]]["customer_id"] is None
    assert listed[before["id"]]["erased_at"] is not None
    assert (await profile(api, "somebody"))["erased_at"] is None
    (told,) = await feed("customer.erased")
    secret = settings.derived_secret("identifiers")
    expected = {identifier_digest(secret, principal.workspace_id, each).hex() for each in (WHO, OLD, DEVICE)}  # type: ignore[arg-type]  # a test's principal has a workspace
    assert set(told["digests"]) == expected
    assert len(told["subjects"]) == 3
    assert told["digests"] == sorted(told["digests"])  # which is of which subject is not told
    assert TRACE not in str(told)
    requested, erased = await audits(settings.database_url, principal)
    assert "customer.erasure_requested" in requested
    assert "customer.erased" in erased
    assert TRACE not in requested + erased


async def test_a_repeated_message_brings_nothing_back_and_a_new_one_is_a_new_customers(
    api: httpx.AsyncClient, erase: Erase
) -> None:
    before = await remember(api)
    await erase(WHO)
    again = await send(
        api,
        completed("o-1", "o-1", 10, userId=WHO),
        completed(f"o-3-{NAME}", f"o-3-{NAME}", 40, userId=None, anonymousId=DEVICE),
        alias("m-1", OLD, WHO),
    )
    assert (again["accepted"], again["duplicates"]) == (0, 3)
    assert (await api.get(f"/v1/customers/{WHO}")).status_code == 404
    assert len((await api.get("/v1/customers")).json()["items"]) == 2
    await send(api, completed("o-9", "o-9", 1, userId=WHO, anonymousId=DEVICE))
    new = await profile(api, WHO)
    assert new["id"] != before["id"]
    assert new["behaviour"]["revenue"] == "1.0000"
    assert (await profile(api, before["id"]))["behaviour"]["revenue"] == "67.0000"


async def test_a_refund_after_the_erasure_is_deducted_where_its_order_is(api: httpx.AsyncClient, erase: Erase) -> None:
    before = await remember(api)
    await erase(WHO)
    await send(api, track("r-2", "Order Refunded", userId=WHO, properties={"order_id": "o-2", "total": 5}))
    assert (await profile(api, before["id"]))["behaviour"]["revenue"] == "62.0000"
    assert (await profile(api, WHO))["behaviour"]["revenue"] == "0.0000"


async def rows_of(context: JobContext, table: str) -> list[tuple[Any, ...]]:
    async with context.work() as work:
        return [tuple(row) for row in await work.execute(text(f"select * from attune.{table} order by 2, 3"))]


@pytest.mark.parametrize("table", ["orders", "order_lines", "order_events", "touchpoints", "subject_traits"])
async def test_rebuilt_is_live_after_an_erasure(api: httpx.AsyncClient, context: JobContext, erase: Erase, table: str) -> None:
    await remember(api)
    await erase(WHO)
    await send(api, completed("o-10", "o-10", 7, userId="somebody"))
    live = await rows_of(context, table)
    if table != "subject_traits":
        assert live != []
    await projection.rebuild(context)
    assert await rows_of(context, table) == live


async def test_an_erasure_that_broke_off_goes_on(
    api: httpx.AsyncClient, context: JobContext, erase: Erase, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await remember(api)

    async def break_off(*_: object) -> int:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(erasure, "_empty_events", break_off)
        with pytest.raises(ConnectionResetError):
            await erase(WHO)
    result = await erase(before["id"])
    assert (result["events"], result["traits"], result["comments"]) == (8, 1, 1)
    async with context.work() as work:
        assert await traces(work) <= STAYS
    again = await erase(before["id"])
    assert again == {"customer_id": before["id"], "subjects": 3, "events": 0, "traits": 0, "comments": 0, "rejects": 0}
    assert len(await feed("customer.erased")) == 1


@pytest.mark.parametrize("sought_in_sql", [0, 50])
async def test_every_event_of_a_long_history_is_emptied_in_chunks(
    api: httpx.AsyncClient, context: JobContext, erase: Erase, monkeypatch: pytest.MonkeyPatch, sought_in_sql: int
) -> None:
    monkeypatch.setattr(erasure, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(erasure, "SUBJECTS_AT_ONCE", 1)
    monkeypatch.setattr(erasure, "SOUGHT_IN_SQL", sought_in_sql)
    at = [f"2026-0{month}-01T00:00:00Z" for month in (1, 2, 3)]
    seen = [track(f"t-{i}", userId=(WHO, OLD)[i % 2], timestamp=at[i % 3], properties={"name": NAME}) for i in range(20)]
    faulty = [{"type": "track", "userId": WHO, "messageId": f"x-{i}"} for i in range(8)]
    await send(api, *seen, *faulty, alias("m-1", OLD, WHO))
    result = await erase(WHO)
    assert (result["events"], result["rejects"]) == (20, 8)
    async with context.work() as work:
        assert await traces(work) <= STAYS


async def test_who_comes_between_the_search_and_the_tombstone_is_searched_for(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await remember(api)
    search = erasure._search_rejects
    turns: list[Sought] = []

    async def slow(own: JobContext, sought: Sought) -> erasure._Search:
        done = await search(own, sought)
        if not turns:  # another device of the customer's, and a reject that names it
            await send(api, track("l-1", userId=WHO, anonymousId=f"late-{NAME}"))
            await send(api, {"type": "track", "anonymousId": f"late-{NAME}", "messageId": "l-2"})
            await send(api, {"type": "track", "userId": WHO, "messageId": "l-3"})
        turns.append(sought)
        return done

    monkeypatch.setattr(erasure, "_search_rejects", slow)
    erased = await erasure.erase(context, Asked(UUID(before["id"])))
    assert len(turns) == 2
    assert erased.rejects == 4
    async with context.work() as work:
        assert await traces(work) <= STAYS


async def test_an_event_on_its_way_is_waited_for(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await remember(api)
    customer = UUID(before["id"])
    insert, looked_up, go_on = events.insert_events, asyncio.Event(), asyncio.Event()

    async def slow(*arguments: Any) -> set[str]:  # noqa: ANN401 — as it is called
        looked_up.set()
        await go_on.wait()
        return await insert(*arguments)

    monkeypatch.setattr(events, "insert_events", slow)
    sent = asyncio.create_task(send(api, track("late", userId=WHO, properties={"name": NAME})))
    await looked_up.wait()  # whose the event is has been read, and it is not written yet
    erased = asyncio.create_task(erasure.erase(context, Asked(customer)))
    await asyncio.sleep(0.5)
    go_on.set()
    await asyncio.gather(sent, erased)
    async with context.work() as work:
        assert await traces(work) <= STAYS
    assert (await profile(api, str(customer)))["behaviour"]["events"] == before["behaviour"]["events"] + 1


async def test_a_merge_of_the_erased_is_not_undone(api: httpx.AsyncClient, erase: Erase) -> None:
    before = await remember(api)
    records = await merges_of(api, WHO)
    assert len(records) == 2
    await erase(WHO)
    for record in records:
        answer = await undo(api, before["id"], record["id"])
        assert (answer.status_code, answer.json()["code"]) == (409, "customer_erased")
    assert [each["identities"] for each in await merges_of(api, before["id"])] == [[], []]


async def test_whose_merge_was_undone_is_not_erased_with_the_other(api: httpx.AsyncClient, erase: Erase) -> None:
    await remember(api)
    (record,) = [each for each in await merges_of(api, WHO) if each["identities"] == [{"kind": "user", "value": OLD}]]
    assert (await undo(api, WHO, record["id"])).status_code == 200
    await erase(WHO)
    kept = await profile(api, OLD)
    assert (kept["behaviour"]["revenue"], kept["erased_at"]) == ("20.0000", None)


@pytest.mark.parametrize("by_ours", [False, True])
async def test_an_undo_between_the_request_and_its_job_leaves_the_other_alone(
    api: httpx.AsyncClient, context: JobContext, by_ours: bool
) -> None:
    await send(api, completed("o-x", "o-x", 1, userId="x"), completed("o-y", "o-y", 2, userId="y"))
    former = (await profile(api, "x"))["id"]
    await send(api, alias("m-1", "x", "y"))
    job = await ask_for_erasure(api, former if by_ours else "x")
    (record,) = await merges_of(api, "y")
    assert (await undo(api, "y", record["id"])).status_code == 200
    assert (await run_job(context, job))["customer_id"] == former
    assert (await api.get("/v1/customers/x")).status_code == 404
    assert (await profile(api, former))["erased_at"] is not None
    assert (await profile(api, "y"))["erased_at"] is None


async def test_a_merge_between_the_request_and_its_job_is_erased_as_a_whole(
    api: httpx.AsyncClient, context: JobContext
) -> None:
    await send(api, track("x-1", userId="x"), track("y-1", userId="y"))
    survivor = (await profile(api, "y"))["id"]
    job = await ask_for_erasure(api, "x")
    await send(api, alias("m-1", "x", "y"))
    assert await run_job(context, job) == {
        "customer_id": survivor,
        "subjects": 2,
        "events": 0,
        "traits": 0,
        "comments": 0,
        "rejects": 0,
    }
    assert {(await api.get(f"/v1/customers/{each}")).status_code for each in "xy"} == {404}


async def test_traits_are_not_shown_any_more_before_they_are_dropped(
    api: httpx.AsyncClient, erase: Erase, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await remember(api)
    assert before["traits"] == {"name": NAME}

    async def break_off(*_: object) -> int:
        raise ConnectionResetError

    monkeypatch.setattr(erasure, "_drop_traits", break_off)
    with pytest.raises(ConnectionResetError):
        await erase(WHO)
    assert (await profile(api, before["id"]))["traits"] == {}


async def test_all_but_what_is_new_is_searched_before_the_workspace_is_held(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "ROWS_AT_ONCE", 3)
    await send(api, track("t-1", userId=WHO), *({"type": "track", "userId": WHO, "messageId": f"x-{i}"} for i in range(20)))
    search, came = erasure._search_chunk, iter(range(20, 30))
    seen: list[int] = []
    held: list[int] = []

    async def counting(work: UnitOfWork, sought: Sought, after: erasure._Position, before: datetime) -> erasure._Chunk:
        chunk = await search(work, sought, after, before)
        (held if before == erasure._AFTER_ALL else seen).append(chunk.dropped)
        return chunk

    async def more(*_: object) -> None:
        if (number := next(came, None)) is not None:
            await send(api, {"type": "track", "userId": WHO, "messageId": f"x-{number}"})

    monkeypatch.setattr(erasure, "_search_chunk", counting)
    monkeypatch.setattr(JobContext, "progress", more)
    erased = await erasure.erase(context, Asked(UUID((await profile(api, WHO))["id"])))
    assert erased.rejects == 30
    assert sum(held) <= 3
    assert sum(seen) >= 27


async def test_a_reject_on_its_way_is_waited_for(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(api, track("t-1", userId=WHO))
    customer = UUID((await profile(api, WHO))["id"])
    count, written, go_on = events.count_duplicates, asyncio.Event(), asyncio.Event()

    async def slow(*arguments: Any) -> None:  # noqa: ANN401 — as it is called
        written.set()
        await go_on.wait()
        await count(*arguments)

    monkeypatch.setattr(events, "count_duplicates", slow)
    sent = asyncio.create_task(send(api, {"type": "track", "userId": WHO, "messageId": "late"}))
    await written.wait()  # the reject is written, and nobody sees it yet
    erased = asyncio.create_task(erasure.erase(context, Asked(customer)))
    await asyncio.sleep(0.5)
    go_on.set()
    await sent
    assert (await erased).rejects == 1


async def test_rejects_are_read_in_chunks_of_a_bounded_size(api: httpx.AsyncClient, segmentation: UnitOfWork) -> None:
    await send(api, *({"type": "track", "userId": WHO, "messageId": f"x-{i}", "text": "x" * 1000} for i in range(10)))
    sizes, after = [], (erasure._BEFORE_ALL, erasure._NIL)
    while found := await search_rejects(segmentation, [], after, erasure._AFTER_ALL, ChunkSize(rows=100, bytes=2500)):
        sizes.append(len(found))
        after = (found[-1].received_at, found[-1].id)
    assert sizes == [3, 3, 3, 1]


async def test_who_is_not_there_cannot_be_erased(api: httpx.AsyncClient) -> None:
    for reference in ("nobody", str(new_id())):
        answer = await api.delete(f"/v1/customers/{reference}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

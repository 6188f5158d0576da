"""Merges on record, and their undo: chains, crossings, devices, and what a new statement does afterwards."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema.roles import SEGMENTATION
from tests.integration.services.segmentation.conftest import ApiOf, Feed
from tests.integration.services.segmentation.test_identities import alias, ghosts
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track

DatabaseOf = Callable[[str], Database]


async def known(api: httpx.AsyncClient, *users: str) -> None:
    """Users with an order of their own, worth 1, 10, 100, …"""
    await send(api, *(completed(f"o-{user}", f"o-{user}", 10**i, userId=user) for i, user in enumerate(users)))


async def revenues(api: httpx.AsyncClient, *users: str) -> list[int]:
    return [int(float((await profile(api, user))["behaviour"]["revenue"])) for user in users]


async def merges_of(api: httpx.AsyncClient, customer: str, **query: object) -> list[dict[str, Any]]:
    answer = await api.get(f"/v1/customers/{customer}/merges", params=query)  # type: ignore[arg-type]  # text and numbers
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def undo(api: httpx.AsyncClient, customer: str, merge: str) -> httpx.Response:
    return await api.post(f"/v1/customers/{customer}/merges/{merge}/undo")


async def merge(api: httpx.AsyncClient, message_id: str, previous: str, user: str) -> str:
    """The id of the merge that an alias makes."""
    await send(api, alias(message_id, previous, user))
    return str((await merges_of(api, user))[0]["id"])


async def undone(api: httpx.AsyncClient, customer: str, merge_id: str) -> dict[str, Any]:
    answer = await undo(api, customer, merge_id)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    assert document["undone_at"] is not None
    return document


async def test_an_undo_gives_each_customer_back_what_was_its_own(
    api: httpx.AsyncClient, feed: Feed, segmentation: UnitOfWork
) -> None:
    await known(api, "a", "b")
    before = {user: (await profile(api, user))["id"] for user in "ab"}
    merge_id = await merge(api, "m-1", "a", "b")
    assert await revenues(api, "a", "b") == [11, 11]
    (record,) = await merges_of(api, "a")
    assert (record["survivor_id"], record["absorbed_id"]) == (before["b"], before["a"])
    assert record["identities"] == [{"kind": "user", "value": "a"}]
    document = await undone(api, "b", merge_id)
    assert document["identities"] == [{"kind": "user", "value": "a"}]
    assert await revenues(api, "a", "b") == [1, 10]
    assert {user: (await profile(api, user))["id"] for user in "ab"} == before
    assert [each["id"] for each in await merges_of(api, "a")] == [merge_id]
    assert [each["id"] for each in await merges_of(api, "b")] == [merge_id]
    (split,) = await feed("customer.split")
    assert (split["survivor"], split["absorbed"], len(split["subjects"])) == (before["b"], before["a"], 1)
    kept = await segmentation.execute(text("select count(*) from attune.subjects where customer_id = :id"), {"id": before["a"]})
    assert kept.scalar_one() == 1


async def test_a_merge_is_undone_once(api: httpx.AsyncClient) -> None:
    await known(api, "a", "b")
    merge_id = await merge(api, "m-1", "a", "b")
    answers = await asyncio.gather(*(undo(api, "b", merge_id) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    again = await undo(api, "a", merge_id)
    assert (again.status_code, again.json()["code"]) == (409, "merge_already_undone")
    assert await revenues(api, "a", "b") == [1, 10]


async def test_what_is_no_merge_of_the_customer_is_not_found(
    api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal
) -> None:
    await known(api, "a", "b", "c")
    merge_id = await merge(api, "m-1", "a", "b")
    for customer, wanted in (("c", merge_id), ("b", str(new_id())), ("nobody", merge_id)):
        answer = await undo(api, customer, wanted)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = await undo(api, "b", "m-1")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert answer.json()["errors"][0]["pointer"] == "path:merge_id"
    async with api_of(other_principal) as other:
        await known(other, "b")
        assert (await undo(other, "b", merge_id)).status_code == 404
    assert (await api.get("/v1/customers/nobody/merges")).status_code == 404
    faulty = await api.get("/v1/customers/b/merges", params={"cursor": "x"})
    assert (faulty.status_code, faulty.json()["errors"][0]["code"]) == (422, "cursor_invalid")


async def test_merges_are_listed_latest_first_page_by_page(api: httpx.AsyncClient) -> None:
    await known(api, "a", "b", "c", "d", "e")
    made = [await merge(api, f"m-{user}", user, "e") for user in "abcd"]
    listed: list[str] = []
    cursor = None
    while True:
        query = {"limit": 3} | ({} if cursor is None else {"cursor": cursor})
        document = (await api.get("/v1/customers/e/merges", params=query)).json()
        listed += [each["id"] for each in document["items"]]
        cursor = document["next_cursor"]
        if cursor is None:
            break
    assert listed == made[::-1]


async def test_of_a_chain_the_first_merge_is_undone_alone(
    api: httpx.AsyncClient, feed: Feed, database_of: DatabaseOf, principal: Principal
) -> None:
    """a → b → c; then a was never b: what is b's stays with c."""
    await known(api, "a", "b", "c")
    first = await merge(api, "m-1", "a", "b")
    second = await merge(api, "m-2", "b", "c")
    await undone(api, "c", first)
    assert await revenues(api, "a", "b", "c") == [1, 110, 110]
    (split,) = await feed("customer.split")
    assert split["survivor"] == (await profile(api, "c"))["id"]
    # a is not among what the second merge would give back any more
    assert [each["identities"] for each in await merges_of(api, "c") if each["id"] == second] == [
        [{"kind": "user", "value": "b"}]
    ]
    await undone(api, "c", second)
    assert await revenues(api, "a", "b", "c") == [1, 10, 100]
    assert await ghosts(database_of(SEGMENTATION), principal) == 0


async def test_of_a_chain_the_last_merge_is_undone_alone(api: httpx.AsyncClient) -> None:
    """a → b → c; then b was never c: a stays with b."""
    await known(api, "a", "b", "c")
    first = await merge(api, "m-1", "a", "b")
    second = await merge(api, "m-2", "b", "c")
    await undone(api, "a", second)
    assert await revenues(api, "a", "b", "c") == [11, 11, 100]
    assert {each["id"] for each in await merges_of(api, "b")} == {first, second}
    assert [each["id"] for each in await merges_of(api, "c")] == [second]
    await undone(api, "b", first)
    assert await revenues(api, "a", "b", "c") == [1, 10, 100]


async def test_a_merge_in_the_middle_of_a_chain_is_undone_alone(api: httpx.AsyncClient) -> None:
    """a → b → c → d; without the middle one: a and b, c and d."""
    await known(api, "a", "b", "c", "d")
    await merge(api, "m-1", "a", "b")
    middle = await merge(api, "m-2", "b", "c")
    last = await merge(api, "m-3", "c", "d")
    await undone(api, "d", middle)
    assert await revenues(api, "a", "b", "c", "d") == [11, 11, 1100, 1100]
    await undone(api, "d", last)
    assert await revenues(api, "a", "b", "c", "d") == [11, 11, 100, 1000]


async def test_a_later_merge_of_its_own_keeps_what_it_said(api: httpx.AsyncClient) -> None:
    """a → b → c, a taken out and then said to be c's: undoing b → c leaves a where that said."""
    await known(api, "a", "b", "c")
    first = await merge(api, "m-1", "a", "b")
    second = await merge(api, "m-2", "b", "c")
    await undone(api, "c", first)
    third = await merge(api, "m-3", "a", "c")
    await undone(api, "c", second)
    assert await revenues(api, "a", "b", "c") == [101, 10, 101]
    await undone(api, "c", third)
    assert await revenues(api, "a", "b", "c") == [1, 10, 100]


async def test_the_same_pair_is_merged_again_by_a_new_alias_and_not_by_the_old_one(api: httpx.AsyncClient) -> None:
    await known(api, "a", "b")
    await undone(api, "b", await merge(api, "m-1", "a", "b"))
    again = await send(api, alias("m-1", "a", "b"))
    assert again["duplicates"] == 1
    assert await revenues(api, "a", "b") == [1, 10]
    await undone(api, "b", await merge(api, "m-2", "a", "b"))
    await merge(api, "m-3", "b", "a")  # the other way round, too
    assert await revenues(api, "a", "b") == [11, 11]
    assert len(await merges_of(api, "a")) == 3


async def test_a_sign_in_is_a_merge_and_its_undo_stands_against_further_sign_ins(api: httpx.AsyncClient) -> None:
    await known(api, "a", "b")
    await send(api, completed("o-d", "o-d", 1000, userId=None, anonymousId="d"))
    await send(api, track("t-1", userId="a", anonymousId="d"))
    assert await revenues(api, "a") == [1001]
    ((claim),) = await merges_of(api, "a")
    assert claim["identities"] == [{"kind": "anonymous", "value": "d"}]
    await undone(api, "a", claim["id"])
    assert await revenues(api, "a", claim["absorbed_id"]) == [1, 1000]
    await send(api, track("t-2", userId="a", anonymousId="d"), track("t-3", userId="b", anonymousId="d"))
    assert await revenues(api, "a", "b", claim["absorbed_id"]) == [1, 10, 1000]
    await merge(api, "m-1", "d", "b")  # but an alias says whose it is
    assert await revenues(api, "a", "b") == [1, 1010]
    await send(api, alias("m-2", "d", "a"))  # and then it is somebody's: a second user does not take it
    assert await revenues(api, "a", "b") == [1, 1010]


async def test_a_device_seen_first_with_its_user_was_never_merged(api: httpx.AsyncClient) -> None:
    await send(api, completed("o-a", "o-a", 1, userId="a", anonymousId="d"))
    assert await merges_of(api, "a") == []


async def test_merges_of_one_batch_are_undone_one_by_one(api: httpx.AsyncClient) -> None:
    await known(api, "a", "b", "c")
    await send(api, alias("m-1", "a", "b"), alias("m-2", "b", "c"))
    records = {each["identities"][0]["value"]: each["id"] for each in await merges_of(api, "c")}
    assert set(records) == {"a", "b"}
    await undone(api, "c", records["b"])
    assert await revenues(api, "a", "b", "c") == [101, 10, 101]
    await undone(api, "c", records["a"])
    assert await revenues(api, "a", "b", "c") == [1, 10, 100]


async def test_undos_beside_merges_leave_every_subject_a_living_customers(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    users = [f"u{i}" for i in range(5)]
    await known(api, *users)

    async def undo_latest(user: str) -> None:
        for each in (await merges_of(api, user))[:2]:
            assert (await undo(api, user, each["id"])).status_code in (200, 404, 409)

    for turn in range(6):
        pairs = [(users[(i + turn) % 5], users[(i * 2 + turn) % 5]) for i in range(5)]
        sent = [send(api, alias(f"x-{turn}-{i}", a, b)) for i, (a, b) in enumerate(pairs) if a != b]
        await asyncio.gather(*sent, *(undo_latest(user) for user in users))
    assert await ghosts(database_of(SEGMENTATION), principal) == 0
    items = (await api.get("/v1/customers")).json()["items"]
    assert sum(await revenues(api, *(each["id"] for each in items))) == 11111

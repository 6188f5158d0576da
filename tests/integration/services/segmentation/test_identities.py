"""The map of identities under everything at once: whatever the order, every fact is some living customer's."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import text

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import SEGMENTATION
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track

Messages = list[dict[str, Any]]


def alias(message_id: str, previous: str, user: str) -> dict[str, Any]:
    return {
        "type": "alias",
        "previousId": previous,
        "userId": user,
        "messageId": message_id,
        "timestamp": "2026-01-02T00:00:00Z",
    }


async def ghosts(database: Database, principal: Principal) -> int:
    """Subjects whose customer is closed."""
    async with database.work(principal) as work:
        found = await work.execute(
            text(
                "select count(*) from attune.subjects s join attune.customers c"
                " on c.workspace_id = s.workspace_id and c.id = s.customer_id where c.merged_into is not null"
            )
        )
        return int(found.scalar_one())


async def test_crossed_aliases_leave_one_living_customer(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    for i in range(6):
        a, b = f"a-{i}", f"b-{i}"
        await send(api, completed(f"o-{a}", f"o-{a}", 5, userId=a), completed(f"o-{b}", f"o-{b}", 7, userId=b))
        await asyncio.gather(send(api, alias(f"1-{i}", a, b)), send(api, alias(f"2-{i}", b, a)))
        first, second = await profile(api, a), await profile(api, b)
        assert first["id"] == second["id"]
        assert first["behaviour"]["revenue"] == "12.0000"
    assert await ghosts(database_of(SEGMENTATION), principal) == 0


async def test_a_chain_of_aliases_in_one_batch_ends_at_its_end(api: httpx.AsyncClient) -> None:
    await send(api, *(track(f"t-{name}", userId=name) for name in "abcd"))
    await send(api, alias("1", "a", "b"), alias("2", "b", "c"), alias("3", "c", "d"), alias("4", "d", "a"))
    assert len({(await profile(api, name))["id"] for name in "abcd"}) == 1
    assert len((await api.get("/v1/customers")).json()["items"]) == 1


async def test_an_alias_does_not_take_a_device_from_whom_it_is(api: httpx.AsyncClient) -> None:
    await send(api, track("1", userId="first", anonymousId="device"))
    await send(api, alias("2", "device", "second"))
    assert (await profile(api, "first"))["id"] != (await profile(api, "second"))["id"]
    await send(api, track("3", userId=None, anonymousId="fresh"))
    await send(api, alias("4", "fresh", "first"), alias("5", "fresh", "second"))
    assert ("anonymous", "fresh") in {(i["kind"], i["value"]) for i in (await profile(api, "first"))["identities"]}
    assert (await profile(api, "first"))["id"] != (await profile(api, "second"))["id"]


async def test_sign_ins_of_one_user_on_many_devices_do_not_deadlock(api: httpx.AsyncClient) -> None:
    await send(api, track("known", userId="u"))

    def batch(i: int, j: int) -> Messages:
        name = f"{i}-{j}"
        return [track(f"t-{name}", userId="u", anonymousId=f"new-{name}"), alias(f"a-{name}", f"old-{name}", "u")]

    for i in range(8):
        await asyncio.gather(*(send(api, *batch(i, j)) for j in range(4)))
    assert len((await profile(api, "u"))["identities"]) == 1 + 8 * 4 * 2


async def test_an_alias_beside_its_devices_visit_does_not_deadlock(api: httpx.AsyncClient) -> None:
    """Both tell of a trait and bring the device, which an alias names last: whoever came second was refused after a second."""

    def identify(message_id: str, user: str) -> dict[str, Any]:
        return {"type": "identify", "userId": user, "messageId": message_id, "traits": {"said": message_id}}

    for i in range(12):
        user, device = f"u-{i}", f"p-{i}"
        await send(api, track(f"0-{i}", userId=user))
        signing_in = [identify(f"1-{i}", user), alias(f"2-{i}", device, user)]
        visiting = [track(f"3-{i}", userId=None, anonymousId=device), identify(f"4-{i}", user)]
        await asyncio.gather(send(api, *signing_in), send(api, *visiting))
        assert {each["value"] for each in (await profile(api, user))["identities"]} == {user, device}


async def test_an_alias_that_is_sent_again_makes_nobody(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await send(api, alias("1", "device", "u"))
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(text("update attune.subjects set value = 'forgotten' where value = 'device'"))
    assert (await send(api, alias("1", "device", "u")))["duplicates"] == 1
    assert {each["value"] for each in (await profile(api, "u"))["identities"]} == {"u", "forgotten"}


async def test_everything_at_once_loses_no_order(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    chance = random.Random(11)  # noqa: S311 — a fixed seed: the same events every time
    people, devices = [f"p{i}" for i in range(6)], [f"d{i}" for i in range(8)]
    messages: Messages = []
    for i in range(120):
        who, device = chance.choice(people), chance.choice(devices)
        kind = chance.randrange(4)
        if kind == 0:
            messages.append(alias(f"m{i}", chance.choice([*people, *devices]), who))
        elif kind == 1:
            messages.append(completed(f"m{i}", f"o{i}", 1, userId=None, anonymousId=device))
        else:
            messages.append(completed(f"m{i}", f"o{i}", 1, userId=who, anonymousId=device if kind == 2 else None))
    batches = [messages[i : i + 6] for i in range(0, len(messages), 6)]
    for i in range(0, len(batches), 5):
        await asyncio.gather(*(send(api, *batch) for batch in batches[i : i + 5]))
    assert await ghosts(database_of(SEGMENTATION), principal) == 0
    ordered = sum(message["type"] == "track" for message in messages)
    items = (await api.get("/v1/customers", params={"limit": 1000})).json()["items"]
    revenues = [float((await profile(api, customer["id"]))["behaviour"]["revenue"]) for customer in items]
    assert sum(revenues) == ordered


async def test_of_two_traits_at_one_moment_the_greater_stands_in_any_order(api: httpx.AsyncClient) -> None:
    def identify(message_id: str, user: str, city: str) -> dict[str, Any]:
        at = "2026-02-02T00:00:00Z"
        return {"type": "identify", "userId": user, "messageId": message_id, "timestamp": at, "traits": {"city": city}}

    await send(api, identify("1", "x", "b"), identify("2", "x", "a"))
    await send(api, identify("3", "y", "a"), identify("4", "y", "b"))
    await send(api, identify("5", "z", "b"))
    await send(api, identify("6", "z", "a"))
    assert [(await profile(api, user))["traits"] for user in "xyz"] == [{"city": "b"}] * 3

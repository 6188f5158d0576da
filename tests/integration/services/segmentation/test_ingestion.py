import asyncio
import gzip
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from kernel.database import UnitOfWork
from kernel.principals import Principal
from tests.integration.services.segmentation.conftest import ApiOf


def track(message_id: str, name: str = "Viewed", **more: object) -> dict[str, Any]:
    message = {"type": "track", "event": name, "userId": "u-1", "messageId": message_id, "timestamp": "2026-01-02T03:04:05Z"}
    return {**message, **more}


def completed(
    message_id: str, order_id: str, total: object, at: str = "2026-01-02T03:04:05Z", **more: object
) -> dict[str, Any]:
    properties = {"order_id": order_id, "total": total, "currency": "USD"}
    return track(message_id, "Order Completed", timestamp=at, properties=properties, **more)


async def send(api: httpx.AsyncClient, *messages: object) -> dict[str, Any]:
    answer = await api.post("/v1/batch", json={"batch": messages})
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    assert document["accepted"] + document["duplicates"] + len(document["rejected"]) == len(messages)
    return document


async def profile(api: httpx.AsyncClient, customer: str) -> dict[str, Any]:
    answer = await api.get(f"/v1/customers/{customer}")
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def test_each_message_is_stored_once(api: httpx.AsyncClient) -> None:
    first = await send(api, track("m-1"), track("m-2"), track("m-1"))
    assert (first["accepted"], first["duplicates"]) == (2, 1)
    again = await send(api, track("m-2"), track("m-3"))
    assert (again["accepted"], again["duplicates"]) == (1, 1)
    summary = (await api.get("/v1/events/summary")).json()
    assert summary["events"] == 3
    assert summary["by_name"] == {"Viewed": 3}
    assert summary["duplicates"] == 2


async def test_a_bad_event_harms_no_neighbour(api: httpx.AsyncClient, segmentation: UnitOfWork) -> None:
    body = (
        '{"batch":[{"type":"track","event":"A","userId":"u","messageId":"1","properties":{"x":NaN}},'
        '{"type":"track","event":"A","userId":"u","messageId":"2","properties":{"x":"a\\u0000b"}},'
        '{"type":"track","event":"A","userId":"u","messageId":"3","properties":{"x":"\\ud800"}},'
        '{"type":"track","event":"A","messageId":"4"},'
        '{"type":"track","event":"A","userId":"u","messageId":"5"}]}'
    )
    answer = await api.post("/v1/batch", content=body)
    document = answer.json()
    assert answer.status_code == 200
    assert (document["accepted"], [(r["index"], r["code"]) for r in document["rejected"]]) == (
        1,
        [(0, "number_not_finite"), (1, "text_has_nul"), (2, "text_not_unicode"), (3, "identity_missing")],
    )
    kept = await segmentation.execute(text("select count(*) from attune.ingest_rejects where raw <> ''"))
    assert kept.scalar_one() == 4


async def test_a_single_bad_event_is_a_reject_and_200(api: httpx.AsyncClient) -> None:
    answer = await api.post("/v1/track", json={"event": "A"})
    assert answer.status_code == 200
    assert answer.json()["accepted"] == 0
    assert answer.json()["rejected"][0]["code"] == "identity_missing"


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/v1/batch", b"{", "body_unparsable"),
        ("/v1/batch", b"\xff\xfe", "body_unparsable"),
        ("/v1/batch", b'{"batch": 1}', "batch_malformed"),
        ("/v1/track", b"[" * 100_000, "body_unparsable"),
    ],
)
async def test_a_body_that_cannot_be_read_is_400(api: httpx.AsyncClient, path: str, body: bytes, code: str) -> None:
    answer = await api.post(path, content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["message"]


async def test_gzip_text_and_short_forms(api: httpx.AsyncClient) -> None:
    body = gzip.compress(json.dumps({"batch": [track("z-1")]}).encode())
    answer = await api.post("/v1/b", content=body, headers={"content-encoding": "gzip", "content-type": "text/plain"})
    assert answer.json()["accepted"] == 1
    bomb = gzip.compress(b" " * (5 * 1024 * 1024))
    answer = await api.post("/v1/b", content=bomb, headers={"content-encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_crossed_batches_do_not_deadlock(api: httpx.AsyncClient) -> None:
    ids = [f"x-{i}" for i in range(200)]
    forward = [completed(i, f"o-{i}", 1, userId=f"u-{i}", anonymousId=f"a-{i}") for i in ids]
    answers = await asyncio.gather(*(send(api, *(forward if i % 2 else forward[::-1])) for i in range(6)))
    assert sum(answer["accepted"] for answer in answers) == 200
    summary = (await api.get("/v1/events/summary")).json()
    assert summary["events"] == 200


async def test_an_order_is_a_fold_of_its_events_in_any_order_of_arrival(api: httpx.AsyncClient) -> None:
    refund = track("r-1", "Order Refunded", timestamp="2026-01-05T00:00:00Z", properties={"order_id": "o-1", "total": "4.50"})
    await send(api, refund)
    assert (await profile(api, "u-1"))["behaviour"]["orders"] == 0
    await send(api, completed("c-2", "o-1", 12, at="2026-01-04T00:00:00Z"))
    await send(api, completed("c-1", "o-1", 10, at="2026-01-03T00:00:00Z"))
    behaviour = (await profile(api, "u-1"))["behaviour"]
    assert (behaviour["orders"], behaviour["revenue"]) == (1, "7.5000")
    assert behaviour["first_order_at"] == "2026-01-04T00:00:00Z"
    await send(api, track("x-1", "Order Cancelled", properties={"order_id": "o-1"}))
    behaviour = (await profile(api, "u-1"))["behaviour"]
    assert (behaviour["orders"], behaviour["purchases"], behaviour["revenue"]) == (1, 0, "0.0000")


async def test_parallel_refunds_of_one_order_all_count(api: httpx.AsyncClient) -> None:
    await send(api, completed("c-1", "o-1", 100))
    refunds = [track(f"r-{i}", "Order Refunded", properties={"order_id": "o-1", "total": 3}) for i in range(8)]
    await asyncio.gather(*(send(api, refund) for refund in refunds))
    assert (await profile(api, "u-1"))["behaviour"]["revenue"] == "76.0000"


async def test_an_order_in_a_currency_without_a_rate_is_a_reject(api: httpx.AsyncClient) -> None:
    order = track("m-1", "Order Completed", properties={"order_id": "o", "total": 5, "currency": "JPY"})
    document = await send(api, order, track("m-2"))
    assert [r["code"] for r in document["rejected"]] == ["currency_without_rate"]
    assert document["accepted"] == 1


async def test_an_anonymous_visitor_becomes_the_user_and_the_first_claim_stands(api: httpx.AsyncClient) -> None:
    await send(api, track("m-1", userId=None, anonymousId="visitor"))
    anonymous = (await api.get("/v1/customers")).json()["items"]
    assert [customer["customer_id"] for customer in anonymous] == [None]
    await send(api, {"type": "identify", "userId": "first", "anonymousId": "visitor", "messageId": "m-2", "traits": {"a": 1}})
    await send(api, {"type": "identify", "userId": "second", "anonymousId": "visitor", "messageId": "m-3"})
    first = await profile(api, "first")
    assert {(i["kind"], i["value"]) for i in first["identities"]} == {("user", "first"), ("anonymous", "visitor")}
    assert first["behaviour"]["events"] == 2
    assert {(i["kind"], i["value"]) for i in (await profile(api, "second"))["identities"]} == {("user", "second")}
    assert (await profile(api, anonymous[0]["id"]))["customer_id"] == "first"
    assert len((await api.get("/v1/customers")).json()["items"]) == 2


async def test_alias_makes_two_customers_one(api: httpx.AsyncClient, segmentation: UnitOfWork) -> None:
    await send(api, completed("m-1", "o-1", 5, userId="old"), completed("m-2", "o-2", 7, userId="new"))
    await send(api, {"type": "alias", "previousId": "old", "userId": "new", "messageId": "m-3"})
    for name in ("old", "new"):
        document = await profile(api, name)
        assert (document["customer_id"], document["behaviour"]["revenue"]) == ("new", "12.0000")
    feed = await segmentation.execute(text("select count(*) from published.customers"))
    assert feed.scalar_one() == 1


async def test_the_latest_observation_of_a_trait_stands_whenever_it_arrives(api: httpx.AsyncClient) -> None:
    def identify(message_id: str, at: str, city: str) -> dict[str, Any]:
        return {"type": "identify", "userId": "u", "messageId": message_id, "timestamp": at, "traits": {"city": city}}

    await send(api, identify("m-2", "2026-02-02T00:00:00Z", "Łódź"))
    await send(api, identify("m-1", "2026-02-01T00:00:00Z", "Kraków"))
    assert (await profile(api, "u"))["traits"] == {"city": "Łódź"}


@pytest.mark.parametrize("customer", ["a/b", "100%", "a+b c", "שלום", "客户", "a%2Fb", "x" * 255])
async def test_ids_of_any_script_are_one_segment(api: httpx.AsyncClient, customer: str) -> None:
    from urllib.parse import quote

    await send(api, track("m-1", userId=customer))
    assert (await profile(api, quote(customer, safe="")))["customer_id"] == customer


async def test_another_workspace_sees_nothing(api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal) -> None:
    await send(api, completed("m-1", "o-1", 5))
    ours = (await profile(api, "u-1"))["id"]
    async with api_of(other_principal) as other:
        for reference in ("u-1", ours):
            answer = await other.get(f"/v1/customers/{reference}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert (await other.get("/v1/customers")).json()["items"] == []
        assert (await other.get("/v1/events/summary")).json()["events"] == 0
        assert (await send(other, completed("m-1", "o-1", 9)))["accepted"] == 1
    assert (await profile(api, "u-1"))["behaviour"]["revenue"] == "5.0000"


async def test_as_of_looks_back(api: httpx.AsyncClient) -> None:
    await send(
        api, completed("m-1", "o-1", 5, at="2026-01-02T00:00:00Z"), completed("m-2", "o-2", 7, at="2026-03-02T00:00:00Z")
    )
    answer = await api.get("/v1/customers/u-1", params={"as_of": "2026-02-01T00:00:00Z"})
    assert answer.json()["behaviour"]["revenue"] == "5.0000"
    answer = await api.get("/v1/customers/u-1", params={"as_of": "2026-02-01"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?as_of")


async def test_events_of_the_year_9999_and_of_1902_are_kept(api: httpx.AsyncClient) -> None:
    document = await send(api, track("m-1", timestamp="9999-12-31T23:59:59Z"), track("m-2", timestamp="1902-01-01T00:00:00Z"))
    assert document["accepted"] == 2
    later = (await api.get("/v1/events/summary", params={"as_of": datetime.now(UTC).replace(year=2100).isoformat()})).json()
    assert later["events"] == 2


async def test_pages_of_customers_follow_one_another(api: httpx.AsyncClient) -> None:
    await send(api, *(track(f"m-{i}", userId=f"u-{i:03}") for i in range(25)))
    seen, cursor = [], None
    while True:
        page = (await api.get("/v1/customers", params={"limit": 10} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [customer["customer_id"] for customer in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == [f"u-{i:03}" for i in range(25)]
    assert (await api.get("/v1/customers", params={"cursor": "garbage"})).json()["errors"][0]["code"] == "cursor_invalid"

"""Segment's own Python client delivers to a running system."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from segment.analytics.client import Client
from segment.analytics.request import APIError
from segment.analytics.request import _session as segment_session

from gateway.use_cases import NewWorkspace
from tests.contract.running import System

EVENTS = 10_000

Connect = Callable[..., Client]


@pytest.fixture
def connect(system: System, house: NewWorkspace) -> Iterator[Connect]:
    """Makes clients of the workspace; at the end, none of them may have met an error."""
    clients: list[Client] = []
    failures: list[object] = []

    def make(**options: Any) -> Client:  # noqa: ANN401 — the client's own
        client = Client(
            house.write_key,
            host=system.address,
            max_queue_size=2 * EVENTS,
            on_error=lambda error, _: failures.append(error),
            **options,
        )
        clients.append(client)
        return client

    yield make
    for client in clients:
        if client.consumers is not None:
            client.join()
    segment_session.close()
    assert failures == []


def summary(api: httpx.Client) -> dict[str, Any]:
    document: dict[str, Any] = api.get("/v1/events/summary").raise_for_status().json()
    return document


def track(client: Client, number: int) -> None:
    is_queued, _ = client.track(
        f"c-{number % 500}", "Product Viewed", {"sku": f"s-{number % 40}", "price": number / 7}, message_id=f"m-{number}"
    )
    assert is_queued


def spoil(client: Client) -> int:
    """Send what is bad by itself, among good events; how many of them are bad."""
    client.track("c-1", "Product Viewed", {"price": float("nan")}, message_id="not a number")
    client.track("c-1", "Product Viewed", {"price": float("-inf")}, message_id="infinite")
    client.track("c-1", "Product Viewed", {"title": "a\0b"}, message_id="nul")
    client.track("c-1", "Product Viewed", {"title": "half a \ud83d"}, message_id="surrogate")
    client.identify("c-\0", {"city": "Łódź"}, message_id="nul in the id")
    return 5


def test_ten_thousand_events_half_of_them_twice_are_stored_once(connect: Connect, api: httpx.Client) -> None:
    clients = [connect(gzip=False), connect(gzip=True)]
    bad = 0
    for number in range(EVENTS):
        track(clients[number % 2], number)
        if number in (EVENTS // 3, EVENTS // 3 + 1):
            bad += spoil(clients[number % 2])
    for client in clients:
        client.flush()
    for number in range(EVENTS // 2):
        track(clients[(number + 1) % 2], number)  # what one sent, the other sends again
    for client in clients:
        client.flush()
    counted = summary(api)
    assert counted["events"] == EVENTS
    assert counted["by_name"] == {"Product Viewed": EVENTS}
    assert counted["duplicates"] == EVENTS // 2
    assert counted["rejected"] == bad == 10
    profile = api.get("/v1/customers/c-1").raise_for_status().json()
    assert profile["behaviour"]["events"] == EVENTS // 500


def test_two_clients_that_send_the_same_events_at_once_store_them_once(connect: Connect, api: httpx.Client) -> None:
    def send(gzip: bool) -> None:
        client = connect(gzip=gzip)
        for number in range(2_000):
            track(client, number if gzip else 1_999 - number)
        client.flush()

    with ThreadPoolExecutor(2) as both:
        list(both.map(send, [False, True]))
    counted = summary(api)
    assert (counted["events"], counted["duplicates"], counted["rejected"]) == (2_000, 2_000, 0)


def test_every_kind_of_call_arrives_one_by_one(connect: Connect, api: httpx.Client) -> None:
    client = connect(sync_mode=True)
    client.identify("Ünï/ code", {"city": "Łódź", "age": 41})
    client.track("Ünï/ code", "Order Completed", {"order_id": "o-1", "total": 19.9, "currency": "USD"})
    client.page(anonymous_id="visitor", name="Home")
    client.screen("Ünï/ code", name="Start", anonymous_id="visitor")
    client.group("Ünï/ code", "g-1", {"plan": "gold"})
    client.alias("before", "Ünï/ code")
    for _ in range(2):
        client.track("Ünï/ code", "Product Viewed", message_id="the same")
    client.track("Ünï/ code", "Product Viewed", {"price": float("nan")})
    counted = summary(api)
    assert counted["by_name"] == {
        "alias": 1,
        "group": 1,
        "identify": 1,
        "page": 1,
        "screen": 1,
        "Order Completed": 1,
        "Product Viewed": 1,
    }
    assert (counted["duplicates"], counted["rejected"]) == (1, 1)
    profile = api.get("/v1/customers/%C3%9Cn%C3%AF%2F%20code").raise_for_status().json()
    assert profile["traits"] == {"city": "Łódź", "age": 41}
    assert profile["behaviour"]["revenue"] == "19.9000"
    assert {(each["kind"], each["value"]) for each in profile["identities"]} >= {
        ("user", "Ünï/ code"),
        ("anonymous", "visitor"),
    }


def test_campaigns_of_the_clients_context_become_touchpoints(
    connect: Connect, system: System, house: NewWorkspace, api: httpx.Client
) -> None:
    client = connect(gzip=True)
    campaign = {"name": "Spring", "source": "google", "medium": "cpc", "term": "shoes", "content": "blue"}
    shop = "https://www.shop.example/?utm_source=news&utm_medium=email&utm_campaign=Fr%C3%BChling"
    from_search = {"page": {"url": "https://www.shop.example/", "referrer": "https://www.google.com/"}}
    from_itself = {"page": {"url": "https://www.shop.example/b", "referrer": "https://www.shop.example/"}}
    for _ in range(2):
        client.track("c-1", "Product Viewed", context={"campaign": campaign}, message_id="m-1")
        client.page("c-1", name="Home", properties={"url": shop}, message_id="m-2")
        client.page(anonymous_id="visitor", name="Home", context=from_search, message_id="m-3")
        client.page("c-1", name="Home", context=from_itself, message_id="m-4")
        client.track("c-1", "Email Link Clicked", {"campaign_name": "Spring"}, message_id="m-5")
        client.screen("c-1", name="Start", properties={"url": "https://x.example/?fbclid=IwAR0"}, message_id="m-6")
        client.track("c-1", "Product Viewed", context={"campaign": ["not", "a", "campaign"]}, message_id="m-7")
    client.flush()
    counted = summary(api)
    assert (counted["events"], counted["duplicates"], counted["rejected"]) == (7, 7, 0)
    statement = "select touch_key, channel, campaign, kind from attune.touchpoints where workspace_id = $1 order by touch_key"
    assert [tuple(row) for row in system.query(statement, house.workspace_id)] == [
        ("message:m-1", "paid_search", "Spring", "click"),
        ("message:m-2", "email", "Frühling", "click"),
        ("message:m-3", "organic_search", None, "visit"),
        ("message:m-5", "email", "Spring", "click"),
        ("message:m-6", "organic_social", None, "click"),
    ]


def test_a_revoked_key_makes_the_client_say_so(connect: Connect, api: httpx.Client) -> None:
    client = connect(sync_mode=True)
    client.track("c-1", "Product Viewed")
    key = next(each for each in api.get("/v1/keys").json()["items"] if each["kind"] == "write")
    api.delete(f"/v1/keys/{key['id']}").raise_for_status()
    time.sleep(1.0)  # within which a revoked key is refused
    with pytest.raises(APIError) as refusal:
        client.track("c-1", "Product Viewed")
    assert (refusal.value.status, refusal.value.code) == (401, "unauthenticated")

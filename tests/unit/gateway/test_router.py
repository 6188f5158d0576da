import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client import REGISTRY
from starlette.types import Message, Receive, Scope, Send

from gateway.authentication import Signer
from gateway.router import Access, Route, Router
from kernel.principals import UNRESOLVED, Principal, sign_principal
from kernel.principals import Scope as KeyScope
from kernel.telemetry import said
from tests.unit.gateway.conftest import SCRAPE_TOKEN, SECRET, WORKSPACE, Answer, Handler, Keys, Upstream, answering

ADMIN_HEADER = ("authorization", "Bearer attune_admin_" + "a" * 43)
WRITE_HEADER = ("authorization", "Bearer attune_write_" + "w" * 43)
Make = Callable[..., Any]


# --- where to


def answers_with(name: bytes) -> Handler:
    async def answer(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": name})

    return answer


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/toys", b"toys"),
        ("/v1/toys/", b"toys"),
        ("/v1/toys/1/parts/2/3/4/5", b"toys"),
        ("/v1/toys/wood", b"wood"),
        ("/v1/toys/wood/1", b"wood"),
        ("/v1/toys/wooden", b"toys"),
        ("/v1/toys%2Fwood", None),
        ("/v1/toyshop", None),
        ("/v1/%74oys", None),
        ("/v1", None),
        ("/", None),
        ("//v1/toys", None),
        ("/v1/../v1/toys", None),
        ("/" * 5000, None),
    ],
)
async def test_the_longest_prefix_of_whole_segments_decides(make_client: Make, path: str, expected: bytes | None) -> None:
    client, _ = make_client()
    routes = [Route("/v1/toys", answers_with(b"toys"), Access.OPEN), Route("/v1/toys/wood", answers_with(b"wood"), Access.OPEN)]
    client.router = Router(routes, client.router._keys, Signer("s" * 64))
    answer = await client.call(path)
    if expected is None:
        assert answer.is_problem(404, "not_found")
    else:
        assert answer.body == expected


async def test_the_path_arrives_as_it_was_sent(make_client: Make) -> None:
    client, upstream = make_client()
    await client.call("/v1/toys/a%2Fb%C3%A9+%25?q=%2F")
    assert upstream.calls[0]["raw_path"] == b"/v1/toys/a%2Fb%C3%A9+%25"
    assert upstream.calls[0]["query_string"] == b"q=%2F"


async def test_a_server_that_keeps_no_raw_path_is_served_too(make_client: Make) -> None:
    client, upstream = make_client(access=Access.OPEN)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    await client.router({"type": "http", "method": "GET", "path": "/v1/toys/1", "headers": []}, receive, send)
    assert sent[0]["status"] == 200
    assert upstream.calls[0]["raw_path"] == b"/v1/toys/1"


# --- who is calling


async def test_identity_and_authorization_stop_at_the_gateway(make_client: Make) -> None:
    client, upstream = make_client()
    forged = sign_principal(Principal(None, "forged", frozenset({KeyScope.ADMIN})), "s" * 64)
    await client.call(
        headers=[ADMIN_HEADER, ("X-Attune-Principal", forged), ("x-attune-workspace", "other"), ("accept-language", "de")]
    )
    names = [name for name, _ in upstream.calls[0]["headers"]]
    assert names.count(b"x-attune-principal") == 1
    assert upstream.principal.actor == "key:admin"
    assert b"x-attune-workspace" not in names
    assert b"authorization" not in names
    assert upstream.headers[b"accept-language"] == b"de"


@pytest.mark.parametrize("limit", [100, None])
async def test_nobody_is_vouched_for_before_his_body_has_begun(limit: int | None) -> None:
    signed: list[Principal] = []

    class Watched(Signer):
        def token(self, principal: Principal) -> bytes:
            signed.append(principal)
            return super().token(principal)

    pieces: asyncio.Queue[Message] = asyncio.Queue()
    keys: Any = Keys()
    upstream = Upstream(answering())
    router = Router([Route("/v1/toys", upstream, limit=limit)], keys, Watched(SECRET))
    raw = [(name.encode(), value.encode()) for name, value in (ADMIN_HEADER, ("transfer-encoding", "chunked"))]
    scope = {"type": "http", "method": "POST", "path": "/v1/toys", "query_string": b"", "headers": raw}
    answer = Answer()

    async def keep(message: Message) -> None:
        answer.messages.append(message)

    call = asyncio.create_task(router(scope, pieces.get, keep))
    await asyncio.sleep(0.1)  # he takes his time, in which a signature would grow old
    assert not signed
    for is_last in (False, True):
        pieces.put_nowait({"type": "http.request", "body": b"piece", "more_body": not is_last})
    await call
    assert (answer.status, len(signed)) == (200, 1)


async def test_a_forged_principal_alone_is_nobody(make_client: Make) -> None:
    client, upstream = make_client()
    forged = sign_principal(Principal(None, "forged", frozenset({KeyScope.ADMIN})), "s" * 64)
    answer = await client.call(headers=[("x-attune-principal", forged)])
    assert answer.is_problem(401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert not upstream.calls


async def test_two_keys_are_none(make_client: Make) -> None:
    client, upstream = make_client()
    answer = await client.call(headers=[ADMIN_HEADER, WRITE_HEADER])
    assert answer.is_problem(401, "unauthenticated")
    assert not upstream.calls


async def test_ingestion_without_a_key_is_left_to_the_collector(make_client: Make) -> None:
    client, upstream = make_client(access=Access.INGESTION)
    await client.call(method="POST", headers=[])
    assert upstream.principal == UNRESOLVED


async def test_ingestion_with_a_bad_key_is_refused(make_client: Make) -> None:
    client, upstream = make_client(access=Access.INGESTION)
    answer = await client.call(method="POST", headers=[("authorization", "Bearer attune_write_" + "?" * 43)])
    assert answer.is_problem(401, "unauthenticated")
    assert not upstream.calls


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", [], 200),
        ("127.8.9.1", [], 200),
        ("::1", [], 200),
        ("203.0.113.7", [], 401),
        ("10.0.0.1", [], 401),
        ("not an address", [], 401),
        (None, [], 401),
        ("127.0.0.1", [("x-forwarded-for", "203.0.113.7")], 401),
        ("127.0.0.1", [("forwarded", "for=203.0.113.7")], 401),
        ("203.0.113.7", [ADMIN_HEADER], 200),
        ("127.0.0.1", [("authorization", "Bearer nonsense")], 401),
        ("203.0.113.7", [WRITE_HEADER], 403),
        ("203.0.113.7", [("authorization", f"Bearer {SCRAPE_TOKEN}")], 200),
        ("203.0.113.7", [("authorization", f"Bearer {SCRAPE_TOKEN}x")], 401),
        ("127.0.0.1", [("x-forwarded-for", "203.0.113.7"), ("authorization", f"Bearer {SCRAPE_TOKEN}")], 200),
    ],
)
async def test_operators_are_on_this_machine_or_have_an_admin_key(
    make_client: Make, peer: str | None, headers: list[tuple[str, str]], status: int
) -> None:
    client, _ = make_client(access=Access.OPERATOR)
    answer = await client.call(headers=headers, peer=peer and (peer, 1))
    assert answer.status == status


# --- the request's id


async def test_a_sound_request_id_goes_all_the_way(make_client: Make) -> None:
    seen: dict[str, Any] = {}

    async def handle(_: Scope, __: Receive, send: Send) -> None:
        seen.update(said())
        await send({"type": "http.response.start", "status": 200, "headers": [(b"X-Request-Id", b"another")]})
        await send({"type": "http.response.body", "body": b""})

    client, upstream = make_client(handle)
    answer = await client.call(headers=[ADMIN_HEADER, ("X-Request-ID", "trace:1.2-3_4")])
    assert answer.headers["x-request-id"] == "trace:1.2-3_4"
    assert upstream.headers[b"x-request-id"] == b"trace:1.2-3_4"
    assert {name: seen[name] for name in ("request_id", "workspace_id", "service")} == {
        "request_id": "trace:1.2-3_4",
        "workspace_id": str(WORKSPACE),
        "service": "router",
    }
    assert "request_id" not in said()


@pytest.mark.parametrize("sent", [[], ["jane@example.org"], ["a b"], ["a\tb"], ["x" * 129], [""], ['{"a"}'], ["one", "two"]])
async def test_any_other_request_id_is_replaced(make_client: Make, sent: list[str]) -> None:
    client, upstream = make_client()
    answer = await client.call(headers=[ADMIN_HEADER, *(("x-request-id", value) for value in sent)])
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
    assert [value for name, value in upstream.calls[0]["headers"] if name == b"x-request-id"] == [
        answer.headers["x-request-id"].encode()
    ]


# --- bodies


async def test_an_announced_body_past_the_limit_reaches_nobody(make_client: Make) -> None:
    client, upstream = make_client(limit=100)
    answer = await client.call(method="POST", headers=[ADMIN_HEADER, ("content-length", "101")], chunks=[b"x" * 101])
    assert answer.is_problem(413, "payload_too_large")
    assert not upstream.calls


async def test_a_streamed_body_past_the_limit_is_refused_whatever_the_upstream_says(make_client: Make) -> None:
    async def careless(_: Scope, receive: Receive, send: Send) -> None:
        try:
            while (await receive()).get("more_body"):
                pass
        except Exception:  # as a framework does that turns any failure of reading into a 400
            await send({"type": "http.response.start", "status": 400, "headers": []})
            await send({"type": "http.response.body", "body": b"something else"})

    client, _ = make_client(careless, limit=100)
    answer = await client.call(method="POST", chunks=[b"x" * 60, b"x" * 41, b"x" * 60])
    assert answer.is_problem(413, "payload_too_large")
    assert len(answer.messages) == 2


async def test_a_streamed_body_past_the_limit_ends_an_upstream_that_lets_the_refusal_pass(make_client: Make) -> None:
    client, _ = make_client(limit=100)
    answer = await client.call(method="POST", chunks=[b"x" * 60, b"x" * 41])
    assert answer.is_problem(413, "payload_too_large")


@pytest.mark.parametrize("limit", [100, None])
async def test_a_body_within_the_limit_passes_whole(make_client: Make, limit: int | None) -> None:
    received = bytearray()

    async def handle(_: Scope, receive: Receive, send: Send) -> None:
        more = True
        while more:
            message = await receive()
            received.extend(message["body"])
            more = message["more_body"]
            await asyncio.sleep(0.03)  # long enough for the watch to take over the reading half-way
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    client, _ = make_client(handle, limit=limit)
    chunks = [bytes([i]) * 20 for i in range(5)]
    assert (await client.call(method="POST", headers=[ADMIN_HEADER, ("content-length", "100")], chunks=chunks)).status == 200
    assert bytes(received) == b"".join(chunks)


@pytest.mark.parametrize("announced", ["many", "-1", "+5", "1_0", "5, 5", "0x5", ""])
async def test_a_content_length_that_is_no_number_is_a_bad_request(make_client: Make, announced: str) -> None:
    client, upstream = make_client()
    answer = await client.call(method="POST", headers=[ADMIN_HEADER, ("content-length", announced)], chunks=[b"12345"])
    assert answer.is_problem(400, "body_unparsable")
    assert not upstream.calls


# --- failures


async def test_what_an_upstream_raises_is_a_problem_that_tells_nothing(make_client: Make) -> None:
    async def failing(_: Scope, __: Receive, ___: Send) -> None:
        raise LookupError("the secret inside")

    client, _ = make_client(failing)
    answer = await client.call()
    assert answer.is_problem(500, "internal_error")
    assert b"secret" not in answer.body


async def test_an_upstream_that_says_nothing_is_a_failure(make_client: Make) -> None:
    async def silent(_: Scope, __: Receive, ___: Send) -> None:
        return None

    client, _ = make_client(silent)
    assert (await client.call()).is_problem(500, "internal_error")


async def test_a_failure_in_the_middle_of_an_answer_breaks_it_off(make_client: Make) -> None:
    async def failing(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise LookupError("half-way")

    client, _ = make_client(failing)
    with pytest.raises(LookupError):
        await client.call()
    assert client.answer.body == b"half"


# --- manners


async def test_head_is_get_without_a_body(make_client: Make) -> None:
    client, upstream = make_client()
    answer = await client.call(method="HEAD")
    assert upstream.calls[0]["method"] == "GET"
    assert answer.headers["content-length"] == "2"
    assert answer.body == b""
    assert [message["type"] for message in answer.messages] == ["http.response.start", "http.response.body"]


async def test_a_refusal_of_head_has_no_body_either(make_client: Make) -> None:
    client, _ = make_client()
    answer = await client.call(method="HEAD", headers=[])
    assert (answer.status, answer.body) == (401, b"")


def refusing(allow: bytes) -> Handler:
    async def handle(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 405, "headers": [(b"Allow", allow), (b"content-length", b"1")]})
        await send({"type": "http.response.body", "body": b"x"})

    return handle


@pytest.mark.parametrize(("allow", "complete"), [(b"DELETE, GET", "DELETE, GET, HEAD, OPTIONS"), (b"POST", "OPTIONS, POST")])
async def test_a_405_names_what_the_gateway_adds(make_client: Make, allow: bytes, complete: str) -> None:
    client, _ = make_client(refusing(allow))
    answer = await client.call(method="PUT")
    assert answer.status == 405
    assert answer.headers["allow"] == complete


async def test_options_tells_the_methods_of_a_path_to_anybody(make_client: Make) -> None:
    client, _ = make_client(refusing(b"GET"))
    answer = await client.call(method="OPTIONS", headers=[])
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "content-length" not in answer.headers


async def test_a_preflight_is_answered_at_the_gateway(make_client: Make) -> None:
    client, upstream = make_client()
    headers = [
        ("origin", "https://shop.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization, rsa-retry, rsa-x\u0021, x-else"),
    ]
    answer = await client.call(method="OPTIONS", headers=headers)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert int(answer.headers["access-control-max-age"]) > 0
    allowed = [name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")]
    expected = ["authorization", "content-type", "sentat", "anonymousid", "x-retry-count", "idempotency-key", "x-request-id"]
    assert set(expected) | {"rsa-retry"} <= set(allowed)
    assert not {"rsa-x!", "x-else"} & set(allowed)
    assert not upstream.calls


@pytest.mark.parametrize("path", ["/v1/toys", "/v1/nothing"])
async def test_a_page_of_any_origin_may_read_the_answer(make_client: Make, path: str) -> None:
    client, _ = make_client()
    answer = await client.call(path, headers=[ADMIN_HEADER, ("origin", "https://shop.example")])
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "x-request-id" in answer.headers["access-control-expose-headers"].lower()


async def test_answers_are_neither_guessed_at_nor_kept(make_client: Make) -> None:
    client, _ = make_client()
    answer = await client.call()
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers


async def test_what_an_upstream_says_of_keeping_stands(make_client: Make) -> None:
    async def handle(_: Scope, __: Receive, send: Send) -> None:
        headers = [(b"Cache-Control", b"private, max-age=5")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    client, _ = make_client(handle)
    assert (await client.call()).headers["cache-control"] == "private, max-age=5"


async def test_a_websocket_is_turned_away(make_client: Make) -> None:
    client, upstream = make_client()
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await client.router({"type": "websocket", "path": "/v1/toys", "headers": []}, None, send)
    assert [message["type"] for message in sent] == ["websocket.close"]
    assert not upstream.calls


async def test_metrics_know_prefixes_not_paths(make_client: Make) -> None:
    client, _ = make_client()
    labels = {"service": "router", "method": "GET", "route": "/v1/toys", "status": "200"}
    before = REGISTRY.get_sample_value("attune_http_requests_total", labels) or 0
    await client.call("/v1/toys/jane@example.org")
    assert REGISTRY.get_sample_value("attune_http_requests_total", labels) == before + 1


async def test_metrics_do_not_grow_with_invented_methods(make_client: Make) -> None:
    client, _ = make_client()
    await client.call(method="BREW")
    labels = {"service": "router", "method": "BREW", "route": "/v1/toys", "status": "200"}
    assert REGISTRY.get_sample_value("attune_http_requests_total", labels) is None


# --- clients that leave


@pytest.mark.parametrize("reads_body", [True, False])
async def test_a_client_that_leaves_ends_the_call(make_client: Make, reads_body: bool) -> None:
    ended = asyncio.Event()

    async def slow(_: Scope, receive: Receive, __: Send) -> None:
        if reads_body:
            await receive()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    client, _ = make_client(slow)
    call = asyncio.create_task(client.call(method="POST", chunks=[b"body"]))
    await asyncio.sleep(0.1)
    assert not ended.is_set()
    client.left.set()
    async with asyncio.timeout(20):
        await ended.wait()
    await call
    assert not call.cancelled()
    assert call.cancelling() == 0
    assert not client.answer.messages


async def test_an_upstream_that_waits_for_the_client_is_told(make_client: Make) -> None:
    async def waiting(_: Scope, receive: Receive, __: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    client, _ = make_client(waiting)
    call = asyncio.create_task(client.call())
    await asyncio.sleep(0.01)
    client.left.set()
    async with asyncio.timeout(20):
        await call
    assert not client.answer.messages


async def test_work_after_the_answer_goes_on_without_the_client(make_client: Make) -> None:
    answered, done = asyncio.Event(), asyncio.Event()

    async def handle(_: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await asyncio.sleep(0.08)  # the watch stands
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})
        answered.set()
        await client.left.wait()
        await asyncio.sleep(0.08)  # long enough to be ended, if somebody wanted to
        done.set()

    client, _ = make_client(handle)
    call = asyncio.create_task(client.call())
    await answered.wait()
    client.left.set()
    await call
    assert done.is_set()


async def test_a_server_that_ends_the_call_is_obeyed(make_client: Make) -> None:
    async def slow(_: Scope, __: Receive, ___: Send) -> None:
        await asyncio.sleep(60)

    client, _ = make_client(slow)
    call = asyncio.create_task(client.call())
    await asyncio.sleep(0.1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call

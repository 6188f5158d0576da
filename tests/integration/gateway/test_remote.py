"""The hop to a service over HTTP: what goes over as it came, what stays behind, how long it may take, to whom it goes."""

import asyncio
from typing import Any

import pytest
from prometheus_client import REGISTRY

from gateway.upstreams import AddressError, Remote, read_names
from kernel.problems import ServiceUnavailableError
from tests.integration.gateway.hops import ADMIN, SETTINGS, Hop, MakeHop, call_slowly
from tests.integration.gateway.peers import Exchange, answer, free_port, peer, sound

# --- what goes over


@pytest.mark.parametrize(
    "path",
    [
        "/v1/toys/a%2Fb",
        "/v1/toys/%C3%A9%41%7e~",
        "/v1/toys/a+b%20c",
        "/v1/toys/../x/./y//z/",
        "/v1/toys/a;b=1,2",
        '/v1/toys/"<>^`{|}\\',
        "/v1/toys?q=%2F&q=a+b&e=&z",
        "/v1/toys?%zz=%",
        "/v1/toys?q=[]&r='é'",
        "/v1/toys/@:!$&'()*",
    ],
)
async def test_path_and_query_go_over_as_they_came(make_hop: MakeHop, path: str) -> None:
    hop = await make_hop()
    assert (await hop.call(path)).status == 200
    assert hop.request.line == f"GET {path} HTTP/1.1".encode()


@pytest.mark.parametrize("path", ["/v1/toys/é", "/v1/toys/a b", "/v1/toys/a\r\nx: y", "/v1/toys?a b", "/v1/toys?a\nb"])
async def test_what_would_end_the_request_line_is_refused(make_hop: MakeHop, path: str) -> None:
    hop = await make_hop()
    assert (await hop.call(path)).is_problem(400, "text_invalid")
    assert not hop.peer.requests


async def test_headers_of_the_connection_stay_behind(make_hop: MakeHop) -> None:
    async def script(exchange: Exchange) -> None:
        headers = [
            b"connection: x-hop, keep-alive",
            b"keep-alive: timeout=5",
            b"x-hop: 1",
            b"date: now",
            b"X-Kept: a",
            b"x-kept: b",
        ]
        await exchange.send(answer(b"{}", *headers))

    hop = await make_hop(script)
    of_the_connection = [
        ("connection", "X-Named, close, content-length, x-attune-principal"),
        ("x-named", "1"),
        ("keep-alive", "timeout=5"),
        ("proxy-authorization", "Basic x"),
        ("proxy-connection", "keep-alive"),
        ("te", "trailers"),
        ("trailer", "x"),
        ("upgrade", "h2c"),
        ("expect", "100-continue"),
    ]
    kept = [("accept", "x/y"), ("x-twice", "1"), ("x-twice", "2"), ("cookie", "a=b"), ("host", "shop.example")]
    client = hop.client()
    await client.call(headers=[ADMIN, *of_the_connection, *kept])
    sent = [(name.decode(), value.decode()) for name, value in hop.request.headers]
    assert [pair for pair in sent if pair[0] in {name for name, _ in kept}] == [kept[-1], *kept[:-1]]
    names = {name for name, _ in sent}
    assert names == {"host", "accept", "x-twice", "cookie", "x-request-id", "forwarded", "x-attune-principal"}
    answered = [
        (name, value) for name, value in client.answer.messages[0]["headers"] if name.startswith((b"x-k", b"x-h", b"k", b"d"))
    ]
    assert answered == [(b"x-kept", b"a"), (b"x-kept", b"b")]


async def test_a_header_in_any_script_goes_over_and_one_that_is_no_text_is_refused(make_hop: MakeHop) -> None:
    hop = await make_hop()
    await hop.call(headers=[ADMIN, ("x-city", "Łódź")])
    assert dict(hop.request.headers)[b"x-city"] == "Łódź".encode()
    client = hop.client()
    await call_slowly(client, pieces=1, headers=[(b"x-city", b"\xa3\xf3d\xbc")])
    assert client.answer.is_problem(400, "text_invalid")
    assert len(hop.peer.requests) == 1


async def test_answers_are_not_unpacked_followed_or_remembered(make_hop: MakeHop) -> None:
    async def script(exchange: Exchange) -> None:
        headers = [b"content-encoding: gzip", b"location: /v1/toys/2", b"set-cookie: a=b"]
        await exchange.send(answer(b"\x1f\x8b not gzip", *headers, status=b"302 Found"))

    hop = await make_hop(script)
    got = await hop.call()
    assert (got.status, got.body) == (302, b"\x1f\x8b not gzip")
    assert (got.headers["content-encoding"], got.headers["location"]) == ("gzip", "/v1/toys/2")
    await hop.call()
    assert b"cookie" not in dict(hop.peer.requests[1].headers)
    assert b"accept-encoding" not in dict(hop.peer.requests[1].headers)


async def test_the_environments_proxies_are_none_of_its_business(make_hop: MakeHop, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    hop = await make_hop()
    assert (await hop.call()).status == 200


@pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"])
async def test_answers_without_a_body(make_hop: MakeHop, status: bytes) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 " + status + b"\r\netag: x\r\n\r\n")

    hop = await make_hop(script)
    for _ in range(2):
        assert (await hop.call()).body == b""
    assert hop.peer.connections == 1


async def test_bodies_arrive_whole_however_they_come(make_hop: MakeHop) -> None:
    bodies = []

    async def script(exchange: Exchange) -> None:
        bodies.append((await exchange.body(), b"transfer-encoding" in dict(exchange.headers)))
        await exchange.send(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"3\r\nabc\r\n", b"2\r\nde\r\n", b"0\r\n\r\n"
        )

    hop = await make_hop(script)
    length = ("content-length", "60")
    for headers, chunks in (
        ([length], [b"x" * 60]),
        ([length], [b"x" * 30, b"", b"x" * 30]),
        ([("transfer-encoding", "chunked")], [b"x" * 30, b"x" * 30]),
        ([("content-length", "0")], [b""]),
        ([], [b""]),
    ):
        got = await hop.call("/v1/files", "POST", headers=[ADMIN, *headers], chunks=chunks)
        assert (got.status, got.body) == (200, b"abcde")
    assert bodies == [(b"x" * 60, False), (b"x" * 60, False), (b"x" * 60, True), (b"", False), (b"", False)]
    assert hop.peer.connections == 1


async def test_head_is_get_without_a_body(make_hop: MakeHop) -> None:
    hop = await make_hop()
    got = await hop.call(method="HEAD")
    assert (got.status, got.body, got.headers["content-length"]) == (200, b"", "2")
    assert hop.request.line.startswith(b"GET ")


# --- deadlines


async def test_a_caller_who_takes_his_time_takes_none_of_the_services(make_hop: MakeHop) -> None:
    hop = await make_hop()
    for pieces in (1, 3):
        client = hop.client()
        await call_slowly(client, pause=0.3, pieces=pieces)
        assert client.answer.status == 200


async def test_a_streamed_body_may_take_any_time_while_something_moves(make_hop: MakeHop) -> None:
    async def slowly(exchange: Exchange) -> None:
        await exchange.body()
        await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n")
        for _ in range(4):
            await asyncio.sleep(0.2)
            await exchange.send(b"x")

    hop = await make_hop(slowly)
    headers = [ADMIN, ("transfer-encoding", "chunked")]
    assert (await hop.call("/v1/files", "POST", headers=headers, chunks=[b"x", b"y"])).body == b"xxxx"
    got = await hop.call("/v1/toys", "POST", headers=headers, chunks=[b"x", b"y"])
    assert got.is_problem(504, "gateway_timeout")


# --- addresses


@pytest.mark.parametrize(
    "address", ["", " , ", "segmentation:8001", "https://a:1", "http://a:1/x", "http://a:port", "http://u@a", "http://"]
)
def test_an_address_that_cannot_be_called_is_an_error(address: str) -> None:
    with pytest.raises(AddressError):
        read_names(address)


# --- replicas


async def test_requests_are_spread_and_a_replica_that_is_down_is_avoided() -> None:
    async with peer(sound) as one, peer(sound) as other:
        third = f"http://127.0.0.1:{free_port()}"
        remote = Remote("toy", read_names(f"{one.address},{other.address}, {third}"), SETTINGS)
        async with remote.lifespan():
            hop = Hop(remote, one)
            assert [(await hop.call(method=method)).status for method in ("GET", "DELETE") * 10] == [200] * 20
            await remote.ready()
            assert min(len(one.requests), len(other.requests)) >= 5
            one.is_ready = False
            remote._must_look.set()
            async with asyncio.timeout(20):
                while up(remote) != {other.address.removeprefix("http://")}:  # noqa: ASYNC110 — a test's own polling
                    await asyncio.sleep(0.01)
            before = len(one.requests)
            assert {(await hop.call()).status for _ in range(10)} == {200}
            assert len(one.requests) == before


def up(remote: Remote) -> set[str]:
    """The replicas that metrics say are up."""
    names = [each.authority for each in remote._replicas]
    return {
        name for name in names if REGISTRY.get_sample_value("attune_upstream_up", {"upstream": "toy", "replica": name}) == 1.0
    }


async def test_what_is_not_ready_is_asked_all_the_same_where_nobody_else_is(make_hop: MakeHop) -> None:
    hop = await make_hop(is_ready=False)
    with pytest.raises(ServiceUnavailableError):
        await hop.remote.ready()
    assert (await hop.call()).status == 200


async def test_a_service_that_comes_back_is_ready_again() -> None:
    port = free_port()
    remote = Remote("toy", read_names(f"http://127.0.0.1:{port}"), SETTINGS.model_copy(update={"upstream_watch_seconds": 0.1}))
    async with remote.lifespan():
        with pytest.raises(ServiceUnavailableError, match="cannot be reached"):
            await remote.ready()
        async with peer(sound, port=port) as served:
            hop = Hop(remote, served)
            assert (await hop.call()).status == 200
            async with asyncio.timeout(20):
                while not up(remote):  # noqa: ASYNC110 — a test's own polling
                    await asyncio.sleep(0.01)
            await remote.ready()


async def test_a_name_that_leads_to_several_addresses_uses_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async with peer(sound) as one, peer(sound) as other:
        found = [(0, 0, 0, "", ("127.0.0.1", each.port)) for each in (one, other)]

        async def getaddrinfo(host: str, *_: object, **__: object) -> list[Any]:
            assert host == "toys.internal"
            return found

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
        monkeypatch.setattr("gateway.upstreams.replicas.RESOLVE_EVERY", 0.0)
        remote = Remote("toy", read_names("http://toys.internal:1"), SETTINGS)
        async with remote.lifespan():
            hop = Hop(remote, one)
            assert {(await hop.call()).status for _ in range(6)} == {200}
            assert one.requests
            assert other.requests
            found.pop(0)
            await remote._replicas.resolve()
            one.requests.clear()
            assert {(await hop.call()).status for _ in range(6)} == {200}
            assert not one.requests

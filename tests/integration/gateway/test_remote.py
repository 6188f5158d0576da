"""The hop to a service over HTTP: what goes over it as it came, what stays behind, and what every failure becomes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from starlette.types import Message

from gateway.authentication import Signer
from gateway.router import Route, Router
from gateway.settings import GatewaySettings
from gateway.upstreams import AddressError, Remote, read_names
from tests.integration.gateway.peers import Exchange, Peer, Script, answer, free_port, peer, sound
from tests.unit.gateway.conftest import ADMIN_KEY, SECRET, Answer, Client, Keys

ADMIN = ("authorization", f"Bearer {ADMIN_KEY}")
SETTINGS = GatewaySettings(upstream_connect_seconds=0.3, upstream_total_seconds=0.5, upstream_idle_seconds=0.5)


class Hop:
    """A router, the hop, and the service that a test has written."""

    def __init__(self, remote: Remote, served: Peer) -> None:
        self.remote = remote
        self.peer = served
        keys: Any = Keys()
        routes = [Route("/v1/toys", remote), Route("/v1/files", remote.streamed, limit=None)]
        self.router = Router(routes, keys, Signer(SECRET))

    def client(self) -> Client:
        return Client(self.router)

    async def call(self, path: str = "/v1/toys", method: str = "GET", **options: Any) -> Answer:  # noqa: ANN401 — the client's own
        return await self.client().call(path, method, **options)

    @property
    def request(self) -> Exchange:
        (request,) = self.peer.requests
        return request


MakeHop = Callable[..., Awaitable[Hop]]


@pytest.fixture
async def make_hop() -> AsyncIterator[MakeHop]:
    async with AsyncExitStack() as stack:

        async def make(script: Script = sound, settings: GatewaySettings = SETTINGS, **options: Any) -> Hop:  # noqa: ANN401 — the peer's own
            served = await stack.enter_async_context(peer(script, **options))
            remote = Remote("toy", read_names(served.address), settings)
            await stack.enter_async_context(remote.lifespan())
            await remote._was_watched.wait()
            return Hop(remote, served)

        yield make


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


# --- what failures become


async def resetting(exchange: Exchange) -> None:
    exchange.reset()


async def closing(exchange: Exchange) -> None:
    exchange.writer.close()


async def half_closed(exchange: Exchange) -> None:
    exchange.writer.write_eof()
    await asyncio.sleep(30)


async def half_a_head(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-le")
    exchange.writer.close()


async def garbage(exchange: Exchange) -> None:
    await exchange.send(b"\x00\xff not HTTP at all \r\n\r\n")


async def half_garbage(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n")


async def endless_head(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\nx: " + b"x" * 200_000)
    exchange.writer.close()


async def without_an_end(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\n\r\n{}")
    exchange.writer.close()


async def another_protocol(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n")


FAULTS = [
    resetting,
    closing,
    half_closed,
    half_a_head,
    garbage,
    half_garbage,
    endless_head,
    without_an_end,
    another_protocol,
]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_no_sound_answer_is_a_502(make_hop: MakeHop, fault: Script, method: str) -> None:
    hop = await make_hop(fault)
    chunks = [b""] if method == "GET" else [b"x" * 10]
    headers = [ADMIN] if method == "GET" else [ADMIN, ("content-length", "10")]
    assert (await hop.call(method=method, headers=headers, chunks=chunks)).is_problem(502, "bad_gateway")


async def test_what_may_have_been_done_is_not_asked_for_again(make_hop: MakeHop) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        hop = await make_hop(closing)
        headers = [ADMIN, ("content-length", "1")]
        assert (await hop.call(method=method, headers=headers, chunks=[b"x"])).is_problem(502, "bad_gateway")
        assert len(hop.peer.requests) == 1, method


async def test_a_connection_that_had_just_been_closed_is_no_failure_of_a_read(make_hop: MakeHop) -> None:
    async def once_each(exchange: Exchange) -> None:
        if exchange.number > 1:
            exchange.writer.close()
            return
        await exchange.send(answer())

    hop = await make_hop(once_each)
    for _ in range(3):
        assert (await hop.call()).status == 200
    assert [request.number for request in hop.peer.requests] == [1, 2, 1, 2, 1]
    assert (await hop.call(method="DELETE")).is_problem(502, "bad_gateway")


async def test_nobody_there_is_a_503_that_says_when_to_come_again() -> None:
    remote = Remote("toy", read_names(f"http://127.0.0.1:{free_port()}"), SETTINGS)
    async with remote.lifespan():
        got = await Hop(remote, Peer(sound)).call(method="POST", headers=[ADMIN, ("content-length", "1")], chunks=[b"x"])
        assert got.is_problem(503, "unavailable")
        assert int(got.headers["retry-after"]) >= 1


async def test_a_name_that_leads_nowhere_is_a_503() -> None:
    remote = Remote("toy", read_names("http://nowhere.invalid:1"), SETTINGS)
    async with remote.lifespan():
        assert (await Hop(remote, Peer(sound)).call()).is_problem(503, "unavailable")


async def test_all_connections_in_use_is_a_503(make_hop: MakeHop) -> None:
    settings = SETTINGS.model_copy(update={"upstream_connections": 2, "upstream_total_seconds": 5})
    go_on = asyncio.Event()

    async def waiting(exchange: Exchange) -> None:
        await go_on.wait()
        await exchange.send(answer())

    hop = await make_hop(waiting, settings)
    calls = [asyncio.create_task(hop.call()) for _ in range(2)]
    await hop.peer.has_had(2)
    got = await hop.call()
    assert got.is_problem(503, "unavailable")
    assert "too much to do" in got.json["detail"]
    patient = asyncio.create_task(hop.call())
    await asyncio.sleep(0.1)
    go_on.set()
    assert [each.status for each in await asyncio.gather(*calls, patient)] == [200, 200, 200]
    assert hop.peer.connections == 2


async def test_too_slow_is_a_504(make_hop: MakeHop) -> None:
    async def slow(_: Exchange) -> None:
        await asyncio.sleep(30)

    hop = await make_hop(slow)
    assert (await hop.call()).is_problem(504, "gateway_timeout")
    assert (await hop.call("/v1/files", "POST", headers=[ADMIN], chunks=[b"x"])).is_problem(504, "gateway_timeout")


@pytest.mark.parametrize("rest", ["closed", "reset", "silent", "chunked_closed", "chunked_garbage"])
async def test_an_answer_that_breaks_off_never_looks_whole(make_hop: MakeHop, rest: str) -> None:
    async def breaking(exchange: Exchange) -> None:
        framing = b"transfer-encoding: chunked" if rest.startswith("chunked") else b"content-length: 10"
        piece = b"3\r\nabc\r\n" if rest.startswith("chunked") else b"abc"
        await exchange.send(b"HTTP/1.1 200 OK\r\n" + framing + b"\r\n\r\n", piece)
        if rest.endswith("closed"):
            exchange.writer.close()
        elif rest == "reset":
            exchange.reset()
        elif rest == "chunked_garbage":
            await exchange.send(b"zz\r\n")
        else:
            await asyncio.sleep(30)

    hop = await make_hop(breaking)
    client = hop.client()
    with pytest.raises(Exception, match=r"broke its answer off|in time"):
        await client.call()
    assert client.answer.status == 200
    assert all(message["more_body"] for message in client.answer.messages[1:])


# --- deadlines


async def test_a_caller_who_takes_his_time_takes_none_of_the_services(make_hop: MakeHop) -> None:
    hop = await make_hop()
    for pieces in (1, 3):
        client = hop.client()
        await call_slowly(client, pause=0.3, pieces=pieces)
        assert client.answer.status == 200


async def call_slowly(client: Client, pause: float = 0.0, pieces: int = 2, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """A call whose body comes piece by piece, and whose answer is taken piece by piece, with pauses in between."""
    sent = 0

    async def receive() -> Message:
        nonlocal sent
        await asyncio.sleep(pause if sent < pieces else 3600)
        sent += 1
        return {"type": "http.request", "body": b"x", "more_body": sent < pieces}

    async def send(message: Message) -> None:
        await asyncio.sleep(pause)
        client.answer.messages.append(message)

    path = "/v1/toys"
    sent_headers = [(b"authorization", ADMIN[1].encode()), (b"transfer-encoding", b"chunked"), *headers]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    await client.router({**scope, "headers": sent_headers}, receive, send)


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
    client = hop.client()
    with pytest.raises(Exception, match="in time"):
        await client.call("/v1/toys", "POST", headers=headers, chunks=[b"x", b"y"])
    assert len(client.answer.body) < 4


# --- addresses


@pytest.mark.parametrize(
    "address", ["", " , ", "segmentation:8001", "https://a:1", "http://a:1/x", "http://a:port", "http://u@a", "http://"]
)
def test_an_address_that_cannot_be_called_is_an_error(address: str) -> None:
    with pytest.raises(AddressError):
        read_names(address)

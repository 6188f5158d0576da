"""Callers who send slowly, stop, or do not take their answers: nobody else waits for them, nor the gateway without end."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.integration.gateway.hop_program import PIECE
from tests.integration.gateway.hops import ADMIN, SETTINGS, Hop, MakeHop, Unfinished
from tests.integration.gateway.peers import Exchange, answer, sound
from tests.integration.gateway.test_large_bodies import head, program

CHUNKED = ("transfer-encoding", "chunked")
UNHURRIED = {"upstream_total_seconds": 10.0, "upstream_idle_seconds": 10.0}
PATIENT = SETTINGS.model_copy(
    update={"caller_idle_seconds": 60.0, "upstream_connections": 2, "upstream_uploads": 2, **UNHURRIED}
)
SHORT = SETTINGS.model_copy(update={"caller_idle_seconds": 0.2, **UNHURRIED})
IDLE = {"ATTUNE_CALLER_IDLE_SECONDS": "0.3", "ATTUNE_UPSTREAM_CONNECTIONS": "1"}


@contextmanager
def given_up(uploads: list[Unfinished]) -> Iterator[None]:
    """At the end their callers leave."""
    try:
        yield
    finally:
        for each in uploads:
            each.leave()


@pytest.mark.parametrize("path", [b"/v1/toys", b"/v1/files"])
async def test_slow_uploads_keep_nobody_else_waiting(make_hop: MakeHop, path: bytes) -> None:
    hop = await make_hop(sound, PATIENT)
    uploads = [Unfinished(hop, [CHUNKED], path) for _ in range(5)]
    with given_up(uploads):
        await asyncio.sleep(0.1)
        assert (await hop.call()).status == 200
        assert (await hop.call(method="POST", headers=[ADMIN, ("content-length", "4")], chunks=[b"body"])).status == 200
    await asyncio.gather(*(each.call for each in uploads), return_exceptions=True)
    assert hop.remote._places._value == hop.remote._uploads._value == 2


async def test_uploads_that_are_handed_on_as_they_come_are_limited_too(make_hop: MakeHop) -> None:
    hop = await make_hop(sound, PATIENT)
    uploads = [Unfinished(hop, [CHUNKED]) for _ in range(3)]
    with given_up(uploads):
        done, _ = await asyncio.wait([each.call for each in uploads], return_when=asyncio.FIRST_COMPLETED)
        (refused,) = [each for each in uploads if each.call in done]
        assert refused.answer.is_problem(503, "unavailable")
    await asyncio.gather(*(each.call for each in uploads), return_exceptions=True)


async def test_an_ordinary_body_reaches_the_service_when_it_is_whole(make_hop: MakeHop) -> None:
    bodies = []

    async def reading(exchange: Exchange) -> None:
        bodies.append((dict(exchange.headers).get(b"content-length"), await exchange.body()))
        await exchange.send(answer())

    hop = await make_hop(reading, PATIENT)
    upload = Unfinished(hop, [("content-length", "13")], b"/v1/toys")
    await asyncio.sleep(0.1)
    assert not hop.peer.requests
    upload.go_on(b"abc")
    await upload.call
    assert upload.answer.status == 200
    assert bodies == [(b"13", b"x" * 10 + b"abc")]


@pytest.mark.parametrize("path", [b"/v1/toys", b"/v1/files"])
@pytest.mark.parametrize("headers", [[CHUNKED], [("content-length", "100")]])
async def test_a_body_that_stops_is_a_408_that_ends_the_connection(
    make_hop: MakeHop, path: bytes, headers: list[tuple[str, str]]
) -> None:
    hop = await make_hop(sound, SHORT)
    upload = Unfinished(hop, headers, path)
    async with asyncio.timeout(20):
        await upload.call
    assert upload.answer.is_problem(408, "request_timeout")
    assert upload.answer.headers["connection"] == "close"
    assert hop.remote._uploads._value == SHORT.upstream_uploads
    async with asyncio.timeout(20):
        while hop.peer.open_connections > 1:  # noqa: ASYNC110 — a test's own polling; one is the watch's
            await asyncio.sleep(0.01)


async def test_a_body_that_goes_on_within_the_time_may_take_any(make_hop: MakeHop) -> None:
    hop = await make_hop(sound, SHORT.model_copy(update={"caller_idle_seconds": 1.5}))
    for path in (b"/v1/toys", b"/v1/files"):
        upload = Unfinished(hop, [CHUNKED], path)
        for piece in (b"a", b"b", b"c", b""):
            await asyncio.sleep(0.5)
            upload.go_on(piece, more_body=bool(piece))
        await upload.call
        assert upload.answer.status == 200


async def test_a_body_that_stops_after_the_answer_began_breaks_it_off(make_hop: MakeHop) -> None:
    async def early(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nearly\r\n")
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await exchange.body()

    hop = await make_hop(early, SHORT)
    upload = Unfinished(hop, [CHUNKED])
    with pytest.raises(Exception, match="Nothing of the body"):
        await asyncio.wait_for(upload.call, 20)
    assert upload.answer.status == 200
    assert all(message["more_body"] for message in upload.answer.messages[1:])


@pytest.mark.parametrize("path", [b"/v1/toys", b"/v1/files"])
async def test_a_service_in_the_same_process_is_waited_with_no_longer(make_hop: MakeHop, path: bytes) -> None:
    called = []

    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        called.append(scope["path"])
        message = await receive()
        while message.get("more_body"):
            try:
                message = await receive()
            except Exception:  # as frameworks do, which make of it what they like
                await send({"type": "http.response.start", "status": 400, "headers": []})
                await send({"type": "http.response.body", "body": b"bad body"})
                return

    hop = inside(await make_hop(sound, SHORT), reading)
    upload = Unfinished(hop, [CHUNKED], path)
    async with asyncio.timeout(20):
        await upload.call
    assert upload.answer.is_problem(408, "request_timeout")
    assert len(called) == (path == b"/v1/files")


def inside(hop: Hop, application: ASGIApp) -> Hop:
    """The same router with an application of this process behind it."""
    hop.router._routes = {prefix: replace(route, upstream=application) for prefix, route in hop.router._routes.items()}
    return hop


async def test_an_answer_is_taken_from_the_service_whatever_its_caller_does(make_hop: MakeHop) -> None:
    hop = await make_hop(sound, SHORT.model_copy(update={"upstream_connections": 1}))
    takes = asyncio.Event()
    messages: list[Message] = []

    async def send(message: Message) -> None:
        await takes.wait()
        messages.append(message)

    async def receive() -> Message:
        await asyncio.sleep(3600)
        raise AssertionError

    raw = [(name.encode(), value.encode()) for name, value in [ADMIN]]
    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/v1/toys", "query_string": b"", "headers": raw}
    call = asyncio.create_task(hop.router(scope, receive, send))
    await hop.peer.has_had(1)
    assert (await hop.call()).status == 200
    assert not messages
    takes.set()
    await call
    assert messages[0]["status"] == 200
    assert messages[1]["body"] == b"{}"


# --- over sockets


@pytest.fixture(scope="module", params=["apart", "in one process"])
def door(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of a gateway that has one place for its service, and little patience."""
    if request.param == "apart":
        with program("depot") as (_, port), program("hop", f"http://127.0.0.1:{port}", environment=IDLE) as (_, hop):
            yield hop
    else:
        with program("inside", environment=IDLE) as (_, hop):
            yield hop


def exchange(port: int, *sent: bytes) -> bytes:
    """All that comes back before the connection ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        for piece in sent:
            peer.sendall(piece)
        return read_all(peer)


def read_all(peer: socket.socket) -> bytes:
    """What comes before the connection ends."""
    answer = bytearray()
    while received := peer.recv(1 << 20):
        answer += received
    return bytes(answer)


@pytest.mark.parametrize("path", ["/files", "/toys"])
def test_whoever_stops_in_his_body_is_told_so_and_the_connection_ends(door: int, path: str) -> None:
    kept_open = head("POST", path, "content-length: 100").replace(b"connection: close\r\n", b"")
    got = exchange(door, kept_open, b"x" * 10)
    assert got.startswith(b"HTTP/1.1 408 ")
    assert b"\r\nconnection: close\r\n" in got.lower()
    assert b'"code":"request_timeout"' in got


@pytest.mark.parametrize("sent", [b"", b"GET /fi", b"GET /files HTTP/1.1\r\nhost: a\r\n"])
def test_whoever_stops_before_his_head_is_whole_is_cut_off(door: int, sent: bytes) -> None:
    assert exchange(door, sent) == b""


def test_so_is_whoever_stops_in_his_second_head(door: int) -> None:
    whole = head("GET", "/files").replace(b"connection: close\r\n", b"")
    got = exchange(door, whole, whole[:10], whole[10:20])
    assert got.count(b"HTTP/1.1 200") == 1


def test_whoever_does_not_take_his_answer_is_cut_off_and_frees_his_place(door: int) -> None:
    with socket.create_connection(("127.0.0.1", door), timeout=20) as peer:
        peer.sendall(head("GET", "/files?pieces=4096"))  # more than buffers hold
        assert peer.recv(1)
        assert exchange(door, head("GET", "/files?pieces=0")).startswith(b"HTTP/1.1 200")
        time.sleep(1)  # nothing is taken meanwhile
        got = read_all(peer)
    assert len(got) < 4096 * len(PIECE)
    assert not got.endswith(b"\r\n0\r\n\r\n")


def test_whoever_takes_his_answer_slowly_gets_it_whole(door: int) -> None:
    with socket.socket() as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        peer.settimeout(0.1)
        peer.connect(("127.0.0.1", door))
        peer.sendall(head("GET", "/files?pieces=128"))
        peer.settimeout(20)
        count = 0
        while received := peer.recv(1 << 18):
            count += len(received)
            time.sleep(0.005)
    assert count > 128 * len(PIECE)


@pytest.mark.parametrize("pieces", [(), (b"x",)])
def test_nobody_waits_for_the_rest_of_a_body_that_was_answered(door: int, pieces: tuple[bytes, ...]) -> None:
    kept_open = head("POST", "/nowhere", "content-length: 100").replace(b"connection: close\r\n", b"")
    assert exchange(door, kept_open, *pieces).startswith(b"HTTP/1.1 404 ")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="Linux tells of its connections there")
def test_whoever_takes_nearly_all_of_his_answer_is_cut_off_too(door: int) -> None:
    """Answers that end just below, within and above what the system's own buffers hold."""
    with ExitStack() as stack:
        callers = set()
        for pieces in range(30, 90, 2):
            peer = stack.enter_context(socket.create_connection(("127.0.0.1", door), timeout=20))
            peer.sendall(head("GET", f"/files?pieces={pieces}"))
            assert peer.recv(1)
            callers.add(peer.getsockname()[1])
        given_up_at = time.monotonic() + 60
        while held := callers & established_at(door):
            assert time.monotonic() < given_up_at, held
            time.sleep(0.1)


def established_at(port: int) -> set[int]:
    """The ports of callers to whom the end of this port is open still."""
    lines = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    ends = ((int(here.partition(":")[2], 16), int(there.partition(":")[2], 16), state) for _, here, there, state, *_ in lines)
    return {there for here, there, state in ends if here == port and state == "01"}

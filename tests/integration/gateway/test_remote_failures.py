"""What every failure of the hop becomes, callers who leave, and that nothing is left behind."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from gateway.upstreams import Remote, read_names
from kernel.problems import Problem
from tests.integration.gateway.hops import (
    ADMIN,
    FAULTS,
    SETTINGS,
    Hop,
    MakeHop,
    Unfinished,
    closing,
    half_a_head,
    half_closed,
    resetting,
)
from tests.integration.gateway.peers import Exchange, Peer, Script, answer, free_port, peer, sound

# --- what failures become


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
    assert [request.number for request in hop.peer.requests] == [
        1,
        2,
        1,
        1,
    ]  # again: over one of its own
    assert (await hop.call(method="DELETE")).is_problem(502, "bad_gateway")


NO_HEAD = [closing, resetting, half_closed, half_a_head]
"""After these there is no answer that one could have begun to read."""


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_broke_on_a_new_connection_is_not_asked_for_again(make_hop: MakeHop, fault: Script) -> None:
    hop = await make_hop(fault)
    assert hop.remote._noted is not None
    assert isinstance(hop.remote._noted.connector, aiohttp.TCPConnector)
    for idle in hop.remote._noted.connector._conns.values():  # the watch's
        for protocol, _ in idle:
            protocol.close()
    assert (await hop.call()).is_problem(502, "bad_gateway")
    assert len(hop.peer.requests) == 1


async def half_an_answer(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", b"abc")
    exchange.reset()


@pytest.mark.parametrize("fault", [each for each in [*FAULTS, half_an_answer] if each not in NO_HEAD])
async def test_what_broke_when_an_answer_had_begun_is_not_asked_for_again(make_hop: MakeHop, fault: Script) -> None:
    async def at_second(exchange: Exchange) -> None:
        await (fault(exchange) if exchange.number > 1 else exchange.send(answer()))

    hop = await make_hop(at_second)
    assert (await hop.call()).status == 200
    assert (await hop.call()).is_problem(502, "bad_gateway")
    assert [request.number for request in hop.peer.requests] == [1, 2]


@pytest.mark.parametrize("fault", NO_HEAD)
async def test_what_met_a_connection_just_closed_is_asked_for_once_more_and_no_more(make_hop: MakeHop, fault: Script) -> None:
    async def from_second(exchange: Exchange) -> None:
        await (exchange.send(answer()) if len(hop.peer.requests) == 1 else fault(exchange))

    hop = await make_hop(from_second)
    assert (await hop.call()).status == 200
    assert (await hop.call()).is_problem(502, "bad_gateway")
    assert [request.number for request in hop.peer.requests] == [1, 2, 1]


async def test_a_body_is_sent_once(make_hop: MakeHop) -> None:
    async def once_each(exchange: Exchange) -> None:
        await exchange.body()
        await (exchange.send(answer()) if exchange.number == 1 else closing(exchange))

    hop = await make_hop(once_each)
    options: dict[str, Any] = {"headers": [ADMIN, ("content-length", "1")], "chunks": [b"x"]}
    assert (await hop.call(**options)).status == 200
    assert (await hop.call(**options)).is_problem(502, "bad_gateway")
    assert len(hop.peer.requests) == 2


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


LONG = f"content-length: {8 << 20}".encode()


@pytest.mark.parametrize("rest", ["closed", "reset", "silent", "chunked_closed", "chunked_garbage"])
async def test_an_answer_that_breaks_off_never_looks_whole(make_hop: MakeHop, rest: str) -> None:
    async def breaking(exchange: Exchange) -> None:
        framing = b"transfer-encoding: chunked" if rest.startswith("chunked") else LONG
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


@pytest.mark.parametrize(("rest", "problem"), [("closed", (502, "bad_gateway")), ("silent", (504, "gateway_timeout"))])
async def test_a_short_answer_that_breaks_off_is_a_problem(make_hop: MakeHop, rest: str, problem: tuple[int, str]) -> None:
    async def breaking(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n", b"abc")
        if rest == "closed":
            exchange.writer.close()
        else:
            await asyncio.sleep(30)

    hop = await make_hop(breaking)
    assert (await hop.call()).is_problem(*problem)


# --- callers who leave


async def test_a_caller_who_leaves_ends_the_services_work_within_a_second(make_hop: MakeHop) -> None:
    ended = asyncio.Event()

    async def working(exchange: Exchange) -> None:
        await exchange.reader.read()  # until the connection ends
        ended.set()

    hop = await make_hop(working, SETTINGS.model_copy(update={"upstream_total_seconds": 60}))
    for method, headers in (("GET", []), ("POST", [("content-length", "4")])):
        ended.clear()
        client = hop.client()
        call = asyncio.create_task(client.call(method=method, headers=[ADMIN, *headers], chunks=[b"body"]))
        await hop.peer.has_had(1)
        await asyncio.sleep(0.1)
        client.left.set()
        async with asyncio.timeout(20):
            await ended.wait()
        await call
        assert not client.answer.messages
        hop.peer.requests.clear()


async def test_a_caller_who_leaves_in_the_middle_of_an_answer_ends_it(make_hop: MakeHop) -> None:
    ended = asyncio.Event()

    async def endless(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        try:
            while True:
                await exchange.send(b"1\r\nx\r\n")
        finally:
            ended.set()

    hop = await make_hop(endless, SETTINGS.model_copy(update={"upstream_total_seconds": 60}))
    client = hop.client()
    call = asyncio.create_task(client.call())
    await asyncio.sleep(0.2)
    assert client.answer.body
    client.left.set()
    async with asyncio.timeout(20):
        await ended.wait()
    await call
    assert client.answer.messages[-1]["more_body"]


@pytest.mark.parametrize("headers", [[("content-length", "100")], [("transfer-encoding", "chunked")]])
@pytest.mark.parametrize("answers_early", [True, False])
async def test_a_body_that_breaks_off_never_looks_whole(
    make_hop: MakeHop, headers: list[tuple[str, str]], answers_early: bool
) -> None:
    broke = asyncio.Event()

    async def reading(exchange: Exchange) -> None:
        if answers_early:
            await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nearly")
        with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
            await exchange.body()
        broke.set()

    hop = await make_hop(reading, SETTINGS.model_copy(update={"upstream_idle_seconds": 60}))
    upload = Unfinished(hop, headers)
    await hop.peer.has_had(1)
    await asyncio.sleep(0.1)
    upload.leave()
    async with asyncio.timeout(20):
        await broke.wait()
        await upload.call
    assert all(message.get("more_body", True) for message in upload.answer.messages)


async def test_an_answer_that_does_not_wait_for_the_body_is_handed_back_and_ends_the_connection(make_hop: MakeHop) -> None:
    ended = asyncio.Event()

    async def hasty(exchange: Exchange) -> None:
        await exchange.send(answer(b"no", status=b"422 Unprocessable Content"))
        await exchange.reader.read()
        ended.set()

    hop = await make_hop(hasty, SETTINGS.model_copy(update={"upstream_idle_seconds": 60}))
    upload = Unfinished(hop, [("transfer-encoding", "chunked")])
    async with asyncio.timeout(20):
        await upload.call
        assert (upload.answer.status, upload.answer.body) == (422, b"no")
        await ended.wait()


async def test_a_body_past_its_limit_is_a_413_and_never_looks_whole(make_hop: MakeHop) -> None:
    whole = []

    async def reading(exchange: Exchange) -> None:
        whole.append(await exchange.body())

    hop = await make_hop(reading)
    piece = b"x" * (1 << 20)
    headers = [ADMIN, ("transfer-encoding", "chunked")]
    got = await hop.call("/v1/toys", "POST", headers=headers, chunks=[piece] * 5)
    assert got.is_problem(413, "payload_too_large")
    assert not whole


# --- nothing is left behind


async def test_failures_leave_no_connection_no_task_and_no_place_taken() -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    async def silent(_: Exchange) -> None:
        await asyncio.sleep(30)

    async def breaking(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab")
        exchange.reset()

    settings = SETTINGS.model_copy(update={"upstream_total_seconds": 0.2, "upstream_idle_seconds": 0.2})
    async with peer(sound) as warm, Remote("toy", read_names(warm.address), settings).lifespan():
        await asyncio.sleep(0.05)  # what the loop itself opens at its first connection stays
    tasks, files = asyncio.all_tasks(), open_files()
    for fault in [*FAULTS, silent, breaking]:
        async with peer(fault) as served:
            remote = Remote("toy", read_names(served.address), settings)
            async with remote.lifespan():
                await remote._was_watched.wait()
                hop = Hop(remote, served)
                for path, headers, leaves in (
                    ("/v1/toys", [], False),
                    ("/v1/toys", [("content-length", "4")], True),
                    ("/v1/files", [("transfer-encoding", "chunked")], False),
                ):
                    client = hop.client()
                    chunks = [b"bo", b"dy"] if headers else [b""]
                    call = client.call(path, "POST" if headers else "GET", headers=[ADMIN, *headers], chunks=chunks)
                    if leaves:
                        asyncio.get_running_loop().call_later(0.1, client.left.set)
                    with suppress(Problem):
                        await call
                assert remote._places._value == settings.upstream_connections
                assert [each.running for each in remote._replicas] == [0]
                assert remote._kept is not None
                assert isinstance(remote._kept.connector, aiohttp.TCPConnector)
                async with asyncio.timeout(20):
                    while remote._kept.connector._acquired:  # noqa: ASYNC110 — the watch may be looking just now
                        await asyncio.sleep(0.01)
                assert sum(len(idle) for idle in remote._kept.connector._conns.values()) <= 1  # the watch's
    await asyncio.sleep(0.05)
    assert asyncio.all_tasks() == tasks
    assert open_files() == files

"""Connections to a service: what comes between, after, or beside an answer is never taken for one."""

import asyncio

import pytest

from gateway.upstreams.connections import MAX_AHEAD, Pool
from tests.integration.gateway.hops import ADMIN, MakeHop
from tests.integration.gateway.peers import Exchange, answer, peer, sound

CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


async def test_what_comes_before_an_answer_is_none(make_hop: MakeHop) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n", answer(b"last"))

    hop = await make_hop(script)
    for _ in range(2):
        got = await hop.call()
        assert (got.status, got.body) == (200, b"last")
        assert "link" not in got.headers
    assert hop.peer.connections == 1


@pytest.mark.parametrize("is_at_once", [True, False])
async def test_an_answer_that_nobody_asked_for_answers_nobody(make_hop: MakeHop, *, is_at_once: bool) -> None:
    async def twice(exchange: Exchange) -> None:
        pieces = [answer(b"asked"), answer(b"not asked")]
        await exchange.send(*([b"".join(pieces)] if is_at_once else pieces))

    hop = await make_hop(twice)
    for _ in range(3):
        assert (await hop.call()).body == b"asked"
        await asyncio.sleep(0.05)
    assert [request.number for request in hop.peer.requests] == [1, 1, 1]


async def test_garbage_after_an_answer_ends_the_connection_and_not_the_answer(make_hop: MakeHop) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.send(answer(b"asked") + b"\x00\xff garbage")

    hop = await make_hop(script)
    for _ in range(2):
        assert (await hop.call()).body == b"asked"
    assert [request.number for request in hop.peer.requests] == [1, 1]


async def test_an_answer_of_two_lengths_is_none(make_hop: MakeHop) -> None:
    for head in (
        CHUNKED.replace(b"\r\n\r\n", b"\r\ncontent-length: 3\r\n\r\n"),
        b"HTTP/1.1 200 OK\r\ncontent-length: 3, 4\r\n\r\n",
    ):

        async def script(exchange: Exchange, head: bytes = head) -> None:
            await exchange.send(head + b"0\r\n\r\n")

        hop = await make_hop(script)
        assert (await hop.call()).is_problem(502, "bad_gateway")


async def test_trailers_stay_behind(make_hop: MakeHop) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.send(CHUNKED + b"3\r\nabc\r\n0\r\nx-late: 1\r\n\r\n")

    hop = await make_hop(script)
    for _ in range(2):
        got = await hop.call()
        assert got.body == b"abc"
        assert "x-late" not in got.headers
    assert hop.peer.connections == 1


async def test_a_service_that_says_so_gets_a_new_connection(make_hop: MakeHop) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.send(answer(b"{}", b"connection: close"))

    hop = await make_hop(script)
    for _ in range(2):
        assert (await hop.call()).status == 200
    assert [request.number for request in hop.peer.requests] == [1, 1]


@pytest.mark.parametrize("value", ["a\r\nx-injected: 1", "a\nx-injected: 1", "a\rb", "a\0b"])
async def test_a_header_cannot_begin_another(make_hop: MakeHop, value: str) -> None:
    hop = await make_hop()
    assert (await hop.call(headers=[ADMIN, ("x-odd", value)])).is_problem(400, "text_invalid")
    assert not hop.peer.requests


async def test_who_names_no_host_gets_the_services(make_hop: MakeHop) -> None:
    hop = await make_hop()
    assert (await hop.call()).status == 200
    assert dict(hop.request.headers)[b"host"] == hop.peer.address.removeprefix("http://").encode()


async def test_an_answer_nobody_reads_waits_in_the_service() -> None:
    """More than `MAX_AHEAD` is not read ahead, and all of it comes in the end."""
    size = 64 * MAX_AHEAD

    async def script(exchange: Exchange) -> None:
        exchange.writer.write(answer(b"x" * size))
        await exchange.writer.drain()

    async with peer(script) as served:
        pool = Pool()
        connection = await pool.take(served.address.removeprefix("http://"), 1.0)
        got = await connection.ask(b"GET / HTTP/1.1\r\n\r\n")
        await asyncio.sleep(0.1)
        ahead = await got.piece()
        assert len(ahead) < size
        count = len(ahead)
        while not got.is_at_end:
            count += len(await got.piece())
        assert count == size
        assert await pool.take(served.address.removeprefix("http://"), 1.0) is connection
        pool.close()


async def test_what_is_idle_for_long_is_closed_and_what_is_not_is_not() -> None:
    async with peer(sound) as served:
        pool, authority = Pool(), served.address.removeprefix("http://")
        connections = [await pool.take(authority, 1.0) for _ in range(2)]
        for each in connections:
            got = await each.ask(b"GET / HTTP/1.1\r\n\r\n")
            assert await got.piece() == b"{}"
        connections[0].idle_since -= 100
        pool.tidy()
        await asyncio.sleep(0.05)
        assert [each.is_usable for each in connections] == [False, True]
        assert await pool.take(authority, 1.0) is connections[1]
        pool.close()
        await asyncio.sleep(0.05)
        assert not pool._open

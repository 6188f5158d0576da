"""What `Connection` names stays between two neighbours, but for what the gateway itself says and how long a message is."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from gateway.authentication import Signer
from gateway.forwarding import Forwarding
from gateway.router import Route, Router
from gateway.settings import GatewaySettings
from kernel.principals import PRINCIPAL_HEADER, read_principal
from tests.integration.gateway.hops import ADMIN, MakeHop
from tests.integration.gateway.peers import Exchange, answer
from tests.unit.gateway.conftest import SECRET, Answer, Client, Keys, Upstream, answering

Headers = Iterable[tuple[str, str]]

OF_THE_GATEWAY = ("x-request-id", "traceparent", "forwarded", "x-forwarded-for", "authorization", PRINCIPAL_HEADER)
OF_THE_MESSAGE = ("content-length", "transfer-encoding", "host")
EVERYTHING = ", ".join([*OF_THE_GATEWAY, *OF_THE_MESSAGE, "X-Named"])
PROXY = GatewaySettings(trusted_proxies="203.0.113.0/24").trusted_proxies


@dataclass
class Passed:
    """One request that passed the gateway.

    Attributes:
        arrived: The headers that the service was given.
        body: What came with them.
        answer: What the caller was given.
    """

    arrived: dict[str, str]
    body: bytes
    answer: Answer


Pass = Callable[..., Awaitable[Passed]]


@pytest.fixture(params=["in process", "over HTTP"])
def pass_through(request: pytest.FixtureRequest, make_hop: MakeHop) -> Pass:
    """A request through the gateway to a service that says `back`."""

    async def pass_(headers: Headers, chunks: Iterable[bytes] = (b"x" * 7,), back: Headers = ()) -> Passed:
        said = [(name.encode(), value.encode()) for name, value in back]
        bodies: list[bytes] = []
        method, path = "POST", "/v1/toys"
        keys: Any = Keys()
        if request.param == "in process":

            async def handle(scope: Scope, receive: Receive, send: Send) -> None:
                async def keep() -> Message:
                    message = await receive()
                    bodies.append(message["body"])
                    return message

                await answering(headers=said)(scope, keep, send)

            upstream = Upstream(handle)
            router = Router([Route(path, upstream)], keys, Signer(SECRET), Forwarding(PROXY))
            got = await Client(router).call(path, method, headers=[ADMIN, *headers], chunks=chunks)
            raw = upstream.calls[0]["headers"]
        else:

            async def script(exchange: Exchange) -> None:
                bodies.append(await exchange.body())
                await exchange.send(answer(b"{}", *(b": ".join(pair) for pair in said)))

            hop = await make_hop(script)
            router = Router([Route(path, hop.remote)], keys, Signer(SECRET), Forwarding(PROXY))
            got = await Client(router).call(path, method, headers=[ADMIN, *headers], chunks=chunks)
            raw = hop.request.headers
        assert got.status == 200
        return Passed({name.decode(): value.decode() for name, value in raw}, b"".join(bodies), got)

    return pass_


SAID = [
    ("host", "shop.example"),
    ("x-request-id", "mine-1"),
    ("forwarded", "for=198.51.100.1"),
    ("x-forwarded-for", "198.51.100.1"),
    ("x-named", "1"),
    ("x-kept", "1"),
]


@pytest.mark.parametrize("name", ["connection", "Connection"])
async def test_a_caller_names_away_nothing_that_the_gateway_says(pass_through: Pass, name: str) -> None:
    passed = await pass_through([(name, EVERYTHING), ("content-length", "7"), *SAID])
    arrived = passed.arrived
    assert read_principal(arrived[PRINCIPAL_HEADER], SECRET).actor == "key:admin"
    assert arrived["x-request-id"] == passed.answer.headers["x-request-id"] == "mine-1"
    assert arrived["forwarded"] == 'for=198.51.100.1, for=203.0.113.7;host="shop.example";proto=http'
    assert arrived["x-forwarded-for"] == "198.51.100.1"
    assert (arrived["host"], arrived["content-length"]) == ("shop.example", "7")
    assert passed.body == b"x" * 7
    assert "authorization" not in arrived


async def test_a_body_of_unknown_length_is_named_away_no_more(pass_through: Pass) -> None:
    chunks = [b"x" * 30, b"y" * 30]
    passed = await pass_through([("connection", EVERYTHING), ("transfer-encoding", "chunked")], chunks)
    assert passed.body == b"".join(chunks)


@pytest.mark.parametrize("named", ["X-Named", "close, x-named", "keep-alive,, X-NAMED ,", "x-other, x-named"])
async def test_what_a_caller_names_is_for_the_gateway_alone(pass_through: Pass, named: str) -> None:
    before = await pass_through([("x-named", "1"), ("connection", named), ("x-kept", "1"), ("content-length", "7")])
    after = await pass_through([("connection", named), ("x-kept", "1"), ("content-length", "7"), ("X-Named", "1")])
    for passed in (before, after):
        assert "x-named" not in passed.arrived
        assert passed.arrived["x-kept"] == "1"


async def test_headers_of_the_connection_stay_behind_whether_named_or_not(pass_through: Pass) -> None:
    of_the_connection = [
        ("connection", "close"),
        ("keep-alive", "timeout=5"),
        ("proxy-authenticate", "Basic"),
        ("proxy-authorization", "Basic x"),
        ("proxy-connection", "keep-alive"),
        ("te", "trailers"),
        ("trailer", "x"),
        ("upgrade", "h2c"),
        ("expect", "100-continue"),
    ]
    passed = await pass_through([*of_the_connection, ("content-length", "7")])
    assert not {name for name, _ in of_the_connection} & set(passed.arrived)


async def test_a_service_names_away_what_is_its_own_and_nothing_that_the_gateway_says(pass_through: Pass) -> None:
    named = "X-Named, X-Request-Id, Cache-Control, Content-Length, X-Content-Type-Options"
    back = [("connection", named), ("x-named", "1"), ("keep-alive", "timeout=5"), ("x-kept", "1")]
    answered = (await pass_through([("content-length", "7"), ("x-request-id", "mine-1")], back=back)).answer
    assert not {"connection", "x-named", "keep-alive"} & set(answered.headers)
    assert answered.headers["x-kept"] == "1"
    assert answered.headers["x-request-id"] == "mine-1"
    assert answered.headers["content-length"] == "2"
    assert answered.headers["cache-control"] == "no-store"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert answered.body == b"{}"

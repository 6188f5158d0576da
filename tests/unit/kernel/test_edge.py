"""What a service decides by the head of a request alone, before any of its body is read."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import jwt
import orjson
import pytest
from fastapi import FastAPI, Request
from starlette.types import Message

from kernel.application import Caller, create_application, new_router, requires
from kernel.bodies import MIB, USUAL_LIMIT, limit_of
from kernel.principals import PRINCIPAL_HEADER, Principal, Scope, sign_principal
from kernel.settings import Settings
from tests.unit.kernel.toy import Echo, ToyRequest

JSON = (b"content-type", b"application/json")
CHUNKED = (b"transfer-encoding", b"chunked")


@pytest.fixture
async def service(offline: Settings) -> AsyncIterator[FastAPI]:
    """One route whose body the framework reads, one that reads it itself, one whose body may have any size."""
    router = new_router("toys")

    @router.post("/v1/toys", dependencies=[requires(Scope.BEHAVIOUR_WRITE)])
    async def create(body: ToyRequest, caller: Caller) -> Echo:
        return Echo(id=caller.actor, name=body.name)

    @router.post("/v1/raw", dependencies=[requires(Scope.BEHAVIOUR_WRITE)])
    async def read(request: Request) -> Echo:
        return Echo(name=str(len(await request.body())))

    @router.post("/v1/files/any", dependencies=[requires(Scope.BEHAVIOUR_WRITE)])
    async def stream(request: Request) -> Echo:
        return Echo(name=str(sum([len(piece) async for piece in request.stream()])))

    limits = {"/v1/files": None, "/v1/raw": 1000}
    application = create_application("toy", "attune_segmentation", offline, [router], limits=limits)
    async with application.router.lifespan_context(application):
        yield application


@dataclass
class Exchange:
    """One request of bare messages.

    Attributes:
        pieces: Its body, made as it is asked for.
        read: How many of them were.
    """

    pieces: AsyncIterator[bytes]
    read: int = 0
    answer: list[Message] = field(default_factory=list)

    async def receive(self) -> Message:
        self.read += 1
        piece = await anext(self.pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(self, message: Message) -> None:
        self.answer.append(message)

    @property
    def status(self) -> int:
        return int(self.answer[0]["status"])

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.answer[0]["headers"])

    @property
    def code(self) -> str:
        assert self.headers[b"content-type"] == b"application/problem+json"
        return str(orjson.loads(self.answer[1]["body"])["code"])


async def post(
    service: FastAPI,
    path: str,
    pieces: AsyncIterator[bytes],
    headers: Iterable[tuple[bytes, bytes]],
    method: str = "POST",
    state: dict[str, Principal] | None = None,
) -> Exchange:
    exchange = Exchange(pieces)
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b""}
    await service({**scope, "headers": list(headers), "state": {} if state is None else state}, exchange.receive, exchange.send)
    return exchange


async def endless(size: int = 100) -> AsyncIterator[bytes]:
    while True:
        yield b" " * size


async def whole(body: bytes, pieces: int = 1, pause: float = 0.0) -> AsyncIterator[bytes]:
    size = -(-len(body) // pieces)
    for start in range(0, len(body), size):
        await asyncio.sleep(pause)
        yield body[start : start + size]


def token(principal: Principal, settings: Settings, ends_in: float = 60) -> tuple[bytes, bytes]:
    """A principal as the gateway signs it, with another end."""
    claims = jwt.decode(sign_principal(principal, settings.principal_secret), options={"verify_signature": False})
    claims["exp"] = datetime.now(UTC).timestamp() + ends_in
    return PRINCIPAL_HEADER.encode(), jwt.encode(claims, settings.principal_secret, "HS256").encode()


@pytest.mark.parametrize("path", ["/v1/toys", "/v1/raw", "/v1/files/any", "/v1/nothing"])
@pytest.mark.parametrize("forged", [None, b"", b"nonsense", b"\xff\xfe"])
async def test_an_endless_body_that_nobody_signed_is_refused_unread(service: FastAPI, path: str, forged: bytes | None) -> None:
    claimed = [] if forged is None else [(PRINCIPAL_HEADER.encode(), forged)]
    exchange = await post(service, path, endless(), [JSON, CHUNKED, *claimed])
    assert (exchange.status, exchange.code) == (401, "unauthenticated")
    assert exchange.read == 0
    assert exchange.headers[b"connection"] == b"close"  # nor is the rest of it worth reading


async def test_a_principal_that_expired_before_the_head_is_nobody(
    service: FastAPI, offline: Settings, admin: Principal
) -> None:
    exchange = await post(service, "/v1/toys", endless(), [JSON, CHUNKED, token(admin, offline, -1)])
    assert (exchange.status, exchange.code, exchange.read) == (401, "unauthenticated", 0)


@pytest.mark.parametrize("path", ["/v1/toys", "/v1/raw", "/v1/files/any"])
async def test_a_principal_that_was_fresh_stays_good_however_long_the_body_takes(
    service: FastAPI, offline: Settings, admin: Principal, path: str
) -> None:
    signed = token(admin, offline, 1)
    ended = datetime.now(UTC) + timedelta(seconds=1)
    exchange = await post(service, path, whole(b'{"name": "a"}', pieces=4, pause=0.4), [JSON, CHUNKED, signed])
    assert datetime.now(UTC) > ended
    assert exchange.status == 200


async def test_a_principal_is_of_its_request_alone(service: FastAPI, offline: Settings, admin: Principal) -> None:
    shared = {"principal": admin}  # as if a server gave one state to all
    refused = await post(service, "/v1/toys", endless(), [JSON, CHUNKED], state=shared)
    assert refused.status == 401
    other = Principal(admin.workspace_id, "key:other", admin.scopes)
    answered = await post(service, "/v1/toys", whole(b'{"name": "a"}'), [JSON, CHUNKED, token(other, offline)], state=shared)
    assert orjson.loads(answered.answer[1]["body"])["id"] == "key:other"
    assert shared == {"principal": admin}


@pytest.mark.parametrize(("path", "limit"), [("/v1/toys", 4 * MIB), ("/v1/raw", 1000)])
async def test_a_body_past_the_limit_is_refused_by_the_service_itself(
    service: FastAPI, offline: Settings, admin: Principal, path: str, limit: int
) -> None:
    signed = token(admin, offline)
    announced = (b"content-length", str(limit + 1).encode())
    exchange = await post(service, path, endless(), [JSON, announced, signed])
    assert (exchange.status, exchange.code, exchange.read) == (413, "payload_too_large", 0)
    assert exchange.headers[b"connection"] == b"close"
    exchange = await post(service, path, endless(limit // 4), [JSON, CHUNKED, signed])
    assert (exchange.status, exchange.code, exchange.read) == (413, "payload_too_large", 5)
    assert exchange.headers[b"connection"] == b"close"


async def test_a_body_at_its_limit_and_one_without_any_are_read(service: FastAPI, offline: Settings, admin: Principal) -> None:
    signed = token(admin, offline)
    for headers in ([(b"content-length", b"1000")], [CHUNKED]):
        exchange = await post(service, "/v1/raw", whole(b"x" * 1000, pieces=3), [signed, *headers])
        assert (exchange.status, orjson.loads(exchange.answer[1]["body"])["name"]) == (200, "1000")
    exchange = await post(service, "/v1/files/any", whole(b"x" * 5 * MIB, pieces=5), [signed, CHUNKED])
    assert orjson.loads(exchange.answer[1]["body"])["name"] == str(5 * MIB)


async def test_any_other_refusal_keeps_the_connection(service: FastAPI, offline: Settings, admin: Principal) -> None:
    exchange = await post(service, "/v1/toys", whole(b"{"), [JSON, CHUNKED, token(admin, offline)])
    assert (exchange.status, exchange.code) == (400, "body_unparsable")
    assert b"connection" not in exchange.headers
    exchange = await post(service, "/v1/toys", whole(b""), [], method="GET")  # no body at all
    assert exchange.status == 401
    assert b"connection" not in exchange.headers


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/v1/a", 1),
        ("/v1/a/x", 1),
        ("/v1/a/b", None),
        ("/v1/a/b/c/d", None),
        ("/v1/ab", USUAL_LIMIT),
        ("/v1", USUAL_LIMIT),
    ],
)
def test_the_longest_prefix_of_whole_segments_has_the_limit(path: str, limit: int | None) -> None:
    assert limit_of(path, {"/v1/a": 1, "/v1/a/b": None}) == limit

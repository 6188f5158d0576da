"""The whole way: key, router, service, unit of work."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway import store
from gateway.app import Gateway, _MigrationCheck, create_app, create_gateway
from kernel.principals import UNRESOLVED, KeyKind, Principal, Scope, make_key, sign_principal
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from tests.integration.gateway.conftest import Keyed


def assert_problem(answer: Response, status: int, code: str) -> dict[str, Any]:
    """A whole problem, findable in the logs."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:attune:problem:{code}"
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["title"]
    assert problem["detail"] == problem["message"]
    return problem


# --- who passes


async def test_the_kinds_of_keys_and_what_they_may(client: AsyncClient, house: Keyed) -> None:
    assert (await client.get("/v1/toys/1", headers=house.admin)).status_code == 200
    assert_problem(await client.get("/v1/toys/1", headers=house.write), 403, "forbidden")
    assert_problem(await client.get("/v1/toys/1", headers=house.client), 403, "forbidden")
    assert_problem(await client.get("/v1/toys/1"), 401, "unauthenticated")
    scoped = await client.post("/v1/keys", headers=house.admin, json={"scopes": ["behaviour:read"]})
    reader = house.bearer(scoped.json()["key"])
    assert (await client.get("/v1/toys/1", headers=reader)).status_code == 200
    refusal = assert_problem(await client.post("/v1/toys", headers=reader, json={"name": "a", "size": 1}), 403, "forbidden")
    assert "behaviour:write" in refusal["detail"]


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {make_key(KeyKind.ADMIN).text}",
        "Bearer nonsense",
        "Bearer",
        "Digest username=admin",
        "Basic " + base64.b64encode(f"{make_key(KeyKind.WRITE).text}:".encode()).decode(),
    ],
    ids=["unknown", "nonsense", "empty", "digest", "unknown, basic"],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/toys/1"), ("POST", "/v1/track"), ("GET", "/metrics")])
async def test_an_unknown_key_opens_nothing(client: AsyncClient, authorization: str, method: str, path: str) -> None:
    answer = await client.request(method, path, headers={"Authorization": authorization})
    assert_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_basic_with_the_key_as_user_name(client: AsyncClient, house: Keyed) -> None:
    answer = await client.post("/v1/track", auth=(house.created.write_key, ""), content=b"12345")
    assert answer.json() == {
        "name": "5",
        "workspace": str(house.created.workspace_id),
        "actor": None,
        "request_id": None,
        "headers": [],
    }


async def test_ingestion_without_a_key_passes_unresolved_and_opens_nothing_else(client: AsyncClient) -> None:
    assert (await client.post("/v1/track", content=b"1")).json()["workspace"] == "None"
    assert_problem(await client.post("/v1/imports/toys", content=b"1"), 401, "unauthenticated")


async def test_a_key_of_another_workspace_sees_that_workspace(client: AsyncClient, house: Keyed, neighbour: Keyed) -> None:
    for mine in (house, neighbour, house):
        answer = await client.get("/v1/toys/1", headers=mine.admin)
        assert answer.json()["workspace"] == str(mine.created.workspace_id)


async def test_a_service_alone_trusts_nobody(settings: Settings, house: Keyed) -> None:
    own = create_app(settings)
    owner = Principal(house.created.workspace_id, "key:1", frozenset({Scope.ADMIN}))
    forged = sign_principal(owner, "not the gateway's secret, but as long")
    async with (
        own.router.lifespan_context(own),
        AsyncClient(transport=ASGITransport(own), base_url="http://attune.example") as client,
    ):
        for headers in ({}, house.admin, {"x-attune-principal": forged}, {"x-attune-principal": "none"}):
            assert (await client.get("/v1/workspace", headers=headers)).status_code == 401
        unresolved = {"x-attune-principal": sign_principal(UNRESOLVED, settings.principal_secret)}
        assert (await client.get("/v1/workspace", headers=unresolved)).status_code == 401


async def test_a_forged_principal_does_not_pass_the_gateway(client: AsyncClient, settings: Settings, house: Keyed) -> None:
    owner = Principal(house.created.workspace_id, "key:1", frozenset({Scope.ADMIN}))
    stolen = {"x-attune-principal": sign_principal(owner, settings.principal_secret)}
    assert_problem(await client.get("/v1/workspace", headers=stolen), 401, "unauthenticated")
    assert_problem(await client.get("/v1/workspace", headers={**house.write, **stolen}), 403, "forbidden")


async def test_a_revoked_key_is_refused_everywhere_in_a_second(client: AsyncClient, settings: Settings, house: Keyed) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json={"scopes": ["workspace:read"]})).json()
    reader = house.bearer(made["key"])
    another = create_gateway(settings, {}, {})
    async with (
        another.lifespan(),
        AsyncClient(transport=ASGITransport(another), base_url="http://attune.example") as elsewhere,
    ):
        for door in (client, elsewhere):
            assert (await door.get("/v1/workspace", headers=reader)).status_code == 200
        assert (await client.delete(f"/v1/keys/{made['id']}", headers=house.admin)).status_code == 204
        await asyncio.sleep(1)
        for door in (client, elsewhere):
            assert_problem(await door.get("/v1/workspace", headers=reader), 401, "unauthenticated")


async def test_a_key_ends_at_its_expiry(client: AsyncClient, house: Keyed) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=3)
    body = {"scopes": ["workspace:read"], "expires_at": soon.isoformat()}
    reader = house.bearer((await client.post("/v1/keys", headers=house.admin, json=body)).json()["key"])
    assert (await client.get("/v1/workspace", headers=reader)).status_code == 200
    await asyncio.sleep((soon - datetime.now(UTC)).total_seconds() + 1.0)  # what is known of a key is kept for a second
    assert_problem(await client.get("/v1/workspace", headers=reader), 401, "unauthenticated")


async def test_a_key_is_asked_for_once_a_second_however_many_come_with_it(
    client: AsyncClient, house: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    find = store.find_live_key

    async def count(connection: AsyncConnection, digest: bytes) -> store.LiveKey | None:
        asked.append(digest)
        return await find(connection, digest)

    monkeypatch.setattr(store, "find_live_key", count)
    unknown = {"Authorization": f"Bearer {make_key(KeyKind.ADMIN).text}"}
    for headers in (house.write, unknown):
        await asyncio.gather(*(client.post("/v1/track", headers=headers) for _ in range(20)))
    assert len(asked) == 2


async def test_the_use_of_a_key_is_noted_once_a_minute(client: AsyncClient, house: Keyed) -> None:
    async def last_use() -> str | None:
        keys = (await client.get("/v1/keys", headers=house.admin)).json()["items"]
        moment: str | None = next(key["last_used_at"] for key in keys if key["kind"] == "write")
        return moment

    assert await last_use() is None
    await client.post("/v1/track", headers=house.write)
    for _ in range(50):
        first = await last_use()
        if first is not None:
            break
        await asyncio.sleep(0.02)
    assert first is not None
    await asyncio.sleep(1)
    await client.post("/v1/track", headers=house.write)
    await asyncio.sleep(0.1)
    assert await last_use() == first


async def test_the_end_waits_for_the_use_of_a_key_to_be_noted(settings: Settings, client: AsyncClient, house: Keyed) -> None:
    gateway = create_gateway(settings, {}, {})
    transport = ASGITransport(gateway)
    async with gateway.lifespan(), AsyncClient(transport=transport, base_url="http://attune.example") as another:
        await another.get("/v1/workspace", headers=house.client)
    keys = (await client.get("/v1/keys", headers=house.admin)).json()["items"]
    assert next(key["last_used_at"] for key in keys if key["kind"] == "client") is not None


# --- what arrives, and what comes back


async def test_one_id_for_the_request_the_work_and_the_answer(client: AsyncClient, house: Keyed) -> None:
    answer = await client.get("/v1/toys/1", headers={**house.admin, "X-Request-Id": "mine-1"})
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == "mine-1"
    refusal = await client.get("/v1/toys", headers={**house.admin, "X-Request-Id": "mine-2"})
    assert refusal.json()["request_id"] == "mine-2"


@pytest.mark.parametrize(
    ("segment", "identity"),
    [("a%2Fb", "a/b"), ("a%252Fb", "a%2Fb"), ("100%25", "100%"), ("a+b", "a+b"), ("%C5%81%C3%B3d%C5%BA", "Łódź")],
)
async def test_one_segment_is_one_id_in_any_script(client: AsyncClient, house: Keyed, segment: str, identity: str) -> None:
    request = client.build_request("GET", "/v1/toys/x", headers=house.admin)
    request.url = request.url.copy_with(raw_path=f"/v1/toys/{segment}".encode())
    answer = await client.send(request)
    assert answer.json()["name"] == identity


async def test_what_a_service_sees_of_the_headers(client: AsyncClient, house: Keyed) -> None:
    seen = (await client.get("/v1/toys/1", headers={**house.admin, "x-attune-admin": "1"})).json()["headers"]
    assert "x-attune-principal" in seen
    assert not {"authorization", "x-attune-admin"} & set(seen)


# --- refusals are problems


async def test_paths_and_methods(client: AsyncClient, house: Keyed) -> None:
    for path in ("/v1/nothing", "/", "/v1/toys/1/2", "/openapi.yaml"):
        assert_problem(await client.get(path, headers=house.admin), 404, "not_found")
    answer = await client.put("/v1/toys", headers=house.admin)
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "DELETE, OPTIONS, POST"
    answer = await client.post("/v1/workspace", headers=house.admin)
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, PATCH"


async def test_bodies_that_are_wrong(client: AsyncClient, house: Keyed) -> None:
    json = {**house.admin, "content-type": "application/json"}
    assert_problem(await client.post("/v1/toys", headers=json, content=b"{"), 400, "body_unparsable")
    assert_problem(await client.post("/v1/toys", headers=json, content=b'{"name": NaN}'), 400, "body_unparsable")
    for body, pointer in (({"name": "a", "size": "x"}, "/size"), ({"size": 1}, "/name"), ([], "")):
        problem = assert_problem(await client.post("/v1/toys", headers=house.admin, json=body), 422, "invalid_request")
        assert [error["pointer"] for error in problem["errors"]] == [pointer]
    query = await client.post("/v1/toys?size=-1", headers=house.admin, json={"name": "a", "size": 1})
    assert [error["pointer"] for error in assert_problem(query, 422, "invalid_request")["errors"]] == ["?size"]


async def _chunks(size: int, count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * size


@pytest.mark.parametrize("path", ["/v1/toys", "/v1/track"])
async def test_bodies_that_are_too_large_announced_or_not(client: AsyncClient, house: Keyed, path: str) -> None:
    headers = {**house.admin, "content-type": "application/json"}
    megabyte = 1024 * 1024
    large = await client.post(path, headers=headers, content=b"x" * (4 * megabyte + 1))
    assert_problem(large, 413, "payload_too_large")
    assert_problem(await client.post(path, headers=headers, content=_chunks(megabyte, 5)), 413, "payload_too_large")
    just = await client.post("/v1/track", headers=house.admin, content=_chunks(megabyte, 4))
    assert just.json()["name"] == str(4 * megabyte)


async def test_imports_are_streamed_at_any_size(client: AsyncClient, house: Keyed) -> None:
    answer = await client.post("/v1/imports/toys", headers=house.admin, content=_chunks(1024 * 1024, 9))
    assert answer.json()["name"] == str(9 * 1024 * 1024)


async def test_a_failure_inside_says_nothing_of_the_inside(client: AsyncClient, house: Keyed) -> None:
    answer = await client.delete("/v1/toys", headers=house.admin)
    assert_problem(answer, 500, "internal_error")
    assert "inside of a service" not in answer.text


async def test_a_database_that_is_gone_is_a_503_everywhere(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"database_url": "postgresql://postgres@127.0.0.1:9/nowhere"})
    gateway = create_gateway(nowhere, {}, {})
    async with (
        gateway.lifespan(),
        AsyncClient(transport=ASGITransport(gateway), base_url="http://attune.example") as client,
    ):
        headers = {"Authorization": f"Bearer {make_key(KeyKind.ADMIN).text}"}
        answer = await client.get("/v1/workspace", headers=headers)
        assert_problem(answer, 503, "unavailable")
        assert int(answer.headers["retry-after"]) >= 1
        ready = await client.get("/readyz")
        assert_problem(ready, 503, "unavailable")
        assert set(ready.json()["down"]) == {"database", "migrations"}
        assert (await client.get("/livez")).status_code == 200


# --- health


async def test_ready_and_its_parts(client: AsyncClient) -> None:
    answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert set(answer.json()["parts"]) == {"database", "migrations", "toy"}


async def test_a_database_of_another_version_is_not_ready(gateway: Gateway) -> None:
    (check,) = [check for check in gateway._checks().values() if isinstance(check, _MigrationCheck)]
    await check()
    check._head = "9999_of_tomorrow"
    with pytest.raises(ServiceUnavailableError, match="9999_of_tomorrow"):
        await check()


async def test_metrics_are_for_operators(gateway: Gateway, client: AsyncClient, house: Keyed) -> None:
    assert_problem(await client.get("/metrics"), 401, "unauthenticated")
    assert_problem(await client.get("/metrics", headers=house.write), 403, "forbidden")
    page = await client.get("/metrics", headers=house.admin)
    assert "attune_http_requests_total" in page.text
    async with AsyncClient(transport=ASGITransport(gateway, client=("::1", 1)), base_url="http://attune.example") as local:
        assert (await local.get("/metrics")).status_code == 200


# --- the composition


async def test_a_service_out_of_reach_is_an_error_at_the_start(settings: Settings, gateway: Gateway) -> None:
    toy = gateway._applications["toy"]
    with pytest.raises(ValueError, match="no prefix leads to /v1/track of toy"):
        create_gateway(settings, {"toy": toy}, {"/v1/toys": "toy", "/v1/imports": "toy"})
    with pytest.raises(ValueError, match="not there: attribution"):
        create_gateway(settings, {}, {"/v1/attribution": "attribution"})


async def test_the_lifespan_of_the_services_is_the_gateways(settings: Settings) -> None:
    gateway = create_gateway(settings, {}, {})
    messages: asyncio.Queue[Any] = asyncio.Queue()
    sent: asyncio.Queue[Any] = asyncio.Queue()
    life = asyncio.create_task(gateway({"type": "lifespan", "asgi": {}, "state": {}}, messages.get, sent.put))
    await messages.put({"type": "lifespan.startup"})
    assert (await sent.get())["type"] == "lifespan.startup.complete"
    await messages.put({"type": "lifespan.shutdown"})
    assert (await sent.get())["type"] == "lifespan.shutdown.complete"
    await life

"""The system as plain processes: whom services believe, what is left when one of them is killed, and how they end."""

import asyncio
import itertools
import os
import select
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import jwt
import pytest

from attune.services import SERVICES
from attune.workspaces import make_workspace
from gateway.use_cases import NewWorkspace
from kernel.bodies import USUAL_LIMIT
from kernel.principals import PRINCIPAL_HEADER, Principal, Scope, sign_principal
from kernel.settings import Settings
from tests.contract.load import (
    ASKED,
    Load,
    all_succeeded,
    assert_written_once,
    bearer,
    events_of,
    import_orders,
)
from tests.contract.processes import PATIENCE, Processes, processes, wait_until


@pytest.fixture(scope="module")
def system(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """Two of everything."""
    directory = tmp_path_factory.mktemp("processes")
    with processes(settings, directory, gateways=2, replicas=2, workers=2) as system:
        yield system


_numbers = itertools.count(1)


@pytest.fixture
async def house(settings: Settings) -> NewWorkspace:
    """A new workspace."""
    return await make_workspace(settings, f"processes {os.getpid()} {next(_numbers)}", "UTC", "USD")


def signed(settings: Settings, house: NewWorkspace) -> str:
    """A principal as the gateway signs it."""
    principal = Principal(house.workspace_id, "key:test", frozenset({Scope.ADMIN}))
    return sign_principal(principal, settings.principal_secret)


# --- whom services believe


def unbelievable(settings: Settings, house: NewWorkspace) -> dict[str, dict[str, str]]:
    """Headers by which nobody is believed."""
    claims = {"sub": "key:test", "wid": str(house.workspace_id), "scp": ["admin"]}
    fresh = {**claims, "exp": datetime.now(UTC) + timedelta(minutes=1)}
    stale = {**claims, "exp": datetime.now(UTC) - timedelta(seconds=5)}
    head, _, rest = signed(settings, house).partition(".")
    body, _, signature = rest.partition(".")
    tokens = {
        "forged": jwt.encode(fresh, "another secret, of at least 32 bytes", "HS256"),
        "by the secret itself": jwt.encode(fresh, settings.secret_key.get_secret_value(), "HS256"),
        "unsigned": jwt.encode(fresh, "", "none"),
        "expired": jwt.encode(stale, settings.principal_secret, "HS256"),
        "without an end": jwt.encode(claims, settings.principal_secret, "HS256"),
        "of another algorithm": jwt.encode(fresh, settings.principal_secret, "HS512"),
        "of nowhere": jwt.encode({**fresh, "wid": "x"}, settings.principal_secret, "HS256"),
        "cut": f"{head}.{body}.{signature[:-4]}",
        "empty": "",
    }
    return {"none": {}, "a key": bearer(house.admin_key)} | {name: {PRINCIPAL_HEADER: token} for name, token in tokens.items()}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_refuses_what_the_gateway_has_not_signed(
    system: Processes, settings: Settings, house: NewWorkspace, name: str
) -> None:
    operations = SERVICES[name].create(settings, None).openapi()["paths"]
    method, path, body = ASKED[name]
    with httpx.Client(base_url=system.services[name][0].address, timeout=30) as service:
        believed = service.request(method, path, headers={PRINCIPAL_HEADER: signed(settings, house)}, json=body)
        assert believed.status_code == 200, believed.text
        for what, headers in unbelievable(settings, house).items():
            refused = service.request(method, path, headers=headers, json=body)
            assert (what, refused.status_code, refused.json()["code"]) == (what, 401, "unauthenticated")
        for place, item in operations.items():
            for verb in item:
                if verb in {"get", "post", "put", "patch", "delete"}:
                    refused = service.request(verb, place.replace("{", "").replace("}", ""), json={})
                    assert (verb, place, refused.status_code) == (verb, place, 401)


def pour(port: int, head: bytes) -> tuple[bytes, int]:
    """Send a body that never ends, until there is an answer and the connection is closed: the answer, and how much was sent."""
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer, sent = b"", 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as peer:
        peer.sendall(head)
        try:
            while not answer:
                peer.sendall(chunk)
                sent += len(chunk)
                if select.select([peer], [], [], 0)[0]:
                    answer = peer.recv(1 << 16)
            while peer.recv(1 << 16):  # to its end
                pass
        except (BrokenPipeError, ConnectionResetError):  # that is an end, too
            answer = answer or peer.recv(1 << 16)
    return answer, sent


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_reads_no_body_that_nobody_signed_and_none_past_its_limit(
    system: Processes, settings: Settings, house: NewWorkspace, name: str
) -> None:
    path = {"segmentation": "/v1/track"}.get(name, ASKED[name][1])
    head = f"POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n"
    port = system.services[name][0].port
    refused, sent = pour(port, f"{head}\r\n".encode())
    assert refused.startswith(b"HTTP/1.1 401 ")
    assert sent < USUAL_LIMIT
    refused, sent = pour(port, f"{head}{PRINCIPAL_HEADER}: {signed(settings, house)}\r\n\r\n".encode())
    assert refused.startswith(b"HTTP/1.1 413 ")
    assert USUAL_LIMIT <= sent < 4 * USUAL_LIMIT  # what is on its way in sockets has been sent, too


def test_the_gateway_hands_on_no_identity_that_a_caller_claims(
    system: Processes, settings: Settings, house: NewWorkspace
) -> None:
    with httpx.Client(base_url=system.address, timeout=30) as http:
        claimed = {PRINCIPAL_HEADER: signed(settings, house)}
        assert http.get("/v1/goals", headers=claimed).status_code == 401
        goal = {"name": "g", "metric": "revenue", "target": "1", "due_on": "2031-01-01", "owner": "o"}
        assert http.post("/v1/goals", headers=bearer(house.admin_key), json=goal).status_code == 201
        write = {**bearer(house.write_key), **claimed, "X-Attune-Scopes": "admin"}
        assert http.get("/v1/goals", headers=write).status_code == 403
        named = {**bearer(house.admin_key), "Connection": f"{PRINCIPAL_HEADER}, x-request-id"}
        assert len(http.get("/v1/goals", headers=named).json()["items"]) == 1


# --- kills


@pytest.mark.parametrize("name", SERVICES)
async def test_a_service_that_is_killed_takes_nothing_else_with_it(
    system: Processes, settings: Settings, house: NewWorkspace, name: str
) -> None:
    one, other = system.services[name]
    if name in {"valuation", "attribution"}:
        import_orders(system.address, house)
    with Load(system.address, house, name).running() as load:
        load.wait_for_more_written()
        one.kill()
        load.wait_for_more()
        assert not system.down()  # there is another
        other.kill()
        load.wait_for_more()
        wait_until(lambda: set(system.down()) == {name})
        load.wait_for_more()
        one.start()
        one.wait()
        wait_until(lambda: not system.down())
        since = len(load.answers[name])
        load.wait_for_more()
        assert set(load.answers[name][since + 1 :]) == {200}
        load.wait_for_more_written()  # by the one alone, or by the other after it
        other.start()
        other.wait()
        load.wait_for_more()
    for each, given in load.answers.items():
        if each == name:
            assert set(given) <= {200, 502, 503}  # never nothing at all
            assert 503 in given
        else:
            assert set(given) == {200}, each
    kept = await events_of(settings, house)
    assert len(kept) == len(set(kept))
    assert not set(load.acknowledged) - set(kept)
    assert load.acknowledged
    await assert_written_once(system.address, settings, house, load)


@pytest.mark.parametrize("name", ["segmentation", "valuation", "attribution"])
async def test_jobs_end_once_though_workers_are_killed(
    system: Processes, settings: Settings, house: NewWorkspace, name: str
) -> None:
    if name in {"valuation", "attribution"}:
        import_orders(system.address, house)
    with Load(system.address, house, name).running() as load:
        for each in system.workers:
            load.wait_for_more_written()
            await wait_for_a_running_job(settings, house)
            each.kill()
            load.wait_for_more_written()
            each.start()
    assert set().union(*load.answers.values()) == {200}
    await assert_written_once(system.address, settings, house, load)


async def test_replicas_that_are_stopped_in_turn_lose_nobodys_request(
    system: Processes, settings: Settings, house: NewWorkspace
) -> None:
    with Load(system.address, house).running() as load:
        for name in ("segmentation", "planning"):  # what ends them is the same in all
            for each in system.services[name]:
                assert each.stop() == 0
                each.start()
                each.wait()
                wait_until(lambda: not system.down())
                await asyncio.sleep(1.2)  # one look of the gateway's: it knows of the new one before the other goes
    assert {name: set(given) for name, given in load.answers.items()} == {name: {200} for name in SERVICES}
    kept = await events_of(settings, house)
    assert sorted(kept) == sorted(load.acknowledged)


# --- replicas agree


def test_a_flag_is_on_every_replica_within_a_second(system: Processes, settings: Settings, house: NewWorkspace) -> None:
    principal = {PRINCIPAL_HEADER: signed(settings, house)}
    context = {"context": {"targetingKey": "u"}}

    def value_at(address: str) -> object:
        answer = httpx.post(f"{address}/ofrep/v1/evaluate/flags/offer", headers=principal, json=context, timeout=30)
        return answer.json()["value"]

    replicas = [each.address for each in system.services["experiments"]]
    with httpx.Client(base_url=system.address, headers=bearer(house.admin_key), timeout=30) as http:
        assert http.post("/v1/flags", json={"key": "offer", "kind": "number", "default": 0}).status_code == 201
        assert [value_at(address) for address in replicas] == [0, 0]
        for number in (1, 2, 3):
            assert http.patch("/v1/flags/offer", json={"default": number}).status_code == 200
            time.sleep(1)
            assert [value_at(address) for address in replicas] == [number, number]


def test_a_revoked_key_is_refused_by_every_gateway_within_a_second(system: Processes, house: NewWorkspace) -> None:
    with httpx.Client(base_url=system.address, headers=bearer(house.admin_key), timeout=30) as http:
        made = http.post("/v1/keys", json={"scopes": ["planning:read"]}).json()
        for each in system.gateways:
            assert httpx.get(f"{each.address}/v1/goals", headers=bearer(made["key"]), timeout=30).status_code == 200
        assert http.delete(f"/v1/keys/{made['id']}").status_code == 204
    time.sleep(1)
    for each in system.gateways:
        assert httpx.get(f"{each.address}/v1/goals", headers=bearer(made["key"]), timeout=30).status_code == 401


async def test_two_workers_run_each_job_once_and_share_the_feed(
    system: Processes, settings: Settings, house: NewWorkspace
) -> None:
    headers = bearer(house.admin_key)
    async with httpx.AsyncClient(base_url=system.address, headers=headers, timeout=60) as http:
        connection = await asyncpg.connect(settings.database_url)
        try:
            async with connection.transaction():
                await connection.execute("lock table attune.orders in share row exclusive mode")  # none of them can end
                for number in range(8):
                    await send_order(http, number)
                assert len(await owners_of_running(connection, house, len(system.workers))) == len(system.workers)
            await all_succeeded(http)
            for number in range(8, 20):
                await send_order(http, number)
            await all_succeeded(http)
            for number in range(4):
                assert (await http.delete(f"/v1/customers/c-{number}")).status_code == 202
            await all_succeeded(http)
            jobs = "select attempt, state from attune.jobs where workspace_id = $1 order by created_at, id"
            ended = [tuple(job) for job in await connection.fetch(jobs, house.workspace_id)]
            count = "select count(*) from attune.orders where workspace_id = $1"
            orders = await connection.fetchval(count, house.workspace_id)
            # in the feed's own order: a transaction that came later may have taken the lower number
            behind = """select count(*) from attune.feed_offsets o
                        where (o.xid, o.id) < (select f.xid, f.id from attune.feed f where f.workspace_id = $1
                                               order by f.xid desc, f.id desc limit 1)"""
            async with asyncio.timeout(PATIENCE):
                while await connection.fetchval(behind, house.workspace_id):  # noqa: ASYNC110 — what is waited for happens in Postgres
                    await asyncio.sleep(0.05)
            readers = await connection.fetch("select reader, failures from attune.feed_offsets order by reader")
        finally:
            await connection.close()
    assert ended[8:] == [(1, "succeeded")] * 16
    assert {state for _, state in ended[:8]} == {"succeeded"}  # what waited long for the lock began again
    assert orders == 20
    assert [tuple(reader) for reader in readers] == [("experiments", 0), ("valuation", 0)]


async def send_order(http: httpx.AsyncClient, number: int) -> None:
    file = f"customer_id,occurred_at,amount,order_id\nc-{number},2026-01-02,5,o-{number}\n"
    sent = await http.post("/v1/imports/orders", content=file.encode(), headers={"Content-Type": "text/csv"})
    assert sent.status_code == 202


async def owners_of_running(connection: asyncpg.Connection, house: NewWorkspace, enough: int) -> set[str]:
    """The workers that run a job of the workspace at this moment, once there are enough of them."""
    owners: set[str] = set()
    async with asyncio.timeout(PATIENCE):
        while len(owners) < enough:
            query = "select distinct owner from attune.jobs where workspace_id = $1 and state = 'running'"
            owners = {row[0] for row in await connection.fetch(query, house.workspace_id)}
            await asyncio.sleep(0.01)
    return owners


async def wait_for_a_running_job(settings: Settings, house: NewWorkspace) -> None:
    connection = await asyncpg.connect(settings.database_url)
    try:
        await owners_of_running(connection, house, 1)
    finally:
        await connection.close()


# --- the contract without any service


def test_the_gateway_has_the_contract_when_no_service_runs(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with processes(settings, tmp_path_factory.mktemp("alone"), replicas=0, workers=0) as system:
        answer = httpx.get(f"{system.address}/openapi.json", timeout=60)
        assert len(answer.json()["paths"]) > 40
        wait_until(lambda: set(system.down()) == set(SERVICES))
        assert httpx.get(f"{system.address}/livez", timeout=30).status_code == 200
        assert httpx.get(f"{system.address}/docs", timeout=30).status_code == 200
        assert system.gateways[0].stop() == 0

"""The system as plain processes: whom services believe, what is left when one of them is killed, and how they end."""

import asyncio
import itertools
import os
import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

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
from tests.contract.processes import PATIENCE, Processes, processes, wait_until

# A cheap request of each service, and what its answer must hold.
ASKED = {
    "segmentation": ("GET", "/v1/rfm", None),
    "valuation": ("GET", "/v1/valuation/models", None),
    "attribution": ("GET", "/v1/attribution/reports", None),
    "experiments": ("GET", "/v1/flags", None),
    "planning": ("GET", "/v1/goals", None),
}


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


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


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


@dataclass
class Load:
    """Callers of every service who never pause, and what they were answered.

    Attributes:
        answers: Service → the status of each answer, 0 where there was none.
        acknowledged: Ids of the events that were acknowledged.
    """

    address: str
    house: NewWorkspace
    answers: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in SERVICES})
    acknowledged: list[str] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def _ask(self, name: str) -> None:
        method, path, body = ASKED[name]
        with httpx.Client(base_url=self.address, headers=bearer(self.house.admin_key), timeout=30) as http:
            while not self._stopped.is_set():
                self.answers[name].append(status_of(http, method, path, body))
                time.sleep(0.02)

    def _track(self) -> None:
        with httpx.Client(base_url=self.address, headers=bearer(self.house.write_key), timeout=30) as http:
            for number in itertools.count():
                if self._stopped.is_set():
                    return
                event = {"userId": "u", "event": "e", "messageId": f"m-{number}"}
                if status_of(http, "POST", "/v1/track", event) == 200:
                    self.acknowledged.append(event["messageId"])

    def wait_for_more(self, count: int = 5) -> None:
        """Wait until each service was asked so many times more."""
        enough = {name: len(given) + count for name, given in self.answers.items()}
        wait_until(lambda: all(len(self.answers[name]) >= enough[name] for name in SERVICES))

    @contextmanager
    def running(self) -> Iterator["Load"]:
        threads = [threading.Thread(target=self._ask, args=(name,)) for name in SERVICES]
        threads.append(threading.Thread(target=self._track))
        for thread in threads:
            thread.start()
        try:
            self.wait_for_more()
            yield self
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join(40)


def status_of(http: httpx.Client, method: str, path: str, body: Any) -> int:  # noqa: ANN401 — JSON
    try:
        return http.request(method, path, json=body).status_code
    except httpx.RequestError:
        return 0


async def events_of(settings: Settings, house: NewWorkspace) -> list[str]:
    connection = await asyncpg.connect(settings.database_url)
    try:
        rows = await connection.fetch("select message_id from attune.events where workspace_id = $1", house.workspace_id)
    finally:
        await connection.close()
    return [row[0] for row in rows]


@pytest.mark.parametrize("name", SERVICES)
async def test_a_service_that_is_killed_takes_nothing_else_with_it(
    system: Processes, settings: Settings, house: NewWorkspace, name: str
) -> None:
    one, other = system.services[name]
    with Load(system.address, house).running() as load:
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
        for number in range(12):
            file = f"customer_id,occurred_at,amount,order_id\nc-{number},2026-01-02,5,o-{number}\n"
            sent = await http.post("/v1/imports/orders", content=file.encode(), headers={"Content-Type": "text/csv"})
            assert sent.status_code == 202
        await all_succeeded(http)
        for number in range(4):
            assert (await http.delete(f"/v1/customers/c-{number}")).status_code == 202
        await all_succeeded(http)
    connection = await asyncpg.connect(settings.database_url)
    try:
        jobs = await connection.fetch("select attempt, state from attune.jobs where workspace_id = $1", house.workspace_id)
        orders = await connection.fetchval("select count(*) from attune.orders where workspace_id = $1", house.workspace_id)
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
    assert [tuple(job) for job in jobs] == [(1, "succeeded")] * 16
    assert orders == 12
    assert [tuple(reader) for reader in readers] == [("experiments", 0), ("valuation", 0)]


async def all_succeeded(http: httpx.AsyncClient) -> None:
    """Wait for every job of the workspace."""
    states = {"queued"}
    async with asyncio.timeout(PATIENCE):
        while states != {"succeeded"}:
            states = {job["state"] for job in (await http.get("/v1/jobs?limit=100")).json()["items"]}
            assert not states & {"failed", "cancelled"}
            await asyncio.sleep(0.05)


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

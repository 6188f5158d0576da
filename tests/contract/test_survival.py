"""kill -9 of every process while events and a file come in: what was acknowledged is there, and the system starts again."""

import os
import shutil
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from segment.analytics.client import Client
from segment.analytics.request import _session as segment_session

from gateway.use_cases import NewWorkspace
from tests.contract.running import (
    READY_WITHIN,
    Account,
    Running,
    children_of,
    command_of,
    end,
    ordinary_account,
    start,
    wait_until_gone,
)

ROWS = 12_000
BATCH = 20

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="every other test here runs as an ordinary user already")


class Ingesting:
    """Clients that send batches of orders without pause and remember which were acknowledged."""

    def __init__(self, address: str, key: str, clients: int = 2) -> None:
        self.address = address
        self.acknowledged: list[str] = []
        self.failures = 0
        self._key = key
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._send_all, args=(client,)) for client in range(clients)]

    def _send_all(self, client: int) -> None:
        number = 0
        while not self._stopped.is_set():
            ids = [f"m-{client}-{number + i}" for i in range(BATCH)]
            try:
                with httpx.Client(base_url=self.address, timeout=10) as http:
                    while not self._stopped.is_set():
                        answer = send(http, self._key, ids)
                        if answer.status_code != 200:
                            raise httpx.RequestError(answer.text)
                        self.acknowledged += ids
                        number += BATCH
                        ids = [f"m-{client}-{number + i}" for i in range(BATCH)]
            except httpx.RequestError:
                self.failures += 1
                number += BATCH  # whether it was kept is not known: it is not sent again
                time.sleep(0.05)

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()
        self.wait_for_more(5 * BATCH)

    def wait_for_more(self, events: int) -> None:
        """Wait until so many more are acknowledged."""
        deadline, enough = time.monotonic() + READY_WITHIN, len(self.acknowledged) + events
        while len(self.acknowledged) < enough:
            assert time.monotonic() < deadline, "nothing is acknowledged any more"
            time.sleep(0.02)

    def end(self) -> list[str]:
        self._stopped.set()
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive()
        return self.acknowledged


def send(http: httpx.Client, key: str, ids: list[str]) -> httpx.Response:
    batch = [
        {
            "type": "track",
            "event": "Order Completed",
            "userId": f"c-{message_id[-2:]}",
            "messageId": message_id,
            "timestamp": "2026-01-02T03:04:05Z",
            "properties": {"order_id": message_id, "total": 1},
        }
        for message_id in ids
    ]
    return http.post("/v1/batch", json={"batch": batch}, headers={"Authorization": f"Bearer {key}"})


@contextmanager
def ingesting(system: Running, house: NewWorkspace) -> Iterator[Ingesting]:
    clients = Ingesting(system.address, house.write_key)
    clients.begin()
    try:
        yield clients
    finally:
        clients.end()


def assert_nothing_is_lost(system: Running, house: NewWorkspace, acknowledged: list[str]) -> None:
    """Every acknowledged event is there, once, with its order; sent again, all of them are duplicates."""
    rows = system.query("select message_id from attune.events where workspace_id = $1", house.workspace_id)
    stored = [row[0] for row in rows]
    assert len(stored) == len(set(stored))
    assert not set(acknowledged) - set(stored)
    orders = "select count(*), sum(net) from attune.orders where workspace_id = $1 and order_key like 'id:m-%'"
    assert tuple(system.query(orders, house.workspace_id)[0]) == (len(stored), len(stored))
    with httpx.Client(base_url=system.address, timeout=30) as http:
        for first in range(0, len(acknowledged), 2_000):
            ids = acknowledged[first : first + 2_000]
            answer = send(http, house.write_key, ids).raise_for_status().json()
            assert (answer["accepted"], answer["duplicates"], answer["rejected"]) == (0, len(ids), [])


def begin_import(system: Running, house: NewWorkspace) -> str:
    """Send a file; the job that reads it, which has begun to."""
    lines = (f"i-{number % 997},2025-{1 + number % 12:02}-03,2" for number in range(ROWS))
    body = "customer_id,occurred_at,amount\n" + "\n".join(lines)
    with system.client(house.admin_key) as api:
        answer = api.post("/v1/imports/orders", content=body.encode(), headers={"Content-Type": "text/csv"})
    assert answer.status_code == 202, answer.text
    deadline = time.monotonic() + READY_WITHIN
    while not (done := rows_done(system, house)):
        assert time.monotonic() < deadline, "the import does not begin"
        time.sleep(0.02)
    assert done < ROWS, "the import was too fast to be killed"
    return str(answer.headers["location"])


def rows_done(system: Running, house: NewWorkspace) -> int:
    rows = system.query("select rows_done from attune.imports where workspace_id = $1", house.workspace_id)
    return int(rows[0][0])


def assert_import_ends(system: Running, house: NewWorkspace, job: str) -> None:
    deadline = time.monotonic() + 60
    with system.client(house.admin_key) as api:
        while True:
            document: dict[str, Any] = api.get(job).raise_for_status().json()
            if document["state"] not in ("queued", "running"):
                break
            assert time.monotonic() < deadline, document
            time.sleep(0.1)
    assert document["state"] == "succeeded", document
    assert document["result"] == {"accepted": ROWS, "duplicates": 0, "rejected": 0, "rejected_sample": []}
    orders = "select count(*), sum(net) from attune.orders where workspace_id = $1 and order_id is null"
    assert tuple(system.query(orders, house.workspace_id)[0]) == (ROWS, 2 * ROWS)


class TestOneOfThemIsKilled:
    """The supervisor starts it again, at the same address."""

    @pytest.mark.parametrize("victim", ["web", "postgres", "worker"])
    def test_no_acknowledged_event_is_lost_and_the_import_ends(self, system: Running, house: NewWorkspace, victim: str) -> None:
        job = begin_import(system, house)
        with ingesting(system, house) as clients:
            killed = system.child(victim)
            system.kill(killed)
            wait_until_gone([killed], within=5)
            clients.wait_for_more(5 * BATCH)
        acknowledged = clients.end()
        assert clients.failures or victim == "worker"
        assert_import_ends(system, house, job)
        assert_nothing_is_lost(system, house, acknowledged)
        assert system.child(victim) != killed
        assert system.process.poll() is None

    def test_segments_own_client_delivers_all_of_it_all_the_same(self, system: Running, house: NewWorkspace) -> None:
        errors: list[object] = []
        client = Client(house.write_key, host=system.address, on_error=lambda error, _: errors.append(error))
        for number in range(3_000):
            client.track(f"c-{number % 100}", "Seen", message_id=f"m-{number}")
            if number in (500, 1_500):
                system.kill(system.child("web" if number == 500 else "postgres"))
            time.sleep(0.001)
        client.flush()
        client.join()
        segment_session.close()
        assert errors == []
        stored = system.query("select message_id from attune.events where workspace_id = $1", house.workspace_id)
        assert sorted(row[0] for row in stored) == sorted(f"m-{number}" for number in range(3_000))

    def test_the_process_of_the_job_itself(self, system: Running, house: NewWorkspace) -> None:
        job = begin_import(system, house)
        working = processes_of_jobs(system)
        assert working
        system.kill(*working)
        assert_import_ends(system, house, job)


def processes_of_jobs(system: Running) -> list[int]:
    """The processes that the worker's fork server has forked."""
    worker = system.child("worker")
    return [job for server in children_of(worker) if "forkserver" in command_of(server) for job in children_of(server)]


class TestAllAreKilled:
    """Whoever ran it starts it again on the same directory."""

    @pytest.mark.parametrize("victims", ["the supervisor", "everybody"])
    def test_it_starts_again_and_nothing_is_lost(self, tmp_path: Path, victims: str) -> None:
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        self.survive(tmp_path / "data", None, victims)
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700

    @as_root
    def test_the_same_as_an_ordinary_user(self) -> None:
        account = ordinary_account()
        home = Path(tempfile.mkdtemp(prefix="attune-home-"))
        os.chown(home, account.uid, account.gid)
        try:
            self.survive(home / "data", account, "everybody")
            owners = {path.lstat().st_uid for path in (home / "data").rglob("*")}
            assert owners == {account.uid}
        finally:
            shutil.rmtree(home)

    def survive(self, directory: Path, account: Account | None, victims: str) -> None:
        system = start(directory, account=account)
        before: list[int] = []
        try:
            house = system.make_workspace("house")
            job = begin_import(system, house)
            with ingesting(system, house) as clients:
                before = system.everybody()
                system.kill(*(before if victims == "everybody" else before[:1]))
                system.process.wait()
                system = again(system, account)
                clients.address = system.address
                clients.wait_for_more(5 * BATCH)
            acknowledged = clients.end()
            assert clients.failures
            assert_import_ends(system, house, job)
            assert_nothing_is_lost(system, house, acknowledged)
            wait_until_gone(before, within=40)
        finally:
            everybody = system.everybody()
            end(system)
        wait_until_gone(everybody, within=5)


def again(system: Running, account: Account | None) -> Running:
    if system.process.stdout is not None:
        system.process.stdout.close()
    return start(system.directory, account=account)

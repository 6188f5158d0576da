"""Callers of every service who never pause, and one who writes: what they were answered, and what must be there afterwards."""

import asyncio
import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import asyncpg
import httpx

from attune.services import SERVICES
from gateway.use_cases import NewWorkspace
from kernel.settings import Settings
from tests.contract.processes import PATIENCE, wait_until

# A cheap request of each service, and what its answer must hold.
ASKED = {
    "segmentation": ("GET", "/v1/rfm", None),
    "valuation": ("GET", "/v1/valuation/models", None),
    "attribution": ("GET", "/v1/attribution/reports", None),
    "experiments": ("GET", "/v1/flags", None),
    "planning": ("GET", "/v1/goals", None),
}
# What nobody was promised anything by: the service was not there, went in the middle, or still has the request under way.
UNANSWERED = {0, 409, 502, 503, 504}

Send = Callable[[str, str, str, Any], httpx.Response]


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def import_spend(send: Send, number: int) -> str:
    file = f"channel,day,amount\nchannel-{number},2026-01-02,5\n"
    send(f"spend-{number}", "POST", "/v1/imports/spend", file)
    return f"channel-{number}"


def fit_model(send: Send, number: int) -> str:
    asked = {"model": "bg_nbd", "calibration_end": "2025-09-30", "horizon": 52, "promote": "never"}
    return str(send(f"model-{number}", "POST", "/v1/valuation/models", asked).json()["id"])


def report_credit(send: Send, number: int) -> str:
    return str(
        send(f"report-{number}", "POST", "/v1/attribution/reports", {"until": "2025-12-31", "models": ["linear"]}).json()["id"]
    )


def start_experiment(send: Send, number: int) -> str:
    key = f"experiment-{number}"
    arms = [{"key": "none", "weight": 0.5}, {"key": "offer", "weight": 0.5}]
    send(key, "POST", "/v1/experiments", {"key": key, "variations": arms, "control": "none"})
    send(f"{key} starts", "POST", f"/v1/experiments/{key}/start", {"started_at": "2026-01-01T00:00:00Z"})
    return key


def set_and_close_goal(send: Send, number: int) -> str:
    """Only so many may be open."""
    goal = {"name": f"goal-{number}", "metric": "revenue", "target": "1", "due_on": "2031-01-01", "owner": "o"}
    made = send(f"goal-{number}", "POST", "/v1/goals", goal).json()
    send(f"goal-{number} ends", "DELETE", f"/v1/goals/{made['id']}", None)
    return f"goal-{number}"


@dataclass(frozen=True, slots=True)
class Write:
    """What one service keeps of its callers.

    Attributes:
        make: Makes number n, and says by what it is known.
        kept: What the database has of it, under the same names.
        pause: Seconds between two: what is a job takes longer to end than to be asked for.
    """

    make: Callable[[Send, int], str]
    kept: str
    pause: float = 0.0


WRITES = {
    "segmentation": Write(import_spend, "select channel from attune.spend where workspace_id = $1", 0.25),
    "valuation": Write(fit_model, "select job_id::text from attune.model_runs where workspace_id = $1", 1.0),
    "attribution": Write(report_credit, "select job_id::text from attune.attribution_reports where workspace_id = $1", 0.5),
    "experiments": Write(
        start_experiment, "select key from attune.experiments where workspace_id = $1 and started_at is not null"
    ),
    "planning": Write(set_and_close_goal, "select name from attune.goals where workspace_id = $1 and state = 'closed'"),
}


@dataclass
class Load:
    """Callers of every service who never pause, and what they were answered.

    Attributes:
        writes: The service that is written to, too.
        answers: Service → the status of each answer, 0 where there was none.
        acknowledged: Ids of the events that were acknowledged.
        written: Names of what was written and acknowledged.
        refused: Answers to writes that are neither an acknowledgement nor a failure that a caller sends again after.
    """

    address: str
    house: NewWorkspace
    writes: str | None = None
    answers: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in SERVICES})
    acknowledged: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
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

    def _write(self, write: Write) -> None:
        with httpx.Client(base_url=self.address, headers=bearer(self.house.admin_key), timeout=30) as http:
            for number in itertools.count():
                if self._stopped.wait(write.pause):
                    return
                try:
                    self.written.append(write.make(lambda *what: self._until_answered(http, *what), number))
                except StoppedError:
                    return

    def _until_answered(self, http: httpx.Client, key: str, method: str, path: str, body: Any) -> httpx.Response:  # noqa: ANN401 — JSON, or a file
        """Send a request until it is answered, under one key: who is not answered does not know whether it was carried out."""
        content = {"content": body, "headers": {"Content-Type": "text/csv"}} if isinstance(body, str) else {"json": body}
        request = http.build_request(method, path, **content)
        request.headers["Idempotency-Key"] = key
        while True:
            try:
                answer = http.send(request)
                if answer.is_success:
                    return answer
                status = answer.status_code
                if status not in UNANSWERED or (status == 409 and answer.json()["code"] != "idempotency_in_flight"):
                    self.refused.append(answer.text)
            except httpx.RequestError:
                status = 0
            if self._stopped.wait(0.05) or self.refused:
                raise StoppedError

    def wait_for_more(self, count: int = 5) -> None:
        """Wait until each service was asked so many times more."""
        enough = {name: len(given) + count for name, given in self.answers.items()}
        wait_until(lambda: all(len(self.answers[name]) >= enough[name] for name in SERVICES))

    def wait_for_more_written(self, count: int = 3) -> None:
        """Wait until so much more is written and acknowledged."""
        enough = len(self.written) + count
        wait_until(lambda: len(self.written) >= enough or bool(self.refused))
        assert self.refused == []

    @contextmanager
    def running(self) -> Iterator["Load"]:
        threads = [threading.Thread(target=self._ask, args=(name,)) for name in SERVICES]
        threads.append(threading.Thread(target=self._track))
        if self.writes is not None:
            threads.append(threading.Thread(target=self._write, args=(WRITES[self.writes],)))
        for thread in threads:
            thread.start()
        try:
            self.wait_for_more()
            yield self
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join(40)


class StoppedError(Exception):
    """A caller went before he was answered."""


def status_of(http: httpx.Client, method: str, path: str, body: Any) -> int:  # noqa: ANN401 — JSON
    try:
        return http.request(method, path, json=body).status_code
    except httpx.RequestError:
        return 0


async def events_of(settings: Settings, house: NewWorkspace) -> list[str]:
    return await names_of(settings, house, "select message_id from attune.events where workspace_id = $1")


async def names_of(settings: Settings, house: NewWorkspace, query: str) -> list[str]:
    connection = await asyncpg.connect(settings.database_url)
    try:
        return [row[0] for row in await connection.fetch(query, house.workspace_id)]
    finally:
        await connection.close()


async def assert_written_once(address: str, settings: Settings, house: NewWorkspace, load: Load) -> None:
    """All that was acknowledged is there once, when every job has succeeded; beside it at most what nobody waited for."""
    async with httpx.AsyncClient(base_url=address, headers=bearer(house.admin_key), timeout=60) as http:
        await all_succeeded(http)
    assert load.writes is not None
    assert load.refused == []
    kept = Counter(await names_of(settings, house, WRITES[load.writes].kept))
    assert set(kept.values()) == {1}
    assert len(load.written) == len(set(load.written))
    assert not set(load.written) - set(kept)
    assert len(set(kept) - set(load.written)) <= 1


async def all_succeeded(http: httpx.AsyncClient) -> None:
    """Wait for every job of the workspace."""
    async with asyncio.timeout(2 * PATIENCE):
        while True:
            jobs = (await http.get("/v1/jobs?limit=100")).json()
            states = {job["state"] for job in jobs["items"]}
            assert not states & {"failed", "cancelled"}, jobs
            if states <= {"succeeded"}:  # the list begins with the latest; workers take the oldest first
                return
            await asyncio.sleep(0.05)


def import_orders(address: str, house: NewWorkspace) -> None:
    """Orders of 200 customers who buy at rates of their own and leave sooner or later: enough for a model and for credit."""
    chance = random.Random(11)  # noqa: S311 — makes a market, guards nothing
    lines = ["customer_id,occurred_at,amount"]
    for number in range(200):
        day, rate = float(chance.randrange(90)), chance.gammavariate(0.6, 0.05)
        while day < 360:
            lines.append(f"c-{number},{date(2025, 1, 1) + timedelta(days=int(day))},{chance.lognormvariate(3, 0.5):.2f}")
            if chance.random() < 0.2:
                break
            day += chance.expovariate(rate) if rate > 1e-6 else 1e6
    with httpx.Client(base_url=address, headers=bearer(house.admin_key), timeout=60) as http:
        sent = http.post("/v1/imports/orders", content="\n".join(lines), headers={"Content-Type": "text/csv"})
        assert sent.status_code == 202, sent.text
        wait_until(lambda: http.get(sent.headers["location"]).json()["state"] == "succeeded")

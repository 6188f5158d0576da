"""A canary sings in every path, query, header and body, and is heard in no line of the log, no span and no metric.

It does so in a system of one process and in one that stands apart: each line and span says whose it is in both.
"""

import json
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from tests.collecting import Collector, Told, collecting
from tests.contract.running import Running, end, running
from tests.contract.test_imports import wait

CANARY = "jane.canary@example.org"
HEADERS = {
    "X-Request-Id": CANARY,
    "Idempotency-Key": CANARY,
    "User-Agent": CANARY,
    "Referer": f"https://example.org/{CANARY}",
    "Cookie": f"user={CANARY}",
    "Forwarded": f"for={CANARY}",
    "AnonymousId": CANARY,
    "tracestate": f"vendor={CANARY}",
    "baggage": f"user={CANARY}",
}
SERVICES = {"segmentation", "valuation", "attribution", "experiments", "planning"}


@dataclass
class Watched:
    """A system, and all that it said of itself."""

    system: Running
    house: NewWorkspace
    collector: Collector
    worker_port: int

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.splitlines()]

    @property
    def log(self) -> str:
        return (self.system.directory.parent / f"{self.system.directory.name}.log").read_text()

    def metrics(self) -> dict[str, str]:
        """The metrics of every process, by its address."""
        with self.system.client() as client:
            door = client.get("/metrics").raise_for_status().text
            replicas = re.findall(r'attune_upstream_up\{replica="([^"]+)"', door)
            others = [*replicas, f"127.0.0.1:{self.worker_port}"]
            return {"door": door} | {at: client.get(f"http://{at}/metrics").raise_for_status().text for at in others}


@pytest.fixture(scope="module", params=["one process", "apart"])
def watched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A system that traces everything to a collector, after the canary has sung and all is done."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    patch = pytest.MonkeyPatch()
    with collecting() as collector, patch.context() as environment:
        environment.setenv("ATTUNE_TRACES_ENDPOINT", collector.address)
        environment.setenv("ATTUNE_WORKER_PORT", str(port))
        environment.setenv("ATTUNE_LOG_LEVEL", "debug")
        words = ("--apart",) if request.param == "apart" else ()
        with running(tmp_path_factory.mktemp("watched") / "data", *words) as system:
            watched = Watched(system, system.make_workspace("watched"), collector, port)
            with system.client(watched.house.admin_key) as api:
                api.headers.update(HEADERS)
                sing_to_every_operation(api)
                do_what_customers_do(api)
            metrics = watched.metrics()
            end(system)  # it sends its last spans
            watched.metrics = lambda: metrics  # type: ignore[method-assign]  # as they were while it ran
            yield watched


def sing_to_every_operation(api: httpx.Client) -> None:
    """Each is called with what it cannot read, and with its own example in which every text is the canary."""
    document = api.get("/openapi.json").json()
    for template, operations in document["paths"].items():
        for method, operation in operations.items():
            path = re.sub(r"\{\w+\}", quote(CANARY, safe=""), template)
            names = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
            query = dict.fromkeys([*names, "other"], CANARY)
            for body in (b'{"name": ' + CANARY.encode(), json.dumps(sung(example_of(document, operation))).encode()):
                headers = {"Content-Type": "application/json", "Idempotency-Key": f"{CANARY}{hash(body)}{template}"}
                answer = api.request(method, path, params=query, content=body, headers=headers)
                assert answer.status_code != 500, f"{method} {template}: {answer.text}"
                assert api.request(method, path, content=body, headers=headers).status_code != 500


def example_of(document: dict[str, Any], operation: dict[str, Any]) -> Any:  # noqa: ANN401 — what JSON may be
    schema = next(iter(operation.get("requestBody", {"content": {"": {}}})["content"].values())).get("schema", {})
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema.get("example", {})


def sung(value: Any) -> Any:  # noqa: ANN401 — what JSON may be
    if isinstance(value, dict):
        return {**{name: sung(each) for name, each in value.items()}, CANARY: CANARY}
    if isinstance(value, list):
        return [sung(each) for each in value]
    return CANARY if isinstance(value, str) else value


def do_what_customers_do(api: httpx.Client) -> None:
    """What succeeds, with its jobs and reactions."""
    del api.headers["Idempotency-Key"]
    batch = [
        {"type": "identify", "userId": CANARY, "messageId": "1", "traits": {"email": CANARY}},
        {"type": "track", "userId": CANARY, "messageId": "2", "event": CANARY, "properties": {CANARY: CANARY}},
        {"type": "alias", "userId": f"other-{CANARY}", "previousId": CANARY, "messageId": "3"},
        {"type": "track", "messageId": "4", "event": CANARY},
    ]
    assert api.post("/v1/batch", json={"batch": batch}).status_code == 200
    rows = f"customer_id,occurred_at,amount\n{CANARY},2026-01-05,12.50\n{CANARY},{CANARY},{CANARY}\n"
    answer = api.post("/v1/imports/orders", content=rows.encode(), headers={"Content-Type": "text/csv"})
    assert wait(api, answer.headers["location"])["accepted"] == 1
    rule = {"==": [{"var": "email"}, CANARY]}
    flag = {
        "key": "canary",
        "value_type": "boolean",
        "variations": [{"key": "on", "value": True}, {"key": "off", "value": False}],
        "default_variation": "off",
        "rules": [{"condition": rule, "variation": "on"}],
    }
    api.post("/v1/flags", json=flag)
    api.post("/ofrep/v1/evaluate/flags/canary", json={"context": {"targetingKey": CANARY, "email": CANARY}})
    assert api.get(f"/v1/customers/{quote(CANARY, safe='')}").status_code == 200
    erasure = api.delete(f"/v1/customers/{quote(CANARY, safe='')}")
    assert erasure.status_code == 202, erasure.text
    wait(api, erasure.headers["location"])


def heard(text: str) -> list[str]:
    return [line for line in text.splitlines() if "canary" in line.lower() or "example.org" in line]


def test_no_line_of_the_log_holds_it(watched: Watched) -> None:
    assert heard(watched.log) == []
    assert len(watched.lines) > 200


def test_no_span_holds_it(watched: Watched) -> None:
    assert not [body for body in watched.collector.bodies if b"canary" in body.lower() or b"example.org" in body]
    assert {span.service for span in watched.collector.spans} >= {f"attune-{name}" for name in (*SERVICES, "gateway", "worker")}


def test_no_metric_holds_it(watched: Watched) -> None:
    pages = watched.metrics()
    assert {at: heard(page) for at, page in pages.items() if heard(page)} == {}
    counted = {name for page in pages.values() for name in re.findall(r'attune_http_requests_total\{.*service="(\w+)"', page)}
    assert counted == {*SERVICES, "gateway", "router"}


def test_the_workers_port_tells_what_waits(watched: Watched) -> None:
    page = watched.metrics()[f"127.0.0.1:{watched.worker_port}"]
    assert 'attune_jobs_open{kind="segmentation.import",state="queued"} ' in page
    assert 'attune_feed_lag_events{reader="' in page
    assert float(re.findall(r"^attune_survey_timestamp_seconds (\S+)", page, re.MULTILINE)[0]) > time.time() - 3600


def test_every_line_of_a_request_says_whose_it_is(watched: Watched) -> None:
    requests = [line for line in watched.lines if line["event"] == "request" and line["prefix"] == "/v1/customers"]
    assert requests
    workspace = str(watched.house.workspace_id)
    assert {line["workspace_id"] for line in requests} == {workspace}
    assert all(re.fullmatch("[0-9a-f]{32}", line["request_id"]) and line["service"] == "router" for line in requests)
    assert all(re.fullmatch("[0-9a-f]{32}", line["trace_id"]) for line in requests)
    jobs = [line for line in watched.lines if line["event"] == "job_ended"]
    assert jobs
    assert all(line["workspace_id"] == workspace and line["job_id"] and line["kind"] and line["trace_id"] for line in jobs)


def test_one_trace_leads_from_the_door_to_the_job(watched: Watched) -> None:
    spans = watched.collector.spans
    door = next(span for span in spans if span.name == "DELETE /v1/customers" and has_job(span, spans))
    tree = {(span.service, span.name) for span in spans if span.trace_id == door.trace_id}
    assert tree >= {
        ("attune-gateway", "DELETE /v1/customers"),
        ("attune-segmentation", "DELETE /v1/customers/{customer_id}"),
        ("attune-segmentation", "transaction"),
        ("attune-worker", "job segmentation.erase"),
    }


def has_job(door: Told, spans: list[Told]) -> bool:
    return any(span.trace_id == door.trace_id and span.name.startswith("job ") for span in spans)


def test_lines_of_services_name_the_request(watched: Watched) -> None:
    """Whatever a service says of a request: the gateway's own lines are not all."""
    of_services = [line for line in watched.lines if line.get("service") in SERVICES]
    assert all(line["request_id"] for line in of_services)

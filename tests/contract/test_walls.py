"""Walls: every route of the merged contract, called with another workspace's key, with no key, and with every narrower key."""

import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest

from attune.composition import merged_openapi
from attune_client import Attune
from attune_client.operations import customers_read
from gateway.use_cases import NewWorkspace
from kernel.principals import Scope
from services.segmentation.routes.collector import SHORT_FORMS
from tests.contract.running import System

CANARY = "canary-7f3a"
# The documented ones reach further than a key of one scope may: to other scopes, to the segments of profiles.
BODIES: dict[str, dict[str, object]] = {
    "keys_create": {"kind": "scoped", "scopes": ["keys"]},
    "valuation_create_model": {"model": "auto"},
    "valuation_value_prospects": {"leads": [{"channel": "email", "probability": 0.1, "acquisition_cost": 1.5}]},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the contract."""

    name: str
    method: str
    path: str
    body: bytes | None
    media_type: str | None

    def call(self, api: httpx.Client, ids: dict[str, str]) -> httpx.Response:
        """Call it with these path parameters."""
        path = re.sub(r"\{(\w+)\}", lambda found: quote(ids[found[1]], safe=""), self.path)
        headers = {} if self.media_type is None else {"Content-Type": self.media_type}
        return api.request(self.method, path, content=self.body, headers=headers)

    @property
    def parameters(self) -> list[str]:
        """The names of its path parameters."""
        return re.findall(r"\{(\w+)\}", self.path)


def operations() -> Iterator[Operation]:
    contract = merged_openapi()
    for path, item in contract["paths"].items():
        for method, operation in item.items():
            body, media_type = None, None
            contents = operation.get("requestBody", {}).get("content", {})
            for media_type, content in sorted(contents.items(), reverse=True):  # noqa: B007 — the one it stops at is used below
                body = example(contract, content)
                if operation["operationId"] in BODIES:
                    body = json.dumps(BODIES[operation["operationId"]]).encode()
                if body is not None:
                    break
            yield Operation(operation["operationId"], method.upper(), path, body, media_type if body is not None else None)


def example(contract: dict[str, Any], content: dict[str, Any]) -> bytes | None:
    """The documented example of a body: one that the route takes."""
    if isinstance(content.get("example"), str):
        return str(content["example"]).encode()
    schema = content["schema"]
    if "$ref" in schema:
        schema = contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    found = schema.get("example", next(iter(schema.get("examples", [])), None))
    for choice in schema.get("oneOf", schema.get("anyOf", [])):
        found = found or example_of(contract, choice)
    return None if found is None else json.dumps(found).encode()


def example_of(contract: dict[str, Any], schema: dict[str, Any]) -> Any:  # noqa: ANN401 — any JSON
    body = example(contract, {"schema": schema})
    return None if body is None else json.loads(body)


OPERATIONS = {operation.name: operation for operation in operations()}

NOTHING_YET = {"valuation_read_latest_forecast": "no_forecast"}
"""What is 404 with this code for a workspace that has none."""
OF_NOBODY = ("customers_rfm", "customers_merges", "valuation_read_cohorts", "valuation_list_loyal_customers")
"""Sums that name nobody; merges, since most were never merged; and who is loyal, since what that takes is not stated here."""

SCOPES = {
    **dict.fromkeys(("alias", "batch", "group", "identify", "page", "screen", "track"), Scope.INGEST),
    "events_summary": Scope.BEHAVIOUR_READ,
    "events_rebuild": Scope.BEHAVIOUR_WRITE,
    "imports_create": Scope.BEHAVIOUR_WRITE,
    "customers_index": Scope.BEHAVIOUR_READ,
    "customers_read": Scope.BEHAVIOUR_READ,
    "customers_rfm": Scope.BEHAVIOUR_READ,
    "customers_erase": Scope.BEHAVIOUR_WRITE,
    "customers_merges": Scope.BEHAVIOUR_READ,
    "customers_undo_merge": Scope.BEHAVIOUR_WRITE,
    "feedback_create": Scope.BEHAVIOUR_WRITE,
    "feedback_index": Scope.BEHAVIOUR_READ,
    "jobs_index": Scope.JOBS_READ,
    "jobs_read": Scope.JOBS_READ,
    "jobs_cancel": Scope.JOBS_WRITE,
    "keys_index": Scope.KEYS,
    "keys_create": Scope.KEYS,
    "keys_revoke": Scope.KEYS,
    "workspace_read": Scope.WORKSPACE_READ,
    "workspace_change": Scope.WORKSPACE_WRITE,
    "valuation_fit": Scope.VALUATION_READ,
    "valuation_predict": Scope.VALUATION_READ,
    "valuation_create_model": Scope.VALUATION_WRITE,
    "valuation_list_models": Scope.VALUATION_READ,
    "valuation_read_model": Scope.VALUATION_READ,
    "valuation_promote_model": Scope.VALUATION_WRITE,
    "valuation_value_prospects": Scope.VALUATION_READ,
    "valuation_list_customers": Scope.VALUATION_READ,
    "valuation_loyalty_report": Scope.VALUATION_READ,
    "valuation_list_loyal_customers": Scope.VALUATION_READ,
    "valuation_read_loyal_customer": Scope.VALUATION_READ,
    "valuation_read_plots": Scope.VALUATION_READ,
    "valuation_read_cohorts": Scope.VALUATION_READ,
    "valuation_read_economics": Scope.VALUATION_READ,
    "valuation_create_forecast": Scope.VALUATION_WRITE,
    "valuation_read_latest_forecast": Scope.VALUATION_READ,
    "valuation_read_forecast": Scope.VALUATION_READ,
    "attribution_compute": Scope.ATTRIBUTION_READ,
    "attribution_optimize": Scope.ATTRIBUTION_READ,
    "attribution_create_report": Scope.ATTRIBUTION_WRITE,
    "attribution_list_reports": Scope.ATTRIBUTION_READ,
    "attribution_read_report": Scope.ATTRIBUTION_READ,
    "attribution_create_budget": Scope.ATTRIBUTION_WRITE,
    "attribution_list_budgets": Scope.ATTRIBUTION_READ,
    "attribution_read_budget": Scope.ATTRIBUTION_READ,
    "experiments_analyze": Scope.EXPERIMENTS_READ,
    "experiments_plan_sample_size": Scope.EXPERIMENTS_READ,
    "experiments_create": Scope.EXPERIMENTS_WRITE,
    "experiments_index": Scope.EXPERIMENTS_READ,
    "experiments_read": Scope.EXPERIMENTS_READ,
    "experiments_start": Scope.EXPERIMENTS_WRITE,
    "experiments_stop": Scope.EXPERIMENTS_WRITE,
    "experiments_archive": Scope.EXPERIMENTS_WRITE,
    "experiments_assign": Scope.EXPERIMENTS_READ,
    "experiments_create_analysis": Scope.EXPERIMENTS_WRITE,
    "experiments_list_analyses": Scope.EXPERIMENTS_READ,
    "experiments_results": Scope.EXPERIMENTS_READ,
    "exposures_create": Scope.EXPERIMENTS_WRITE,
    "holdouts_create": Scope.EXPERIMENTS_WRITE,
    "holdouts_index": Scope.EXPERIMENTS_READ,
    "holdouts_read": Scope.EXPERIMENTS_READ,
    "holdouts_stop": Scope.EXPERIMENTS_WRITE,
    "holdouts_assign": Scope.EXPERIMENTS_READ,
    "holdouts_create_analysis": Scope.EXPERIMENTS_WRITE,
    "holdouts_list_analyses": Scope.EXPERIMENTS_READ,
    "holdouts_results": Scope.EXPERIMENTS_READ,
    "flags_create": Scope.EXPERIMENTS_WRITE,
    "flags_index": Scope.EXPERIMENTS_READ,
    "flags_read": Scope.EXPERIMENTS_READ,
    "flags_change": Scope.EXPERIMENTS_WRITE,
    "flags_archive": Scope.EXPERIMENTS_WRITE,
    "ofrep_evaluate": Scope.FLAGS,
    "goals_create": Scope.PLANNING_WRITE,
    "goals_index": Scope.PLANNING_READ,
    "goals_read": Scope.PLANNING_READ,
    "goals_change": Scope.PLANNING_WRITE,
    "goals_close": Scope.PLANNING_WRITE,
    "loop_read": Scope.PLANNING_READ,
}
"""Which scope each operation asks for: a new operation needs its line."""


def scope_of(operation: Operation) -> Scope:
    return SCOPES.get(operation.name) or SCOPES[operation.name.removeprefix("events_")]


@dataclass(frozen=True, slots=True)
class Filled:
    """A workspace with one of everything, all of it recognisable.

    Attributes:
        ids: Path parameter → the ids that mean something in it.
        secrets: What nobody else may ever be told.
    """

    workspace: NewWorkspace
    ids: dict[str, list[str]]
    secrets: list[str]


@pytest.fixture(scope="module")
def filled(system: System) -> Filled:
    """A workspace with events, orders, customers, a model, jobs and keys."""
    workspace = system.make_workspace(f"{CANARY} {time.time_ns()}")
    with system.client(workspace.admin_key) as api, Attune(system.address, workspace.admin_key) as attune:
        soon = datetime.now(UTC) + timedelta(hours=1)
        api.patch("/v1/workspace", json={"clock_at": soon.isoformat()}).raise_for_status()  # what it sees stands still
        jobs = [import_orders(api)]
        wait(api, jobs[0])
        seen = {"userId": f"{CANARY}/1", "event": f"{CANARY} seen", "traits": {CANARY: CANARY}, "anonymousId": f"{CANARY}-a"}
        for kind in ("track", "identify"):
            assert api.post(f"/v1/{kind}", json=seen).json()["accepted"] == 1
        request = {"model": "bg_nbd", "calibration_end": "2025-09-30", "time_unit": "week", "horizon": 52}
        answer = api.post("/v1/valuation/models", json=request)
        assert answer.status_code == 202, answer.text
        jobs.append(answer.json()["id"])
        model = wait(api, jobs[1])["model_id"]
        asked = api.post("/v1/valuation/forecasts", json={"known_until": "2025-09-30", "weeks": 4})
        assert asked.status_code == 202, asked.text
        jobs.append(asked.json()["id"])
        forecast = wait(api, jobs[2])["forecast_id"]
        key = api.post("/v1/keys", json={"name": CANARY, "kind": "scoped", "scopes": ["jobs:read"]}).json()
        customer = attune.call(customers_read, f"{CANARY}/1")
        keys = [each["id"] for each in api.get("/v1/keys").json()["items"]]
        loop = close_the_loop(api)
    ids = {
        "customer_id": [f"{CANARY}/1", f"{CANARY}-c-1", str(customer.id)],
        "job_id": jobs,
        "model_id": [model],
        "forecast_id": [forecast],
        "key_id": keys,
        "kind": ["orders"],
        **loop,
    }
    made = [each for name in ("merge_id", "report_id", "plan_id", "goal_id", "experiment", "holdout") for each in loop[name]]
    secrets = [CANARY, str(workspace.workspace_id), str(customer.id), model, forecast, *jobs, *keys, *made, key["prefix"]]
    return Filled(workspace, ids, secrets)


def close_the_loop(api: httpx.Client) -> dict[str, list[str]]:
    """One of everything that the loop makes: path parameter → the ids that mean something in it."""

    def make(path: str, body: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = api.post(path, json=body).raise_for_status().json()
        return made

    alias = {"type": "alias", "userId": f"{CANARY}/1", "previousId": f"{CANARY}-other"}
    for message in ({"type": "track", "userId": f"{CANARY}-other", "event": "Seen"}, alias):
        assert api.post("/v1/batch", json={"batch": [message]}).json()["accepted"] == 1
    merge = api.get(f"/v1/customers/{quote(CANARY + '/1', safe='')}/merges").raise_for_status().json()["items"][0]["id"]
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(0, 360, 3)]
    touches = [f"{CANARY}-c-{number % 300},{day},{CANARY}-mail" for number, day in enumerate(days * 5)]
    spend = [f"{CANARY}-mail,{day},{10 + number % 7}" for number, day in enumerate(days)]
    for kind, heading, lines in (
        ("touchpoints", "customer_id,occurred_at,channel", touches),
        ("spend", "channel,day,amount", spend),
        ("feedback", "customer_id,occurred_at,score,comment", [f"{CANARY}-c-1,2025-01-01,9,{CANARY}"]),
        ("referrals", "customer_id,referred_id,occurred_at", [f"{CANARY}-c-1,{CANARY}-c-2,2025-01-01"]),
    ):
        answer = api.post(f"/v1/imports/{kind}", content="\n".join([heading, *lines]), headers={"Content-Type": "text/csv"})
        assert wait(api, answer.json()["id"])["rejected"] == 0
    report = wait(api, make("/v1/attribution/reports", {"lookback_days": 30})["id"])["report_id"]
    plan = wait(api, make("/v1/budgets", {"budget": "500.00"})["id"])["plan_id"]
    arms = [{"key": "none", "weight": 0.5}, {"key": CANARY, "weight": 0.5}]
    experiment = make(
        "/v1/experiments", {"key": CANARY, "name": CANARY, "variations": arms, "control": "none", "metric": "orders"}
    )
    make(f"/v1/experiments/{CANARY}/start", {"started_at": "2025-01-01T00:00:00Z"})
    shown = [{"experiment": CANARY, "unit": f"{CANARY}-c-{n}", "exposed_at": "2025-02-01T00:00:00Z"} for n in range(200)]
    assert make("/v1/exposures", {"exposures": shown})["rejected"] == []
    wait(api, make(f"/v1/experiments/{CANARY}/analyses", {})["id"])
    holdout = make("/v1/holdouts", {"key": CANARY, "share": 0.2, "started_at": "2025-01-01T00:00:00Z"})
    wait(api, make(f"/v1/holdouts/{CANARY}/analyses", {})["id"])
    make("/v1/flags", {"key": f"{CANARY}-flag", "kind": "string", "default": CANARY, "rules": []})
    goal = make("/v1/goals", {"name": CANARY, "metric": "orders", "target": "100000", "due_on": "2031-12-31", "owner": CANARY})
    return {
        "merge_id": [merge],
        "report_id": [report],
        "plan_id": [plan],
        "experiment": [CANARY, experiment["id"]],
        "holdout": [CANARY, holdout["id"]],
        "key": [f"{CANARY}-flag"],
        "goal_id": [goal["id"]],
    }


def import_orders(api: httpx.Client) -> str:
    """Orders of 300 customers who buy at rates of their own and leave sooner or later."""
    chance = random.Random(11)  # noqa: S311 — makes a market, guards nothing
    lines = ["customer_id,occurred_at,amount,order_id"]
    for number in range(300):
        day, rate = float(chance.randrange(90)), chance.gammavariate(0.6, 0.05)
        while day < 360:
            at = date(2025, 1, 1) + timedelta(days=int(day))
            lines.append(f"{CANARY}-c-{number},{at},{chance.lognormvariate(3, 0.5):.2f},{CANARY}-o-{len(lines)}")
            if chance.random() < 0.2:
                break
            day += chance.expovariate(rate) if rate > 1e-6 else 1e6
    answer = api.post("/v1/imports/orders", content="\n".join(lines).encode(), headers={"Content-Type": "text/csv"})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def wait(api: httpx.Client, job: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while (document := api.get(f"/v1/jobs/{job}").raise_for_status().json())["state"] in ("queued", "running"):
        assert time.monotonic() < deadline, document
        time.sleep(0.05)
    assert document["state"] == "succeeded", document
    result: dict[str, Any] = document["result"]
    return result


LISTS = (
    *("/v1/workspace", "/v1/jobs", "/v1/customers", "/v1/valuation/models", "/v1/valuation/customers", "/v1/keys"),
    *("/v1/attribution/reports", "/v1/budgets", "/v1/experiments", "/v1/holdouts", "/v1/flags", "/v1/goals"),
    *(f"/v1/experiments/{CANARY}/results", f"/v1/holdouts/{CANARY}/results"),
)


def state_of(system: System, filled: Filled) -> dict[str, Any]:
    """All that the workspace itself sees, as it is now."""
    with system.client(filled.workspace.admin_key) as api:
        state: dict[str, Any] = {path: api.get(path).raise_for_status().json() for path in LISTS}
        state["summary"] = {**api.get("/v1/events/summary").json(), "as_of": None}
        state["profile"] = {**api.get(f"/v1/customers/{quote(CANARY + '/1', safe='')}").json(), "as_of": None}
    for key in state["/v1/keys"]["items"]:
        key["last_used_at"] = None
    return state


@pytest.mark.parametrize("name", OPERATIONS)
def test_another_workspaces_key_reaches_nothing(system: System, filled: Filled, neighbour: NewWorkspace, name: str) -> None:
    operation = OPERATIONS[name]
    before = state_of(system, filled)
    with system.client(neighbour.admin_key) as api:
        parameter = next(iter(operation.parameters), "kind")
        for theirs in filled.ids[parameter]:
            others = {name: values[0] for name, values in filled.ids.items()}
            answer = operation.call(api, {**others, parameter: theirs})
            if parameter == "kind":
                assert answer.status_code < 500, answer.text
                assert answer.status_code != 404 or answer.json()["code"] == NOTHING_YET.get(name)
                told = answer.text + str(answer.headers)
                assert not [secret for secret in filled.secrets if secret in told]
            else:
                assert answer.status_code == 404, answer.text
                nobodys = f"{CANARY}-nobody" if "/" in theirs or CANARY in theirs else str(uuid4())
                unknown = operation.call(api, {**others, parameter: nobodys})
                assert anonymous(answer, theirs) == anonymous(unknown, nobodys)
    assert state_of(system, filled) == before


def anonymous(answer: httpx.Response, reference: str) -> tuple[int, str]:
    """An answer without the id that was asked for, and without its own."""
    return answer.status_code, answer.text.replace(reference, "…").replace(answer.headers["x-request-id"], "…")


def test_the_same_calls_with_its_own_key_do_reach_it(system: System, filled: Filled) -> None:
    with system.client(filled.workspace.admin_key) as api:
        for operation in OPERATIONS.values():
            if operation.method == "GET":
                parameter = next(iter(operation.parameters), "kind")
                for ours in filled.ids[parameter]:
                    answer = operation.call(api, {parameter: ours})
                    assert answer.status_code == 200, f"{operation.path}: {answer.text}"
                    if operation.name not in OF_NOBODY:
                        assert any(secret in answer.text for secret in filled.secrets), operation.path


def test_lists_go_on_from_anothers_cursor_only_among_ones_own(system: System, filled: Filled, neighbour: NewWorkspace) -> None:
    with system.client(filled.workspace.admin_key) as theirs, system.client(neighbour.admin_key) as api:
        for path in ("/v1/customers", "/v1/keys", "/v1/jobs", "/v1/valuation/customers"):
            cursor = theirs.get(path, params={"limit": 1}).raise_for_status().json()["next_cursor"]
            assert cursor is not None, path
            answer = api.get(path, params={"cursor": cursor})
            assert answer.status_code == 200, answer.text
            assert not [secret for secret in filled.secrets if secret in answer.text]


def test_one_workspaces_ids_are_no_ids_of_anothers_facts(system: System, filled: Filled, neighbour: NewWorkspace) -> None:
    """The same message id, order id and customer id in two workspaces are two of each."""
    with system.client(neighbour.admin_key) as api:
        first, again = wait(api, import_orders(api)), wait(api, import_orders(api))
        assert (first["duplicates"], again["accepted"]) == (0, 0)
        assert first["accepted"] == again["duplicates"] > 300
        event = {"userId": f"{CANARY}/1", "event": "Seen", "messageId": "one"}
        assert api.post("/v1/track", json=event).json()["accepted"] == 1
    with system.client(filled.workspace.admin_key) as api:
        assert api.post("/v1/track", json=event).json()["accepted"] == 1


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("authorization", [None, "Bearer attune_admin_" + "0" * 43, "Bearer nonsense", "Basic !"])
def test_without_a_key_there_is_nothing(system: System, filled: Filled, name: str, authorization: str | None) -> None:
    operation = OPERATIONS[name]
    with system.client() as api:
        if authorization is not None:
            api.headers["Authorization"] = authorization
        answer = operation.call(api, {name: ids[0] for name, ids in filled.ids.items()})
    assert answer.status_code == 401, answer.text
    assert answer.json()["code"] == "unauthenticated"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", SHORT_FORMS)
def test_short_forms_ask_for_a_key_too(system: System, filled: Filled, path: str) -> None:
    event = {"userId": "u", "event": "Seen"}
    body = {"batch": [{**event, "type": "track"}], **event}
    with system.client() as api:
        assert api.post(path, json=body).status_code == 401
        assert api.post(path, json=body, params={"writeKey": "attune_write_" + "0" * 43}).status_code == 401
        assert api.post(path, json={**body, "writeKey": filled.workspace.client_key}).status_code == 403
        assert api.post(path, json={**body, "writeKey": filled.workspace.write_key}).status_code == 200


def test_each_key_reaches_what_its_scopes_say_and_no_more(system: System, house: NewWorkspace) -> None:
    with system.client(house.admin_key) as api:
        keys = {
            scope: api.post("/v1/keys", json={"kind": "scoped", "scopes": [scope]}).raise_for_status().json()["key"]
            for scope in Scope
            if scope is not Scope.ADMIN
        }
    ids = {parameter: str(uuid4()) for operation in OPERATIONS.values() for parameter in operation.parameters}
    ids |= {"customer_id": "c", "kind": "orders"}
    clients = {scope: system.client(key) for scope, key in keys.items()}
    reached = {}
    for name, operation in OPERATIONS.items():
        statuses = {scope: operation.call(api, ids).status_code for scope, api in clients.items()}
        assert max(statuses.values()) < 500, (name, statuses)
        reached[name] = {scope for scope, status in statuses.items() if status != 403}
    assert reached == {name: {scope_of(operation)} for name, operation in OPERATIONS.items()}
    for api in clients.values():
        api.close()
    for kind, scopes in ((house.write_key, {Scope.INGEST}), (house.client_key, {Scope.FLAGS})):
        with system.client(kind) as api:
            for name, operation in OPERATIONS.items():
                allowed = operation.call(api, ids).status_code != 403
                assert allowed == (scope_of(operation) in scopes), name


IDS = (
    "a/b",
    "100%",
    "a+b",
    "a b",
    "a%2Fb",
    "a?b#c",
    "..",
    "./x",
    "ä",
    "Łódź",
    "שלום",
    "客户",
    "кот",
    "😀",
    "é\u0301",
    "x" * 255,
)


@pytest.mark.parametrize("customer", IDS)
def test_ids_of_any_letters_go_through_the_door_and_back(system: System, house: NewWorkspace, customer: str) -> None:
    with system.client(house.admin_key) as api, Attune(system.address, house.admin_key) as attune:
        assert api.post("/v1/track", json={"userId": customer, "event": "Seen"}).json()["accepted"] == 1
        encoded = quote(customer, safe="").replace(".", "%2E")
        answer = api.get(f"/v1/customers/{encoded}")
        assert answer.status_code == 200, answer.text
        assert answer.json()["customer_id"] == customer
        small = re.sub("%..", lambda escape: escape[0].lower(), encoded)
        assert api.get(f"/v1/customers/{small}").json()["customer_id"] == customer
        assert api.get(f"/v1/customers/{answer.json()['id']}").json()["customer_id"] == customer
        if customer != "..":  # a client may read it as a step up, hence the escapes above
            assert attune.call(customers_read, customer).customer_id == customer
        assert api.get(f"/v1/customers/{encoded}x").status_code == 404


def test_the_companys_id_wins_over_ours(system: System, house: NewWorkspace) -> None:
    with system.client(house.admin_key) as api:
        api.post("/v1/track", json={"userId": "first", "event": "Seen"})
        ours = api.get("/v1/customers/first").json()["id"]
        api.post("/v1/track", json={"userId": ours, "event": "Seen"})
        assert api.get(f"/v1/customers/{ours}").json()["customer_id"] == ours

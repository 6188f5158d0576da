"""The loop beside the records that it tells of: what each service answers for itself, the loop answers too."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.contract.bad_input.test_attribution import make_report
from tests.contract.test_imports import wait

RATIOS = ("roas", "roci_gross", "roci_net")


def read(api: httpx.Client, path: str) -> dict[str, Any]:
    document: dict[str, Any] = api.get(path).raise_for_status().json()
    return document


@pytest.fixture
def loop(api: httpx.Client) -> dict[str, Any]:
    """The loop of a small shop with a report, a budget plan, an analysed holdout and a goal."""
    holdout = {"key": "h", "share": 0.5, "started_at": "2025-01-01T00:00:00Z"}
    assert api.post("/v1/holdouts", json=holdout).status_code == 201
    others = "customer_id,occurred_at,amount\n" + "".join(f"d-{n},2025-03-0{n},{n}.50\n" for n in range(1, 10))
    answer = api.post("/v1/imports/orders", content=others.encode(), headers={"Content-Type": "text/csv"})
    wait(api, answer.headers["location"])
    analysis = api.post("/v1/holdouts/h/analyses", json={})
    assert analysis.status_code == 202, analysis.text
    wait(api, analysis.headers["location"])
    make_report(api)
    plan = api.post("/v1/budgets", json={"budget": "100", "horizon_weeks": 2})
    assert plan.status_code == 202, plan.text
    wait(api, plan.headers["location"])
    goal = {"name": "More", "metric": "customers", "target": "20", "due_on": "2031-01-01", "owner": "Ada"}
    assert api.post("/v1/goals", json=goal).status_code == 201
    return read(api, "/v1/loop")


def test_the_loop_agrees_with_the_records_that_it_tells_of(api: httpx.Client, loop: dict[str, Any]) -> None:
    assert loop["missing"] == {"value": "no_model"}
    assert loop["truth"]["reconciled"] is True
    assert loop["truth"]["orders"] == loop["steps"]["identify"]["revenue"] == loop["truth"]["report_orders"]
    check_report(api, loop["steps"]["return"]["report"])
    check_budget(api, loop["steps"]["budget"])
    [holdout] = loop["steps"]["communicate"]["holdouts"]
    assert holdout["held_out"] + holdout["communicated"] == 9  # whoever was known when it was analysed
    results = read(api, "/v1/holdouts/h/results")
    [comparison] = results["comparisons"]
    [lift] = loop["steps"]["return"]["lifts"]
    assert lift["difference"]["estimate"] == comparison["difference"]["estimate"]
    assert (lift["difference"]["low"], lift["difference"]["level"]) == (comparison["difference"]["low"], results["level"])
    [goal] = loop["goals"]
    assert (goal["current"], goal["state"]) == ("10.0000", "active")


def check_report(api: httpx.Client, told: dict[str, Any]) -> None:
    report = read(api, f"/v1/attribution/reports/{told['report_id']}")
    assert report["published"]
    assert (told["value"], told["spend"], told["stale"]) == (
        report["totals"]["value"],
        report["totals"]["spend"],
        report["stale"],
    )
    assert told["blended"] == {name: report["all"][name] for name in ("cpa", "roas", "roci_gross", "roci_net")}
    assert (told["level"], told["method"]) == (report["intervals"]["level"], report["intervals"]["method"])
    assert told["spend_by_channel"] == {channel["channel"]: channel["spend"] for channel in report["channels"]}
    [credit] = told["credit"]
    [email] = [channel for channel in report["channels"] if channel["channel"] == credit["channel"] == "email"]
    own = email["credit"][credit["model"]]
    assert float(credit["value"]) == own["value"]["estimate"]
    assert (credit["conversions"], credit["conversions_low"]) == (own["conversions"]["estimate"], own["conversions"]["low"])
    assert [credit[name] for name in RATIOS] == [own[name] for name in RATIOS]
    assert Decimal(credit["value"]) + Decimal(told["unattributed_value"]) == Decimal(told["value"])


def check_budget(api: httpx.Client, told: dict[str, Any]) -> None:
    plan = read(api, f"/v1/budgets/{told['plan_id']}")
    assert (told["budget"], told["horizon_weeks"]) == ("100.0000", 2)
    assert told["from_published_report"] is True
    for name in ("allocation", "unspent", "current", "gain"):
        assert told[name] == plan[name], name
    assert told["response"]["estimate"] == plan["response"]["estimate"]
    assert told["response"]["level"] == plan["intervals"]["level"]

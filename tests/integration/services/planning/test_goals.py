"""Goals through the service's own door: set, judged by live data, changed and closed on record."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx
import pytest

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import GATEWAY
from tests.conftest import make_workspace
from tests.integration.services.planning.conftest import ApiOf, Audit, Told, set_clock, store_spend, tell

NOW = datetime(2026, 1, 11, tzinfo=UTC)
GOAL = {"name": "More revenue", "metric": "revenue", "target": "100", "due_on": "2026-01-20", "owner": "Ada"}
# Ten days before NOW, which is how long GOAL lasts: 30 of them; and one the day before that.
PAST = [
    Told("a", datetime(2026, 1, 1, tzinfo=UTC), "10"),
    Told("a", datetime(2026, 1, 5, tzinfo=UTC), "25", "5"),
    Told("b", datetime(2025, 12, 31, 23, 59, tzinfo=UTC), "40"),
]


@pytest.fixture(autouse=True)
async def past(database_of: Callable[[str], Database], principal: Principal) -> None:
    """Orders of a workspace whose clock stands."""
    await set_clock(database_of, principal, NOW)
    await tell(database_of, principal, PAST)


async def set_goal(api: httpx.AsyncClient, **changes: object) -> dict[str, Any]:
    answer = await api.post("/v1/goals", json={**GOAL, **changes})
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def read(api: httpx.AsyncClient, goal: dict[str, Any], as_of: str) -> dict[str, Any]:
    answer = await api.get(f"/v1/goals/{goal['id']}", params={"as_of": as_of})
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def test_the_baseline_is_measured_over_the_same_length_before(api: httpx.AsyncClient) -> None:
    goal = await set_goal(api)
    assert (goal["baseline"], goal["baseline_at"], goal["current"]) == ("30.0000", "2026-01-11T00:00:00Z", "0.0000")
    assert (goal["state"], goal["progress"], goal["elapsed"], goal["at_risk"]) == ("active", 0.0, 0.0, False)
    longer = await set_goal(api, due_on="2026-01-21")
    assert longer["baseline"] == "70.0000"


async def test_a_goal_is_judged_by_live_data(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    goal = await set_goal(api)
    await tell(database_of, principal, [*PAST, Told("c", datetime(2026, 1, 13, tzinfo=UTC), "60")])
    before, after = await read(api, goal, "2026-01-13T00:00:00Z"), await read(api, goal, "2026-01-16T00:00:00Z")
    assert (before["current"], before["at_risk"], before["pace"]) == ("0.0000", True, "20.0000")
    assert (after["current"], after["progress"], after["elapsed"], after["pace"]) == ("60.0000", 0.6, 0.5, "50.0000")
    assert (after["state"], after["at_risk"], after["at_risk_rule"]) == ("active", False, "behind_straight_line")
    assert (await read(api, goal, "2026-01-21T00:00:00Z"))["state"] == "missed"
    await tell(
        database_of,
        principal,
        [*PAST, Told("c", datetime(2026, 1, 13, tzinfo=UTC), "60"), Told("c", datetime(2026, 1, 20, 23, 59, tzinfo=UTC), "40")],
    )
    ended = await read(api, goal, "2027-01-01T00:00:00Z")
    assert (ended["state"], ended["current"], ended["progress"]) == ("reached", "100.0000", 1.0)


async def test_time_is_the_workspaces(api_of: ApiOf, database_of: Callable[[str], Database]) -> None:
    """In New York a goal due on the day before clocks go back ends at four, UTC, and the baseline is as long."""
    principal = await make_workspace(database_of(GATEWAY), "America/New_York")
    await set_clock(database_of, principal, datetime(2026, 10, 31, 4, tzinfo=UTC))  # midnight there
    late = Told("a", datetime(2026, 11, 2, 4, 59, 59, 999_999, tzinfo=UTC), "7")
    orders = [Told("a", datetime(2026, 10, 29, 3, tzinfo=UTC), "2"), Told("a", datetime(2026, 10, 29, 2, 59, tzinfo=UTC), "1")]
    await tell(database_of, principal, [*orders, late, Told("a", datetime(2026, 11, 2, 5, tzinfo=UTC), "8")])
    async with api_of(principal) as api:
        goal = await set_goal(api, due_on="2026-11-01")  # two days of the calendar are 49 hours
        ended = await read(api, goal, "2026-12-01T00:00:00Z")
    assert (goal["baseline"], ended["current"]) == ("2.0000", "7.0000")


async def test_every_metric_is_measured(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await store_spend(
        database_of, principal, [("email", date(2026, 1, 1), Decimal(4)), ("email", date(2026, 1, 11), Decimal(9))]
    )
    measured = {}
    for metric in ("orders", "purchases", "customers", "active_customers", "average_order_value", "blended_roas"):
        measured[metric] = (await set_goal(api, metric=metric))["baseline"]
    measured["new_customers"] = (await set_goal(api, metric="new_customers"))["baseline"]
    measured["repeat_rate"] = (await set_goal(api, metric="repeat_rate", target="0.75"))["baseline"]
    spend = await set_goal(api, metric="spend", target=3.5)
    assert measured == {
        "orders": "2.0000",
        "purchases": "2.0000",
        "customers": "2.0000",
        "active_customers": "2.0000",
        "average_order_value": "15.0000",
        "blended_roas": "7.5000",
        "new_customers": "1.0000",
        "repeat_rate": "0.5000",
    }
    assert (spend["baseline"], spend["direction"], spend["target"]) == ("4.0000", "at_most", "3.5000")
    assert (await read(api, spend, "2026-01-12T00:00:00Z"))["state"] == "missed"  # a ceiling breaks at once


@pytest.mark.parametrize(
    ("changes", "status", "code", "pointer"),
    [
        ({"metric": "mood"}, 422, "unknown_metric", "/metric"),
        ({"due_on": "2026-01-11"}, 422, "due_not_after_clock", "/due_on"),
        ({"due_on": "2037-01-01"}, 422, "due_too_far", "/due_on"),
        ({"target": "30"}, 422, "target_already_met", "/target"),
        ({"target": "0"}, 422, "target_out_of_range", "/target"),
        ({"metric": "repeat_rate", "target": "1.5"}, 422, "target_out_of_range", "/target"),
        ({"metric": "customer_equity"}, 422, "metric_unmeasurable", "/metric"),
        ({"metric": "blended_roas"}, 422, "metric_unmeasurable", "/metric"),
        ({"direction": "sideways"}, 422, "invalid_request", "/direction"),
        ({"target": "1e3"}, 422, "invalid_request", "/target"),
        ({"target": True}, 422, "invalid_request", "/target"),
        ({"target": "1.23456"}, 422, "invalid_request", "/target"),
        ({"target": 1e300}, 422, "invalid_request", "/target"),
        ({"due_on": "2026-02-30"}, 422, "invalid_request", "/due_on"),
        ({"due_on": 20_000}, 422, "invalid_request", "/due_on"),
        ({"due_on": "2026-03-01T00:00:00Z"}, 422, "invalid_request", "/due_on"),
        ({"name": " x"}, 422, "invalid_request", "/name"),
        ({"owner": ""}, 422, "invalid_request", "/owner"),
        ({"owner": "a\nb"}, 422, "invalid_request", "/owner"),
        ({"baseline": "1"}, 422, "invalid_request", "/baseline"),
    ],
)
async def test_goals_that_cannot_be(
    api: httpx.AsyncClient, changes: dict[str, object], status: int, code: str, pointer: str
) -> None:
    answer = await api.post("/v1/goals", json={**GOAL, **changes})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert (await api.get("/v1/goals")).json()["items"] == []


async def test_a_change_is_on_record_and_moves_a_flows_baseline(api: httpx.AsyncClient, audit: Audit) -> None:
    goal = await set_goal(api)
    answer = await api.patch(f"/v1/goals/{goal['id']}", json={"due_on": "2026-01-21", "owner": "Grace", "name": goal["name"]})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["baseline"], answer.json()["owner"], answer.json()["target"]) == ("70.0000", "Grace", "100.0000")
    assert (await api.patch(f"/v1/goals/{goal['id']}", json={})).json() == answer.json()
    actions = await audit()
    assert [action for action, _, _ in actions] == ["goal.set", "goal.changed"]
    before = {"due_on": "2026-01-20", "owner": "Ada", "baseline": "30.0000"}
    assert actions[1][1:] == (before, {"due_on": "2026-01-21", "owner": "Grace", "baseline": "70.0000"})


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"due_on": "2026-01-11"}, "due_not_after_clock", "/due_on"),
        ({"target": "30"}, "target_already_met", "/target"),
        ({"due_on": "2026-01-21", "target": "60"}, "target_already_met", "/target"),
        ({"metric": "orders"}, "invalid_request", "/metric"),
        ({"target": None}, "invalid_request", "/target"),
        ({"name": None}, "invalid_request", "/name"),
    ],
)
async def test_changes_that_cannot_be(api: httpx.AsyncClient, changes: dict[str, object], code: str, pointer: str) -> None:
    goal = await set_goal(api)
    answer = await api.patch(f"/v1/goals/{goal['id']}", json=changes)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert (await api.get(f"/v1/goals/{goal['id']}")).json() == goal


async def test_a_later_due_date_may_ask_for_what_was_already_so(api: httpx.AsyncClient) -> None:
    goal = await set_goal(api, target="60")
    answer = await api.patch(f"/v1/goals/{goal['id']}", json={"due_on": "2026-01-21"})
    assert (answer.status_code, answer.json()["code"]) == (422, "target_already_met")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/due_on"]


async def test_a_clock_that_was_set_back_leaves_no_goal_without_time(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    goal = await set_goal(api)
    await set_clock(database_of, principal, datetime(2025, 6, 1, tzinfo=UTC))
    assert (await api.get(f"/v1/goals/{goal['id']}")).json()["elapsed"] == 0.0
    answer = await api.patch(f"/v1/goals/{goal['id']}", json={"due_on": "2025-07-01"})
    assert (answer.status_code, answer.json()["code"]) == (422, "due_not_after_clock")


async def test_a_closed_goal_stays_as_it_was(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, audit: Audit
) -> None:
    goal, other = await set_goal(api), await set_goal(api, name="Another")
    for _ in range(2):
        assert (await api.delete(f"/v1/goals/{goal['id']}")).status_code == 204
    await tell(database_of, principal, [*PAST, Told("c", datetime(2026, 1, 13, tzinfo=UTC), "500")])
    closed = await read(api, goal, "2026-02-01T00:00:00Z")
    assert (closed["state"], closed["current"], closed["closed_at"]) == ("closed", "0.0000", "2026-01-11T00:00:00Z")
    answer = await api.patch(f"/v1/goals/{goal['id']}", json={"owner": "Grace"})
    assert (answer.status_code, answer.json()["code"]) == (409, "goal_closed")
    for is_open, expected in ((True, [other["id"]]), (False, [goal["id"]])):
        listed = (await api.get("/v1/goals", params={"open": is_open})).json()["items"]
        assert [each["id"] for each in listed] == expected
    assert [action for action, _, _ in await audit()] == ["goal.set", "goal.set", "goal.closed"]


async def test_lists_go_from_the_latest_page_by_page(api: httpx.AsyncClient) -> None:
    made = [(await set_goal(api, name=f"Goal {number}"))["id"] for number in range(3)]
    first = (await api.get("/v1/goals", params={"limit": 2})).json()
    second = (await api.get("/v1/goals", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [each["id"] for each in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None


async def test_fifty_may_be_open(api: httpx.AsyncClient) -> None:
    goals = [await set_goal(api) for _ in range(50)]
    answer = await api.post("/v1/goals", json=GOAL)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_goals")
    await api.delete(f"/v1/goals/{goals[0]['id']}")
    await set_goal(api)


async def test_a_goal_of_another_workspace_is_none(api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal) -> None:
    goal = await set_goal(api)
    async with api_of(other_principal) as theirs:
        assert (await theirs.get("/v1/goals")).json()["items"] == []
        for reference in (goal["id"], str(uuid4()), "no-uuid"):
            for method, body in (("GET", None), ("PATCH", {"owner": "Eve"}), ("DELETE", None)):
                answer = await theirs.request(method, f"/v1/goals/{reference}", json=body)
                assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await api.get(f"/v1/goals/{goal['id']}")).json() == goal

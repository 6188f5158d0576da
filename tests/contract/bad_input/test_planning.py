"""Goals that cannot be."""

import httpx
import pytest

from tests.contract.refusals import JSON, assert_problem

GOAL = {"name": "More", "metric": "revenue", "target": "100", "due_on": "2031-01-01", "owner": "Ada"}


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"metric": "mood"}, "unknown_metric", "/metric"),
        ({"metric": "m" * 65}, "invalid_request", "/metric"),
        ({"metric": "customer_equity"}, "metric_unmeasurable", "/metric"),
        ({"metric": "repeat_rate", "target": "0.3"}, "metric_unmeasurable", "/metric"),
        ({"due_on": "2001-01-01"}, "due_not_after_clock", "/due_on"),
        ({"due_on": "9999-12-31"}, "due_too_far", "/due_on"),
        ({"due_on": "0001-01-01"}, "due_not_after_clock", "/due_on"),
        ({"due_on": "tomorrow"}, "invalid_request", "/due_on"),
        ({"due_on": "2031-02-29"}, "invalid_request", "/due_on"),
        ({"due_on": 1924905600}, "invalid_request", "/due_on"),
        ({"target": "0"}, "target_out_of_range", "/target"),
        ({"target": "-5"}, "target_out_of_range", "/target"),
        ({"target": "1000000000001"}, "invalid_request", "/target"),
        ({"target": "999999999999.99999"}, "invalid_request", "/target"),
        ({"target": "NaN"}, "invalid_request", "/target"),
        ({"target": "1_000"}, "invalid_request", "/target"),
        ({"target": "١٠"}, "invalid_request", "/target"),
        ({"target": True}, "invalid_request", "/target"),
        ({"target": None}, "invalid_request", "/target"),
        ({"direction": "at_most"}, "target_already_met", "/target"),
        ({"direction": "up"}, "invalid_request", "/direction"),
        ({"name": ""}, "invalid_request", "/name"),
        ({"name": "x" * 201}, "invalid_request", "/name"),
        ({"owner": "\u202eAda"}, "invalid_request", "/owner"),
        ({"state": "reached"}, "invalid_request", "/state"),
    ],
)
def test_goals_that_cannot_be(api: httpx.Client, changes: dict[str, object], code: str, pointer: str) -> None:
    assert_problem(api.post("/v1/goals", json={**GOAL, **changes}), 422, code, pointer)


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize("field", ["name", "metric", "target", "due_on", "owner"])
def test_goals_that_lack_something(api: httpx.Client, field: str) -> None:
    body = {name: value for name, value in GOAL.items() if name != field}
    assert_problem(api.post("/v1/goals", json=body), 422, "invalid_request", f"/{field}")


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize("number", ["1e400", "-1e400", "123456789012345678901234567890", "1e-20"])
def test_numbers_that_no_target_is(api: httpx.Client, number: str) -> None:
    body = f'{{"name": "x", "metric": "revenue", "due_on": "2031-01-01", "owner": "Ada", "target": {number}}}'
    answer = api.post("/v1/goals", content=body, headers={"Content-Type": JSON})
    assert answer.status_code in (400, 422), answer.text
    assert_problem(answer, answer.status_code, answer.json()["code"])


def test_a_goal_that_was_closed_is_changed_no_more(api: httpx.Client) -> None:
    answer = api.post("/v1/goals", json=GOAL)
    assert answer.status_code == 201, answer.text
    place = f"/v1/goals/{answer.json()['id']}"
    assert_problem(api.patch(place, json={"metric": "orders"}), 422, "invalid_request", "/metric")
    assert_problem(api.patch(place, json={"due_on": "2001-01-01"}), 422, "due_not_after_clock", "/due_on")
    assert_problem(api.patch(place, json={"target": "0"}), 422, "target_out_of_range", "/target")
    assert api.delete(place).status_code == 204
    assert_problem(api.patch(place, json={"owner": "Grace"}), 409, "goal_closed")

"""OFREP's single evaluation: its shapes, what it reads, what it records, and that a change holds for the next request."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, text

from kernel.compute import ComputePool
from kernel.identifiers import identifier_digest, new_id
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import EXPERIMENTS, VALUATION
from schema.valuation import customer_values, model_runs, published_model
from services.experiments.domain.assignment import Split, assign, is_held_out

from .conftest import (
    NOW,
    DatabaseOf,
    PastOrder,
    answered,
    evaluate,
    experiment,
    flag,
    refused,
    serving,
    set_clock,
    started,
    store_people,
)

SPLIT = {
    "kind": "split",
    "variations": [{"key": "g", "value": "green", "weight": 1}, {"key": "r", "value": "red", "weight": 1}],
}
TRIED = [{"kind": "experiment", "experiment": "offer"}]
URL = "/ofrep/v1/evaluate/flags/button"


async def exposures(database_of: DatabaseOf, principal: Principal) -> list[Any]:
    async with database_of(EXPERIMENTS).work(principal) as work:
        return list(
            await work.execute(text("select unit, unit_digest, variation, exposed_at from attune.exposures order by 1, 3"))
        )


def failed(response: httpx.Response, status: int, code: str, key: str = "button") -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.json().keys() == {"key", "errorCode", "errorDetails"}
    assert (response.json()["key"], response.json()["errorCode"]) == (key, code)
    assert response.json()["errorDetails"]


async def test_a_default_is_static_and_everything_is_always_there(api: httpx.AsyncClient) -> None:
    for key, kind, default in (
        ("b", "boolean", True),
        ("s", "string", "x"),
        ("i", "number", 3),
        ("f", "number", 2.0),
        ("j", "json", {"a": [1.5, None, {"b": "c"}]}),
    ):
        answered(await api.post("/v1/flags", json={"key": key, "kind": kind, "default": default}), 201)
        response = await api.post(f"/ofrep/v1/evaluate/flags/{key}", json={"context": {"targetingKey": "u"}})
        told = answered(response)
        assert told == {"key": key, "value": default, "reason": "STATIC", "variant": "default", "metadata": {"version": 1}}
        assert type(told["value"]) is type(default)


async def test_a_split_gives_what_the_domains_hash_says(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/flags", json=flag(rules=[SPLIT])), 201)
    split = Split.of("button", ["g", "r"], [1, 1])
    met = set()
    for number in range(20):
        told = await evaluate(api, targetingKey=f"u-{number}")
        assert (told["variant"], told["reason"]) == (assign(split, f"u-{number}"), "SPLIT")
        assert told["value"] == {"g": "green", "r": "red"}[told["variant"]]
        met.add(told["variant"])
    assert met == {"g", "r"}


async def test_targeting_by_attributes_of_the_context(api: httpx.AsyncClient) -> None:
    rule = {"kind": "force", "value": "gold", "key": "premium", "condition": {"plan.tier": "gold", "id": {"$ne": "u-2"}}}
    answered(await api.post("/v1/flags", json=flag(rules=[rule])), 201)
    told = await evaluate(api, targetingKey="u-1", plan={"tier": "gold"})
    assert (told["value"], told["variant"], told["reason"]) == ("gold", "premium", "TARGETING_MATCH")
    assert (await evaluate(api, targetingKey="u-2", plan={"tier": "gold"}))["value"] == "blue"
    assert (await evaluate(api, plan={"tier": "gold"}))["value"] == "gold"


async def test_a_disabled_flag_says_so(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/flags", json=flag(rules=[SPLIT], enabled=False)), 201)
    told = await evaluate(api)
    assert (told["value"], told["reason"], told["variant"]) == ("blue", "DISABLED", "default")


async def test_a_targeting_key_is_needed_only_where_a_rule_divides_units(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/flags", json=flag()), 201)
    bodies: list[dict[str, Any]] = [{}, {"context": {}}, {"context": {"country": "CA"}}]
    for body in bodies:
        assert answered(await api.post(URL, json=body))["value"] == "blue"
    answered(await api.patch("/v1/flags/button", json={"rules": [SPLIT]}))
    for body in [*bodies, {"context": {"targetingKey": ""}}, {"context": {"targetingKey": None}}]:
        failed(await api.post(URL, json=body), 400, "TARGETING_KEY_MISSING")
    assert answered(await api.post(URL, json={"context": {"id": 17}}))["reason"] == "SPLIT"
    by_company = {**SPLIT, "attribute": "company"}
    answered(await api.patch("/v1/flags/button", json={"rules": [by_company]}))
    assert (await evaluate(api, company="acme"))["reason"] == "SPLIT"
    assert (await evaluate(api))["reason"] == "STATIC"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"context": NaN}', b"\xff", b'{"context": {"targetingKey": "\\ud800"}}', b'{"context": {"a": "\\u0000"}}'],
)
async def test_what_cannot_be_parsed(api: httpx.AsyncClient, content: bytes) -> None:
    answered(await api.post("/v1/flags", json=flag()), 201)
    failed(await api.post(URL, content=content, headers={"Content-Type": "application/json"}), 400, "PARSE_ERROR")


@pytest.mark.parametrize(
    "body",
    [
        [],
        1,
        "x",
        {"context": []},
        {"context": None},
        {"context": {"targetingKey": 5}},
        {"context": {"targetingKey": "x" * 256}},
    ],
)
async def test_contexts_that_are_none(api: httpx.AsyncClient, body: object) -> None:
    answered(await api.post("/v1/flags", json=flag()), 201)
    failed(await api.post(URL, json=body), 400, "INVALID_CONTEXT")


async def test_a_flag_that_is_not_there_or_archived_is_not_found(api: httpx.AsyncClient) -> None:
    failed(await api.post(URL, json={"context": {}}), 404, "FLAG_NOT_FOUND")
    answered(await api.post("/v1/flags", json=flag()), 201)
    await evaluate(api)
    answered(await api.delete("/v1/flags/button"), 204)
    failed(await api.post(URL, json={"context": {}}), 404, "FLAG_NOT_FOUND")


async def test_every_change_holds_for_the_next_request_in_every_process(
    api: httpx.AsyncClient, settings: Settings, compute: ComputePool, principal: Principal
) -> None:
    async with serving(settings, compute) as other_process, other_process(principal) as other:
        answered(await api.post("/v1/flags", json=flag()), 201)
        for number in range(5):
            answered(await api.patch("/v1/flags/button", json={"default": f"{number}"}))
            for each in (api, other):
                told = await evaluate(each)
                assert (told["value"], told["metadata"]["version"]) == (f"{number}", number + 2)
        answered(await api.post("/v1/experiments", json=experiment()), 201)
        answered(await api.patch("/v1/flags/button", json={"rules": TRIED}))
        assert (await evaluate(other, targetingKey="u"))["reason"] == "STATIC"
        answered(await api.post("/v1/experiments/offer/start"))
        assert (await evaluate(other, targetingKey="u"))["reason"] == "SPLIT"
        answered(await api.post("/v1/experiments/offer/stop"))
        assert (await evaluate(other, targetingKey="u"))["reason"] == "STATIC"
        answered(await api.post("/v1/holdouts", json={"key": "all", "share": 0.9999}), 201)
        assert (await evaluate(other, targetingKey="u"))["metadata"]["holdout"] == "all"


async def test_an_experiment_assigns_and_its_exposure_is_recorded_once_with_the_answer(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, settings: Settings
) -> None:
    await started(api, seed="s", coverage=0.8)
    answered(await api.post("/v1/flags", json=flag(rules=TRIED)), 201)
    split = Split.of("s", ["A", "B"], [0.5, 0.5], coverage=0.8)
    units = [f"u-{number}" for number in range(30)]
    for unit in units:
        for _ in range(3):
            told = await evaluate(api, targetingKey=unit)
        arm = assign(split, unit)
        assert told["variant"] == (arm or "default")
        if arm is None:
            assert (told["metadata"], told["reason"]) == ({"version": 1}, "STATIC")
        else:
            expected = {"version": 1, "experiment": "offer", "variation": arm, "bucket": split.bucket(unit)}
            assert (told["metadata"], told["reason"]) == (expected, "SPLIT")
    rows = await exposures(database_of, principal)
    arms = {unit: assign(split, unit) for unit in units}
    assert [(row.unit, row.variation) for row in rows] == sorted((unit, arm) for unit, arm in arms.items() if arm)
    assert 0 < len(rows) < len(units)
    assert principal.workspace_id is not None
    secret = settings.derived_secret("identifiers")
    assert all(row.unit_digest == identifier_digest(secret, principal.workspace_id, row.unit) for row in rows)
    assert {row.exposed_at for row in rows} == {NOW}


async def test_the_first_exposure_stands_also_where_the_clock_goes_back(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await started(api)
    answered(await api.post("/v1/flags", json=flag(rules=TRIED)), 201)
    for hours, first in ((0, 0), (5, 0), (-2, -2), (3, -2)):
        await set_clock(database_of, principal, NOW + timedelta(hours=hours))
        for _ in range(3):
            await evaluate(api, targetingKey="u")
        [row] = await exposures(database_of, principal)
        assert row.exposed_at == NOW + timedelta(hours=first)


async def test_units_that_are_held_out_get_the_default_and_meet_no_experiment(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await started(api)
    answered(await api.post("/v1/flags", json=flag(rules=TRIED)), 201)
    answered(await api.post("/v1/flags", json=flag(key="plain")), 201)
    answered(await api.post("/v1/holdouts", json={"key": "all", "share": 0.3, "seed": "h"}), 201)
    units = [f"u-{number}" for number in range(40)]
    held = {unit for unit in units if is_held_out("h", 0.3, unit)}
    assert 0 < len(held) < len(units)
    for unit in units:
        told = await evaluate(api, targetingKey=unit)
        if unit in held:
            assert (told["value"], told["variant"], told["reason"]) == ("blue", "default", "SPLIT")
            assert told["metadata"] == {"version": 1, "holdout": "all"}
        else:
            assert told["metadata"]["experiment"] == "offer"
        assert (await evaluate(api, "plain", targetingKey=unit))["metadata"] == {"version": 1}
    assert {row.unit for row in await exposures(database_of, principal)} == set(units) - held
    answered(await api.post("/v1/holdouts/all/stop"))
    assert (await evaluate(api, targetingKey=min(held)))["metadata"]["experiment"] == "offer"


async def value_customer(database_of: DatabaseOf, principal: Principal, customer_id: Any, clv: float) -> None:  # noqa: ANN401 — a UUID
    run_id, mine = new_id(), {"workspace_id": principal.workspace_id}
    record = {"model": "bg_nbd", "request": {}, "digest": "x", "code_version": "x", "fit": {}, "diagnostics": {}}
    value = {"frequency": 1, "recency": 1, "age": 2, "probability_alive": 0.75, "expected_purchases": 1, "clv": clv}
    async with database_of(VALUATION).work(principal) as work:
        await work.execute(insert(model_runs).values(**mine, id=run_id, **record))
        await work.execute(insert(published_model).values(**mine, model_id=run_id))
        await work.execute(insert(customer_values).values(**mine, model_id=run_id, customer_id=customer_id, **value))


@pytest.mark.parametrize(
    ("condition", "matches"),
    [
        ({"customer.known": True}, "abx"),
        ({"customer.known": False}, "-"),
        ({"customer.orders": 3}, "ax"),
        ({"customer.purchases": {"$gte": 2}}, "ax"),
        ({"customer.revenue": {"$gt": 20}}, "ax"),
        ({"customer.last_order_days": {"$lt": 1.5}}, "axb-"),  # none counts as 0
        ({"customer.last_order_days": {"$exists": True, "$lt": 1.5}}, "ax"),
        ({"customer.clv": {"$gte": 100}}, "ax"),
        ({"customer.probability_alive": 0.75}, "ax"),
        ({"$or": [{"$not": {"customer.orders": 3}}]}, "b-"),
        ({"customer": {"$type": "object"}}, "abx-"),
    ],
)
async def test_rules_read_what_is_known_of_the_customer_at_this_moment(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, condition: dict[str, Any], matches: str
) -> None:
    orders = [
        PastOrder("a", NOW - timedelta(days=9), Decimal("12.5")),
        PastOrder("a", NOW - timedelta(days=1), Decimal("10")),
        PastOrder("a", NOW - timedelta(days=5), Decimal(0), is_purchase=False),
        PastOrder("a", NOW + timedelta(seconds=1), Decimal(1000)),
        PastOrder("a", None, Decimal(1)),
    ]
    people = {"a": [("user", "a"), ("anonymous", "x")], "b": [("user", "b")], "c": [("anonymous", "a"), ("anonymous", "b")]}
    ids = await store_people(database_of, principal, people, orders)
    await value_customer(database_of, principal, ids["a"], 120.0)
    rule = {"kind": "force", "value": "match", "condition": condition}
    answered(await api.post("/v1/flags", json=flag(rules=[rule])), 201)
    found = {unit for unit in "abx-" if (await evaluate(api, targetingKey=unit, customer="mine"))["value"] == "match"}
    assert found == set(matches)
    failed(await api.post(URL, json={"context": {}}), 400, "TARGETING_KEY_MISSING")


async def test_an_order_accepted_a_moment_ago_has_its_effect_on_the_next_evaluation(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await set_clock(database_of, principal, None)
    rule = {"kind": "force", "value": "regular", "condition": {"customer.purchases": {"$gte": 1}}}
    answered(await api.post("/v1/flags", json=flag(rules=[rule])), 201)
    assert (await evaluate(api, targetingKey="c"))["value"] == "blue"
    await store_people(database_of, principal, {"c": [("user", "c")]}, [PastOrder("c", datetime.now(UTC), Decimal(5))])
    assert (await evaluate(api, targetingKey="c"))["value"] == "regular"


async def test_the_context_is_left_alone_where_no_rule_asks_for_the_customer(api: httpx.AsyncClient) -> None:
    rule = {"kind": "force", "value": "theirs", "condition": {"customers": "mine"}}
    answered(await api.post("/v1/flags", json=flag(rules=[rule])), 201)
    assert (await evaluate(api, customers="mine"))["value"] == "theirs"


async def test_a_failed_request_leaves_no_exposure_in_memory(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    """What was undone is written again: the memory holds only what an earlier transaction left."""
    await started(api)
    answered(await api.post("/v1/flags", json=flag(rules=TRIED)), 201)
    await evaluate(api, targetingKey="u")
    async with database_of(EXPERIMENTS).work(principal) as work:
        await work.execute(text("delete from attune.exposures"))  # as if the first transaction had been undone
    await evaluate(api, targetingKey="u")
    assert len(await exposures(database_of, principal)) == 1


async def test_an_unknown_method_is_a_problem(api: httpx.AsyncClient) -> None:
    refused(await api.get(URL), 405, "method_not_allowed")

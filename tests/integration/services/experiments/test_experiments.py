"""Experiments: their states, what is wrong with one, assignments; exposures that others tell of."""

import json
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy import text

from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.roles import EXPERIMENTS
from services.experiments.domain.assignment import Split, assign, is_held_out

from .conftest import NOW, START, ApiOf, DatabaseOf, answered, experiment, refused, set_clock, started


async def feed(settings: Settings, principal: Principal) -> list[tuple[str, str, dict[str, Any]]]:
    connection = await asyncpg.connect(settings.database_url)
    rows = await connection.fetch(
        "select type, subject, data::text from attune.feed where workspace_id = $1 order by id", principal.workspace_id
    )
    await connection.close()
    return [(row[0], row[1], json.loads(row[2])) for row in rows]


async def test_an_experiment_says_whether_its_control_goes_without_the_channel(api: httpx.AsyncClient) -> None:
    body = experiment(channel="email", control_without_channel=True)
    made = answered(await api.post("/v1/experiments", json=body), 201)
    assert made["control_without_channel"] is True
    assert answered(await api.get("/v1/experiments/offer")) == made


async def test_the_life_of_an_experiment(api: httpx.AsyncClient, settings: Settings, principal: Principal) -> None:
    made = answered(await api.post("/v1/experiments", json=experiment(name="An offer", channel="email")), 201)
    assert (made["state"], made["started_at"], made["seed"], made["coverage"], made["metric"]) == (
        "draft",
        None,
        "offer",
        1.0,
        "revenue",
    )
    assert made["control_without_channel"] is False
    assert answered(await api.get("/v1/experiments/offer")) == made
    assert answered(await api.get(f"/v1/experiments/{made['id']}")) == made
    refused(await api.post("/v1/experiments/offer/stop"), 409, "experiment_not_running")
    refused(await api.post("/v1/experiments/offer/analyses", json={}), 409, "experiment_not_started")

    running = answered(await api.post("/v1/experiments/offer/start"))
    assert (running["state"], running["started_at"]) == ("running", NOW.isoformat().replace("+00:00", "Z"))
    refused(await api.post("/v1/experiments/offer/start"), 409, "experiment_already_started")
    refused(await api.post("/v1/experiments/offer/archive"), 409, "experiment_running")

    stopped = answered(await api.post("/v1/experiments/offer/stop", json={"decision": "B"}))
    assert (stopped["state"], stopped["decision"]) == ("stopped", "B")
    refused(await api.post("/v1/experiments/offer/start"), 409, "experiment_already_started")
    refused(await api.post("/v1/experiments/offer/stop"), 409, "experiment_not_running")

    archived = answered(await api.post("/v1/experiments/offer/archive"))
    assert {**stopped, "state": "archived"} == archived
    for action in ("start", "archive"):
        refused(await api.post(f"/v1/experiments/offer/{action}"), 409, "experiment_archived")
    refused(await api.post("/v1/experiments/offer/stop"), 409, "experiment_not_running")

    told = {"experiment_id": made["id"], "key": "offer"}
    assert await feed(settings, principal) == [
        ("experiment.started", made["id"], told),
        ("experiment.decided", made["id"], {**told, "decision": "B"}),
    ]


async def test_without_a_decision_nothing_is_decided(api: httpx.AsyncClient, settings: Settings, principal: Principal) -> None:
    await started(api)
    assert answered(await api.post("/v1/experiments/offer/stop"))["decision"] is None
    assert [each[0] for each in await feed(settings, principal)] == ["experiment.started"]


async def test_moments_are_not_in_the_future_and_not_before_the_start(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/experiments", json=experiment()), 201)
    late = (NOW + timedelta(seconds=1)).isoformat()
    refused(await api.post("/v1/experiments/offer/start", json={"started_at": late}), 422, "moment_in_future", "/started_at")
    early = {"started_at": START.isoformat()}
    assert answered(await api.post("/v1/experiments/offer/start", json=early))["started_at"] == "2026-03-01T00:00:00Z"
    refused(await api.post("/v1/experiments/offer/stop", json={"stopped_at": late}), 422, "moment_in_future", "/stopped_at")
    before = (START - timedelta(seconds=1)).isoformat()
    refused(
        await api.post("/v1/experiments/offer/stop", json={"stopped_at": before}), 422, "moment_before_start", "/stopped_at"
    )
    refused(await api.post("/v1/experiments/offer/stop", json={"decision": "C"}), 422, "unknown_variation", "/decision")
    for body in ({"stopped_at": "yesterday"}, {"stopped_at": "2026-04-01"}, {"decide": "B"}):
        [field] = body
        refused(await api.post("/v1/experiments/offer/stop", json=body), 422, "invalid_request", f"/{field}")
    assert answered(await api.get("/v1/experiments/offer"))["state"] == "running"


ARMS = [{"key": "A"}, {"key": "B"}]
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"key": ""}, "invalid_request", "/key"),
    ({"key": "x" * 256}, "invalid_request", "/key"),
    ({"metric": "clicks"}, "invalid_request", "/metric"),
    ({"coverage": "1"}, "invalid_request", "/coverage"),
    ({"coverage": True}, "invalid_request", "/coverage"),
    ({"more": 1}, "invalid_request", "/more"),
    ({"variations": "AB"}, "invalid_request", "/variations"),
    ({"variations": [{"weight": 1}, {"key": "B"}]}, "invalid_request", "/variations/0/key"),
    ({"variations": []}, "too_few_variations", "/variations"),
    ({"variations": ARMS[:1]}, "too_few_variations", "/variations"),
    ({"variations": [*ARMS, {"key": "A"}]}, "invalid_split", "/variations/2/key"),
    ({"variations": [{"key": "A", "weight": 1}, {"key": "B"}]}, "invalid_split", "/variations"),
    ({"variations": [{"key": "A", "weight": -1}, {"key": "B", "weight": 2}]}, "invalid_split", "/variations/0/weight"),
    ({"variations": [{"key": "A", "weight": 0.1}, {"key": "B", "weight": 0.1}]}, "invalid_split", "/variations"),
    ({"coverage": 1.01}, "invalid_split", "/coverage"),
    ({"coverage": -0.01}, "invalid_split", "/coverage"),
    ({"control": "C"}, "unknown_variation", "/control"),
    ({"seed": ""}, "invalid_request", "/seed"),
]


@pytest.mark.parametrize(("fault", "code", "pointer"), WRONG)
async def test_what_is_wrong_with_an_experiment_has_a_code_and_a_place(
    api: httpx.AsyncClient, fault: dict[str, Any], code: str, pointer: str
) -> None:
    refused(await api.post("/v1/experiments", json=experiment(**fault)), 422, code, pointer)
    assert answered(await api.get("/v1/experiments"))["items"] == []


async def test_experiments_are_listed_the_latest_first_and_a_key_is_taken_once(api: httpx.AsyncClient) -> None:
    for key in "abc":
        answered(await api.post("/v1/experiments", json=experiment(key=key)), 201)
    refused(await api.post("/v1/experiments", json=experiment(key="b")), 409, "experiment_key_taken")
    first = answered(await api.get("/v1/experiments?limit=2"))
    rest = answered(await api.get("/v1/experiments", params={"limit": 2, "cursor": first["next_cursor"]}))
    assert [each["key"] for each in first["items"] + rest["items"]] == ["c", "b", "a"]


async def test_what_is_not_there_is_not_found(api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal) -> None:
    made = answered(await api.post("/v1/experiments", json=experiment()), 201)
    async with api_of(other_principal) as others:
        for client, reference in ((api, "none"), (others, "offer"), (others, made["id"])):
            place = f"/v1/experiments/{reference}"
            for response in (
                await client.get(place),
                await client.post(f"{place}/start"),
                await client.post(f"{place}/stop"),
                await client.post(f"{place}/archive"),
                await client.post(f"{place}/assignments", json={"units": ["a"]}),
                await client.post(f"{place}/analyses", json={}),
                await client.get(f"{place}/analyses"),
                await client.get(f"{place}/results"),
            ):
                refused(response, 404, "not_found")
    refused(await api.get("/v1/experiments/offer/results"), 404, "not_found")
    assert answered(await api.get("/v1/experiments/offer/analyses")) == {"items": [], "next_cursor": None}


async def test_weights_are_kept_as_shares_and_equal_by_default(api: httpx.AsyncClient) -> None:
    told = [{"key": "A", "weight": 30}, {"key": "B", "weight": 90}]
    made = answered(await api.post("/v1/experiments", json=experiment(variations=told)), 201)
    assert [each["weight"] for each in made["variations"]] == [0.25, 0.75]
    made = answered(await api.post("/v1/experiments", json=experiment(key="equal", variations=ARMS)), 201)
    assert [(each["weight"], each["value"]) for each in made["variations"]] == [(0.5, None), (0.5, None)]


async def test_assignments_are_the_domains_and_expose_nobody(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    answered(await api.post("/v1/experiments", json=experiment(seed="s", coverage=0.7)), 201)
    answered(await api.post("/v1/holdouts", json={"key": "all", "share": 0.1, "seed": "h"}), 201)
    units = [f"u-{number}" for number in range(10_000)]
    split = Split.of("s", ["A", "B"], coverage=0.7)
    table = answered(await api.post("/v1/experiments/offer/assignments", json={"units": units}))["items"]
    held = {unit for unit in units if is_held_out("h", 0.1, unit)}
    assert table == [
        {"unit": unit, "variation": None if unit in held else assign(split, unit), "holdout": "all" if unit in held else None}
        for unit in units
    ]
    sides = answered(await api.post("/v1/holdouts/all/assignments", json={"units": units}))["items"]
    assert sides == [{"unit": unit, "held": unit in held} for unit in units]
    for path in ("/v1/experiments/offer/assignments", "/v1/holdouts/all/assignments"):
        refused(await api.post(path, json={"units": [*units, "one more"]}), 422, "invalid_request", "/units")
        refused(await api.post(path, json={"units": ["a", ""]}), 422, "invalid_request", "/units/1")
        refused(await api.post(path, json={"units": ["a", 1]}), 422, "invalid_request", "/units/1")
        assert answered(await api.post(path, json={"units": []}))["items"] == []
    async with database_of(EXPERIMENTS).work(principal) as work:
        assert (await work.execute(text("select count(*) from attune.exposures"))).scalar_one() == 0


def told(unit: str, **changes: object) -> dict[str, object]:
    return {"experiment": "offer", "unit": unit, "exposed_at": (START + timedelta(days=3)).isoformat(), **changes}


async def kept(database_of: DatabaseOf, principal: Principal) -> dict[str, Any]:
    async with database_of(EXPERIMENTS).work(principal) as work:
        rows = await work.execute(text("select unit, variation, exposed_at from attune.exposures"))
        return {row.unit: (row.variation, row.exposed_at) for row in rows}


async def test_exposures_are_recorded_once_and_the_first_one_stands(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await started(api)
    split = Split.of("offer", ["A", "B"])
    first, later = START + timedelta(days=1), START + timedelta(days=9)
    rows = [told("u", exposed_at=later.isoformat()), told("u"), told("v", variation=assign(split, "v"))]
    assert answered(await api.post("/v1/exposures", json={"exposures": rows})) == {
        "accepted": 2,
        "duplicates": 1,
        "rejected": [],
    }
    assert (await kept(database_of, principal))["u"] == (assign(split, "u"), START + timedelta(days=3))
    again = answered(await api.post("/v1/exposures", json={"exposures": [*rows, told("u", exposed_at=first.isoformat())]}))
    assert again == {"accepted": 0, "duplicates": 4, "rejected": []}
    assert (await kept(database_of, principal))["u"] == (assign(split, "u"), first)
    late = answered(await api.post("/v1/exposures", json={"exposures": [told("u", exposed_at=later.isoformat())]}))
    assert late == {"accepted": 0, "duplicates": 1, "rejected": []}
    assert (await kept(database_of, principal))["u"] == (assign(split, "u"), first)
    now = answered(await api.post("/v1/exposures", json={"exposures": [{"experiment": "offer", "unit": "w"}]}))
    assert now["accepted"] == 1
    assert (await kept(database_of, principal))["w"] == (assign(split, "w"), NOW)


async def test_each_row_is_judged_by_itself(api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal) -> None:
    await set_clock(database_of, principal, NOW)
    holdout = {"key": "all", "share": 0.2, "seed": "h", "started_at": (START + timedelta(days=2)).isoformat()}
    answered(await api.post("/v1/holdouts", json=holdout), 201)
    await started(api, coverage=0.6)
    for key in ("draft", "ended", "away"):
        answered(await api.post("/v1/experiments", json=experiment(key=key)), 201)
    for key in ("ended", "away"):
        answered(await api.post(f"/v1/experiments/{key}/start", json={"started_at": START.isoformat()}))
        end = {"stopped_at": (START + timedelta(days=4)).isoformat()}
        answered(await api.post(f"/v1/experiments/{key}/stop", json=end))
    answered(await api.post("/v1/experiments/away/archive"))

    split = Split.of("offer", ["A", "B"], coverage=0.6)
    units = [f"u-{number}" for number in range(60)]
    free = [unit for unit in units if not is_held_out("h", 0.2, unit)]
    inside = next(unit for unit in free if assign(split, unit) == "A")
    outside = next(unit for unit in free if assign(split, unit) is None)
    held = next(unit for unit in units if is_held_out("h", 0.2, unit) and assign(split, unit) is not None)
    rows: list[tuple[dict[str, object], str | None]] = [
        (told(inside), None),
        (told(inside, variation="A"), None),
        (told(inside, variation="B"), "variation_mismatch"),
        (told(outside), "outside_coverage"),
        (told(held), "held_out"),
        (told(held, exposed_at=(START + timedelta(days=1)).isoformat()), None),  # before the holdout's start
        (told(""), "unit_invalid"),
        (told("x" * 256), "unit_invalid"),
        (told(inside, experiment="none"), "unknown_experiment"),
        (told(inside, experiment="draft"), "experiment_not_started"),
        (told(inside, experiment="away"), "experiment_archived"),
        (told(inside, experiment="ended"), None),
        (told(inside, experiment="ended", exposed_at=(START + timedelta(days=4)).isoformat()), "exposed_after_stop"),
        (told(inside, exposed_at=(START - timedelta(microseconds=1)).isoformat()), "exposed_before_start"),
        (told(inside, exposed_at=(NOW + timedelta(microseconds=1)).isoformat()), "exposed_in_future"),
    ]
    answer = answered(await api.post("/v1/exposures", json={"exposures": [row for row, _ in rows]}))
    expected = [(index, code) for index, (_, code) in enumerate(rows) if code is not None]
    assert [(each["index"], each["code"]) for each in answer["rejected"]] == expected
    assert all(each["message"] for each in answer["rejected"])
    assert (answer["accepted"], answer["duplicates"]) == (3, 1)


EXPOSURES_WRONG: list[tuple[object, str]] = [
    ({}, "/exposures"),
    ({"exposures": {}}, "/exposures"),
    ({"exposures": [1]}, "/exposures/0"),
    ({"exposures": [{"unit": "u"}]}, "/exposures/0/experiment"),
    ({"exposures": [told("u"), {"experiment": "offer"}]}, "/exposures/1/unit"),
    ({"exposures": [told("u", exposed_at="2026-03-02")]}, "/exposures/0/exposed_at"),
    ({"exposures": [{**told("u"), "unit": 5}]}, "/exposures/0/unit"),
    ({"exposures": [told("u", arm="A")]}, "/exposures/0/arm"),
    ({"exposures": [told("u")] * 10_001}, "/exposures"),
]


@pytest.mark.parametrize(("body", "pointer"), EXPOSURES_WRONG)
async def test_a_body_of_exposures_that_is_none(api: httpx.AsyncClient, body: object, pointer: str) -> None:
    refused(await api.post("/v1/exposures", json=body), 422, "invalid_request", pointer)


async def test_who_may_what(api_of: ApiOf, principal: Principal) -> None:
    def key(*scopes: Scope) -> Principal:
        return Principal(principal.workspace_id, "key:x", frozenset(scopes))

    writes = [
        ("/v1/experiments", experiment()),
        ("/v1/holdouts", {"key": "h", "share": 0.1}),
        ("/v1/exposures", {"exposures": []}),
    ]
    for path, body in writes:
        for scope in (Scope.FLAGS, Scope.EXPERIMENTS_READ, Scope.INGEST):
            async with api_of(key(scope)) as api:
                refused(await api.post(path, json=body), 403, "forbidden")
        async with api_of(key(Scope.EXPERIMENTS_WRITE)) as api:
            assert (await api.post(path, json=body)).is_success
    async with api_of(key(Scope.EXPERIMENTS_READ)) as api:
        answered(await api.post("/v1/experiments/offer/assignments", json={"units": ["a"]}))
        refused(await api.post("/v1/experiments/offer/start"), 403, "forbidden")

"""The universal holdout: one at a time."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from kernel.principals import Principal

from .conftest import NOW, START, ApiOf, answered, refused


def holdout(**changes: object) -> dict[str, Any]:
    return {"key": "all", "share": 0.05, **changes}


async def test_the_life_of_a_holdout(api: httpx.AsyncClient) -> None:
    made = answered(await api.post("/v1/holdouts", json=holdout()), 201)
    assert (made["state"], made["seed"], made["share"], made["stopped_at"]) == ("running", "all", 0.05, None)
    assert made["started_at"] == NOW.isoformat().replace("+00:00", "Z")
    assert answered(await api.get("/v1/holdouts/all")) == made == answered(await api.get(f"/v1/holdouts/{made['id']}"))
    refused(await api.post("/v1/holdouts", json=holdout()), 409, "holdout_key_taken")
    refused(await api.post("/v1/holdouts", json=holdout(key="another")), 409, "holdout_running")

    stopped = answered(await api.post("/v1/holdouts/all/stop"))
    assert stopped == {**made, "state": "stopped", "stopped_at": made["started_at"]}
    refused(await api.post("/v1/holdouts/all/stop"), 409, "holdout_not_running")
    refused(await api.post("/v1/holdouts", json=holdout()), 409, "holdout_key_taken")
    answered(await api.post("/v1/holdouts", json=holdout(key="another")), 201)
    first = answered(await api.get("/v1/holdouts?limit=1"))
    rest = answered(await api.get("/v1/holdouts", params={"limit": 1, "cursor": first["next_cursor"]}))
    assert [each["key"] for each in first["items"] + rest["items"]] == ["another", "all"]


async def test_of_many_started_at_once_one_runs(api: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(api.post("/v1/holdouts", json=holdout(key=f"h-{n}")) for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"holdout_running"}


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"key": ""}, "invalid_request", "/key"),
    ({"share": "0.1"}, "invalid_request", "/share"),
    ({"share": 0}, "invalid_share", "/share"),
    ({"share": 1}, "invalid_share", "/share"),
    ({"share": -0.1}, "invalid_share", "/share"),
    ({"share": 5}, "invalid_share", "/share"),
    ({"seed": ""}, "invalid_request", "/seed"),
    ({"more": 1}, "invalid_request", "/more"),
    ({"started_at": "2026"}, "invalid_request", "/started_at"),
    ({"started_at": (NOW + timedelta(seconds=1)).isoformat()}, "moment_in_future", "/started_at"),
]


@pytest.mark.parametrize(("fault", "code", "pointer"), WRONG)
async def test_what_is_wrong_with_a_holdout_has_a_code_and_a_place(
    api: httpx.AsyncClient, fault: dict[str, Any], code: str, pointer: str
) -> None:
    refused(await api.post("/v1/holdouts", json=holdout(**fault)), 422, code, pointer)
    assert answered(await api.get("/v1/holdouts"))["items"] == []


async def test_it_ends_neither_in_the_future_nor_before_its_start(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/holdouts", json=holdout(started_at=START.isoformat())), 201)
    for moment, code in (
        (NOW + timedelta(seconds=1), "moment_in_future"),
        (START - timedelta(seconds=1), "moment_before_start"),
    ):
        response = await api.post("/v1/holdouts/all/stop", json={"stopped_at": moment.isoformat()})
        refused(response, 422, code, "/stopped_at")


async def test_what_is_not_there_is_not_found(api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal) -> None:
    made = answered(await api.post("/v1/holdouts", json=holdout()), 201)
    async with api_of(other_principal) as others:
        for client, reference in ((api, "none"), (others, "all"), (others, made["id"])):
            place = f"/v1/holdouts/{reference}"
            for response in (
                await client.get(place),
                await client.post(f"{place}/stop"),
                await client.post(f"{place}/assignments", json={"units": ["a"]}),
                await client.post(f"{place}/analyses", json={}),
                await client.get(f"{place}/analyses"),
                await client.get(f"{place}/results"),
            ):
                refused(response, 404, "not_found")
        answered(await others.post("/v1/holdouts", json=holdout()), 201)

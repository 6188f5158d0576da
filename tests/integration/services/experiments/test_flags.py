"""Flags: made, changed, archived; and everything that is wrong with one has a code and a place."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy import text

from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.roles import EXPERIMENTS

from .conftest import ApiOf, DatabaseOf, answered, evaluate, experiment, flag, refused

SPLIT = {
    "kind": "split",
    "variations": [{"key": "g", "value": "green", "weight": 1}, {"key": "r", "value": "red", "weight": 1}],
}
FORCE = {"kind": "force", "value": "gold", "condition": {"tier": "gold"}}


async def test_a_flag_is_made_read_listed_changed_and_archived(api: httpx.AsyncClient) -> None:
    made = answered(await api.post("/v1/flags", json=flag(rules=[FORCE, SPLIT], description="The button")), 201)
    assert (made["version"], made["enabled"], made["archived_at"], made["rules"]) == (1, True, None, [FORCE, SPLIT])
    assert answered(await api.get("/v1/flags/button")) == made
    assert answered(await api.get("/v1/flags"))["items"] == [made]

    changed = answered(await api.patch("/v1/flags/button", json={"default": "black"}))
    assert (changed["version"], changed["default"], changed["rules"]) == (2, "black", [FORCE, SPLIT])
    assert changed["updated_at"] > made["updated_at"]
    assert answered(await api.get("/v1/flags/button")) == changed

    answered(await api.delete("/v1/flags/button"), 204)
    answered(await api.delete("/v1/flags/button"), 204)
    archived = answered(await api.get("/v1/flags/button"))
    assert (archived["version"], archived["archived_at"] is not None) == (3, True)
    assert answered(await api.get("/v1/flags"))["items"] == []
    assert [each["key"] for each in answered(await api.get("/v1/flags?archived=true"))["items"]] == ["button"]
    refused(await api.patch("/v1/flags/button", json={"default": "red"}), 409, "flag_archived")
    refused(await api.post("/v1/flags", json=flag()), 409, "flag_key_taken")

    back = answered(await api.patch("/v1/flags/button", json={"archived": False}))
    assert (back["version"], back["archived_at"]) == (4, None)


async def test_a_key_may_hold_anything_that_a_path_can_be_made_of(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/flags", json=flag(key="a/b c%é")), 201)
    assert answered(await api.get("/v1/flags/a%2Fb%20c%25%C3%A9"))["key"] == "a/b c%é"
    assert (await evaluate(api, "a%2Fb%20c%25%C3%A9"))["value"] == "blue"


async def test_flags_are_listed_by_key_in_pages(api: httpx.AsyncClient) -> None:
    for key in ("c", "a", "b"):
        answered(await api.post("/v1/flags", json=flag(key=key)), 201)
    first = answered(await api.get("/v1/flags?limit=2"))
    rest = answered(await api.get("/v1/flags", params={"limit": 2, "cursor": first["next_cursor"]}))
    assert [each["key"] for each in first["items"] + rest["items"]] == ["a", "b", "c"]
    assert rest["next_cursor"] is None
    refused(await api.get("/v1/flags?cursor=x"), 422, "invalid_request", "?cursor")


async def test_every_change_is_audited(api: httpx.AsyncClient, settings: Settings) -> None:
    made = answered(await api.post("/v1/flags", json=flag()), 201)
    answered(await api.patch("/v1/flags/button", json={"enabled": False}))
    answered(await api.delete("/v1/flags/button"), 204)
    connection = await asyncpg.connect(settings.database_url)
    rows = await connection.fetch(
        "select action, before, after from attune.audit_log where subject = $1 order by occurred_at", made["id"]
    )
    await connection.close()
    assert [row["action"] for row in rows] == ["flag.created", "flag.changed", "flag.archived"]
    assert '"enabled": true' in rows[1]["before"]
    assert '"enabled": false' in rows[1]["after"]


async def test_changes_that_come_together_all_happen_one_after_the_other(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/flags", json=flag()), 201)
    answers = await asyncio.gather(*(api.patch("/v1/flags/button", json={"description": f"{n}"}) for n in range(6)))
    versions = {answered(answer)["version"]: answered(answer)["description"] for answer in answers}
    assert sorted(versions) == [2, 3, 4, 5, 6, 7]
    final = answered(await api.get("/v1/flags/button"))
    assert (final["version"], final["description"]) == (7, versions[7])


VARIATION = "/rules/0/variations/0"
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"key": ""}, "invalid_request", "/key"),
    ({"kind": "text"}, "invalid_request", "/kind"),
    ({"colour": 1}, "invalid_request", "/colour"),
    ({"enabled": "yes"}, "invalid_request", "/enabled"),
    ({"rules": {}}, "invalid_request", "/rules"),
    ({"rules": [{"kind": "dice"}]}, "invalid_request", "/rules/0/kind"),
    ({"rules": [{**SPLIT, "wieght": 1}]}, "invalid_request", "/rules/0/wieght"),
    ({"rules": [{"kind": "split", "variations": [{"key": "a"}]}]}, "invalid_request", f"{VARIATION}/value"),
    (
        {"rules": [{"kind": "split", "variations": [{"key": "a", "value": "x", "weight": "1"}]}]},
        "invalid_request",
        f"{VARIATION}/weight",
    ),
    ({"default": 3}, "invalid_flag_value", "/default"),
    ({"kind": "boolean"}, "invalid_flag_value", "/default"),
    ({"kind": "json", "default": None}, "invalid_flag_value", "/default"),
    ({"rules": [{"kind": "force", "value": 7}]}, "invalid_flag_value", "/rules/0/value"),
    ({"rules": [{"kind": "force"}]}, "invalid_flag", "/rules/0/value"),
    ({"rules": [{"kind": "split"}]}, "invalid_flag", "/rules/0/variations"),
    ({"rules": [{"kind": "split", "variations": []}]}, "invalid_split", "/rules/0/variations"),
    ({"rules": [{**SPLIT, "coverage": 1.5}]}, "invalid_split", "/rules/0/coverage"),
    ({"rules": [{**SPLIT, "seed": ""}]}, "invalid_split", "/rules/0/seed"),
    ({"rules": [{**SPLIT, "variations": [SPLIT["variations"][0]] * 2}]}, "invalid_split", "/rules/0/variations/1/key"),
    ({"rules": [{**FORCE, "variations": []}]}, "rule_field_unused", "/rules/0/variations"),
    ({"rules": [{**SPLIT, "experiment": "x"}]}, "rule_field_unused", "/rules/0/experiment"),
    ({"rules": [{**FORCE, "condition": {"a": {"$near": 1}}}]}, "invalid_condition", "/rules/0/condition/a/$near"),
    ({"rules": [{**FORCE, "condition": {"a": {"$regex": "("}}}]}, "invalid_pattern", "/rules/0/condition/a/$regex"),
    ({"rules": [{**FORCE, "condition": {"a": {"$inGroup": "g"}}}]}, "unknown_group", "/rules/0/condition/a/$inGroup"),
    ({"rules": [{"kind": "experiment", "experiment": "none"}]}, "unknown_experiment", "/rules/0/experiment"),
    ({"rules": [{"kind": "experiment"}]}, "unknown_experiment", "/rules/0/experiment"),
]


@pytest.mark.parametrize(("fault", "code", "pointer"), WRONG)
async def test_what_is_wrong_with_a_flag_has_a_code_and_a_place(
    api: httpx.AsyncClient, fault: dict[str, Any], code: str, pointer: str
) -> None:
    refused(await api.post("/v1/flags", json=flag(**fault)), 422, code, pointer)
    assert answered(await api.get("/v1/flags"))["items"] == []
    if "key" in fault or "kind" in fault:
        return
    made = answered(await api.post("/v1/flags", json=flag()), 201)
    refused(await api.patch("/v1/flags/button", json=fault), 422, code, pointer)
    assert answered(await api.get("/v1/flags/button")) == made


async def test_null_is_no_change(api: httpx.AsyncClient) -> None:
    answered(await api.post("/v1/flags", json=flag()), 201)
    for field in ("default", "description", "enabled", "rules", "archived"):
        response = await api.patch("/v1/flags/button", json={field: None})
        refused(response, 422, "invalid_flag_value" if field == "default" else "invalid_request", f"/{field}")


async def test_a_flag_gives_the_values_of_an_experiment_that_has_values_of_its_kind(api: httpx.AsyncClient) -> None:
    rule = {"kind": "experiment", "experiment": "offer"}
    bare = [{"key": "A"}, {"key": "B"}]
    answered(await api.post("/v1/experiments", json=experiment(variations=bare)), 201)
    refused(await api.post("/v1/flags", json=flag(rules=[rule])), 422, "invalid_flag_value", "/rules/0/experiment")
    answered(await api.post("/v1/experiments", json=experiment(key="coloured")), 201)
    rules = [{**rule, "experiment": "coloured"}]
    answered(await api.post("/v1/flags", json=flag(rules=rules)), 201)
    number = flag(key="number", kind="number", default=1, rules=rules)
    refused(await api.post("/v1/flags", json=number), 422, "invalid_flag_value", "/rules/0/experiment")


async def test_what_is_not_there_is_not_found(api: httpx.AsyncClient) -> None:
    refused(await api.get("/v1/flags/none"), 404, "flag_not_found")
    refused(await api.patch("/v1/flags/none", json={"enabled": True}), 404, "flag_not_found")
    refused(await api.delete("/v1/flags/none"), 404, "flag_not_found")


async def test_a_workspace_sees_its_own_flags_only(api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal) -> None:
    answered(await api.post("/v1/flags", json=flag()), 201)
    async with api_of(other_principal) as others:
        refused(await others.get("/v1/flags/button"), 404, "flag_not_found")
        assert (await others.post("/ofrep/v1/evaluate/flags/button", json={"context": {}})).status_code == 404
        answered(await others.post("/v1/flags", json=flag(default="theirs")), 201)
        assert (await evaluate(others))["value"] == "theirs"
    assert (await evaluate(api))["value"] == "blue"


async def test_who_may_what(api_of: ApiOf, principal: Principal) -> None:
    for scope, status in ((Scope.FLAGS, 403), (Scope.EXPERIMENTS_READ, 403), (Scope.EXPERIMENTS_WRITE, 201)):
        async with api_of(Principal(principal.workspace_id, "key:x", frozenset({scope}))) as api:
            assert (await api.post("/v1/flags", json=flag())).status_code == status
    async with api_of(Principal(principal.workspace_id, "key:x", frozenset({Scope.FLAGS}))) as api:
        assert (await evaluate(api))["value"] == "blue"
        assert (await api.get("/v1/flags")).status_code == 403
    async with api_of(Principal(principal.workspace_id, "key:x", frozenset({Scope.EXPERIMENTS_READ}))) as api:
        assert (await api.post("/ofrep/v1/evaluate/flags/button", json={"context": {}})).status_code == 403


async def test_numbers_keep_their_kind_through_the_database(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    answered(
        await api.post(
            "/v1/flags", content=b'{"key": "f", "kind": "number", "default": 1.0}', headers={"Content-Type": "application/json"}
        ),
        201,
    )
    answered(await api.post("/v1/flags", json=flag(key="i", kind="number", default=1)), 201)
    answers = [(await api.post(f"/ofrep/v1/evaluate/flags/{key}", json={"context": {}})).text for key in "fi"]
    assert '"value":1.0,' in answers[0]
    assert '"value":1,' in answers[1]
    async with database_of(EXPERIMENTS).work(principal) as work:
        kept = (await work.execute(text("select default_value::text from attune.flags order by key"))).scalars().all()
    assert kept == ["1.0", "1"]

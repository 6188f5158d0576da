import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from httpx import AsyncClient
from sqlalchemy import select

from gateway import store
from kernel import tables
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from schema.roles import GATEWAY
from tests.integration.gateway.conftest import Keyed, ReadAudit

SCOPED = {"name": "nightly report", "scopes": ["behaviour:read", "valuation:read"]}


async def count_keys(client: AsyncClient, house: Keyed) -> int:
    return len((await client.get("/v1/keys", headers=house.admin)).json()["items"])


async def test_a_key_is_shown_once(client: AsyncClient, house: Keyed) -> None:
    answer = await client.post("/v1/keys", headers=house.admin, json=SCOPED)
    assert answer.status_code == 201
    made = answer.json()
    text = made.pop("key")
    assert text.startswith(made["prefix"])
    assert len(made["prefix"]) < len(text) / 2
    assert (made["kind"], made["name"], made["scopes"]) == ("scoped", "nightly report", SCOPED["scopes"])
    listed = await client.get("/v1/keys", headers=house.admin)
    assert text not in listed.text
    assert made in listed.json()["items"]


async def test_only_a_digest_is_kept(client: AsyncClient, house: Keyed, database_of: Callable[[str], Database]) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json=SCOPED)).json()
    principal = Principal(house.created.workspace_id, "test", frozenset({Scope.ADMIN}))
    async with database_of(GATEWAY).work(principal) as work:
        row = await work.one_or_none(select(tables.api_keys).where(tables.api_keys.c.digest == digest(made["key"])))
        assert row is not None
        assert made["key"] not in repr(row)


def digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


@pytest.mark.parametrize("kind", ["admin", "write", "client"])
async def test_a_key_of_each_kind_works(client: AsyncClient, house: Keyed, kind: str) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json={"kind": kind})).json()
    assert made["key"].startswith(f"attune_{kind}_")
    status = (await client.get("/v1/workspace", headers=house.bearer(made["key"]))).status_code
    assert status == (200 if kind == "admin" else 403)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"kind": "scoped", "scopes": []}, ""),
        ({"kind": "admin", "scopes": ["keys"]}, ""),
        ({"kind": "root"}, "/kind"),
        ({"scopes": ["everything"]}, "/scopes/0"),
        ({"scopes": ["keys"], "expires_at": "2001-01-01T00:00:00Z"}, "/expires_at"),
        ({"scopes": ["keys"], "expires_at": "2101-01-01T00:00:00"}, "/expires_at"),
        ({"scopes": ["keys"], "name": "n" * 101}, "/name"),
        ({"scopes": ["keys"], "expiry": None}, "/expiry"),
    ],
)
async def test_a_key_that_makes_no_sense_is_refused(
    client: AsyncClient, house: Keyed, body: dict[str, Any], pointer: str
) -> None:
    answer = await client.post("/v1/keys", headers=house.admin, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await count_keys(client, house) == 3


async def test_nobody_makes_or_ends_a_key_that_reaches_further_than_his_own(client: AsyncClient, house: Keyed) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json={"scopes": ["keys", "jobs:read"]})).json()
    keeper = house.bearer(made["key"])
    assert (await client.post("/v1/keys", headers=keeper, json={"kind": "admin"})).status_code == 403
    assert (await client.post("/v1/keys", headers=keeper, json={"scopes": ["jobs:read", "jobs:write"]})).status_code == 403
    assert (await client.post("/v1/keys", headers=keeper, json={"scopes": ["jobs:read"]})).status_code == 201
    listed = (await client.get("/v1/keys", headers=keeper)).json()["items"]
    admin = next(key for key in listed if key["kind"] == "admin")
    assert (await client.delete(f"/v1/keys/{admin['id']}", headers=keeper)).status_code == 403
    assert (await client.get("/v1/workspace", headers=house.admin)).status_code == 200


async def test_a_list_of_keys_goes_on(client: AsyncClient, house: Keyed) -> None:
    for i in range(4):
        await client.post("/v1/keys", headers=house.admin, json={**SCOPED, "name": f"key {i}"})
    whole = (await client.get("/v1/keys", headers=house.admin)).json()
    assert whole["next_cursor"] is None
    pages, cursor = [], None
    while True:
        query = {"limit": 3} if cursor is None else {"limit": 3, "cursor": cursor}
        page = (await client.get("/v1/keys", params=query, headers=house.admin)).json()
        pages.append(page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [key for page in pages for key in page] == whole["items"]


async def test_a_foreign_cursor_is_refused(client: AsyncClient, house: Keyed) -> None:
    answer = await client.get("/v1/keys?cursor=bm90LW9uZQ", headers=house.admin)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "cursor_invalid"


async def test_a_revoked_key_stays_in_the_list_and_cannot_be_revoked_anew(client: AsyncClient, house: Keyed) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json=SCOPED)).json()
    moments = []
    for _ in range(2):
        answer = await client.delete(f"/v1/keys/{made['id']}", headers=house.admin)
        assert (answer.status_code, answer.content) == (204, b"")
        listed = (await client.get("/v1/keys", headers=house.admin)).json()["items"]
        moments.append(next(key["revoked_at"] for key in listed if key["id"] == made["id"]))
    assert moments[0] is not None
    assert moments[0] == moments[1]


async def test_another_workspaces_keys_do_not_exist(client: AsyncClient, house: Keyed, neighbour: Keyed) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json=SCOPED)).json()
    answer = await client.delete(f"/v1/keys/{made['id']}", headers=neighbour.admin)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    listed = (await client.get("/v1/keys", headers=neighbour.admin)).json()["items"]
    assert {key["kind"] for key in listed} == {"admin", "write", "client"}
    assert made["id"] not in {key["id"] for key in listed}
    assert (await client.get("/v1/workspace", headers=house.bearer(made["key"]))).status_code == 403  # it lives


async def test_the_store_itself_stays_in_its_workspace(
    client: AsyncClient, house: Keyed, neighbour: Keyed, database_of: Callable[[str], Database]
) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json=SCOPED)).json()
    stranger = Principal(neighbour.created.workspace_id, "test", frozenset({Scope.ADMIN}))
    async with database_of(GATEWAY).work(stranger) as work:
        assert await store.lock_key(work, made["id"]) is None
        await store.revoke_key(work, made["id"])
    listed = (await client.get("/v1/keys", headers=house.admin)).json()["items"]
    assert next(key for key in listed if key["id"] == made["id"])["revoked_at"] is None


async def test_keys_leave_a_trail(client: AsyncClient, house: Keyed, read_audit: ReadAudit) -> None:
    headers = {**house.admin, "X-Request-Id": f"trail-{new_id()}"}
    made = (await client.post("/v1/keys", headers=headers, json=SCOPED)).json()
    await client.delete(f"/v1/keys/{made['id']}", headers=headers)
    rows = await read_audit(headers["X-Request-Id"])
    assert [(row["action"], row["subject"]) for row in rows] == [("key.created", made["id"]), ("key.revoked", made["id"])]
    assert rows[0]["actor"].startswith("key:")
    assert orjson.loads(rows[0]["after"])["scopes"] == SCOPED["scopes"]
    assert made["key"] not in repr(rows)


# --- Idempotency-Key


async def test_the_same_request_twice_makes_one_key_and_answers_alike(client: AsyncClient, house: Keyed) -> None:
    headers = {**house.admin, "Idempotency-Key": f"k-{new_id()}"}
    first = await client.post("/v1/keys", headers=headers, json=SCOPED)
    second = await client.post("/v1/keys", headers=headers, json=SCOPED)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await count_keys(client, house) == 4


async def test_another_request_with_the_same_idempotency_key_is_refused(client: AsyncClient, house: Keyed) -> None:
    headers = {**house.admin, "Idempotency-Key": f"k-{new_id()}"}
    await client.post("/v1/keys", headers=headers, json=SCOPED)
    answer = await client.post("/v1/keys", headers=headers, json={**SCOPED, "name": "another"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert await count_keys(client, house) == 4


async def test_a_refused_request_does_not_use_its_idempotency_key_up(client: AsyncClient, house: Keyed) -> None:
    headers = {**house.admin, "Idempotency-Key": f"k-{new_id()}"}
    past = {**SCOPED, "expires_at": "2001-01-01T00:00:00Z"}
    assert (await client.post("/v1/keys", headers=headers, json=past)).status_code == 422
    assert (await client.post("/v1/keys", headers=headers, json=SCOPED)).status_code == 201


async def test_the_same_request_ten_times_at_once_makes_one_key(client: AsyncClient, house: Keyed) -> None:
    headers = {**house.admin, "Idempotency-Key": f"k-{new_id()}"}
    answers = await asyncio.gather(*(client.post("/v1/keys", headers=headers, json=SCOPED) for _ in range(10)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert await count_keys(client, house) == 4


async def test_idempotency_keys_are_of_one_workspace(client: AsyncClient, house: Keyed, neighbour: Keyed) -> None:
    key = {"Idempotency-Key": f"k-{new_id()}"}
    first = await client.post("/v1/keys", headers={**house.admin, **key}, json=SCOPED)
    second = await client.post("/v1/keys", headers={**neighbour.admin, **key}, json=SCOPED)
    assert first.json()["id"] != second.json()["id"]

from collections.abc import Callable
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import enqueue
from kernel.principals import Principal, Scope
from schema.roles import DISPATCHER, SEGMENTATION
from tests.integration.gateway.conftest import Keyed, ReadAudit


async def ask(database: Database, house: Keyed, kind: str = "toys.count") -> UUID:
    """A job that a service asked for."""
    principal = Principal(house.created.workspace_id, "test", frozenset({Scope.ADMIN}))
    async with database.work(principal) as work:
        return (await enqueue(work, kind, {"toys": 3})).id


async def test_a_job_is_read_by_its_workspace_alone(
    client: AsyncClient, house: Keyed, neighbour: Keyed, database_of: Callable[[str], Database]
) -> None:
    job_id = await ask(database_of(SEGMENTATION), house)
    answer = await client.get(f"/v1/jobs/{job_id}", headers=house.admin)
    job = answer.json()
    assert (job["id"], job["kind"], job["state"], job["progress"]) == (str(job_id), "toys.count", "queued", 0.0)
    assert (job["result"], job["error"]) == (None, None)
    for method, path in (("GET", f"/v1/jobs/{job_id}"), ("POST", f"/v1/jobs/{job_id}/cancel")):
        refusal = await client.request(method, path, headers=neighbour.admin)
        assert (refusal.status_code, refusal.json()["code"]) == (404, "not_found")
    assert (await client.get("/v1/jobs", headers=neighbour.admin)).json() == {"items": [], "next_cursor": None}
    assert (await client.get(f"/v1/jobs/{job_id}", headers=house.admin)).json()["stage"] != "cancelling"


async def test_jobs_are_listed_from_the_newest_on(
    client: AsyncClient, house: Keyed, database_of: Callable[[str], Database]
) -> None:
    kinds = ["toys.count", "toys.sort", "toys.count", "toys.sort", "toys.count"]
    ids = [str(await ask(database_of(SEGMENTATION), house, kind)) for kind in kinds]
    first = (await client.get("/v1/jobs?limit=3", headers=house.admin)).json()
    assert [job["id"] for job in first["items"]] == ids[:1:-1]
    rest = (await client.get(f"/v1/jobs?limit=3&cursor={first['next_cursor']}", headers=house.admin)).json()
    assert [job["id"] for job in rest["items"]] == ids[1::-1]
    assert rest["next_cursor"] is None
    sorting = (await client.get("/v1/jobs?kind=toys.sort", headers=house.admin)).json()["items"]
    assert [job["id"] for job in sorting] == [ids[3], ids[1]]
    assert (await client.get("/v1/jobs?state=failed", headers=house.admin)).json()["items"] == []
    assert (await client.get("/v1/jobs?state=lost", headers=house.admin)).status_code == 422


async def test_calling_a_job_off_twice_leaves_one_trace(
    client: AsyncClient, house: Keyed, database_of: Callable[[str], Database], read_audit: ReadAudit
) -> None:
    job_id = await ask(database_of(SEGMENTATION), house)
    headers = {**house.admin, "X-Request-Id": f"trail-{new_id()}"}
    for _ in range(2):
        answer = await client.post(f"/v1/jobs/{job_id}/cancel", headers=headers)
        assert (answer.status_code, answer.json()["stage"]) == (200, "cancelling")
    (row,) = await read_audit(headers["X-Request-Id"])
    assert (row["action"], row["subject"]) == ("job.cancel_requested", str(job_id))


async def test_a_job_that_has_ended_stays_as_it_is(
    client: AsyncClient, house: Keyed, database_of: Callable[[str], Database], read_audit: ReadAudit
) -> None:
    job_id = await ask(database_of(SEGMENTATION), house)
    async with database_of(DISPATCHER).connection() as connection:
        done = "update attune.jobs set state = 'succeeded', progress = 1, finished_at = now() where id = :id"
        await connection.execute(text(done), {"id": job_id})
    headers = {**house.admin, "X-Request-Id": f"trail-{new_id()}"}
    answer = await client.post(f"/v1/jobs/{job_id}/cancel", headers=headers)
    assert (answer.status_code, answer.json()["state"]) == (200, "succeeded")
    assert await read_audit(headers["X-Request-Id"]) == []


@pytest.mark.parametrize("name", ["a%2Fb", "%C5%81", "0", "+", "%25"])
async def test_what_is_no_id_of_a_job_is_refused(client: AsyncClient, house: Keyed, name: str) -> None:
    for method, path in (("GET", f"/v1/jobs/{name}"), ("POST", f"/v1/jobs/{name}/cancel")):
        answer = await client.request(method, path, headers=house.admin)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_jobs_need_their_scopes(client: AsyncClient, house: Keyed, database_of: Callable[[str], Database]) -> None:
    job_id = await ask(database_of(SEGMENTATION), house)
    made = (await client.post("/v1/keys", headers=house.admin, json={"scopes": ["jobs:read"]})).json()
    reader = house.bearer(made["key"])
    assert (await client.get(f"/v1/jobs/{job_id}", headers=reader)).status_code == 200
    assert (await client.post(f"/v1/jobs/{job_id}/cancel", headers=reader)).status_code == 403
    assert (await client.get("/v1/jobs", headers=house.write)).status_code == 403

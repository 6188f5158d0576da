from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from httpx import AsyncClient
from sqlalchemy import insert

from gateway.problems import WorkspaceNameTakenError
from gateway.use_cases import create_workspace
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from kernel.problems import ConflictError, InvalidRequestError
from schema import behaviour
from schema.roles import GATEWAY, SEGMENTATION
from tests.integration.gateway.conftest import Keyed, ReadAudit

HISTORICAL = "1998-07-01T00:00:00Z"


async def read(client: AsyncClient, house: Keyed) -> dict[str, Any]:
    settings: dict[str, Any] = (await client.get("/v1/workspace", headers=house.admin)).json()
    return settings


async def add_order(database: Database, house: Keyed) -> None:
    """A fact of the workspace: an order without an event, as a file brings it."""
    principal = Principal(house.created.workspace_id, "test", frozenset({Scope.ADMIN}))
    customer_id, subject_id = new_id(), new_id()
    async with database.work(principal) as work:
        workspace = {"workspace_id": work.workspace_id}
        await work.execute(insert(behaviour.customers).values(**workspace, id=customer_id, customer_id="c-1"))
        await work.execute(
            insert(behaviour.subjects).values(**workspace, id=subject_id, kind="user", value="c-1", customer_id=customer_id)
        )
        await work.execute(
            insert(behaviour.order_events).values(
                **workspace,
                order_key="o-1",
                event_key="e-1",
                kind="imported",
                subject_id=subject_id,
                occurred_at=datetime(1997, 1, 1, tzinfo=UTC),
                amount=1,
            )
        )


async def test_a_new_workspace_has_what_it_was_given_and_three_keys(
    client: AsyncClient, database_of: Callable[[str], Database]
) -> None:
    name = f"łódź {new_id()}"
    created = await create_workspace(database_of(GATEWAY), name, "Europe/Warsaw", "PLN")
    answer = await client.get("/v1/workspace", headers={"Authorization": f"Bearer {created.admin_key}"})
    assert answer.json() == {
        "id": str(created.workspace_id),
        "name": name,
        "time_zone": "Europe/Warsaw",
        "currency": "PLN",
        "clock_at": None,
    }
    assert created.write_key.startswith("attune_write_")
    assert created.client_key.startswith("attune_client_")


async def test_a_taken_name_is_a_conflict_and_leaves_nothing(database_of: Callable[[str], Database]) -> None:
    name = f"taken {new_id()}"
    await create_workspace(database_of(GATEWAY), name, "UTC", "USD")
    with pytest.raises(WorkspaceNameTakenError, match=name) as caught:
        await create_workspace(database_of(GATEWAY), name, "UTC", "EUR")
    assert isinstance(caught.value, ConflictError)
    assert caught.value.code == "workspace_name_taken"


BAD = [
    {"name": ""},
    {"name": "n" * 101},
    {"name": " padded "},
    {"name": "line\nbreak"},
    {"name": "nul\0"},
    {"currency": "usd"},
    {"currency": "EURO"},
    {"currency": "€€€"},
    {"currency": "USD\n"},
    {"time_zone": "Mars/Olympus"},
    {"time_zone": ""},
    {"time_zone": "../../etc/passwd"},
    {"time_zone": "America"},
    {"time_zone": "+05:00"},
]


@pytest.mark.parametrize("wrong", BAD, ids=repr)
async def test_a_senseless_workspace_is_not_made(database_of: Callable[[str], Database], wrong: dict[str, Any]) -> None:
    settings = {"name": f"wrong {new_id()}", "time_zone": "UTC", "currency": "USD", **wrong}
    with pytest.raises(InvalidRequestError):
        await create_workspace(database_of(GATEWAY), **settings)


async def test_a_zone_that_postgres_does_not_know_is_none(
    database_of: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.use_cases.ZoneInfo", str)  # Python's list is longer than that of the database's machine
    with pytest.raises(InvalidRequestError, match="Mars/Olympus"):
        await create_workspace(database_of(GATEWAY), f"far {new_id()}", "Mars/Olympus", "USD")


@pytest.mark.parametrize("wrong", [*BAD, {"name": None}, {"currency": None}, {"time_zone": None}, {"clock": None}], ids=repr)
async def test_a_senseless_setting_changes_nothing(client: AsyncClient, house: Keyed, wrong: dict[str, Any]) -> None:
    before = await read(client, house)
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"clock_at": HISTORICAL, **wrong})
    assert answer.status_code in (400, 422)
    (field,) = wrong
    if answer.status_code == 422:
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{field}"]
    assert await read(client, house) == before


async def test_only_what_is_named_changes(client: AsyncClient, house: Keyed) -> None:
    before = await read(client, house)
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"clock_at": HISTORICAL})
    assert answer.json() == {**before, "clock_at": HISTORICAL} == await read(client, house)
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"currency": "EUR", "time_zone": "Asia/Kolkata"})
    assert answer.json() == {**before, "clock_at": HISTORICAL, "currency": "EUR", "time_zone": "Asia/Kolkata"}
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"clock_at": None})
    assert answer.json()["clock_at"] is None
    assert (await client.patch("/v1/workspace", headers=house.admin, json={})).json() == await read(client, house)


async def test_a_clock_without_a_zone_is_refused(client: AsyncClient, house: Keyed) -> None:
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"clock_at": "1998-07-01T00:00:00"})
    assert answer.status_code == 422


@pytest.mark.parametrize("change", [{"time_zone": "Asia/Tokyo"}, {"currency": "EUR"}])
async def test_the_first_fact_fixes_time_zone_and_currency(
    client: AsyncClient, house: Keyed, neighbour: Keyed, database_of: Callable[[str], Database], change: dict[str, str]
) -> None:
    await add_order(database_of(SEGMENTATION), house)
    before = await read(client, house)
    answer = await client.patch("/v1/workspace", headers=house.admin, json={**change, "clock_at": HISTORICAL})
    assert (answer.status_code, answer.json()["code"]) == (409, "workspace_has_facts")
    assert await read(client, house) == before
    same = {"time_zone": before["time_zone"], "currency": before["currency"], "clock_at": HISTORICAL}
    assert (await client.patch("/v1/workspace", headers=house.admin, json=same)).json()["clock_at"] == HISTORICAL
    assert (await client.patch("/v1/workspace", headers=neighbour.admin, json=change)).status_code == 200


async def test_an_event_is_a_fact(client: AsyncClient, house: Keyed, database_of: Callable[[str], Database]) -> None:
    principal = Principal(house.created.workspace_id, "test", frozenset({Scope.ADMIN}))
    async with database_of(SEGMENTATION).work(principal) as work:
        workspace = {"workspace_id": work.workspace_id}
        customer_id, subject_id, now = new_id(), new_id(), datetime.now(UTC)
        await work.execute(insert(behaviour.customers).values(**workspace, id=customer_id))
        await work.execute(
            insert(behaviour.subjects).values(
                **workspace, id=subject_id, kind="anonymous", value="a-1", customer_id=customer_id
            )
        )
        await work.execute(
            insert(behaviour.events).values(
                **workspace,
                id=new_id(),
                occurred_at=now,
                received_at=now,
                message_id="m-1",
                type="track",
                name="Seen",
                subject_id=subject_id,
                properties={},
            )
        )
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"currency": "EUR"})
    assert answer.json()["code"] == "workspace_has_facts"


async def test_a_taken_name_cannot_be_changed_to(client: AsyncClient, house: Keyed, neighbour: Keyed) -> None:
    taken = (await read(client, neighbour))["name"]
    before = await read(client, house)
    answer = await client.patch("/v1/workspace", headers=house.admin, json={"name": taken, "clock_at": HISTORICAL})
    assert (answer.status_code, answer.json()["code"]) == (409, "workspace_name_taken")
    assert await read(client, house) == before


async def test_a_change_leaves_a_trail(client: AsyncClient, house: Keyed, read_audit: ReadAudit) -> None:
    headers = {**house.admin, "X-Request-Id": f"trail-{new_id()}"}
    await client.patch("/v1/workspace", headers=headers, json={"clock_at": HISTORICAL, "currency": "USD"})
    (row,) = await read_audit(headers["X-Request-Id"])
    assert (row["action"], row["subject"]) == ("workspace.changed", str(house.created.workspace_id))
    assert orjson.loads(row["before"]) == {"clock_at": None}
    assert datetime.fromisoformat(orjson.loads(row["after"])["clock_at"]) == datetime(1998, 7, 1, tzinfo=UTC)


async def test_settings_need_their_scopes(client: AsyncClient, house: Keyed) -> None:
    made = (await client.post("/v1/keys", headers=house.admin, json={"scopes": ["workspace:read"]})).json()
    reader = house.bearer(made["key"])
    assert (await client.get("/v1/workspace", headers=reader)).status_code == 200
    assert (await client.patch("/v1/workspace", headers=reader, json={"clock_at": None})).status_code == 403
    assert (await client.get("/v1/workspace", headers=house.write)).status_code == 403


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("0001-01-01T00:00:00+23:00", "instant_out_of_range"),
        ("9999-12-31T23:59:59-23:00", "instant_out_of_range"),
        (898_000_000, "instant_invalid"),
    ],
)
async def test_a_clock_or_an_expiry_that_no_calendar_holds_is_refused(
    client: AsyncClient, house: Keyed, stated: object, code: str
) -> None:
    clock = await client.patch("/v1/workspace", headers=house.admin, json={"clock_at": stated})
    expiry = await client.post("/v1/keys", headers=house.admin, json={"kind": "write", "expires_at": stated})
    for answer, pointer in ((clock, "/clock_at"), (expiry, "/expires_at")):
        assert answer.status_code == 422
        assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [(pointer, code)]

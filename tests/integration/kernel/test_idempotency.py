"""`Idempotency-Key`: sent twice, done once, answered the same."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import pytest
from cryptography.fernet import Fernet
from httpx import AsyncClient, Response

from kernel import database
from kernel.principals import Principal
from kernel.settings import Settings
from tests.integration.kernel.toy_notes import JOB_KIND, WRITE, effects, notes_router
from tests.unit.kernel.toy import calling, problem_of, toy_service


@pytest.fixture
async def superuser(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(settings.database_url)
    yield connection
    await connection.execute("update attune.jobs set state = 'cancelled' where kind = $1", JOB_KIND)
    await connection.close()


@pytest.fixture
async def notes(settings: Settings, principal: Principal, superuser: asyncpg.Connection) -> AsyncIterator[AsyncClient]:
    assert not superuser.is_closed()  # it tidies up behind the tests
    async with calling(toy_service(settings, [notes_router()]), principal) as client:
        yield client


async def _post(client: AsyncClient, key: str, text: str = "a", fail: str | None = None) -> Response:
    return await client.post("/v1/notes", json={"text": text, "fail": fail}, headers={"Idempotency-Key": key})


def _answer(response: Response) -> tuple[int, bytes, str, str]:
    return response.status_code, response.content, response.headers["content-type"], response.headers["location"]


async def test_the_second_request_gets_the_first_answer(notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    first, second = await _post(notes, "k"), await _post(notes, "k")
    assert first.status_code == 201
    assert _answer(second) == _answer(first)
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert (await effects(settings, principal))["customers"] == 1


async def test_fifty_at_once_are_one_effect_and_answer(notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    responses = await asyncio.gather(*(_post(notes, "k") for _ in range(50)))
    assert len({_answer(response) for response in responses}) == 1
    assert sorted(response.headers.get("idempotency-replayed", "") for response in responses) == ["", *["true"] * 49]
    counted = await effects(settings, principal)
    assert counted == {"customers": 1, "feed": 1, "audit_log": 1, "jobs": 1, "idempotency_keys": 1}


async def test_an_empty_answer_is_replayed_as_one(notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    responses = [await notes.delete("/v1/notes", headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [(response.status_code, response.content) for response in responses] == [(204, b"")] * 2
    assert (await effects(settings, principal))["audit_log"] == 1


async def test_another_body_path_or_method_under_the_same_key_is_refused(
    notes: AsyncClient, settings: Settings, principal: Principal
) -> None:
    await _post(notes, "k")
    headers = {"Idempotency-Key": "k"}
    problem_of(await _post(notes, "k", "b"), 422, "idempotency_key_reused")
    problem_of(await notes.put("/v1/notes", json={"text": "a", "fail": None}, headers=headers), 422, "idempotency_key_reused")
    other_query = await notes.post("/v1/notes?x=1", json={"text": "a", "fail": None}, headers=headers)
    problem_of(other_query, 422, "idempotency_key_reused")
    assert (await effects(settings, principal))["customers"] == 1


@pytest.mark.parametrize("fail", ["conflict", "bug", "terminated"])
async def test_a_failure_is_not_remembered(fail: str, notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    assert (await _post(notes, "k", "a", fail)).status_code >= 400
    assert (await effects(settings, principal))["idempotency_keys"] == 0
    assert (await _post(notes, "k", "a")).status_code == 201


async def test_a_refused_body_is_not_remembered(notes: AsyncClient) -> None:
    refused = await notes.post("/v1/notes", json={"text": 5}, headers={"Idempotency-Key": "k"})
    problem_of(refused, 422, "invalid_request")
    assert (await _post(notes, "k")).status_code == 201


async def test_another_workspaces_key_is_another_key(
    notes: AsyncClient, settings: Settings, principal: Principal, other_principal: Principal
) -> None:
    mine = await _post(notes, "k", "mine")
    async with calling(toy_service(settings, [notes_router()]), other_principal) as neighbour:
        others = await _post(neighbour, "k", "others")
    assert (mine.json()["text"], others.json()["text"]) == ("mine", "others")
    assert [(await effects(settings, each))["customers"] for each in (principal, other_principal)] == [1, 1]


async def test_another_caller_of_the_workspace_never_gets_the_first_ones_answer(
    notes: AsyncClient, settings: Settings, principal: Principal
) -> None:
    await _post(notes, "k")
    lesser = replace(principal, actor="key:lesser", scopes=frozenset({WRITE}))
    async with calling(toy_service(settings, [notes_router()]), lesser) as client:
        problem_of(await _post(client, "k"), 422, "idempotency_key_reused")
    assert (await effects(settings, principal))["customers"] == 1


async def test_a_quoted_key_is_the_same_key(notes: AsyncClient) -> None:
    """The draft standard makes it a string in quotes; clients send it bare."""
    first, second = await _post(notes, '"8e03978e"'), await _post(notes, "8e03978e")
    assert _answer(first) == _answer(second)


@pytest.mark.parametrize("key", ["", '""', " ", "k" * 256])
async def test_a_key_has_1_to_255_characters(key: str, notes: AsyncClient) -> None:
    problem_of(await _post(notes, key), 422, "invalid_request")


async def test_a_read_needs_no_key_and_ignores_one(notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    counts = []
    for _ in range(2):
        counts.append((await notes.get("/v1/notes", headers={"Idempotency-Key": "k"})).json()["count"])
        await notes.post("/v1/notes", json={"text": "a"})
    assert counts == [0, 1]
    assert (await effects(settings, principal))["idempotency_keys"] == 0


async def test_without_a_key_a_request_is_done_again(notes: AsyncClient, settings: Settings, principal: Principal) -> None:
    assert [(await notes.delete("/v1/notes")).status_code for _ in range(2)] == [204, 204]
    assert (await effects(settings, principal))["audit_log"] == 2


async def test_an_answer_is_stored_unreadable(notes: AsyncClient, superuser: asyncpg.Connection, principal: Principal) -> None:
    await _post(notes, "k", "a very personal note")
    row = await superuser.fetchrow("select * from attune.idempotency_keys where workspace_id = $1", principal.workspace_id)
    assert row["status"] == 201
    assert b"personal" not in b" ".join(str(value).encode() for value in row.values())


async def test_a_first_request_that_does_not_end_is_in_flight(
    settings: Settings, principal: Principal, superuser: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database._SESSION_SETTINGS, "lock_timeout", "100ms")  # instead of five seconds
    async with calling(toy_service(settings, [notes_router()]), principal) as client:
        async with superuser.transaction():
            await superuser.execute(
                "insert into attune.idempotency_keys (workspace_id, key, fingerprint) values ($1, 'k', '')",
                principal.workspace_id,
            )
            problem_of(await _post(client, "k"), 409, "idempotency_in_flight")
            await superuser.execute("delete from attune.idempotency_keys where workspace_id = $1", principal.workspace_id)
        assert (await _post(client, "k")).status_code == 201


async def test_a_replaced_secret_does_not_carry_out_a_request_again(
    notes: AsyncClient, superuser: asyncpg.Connection, settings: Settings, principal: Principal
) -> None:
    assert (await _post(notes, "k")).status_code == 201
    under_another = Fernet(Fernet.generate_key()).encrypt(b"{}")
    statement = "update attune.idempotency_keys set body = $1 where workspace_id = $2"
    await superuser.execute(statement, under_another, principal.workspace_id)
    problem_of(await _post(notes, "k"), 409, "idempotency_answer_lost")
    assert (await effects(settings, principal))["customers"] == 1

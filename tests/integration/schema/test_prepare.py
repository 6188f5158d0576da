"""`prepare`: twice, at once, on a database in use, beside another database, and by a user who is no superuser."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from kernel.database import Database
from kernel.embedded import EmbeddedPostgres
from kernel.identifiers import new_id
from kernel.settings import Settings
from schema.prepare import PreparationError, prepare
from schema.roles import OWNER, POLICIES, ROLES, SEGMENTATION, VALUATION
from tests.conftest import make_workspace
from tests.integration.schema.catalogue import CHECKS
from tests.integration.schema.conftest import new_database
from tests.integration.schema.rows import fill

PREPARE = """
import asyncio, sys
from kernel.settings import Settings
from schema.prepare import prepare
asyncio.run(prepare(Settings(database_url=sys.argv[1], secret_key=sys.argv[2])))
"""


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(settings.database_url)
    try:
        yield connection
    finally:
        await connection.close()


async def _faults(settings: Settings) -> list[str]:
    async with connected(settings) as connection:
        return [f"{check.__name__}: {fault}" for check in CHECKS for fault in await check(connection)]


async def _objects(settings: Settings) -> list[tuple[object, ...]]:
    """Every object of ours with what would change were it made anew, or its row written again."""
    async with connected(settings) as connection:
        rows = await connection.fetch(
            """
            select oid::int, relname, relfilenode::int, xmin::text from pg_class
            where relnamespace::regnamespace::text = any($1)
            union all select oid::int, polname, 0, xmin::text from pg_policy
            union all select oid::int, proname, 0, xmin::text from pg_proc where pronamespace::regnamespace::text = any($1)
            union all select oid::int, nspname, 0, xmin::text from pg_namespace where nspname = any($1)
            order by 1
            """,
            ["attune", "published"],
        )
        return [tuple(row) for row in rows]


async def test_twice_changes_nothing(empty_database: Settings) -> None:
    await prepare(empty_database)
    before = await _objects(empty_database)
    await prepare(empty_database)
    assert await _objects(empty_database) == before
    assert await _faults(empty_database) == []


async def test_four_at_once_make_one_database(empty_database: Settings) -> None:
    await asyncio.gather(*(prepare(empty_database) for _ in range(4)))
    assert await _faults(empty_database) == []


async def test_what_was_changed_by_hand_is_brought_back(empty_database: Settings) -> None:
    await prepare(empty_database)
    async with connected(empty_database) as connection:
        await connection.execute(
            "drop policy wall on attune.orders; drop view published.customers; drop function attune.key_of_digest(bytea);"
            "alter table attune.jobs no force row level security; alter table attune.events_default disable row level security;"
            "grant delete on attune.events to attune_valuation with grant option;"
            "revoke insert on attune.jobs from attune_planning;"
            "grant update on attune.jobs to attune_gateway; grant create on schema attune to attune_planning;"
            "grant update (net) on attune.orders to attune_planning; revoke select on published.spend from attune_planning;"
            "grant execute on function attune.make_event_partitions(date, integer) to attune_planning;"
            "create view published.an_operators_own as select 1 as one;"
            'create policy "Mine, too" on attune.orders for select to attune_planning using (true);'
            "comment on policy wall on attune.jobs is 'of another declaration'"
        )
    await prepare(empty_database)
    async with connected(empty_database) as connection:
        await connection.execute("drop view published.an_operators_own")
    assert await _faults(empty_database) == []


async def _prepare_in_a_process(settings: Settings) -> tuple[int | None, bytes]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PREPARE, settings.database_url, settings.secret_key.get_secret_value()),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode, output


async def test_two_databases_of_one_server_at_once(postgres_url: str) -> None:
    """Roles belong to the whole server, the advisory lock to one database."""
    async with new_database(postgres_url) as one, new_database(postgres_url) as other:
        ended = await asyncio.gather(_prepare_in_a_process(one), _prepare_in_a_process(other))
        assert [code for code, _ in ended] == [0, 0], ended
        assert await _faults(one) == await _faults(other) == []


async def test_one_database_by_two_programs_at_once(empty_database: Settings) -> None:
    ended = await asyncio.gather(*(_prepare_in_a_process(empty_database) for _ in range(2)))
    assert [code for code, _ in ended] == [0, 0], ended
    assert await _faults(empty_database) == []


async def test_twice_waits_for_nobody_and_nobody_for_it(empty_database: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await prepare(empty_database)
    monkeypatch.setattr("schema.prepare._LOCK_ATTEMPTS", 1)
    async with connected(empty_database) as other, other.transaction():
        ours = "select oid::regclass::text, relkind from pg_class where relnamespace::regnamespace::text = any($1)"
        relations = [row[0] for row in await other.fetch(f"{ours} and relkind in ('r', 'p', 'v')", ["attune", "published"])]
        for name in relations:  # whoever writes a table's row in the catalogue would wait for this transaction ...
            await other.execute(f"grant references on {name} to {OWNER}")
        # ... and whoever takes more of a table than the right to read it, for this one
        await other.execute(f"lock table {', '.join(relations)} in exclusive mode")
        await prepare(empty_database)


async def test_readers_and_writers_go_on_while_the_same_version_is_prepared_again(empty_database: Settings) -> None:
    await prepare(empty_database)
    gateway, segmentation = Database(empty_database, "attune_gateway"), Database(empty_database, SEGMENTATION)
    principal = await make_workspace(gateway)
    written: list[UUID] = []
    async with connected(empty_database) as reader, reader.transaction():
        await reader.execute("select count(*) from published.customers, published.orders, attune.audit_log")
        preparing = asyncio.create_task(prepare(empty_database))
        while not preparing.done() or len(written) < 3:
            async with segmentation.work(principal) as work:
                await work.execute(text("set local lock_timeout = '1s'"))
                await work.record("test", event := new_id())
            written.append(event)
        await preparing
    async with connected(empty_database) as superuser:
        kept = await superuser.fetch("select subject from attune.audit_log where action = 'test'")
    assert sorted(row[0] for row in kept) == sorted(str(each) for each in written)
    await gateway.close()
    await segmentation.close()


async def test_a_change_that_waits_for_one_table_holds_no_other(empty_database: Settings) -> None:
    await prepare(empty_database)
    async with connected(empty_database) as reader, connected(empty_database) as superuser:
        for table in ("jobs", "spend"):
            await superuser.execute(f"comment on policy wall on attune.{table} is 'of another declaration'")
        async with reader.transaction():
            await reader.execute("select count(*) from attune.spend")
            preparing = asyncio.create_task(prepare(empty_database))
            await _wait_for_a_waiting(superuser, "relation = 'attune.spend'::regclass")
            held = "select relation::regclass::text from pg_locks where relation is not null and granted and mode ="
            assert await superuser.fetch(f"{held} 'AccessExclusiveLock'") == []
        await preparing
    assert await _faults(empty_database) == []


async def test_a_view_that_a_migration_drops_is_missed_by_nobody(
    empty_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await prepare(empty_database)
    monkeypatch.setattr("schema.prepare.migrate", lambda connection: connection.execute(text("drop view published.customers")))
    monkeypatch.setattr("schema.prepare._LOCK_ATTEMPTS", 1)
    async with connected(empty_database) as reader, connected(empty_database) as superuser:
        await superuser.execute("comment on policy wall on attune.spend is 'of another declaration'")
        async with reader.transaction():
            await reader.execute("select count(*) from attune.spend")
            with pytest.raises(PreparationError, match="holds a lock"):  # it is not brought to its end
                await prepare(empty_database)
    assert await _faults(empty_database) == []


async def test_on_a_database_in_use_nobody_waits_and_nothing_is_lost(empty_database: Settings) -> None:
    await prepare(empty_database)
    async with connected(empty_database) as busy:
        workspace_id = new_id()
        async with busy.transaction():
            await fill(busy, workspace_id)  # has written to every table and not ended
            await asyncio.wait_for(prepare(empty_database), 20)
        assert await busy.fetchval("select count(*) from attune.orders where workspace_id = $1", workspace_id) == 1


async def test_requests_go_on_while_the_database_is_prepared(empty_database: Settings) -> None:
    await prepare(empty_database)
    gateway, segmentation = Database(empty_database, "attune_gateway"), Database(empty_database, SEGMENTATION)
    principal = await make_workspace(gateway)
    done = asyncio.Event()
    served = 0

    async def serve() -> None:
        nonlocal served
        while not done.is_set():
            async with segmentation.work(principal) as work:
                await work.record("test", new_id())
                assert (await work.execute(text("select count(*) from published.customers"))).scalar_one() == 0
            served += 1

    serving = asyncio.create_task(serve())
    await prepare(empty_database)
    done.set()
    await serving
    assert served > 3
    await gateway.close()
    await segmentation.close()


async def test_a_partition_that_a_worker_makes_at_the_same_moment_is_nobodys_fault(empty_database: Settings) -> None:
    await prepare(empty_database)
    async with connected(empty_database) as superuser, connected(empty_database) as worker:
        last = await superuser.fetchval(
            "select max(relname) from pg_class where relname ~ '^events_[0-9]' and relkind = 'r'"
            " and relnamespace = 'attune'::regnamespace"
        )
        await superuser.execute(f"drop table attune.{last}")
        month = date.fromisoformat(f"{last.removeprefix('events_').replace('_', '-')}-01")
        async with worker.transaction():
            await worker.execute("set local role attune_owner")
            assert await worker.fetchval("select attune.make_event_partitions($1, 1)", month) == [last]
            preparing = asyncio.create_task(prepare(empty_database))
            await _wait_for_a_waiting(superuser, "relation = 'attune.events'::regclass")
        await preparing
    assert await _faults(empty_database) == []


async def test_a_change_that_waits_for_a_long_transaction_lets_requests_pass(empty_database: Settings) -> None:
    await prepare(empty_database)
    gateway, segmentation = Database(empty_database, "attune_gateway"), Database(empty_database, SEGMENTATION)
    principal = await make_workspace(gateway)
    async with connected(empty_database) as reader, connected(empty_database) as superuser:
        await superuser.execute("alter table attune.audit_log no force row level security")
        async with reader.transaction():
            await reader.execute("select count(*) from attune.audit_log")  # and goes on for long
            preparing = asyncio.create_task(prepare(empty_database))
            while not await superuser.fetchval(  # noqa: ASYNC110 — what is waited for happens in Postgres
                "select count(*) from pg_locks where relation = 'attune.audit_log'::regclass and not granted"
            ):
                await asyncio.sleep(0.01)
            for _ in range(3):
                async with segmentation.work(principal) as work:  # gives up after 5 s
                    await work.record("test", new_id())
            assert not preparing.done()
        await preparing
    assert await _faults(empty_database) == []
    await gateway.close()
    await segmentation.close()


async def _wait_for_a_waiting(superuser: asyncpg.Connection, condition: str) -> None:
    """Until somebody waits for a lock of which the condition holds."""
    waiting = f"select count(*) from pg_locks where not granted and {condition}"
    async with asyncio.timeout(120):
        while not await superuser.fetchval(waiting):  # noqa: ASYNC110 — what is waited for happens in Postgres
            await asyncio.sleep(0.005)


async def test_who_crosses_a_change_is_not_the_deadlocks_victim(empty_database: Settings) -> None:
    await prepare(empty_database)
    first, second = (policy.table for policy in POLICIES if policy.table in {"audit_log", "spend"})
    async with connected(empty_database) as traffic, connected(empty_database) as superuser:
        for table in (first, second):
            await superuser.execute(f"alter table attune.{table} no force row level security")
        async with traffic.transaction():
            await traffic.execute(f"select count(*) from attune.{second}")
            preparing = asyncio.create_task(prepare(empty_database))
            await _wait_for_a_waiting(superuser, f"relation = 'attune.{second}'::regclass")
            await traffic.execute(f"select count(*) from attune.{first}")  # which the change of `first` may hold
        await preparing
    assert await _faults(empty_database) == []


async def test_a_deadlocks_victim_begins_again(empty_database: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await prepare(empty_database)
    attempts = []

    def migrate_two_tables(connection: Connection) -> None:
        attempts.append(1)
        connection.execute(text("set local role none"))
        # looks for deadlocks before its patience with a lock ends, and before the other does
        connection.execute(text("set local deadlock_timeout = '10ms'"))
        connection.execute(text("lock table attune.spend"))
        connection.execute(text("lock table attune.audit_log"))

    monkeypatch.setattr("schema.prepare.migrate", migrate_two_tables)
    async with connected(empty_database) as superuser, connected(empty_database) as traffic:
        async with traffic.transaction():
            await traffic.execute("lock table attune.audit_log in row exclusive mode")
            preparing = asyncio.create_task(prepare(empty_database))
            await _wait_for_a_waiting(superuser, "relation = 'attune.audit_log'::regclass")
            await traffic.execute("select count(*) from attune.spend")
        await preparing
    assert len(attempts) > 1


async def test_a_grant_that_crosses_another_begins_again(empty_database: Settings) -> None:
    """Postgres: tuple concurrently updated."""
    await prepare(empty_database)
    async with connected(empty_database) as superuser, connected(empty_database) as other:
        await superuser.execute(f"revoke insert on attune.orders from {SEGMENTATION}")
        async with other.transaction():
            await other.execute(f"grant references on attune.orders to {VALUATION}")
            preparing = asyncio.create_task(prepare(empty_database))
            await _wait_for_a_waiting(superuser, "locktype in ('transactionid', 'tuple')")
        await preparing
    assert await _faults(empty_database) == []


async def test_a_change_that_cannot_have_its_lock_says_so_and_is_made_the_next_time(
    empty_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await prepare(empty_database)
    monkeypatch.setattr("schema.prepare._LOCK_ATTEMPTS", 1)
    async with connected(empty_database) as reader, connected(empty_database) as superuser:
        await superuser.execute("alter table attune.spend no force row level security")
        async with reader.transaction():
            await reader.execute("select count(*) from attune.spend")
            with pytest.raises(PreparationError, match="holds a lock"):
                await prepare(empty_database)
        assert await _faults(empty_database) == ["tables_without_walls: spend"]
    await prepare(empty_database)
    assert await _faults(empty_database) == []


async def test_a_new_secret_changes_the_roles_passwords(tmp_path: Path) -> None:
    # on a server of its own: the passwords are the whole server's
    with EmbeddedPostgres(tmp_path, password="a password for tests") as embedded:
        first = Settings(database_url=embedded.server.url(), secret_key="1" * 64)
        second = Settings(database_url=embedded.server.url(), secret_key="2" * 64)
        await prepare(first)
        await prepare(second, rotate=True)
        database = Database(second, VALUATION)
        await database.ping()
        await database.close()
        stale = Database(first, VALUATION)
        async with connected(second) as connection:
            stored = await connection.fetchval("select rolpassword from pg_authid where rolname = $1", VALUATION)
            assert stored.startswith("SCRAM-SHA-256$")
        with pytest.raises(DBAPIError, match="password authentication failed"):
            await stale.ping()
        await stale.close()


async def test_another_secret_on_the_same_server_locks_nobody_out(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path, password="a password for tests") as embedded:
        first = Settings(database_url=embedded.server.url(), secret_key="1" * 64)
        await prepare(first)
        async with connected(first) as connection:
            await connection.execute("create database second")
        base, _, _ = first.database_url.rpartition("/")
        second = Settings(database_url=f"{base}/second", secret_key="2" * 64)
        with pytest.raises(PreparationError, match="--rotate"):
            await prepare(second)
        async with connected(second) as connection:
            assert await connection.fetchval("select to_regnamespace('attune') is null")
        database = Database(first, VALUATION)
        await database.ping()
        await database.close()
        await prepare(Settings(database_url=second.database_url, secret_key="1" * 64))
        await prepare(first)


@pytest.fixture
def managed(tmp_path: Path) -> Iterator[Settings]:
    """A server on which one is no superuser, as hosted ones are: owner of the database, with CREATEROLE."""
    with EmbeddedPostgres(tmp_path, password="a password for tests") as embedded:
        url = embedded.server.url()

        async def make() -> None:
            connection = await asyncpg.connect(url)
            await connection.execute("create role landlord login createrole password 'landlord'")
            await connection.execute("create database rented owner landlord")
            await connection.close()

        asyncio.run(make())
        _, _, address = url.rpartition("@")
        yield Settings(database_url=f"postgresql://landlord:landlord@{address.partition('/')[0]}/rented", secret_key="5" * 64)


async def test_the_owner_of_a_database_needs_no_superuser(managed: Settings) -> None:
    await prepare(managed)
    await prepare(managed)
    async with connected(managed) as connection:
        owners = await connection.fetch("select distinct tableowner from pg_tables where schemaname = 'attune'")
        assert [row["tableowner"] for row in owners] == [OWNER]
    for role in ROLES:
        database = Database(managed, role.name)
        await database.ping()
        await database.close()

"""Every released schema, with data, comes up to the present one and keeps its data."""

import secrets
from pathlib import Path

import asyncpg
import pytest
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.settings import Settings
from schema.prepare import alembic_config, prepare
from schema.roles import SEGMENTATION
from services.segmentation.use_cases import projection, reading

# Somebody who came by a campaign before there were touchpoints: the page was kept with all that it said.
CAMPAIGN = """
    update attune.events set context = '{"campaign": {"source": "google", "medium": "cpc"}}' where message_id = 'm-2'
"""
# An order that named a product before there were lines.
PRODUCTS = """
    update attune.events
    set properties = properties || '{"products": [{"product_id": "p-1", "category": "Games", "price": 20}]}'
    where name = 'Order Completed'
"""
DUMPS = sorted((Path(__file__).resolve().parents[2] / "upgrades").glob("*.sql"))


def test_every_migration_that_was_released_has_a_dump() -> None:
    revisions = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    assert {dump.stem for dump in DUMPS} <= revisions
    assert "0001" in {dump.stem for dump in DUMPS}


@pytest.mark.parametrize("dump", [dump.read_text() for dump in DUMPS], ids=[dump.stem for dump in DUMPS])
async def test_a_released_schema_comes_up_to_the_present_one_with_its_data(
    dump: str, settings: Settings, postgres_url: str
) -> None:
    """`settings` has made the roles, which belong to the server and not to a dump."""
    name = f"upgrade_{secrets.token_hex(4)}"
    base, _, _ = postgres_url.rpartition("/")
    server = await asyncpg.connect(postgres_url)
    await server.execute(f"create database {name}")
    try:
        restored = await asyncpg.connect(f"{base}/{name}")
        await restored.execute(dump)
        assert await restored.execute(CAMPAIGN) == "UPDATE 1"
        assert await restored.execute(PRODUCTS) == "UPDATE 1"
        await restored.close()
        old = Settings(database_url=f"{base}/{name}", secret_key=SecretStr(settings.secret_key.get_secret_value()))
        await prepare(old)
        await _check(old)
    finally:
        await server.execute(f"drop database {name} with (force)")
        await server.close()


async def _check(old: Settings) -> None:
    upgraded = await asyncpg.connect(old.database_url)
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert await upgraded.fetchval("select version_num from attune.alembic_version") == head
    workspace_id = await upgraded.fetchval("select id from attune.workspaces where name like 'demo%'")
    await upgraded.close()
    database = Database(old, SEGMENTATION)
    principal = Principal(workspace_id, "test", frozenset())
    done = await projection.rebuild(JobContext(old, database, principal, new_id(), {}))
    async with database.work(principal) as work:
        now = (await work.workspace()).now()
        rfm = await reading.read_rfm(work, now)
        profile = await reading.read_profile(work, "made-up-7", now)
        campaigner = await reading.read_profile(work, "c-1", now)
        events = await reading.summarize_events(work, now)
        lines = await work.execute(text("select category, quantity, net from published.order_lines"))
        [(category, quantity, net)] = lines.all()
    await database.close()
    assert (done.touchpoints, [each.channel for each in campaigner.touches]) == (1, ["paid_search"])
    assert (category, quantity, net) == ("Games", 1, 15)
    assert rfm.customers == 81
    assert profile.value is not None
    assert profile.behaviour.orders > 0
    assert (events.duplicates, events.rejected) == (1, 1)

"""How statements look for what they want where the planner knows nothing of a workspace.

Statistics are of all workspaces together. Where they were taken before a workspace was filled, the planner takes it for empty,
and nothing is dearer to it than to read all of it: each statement has to go for its rows by their keys all the same.
"""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.domain.decoding import Document
from services.segmentation.domain.imports import ImportKind
from services.segmentation.domain.messages import read_batch
from services.segmentation.store.imports import Import
from services.segmentation.use_cases.imported_rows import KINDS, KeyedRow
from services.segmentation.use_cases.ingestion import ingest
from tests.conftest import make_workspace, prepared_database
from tests.integration.reads import reads_of, take_last_statistics

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CUSTOMERS, ROWS = 1000, 10
READS_PER_ROW = 80
"""Rows of tables and of indexes: 60 are read at most. A statement that reads all customers once reads 100 for each row."""

CELLS = {
    ImportKind.CUSTOMERS: {"plan": "gold"},
    ImportKind.EVENTS: {"name": "Signed up", "message_id": "e-{}"},
    ImportKind.ORDERS: {"amount": "5", "order_id": "o-{}"},
    ImportKind.TOUCHPOINTS: {"channel": "post", "touchpoint_id": "t-{}"},
    ImportKind.FEEDBACK: {"score": "9", "feedback_id": "f-{}"},
    ImportKind.REFERRALS: {"referred_id": "friend-{}", "referral_id": "r-{}"},
    ImportKind.SPEND: {"day": "2026-01-01", "channel": "tv", "amount": "5", "spend_id": "s-{}"},
}


@pytest.fixture(scope="module")
def settings(postgres_url: str) -> Iterator[Settings]:
    """A database of which nobody else takes statistics."""
    with prepared_database(postgres_url) as settings:
        yield settings


async def write(work: UnitOfWork, kind: ImportKind, numbers: range, **cells: str) -> None:
    """Write rows as an import does."""
    known = Import(new_id(), kind, "text/csv", NOW, 0, 0, 0, 0, 0)
    zone = (await work.workspace()).zone
    keyed = []
    for number in numbers:
        row: dict[str, object] = {name: cell.format(number) for name, cell in (CELLS[kind] | cells).items()}
        if kind is not ImportKind.SPEND:
            row |= {"customer_id": f"c-{number}"}
        if kind not in (ImportKind.SPEND, ImportKind.CUSTOMERS):
            row |= {"occurred_at": "2026-01-01T00:00:00Z"}
        read: Any = KINDS[kind].read(number, row, zone)
        keyed.append(KeyedRow(number, f"{kind}:{number}", read))
    await KINDS[kind].write(work, known, "USD", keyed)


async def collect(work: UnitOfWork, numbers: range, name: str) -> None:
    """Take messages as the collector does: of users on devices, with aliases and orders."""
    messages = [
        message
        for number in numbers
        for message in (
            {
                "type": "track",
                "event": "Order Completed",
                "messageId": f"{name}-order-{number}",
                "userId": f"c-{number}",
                "anonymousId": f"device-{number}",
                "properties": {"order_id": f"shop-{number}", "total": 5},
            },
            {
                "type": "identify",
                "messageId": f"{name}-traits-{number}",
                "anonymousId": f"device-of-nobody-{number}",
                "traits": {"plan": name},
            },
            {"type": "alias", "messageId": f"{name}-alias-{number}", "userId": f"c-{number}", "previousId": f"former-{number}"},
        )
    ]
    document = Document({"batch": messages}, suspect=False)
    batch = read_batch(document, kind="batch", received_at=NOW, new_message_id=lambda: str(new_id()))
    assert not batch.rejects
    await ingest(work, batch, NOW)


async def fill(database: Database, principal: Principal) -> None:
    for start in range(0, CUSTOMERS, 500):
        numbers = range(start, start + 500)
        async with database.work(principal) as work:
            for kind in ImportKind:
                await write(work, kind, numbers)
            await collect(work, numbers, "first")


@pytest.fixture(scope="module")
def filled(settings: Settings) -> Principal:
    """A workspace that was filled after statistics had been taken of another one."""
    return asyncio.run(_fill(settings))


async def _fill(settings: Settings) -> Principal:
    gateway, database = Database(settings, GATEWAY), Database(settings, SEGMENTATION)
    other, late = await make_workspace(gateway), await make_workspace(gateway)
    await fill(database, other)
    await take_last_statistics(settings)
    await fill(database, late)
    await gateway.close()
    await database.close()
    return late


# Of each foreign key a session plans the first checks by their values: they are left out.
FIRST, KNOWN, NEW = (range(start, start + ROWS) for start in (CUSTOMERS, CUSTOMERS - ROWS, CUSTOMERS + ROWS))


@pytest.mark.parametrize("kind", list(ImportKind))
async def test_an_import_reads_what_it_writes(database: Database, filled: Principal, kind: ImportKind) -> None:
    async with database.work(filled) as work:
        await write(work, kind, FIRST)
        async with reads_of(work) as reads:
            await write(work, kind, KNOWN)
            await write(work, kind, NEW)
    assert sum(reads.values()) < READS_PER_ROW * 2 * ROWS, reads


async def test_a_request_of_events_reads_what_it_writes(database: Database, filled: Principal) -> None:
    async with database.work(filled) as work:
        await collect(work, FIRST, "first")
        async with reads_of(work) as reads:
            await collect(work, KNOWN, "again")
            await collect(work, NEW, "first")
    assert sum(reads.values()) < READS_PER_ROW * 2 * ROWS, reads

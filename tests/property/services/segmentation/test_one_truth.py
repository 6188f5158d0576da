"""One truth: what all profiles add up to is what all orders add up to, and what was said of them, to the cent.

Whatever is said (orders, refunds before and after, cancellations, updates, imports, merges), in whatever order it arrives, in
whatever batches, however often.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.domain.decoding import Document
from services.segmentation.domain.imports import ImportKind, OrdinalCounter, import_key, imported_order_event, read_order_row
from services.segmentation.domain.messages import read_batch
from services.segmentation.domain.orders import OrderEvent, fold_order, order_event_of
from services.segmentation.domain.rows import FileFormat
from services.segmentation.use_cases import ingestion, projection, reading
from services.segmentation.use_cases.imports import Staging, run_import
from tests.conftest import make_workspace

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
USERS = ("u-0", "u-1", "u-2")
DEVICES = ("a-0", "a-1")
ORDERS = ("o-0", "o-1", "o-2")
MONEY = st.integers(0, 9).map(str) | st.decimals(0, 1000, places=4).map(str)

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """Rows of an imported file: customer, day, amount, order."""

    rows: tuple[tuple[str, str, str, str], ...]

    @property
    def body(self) -> bytes:
        """The file."""
        lines = ("customer_id,occurred_at,amount,order_id", *(",".join(row) for row in self.rows))
        return "\n".join(lines).encode()


@st.composite
def messages(draw: st.DrawFn) -> list[Message]:
    """What event clients say, of few customers, devices, orders and moments, so that all of them meet."""
    said = []
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["Order Completed"] * 3 + ["Order Refunded"] * 2 + ["Order Updated", "Order Cancelled"]))
        at = START + timedelta(hours=draw(st.integers(0, 3)))
        message: Message = {"messageId": f"m-{number}", "timestamp": at.isoformat()}
        who = draw(st.sampled_from(["user", "device", "both"]))
        if who != "device":
            message["userId"] = draw(st.sampled_from(USERS))
        if who != "user":
            message["anonymousId"] = draw(st.sampled_from(DEVICES))
        if draw(st.integers(0, 4)) == 0:
            message |= draw(st.sampled_from([{"type": "alias", "userId": "u-0"}, {"type": "identify"}]))
            message["previousId"] = draw(st.sampled_from(USERS + DEVICES))
        else:
            properties = {"order_id": draw(st.sampled_from(ORDERS))}
            if kind == "Order Completed" and draw(st.integers(0, 3)) == 0:
                properties = {}
            if kind != "Order Cancelled" and not (kind == "Order Refunded" and draw(st.booleans())):
                properties["total"] = draw(MONEY)
            message |= {"type": "track", "event": kind, "properties": properties}
        said.append(message)
    return said


def files() -> st.SearchStrategy[ImportedFile]:
    row = st.tuples(
        st.sampled_from(USERS), st.sampled_from(["2026-01-01", "2026-01-02"]), MONEY, st.sampled_from([*ORDERS, "", ""])
    )
    return st.lists(row, max_size=5).map(lambda rows: ImportedFile(tuple(rows)))


@dataclass(frozen=True, slots=True)
class Case:
    """What is said, and the order, the batches and the repetitions in which it arrives."""

    said: list[Message]
    file: ImportedFile
    shuffle: int

    def deliveries(self) -> list[list[Message] | ImportedFile]:
        """Batches, with every message in at least one; the file comes twice, somewhere between them."""
        random = Random(self.shuffle)  # noqa: S311 — an order of arrival, drawn by Hypothesis
        repeated = [*self.said, *random.sample(self.said, random.randint(0, len(self.said)))]
        random.shuffle(repeated)
        batches: list[list[Message] | ImportedFile] = []
        while repeated:
            size = random.randint(1, 5)
            batches.append(repeated[:size])
            del repeated[:size]
        for _ in range(2):
            batches.insert(random.randint(0, len(batches)), self.file)
        return batches

    def told(self) -> dict[str, dict[str, OrderEvent]]:
        """What all of it says of orders, by order and event: the definition, which knows no order of arrival."""
        orders: dict[str, dict[str, OrderEvent]] = {}
        for message in self.said:
            at = datetime.fromisoformat(message["timestamp"])
            name, properties = message.get("event", ""), message.get("properties", {})
            event = order_event_of(name, properties, message_id=message["messageId"], occurred_at=at)
            if event is not None:
                orders.setdefault(event.order_key, {})[event.event_key] = event
        ordinals = OrdinalCounter()
        for line, cells in enumerate(self.file.rows, 2):
            named = dict(zip(("customer_id", "occurred_at", "amount", "order_id"), cells, strict=True))
            row = read_order_row(line, named, ZoneInfo("UTC"))
            event = imported_order_event(row, import_key(row, ordinals))  # type: ignore[arg-type]  # no row here is bad
            orders.setdefault(event.order_key, {})[event.event_key] = event
        return orders

    def revenue(self) -> Decimal:
        """What the orders come to."""
        folded = [fold_order(events.values()) for events in self.told().values()]
        return sum((order.net for order in folded if order is not None), Decimal(0))


def cases() -> st.SearchStrategy[Case]:
    return st.builds(Case, messages(), files(), st.integers(0, 2**32))


REFUND_FIRST: list[Message] = [
    {"type": "track", "event": "Order Refunded", "userId": "u-0", "messageId": "m-0", "timestamp": START.isoformat()}
    | {"properties": {"order_id": "o-0", "total": "3"}},
    {"type": "track", "event": "Order Completed", "userId": "u-1", "messageId": "m-1", "timestamp": START.isoformat()}
    | {"properties": {"order_id": "o-0", "total": "10"}},
    {"type": "alias", "userId": "u-0", "previousId": "u-1", "messageId": "m-2", "timestamp": START.isoformat()},
]


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=cases())
@example(case=Case(REFUND_FIRST, ImportedFile((("u-1", "2026-01-01", "5", ""), ("u-1", "2026-01-01", "5", ""))), 0))
async def test_profiles_add_up_to_orders_and_orders_to_what_was_said(
    settings: Settings, database_of: Callable[[str], Database], case: Case
) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    database = database_of(SEGMENTATION)
    context = JobContext(settings, database, principal, new_id(), {})
    for delivery in case.deliveries():
        if isinstance(delivery, ImportedFile):
            await import_file(context, delivery)
        else:
            await send(database, principal, delivery)
    expected = case.revenue()
    async with database.work(principal) as work:
        assert await truths(work) == (expected, expected, expected)
        live = await orders_of(work)
    await projection.rebuild(context)
    async with database.work(principal) as work:
        assert await orders_of(work) == live
        assert await truths(work) == (expected, expected, expected)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=cases())
async def test_it_is_the_same_when_all_of_it_arrives_at_once(
    settings: Settings, database_of: Callable[[str], Database], case: Case
) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    database = database_of(SEGMENTATION)
    context = JobContext(settings, database, principal, new_id(), {})
    await asyncio.gather(*(insist(context, delivery) for delivery in case.deliveries()))
    expected = case.revenue()
    async with database.work(principal) as work:
        assert await truths(work) == (expected, expected, expected)


async def insist(context: JobContext, delivery: list[Message] | ImportedFile) -> None:
    """Deliver as clients do: what is refused with 503 (two merges that crossed, say) is sent again."""
    while True:
        try:
            if isinstance(delivery, ImportedFile):
                await import_file(context, delivery)
            else:
                await send(context.database, context.principal, delivery)
        except ServiceUnavailableError:
            await asyncio.sleep(0.05)
        else:
            return


async def send(database: Database, principal: Principal, batch: list[Message]) -> None:
    document = Document({"batch": batch}, suspect=False)
    read = read_batch(document, kind="batch", received_at=NOW, new_message_id=lambda: str(new_id()))
    async with database.work(principal) as work:
        done = await ingestion.ingest(work, read, NOW)
    assert done.accepted + done.duplicates == len(batch)
    assert done.rejects == ()


async def import_file(context: JobContext, file: ImportedFile) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield file.body

    staging = Staging(context.database, context.principal, ImportKind.ORDERS, FileFormat.CSV)
    await staging.receive(body())
    async with context.work() as work:
        import_id = await staging.finish(work)
    done = await run_import(context, import_id)
    assert (done.accepted + done.duplicates, done.rejected) == (len(file.rows), 0)


async def truths(work: UnitOfWork) -> tuple[Decimal, Decimal, Decimal]:
    """Σ over profiles, Σ over published orders, Σ over the RFM table."""
    profiles = Decimal(0)
    for customer in await reading.list_customers(work, 1000, None):
        profiles += (await reading.read_profile(work, str(customer.id), NOW)).behaviour.revenue
    orders = await work.execute(text("select coalesce(sum(net), 0) from published.orders"))
    rfm = await reading.read_rfm(work, NOW)
    return profiles, orders.scalar_one(), sum((cell.revenue for cell in rfm.cells), Decimal(0))


async def orders_of(work: UnitOfWork) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await work.execute(text("select * from attune.orders order by order_key"))]

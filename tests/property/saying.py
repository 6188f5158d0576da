"""What a company and its customers may say, and how it reaches us: the strategies under every test of one truth.

A `Case` is a set of statements (messages of event clients, files of orders, touchpoints and events, changes of mind about who
is who, erasures) and an order of arrival: in batches of any size, every message at least once, some twice, every file twice.
`revenue` and `touchpoints` are what all of it comes to by definition, whoever is merged, split or erased meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobContext, enqueue
from kernel.principals import Principal
from kernel.problems import NotFoundError, ServiceUnavailableError
from services.segmentation.domain.decoding import Document
from services.segmentation.domain.imported_rows import imported_event
from services.segmentation.domain.imports import ImportKind, OrdinalCounter, RowReject, import_key, imported_order_event
from services.segmentation.domain.messages import Event, read_batch
from services.segmentation.domain.orders import OrderEvent, fold_order, order_event_of
from services.segmentation.domain.rows import FileFormat, Row
from services.segmentation.jobs import ERASE, arguments_of, asked_of
from services.segmentation.problems import CustomerErasedError, MergeUndoneError
from services.segmentation.use_cases import erasure, identity, ingestion, reading
from services.segmentation.use_cases.erasure import Asked
from services.segmentation.use_cases.imported_rows import KINDS
from services.segmentation.use_cases.imports import Staging, run_import

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
USERS = ("u-0", "u-1", "u-2")
DEVICES = ("a-0", "a-1")
ORDERS = ("o-0", "o-1", "o-2")
MONEY = st.integers(0, 9).map(str) | st.decimals(0, 1000, places=4).map(str)

PRODUCTS: st.SearchStrategy[object] = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "product_id": st.sampled_from(["p-0", "p-1"]),
        "category": st.sampled_from(["Games", "Łódź", ""]),
        "price": MONEY | st.just("-1"),
        "quantity": st.integers(-1, 3),
    },
)

Message = dict[str, Any]


HEADS = {
    ImportKind.ORDERS: ("customer_id", "occurred_at", "amount", "order_id"),
    ImportKind.TOUCHPOINTS: ("customer_id", "occurred_at", "channel", "touchpoint_id"),
    ImportKind.EVENTS: ("customer_id", "occurred_at", "name", "order_id", "total", "utm_source", "message_id"),
}


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """Rows of an imported file, in the columns of its kind."""

    rows: tuple[tuple[str, ...], ...]
    kind: ImportKind = ImportKind.ORDERS

    @property
    def body(self) -> bytes:
        """The file."""
        return "\n".join(",".join(row) for row in (HEADS[self.kind], *self.rows)).encode()

    def read(self) -> list[tuple[str, Any]]:
        """What its rows say, each with the key by which it is kept once."""
        kind, ordinals = KINDS[self.kind], OrdinalCounter()
        named: list[Row] = [dict(zip(HEADS[self.kind], row, strict=True)) for row in self.rows]
        rows = [kind.read(line, cells, ZoneInfo("UTC")) for line, cells in enumerate(named, 2)]
        return [(import_key(row, ordinals), row) for row in rows if not isinstance(row, RowReject)]  # no row here is bad

    def events(self) -> list[Event]:
        """What a file of events tells."""
        if self.kind is not ImportKind.EVENTS:
            return []
        return [imported_event(row, key, line=2, received_at=NOW) for key, row in self.read()]

    def orders(self) -> list[OrderEvent]:
        """What it tells of orders."""
        if self.kind is ImportKind.ORDERS:
            return [imported_order_event(row, key) for key, row in self.read()]
        return [event.order for event in self.events() if event.order is not None]

    def touches(self) -> set[str]:
        """The keys of the touchpoints that it tells of."""
        if self.kind is ImportKind.TOUCHPOINTS:
            return {key for key, _ in self.read()}
        return {event.touch.key for event in self.events() if event.touch is not None}


@dataclass(frozen=True, slots=True)
class Undo:
    """Somebody takes a merge back: this one, modulo the number of those there are."""

    which: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody has the customer of a user id erased, if there is one.

    Attributes:
        user: The user id.
        later: Whether the job runs only with `LateErasures`; a merge or its undo may come between.
    """

    user: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class LateErasures:
    """The jobs run that erase those for whom it was asked by now."""


Delivery: TypeAlias = list[Message] | ImportedFile | Undo | Erasure | LateErasures


@st.composite
def messages(draw: st.DrawFn) -> list[Message]:
    """What event clients say, of few customers, devices, orders and moments, so that all of them meet."""
    said = []
    for number in range(draw(st.integers(1, 12))):
        at = START + timedelta(hours=draw(st.integers(0, 3)))
        message: Message = {"messageId": f"m-{number}", "timestamp": at.isoformat()}
        who = draw(st.sampled_from(["user", "device", "both"]))
        if who != "device":
            message["userId"] = draw(st.sampled_from(USERS))
        if who != "user":
            message["anonymousId"] = draw(st.sampled_from(DEVICES))
        said.append(message | draw(_contents()))
    return said


@st.composite
def _contents(draw: st.DrawFn) -> Message:
    choice = draw(st.integers(0, 12))
    if choice > 9:
        return draw(_feedback())
    if choice < 2:
        kinds: list[Message] = [{"type": "alias", "userId": "u-0"}, {"type": "identify", "traits": {"city": "Łódź"}}]
        return draw(st.sampled_from(kinds)) | {"previousId": draw(st.sampled_from(USERS + DEVICES))}
    if choice < 3:
        return {"type": "page", "context": {"campaign": {"source": "newsletter", "medium": "email", "name": "spring"}}}
    kind = draw(st.sampled_from(["Order Completed"] * 3 + ["Order Refunded"] * 2 + ["Order Updated", "Order Cancelled"]))
    properties: dict[str, Any] = {"order_id": draw(st.sampled_from(ORDERS))}
    if kind == "Order Completed" and draw(st.integers(0, 3)) == 0:
        properties = {}
    if kind != "Order Cancelled" and not (kind == "Order Refunded" and draw(st.booleans())):
        properties["total"] = draw(MONEY)
        properties["products"] = draw(st.lists(PRODUCTS, max_size=3))
    return {"type": "track", "event": kind, "properties": properties}


def _feedback() -> st.SearchStrategy[Message]:
    """Answers, and referrals that name another by id or by order."""
    answer = st.builds(lambda score: {"score": score, "comment": "Quick"}, st.integers(0, 10))
    named = st.builds(lambda user: {"referred_id": user}, st.sampled_from(USERS))
    by_order = st.builds(lambda order: {"order_id": order}, st.sampled_from(ORDERS))
    referrer = st.builds(lambda user: {"referrer_id": user, "utm_source": "friends"}, st.sampled_from(USERS))
    said = (
        st.tuples(st.just("NPS Answered"), answer)
        | st.tuples(st.just("Referral Converted"), named | by_order)
        | st.tuples(st.just("Signed Up"), referrer)
    )
    return said.map(lambda told: {"type": "track", "event": told[0], "properties": told[1]})


DAYS = st.sampled_from(["2026-01-01", "2026-01-02"])


def files() -> st.SearchStrategy[ImportedFile]:
    """Files of orders, some of them those that events tell of."""
    row = st.tuples(st.sampled_from(USERS), DAYS, MONEY, st.sampled_from([*ORDERS, "", ""]))
    return st.lists(row, max_size=5).map(lambda rows: ImportedFile(tuple(rows)))


def files_of_touchpoints() -> st.SearchStrategy[ImportedFile]:
    """Files of touchpoints, some of them with an id, which may come twice."""
    row = st.tuples(st.sampled_from(USERS), DAYS, st.sampled_from(["tv", "post"]), st.sampled_from(["t-0", "", ""]))
    return st.lists(row, max_size=4).map(lambda rows: ImportedFile(tuple(rows), ImportKind.TOUCHPOINTS))


def files_of_events() -> st.SearchStrategy[ImportedFile]:
    """Files of events, some of them of orders or of visits by a campaign; some rows without an id of their own."""
    what = (
        st.tuples(st.just("Order Completed"), st.sampled_from([*ORDERS, ""]), MONEY, st.just(""))
        | st.tuples(st.just("Order Refunded"), st.sampled_from(ORDERS), MONEY | st.just(""), st.just(""))
        | st.tuples(st.sampled_from(["page", "Viewed"]), st.just(""), st.just(""), st.sampled_from(["news", ""]))
    )
    row = st.builds(lambda user, day, cells: (user, day, *cells), st.sampled_from(USERS), DAYS, what)
    rows = st.lists(st.tuples(row, st.booleans()), max_size=4)
    return rows.map(
        lambda drawn: ImportedFile(
            tuple((*cells, f"f-{number}" if named else "") for number, (cells, named) in enumerate(drawn)), ImportKind.EVENTS
        )
    )


def changes() -> st.SearchStrategy[list[Undo | Erasure]]:
    """What people do about who is who."""
    erasures = st.builds(Erasure, st.sampled_from(USERS), st.booleans())
    return st.lists(st.integers(0, 3).map(Undo) | erasures, max_size=4)


@dataclass(frozen=True, slots=True)
class Case:
    """What is said and done, and the order, the batches and the repetitions in which it arrives."""

    said: list[Message]
    file: ImportedFile
    changes: list[Undo | Erasure]
    shuffle: int
    more: tuple[ImportedFile, ...] = ()

    def deliveries(self) -> list[Delivery]:
        """Batches, with every message in at least one; files come twice and the changes once, somewhere between them."""
        random = Random(self.shuffle)  # noqa: S311 — an order of arrival, drawn by Hypothesis
        repeated = [*self.said, *random.sample(self.said, random.randint(0, len(self.said)))]
        random.shuffle(repeated)
        batches: list[Delivery] = []
        while repeated:
            size = random.randint(1, 5)
            batches.append(repeated[:size])
            del repeated[:size]
        for each in (*2 * (self.file, *self.more), *self.changes):
            batches.insert(random.randint(0, len(batches)), each)
        asked = [place for place, each in enumerate(batches, 1) if isinstance(each, Erasure) and each.later]
        if asked:
            batches.insert(random.randint(asked[-1], len(batches)), LateErasures())
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
        for told in (told for file in (self.file, *self.more) for told in file.orders()):
            orders.setdefault(told.order_key, {})[told.event_key] = told
        return orders

    def revenue(self) -> Decimal:
        """What the orders come to."""
        folded = [fold_order(events.values()) for events in self.told().values()]
        return sum((order.net for order in folded if order is not None), Decimal(0))

    def lines(self) -> list[tuple[object, ...]]:
        """What the orders consist of, by order and position."""
        folded = [fold_order(events.values()) for events in self.told().values()]
        lines = [(order.order_key, line) for order in folded if order is not None for line in order.lines]
        told = [(key, line.position, line.product_id, line.category, line.quantity, line.net) for key, line in lines]
        return sorted(told, key=lambda line: line[:2])

    def touchpoints(self) -> int:
        """How many touchpoints there are."""
        of_files = {key for file in self.more for key in file.touches()}
        of_messages = [message for message in self.said if message["type"] == "page" or message.get("event") == "Signed Up"]
        return len(of_messages) + len(of_files)

    def feedback(self) -> tuple[int, int]:
        """How many answers and referrals there are; nobody refers oneself."""
        names = [message.get("event") for message in self.said if not _refers_oneself(message)]
        return names.count("NPS Answered"), names.count("Referral Converted") + names.count("Signed Up")


def _refers_oneself(message: Message) -> bool:
    named = message.get("properties", {})
    return message.get("userId") is not None and message["userId"] in (named.get("referred_id"), named.get("referrer_id"))


def cases() -> st.SearchStrategy[Case]:
    """Everything at once."""
    more = st.tuples(files_of_touchpoints(), files_of_events())
    return st.builds(Case, messages(), files(), changes(), st.integers(0, 2**32), more)


async def deliver(context: JobContext, delivery: Delivery) -> None:
    """Have one delivery arrive, by the way that its kind takes."""
    if isinstance(delivery, ImportedFile):
        await _import_file(context, delivery)
    elif isinstance(delivery, Undo):
        await _undo(context, delivery)
    elif isinstance(delivery, Erasure):
        await _ask_for_erasure(context, delivery)
    elif isinstance(delivery, LateErasures):
        await _run_erasures(context)
    else:
        await _send(context.database, context.principal, delivery)


async def insist(context: JobContext, delivery: Delivery) -> None:
    """Deliver as clients do: what is refused with 503 (two merges that crossed, say) is sent again."""
    while True:
        try:
            await deliver(context, delivery)
        except ServiceUnavailableError:
            await asyncio.sleep(0.05)
        else:
            return


async def _send(database: Database, principal: Principal, batch: list[Message]) -> None:
    document = Document({"batch": batch}, suspect=False)
    read = read_batch(document, kind="batch", received_at=NOW, new_message_id=lambda: str(new_id()))
    async with database.work(principal) as work:
        done = await ingestion.ingest(work, read, NOW)
    assert done.accepted + done.duplicates == len(batch)
    assert done.rejects == ()


async def _import_file(context: JobContext, file: ImportedFile) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield file.body

    staging = Staging(context.database, context.principal, file.kind, FileFormat.CSV)
    await staging.receive(body())
    async with context.work() as work:
        import_id = await staging.finish(work)
    done = await run_import(context, import_id)
    assert (done.accepted + done.duplicates, done.rejected) == (len(file.rows), 0)


async def _undo(context: JobContext, undo: Undo) -> None:
    """Undo a merge; that another did, or erased the customer, meanwhile or before, is an answer too."""
    async with context.work() as work:
        rows = await work.execute(text("select id, survivor_id from attune.customer_merges order by merged_at, id"))
        known = rows.all()
    if known:
        chosen = known[undo.which % len(known)]
        try:
            async with context.work() as work:
                await identity.undo_merge(work, str(chosen.survivor_id), chosen.id)
        except (MergeUndoneError, CustomerErasedError):
            return


async def _ask_for_erasure(context: JobContext, wanted: Erasure) -> None:
    try:
        async with context.work() as work:
            asked = await erasure.ask(work, wanted.user)
            if wanted.later:
                await enqueue(work, ERASE, arguments_of(asked))
    except NotFoundError:
        return
    if not wanted.later:
        await _erase(context, asked)


async def _run_erasures(context: JobContext) -> None:
    async with context.work() as work:
        rows = await work.execute(text("select arguments from attune.jobs where kind = :kind order by id"), {"kind": ERASE})
        asked = [asked_of(arguments) for arguments in rows.scalars()]
    for each in asked:
        await _erase(context, each)


async def _erase(context: JobContext, asked: Asked) -> None:
    """Erase; who is erased is the one to whom the identifier belongs."""
    erased = await erasure.erase(context, asked)
    async with context.work() as work:
        owner = await work.execute(text("select customer_id from attune.subjects where id = :id"), {"id": asked.subject_id})
        assert owner.scalar_one() == erased.customer_id


async def truths(work: UnitOfWork) -> tuple[Decimal, Decimal, Decimal]:
    """Σ over profiles, Σ over published orders, Σ over the RFM table."""
    profiles = Decimal(0)
    for customer in await reading.list_customers(work, 1000, None):
        profiles += (await reading.read_profile(work, str(customer.id), NOW)).behaviour.revenue
    orders = await work.execute(text("select coalesce(sum(net), 0) from published.orders"))
    rfm = await reading.read_rfm(work, NOW)
    return profiles, orders.scalar_one(), sum((cell.revenue for cell in rfm.cells), Decimal(0))

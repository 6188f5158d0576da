"""What is projected from events: orders. The rule is the domain's fold; here is its transaction."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kernel.database import UnitOfWork
from kernel.jobs import JobContext
from services.segmentation.domain.orders import OrderEvent, fold_order, order_event_of, order_kind_of
from services.segmentation.store import events, orders
from services.segmentation.store import rebuild as past
from services.segmentation.store.orders import FoldedOrder, ToldOrder

_CHUNK = 1000


def in_currency(order: OrderEvent, currency: str) -> OrderEvent:
    """An order event that states no currency is in the workspace's own."""
    return order if order.currency is not None else replace(order, currency=currency)


async def fold_orders(work: UnitOfWork, keys: Collection[str]) -> None:
    """Make orders what their events come to. The events are written; the orders' rows need not exist."""
    if not keys:
        return
    await orders.lock_orders(work, keys)
    told = await orders.read_told(work, keys)
    await orders.write_orders(work, [_fold(key, said) for key, said in told.items()])


def _fold(key: str, told: list[ToldOrder]) -> FoldedOrder:
    order = fold_order(each.event for each in told)
    if order is None:
        return FoldedOrder(key, None, None)
    subject = next(each.subject_id for each in told if each.event.event_key == order.event_key)
    return FoldedOrder(key, order, subject)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did."""

    events: int
    dropped: int


async def rebuild(context: JobContext) -> Rebuilt:
    """Project all stored events anew. Each chunk is one transaction, so that no reader finds an order missing.

    Imported orders are no projection of events and stay as they are.
    """
    async with context.work() as work:
        currency = (await work.workspace()).currency
        counts = (await events.read_summary(work, None)).by_name
    names = [name for name in counts if order_kind_of(name) is not None]
    total = sum(counts[name] for name in names)
    done, position = 0, None
    while True:
        async with context.work() as work:
            chunk = await past.read_past(work, names, position, _CHUNK)
            if not chunk:
                dropped = await past.forget_orphans(work, names)
                await fold_orders(work, dropped)
                return Rebuilt(done, len(dropped))
            touched = await past.replace_told(
                work, [f"message:{event.message_id}" for event in chunk], list(_told(chunk, currency))
            )
            await fold_orders(work, touched)
        position = (chunk[-1].occurred_at, chunk[-1].id)
        done += len(chunk)
        await context.progress(done / max(total, done), "orders")


def _told(chunk: list[past.PastEvent], currency: str) -> Iterator[ToldOrder]:
    for event in chunk:
        order = order_event_of(event.name, event.properties, message_id=event.message_id, occurred_at=event.occurred_at)
        if order is not None:
            yield ToldOrder(in_currency(order, currency), event.subject_id)

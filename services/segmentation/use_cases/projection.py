"""What is projected from events, transaction by transaction: orders (by the domain's fold), traits, touchpoints, feedback."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kernel.database import UnitOfWork
from kernel.jobs import JobContext
from services.segmentation.domain.feedback import answer_of, is_answer_name
from services.segmentation.domain.orders import OrderEvent, fold_order, order_event_of, order_kind_of
from services.segmentation.domain.referrals import referral_kind_of, referral_of
from services.segmentation.domain.touchpoints import touch_of
from services.segmentation.store import events, identities, orders, rebuild_feedback
from services.segmentation.store import rebuild as past
from services.segmentation.store.events import Trait
from services.segmentation.store.feedback import ToldAnswer
from services.segmentation.store.orders import FoldedOrder, ToldOrder
from services.segmentation.store.referrals import ToldReferral
from services.segmentation.store.touchpoints import ToldTouch

BUYERS_AT_ONCE = 500
"""Customers that one event tells of: as many as a reaction can bear."""

_CHUNK = 1000


def in_currency(order: OrderEvent, currency: str) -> OrderEvent:
    """An order event that states no currency is in the workspace's own."""
    return order if order.currency is not None else replace(order, currency=currency)


async def fold_orders(work: UnitOfWork, keys: Collection[str]) -> None:
    """Make orders what their events come to. The events are written; the orders' rows need not exist."""
    if not keys:
        return
    before = await orders.lock_orders(work, keys)
    told = await orders.read_told(work, keys)
    folded = [_fold(key, said) for key, said in told.items()]
    changed = await orders.write_orders(work, folded, had_lines=any(order.has_lines for order in before.values()))
    after = {each.order_key: each.subject_id for each in folded}
    buyers = {owner for key in changed for owner in (before[key].subject_id, after[key]) if owner is not None}
    if buyers:
        await orders.tell_buyers(work, buyers, BUYERS_AT_ONCE)


def _fold(key: str, told: list[ToldOrder]) -> FoldedOrder:
    order = fold_order(each.event for each in told)
    if order is None:
        return FoldedOrder(key, None, None)
    subject = next(each.subject_id for each in told if each.event.event_key == order.event_key)
    return FoldedOrder(key, order, subject)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did.

    Attributes:
        events: Events whose names are those of orders.
        dropped: Orders of which something was told by events that are no longer there.
        traits: Events that told of traits.
        touchpoints: Events that are touchpoints.
        dropped_touchpoints: Touchpoints of events that are no longer there.
        feedback: Events that are answers.
        referrals: Events that tell of referrals.
        dropped_feedback: Answers and referrals of events that are no longer there.
    """

    events: int
    dropped: int
    traits: int
    touchpoints: int
    dropped_touchpoints: int
    feedback: int
    referrals: int
    dropped_feedback: int


async def rebuild(context: JobContext) -> Rebuilt:
    """Project all stored events anew. Each chunk is one transaction, so that no reader finds an order missing.

    What imports told of orders, and the touchpoints that they brought, have no event behind them and stay; the orders' rows
    are folded again whoever told of them.
    Events that come meanwhile are projected as they come: that a name of theirs is not among those read here does no harm.

    Of each trait the latest observation stands, an event's or a file's: traits that were lost, or are older than what an event
    tells, are told again, and none is dropped.
    """
    async with context.work() as work:
        currency = (await work.workspace()).currency
        counts = (await events.read_summary(work, None)).by_name
        names = [name for name in counts if order_kind_of(name) is not None]
        repeated = await past.find_repeated(work, past.of_tracks(names))
    total = sum(counts[name] for name in names)
    told = await _tell_again(context, names, total, {place.message_id for place in repeated}, currency)
    async for again in _read_repeated(context, repeated):
        await _replace(context, again, currency)
    async with context.work() as work:
        dropped = await past.forget_orphans(work)
        await fold_orders(work, dropped)
        orders_to_fold = await past.count_orders(work)
        with_traits = await past.count_past_traits(work)
    await _fold_again(context, orders_to_fold)
    traits = await _tell_traits_again(context, with_traits)
    touched = await _touch_again(context)
    names = [name for name in counts if is_answer_name(name) or referral_kind_of(name) is not None]
    return Rebuilt(told + len(repeated), len(dropped), traits, *touched, *await _answer_again(context, names))


async def _tell_again(context: JobContext, names: list[str], total: int, but: Collection[str], currency: str) -> int:
    """Write again what each event tells of orders, but for those of some message ids.

    Returns:
        How many events there were.
    """
    done, position = 0, None
    while True:
        async with context.work() as work:
            chunk = await past.read_past(work, past.of_tracks(names), position, _CHUNK)
        if not chunk:
            return done
        once = [event for event in chunk if event.message_id not in but]
        await _replace(context, once, currency)
        position = (chunk[-1].occurred_at, chunk[-1].id)
        done += len(once)
        await context.progress(0.3 * done / max(total, done, 1), "events")


async def _read_repeated(context: JobContext, places: Sequence[past.Place]) -> AsyncIterator[list[past.PastEvent]]:
    """The events at some places, which are in order of their message ids: in chunks, all events of a message id in one."""
    chunk: list[past.Place] = []
    for _, same in groupby(places, lambda place: place.message_id):
        if len(chunk) >= _CHUNK:
            yield await _read_at(context, chunk)
            chunk = []
        chunk += same
    if chunk:
        yield await _read_at(context, chunk)


async def _read_at(context: JobContext, chunk: Sequence[past.Place]) -> list[past.PastEvent]:
    async with context.work() as work:
        return await past.read_at(work, chunk)


async def _replace(context: JobContext, chunk: Sequence[past.PastEvent], currency: str) -> None:
    """Replace what some events told. Of two that say one thing of one order under one message id, the first kept counts."""
    if not chunk:
        return
    said: dict[tuple[str, str], ToldOrder] = {}
    for told in _told(chunk, currency):
        said.setdefault((told.event.order_key, told.event.event_key), told)
    keys = {f"message:{event.message_id}" for event in chunk}
    async with context.work() as work:
        await fold_orders(work, await past.replace_told(work, sorted(keys), list(said.values())))


async def _fold_again(context: JobContext, total: int) -> None:
    """Fold every order, those of imports too."""
    done, position = 0, ""
    while True:
        async with context.work() as work:
            keys = await past.read_order_keys(work, position, _CHUNK)
            await fold_orders(work, keys)
        if not keys:
            return
        done, position = done + len(keys), keys[-1]
        await context.progress(0.3 + 0.3 * done / max(total, done), "orders")


async def _tell_traits_again(context: JobContext, total: int) -> int:
    """Keep the latest observation of every trait that an event told.

    Returns:
        How many events there were.
    """
    done, position = 0, None
    while True:
        async with context.work() as work:
            await work.workspace(for_facts=True)  # nobody is erased between the reading and the writing
            chunk = await past.read_past_traits(work, position, _CHUNK)
            await events.upsert_traits(work, [trait for event in chunk for trait in _traits_of(event)])
        if not chunk:
            return done
        done, position = done + len(chunk), (chunk[-1].occurred_at, chunk[-1].id)
        await context.progress(0.6 + 0.2 * done / max(total, done), "traits")


async def _touch_again(context: JobContext) -> tuple[int, int]:
    """Write again the touchpoint that each event is.

    Returns:
        How many there are, and how many were dropped whose events are no longer there.
    """
    async with context.work() as work:
        total = await past.count_past(work, past.of_touchpoints())
        repeated = await past.find_repeated(work, past.of_touchpoints())
    found, done, position = 0, 0, None
    async for again in _read_repeated(context, repeated):
        found += await _replace_touches(context, again)
    but = {place.message_id for place in repeated}
    while True:
        async with context.work() as work:
            chunk = await past.read_past(work, past.of_touchpoints(), position, _CHUNK)
        if not chunk:
            break
        found += await _replace_touches(context, [event for event in chunk if event.message_id not in but])
        done, position = done + len(chunk), (chunk[-1].occurred_at, chunk[-1].id)
        await context.progress(0.8 + 0.15 * done / max(total, done), "touchpoints")
    async with context.work() as work:
        return found, await past.forget_orphaned_touches(work)


async def _replace_touches(context: JobContext, chunk: Sequence[past.PastEvent]) -> int:
    """Replace the touchpoints of some events. Of two under one message id, the first kept counts."""
    if not chunk:
        return 0
    told: dict[str, ToldTouch] = {}
    for event in chunk:
        touch = touch_of(
            event.type,
            event.name,
            event.properties,
            event.context or {},
            message_id=event.message_id,
            occurred_at=event.occurred_at,
        )
        if touch is not None:
            told.setdefault(touch.key, ToldTouch(touch, event.subject_id))
    async with context.work() as work:
        await past.replace_touches(work, [f"message:{event.message_id}" for event in chunk], list(told.values()))
    return len(told)


async def _answer_again(context: JobContext, names: Sequence[str]) -> tuple[int, int, int]:
    """Write again the answer that each event is, and the referral that it tells of.

    Returns:
        How many answers and referrals there are, and how many of both were dropped whose events are no longer there.
    """
    which = past.of_tracks(names)
    async with context.work() as work:
        repeated = await past.find_repeated(work, which)
    answers, referrals, position = 0, 0, None
    async for again in _read_repeated(context, repeated):
        found = await _replace_feedback(context, again)
        answers, referrals = answers + found[0], referrals + found[1]
    but = {place.message_id for place in repeated}
    while True:
        async with context.work() as work:
            chunk = await past.read_past(work, which, position, _CHUNK)
        if not chunk:
            break
        found = await _replace_feedback(context, [event for event in chunk if event.message_id not in but])
        answers, referrals = answers + found[0], referrals + found[1]
        position = (chunk[-1].occurred_at, chunk[-1].id)
        await context.progress(1.0, "feedback")
    async with context.work() as work:
        return answers, referrals, await rebuild_feedback.forget_orphans(work)


async def _replace_feedback(context: JobContext, chunk: Sequence[past.PastEvent]) -> tuple[int, int]:
    """Replace the answers and referrals of some events. Of two under one message id, the first kept counts.

    Whom a referral names is found and never made: they are there from the event's arrival on, unless they were erased.
    """
    if not chunk:
        return 0, 0
    first = {event.message_id: event for event in reversed(chunk)}
    keys = [f"message:{message_id}" for message_id in first]
    async with context.work() as work:
        await work.workspace(for_facts=True)  # nobody is erased meanwhile
        answers = [answer for event in first.values() if (answer := _answer_in(event)) is not None]
        await rebuild_feedback.replace_answers(work, keys, answers)
        referrals = await _referrals_in(work, list(first.values()))
        await rebuild_feedback.replace_referrals(work, keys, referrals)
    return len(answers), len(referrals)


def _answer_in(event: past.PastEvent) -> ToldAnswer | None:
    answer = answer_of(event.name, event.properties, message_id=event.message_id, occurred_at=event.occurred_at)
    return None if answer is None else ToldAnswer(answer, event.subject_id)


async def _referrals_in(work: UnitOfWork, chunk: Sequence[past.PastEvent]) -> list[ToldReferral]:
    said = []
    for event in chunk:
        referral = referral_of(
            event.name, event.properties, user_id=None, message_id=event.message_id, occurred_at=event.occurred_at
        )
        if referral is not None:
            said.append((event.subject_id, referral))
    users = await identities.find_users(work, [each.other_id for _, each in said if each.other_id is not None])
    told = []
    for subject, referral in said:
        named = users.get(referral.other_id or "")
        if named is not None and named.id == subject:
            continue
        if not referral.by_referred:
            told.append(ToldReferral(referral, subject, None if named is None else named.id))
        elif named is not None:
            told.append(ToldReferral(referral, named.id, subject))
    return told


def _traits_of(event: past.PastTraits) -> Iterator[Trait]:
    for name, value in event.traits.items():
        yield Trait(event.subject_id, name, value, event.occurred_at)


def _told(chunk: Sequence[past.PastEvent], currency: str) -> Iterator[ToldOrder]:
    for event in chunk:
        order = order_event_of(event.name, event.properties, message_id=event.message_id, occurred_at=event.occurred_at)
        if order is not None:
            yield ToldOrder(in_currency(order, currency), event.subject_id)

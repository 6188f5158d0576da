"""What the rows of imported files become, kind by kind: read into what they say, and written once."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from kernel.database import UnitOfWork
from services.segmentation.domain.feedback_rows import FeedbackRow, ReferralRow, read_feedback_row, read_referral_row
from services.segmentation.domain.imported_rows import (
    EventRow,
    SpendRow,
    TouchpointRow,
    imported_event,
    imported_touch,
    read_event_row,
    read_spend_row,
    read_touchpoint_row,
)
from services.segmentation.domain.imports import (
    CustomerRow,
    ImportedRow,
    ImportKind,
    OrderRow,
    RowReject,
    content_digest,
    imported_order_event,
    read_customer_row,
    read_order_row,
)
from services.segmentation.domain.rows import Row
from services.segmentation.store import erasure, events, feedback, identities, imports, referrals, spend, touchpoints
from services.segmentation.store.erasure import RowOf
from services.segmentation.store.events import Trait
from services.segmentation.store.feedback import ToldAnswer
from services.segmentation.store.imports import Import
from services.segmentation.store.orders import ToldOrder
from services.segmentation.store.referrals import ToldReferral
from services.segmentation.store.touchpoints import ToldTouch
from services.segmentation.use_cases.ingestion import keep_events
from services.segmentation.use_cases.projection import fold_orders, in_currency

RowT = TypeVar("RowT", bound=ImportedRow)
FactT = TypeVar("FactT")


@dataclass(frozen=True, slots=True)
class KeyedRow(Generic[RowT]):
    """A row of a file with the key by which it is kept once."""

    line: int
    key: str
    row: RowT


Keyed = Sequence[KeyedRow[RowT]]


@dataclass(frozen=True, slots=True)
class Kind(Generic[RowT]):
    """How the rows of one kind of file are read, and written.

    Attributes:
        read: A line's number, its cells and the workspace's time zone → what the row says.
        write: Writes rows of the import, in the workspace's currency; how many of them said something new.
    """

    read: Callable[[int, Row, ZoneInfo], RowT | RowReject]
    write: Callable[[UnitOfWork, Import, str, Keyed[RowT]], Awaitable[int]]


async def _write_customers(work: UnitOfWork, known: Import, _currency: str, keyed: Keyed[CustomerRow]) -> int:
    """Customers' traits as observed at the import, a later line a microsecond after the one before."""
    users = await identities.resolve_users(work, [each.row.customer_id for each in keyed])
    traits = [
        Trait(users[each.row.customer_id].id, name, value, known.created_at + timedelta(microseconds=each.line))
        for each in keyed
        for name, value in each.row.traits.items()
    ]
    changed = await events.upsert_traits(work, traits)
    changed |= {subject.id for subject in users.values() if subject.is_new}
    distinct = {content_digest(each.row): each.row.customer_id for each in keyed}
    return sum(users[customer_id].id in changed for customer_id in distinct.values())


async def _write_events(work: UnitOfWork, known: Import, currency: str, keyed: Keyed[EventRow]) -> int:
    """Events, by the way of the collector's, with what they tell of; like all that is imported they are unique for ever."""
    told = [imported_event(each.row, each.key, line=each.line, received_at=known.created_at) for each in keyed]
    return len(await keep_events(work, told, currency, known.created_at, for_ever=True))


async def _write_orders(work: UnitOfWork, _known: Import, currency: str, keyed: Keyed[OrderRow]) -> int:
    buried = await erasure.find_buried_orders(work, _rows_of(keyed))
    told = [
        ToldOrder(in_currency(imported_order_event(each.row, each.key), currency), subject_id)
        for each, subject_id in zip(keyed, await _subjects(work, keyed, buried), strict=True)
    ]
    latest, superseded = _latest((each.event.event_key, each) for each in told)
    changed = await imports.upsert_orders(work, list(latest.values()))
    await fold_orders(work, changed)
    return len(changed) + superseded


async def _write_touchpoints(work: UnitOfWork, _known: Import, _currency: str, keyed: Keyed[TouchpointRow]) -> int:
    buried = await erasure.find_buried_touches(work, _rows_of(keyed))
    told = [
        ToldTouch(imported_touch(each.row, each.key), subject_id)
        for each, subject_id in zip(keyed, await _subjects(work, keyed, buried), strict=True)
    ]
    latest, superseded = _latest((each.touch.key, each) for each in told)
    return len(await touchpoints.upsert_touches(work, list(latest.values()))) + superseded


async def _write_feedback(work: UnitOfWork, _known: Import, _currency: str, keyed: Keyed[FeedbackRow]) -> int:
    return await keep_answers(work, keyed)


async def keep_answers(work: UnitOfWork, keyed: Keyed[FeedbackRow]) -> int:
    """Write answers, each by its key; what somebody erased had said in their own words does not come back.

    Returns:
        How many of them said something new.
    """
    buried = await erasure.find_buried_answers(work, _rows_of(keyed))
    told = []
    for each, subject_id in zip(keyed, await _subjects(work, keyed, buried), strict=True):
        answer = replace(each.row.answer, key=each.key)
        known = (each.key, each.row.customer_id) not in buried
        told.append(ToldAnswer(answer if known else replace(answer, comment=None), subject_id))
    latest, superseded = _latest((each.answer.key, each) for each in told)
    return len(await feedback.upsert_answers(work, list(latest.values()))) + superseded


async def _write_referrals(work: UnitOfWork, _known: Import, _currency: str, keyed: Keyed[ReferralRow]) -> int:
    referrers = [(each.key, each.row.customer_id) for each in keyed]
    referred = [(each.key, each.row.referred_id) for each in keyed]
    buried = await erasure.find_buried_referrers(work, referrers)
    gone = await erasure.find_buried_referred(work, referred)
    users = await identities.resolve_users(
        work, [each[1] for each in referrers if each not in buried] + [each[1] for each in referred if each not in gone]
    )
    told = [
        ToldReferral(
            replace(each.row.referral, key=each.key),
            buried[by] if by in buried else users[by[1]].id,
            gone[of] if of in gone else users[of[1]].id,
        )
        for each, by, of in zip(keyed, referrers, referred, strict=True)
    ]
    latest, superseded = _latest((each.referral.key, each) for each in told)
    return len(await referrals.upsert_referrals(work, list(latest.values()))) + superseded


Owned = Sequence[KeyedRow[OrderRow] | KeyedRow[TouchpointRow] | KeyedRow[FeedbackRow]]


def _rows_of(keyed: Owned) -> list[RowOf]:
    return [(each.key, each.row.customer_id) for each in keyed]


async def _subjects(work: UnitOfWork, keyed: Owned, buried: Mapping[RowOf, UUID]) -> list[UUID]:
    """The subject of each row: that of its user, but what was of somebody who was erased stays so, and makes nobody new."""
    rows = _rows_of(keyed)
    users = await identities.resolve_users(work, [customer for key, customer in rows if (key, customer) not in buried])
    return [buried[row] if row in buried else users[row[1]].id for row in rows]


async def _write_spend(work: UnitOfWork, _known: Import, _currency: str, keyed: Keyed[SpendRow]) -> int:
    latest, superseded = _latest((each.key, each.row) for each in keyed)
    return len(await spend.upsert_spend(work, latest)) + superseded


def _latest(facts: Iterable[tuple[str, FactT]]) -> tuple[dict[str, FactT], int]:
    """Of rows with one key in a batch the last counts.

    Returns:
        The facts by their keys, and how many said something new and were then said otherwise.
    """
    latest: dict[str, FactT] = {}
    superseded = 0
    for key, fact in facts:
        superseded += key in latest and latest[key] != fact
        latest[key] = fact
    return latest, superseded


KINDS: dict[ImportKind, Kind[Any]] = {
    ImportKind.CUSTOMERS: Kind(lambda line, row, _: read_customer_row(line, row), _write_customers),
    ImportKind.EVENTS: Kind(read_event_row, _write_events),
    ImportKind.ORDERS: Kind(read_order_row, _write_orders),
    ImportKind.TOUCHPOINTS: Kind(read_touchpoint_row, _write_touchpoints),
    ImportKind.FEEDBACK: Kind(read_feedback_row, _write_feedback),
    ImportKind.REFERRALS: Kind(read_referral_row, _write_referrals),
    ImportKind.SPEND: Kind(lambda line, row, _: read_spend_row(line, row), _write_spend),
}

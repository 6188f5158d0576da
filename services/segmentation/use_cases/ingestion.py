"""Events in: each message id once, with what it projects, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from kernel.database import Database, UnitOfWork
from kernel.principals import Principal, key_digest
from kernel.problems import UnauthenticatedError
from kernel.telemetry import INGESTED
from services.segmentation.domain.merges import Merges
from services.segmentation.domain.messages import Batch, Event, Reject
from services.segmentation.domain.money import require_own_currency
from services.segmentation.domain.rejection import RejectionError
from services.segmentation.store import events, identities
from services.segmentation.store.events import StoredEvent, Trait
from services.segmentation.store.feedback import ToldAnswer
from services.segmentation.store.identities import Subject
from services.segmentation.store.orders import ToldOrder
from services.segmentation.store.referrals import ToldReferral
from services.segmentation.store.touchpoints import ToldTouch
from services.segmentation.use_cases.projection import fold_orders, in_currency

EVENTS_AT_ONCE = 500
"""Events of one statement."""


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What became of the events of one request: accepted + duplicates + rejected = sent."""

    accepted: int
    duplicates: int
    rejects: tuple[Reject, ...]


async def ingest(work: UnitOfWork, batch: Batch, received_at: datetime) -> Ingestion:
    """Keep the events of a request: each message id once, with what it projects, in one transaction."""
    currency = (await work.workspace(for_facts=True)).currency
    told, refused = _in_own_currency(batch.events, currency)
    accepted = len(await keep_events(work, told, currency, received_at))
    rejects = (*batch.rejects, *refused)
    await events.keep_rejects(work, rejects)
    duplicates = len(told) - accepted
    await events.count_duplicates(work, duplicates)
    _count(accepted, duplicates, len(rejects))
    return Ingestion(accepted, duplicates, tuple(sorted(rejects, key=lambda reject: reject.index)))


async def keep_events(
    work: UnitOfWork, told: Sequence[Event], currency: str, received_at: datetime, *, for_ever: bool = False
) -> set[str]:
    """Keep events whose message ids are new, with what they project.

    Args:
        work: The unit of work; it holds the workspace's settings.
        told: Events, of money in the workspace's currency.
        currency: The workspace's.
        received_at: When they came.
        for_ever: Whether their message ids are never forgotten, those that were kept before included.

    Returns:
        The message ids that were new; the others were there before.
    """
    distinct = {event.message_id: event for event in reversed(told)}  # of equal ids in one batch the first counts
    remembered_on = date.max if for_ever else received_at.astimezone(UTC).date()
    stored = await _identify(work, list(distinct.values()), currency)
    fresh: set[str] = set()
    # in slices: between two statements the loop serves others; by key, so that crossed batches cannot deadlock
    stored.sort(key=lambda each: each.event.message_id)
    for start in range(0, len(stored), EVENTS_AT_ONCE):
        fresh |= await events.insert_events(work, stored[start : start + EVENTS_AT_ONCE], received_at, remembered_on)
    if for_ever:
        await events.remember(work, sorted(distinct.keys() - fresh), remembered_on)
    await _project(work, [each for each in stored if each.event.message_id in fresh])
    return fresh


def _in_own_currency(told: Sequence[Event], currency: str) -> tuple[list[Event], list[Reject]]:
    """Set aside the orders that are in another currency than the workspace's."""
    kept, refused = [], []
    for event in told:
        try:
            require_own_currency(None if event.order is None else event.order.currency, currency)
            kept.append(event)
        except RejectionError as reason:
            refused.append(event.reject(reason.code, reason.message))
    return kept, refused


async def _identify(work: UnitOfWork, told: Sequence[Event], currency: str) -> list[StoredEvent]:
    """Give each event its subject, making those that are new, and settle whose anonymous subjects are.

    All that this transaction makes is made here, users before devices, each by value: crossed batches cannot deadlock. What an
    alias calls previous, where nobody knows it, is a device of its user's.
    """
    if any((event.user_id is not None and event.anonymous_id is not None) or event.type == "alias" for event in told):
        await identities.hold_map(work, to_merge=any(event.type == "alias" for event in told))
    previous = [each.previous_id for each in told if each.previous_id is not None]
    devices = [each.anonymous_id for each in told if each.anonymous_id is not None]
    known_users = await identities.find_users(work, [*_user_ids(told), *previous])
    known_devices = await identities.find_anonymous(work, [*devices, *previous])
    told = await _without_forgotten(work, told, known_users, known_devices)
    users = await identities.resolve_users(work, _user_ids(told), known_users)
    owners = _first_users(told, users)
    aliased = _first_aliases(told, known_users | users)
    anonymous = await identities.resolve_anonymous(work, aliased | owners, known_devices)
    claims = {
        anonymous[value].id: owner for value, owner in owners.items() if owner is not None and not anonymous[value].claimed
    }
    if claims:
        await identities.claim(work, claims)
    return [_with_subjects(event, users, anonymous, currency) for event in told]


def _user_ids(told: Sequence[Event]) -> list[str]:
    """The users of events, and those whom referrals name."""
    return [name for event in told for name in (event.user_id, _named(event)) if name is not None]


def _named(event: Event) -> str | None:
    """Whom an event names beside its own subject."""
    return None if event.referral is None else event.referral.other_id


async def _without_forgotten(
    work: UnitOfWork, told: Sequence[Event], users: dict[str, Subject], devices: dict[str, Subject]
) -> Sequence[Event]:
    """Leave out repeated messages of people who are not known any more: a repetition must not bring back who was erased."""
    strangers = [
        event.message_id
        for event in told
        if (event.user_id is not None and event.user_id not in users)
        or ((named := _named(event)) is not None and named not in users)
        or (event.anonymous_id is not None and event.anonymous_id not in devices)
        or (event.previous_id is not None and event.previous_id not in users and event.previous_id not in devices)
    ]
    if not strangers:
        return told
    repeated = await events.find_known(work, strangers)
    return [event for event in told if event.message_id not in repeated]


def _first_users(told: Sequence[Event], users: dict[str, Subject]) -> dict[str, UUID | None]:
    """Anonymous id → our id of the customer that it was first seen with in these events, if with any."""
    owners: dict[str, UUID | None] = {}
    for event in sorted(told, key=lambda each: (each.occurred_at, each.message_id)):
        if event.anonymous_id is not None:
            owner = users[event.user_id].customer_id if event.user_id is not None else None
            owners[event.anonymous_id] = owners.get(event.anonymous_id) or owner
    return owners


def _first_aliases(told: Sequence[Event], users: dict[str, Subject]) -> dict[str, UUID | None]:
    """Previous id that is no user's → our id of the customer that it was first said to be of."""
    owners: dict[str, UUID | None] = {}
    for previous, user_id in _aliases(told):
        if previous not in users:
            owners.setdefault(previous, users[user_id].customer_id)
    return owners


def _aliases(told: Iterable[Event]) -> list[tuple[str, str]]:
    """(previous id, user id) of what aliases say, in the order of their moments."""
    said = [
        (event.occurred_at, event.message_id, event.previous_id, event.user_id)
        for event in told
        if event.previous_id is not None and event.user_id is not None
    ]
    return [(previous, user_id) for _, _, previous, user_id in sorted(said)]


def _with_subjects(event: Event, users: dict[str, Subject], anonymous: dict[str, Subject], currency: str) -> StoredEvent:
    """A fact's subject is its user's, else its device's."""
    seen = None if event.anonymous_id is None else anonymous[event.anonymous_id].id
    subject = seen if event.user_id is None else users[event.user_id].id
    assert subject is not None  # noqa: S101 — the domain refuses events without any id
    told = None if event.order is None else ToldOrder(in_currency(event.order, currency), subject)
    touch = None if event.touch is None else ToldTouch(event.touch, subject)
    answer = None if event.answer is None else ToldAnswer(event.answer, subject)
    referral = _with_both(event, subject, users)
    return StoredEvent(event, subject, None if subject == seen else seen, told, touch, answer, referral)


def _with_both(event: Event, subject: UUID, users: dict[str, Subject]) -> ToldReferral | None:
    """The referral with its subjects: who says it, and who is named."""
    if event.referral is None:
        return None
    named = None if event.referral.other_id is None else users[event.referral.other_id].id
    if event.referral.by_referred:
        assert named is not None  # noqa: S101 — the domain takes only the referred's word that names who referred
        return ToldReferral(event.referral, named, subject)
    return ToldReferral(event.referral, subject, named)


async def _project(work: UnitOfWork, new: Sequence[StoredEvent]) -> None:
    """What new events change beside themselves: traits, merges, orders."""
    await events.upsert_traits(
        work,
        [
            Trait(each.subject_id, name, value, each.event.occurred_at)
            for each in new
            for name, value in each.event.traits.items()
        ],
    )
    await _merge_aliases(work, (each.event for each in new))
    await fold_orders(work, {each.told.event.order_key for each in new if each.told is not None})


async def _merge_aliases(work: UnitOfWork, new: Iterable[Event]) -> None:
    """`alias`: from now on the previous id is this customer's.

    A known user id is meant before an anonymous one. An anonymous id that somebody has claimed stays with who has: a second
    user on a device is not the first. One whose claim was undone is nobody's, and an alias may give it away again.
    """
    pairs = _aliases(new)
    if not pairs:
        return
    users = await identities.find_users(work, {name for pair in pairs for name in pair})
    devices = await identities.find_anonymous(work, [previous for previous, _ in pairs if previous not in users])
    nobodys = await identities.find_free(work, devices.values())
    free = {previous for previous, device in devices.items() if device.id in nobodys}
    merges = Merges()
    for previous, user_id in pairs:
        subject = users.get(previous) or devices[previous]
        if previous in users or previous in free:
            free.discard(previous)
            merges.add(subject.customer_id, users[user_id].customer_id)
    if merges.survivors:
        await identities.merge(work, merges.survivors)


def _count(accepted: int, duplicates: int, rejected: int) -> None:
    for verdict, number in (("accepted", accepted), ("duplicate", duplicates), ("rejected", rejected)):
        INGESTED.labels(verdict).inc(number)


async def find_sender(database: Database, write_key: str) -> Principal:
    """Whose key it is that an event client put into its body.

    Raises:
        UnauthenticatedError: Nobody's.
    """
    async with database.connection() as connection:
        found = await identities.find_key(connection, key_digest(write_key))
    if found is None:
        raise UnauthenticatedError("The writeKey is not known.")
    return Principal(found.workspace_id, f"key:{found.key_id}", frozenset(found.scopes))

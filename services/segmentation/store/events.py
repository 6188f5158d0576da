"""Events, exactly once: the table of message keys decides, and one statement writes keys → events → what they tell of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import Boolean, Date, DateTime, Text, Uuid, bindparam, func, insert, select

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from schema.behaviour import events, ingest_duplicates, ingest_rejects
from services.segmentation.domain.messages import Event, Reject
from services.segmentation.store.arrays import with_arrays
from services.segmentation.store.feedback import ANSWER_COLUMN_TYPES, ANSWERS, ToldAnswer, answer_columns
from services.segmentation.store.orders import ORDER_COLUMN_TYPES, ToldOrder, order_columns
from services.segmentation.store.referrals import REFERRAL_COLUMN_TYPES, REFERRALS, ToldReferral, referral_columns
from services.segmentation.store.touchpoints import TOUCH_COLUMN_TYPES, ToldTouch, touch_columns


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with the subjects it is about and what it tells of: ready to be written."""

    event: Event
    subject_id: UUID
    anonymous_subject_id: UUID | None
    told: ToldOrder | None
    touch: ToldTouch | None
    answer: ToldAnswer | None
    referral: ToldReferral | None


_TIME = DateTime(timezone=True)

_INSERT = with_arrays(
    f"""
    with incoming as (
        select * from unnest(:ids, :message_ids, :types, :names, :occurred, :sent, :originals, :clamped,
                             :subjects, :anonymous, :properties, :traits, :contexts)
            as i(id, message_id, type, name, occurred_at, sent_at, original_timestamp, clamped,
                 subject_id, anonymous_subject_id, properties, traits, context)
    ), fresh as (
        insert into attune.event_keys (workspace_id, message_id, received_on)
        select :workspace_id, message_id, :remembered_on from incoming order by message_id collate "C"
        on conflict (workspace_id, message_id) do nothing
        returning message_id
    ), stored as (
        insert into attune.events (workspace_id, id, message_id, type, name, occurred_at, received_at, sent_at,
            original_timestamp, clamped, subject_id, anonymous_subject_id, properties, traits, context)
        select :workspace_id, i.id, i.message_id, i.type, i.name, i.occurred_at, :received_at, i.sent_at,
               i.original_timestamp, i.clamped, i.subject_id, i.anonymous_subject_id,
               i.properties::jsonb, i.traits::jsonb, i.context::jsonb
        from incoming i join fresh using (message_id)
    ), projected as (
        insert into attune.order_events (workspace_id, order_key, event_key, kind, subject_id, order_id, occurred_at,
            amount, currency, margin, discount, lines)
        select :workspace_id, o.order_key, o.event_key, o.kind, o.subject_id, o.order_id, o.occurred_at,
               o.amount, o.currency, o.margin, o.discount, o.lines::jsonb
        from unnest(:order_messages, :order_keys, :order_event_keys, :order_kinds, :order_subjects, :order_ids, :order_occurred,
                    :order_amounts, :order_currencies, :order_margins, :order_discounts, :order_lines)
            as o(message_id, order_key, event_key, kind, subject_id, order_id, occurred_at, amount, currency, margin, discount,
                 lines)
        join fresh using (message_id)
        on conflict (workspace_id, order_key, event_key) do nothing
    ), touched as (
        insert into attune.touchpoints (workspace_id, touch_key, subject_id, occurred_at, channel, source, medium, campaign,
            kind, cost)
        select :workspace_id, t.touch_key, t.subject_id, t.occurred_at, t.channel, t.source, t.medium, t.campaign,
               t.kind, t.cost
        from unnest(:touch_messages, :touch_keys, :touch_subjects, :touch_occurred, :touch_channels, :touch_sources,
                    :touch_mediums, :touch_campaigns, :touch_kinds, :touch_costs)
            as t(message_id, touch_key, subject_id, occurred_at, channel, source, medium, campaign, kind, cost)
        join fresh using (message_id)
        on conflict (workspace_id, touch_key) do nothing
    ), answered as (
        insert into attune.feedback (workspace_id, feedback_key, subject_id, answered_at, score, category, brand_rank, brands,
            wallet_share, survey, source, comment)
        select :workspace_id, f.* from {ANSWERS} where f.feedback_key in (select 'message:' || message_id from fresh)
        on conflict (workspace_id, feedback_key) do nothing
    ), referred as (
        insert into attune.referrals (workspace_id, referral_key, subject_id, referred_subject_id, order_key, referred_at, kind,
            is_new, would_have_come, reward)
        select :workspace_id, r.* from {REFERRALS} where r.referral_key in (select 'message:' || message_id from fresh)
        on conflict (workspace_id, referral_key) do nothing
    )
    select message_id from fresh
    """,  # noqa: S608 — of constants alone
    ids=Uuid,
    message_ids=Text,
    types=Text,
    names=Text,
    occurred=_TIME,
    sent=_TIME,
    originals=_TIME,
    clamped=Boolean,
    subjects=Uuid,
    anonymous=Uuid,
    properties=Text,
    traits=Text,
    contexts=Text,
    order_messages=Text,
    **ORDER_COLUMN_TYPES,
    touch_messages=Text,
    **TOUCH_COLUMN_TYPES,
    **ANSWER_COLUMN_TYPES,
    **REFERRAL_COLUMN_TYPES,
).bindparams(bindparam("received_at", type_=_TIME), bindparam("remembered_on", type_=Date))


async def insert_events(
    work: UnitOfWork, stored: Sequence[StoredEvent], received_at: datetime, remembered_on: date
) -> set[str]:
    """Write the events whose message ids are new, with the order events, touchpoints, answers and referrals that they are.

    Args:
        work: The unit of work.
        stored: Events of distinct message ids.
        received_at: When the request came.
        remembered_on: The day from which on their message ids may be forgotten after a while.

    Returns:
        The message ids that were new; the others were there before.
    """
    if not stored:
        return set()
    told = [each.event for each in stored]
    of_orders = [(each.event.message_id, each.told) for each in stored if each.told is not None]
    touches = [(each.event.message_id, each.touch) for each in stored if each.touch is not None]
    rows = await work.execute(
        _INSERT,
        {
            "workspace_id": work.workspace_id,
            "received_at": received_at,
            "remembered_on": remembered_on,
            "ids": [new_id() for _ in stored],
            "message_ids": [event.message_id for event in told],
            "types": [event.type for event in told],
            "names": [event.name for event in told],
            "occurred": [event.occurred_at for event in told],
            "sent": [event.sent_at for event in told],
            "originals": [event.original_timestamp for event in told],
            "clamped": [event.clamped for event in told],
            "subjects": [each.subject_id for each in stored],
            "anonymous": [each.anonymous_subject_id for each in stored],
            "properties": [_json(event.properties) for event in told],
            "traits": [_json(event.traits) if event.traits else None for event in told],
            "contexts": [_json(event.context) if event.context else None for event in told],
            "order_messages": [message_id for message_id, _ in of_orders],
            **order_columns([order for _, order in of_orders]),
            "touch_messages": [message_id for message_id, _ in touches],
            **touch_columns([touch for _, touch in touches]),
            **answer_columns([each.answer for each in stored if each.answer is not None]),
            **referral_columns([each.referral for each in stored if each.referral is not None]),
        },
    )
    return set(rows.scalars())


_KNOWN = with_arrays(
    "select message_id from attune.event_keys where workspace_id = :workspace_id and message_id = any(:message_ids)",
    message_ids=Text,
)


async def find_known(work: UnitOfWork, message_ids: Sequence[str]) -> set[str]:
    """Those of some message ids whose events were kept before."""
    rows = await work.execute(_KNOWN, {"workspace_id": work.workspace_id, "message_ids": list(message_ids)})
    return set(rows.scalars())


_REMEMBER = with_arrays(
    """
    insert into attune.event_keys as known (workspace_id, message_id, received_on)
    select :workspace_id, message_id, :remembered_on from unnest(:message_ids) as m(message_id) order by message_id collate "C"
    on conflict (workspace_id, message_id) do update set received_on = excluded.received_on
        where known.received_on < excluded.received_on
    """,
    message_ids=Text,
).bindparams(bindparam("remembered_on", type_=Date))


async def remember(work: UnitOfWork, message_ids: Sequence[str], remembered_on: date) -> None:
    """Remember message ids that were kept before at least as long as those of a day; those that are forgotten meanwhile too."""
    if message_ids:
        values = {"workspace_id": work.workspace_id, "message_ids": list(message_ids), "remembered_on": remembered_on}
        await work.execute(_REMEMBER, values)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


# `before` and the rows returned tell what changed: a statement sees the table as it was when it began.
_UPSERT_TRAITS = with_arrays(
    """
    with told as (
        select distinct on (subject_id, name) subject_id, name, value::jsonb as value, observed_at
        from unnest(:subjects, :names, :values, :observed) as t(subject_id, name, value, observed_at)
        order by subject_id, name, observed_at desc, value::jsonb desc
    ), before as (
        select told.subject_id, told.name, known.value from told
        cross join lateral (
            select k.value from attune.subject_traits k
            where k.workspace_id = :workspace_id and k.subject_id = told.subject_id and k.name = told.name limit 1
        ) known
    ), kept as (
        insert into attune.subject_traits as k (workspace_id, subject_id, name, value, observed_at)
        select :workspace_id, subject_id, name, value, observed_at from told order by subject_id, name
        on conflict (workspace_id, subject_id, name) do update
            set value = excluded.value, observed_at = excluded.observed_at
            where (k.observed_at, k.value) < (excluded.observed_at, excluded.value)
        returning k.subject_id, k.name, k.value
    )
    select distinct subject_id from kept left join before using (subject_id, name)
    where before.value is distinct from kept.value
    """,
    subjects=Uuid,
    names=Text,
    values=Text,
    observed=_TIME,
)


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait of a subject, as it was observed at a moment."""

    subject_id: UUID
    name: str
    value: object
    observed_at: datetime


async def upsert_traits(work: UnitOfWork, traits: Sequence[Trait]) -> set[UUID]:
    """Keep the latest observation of every trait, in any order of arrival; of two at one moment, the greater value.

    Returns:
        The subjects of which something changed.
    """
    if not traits:
        return set()
    rows = await work.execute(
        _UPSERT_TRAITS,
        {
            "workspace_id": work.workspace_id,
            "subjects": [trait.subject_id for trait in traits],
            "names": [trait.name for trait in traits],
            "values": [_json(trait.value) for trait in traits],
            "observed": [trait.observed_at for trait in traits],
        },
    )
    return set(rows.scalars())


async def keep_rejects(work: UnitOfWork, rejects: Sequence[Reject], import_id: UUID | None = None) -> None:
    """Keep what was refused, raw, with its reason."""
    if rejects:
        await work.execute(
            insert(ingest_rejects).values(received_at=func.clock_timestamp()),  # an erasure looks for those since a moment
            [
                {
                    "workspace_id": work.workspace_id,
                    "id": new_id(),
                    "import_id": import_id,
                    "position": reject.index,
                    "code": reject.code,
                    "message": reject.message,
                    "raw": reject.raw,
                }
                for reject in rejects
            ],
        )


async def count_duplicates(work: UnitOfWork, duplicates: int) -> None:
    """Add one request's duplicates to the count."""
    if duplicates:
        await work.execute(insert(ingest_duplicates).values(workspace_id=work.workspace_id, id=new_id(), duplicates=duplicates))


@dataclass(frozen=True, slots=True)
class EventsSummary:
    """How many events there are, by name, and how many were refused or came again."""

    events: int
    by_name: dict[str, int]
    duplicates: int
    rejected: int


async def read_summary(work: UnitOfWork, as_of: datetime | None) -> EventsSummary:
    """Counts of events (that occurred before a moment), and of all duplicates and rejects so far."""
    query = select(events.c.name, func.count()).group_by(events.c.name).order_by(events.c.name)
    if as_of is not None:
        query = query.where(events.c.occurred_at < as_of)
    named = await work.execute(query)
    by_name: dict[str, int] = {str(name): int(count) for name, count in named}
    duplicates = await work.execute(select(func.coalesce(func.sum(ingest_duplicates.c.duplicates), 0)))
    rejected = await work.execute(select(func.count()).where(ingest_rejects.c.import_id.is_(None)).select_from(ingest_rejects))
    return EventsSummary(sum(by_name.values()), by_name, int(duplicates.scalar_one()), int(rejected.scalar_one()))

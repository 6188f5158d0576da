"""Customers as they are read: who they are, what they did."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Row, bindparam, select, text
from sqlalchemy.dialects.postgresql import distinct_on

from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from schema.behaviour import customers, subject_traits, subjects


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer.

    Attributes:
        id: Ours.
        customer_id: The company's; None while the customer is anonymous, and once it was erased.
        erased_at: When it was; what was done stays counted.
    """

    id: UUID
    customer_id: str | None
    created_at: datetime
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a customer did before a moment. Money is net of refunds."""

    orders: int
    purchases: int
    revenue: Decimal
    first_order_at: datetime | None
    last_order_at: datetime | None
    events: int
    first_event_at: datetime | None
    last_event_at: datetime | None


_COLUMNS = (customers.c.id, customers.c.customer_id, customers.c.created_at, customers.c.erased_at)


async def list_customers(work: UnitOfWork, limit: int, after: UUID | None) -> list[Customer]:
    """Customers in the order of their making, one more than the limit if there are more."""
    query = select(*_COLUMNS).where(customers.c.merged_into.is_(None)).order_by(customers.c.id).limit(limit + 1)
    if after is not None:
        query = query.where(customers.c.id > after)
    return [Customer(*row) for row in (await work.execute(query))]


async def find_customer(work: UnitOfWork, reference: str) -> Customer | None:
    """A customer by the company's id, else by ours. One that was merged is found as the one it went into."""
    by_theirs = select(subjects.c.customer_id).where(subjects.c.kind == "user", subjects.c.value == reference)
    living = customers.c.erased_at.is_(None)  # a tombstone is no id of the company's
    found = (await work.execute(select(*_COLUMNS).where(customers.c.id == by_theirs.scalar_subquery(), living))).one_or_none()
    if found is None and (ours := read_id(reference)) is not None:
        found = await _follow_merges(work, ours)
    return None if found is None else Customer(*found)


_SURVIVOR = text(
    """
    with recursive line as (
        select id, customer_id, created_at, erased_at, merged_into from attune.customers where id = :id
        union
        select c.id, c.customer_id, c.created_at, c.erased_at, c.merged_into
        from attune.customers c join line on c.id = line.merged_into
    )
    select id, customer_id, created_at, erased_at from line where merged_into is null
    """
)


async def _follow_merges(work: UnitOfWork, customer_id: UUID) -> Row[*tuple[Any, ...]] | None:
    return (await work.execute(_SURVIVOR, {"id": customer_id})).one_or_none()


async def read_identities(work: UnitOfWork, customer_id: UUID) -> list[tuple[str, str]]:
    """(kind, value) of every identifier that was observed of a customer."""
    rows = await work.execute(
        select(subjects.c.kind, subjects.c.value)
        .where(subjects.c.customer_id == customer_id)
        .order_by(subjects.c.kind.desc(), subjects.c.created_at, subjects.c.value)
    )
    return [(kind, value) for kind, value in rows]


async def read_traits(work: UnitOfWork, customer_id: UUID) -> dict[str, Any]:
    """The latest observation of each trait, over all the customer's subjects."""
    rows = await work.execute(
        select(subject_traits.c.name, subject_traits.c.value)
        .join(
            subjects,
            (subjects.c.workspace_id == subject_traits.c.workspace_id) & (subjects.c.id == subject_traits.c.subject_id),
        )
        .where(subjects.c.customer_id == customer_id)
        .ext(distinct_on(subject_traits.c.name))
        .order_by(subject_traits.c.name, subject_traits.c.observed_at.desc(), subject_traits.c.subject_id)
    )
    return dict(rows.all())


_BEHAVIOUR = text(
    """
    select * from (
        select count(*), count(*) filter (where is_purchase), coalesce(sum(net), 0), min(ordered_at), max(ordered_at)
        from published.orders where customer_id = :customer_id and ordered_at < :as_of
    ) ordered, (
        select count(*), min(e.occurred_at), max(e.occurred_at)
        from attune.events e join attune.subjects s on s.workspace_id = e.workspace_id and s.id = e.subject_id
        where s.customer_id = :customer_id and e.occurred_at < :as_of
    ) seen
    """
).bindparams(bindparam("as_of", type_=DateTime(timezone=True)))


async def read_behaviour(work: UnitOfWork, customer_id: UUID, as_of: datetime) -> Behaviour:
    """What a customer did before a moment."""
    return Behaviour(*(await work.execute(_BEHAVIOUR, {"customer_id": customer_id, "as_of": as_of})).one())


@dataclass(frozen=True, slots=True)
class ChannelTouches:
    """A customer's touchpoints of one channel."""

    channel: str
    touchpoints: int
    first_at: datetime
    last_at: datetime


_TOUCHES = text(
    """
    select channel, count(*), min(occurred_at), max(occurred_at)
    from published.touchpoints where customer_id = :customer_id and occurred_at < :as_of
    group by channel order by count(*) desc, channel
    """
).bindparams(bindparam("as_of", type_=DateTime(timezone=True)))


async def read_touches(work: UnitOfWork, customer_id: UUID, as_of: datetime) -> list[ChannelTouches]:
    """A customer's touchpoints before a moment by channel, the channel with most of them first."""
    rows = await work.execute(_TOUCHES, {"customer_id": customer_id, "as_of": as_of})
    return [ChannelTouches(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Exposure:
    """A variation of an experiment that a customer was shown, and when it was first."""

    experiment_id: UUID
    experiment: str
    variation: str
    exposed_at: datetime


_EXPOSURES = text(
    """
    select experiment_id, experiment, variation, min(exposed_at)
    from published.exposures
    where unit = any(array(select value from attune.subjects where customer_id = :customer_id)) and exposed_at < :as_of
    group by experiment_id, experiment, variation order by min(exposed_at), experiment, variation
    """
).bindparams(bindparam("as_of", type_=DateTime(timezone=True)))


async def read_exposures(work: UnitOfWork, customer_id: UUID, as_of: datetime) -> list[Exposure]:
    """What a customer was shown before a moment, under any of the identifiers; the earliest first."""
    rows = await work.execute(_EXPOSURES, {"customer_id": customer_id, "as_of": as_of})
    return [Exposure(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A point and the bounds of its interval; None where the model gives none."""

    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """What the published model says of a customer.

    Attributes:
        calibration_end: The last day of what the model was fitted on.
    """

    model_id: UUID
    model: str
    calibration_end: date
    valued_on: date
    probability_alive: Estimate
    expected_purchases: Estimate
    expected_spend: Estimate
    clv: Estimate


_VALUE = text("select * from published.customer_value where customer_id = :customer_id")


async def read_value(work: UnitOfWork, customer_id: UUID) -> PublishedValue | None:
    """What the published model says that a customer is worth."""
    row = (await work.execute(_VALUE, {"customer_id": customer_id})).mappings().one_or_none()
    if row is None:
        return None

    def estimate(name: str) -> Estimate:
        return Estimate(row[name], row[f"{name}_low"], row[f"{name}_high"])

    return PublishedValue(
        row["model_id"],
        row["model"],
        row["calibration_end"],
        row["valued_on"],
        estimate("probability_alive"),
        estimate("expected_purchases"),
        estimate("expected_spend"),
        estimate("clv"),
    )

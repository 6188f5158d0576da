"""What customers are worth under a run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, bindparam, column, delete, func, select, table, text, tuple_
from sqlalchemy import Text as SqlText
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION

from kernel.database import UnitOfWork
from schema.valuation import customer_values, model_runs, published_model
from services.valuation.store.runs import is_being_made

# Published by segmentation; customers who were merged into others are not in it.
_CUSTOMERS = table(
    "customers",
    column("workspace_id", SqlUuid),
    column("id", SqlUuid),
    column("customer_id", SqlText),
    schema="published",
)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its interval; None where there is no number."""

    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """What a customer is worth. Times are in the run's unit.

    Attributes:
        id: The customer's, ours.
        valued_on: As of the end of that day.
    """

    id: UUID
    valued_on: date
    frequency: float
    recency: float
    T: float
    monetary_value: float | None
    probability_alive: Interval
    expected_purchases: Interval
    expected_spend: Interval
    clv: Interval


_ESTIMATES = ("probability_alive", "expected_purchases", "expected_spend", "clv")
_NUMBERS = (
    "frequency",
    "recency",
    "age",
    "monetary_value",
    *(f"{name}{end}" for name in _ESTIMATES for end in ("", "_low", "_high")),
)

# No transaction of this server has an id that is not below its snapshot's end: what says that it has seen one was restored from
# another server's dump, and has seen nothing of this one's.
_UNKNOWN_HERE = "cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)"

# Values that have seen later facts stay: a job that read before an order came does not undo what followed the order.
_WRITE_VALUES = text(
    f"""
    insert into attune.customer_values as old
        (workspace_id, model_id, valued_on, seen_xid, customer_id, clv_told, {", ".join(_NUMBERS)})
    select :workspace_id, :model_id, :valued_on, :seen_xid, v.*
    from unnest(:customer_ids, :clv_told, {", ".join(f":{name}" for name in _NUMBERS)})
        as v(customer_id, clv_told, {", ".join(_NUMBERS)})
    order by v.customer_id
    on conflict (workspace_id, model_id, customer_id) do update
        set valued_on = excluded.valued_on, seen_xid = excluded.seen_xid, clv_told = excluded.clv_told,
            {", ".join(f"{name} = excluded.{name}" for name in _NUMBERS)}
        where old.seen_xid <= excluded.seen_xid or old.seen_xid >= {_UNKNOWN_HERE}
    returning customer_id
    """  # noqa: S608 — names of columns, written above
).bindparams(
    bindparam("customer_ids", type_=ARRAY(SqlUuid)),
    bindparam("clv_told", type_=ARRAY(DOUBLE_PRECISION)),
    *(bindparam(name, type_=ARRAY(DOUBLE_PRECISION)) for name in _NUMBERS),
)


@dataclass(frozen=True, slots=True)
class Valued:
    """Customers as they are valued.

    Attributes:
        customer_ids: Ours.
        numbers: A column for each of the table's, in the customers' order.
        clv_told: The value of each that was told last, in the customers' order.
        valued_on: They are valued as of the end of that day.
        seen_xid: All that transactions below this one wrote was seen.
    """

    customer_ids: list[UUID]
    numbers: dict[str, list[float | None]]
    clv_told: list[float | None]
    valued_on: date
    seen_xid: int


async def write_values(work: UnitOfWork, run_id: UUID, valued: Valued) -> set[UUID]:
    """Write the values of some customers under a run; written again, they are the same rows.

    Returns:
        Those that were written: values that have seen later facts stay.
    """
    bound = {name: valued.numbers[name] for name in _NUMBERS}
    written = await work.execute(
        _WRITE_VALUES,
        {
            "workspace_id": work.workspace_id,
            "model_id": run_id,
            "valued_on": valued.valued_on,
            "seen_xid": valued.seen_xid,
            "customer_ids": valued.customer_ids,
            "clv_told": valued.clv_told,
            **bound,
        },
    )
    return set(written.scalars())


_HORIZON = text("select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)")


async def read_horizon(work: UnitOfWork) -> int:
    """The transaction below which all have ended: this unit of work's next statement sees what they wrote."""
    return int((await work.execute(_HORIZON)).scalar_one())


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a customer under a run.

    Attributes:
        clv_told: The value that was told last.
        seen_xid: What transactions below this one wrote was seen; 0 where another server's were.
    """

    clv_told: float | None
    seen_xid: int


_HELD = text(
    f"""
    select customer_id, clv_told, case when seen_xid >= {_UNKNOWN_HERE} then 0 else seen_xid end
    from attune.customer_values
    where workspace_id = :workspace_id and model_id = :model_id and customer_id = any(:customer_ids)
    order by customer_id
    for update
    """  # noqa: S608 — a constant
).bindparams(bindparam("customer_ids", type_=ARRAY(SqlUuid)))


async def hold_values(work: UnitOfWork, run_id: UUID, customer_ids: Collection[UUID]) -> dict[UUID, Held]:
    """What is held of some customers under a run, by our ids; nobody else changes it until this transaction ends."""
    rows = await work.execute(
        _HELD, {"workspace_id": work.workspace_id, "model_id": run_id, "customer_ids": sorted(customer_ids)}
    )
    return {customer_id: Held(clv_told, seen_xid) for customer_id, clv_told, seen_xid in rows}


def _has_values() -> ColumnElement[bool]:
    return (
        select(customer_values.c.model_id)
        .where(customer_values.c.workspace_id == model_runs.c.workspace_id, customer_values.c.model_id == model_runs.c.id)
        .exists()
    )


async def find_stale_runs(work: UnitOfWork) -> list[UUID]:
    """Runs that have values but are not published, not being made and not about to be promoted."""
    published = select(published_model.c.model_id).where(published_model.c.workspace_id == work.workspace_id)
    stale = await work.execute(
        select(model_runs.c.id).where(
            model_runs.c.workspace_id == work.workspace_id,
            model_runs.c.id.not_in(published),
            ~is_being_made(work),
            _has_values(),
        )
    )
    return list(stale.scalars())


async def drop_values(work: UnitOfWork, run_id: UUID, limit: int) -> bool:
    """Drop some values of a run; its record stays.

    Returns:
        Whether there are more.
    """
    of_run = (customer_values.c.workspace_id == work.workspace_id, customer_values.c.model_id == run_id)
    owner = customer_values.c.customer_id
    last = await work.execute(select(owner).where(*of_run).order_by(owner).offset(limit - 1).limit(1))
    through = last.scalar_one_or_none()
    some = of_run if through is None else (*of_run, owner <= through)
    await work.execute(delete(customer_values).where(*some))
    return through is not None


_DROP_CUSTOMERS = text(
    f"""
    delete from attune.customer_values
    where workspace_id = :workspace_id and model_id = any(:model_ids) and customer_id = any(:customer_ids)
      and (cast(:xid as bigint) is null or seen_xid <= :xid or seen_xid >= {_UNKNOWN_HERE})
    """  # noqa: S608 — a constant
).bindparams(bindparam("model_ids", type_=ARRAY(SqlUuid)), bindparam("customer_ids", type_=ARRAY(SqlUuid)))


async def drop_customers(
    work: UnitOfWork, customer_ids: Collection[UUID], *, xid: int | None = None, run_id: UUID | None = None
) -> None:
    """Drop some customers' values.

    Args:
        work: The unit of work.
        customer_ids: Ours.
        xid: Only values that have not seen what this transaction wrote.
        run_id: Only those under this run; else under every run that has some.
    """
    runs = [run_id]
    if run_id is None:
        found = await work.execute(select(model_runs.c.id).where(model_runs.c.workspace_id == work.workspace_id, _has_values()))
        runs = list(found.scalars())
    await work.execute(
        _DROP_CUSTOMERS,
        {"workspace_id": work.workspace_id, "model_ids": runs, "customer_ids": sorted(customer_ids), "xid": xid},
    )


class ValueOrder(Enum):
    """What customers can be listed by, as on the wire, with its column."""

    CLV = "clv"
    EXPECTED_PURCHASES = "expected_purchases"
    EXPECTED_SPEND = "expected_spend"
    PROBABILITY_ALIVE = "probability_alive"
    FREQUENCY = "frequency"
    RECENCY = "recency"
    AGE = "T"
    MONETARY_VALUE = "monetary_value"

    @property
    def column(self) -> ColumnElement[float]:
        """Where it is kept."""
        return customer_values.c["age" if self is ValueOrder.AGE else self.value]

    def number(self, value: CustomerValue) -> float | None:
        """A customer's."""
        held: Interval | float | None = getattr(value, self.value)
        return held.estimate if isinstance(held, Interval) else held


@dataclass(frozen=True, slots=True)
class ValuePosition:
    """Where a list of customers goes on: the number they are listed by, None past all numbers, and our id."""

    number: float | None
    customer_id: UUID


async def list_values(
    work: UnitOfWork, run_id: UUID, order: ValueOrder, descending: bool, limit: int, after: ValuePosition | None
) -> list[CustomerValue]:
    """Values of a run in an order, those without a number last."""
    found: list[CustomerValue] = []
    if after is None or after.number is not None:
        found = await _numbered(work, run_id, order, descending, limit, after)
        after = None
    if len(found) < limit:
        found += await _unnumbered(work, run_id, order, limit - len(found), after)
    return found


async def _numbered(
    work: UnitOfWork, run_id: UUID, order: ValueOrder, descending: bool, limit: int, after: ValuePosition | None
) -> list[CustomerValue]:
    number, owner = order.column, customer_values.c.customer_id
    query = _values_of(work, run_id).where(number.is_not(None))
    if after is not None:
        here = tuple_(number, owner)
        there = tuple_(bindparam("number", after.number, DOUBLE_PRECISION), bindparam("owner", after.customer_id, SqlUuid))
        query = query.where(here < there if descending else here > there)
    ordered = query.order_by(number.desc(), owner.desc()) if descending else query.order_by(number, owner)
    return [_customer_value(row) for row in await work.execute(ordered.limit(limit))]


async def _unnumbered(
    work: UnitOfWork, run_id: UUID, order: ValueOrder, limit: int, after: ValuePosition | None
) -> list[CustomerValue]:
    owner = customer_values.c.customer_id
    query = _values_of(work, run_id).where(order.column.is_(None))
    if after is not None:
        query = query.where(owner > after.customer_id)
    return [_customer_value(row) for row in await work.execute(query.order_by(owner).limit(limit))]


def _values_of(work: UnitOfWork, run_id: UUID) -> Select[Any]:
    calibration_end = (
        select(model_runs.c.request["calibration_end"].astext.cast(Date))
        .where(model_runs.c.workspace_id == work.workspace_id, model_runs.c.id == run_id)
        .scalar_subquery()
    )
    valued_on = func.coalesce(customer_values.c.valued_on, calibration_end)
    return select(customer_values.c.customer_id, valued_on, *(customer_values.c[name] for name in _NUMBERS)).where(
        customer_values.c.workspace_id == work.workspace_id, customer_values.c.model_id == run_id
    )


def _customer_value(row: Sequence[Any]) -> CustomerValue:
    facts, estimates = row[:6], row[6:]
    intervals = [Interval(*estimates[start : start + 3]) for start in range(0, len(estimates), 3)]
    return CustomerValue(*facts, *intervals)


async def read_company_ids(work: UnitOfWork, customer_ids: Sequence[UUID]) -> dict[UUID, str | None]:
    """The company's own ids of customers by ours, None while anonymous; those merged into others are not among them."""
    found = await work.execute(
        select(_CUSTOMERS.c.id, _CUSTOMERS.c.customer_id).where(
            _CUSTOMERS.c.workspace_id == work.workspace_id, _CUSTOMERS.c.id.in_(customer_ids)
        )
    )
    return {row.id: row.customer_id for row in found}

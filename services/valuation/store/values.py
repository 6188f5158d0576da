"""What customers are worth under a run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, cast, column, delete, select, table, text, tuple_
from sqlalchemy import Text as SqlText
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION

from kernel.database import UnitOfWork
from kernel.tables import jobs
from schema.valuation import customer_values, model_runs, published_model

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
    """

    id: UUID
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

_WRITE_VALUES = text(
    f"""
    insert into attune.customer_values (workspace_id, model_id, customer_id, {", ".join(_NUMBERS)})
    select :workspace_id, :model_id, v.*
    from unnest(:customer_ids, {", ".join(f":{name}" for name in _NUMBERS)}) as v(customer_id, {", ".join(_NUMBERS)})
    on conflict (workspace_id, model_id, customer_id) do update
        set {", ".join(f"{name} = excluded.{name}" for name in _NUMBERS)}
    """  # noqa: S608 — names of columns, written above
).bindparams(
    bindparam("customer_ids", type_=ARRAY(SqlUuid)),
    *(bindparam(name, type_=ARRAY(DOUBLE_PRECISION)) for name in _NUMBERS),
)


async def write_values(
    work: UnitOfWork, run_id: UUID, customer_ids: Sequence[UUID], numbers: dict[str, list[float | None]]
) -> None:
    """Write the values of some customers under a run; written again, they are the same rows.

    Args:
        work: The unit of work.
        run_id: Whose values.
        customer_ids: Ours.
        numbers: A column for each of the table's, in the customers' order.
    """
    bound = {name: numbers[name] for name in _NUMBERS}
    await work.execute(
        _WRITE_VALUES,
        {"workspace_id": work.workspace_id, "model_id": run_id, "customer_ids": list(customer_ids), **bound},
    )


def _has_values() -> ColumnElement[bool]:
    return (
        select(customer_values.c.model_id)
        .where(customer_values.c.workspace_id == model_runs.c.workspace_id, customer_values.c.model_id == model_runs.c.id)
        .exists()
    )


async def find_stale_runs(work: UnitOfWork) -> list[UUID]:
    """Runs that have values but are not published, not being made and not about to be promoted."""
    going_on = (jobs.c.workspace_id == work.workspace_id, jobs.c.state.in_(("queued", "running")))
    unfinished = select(jobs.c.id).where(*going_on)
    to_be_promoted = select(jobs.c.arguments["model_id"].astext).where(*going_on, jobs.c.arguments.has_key("model_id"))
    published = select(published_model.c.model_id).where(published_model.c.workspace_id == work.workspace_id)
    stale = await work.execute(
        select(model_runs.c.id).where(
            model_runs.c.workspace_id == work.workspace_id,
            model_runs.c.id.not_in(published),
            model_runs.c.job_id.is_(None) | model_runs.c.job_id.not_in(unfinished),
            cast(model_runs.c.id, SqlText).not_in(to_be_promoted),
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


async def drop_customers(work: UnitOfWork, customer_ids: Collection[UUID]) -> None:
    """Drop some customers' values, under every run that has some."""
    runs = await work.execute(select(model_runs.c.id).where(model_runs.c.workspace_id == work.workspace_id, _has_values()))
    await work.execute(
        delete(customer_values).where(
            customer_values.c.workspace_id == work.workspace_id,
            customer_values.c.model_id.in_(list(runs.scalars())),
            customer_values.c.customer_id.in_(customer_ids),
        )
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
    return select(customer_values.c.customer_id, *(customer_values.c[name] for name in _NUMBERS)).where(
        customer_values.c.workspace_id == work.workspace_id, customer_values.c.model_id == run_id
    )


def _customer_value(row: Sequence[Any]) -> CustomerValue:
    facts, estimates = row[:5], row[5:]
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

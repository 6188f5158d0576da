"""Measuring: from published views to the value of a metric at a moment, each reduction at most once."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from inference.totals import total_interval
from kernel.database import UnitOfWork
from services.planning.domain.calendar import days_before
from services.planning.domain.metrics import ACTIVE_DAYS, Metric, MetricKind, quotient, to_places
from services.planning.reductions.behaviour import CUSTOMER_BASE, NEW_CUSTOMERS, ORDER_SUMS, SPEND, CustomerBase, OrderSums
from services.planning.reductions.worth import EQUITY, Equity

NEW_DAYS = 30
"""Days of the workspace's calendar within which a new customer first bought, where the loop tells of them."""

Reduced = TypeVar("Reduced")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a metric is at a moment.

    Attributes:
        value: With four decimals; None where there is nothing to measure.
        missing: Then why: `no_purchases`, `no_spend`, `no_model`.
        interval: Low and high of a value that is an estimate; None where it was counted.
    """

    value: Decimal | None
    missing: str | None = None
    interval: tuple[float, float] | None = None


class Measurer:
    """Measures in one unit of work; what several measures stand on is reduced once."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._known: dict[tuple[object, ...], Any] = {}

    async def measure(self, metric: Metric, since: datetime, until: datetime) -> Measure:
        """A metric over [since, until); of a state, at `until`."""
        if metric.kind is MetricKind.STATE:
            return await self._state(metric.name, until)
        if metric.name == "new_customers":
            return _counted(await self.new_customers(since, until))
        if metric.name == "spend":
            return Measure(to_places(await self.spend(since, until)))
        sums = await self.orders(since, until)
        if metric.name == "average_order_value":
            return _ratio(sums.revenue, Decimal(sums.purchases), "no_purchases")
        if metric.name == "blended_roas":
            return _ratio(sums.revenue, await self.spend(since, until), "no_spend")
        return Measure(to_places(sums.revenue)) if metric.name == "revenue" else _counted(getattr(sums, metric.name))

    async def _state(self, name: str, moment: datetime) -> Measure:
        if name == "customer_equity":
            return _equity(await self.equity())
        base = await self.customer_base(moment)
        if name == "repeat_rate":
            return _ratio(Decimal(base.repeat_customers), Decimal(base.purchasers), "no_purchases")
        return _counted(base.purchasers if name == "customers" else base.active_customers)

    async def orders(self, since: datetime, until: datetime) -> OrderSums:
        """Orders placed within a window."""

        async def reduce() -> OrderSums:
            return (await self._work.reduce(ORDER_SUMS, since=since, until=until))[0]

        return await self._once(("orders", since, until), reduce)

    async def spend(self, since: datetime, until: datetime) -> Decimal:
        """What was paid on the days that begin within a window."""
        zone = (await self._work.workspace()).time_zone

        async def reduce() -> Decimal:
            return (await self._work.reduce(SPEND, since=since, until=until, time_zone=zone))[0].amount

        return await self._once(("spend", since, until), reduce)

    async def new_customers(self, since: datetime, until: datetime) -> int:
        """Customers whose first purchase lies within a window."""

        async def reduce() -> int:
            return (await self._work.reduce(NEW_CUSTOMERS, since=since, until=until))[0].customers

        return await self._once(("new_customers", since, until), reduce)

    async def customer_base(self, moment: datetime) -> CustomerBase:
        """Everybody who ordered before a moment."""
        workspace = await self._work.workspace()

        async def reduce() -> CustomerBase:
            found = await self._work.reduce(
                CUSTOMER_BASE,
                as_of=moment,
                active_since=days_before(moment, ACTIVE_DAYS, workspace.zone),
                new_since=days_before(moment, NEW_DAYS, workspace.zone),
                time_zone=workspace.time_zone,
                currency=workspace.currency,
            )
            return found[0]

        return await self._once(("customer_base", moment), reduce)

    async def equity(self) -> Equity | None:
        """What customers are worth by the model that is published now."""

        async def reduce() -> Equity | None:
            return next(iter(await self._work.reduce(EQUITY)), None)

        return await self._once(("equity",), reduce)

    async def _once(self, key: tuple[object, ...], reduce: Callable[[], Coroutine[Any, Any, Reduced]]) -> Reduced:
        if key not in self._known:
            self._known[key] = await reduce()
        found: Reduced = self._known[key]
        return found


def _counted(number: int) -> Measure:
    return Measure(to_places(Decimal(number)))


def _ratio(of: Decimal, to: Decimal, missing: str) -> Measure:
    value = quotient(of, to)
    return Measure(value, None if value is not None else missing)


def _equity(equity: Equity | None) -> Measure:
    if equity is None or not equity.with_value:
        return Measure(None, "no_model" if equity is None else "no_values")
    interval = None if equity.without_interval else total_interval(equity.equity, equity.half_width)
    return Measure(to_places(Decimal(equity.equity)), None, interval)

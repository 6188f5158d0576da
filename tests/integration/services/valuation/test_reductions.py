"""The reductions beside their definition in Python, on orders that Hypothesis makes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from kernel import tables
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from schema import behaviour
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from services.valuation.domain import CustomerSummary, Order, TimeUnit, summarize_purchases
from services.valuation.reductions.histories import CUSTOMER_MARKS, CUSTOMERS, HISTORIES, SPEND, HistoryGroup, SpendGroup

from .conftest import PastOrder, store_orders

ZONES = ("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")
# Both days on which New York changes its clocks are between these; Apia's skipped day is not: it is 2011's.
FIRST, LAST = datetime(2025, 2, 20, tzinfo=UTC), datetime(2025, 11, 20, tzinfo=UTC)
NIGHTS = tuple(datetime(2025, month, day, hour, tzinfo=UTC) for month, day in ((3, 9), (11, 2)) for hour in (4, 5, 6, 7))
# Several orders on one day.
BUSY = tuple(datetime(2025, 6, day, hour, tzinfo=UTC) for day in (1, 4, 9) for hour in (12, 13))
BEFORE_ALL = UUID(int=0)


def moments() -> st.SearchStrategy[datetime]:
    anywhere = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC))
    fraction = st.timedeltas(timedelta(0), timedelta(minutes=90))
    return st.one_of(anywhere, st.builds(lambda night, later: night + later, st.sampled_from(NIGHTS), fraction))


def past_orders() -> st.SearchStrategy[PastOrder]:
    return st.builds(
        PastOrder,
        customer=st.sampled_from(["a", "b", "c"]),
        ordered_at=st.one_of(st.none(), moments(), st.sampled_from(NIGHTS), st.sampled_from(BUSY)),
        net=st.one_of(st.just(Decimal(0)), st.just(Decimal("9.99")), st.decimals(Decimal(-50), Decimal(500), places=4)),
        is_purchase=st.sampled_from([True, True, True, False]),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """Orders and the windows to look at them through."""

    time_zone: str
    orders: list[PastOrder]
    calibration_end: date
    observation_end: date

    def counted(self) -> list[Order]:
        """The orders that count, by day of the workspace's calendar."""
        zone = ZoneInfo(self.time_zone)
        return [
            Order(order.customer, order.ordered_at.astimezone(zone).date(), order.net)
            for order in self.orders
            if order.ordered_at is not None and order.is_purchase
        ]

    def summaries(self) -> list[CustomerSummary]:
        """The definition."""
        return summarize_purchases(self.counted(), self.calibration_end, TimeUnit.DAY)

    def holdout(self, customer: str) -> int:
        """Purchase days of a customer after the calibration."""
        return len(
            {
                order.day
                for order in self.counted()
                if order.customer_id == customer and self.calibration_end < order.day <= self.observation_end
            }
        )


def cases() -> st.SearchStrategy[Case]:
    days = st.dates(FIRST.date(), LAST.date())
    return st.builds(
        lambda time_zone, orders, ends: Case(time_zone, orders, *sorted(ends)),
        st.sampled_from(ZONES),
        st.lists(past_orders(), max_size=25),
        st.tuples(days, days),
    )


async def filled_workspace(database_of: Callable[[str], Database], case: Case) -> tuple[Principal, dict[str, UUID]]:
    workspace_id = new_id()
    principal = Principal(workspace_id, "test", frozenset({Scope.ADMIN}))
    async with database_of(GATEWAY).work(principal) as work:
        named = {"id": workspace_id, "name": f"w-{workspace_id}", "time_zone": case.time_zone, "currency": "USD"}
        await work.execute(insert(tables.workspaces).values(named))
    return principal, await store_orders(database_of(SEGMENTATION), principal, case.orders)


# The connections are shared by all examples; every example has workspaces of its own.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases(), others=st.lists(past_orders(), max_size=5))
async def test_the_reductions_are_their_definition_in_python(
    database_of: Callable[[str], Database], case: Case, others: list[PastOrder]
) -> None:
    principal, ids = await filled_workspace(database_of, case)
    await filled_workspace(database_of, Case(case.time_zone, others, case.calibration_end, case.observation_end))
    windows = {"time_zone": case.time_zone, "calibration_end": case.calibration_end}
    async with database_of(VALUATION).work(principal) as work:
        histories = await work.reduce(HISTORIES, **windows, observation_end=case.observation_end)
        spend = await work.reduce(SPEND, **windows, observation_end=case.calibration_end)
        marks = [mark.customer_id for mark in await work.reduce(CUSTOMER_MARKS, size=2)]
        pages = [
            await work.reduce(CUSTOMERS, **windows, after=after, through=through)
            for after, through in zip([BEFORE_ALL, *marks], marks, strict=False)
        ]
    summaries = case.summaries()

    told = [(each.frequency, each.recency_days, each.age_days, each.holdout_days) for each in histories]
    assert told == sorted(set(told))
    assert Counter(dict(zip(told, [each.customers for each in histories], strict=True))) == Counter(
        (each.frequency, round(each.recency), round(each.T), case.holdout(each.customer_id)) for each in summaries
    )

    repeated = sorted((each.frequency, each.monetary_value) for each in summaries if each.frequency > 0)
    shared = [(group.frequency, group.monetary_value) for group in spend for _ in range(group.customers)]
    assert [frequency for frequency, _ in shared] == [frequency for frequency, _ in repeated]
    assert [value for _, value in shared] == pytest.approx([value for _, value in repeated])

    customers = [customer for page in pages for customer in page]
    assert marks == sorted(ids.values())[1::2] + sorted(ids.values())[-1:] * (len(ids) % 2)
    assert all(len(page) <= 2 for page in pages)
    assert [each.customer_id for each in customers] == sorted(ids[each.customer_id] for each in summaries)
    by_name = {ids[each.customer_id]: each for each in summaries}
    for customer in customers:
        expected = by_name[customer.customer_id]
        assert (customer.frequency, customer.recency_days, customer.age_days) == (
            expected.frequency,
            round(expected.recency),
            round(expected.T),
        )
        assert customer.monetary_value == pytest.approx(expected.monetary_value)


async def test_a_customer_is_all_their_subjects(database_of: Callable[[str], Database], principal: Principal) -> None:
    noon = datetime(2025, 5, 1, 12, tzinfo=UTC)
    past = [PastOrder("a", noon, Decimal(5)), PastOrder("b", noon + timedelta(days=3), Decimal(7))]
    ids = await store_orders(database_of(SEGMENTATION), principal, past)
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(
            behaviour.subjects.update().where(behaviour.subjects.c.customer_id == ids["b"]).values(customer_id=ids["a"])
        )
    windows = {"time_zone": "UTC", "calibration_end": date(2025, 5, 5)}
    async with database_of(VALUATION).work(principal) as work:
        [history] = await work.reduce(HISTORIES, **windows, observation_end=date(2025, 5, 5))
        [spend] = await work.reduce(SPEND, **windows, observation_end=date(2025, 5, 5))
    assert history == HistoryGroup(frequency=1, recency_days=3, age_days=4, holdout_days=0, customers=1)
    assert spend == SpendGroup(frequency=1, monetary_value=7.0, customers=1)


async def test_what_the_erased_did_is_learnt_from_and_gives_them_no_value(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    noon = datetime(2025, 5, 1, 12, tzinfo=UTC)
    ids = await store_orders(database_of(SEGMENTATION), principal, [PastOrder(who, noon, Decimal(5)) for who in ("a", "b")])
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(behaviour.customers.update().where(behaviour.customers.c.id == ids["b"]).values(erased_at=noon))
    windows = {"time_zone": "UTC", "calibration_end": date(2025, 5, 5)}
    async with database_of(VALUATION).work(principal) as work:
        [history] = await work.reduce(HISTORIES, **windows, observation_end=date(2025, 5, 5))
        valued = await work.reduce(CUSTOMERS, **windows, after=UUID(int=0), through=max(ids.values()))
    assert history.customers == 2
    assert [each.customer_id for each in valued] == [ids["a"]]

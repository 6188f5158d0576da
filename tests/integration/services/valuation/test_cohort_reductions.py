"""Activity of cohorts and waits beside their definition in Python, on orders and touches that Hypothesis makes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import AcquisitionRule, Activity
from services.valuation.reductions.cohorts import ACTIVITY, ACTIVITY_BY_CHANNEL, WAITS, WAITS_BY_CHANNEL, Wait
from services.valuation.use_cases.cohorts import TOUCH_KINDS
from tests.conftest import make_workspace

from .conftest import PastOrder, PastTouch, store_orders, store_touches

ZONES = ("UTC", "America/New_York", "Pacific/Apia")
LOOKBACK = timedelta(days=20)
# Ends of months, in which a zone decides, and the nights on which New York changes its clocks.
EDGES = tuple(
    datetime(2025, *rest, tzinfo=UTC) for rest in ((3, 1, 3), (3, 31, 23), (4, 1, 1), (3, 9, 7), (4, 30, 12), (5, 1, 4))
)


def moments() -> st.SearchStrategy[datetime]:
    anywhere = st.datetimes(datetime(2025, 2, 20), datetime(2025, 6, 10), timezones=st.just(UTC))  # noqa: DTZ001 — of the zone beside it
    return st.one_of(st.sampled_from(EDGES), anywhere)


def past_orders() -> st.SearchStrategy[PastOrder]:
    money = st.decimals(Decimal(-50), Decimal(500), places=4)
    return st.builds(
        PastOrder,
        customer=st.sampled_from(["a", "b", "c"]),
        ordered_at=st.one_of(st.none(), moments()),
        net=st.one_of(st.just(Decimal(0)), money),
        is_purchase=st.sampled_from([True, True, True, False]),
        margin=st.one_of(st.none(), money),
        currency=st.sampled_from(["USD", "USD", None, "EUR"]),
    )


def past_touches() -> st.SearchStrategy[PastTouch]:
    return st.builds(
        PastTouch,
        customer=st.sampled_from(["a", "b", "c"]),
        occurred_at=moments(),
        channel=st.sampled_from(["direct", "search", "email"]),
        kind=st.sampled_from(["click", "visit", "sent"]),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """Orders, touches, and how to look at them."""

    time_zone: str
    orders: list[PastOrder]
    touches: list[PastTouch]
    as_of: datetime
    period: Period
    rule: AcquisitionRule
    margin_rate: Decimal | None

    def day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    def start(self, day: date) -> date:
        return self.period.first_day(self.period.number(day))

    def purchases(self) -> Mapping[str, list[PastOrder]]:
        """Of each customer, in their order."""
        found: dict[str, list[PastOrder]] = defaultdict(list)
        for order in self.orders:
            if order.is_purchase and order.ordered_at is not None and order.ordered_at < self.as_of:
                found[order.customer].append(order)
        return {who: sorted(orders, key=lambda order: order.ordered_at or self.as_of) for who, orders in found.items()}

    def days(self, orders: Sequence[PastOrder]) -> list[date]:
        return sorted({self.day(order.ordered_at) for order in orders if order.ordered_at is not None})

    def channel(self, who: str, first_at: datetime) -> str | None:
        """What acquired a customer."""
        met = sorted(
            (touch.occurred_at, touch_key(place), touch.channel)
            for place, touch in enumerate(self.touches)
            if touch.customer == who and touch.kind in TOUCH_KINDS and first_at - LOOKBACK <= touch.occurred_at <= first_at
        )
        if not met:
            return None
        other = [touch for touch in met if touch[2] != "direct"]
        if self.rule is AcquisitionRule.FIRST_TOUCH:
            return met[0][2]
        return (other or met)[-1][2] if self.rule is AcquisitionRule.LAST_NON_DIRECT else met[-1][2]

    def activity(self) -> dict[tuple[str | None, date, date], Activity]:
        """The definition."""
        found: dict[tuple[str | None, date, date], list[Activity]] = defaultdict(list)
        for who, orders in self.purchases().items():
            assert orders[0].ordered_at is not None
            channel, days = self.channel(who, orders[0].ordered_at), self.days(orders)
            periods = sorted({self.start(day) for day in days})
            spent = earned = Decimal(0)
            for period in periods:
                theirs = [order for order in orders if order.ordered_at and self.start(self.day(order.ordered_at)) == period]
                margins = [self.margin(order) for order in theirs]
                revenue, margin = sum(order.net for order in theirs), sum(each for each in margins if each is not None)
                before = self.start(period - timedelta(days=1))
                found[channel, self.start(days[0]), period].append(
                    Activity(
                        channel=channel,
                        cohort=self.start(days[0]),
                        period=period,
                        active=1,
                        stayed=int(before in periods),
                        returned=int(len(days) > 1 and self.start(days[1]) == period),
                        orders=len(theirs),
                        revenue=Decimal(revenue),
                        margin=Decimal(margin),
                        orders_without_margin=sum(each is None for each in margins),
                        foreign_orders=sum(order.currency not in ("USD", None) for order in theirs),
                        revenue_squares=float((spent + revenue) ** 2 - spent**2),
                        margin_squares=float((earned + margin) ** 2 - earned**2),
                    )
                )
                spent, earned = spent + revenue, earned + margin
        return {key: added_up(rows) for key, rows in found.items()}

    def margin(self, order: PastOrder) -> Decimal | None:
        if order.margin is not None or self.margin_rate is None:
            return order.margin
        return order.net * self.margin_rate

    def waits(self, purchase: int, channel: str | None) -> Counter[tuple[int, int]]:
        """From one purchase day to the next, or to the day that is looked from."""
        found: Counter[tuple[int, int]] = Counter()
        for who, orders in self.purchases().items():
            assert orders[0].ordered_at is not None
            if channel is not None and self.channel(who, orders[0].ordered_at) != channel:
                continue
            steps = [(later - day, 1) for day, later in pairwise(self.days(orders))]
            steps.append((self.day(self.as_of) - self.days(orders)[-1], 0))
            found.update((step.days, happened) for step, happened in steps[purchase - 2 : purchase - 1])
        return found


def touch_key(place: int) -> str:
    return f"touch-{place:03}"


def added_up(rows: Sequence[Activity]) -> Activity:
    names = [name for name in Activity.__slots__ if name not in ("channel", "cohort", "period")]
    sums = {name: sum(getattr(row, name) for row in rows) for name in names}
    return Activity(rows[0].channel, rows[0].cohort, rows[0].period, **sums)


def cases() -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        st.sampled_from(ZONES),
        st.lists(past_orders(), max_size=20),
        st.lists(past_touches(), max_size=12),
        moments(),
        st.sampled_from(list(Period)),
        st.sampled_from(list(AcquisitionRule)),
        st.sampled_from([None, Decimal("0.3")]),
    )


def same(found: Sequence[Activity], expected: Mapping[tuple[str | None, date, date], Activity]) -> None:
    assert [(row.channel, row.cohort, row.period) for row in found] == sorted(
        expected, key=lambda key: (key[0] is None, key[0] or "", *key[1:])
    )
    for row in found:
        wanted = expected[row.channel, row.cohort, row.period]
        for name in Activity.__slots__:
            value = getattr(wanted, name)
            near = name.endswith("squares")
            assert getattr(row, name) == (pytest.approx(value, rel=1e-9, abs=1e-6) if near else value), name


# The connections are shared by all examples; every example has workspaces of its own.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
async def test_the_reductions_are_their_definition_in_python(database_of: Callable[[str], Database], case: Case) -> None:
    principal: Principal = await make_workspace(database_of(GATEWAY), case.time_zone)
    other = await make_workspace(database_of(GATEWAY), case.time_zone)
    for each in (principal, other):  # what is another's is nobody else's
        ids = await store_orders(database_of(SEGMENTATION), each, case.orders, [touch.customer for touch in case.touches])
        await store_touches(database_of(SEGMENTATION), each, ids, case.touches)
    told = {"time_zone": case.time_zone, "currency": "USD", "as_of": case.as_of, "margin_rate": case.margin_rate}
    touches = {"lookback": LOOKBACK, "touch_kinds": list(TOUCH_KINDS)}
    waiting = {**told, "today": case.day(case.as_of), "purchase": 2}
    async with database_of(VALUATION).work(principal) as work:
        by_channel = await work.reduce(ACTIVITY_BY_CHANNEL[case.rule], **told, **touches, period=case.period.value)
        together = await work.reduce(ACTIVITY, **told, period=case.period.value)
        waits = await work.reduce(WAITS, **waiting, channel=None)
        thirds = await work.reduce(WAITS, **{**waiting, "purchase": 3}, channel=None)
        of_search = await work.reduce(WAITS_BY_CHANNEL[case.rule], **waiting, **touches, channel="search")
    expected = case.activity()
    same(by_channel, expected)
    pooled: dict[tuple[str | None, date, date], list[Activity]] = defaultdict(list)
    for (_, cohort, period), row in expected.items():
        pooled[None, cohort, period].append(row)
    same(together, {key: replace(added_up(rows), channel=None) for key, rows in pooled.items()})
    assert counted(waits) == case.waits(2, None)
    assert counted(thirds) == case.waits(3, None)
    assert counted(of_search) == case.waits(2, "search")


def counted(waits: Sequence[Wait]) -> Counter[tuple[int, int]]:
    told = [(wait.days, wait.happened) for wait in waits]
    assert told == sorted(set(told))
    return Counter({(wait.days, wait.happened): wait.customers for wait in waits})


@pytest.mark.parametrize(
    ("before", "channel"),
    [
        (timedelta(0), "search"),
        (timedelta(microseconds=-1), None),
        (LOOKBACK, "search"),
        (LOOKBACK + timedelta(microseconds=1), None),
    ],
)
async def test_a_touch_counts_from_the_lookback_to_the_purchase_itself(
    database_of: Callable[[str], Database], principal: Principal, before: timedelta, channel: str | None
) -> None:
    bought_at = datetime(2025, 4, 1, 12, tzinfo=UTC)
    ids = await store_orders(database_of(SEGMENTATION), principal, [PastOrder("a", bought_at, Decimal(5))])
    await store_touches(database_of(SEGMENTATION), principal, ids, [PastTouch("a", bought_at - before, "search")])
    told = {"time_zone": "UTC", "currency": "USD", "as_of": bought_at + timedelta(1), "margin_rate": None, "period": "month"}
    async with database_of(VALUATION).work(principal) as work:
        for rule in AcquisitionRule:
            [row] = await work.reduce(ACTIVITY_BY_CHANNEL[rule], **told, lookback=LOOKBACK, touch_kinds=list(TOUCH_KINDS))
            assert row.channel == channel

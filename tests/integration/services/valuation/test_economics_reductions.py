"""What economics stand on, beside their definition in Python, on orders, spend and answers that Hypothesis makes."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema import behaviour
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from services.valuation.domain.calendars import Period
from services.valuation.reductions.economics import (
    BASE,
    BASE_BY_CHANNEL,
    PROFILES,
    SPEND,
    STATED_SHARES,
    WINDOW_SUMS,
    BaseGroup,
    StatedShares,
)
from services.valuation.use_cases.cohorts import TOUCH_KINDS
from tests.conftest import make_workspace

from .conftest import PastOrder, store_orders, store_spend, store_touches
from .test_cohort_reductions import LOOKBACK, Case, cases

SINCE, UNTIL = date(2025, 3, 1), date(2025, 5, 1)
AS_OF = datetime(2025, 5, 20, tzinfo=UTC)


def window() -> dict[str, object]:
    return {"since": SINCE, "until": UNTIL}


@dataclass(frozen=True, slots=True)
class Histories:
    """The base of a case, one customer at a time."""

    case: Case

    def groups(self, *, by_channel: bool) -> dict[tuple[object, ...], list[float]]:
        """Mean spend per repeat day of the customers of each group."""
        found: dict[tuple[object, ...], list[float]] = defaultdict(list)
        for who, orders in self.case.purchases().items():
            assert orders[0].ordered_at is not None
            days = [day for day in self.case.days(orders) if day < UNTIL]
            if not days:
                continue
            spent = sum(order.net for order in orders if order.ordered_at and days[0] < self.case.day(order.ordered_at) < UNTIL)
            key = (
                self.case.channel(who, orders[0].ordered_at) if by_channel else None,
                self.case.start(days[0]) if days[0] >= SINCE else None,
                len(days) - 1,
                (days[-1] - days[0]).days,
                (UNTIL - days[0]).days - 1,
                spent > 0,
            )
            found[key].append(float(spent) / (len(days) - 1) if spent > 0 else 0.0)
        return found


def told(groups: list[BaseGroup]) -> dict[tuple[object, ...], tuple[int, float]]:
    keys = [(each.channel, each.cohort, each.frequency, each.recency_days, each.age_days, each.spend_known) for each in groups]
    assert len(set(keys)) == len(keys)
    return {key: (each.customers, each.monetary_value) for key, each in zip(keys, groups, strict=True)}


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
async def test_the_reductions_of_orders_are_their_definition_in_python(
    database_of: Callable[[str], Database], case: Case
) -> None:
    principal: Principal = await make_workspace(database_of(GATEWAY), case.time_zone)
    ids = await store_orders(database_of(SEGMENTATION), principal, case.orders, [touch.customer for touch in case.touches])
    await store_touches(database_of(SEGMENTATION), principal, ids, case.touches)
    orders = {"time_zone": case.time_zone, "currency": "USD", "as_of": case.as_of, "margin_rate": case.margin_rate}
    touches = {"lookback": LOOKBACK, "touch_kinds": list(TOUCH_KINDS)}
    async with database_of(VALUATION).work(principal) as work:
        [sums] = await work.reduce(WINDOW_SUMS, **orders, **window())
        base = await work.reduce(BASE, **orders, **window(), period=case.period.value, with_erased=False)
        by_channel = await work.reduce(
            BASE_BY_CHANNEL[case.rule], **orders, **window(), **touches, period=case.period.value, with_erased=False
        )
    within = {
        who: [order for order in orders if order.ordered_at and SINCE <= case.day(order.ordered_at) < UNTIL]
        for who, orders in case.purchases().items()
    }
    buyers = [orders for orders in within.values() if orders]
    margins = [[case.margin(order) for order in orders] for orders in buyers]
    assert sums.buyers == len(buyers)
    assert sums.revenue == sum(order.net for orders in buyers for order in orders)
    assert sums.margin == sum(margin for each in margins for margin in each if margin is not None)
    assert sums.revenue_squares == pytest.approx(float(sum(sum(order.net for order in orders) ** 2 for orders in buyers)))
    assert sums.margin_squares == pytest.approx(float(sum(sum(m for m in each if m is not None) ** 2 for each in margins)))
    assert sums.orders_without_margin == sum(margin is None for each in margins for margin in each)
    assert sums.foreign_orders == sum(order.currency == "EUR" for orders in buyers for order in orders)
    for groups, expected in (
        (base, Histories(case).groups(by_channel=False)),
        (by_channel, Histories(case).groups(by_channel=True)),
    ):
        found = told(groups)
        assert found.keys() == expected.keys()
        for key, values in expected.items():
            customers, mean = found[key]
            assert customers == len(values)
            assert mean == pytest.approx(sum(values) / len(values))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    paid=st.lists(
        st.tuples(
            st.sampled_from(["search", "email"]),
            st.dates(SINCE - timedelta(days=3), UNTIL + timedelta(days=3)),
            st.decimals(Decimal(-20), Decimal(200), places=4),
            st.sampled_from([None, "USD", "EUR"]),
        ),
        max_size=12,
    ),
    period=st.sampled_from(list(Period)),
)
async def test_spend_is_that_of_the_windows_days(
    database_of: Callable[[str], Database], paid: list[tuple[str, date, Decimal, str | None]], period: Period
) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    if paid:
        await store_spend(database_of(SEGMENTATION), principal, paid)
    async with database_of(VALUATION).work(principal) as work:
        rows = await work.reduce(SPEND, **window(), period=period.value, currency="USD")
    expected: dict[tuple[str, date], tuple[Decimal, int]] = {}
    for channel, day, amount, currency in paid:
        if SINCE <= day < UNTIL:
            key = (channel, period.first_day(period.number(day)))
            before, foreign = expected.get(key, (Decimal(0), 0))
            expected[key] = (before + amount, foreign + (currency == "EUR"))
    assert [(row.channel, row.period) for row in rows] == sorted(expected)
    assert [(row.amount, row.foreign) for row in rows] == [expected[key] for key in sorted(expected)]


async def test_shares_are_of_the_latest_answers_by_word_or_by_rank(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    ids = await store_orders(database_of(SEGMENTATION), principal, [], ["a", "b", "c"])
    answers = [
        ("a", AS_OF - timedelta(days=9), 0.9, None, None),
        ("a", AS_OF - timedelta(days=2), 0.25, None, None),
        ("a", AS_OF - timedelta(days=1), 0.75, None, "shoes"),
        ("b", AS_OF - timedelta(days=3), None, 1.0, None),  # of three brands: (1 − 1/4) · 2/3
        ("b", AS_OF, 1.0, None, None),  # not before it
        ("c", AS_OF - timedelta(days=3), None, None, None),
    ]
    mine = {"workspace_id": principal.workspace_id}
    async with database_of(SEGMENTATION).work(principal) as work:
        subjects = {}
        for name, customer_id in ids.items():
            subjects[name] = new_id()
            kept = {**mine, "id": subjects[name], "kind": "user", "value": f"also {name}", "customer_id": customer_id}
            await work.execute(insert(behaviour.subjects).values(kept))
        for position, (who, moment, share, rank, category) in enumerate(answers):
            answer = {
                **mine,
                "feedback_key": f"answer-{position}",
                "subject_id": subjects[who],
                "answered_at": moment,
                "score": 7,
                "wallet_share": share,
                "brand_rank": rank,
                "brands": None if rank is None else 3,
                "category": category,
            }
            await work.execute(insert(behaviour.feedback).values(answer))
    async with database_of(VALUATION).work(principal) as work:
        [stated] = await work.reduce(STATED_SHARES, as_of=AS_OF)
        [nobody] = await work.reduce(STATED_SHARES, as_of=AS_OF - timedelta(days=30))
    assert stated == StatedShares(2, 1.0, 0.5)
    assert nobody == StatedShares(0, 0.0, 0.0)


async def test_the_erased_are_neither_of_the_market_nor_of_the_base(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    past = [PastOrder(who, AS_OF - timedelta(days=60), Decimal(5)) for who in ("a", "b")]
    ids = await store_orders(database_of(SEGMENTATION), principal, past, ["c"])
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(update(behaviour.customers).where(behaviour.customers.c.id == ids["b"]).values(erased_at=AS_OF))
    orders = {"time_zone": "UTC", "currency": "USD", "as_of": AS_OF, "margin_rate": None}
    async with database_of(VALUATION).work(principal) as work:
        [profiles] = await work.reduce(PROFILES)
        [group] = await work.reduce(BASE, **orders, **window(), period="month", with_erased=False)
        [everybody] = await work.reduce(BASE, **orders, **window(), period="month", with_erased=True)
    assert profiles.customers == 2
    assert (group.customers, everybody.customers) == (1, 2)

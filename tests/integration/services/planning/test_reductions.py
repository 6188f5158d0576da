"""The reductions beside their definitions in Python, on orders, touchpoints and spend that Hypothesis makes."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from kernel.database import Database, UnitOfWork
from kernel.principals import Principal
from schema.behaviour import customers
from schema.roles import GATEWAY, PLANNING, SEGMENTATION
from services.planning.domain.calendar import days_before, start_of
from services.planning.reductions.behaviour import (
    CUSTOMER_BASE,
    NEW_CUSTOMERS,
    ORDER_SUMS,
    PROFILES,
    SPEND,
    CustomerBase,
    OrderSums,
    Profiles,
)
from services.planning.reductions.communication import CHANNEL_SPEND, REACH, TOUCHES
from tests.conftest import make_workspace
from tests.integration.services.planning.conftest import Told, Touch, send, store_spend, store_touches, tell

ZONES = ("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")
AS_OF = datetime(2025, 11, 2, 12, tzinfo=UTC)
SINCE = datetime(2025, 11, 1, 4, tzinfo=UTC)
# The hours about midnight in New York and about its change of clocks, the moments looked from, fractions of seconds.
MOMENTS = (
    *(datetime(2025, 10, day, hour, 30, tzinfo=UTC) for day in (30, 31) for hour in (0, 3, 4, 11)),
    *(datetime(2025, 11, 2, hour, 30, tzinfo=UTC) for hour in (3, 4, 5, 6, 11)),
    *(at + timedelta(microseconds=off) for at in (AS_OF, SINCE) for off in (-1, 0, 1)),
    *(AS_OF - timedelta(days=90), datetime(2025, 7, 1, tzinfo=UTC), AS_OF + timedelta(days=1)),
)
WHO = st.sampled_from([f"u-{number}" for number in range(5)])


@dataclass(frozen=True, slots=True)
class Market:
    """What is told of a workspace: orders, then touchpoints, then what was paid."""

    orders: list[Told]
    touches: list[Touch]
    paid: list[tuple[str, date, Decimal]]


MARKETS = st.builds(
    Market,
    orders=st.lists(
        st.builds(
            Told,
            who=WHO,
            at=st.sampled_from(MOMENTS),
            total=st.sampled_from(["0", "9.99", "20", "0.0001"]),
            refunded=st.sampled_from([None, None, None, "whole", "9.99"]),
        ),
        max_size=15,
    ),
    touches=st.lists(
        st.builds(
            Touch,
            who=WHO,
            at=st.sampled_from(MOMENTS),
            channel=st.sampled_from(["email", "paid_search"]),
            kind=st.sampled_from(["click", "impression", "sent"]),
            campaign=st.sampled_from([None, "a", "b"]),
        ),
        max_size=15,
    ),
    paid=st.lists(
        st.tuples(
            st.sampled_from(["email", "radio"]),
            st.dates(date(2025, 10, 30), date(2025, 11, 4)),
            st.sampled_from([Decimal("0.0001"), Decimal(100)]),
        ),
        max_size=8,
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(market=MARKETS, other=MARKETS, time_zone=st.sampled_from(ZONES))
@example(market=Market([], [], []), other=Market([Told("u-0", MOMENTS[0], "5")], [], []), time_zone="UTC")
async def test_the_sums_in_sql_are_those_of_the_definitions(
    database_of: Callable[[str], Database], market: Market, other: Market, time_zone: str
) -> None:
    principal = await make_workspace(database_of(GATEWAY), time_zone)
    for whose, told in ((principal, market), (await make_workspace(database_of(GATEWAY)), other)):
        await tell(database_of, whose, told.orders)
        await send(
            database_of, whose, [{"type": "track", "event": "Seen", "userId": touch.who} for touch in told.touches] or [SEEN]
        )
        await store_touches(database_of, whose, told.touches)
        await store_spend(database_of, whose, told.paid)
    zone = ZoneInfo(time_zone)
    async with database_of(PLANNING).work(principal) as work:
        await check_orders(work, market.orders, zone)
        await check_communication(work, market, zone)
        known = {"nobody"} if not market.touches else set[str]()
        known |= {order.who for order in market.orders} | {touch.who for touch in market.touches}
        assert await work.reduce(PROFILES) == [Profiles(len(known), 0, 0)]


SEEN = {"type": "track", "event": "Seen", "userId": "nobody"}


async def check_orders(work: UnitOfWork, told: list[Told], zone: ZoneInfo) -> None:
    """Orders of the window [SINCE, AS_OF), and all before AS_OF."""
    window = [order for order in told if SINCE <= order.at < AS_OF]
    expected = OrderSums(len(window), sum(order.is_purchase for order in window), sum((o.net for o in window), Decimal(0)))
    assert await work.reduce(ORDER_SUMS, since=SINCE, until=AS_OF) == [expected]
    past = [order for order in told if order.at < AS_OF]
    bought: dict[str, list[datetime]] = defaultdict(list)
    for order in past:
        if order.is_purchase:
            bought[order.who].append(order.at)
    active, new = days_before(AS_OF, 90, zone), days_before(AS_OF, 30, zone)
    revenue = sum((order.net for order in past), Decimal(0))
    [base] = await work.reduce(
        CUSTOMER_BASE, as_of=AS_OF, active_since=active, new_since=new, time_zone=zone.key, currency="USD"
    )
    assert base == CustomerBase(
        orders=len(past),
        purchases=sum(order.is_purchase for order in past),
        revenue=revenue,
        revenue_of_profiles=revenue,
        purchasers=len(bought),
        repeat_customers=sum(len({at.astimezone(zone).date() for at in times}) > 1 for times in bought.values()),
        active_customers=sum(max(times) >= active for times in bought.values()),
        new_customers=sum(min(times) >= new for times in bought.values()),
        foreign_orders=0,
    )
    [found] = await work.reduce(NEW_CUSTOMERS, since=SINCE, until=AS_OF)
    assert found.customers == sum(min(times) >= SINCE for times in bought.values())


async def check_communication(work: UnitOfWork, market: Market, zone: ZoneInfo) -> None:
    """Touchpoints before AS_OF, and what was paid."""
    past = [touch for touch in market.touches if touch.at < AS_OF]
    rows = await work.reduce(TOUCHES, as_of=AS_OF)
    found = {(row.channel, row.kind, row.campaign): row.touchpoints for row in rows}
    assert found == Counter((touch.channel, touch.kind, touch.campaign) for touch in past)
    assert (await work.reduce(REACH, as_of=AS_OF))[0].customers == len({touch.who for touch in past})
    began = [(channel, start_of(day, zone), amount) for channel, day, amount in market.paid]
    [spend] = await work.reduce(SPEND, since=SINCE, until=AS_OF, time_zone=zone.key)
    assert spend.amount == sum((amount for _, at, amount in began if SINCE <= at < AS_OF), Decimal(0))
    by_channel: dict[str, Decimal] = defaultdict(Decimal)
    for channel, at, amount in began:
        if at < AS_OF:
            by_channel[channel] += amount
    paid = await work.reduce(CHANNEL_SPEND, as_of=AS_OF, time_zone=zone.key, currency="USD")
    assert [(row.channel, row.amount) for row in paid] == sorted(by_channel.items())


async def test_the_spend_of_a_channel_begins_with_the_day_where_the_workspace_is(
    database_of: Callable[[str], Database],
) -> None:
    """At noon UTC of the 2nd the 3rd has begun on Kiritimati (UTC+14); at 03:00 the 2nd has not in New York (UTC-4)."""
    days = [("radio", date(2025, 11, day), Decimal(day)) for day in (2, 3)]
    for time_zone, amounts in (("Pacific/Kiritimati", [2, 2, 5]), ("UTC", [0, 2, 2]), ("America/New_York", [0, 0, 2])):
        principal = await make_workspace(database_of(GATEWAY), time_zone)
        await store_spend(database_of, principal, days)
        found = []
        async with database_of(PLANNING).work(principal) as work:
            for moment in (AS_OF - timedelta(days=1), AS_OF - timedelta(hours=9), AS_OF):
                rows = await work.reduce(CHANNEL_SPEND, as_of=moment, time_zone=time_zone, currency="USD")
                found.append(sum(row.amount for row in rows))
        assert found == amounts


async def test_what_the_map_loses_is_missing_from_the_profiles(
    database_of: Callable[[str], Database], principal: Principal
) -> None:
    """An order whose customer was merged away without its subject is in no profile: the two sums tell."""
    await tell(database_of, principal, [Told("a", MOMENTS[0], "10"), Told("b", MOMENTS[0], "5")])
    async with database_of(SEGMENTATION).work(principal) as work:
        a, b = [row.id for row in await work.execute(customers.select().order_by(customers.c.customer_id))]
        await work.execute(update(customers).where(customers.c.id == b).values(merged_into=a))
    async with database_of(PLANNING).work(principal) as work:
        [base] = await work.reduce(
            CUSTOMER_BASE, as_of=AS_OF, active_since=AS_OF, new_since=AS_OF, time_zone="UTC", currency="USD"
        )
    assert (base.revenue, base.revenue_of_profiles) == (Decimal(15), Decimal(10))

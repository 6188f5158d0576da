"""The reduction to paths beside its definition in Python, on facts that Hypothesis makes, and the cases by name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import ATTRIBUTION, GATEWAY, SEGMENTATION
from services.attribution.reductions import CHANNEL_TOUCHES, ORDERS_TOTAL, PATHS, PATHS_OVERLAPPING, SPEND, PathWeek
from tests.conftest import make_workspace

from .conftest import DatabaseOf, Facts, PastOrder, Spent, Touch, store_facts
from .oracle import Look, paths_of, sort_key

NOON = datetime(2025, 3, 9, 12, tzinfo=UTC)  # the day on which New York's clocks go forward
MICROSECOND, DAY = timedelta(microseconds=1), timedelta(days=1)
ALL = Look(NOON - 100 * DAY, NOON + 100 * DAY, 30 * DAY, ZoneInfo("UTC"), ("click", "visit", "impression"))


async def reduce_paths(database: Database, principal: Principal, look: Look) -> list[PathWeek]:
    async with database.work(principal) as work:
        rows = await work.reduce(
            PATHS_OVERLAPPING if look.overlap else PATHS,
            from_at=look.from_at,
            until_at=look.until_at,
            reach_from=look.from_at - look.lookback,
            lookback=look.lookback,
            touch_kinds=list(look.kinds),
            with_ages=look.with_ages,
            time_zone=look.zone.key,
        )
    return sorted(rows, key=sort_key)


async def told(database_of: DatabaseOf, principal: Principal, facts: Facts, look: Look = ALL) -> list[tuple[object, ...]]:
    """Path, conversions, nulls and value of each row, checked against the definition."""
    await store_facts(database_of(SEGMENTATION), principal, facts)
    rows = await reduce_paths(database_of(ATTRIBUTION), principal, look)
    assert rows == paths_of(facts, look)
    return [(row.path, row.conversions, row.nulls, row.value) for row in rows]


# Few moments, so that they coincide; around the ends of windows, and in the nights in which clocks change.
_EDGES = tuple(
    NOON + days * DAY + step
    for days in (-60, -31, -30, -29, -3, 0, 1, 30)
    for step in (-MICROSECOND, timedelta(0), MICROSECOND, timedelta(hours=5))
)
moments = st.one_of(
    st.sampled_from(_EDGES),
    st.datetimes(datetime(2025, 1, 1), datetime(2025, 5, 1), timezones=st.just(UTC)),  # noqa: DTZ001 — the zone follows
)
subjects = st.sampled_from(["a1", "a2", "b", "c"])
amounts = st.one_of(st.just(Decimal(0)), st.decimals(Decimal(0), Decimal(500), places=4))
touch_lists = st.lists(
    st.tuples(
        subjects,
        moments,
        st.sampled_from(["email", "search", "Zé, the „channel“ > x"]),
        st.sampled_from(["click", "visit", "impression", "sent"]),
    ),
    max_size=16,
)
order_lists = st.lists(
    st.tuples(subjects, st.one_of(st.none(), moments), amounts, st.booleans(), st.one_of(st.none(), amounts)), max_size=10
)
looks = st.builds(
    lambda edges, lookback, zone, overlap, with_ages: Look(
        min(edges), max(edges), lookback, ZoneInfo(zone), ("click", "visit", "impression"), overlap, with_ages
    ),
    st.tuples(moments, moments),
    st.sampled_from([DAY, 30 * DAY, 31 * DAY, 3650 * DAY]),
    st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu"]),
    st.booleans(),
    st.booleans(),
)


def facts_of(touches: list[tuple[str, datetime, str, str]], orders: list[tuple[object, ...]]) -> Facts:
    """Facts with keys whose order is not that of their making; two subjects are one customer's."""
    return Facts(
        [Touch(*each[:3], key=f"t{(7 * place) % 16:02}", kind=each[3]) for place, each in enumerate(touches)],
        [
            PastOrder(subject, at, net if counts else Decimal(0), f"o{(7 * place) % 10:02}", bool(counts), margin)  # type: ignore[arg-type]  # as drawn
            for place, (subject, at, net, counts, margin) in enumerate(orders)
        ],
        customer_of={"a1": "a", "a2": "a"},
    )


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(touches=touch_lists, orders=order_lists, look=looks)
async def test_the_reduction_is_its_definition_in_python(
    database_of: DatabaseOf, touches: list[tuple[str, datetime, str, str]], orders: list[tuple[object, ...]], look: Look
) -> None:
    facts = facts_of(touches, orders)
    principal = await make_workspace(database_of(GATEWAY))
    await store_facts(database_of(SEGMENTATION), principal, facts)
    rows = await reduce_paths(database_of(ATTRIBUTION), principal, look)
    expected = paths_of(facts, look)
    assert rows == expected

    async with database_of(ATTRIBUTION).work(principal) as work:
        (total,) = await work.reduce(ORDERS_TOTAL, from_at=look.from_at, until_at=look.until_at, currency="USD")
    assert sum(row.value for row in rows) == total.value
    assert sum(row.conversions for row in rows) == total.conversions


async def test_a_touch_at_the_edge_of_the_lookback_counts_and_one_a_microsecond_before_does_not(
    database_of: DatabaseOf, principal: Principal
) -> None:
    edge = NOON - 30 * DAY
    touches = [Touch("a", edge, "in", "t1"), Touch("b", edge - MICROSECOND, "out", "t2")]
    orders = [PastOrder("a", NOON, Decimal(1), "o1"), PastOrder("b", NOON, Decimal(2), "o2")]
    found = await told(database_of, principal, Facts(touches, orders))
    assert found == [(None, 1, 0, Decimal(2)), (["in"], 1, 0, Decimal(1)), (["out"], 0, 1, Decimal(0))]


async def test_a_touch_at_the_time_of_the_purchase_counts_and_one_after_it_does_not(
    database_of: DatabaseOf, principal: Principal
) -> None:
    touches = [Touch("a", NOON, "at", "t1"), Touch("a", NOON + MICROSECOND, "after", "t2")]
    found = await told(database_of, principal, Facts(touches, [PastOrder("a", NOON, Decimal(1), "o1")]))
    assert found == [(["after"], 0, 1, Decimal(0)), (["at"], 1, 0, Decimal(1))]


async def test_touches_at_one_time_stand_in_the_order_of_their_keys(database_of: DatabaseOf, principal: Principal) -> None:
    touches = [Touch("a", NOON, "second", "t-b"), Touch("a", NOON, "third", "ta"), Touch("a", NOON, "first", "T")]
    found = await told(database_of, principal, Facts(touches, [PastOrder("a", NOON, Decimal(1), "o1")]))
    assert found == [(["first", "second", "third"], 1, 0, Decimal(1))]


@pytest.mark.parametrize(
    ("overlap", "paths"),
    [(False, [["email"], ["search"]]), (True, [["email"], ["email", "search"]])],
    ids=["restart", "overlap"],
)
async def test_after_a_purchase_a_path_begins_anew_unless_windows_overlap(
    database_of: DatabaseOf, principal: Principal, overlap: bool, paths: list[list[str]]
) -> None:
    touches = [Touch("a", NOON, "email", "t1"), Touch("a", NOON + 2 * DAY, "search", "t2")]
    orders = [PastOrder("a", NOON + DAY, Decimal(1), "o1"), PastOrder("a", NOON + 3 * DAY, Decimal(1), "o2")]
    found = await told(database_of, principal, Facts(touches, orders), replace(ALL, overlap=overlap))
    assert [path for path, *_ in found] == paths


async def test_an_order_that_was_cancelled_neither_claims_touches_nor_ends_a_path(
    database_of: DatabaseOf, principal: Principal
) -> None:
    touches = [Touch("a", NOON, "email", "t1")]
    orders = [
        PastOrder("a", NOON + DAY, Decimal(0), "o1", is_purchase=False),
        PastOrder("a", NOON + 2 * DAY, Decimal(5), "o2"),
        PastOrder("b", None, Decimal(9), "o3"),
    ]
    found = await told(database_of, principal, Facts(touches, orders))
    assert found == [(None, 0, 0, Decimal(0)), (["email"], 1, 0, Decimal(5))]


async def test_a_purchase_before_the_window_has_its_touches_and_is_not_told(
    database_of: DatabaseOf, principal: Principal
) -> None:
    touches = [Touch("a", NOON - 3 * DAY, "email", "t1"), Touch("a", NOON - DAY, "search", "t2")]
    orders = [PastOrder("a", NOON - 2 * DAY, Decimal(1), "o1"), PastOrder("a", NOON, Decimal(2), "o2")]
    found = await told(database_of, principal, Facts(touches, orders), replace(ALL, from_at=NOON))
    assert found == [(["search"], 1, 0, Decimal(2))]


async def test_merged_customers_have_one_history(database_of: DatabaseOf, principal: Principal) -> None:
    touches = [Touch("phone", NOON, "email", "t1"), Touch("laptop", NOON + DAY, "search", "t2")]
    orders = [PastOrder("laptop", NOON + 2 * DAY, Decimal(5), "o1")]
    facts = Facts(touches, orders, customer_of={"phone": "ann", "laptop": "ann"})
    assert await told(database_of, principal, facts) == [(["email", "search"], 1, 0, Decimal(5))]


async def test_nothing_gives_nothing(database_of: DatabaseOf, principal: Principal) -> None:
    assert await told(database_of, principal, Facts()) == []
    async with database_of(ATTRIBUTION).work(principal) as work:
        (total,) = await work.reduce(ORDERS_TOTAL, from_at=ALL.from_at, until_at=ALL.until_at, currency="USD")
        touches = await work.reduce(CHANNEL_TOUCHES, from_at=ALL.from_at, until_at=ALL.until_at, touch_kinds=["click"])
        spend = await work.reduce(SPEND, first_day=ALL.from_at.date(), last_day=ALL.until_at.date(), currency="USD")
    assert (total.conversions, total.value, total.foreign) == (0, Decimal(0), 0)
    assert (touches, spend) == ([], [])


async def test_weeks_and_ages_are_of_the_workspaces_calendar_also_where_clocks_change(
    database_of: DatabaseOf, principal: Principal
) -> None:
    # Sunday 23:30 in New York before and after the night of the change; the second is a Monday in UTC, too.
    before, after = datetime(2025, 3, 9, 4, 30, tzinfo=UTC), datetime(2025, 3, 10, 3, 30, tzinfo=UTC)
    facts = Facts([Touch("a", before, "email", "t1")], [PastOrder("a", after, Decimal(1), "o1")])
    await store_facts(database_of(SEGMENTATION), principal, facts)
    look = replace(ALL, zone=ZoneInfo("America/New_York"), with_ages=True)
    (row,) = await reduce_paths(database_of(ATTRIBUTION), principal, look)
    assert [row] == paths_of(facts, look)
    assert (row.week.isoformat(), row.days_before) == ("2025-03-03", [1])
    (row,) = await reduce_paths(database_of(ATTRIBUTION), principal, replace(look, zone=ZoneInfo("UTC")))
    assert (row.week.isoformat(), row.days_before) == ("2025-03-10", [1])


async def test_spend_is_added_up_by_channel_campaign_and_week(database_of: DatabaseOf, principal: Principal) -> None:
    monday = NOON.date() + DAY
    entries = [
        Spent("email", monday, Decimal("1.10"), "spring"),
        Spent("email", monday + 6 * DAY, Decimal("2.20"), "spring", "EUR"),
        Spent("email", monday + 7 * DAY, Decimal("-4.40"), None, "USD"),
        Spent("search", monday - DAY, Decimal(9)),
    ]
    await store_facts(database_of(SEGMENTATION), principal, Facts(spend=entries))
    async with database_of(ATTRIBUTION).work(principal) as work:
        rows = await work.reduce(SPEND, first_day=monday, last_day=monday + 20 * DAY, currency="USD")
    told = {(row.channel, row.campaign, row.week): (row.amount, row.foreign) for row in rows}
    assert told == {
        ("email", "spring", monday): (Decimal("3.30"), 1),
        ("email", None, monday + 7 * DAY): (Decimal("-4.40"), 0),
    }


async def test_only_the_kinds_that_count_are_touches(database_of: DatabaseOf, principal: Principal) -> None:
    touches = [Touch("a", NOON, "email", "t1", "sent"), Touch("a", NOON, "email", "t2", "open")]
    facts = Facts(touches, [PastOrder("a", NOON, Decimal(1), "o1")])
    assert await told(database_of, principal, facts, replace(ALL, kinds=("sent", "open"))) == [
        (["email", "email"], 1, 0, Decimal(1))
    ]
    async with database_of(ATTRIBUTION).work(principal) as work:
        rows = await work.reduce(CHANNEL_TOUCHES, from_at=ALL.from_at, until_at=ALL.until_at, touch_kinds=["open"])
    assert [(row.channel, row.touches) for row in rows] == [("email", 1)]


async def test_a_workspace_sees_only_its_own(database_of: DatabaseOf, principal: Principal, other_principal: Principal) -> None:
    facts = Facts([Touch("a", NOON, "email", "t1")], [PastOrder("a", NOON, Decimal(1), "o1")])
    await store_facts(database_of(SEGMENTATION), other_principal, facts)
    assert await reduce_paths(database_of(ATTRIBUTION), principal, ALL) == []

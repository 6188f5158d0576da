"""Forecasts: the weeks that they stand on, the job, its record over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kernel.database import Database
from kernel.jobs import read_job
from kernel.principals import Principal
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from schema.valuation import forecasts
from services.valuation.jobs import handle_forecast
from services.valuation.reductions.weeks import GROUP_WEEKS, WEEKS, GroupWeek, Week
from tests.conftest import make_workspace
from tests.integration.services.valuation.conftest import (
    ApiOf,
    ContextOf,
    PastOrder,
    run_model,
    store_cdnow,
    store_orders,
)
from tests.integration.services.valuation.test_cohort_reductions import Case, cases
from tests.integration.services.valuation.test_registry import set_clock

CALIBRATION = {"calibration_end": "1998-06-30", "observation_end": "1998-06-30"}


async def forecast(api: httpx.AsyncClient, context_of: ContextOf, **asked: object) -> UUID:
    """Ask for a forecast, and do its job here."""
    response = await api.post("/v1/valuation/forecasts", json=asked)
    assert response.status_code == 202, response.text
    job_id = UUID(response.json()["id"])
    async with context_of(job_id, {}).work() as work:
        arguments = (await read_job(work, job_id)).arguments
    first = await handle_forecast(context_of(job_id, arguments))
    assert await handle_forecast(context_of(job_id, arguments)) == first  # begun twice, it is made once
    return UUID(first["forecast_id"])


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
async def test_the_weeks_are_their_definition_in_python(database_of: Callable[[str], Database], case: Case) -> None:
    principal = await make_workspace(database_of(GATEWAY), case.time_zone)
    await store_orders(database_of(SEGMENTATION), principal, case.orders)
    until = date(2025, 5, 14)
    async with database_of(VALUATION).work(principal) as work:
        weeks = await work.reduce(WEEKS, time_zone=case.time_zone, currency="USD", known_until=until)
    days: dict[tuple[str, date], Decimal] = {}
    foreign: dict[int, int] = {}
    for order in case.orders:
        if order.is_purchase and order.ordered_at is not None and (day := case.day(order.ordered_at)) <= until:
            days[order.customer, day] = days.get((order.customer, day), Decimal(0)) + order.net
            week = (until - day).days // 7
            foreign[week] = foreign.get(week, 0) + (order.currency == "EUR")
    first = {who: min(day for each, day in days if each == who) for who, _ in days}
    expected = {}
    for before in sorted({(until - day).days // 7 for _, day in days}, reverse=True):
        theirs = {key: net for key, net in days.items() if (until - key[1]).days // 7 == before}
        new = {key: net for key, net in theirs.items() if key[1] == first[key[0]]}
        expected[before] = Week(
            before=before,
            purchases=len(theirs),
            active_customers=len({who for who, _ in theirs}),
            revenue=sum(theirs.values(), Decimal(0)),
            new_customers=len(new),
            first_revenue=sum(new.values(), Decimal(0)),
            revenue_squares=sum(float(net) ** 2 for net in theirs.values()),
            foreign_orders=foreign[before],
        )
    assert [replace(week, revenue_squares=0.0) for week in weeks] == [
        replace(week, revenue_squares=0.0) for week in expected.values()
    ]
    squares = [week.revenue_squares for week in expected.values()]
    assert [week.revenue_squares for week in weeks] == pytest.approx(squares)


@st.composite
def orders_with_lines(draw: st.DrawFn) -> tuple[Case, int]:
    """Orders of which some have lines, which add up to them; and how many groups stand by themselves."""
    case = draw(cases())
    names = st.sampled_from([None, "a", "b", "c", "d"])
    orders = []
    for order in case.orders:
        parts = draw(st.lists(st.tuples(names, st.integers(0, 3)), max_size=3))
        weight = sum(part for _, part in parts)
        lines = [(name, order.net * part / weight) for name, part in parts] if weight else []
        orders.append(replace(order, lines=tuple((name, net.quantize(Decimal("0.0001"))) for name, net in lines)))
    return replace(case, orders=orders), draw(st.integers(1, 4))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=orders_with_lines(), back=st.sampled_from([0, 0, 7, 91]))
async def test_the_weeks_of_groups_are_their_definition_in_python(
    database_of: Callable[[str], Database], drawn: tuple[Case, int], back: int
) -> None:
    case, most = drawn
    principal = await make_workspace(database_of(GATEWAY), case.time_zone)
    await store_orders(database_of(SEGMENTATION), principal, case.orders)
    until = date(2026, 3, 14)  # of the earliest orders the year is over
    ranked_until = until - timedelta(days=back)
    async with database_of(VALUATION).work(principal) as work:
        weeks = await work.reduce(
            GROUP_WEEKS, time_zone=case.time_zone, known_until=until, ranked_until=ranked_until, most=most
        )
    bought: list[tuple[str, date, str | None, Decimal]] = []
    for order in case.orders:
        if order.is_purchase and order.ordered_at is not None and (day := case.day(order.ordered_at)) <= until:
            bought += [(order.customer, day, name, net) for name, net in order.lines or ((None, order.net),)]
    sums: dict[str, Decimal] = {}
    for _, day, name, net in bought:
        if name is not None and 0 <= (ranked_until - day).days < 364:
            sums[name] = sums.get(name, Decimal(0)) + net
    named: list[str | None] = [None, *sorted(sums, key=lambda name: (-sums[name], name))[:most]]
    days: dict[tuple[str, date], dict[int, Decimal]] = {}
    for who, day, name, net in bought:
        place = named.index(name) if name in named else most + 1
        parts = days.setdefault((who, day), {})
        parts[place] = parts.get(place, Decimal(0)) + net
    expected: dict[tuple[int, int], GroupWeek] = {}
    for (_, day), parts in days.items():
        first = min(parts, key=lambda place: (-parts[place], place))
        for place, net in parts.items():
            key = (-((until - day).days // 7), place)
            name = named[place] if place < len(named) else None
            known = expected.get(key, GroupWeek(-key[0], place, name, 0, Decimal(0), 0.0))
            expected[key] = replace(
                known,
                purchases=known.purchases + (place == first),
                revenue=known.revenue + net,
                revenue_squares=known.revenue_squares + float(net) ** 2,
            )
    told = [expected[key] for key in sorted(expected)]
    assert [replace(week, revenue_squares=0.0) for week in weeks] == [replace(week, revenue_squares=0.0) for week in told]
    assert [week.revenue_squares for week in weeks] == pytest.approx([week.revenue_squares for week in told])


async def test_the_weeks_after_cdnow(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    model_id = await run_model(api, context_of, **CALIBRATION)
    forecast_id = await forecast(api, context_of, known_until="1998-06-30", weeks=26)
    document: dict[str, Any] = (await api.get("/v1/valuation/forecast")).json()
    assert (document["id"], document["model_id"]) == (str(forecast_id), str(model_id))
    assert document == (await api.get(f"/v1/valuation/forecasts/{forecast_id}")).json()
    weeks = document["weeks"]
    assert [weeks[0]["starts_on"], weeks[25]["starts_on"]] == ["1998-07-01", "1998-12-23"]
    for name in ("purchases", "active_customers", "revenue"):
        assert all(week[name]["low"] <= week[name]["estimate"] <= week[name]["high"] for week in weeks)
    assert all(week["new_customers"]["estimate"] < 0.1 for week in weeks)  # nobody has come since the spring of 1997
    sums = [week["purchases"]["estimate"] for week in weeks]
    assert weeks[25]["cumulative"]["purchases"]["estimate"] == pytest.approx(sum(sums))
    backtest = document["backtest"]
    assert (backtest["origins"], backtest["weeks"]) == (["1997-09-30", "1997-12-30", "1998-03-31"], 13)
    scores = backtest["scores"]["purchases"]
    assert set(scores) == {"model", "recent_mean"}  # a year has not passed at the first origin
    assert all(score["weeks"] == 39 for score in scores.values())
    errors = ("root_mean_square_error", "mean_absolute_error")
    beaten = all(scores["recent_mean"][error] < scores["model"][error] for error in errors)
    assert document["methods"]["purchases"]["method"] == ("recent_mean" if beaten else "model")
    shorter = (await api.get("/v1/valuation/forecast", params={"weeks": 4})).json()
    assert shorter["weeks"] == weeks[:4]


async def test_a_base_and_those_to_come_are_foretold_together(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    start = datetime(2025, 1, 6, 12, tzinfo=UTC)
    past = [
        PastOrder(f"c{number}", start + timedelta(days=number + step * 16), Decimal(20 + number % 7))
        for number in range(230)
        for step in range(1 + number % 4)
        if number + step * 16 < 240
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    until = (start + timedelta(days=239)).date()
    await run_model(api, context_of, calibration_end=str(until), observation_end=str(until))
    await forecast(api, context_of, known_until=str(until), weeks=8, level=0.8)
    document = (await api.get("/v1/valuation/forecast")).json()
    # One a day: seven a week, but for the ten days at the end on which none came.
    assert 3.0 < document["weeks"][0]["new_customers"]["estimate"] < 8.0
    week = document["weeks"][0]
    assert week["purchases"]["estimate"] > week["new_customers"]["estimate"]
    assert document["weeks"][7]["cumulative"]["revenue"]["estimate"] > 8 * week["revenue"]["estimate"] * 0.5
    assert document["request"] == {"known_until": str(until), "weeks": 8, "level": 0.8, "groups": 10}
    assert document["product_groups"]["reason"] == "no_categories"  # nobody said of what these orders consist
    assert document["product_groups"]["groups"] == []
    assert document["backtest"]["weeks"] == 8


GENRES = ("Jazz", "Jazz", "Jazz", "Rock", "Rock", "Folk", "Opera", None)


def bought_of(number: int, step: int) -> tuple[tuple[str | None, Decimal], ...]:
    """Of Jazz most, Rock half as often, something else seldom; every tenth order has two lines, every ninth has none."""
    genre = GENRES[(number * 7 + step * 3) % len(GENRES)]
    if number % 9 == 0:
        return ()
    return ((genre, Decimal(12)), ("Rock", Decimal(8))) if number % 10 == 0 else ((genre, Decimal(20)),)


async def test_groups_of_products_add_up_to_the_whole(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    start = datetime(2025, 1, 6, 12, tzinfo=UTC)
    past = [
        PastOrder(f"c{number}", start + timedelta(days=number + step * 16), Decimal(20), lines=bought_of(number, step))
        for number in range(340)
        for step in range(1 + number % 4)
        if number + step * 16 < 350
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    until = str((start + timedelta(days=349)).date())
    await run_model(api, context_of, calibration_end=until, observation_end=until)
    await forecast(api, context_of, known_until=until, weeks=8, groups=2)
    document = (await api.get("/v1/valuation/forecast")).json()
    assert document["request"]["groups"] == 2
    told = document["product_groups"]
    groups = told["groups"]
    assert [(group["kind"], group["category"]) for group in groups] == [
        ("category", "Jazz"),
        ("category", "Rock"),
        ("unknown", None),
        ("other", None),
    ]
    assert (told["reason"], told["methods"]) == (None, {"purchases": "shares", "revenue": "shares"})
    for quantity in ("purchases", "revenue"):
        shares = [group["share"][quantity] for group in groups]
        assert sum(shares) == pytest.approx(1.0)
        assert shares[0] == max(shares)
        assert 0.25 < shares[0] < 0.45  # three eighths, but of orders that have lines
        for place, week in enumerate(document["weeks"]):
            parts = [group["weeks"][place] for group in groups]
            assert sum(part[quantity]["estimate"] for part in parts) == pytest.approx(week[quantity]["estimate"])
            sums = [part["cumulative"][quantity]["estimate"] for part in parts]
            assert sum(sums) == pytest.approx(week["cumulative"][quantity]["estimate"])
            assert all(part["starts_on"] == week["starts_on"] for part in parts)
            for part in parts:
                assert part[quantity]["low"] <= part[quantity]["estimate"] <= part[quantity]["high"]
        for group in groups:
            scores = group["scores"][quantity]
            assert set(scores) == {"shares", "recent_mean"}  # a year has not passed at any origin
            assert scores["shares"]["weeks"] == 24
            better = all(
                scores["recent_mean"][error] < scores["shares"][error]
                for error in ("root_mean_square_error", "mean_absolute_error")
            )
            assert group["beaten_by_naive"][quantity] == better
            assert group["widened_by"][quantity] == max(1.0, scores["shares"]["spread"])
    shorter = (await api.get("/v1/valuation/forecast", params={"weeks": 3})).json()
    assert shorter["product_groups"]["groups"][1]["weeks"] == groups[1]["weeks"][:3]
    await forecast(api, context_of, known_until=until, weeks=8, groups=0)
    assert (await api.get("/v1/valuation/forecast")).json()["product_groups"] is None


async def test_a_group_that_has_grown_is_not_tried_where_it_did_not_stand_by_itself(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    """Folk is bought from the beginning, and for much money since the last origin only: until then it was one of the others."""
    start = datetime(2025, 1, 6, 12, tzinfo=UTC)

    def spent(day: int) -> tuple[tuple[str | None, Decimal], ...]:
        return (("Jazz", Decimal(20)), ("Folk", Decimal(2))) if day < 300 else (("Folk", Decimal(200)),)

    past = [
        PastOrder(
            f"c{number}",
            start + timedelta(days=number + step * 16),
            sum((net for _, net in spent(number + step * 16)), Decimal(0)),
            lines=spent(number + step * 16),
        )
        for number in range(340)
        for step in range(1 + number % 4)
        if number + step * 16 < 350
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    until = str((start + timedelta(days=349)).date())
    await run_model(api, context_of, calibration_end=until, observation_end=until)
    await forecast(api, context_of, known_until=until, weeks=8, groups=1)
    document = (await api.get("/v1/valuation/forecast")).json()
    assert len(document["backtest"]["origins"]) == 3
    folk, others = document["product_groups"]["groups"]
    assert [(folk["kind"], folk["category"]), others["kind"]] == [("category", "Folk"), "other"]
    assert folk["scores"] == {"purchases": {}, "revenue": {}}
    assert folk["beaten_by_naive"] == {"purchases": None, "revenue": None}
    assert others["scores"]["revenue"]["shares"]["weeks"] == 24  # then they were Folk, whose name nobody asked for
    assert folk["share"]["revenue"] > 0.9


async def test_revenue_in_several_currencies_is_not_foretold(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    await run_model(api, context_of, **CALIBRATION)
    other = PastOrder("from afar", datetime(1998, 6, 29, tzinfo=UTC), Decimal(5), currency="EUR")
    async with database_of(SEGMENTATION).work(principal) as work:
        from schema.behaviour import order_lines, orders

        mine = select(orders.c.order_key).where(orders.c.workspace_id == principal.workspace_id)
        row = await work.execute(mine.order_by(orders.c.ordered_at.desc(), orders.c.order_key).limit(1))
        key = row.scalar_one()
        await work.execute(
            orders.update()
            .where((orders.c.workspace_id == principal.workspace_id) & (orders.c.order_key == key))
            .values(currency=other.currency)
        )
        line = {"workspace_id": principal.workspace_id, "order_key": key, "position": 0}
        await work.execute(order_lines.insert().values(**line, category="Jazz", net=Decimal(5)))
    await forecast(api, context_of, known_until="1998-06-30", weeks=3)
    document = (await api.get("/v1/valuation/forecast")).json()
    assert document["methods"]["revenue"] == {"method": None, "widened_by": None, "reason": "foreign_currency"}
    assert [week["revenue"] for week in document["weeks"]] == [None] * 3
    assert document["weeks"][0]["cumulative"]["revenue"] is None
    assert "revenue" not in document["backtest"]["scores"]
    assert document["weeks"][0]["purchases"]["estimate"] > 0.0
    groups = document["product_groups"]
    assert groups["methods"]["revenue"] is None
    assert [(group["kind"], group["weeks"][0]["revenue"]) for group in groups["groups"]] == [
        ("category", None),
        ("unknown", None),
    ]
    assert "revenue" not in groups["groups"][0]["share"]


async def test_a_past_too_short_to_be_divided_is_no_backtest(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    past = [
        PastOrder(f"c{number}", datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=number % 5 + step * 9), Decimal(10))
        for number in range(12)
        for step in range(1 + number % 3)
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    await run_model(api, context_of, calibration_end="2025-02-01", observation_end="2025-02-01")
    await forecast(api, context_of, known_until="2025-02-01", weeks=4)
    document = (await api.get("/v1/valuation/forecast")).json()
    assert document["backtest"] == {"origins": [], "weeks": 4, "reason": "past_too_short", "scores": {}}
    assert document["methods"]["purchases"] == {"method": "model", "widened_by": 1.0, "reason": None}
    assert document["methods"]["revenue"]["reason"] in (None, "spend_not_fitted")


async def test_a_forecast_needs_a_model_that_tells_of_days(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    refused = await api.post("/v1/valuation/forecasts", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "no_published_model")
    past = [
        PastOrder(f"d{number}", datetime(year, 5, 1 + number % 9, tzinfo=UTC), Decimal(10))
        for number in range(30)
        for year in range(2010, 2016)
        if year == 2010 or (number * year) % 7 < 3
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    years = {"model": "bg_bb", "opportunity": "year", "horizon": 3}
    await run_model(api, context_of, **years, calibration_end="2013-12-31", observation_end="2015-12-31")
    refused = await api.post("/v1/valuation/forecasts", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "counts_opportunities")


async def test_before_the_first_there_is_no_forecast(api: httpx.AsyncClient) -> None:
    nothing = await api.get("/v1/valuation/forecast")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "no_forecast")


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"weeks": 0}, "invalid_request", "/weeks"),
        ({"weeks": 53}, "invalid_request", "/weeks"),
        ({"weeks": -4}, "invalid_request", "/weeks"),
        ({"weeks": "four"}, "invalid_request", "/weeks"),
        ({"level": 1}, "invalid_request", "/level"),
        ({"groups": -1}, "invalid_request", "/groups"),
        ({"groups": 26}, "invalid_request", "/groups"),
        ({"groups": 2.5}, "invalid_request", "/groups"),
        ({"known_until": "soon"}, "invalid_request", "/known_until"),
        ({"months": 4}, "invalid_request", "/months"),
        ({"known_until": "9999-01-01"}, "observation_in_future", None),
    ],
)
async def test_what_cannot_be_forecast_is_refused(
    api: httpx.AsyncClient, body: dict[str, object], code: str, pointer: str | None
) -> None:
    refused = await api.post("/v1/valuation/forecasts", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, code), refused.text
    if pointer is not None:
        assert refused.json()["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    ("clock_at", "today"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),  # the night on which an hour is left out
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),  # and the one on which an hour comes twice
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
async def test_what_is_known_ends_with_a_day_that_is_over_by_the_workspaces_calendar(
    api_of: ApiOf, database_of: Callable[[str], Database], clock_at: datetime, today: date
) -> None:
    principal = await make_workspace(database_of(GATEWAY), "Europe/Berlin")
    await set_clock(database_of(GATEWAY), principal, clock_at)
    async with api_of(principal) as api:
        for until in (today, today + timedelta(days=1)):
            refused = await api.post("/v1/valuation/forecasts", json={"known_until": str(until)})
            assert (refused.status_code, refused.json()["code"]) == (422, "observation_in_future")
        over = await api.post("/v1/valuation/forecasts", json={"known_until": str(today - timedelta(days=1))})
        assert over.json()["code"] == "no_published_model"  # the day is good: there is nothing to forecast by


async def test_by_default_what_is_known_ends_with_the_last_day_that_is_over(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    past = [
        PastOrder(f"c{number}", datetime(2026, 2, 1, 12, tzinfo=UTC) + timedelta(days=number % 5 + step * 9), Decimal(10))
        for number in range(12)
        for step in range(1 + number % 3)
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    await set_clock(database_of(GATEWAY), principal, datetime(2026, 3, 29, 23, 59, tzinfo=UTC))
    await run_model(api, context_of, calibration_end="2026-03-01", observation_end="2026-03-01")
    await forecast(api, context_of, weeks=2)
    document = (await api.get("/v1/valuation/forecast")).json()
    assert document["request"]["known_until"] == "2026-03-28"
    assert document["weeks"][0]["starts_on"] == "2026-03-29"  # the rest of today is foretold with the whole of it


async def test_another_workspaces_forecast_is_not_there(
    api: httpx.AsyncClient,
    api_of: ApiOf,
    database_of: Callable[[str], Database],
    principal: Principal,
    other_principal: Principal,
    context_of: ContextOf,
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    await run_model(api, context_of, **CALIBRATION)
    forecast_id = await forecast(api, context_of, known_until="1998-06-30", weeks=1)
    async with api_of(other_principal) as stranger:
        assert (await stranger.get(f"/v1/valuation/forecasts/{forecast_id}")).status_code == 404
        assert (await stranger.get("/v1/valuation/forecast")).json()["code"] == "no_forecast"
    async with database_of(VALUATION).work(principal) as work:
        [(count,)] = await work.execute(select(func.count()).select_from(forecasts))
    assert count == 1
    assert (await api.get("/v1/valuation/forecasts/none")).json()["code"] == "not_found"

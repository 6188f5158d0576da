"""Segments and channels by a model of their own: values of a trait, beside a market with a known truth."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import numpy as np
import pytest
from numpy.testing import assert_allclose
from sqlalchemy import select, update

from kernel.database import Database
from kernel.principals import Principal, Scope
from schema.behaviour import customers
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from schema.valuation import model_runs
from services.valuation.domain import TimeUnit
from services.valuation.use_cases.planning import plan_run
from services.valuation.use_cases.promoting import promote_run
from services.valuation.use_cases.segmenting import reduce_segments
from services.valuation.use_cases.traits import MOST_SEGMENTS
from tests.conftest import make_workspace

from .conftest import (
    ApiOf,
    ContextOf,
    PastOrder,
    PastTouch,
    SeenTrait,
    run_job,
    run_model,
    store_orders,
    store_touches,
    store_traits,
)
from .test_model_runs import START

DatabaseOf = Callable[[str], Database]
ASKED: dict[str, Any] = {"model": "nbd", "observation_end": "2025-12-31", "time_unit": "week", "horizon": 52}
SEGMENTS = {"segments": {"trait": "plan"}}
LAST = date(2025, 12, 31)
# How many customers, the weeks between purchases of the average one, and what they pay: of gold customers of e-mail most.
CELLS: dict[tuple[str | None, str | None], tuple[int, float, int]] = {
    ("email", "gold"): (90, 5.0, 80),
    ("email", "free"): (90, 12.0, 40),
    ("search", "gold"): (90, 10.0, 40),
    ("search", "free"): (90, 24.0, 20),
    ("search", None): (30, 24.0, 20),
    (None, "free"): (30, 24.0, 20),
    ("fair", "gold"): (6, 60.0, 40),
    ("email", "trial"): (6, 60.0, 20),
    ("email", "ambassador"): (4, 5.0, 80),
    ("search", "basic"): (8, 24.0, 20),
    ("friend", "gold"): (1, 5.0, 80),
    ("friend", None): (3, 24.0, 20),
    ("fair", "free"): (4, 24.0, 20),
}


async def fill(database: Database, principal: Principal) -> list[PastOrder]:
    """A market whose channels and plans differ; a few have a plan, a channel or both that hardly anybody has."""
    rng = np.random.default_rng(8)
    orders: list[PastOrder] = []
    touches: list[PastTouch] = []
    seen: list[SeenTrait] = []
    for (channel, plan), (how_many, weeks, amount) in CELLS.items():
        for i in range(how_many):
            name, at = f"{channel}-{plan}-{i:03}", START + timedelta(days=int(rng.integers(0, 120)))
            if channel is not None:
                touches.append(PastTouch(name, at - timedelta(days=1), channel))
            if plan is not None:
                seen.append((name, plan, at))
            rate = rng.gamma(2.0, 0.5)
            while at.date() <= LAST:
                orders.append(PastOrder(name, at, Decimal(int(amount * (0.5 + rng.random())))))
                at += timedelta(days=1 + int(rng.exponential(7.0 * weeks / rate)))
    ids = await store_orders(database, principal, orders)
    await store_touches(database, principal, ids, touches)
    await store_traits(database, principal, ids, seen)
    return orders


@pytest.fixture
async def berlin(database_of: DatabaseOf) -> Principal:
    return await make_workspace(database_of(GATEWAY), time_zone="Europe/Berlin")


Key = tuple[str | None, str | None, int, int, int]


def as_python_reads_them(
    orders: list[PastOrder], channels: dict[str, str], plans: dict[str, str], zone: ZoneInfo, until: date
) -> dict[Key, list[float]]:
    """What each customer spent, by channel, plan and history."""
    spent: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for order in orders:
        assert order.ordered_at is not None
        day = order.ordered_at.astimezone(zone).date()
        if order.is_purchase and day <= until:
            spent[order.customer][day] += float(order.net)
    told: dict[Key, list[float]] = defaultdict(list)
    for name, days in spent.items():
        first, last = min(days), max(days)
        history = len(days) - 1, (last - first).days, (until - first).days
        told[channels.get(name), plans.get(name), *history].append(sum(days.values()))
    return told


async def test_segments_are_read_as_plain_python_reads_them(database_of: DatabaseOf, berlin: Principal) -> None:
    zone, until, database = ZoneInfo("Europe/Berlin"), date(2025, 10, 26), database_of(SEGMENTATION)  # a day of 25 hours
    last_moment = datetime(2025, 10, 26, 22, 59, 59, tzinfo=UTC)
    rng = np.random.default_rng(3)
    names = [f"c-{i:02}" for i in range(40)]
    orders = [
        PastOrder(name, START + timedelta(days=int(day), hours=10), Decimal(int(rng.integers(5, 50))))
        for name in names
        for day in rng.integers(0, 330, 4)
    ]
    orders += [PastOrder("late", last_moment, Decimal(7)), PastOrder("later", last_moment + timedelta(seconds=1), Decimal(7))]
    orders += [PastOrder("c-00", START - timedelta(days=1), Decimal(9), is_purchase=False)]
    ids = await store_orders(database, berlin, orders)
    firsts = {name: min(o.ordered_at for o in orders if o.customer == name and o.is_purchase and o.ordered_at) for name in ids}
    channels = {name: ("email", "search")[i % 2] for i, name in enumerate(names) if i % 5}
    touches = [PastTouch(name, firsts[name] - timedelta(days=2), channel) for name, channel in channels.items()]
    await store_touches(database, berlin, ids, [*touches, PastTouch("c-00", firsts["c-00"] - timedelta(days=31), "email")])
    at = datetime(2025, 1, 1, tzinfo=UTC)
    later = at + timedelta(days=1)
    seen: list[SeenTrait] = [(name, "free", at) for name in names[:30]]
    seen += [
        (name, value, later)
        for name, value in zip(names, ["gold", 5.0, True, "5", {"no": "value"}, ["gold"], ""], strict=False)
    ]
    seen += [("late", "gold", at), ("c-07", "lost", at - timedelta(days=1)), ("c-08", "gold", later), ("c-09", "gold", later)]
    await store_traits(database, berlin, ids, seen)
    await store_traits(database, berlin, ids, [(name, "another", later) for name in names], name="colour")
    async with database.work(berlin) as work:
        await work.execute(update(customers).where(customers.c.id == ids["c-09"]).values(erased_at=later))

    plans = dict.fromkeys(names[:30], "free") | {"c-00": "gold", "c-01": "5", "c-02": "true", "c-03": "5", "c-08": "gold"}
    plans |= {"late": "gold"}
    for without in ("c-04", "c-05", "c-06", "c-09"):  # no single value; nothing; nobody any more
        del plans[without]
    for trait, of_trait in (("plan", plans), (None, {}), ("height", {})):
        async with database_of(VALUATION).work(berlin) as work:
            plan = await plan_run(work, "nbd", until, until, TimeUnit.WEEK, 0.1, 52.0, trait=trait)
            groups = await reduce_segments(work, plan)
        told = as_python_reads_them(orders, channels, of_trait, zone, until)
        found = {(g.channel, g.segment, g.frequency, g.recency_days, g.age_days): g for g in groups}
        assert len(found) == len(groups)
        assert found.keys() == told.keys()
        for key, totals in told.items():
            assert found[key].customers == len(totals)
            assert_allclose(found[key].revenue, sum(totals))
            assert_allclose(found[key].revenue_squares, sum(total**2 for total in totals))
    assert {group.segment for group in groups} == {None}


async def groupings(api: httpx.AsyncClient, run_id: UUID) -> tuple[dict[str, Any], dict[str, dict[Any, Any]]]:
    """A run's record, and its items by what they are of."""
    record = (await api.get(f"/v1/valuation/models/{run_id}")).raise_for_status().json()
    return record, {
        grouping["by"]: {(item["channel"], item["segment"]): item for item in grouping["items"]}
        for grouping in record["segments"]["groupings"]
    }


def rate(fit: dict[str, Any]) -> float:
    return float(fit["parameters"]["r"] / fit["parameters"]["alpha"])


async def test_a_run_tells_of_each_segment_and_of_each_channel_within_it(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    orders = await fill(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, **ASKED, **SEGMENTS)
    record, told = await groupings(api, run_id)
    assert record["request"]["segments"] == {"trait": "plan"}
    assert "no_segments" not in record["diagnostics"]["warnings"]
    assert list(told) == ["channel", "segment", "channel_and_segment"]
    assert {grouping["by"]: grouping["trait"] for grouping in record["segments"]["groupings"]} == {
        "channel": None,
        "segment": "plan",
        "channel_and_segment": "plan",
    }
    sizes = {by: {part: item["customers"] for part, item in items.items()} for by, items in told.items()}
    assert sizes["channel"] == {("email", None): 190, ("search", None): 218, ("fair", None): 10}  # by friends: four
    assert sizes["segment"] == {
        (None, "gold"): 187,
        (None, "free"): 214,
        (None, "trial"): 6,
        (None, "basic"): 8,
    }  # of ambassadors there are four
    cells = {part: of_part[0] for part, of_part in CELLS.items() if None not in part and of_part[0] >= 5}
    assert ("friend", "gold") not in cells
    assert ("fair", "free") not in cells
    assert sizes["channel_and_segment"] == cells
    assert list(told["segment"]) == [(None, "basic"), (None, "free"), (None, "gold"), (None, "trial")]
    assert list(told["channel_and_segment"]) == sorted(told["channel_and_segment"])

    both, whole = told["channel_and_segment"], rate(record["fit"])
    for part in cells:
        of_part = [float(order.net) for order in orders if order.customer.startswith(f"{part[0]}-{part[1]}-")]
        if cells[part] == 90:
            assert both[part]["spend_per_day"]["estimate"] == pytest.approx(np.mean(of_part), rel=0.05)
            assert rate(both[part]) == pytest.approx(1.0 / CELLS[part][1], rel=0.35)
    assert rate(both["email", "gold"]) > 1.5 * rate(both["email", "free"]) > 1.5 * rate(both["search", "free"])
    # What is of both is told of both: the gold customers of e-mail are above those of each, not above the product.
    assert rate(both["email", "gold"]) > rate(told["segment"][None, "gold"]) > whole > rate(told["segment"][None, "free"])
    # Six customers who have hardly come back are drawn to the whole; a channel's of a segment to the segment.
    gold, trial = told["segment"][None, "gold"], told["segment"][None, "trial"]
    assert both["email", "trial"] == trial | {"channel": "email"}  # they are all of the segment: nothing more is known of them
    for small, toward in ((trial, whole), (both["fair", "gold"], rate(gold))):
        own = small["purchases"] / (6 * 43)
        assert own < 0.5 * whole
        assert np.log(own / toward) < np.log(rate(small) / toward) < 0.0
        assert abs(np.log(rate(small) / toward)) < 0.8 * abs(np.log(own / toward))
        assert max(small["own_share"].values()) < max(both["email", "gold"]["own_share"].values())


async def test_a_lead_is_worth_a_new_customer_of_its_channel_and_segment(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, **ASKED, **SEGMENTS, promote="never")
    await run_model(api, context_of, **ASKED)
    asked = {
        ("email", "gold"): ("email", "gold"),
        ("email", "free"): ("email", "free"),
        ("search", "gold"): ("search", "gold"),
        ("search", "free"): ("search", "free"),
        ("email", None): ("email", None),
        (None, "gold"): (None, "gold"),
        ("search", "trial"): (None, "trial"),  # nobody was both: by the segment, which was asked for
        ("a channel that has brought nobody", "free"): (None, "free"),
        ("email", "ambassador"): ("email", None),
        ("friend", "gold"): (None, "gold"),  # too few were both
        ("fair", "free"): (None, "free"),
        ("friend", None): (None, None),
        ("a channel that has brought nobody", "a plan of nobody"): (None, None),
        (None, None): (None, None),
    }
    leads = [{"channel": channel, "segment": segment, "probability": 1, "acquisition_cost": 0} for channel, segment in asked]

    async def values(trait: str | None) -> tuple[list[Any], dict[Any, float]]:
        answer = await api.post("/v1/valuation/prospects", json={"leads": leads})
        assert answer.status_code == 200, answer.text
        assert answer.json()["trait"] == trait
        found = answer.json()["leads"]
        of = [(each["channel"], each["segment"]) for each in found]
        return of, dict(zip(asked, [each["new_customer_value"]["estimate"] for each in found], strict=True))

    of, before = await values(None)  # of a run that was not asked for segments
    assert of == [(channel if channel in ("email", "search", "fair") else None, None) for channel, _ in asked]
    await promote(api, context_of, run_id)
    of, now = await values("plan")
    assert of == list(asked.values())
    assert now["email", "gold"] > 1.3 * now["email", None] > 1.3 * now["email", "free"]
    assert now["search", "gold"] > 1.5 * now["search", "free"]
    assert now["email", "gold"] > 1.5 * now["search", "gold"]
    assert now["email", "ambassador"] == now["email", None] == before["email", None] == before["email", "gold"]
    assert now[None, None] == before[None, None] == before[None, "gold"]
    assert now["search", "trial"] != now[None, None]


async def promote(api: httpx.AsyncClient, context_of: ContextOf, run_id: UUID) -> None:
    """Do the job of a promotion here."""
    job = (await api.post(f"/v1/valuation/models/{run_id}/promote")).json()
    await promote_run(context_of(UUID(job["id"]), {}), run_id)


async def test_a_run_from_before_there_were_segments_still_values_leads(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, **ASKED)
    async with database_of(VALUATION).work(principal) as work:
        (row,) = await work.execute(select(model_runs.c.request, model_runs.c.segments).where(model_runs.c.id == run_id))
    # Word for word what such a run has always kept.
    assert "segments" not in row.request
    assert row.segments.keys() == {"grouping", "spend_per_day", "items"}
    assert row.segments["grouping"] == {"by": "channel", "rule": "last_non_direct", "lookback_days": 30}
    assert {item["segment"] for item in row.segments["items"]} == {"email", "search", "fair"}
    assert all("channel" not in item for item in row.segments["items"])
    record, told = await groupings(api, run_id)
    assert record["request"]["segments"] is None
    assert told.keys() == {"channel"}
    lead = {"channel": "email", "segment": "gold", "probability": 1, "acquisition_cost": 0}
    (answer,) = (await api.post("/v1/valuation/prospects", json={"leads": [lead]})).raise_for_status().json()["leads"]
    assert (answer["channel"], answer["segment"]) == ("email", None)


async def test_segments_are_shown_to_whom_profiles_are(
    api_of: ApiOf, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    lead = {"channel": "email", "probability": 0.2, "acquisition_cost": 3}
    async with api_of(principal) as api:
        told, untold = await run_model(api, context_of, **ASKED, **SEGMENTS), await run_model(api, context_of, **ASKED)
    both = {Scope.VALUATION_READ, Scope.VALUATION_WRITE, Scope.BEHAVIOUR_READ}
    for scopes, status in ((both, 200), (both - {Scope.BEHAVIOUR_READ}, 403)):
        async with api_of(dataclasses.replace(principal, scopes=frozenset(scopes))) as api:
            asked = await api.post("/v1/valuation/models", json={**ASKED, **SEGMENTS})
            assert asked.status_code == {200: 202}.get(status, status)
            shown = (await api.get(f"/v1/valuation/models/{told}")).raise_for_status().json()["segments"]
            assert shown["withheld"] == (status == 403)
            expected = ["channel", "segment", "channel_and_segment"] if status == 200 else ["channel"]
            assert [each["by"] for each in shown["groupings"]] == expected
            assert not (await api.get(f"/v1/valuation/models/{untold}")).raise_for_status().json()["segments"]["withheld"]
            leads = [lead, lead | {"segment": "gold"}]
            assert (await api.post("/v1/valuation/prospects", json={"leads": leads})).status_code == status
            assert (await api.post("/v1/valuation/prospects", json={"leads": [lead]})).status_code == 200


async def test_a_trait_that_nobody_has_makes_no_segments_and_the_run_says_so(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    record, told = await groupings(api, await run_model(api, context_of, **ASKED, segments={"trait": "height"}))
    assert record["diagnostics"]["warnings"].count("no_segments") == 1
    assert told["segment"] == told["channel_and_segment"] == {}
    assert len(told["channel"]) == 3


async def test_a_trait_that_tells_everybody_apart_is_refused(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    database = database_of(SEGMENTATION)
    many = MOST_SEGMENTS + 1
    past = [PastOrder(f"c-{i}", START + timedelta(days=i + 9 * k), Decimal(5)) for i in range(7 * many) for k in (0, 1 + i % 2)]
    past.append(PastOrder("late", START + timedelta(days=365), Decimal(5)))
    ids = await store_orders(database, principal, past)
    await store_traits(database, principal, ids, [(f"c-{i}", f"{i % (many - 1)}@a.example", START) for i in range(7 * many)])
    await store_traits(database, principal, ids, [("late", "late@a.example", START)])
    refused = await api.post("/v1/valuation/models", json={**ASKED, "observation_end": "2026-01-06", **SEGMENTS})
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_segments")
    assert refused.json()["errors"][0]["pointer"] == "/segments/trait"
    assert "a.example" not in refused.text
    # Who came after the calibration makes no segment; and what was refused at first may be asked of a run that waited.
    job = (await api.post("/v1/valuation/models", json={**ASKED, **SEGMENTS})).raise_for_status().json()
    more = [(f"c-{i}", "0@b.example", START + timedelta(days=1)) for i in range(many, 2 * many)]
    await store_traits(database, principal, ids, more)
    _, told = await groupings(api, await run_job(job, context_of))
    assert len(told["segment"]) == MOST_SEGMENTS
    assert told["segment"][None, "0@b.example"]["customers"] == many


@pytest.mark.parametrize(
    ("asked", "code", "pointer"),
    [
        ({"segments": {}}, "invalid_request", "/segments/trait"),
        ({"segments": {"trait": None}}, "invalid_request", "/segments/trait"),
        ({"segments": {"trait": ""}}, "invalid_request", "/segments/trait"),
        ({"segments": {"trait": "x" * 256}}, "invalid_request", "/segments/trait"),
        ({"segments": {"trait": 5}}, "invalid_request", "/segments/trait"),
        ({"segments": {"trait": "plan", "most": 3}}, "invalid_request", "/segments/most"),
        ({"segments": "plan"}, "invalid_request", "/segments"),
        ({"segments": {"trait": "plan"}, "model": "bg_bb", "opportunity": "month"}, "segments_not_pooled", None),
    ],
)
async def test_segments_that_cannot_be_asked_for(
    api: httpx.AsyncClient, asked: dict[str, object], code: str, pointer: str | None
) -> None:
    answer = await api.post("/v1/valuation/models", json={**ASKED, **asked})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, code)
    assert [error["pointer"] for error in problem.get("errors") or []] == ([] if pointer is None else [pointer])

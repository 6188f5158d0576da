"""Reports: one truth to the cent, and what happens when they crash, repeat, overtake each other or grow old."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import orjson
import pytest
from sqlalchemy import func, insert, select, text, update

from kernel import tables
from kernel.identifiers import new_id
from kernel.principals import Principal
from kernel.settings import Settings
from schema import behaviour, experiments
from schema.attribution import attribution_reports, channel_credits
from schema.roles import ATTRIBUTION, EXPERIMENTS, GATEWAY, PLANNING, SEGMENTATION
from services.attribution.jobs import handle_report
from services.attribution.problems import NoOrdersError

from .conftest import (
    ContextOf,
    DatabaseOf,
    Facts,
    PastOrder,
    Spent,
    Touch,
    begin,
    make_report,
    run_job,
    set_clock,
    store_facts,
)

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)  # a Monday
MODELS = [
    *("first_touch", "last_touch", "last_non_direct", "linear", "position_based", "time_decay", "markov", "shapley"),
    "participation",
]


def at(days: float) -> datetime:
    return NOON + timedelta(days=days)


def small_market() -> Facts:
    """Two orders with touches and two without, one of them of nothing, one cancelled; a channel that left no touchpoints."""
    touches = [
        Touch("ann", at(0), "email", "t1"),
        Touch("ann", at(1), "paid_search", "t2"),
        Touch("bob", at(2), "paid_search", "t3"),
        Touch("cid", at(3), "display", "t4", "impression"),
        Touch("cid", at(3), "email", "t5", "sent"),
    ]
    orders = [
        PastOrder("ann", at(2), Decimal("100.01"), "o1"),
        PastOrder("bob", at(4), Decimal("33.33"), "o2"),
        PastOrder("dan", at(5), Decimal("10.00"), "o3"),
        PastOrder("dan", at(6), Decimal(0), "o4"),
        PastOrder("eve", at(6), Decimal(0), "o5", is_purchase=False),
    ]
    spend = [
        Spent("paid_search", date(2025, 3, 3), Decimal("20.00")),
        Spent("direct_mail", date(2025, 3, 4), Decimal("7.50")),
    ]
    return Facts(touches, orders, spend)


def channel_of(report: Mapping[str, Any], name: str) -> dict[str, Any]:
    (found,) = (channel for channel in report["channels"] if channel["channel"] == name)
    return dict(found)


def shared_value(report: Mapping[str, Any], model: str) -> Decimal:
    """All that a model gives, to the last decimal on the wire."""
    given = (channel["credit"].get(model) for channel in report["channels"])
    return sum((Decimal(repr(each["value"]["estimate"])) for each in given if each), Decimal(0))


def assert_one_truth(report: Mapping[str, Any], models: list[str], total: Decimal) -> None:
    unattributed = Decimal(report["totals"]["unattributed"]["value"])
    assert Decimal(report["totals"]["value"]) == total
    for model in models:
        if model != "participation":
            assert shared_value(report, model) + unattributed == total, model


async def test_credit_and_cost_of_a_small_market_are_those_of_hand(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    report = await make_report(api, context_of, margin_rate=0.4, models=["last_touch", "linear"])
    assert report["totals"] == {
        "conversions": 4,
        "value": "143.3400",
        "unattributed": {"conversions": 2, "value": "10.0000"},
        "spend": "27.5000",
    }
    assert [channel["channel"] for channel in report["channels"]] == ["direct_mail", "display", "email", "paid_search"]
    assert (report["touches"], report["nulls"], report["published"], report["stale"]) == (4, 1, True, False)
    assert report["margin"] == pytest.approx(0.4 * 143.34)
    assert report["warnings"] == ["channels_without_touchpoints"]

    search = channel_of(report, "paid_search")
    assert list(search["credit"]) == ["last_touch", "linear"]
    linear = search["credit"]["linear"]
    assert (linear["conversions"]["estimate"], linear["value"]["estimate"]) == (1.5, 83.335)
    assert linear["conversions"]["low"] < 1.5 < linear["conversions"]["high"]
    assert linear["cpa"]["estimate"] == pytest.approx(20 / 1.5)
    assert linear["roas"]["estimate"] == pytest.approx(83.335 / 20)
    assert linear["margin"]["estimate"] == pytest.approx(0.4 * 83.335)
    assert linear["roci_gross"]["estimate"] == pytest.approx(0.4 * 83.335 / 20)
    assert linear["roci_net"]["estimate"] == pytest.approx((0.4 * 83.335 - 20) / 20)
    assert linear["roas"]["high"] == pytest.approx(linear["value"]["high"] / 20)
    assert search["credit"]["last_touch"]["conversions"]["estimate"] == 2.0

    mail = channel_of(report, "direct_mail")
    assert (mail["visible"], mail["touches"], mail["spend"], mail["credit"]) == (False, 0, "7.5000", {})
    display = channel_of(report, "display")
    assert (display["visible"], display["credit"]["linear"]["value"]["estimate"]) == (True, 0.0)
    assert display["credit"]["linear"]["roas"] is None
    assert report["all"]["roas"] == pytest.approx(143.34 / 27.5)
    assert report["all"]["roci_net"] == pytest.approx((0.4 * 143.34 - 27.5) / 27.5)


async def test_every_model_shares_every_cent_out_after_refunds_and_a_merge(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    report = await make_report(api, context_of, models=MODELS)
    assert_one_truth(report, MODELS, Decimal("143.34"))
    async with database_of(SEGMENTATION).work(principal) as work:
        orders, subjects = behaviour.orders, behaviour.subjects
        refund = {"refunded": Decimal("33.34"), "net": Decimal("66.67"), "net_float": 66.67}
        await work.execute(update(orders).where(orders.c.order_key == "o1").values(refund))
        whole = {"net": Decimal(0), "net_float": 0.0, "is_purchase": False}
        await work.execute(update(orders).where(orders.c.order_key == "o2").values(whole))
        cid = select(subjects.c.customer_id).where(subjects.c.value == "cid").scalar_subquery()
        await work.execute(update(subjects).where(subjects.c.value == "dan").values(customer_id=cid))
    report = await make_report(api, context_of, models=MODELS)
    assert_one_truth(report, MODELS, Decimal("76.67"))
    # What was shown to cid led to what dan bought, now that they are one.
    assert report["totals"]["unattributed"] == {"conversions": 1, "value": "0.0000"}
    assert channel_of(report, "display")["credit"]["linear"]["value"]["estimate"] == 10.0


async def test_amounts_that_no_division_is_fair_to_still_add_up(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    touches = [Touch(f"c{i}", at(i / 50), f"channel-{j}", f"t{i}-{j}") for i in range(40) for j in range(i % 7)]
    orders = [PastOrder(f"c{i}", at(2), Decimal(i) + Decimal("0.0001"), f"o{i}") for i in range(40)]
    await store_facts(database_of(SEGMENTATION), principal, Facts(touches, orders))
    report = await make_report(api, context_of, models=MODELS)
    assert_one_truth(report, MODELS, Decimal("780.0040"))
    async with database_of(PLANNING).work(principal) as work:
        published = await work.execute(
            text("select model, sum(value), sum(conversions) from published.channel_credit group by model")
        )
        sums = {model: (value, conversions) for model, value, conversions in published}
        (told,) = await work.execute(text("select value, unattributed_value, conversions from published.attribution_report"))
    assert set(sums) == set(MODELS)
    for model in MODELS[:-1]:
        assert sums[model][0] + told.unattributed_value == told.value == Decimal("780.0040")
        assert sums[model][1] + report["totals"]["unattributed"]["conversions"] == pytest.approx(told.conversions)


async def test_sums_beyond_the_digits_of_floats_still_add_up(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    touches = [Touch(f"c{i}", at(0), f"channel-{j}", f"t{i}-{j}") for i in range(30) for j in range(3)]
    orders = [PastOrder(f"c{i}", at(2), Decimal("999999999999.9999"), f"o{i}") for i in range(30)]
    await store_facts(database_of(SEGMENTATION), principal, Facts(touches, orders))
    await make_report(api, context_of)
    async with database_of(ATTRIBUTION).work(principal) as work:
        sums = await work.execute(select(func.sum(channel_credits.c.value)).group_by(channel_credits.c.model))
        assert set(sums.scalars()) == {30 * Decimal("999999999999.9999")}


async def test_the_same_inputs_have_the_same_digest_and_answer(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await set_clock(database_of, principal, at(30))
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    first, second = [await make_report(api, context_of) for _ in range(2)]
    other = await make_report(api, context_of, lookback_days=7)
    assert first["digest"] == second["digest"] != other["digest"]
    assert first["id"] != second["id"]
    for part in ("totals", "channels", "all", "intervals", "warnings", "request"):
        assert first[part] == second[part]


async def test_a_report_tells_when_its_orders_have_changed(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await set_clock(database_of, principal, at(30))
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    report = await make_report(api, context_of)
    path = f"/v1/attribution/reports/{report['id']}"
    assert (await api.get(path)).json()["stale"] is False
    async with database_of(SEGMENTATION).work(principal) as work:
        orders = behaviour.orders
        await work.execute(update(orders).where(orders.c.order_key == "o1").values(net=Decimal("100.00")))
    assert (await api.get(path)).json()["stale"] is True


async def test_the_window_is_of_days_in_the_workspaces_time_zone_and_ends_by_its_clock(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    async with database_of(GATEWAY).work(principal) as work:
        mine = tables.workspaces.c.id == principal.workspace_id
        await work.execute(update(tables.workspaces).where(mine).values(time_zone="America/New_York"))
    await set_clock(database_of, principal, datetime(2025, 3, 11, 16, tzinfo=UTC))
    # New York's 9 March, on which clocks go forward, lasts from 05:00 to 04:00 UTC.
    moments = {
        "before": datetime(2025, 3, 9, 4, 59, 59, 999999, tzinfo=UTC),
        "first": datetime(2025, 3, 9, 5, tzinfo=UTC),
        "last": datetime(2025, 3, 10, 3, 59, 59, 999999, tzinfo=UTC),
        "after": datetime(2025, 3, 10, 4, tzinfo=UTC),
        "now": datetime(2025, 3, 11, 16, tzinfo=UTC),
    }
    orders = [PastOrder("a", moment, Decimal(10) ** place, key) for place, (key, moment) in enumerate(moments.items())]
    await store_facts(database_of(SEGMENTATION), principal, Facts(orders=orders))
    day = await make_report(api, context_of, **{"from": "2025-03-09", "until": "2025-03-09"})
    assert day["totals"]["value"] == "110.0000"
    assert day["request"]["until_at"] == "2025-03-10T04:00:00Z"
    everything = await make_report(api, context_of)
    assert everything["totals"]["value"] == "1111.0000"  # what happens at the clock's moment is yet to come
    today = await make_report(api, context_of, **{"from": "2025-03-10", "until": "2025-03-11"})
    assert (today["totals"]["value"], today["request"]["until_at"]) == ("1000.0000", "2025-03-11T16:00:00Z")


async def test_margin_is_known_where_every_order_states_one_or_a_rate_is_given(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    touches = [Touch("a", at(0), "email", "t1"), Touch("b", at(0), "sms", "t2")]
    orders = [
        PastOrder("a", at(1), Decimal(100), "o1", margin=Decimal(-20)),
        PastOrder("b", at(1), Decimal(100), "o2"),
    ]
    spend = [Spent("email", date(2025, 3, 3), Decimal(10)), Spent("sms", date(2025, 3, 3), Decimal(10), currency="EUR")]
    await store_facts(database_of(SEGMENTATION), principal, Facts(touches, orders, spend))
    unknown = await make_report(api, context_of, models=["linear"])
    assert unknown["margin"] is None
    assert channel_of(unknown, "email")["credit"]["linear"]["roci_net"] is None
    assert unknown["all"]["roci_gross"] is None
    assert unknown["warnings"] == ["margin_unknown", "spend_in_other_currencies"]
    known = await make_report(api, context_of, models=["linear"], margin_rate=0.3)
    assert known["margin"] == pytest.approx(10)
    assert channel_of(known, "email")["credit"]["linear"]["roci_gross"]["estimate"] == pytest.approx(-2)
    assert channel_of(known, "sms")["credit"]["linear"]["roci_net"]["estimate"] == pytest.approx(2)


async def test_what_was_cancelled_needs_no_margin(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    orders = [
        PastOrder("a", at(1), Decimal(100), "o1", margin=Decimal(20)),
        PastOrder("a", at(2), Decimal(0), "o2", is_purchase=False),
    ]
    await store_facts(database_of(SEGMENTATION), principal, Facts([Touch("a", at(0), "email", "t1")], orders))
    report = await make_report(api, context_of, models=["linear"])
    assert report["margin"] == 20
    assert "margin_unknown" not in report["warnings"]


async def test_a_channel_whose_credit_notes_exceed_its_spend_has_no_ratios(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    facts = Facts(
        [Touch("a", at(0), "email", "t1")],
        [PastOrder("a", at(1), Decimal(100), "o1")],
        [Spent("email", date(2025, 3, 3), Decimal(-5))],
    )
    await store_facts(database_of(SEGMENTATION), principal, facts)
    report = await make_report(api, context_of, models=["linear"])
    credit = channel_of(report, "email")["credit"]["linear"]
    assert (channel_of(report, "email")["spend"], credit["cpa"], credit["roas"]) == ("-5.0000", None, None)
    assert report["all"]["roas"] is None


async def store_lift(
    database_of: DatabaseOf,
    principal: Principal,
    channel: str | None,
    lifts: Mapping[str, tuple[float, float, float]],
    campaign: str | None = None,
    coverage: float = 1.0,
    without: bool = True,
) -> None:
    """An analysed experiment on a channel, or a holdout where there is none, from day 0 to day 7."""
    mine = {"workspace_id": principal.workspace_id}
    subject, analysis = new_id(), new_id()
    async with database_of(EXPERIMENTS).work(principal) as work:
        if channel is None:
            held = {"id": subject, "key": "universal", "seed": "s", "share": 0.05, "started_at": at(0)}
            await work.execute(insert(experiments.holdouts).values(**mine, **held))
        else:
            tested = {
                "id": subject,
                "key": f"{channel} or not",
                "seed": "s",
                "variations": [],
                "control": "A",
                "metric": "revenue",
                "channel": channel,
                "campaign": campaign,
                "coverage": coverage,
                "control_without_channel": without,
                "started_at": at(0),
            }
            await work.execute(insert(experiments.experiments).values(**mine, **tested))
        record = {
            "id": analysis,
            ("holdout_id" if channel is None else "experiment_id"): subject,
            "request": {"alpha": 0.1},
            "digest": "d",
            "code_version": "0",
            "analysed_until": at(7),
            "document": {},
        }
        await work.execute(insert(experiments.experiment_analyses).values(**mine, **record))
        for treatment, (low, estimate, high) in lifts.items():
            row = {
                "analysis_id": analysis,
                "metric": "revenue",
                "treatment": treatment,
                "control": "A",
                "control_users": 10,
                "treatment_users": 10,
                "difference": estimate / 10,
                "difference_low": low / 10,
                "difference_high": high / 10,
                "p_value": 0.5,
                "incremental": estimate,
                "incremental_low": low,
                "incremental_high": high,
            }
            await work.execute(insert(experiments.experiment_lifts).values(**mine, **row))


async def test_what_experiments_proved_stands_beside_credit_and_cost_of_their_own_window(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    market = small_market()
    later = [Spent("paid_search", date(2025, 3, 10), Decimal("5.00")), Spent("paid_search", date(2025, 3, 11), Decimal(500))]
    touches = [*market.touches, Touch("zoe", at(7), "paid_search", "t9")]
    orders = [*market.orders, PastOrder("zoe", at(8), Decimal(77), "o9")]
    await store_facts(database_of(SEGMENTATION), principal, Facts(touches, orders, [*market.spend, *later]))
    await store_lift(database_of, principal, "paid_search", {"B": (-10.0, 25.0, 60.0), "C": (-5.0, 5.0, 15.0)})
    await store_lift(database_of, principal, None, {"communicated": (-20.0, 40.0, 100.0)})
    report = await make_report(api, context_of, models=["linear"], margin_rate=0.5)

    (proof,) = channel_of(report, "paid_search")["incremental"]
    assert (proof["key"], proof["treatments"], proof["level"]) == ("paid_search or not", ["B", "C"], 0.9)
    assert proof["revenue"] == {"estimate": 30.0, "low": -15.0, "high": 75.0}
    assert proof["margin"] == {"estimate": 15.0, "low": -7.5, "high": 37.5}
    assert (proof["margin_basis"], proof["margin_share"], proof["code"]) == ("assumed_share", 0.5, None)
    assert proof["spend"] == "25.0000"  # of 3 to 10 March
    assert proof["roci_net"]["estimate"] == pytest.approx((15 - 25) / 25)
    assert proof["roci_gross"]["low"] == pytest.approx(-7.5 / 25)
    assert proof["credited"] == {"linear": pytest.approx(83.335)}  # zoe's order is past the window
    assert proof["ratio"]["linear"]["estimate"] == pytest.approx(30 / 83.335)

    (holdout,) = report["all"]["incremental"]
    assert (holdout["key"], holdout["experiment_id"], holdout["credited"], holdout["ratio"]) == ("universal", None, {}, {})
    assert holdout["spend"] == "32.5000"
    assert holdout["roci_net"] == {
        "estimate": pytest.approx((20 - 32.5) / 32.5),
        "low": pytest.approx((-10 - 32.5) / 32.5),
        "high": pytest.approx((50 - 32.5) / 32.5),
    }


@pytest.mark.parametrize(("coverage", "without"), [(0.1, True), (1.0, False)])
async def test_an_experiment_on_a_part_of_a_channel_has_no_ratios(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    coverage: float,
    without: bool,
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    lifts = {"B": (1.0, 8.0, 15.0)}
    await store_lift(database_of, principal, "paid_search", lifts, coverage=coverage, without=without)
    report = await make_report(api, context_of, models=["markov"], margin_rate=0.5)
    (proof,) = channel_of(report, "paid_search")["incremental"]
    assert proof["ratio"] == {"markov": None, "linear": None}
    assert (proof["roas"], proof["roci_gross"], proof["roci_net"], proof["code"]) == (None, None, None, "not_whole_channel")


async def test_an_experiment_on_a_campaign_stands_beside_what_that_campaign_cost(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    market = small_market()
    spend = [
        Spent("email", date(2025, 3, 4), Decimal(4), "spring"),
        Spent("email", date(2025, 3, 4), Decimal(6), "autumn"),
        Spent("email", date(2025, 3, 4), Decimal(3)),
    ]
    await store_facts(database_of(SEGMENTATION), principal, Facts(market.touches, market.orders, spend))
    await store_lift(database_of, principal, "email", {"B": (1.0, 8.0, 15.0)}, "spring")
    report = await make_report(api, context_of, models=["linear"])
    (proof,) = channel_of(report, "email")["incremental"]
    assert (proof["campaign"], proof["spend"], proof["code"]) == ("spring", "4.0000", "not_whole_channel")
    # It says nothing of the other campaigns: no curve of the channel is calibrated by it.
    plan_id = await run_job((await api.post("/v1/budgets", json={"budget": 10})).json(), context_of)
    (row,) = (await api.get(f"/v1/budgets/{plan_id}")).json()["channels"]
    assert (row["channel"], row["calibration"]) == ("email", None)


async def test_a_market_without_touchpoints_is_all_unattributed_and_says_so(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    orders = [PastOrder("a", at(0), Decimal(0), "o1"), PastOrder("b", at(0), Decimal("5.55"), "o2")]
    await store_facts(database_of(SEGMENTATION), principal, Facts(orders=orders))
    report = await make_report(api, context_of, models=MODELS)
    assert report["totals"]["unattributed"] == {"conversions": 2, "value": "5.5500"}
    assert report["channels"] == []
    assert report["warnings"] == ["no_touchpoints", "no_spend", "margin_unknown"]


async def test_without_orders_the_job_fails_with_a_code(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    with pytest.raises(NoOrdersError):
        await make_report(api, context_of)
    touched = Facts([Touch("a", at(0), "email", "t1")], [PastOrder("a", at(9), Decimal(1), "o1")])
    await store_facts(database_of(SEGMENTATION), principal, touched)
    with pytest.raises(NoOrdersError) as caught:
        await make_report(api, context_of, until="2025-03-10")
    assert (caught.value.code, caught.value.status) == ("no_orders", 422)
    assert (await api.get("/v1/attribution/reports")).json()["items"] == []


class CrashError(Exception):
    """The process dies here."""


@pytest.mark.parametrize("stage", ["reduce", "credit", "proof", "keep"])
async def test_a_report_that_crashed_is_made_once_whatever_it_had_done(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings, stage: str
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    job = (await api.post("/v1/attribution/reports", json={})).json()
    crashing = await begin(job, context_of)

    async def die(_fraction: float, at_: str) -> None:
        if at_ == stage:
            raise CrashError

    crashing.progress = die  # type: ignore[assignment]  # the end of the process
    with pytest.raises(CrashError):
        await handle_report(crashing)
    report_id = await run_job(job, context_of)
    assert await run_job(job, context_of) == report_id
    assert [report["id"] for report in (await api.get("/v1/attribution/reports")).json()["items"]] == [str(report_id)]
    assert await told_of(settings, principal) == (["report.completed"], ["report.published"])


async def test_a_crash_between_record_and_publication_leaves_neither(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    job = (await api.post("/v1/attribution/reports", json={})).json()

    async def die(*_: object) -> bool:
        raise CrashError

    with monkeypatch.context() as patch:
        patch.setattr("services.attribution.store.publish", die)
        with pytest.raises(CrashError):
            await run_job(job, context_of)
    async with database_of(ATTRIBUTION).work(principal) as work:
        for table in (attribution_reports, channel_credits):
            assert (await work.execute(select(func.count()).select_from(table))).scalar_one() == 0
    report_id = await run_job(job, context_of)
    assert (await api.get(f"/v1/attribution/reports/{report_id}")).json()["published"] is True


async def told_of(settings: Settings, principal: Principal) -> tuple[list[str], list[str]]:
    """What the feed and the audit log say, as nobody but a superuser may read both."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        mine = principal.workspace_id
        feed = await connection.fetch("select type, data from attune.feed where workspace_id = $1 order by xid, id", mine)
        audit = await connection.fetch("select action from attune.audit_log where workspace_id = $1 order by id", mine)
    finally:
        await connection.close()
    assert all(set(orjson.loads(row["data"])) == {"report_id", "digest"} for row in feed)
    return [row["type"] for row in feed], [row["action"] for row in audit]


async def test_the_latest_report_is_published_and_an_overtaken_one_is_not(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    first, second = [await make_report(api, context_of) for _ in range(2)]
    listed = (await api.get("/v1/attribution/reports")).json()["items"]
    assert [(report["id"], report["published"]) for report in listed] == [(second["id"], True), (first["id"], False)]
    slow = UUID(int=UUID(first["id"]).int + 1)
    monkeypatch.setattr("services.attribution.use_cases.reporting.new_id", lambda: slow)
    overtaken = await make_report(api, context_of)
    assert (overtaken["id"], overtaken["published"]) == (str(slow), False)
    assert await told_of(settings, principal) == (["report.completed"] * 3, ["report.published"] * 2)


async def test_reports_are_listed_page_by_page_without_their_answers(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    made = [(await make_report(api, context_of, models=["linear"]))["id"] for _ in range(3)]
    first = (await api.get("/v1/attribution/reports?limit=2")).json()
    second = (await api.get("/v1/attribution/reports", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [report["id"] for report in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None
    assert "channels" not in first["items"][0]

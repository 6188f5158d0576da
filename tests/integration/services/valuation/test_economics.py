"""Economics over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from kernel.database import Database
from kernel.principals import Principal, Scope
from schema.behaviour import customers
from schema.roles import SEGMENTATION, VALUATION
from schema.valuation import customer_values
from services.valuation.use_cases.traits import MOST_SEGMENTS
from tests.integration.services.valuation.conftest import (
    ApiOf,
    ContextOf,
    PastOrder,
    PastTouch,
    SeenTrait,
    run_model,
    store_cdnow,
    store_orders,
    store_spend,
    store_touches,
    store_traits,
)

AS_OF = "2025-04-10T00:00:00Z"


def noon(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 12, tzinfo=UTC)


PAST = [
    PastOrder("a", noon(1, 5), Decimal(10), margin=Decimal(4)),
    PastOrder("a", noon(2, 5), Decimal(20), margin=Decimal(8)),
    PastOrder("b", noon(1, 9), Decimal(30), margin=Decimal(12)),
    PastOrder("c", noon(2, 9), Decimal(40), margin=Decimal(16)),
    PastOrder("c", noon(4, 2), Decimal(50), margin=Decimal(20)),  # in the month that is not over
]
PAID: list[tuple[str, date, Decimal, str | None]] = [
    ("search", date(2025, 1, 3), Decimal(20), None),
    ("email", date(2025, 2, 3), Decimal(5), "USD"),
    ("email", date(2025, 4, 3), Decimal(500), None),
]
TOUCHES = [PastTouch("a", noon(1, 1), "search"), PastTouch("b", noon(1, 2), "email"), PastTouch("c", noon(2, 1), "search")]


async def economics(api: httpx.AsyncClient, **asked: str | int) -> dict[str, Any]:
    response = await api.get("/v1/valuation/economics", params={"as_of": AS_OF, "periods": 3, **asked})
    assert response.status_code == 200, response.text
    document: dict[str, Any] = response.json()
    return document


async def fill(database: Database, principal: Principal) -> None:
    ids = await store_orders(database, principal, PAST)
    await store_touches(database, principal, ids, TOUCHES)
    await store_spend(database, principal, PAID)


async def test_each_month_has_its_customers_their_cost_and_their_return(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    document = await economics(api, retention_target="0.9")
    assert (document["since"], document["until"]) == ("2025-01-01", "2025-04-01")
    january, february, march = document["rows"]
    assert [row["period"] for row in document["rows"]] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert [row["new_customers"] for row in document["rows"]] == [2, 1, 0]
    assert [row["revenue"]["amount"] for row in document["rows"]] == ["40.0000", "60.0000", "0.0000"]
    assert january["short_term"] == {
        "margin": {"amount": "16.0000", "reason": None},
        "spend": {"amount": "20.0000", "reason": None},
        "net": {"amount": "-4.0000", "reason": None},
    }
    assert january["cac"]["estimate"] == 10.0
    assert january["cac"]["low"] == pytest.approx(20 / 7.2247, rel=1e-4)  # Garwood's interval of 2 is .2422 to 7.2247
    assert january["payback_periods"]["estimate"] == 2  # 16 by the end of January, 24 by that of February
    assert january["repeat_rate"]["estimate"] == 0.5
    assert (february["retention"]["of"], february["retention"]["stayed"]) == (2, 1)
    assert february["retention"]["verdict"] == "open"
    assert march["cac"]["reason"] == march["short_term"]["spend"]["reason"] == "no_spend"
    assert march["retention"] == {
        "estimate": 0.0,
        "low": 0.0,
        "high": pytest.approx(0.6666, abs=1e-3),
        "of": 2,
        "stayed": 0,
        "target": 0.9,
        "verdict": "missed",
    }
    total = document["total"]
    assert (total["new_customers"], total["orders"], total["revenue"]["amount"]) == (3, 4, "100.0000")
    assert total["short_term"]["net"]["amount"] == "15.0000"
    assert total["cac"]["estimate"] == pytest.approx(25 / 3)
    assert document["equity"]["reason"] == "no_model"
    assert total["long_term"] is None


async def test_channels_add_up_to_the_whole(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    document = await economics(api, by="channel", lookback_days=5)
    assert [(row["channel"], row["new_customers"]) for row in document["rows"]] == [("email", 0), ("search", 1), (None, 2)]
    document = await economics(api, by="channel")
    rows = {row["channel"]: row for row in document["rows"]}
    assert {name: row["new_customers"] for name, row in rows.items()} == {"email": 1, "search": 2}
    assert rows["search"]["cac"]["estimate"] == 10.0
    assert rows["search"]["payback_periods"]["estimate"] == 1  # of January and February: 28, on 20
    assert rows["email"]["short_term"]["net"]["amount"] == "7.0000"
    assert sum(Decimal(row["short_term"]["net"]["amount"]) for row in rows.values()) == Decimal(
        document["total"]["short_term"]["net"]["amount"]
    )
    assert document["acquisition"]["rule"] == "last_non_direct"


async def test_segments_are_the_values_of_a_trait_and_add_up_to_the_whole(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    database = database_of(SEGMENTATION)
    past = [*PAST, PastOrder("d", noon(3, 3), Decimal(7), margin=Decimal(1))]
    ids = await store_orders(database, principal, past)
    await store_spend(database, principal, PAID)
    told: list[SeenTrait] = [
        ("a", "gold", noon(1, 1)),
        ("a", "silver", noon(3, 1)),
        ("b", 7, noon(1, 1)),
        ("b", True, noon(1, 2)),
    ]
    await store_traits(database, principal, ids, [*told, ("c", "silver", noon(3, 1)), ("d", {"no": "value"}, noon(2, 2))])
    document = await economics(api, by="segment", trait="plan")
    assert (document["by"], document["trait"], document["acquisition"]) == ("segment", "plan", None)
    rows = {row["segment"]: row for row in document["rows"]}
    assert list(rows) == ["silver", "true", None]  # the latest of each; what is no single value is none
    assert [row["new_customers"] for row in rows.values()] == [2, 1, 1]
    assert [row["revenue"]["amount"] for row in rows.values()] == ["70.0000", "30.0000", "7.0000"]
    silver = rows["silver"]
    assert silver["short_term"]["margin"]["amount"] == "28.0000"
    assert silver["repeat_rate"]["estimate"] == 0.5
    assert (silver["retention"]["of"], silver["retention"]["stayed"]) == (3, 1)
    missing = {"amount": None, "reason": "spend_not_by_segment"}
    assert silver["short_term"]["spend"] == silver["short_term"]["net"] == missing
    assert silver["cac"]["reason"] == silver["payback_periods"]["reason"] == "spend_not_by_segment"
    assert all(row["channel"] is None and row["period"] is None for row in rows.values())
    total = document["total"]
    assert (total["new_customers"], total["short_term"]["spend"]["amount"]) == (4, "25.0000")
    revenue = sum(Decimal(row["revenue"]["amount"]) for row in rows.values())
    assert revenue == Decimal(total["revenue"]["amount"])
    months = await economics(api)
    assert total["retention"] == months["total"]["retention"]
    assert [row["segment"] for row in (await economics(api, by="segment", trait="height"))["rows"]] == [None]


async def test_what_new_customers_of_a_segment_are_worth_adds_up_to_that_of_all(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    database = database_of(SEGMENTATION)
    await store_cdnow(database, principal)
    async with database.work(principal) as work:
        named = await work.execute(select(customers.c.customer_id, customers.c.id).order_by(customers.c.customer_id).limit(900))
        ids = {str(name): our for name, our in named}
    await store_traits(database, principal, ids, [(name, "gold", noon(1, 1)) for name in ids])
    await run_model(api, context_of, calibration_end="1998-06-30", observation_end="1998-06-30")
    document = await economics(api, by="segment", trait="plan", as_of="1998-07-01T00:00:00Z", periods=18)
    gold, others = document["rows"]
    assert (gold["segment"], gold["long_term"]["customers"], others["segment"]) == ("gold", 900, None)
    worth = [row["long_term"]["estimate"] for row in (gold, others)]
    assert sum(worth) == pytest.approx(document["equity"]["of_new"]["estimate"])


async def test_the_traits_of_the_erased_make_no_segment(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    database = database_of(SEGMENTATION)
    ids = await store_orders(database, principal, PAST)
    await store_traits(database, principal, ids, [("a", "gold", noon(1, 1)), ("b", "gold", noon(1, 1))])
    async with database.work(principal) as work:
        await work.execute(update(customers).where(customers.c.id == ids["a"]).values(erased_at=noon(3, 1)))
    document = await economics(api, by="segment", trait="plan")
    assert [(row["segment"], row["new_customers"]) for row in document["rows"]] == [("gold", 1), (None, 2)]
    assert document["brand_value"]["penetration"]["estimate"] == 1.0  # of three, one of whom is not known any more


async def test_traits_are_shown_to_whom_profiles_are(api_of: ApiOf, principal: Principal) -> None:
    both = {Scope.VALUATION_READ, Scope.BEHAVIOUR_READ}
    for scopes, status in ((both, 200), (both - {Scope.BEHAVIOUR_READ}, 403)):
        async with api_of(replace(principal, scopes=frozenset(scopes))) as api:
            answer = await api.get("/v1/valuation/economics", params={"as_of": AS_OF, "by": "segment", "trait": "plan"})
            assert answer.status_code == status, answer.text
            assert (await api.get("/v1/valuation/economics", params={"as_of": AS_OF})).status_code == 200


async def test_a_trait_that_tells_everybody_apart_makes_no_segments(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = database_of(SEGMENTATION)
    past = [PastOrder(f"c{number}", noon(2, 2), Decimal(5)) for number in range(MOST_SEGMENTS + 1)]
    ids = await store_orders(database, principal, past)
    await store_traits(database, principal, ids, [(name, f"{name}@a.example", noon(1, 1)) for name in ids])
    asked = {"as_of": AS_OF, "by": "segment", "trait": "plan"}
    monkeypatch.setattr("services.valuation.use_cases.economics.ACTIVITY_BY_TRAIT", "nothing more is asked for")
    refused = await api.get("/v1/valuation/economics", params=asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_segments")
    assert "a.example" not in refused.text
    refused = await api.get("/v1/valuation/economics", params={"as_of": AS_OF, "by": "segment"})
    assert (refused.status_code, refused.json()["code"]) == (422, "trait_missing")
    assert refused.json()["errors"][0]["pointer"] == "?trait"


async def test_what_is_not_known_is_null_and_says_why(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    past = [*PAST, PastOrder("d", noon(3, 3), Decimal(7))]
    await store_orders(database_of(SEGMENTATION), principal, past)
    await store_spend(database_of(SEGMENTATION), principal, [*PAID, ("search", date(2025, 1, 9), Decimal(2), "EUR")])
    document = await economics(api)
    january, _, march = document["rows"]
    assert january["short_term"]["spend"] == {"amount": None, "reason": "foreign_currency"}
    assert january["cac"]["reason"] == january["payback_periods"]["reason"] == "foreign_currency"
    assert march["short_term"]["margin"] == {"amount": None, "reason": "margin_unknown"}
    assert document["brand_value"]["value"]["reason"] == "margin_unknown"
    assert document["brand_value"]["share_of_purchases"]["reason"] == "share_of_purchases_unknown"
    stated = await economics(api, margin_rate="0.5", share_of_purchases="0.4")
    assert stated["rows"][2]["short_term"]["margin"] == {"amount": "3.5000", "reason": None}
    brand = stated["brand_value"]
    assert brand["share_of_purchases"]["estimate"] == 0.4
    assert brand["buying_rate"]["estimate"] == pytest.approx(brand["own_rate"]["estimate"] / 0.4)
    product = [brand[part]["estimate"] for part in ("penetration", "buying_rate", "share_of_purchases", "margin")]
    assert brand["value"]["estimate"] == pytest.approx(product[0] * product[1] * product[2] * product[3])


async def test_a_workspace_without_anything_has_an_answer(api: httpx.AsyncClient) -> None:
    document = await economics(api, by="channel")
    assert document["rows"] == []
    assert document["total"]["cac"]["reason"] == "no_spend"
    assert document["brand_value"] is None


async def test_a_market_is_not_smaller_than_the_brands_own_buyers(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    response = await api.get("/v1/valuation/economics", params={"as_of": AS_OF, "market": 2})
    assert (response.status_code, response.json()["code"]) == (422, "market_too_small")
    assert response.json()["errors"][0]["pointer"] == "?market"


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "weather"},
        {"trait": ""},
        {"trait": "x" * 256},
        {"periods": 0},
        {"periods": 61},
        {"retention_target": 0},
        {"retention_target": 1},
        {"market": 0},
        {"share_of_purchases": 0},
        {"share_of_purchases": "inf"},
        {"margin_rate": 11},
        {"level": 0},
    ],
)
async def test_what_cannot_be_asked_is_refused(api: httpx.AsyncClient, asked: dict[str, str | int]) -> None:
    response = await api.get("/v1/valuation/economics", params=asked)
    assert response.status_code == 422, response.text
    assert response.json()["errors"][0]["pointer"] == f"?{next(iter(asked))}"


async def test_another_workspace_sees_nothing_of_it(
    api_of: ApiOf, database_of: Callable[[str], Database], principal: Principal, other_principal: Principal
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    async with api_of(other_principal) as stranger:
        document = await economics(stranger)
    assert document["total"]["new_customers"] == 0
    assert document["brand_value"] is None


async def test_equity_is_the_sum_of_the_published_values(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, calibration_end="1998-06-30", observation_end="1998-06-30")
    document = await economics(api, as_of="1998-07-01T00:00:00Z", periods=17, margin_rate="0.3")
    async with database_of(VALUATION).work(principal) as work:
        of_run = (customer_values.c.workspace_id == principal.workspace_id) & (customer_values.c.model_id == run_id)
        [(total, valued)] = await work.execute(select(func.sum(customer_values.c.clv), func.count()).where(of_run))
    equity = document["equity"]
    assert equity["now"]["customers"] == valued == 2357
    assert equity["now"]["estimate"] == pytest.approx(total, rel=1e-9)
    assert equity["now"]["low"] < equity["now"]["estimate"] < equity["now"]["high"]
    # The window begins with February 1997: January's cohort was there before.
    assert equity["before"]["customers"] == 2357 - document["total"]["new_customers"]
    assert equity["change"]["estimate"] == pytest.approx(equity["now"]["estimate"] - equity["before"]["estimate"])
    assert equity["of_new"]["estimate"] + equity["of_existing"]["estimate"] == pytest.approx(equity["change"]["estimate"])
    assert equity["change_in_margin"]["estimate"] == pytest.approx(0.3 * equity["change"]["estimate"], rel=1e-6)
    rows = [row for row in document["rows"] if row["new_customers"]]
    assert [row["long_term"]["customers"] for row in rows] == [row["new_customers"] for row in rows]
    assert sum(row["long_term"]["estimate"] for row in rows) == pytest.approx(equity["of_new"]["estimate"])

"""Loyalty over HTTP: the company's three C's, its customers by cell, and one by one."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from math import exp, log
from typing import Any
from uuid import UUID

import httpx
import pytest

from kernel.database import Database
from kernel.principals import Principal
from services.valuation.domain.referral_value import Assumptions, ShareSource, TypeOneShare, referral_value

from .conftest import ApiOf
from .loyalty_market import (
    AS_OF,
    CALIBRATED_UNTIL,
    WINDOW_FROM,
    Answered,
    Bought,
    Market,
    Told,
    Value,
    factor,
    parts,
    referral_values,
    store_market,
)

DatabaseOf = Callable[[str], Database]
AT = WINDOW_FROM + timedelta(days=100)
MARGIN, COST = 0.4, 20.0
ASKED = {"as_of": AS_OF.isoformat(), "margin_rate": str(MARGIN), "acquisition_cost": str(COST)}

# u-0 brings u-1 and u-2; u-1 brings u-3: a chain. u-4 brings somebody who would have come anyway.
MARKET = Market(
    orders=[
        *(Bought(f"u-{number}", AT + timedelta(days=number), Decimal(10 * (number + 1))) for number in range(6)),
        Bought("u-5", AT, Decimal(30), margin=Decimal(20)),
    ],
    answers=[
        *(Answered(f"u-{number}", AT, score=score) for number, score in enumerate([10, 9, 9, 8, 6])),
        Answered("u-0", AT - timedelta(days=1), score=0),
        Answered("u-0", AT, rank=1, brands=2, category="tea"),
        Answered("u-0", AT, rank=2, brands=2, category="coffee"),
        Answered("u-1", AT, share=0.25),
        Answered("u-2", AT, share=0.01),
    ],
    referrals=[
        Told("u-0", "u-1", AT),
        Told("u-0", "u-2", AT, would_have_come=False, reward=Decimal(5)),
        Told("u-1", "u-3", AT),
        Told("u-4", "u-5", AT, would_have_come=True),
        Told("u-0", None, AT, converted=False),
    ],
    values={
        f"u-{number}": Value(clv, clv / 1.3, clv * 1.3) for number, clv in enumerate([100.0, 60.0, 40.0, 20.0, 10.0, 50.0])
    },
)


@pytest.fixture
async def ids(principal: Principal, database_of: DatabaseOf) -> dict[str, UUID]:
    """Our ids of the market's customers."""
    return await store_market(database_of, principal, MARKET)


async def read(api: httpx.AsyncClient, path: str = "", **asked: str) -> dict[str, Any]:
    answer = await api.get(f"/v1/valuation/loyalty{path}", params=ASKED | asked)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def near(number: float) -> Any:  # noqa: ANN401 — pytest's own
    return pytest.approx(number, rel=1e-9)


async def test_contribution(api: httpx.AsyncClient, ids: dict[str, UUID]) -> None:
    assert len(ids) == 6
    told = (await read(api))["contribution"]
    assert (told["customers"], told["revenue"], told["contribution"]) == (6, near(240.0), near(20 + 0.4 * 210))
    assert (told["margin_rate"], told["margin_source"], told["margin_coverage"]) == (0.4, "stated", near(30 / 240))
    document = (await api.get("/v1/valuation/loyalty", params={"as_of": AS_OF.isoformat()})).json()
    unknown = document["contribution"]
    assert (unknown["contribution"], unknown["margin_rate"], unknown["reason"]) == (None, None, "margin_unknown")
    assert document["missing"] == ["margin_unknown", "acquisition_cost_unknown"]
    assert (document["grid"], document["referrals"]["value"]) == (None, None)
    assert document["referrals"]["brought"] == 4


@pytest.mark.usefixtures("ids")
async def test_promoters_by_each_customers_latest_answer(api: httpx.AsyncClient) -> None:
    told = (await read(api))["promoters"]
    assert (told["customers"], told["promoters"], told["passives"], told["detractors"]) == (5, 3, 1, 1)
    assert told["score"]["estimate"] == near(40.0)
    assert told["score"]["low"] < 40.0 < told["score"]["high"]
    assert "Rocks" in told["score"]["method"]
    late = await read(api, window_days="1")
    assert (late["promoters"]["score"], late["promoters"]["reason"]) == (None, "no_answers")


@pytest.mark.usefixtures("ids")
async def test_commitment(api: httpx.AsyncClient) -> None:
    told = (await read(api))["commitment"]
    assert (told["customers"], told["by_rule"], told["reason"]) == (3, 1, "too_few_answers")
    assert told["share_of_wallet"]["estimate"] == near((0.5 + 0.25 + 0.01) / 3)
    assert (told["share_of_wallet"]["low"], told["rule"]) == (None, None)
    headroom = told["headroom"]
    assert (headroom["customers"], headroom["bounded"], headroom["share_floor"]) == (3, 1, 0.05)
    expected = 100 * 1 + 60 * 3 + 40 * 19
    assert headroom["revenue"]["estimate"] == near(expected)
    assert (headroom["revenue"]["low"], headroom["revenue"]["high"]) == (near(expected / 1.3), near(expected * 1.3))
    assert headroom["contribution"]["estimate"] == near(0.4 * expected)


async def test_referrals_are_worth_what_the_equation_says(api: httpx.AsyncClient, ids: dict[str, UUID]) -> None:
    told = (await read(api))["referrals"]
    assert (told["told"], told["unnamed"], told["own"], told["referrers"], told["brought"]) == (5, 1, 0, 3, 4)
    assert told["type_one_share"] == {"share": 0.5, "low": 0.0, "high": 1.0, "source": "assumed", "asked": 2}
    given = Assumptions(MARGIN, COST, TypeOneShare(0.5, 0.0, 1.0, ShareSource.ASSUMED))
    expected = referral_value(parts(MARKET, ids, MARGIN), given)
    assert (told["value"]["estimate"], told["value"]["low"], told["value"]["high"]) == (
        near(expected.value),
        near(expected.low),
        near(expected.high),
    )
    assert told["type_one"] + told["saved"] - told["rewards"] == near(told["value"]["estimate"])


async def test_by_hand_one_referral(api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf) -> None:
    """Somebody who would not have come otherwise: margin of what they bought and will buy, saved cost less reward."""
    bought = AT + timedelta(days=3)
    market = Market(
        orders=[Bought("b", bought, Decimal(100)), Bought("b", CALIBRATED_UNTIL, Decimal(50))],
        referrals=[Told("a", "b", AT, would_have_come=False, reward=Decimal(5))],
        values={"a": Value(1.0, 1.0, 1.0), "b": Value(200.0, 200.0, 200.0)},
    )
    await store_market(database_of, principal, market)
    told = (await read(api))["referrals"]

    def discounted(amount: float, days: float) -> float:
        return amount * exp(-log(1.1) * days / 365.25)

    # what was bought once the lifetime value has begun is within that value
    expected = 0.4 * (discounted(100, 103) + discounted(200, 334)) + discounted(20.0 - 5.0, 100)
    assert told["value"]["estimate"] == near(expected)
    assert factor(CALIBRATED_UNTIL) == near(discounted(1, 334))


@pytest.mark.usefixtures("ids")
async def test_a_chain_credits_each_referred_once(api: httpx.AsyncClient) -> None:
    """The total is that of the referrers: nobody is credited for whom those whom they brought bring."""
    total = (await read(api))["referrals"]["value"]["estimate"]
    items = (await read(api, "/customers"))["items"]
    assert sum(each["crv"]["estimate"] for each in items) == near(total)
    assert {each["customer_id"]: each["brought"] for each in items} == {
        "u-0": 2,
        "u-1": 1,
        "u-2": 0,
        "u-3": 0,
        "u-4": 1,
        "u-5": 0,
    }


async def test_the_grid_and_its_lists(api: httpx.AsyncClient, ids: dict[str, UUID]) -> None:
    document = await read(api)
    grid = document["grid"]
    given = Assumptions(MARGIN, COST, TypeOneShare(0.5, 0.0, 1.0, ShareSource.ASSUMED))
    crvs = referral_values(MARKET, ids, given)
    assert grid["clv_cut"] == near(0.4 * 45.0)
    assert [each["cell"] for each in grid["cells"]] == ["champions", "affluents", "advocates", "misers"]
    expected = {"champions": {"u-0", "u-1"}, "affluents": {"u-5"}, "advocates": {"u-4"}, "misers": {"u-2", "u-3"}}
    for cell in grid["cells"]:
        members = expected[cell["cell"]]
        assert cell["customers"] == len(members)
        clv = sum(0.4 * (MARKET.values[name].clv or 0.0) for name in members) / len(members)
        assert cell["mean_clv"]["estimate"] == near(clv)
        assert cell["mean_crv"]["estimate"] == near(sum(crvs[name] for name in members) / len(members))
        assert cell["aim"]
        listed = await read(api, "/customers", cell=cell["cell"])
        assert {each["customer_id"] for each in listed["items"]} == members
        assert {each["cell"] for each in listed["items"]} == {cell["cell"]}
        assert listed["next_cursor"] is None


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
async def test_pages(api: httpx.AsyncClient, ids: dict[str, UUID], limit: int) -> None:
    whole = await read(api, "/customers")
    pages, cursor = [], None
    for _ in range(10):
        # a cursor holds what was asked: the moment and the assumptions need not be asked again
        asked = ASKED | {"limit": str(limit)} if cursor is None else {"limit": str(limit), "cursor": cursor}
        answer = (await api.get("/v1/valuation/loyalty/customers", params=asked)).json()
        pages += answer["items"]
        cursor = answer["next_cursor"]
        assert answer["as_of"] == whole["as_of"]
        if cursor is None:
            break
    assert pages == whole["items"]
    assert [UUID(each["id"]) for each in pages] == sorted(ids.values())


@pytest.mark.usefixtures("ids")
async def test_one_customer(api: httpx.AsyncClient) -> None:
    told = await read(api, "/customers/u-0")
    assert (told["cell"], told["score"], told["brought"], told["missing"]) == ("champions", 10, 2, [])
    assert (told["revenue"], told["contribution"], told["clv"]["estimate"]) == (near(10.0), near(4.0), near(40.0))
    assert {each["category"]: each["share"] for each in told["wallets"]} == {"tea": near(2 / 3), "coffee": near(1 / 3)}
    assert told["share_of_wallet"]["estimate"] == near(0.5)
    assert (told["headroom"]["estimate"], told["headroom"]["high"]) == (near(40.0), near(52.0))
    [listed] = [each for each in (await read(api, "/customers"))["items"] if each["customer_id"] == "u-0"]
    assert {name: told[name] for name in listed} == listed
    assert await read(api, f"/customers/{told['id']}") == told


@pytest.mark.usefixtures("ids")
async def test_what_is_missing_for_a_customer_is_named(api: httpx.AsyncClient) -> None:
    answer = await api.get("/v1/valuation/loyalty/customers/u-0", params={"as_of": AS_OF.isoformat()})
    told = answer.json()
    assert told["missing"] == ["margin_unknown", "acquisition_cost_unknown"]
    assert (told["cell"], told["crv"], told["contribution"], told["score"]) == (None, None, None, 10)
    assert told["share_of_wallet"]["estimate"] == near(0.5)
    listed = (await api.get("/v1/valuation/loyalty/customers", params={"as_of": AS_OF.isoformat()})).json()
    assert (listed["items"], listed["missing"]) == ([], ["margin_unknown", "acquisition_cost_unknown"])
    assert (await api.get("/v1/valuation/loyalty/customers/nobody")).status_code == 404


async def test_a_workspace_with_nothing_in_it(api: httpx.AsyncClient) -> None:
    document = (await api.get("/v1/valuation/loyalty")).json()
    assert document["missing"] == ["no_published_model", "margin_unknown", "acquisition_cost_unknown"]
    assert (document["model"], document["grid"], document["promoters"]["score"]) == (None, None, None)
    assert (document["contribution"]["contribution"], document["commitment"]["reason"]) == (0.0, "no_answers")


async def test_values_without_a_number_make_no_grid(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_market(database_of, principal, Market(values={"a": Value(None)}))
    document = await read(api)
    assert (document["grid"], document["missing"]) == (None, ["no_lifetime_values"])
    assert (await read(api, "/customers"))["missing"] == ["no_lifetime_values"]


async def test_a_value_without_interval_gives_none(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf
) -> None:
    market = Market([Bought("b", AT, Decimal(10))], referrals=[Told("a", "b", AT)], values={"a": Value(1.0), "b": Value(2.0)})
    await store_market(database_of, principal, market)
    value = (await read(api))["referrals"]["value"]
    assert value["estimate"] > 0
    assert (value["low"], value["high"]) == (None, None)


async def test_measured_margin_cost_and_type_one(api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf) -> None:
    names = [f"f-{number}" for number in range(40)]
    market = Market(
        orders=[Bought(name, AT, Decimal(10), margin=Decimal(3)) for name in [*names, "x", "y"]],
        answers=[
            *(Answered(name, AT, rank=1, brands=2, share=0.5 + 0.01 * number) for number, name in enumerate(names)),
            Answered("x", AT, rank=2, brands=2),
        ],
        referrals=[Told("a", name, AT, would_have_come=number % 4 == 0) for number, name in enumerate(names)],
        values={"a": Value(1.0, 1.0, 1.0), "x": Value(9.0, 9.0, 9.0)},
    )
    await store_market(database_of, principal, market)
    document = (await api.get("/v1/valuation/loyalty", params={"as_of": AS_OF.isoformat()})).json()
    assert (document["contribution"]["margin_rate"], document["contribution"]["margin_source"]) == (near(0.3), "measured")
    assert document["contribution"]["contribution"] == near(126.0)
    share = document["referrals"]["type_one_share"]
    assert (share["share"], share["source"], share["asked"]) == (0.75, "measured", 40)
    assert 0.0 < share["low"] < 0.75 < share["high"] < 1.0
    assert document["referrals"]["acquisition"] == {"cost": None, "stated": False, "spend": 0.0, "customers": 2}
    commitment = document["commitment"]
    assert (
        commitment["share_of_wallet"]["low"] < commitment["share_of_wallet"]["estimate"] < commitment["share_of_wallet"]["high"]
    )
    rule = commitment["rule"]
    assert (rule["customers"], rule["allocated"], rule["correlation"]) == (40, near(2 / 3), None)
    one = (await read(api, "/customers/x"))["share_of_wallet"]
    assert (one["estimate"], one["low"]) == (near(1 / 3), near(max(1 / 3 - 1.959963984540054 * rule["error"], 0.0)))
    assert (await read(api, "/customers/f-3"))["share_of_wallet"]["low"] is None  # their own word


@pytest.mark.parametrize(
    "asked",
    [
        {"margin_rate": "1.5"},
        {"margin_rate": "nan"},
        {"acquisition_cost": "-1"},
        {"acquisition_cost": "inf"},
        {"type_one_share": "2"},
        {"window_days": "0"},
        {"window_days": "1e3"},
        {"as_of": "yesterday"},
    ],
)
async def test_what_cannot_be_asked(api: httpx.AsyncClient, asked: dict[str, str]) -> None:
    for path in ("", "/customers", "/customers/c"):
        answer = await api.get(f"/v1/valuation/loyalty{path}", params=asked)
        assert answer.status_code == 422, (path, answer.text)
        assert answer.json()["errors"][0]["pointer"] == f"?{next(iter(asked))}"


@pytest.mark.usefixtures("ids")
async def test_a_cursor_of_another_cell_or_of_nobodys_making(api: httpx.AsyncClient) -> None:
    from kernel.pagination import encode_cursor

    cursor = (await read(api, "/customers", limit="1"))["next_cursor"]
    good = ["", AS_OF.isoformat(), 365, None, 0.4, 20.0, 0.5, 0.0, 1.0, "assumed", 1.0, 0.0, 0.95, str(UUID(int=0))]
    changed = [
        (1, "0001-01-01T00:00:00+00:00"),
        (2, 0),
        (4, 1e300),
        (5, -1.0),
        (9, "guessed"),
        (12, 1.0),
        (13, "x"),
        (11, "nan"),
    ]
    bad = [encode_cursor([*good[:at], value, *good[at + 1 :]]) for at, value in changed]
    assert (await api.get("/v1/valuation/loyalty/customers", params={"cursor": encode_cursor(good)})).status_code == 200
    for asked in ({"cursor": cursor, "cell": "misers"}, {"cursor": "x"}, *({"cursor": each} for each in bad)):
        answer = await api.get("/v1/valuation/loyalty/customers", params=asked)
        assert answer.status_code == 422, answer.text


async def test_another_workspace_sees_nothing(api_of: ApiOf, ids: dict[str, UUID], other_principal: Principal) -> None:
    async with api_of(other_principal) as other:
        document = await read(other)
        assert (document["contribution"]["customers"], document["referrals"]["told"]) == (0, 0)
        assert (await read(other, "/customers"))["items"] == []
        for reference in ("u-0", str(ids["u-0"])):
            answer = await other.get(f"/v1/valuation/loyalty/customers/{reference}")
            assert answer.status_code == 404

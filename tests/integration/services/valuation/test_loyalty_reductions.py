"""The reductions of loyalty beside their definition in Python, on markets that Hypothesis makes."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime, timedelta
from decimal import Decimal
from math import log
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kernel.database import Database
from schema.roles import GATEWAY, VALUATION
from services.valuation.domain.contribution import OrderMoney
from services.valuation.domain.referral_value import Assumptions, ShareSource, TypeOneShare
from services.valuation.domain.value_grid import GridCell, grid_cell
from services.valuation.reductions import loyalty as reductions
from services.valuation.reductions import referrals
from services.valuation.store.runs import read_published
from services.valuation.use_cases.loyalty import cell_of, crediting, discounting
from tests.conftest import make_workspace

from .loyalty_market import (
    AS_OF,
    CALIBRATED_UNTIL,
    GRACE,
    WINDOW_FROM,
    Answered,
    Bought,
    Market,
    Told,
    Value,
    arrivals,
    cuts,
    latest_scores,
    latest_wallets,
    parts,
    referral_values,
    shares,
    store_market,
)

NAMES = st.sampled_from("abc")
EDGES = [
    WINDOW_FROM,
    AS_OF,
    CALIBRATED_UNTIL,
    WINDOW_FROM - GRACE,
    *(AS_OF - timedelta(days=30) - each for each in (GRACE, timedelta(0))),
]
MOMENTS = st.sampled_from(EDGES) | st.builds(
    lambda edge, days: edge + timedelta(days=days), st.sampled_from(EDGES), st.sampled_from([-400, -40, -6, -1, 1, 6, 8])
)
MONEY = st.decimals(Decimal(0), Decimal(500), places=2)
MARGIN = 0.4
GIVEN = Assumptions(MARGIN, 20.0, TypeOneShare(0.6, 0.5, 0.7, ShareSource.MEASURED))


def answers() -> st.SearchStrategy[Answered]:
    ranks = st.integers(1, 3).flatmap(lambda n: st.tuples(st.sampled_from([1.0, (n + 1) / 2, float(n)]), st.just(n)))
    categories = st.sampled_from([None, "tea", "coffee"])
    score = st.builds(lambda name, at, score: Answered(name, at, score=score), NAMES, MOMENTS, st.integers(0, 10))
    ranked = st.builds(
        lambda name, at, rank, category: Answered(name, at, rank=rank[0], brands=rank[1], category=category),
        NAMES,
        MOMENTS,
        ranks,
        categories,
    )
    stated = st.builds(
        lambda name, at, share, rank, category: Answered(
            name, at, share=share, rank=rank and rank[0], brands=rank and rank[1], category=category
        ),
        NAMES,
        MOMENTS,
        st.sampled_from([0.0, 0.25, 1.0]),
        st.none() | ranks,
        categories,
    )
    return score | ranked | stated


def markets() -> st.SearchStrategy[Market]:
    flags = st.sampled_from([None, None, True, False])
    orders = st.builds(
        Bought,
        NAMES,
        MOMENTS,
        MONEY,
        margin=st.none() | st.decimals(-50, 200, places=2),
        is_purchase=st.sampled_from([True, True, False]),
    )
    told = st.builds(
        Told, NAMES, st.none() | NAMES, MOMENTS, st.booleans(), flags, flags, reward=st.none() | st.just(Decimal(5))
    )
    value = st.builds(lambda clv: Value(clv, clv / 1.2, clv * 1.2), st.sampled_from([0.0, 10.0, 20.0, 35.5])) | st.sampled_from(
        [Value(None), Value(12.0)]
    )
    return st.builds(
        Market,
        st.lists(orders, max_size=8),
        st.lists(answers(), max_size=8),
        st.lists(told, max_size=8),
        st.dictionaries(NAMES, value, max_size=5),
    )


AT = datetime(2025, 6, 1, tzinfo=AS_OF.tzinfo)
CHAIN = Market(
    [Bought("b", AT, Decimal(10)), Bought("c", AT, Decimal(20))],
    [],
    [Told("a", "b", AT), Told("b", "c", AT), Told("c", "a", AT), Told("a", "a", AT), Told("d", "b", AT + GRACE)],
    {name: Value(10.0, 8.0, 13.0) for name in "abc"},
)
# Of one customer: answers at one moment, statements that do not agree, orders on both sides of all edges.
CROWDED = Market(
    [
        *(Bought("b", at + timedelta(seconds=later), Decimal(7)) for at in (AT, CALIBRATED_UNTIL, AS_OF) for later in (-1, 0)),
        *(Bought(name, AT - timedelta(seconds=1), Decimal(3)) for name in "cde"),
    ],
    [
        *(Answered("b", AT, score=score) for score in (9, 2)),
        *(Answered("b", AT, rank=rank, brands=2, share=share) for rank, share in ((1.0, 0.5), (2.0, None), (1.5, 0.25))),
        *(Answered("b", AT, rank=1.0, brands=brands, category="tea") for brands in (3, 1)),
    ],
    [
        *(Told("a", "b", AT, would_have_come=answer, reward=Decimal(2)) for answer in (True, False)),
        *(Told("a", "c", AT, is_new=is_new) for is_new in (True, False)),
        *(Told("b", name, AT - timedelta(seconds=later), converted=False) for name, later in (("d", 0), ("e", 1))),
    ],
    {"a": Value(5.0, 4.0, 6.0), "b": Value(12.0)},
)


def near(numbers: Any) -> Any:  # noqa: ANN401 — numbers in whatever shape
    return pytest.approx(numbers, rel=1e-9, abs=1e-9)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(market=markets())
@example(market=Market())
@example(market=CHAIN)
@example(market=CROWDED)
async def test_reductions_are_their_definitions(database_of: Callable[[str], Database], market: Market) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    ids = await store_market(database_of, principal, market)
    names = {id_: name for name, id_ in ids.items()}
    async with database_of(VALUATION).work(principal) as work:
        base = {"as_of": AS_OF, "window_from": WINDOW_FROM}
        scores = await work.reduce(reductions.SCORES, **base)
        groups = await work.reduce(reductions.SHARES, as_of=AS_OF)
        pairs = await work.reduce(reductions.SHARE_PAIRS, as_of=AS_OF)
        (money,) = await work.reduce(reductions.ORDER_MONEY, as_of=AS_OF)
        (buyers,) = await work.reduce(reductions.BUYERS, **base)
        (counts,) = await work.reduce(referrals.REFERRAL_COUNTS, **base)
        (valued,) = await work.reduce(referrals.VALUED, as_of=AS_OF)
        published = await read_published(work)
        discounted = await discounting(work, published, AS_OF, WINDOW_FROM, MARGIN)
        if published is None:  # nothing is published: what has no rate is not discounted
            return
        (sums,) = await work.reduce(referrals.REFERRAL_SUMS, **discounted)
        grid = await work.reduce(referrals.GRID, **discounted, **crediting(GIVEN))
        cut = await work.reduce(referrals.GRID_CUTS, **discounted, **crediting(GIVEN))
        named = {"model_id": published.run.id, "customer_ids": list(ids.values())}
        listed = await work.look_up(referrals.NAMED_CUSTOMERS, **discounted, **crediting(GIVEN), **named)
        apart = [
            each
            for one in sorted(ids.values())
            for each in await work.reduce(
                referrals.NAMED_CUSTOMERS, **discounted, **crediting(GIVEN), **named | {"customer_ids": [one]}
            )
        ]
    assert apart == listed
    assert {each.score: each.customers for each in scores} == Counter(latest_scores(market).values())
    assert_shares(market, groups)
    both = Counter(
        (answer.wallet_share, answer.brand_rank, answer.brands)
        for answers in latest_wallets(market).values()
        for answer in answers.values()
        if answer.wallet_share is not None and answer.brand_rank is not None
    )
    assert {(each.wallet_share, each.brand_rank, each.brands): each.customers for each in pairs} == both
    assert_orders(market, money, buyers)
    assert_counts(market, counts)
    came = arrivals(market, ids)
    asked = [each for each in came if each.would_have_come is not None]
    assert (sums.brought, sums.referrers) == (len(came), len({each.referrer for each in came}))
    assert (sums.asked, sums.would_have_come) == (len(asked), sum(bool(each.would_have_come) for each in asked))
    assert sums.new_buyers == sum(each.first_at is not None and each.first_at >= WINDOW_FROM for each in came)
    known = [market.values.get(each.referred, Value(None)) for each in came]
    assert sums.valued == sum(value.clv is not None for value in known)
    assert sums.without_interval == sum(value.clv is not None and value.high is None for value in known)
    expected = parts(market, ids, MARGIN)
    assert [astuple(part) for part in (sums.parts.incremental, sums.parts.anyway, sums.parts.unasked)] == [
        near(astuple(part)) for part in (expected.incremental, expected.anyway, expected.unasked)
    ]
    crvs = referral_values(market, ids, GIVEN)
    assert {names[each.customer_id]: each.crv for each in listed} == near(crvs)
    assert [each.customer_id for each in listed] == sorted(ids[name] for name in crvs)
    if not crvs:
        assert (grid, cut) == ([], [])
        return
    expected_cuts = cuts(market, ids, GIVEN)
    assert (valued.customers, valued.clv_cut) == (len(crvs), near(expected_cuts[0]))
    told_by = {each.referrer for each in market.referrals if each.at < AS_OF}
    assert valued.referrers == len(told_by)
    assert expected_cuts[1] == 0.0 or 2 * valued.referrers >= valued.customers
    assert (cut[0].clv, cut[0].crv) == near(expected_cuts)
    told = {names[each.customer_id]: each for each in listed}
    cells = Counter(grid_cell(each.clv, each.crv, cut[0].clv, cut[0].crv) for each in listed)
    assert {cell_of(each.clv_above, each.crv_above): each.customers for each in grid} == cells
    by_cell: dict[GridCell, float] = defaultdict(float)
    for name, each in told.items():
        by_cell[grid_cell(each.clv, each.crv, cut[0].clv, cut[0].crv)] += market.values[name].clv or 0.0
    assert {cell_of(each.clv_above, each.crv_above): each.value for each in grid} == near(dict(by_cell))


def assert_shares(market: Market, groups: list[reductions.ShareGroup]) -> None:
    expected: dict[tuple[float, bool], list[float]] = defaultdict(lambda: [0.0] * 5)
    for name, share in shares(market).items():
        by_rule = any(answer.wallet_share is None for answer in latest_wallets(market)[name].values())
        value = market.values.get(name, Value(None))
        clv = value.clv or 0.0
        told = (
            1,
            value.clv is not None,
            clv,
            clv * log(value.high / clv) if clv > 0 and value.high else 0.0,
            value.clv is not None and value.high is None,
        )
        key = next((each for each in expected if each[1] == by_rule and abs(each[0] - share) < 1e-12), (share, by_rule))
        expected[key] = [a + b for a, b in zip(expected[key], told, strict=True)]
    found: dict[tuple[float, bool], list[float]] = defaultdict(lambda: [0.0] * 5)
    for group in groups:  # sums of shares in another order may differ by rounding, and are then groups of their own
        key = min(expected, key=lambda each: (each[1] != group.by_rule, abs(each[0] - group.share)))
        assert group.share == near(key[0])
        sums = (group.customers, group.valued, group.value, group.half_width, group.without_interval)
        found[key] = [a + b for a, b in zip(found[key], sums, strict=True)]
    assert dict(found) == {key: near(numbers) for key, numbers in expected.items()}


def assert_orders(market: Market, money: OrderMoney, buyers: reductions.Buyers) -> None:
    known = [each for each in market.orders if each.at < AS_OF]
    with_margin = [each for each in known if each.margin is not None]
    firsts: dict[str, datetime] = {}
    for order in market.orders:
        if order.is_purchase and order.at < AS_OF:
            firsts[order.customer] = min(order.at, firsts.get(order.customer, order.at))
    assert buyers.customers == len(firsts)
    assert buyers.new_customers == sum(at >= WINDOW_FROM for at in firsts.values())
    assert money.revenue == near(float(sum(each.net for each in known)))
    assert money.margin == near(float(sum(each.margin or 0 for each in with_margin)))
    assert money.revenue_with_margin == near(float(sum(each.net for each in with_margin)))
    assert money.purchases_without == sum(each.is_purchase and each.margin is None for each in known)


def assert_counts(market: Market, counts: referrals.ReferralCounts) -> None:
    told = [each for each in market.referrals if WINDOW_FROM <= each.at < AS_OF]
    assert counts.told == len(told)
    assert counts.unnamed == sum(each.referred is None for each in told)
    assert counts.own == sum(each.referred == each.referrer for each in told)

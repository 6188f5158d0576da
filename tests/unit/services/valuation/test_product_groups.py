"""Groups of products: shares learnt from counts, weeks that add up to the whole, coverage on markets whose truth is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import gammaln

from inference.arrays import FloatArray
from services.valuation.domain.arrivals import DISCOUNTS
from services.valuation.domain.forecasting import (
    SEASON,
    Forecasts,
    Foretold,
    Method,
    MethodScore,
    PastWeeks,
    Quantity,
    choose_methods,
    interval_of,
    score_methods,
)
from services.valuation.domain.product_groups import (
    GroupMethod,
    GroupOrigin,
    PastGroups,
    TriedGroups,
    foretell_groups,
    group_shares,
    learn_shares,
    try_groups,
    widened_groups,
)
from services.valuation.use_cases.product_groups import GroupKind, GroupName, KnownGroups, Try, tell_groups

SHARES = np.array([0.55, 0.25, 0.15, 0.05])


def foretold(mean: FloatArray, variance: FloatArray) -> Foretold:
    """Of weeks that are independent of each other."""
    return Foretold(mean, variance, np.cumsum(mean), np.cumsum(variance))


def counts_of(rng: np.random.Generator, shares: FloatArray, each: float) -> FloatArray:
    """Weekly purchases, Poisson, of shares that may move. Shape (weeks, groups)."""
    return rng.poisson(each * shares).astype(np.float64)


def past_of(counts: FloatArray, price: float = 20.0) -> PastGroups:
    return PastGroups(counts, counts * price, counts * price**2 * 1.5)


def steady(weeks: int, shares: FloatArray = SHARES) -> FloatArray:
    return np.tile(shares, (weeks, 1))


def test_shares_that_do_not_move_are_learnt_from_all_that_was_bought() -> None:
    counts = counts_of(np.random.default_rng(1), steady(150), 80.0)
    level = learn_shares(counts)
    assert level.discount >= 0.98
    assert_allclose(level.shares, counts.sum(axis=0) / counts.sum(), atol=0.01)
    assert_allclose(level.shares, SHARES, atol=0.02)


def test_shares_that_move_are_learnt_from_the_latest_weeks() -> None:
    before, after = steady(60), steady(20, SHARES[::-1])
    level = learn_shares(counts_of(np.random.default_rng(2), np.concatenate([before, after]), 80.0))
    assert level.discount < 0.9
    assert_allclose(level.shares, SHARES[::-1], atol=0.04)


def test_the_part_that_is_forgotten_is_the_likeliest_one_week_ahead() -> None:
    """By a filter written out, with the probabilities of the Dirichlet-multinomial distribution."""
    counts = counts_of(np.random.default_rng(3), steady(30), 12.0)
    scores = []
    for discount in DISCOUNTS:
        known, score = np.full(4, 0.5), 0.0
        for week, bought in enumerate(counts):
            known = np.maximum(discount * known, 1e-3)
            if week >= 4:
                score += float(gammaln(known.sum()) - gammaln(known.sum() + bought.sum()))
                score += float(np.sum(gammaln(known + bought) - gammaln(known)))
            known = known + bought
        scores.append(score)
    assert learn_shares(counts).discount == DISCOUNTS[int(np.argmax(scores))]


@pytest.mark.parametrize("quantity", [Quantity.PURCHASES, Quantity.REVENUE])
@pytest.mark.parametrize("weeks", [1, 26, 60])
def test_groups_add_up_to_the_whole_by_every_method(quantity: Quantity, weeks: int) -> None:
    past = past_of(counts_of(np.random.default_rng(4), steady(90), 9.0))
    whole = foretold(np.linspace(50.0, 90.0, weeks), np.linspace(70.0, 200.0, weeks))
    found = foretell_groups(past, quantity, whole)
    assert set(found) == set(GroupMethod)
    for told in found.values():
        assert_allclose(sum(each.mean for each in told), whole.mean, rtol=1e-12)
        assert_allclose(sum(each.cumulative for each in told), whole.cumulative, rtol=1e-12)
        assert_allclose(group_shares(told).sum(), 1.0)


def test_a_single_group_is_the_whole() -> None:
    whole = foretold(np.array([50.0, 60.0]), np.array([80.0, 99.0]))
    past = past_of(np.full((30, 1), 50.0))
    (only,) = foretell_groups(past, Quantity.PURCHASES, whole)[GroupMethod.SHARES]
    for name in ("mean", "variance", "cumulative", "cumulative_variance"):
        assert_allclose(getattr(only, name), getattr(whole, name))


def test_a_group_has_its_part_of_the_wholes_error_its_own_chance_and_its_shares_error() -> None:
    """Brute force: the whole's rate is drawn, then the shares, then each purchase."""
    rng = np.random.default_rng(5)
    past = past_of(np.tile(np.array([6.0, 3.0, 1.0]), (20, 1)))
    level = learn_shares(past.purchases)
    assert level.discount == 1.0
    rate_mean, rate_variance, weeks = 40.0, 30.0, 2
    many = np.arange(1.0, weeks + 1.0)
    whole = Foretold(
        np.full(weeks, rate_mean),
        np.full(weeks, rate_mean + rate_variance),
        rate_mean * many,
        rate_mean * many + rate_variance * many**2,
    )
    rates = rng.gamma(rate_mean**2 / rate_variance, rate_variance / rate_mean, 400_000)
    shares = rng.dirichlet(level.counts, len(rates))
    drawn = rng.poisson((rates[:, None] * shares)[:, None, :], (len(rates), weeks, 3))
    told = foretell_groups(past, Quantity.PURCHASES, whole)[GroupMethod.SHARES]
    for group, each in enumerate(told):
        assert_allclose(each.mean[0], drawn[:, 0, group].mean(), rtol=0.01)
        # A product of two errors is left out: of rates and of shares.
        assert_allclose(each.variance[0], drawn[:, 0, group].var(), rtol=0.03)
        assert_allclose(each.cumulative_variance[1], drawn[:, :, group].sum(axis=1).var(), rtol=0.03)


Draw = Callable[[np.random.Generator], FloatArray]


def wandering(rng: np.random.Generator) -> FloatArray:
    """Log shares that take a small step each week."""
    steps = rng.normal(0.0, 0.05, (130, 4)).cumsum(axis=0)
    shares = SHARES * np.exp(steps)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def seasonal(weeks: int, swing: float) -> FloatArray:
    """Shares of which the first swings with the year."""
    log = np.zeros((weeks, 4))
    log[:, 0] = swing * np.sin(2.0 * np.pi * np.arange(weeks) / SEASON)
    shares = SHARES * np.exp(log)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


@pytest.mark.parametrize(
    ("draw", "method", "within"),
    [
        (lambda _: steady(130), GroupMethod.SHARES, 0.03),
        (wandering, GroupMethod.SHARES, 0.06),
        (lambda _: seasonal(160, 0.5), GroupMethod.SHARES_IN_SEASON, 0.05),
        (lambda _: seasonal(160, 1.5), GroupMethod.SHARES_IN_SEASON, 0.05),
        (lambda _: seasonal(199, 1.5)[39:], GroupMethod.SHARES_IN_SEASON, 0.05),
    ],
    ids=["shares that stay", "shares that wander", "shares in season", "in a strong season", "and from its low on"],
)
def test_intervals_hold_what_they_say(draw: Draw, method: GroupMethod, within: float) -> None:
    """Purchases and revenue of weeks, and of their sum, on markets whose truth is known; the whole is known but for chance."""
    level, ahead, each = 0.9, 26, 60.0
    held: dict[str, list[float]] = {"purchases": [], "revenue": [], "sum of purchases": [], "sum of revenue": []}
    estimates = []
    for seed in range(120):
        rng = np.random.default_rng(seed)
        shares = draw(rng)
        counts = counts_of(rng, shares, each)
        # Sums of so many prices, lognormal with a coefficient of variation of about a half.
        prices = [[rng.lognormal(3.0, 0.47, int(number)) for number in week] for week in counts]
        revenue = np.array([[price.sum() for price in week] for week in prices])
        squares = np.array([[(price**2).sum() for price in week] for week in prices])
        past = PastGroups(counts[:-ahead], revenue[:-ahead], squares[:-ahead])
        mean_price, square = float(np.exp(3.0 + 0.47**2 / 2)), float(np.exp(6.0 + 2 * 0.47**2))
        for quantity, whole, actual in (
            (Quantity.PURCHASES, foretold(np.full(ahead, each), np.full(ahead, each)), counts[-ahead:]),
            (
                Quantity.REVENUE,
                foretold(np.full(ahead, each * mean_price), np.full(ahead, each * square)),
                revenue[-ahead:],
            ),
        ):
            told = foretell_groups(past, quantity, whole)[method]
            if quantity is Quantity.PURCHASES:
                estimates.append(group_shares(told) - shares[-ahead:].mean(axis=0))
            for group, one in enumerate(told):
                low, high = interval_of(quantity, one.mean, one.variance, level)
                happened = actual[:, group]
                held[quantity.value].append(float(np.mean((low <= happened) & (happened <= high))))
                low, high = interval_of(quantity, one.cumulative, one.cumulative_variance, level)
                held[f"sum of {quantity}"].append(float(low[-1] <= happened.sum() <= high[-1]))
    assert_allclose(np.mean(estimates, axis=0), 0.0, atol=0.015)  # no bias
    for name, shares_held in held.items():
        assert_allclose(np.mean(shares_held), level, atol=within, err_msg=name)


def origins_of(counts: FloatArray, each: float, ahead: int = 13) -> list[GroupOrigin]:
    past = past_of(counts)
    whole = foretold(np.full(ahead, each), np.full(ahead, each))
    groups = range(counts.shape[1])
    return [GroupOrigin(groups, past.before(back), whole, past.after(len(past) - back, ahead)) for back in (39, 26, 13)]


def test_where_shares_go_with_the_year_they_are_foretold_in_season() -> None:
    counts = counts_of(np.random.default_rng(6), seasonal(52 * 3, 1.0), 150.0)
    tried = try_groups(origins_of(counts, 150.0), Quantity.PURCHASES, range(4), 0.9)
    assert tried.method is GroupMethod.SHARES_IN_SEASON
    assert all(set(scores) == {"shares", "shares_in_season", "seasonal_naive", "recent_mean"} for scores in tried.scores)
    errors = {
        method: np.sqrt(np.mean([scores[method].root_mean_square_error ** 2 for scores in tried.scores]))
        for method in tried.scores[0]
    }
    assert errors["shares_in_season"] < 0.9 * errors["seasonal_naive"]
    assert errors["shares_in_season"] < 0.6 * errors["shares"]
    truth = seasonal(52 * 3 + 13, 1.0)[-13:]
    told = foretell_groups(past_of(counts), Quantity.PURCHASES, foretold(np.full(13, 150.0), np.full(13, 150.0)))
    in_season = np.stack([each.mean for each in told[GroupMethod.SHARES_IN_SEASON]], axis=1) / 150.0
    steadily = np.stack([each.mean for each in told[GroupMethod.SHARES]], axis=1) / 150.0
    assert np.abs(in_season - truth).max() < 0.08
    assert np.abs(in_season - truth).mean() < 0.5 * np.abs(steadily - truth).mean()


def test_where_they_do_not_the_season_is_left_alone_and_no_group_is_better_by_itself() -> None:
    counts = counts_of(np.random.default_rng(7), steady(52 * 3), 60.0)
    tried = try_groups(origins_of(counts, 60.0), Quantity.PURCHASES, range(4), 0.9)
    assert tried.method is GroupMethod.SHARES
    for scores in tried.scores:
        shares = scores[GroupMethod.SHARES]
        assert shares.weeks == 39
        assert shares.root_mean_square_error < scores[Method.SEASONAL_NAIVE].root_mean_square_error


def test_a_group_that_is_better_foretold_by_itself_is_said_to_be() -> None:
    """The whole is foretold half again too high: its parts cannot be right."""
    counts = counts_of(np.random.default_rng(8), steady(60), 80.0)
    tried = try_groups(origins_of(counts, 120.0), Quantity.PURCHASES, range(4), 0.9)
    assert tried.beaten == [True] * 4
    assert tried.scores[0][GroupMethod.SHARES].bias == pytest.approx(0.5, abs=0.1)


def test_a_group_is_tried_where_it_had_been_bought_for_a_quarter() -> None:
    """What is new at an origin is foretold by nobody: it would widen the group's intervals without end."""
    counts = counts_of(np.random.default_rng(10), steady(90), 60.0)
    counts[:50, 2] = 0.0  # 13 weeks before the second origin ends what is known, at 51 and 64 weeks
    counts[:80, 3] = 0.0
    tried = try_groups(origins_of(counts, 60.0), Quantity.PURCHASES, range(4), 0.9)
    assert [scores[GroupMethod.SHARES].weeks if scores else 0 for scores in tried.scores] == [39, 39, 26, 0]
    assert tried.beaten[3] is None
    parts = foretell_groups(past_of(counts), Quantity.PURCHASES, foretold(np.full(4, 60.0), np.full(4, 60.0)))[tried.method]
    assert max(by for _, by in widened_groups(parts, tried, 1.0)) < 20.0


def test_a_group_is_tried_at_the_origins_at_which_it_stood_by_itself() -> None:
    counts = counts_of(np.random.default_rng(10), steady(90), 60.0)
    first, second, third = origins_of(counts, 60.0)
    then = [replace(first, groups=["tea", "coffee", "rice", "rest"]), replace(second, groups=["tea", "rice", "coffee", "rest"])]
    tried = try_groups([*then, replace(third, groups=range(4))], Quantity.PURCHASES, ["coffee", "tea", "fish"], 0.9)
    assert [scores[GroupMethod.SHARES].weeks if scores else 0 for scores in tried.scores] == [26, 26, 0]
    assert tried.beaten[2] is None
    # Coffee was the second group at the first origin, and the third at the second one.
    alone = [try_groups([origin], Quantity.PURCHASES, ["coffee"], 0.9).scores[0][GroupMethod.SHARES] for origin in then]
    assert_allclose(tried.scores[0][GroupMethod.SHARES].bias, sum_of_biases(alone, [then[0].actual, then[1].actual], [1, 2]))


def sum_of_biases(scores: list[MethodScore], actual: list[PastGroups], columns: list[int]) -> float:
    """Of the weeks of several origins together: by what was bought in each."""
    bought = [each.purchases[:, column].sum() for each, column in zip(actual, columns, strict=True)]
    return float(np.average([score.bias for score in scores], weights=bought))


def test_groups_that_have_fallen_behind_judge_the_methods_too() -> None:
    """Of two that go with the year, neither stands by itself any more; of those that do, a season knows nothing."""
    rng = np.random.default_rng(6)
    counts = np.concatenate([counts_of(rng, seasonal(52 * 3, 1.0), 150.0), counts_of(rng, steady(52 * 3), 20.0)], axis=1)
    origins = origins_of(counts, 170.0)
    tried = try_groups(origins, Quantity.PURCHASES, range(4, 8), 0.9)
    assert tried.method is GroupMethod.SHARES_IN_SEASON
    assert len(tried.scores) == len(tried.beaten) == 4
    assert try_groups(origins_of(counts[:, 4:], 20.0), Quantity.PURCHASES, range(4), 0.9).method is GroupMethod.SHARES


def test_before_a_year_has_passed_there_is_no_season() -> None:
    past = past_of(counts_of(np.random.default_rng(9), steady(SEASON - 1), 20.0))
    assert set(foretell_groups(past, Quantity.PURCHASES, foretold(np.ones(3), np.ones(3)))) == {GroupMethod.SHARES}


def test_a_group_that_was_not_there_a_year_ago_has_no_season() -> None:
    counts = np.tile(np.array([30.0, 10.0, 0.0]), (80, 1))
    counts[-10:, 2] = 20.0
    told = foretell_groups(past_of(counts), Quantity.PURCHASES, foretold(np.full(8, 60.0), np.full(8, 60.0)))
    new = [told[method][2].mean for method in GroupMethod]
    assert_allclose(new[1], new[0], rtol=0.1)
    assert new[0].min() > 15.0


def test_nothing_bought_is_nothing_foretold() -> None:
    past = past_of(np.zeros((20, 3)))
    told = foretell_groups(past, Quantity.REVENUE, foretold(np.zeros(4), np.zeros(4)))[GroupMethod.SHARES]
    assert all((each.mean == 0.0).all() and (each.variance == 0.0).all() for each in told)
    assert group_shares(told).tolist() == [0.0] * 3


def test_credit_notes_are_no_shares() -> None:
    revenue = np.array([[100.0, -50.0]] * 10)
    past = PastGroups(np.array([[5.0, 0.0]] * 10), revenue, revenue**2)
    told = foretell_groups(past, Quantity.REVENUE, foretold(np.full(2, 50.0), np.full(2, 100.0)))[GroupMethod.SHARES]
    assert told[1].mean.max() < 0.2
    assert_allclose(told[0].mean + told[1].mean, 50.0)


def test_without_a_backtest_nothing_is_widened() -> None:
    tried = try_groups([], Quantity.PURCHASES, range(2), 0.9)
    assert (tried.method, tried.beaten) == (GroupMethod.SHARES, [None, None])
    one = foretold(np.ones(2), np.ones(2))
    assert [by for _, by in widened_groups([one, one], tried, 1.0)] == [1.0, 1.0]


def test_what_the_backtest_shows_widens_a_group_alone() -> None:
    def scored(spread: float) -> dict[str, MethodScore]:
        return {GroupMethod.SHARES: MethodScore(39, 1.0, 1.0, 0.0, 0.9, spread)}

    tried = TriedGroups(GroupMethod.SHARES, [scored(0.5), scored(3.0), scored(float("inf"))], [False] * 3)
    one = foretold(np.full(2, 4.0), np.full(2, 4.0))
    found = widened_groups([one] * 3, tried, 1.0)
    assert [by for _, by in found] == [1.0, 3.0, 1.0]
    assert_allclose(found[1][0].variance, 12.0)
    assert_allclose(found[1][0].mean, one.mean)


def test_groups_of_a_whole_that_is_too_sure_of_itself_are_widened_once() -> None:
    """The whole's weeks vary five times as much as its model says, a group's three times: intervals still hold their level."""
    mean, ahead, level, length = 200.0, 13, 0.9, 104
    whole = foretold(np.full(ahead, mean), np.full(ahead, mean))
    held, of_the_whole = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        rates = mean * rng.gamma(50.0, 1.0 / 50.0, length + ahead)
        counts = rng.poisson(rates[:, None] * np.array([0.5, 0.5])).astype(float)
        past, after = past_of(counts[:length]), counts[length:]
        ways = {Quantity.PURCHASES: {Method.MODEL: whole}}
        tries = [Try(date(2026, 1, 4) - timedelta(weeks=back), back, ways) for back in (39, 26, 13)]
        found = [whole_weeks(counts[length - each.back :][:ahead].sum(axis=1)) for each in tries]
        scores = score_methods([every_quantity(whole)] * len(tries), found, level)
        chosen = choose_methods(ways, scores)
        names = [GroupName(GroupKind.CATEGORY, name) for name in ("tea", "coffee")]
        known = KnownGroups(names, past, [])
        told = tell_groups(known, chosen, [(each, known) for each in tries], date(2026, 1, 4), level)["groups"]
        for group, actual in zip(told, after.T, strict=True):
            weeks = [week["purchases"] for week in group["weeks"]]
            held.append(np.mean([each["low"] <= now <= each["high"] for each, now in zip(weeks, actual, strict=True)]))
        answered = chosen[Quantity.PURCHASES].foretold
        low, high = interval_of(Quantity.PURCHASES, answered.mean, answered.variance, level)
        of_the_whole.append(np.mean((low <= after.sum(axis=1)) & (after.sum(axis=1) <= high)))
    assert_allclose(np.mean(of_the_whole), level, atol=0.03)
    assert_allclose(np.mean(held), level, atol=0.03)


def whole_weeks(purchases: FloatArray) -> PastWeeks:
    return PastWeeks(*(purchases for _ in range(6)))


def every_quantity(told: Foretold) -> Forecasts:
    return {quantity: {Method.MODEL: told} for quantity in Quantity}


def test_a_group_that_was_not_tried_is_as_uncertain_as_the_whole() -> None:
    tried = TriedGroups(GroupMethod.SHARES, [{}], [None])
    one = foretold(np.full(2, 4.0), np.full(2, 4.0))
    ((wide, by),) = widened_groups([one], tried, 2.5)
    assert by == 2.5
    assert_allclose(wide.variance, 10.0)

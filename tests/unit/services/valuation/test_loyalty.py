"""Contribution, commitment and championship: shares, scores, referral value, the grid."""

from itertools import product
from math import comb, exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from inference.delta import InvalidLevelError
from services.valuation.domain.contribution import OrderMoney, RateSource, contribution, margin_rate
from services.valuation.domain.errors import InvalidAnswersError, InvalidAssumptionError
from services.valuation.domain.promoters import promoter_score
from services.valuation.domain.referral_value import (
    ASSUMED_SHARE,
    Assumptions,
    Brought,
    ReferralParts,
    ShareSource,
    TypeOneShare,
    referral_value,
    type_one_share,
)
from services.valuation.domain.value_grid import AIMS, GridCell, grid_cell
from services.valuation.domain.wallet import (
    SHARE_FLOOR,
    WalletAnswer,
    allocated_share,
    check_rule,
    customer_share,
    headroom_factor,
    mean_share,
)


class TestWalletAllocationRule:
    @pytest.mark.parametrize(
        ("rank", "brands", "share"),
        [(1, 1, 1.0), (1, 2, 2 / 3), (2, 2, 1 / 3), (1, 3, 0.5), (2, 3, 1 / 3), (3, 3, 1 / 6), (1.5, 2, 0.5), (2.5, 4, 0.25)],
    )
    def test_shares_by_rank(self, rank: float, brands: int, share: float) -> None:
        """(1 - rank / (n + 1)) · 2 / n of Keiningham et al. (2015), appendix A."""
        assert allocated_share(rank, brands) == pytest.approx(share, abs=1e-15)

    @given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
    def test_a_customers_shares_add_up_to_one_whatever_ties(self, ratings: list[int]) -> None:
        ranks = [1 + sum(other > own for other in ratings) + (ratings.count(own) - 1) / 2 for own in ratings]
        shares = [allocated_share(rank, len(ratings)) for rank in ranks]
        assert sum(shares) == pytest.approx(1.0, abs=1e-12)
        assert all(0.0 < share <= 1.0 for share in shares)

    @pytest.mark.parametrize(("rank", "brands"), [(0, 1), (2, 1), (0.5, 3), (1, 0), (float("nan"), 2)])
    def test_a_rank_that_is_none(self, rank: float, brands: int) -> None:
        with pytest.raises(InvalidAnswersError):
            allocated_share(rank, brands)

    def test_the_customers_own_word_comes_before_the_rule(self) -> None:
        both = WalletAnswer(1.0, 2, 0.4)
        assert both.share == 0.4
        assert customer_share([both, WalletAnswer(1.0, 1, None)]) == pytest.approx(0.7)
        for nothing in ([], [WalletAnswer(None, None, None)]):
            with pytest.raises(InvalidAnswersError):
                customer_share(nothing)


class TestMeanShare:
    def test_the_interval_is_the_bootstraps_and_covers(self) -> None:
        """Customers drawn from a known market: the interval covers its mean share about as often as it says."""
        shares, chances = np.array([0.1, 0.5, 1.0]), np.array([0.5, 0.3, 0.2])
        truth, generator, covered = float(shares @ chances), np.random.default_rng(5), 0
        for _ in range(200):
            customers = generator.multinomial(80, chances).astype(float)
            found = mean_share(shares[customers > 0], customers[customers > 0], 0.95, generator)
            assert found.low is not None
            assert found.high is not None
            assert found.low <= found.share <= found.high
            covered += found.low <= truth <= found.high
        assert 0.9 <= covered / 200 <= 0.99

    def test_the_same_state_gives_the_same_interval_and_few_get_none(self) -> None:
        shares, customers = np.array([0.2, 0.8]), np.array([6.0, 6.0])
        one, other = (mean_share(shares, customers, 0.9, np.random.default_rng(1)) for _ in range(2))
        assert one == other
        few = mean_share(shares, np.array([6.0, 3.0]), 0.9, np.random.default_rng(1))
        assert few.share == pytest.approx(0.4)
        assert (few.low, few.high) == (None, None)


class TestRuleCheck:
    def test_errors_and_correlation_are_those_of_the_pairs(self) -> None:
        stated, allocated, customers = np.array([0.2, 0.5, 0.9]), np.array([0.3, 0.5, 0.7]), np.array([10.0, 20.0, 10.0])
        check = check_rule(stated, allocated, customers)
        assert check is not None
        one, other = np.repeat(stated, customers.astype(int)), np.repeat(allocated, customers.astype(int))
        assert check.customers == 40
        assert check.correlation == pytest.approx(np.corrcoef(one, other)[0, 1])
        assert check.error == pytest.approx(np.sqrt(np.mean((one - other) ** 2)))
        assert check.interval(0.5, 0.95) == pytest.approx((0.5 - 1.959964 * check.error, 0.5 + 1.959964 * check.error))
        assert check.interval(0.01, 0.95)[0] == 0.0  # type: ignore[index]  # there is one
        assert check.interval(0.99, 0.95)[1] == 1.0  # type: ignore[index]  # there is one

    def test_few_pairs_give_no_interval_and_none_no_check(self) -> None:
        few = check_rule(np.array([0.2]), np.array([0.3]), np.array([29.0]))
        assert few is not None
        assert few.interval(0.5, 0.95) is None
        assert few.correlation is None
        assert check_rule(np.array([]), np.array([]), np.array([])) is None


class TestHeadroom:
    def test_the_value_of_the_share_not_had(self) -> None:
        assert headroom_factor(1.0) == 0.0
        assert headroom_factor(0.5) == 1.0
        assert headroom_factor(0.25) == 3.0

    def test_a_small_share_is_bounded(self) -> None:
        most = headroom_factor(SHARE_FLOOR)
        assert most == pytest.approx(19.0)
        assert headroom_factor(0.0) == headroom_factor(0.01) == most
        for share in (-0.1, 1.1, float("nan")):
            with pytest.raises(InvalidAnswersError):
                headroom_factor(share)


class TestPromoterScore:
    def test_by_hand(self) -> None:
        """16 promoters, 12 passives and 8 detractors by the adjusted Wald method of Rocks (2016)."""
        found = promoter_score({10: 10, 9: 6, 8: 5, 7: 7, 6: 3, 0: 5}, 0.95)
        assert found is not None
        assert (found.promoters, found.passives, found.detractors, found.customers) == (16, 12, 8, 36)
        assert found.score == pytest.approx(100 * 8 / 36)
        up, down = 16.75 / 39, 8.75 / 39
        half = 1.959964 * ((up + down - (up - down) ** 2) / 39) ** 0.5
        assert (found.low, found.high) == pytest.approx((100 * (up - down - half), 100 * (up - down + half)), abs=1e-4)

    @pytest.mark.parametrize("chances", [(0.5, 0.3, 0.2), (0.7, 0.25, 0.05), (0.1, 0.2, 0.7), (0.34, 0.33, 0.33)])
    def test_coverage_over_all_that_can_be_answered(self, chances: tuple[float, float, float]) -> None:
        """Exact, over every outcome of 40 answers: near to the level, which the plain Wald interval misses for extremes."""
        customers, truth, covered = 40, 100 * (chances[0] - chances[2]), 0.0
        for up, down in product(range(customers + 1), repeat=2):
            passive = customers - up - down
            if passive >= 0:
                found = promoter_score({9: up, 8: passive, 6: down}, 0.95)
                assert found is not None
                chance = comb(customers, up) * comb(customers - up, down)
                covered += (found.low <= truth <= found.high) * chance * np.prod(np.power(chances, (up, passive, down)))
        assert 0.93 < covered < 0.97

    @pytest.mark.parametrize(("answers", "score"), [({10: 1}, 100.0), ({0: 3}, -100.0), ({7: 5}, 0.0), ({9: 500}, 100.0)])
    def test_extremes_stay_within_bounds_and_hold_the_score(self, answers: dict[int, int], score: float) -> None:
        found = promoter_score(answers, 0.95)
        assert found is not None
        assert found.score == score
        assert -100.0 <= found.low <= found.score <= found.high <= 100.0

    def test_what_is_none(self) -> None:
        assert promoter_score({}, 0.95) is None
        assert promoter_score({5: 0}, 0.95) is None
        for answers in ({11: 1}, {-1: 1}, {5: -1}):
            with pytest.raises(InvalidAnswersError):
                promoter_score(answers, 0.95)
        with pytest.raises(InvalidLevelError):
            promoter_score({5: 1}, 1.0)


class TestContribution:
    def test_own_margins_before_a_stated_rate(self) -> None:
        money = OrderMoney(revenue=100.0, margin=30.0, revenue_with_margin=60.0, purchases_without=2)
        assert contribution(money, 0.5) == 50.0
        assert contribution(money, None) is None
        assert contribution(OrderMoney(60.0, 30.0, 60.0, 0), None) == 30.0
        assert contribution(OrderMoney(0.0, 0.0, 0.0, 0), None) == 0.0

    def test_the_rate_is_stated_else_measured_on_nearly_all_else_unknown(self) -> None:
        most = OrderMoney(revenue=100.0, margin=27.0, revenue_with_margin=90.0, purchases_without=1)
        assert margin_rate(most, None).rate == pytest.approx(0.3)
        assert margin_rate(most, None).source is RateSource.MEASURED
        assert (margin_rate(most, 0.4).rate, margin_rate(most, 0.4).source) == (0.4, RateSource.STATED)
        some = margin_rate(OrderMoney(100.0, 27.0, 89.0, 1), None)
        assert (some.rate, some.source, some.coverage) == (None, None, 0.89)
        assert margin_rate(OrderMoney(0.0, 0.0, 0.0, 0), None).coverage is None


class TestTypeOneShare:
    def test_a_stated_share_is_itself(self) -> None:
        assert type_one_share(100, 50, 0.7, 0.95) == TypeOneShare(0.7, 0.7, 0.7, ShareSource.STATED)

    def test_few_answers_leave_it_open(self) -> None:
        assert type_one_share(29, 10, None, 0.95) == TypeOneShare(ASSUMED_SHARE, 0.0, 1.0, ShareSource.ASSUMED)

    def test_enough_answers_measure_it(self) -> None:
        """Jeffreys' interval for 15 of 40, of scipy.stats.binomtest's neighbours: beta(15.5, 25.5)."""
        from scipy.stats import beta

        found = type_one_share(40, 25, None, 0.95)
        assert (found.share, found.source) == (15 / 40, ShareSource.MEASURED)
        assert (found.low, found.high) == pytest.approx((beta.ppf(0.025, 15.5, 25.5), beta.ppf(0.975, 15.5, 25.5)))
        assert type_one_share(40, 40, None, 0.95).low == 0.0
        assert type_one_share(40, 0, None, 0.95).high == 1.0

    @pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
    def test_a_share_that_is_none(self, share: float) -> None:
        with pytest.raises(InvalidAssumptionError):
            type_one_share(0, 0, share, 0.95)


def given_of(margin: float = 0.4, cost: float = 20.0, share: float = 0.5, low: float = 0.5, high: float = 0.5) -> Assumptions:
    return Assumptions(margin, cost, TypeOneShare(share, low, high, ShareSource.STATED))


class TestReferralValue:
    def test_the_papers_equation(self) -> None:
        """CRV = Σₜ Σ type 1 (A - a - M + ACQ1) / (1 + r)ᵗ + Σₜ Σ type 2 ACQ2 / (1 + r)ᵗ, with M = 0 and no reward for type 2.

        Kumar, Petersen & Leone (2010), equation 1, on semiannual periods at 15 % a year; flows that come at the periods' ends.
        """
        rate, acquisition, reward = 1.15**0.5 - 1, 40.0, 10.0
        # (period of arrival, gross margins in periods 1, 2, …) of each referred customer of type 1; arrivals of type 2
        type_one: list[tuple[int, list[float]]] = [(1, [30.0, 25.0, 20.0]), (2, [0.0, 80.0, 10.0])]
        type_two = [1, 1, 3]
        expected = 0.0
        for arrival, margins in type_one:
            expected += sum(margin / (1 + rate) ** period for period, margin in enumerate(margins, 1))
            expected += (acquisition - reward) / (1 + rate) ** arrival
        expected += sum(acquisition / (1 + rate) ** arrival for arrival in type_two)

        delta = log(1.15)  # per year; a period is half of one

        def factor(period: int) -> float:
            return exp(-delta * period / 2)

        contributed = sum(margin * factor(period) for _, margins in type_one for period, margin in enumerate(margins, 1))
        arrivals = sum(factor(arrival) for arrival, _ in type_one)
        parts = ReferralParts(
            Brought(arrivals=arrivals, rewards=reward * arrivals, contribution=contributed),
            Brought(arrivals=sum(map(factor, type_two))),
            Brought(),
        )
        found = referral_value(parts, given_of(cost=acquisition))
        assert found.value == pytest.approx(expected, rel=1e-12)
        assert (found.low, found.high) == (found.value, found.value)

    def test_types_one_and_two(self) -> None:
        """Of two alike, one who would have come anyway is worth the saved cost alone."""
        one = Brought(arrivals=1.0, rewards=5.0, contribution=12.0, value=100.0)
        nobody = Brought()
        new = referral_value(ReferralParts(one, nobody, nobody), given_of())
        anyway = referral_value(ReferralParts(nobody, one, nobody), given_of())
        unasked = referral_value(ReferralParts(nobody, nobody, one), given_of())
        assert (new.type_one, new.saved, new.rewards, new.value) == (52.0, 20.0, 5.0, 67.0)
        assert (anyway.type_one, anyway.value) == (0.0, 15.0)
        assert unasked.value == pytest.approx((new.value + anyway.value) / 2)

    def test_an_assumed_share_leaves_all_open(self) -> None:
        one = Brought(arrivals=1.0, contribution=12.0, value=100.0)
        found = referral_value(ReferralParts(Brought(), Brought(), one), given_of(low=0.0, high=1.0))
        assert (found.low, found.value, found.high) == pytest.approx((20.0, 46.0, 72.0))

    def test_the_interval_holds_the_values_own(self) -> None:
        half = 100.0 * log(1.3)
        found = referral_value(
            ReferralParts(Brought(arrivals=1.0, value=100.0, half_width=half), Brought(), Brought()), given_of(cost=0.0)
        )
        assert (found.low, found.value, found.high) == pytest.approx((40.0 / 1.3, 40.0, 52.0))

    @given(
        st.lists(st.floats(0, 1e4), min_size=15, max_size=15),
        st.floats(-0.5, 1),
        st.floats(0, 100),
        st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted),
    )
    def test_the_parts_add_up_and_the_ends_hold_the_value(
        self, numbers: list[float], margin: float, cost: float, shares: list[float]
    ) -> None:
        parts = ReferralParts(*(Brought(*numbers[at : at + 5]) for at in (0, 5, 10)))
        found = referral_value(parts, given_of(margin, cost, shares[1], shares[0], shares[2]))
        assert found.value == pytest.approx(found.type_one + found.saved - found.rewards, abs=1e-6)
        assert found.low <= found.value <= found.high

    @pytest.mark.parametrize(("margin", "cost"), [(0.4, -1.0), (0.4, float("inf")), (float("nan"), 1.0), (0.4, float("nan"))])
    def test_assumptions_that_are_none(self, margin: float, cost: float) -> None:
        with pytest.raises(InvalidAssumptionError):
            given_of(margin, cost)


class TestGrid:
    def test_the_four_names(self) -> None:
        assert grid_cell(2, 2, 1, 1) is GridCell.CHAMPIONS
        assert grid_cell(2, 1, 1, 1) is GridCell.AFFLUENTS
        assert grid_cell(1, 2, 1, 1) is GridCell.ADVOCATES
        assert grid_cell(1, 1, 1, 1) is GridCell.MISERS
        assert set(AIMS) == set(GridCell)

    def test_where_most_refer_nobody_those_who_bring_worth_are_above(self) -> None:
        crvs = [0.0, 0.0, 0.0, 5.0, -1.0]
        assert [grid_cell(0, crv, 0, float(np.median(crvs))) for crv in crvs] == [
            *[GridCell.MISERS] * 3,
            GridCell.ADVOCATES,
            GridCell.MISERS,
        ]


def test_the_mean_of_shares_is_weighted_by_customers() -> None:
    found = mean_share(np.array([0.0, 1.0]), np.array([30.0, 10.0]), 0.95, np.random.default_rng(2))
    assert_allclose(found.share, 0.25)

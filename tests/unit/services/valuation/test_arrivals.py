import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import nbinom

from services.valuation.domain.arrivals import ArrivalLevel, learn_arrivals
from services.valuation.domain.seasons import FEWEST_WEEKS, WEEKS_PER_YEAR, learn_season


def test_a_steady_rate_is_learnt_from_all_weeks() -> None:
    counts = np.random.default_rng(3).poisson(20.0, 150).astype(float)
    level = learn_arrivals(counts)
    assert level.discount >= 0.97
    assert_allclose(level.mean, 20.0, rtol=0.08)


def test_a_rate_that_jumped_is_forgotten() -> None:
    generator = np.random.default_rng(3)
    counts = np.concatenate([generator.poisson(5.0, 60), generator.poisson(50.0, 12)]).astype(float)
    level = learn_arrivals(counts)
    assert level.discount < 0.95
    assert_allclose(level.mean, 50.0, rtol=0.15)


def test_the_discount_is_that_of_the_most_likely_one_step_forecasts() -> None:
    counts = np.array([3.0, 5.0, 2.0, 9.0, 12.0, 8.0, 11.0, 14.0])
    level = learn_arrivals(counts)

    def score(discount: float) -> float:
        shape, rate, total = 0.5, 1e-6, 0.0
        for week, count in enumerate(counts):
            shape, rate = discount * shape, discount * rate
            if week >= 4:
                total += nbinom.logpmf(count, shape, rate / (1.0 + rate))
            shape, rate = shape + count, rate + 1.0
        return total

    assert score(level.discount) == pytest.approx(max(score(each) for each in (0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)), abs=0.05)


def test_nobody_for_long_is_hardly_anybody_to_come() -> None:
    level = learn_arrivals(np.concatenate([np.full(12, 200.0), np.zeros(66)]))
    assert level.mean < 0.05
    assert learn_arrivals(np.zeros(0)).mean > 0.0


def test_later_weeks_are_less_certain_and_share_what_is_not_known() -> None:
    covariance = ArrivalLevel(100.0, 10.0, 0.9).covariance(4)
    assert_allclose(np.diagonal(covariance), 1.0 / 0.9 ** np.arange(1, 5))
    assert_allclose(covariance[0], covariance[0, 0])
    assert np.linalg.eigvalsh(covariance).min() > -1e-12


def test_a_season_is_found_and_told_from_the_trend() -> None:
    generator = np.random.default_rng(7)
    weeks = np.arange(1.0 - 156.0, 1.0)
    wave = np.exp(0.4 * np.sin(2 * np.pi * weeks / WEEKS_PER_YEAR))
    season = learn_season(generator.poisson(80.0 * np.exp(0.004 * weeks) * wave).astype(float))
    assert season.waves >= 1
    ahead = np.arange(1.0, 53.0)
    expected = np.exp(0.4 * np.sin(2 * np.pi * ahead / WEEKS_PER_YEAR))
    assert_allclose(season.factors(ahead), expected / wave[-53:].mean(), rtol=0.08)


def test_what_has_no_season_has_none() -> None:
    found = [learn_season(np.random.default_rng(seed).poisson(60.0, 156).astype(float)).waves for seed in range(20)]
    assert sum(waves > 0 for waves in found) <= 8  # QAIC takes a wave that is not there about as often as AIC does


@pytest.mark.parametrize("sums", [np.zeros(200), np.full(FEWEST_WEEKS - 1, 9.0), np.zeros(0)])
def test_a_season_is_not_seen_in_nothing_nor_in_less_than_two_years(sums: np.typing.NDArray[np.float64]) -> None:
    season = learn_season(sums)
    assert season.waves == 0
    assert_allclose(season.factors(np.arange(1.0, 5.0)), 1.0)


def test_empty_weeks_leave_factors_that_are_numbers() -> None:
    sums = np.zeros(160)
    sums[[20, 72, 124]] = 500.0
    factors = learn_season(sums).factors(np.arange(1.0, 53.0))
    assert np.isfinite(factors).all()
    assert (factors > 0.0).all()

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import beta, binom, poisson

from inference.counts import jeffreys_interval, poisson_interval
from inference.delta import InvalidLevelError


def test_jeffreys_interval_of_1_in_20_is_the_published_one() -> None:
    # Brown, Cai & DasGupta (2001), as tabulated for x = 1, n = 20 by DiCiccio et al.: quantiles of Beta(1.5, 19.5).
    low, high = jeffreys_interval(np.array([1.0]), np.array([20.0]), 0.95)
    assert_allclose([low[0], high[0]], beta.ppf([0.025, 0.975], 1.5, 19.5), rtol=1e-10)


def test_nobody_and_everybody_are_ends_of_their_own_intervals() -> None:
    low, high = jeffreys_interval(np.array([0.0, 10.0, 0.0]), np.array([10.0, 10.0, 0.0]), 0.95)
    assert low[0] == 0.0
    assert high[1] == 1.0
    assert 0.0 < high[0] < 0.3 < 0.7 < low[1] < 1.0
    assert (low[2], high[2]) == (0.0, 1.0)


def test_jeffreys_interval_covers_on_the_mean_as_it_says() -> None:
    n, level = 40, 0.9
    x = np.arange(n + 1.0)
    low, high = jeffreys_interval(x, np.full(n + 1, float(n)), level)
    chances = np.linspace(0.02, 0.98, 400)
    covered = [binom.pmf(x, n, p)[(low <= p) & (p <= high)].sum() for p in chances]
    assert_allclose(np.mean(covered), level, atol=0.01)


def test_garwoods_interval_of_10_events() -> None:
    low, high = poisson_interval(np.array([10.0, 0.0]), 0.95)
    assert_allclose([low[0], high[0]], [4.7954, 18.3904], atol=5e-5)  # Garwood (1936), table 1
    assert_allclose([low[1], high[1]], [0.0, 3.6889], atol=5e-5)


def test_garwoods_interval_never_covers_less_than_it_says() -> None:
    events = np.arange(200.0)
    low, high = poisson_interval(events, 0.95)
    for mean in np.linspace(0.1, 60.0, 150):
        assert poisson.pmf(events, mean)[(low <= mean) & (mean <= high)].sum() >= 0.95


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(InvalidLevelError):
        jeffreys_interval(np.array([1.0]), np.array([2.0]), level)
    with pytest.raises(InvalidLevelError):
        poisson_interval(np.array([1.0]), level)

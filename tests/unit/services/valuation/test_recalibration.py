"""The factor that takes a bias away: learnt here, judged there."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.valuation.domain.recalibration import recalibrate
from services.valuation.domain.scoring import Forecast, Outcomes

Holdout = tuple[Forecast, Outcomes]


def holdout(expected: list[float], purchases: list[int], customers: list[int] | None = None) -> Holdout:
    counts = [1] * len(expected) if customers is None else customers
    return Forecast(np.array(expected), None), Outcomes(np.array(purchases), np.array(counts))


def drawn(rng: np.random.Generator, customers: int, factor: float, shock: float = 0.0) -> Holdout:
    """Forecasts that are too low by a factor; in a holdout of its own luck."""
    expected = rng.gamma(0.5, 2.0, customers)
    rate = expected * factor * np.exp(rng.normal(0.0, shock))
    return Forecast(expected, None), Outcomes(rng.poisson(rate), np.ones(customers, dtype=np.int64))


def test_a_factor_is_learnt_on_earlier_holdouts_only_and_tried_on_each_later_one() -> None:
    found = recalibrate([holdout([1, 2], [2, 4]), holdout([1, 3], [2, 4]), holdout([5, 5], [6, 6])])
    assert found is not None
    assert_allclose([check.factor for check in found.checks], [2.0, 12 / 7])
    assert_allclose([check.before for check in found.checks], [4 / 6 - 1, 10 / 12 - 1])
    assert_allclose([check.after for check in found.checks], [8 / 6 - 1, 120 / 7 / 12 - 1])
    assert_allclose(found.factor.estimate, 24 / 17)
    assert found.factor.low < 24 / 17 < found.factor.high
    # Off by 2 + 2 without it, by 2 + 5.1 with it.
    assert found.helps is False


def test_a_bias_that_stays_is_taken_away_from_holdouts_that_the_factor_never_saw() -> None:
    rng = np.random.default_rng(1)
    found = recalibrate([drawn(rng, 4000, 1.3) for _ in range(3)])
    assert found is not None
    assert found.helps is True
    for check in found.checks:
        assert check.before == pytest.approx(1 / 1.3 - 1, abs=0.05)
        assert abs(check.after) < 0.05


def test_one_holdout_teaches_a_factor_and_proves_nothing() -> None:
    found = recalibrate([holdout([1, 2], [2, 4])])
    assert found is not None
    assert (found.checks, found.helps) == ((), None)


@pytest.mark.parametrize("holdouts", [[], [([1.0], [0])], [([0.0], [2])]])
def test_of_nothing_there_is_no_factor(holdouts: list[tuple[list[float], list[int]]]) -> None:
    assert recalibrate([holdout(*each) for each in holdouts]) is None


def test_a_row_of_many_customers_teaches_what_they_do() -> None:
    together = recalibrate([holdout([1, 2, 3], [2, 0, 4], [3, 1, 2])])
    apart = recalibrate([holdout([1, 1, 1, 2, 3, 3], [2, 2, 2, 0, 4, 4])])
    assert together is not None
    assert apart is not None
    assert_allclose(together.factor.log_variance, apart.factor.log_variance)
    assert_allclose(together.factor.estimate, apart.factor.estimate)


@pytest.mark.parametrize(("shock", "least", "most"), [(0.0, 0.92, 0.99), (0.1, 0.85, 0.97)])
def test_the_interval_covers_the_factor_as_often_as_it_says(shock: float, least: float, most: float) -> None:
    rng = np.random.default_rng(7)
    covered = 0
    for _ in range(400):
        found = recalibrate([drawn(rng, 300, 1.25, shock) for _ in range(6)])
        assert found is not None
        covered += found.factor.low <= 1.25 <= found.factor.high
    assert least <= covered / 400 <= most

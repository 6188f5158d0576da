from math import ceil
from typing import Any

import pytest
from scipy.stats import norm

from services.experiments.domain.errors import InvalidDesignError
from services.experiments.domain.moments import Metric
from services.experiments.domain.sample_size import EffectType, sample_size


@pytest.mark.parametrize(("one", "other", "users"), [(0.1, 0.11, 14_749), (0.1, 0.12, 3_839), (0.05, 0.055, 31_231)])
def test_proportions_of_the_textbooks(one: float, other: float, users: int) -> None:
    """The unpooled normal formula, two-sided alpha .05, power .8."""
    assert sample_size(Metric.PROPORTION, one, other - one) == users
    assert sample_size(Metric.PROPORTION, one, (other - one) / one, effect_type=EffectType.RELATIVE) == users


@pytest.mark.parametrize(("d", "users"), [(0.1, 1_570), (0.2, 393), (0.5, 63)])
def test_means_of_the_textbooks(d: float, users: int) -> None:
    """Cohen's d; 1569.8, 392.4 and 62.8 before rounding up."""
    assert sample_size(Metric.MEAN, 7.0, 3.0 * d, standard_deviation=3.0) == users
    assert sample_size(Metric.MEAN, 7.0, -3.0 * d, standard_deviation=3.0) == users


@pytest.mark.parametrize("unit", [1e-300, 1e-200, 1.0, 1e101, 1e300])
def test_the_metrics_unit_does_not_matter(unit: float) -> None:
    """An effect of one standard deviation: 15.7 users."""
    assert sample_size(Metric.MEAN, 0.0, unit, standard_deviation=unit) == 16
    assert sample_size(Metric.MEAN, unit, 1.0, effect_type=EffectType.RELATIVE, standard_deviation=unit) == 16


@pytest.mark.parametrize("alpha", [1e-12, 1e-17, 1e-100])
def test_no_alpha_is_too_small_to_be_met(alpha: float) -> None:
    multiplier = float(norm.isf(alpha / 2)) + float(norm.ppf(0.8))
    assert sample_size(Metric.MEAN, 0.0, 1.0, standard_deviation=1.0, alpha=alpha) == ceil(2 * multiplier**2)


def test_so_many_users_have_the_power_and_one_less_has_not() -> None:
    users = sample_size(Metric.PROPORTION, 0.2, 0.03, alpha=0.1, power=0.9)

    def power(n: int) -> float:
        return float(norm.cdf(0.03 / ((0.2 * 0.8 + 0.23 * 0.77) / n) ** 0.5 - norm.ppf(0.95)))

    assert power(users) >= 0.9 > power(users - 1)


@pytest.mark.parametrize(
    ("arguments", "options", "pointer"),
    [
        ((Metric.PROPORTION, 0.1, 0.0), {}, "/minimum_detectable_effect"),
        ((Metric.PROPORTION, 0.1, 0.95), {}, "/minimum_detectable_effect"),
        ((Metric.PROPORTION, 0.1, -0.2), {}, "/minimum_detectable_effect"),
        ((Metric.PROPORTION, 0.1, 1e-12), {}, "/minimum_detectable_effect"),
        ((Metric.PROPORTION, 0.1, 1e-320), {}, "/minimum_detectable_effect"),
        ((Metric.PROPORTION, 0.1, float("nan")), {}, "/minimum_detectable_effect"),
        ((Metric.PROPORTION, 0.0, 0.1), {}, "/baseline"),
        ((Metric.PROPORTION, 1.0, -0.1), {}, "/baseline"),
        ((Metric.PROPORTION, 1.2, -0.5), {}, "/baseline"),
        ((Metric.MEAN, 0.0, 0.1), {"effect_type": EffectType.RELATIVE}, "/minimum_detectable_effect"),
        ((Metric.MEAN, 1.0, 0.1), {}, "/standard_deviation"),
        ((Metric.MEAN, 1.0, 0.1), {"standard_deviation": 0.0}, "/standard_deviation"),
        ((Metric.MEAN, 1.0, 0.1), {"standard_deviation": float("inf")}, "/standard_deviation"),
        ((Metric.MEAN, 1.0, 1e-300), {"standard_deviation": 1e300}, "/minimum_detectable_effect"),
        ((Metric.RATIO, 1.0, 0.1), {"standard_deviation": 1.0}, "/metric"),
        ((Metric.PROPORTION, 0.1, 0.01), {"standard_deviation": 0.3}, "/standard_deviation"),
        ((Metric.PROPORTION, 0.1, 0.01), {"alpha": 0.0}, "/alpha"),
        ((Metric.PROPORTION, 0.1, 0.01), {"alpha": 1.0}, "/alpha"),
        ((Metric.PROPORTION, 0.1, 0.01), {"power": 0.04}, "/power"),
        ((Metric.PROPORTION, 0.1, 0.01), {"power": 1.0}, "/power"),
    ],
)
def test_a_test_that_cannot_be_planned_is_refused(
    arguments: tuple[Metric, float, float], options: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidDesignError) as refused:
        sample_size(*arguments, **options)
    assert refused.value.pointer == pointer

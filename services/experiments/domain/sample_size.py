"""How many users a test needs."""

from enum import StrEnum
from math import ceil, inf, sqrt

from scipy.special import ndtri

from services.experiments.domain.errors import InvalidDesignError
from services.experiments.domain.moments import Metric

_MOST = 1e15


class EffectType(StrEnum):
    """Whether an effect is in the metric's unit, or a share of the baseline."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"


def sample_size(
    metric: Metric,
    baseline: float,
    effect: float,
    *,
    effect_type: EffectType = EffectType.ABSOLUTE,
    standard_deviation: float | None = None,
    alpha: float = 0.05,
    power: float = 0.8,
) -> int:
    """Users per variation for two variations of the same size.

    Args:
        metric: A mean or a proportion.
        baseline: The control's mean or proportion.
        effect: The smallest difference that is to be detected, of either sign.
        effect_type: What the effect is measured in.
        standard_deviation: Of a mean's metric, per user; a proportion has its own.
        alpha: Of the two-sided test.
        power: The chance to detect such a difference; more than alpha, which is the chance where there is none.

    Raises:
        InvalidDesignError: No sample size answers to this.

    Source: the normal formula with unpooled variances, (z_{1−α/2} + z_power)²(σ₁² + σ₂²)/δ²; Fleiss, Levin & Paik (2003),
    Statistical Methods for Rates and Proportions, section 4.2.
    """
    if not 0.0 < alpha < 1.0:
        raise InvalidDesignError("alpha lies strictly between 0 and 1.", "/alpha")
    if not alpha < power < 1.0:
        raise InvalidDesignError("The power lies strictly between alpha and 1.", "/power")
    difference = effect * baseline if effect_type is EffectType.RELATIVE else effect
    if difference == 0.0:
        raise InvalidDesignError("An effect of 0 cannot be detected.", "/minimum_detectable_effect")
    if metric is Metric.PROPORTION and standard_deviation is not None:
        raise InvalidDesignError("A proportion has its own standard deviation.", "/standard_deviation")
    if metric is Metric.PROPORTION:
        deviations = _proportions(baseline, baseline + difference)
    elif metric is Metric.MEAN:
        deviations = _means(standard_deviation)
    else:
        raise InvalidDesignError("A sample size is for a mean or a proportion.", "/metric")
    # In units of the effect: no square of a deviation, great or small, leaves the range of numbers.
    roots = [(float(ndtri(power)) - float(ndtri(alpha / 2.0))) * (deviation / abs(difference)) for deviation in deviations]
    users = sum(root * root for root in roots)
    if not users <= _MOST:
        raise InvalidDesignError("More users would be needed than there are.", "/minimum_detectable_effect")
    return max(ceil(users), 1)


def _proportions(one: float, other: float) -> tuple[float, float]:
    if not 0.0 < one < 1.0:
        raise InvalidDesignError("A proportion's baseline lies strictly between 0 and 1.", "/baseline")
    if not 0.0 <= other <= 1.0:
        raise InvalidDesignError(f"The effect leads to a proportion of {other:g}.", "/minimum_detectable_effect")
    return sqrt(one * (1.0 - one)), sqrt(other * (1.0 - other))


def _means(standard_deviation: float | None) -> tuple[float, float]:
    if standard_deviation is None:
        raise InvalidDesignError("A mean needs a standard deviation.", "/standard_deviation")
    if not 0.0 < standard_deviation < inf:
        raise InvalidDesignError("A standard deviation is a number above 0.", "/standard_deviation")
    return standard_deviation, standard_deviation

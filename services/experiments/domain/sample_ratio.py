"""Sample ratio mismatch: whether the variations' sizes are those that the assignment should have given."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtrc

PASSING = 0.001  # Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, chapter 21


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """Pearson's test of the variations' sizes.

    Attributes:
        statistic: χ².
        degrees_of_freedom: Variations with a weight above 0, less one.
        p_value: 1 where there is nothing to compare.
        passed: Whether the p-value is at least .001.
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float
    passed: bool


def check_sample_ratio(users: Sequence[float], weights: Sequence[float]) -> SampleRatio:
    """Compare how many users there are with how many the weights make expect.

    A variation of weight 0 takes no part: neither its users nor a degree of freedom.

    Args:
        users: Per variation.
        weights: Per variation, at least 0, on any scale.
    """
    taking = [(count, weight) for count, weight in zip(users, weights, strict=True) if weight > 0.0]
    total, weight_total = sum(count for count, _ in taking), sum(weight for _, weight in taking)
    if len(taking) < 2 or total == 0.0:
        return SampleRatio(0.0, max(len(taking) - 1, 0), 1.0, True)
    expected = [total * (weight / weight_total) for _, weight in taking]
    statistic = sum((count - mean) / mean * (count - mean) for (count, _), mean in zip(taking, expected, strict=True))
    p_value = float(chdtrc(len(taking) - 1, statistic))
    return SampleRatio(statistic, len(taking) - 1, p_value, p_value >= PASSING)

"""The interval of a sum of positive estimates."""

from math import exp

_WIDEST = 700.0  # e to it is about as large as numbers go


def total_interval(total: float, half_width: float) -> tuple[float, float] | None:
    """A conservative interval of a sum of positive estimates, symmetric in logarithms as each of theirs is.

    To first order the standard deviation of a sum is at most the sum of the standard deviations, whatever ties the estimates
    together (Minkowski's inequality); values that share their model's parameters come near to it. Adding up the low and the
    high ends themselves would give no interval of any level.

    Args:
        total: The sum.
        half_width: The sum of their half-widths to first order, estimate · ln(high / estimate).

    Returns:
        Low and high; None where there is nothing to spread.
    """
    if total <= 0.0:
        return None
    spread = min(half_width / total, _WIDEST)
    high = total * exp(spread)
    return (total * exp(-spread), high) if high < float("inf") else None

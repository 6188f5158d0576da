"""The interval of a sum of customer lifetime values."""

from math import exp

METHOD = (
    "delta method on the covariance at the maximum of the likelihood (Laplace), the standard errors of all customers' values "
    "added up: no correlation between them makes the sum's own larger; of the parameters alone, not of what will happen"
)
LEVEL = 0.95
"""Of the customers' own intervals, which the sum's is made from."""

_WIDEST = 700.0  # e to it is about as large as numbers go


def equity_interval(equity: float, half_width: float) -> tuple[float, float] | None:
    """A conservative interval of a sum of positive estimates, symmetric in logarithms as each of theirs is.

    To first order the standard deviation of a sum is at most the sum of the standard deviations, whatever ties the estimates
    together (Minkowski's inequality); values that share their model's parameters come near to it. Adding up the low and the
    high ends themselves would give no interval of any level.

    Args:
        equity: The sum.
        half_width: The sum of their half-widths to first order, estimate · ln(high / estimate).

    Returns:
        Low and high; None where there is nothing to spread.
    """
    if equity <= 0.0:
        return None
    spread = min(half_width / equity, _WIDEST)
    high = equity * exp(spread)
    return (equity * exp(-spread), high) if high < float("inf") else None

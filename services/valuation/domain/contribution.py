"""Contribution: what customers leave after the cost of what they bought."""

from dataclasses import dataclass
from enum import StrEnum

MIN_COVERAGE = 0.9
"""Share of revenue whose orders state their margin, from which on their rate stands for all."""
UNKNOWN = "margin_unknown"


class RateSource(StrEnum):
    """Where the rate of margin comes from."""

    STATED = "stated"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """What orders came to, net of refunds.

    Attributes:
        revenue: Of all of them.
        margin: Of the orders that state one.
        revenue_with_margin: Of the same.
        purchases_without: Purchases that state none; what was cancelled or refunded whole needs none.
    """

    revenue: float
    margin: float
    revenue_with_margin: float
    purchases_without: int


@dataclass(frozen=True, slots=True)
class MarginRate:
    """Margin per unit of revenue, for orders that state none and purchases to come.

    Attributes:
        rate: None where it is not known.
        source: Likewise.
        coverage: Share of revenue whose orders state their own margin; None without revenue.
    """

    rate: float | None
    source: RateSource | None
    coverage: float | None


def margin_rate(money: OrderMoney, stated: float | None) -> MarginRate:
    """The rate that is stated, else that of the orders which state a margin, where they are nearly all."""
    coverage = money.revenue_with_margin / money.revenue if money.revenue > 0.0 else None
    if stated is not None:
        return MarginRate(stated, RateSource.STATED, coverage)
    if coverage is None or coverage < MIN_COVERAGE or money.revenue_with_margin <= 0.0:
        return MarginRate(None, None, coverage)
    return MarginRate(money.margin / money.revenue_with_margin, RateSource.MEASURED, coverage)


def contribution(money: OrderMoney, stated: float | None) -> float | None:
    """Margin of orders: their own, and by the stated rate that of those without; None where some is not known."""
    if money.purchases_without == 0:
        return money.margin
    return None if stated is None else money.margin + stated * (money.revenue - money.revenue_with_margin)

"""The truth of the market. It never goes to the system: only the report compares."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from attune.demo.market.curves import Curve, best_split


@dataclass(frozen=True, slots=True)
class ChannelTruth:
    """What a channel truly brought.

    Attributes:
        channel: Its name.
        touchpoints: It left behind.
        spend: Dollars.
        orders: That would not have been without it: as many as there were.
        revenue: Their dollars, paid.
        margin: Their contribution, dollars, before the spend.
        expected_orders: What the orders are a draw from: its curve, added up over the weeks.
        expected_revenue: Likewise.
        expected_margin: Likewise.
        curve: Orders of a week as a function of the week's spend; None: whatever is spent, none.
    """

    channel: str
    touchpoints: int
    spend: float
    orders: int
    revenue: float
    margin: float
    expected_orders: float
    expected_revenue: float
    expected_margin: float
    curve: Curve | None

    @property
    def margin_per_order(self) -> float:
        """Dollars expected of one more order; 0 of a channel that brings none."""
        return self.expected_margin / self.expected_orders if self.expected_orders else 0.0

    @property
    def revenue_per_order(self) -> float:
        """Dollars expected of one more order; 0 of a channel that brings none."""
        return self.expected_revenue / self.expected_orders if self.expected_orders else 0.0

    @property
    def roci(self) -> float | None:
        """(margin - spend) / spend, net; None where nothing is spent."""
        return (self.margin - self.spend) / self.spend if self.spend else None


@dataclass(frozen=True, slots=True)
class Lift:
    """What a treatment truly does to one customer over the market's weeks, on average over those treated.

    Attributes:
        treated: Customers.
        orders: Expected more orders per customer.
        revenue: Expected more dollars paid per customer.
        realised_orders: What the orders per customer came to in this draw.
        realised_revenue: Likewise.
    """

    treated: int
    orders: float
    revenue: float
    realised_orders: float
    realised_revenue: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an allocation truly brings in a week.

    Attributes:
        allocation: Dollars by channel.
        orders: Expected of it.
        revenue: Dollars expected.
        margin: Dollars expected, before the spend.
    """

    allocation: dict[str, float]
    orders: float
    revenue: float
    margin: float


@dataclass(frozen=True, slots=True)
class MarketTruth:
    """All that is true of the simulated market.

    Attributes:
        channels: Every channel, those that bring nothing too.
        experiment: Of the e-mail with the offer.
        marketing: Of all communication, on those who are not held out.
        weeks: The market lasted.
    """

    channels: tuple[ChannelTruth, ...]
    experiment: Lift
    marketing: Lift
    weeks: int

    def of(self, channel: str) -> ChannelTruth | None:
        """A channel's truth; None where the market has no such channel."""
        return next((each for each in self.channels if each.channel == channel), None)

    @property
    def orders(self) -> int:
        """Brought by communication in all."""
        return sum(each.orders for each in self.channels)

    @property
    def revenue(self) -> float:
        """Dollars brought in all."""
        return sum(each.revenue for each in self.channels)

    @property
    def margin(self) -> float:
        """Dollars of contribution brought in all, before the spend."""
        return sum(each.margin for each in self.channels)

    @property
    def spend(self) -> float:
        """Dollars in all."""
        return sum(each.spend for each in self.channels)

    @property
    def weekly_spend(self) -> dict[str, float]:
        """The mean week's dollars by channel that has any spend: what the best budget is measured against."""
        return {each.channel: each.spend / self.weeks for each in self.channels if each.spend}

    def outcome(self, allocation: Mapping[str, float]) -> Outcome:
        """What an allocation truly brings in a week.

        Args:
            allocation: Dollars a week by channel; one that the market does not have brings nothing.
        """
        orders = revenue = margin = 0.0
        for channel, spend in allocation.items():
            truth = self.of(channel)
            if truth is not None and truth.curve is not None:
                brought = float(truth.curve.response(np.array([spend], dtype=np.float64))[0])
                orders += brought
                revenue += brought * truth.revenue_per_order
                margin += brought * truth.margin_per_order
        return Outcome(dict(allocation), orders, revenue, margin)

    def best(self, weekly_budget: float, among: Collection[str] | None = None) -> Outcome:
        """The allocation of a week's budget that truly brings the most margin; the whole of it is spent.

        Args:
            weekly_budget: Dollars.
            among: The channels that it may go to, at least one of which brings orders; all by default.
        """
        allowed = self.weekly_spend if among is None else among
        able = {
            each.channel: each
            for each in self.channels
            if each.curve is not None and each.margin_per_order > 0 and each.channel in allowed
        }
        curves = {channel: each.curve for channel, each in able.items() if each.curve is not None}
        worth = {channel: each.margin_per_order for channel, each in able.items()}
        allocation = dict.fromkeys(allowed, 0.0) | best_split(curves, worth, weekly_budget)
        return self.outcome(allocation)

"""What customers cost and return: cost of acquisition, payback, and the value of a brand to its customers.

Sums over customers are compound Poisson: who came is as much chance as what each brought, so the variance of a sum is the sum
of squares. That is what tells a return from luck where few customers brought most of it.
"""

from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np

from inference.arrays import FloatArray
from inference.counts import jeffreys_interval, poisson_interval
from inference.delta import normal_multiplier
from services.valuation.domain.cohorts import CohortTriangle
from services.valuation.domain.wallet import MIN_CUSTOMERS

CAC_METHOD = "exact interval of the Poisson expectation of new customers (Garwood)"
PAYBACK_METHOD = (
    "the period in which the ends of a normal interval of the cumulative margin, a compound Poisson sum, reach what was spent"
)
BRAND_VALUE_METHOD = "normal interval of sums over customers (compound Poisson); Jeffreys' interval of the penetration"


@dataclass(frozen=True, slots=True)
class Estimated:
    """An estimate with its interval; NaN where there is no number."""

    estimate: float
    low: float
    high: float


def acquisition_cost(spend: float, new_customers: int, level: float) -> Estimated:
    """What a new customer cost: all that was spent, by how many came.

    Args:
        spend: What was paid; below 0 where credit notes came to more.
        new_customers: At least 1.
        level: Of the interval.
    """
    fewest, most = (float(end[0]) for end in poisson_interval(np.array([float(new_customers)]), level))
    ends = sorted((spend / most, spend / fewest if fewest > 0.0 else (inf if spend > 0.0 else spend)))
    return Estimated(spend / new_customers, *ends)


@dataclass(frozen=True, slots=True, eq=False)
class ReturnCurve:
    """What cohorts had returned by the end of each age, those to whom it is over, shape (ages,).

    Attributes:
        customers: Who came.
        spent: In the periods that they came in.
        margin: What they had brought.
        margin_squares: Sum over customers of its square.
    """

    customers: FloatArray
    spent: FloatArray
    margin: FloatArray
    margin_squares: FloatArray

    @classmethod
    def of(cls, triangle: CohortTriangle, spent: FloatArray) -> "ReturnCurve":
        """The curve of cohorts together.

        Args:
            triangle: Of the cohorts.
            spent: In each period of a window, the last of which is over just now; also in those in which nobody came.
        """
        over = triangle.complete
        by_then = np.concatenate([np.cumsum(spent)[::-1], np.zeros(triangle.ages)])[: triangle.ages]
        return cls(
            customers=np.where(over, triangle.acquired[:, None], 0).sum(axis=0).astype(np.float64),
            spent=by_then,
            margin=np.where(over, np.cumsum(triangle.margin, axis=1), 0.0).sum(axis=0),
            margin_squares=np.where(over, triangle.margin_squares, 0.0).sum(axis=0),
        )


def payback_periods(curve: ReturnCurve, level: float) -> Estimated:
    """How many periods it takes until the margin that customers brought is what was spent on them.

    The period of the acquisition is the first. At each age the cohorts to whom it is over are asked, and no others. The low
    end is when the upper end of the margin's interval has got there, the high end when the lower one has: NaN is not yet.
    """
    spread = normal_multiplier(level) * np.sqrt(np.maximum(curve.margin_squares, 0.0))
    judged = curve.customers > 0.0
    return Estimated(*(_first(judged & (curve.margin + shift >= curve.spent)) for shift in (0.0, spread, -spread)))


def _first(reached: np.typing.NDArray[np.bool_]) -> float:
    found = np.flatnonzero(reached)
    return float(found[0] + 1) if len(found) else nan


@dataclass(frozen=True, slots=True)
class CustomerSums:
    """What customers bought within a window.

    Attributes:
        buyers: With a purchase.
        revenue: Net, of all of them.
        revenue_squares: Sum over them of the square of theirs.
        margin: None where it is not known of all.
        margin_squares: Likewise.
    """

    buyers: int
    revenue: float
    revenue_squares: float
    margin: float | None
    margin_squares: float


@dataclass(frozen=True, slots=True)
class BrandValue:
    """What a brand is worth to it in a customer of its market: P × BR × SOP × M, per year.

    Source: Schultz & Walters (1997), Measuring Brand Communication ROI; Schultz & Schultz (2004), IMC: The Next Generation.

    Attributes:
        penetration: P: buyers as a share of the market.
        own_rate: BR × SOP: what a buyer spends on the brand in a year; that much of the product is measured directly.
        buying_rate: BR: what a buyer spends on the category in a year, with every brand; None without a share of purchases.
        share_of_purchases: SOP: the brand's share of that; None where nobody has said.
        margin: M: of the revenue; None where it is not known.
        value: Of the product; None without a margin.
    """

    penetration: Estimated
    own_rate: Estimated
    buying_rate: Estimated | None
    share_of_purchases: Estimated | None
    margin: float | None
    value: Estimated | None


def brand_value(
    sums: CustomerSums, market: int, years: float, share_of_purchases: Estimated | None, level: float
) -> BrandValue | None:
    """The value of the brand in the mean customer of its market; None where nobody bought.

    Args:
        sums: Of the window.
        market: How many customers there are for the category, at least `sums.buyers`.
        years: Length of the window.
        share_of_purchases: Of the brand, in (0, 1].
        level: Of the intervals.
    """
    if sums.buyers == 0:
        return None
    multiplier = normal_multiplier(level)
    buyers = float(sums.buyers)
    low, high = jeffreys_interval(np.array([buyers]), np.array([float(market)]), level)
    own = _mean(sums.revenue, sums.revenue_squares, buyers, years, multiplier)
    value = None
    if sums.margin is not None:
        # P · BR · SOP · M is the margin per member of the market: how many of them buy is in the sum's own chance.
        half = multiplier * sqrt(max(sums.margin_squares, 0.0))
        value = Estimated(*((sums.margin + shift) / market / years for shift in (0.0, -half, half)))
    return BrandValue(
        penetration=Estimated(buyers / market, float(low[0]), float(high[0])),
        own_rate=own,
        buying_rate=None if share_of_purchases is None else _over(own, share_of_purchases),
        share_of_purchases=share_of_purchases,
        margin=sums.margin / sums.revenue if sums.margin is not None and sums.revenue > 0.0 else None,
        value=value,
    )


def _mean(total: float, squares: float, customers: float, years: float, multiplier: float) -> Estimated:
    mean = total / customers
    half = multiplier * sqrt(max(squares - customers * mean * mean, 0.0)) / customers
    return Estimated(*((mean + shift) / years for shift in (0.0, -half, half)))


def _over(rate: Estimated, share: Estimated) -> Estimated:
    """A rate over a share that is independent of it: relative errors add, squared."""
    estimate = rate.estimate / share.estimate
    below = np.hypot(rate.estimate - rate.low, rate.estimate * (share.high / share.estimate - 1.0)) / share.estimate
    above = np.hypot(rate.high - rate.estimate, rate.estimate * (1.0 - share.low / share.estimate)) / share.estimate
    return Estimated(estimate, estimate - float(below), estimate + float(above))


def stated_share(answers: int, total: float, squares: float, level: float) -> Estimated | None:
    """The mean of customers' shares, with a normal interval within [0, 1]; None of fewer than `MIN_CUSTOMERS`."""
    if answers < MIN_CUSTOMERS:
        return None
    mean = total / answers
    deviation = sqrt(max(squares - answers * mean * mean, 0.0) / (answers - 1))
    half = normal_multiplier(level) * deviation / sqrt(answers)
    return None if mean <= 0.0 else Estimated(mean, max(mean - half, 0.0), min(mean + half, 1.0))

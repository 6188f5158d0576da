"""What the demonstration found: what the system answered, and the truth that it never saw."""

from dataclasses import dataclass
from decimal import Decimal

from attune.demo.market.truth import MarketTruth
from attune_client.models import (
    AnalysisDocument,
    BudgetPlanRecord,
    LoopDocument,
    ModelRecord,
    ReportRecord,
    RfmTable,
    ValuedCustomer,
)


@dataclass(frozen=True, slots=True)
class RealPurchases:
    """CDNOW's data as they are, and what the system made of them before anything simulated came to them.

    Attributes:
        full: All 23,570 customers rather than the sample.
        customers: How many.
        orders: How many.
        revenue: Dollars.
        model: The fit on the calibration period, with its backtest on the nine months after it.
    """

    full: bool
    customers: int
    orders: int
    revenue: Decimal
    model: ModelRecord


@dataclass(frozen=True, slots=True)
class Returns:
    """What the system makes of the half year of simulated marketing.

    Attributes:
        experiment: On revenue per customer.
        holdout_orders: All marketing, on orders per customer.
        holdout: Likewise, on revenue.
        report: Credit, cost and return by channel.
    """

    experiment: AnalysisDocument
    holdout_orders: AnalysisDocument
    holdout: AnalysisDocument
    report: ReportRecord


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that the report tells.

    Attributes:
        real: Of the real purchases alone.
        rfm: Segments at the end, of real and simulated orders.
        model: What customers are worth at the end, likewise.
        top: The customers worth most, likewise.
        returns: Of the simulated marketing.
        plan: The next budget.
        loop: All five steps in one answer.
        truth: Of the simulation: never told to the system.
    """

    real: RealPurchases
    rfm: RfmTable
    model: ModelRecord
    top: list[ValuedCustomer]
    returns: Returns
    plan: BudgetPlanRecord
    loop: LoopDocument
    truth: MarketTruth

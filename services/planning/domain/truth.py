"""One truth: orders, profiles, report and credit are sums of the same money, to the cent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

NOT_SHARED = frozenset({"participation"})
"""Models that give each channel the whole of what it took part in: their sum is no share of anything."""


@dataclass(frozen=True, slots=True)
class ReportSums:
    """What the published report adds up to.

    Attributes:
        value: Net of the orders of its window, as it was when the report was made.
        value_now: The same, as it is now.
        same_conversions: Whether as many purchases are in its window now.
        unattributed: What no channel gets.
        credited: Model → what the channels get in all.
    """

    value: Decimal
    value_now: Decimal
    same_conversions: bool
    unattributed: Decimal
    credited: Mapping[str, Decimal]

    @property
    def shared(self) -> dict[str, Decimal]:
        """Of the models that share credit out."""
        return {model: value for model, value in self.credited.items() if model not in NOT_SHARED}

    @property
    def is_stale(self) -> bool:
        """Whether its orders have come to another number or sum since."""
        return self.value != self.value_now or not self.same_conversions


@dataclass(frozen=True, slots=True)
class Truth:
    """The sums side by side.

    Attributes:
        orders: Net of all orders.
        profiles: The same over the customers that the orders' subjects are mapped to.
        report: Of the published report; None where there is none.
    """

    orders: Decimal
    profiles: Decimal
    report: ReportSums | None

    @property
    def profiles_agree(self) -> bool:
        """Σ over profiles = Σ over orders."""
        return self.profiles == self.orders

    @property
    def credit_agrees(self) -> bool | None:
        """Σ credited + unattributed = the report's value, for every model that shares credit out.

        None without a report, and where it credits by models that share nothing out and by no other.
        """
        if self.report is None or (self.report.credited and not self.report.shared):
            return None
        shared = self.report.shared.values() or [Decimal(0)]  # no touch at all: no channel gets anything
        return all(value + self.report.unattributed == self.report.value for value in shared)

    @property
    def report_agrees(self) -> bool | None:
        """The report's value = Σ of the orders of its window now; None without a report."""
        return None if self.report is None else self.report.value == self.report.value_now

    @property
    def reconciled(self) -> bool:
        """Whether nothing that can be compared disagrees."""
        return False not in (self.profiles_agree, self.credit_agrees, self.report_agrees)

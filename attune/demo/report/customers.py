"""Steps 1 and 2: who the customers are, and what they are worth."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table

from attune.demo.findings import Findings
from attune.demo.report.tables import interval, point, table
from attune_client.models import RfmTable


def print_segments(console: Console, rfm: RfmTable) -> None:
    """Step 1."""
    made = table(
        "1 · Who they are (real and simulated orders)",
        *("segment", "customers", "share", "orders", "revenue"),
    )
    for segment in sorted(rfm.segments, key=lambda each: -Decimal(each.revenue)):
        made.add_row(
            segment.segment.replace("_", " ").replace("cant", "can't"),
            f"{segment.customers:,}",
            f"{segment.share:.1%}",
            f"{segment.orders:,}",
            f"${Decimal(segment.revenue):,.0f}",
        )
    console.print(made)
    console.print()


def print_value(console: Console, findings: Findings) -> None:
    """Step 2."""
    console.print(_top(findings))
    step = findings.loop.steps.value
    if step is not None:
        share = "" if step.top_share is None else f", {step.top_share:.0%} of it with a tenth of the customers"
        console.print(
            f"Customer equity {interval(step.customer_equity, '${:,.0f}')}{share}; "
            f"{step.expected_alive:,.0f} of {step.customers:,} are expected to be alive.",
        )
    console.print()


def _top(findings: Findings) -> Table:
    request = findings.model.request
    horizon = f"next {request.horizon:.0f} {request.time_unit}s at {request.annual_discount_rate:.0%} a year"
    title = f"2 · What they are worth as of {request.calibration_end} (real and simulated orders)\n{horizon}, 95 % intervals"
    made = table(title, "worth most", "repeats", "P(alive)", "buys", "spend", "CLV")
    for customer in findings.top:
        made.add_row(
            customer.customer_id or str(customer.id),
            f"{customer.frequency:.0f}×",
            interval(customer.probability_alive, "{:.3f}"),
            point(customer.expected_purchases, "{:.1f}"),
            point(customer.expected_spend, "${:,.0f}"),
            interval(customer.clv, "${:,.0f}"),
        )
    return made

"""The report of the demonstration, in a terminal: what is real, then the five steps of the loop, then its one truth."""

from rich.console import Console

from attune.demo.findings import Findings
from attune.demo.report.budget import print_budget
from attune.demo.report.communication import print_communication
from attune.demo.report.customers import print_segments, print_value
from attune.demo.report.purchases import print_purchases
from attune.demo.report.returns import print_returns, print_truth

__all__ = ["print_report"]


def print_report(console: Console, findings: Findings) -> None:
    """Print all of it."""
    print_purchases(console, findings.real)
    _introduce(console, findings)
    print_segments(console, findings.rfm)
    print_value(console, findings)
    print_communication(console, findings.loop)
    print_returns(console, findings)
    print_truth(console, findings.loop.truth)
    print_budget(console, findings)


def _introduce(console: Console, findings: Findings) -> None:
    truth = findings.truth
    console.rule("[bold]The loop, with simulated marketing")
    console.print(
        f"From here on everything stands on [bold]simulated[/bold] communication in the first half of 1998: nine channels with "
        f"known effects. Its {truth.orders:,} simulated orders (${truth.revenue:,.0f}) were added to the real ones, after the "
        f"fit above was made. What truly happened was never told to the system: it stands in the columns called "
        f"[magenta]truth[/magenta]. Margins are assumed.\n"
    )

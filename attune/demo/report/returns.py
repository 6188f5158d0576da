"""Step 4: what communication returned, by credit, by proof and in truth."""

from collections.abc import Mapping
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from attune.demo.findings import Findings
from attune.demo.market.truth import Lift, MarketTruth
from attune.demo.report.tables import NOTHING, TRUTH, interval, number, table, truth
from attune_client.models import AnalysedComparison, ChannelReport, LoopTruth, ModelReturn, ReportRecord

RULES = {"first_touch": "first", "last_touch": "last", "linear": "linear"}
CHAIN = "markov"


def print_returns(console: Console, findings: Findings) -> None:
    """Step 4."""
    report, known = findings.returns.report, findings.truth
    console.print(_credit(report, known))
    console.print()
    console.print(_return(report, known))
    console.print(f"[dim]{_RETURN_EXPLAINED}[/dim]\n")
    console.print(_lifts(findings))
    console.print(_lifts_explained(known))


def _credit(report: ReportRecord, known: MarketTruth) -> Table:
    """Orders by every rule, side by side."""
    made = table(
        f"4 · What it returned: {report.totals.conversions:,} orders shared out (real and simulated)",
        *("channel", *RULES.values(), "Markov (95 %)", f"{TRUTH}: brought"),
    )
    for channel in by_spend(report):
        credit = _credits(channel)
        made.add_row(
            channel.channel,
            *(number(credit[rule].conversions.estimate if rule in credit else None, "{:,.0f}") for rule in RULES),
            interval(credit[CHAIN].conversions, "{:,.0f}") if CHAIN in credit else "invisible to credit",
            truth(_brought(known, channel.channel), "{:,.0f}"),
        )
    missed = f"{report.totals.unattributed.conversions:,}"
    made.add_row("(no touchpoint)", *(missed for _ in RULES), missed, NOTHING)
    made.add_row("(came anyway)", *("" for _ in RULES), "", truth(report.totals.conversions - known.orders, "{:,.0f}"))
    sums = [f"[bold]{_sum(report, rule):,.0f}" for rule in (*RULES, CHAIN)]
    made.add_row("[bold]in all", *sums, truth(report.totals.conversions, "[bold]{:,.0f}"))
    return made


def by_spend(report: ReportRecord) -> list[ChannelReport]:
    """The channels, those with the most spend first."""
    return sorted(report.channels, key=lambda each: (-Decimal(each.spend), -each.touches))


def _credits(channel: ChannelReport) -> Mapping[str, ModelReturn]:
    return channel.credit.additional_properties


def _brought(known: MarketTruth, channel: str) -> float | None:
    found = known.of(channel)
    return None if found is None else found.orders


def _sum(report: ReportRecord, rule: str) -> float:
    given = sum(_credits(channel)[rule].conversions.estimate for channel in report.channels if rule in _credits(channel))
    return given + report.totals.unattributed.conversions


def _return(report: ReportRecord, known: MarketTruth) -> Table:
    """ROCI by credit, by experiment and in truth."""
    made = table(
        "Return on customer investment, margin per dollar (simulated spend,\nreal and simulated orders, assumed margin)\n"
        "gross = margin / spend, net = (margin - spend) / spend",
        *("channel", "spend", "gross", "net", "net, by lift (95 %)", f"net, {TRUTH}"),
    )
    for channel in by_spend(report):
        if not Decimal(channel.spend):
            continue
        credit = _credits(channel).get(CHAIN)
        found = known.of(channel.channel)
        made.add_row(
            channel.channel,
            f"${Decimal(channel.spend):,.0f}",
            NOTHING if credit is None or credit.roci_gross is None else number(credit.roci_gross.estimate, "{:.2f}"),
            NOTHING if credit is None or credit.roci_net is None else number(credit.roci_net.estimate, "{:+.2f}"),
            interval(channel.incremental[0].roci_net if channel.incremental else None, "{:+.2f}"),
            truth(None if found is None else found.roci, "{:+.2f}"),
        )
    whole = report.all_
    made.add_row(
        "[bold]in all",
        f"[bold]${Decimal(report.totals.spend):,.0f}",
        number(whole.roci_gross, "[bold]{:.2f}"),
        number(whole.roci_net, "[bold]{:+.2f}"),
        interval(whole.incremental[0].roci_net if whole.incremental else None, "{:+.2f}"),
        truth(known.margin / known.spend - 1 if known.spend else None, "[bold]{:+.2f}"),
    )
    return made


_RETURN_EXPLAINED = (
    "Gross and net are of credited margin (Markov); in all, of every order's. Credit counts what would have come anyway: only "
    "an experiment or a holdout proves what would not. What these prove here is revenue; net by lift takes it at the average "
    "margin share of all orders, which is more than an offer at a tenth off leaves. And in this market nobody who would buy "
    "anyway uses the offer, which flatters e-mail even in truth: in life they do."
)


def _lifts(findings: Findings) -> Table:
    """What was proven, beside what is true."""
    returns, known = findings.returns, findings.truth
    made = table(
        "What was proven per customer (simulated), 95 % intervals",
        *("treated", "lift", TRUTH, "brought in all", TRUTH),
    )
    rows = (
        ("offer: revenue", returns.experiment.comparisons[0], known.experiment, "${:,.2f}", "${:,.0f}"),
        ("all: orders", returns.holdout_orders.comparisons[0], known.marketing, "{:,.2f}", "{:,.0f}"),
        ("all: revenue", returns.holdout.comparisons[0], known.marketing, "${:,.2f}", "${:,.0f}"),
    )
    for name, comparison, lift, each, whole in rows:
        made.add_row(name, *_lift(comparison, lift, each, whole))
    return made


def _lifts_explained(known: MarketTruth) -> str:
    """Which truth the lifts are beside, and which the tables above count."""
    expected = known.marketing
    return (
        f"[dim]This {TRUTH} is expected: what luck leaves out, {expected.orders * expected.treated:,.0f} orders and "
        f"${expected.revenue * expected.treated:,.0f}. What was drawn, and is counted above, is {known.orders:,} orders and "
        f"${known.revenue:,.0f}.[/dim]\n"
    )


def _lift(comparison: AnalysedComparison, known: Lift, each: str, whole: str) -> tuple[str, ...]:
    true = known.revenue if "$" in each else known.orders
    return (
        interval(comparison.difference, each),
        truth(true, each),
        number(comparison.incremental.estimate, whole),
        truth(true * known.treated, whole),
    )


def print_truth(console: Console, loop: LoopTruth) -> None:
    """The sums that must be one."""
    sign = "[green]agree[/green]" if loop.reconciled else "[bold red]DISAGREE[/bold red]"
    console.print(
        f"[bold]One truth[/bold] (real and simulated orders): the sums {sign}. Orders ${Decimal(loop.orders):,.2f}; customers' "
        f"profiles ${Decimal(loop.profiles):,.2f}."
    )
    if loop.report_value is not None and loop.unattributed is not None and loop.credited is not None:
        credited = " · ".join(f"{rule} ${Decimal(value):,.2f}" for rule, value in loop.credited.additional_properties.items())
        console.print(
            f"Of them since the market began ${Decimal(loop.report_value):,.2f} = ${Decimal(loop.unattributed):,.2f} without a "
            f"touchpoint + what each rule credits: {credited}."
        )
    console.print()

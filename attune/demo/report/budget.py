"""Step 5: where the next budget goes, what it should bring, and what it truly would."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table

from attune.demo.findings import Findings
from attune.demo.market.truth import Outcome
from attune.demo.report.tables import TRUTH, Figure, interval, table, truth
from attune_client.models import BudgetPlanRecord, GoalDocument


def print_budget(console: Console, findings: Findings) -> None:
    """Step 5, and the goals of this round and the next."""
    plan, weeks = findings.plan, findings.plan.request.horizon_weeks
    best = _best(findings)
    console.print(_allocation(plan, best, weeks))
    console.print()
    console.print(_outcomes(findings, best, weeks))
    console.print(_verdict(findings, best, weeks))
    excluded = ", ".join(each.channel for each in plan.excluded)
    console.print(
        f"[dim]Curves are learnt from {plan.weeks} weeks of spend and credited revenue; only the e-mail's is calibrated by its "
        f"experiment, so that the others promise what would have come anyway. Left as it is, for want of touchpoints: "
        f"{excluded or 'nothing'}.[/dim]\n"
    )
    console.print(_goals(findings.loop.goals))


def _best(findings: Findings) -> Outcome:
    """What would truly be best for the same channels and budget, in a week."""
    plan = findings.plan
    channels = [channel.channel for channel in plan.channels]
    return findings.truth.best(float(plan.budget) / plan.request.horizon_weeks, channels)


def _allocation(plan: BudgetPlanRecord, best: Outcome, weeks: int) -> Table:
    made = table(
        f"5 · The next budget: ${Decimal(plan.budget):,.0f} for {weeks} weeks (simulated)",
        *("channel", "as spent now", "recommended (95 %)", f"{TRUTH}: best"),
    )
    for channel in sorted(plan.channels, key=lambda each: -Decimal(each.spend)):
        recommended = Figure(float(channel.spend), channel.spend_interval.low, channel.spend_interval.high)
        made.add_row(
            channel.channel,
            f"${Decimal(channel.current_spend):,.0f}",
            interval(recommended, "${:,.0f}"),
            truth(best.allocation.get(channel.channel, 0.0) * weeks, "${:,.0f}"),
        )
    return made


def _true_outcomes(findings: Findings, weeks: int) -> tuple[Outcome, Outcome]:
    """What is spent now and what is recommended, in truth and in a week."""
    channels, known = findings.plan.channels, findings.truth
    now = known.outcome({channel.channel: float(channel.current_spend) / weeks for channel in channels})
    return now, known.outcome({channel.channel: float(channel.spend) / weeks for channel in channels})


def _outcomes(findings: Findings, best: Outcome, weeks: int) -> Table:
    """What each division brings: as the system expects, and in truth."""
    plan = findings.plan
    now, recommended = _true_outcomes(findings, weeks)
    made = table(
        f"What it brings in {weeks} weeks, revenue (simulated)",
        *("division", "credited (95 %)", f"{TRUTH}: revenue", "orders", "margin"),
    )
    gain = Figure(plan.gain.estimate, plan.gain.low, plan.gain.high)
    made.add_row("as spent now", f"${plan.current.response:,.0f}", *_true(now, weeks))
    made.add_row("recommended", interval(plan.response, "${:,.0f}"), *_true(recommended, weeks))
    made.add_row("  the gain", interval(gain, "${:+,.0f}"), *_true(_difference(recommended, now), weeks, sign="+"))
    made.add_row("truly best", "", *_true(best, weeks))
    return made


def _verdict(findings: Findings, best: Outcome, weeks: int) -> str:
    """The recommendation, judged by the truth."""
    now, recommended = _true_outcomes(findings, weeks)
    gain, possible = ((each.margin - now.margin) * weeks for each in (recommended, best))
    word = "more" if gain >= 0 else "[bold]less[/bold]"
    return (
        f"In {TRUTH} the recommendation brings ${abs(gain):,.0f} {word} margin than is brought now; "
        f"the best division would bring ${possible:,.0f} more."
    )


def _difference(one: Outcome, other: Outcome) -> Outcome:
    return Outcome({}, one.orders - other.orders, one.revenue - other.revenue, one.margin - other.margin)


def _true(outcome: Outcome, weeks: int, sign: str = "") -> tuple[str, ...]:
    money = f"${{:{sign},.0f}}"
    return (
        truth(outcome.revenue * weeks, money),
        truth(outcome.orders * weeks, f"{{:{sign},.0f}}"),
        truth(outcome.margin * weeks, money),
    )


def _goals(goals: list[GoalDocument]) -> Table:
    made = table("Goals (real and simulated orders)", "goal", "baseline", "now", "target", "due", "state")
    for goal in reversed(goals):
        made.add_row(
            goal.name,
            f"{Decimal(goal.baseline):,.0f}",
            "" if goal.current is None else f"{Decimal(goal.current):,.0f}",
            f"{Decimal(goal.target):,.0f}",
            goal.due_on.isoformat(),
            goal.state.value,
        )
    return made

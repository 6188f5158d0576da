"""Step 3: what was said where, and what it cost."""

from decimal import Decimal

from rich.console import Console

from attune.demo.report.tables import NOTHING, table
from attune_client.models import LoopChannel, LoopDocument

_SHOWN = ("impression", "sent")
_CAME = ("click", "visit")


def print_communication(console: Console, loop: LoopDocument) -> None:
    """Step 3, as the loop tells it."""
    step = loop.steps.communicate
    if step is None:
        return
    made = table(
        "3 · What was said where (simulated)", "channel", "touchpoints", "shown, sent", "opened", "clicked, came", "spend"
    )
    for channel in sorted(step.channels, key=lambda each: (-Decimal(each.spend), -each.touchpoints)):
        made.add_row(channel.channel, *_counts(channel), _dollars(Decimal(channel.spend)))
    made.add_row("[bold]in all", f"[bold]{step.touchpoints:,}", "", "", "", f"[bold]{_dollars(Decimal(step.spend))}")
    console.print(made)
    reached = "" if step.reach is None else f" ({step.reach:.0%})"
    held_out = sum(holdout.held_out for holdout in step.holdouts)
    console.print(
        f"{step.customers_reached:,} customers{reached} were met: something was said to them, or they came of themselves. "
        f"{held_out:,} are held out of all communication; of them only own visits are known. A channel without touchpoints is "
        f"known by its spend only."
    )
    console.print()


def _counts(channel: LoopChannel) -> tuple[str, ...]:
    kinds = channel.by_kind.additional_properties
    counts = (
        channel.touchpoints,
        sum(kinds.get(kind, 0) for kind in _SHOWN),
        kinds.get("open", 0),
        sum(kinds.get(kind, 0) for kind in _CAME),
    )
    return tuple(f"{count:,}" if count else NOTHING for count in counts)


def _dollars(amount: Decimal) -> str:
    return f"${amount:,.0f}" if amount else NOTHING

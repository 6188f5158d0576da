"""How the report's tables and figures look in a terminal of 80 columns."""

from dataclasses import dataclass
from typing import Protocol

from rich.table import Table

NOTHING = "—"
TRUTH = "[magenta]truth[/magenta]"


class Estimated(Protocol):
    """Any estimate of the contract: a figure with its interval, where it has one."""

    @property
    def estimate(self) -> float | None:
        """The figure."""

    @property
    def low(self) -> float | None:
        """The interval's low end."""

    @property
    def high(self) -> float | None:
        """Its high end."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate that the contract writes in another shape."""

    estimate: float
    low: float
    high: float


def table(title: str, *columns: str) -> Table:
    """A table of figures: the first column names, the others hold numbers."""
    made = Table(title=title, title_justify="left", title_style="bold", header_style="dim", box=None, pad_edge=False)
    for number, column in enumerate(columns):
        made.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
    return made


def point(value: Estimated, form: str) -> str:
    """An estimate, or a dash where there is none."""
    return number(value.estimate, form)


def number(value: float | None, form: str) -> str:
    """A figure, or a dash where there is none; a sign stands before the dollar."""
    if value is None:
        return NOTHING
    written = form.format(value)
    return written.replace("$-", "-$").replace("$+", "+$")


def interval(value: Estimated | None, form: str) -> str:
    """An estimate with its interval, low..high, where it has one."""
    if value is None or value.low is None or value.high is None:
        return NOTHING if value is None else point(value, form)
    bare = form.replace("$", "")
    return f"{point(value, form)} [dim]({bare.format(value.low)}..{bare.format(value.high)})[/dim]"


def truth(value: float | None, form: str) -> str:
    """A figure that the system never saw."""
    return f"[magenta]{number(value, form)}[/magenta]"

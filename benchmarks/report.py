"""How benchmarks tell what they saw."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: What was measured.
        value: Mostly a ratio.
        unit: `×` for a ratio.
        wanted: The bound, such as `≥ 0.3`; empty where there is none.
        detail: The absolute figures it comes from.
    """

    name: str
    value: float
    unit: str = "×"
    wanted: str = ""
    detail: str = ""


def tell(title: str, figures: list[Figure]) -> None:
    """Print figures as a table."""
    print(f"\n{title}")
    for figure in figures:
        wanted = f"wanted {figure.wanted}" if figure.wanted else ""
        print(f"  {figure.name:58} {figure.value:10.2f} {figure.unit:4} {wanted:16} {figure.detail}")

import pytest

from attune.demo.report.tables import NOTHING, Figure, interval, number, point, truth


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (1234.5, "${:,.0f}", "$1,234"),
        (-3.2, "${:,.2f}", "-$3.20"),
        (12.0, "${:+,.0f}", "+$12"),
        (-0.5, "{:+.2f}", "-0.50"),
        (None, "${:,.0f}", NOTHING),
    ],
)
def test_a_sign_stands_before_the_dollar_and_nothing_is_a_dash(value: float | None, form: str, written: str) -> None:
    assert number(value, form) == written


def test_an_interval_stands_behind_its_estimate() -> None:
    figure = Figure(10.0, -2.0, 22.0)
    assert point(figure, "${:,.0f}") == "$10"
    assert interval(figure, "${:,.0f}") == "$10 [dim](-2..22)[/dim]"
    assert interval(None, "{:.0f}") == NOTHING


def test_the_truth_has_a_colour_of_its_own() -> None:
    assert truth(3.0, "{:.0f}") == "[magenta]3[/magenta]"

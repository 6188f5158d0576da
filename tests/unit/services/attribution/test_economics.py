import pytest

from services.attribution.domain import Estimated, channel_economics, cost_per, incremental_return
from services.attribution.domain.economics import InvalidEconomicsError


def test_a_million_and_a_half_customers_at_a_dollar_each() -> None:
    # After Schultz: margin per customer 60 → 62 for $1.00 each: 90.0 M → 93.0 M on 1.5 M, "ROCI +200 %", which is gross.
    found = channel_economics(spend=1.5e6, conversions=1.5e6, revenue=9e6, margin=93.0e6 - 90.0e6)
    assert (found.roci_gross, found.roci_net) == (2.0, 1.0)
    assert (found.cpa, found.roas) == (1.0, 6.0)


def test_the_return_on_an_increment_is_not_that_on_all_revenue() -> None:
    # ryanconsulting: cost 50 k, incremental 80 k → 60 %, not 300 % on 200 k.
    found = incremental_return(Estimated(80e3, 40e3, 120e3, 0.95, "fieller"), 50e3)
    assert found is not None
    assert found.net.value == pytest.approx(0.6)
    assert [found.net.low, found.net.high] == pytest.approx([-0.2, 1.4])
    assert [found.gross.value, found.gross.low, found.gross.high] == pytest.approx([1.6, 0.8, 2.4])
    assert (found.net.level, found.net.method) == (0.95, "fieller")


def test_a_null_or_negative_increment_is_told_as_it_is() -> None:
    found = incremental_return(Estimated(-10.0, -30.0, None, 0.9, "welch"), 10.0)
    assert found is not None
    assert (found.gross.value, found.net.value, found.net.low, found.net.high) == (-1.0, -2.0, -4.0, None)


@pytest.mark.parametrize("spend", [0.0, None])
def test_without_spend_nothing_is_divided(spend: float | None) -> None:
    found = channel_economics(spend, 10.0, 100.0, 40.0)
    assert (found.cpa, found.roas, found.roci_gross, found.roci_net) == (None, None, None, None)
    assert incremental_return(Estimated(1.0, 0.0, 2.0, 0.95, "welch"), spend) is None
    assert cost_per(spend, Estimated(1.0, 0.0, 2.0, 0.95, "poisson_bootstrap")) is None


def test_without_conversions_or_margin_the_figures_that_need_them_are_missing() -> None:
    found = channel_economics(100.0, 0.0, 0.0, None)
    assert (found.cpa, found.roas, found.roci_gross, found.roci_net) == (None, 0.0, None, None)


def test_what_a_conversion_costs_has_no_high_end_where_there_may_be_none() -> None:
    found = cost_per(100.0, Estimated(10.0, 5.0, 20.0, 0.95, "poisson_bootstrap"))
    assert found == Estimated(10.0, 5.0, 20.0, 0.95, "poisson_bootstrap")
    found = cost_per(100.0, Estimated(1.0, 0.0, 4.0, 0.95, "poisson_bootstrap"))
    assert found == Estimated(100.0, 25.0, None, 0.95, "poisson_bootstrap")
    assert cost_per(100.0, Estimated(0.0, 0.0, 4.0, 0.95, "poisson_bootstrap")) is None


@pytest.mark.parametrize("spend", [-1.0, float("nan"), float("inf")])
def test_spend_is_at_least_nothing(spend: float) -> None:
    with pytest.raises(InvalidEconomicsError):
        channel_economics(spend, 1.0, 1.0, 1.0)
    with pytest.raises(InvalidEconomicsError):
        incremental_return(Estimated(1.0, 0.0, 2.0, 0.95, "welch"), spend)

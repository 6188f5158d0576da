"""From reduced rows to credit, money and proofs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from numpy.testing import assert_allclose

from services.attribution.domain import AttributionModel
from services.attribution.reductions import ChannelSpend, PathWeek
from services.attribution.store import Lift
from services.attribution.use_cases.budget_planning import ChannelBounds
from services.attribution.use_cases.budgeting import within_bounds
from services.attribution.use_cases.crediting import exact_parts, share_credit, weekly_value
from services.attribution.use_cases.incremental import proofs_of
from services.attribution.use_cases.journeys import Journeys, monday_of, week_number
from services.attribution.use_cases.planning import ReportPlan, Window, start_of
from services.attribution.use_cases.spending import Spending

FIRST, SECOND = date(2025, 3, 3), date(2025, 3, 10)


def row(path: list[str], week: date, conversions: int, value: str, nulls: int = 0, margin: str | None = None) -> PathWeek:
    """Journeys that state their margin, or none of them does."""
    net = Decimal(value)
    without = (Decimal(0), 0) if margin is not None else (net, conversions)
    return PathWeek(path or None, None, week, conversions, nulls, net, float(net) ** 2, Decimal(margin or 0), *without)


ROWS = [
    row([], FIRST, 1, "7.0000", margin="1"),
    row(["a", "b"], FIRST, 2, "30.0000", margin="12"),
    row(["a", "b"], SECOND, 1, "10.0000", margin="-2"),
    row(["b"], SECOND, 0, "0", nulls=3, margin="0"),
]


def test_the_sums_of_journeys_are_those_of_their_rows() -> None:
    found = Journeys.of(ROWS, None)
    assert (found.conversions, found.value, found.total_margin) == (4, Decimal(47), 11.0)
    assert (found.unattributed_conversions, found.unattributed_value) == (1, Decimal(7))
    assert found.attributed_value == Decimal(40)
    assert found.margin is not None
    assert found.margin.tolist() == [12.0, -2.0, 0.0]


def test_a_rate_stands_in_for_margins_that_are_not_stated() -> None:
    rows = [*ROWS, row(["a"], FIRST, 1, "100.0000")]
    assert Journeys.of(rows, None).total_margin is None
    assert Journeys.of(rows, None).margin_paths() is None
    assert Journeys.of(rows, 0.25).total_margin == 36.0


def test_credited_margin_is_that_of_the_journeys() -> None:
    shared = share_credit(Journeys.of(ROWS, None), [AttributionModel.LAST_TOUCH, AttributionModel.MARKOV], 0.9, seed=1)
    last = shared.returns["b"][AttributionModel.LAST_TOUCH]
    assert last.margin is not None
    assert (last.conversions.value, last.value, last.margin.value) == (3.0, Decimal(40), 10.0)
    assert shared.removal_effects is not None
    assert set(shared.removal_effects) == {"a", "b"}


def test_weeks_sum_to_the_window_also_for_what_has_no_weeks() -> None:
    journeys = Journeys.of(ROWS, None)
    models = [AttributionModel.LINEAR, AttributionModel.MARKOV, AttributionModel.PARTICIPATION]
    weekly = weekly_value(journeys, models)
    assert list(weekly) == models[:2]
    assert weekly[AttributionModel.LINEAR]["a"] == {week_number(FIRST): 15.0, week_number(SECOND): 5.0}
    shared = share_credit(journeys, models, 0.9, seed=1)
    for model in models[:2]:
        for channel, weeks in weekly[model].items():
            assert sum(weeks.values()) == pytest.approx(float(shared.returns[channel][model].value), abs=1e-4)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("100.0000", [100 / 3] * 3),
        ("-0.0002", [-0.0001, -0.0001]),
        ("0.0001", [0.00005, 0.00005]),
        ("10.0000", [-5.00005, 15.00005]),
        ("0", []),
        ("0.0000", [0.0, 0.0]),
        ("29999999999999.9970", [1e13, 1e13, 1e13]),
    ],
)
def test_parts_are_money_that_adds_up(total: str, parts: list[float]) -> None:
    found = exact_parts(Decimal(total), parts)
    assert sum(found) == Decimal(total)
    assert_allclose([float(part) for part in found], parts, atol=2e-4, rtol=1e-12)


def test_mondays_have_numbers() -> None:
    assert week_number(date(1970, 1, 5)) == 0
    assert week_number(date(1969, 12, 29)) == -1
    assert monday_of(week_number(FIRST)) == FIRST


def test_spend_is_added_up_by_channel_week_and_campaign() -> None:
    found = Spending.of(
        [
            ChannelSpend("email", "x", FIRST, Decimal("1.5000"), 0),
            ChannelSpend("email", None, SECOND, Decimal("2.0000"), 1),
            ChannelSpend("sms", "x", FIRST, Decimal("4.0000"), 0),
        ]
    )
    assert (found.total, found.foreign) == (Decimal("7.5"), 1)
    assert found.by_channel == {"email": Decimal("3.5"), "sms": Decimal(4)}
    assert found.by_week["email"] == {week_number(FIRST): Decimal("1.5"), week_number(SECOND): Decimal(2)}
    assert found.of_campaign("email", "x") == Decimal("1.5")
    assert found.of_campaign(None, "x") == Decimal("5.5")


def lift(metric: str, treatment: str, interval: tuple[float, float, float], key: str = "k", started: bool = True) -> Lift:
    low, estimate, high = interval
    until = datetime(2025, 3, 10, tzinfo=UTC)
    began = datetime(2025, 3, 3, tzinfo=UTC) if started else None
    return Lift(UUID(int=1), None, key, "email", None, began, until, metric, treatment, estimate, low, high, 0.95, True, 1.0)


def test_a_proof_adds_its_treatments_up_and_keeps_its_metrics_apart() -> None:
    (proof,) = proofs_of([lift("revenue", "B", (1, 2, 3)), lift("revenue", "C", (-1, 0, 4)), lift("margin", "B", (0, 1, 2))])
    assert proof.treatments == ("B", "C")
    assert proof.revenue is not None
    brought = proof.revenue.brought
    assert (brought.low, brought.value, brought.high) == (0, 2, 7)
    assert proof.margin is not None
    assert (proof.margin.brought.value, proof.margin.brought.level) == (1, 0.95)


def test_metrics_that_were_analysed_at_different_times_are_one_proof() -> None:
    revenue, margin = lift("revenue", "B", (1, 2, 3)), lift("margin", "B", (0, 1, 2))
    later = replace(margin, analysed_until=margin.analysed_until + timedelta(days=1), level=0.9)
    (proof,) = proofs_of([revenue, later])
    assert proof.revenue is not None
    assert proof.margin is not None
    assert (proof.revenue.until, proof.revenue.brought.level) == (revenue.analysed_until, 0.95)
    assert (proof.margin.until, proof.margin.brought.level) == (later.analysed_until, 0.9)


def test_our_ids_are_no_part_of_what_a_proof_says() -> None:
    told = lift("revenue", "B", (1, 2, 3))
    (one,), (other,) = proofs_of([told]), proofs_of([replace(told, experiment_id=UUID(int=2))])
    assert one.identity() == other.identity()
    (changed,) = proofs_of([replace(told, incremental=2.5)])
    assert changed.identity() != one.identity()


def test_only_a_whole_channel_against_nothing_tells_what_a_channel_brings() -> None:
    told = lift("revenue", "B", (1, 2, 3))
    variants = [told, replace(told, coverage=0.1), replace(told, control_without_channel=False), replace(told, campaign="x")]
    assert [proofs_of([each])[0].is_whole_channel for each in variants] == [True, False, False, False]


def test_what_has_not_begun_proves_nothing() -> None:
    assert proofs_of([lift("revenue", "B", (1, 2, 3), started=False)]) == []
    (proof,) = proofs_of([lift("margin", "B", (1, 2, 3), "other"), lift("revenue", "B", (1, 2, 3), started=False)])
    assert (proof.key, proof.revenue) == ("other", None)


def test_a_day_of_the_calendar_begins_at_midnight_or_when_its_clocks_were_set() -> None:
    assert start_of(date(2025, 3, 9), ZoneInfo("America/New_York")) == datetime(2025, 3, 9, 5, tzinfo=UTC)
    # São Paulo's clocks went forward at midnight: its 4 November 2018 began at 01:00.
    assert start_of(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo")) == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_a_window_knows_which_of_its_days_are_whole() -> None:
    zone = ZoneInfo("Asia/Kathmandu")
    midnight = start_of(date(2025, 3, 10), zone)
    window = Window.of(start_of(date(2025, 3, 3), zone), midnight, zone)
    assert (window.first_day, window.last_day, window.whole_until) == (date(2025, 3, 3), date(2025, 3, 9), date(2025, 3, 10))
    later = Window.of(window.from_at, midnight + timedelta(hours=1), zone)
    assert (later.last_day, later.whole_until) == (date(2025, 3, 10), date(2025, 3, 10))


def test_a_plan_is_what_its_record_says() -> None:
    plan = ReportPlan(
        date(2025, 3, 3),
        None,
        datetime(2025, 3, 10, 1, 2, 3, 4, tzinfo=UTC),
        7,
        (AttributionModel.LINEAR,),
        ("open",),
        True,
        0.3,
    )
    assert ReportPlan.of_record(plan.to_record()) == plan


def test_rounding_never_takes_a_channel_past_its_bounds_nor_the_plan_past_its_budget() -> None:
    bounds = [ChannelBounds("a", Decimal("10.0000")), ChannelBounds("b"), ChannelBounds("c", most=Decimal("5.0000"))]
    below = [Decimal("9.9999"), Decimal("85.0001"), Decimal("5.0000")]
    assert within_bounds(below, bounds, Decimal(100)) == [Decimal(10), Decimal(85), Decimal(5)]
    above = [Decimal("10.0000"), Decimal("84.9999"), Decimal("5.0001")]
    assert within_bounds(above, bounds, Decimal(100)) == [Decimal(10), Decimal("84.9999"), Decimal(5)]

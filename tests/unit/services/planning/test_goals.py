"""How far a goal is, on goals whose answers are known by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from services.planning.domain.goals import Aim, GoalState, Term, judge
from services.planning.domain.metrics import GoalDirection, MetricKind

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
HALF = Fraction(1, 2)


def aim(kind: MetricKind, direction: GoalDirection, baseline: str, target: str) -> Aim:
    return Aim(kind, direction, Decimal(baseline), Decimal(target))


REVENUE = aim(MetricKind.FLOW, GoalDirection.AT_LEAST, "800", "1000")
SPEND = aim(MetricKind.FLOW, GoalDirection.AT_MOST, "1000", "800")
REPEAT_RATE = aim(MetricKind.STATE, GoalDirection.AT_LEAST, "0.20", "0.30")


@pytest.mark.parametrize(
    ("what", "current", "elapsed", "progress", "pace", "state", "at_risk"),
    [
        (REVENUE, "500", HALF, 0.5, "500", GoalState.ACTIVE, False),
        (REVENUE, "499.9999", HALF, 0.4999999, "500", GoalState.ACTIVE, True),
        (REVENUE, "1200", HALF, 1.2, "500", GoalState.REACHED, False),
        (REVENUE, "999.9999", Fraction(1), 0.9999999, "1000", GoalState.MISSED, False),
        (REVENUE, "1000", Fraction(1), 1.0, "1000", GoalState.REACHED, False),
        (REVENUE, "0", Fraction(0), 0.0, "0", GoalState.ACTIVE, False),
        (SPEND, "400", HALF, 0.5, "400", GoalState.ACTIVE, False),  # 100 of 200 are saved
        (SPEND, "450", HALF, 0.25, "400", GoalState.ACTIVE, True),
        (SPEND, "600", HALF, 0.0, "400", GoalState.ACTIVE, True),  # more than the baseline's rate: nothing is saved
        (SPEND, "800.0001", HALF, 0.0, "400", GoalState.MISSED, False),
        (SPEND, "800", Fraction(1), 1.0, "800", GoalState.REACHED, False),
        (SPEND, "900", Fraction(1), 0.5, "800", GoalState.MISSED, False),
        (REPEAT_RATE, "0.25", HALF, 0.5, "0.25", GoalState.ACTIVE, False),
        (REPEAT_RATE, "0.22", HALF, 0.2, "0.25", GoalState.ACTIVE, True),
        (REPEAT_RATE, "0.15", HALF, 0.0, "0.25", GoalState.ACTIVE, True),
        (REPEAT_RATE, "0.31", HALF, 1.1, "0.25", GoalState.REACHED, False),
        (REPEAT_RATE, "0.29", Fraction(1), 0.9, "0.30", GoalState.MISSED, False),
    ],
)
def test_goals_by_hand(
    what: Aim, current: str, elapsed: Fraction, progress: float, pace: str, state: GoalState, at_risk: bool
) -> None:
    found = judge(what, Decimal(current), elapsed)
    assert found.progress == pytest.approx(progress)
    assert (found.pace, found.state, found.at_risk) == (Decimal(pace), state, at_risk)
    assert found.elapsed == float(elapsed)


@pytest.mark.parametrize("what", [REVENUE, SPEND, REPEAT_RATE])
@pytest.mark.parametrize(("elapsed", "at_risk"), [("0.000000002", False), ("0.0499", False), ("0.05", True), ("0.99", True)])
def test_no_goal_is_at_risk_before_a_twentieth_of_its_time_is_over(what: Aim, elapsed: str, at_risk: bool) -> None:
    stood_still = Decimal(800) if what is SPEND else Decimal(0) if what is REVENUE else what.baseline
    assert judge(what, stood_still, Fraction(elapsed)).at_risk == at_risk


@pytest.mark.parametrize(("elapsed", "state"), [(HALF, GoalState.ACTIVE), (Fraction(1), GoalState.UNMEASURED)])
def test_what_is_not_measured_is_not_judged(elapsed: Fraction, state: GoalState) -> None:
    found = judge(REPEAT_RATE, None, elapsed)
    assert (found.progress, found.state, found.at_risk) == (None, state, False)


class TestTerm:
    term = Term(BEGINNING, BEGINNING + timedelta(days=10))

    def test_its_baseline_is_measured_over_the_same_length_before(self) -> None:
        assert self.term.before == (BEGINNING - timedelta(days=10), BEGINNING)

    @pytest.mark.parametrize(
        ("days", "elapsed"), [(-3, Fraction(0)), (0, Fraction(0)), (2.5, Fraction(1, 4)), (10, Fraction(1)), (99, Fraction(1))]
    )
    def test_how_much_of_it_is_over(self, days: float, elapsed: Fraction) -> None:
        assert self.term.elapsed(BEGINNING + timedelta(days=days)) == elapsed

    def test_it_is_measured_within_itself(self) -> None:
        assert self.term.until(BEGINNING - timedelta(1)) == BEGINNING
        assert self.term.until(BEGINNING + timedelta(4)) == BEGINNING + timedelta(4)
        assert self.term.until(BEGINNING + timedelta(40)) == self.term.ends_at

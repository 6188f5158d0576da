"""Laws of progress, pace and judgement."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.planning.domain.goals import TOO_EARLY, Aim, GoalState, judge
from services.planning.domain.metrics import GoalDirection, MetricKind, is_met

MONEY = st.decimals(0, 10**9, places=4)
SHARES = st.fractions(0, 1)
DIRECTIONS = st.sampled_from(GoalDirection)
KINDS = st.sampled_from(MetricKind)


@st.composite
def aims(draw: st.DrawFn, directions: st.SearchStrategy[GoalDirection] = DIRECTIONS) -> Aim:
    """Aims that `check_target` lets pass."""
    direction = draw(directions)
    low, distance = draw(MONEY), draw(st.decimals("0.0001", 10**9, places=4))
    up = direction is GoalDirection.AT_LEAST
    return Aim(draw(KINDS), direction, low if up else low + distance, low + distance if up else low)


@given(aims(), MONEY, SHARES)
def test_progress_is_never_negative_and_whole_at_the_end_exactly_where_the_target_is_met(
    aim: Aim, current: Decimal, elapsed: Fraction
) -> None:
    found = judge(aim, current, elapsed)
    assert found.progress is not None
    assert found.progress >= 0.0
    at_the_end = judge(aim, current, Fraction(1))
    assert at_the_end.state is (GoalState.REACHED if is_met(aim.direction, current, aim.target) else GoalState.MISSED)
    assert at_the_end.progress is not None
    if at_the_end.state is GoalState.REACHED:
        assert at_the_end.progress >= 1.0
    else:
        assert at_the_end.progress <= 1.0  # 1 only by rounding


@given(aims(), SHARES)
def test_who_is_on_the_line_is_not_at_risk(aim: Aim, elapsed: Fraction) -> None:
    pace = judge(aim, None, elapsed).pace
    behind = Decimal("0.0002") if aim.direction is GoalDirection.AT_MOST else Decimal("-0.0002")
    on_the_line, too_late = judge(aim, pace - behind, elapsed), judge(aim, pace + behind, elapsed)
    assert not on_the_line.at_risk
    assert too_late.at_risk == (too_late.state is GoalState.ACTIVE and elapsed >= TOO_EARLY)


@given(aims(), MONEY, MONEY, SHARES)
def test_what_is_nearer_to_the_target_is_further(aim: Aim, one: Decimal, other: Decimal, elapsed: Fraction) -> None:
    low, high = sorted((one, other))
    worse, better = (low, high) if aim.direction is GoalDirection.AT_LEAST else (high, low)
    first, second = judge(aim, worse, elapsed), judge(aim, better, elapsed)
    assert first.progress is not None
    assert second.progress is not None
    assert first.progress <= second.progress
    assert first.at_risk or not second.at_risk or first.state is GoalState.MISSED


@given(aims(st.just(GoalDirection.AT_LEAST)), MONEY, SHARES, SHARES)
def test_what_stands_still_falls_behind_and_never_catches_up(
    aim: Aim, current: Decimal, one: Fraction, other: Fraction
) -> None:
    earlier, later = sorted((one, other))
    fell_behind = judge(aim, current, earlier).at_risk
    assert judge(aim, current, later).at_risk == (later < 1) or not fell_behind


@given(aims(), SHARES)
def test_nothing_measured_is_neither_reached_nor_missed(aim: Aim, elapsed: Fraction) -> None:
    assert judge(aim, None, elapsed).state in (GoalState.ACTIVE, GoalState.UNMEASURED)

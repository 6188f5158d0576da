"""How far a goal is: progress, the pace of a straight line, and what it has come to. Exact arithmetic throughout."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.planning.domain.metrics import GoalDirection, MetricKind, is_met, to_places

AT_RISK_RULE = "behind_straight_line"
"""What `at_risk` means: before the due date, behind where a straight line over time would be. It forecasts nothing."""

TOO_EARLY = Fraction(1, 20)
"""Of the time: before it, nothing is at risk. Else every goal would be as it is set, for want of a first order."""


class GoalState(StrEnum):
    """What a goal has come to."""

    ACTIVE = "active"
    REACHED = "reached"
    MISSED = "missed"
    UNMEASURED = "unmeasured"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Term:
    """The time of a goal: from its baseline to the end of its due date.

    Attributes:
        begins_at: When the baseline was measured.
        ends_at: After `begins_at`.
    """

    begins_at: datetime
    ends_at: datetime

    @property
    def before(self) -> tuple[datetime, datetime]:
        """The same length of time before it, in which flows have their baseline."""
        return self.begins_at - (self.ends_at - self.begins_at), self.begins_at

    def until(self, moment: datetime) -> datetime:
        """Up to where it is measured at a moment: never past its end, nor before its beginning."""
        return max(self.begins_at, min(moment, self.ends_at))

    def elapsed(self, moment: datetime) -> Fraction:
        """The share of it that is over, in [0, 1]."""
        microsecond = timedelta(microseconds=1)
        whole = (self.ends_at - self.begins_at) // microsecond
        return Fraction((self.until(moment) - self.begins_at) // microsecond, whole)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a goal is to bring about; `check_target` holds for it.

    Attributes:
        kind: Of its metric.
        direction: Where the target lies.
        baseline: What was measured when it was set; of a flow, over the same length of time before.
        target: What is to be so at the end.
    """

    kind: MetricKind
    direction: GoalDirection
    baseline: Decimal
    target: Decimal


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far a goal is.

    Attributes:
        state: What it has come to.
        progress: Share of the way that is done, from 0, past 1 where the target is exceeded; None where nothing is measured.
        pace: Where a straight line would be by now.
        elapsed: Share of the time that is over.
        at_risk: Whether it is behind that line, and was given time to get there, and can still be reached.
    """

    state: GoalState
    progress: float | None
    pace: Decimal
    elapsed: float
    at_risk: bool


def judge(aim: Aim, current: Decimal | None, elapsed: Fraction) -> Judgement:
    """Judge a goal by what is measured after a share of its time.

    A goal is on the line exactly where `progress` ≥ `elapsed`, and at the end of its time it is reached exactly where
    `progress` ≥ 1.

    Args:
        aim: What was intended.
        current: What is measured; of a flow, what has added up since the beginning. None where there is nothing to measure.
        elapsed: In [0, 1].
    """
    pace = _pace(aim, elapsed)
    if current is None:
        state = GoalState.UNMEASURED if elapsed == 1 else GoalState.ACTIVE
        return Judgement(state, None, _decimal(pace), float(elapsed), at_risk=False)
    progress = _progress(aim, Fraction(current), elapsed)
    state = _state(aim, current, elapsed)
    at_risk = state is GoalState.ACTIVE and elapsed >= TOO_EARLY and progress < elapsed
    return Judgement(state, float(max(progress, Fraction(0))), _decimal(pace), float(elapsed), at_risk)


def _pace(aim: Aim, elapsed: Fraction) -> Fraction:
    baseline, target = Fraction(aim.baseline), Fraction(aim.target)
    return target * elapsed if aim.kind is MetricKind.FLOW else baseline + (target - baseline) * elapsed


def _progress(aim: Aim, current: Fraction, elapsed: Fraction) -> Fraction:
    baseline, target = Fraction(aim.baseline), Fraction(aim.target)
    if aim.kind is not MetricKind.FLOW:
        return (current - baseline) / (target - baseline)
    if aim.direction is GoalDirection.AT_LEAST:
        return current / target
    # what was to be used by now at the baseline's rate, less what was used: the saving so far, of the saving intended
    return (baseline * elapsed - current) / (baseline - target)


def _state(aim: Aim, current: Decimal, elapsed: Fraction) -> GoalState:
    met = is_met(aim.direction, current, aim.target)
    if elapsed == 1:
        return GoalState.REACHED if met else GoalState.MISSED
    if (
        aim.kind is MetricKind.FLOW and aim.direction is GoalDirection.AT_MOST
    ):  # a ceiling holds only at the end, and breaks at once
        return GoalState.ACTIVE if met else GoalState.MISSED
    return GoalState.REACHED if met else GoalState.ACTIVE


def _decimal(number: Fraction) -> Decimal:
    return to_places(Decimal(number.numerator) / Decimal(number.denominator))

"""Goals: what is asked for, and how far each is."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from kernel.documents import example, request_example
from kernel.pagination import Page
from services.planning.domain.equity import LEVEL, METHOD
from services.planning.domain.goals import AT_RISK_RULE, TOO_EARLY, GoalState
from services.planning.domain.metrics import METRICS, GoalDirection, MetricKind, MetricUnit
from services.planning.use_cases.goals import GoalReading, NewGoal
from services.planning.use_cases.measuring import Measure

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def _read_day(value: object) -> date:
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # a day that no calendar has: refused as what is no day at all
    raise PydanticCustomError("day_invalid", "Not a day, such as 2026-11-23")


def _read_number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise PydanticCustomError("number_invalid", "Not a plain number, such as 1250.50")
    return value


def _no_space_at_its_ends(text: str) -> str:
    if text != text.strip() or not text.isprintable():
        raise PydanticCustomError("text_unprintable", "Printable characters, and no space at the ends")
    return text


Day = Annotated[date, BeforeValidator(_read_day)]
Target = Annotated[Decimal, BeforeValidator(_read_number), Field(max_digits=16, decimal_places=4)]
Label = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_no_space_at_its_ends)]
Number = Annotated[Decimal, PlainSerializer(lambda number: f"{number:.4f}", return_type=str)]
"""A measure as it is kept and written: with four decimals, of every metric alike."""

_TARGET = "A decimal string or a number with at most four decimals: money in the workspace's currency, a share as 0.25."
_DUE = "The last day, of the workspace's calendar: after today by its clock, within ten years."
_OWNER = "Who answers for it."


class GoalRequest(BaseModel):
    """A goal to be set: specific, measurable, with a date and an owner. The baseline is measured as it is set."""

    model_config = request_example(
        name="A quarter of customers come back", metric="repeat_rate", target="0.25", due_on="2031-12-31", owner="Ada"
    )

    name: Label
    metric: str = Field(
        max_length=64, description=f"What it is measured by: {', '.join(f'`{name}`' for name in METRICS)}; see docs/goals.md."
    )
    direction: GoalDirection | None = Field(default=None, description="By default `at_least`; of `spend`, `at_most`.")
    target: Target = Field(description=_TARGET)
    due_on: Day = Field(description=_DUE)
    owner: Label = Field(description=_OWNER)

    def asked(self) -> NewGoal:
        """What is asked for."""
        return NewGoal(self.name, self.metric, self.direction, self.target, self.due_on, self.owner)


class GoalChange(BaseModel):
    """What to change of a goal; what is not named stays."""

    model_config = request_example(owner="Grace")

    # default_factory: each may be left out, yet the document names no default, which generated clients would send
    name: Annotated[Label, Field(default_factory=str)]
    target: Annotated[Target, Field(default_factory=Decimal, description=_TARGET)]
    due_on: Annotated[
        Day, Field(default_factory=lambda: date.max, description=f"{_DUE} The baseline of a flow or ratio is measured anew.")
    ]
    owner: Annotated[Label, Field(default_factory=str, description=_OWNER)]

    def changes(self) -> dict[str, Any]:
        """What is named."""
        return self.model_dump(include=self.model_fields_set)


class GoalInterval(BaseModel):
    """The interval of a measure that is an estimate."""

    low: float
    high: float
    level: float
    method: str

    @classmethod
    def of(cls, measure: Measure) -> "GoalInterval | None":
        """The measure's, where it has one."""
        if measure.interval is None:
            return None
        return cls(low=measure.interval[0], high=measure.interval[1], level=LEVEL, method=METHOD)


_EXAMPLE = {
    "id": "0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c11",
    "name": "A quarter of customers come back",
    "metric": "repeat_rate",
    "kind": "state",
    "unit": "share",
    "direction": "at_least",
    "target": "0.2500",
    "baseline": "0.2000",
    "baseline_at": "2026-10-01T00:00:00Z",
    "due_on": "2026-12-31",
    "owner": "Ada",
    "created_at": "2026-10-01T00:00:00Z",
    "closed_at": None,
    "as_of": "2026-11-01T00:00:00Z",
    "current": "0.2100",
    "current_interval": None,
    "unmeasured": None,
    "progress": 0.2,
    "elapsed": 0.3369565217391304,
    "pace": "0.2168",
    "state": "active",
    "at_risk": True,
    "at_risk_rule": AT_RISK_RULE,
}


class GoalDocument(BaseModel):
    """A goal and how far it is at `as_of`. Measures are decimal strings with four places, whatever the metric."""

    model_config = example(**_EXAMPLE)

    id: UUID
    name: str
    metric: str
    kind: MetricKind = Field(
        description="A `flow` adds up from `baseline_at` on; a `state` is what is so at a moment; a `ratio` is of two flows."
    )
    unit: MetricUnit
    direction: GoalDirection
    target: Number
    baseline: Number = Field(
        description="Measured at `baseline_at`; of a flow or ratio, over the same length of time before, which `due_on` sets."
    )
    baseline_at: datetime = Field(description="When the goal was set, by the workspace's clock.")
    due_on: date
    owner: str
    created_at: datetime
    closed_at: datetime | None = Field(description="By the workspace's clock.")
    as_of: datetime
    current: Number | None = Field(
        description="The metric at `as_of`, or where that is earlier, at the end of `due_on` or when the goal was closed; of a "
        "flow or ratio, since `baseline_at`. Refunds are those known now."
    )
    current_interval: GoalInterval | None = Field(description="Where `current` is an estimate.")
    unmeasured: str | None = Field(
        description="Why there is no `current`: `no_purchases`, `no_spend`, `no_model`, `no_values`."
    )
    progress: float | None = Field(
        description="Share of the way that is done, from 0, past 1 where the target is exceeded. Flows: current / target; with "
        "`at_most`, the saving so far against the baseline's rate, of the saving intended. Others: (current − baseline) / "
        "(target − baseline)."
    )
    elapsed: float = Field(description="Share of the time from `baseline_at` to the end of `due_on` that is over.")
    pace: Number = Field(
        description="Where a straight line would be by now: from 0 (flows) or the baseline (others) to the target."
    )
    state: GoalState = Field(
        description="What is `reached` before the end may still be lost; but a ceiling on a flow is reached only at "
        "the end, and `missed` once it is broken. After `due_on`: `reached`, `missed`, or `unmeasured`, not to be judged."
    )
    at_risk: bool = Field(
        description=f"Active, progress < elapsed, and elapsed ≥ {float(TOO_EARLY)}: before that it is too early to tell."
    )
    at_risk_rule: str = Field(description="`behind_straight_line`: a comparison with `pace`, no forecast.")

    @classmethod
    def of(cls, reading: GoalReading, as_of: datetime) -> "GoalDocument":
        """The goal as it crosses the wire."""
        goal, judgement = reading.goal, reading.judgement
        return cls(
            id=goal.id,
            name=goal.name,
            metric=goal.metric,
            kind=reading.metric.kind,
            unit=reading.metric.unit,
            direction=goal.direction,
            target=goal.target,
            baseline=goal.baseline,
            baseline_at=goal.baseline_at,
            due_on=goal.due_on,
            owner=goal.owner,
            created_at=goal.created_at,
            closed_at=goal.closed_at,
            as_of=as_of,
            current=reading.current.value,
            current_interval=GoalInterval.of(reading.current),
            unmeasured=reading.current.missing,
            progress=judgement.progress,
            elapsed=judgement.elapsed,
            pace=judgement.pace,
            state=judgement.state,
            at_risk=judgement.at_risk,
            at_risk_rule=AT_RISK_RULE,
        )


class GoalPage(Page[GoalDocument]):
    """One page of goals."""

    model_config = example(items=[_EXAMPLE], next_cursor=None)

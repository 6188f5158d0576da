"""What a report is asked to do: its window, lookback and models, with every default made explicit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from inference.delta import InvalidLevelError
from kernel.database import UnitOfWork, Workspace
from kernel.problems import FieldError, RefusedInputError
from services.attribution.domain import AttributionModel
from services.attribution.domain.credit import check_available
from services.attribution.domain.errors import ModelUnavailableError
from services.attribution.problems import (
    InvalidLookbackError,
    InvalidMarginRateError,
    UnknownModelError,
    UnknownTouchKindError,
    WindowInFutureError,
    WindowReversedError,
    WindowTooEarlyError,
)

DEFAULT_MODELS = (
    AttributionModel.FIRST_TOUCH,
    AttributionModel.LAST_TOUCH,
    AttributionModel.LINEAR,
    AttributionModel.MARKOV,
)
TOUCH_KINDS = ("click", "visit", "open", "impression", "sent", "other")
DEFAULT_TOUCH_KINDS = ("click", "visit", "open", "impression", "other")
LOOKBACK_DAYS, MOST_LOOKBACK_DAYS = 30, 3650
LEVEL = 0.95

# Before every order and touch there is, and far enough from the calendar's beginning to be looked back from.
_BEGINNING = datetime(100, 1, 1, tzinfo=UTC)
_FIRST_YEAR = 1900  # of a window that is asked for


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at.

    Attributes:
        from_at: The moment from which on.
        until_at: The moment until before which.
        first_day: The first day of the calendar with a part in it.
        last_day: The last one.
        whole_until: The first day after it that is not wholly in it.
    """

    from_at: datetime
    until_at: datetime
    first_day: date
    last_day: date
    whole_until: date

    @classmethod
    def of(cls, from_at: datetime, until_at: datetime, zone: ZoneInfo) -> Self:
        """The window between two moments."""
        last = max(until_at - timedelta(microseconds=1), from_at)
        first_day, last_day = from_at.astimezone(zone).date(), last.astimezone(zone).date()
        return cls(from_at, until_at, first_day, last_day, until_at.astimezone(zone).date())

    @property
    def moments(self) -> dict[str, datetime]:
        """As the reductions take it."""
        return {"from_at": self.from_at, "until_at": self.until_at}


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """A report to be made.

    Attributes:
        from_on: The first day whose orders are looked at; None for all from the first order on.
        until_on: The last one, as it was asked for; None for all until the workspace's clock.
        until_at: The moment before which orders are looked at: the end of that day, or the clock if that is earlier.
        lookback_days: How long before a purchase its touches may be, in days of 24 hours.
        models: That share credit out.
        touch_kinds: Of touchpoints, that count.
        overlap: Whether a purchase looks back past the one before it; else a path begins anew after a purchase.
        margin_rate: Share of an order's net that is margin, where the order states none; None where nobody knows.
        level: Of the intervals.
    """

    from_on: date | None
    until_on: date | None
    until_at: datetime
    lookback_days: int = LOOKBACK_DAYS
    models: tuple[AttributionModel, ...] = DEFAULT_MODELS
    touch_kinds: tuple[str, ...] = DEFAULT_TOUCH_KINDS
    overlap: bool = False
    margin_rate: float | None = None
    level: float = LEVEL

    def window(self, zone: ZoneInfo) -> Window:
        """The orders that are looked at."""
        begin = _BEGINNING if self.from_on is None else start_of(self.from_on, zone)
        return Window.of(begin, self.until_at, zone)

    def to_record(self) -> dict[str, Any]:
        """As JSON values: a job's arguments, a record's request."""
        return {
            "from": None if self.from_on is None else self.from_on.isoformat(),
            "until": None if self.until_on is None else self.until_on.isoformat(),
            "until_at": self.until_at.astimezone(UTC).isoformat(),
            "lookback_days": self.lookback_days,
            "models": [model.value for model in self.models],
            "touch_kinds": list(self.touch_kinds),
            "after_conversion": "overlap" if self.overlap else "restart",
            "margin_rate": self.margin_rate,
            "level": self.level,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """The plan that `to_record` wrote."""
        return cls(
            from_on=None if record["from"] is None else date.fromisoformat(record["from"]),
            until_on=None if record["until"] is None else date.fromisoformat(record["until"]),
            until_at=datetime.fromisoformat(record["until_at"]),
            lookback_days=record["lookback_days"],
            models=tuple(AttributionModel(model) for model in record["models"]),
            touch_kinds=tuple(record["touch_kinds"]),
            overlap=record["after_conversion"] == "overlap",
            margin_rate=record["margin_rate"],
            level=record["level"],
        )


async def plan_report(
    work: UnitOfWork,
    from_on: date | None,
    until_on: date | None,
    lookback_days: int,
    models: Sequence[str],
    touch_kinds: Sequence[str],
    overlap: bool,
    margin_rate: float | None,
    level: float,
) -> ReportPlan:
    """A report as asked for; the window ends now by the workspace's clock, unless told.

    Raises:
        WindowInFutureError: The window begins or ends after the workspace's today.
        WindowTooEarlyError: It begins or ends before 1900.
        WindowReversedError: It ends before it begins.
        InvalidLookbackError: The lookback is not from 1 to 3650 days.
        UnknownModelError, UnknownTouchKindError, InvalidMarginRateError: As they say.
        RefusedInputError: A model is not available yet, or the level is none.
    """
    until_at = _end_of_window(await work.workspace(), from_on, until_on)
    if not 1 <= lookback_days <= MOST_LOOKBACK_DAYS:
        raise InvalidLookbackError(**told(f"The lookback is {lookback_days} days.", "/lookback_days", "lookback_invalid"))
    if margin_rate is not None and not 0.0 <= margin_rate <= 1.0:
        raise InvalidMarginRateError(**told(f"The margin rate is {margin_rate}.", "/margin_rate", "margin_rate_invalid"))
    if not 0.0 < level < 1.0:
        raise RefusedInputError(InvalidLevelError(f"The level is {level} and must lie between 0 and 1."), "/level")
    return ReportPlan(
        from_on,
        until_on,
        until_at,
        lookback_days,
        known_models(models),
        _known_kinds(touch_kinds),
        overlap,
        margin_rate,
        level,
    )


def known_models(names: Sequence[str]) -> tuple[AttributionModel, ...]:
    """The models of these names, each once.

    Raises:
        UnknownModelError: There is none of that name.
        RefusedInputError: One is not available yet.
    """
    for place, name in enumerate(names):
        if name not in set(AttributionModel):
            detail = f"There is no attribution model '{name}'."
            raise UnknownModelError(**told(detail, f"/models/{place}", UnknownModelError.code))
    models = [AttributionModel(name) for name in names]
    try:
        check_available(models)
    except ModelUnavailableError as error:
        raise RefusedInputError(error, f"/{error.field}") from None
    return tuple(dict.fromkeys(models))


def told(detail: str, pointer: str, code: str) -> dict[str, Any]:
    """What a problem says of one place in the body."""
    return {"detail": detail, "errors": [FieldError(pointer=pointer, message=detail, code=code)]}


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """When a day of the calendar begins: midnight, or the moment that stands in for one that was skipped."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _end_of_window(workspace: Workspace, from_on: date | None, until_on: date | None) -> datetime:
    now = workspace.now()
    today = now.astimezone(workspace.zone).date()
    for name, day in (("from", from_on), ("until", until_on)):
        if day is not None and day.year < _FIRST_YEAR:
            detail = f"The window cannot reach to {day}: no day before {_FIRST_YEAR} is looked at."
            raise WindowTooEarlyError(**told(detail, f"/{name}", WindowTooEarlyError.code))
        if day is not None and day > today:
            detail = f"The window cannot reach to {day}: the workspace's today is {today}."
            raise WindowInFutureError(**told(detail, f"/{name}", WindowInFutureError.code))
    if from_on is not None and until_on is not None and from_on > until_on:
        detail = f"The window begins on {from_on} and ends before that, on {until_on}."
        raise WindowReversedError(**told(detail, "/until", WindowReversedError.code))
    if until_on is None:
        return now
    return min(start_of(until_on + timedelta(days=1), workspace.zone), now)


def _known_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    for place, kind in enumerate(kinds):
        if kind not in TOUCH_KINDS:
            detail = f"There is no kind of touchpoint '{kind}'."
            raise UnknownTouchKindError(**told(detail, f"/touch_kinds/{place}", UnknownTouchKindError.code))
    return tuple(kind for kind in TOUCH_KINDS if kind in kinds)

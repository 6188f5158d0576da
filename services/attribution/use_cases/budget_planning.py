"""What a budget plan is asked to do: how much to divide, over which channels, learnt from which report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from inference.delta import InvalidLevelError
from kernel.database import UnitOfWork
from kernel.identifiers import read_id
from kernel.problems import NotFoundError, RefusedInputError
from services.attribution import store
from services.attribution.domain import CurveKind
from services.attribution.domain.fitting import FITTED
from services.attribution.problems import (
    ChannelNotVisibleError,
    ChannelRepeatedError,
    InvalidBoundsError,
    InvalidBudgetAmountError,
    InvalidHorizonError,
    ModelNotInReportError,
    NoReportError,
    NoSpendError,
    UnknownChannelError,
    UnknownCurveError,
    UnmetMinimaError,
)
from services.attribution.store import Report
from services.attribution.use_cases.planning import told

MOST_MONEY = Decimal(10) ** 12
MOST_WEEKS = 520
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class ChannelBounds:
    """A channel to be budgeted.

    Attributes:
        channel: Its name.
        least: That it is to be given over the horizon.
        most: Likewise; None for no bound.
    """

    channel: str
    least: Decimal = Decimal(0)
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BudgetRequest:
    """A budget to be divided.

    Attributes:
        budget: A ceiling, over the whole horizon.
        channels: Those to divide it over; None for all that the report knows touchpoints and spend of.
        horizon_weeks: How many weeks it is for.
        report_id: Whose weekly spend and credit the curves are learnt from.
        model: Whose credit.
        curve: Of the curves; None for whichever fits best.
        level: Of the intervals.
    """

    budget: Decimal
    channels: tuple[ChannelBounds, ...] | None
    horizon_weeks: int
    report_id: UUID
    model: str
    curve: CurveKind | None
    level: float

    def to_record(self) -> dict[str, Any]:
        """As JSON values: a job's arguments, a record's request."""
        return {
            "budget": str(self.budget),
            "channels": None if self.channels is None else [_bounds_record(each) for each in self.channels],
            "horizon_weeks": self.horizon_weeks,
            "report": str(self.report_id),
            "model": self.model,
            "curve": AUTO if self.curve is None else self.curve.value,
            "level": self.level,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """The request that `to_record` wrote."""
        channels = record["channels"]
        return cls(
            budget=Decimal(record["budget"]),
            channels=None if channels is None else tuple(_bounds_of(each) for each in channels),
            horizon_weeks=record["horizon_weeks"],
            report_id=UUID(record["report"]),
            model=record["model"],
            curve=None if record["curve"] == AUTO else CurveKind(record["curve"]),
            level=record["level"],
        )


def _bounds_record(bounds: ChannelBounds) -> dict[str, str | None]:
    most = None if bounds.most is None else str(bounds.most)
    return {"channel": bounds.channel, "min": str(bounds.least), "max": most}


def _bounds_of(record: Mapping[str, Any]) -> ChannelBounds:
    return ChannelBounds(record["channel"], Decimal(record["min"]), None if record["max"] is None else Decimal(record["max"]))


async def plan_budget(
    work: UnitOfWork,
    budget: Decimal,
    channels: Sequence[ChannelBounds] | None,
    horizon_weeks: int,
    report: str | None,
    model: str,
    curve: str,
    level: float,
) -> BudgetRequest:
    """A budget as asked for; it is learnt from the published report, unless told.

    Raises:
        InvalidBudgetAmountError, InvalidHorizonError, UnknownCurveError, RefusedInputError: A number or a name is none.
        NoReportError: No report was made yet.
        NotFoundError: There is no such report.
        ModelNotInReportError: The report did not share credit out by that model.
        NoSpendError: It knows no channel with touchpoints and spend.
        UnknownChannelError, ChannelNotVisibleError, ChannelRepeatedError: A channel cannot be budgeted by it.
        InvalidBoundsError, UnmetMinimaError: Bounds cross, or the budget does not reach for the minima.
    """
    if not 0 < budget <= MOST_MONEY:
        raise InvalidBudgetAmountError(**told(f"The budget is {budget}.", "/budget", InvalidBudgetAmountError.code))
    if not 1 <= horizon_weeks <= MOST_WEEKS:
        detail = f"The horizon is {horizon_weeks} weeks."
        raise InvalidHorizonError(**told(detail, "/horizon_weeks", InvalidHorizonError.code))
    if curve not in (AUTO, *FITTED):
        raise UnknownCurveError(**told(f"There is no curve '{curve}' to fit.", "/curve", UnknownCurveError.code))
    if not 0.0 < level < 1.0:
        raise RefusedInputError(InvalidLevelError(f"The level is {level} and must lie between 0 and 1."), "/level")
    learnt_from = await _find_report(work, report)
    if model not in learnt_from.document["weekly"]["value"]:
        detail = f"The report has no weekly credit by '{model}'."
        raise ModelNotInReportError(**told(detail, "/model", ModelNotInReportError.code))
    if not budgeted_channels(learnt_from):
        raise NoSpendError("The report knows no whole week of spend on a channel that left touchpoints.")
    _check_channels(learnt_from, channels)
    _check_bounds(budget, channels or ())
    chosen = None if channels is None else tuple(channels)
    kind = None if curve == AUTO else CurveKind(curve)
    return BudgetRequest(budget, chosen, horizon_weeks, learnt_from.id, model, kind, level)


def budgeted_channels(report: Report) -> list[str]:
    """Channels with touchpoints and, in some whole week, spend; by name."""
    visible = {channel["channel"] for channel in report.document["channels"] if channel["visible"]}
    return sorted(
        channel
        for channel, spent in report.document["weekly"]["spend"].items()
        if channel in visible and max(spent, default=0.0) > 0.0
    )


async def _find_report(work: UnitOfWork, reference: str | None) -> Report:
    report_id = await store.read_published(work) if reference is None else read_id(reference)
    if reference is None and report_id is None:
        raise NoReportError("No report was made yet; make one by POST /v1/attribution/reports.")
    report = None if report_id is None else await store.find_report(work, report_id)
    if report is None:
        raise NotFoundError(f"There is no attribution report '{reference}'.")
    return report


def _check_channels(report: Report, channels: Sequence[ChannelBounds] | None) -> None:
    """Each named channel once, and known with touchpoints and spend."""
    able, spent = set(budgeted_channels(report)), report.document["weekly"]["spend"]
    named: set[str] = set()
    for place, bounds in enumerate(channels or ()):
        pointer = f"/channels/{place}/channel"
        if bounds.channel in named:
            raise ChannelRepeatedError(**told(f"'{bounds.channel}' is named twice.", pointer, ChannelRepeatedError.code))
        named.add(bounds.channel)
        if bounds.channel in able:
            continue
        if max(spent.get(bounds.channel, ()), default=0.0) > 0.0:
            detail = f"'{bounds.channel}' left no touchpoints: its response is not known."
            raise ChannelNotVisibleError(**told(detail, pointer, ChannelNotVisibleError.code))
        detail = f"The report knows no spend on '{bounds.channel}'."
        raise UnknownChannelError(**told(detail, pointer, UnknownChannelError.code))


def _check_bounds(budget: Decimal, channels: Sequence[ChannelBounds]) -> None:
    for place, bounds in enumerate(channels):
        if not 0 <= bounds.least <= MOST_MONEY:
            detail = f"The minimum of '{bounds.channel}' is {bounds.least}."
            raise InvalidBoundsError(**told(detail, f"/channels/{place}/min", InvalidBoundsError.code))
        if bounds.most is not None and not bounds.least <= bounds.most <= MOST_MONEY:
            detail = f"The maximum of '{bounds.channel}' is {bounds.most}, its minimum {bounds.least}."
            raise InvalidBoundsError(**told(detail, f"/channels/{place}/max", InvalidBoundsError.code))
    least = sum((bounds.least for bounds in channels), Decimal(0))
    if least > budget:
        detail = f"The minima sum to {least}, and the budget is {budget}."
        raise UnmetMinimaError(**told(detail, "/budget", UnmetMinimaError.code))

"""What a model run is asked to do: its windows, unit, horizon and discount rate, with every default made explicit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from kernel.database import UnitOfWork
from kernel.problems import RefusedInputError
from services.valuation.domain import TimeUnit
from services.valuation.domain.calendars import Opportunity
from services.valuation.domain.changes import ChangeRule
from services.valuation.domain.customer_value import discount_rate_per_unit
from services.valuation.domain.errors import InvalidHorizonError
from services.valuation.domain.models import OPPORTUNITY_FITTERS
from services.valuation.domain.opportunities import opportunities_ahead
from services.valuation.domain.origins import FEWEST_ORIGINS
from services.valuation.domain.purchases import check_reach
from services.valuation.problems import (
    CalibrationAfterObservationError,
    ObservationInFutureError,
    OpportunityMismatchError,
    SegmentsNotPooledError,
)
from services.valuation.reductions.histories import BY_DAY, BY_NUMBERED_DAYS, BY_NUMBERED_MONTHS, PurchaseReductions
from services.valuation.use_cases.traits import check_trait

LEVEL = 0.95
AUTO = "auto"
CHANGE = ChangeRule(relative=0.2, absolute=0.0)


class PromotionPolicy(StrEnum):
    """Whether a run is promoted when it is made."""

    IF_BETTER = "if_better"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A model run to be made.

    Attributes:
        model: Of purchases, or `auto`: whichever of those that suit the data is the best on held-out data.
        calibration_end: The last day that the model is fitted on; customers are valued as of its end.
        observation_end: The last day that is looked at; days after `calibration_end` are the holdout.
        time_unit: Of the histories, the parameters and the horizon, where these do not count opportunities.
        opportunity: At which customers buy or do not; None where they may on any day. Then histories, parameters and horizon
            count these.
        annual_discount_rate: .1 for ten per cent a year.
        horizon: How far ahead customers are valued, in the unit.
        promote: `if_better`: if it passes the gate.
        origins: At how many days the past is divided for the gate.
        change: When a customer's value has changed enough to be told.
        recalibrate: Whether forecasts are multiplied by what holdouts say of their bias, if that has helped on later ones.
        level: Of the intervals.
        trait: Whose values are segments, told apart beside channels; None for channels alone.
    """

    model: str
    calibration_end: date
    observation_end: date
    time_unit: TimeUnit
    annual_discount_rate: float
    horizon: float
    promote: PromotionPolicy = PromotionPolicy.ALWAYS
    origins: int = FEWEST_ORIGINS
    recalibrate: bool = False
    change: ChangeRule = CHANGE
    level: float = LEVEL
    opportunity: Opportunity | None = None
    trait: str | None = None

    @property
    def days_per_unit(self) -> float:
        """How many of what the reductions count by (days, or opportunities) make one unit of the histories."""
        return self.time_unit.days if self.opportunity is None else 1.0

    @property
    def reductions(self) -> PurchaseReductions:
        """What a run reads."""
        if self.opportunity is None:
            return BY_DAY
        return BY_NUMBERED_MONTHS if self.opportunity.in_months else BY_NUMBERED_DAYS

    def bounds(self, **days: date) -> dict[str, Any]:
        """The parameters of the reductions that say up to the end of which days they look."""
        opportunity = self.opportunity
        if opportunity is None:
            return dict(days)
        return {name: opportunity.last_complete(day) for name, day in days.items()} | {"length": opportunity.length}

    def between(self, start: date, end: date) -> float:
        """The time from the end of one day to the end of another, in the unit of the histories."""
        if self.opportunity is None:
            return (end - start).days / self.time_unit.days
        return float(self.opportunity.last_complete(end) - self.opportunity.last_complete(start))

    def before(self, end: date, count: int) -> date:
        """The day so many days before another, or the last of the opportunity so many before the last complete one."""
        if self.opportunity is None:
            return end - timedelta(days=count)
        return self.opportunity.last_day(self.opportunity.last_complete(end) - count)

    def to_record(self) -> dict[str, Any]:
        """As JSON values: a job's arguments, a record's request."""
        told: dict[str, Any] = {} if self.opportunity is None else {"opportunity": self.opportunity.value}
        told |= {} if self.trait is None else {"segments": {"trait": self.trait}}
        return {
            "model": self.model,
            "calibration_end": self.calibration_end.isoformat(),
            "observation_end": self.observation_end.isoformat(),
            "time_unit": self.time_unit.value,
            "annual_discount_rate": self.annual_discount_rate,
            "horizon": self.horizon,
            "promote": self.promote.value,
            "origins": self.origins,
            "recalibrate": self.recalibrate,
            "change": asdict(self.change),
            "level": self.level,
        } | told

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """The plan that `to_record` wrote; before there was a gate every run was promoted."""
        return cls(
            model=record["model"],
            calibration_end=date.fromisoformat(record["calibration_end"]),
            observation_end=date.fromisoformat(record["observation_end"]),
            time_unit=TimeUnit(record["time_unit"]),
            annual_discount_rate=record["annual_discount_rate"],
            horizon=record["horizon"],
            promote=PromotionPolicy(record.get("promote", PromotionPolicy.ALWAYS)),
            origins=record.get("origins", FEWEST_ORIGINS),
            recalibrate=record.get("recalibrate", False),
            change=ChangeRule(**record["change"]) if "change" in record else CHANGE,
            level=record["level"],
            opportunity=Opportunity(record["opportunity"]) if "opportunity" in record else None,
            trait=record["segments"]["trait"] if "segments" in record else None,
        )


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day of a calendar is over."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


async def plan_run(
    work: UnitOfWork,
    model: str,
    calibration_end: date | None,
    observation_end: date | None,
    time_unit: TimeUnit,
    annual_discount_rate: float,
    horizon: float,
    *,
    promote: PromotionPolicy | None = None,
    origins: int = FEWEST_ORIGINS,
    recalibrate: bool = False,
    opportunity: Opportunity | None = None,
    change: ChangeRule | None = None,
    trait: str | None = None,
) -> RunPlan:
    """A run as asked for. The observation ends today by the workspace's clock, the calibration with it, unless told.

    Unless told, a model that was named is promoted, since who names it has chosen; one that is to be found, if it is better.

    Raises:
        ObservationInFutureError: The observation ends after the workspace's today.
        CalibrationAfterObservationError: The calibration ends after the observation.
        OpportunityMismatchError: A model of opportunities without them, or the other way round.
        SegmentsNotPooledError: Segments, where purchases are made at opportunities.
        RefusedInputError: The horizon is not above 0 or too long or no whole number of opportunities, or the discount rate not
            above -1; or the trait makes too many segments.
    """
    _check_opportunity(model, opportunity)
    if trait is not None and opportunity is not None:
        raise SegmentsNotPooledError("A run of an `opportunity` has one model for all: it tells no `segments` apart.")
    workspace = await work.workspace()
    today = workspace.now().astimezone(workspace.zone).date()
    until = observation_end or today
    if until > today:
        raise ObservationInFutureError(f"The observation cannot end on {until}: the workspace's today is {today}.")
    calibrated = calibration_end or until
    if calibrated > until:
        raise CalibrationAfterObservationError(
            f"The calibration ends on {calibrated}, the observation before that, on {until}."
        )
    if horizon <= 0.0:
        raise RefusedInputError(InvalidHorizonError(f"The horizon is {horizon} and must be above 0."), "/horizon")
    try:
        _check_horizon(horizon, time_unit, opportunity)
    except InvalidHorizonError as error:
        raise RefusedInputError(error, "/horizon") from None
    try:
        discount_rate_per_unit(annual_discount_rate, time_unit)
    except InvalidHorizonError as error:
        raise RefusedInputError(error, "/annual_discount_rate") from None
    if trait is not None:
        await check_trait(work, trait, end_of_day(calibrated, workspace.zone), "/segments/trait")
    wanted = promote or (PromotionPolicy.IF_BETTER if model == AUTO else PromotionPolicy.ALWAYS)
    return RunPlan(
        model=model,
        calibration_end=calibrated,
        observation_end=until,
        time_unit=time_unit,
        annual_discount_rate=annual_discount_rate,
        horizon=horizon,
        promote=wanted,
        origins=origins,
        recalibrate=recalibrate,
        change=change or CHANGE,
        opportunity=opportunity,
        trait=trait,
    )


def _check_opportunity(model: str, opportunity: Opportunity | None) -> None:
    of_opportunities = model in OPPORTUNITY_FITTERS
    if of_opportunities and opportunity is None:
        raise OpportunityMismatchError(f"{model} needs to be told what an opportunity is: name an `opportunity`.")
    if opportunity is not None and not of_opportunities and model != AUTO:
        raise OpportunityMismatchError(f"{model} is a model of purchases on any day, not of an `opportunity`.")


def _check_horizon(horizon: float, time_unit: TimeUnit, opportunity: Opportunity | None) -> None:
    if opportunity is None:
        check_reach(horizon, time_unit)
        return
    opportunities_ahead(horizon)
    check_reach(horizon * opportunity.length, opportunity.unit)

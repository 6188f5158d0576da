"""A forecast of the weeks to come: reduce, test every method at rolling origins, foretell by the best, keep the record."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

import numpy as np
import orjson

from inference.arrays import FloatArray
from inference.errors import DomainError
from kernel.database import UnitOfWork
from kernel.identifiers import new_id, read_id
from kernel.jobs import Job, JobContext, enqueue
from kernel.problems import NotFoundError
from services.valuation.domain import fit_purchases, fit_spend
from services.valuation.domain.equity import ValueModel
from services.valuation.domain.forecasting import (
    INTERVAL_METHOD,
    Chosen,
    Known,
    PastWeeks,
    Quantity,
    Scores,
    choose_methods,
    foretell,
    score_methods,
)
from services.valuation.domain.gamma_gamma import checked_spend_parameters
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.weekly import DAYS_PER_WEEK, WeeklyModel
from services.valuation.problems import (
    CountsOpportunitiesError,
    NoForecastError,
    NoPublishedModelError,
    NoPurchasesError,
    ObservationInFutureError,
)
from services.valuation.reductions.economics import BASE, BaseGroup
from services.valuation.reductions.histories import SPEND, SpendGroup
from services.valuation.reductions.weeks import WEEKS, Week
from services.valuation.store import forecasts, runs
from services.valuation.store.forecasts import Forecast
from services.valuation.store.runs import ModelRun
from services.valuation.use_cases.cohorts import FOREIGN_CURRENCY
from services.valuation.use_cases.equity import SPEND_NOT_FITTED, base_histories, value_model
from services.valuation.use_cases.foretold_figures import cumulative_figures, weekly_figures
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.product_groups import KnownGroups, Try, read_groups, tell_groups
from services.valuation.use_cases.records import as_record, code_version, spend_records
from services.valuation.use_cases.scoring import Scorer

MAKE_FORECAST = "valuation.forecast"

MOST_WEEKS = 52
ORIGINS, MOST_TESTED_WEEKS, FEWEST_PAST_WEEKS = 3, 13, 13
_MOST_PAST_WEEKS = 520
_LATER_THAN_ALL = datetime(9999, 12, 30, tzinfo=UTC)

# What a customer is counted for once a week is not counted again over several.
_ADD_UP = (Quantity.PURCHASES, Quantity.REVENUE, Quantity.NEW_CUSTOMERS)

# How far a forecast has come at the beginning of each stage.
_BACKTEST, _FORETELL, _KEEP = 0.2, 0.7, 0.95


@dataclass(frozen=True, slots=True)
class ForecastPlan:
    """A forecast to be made.

    Attributes:
        model_id: The run that was published when it was asked for.
        known_until: The last day that is known; the weeks to come begin with the next one.
        weeks: How many.
        level: Of the intervals.
        groups: Categories of products that are foretold by themselves, at most; with 0, none of the groups is.
    """

    model_id: UUID
    known_until: date
    weeks: int
    level: float
    groups: int

    def to_record(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "model_id": str(self.model_id),
            "known_until": self.known_until.isoformat(),
            "weeks": self.weeks,
            "level": self.level,
            "groups": self.groups,
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """The plan that `to_record` wrote."""
        return cls(
            model_id=UUID(record["model_id"]),
            known_until=date.fromisoformat(record["known_until"]),
            weeks=record["weeks"],
            level=record["level"],
            groups=record.get("groups", 0),  # a job that was asked for before there were groups
        )


async def request_forecast(work: UnitOfWork, known_until: date | None, weeks: int, level: float, groups: int) -> Job:
    """Ask for a forecast; by default from the last day on that is over by the workspace's clock.

    Raises:
        ObservationInFutureError: That day is not over yet.
        NoPublishedModelError: There is no model to forecast by.
        CountsOpportunitiesError: The published one does not know of days.
    """
    workspace = await work.workspace()
    today = workspace.now().astimezone(workspace.zone).date()
    until = known_until or today - timedelta(days=1)
    if until >= today:  # of a day that is not over, what is still to come would be known to nobody and foretold by nobody
        raise ObservationInFutureError(f"What is known cannot end on {until}: the workspace's today is {today}, and not over.")
    published = await runs.read_published(work)
    if published is None:
        raise NoPublishedModelError("A forecast stands on a published model: POST /v1/valuation/models makes one.")
    if RunPlan.of_record(published.run.request).opportunity is not None:
        raise CountsOpportunitiesError(f"The published model, {published.run.id}, does not tell of weeks.")
    plan = ForecastPlan(published.run.id, until, weeks, level, groups)
    return await enqueue(work, MAKE_FORECAST, plan.to_record())


async def read_forecast(work: UnitOfWork, reference: str | None) -> Forecast:
    """A forecast; the latest unless told.

    Raises:
        NoForecastError: None was made yet.
        NotFoundError: There is none of that id in this workspace.
    """
    if reference is None:
        latest = await forecasts.find_latest_forecast(work)
        if latest is None:
            raise NoForecastError("Nothing was forecast yet: POST /v1/valuation/forecasts does it.")
        return latest
    forecast_id = read_id(reference)
    found = None if forecast_id is None else await forecasts.find_forecast(work, forecast_id)
    if found is None:
        raise NotFoundError(f"There is no forecast '{reference}'.")
    return found


@dataclass(frozen=True, slots=True)
class _Customers:
    """Customers up to a day, and the spends that a model of spend is fitted to."""

    base: Sequence[BaseGroup]
    spend: Sequence[SpendGroup]


async def make_forecast(context: JobContext, plan: ForecastPlan) -> Forecast:
    """Make a forecast; a job that runs again answers with the record that it made before.

    Raises:
        NoPurchasesError: Nobody bought anything by then.
        NotFoundError: The run is gone.
    """
    async with context.work() as work:
        made = await forecasts.find_forecast_of_job(work, context.job_id)
        run = await runs.find_run(work, plan.model_id)
    if made is not None:
        return made
    if run is None:
        raise NotFoundError(f"There is no model run '{plan.model_id}'.")
    await context.progress(0.0, "reduce")
    weeks, past = await _read_weeks(context, plan)
    told = (plan.known_until, plan.groups, len(past))
    groups = await read_groups(context, *told) if plan.groups else None
    now = await _read_customers(context, plan.known_until)
    foreign = any(week.foreign_orders for week in weeks)
    await context.progress(_BACKTEST, "backtest")
    tested = await _backtest(context, plan, run, past, with_spend=not foreign)
    await context.progress(_FORETELL, "foretell")
    known = _known(_published_model(run, with_spend=not foreign), now, past)
    chosen = choose_methods(foretell(known, plan.weeks), tested.scores)
    if foreign:  # nobody knows what it was
        del chosen[Quantity.REVENUE]
        tested.scores.pop(Quantity.REVENUE, None)
    document = _document(plan, chosen, tested, _reasons(run, foreign=foreign))
    if groups is not None:
        tries = [(each, await read_groups(context, *told, ranked_until=each.origin)) for each in tested.tries]
        document["product_groups"] = tell_groups(groups, chosen, tries, plan.known_until, plan.level)
    await context.progress(_KEEP, "keep")
    forecast = Forecast(
        id=new_id(),
        job_id=context.job_id,
        model_id=run.id,
        request=plan.to_record(),
        digest=_digest(plan, run, weeks, now, groups),
        code_version=code_version(),
        document=document,
        created_at=datetime.now(UTC),
    )
    async with context.work() as work:
        await forecasts.insert_forecast(work, forecast)
    return forecast


def _reasons(run: ModelRun, *, foreign: bool) -> dict[str, str]:
    """Why the model does not tell of a quantity."""
    if foreign:
        return {Quantity.REVENUE.value: FOREIGN_CURRENCY}
    return {Quantity.REVENUE.value: SPEND_NOT_FITTED} if run.spend is None else {}


async def _read_weeks(context: JobContext, plan: ForecastPlan) -> tuple[list[Week], PastWeeks]:
    async with context.work() as work:
        workspace = await work.workspace()
        told = {"time_zone": workspace.time_zone, "currency": workspace.currency, "known_until": plan.known_until}
        weeks = [week for week in await work.reduce(WEEKS, **told) if week.before < _MOST_PAST_WEEKS]
    if not weeks:
        raise NoPurchasesError(f"Nobody bought anything by {plan.known_until}.")
    length = weeks[0].before + 1
    columns = np.zeros((6, length))
    for week in weeks:
        columns[:, length - 1 - week.before] = [
            week.purchases,
            week.active_customers,
            float(week.revenue),
            week.new_customers,
            float(week.first_revenue),
            week.revenue_squares,
        ]
    return weeks, PastWeeks(*columns)


async def _read_customers(context: JobContext, known_until: date) -> _Customers:
    async with context.work() as work:
        workspace = await work.workspace()
        base = await work.reduce(
            BASE,
            time_zone=workspace.time_zone,
            currency=workspace.currency,
            as_of=_LATER_THAN_ALL,
            margin_rate=None,
            period="month",
            since=known_until + timedelta(days=1),
            until=known_until + timedelta(days=1),
            with_erased=True,
        )
        spend = await work.reduce(
            SPEND, time_zone=workspace.time_zone, calibration_end=known_until, observation_end=known_until
        )
    return _Customers(base, spend)


@dataclass(frozen=True, slots=True, eq=False)
class _Fitted:
    """A weekly model with the covariance of its parameters, and the length of its unit in days."""

    model: WeeklyModel
    covariance: FloatArray | None
    days_per_unit: float


def _published_model(run: ModelRun, *, with_spend: bool) -> _Fitted:
    scorer = Scorer.of(run)
    days = scorer.plan.time_unit.days
    factor = 1.0 if scorer.factor is None else scorer.factor.estimate
    purchases = PurchaseModel.of(scorer.model, scorer.parameters)
    if with_spend and scorer.spend is not None:
        value = value_model(run)
        return _Fitted(WeeklyModel(purchases, value, DAYS_PER_WEEK / days, factor), value.covariance, days)
    variance = 0.0 if scorer.factor is None else scorer.factor.log_variance
    return _Fitted(
        WeeklyModel(purchases, None, DAYS_PER_WEEK / days, factor), _without_spend(scorer.covariance, variance), days
    )


def _without_spend(covariance: FloatArray | None, factor_variance: float) -> FloatArray | None:
    if covariance is None:
        return None
    whole = np.zeros((len(covariance) + 1,) * 2)
    whole[:-1, :-1], whole[-1, -1] = covariance, factor_variance
    return whole


def _refitted_model(run: ModelRun, customers: _Customers, *, with_spend: bool) -> _Fitted:
    """The run's model, fitted to what was known at an origin; without a factor, which has seen what came after.

    Raises:
        DomainError: Too little was known.
    """
    days = RunPlan.of_record(run.request).time_unit.days
    fit = fit_purchases(run.fit["model"], base_histories(customers.base, days))
    purchases = PurchaseModel.of(fit.fitted_model, fit.parameters)
    week = DAYS_PER_WEEK / days
    if not with_spend:
        return _Fitted(WeeklyModel(purchases, None, week), _without_spend(fit.covariance, 0.0), days)
    spend = fit_spend(spend_records(customers.spend))
    value = ValueModel.of(purchases, checked_spend_parameters(spend.parameters), 1.0, 0.0, fit.covariance, spend.covariance)
    return _Fitted(WeeklyModel(purchases, value, week), value.covariance, days)


def _known(fitted: _Fitted, customers: _Customers, past: PastWeeks) -> Known:
    return Known(
        model=fitted.model,
        covariance=fitted.covariance,
        histories=base_histories(customers.base, fitted.days_per_unit),
        monetary_value=np.array([group.monetary_value for group in customers.base]),
        past=past,
    )


@dataclass(frozen=True, slots=True)
class _Tested:
    """Origins of the backtest with what was foretold there, the methods' scores, and where there are none, why."""

    origins: Sequence[date]
    tries: Sequence[Try]
    scores: Scores
    reason: str | None


async def _backtest(context: JobContext, plan: ForecastPlan, run: ModelRun, past: PastWeeks, *, with_spend: bool) -> _Tested:
    ahead = min(plan.weeks, MOST_TESTED_WEEKS)
    backs = [ahead * back for back in range(ORIGINS, 0, -1) if len(past) - ahead * back >= FEWEST_PAST_WEEKS]
    tries: list[Try] = []
    origins = []
    reason = None if backs else "past_too_short"
    for back in backs:
        origin = plan.known_until - timedelta(days=DAYS_PER_WEEK * back)
        customers = await _read_customers(context, origin)
        try:
            fitted = _refitted_model(run, customers, with_spend=with_spend and run.spend is not None)
        except DomainError as error:
            reason = error.code
            continue
        tries.append(Try(origin, back, foretell(_known(fitted, customers, past.before(back)), ahead)))
        origins.append(origin)
    actual = [past.after(len(past) - each.back, ahead) for each in tries]
    scores = score_methods([each.told for each in tries], actual, plan.level)
    return _Tested(origins, tries, scores, None if origins else reason)


def _document(
    plan: ForecastPlan, chosen: Mapping[Quantity, Chosen], tested: _Tested, reasons: Mapping[str, str]
) -> dict[str, Any]:
    figures = {quantity: weekly_figures(quantity, each.foretold, plan.level) for quantity, each in chosen.items()}
    sums = {quantity: cumulative_figures(quantity, each.foretold, plan.level) for quantity, each in chosen.items()}
    first = plan.known_until + timedelta(days=1)
    return {
        "weeks": [
            {
                "starts_on": (first + timedelta(days=DAYS_PER_WEEK * week)).isoformat(),
                **{quantity.value: figures[quantity][week] if quantity in figures else None for quantity in Quantity},
                "cumulative": {quantity.value: sums[quantity][week] if quantity in sums else None for quantity in _ADD_UP},
            }
            for week in range(plan.weeks)
        ],
        "methods": {
            quantity.value: {
                "method": chosen[quantity].method.value if quantity in chosen else None,
                "widened_by": chosen[quantity].widened_by if quantity in chosen else None,
                "reason": reasons.get(quantity.value),
            }
            for quantity in Quantity
        },
        "backtest": {
            "origins": [origin.isoformat() for origin in tested.origins],
            "weeks": min(plan.weeks, MOST_TESTED_WEEKS),
            "reason": tested.reason,
            "scores": {
                quantity.value: {method.value: as_record(score) for method, score in by_method.items()}
                for quantity, by_method in tested.scores.items()
            },
        },
        "intervals": {"method": INTERVAL_METHOD},
    }


def _digest(plan: ForecastPlan, run: ModelRun, weeks: Sequence[Week], customers: _Customers, groups: KnownGroups | None) -> str:
    told = {
        "request": plan.to_record(),
        "model": run.digest,
        "weeks": [[str(each) for each in astuple(week)] for week in weeks],
        "base": [[str(each) for each in astuple(group)] for group in customers.base],
        "groups": [[str(each) for each in astuple(week)] for week in groups.weeks] if groups is not None else None,
    }
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()

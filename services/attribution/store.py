"""Attribution's own rows: reports, the credit of their channels, which report is published, budget plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from kernel.database import UnitOfWork
from schema.attribution import attribution_reports, budget_plans, channel_credits, published_report


@dataclass(frozen=True, slots=True)
class ReportHead:
    """One attribution report, an immutable record, without its answer.

    Attributes:
        id: Ours.
        job_id: The job that made it.
        request: Window, lookback, models, margin rate, level.
        digest: Of the reduced inputs and the request: the same digest on the same lock and platform has the same answer.
        code_version: Of this distribution.
        window_from: The first day; None for all from the first order on.
        window_until: The moment before which orders are looked at.
        conversions: Purchases of the window.
        value: Net of all orders of the window.
        unattributed_conversions: Purchases that no touch led to.
        unattributed_value: Net of the orders that no touch led to.
        spend: Of all channels.
        created_at: When.
    """

    id: UUID
    job_id: UUID | None
    request: dict[str, Any]
    digest: str
    code_version: str
    window_from: date | None
    window_until: datetime
    conversions: int
    value: Decimal
    unattributed_conversions: int
    unattributed_value: Decimal
    spend: Decimal
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Report(ReportHead):
    """One attribution report, with its whole answer."""

    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChannelCreditRow:
    """What a model gave to a channel, as it is published."""

    model: str
    channel: str
    conversions: float
    conversions_low: float | None
    conversions_high: float | None
    value: Decimal
    value_low: float | None
    value_high: float | None


_REPORT_HEAD = tuple(attribution_reports.c[name] for name in ReportHead.__dataclass_fields__)
_REPORT = (*_REPORT_HEAD, attribution_reports.c.document)


async def insert_report(work: UnitOfWork, report: Report, rows: Sequence[ChannelCreditRow]) -> None:
    """Keep a report's record and the credit of its channels."""
    await work.execute(insert(attribution_reports).values(workspace_id=work.workspace_id, **_values(report, Report)))
    if rows:
        of_report = {"workspace_id": work.workspace_id, "report_id": report.id}
        await work.execute(insert(channel_credits), [{**of_report, **_values(row, ChannelCreditRow)} for row in rows])


def _values(row: object, kind: type[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in kind.__dataclass_fields__}


async def find_report(work: UnitOfWork, report_id: UUID) -> Report | None:
    """The report of that id."""
    return await _one_report(work, attribution_reports.c.id == report_id)


async def find_report_of_job(work: UnitOfWork, job_id: UUID) -> Report | None:
    """The report that a job made when it ran before."""
    return await _one_report(work, attribution_reports.c.job_id == job_id)


async def _one_report(work: UnitOfWork, condition: ColumnElement[bool]) -> Report | None:
    row = await work.one_or_none(select(*_REPORT).where(attribution_reports.c.workspace_id == work.workspace_id, condition))
    return None if row is None else Report(*row)


async def list_reports(work: UnitOfWork, limit: int, before: UUID | None) -> list[ReportHead]:
    """Reports from the latest, one more than the limit if there are more."""
    query = select(*_REPORT_HEAD).where(attribution_reports.c.workspace_id == work.workspace_id)
    if before is not None:
        query = query.where(attribution_reports.c.id < before)
    rows = await work.execute(query.order_by(attribution_reports.c.id.desc()).limit(limit + 1))
    return [ReportHead(*row) for row in rows]


async def read_published(work: UnitOfWork) -> UUID | None:
    """The published report's id."""
    row = await work.one_or_none(
        select(published_report.c.report_id).where(published_report.c.workspace_id == work.workspace_id)
    )
    return None if row is None else row.report_id


async def publish(work: UnitOfWork, report_id: UUID) -> bool:
    """Make a report the published one, unless a later one is.

    Returns:
        Whether it became so now.
    """
    new = upsert(published_report).values(workspace_id=work.workspace_id, report_id=report_id)
    switched = await work.execute(
        new.on_conflict_do_update(
            index_elements=["workspace_id"],
            set_={"report_id": new.excluded.report_id, "published_at": func.now()},
            where=published_report.c.report_id < new.excluded.report_id,
        ).returning(published_report.c.report_id)
    )
    return switched.one_or_none() is not None


@dataclass(frozen=True, slots=True)
class Lift:
    """What the latest analysis of an experiment or holdout says of one treatment and metric, published by experiments.

    Attributes:
        experiment_id: The experiment; None of a holdout.
        holdout_id: The holdout; None of an experiment.
        key: Its name.
        channel: Whose communication it tests; None of a holdout, and where none was named.
        campaign: The one campaign of it; None for all.
        started_at: When it began.
        analysed_until: The moment before which outcomes were looked at.
        metric: Of the outcome: revenue, margin, and others.
        treatment: The variation.
        incremental: What it brought, all its users together, with its interval.
        level: Of the interval.
        control_without_channel: Whether the control receives nothing through the channel.
        coverage: Share of all customers that was assigned.
    """

    experiment_id: UUID | None
    holdout_id: UUID | None
    key: str
    channel: str | None
    campaign: str | None
    started_at: datetime | None
    analysed_until: datetime
    metric: str
    treatment: str
    incremental: float
    incremental_low: float
    incremental_high: float
    level: float
    control_without_channel: bool
    coverage: float


_LIFTS = text(
    """
    select experiment_id, holdout_id, key, channel, campaign, started_at, analysed_until, metric, treatment,
           incremental, incremental_low, incremental_high, level, control_without_channel, coverage
    from published.experiment_lift
    where workspace_id = :workspace_id and metric in ('revenue', 'margin') and (channel is not null or holdout_id is not null)
    order by analysed_until, key, treatment, metric
    """
)


async def read_lifts(work: UnitOfWork) -> list[Lift]:
    """Lifts of revenue and margin that tell what a channel, or all communication, brought."""
    return [Lift(*row) for row in await work.execute(_LIFTS, {"workspace_id": work.workspace_id})]


@dataclass(frozen=True, slots=True)
class BudgetPlanHead:
    """One recommended budget, an immutable record, without its answer.

    Attributes:
        report_id: Whose credit the response curves were learnt from.
        budget: What was to be divided.
        response: What the division should bring, in value, with its interval.
    """

    id: UUID
    job_id: UUID | None
    report_id: UUID | None
    request: dict[str, Any]
    digest: str
    code_version: str
    budget: Decimal
    response: float
    response_low: float | None
    response_high: float | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BudgetPlan(BudgetPlanHead):
    """One recommended budget, with the whole answer."""

    document: dict[str, Any]


_PLAN_HEAD = tuple(budget_plans.c[name] for name in BudgetPlanHead.__dataclass_fields__)
_PLAN = (*_PLAN_HEAD, budget_plans.c.document)


async def insert_plan(work: UnitOfWork, plan: BudgetPlan) -> None:
    """Keep a plan's record."""
    await work.execute(insert(budget_plans).values(workspace_id=work.workspace_id, **_values(plan, BudgetPlan)))


async def find_plan(work: UnitOfWork, plan_id: UUID) -> BudgetPlan | None:
    """The plan of that id."""
    return await _one_plan(work, budget_plans.c.id == plan_id)


async def find_plan_of_job(work: UnitOfWork, job_id: UUID) -> BudgetPlan | None:
    """The plan that a job made when it ran before."""
    return await _one_plan(work, budget_plans.c.job_id == job_id)


async def _one_plan(work: UnitOfWork, condition: ColumnElement[bool]) -> BudgetPlan | None:
    row = await work.one_or_none(select(*_PLAN).where(budget_plans.c.workspace_id == work.workspace_id, condition))
    return None if row is None else BudgetPlan(*row)


async def list_plans(work: UnitOfWork, limit: int, before: UUID | None) -> list[BudgetPlanHead]:
    """Plans from the latest, one more than the limit if there are more."""
    query = select(*_PLAN_HEAD).where(budget_plans.c.workspace_id == work.workspace_id)
    if before is not None:
        query = query.where(budget_plans.c.id < before)
    rows = await work.execute(query.order_by(budget_plans.c.id.desc()).limit(limit + 1))
    return [BudgetPlanHead(*row) for row in rows]

"""Analyses as records, and the lifts that are published of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select

from kernel.database import UnitOfWork
from schema.experiments import experiment_analyses as analyses
from schema.experiments import experiment_lifts as lifts


@dataclass(frozen=True, slots=True)
class AnalysisRecord:
    """One analysis of an experiment or a holdout: an immutable record.

    Attributes:
        request: Window and level, with every default made explicit.
        digest: Of the reduced inputs and the request: the same digest on the same lock and platform has the same answer.
        code_version: Of this distribution.
        analysed_until: The end of what was looked at.
        document: What came out.
    """

    id: UUID
    job_id: UUID | None
    experiment_id: UUID | None
    holdout_id: UUID | None
    request: dict[str, Any]
    digest: str
    code_version: str
    analysed_until: datetime
    document: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedLift:
    """A treatment's difference from the control, and what it brought in all.

    Attributes:
        difference: Per user.
        incremental: The difference times the treatment's users.
    """

    metric: str
    treatment: str
    control: str
    control_users: int
    treatment_users: int
    difference: float
    difference_low: float
    difference_high: float
    p_value: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    incremental: float
    incremental_low: float
    incremental_high: float


_COLUMNS = (
    analyses.c.id,
    analyses.c.job_id,
    analyses.c.experiment_id,
    analyses.c.holdout_id,
    analyses.c.request,
    analyses.c.digest,
    analyses.c.code_version,
    analyses.c.analysed_until,
    analyses.c.document,
    analyses.c.created_at,
)
_LIFT = tuple(column.name for column in lifts.c if column.name not in ("workspace_id", "analysis_id"))


async def insert_analysis(work: UnitOfWork, record: AnalysisRecord, published: Sequence[PublishedLift]) -> None:
    """Keep an analysis with its lifts."""
    values = {column.name: getattr(record, column.name) for column in _COLUMNS}
    await work.execute(insert(analyses).values(workspace_id=work.workspace_id, **values))
    if published:
        place = {"workspace_id": work.workspace_id, "analysis_id": record.id}
        await work.execute(insert(lifts), [place | {name: getattr(lift, name) for name in _LIFT} for lift in published])


async def find_analysis_of_job(work: UnitOfWork, job_id: UUID) -> AnalysisRecord | None:
    """The analysis that a job made when it ran before."""
    row = await work.one_or_none(
        select(*_COLUMNS).where(analyses.c.workspace_id == work.workspace_id, analyses.c.job_id == job_id)
    )
    return None if row is None else AnalysisRecord(*row)


def of_experiment(experiment_id: UUID) -> ColumnElement[bool]:
    """The condition for analyses of an experiment."""
    return analyses.c.experiment_id == experiment_id


def of_holdout(holdout_id: UUID) -> ColumnElement[bool]:
    """The condition for analyses of a holdout."""
    return analyses.c.holdout_id == holdout_id


async def list_analyses(
    work: UnitOfWork, subject: ColumnElement[bool], limit: int, before: tuple[datetime, UUID] | None = None
) -> list[AnalysisRecord]:
    """Analyses from the latest (the published view takes the first), one more than the limit if there are more."""
    query = select(*_COLUMNS).where(analyses.c.workspace_id == work.workspace_id, subject)
    if before is not None:
        moment, id_ = before
        earlier = (analyses.c.created_at == moment) & (analyses.c.id < id_)
        query = query.where((analyses.c.created_at < moment) | earlier)
    ordered = query.order_by(analyses.c.created_at.desc(), analyses.c.id.desc()).limit(limit + 1)
    return [AnalysisRecord(*row) for row in await work.execute(ordered)]

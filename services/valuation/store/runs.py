"""Model runs, and which of them is published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, case, cast, false, func, insert, or_, select
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import insert as upsert

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.tables import jobs
from schema.valuation import model_promotions, model_runs, published_model


class ModelState(StrEnum):
    """Where a run stands in the registry: its values are published, or were once, or never have been."""

    CHAMPION = "champion"
    RETIRED = "retired"
    CHALLENGER = "challenger"


class PromotionCause(StrEnum):
    """Why a run was promoted: it passed the gate, its request said `always`, or somebody asked for it later."""

    GATE = "gate"
    ALWAYS = "always"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class ModelRun:
    """One run of a model: an immutable record.

    Attributes:
        id: Ours.
        job_id: The job that made it.
        model: What was asked for.
        request: Windows, unit, horizon, discount rate, level.
        digest: Of the reduced inputs and the request: the same digest on the same lock and platform has the same answer.
        code_version: Of this distribution.
        fit: The fit of purchases.
        spend: The fit of spend; None where there was too little to fit.
        backtest: The model beside the naive forecast; None where there was too little to test on.
        diagnostics: What else is to be known.
        created_at: When.
        selection: Candidates and naive forecasts at rolling origins, and what the gate said; None of runs before there was one.
        state: Where it stands now; the only thing that is no part of the record.
        segments: A model for the customers of each channel, and where a trait was asked for of each segment and of both, pooled
            toward that of all or of the segment; None where there is none to be pooled.
        seen_xid: Of the transactions that wrote facts, the run has seen what all below this one wrote.
    """

    id: UUID
    job_id: UUID | None
    model: str
    request: dict[str, Any]
    digest: str
    code_version: str
    fit: dict[str, Any]
    spend: dict[str, Any] | None
    backtest: dict[str, Any] | None
    diagnostics: dict[str, Any]
    created_at: datetime
    selection: dict[str, Any] | None = None
    state: ModelState = ModelState.CHALLENGER
    seen_xid: int = 0
    segments: dict[str, Any] | None = None


def _state() -> ColumnElement[str]:
    mine = published_model.c.workspace_id == model_runs.c.workspace_id
    published = select(published_model.c.model_id).where(mine, published_model.c.model_id == model_runs.c.id)
    told = model_promotions.c
    was_it = or_(told.model_id == model_runs.c.id, told.previous_model_id == model_runs.c.id)
    promoted = select(told.id).where(told.workspace_id == model_runs.c.workspace_id, was_it)
    return case(
        (published.correlate(model_runs).exists(), ModelState.CHAMPION.value),
        (promoted.correlate(model_runs).exists(), ModelState.RETIRED.value),
        else_=ModelState.CHALLENGER.value,
    )


_RUN = (
    model_runs.c.id,
    model_runs.c.job_id,
    model_runs.c.model,
    model_runs.c.request,
    model_runs.c.digest,
    model_runs.c.code_version,
    model_runs.c.fit,
    model_runs.c.spend,
    model_runs.c.backtest,
    model_runs.c.diagnostics,
    model_runs.c.created_at,
    model_runs.c.selection,
    _state().label("state"),
    model_runs.c.seen_xid,
    model_runs.c.segments,
)


async def insert_run(work: UnitOfWork, run: ModelRun) -> None:
    """Keep a run's record."""
    await work.execute(
        insert(model_runs).values(
            workspace_id=work.workspace_id,
            id=run.id,
            job_id=run.job_id,
            model=run.model,
            request=run.request,
            digest=run.digest,
            code_version=run.code_version,
            fit=run.fit,
            spend=run.spend,
            backtest=run.backtest,
            diagnostics=run.diagnostics,
            created_at=run.created_at,
            selection=run.selection,
            seen_xid=run.seen_xid,
            segments=run.segments,
        )
    )


async def find_run(work: UnitOfWork, run_id: UUID) -> ModelRun | None:
    """The run of that id."""
    return await _one_run(work, model_runs.c.id == run_id)


async def find_run_of_job(work: UnitOfWork, job_id: UUID) -> ModelRun | None:
    """The run that a job made when it ran before."""
    return await _one_run(work, model_runs.c.job_id == job_id)


async def _one_run(work: UnitOfWork, condition: ColumnElement[bool]) -> ModelRun | None:
    row = await work.one_or_none(select(*_RUN).where(model_runs.c.workspace_id == work.workspace_id, condition))
    return None if row is None else _model_run(row)


def _model_run(row: Sequence[Any]) -> ModelRun:
    run = ModelRun(*row)
    tested = None if run.backtest is None else {**run.backtest, "fit": _ordered(run.backtest["fit"])}
    return replace(run, state=ModelState(run.state), fit=_ordered(run.fit), spend=_ordered(run.spend), backtest=tested)


Fit = TypeVar("Fit", dict[str, Any], dict[str, Any] | None)


def _ordered(fit: Fit) -> Fit:
    """A fit's parameters in their order: jsonb keeps keys in one of its own."""
    if fit is None:
        return fit
    named = {
        field: {name: fit[field][name] for name in fit["parameter_order"]}
        for field in ("parameters", "standard_errors")
        if fit[field] is not None
    }
    return {**fit, **named}


def is_being_made(work: UnitOfWork) -> ColumnElement[bool]:
    """Whether a run's job, or the job of its promotion, has not ended."""
    going_on = (jobs.c.workspace_id == work.workspace_id, jobs.c.state.in_(("queued", "running")))
    unfinished = select(jobs.c.id).where(*going_on)
    to_be_promoted = select(jobs.c.arguments["model_id"].astext).where(*going_on, jobs.c.arguments.has_key("model_id"))
    return or_(
        func.coalesce(model_runs.c.job_id.in_(unfinished), false()),
        cast(model_runs.c.id, SqlText).in_(to_be_promoted),
    )


async def list_live_runs(work: UnitOfWork) -> list[ModelRun]:
    """The runs whose values follow orders: the champion, and those that may become it, as they are being made."""
    published = select(published_model.c.model_id).where(published_model.c.workspace_id == work.workspace_id)
    live = or_(model_runs.c.id.in_(published), is_being_made(work))
    rows = await work.execute(
        select(*_RUN).where(model_runs.c.workspace_id == work.workspace_id, live).order_by(model_runs.c.id)
    )
    return [_model_run(row) for row in rows]


async def list_runs(work: UnitOfWork, limit: int, before: UUID | None) -> list[ModelRun]:
    """Runs from the latest, one more than the limit if there are more."""
    query = select(*_RUN).where(model_runs.c.workspace_id == work.workspace_id)
    if before is not None:
        query = query.where(model_runs.c.id < before)
    rows = await work.execute(query.order_by(model_runs.c.id.desc()).limit(limit + 1))
    return [_model_run(row) for row in rows]


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """The run whose values are published."""

    run: ModelRun
    published_at: datetime


async def read_published(work: UnitOfWork) -> PublishedModel | None:
    """The published run."""
    row = await work.one_or_none(
        select(*_RUN, published_model.c.published_at)
        .join_from(
            published_model,
            model_runs,
            (model_runs.c.workspace_id == published_model.c.workspace_id) & (model_runs.c.id == published_model.c.model_id),
        )
        .where(published_model.c.workspace_id == work.workspace_id)
    )
    return None if row is None else PublishedModel(_model_run(row[:-1]), row[-1])


@dataclass(frozen=True, slots=True)
class Promotion:
    """A run's promotion."""

    promoted_at: datetime
    previous_model_id: UUID | None
    cause: PromotionCause


async def publish(work: UnitOfWork, run: ModelRun, cause: PromotionCause) -> Promotion | None:
    """Make a run's values the published ones, and keep that on record.

    Unless somebody asks for it, a run takes the place of an earlier one only, and of none that somebody has asked for since it
    was made: what was gone back to stays.

    Returns:
        None where they were already, or another run's have to stay.
    """
    held = await work.one_or_none(
        select(published_model.c.model_id).where(published_model.c.workspace_id == work.workspace_id).with_for_update()
    )
    previous = None if held is None else held.model_id
    asked = cause is PromotionCause.REQUEST
    if previous is not None and not asked and await _asked_for_since(work, previous, run.created_at):
        return None
    new = upsert(published_model).values(workspace_id=work.workspace_id, model_id=run.id)
    current, wanted = published_model.c.model_id, new.excluded.model_id
    switch = new.on_conflict_do_update(
        index_elements=["workspace_id"],
        set_={"model_id": wanted, "published_at": func.now()},
        where=current != wanted if asked else current < wanted,
    )
    if (await work.execute(switch.returning(current))).one_or_none() is None:
        return None
    kept = insert(model_promotions).values(
        workspace_id=work.workspace_id, id=new_id(), model_id=run.id, previous_model_id=previous, cause=cause.value
    )
    promoted_at = (await work.execute(kept.returning(model_promotions.c.promoted_at))).scalar_one()
    return Promotion(promoted_at, previous, cause)


async def _asked_for_since(work: UnitOfWork, run_id: UUID, moment: datetime) -> bool:
    told = model_promotions.c
    found = await work.execute(
        select(told.id).where(
            told.workspace_id == work.workspace_id,
            told.model_id == run_id,
            told.cause == PromotionCause.REQUEST.value,
            told.promoted_at > moment,
        )
    )
    return found.first() is not None


async def list_promotions(work: UnitOfWork, run_id: UUID) -> list[Promotion]:
    """Every promotion of a run, the latest first."""
    columns = model_promotions.c
    rows = await work.execute(
        select(columns.promoted_at, columns.previous_model_id, columns.cause)
        .where(columns.workspace_id == work.workspace_id, columns.model_id == run_id)
        .order_by(columns.promoted_at.desc(), columns.id.desc())
    )
    return [Promotion(row.promoted_at, row.previous_model_id, PromotionCause(row.cause)) for row in rows]

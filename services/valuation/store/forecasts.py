"""Forecasts: immutable records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select

from kernel.database import UnitOfWork
from schema.valuation import forecasts


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of the weeks after a day: an immutable record.

    Attributes:
        id: Ours.
        job_id: The job that made it.
        model_id: The run whose parameters it stands on.
        request: The day, how many weeks, level.
        digest: Of the reduced inputs and the request.
        code_version: Of this distribution.
        document: Weeks, methods, backtest.
        created_at: When.
    """

    id: UUID
    job_id: UUID | None
    model_id: UUID
    request: dict[str, Any]
    digest: str
    code_version: str
    document: dict[str, Any]
    created_at: datetime


_FORECAST = tuple(forecasts.c[name] for name in Forecast.__slots__)


async def insert_forecast(work: UnitOfWork, forecast: Forecast) -> None:
    """Keep a record."""
    kept = {name: getattr(forecast, name) for name in Forecast.__slots__}
    await work.execute(insert(forecasts).values(workspace_id=work.workspace_id, **kept))


async def find_forecast(work: UnitOfWork, forecast_id: UUID) -> Forecast | None:
    """The forecast of that id."""
    return await _one(work, _of(work).where(forecasts.c.id == forecast_id))


async def find_forecast_of_job(work: UnitOfWork, job_id: UUID) -> Forecast | None:
    """The forecast that a job made when it ran before."""
    return await _one(work, _of(work).where(forecasts.c.job_id == job_id))


async def find_latest_forecast(work: UnitOfWork) -> Forecast | None:
    """The forecast that was made last."""
    return await _one(work, _of(work).order_by(forecasts.c.id.desc()).limit(1))


def _of(work: UnitOfWork) -> Select[Any]:
    return select(*_FORECAST).where(forecasts.c.workspace_id == work.workspace_id)


async def _one(work: UnitOfWork, query: Select[Any]) -> Forecast | None:
    row: Sequence[Any] | None = await work.one_or_none(query)
    return None if row is None else Forecast(*row)

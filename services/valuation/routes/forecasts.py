"""Forecasts of the weeks to come."""

from typing import Annotated

from fastapi import Query, Response

from kernel.application import Work, new_router, requires
from kernel.jobs import JobDocument, accepted
from kernel.principals import Scope
from kernel.problems import NotFoundError, problems
from services.valuation.problems import (
    CountsOpportunitiesError,
    NoForecastError,
    NoPublishedModelError,
    ObservationInFutureError,
)
from services.valuation.schemas.forecasts import ForecastDocument, ForecastRequest
from services.valuation.use_cases import forecasting

router = new_router("valuation")


@router.post(
    "/v1/valuation/forecasts",
    status_code=202,
    dependencies=[requires(Scope.VALUATION_WRITE)],
    responses={
        **problems(ObservationInFutureError, NoPublishedModelError, CountsOpportunitiesError),
        202: {"model": JobDocument, "description": 'The job; its result is `{"forecast_id", "model_id"}`.'},
    },
    summary="Forecast the weeks to come.",
)
async def create_forecast(body: ForecastRequest, work: Work) -> Response:
    """Purchases, active customers, revenue and new customers, week by week, by the published model or what did better.

    Purchases and revenue by group of products too, where orders say of what they consist: groups add up to the whole. A job:
    every method is tried at rolling origins first. It fails with `no_purchases` where nobody has bought yet.
    """
    return accepted(await forecasting.request_forecast(work, body.known_until, body.weeks, body.level, body.groups))


@router.get(
    "/v1/valuation/forecast",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(NoForecastError),
    summary="Read the latest forecast.",
)
async def read_latest_forecast(
    work: Work,
    weeks: Annotated[int | None, Query(ge=1, le=forecasting.MOST_WEEKS, description="Only so many of its first weeks.")] = None,
) -> ForecastDocument:
    """The forecast that was made last, whichever model is published by now."""
    return ForecastDocument.of(await forecasting.read_forecast(work, None), weeks)


@router.get(
    "/v1/valuation/forecasts/{forecast_id:encoded}",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(NotFoundError),
    summary="Read a forecast.",
)
async def read_forecast(forecast_id: str, work: Work) -> ForecastDocument:
    """A forecast's record."""
    return ForecastDocument.of(await forecasting.read_forecast(work, forecast_id))

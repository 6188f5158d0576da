"""Fits and predictions of a body's rows."""

from fastapi import Request, Response

from kernel.application import Compute, new_router, requires
from kernel.principals import Scope
from kernel.problems import MalformedBodyError, PayloadTooLargeError, TooManyRowsError, problems
from kernel.stateless import answer, json_body
from services.valuation import stateless
from services.valuation.domain.errors import (
    InvalidContractError,
    InvalidHistoryError,
    InvalidHorizonError,
    InvalidOpportunitiesError,
    InvalidParametersError,
    InvalidSpendError,
    NoExposureError,
    TooFewCustomersError,
    TooManyProbabilitiesError,
)
from services.valuation.schemas.stateless import FitAnswer, FitRequest, PredictAnswer, PredictRequest

router = new_router("valuation")


@router.post(
    "/v1/valuation/fit",
    dependencies=[requires(Scope.VALUATION_READ)],
    response_model=FitAnswer,
    responses=problems(
        MalformedBodyError,
        PayloadTooLargeError,
        TooManyRowsError,
        InvalidHistoryError,
        InvalidOpportunitiesError,
        InvalidContractError,
        InvalidSpendError,
        TooFewCustomersError,
        NoExposureError,
    ),
    openapi_extra=json_body(FitRequest),
    summary="Fit a model to rows.",
)
async def fit(request: Request, compute: Compute) -> Response:
    """Fit a model to the rows of the body by maximum likelihood: stateless, up to 64 MiB and 1,000,000 rows.

    Where the maximum is not within the parameters' space, the limit model that the data call for is fitted and named instead.
    """
    return await answer(request, compute, stateless.fit)


@router.post(
    "/v1/valuation/predict",
    dependencies=[requires(Scope.VALUATION_READ)],
    response_model=PredictAnswer,
    responses=problems(
        MalformedBodyError,
        PayloadTooLargeError,
        TooManyRowsError,
        InvalidHistoryError,
        InvalidOpportunitiesError,
        InvalidContractError,
        InvalidParametersError,
        InvalidHorizonError,
        TooManyProbabilitiesError,
    ),
    openapi_extra=json_body(PredictRequest),
    summary="Predict purchases and value of rows.",
)
async def predict(request: Request, compute: Compute) -> Response:
    """Expected purchases and P(alive) of the body's customers, with `spend` also their value; stateless.

    With `counts_up_to`, `counts` hold the probability of each number of purchases within the horizon, by every model.
    With the parameters' `covariance`, `intervals` hold what it leaves open and `predictive` the outcome's own noise too.
    clv = expected_spend × ∫₀^horizon e^(−δt) dE[Y(t)] with δ = ln(1 + annual_discount_rate) per year of 365.25 days.
    """
    return await answer(request, compute, stateless.predict)

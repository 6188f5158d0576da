"""HTTP in, HTTP out, of what needs nothing but its body."""

from fastapi import Request, Response

from kernel.application import Compute, new_router, requires
from kernel.principals import Scope
from kernel.problems import MalformedBodyError, PayloadTooLargeError, TooManyRowsError, problems
from kernel.stateless import answer, json_body
from services.attribution import stateless
from services.attribution.domain.errors import (
    CurveNotConcaveError,
    DuplicateChannelError,
    InfeasibleBudgetError,
    InvalidBudgetError,
    InvalidCurveError,
    InvalidMarkovOrderError,
    InvalidPathError,
    InvalidPositionWeightsError,
    MissingDaysError,
    ModelUnavailableError,
    TooManyReplicatesError,
    TooManyStatesError,
)
from services.attribution.schemas.stateless import ComputeAnswer, ComputeRequest, OptimizeAnswer, OptimizeRequest

router = new_router("attribution")


@router.post(
    "/v1/attribution/compute",
    dependencies=[requires(Scope.ATTRIBUTION_READ)],
    response_model=ComputeAnswer,
    responses=problems(
        MalformedBodyError,
        PayloadTooLargeError,
        TooManyRowsError,
        InvalidPathError,
        MissingDaysError,
        InvalidPositionWeightsError,
        InvalidMarkovOrderError,
        TooManyStatesError,
        ModelUnavailableError,
        TooManyReplicatesError,
    ),
    openapi_extra=json_body(ComputeRequest),
    summary="Share the conversions of paths out over their channels.",
)
async def compute(request: Request, compute: Compute) -> Response:
    """Credit by channel and model: stateless, exact, up to 64 MiB and 1,000,000 paths.

    Markov: states are windows of the last `markov_order` touches (a shorter path is one state), steps from a state to itself
    are dropped, and credit is the removal effect's share of the total; value is counted by the last state's mean value.
    Nothing is simulated: the same body gives the same answer.
    """
    return await answer(request, compute, stateless.compute)


@router.post(
    "/v1/budgets/optimize",
    dependencies=[requires(Scope.ATTRIBUTION_READ)],
    response_model=OptimizeAnswer,
    responses=problems(
        MalformedBodyError,
        PayloadTooLargeError,
        TooManyRowsError,
        InvalidCurveError,
        CurveNotConcaveError,
        DuplicateChannelError,
        InvalidBudgetError,
        InfeasibleBudgetError,
    ),
    openapi_extra=json_body(OptimizeRequest),
    summary="Divide a budget over response curves.",
)
async def optimize(request: Request, compute: Compute) -> Response:
    """The division of a budget that brings the most, exactly: stateless, up to 10,000 curves.

    Every channel that is not at a bound brings the same for its next unit, which is `marginal`. The budget is a ceiling.
    """
    return await answer(request, compute, stateless.optimize)

"""Statistics of what a body holds."""

from kernel.application import new_router, requires
from kernel.principals import Scope
from kernel.problems import TooManyRowsError, problems
from services.experiments import stateless
from services.experiments.domain.errors import (
    InconsistentTotalsError,
    InvalidCovariateError,
    InvalidDesignError,
    InvalidUsersError,
    InvalidVariationsError,
    InvalidWeightsError,
    LostVarianceError,
    MethodNotAvailableError,
    MissingTotalError,
    OutOfRangeError,
    TooFewUsersError,
    UnknownControlError,
    UnusedTotalError,
    ZeroDenominatorError,
)
from services.experiments.problems import UnknownOptionError
from services.experiments.schemas.stateless import AnalyzeAnswer, AnalyzeRequest, SampleSizeAnswer, SampleSizeRequest

router = new_router("experiments")


@router.post(
    "/v1/experiments/analyze",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(
        MethodNotAvailableError,
        InvalidVariationsError,
        UnknownControlError,
        InvalidWeightsError,
        InvalidUsersError,
        TooFewUsersError,
        MissingTotalError,
        UnusedTotalError,
        InconsistentTotalsError,
        LostVarianceError,
        ZeroDenominatorError,
        InvalidCovariateError,
        UnknownOptionError,
        OutOfRangeError,
        TooManyRowsError,
    ),
    summary="Analyze an experiment's totals.",
)
async def analyze(body: AnalyzeRequest) -> AnalyzeAnswer:
    """Compare every treatment of the body with its control: stateless, up to 100 variations, and 413 beyond.

    The difference by Welch's test, its relative lift by Fieller with the same critical multiplier, and the check of the
    sample ratio by Pearson's χ². A variation of weight 0 with fewer than two users is not compared.
    """
    return stateless.analyze(body)


@router.post(
    "/v1/experiments/sample-size",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(InvalidDesignError),
    summary="Plan a sample size.",
)
async def plan_sample_size(body: SampleSizeRequest) -> SampleSizeAnswer:
    """How many users per variation a two-sided test of two equal variations needs; the unpooled normal formula."""
    return stateless.plan_sample_size(body)

"""The stateless endpoints: a request's statistics, and its refusals with their place in the body.

An analysis of a hundred variations takes a few milliseconds, so it runs where the request is served.
"""

from services.experiments.domain import analysis, sample_size
from services.experiments.domain.moments import Metric
from services.experiments.problems import UnknownOptionError, pointing
from services.experiments.schemas.stateless import AnalyzeAnswer, AnalyzeRequest, SampleSizeAnswer, SampleSizeRequest


def analyze(request: AnalyzeRequest) -> AnalyzeAnswer:
    """Every treatment of the body beside its control.

    Raises:
        UnknownOptionError: The method has no options.
        RefusedInputError: The statistics cannot use it.
    """
    if request.method == "fixed" and request.options:
        raise UnknownOptionError("'fixed' has no options.", "/options")
    with pointing():
        found = analysis.analyze(
            Metric(request.metric),
            [variation.totals() for variation in request.variations],
            request.control,
            alpha=request.alpha,
            weights=request.weights,
            method=request.method,
        )
    return AnalyzeAnswer.of(found, request.method, request.alpha)


def plan_sample_size(request: SampleSizeRequest) -> SampleSizeAnswer:
    """How many users the body's test needs.

    Raises:
        RefusedInputError: No sample size answers to it.
    """
    with pointing():
        users = sample_size.sample_size(
            request.measured(),
            request.baseline,
            request.minimum_detectable_effect,
            effect_type=request.effect(),
            standard_deviation=request.standard_deviation,
            alpha=request.alpha,
            power=request.power,
        )
    return SampleSizeAnswer(per_variation=users)

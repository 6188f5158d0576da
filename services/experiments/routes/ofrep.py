"""The OpenFeature Remote Evaluation Protocol, version 1: its own shapes for answers and for refusals."""

from typing import Annotated, Any

import orjson
from fastapi import Depends, Request, Response

from kernel.application import Caller, begin_work, new_router, requires
from kernel.principals import Scope
from kernel.problems import InvalidTextError, MalformedBodyError, PayloadTooLargeError, Problem, problems
from kernel.stateless import json_body
from services.experiments.problems import FlagNotFoundError, InvalidContextError, TargetingKeyMissingError
from services.experiments.schemas.ofrep import EvaluationFailure, EvaluationRequest, EvaluationSuccess
from services.experiments.use_cases.evaluation import UNIT, Evaluator
from services.experiments.use_cases.exposing import LONGEST_UNIT

router = new_router("ofrep")

_ERROR_CODES: dict[type[Problem], str] = {
    MalformedBodyError: "PARSE_ERROR",
    InvalidTextError: "PARSE_ERROR",
    InvalidContextError: "INVALID_CONTEXT",
    TargetingKeyMissingError: "TARGETING_KEY_MISSING",
    FlagNotFoundError: "FLAG_NOT_FOUND",
}


async def _evaluator(request: Request) -> Evaluator:
    evaluator: Evaluator = request.app.state.evaluator
    return evaluator


@router.post(
    "/ofrep/v1/evaluate/flags/{key:encoded}",
    dependencies=[requires(Scope.FLAGS)],
    response_model=EvaluationSuccess,
    responses={
        **problems(PayloadTooLargeError),
        400: {
            "model": EvaluationFailure,
            "description": "Bad request: `PARSE_ERROR`, `INVALID_CONTEXT`, `TARGETING_KEY_MISSING`",
        },
        404: {"model": EvaluationFailure, "description": "`FLAG_NOT_FOUND`"},
    },
    openapi_extra=json_body(EvaluationRequest),
    summary="Evaluate a flag.",
)
async def evaluate(
    key: str, request: Request, caller: Caller, evaluator: Annotated[Evaluator, Depends(_evaluator)]
) -> Response:
    """A flag's value for a context, as OpenFeature's SDKs ask for it.

    Where an experiment decides, the exposure is recorded with the answer. Units in the running universal holdout get the
    default of every flag that has rules, and meet no experiment.
    """
    try:
        attributes = _attributes(await request.json())
        work = await begin_work(request, caller)
        evaluation, version = await evaluator.evaluate(work, key, attributes)
    except tuple(_ERROR_CODES) as refusal:
        failure = {"key": key, "errorCode": _ERROR_CODES[type(refusal)], "errorDetails": refusal.detail}
        return Response(orjson.dumps(failure), refusal.status, media_type="application/json")
    answer = {
        "key": key,
        "value": evaluation.value,
        "reason": evaluation.reason,
        "variant": evaluation.variant,
        "metadata": {"version": version, **evaluation.metadata},
    }
    return Response(orjson.dumps(answer), media_type="application/json")


def _attributes(body: Any) -> dict[str, Any]:  # noqa: ANN401 — JSON of any shape
    """The context's attributes, of which `id` is the targetingKey; clients without a context send none.

    Raises:
        InvalidContextError: The body or its context is no object, or the targetingKey no text of 1 to 255 characters.
    """
    if not isinstance(body, dict):
        raise InvalidContextError("The body is an object with a context.")
    context = body.get("context", {})
    if not isinstance(context, dict):
        raise InvalidContextError("The context is an object.")
    attributes = dict(context)
    targeting_key = attributes.pop("targetingKey", None)
    if targeting_key is not None:
        if not isinstance(targeting_key, str):
            raise InvalidContextError("The targetingKey is a text.")
        attributes[UNIT] = targeting_key
    if isinstance(attributes.get(UNIT), str) and len(attributes[UNIT]) > LONGEST_UNIT:
        raise InvalidContextError(f"The targetingKey has {LONGEST_UNIT} characters at the most.")
    return attributes

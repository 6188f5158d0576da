"""Exposures that happened elsewhere: HTTP in, HTTP out."""

from typing import Annotated

from fastapi import Depends, Request

from kernel.application import Work, new_router, requires
from kernel.principals import Scope
from kernel.problems import problems
from services.experiments.schemas.experiments import ExposureAnswer, ExposureBatch
from services.experiments.use_cases.exposing import record_exposures

router = new_router("exposures")


async def _secret(request: Request) -> str:
    secret: str = request.app.state.identifier_secret
    return secret


@router.post(
    "/v1/exposures",
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(),
    summary="Record exposures.",
)
async def create(body: ExposureBatch, work: Work, secret: Annotated[str, Depends(_secret)]) -> ExposureAnswer:
    """Record exposures of SDKs that evaluate themselves, of e-mail systems, of the past: up to 10,000.

    Each row is judged by itself: the assignment is computed anew, and a row that says another variation is rejected, as one of
    a unit that was held out or that the coverage leaves out. The first exposure of a unit to a variation stands.
    """
    return ExposureAnswer.of(await record_exposures(work, secret, body.told()))

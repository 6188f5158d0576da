"""The experiments service: what uvicorn runs."""

from fastapi import FastAPI

from kernel.application import create_application
from kernel.compute import ComputePool
from kernel.settings import Settings
from schema.roles import EXPERIMENTS
from services.experiments.routes import experiments, exposures, flags, holdouts, ofrep, stateless
from services.experiments.use_cases.evaluation import Evaluator

PREFIXES = ("/v1/experiments", "/v1/holdouts", "/v1/exposures", "/v1/flags", "/ofrep/v1")


def create_app(settings: Settings, compute: ComputePool | None = None) -> FastAPI:
    """The service's application."""
    application = create_application(
        "experiments",
        EXPERIMENTS,
        settings,
        [stateless.router, experiments.router, exposures.router, holdouts.router, flags.router, ofrep.router],
        compute=compute,
        description="What is proven: flags, assignment, exposures, holdouts, statistics.",
    )
    secret = settings.derived_secret("identifiers")
    application.state.identifier_secret = secret
    application.state.evaluator = Evaluator(secret)
    return application

"""The experiments service: what uvicorn runs."""

from fastapi import FastAPI

from kernel.application import create_application
from kernel.compute import ComputePool
from kernel.settings import Settings
from schema.roles import EXPERIMENTS

PREFIXES = ("/v1/experiments", "/v1/holdouts", "/v1/exposures", "/v1/flags", "/ofrep/v1")


def create_app(settings: Settings, compute: ComputePool | None = None) -> FastAPI:
    """The service's application."""
    return create_application(
        "experiments",
        EXPERIMENTS,
        settings,
        [],
        compute=compute,
        description="What is proven: flags, assignment, exposures, holdouts, statistics.",
    )

"""The planning service: what uvicorn runs."""

from fastapi import FastAPI

from kernel.application import create_application
from kernel.compute import ComputePool
from kernel.settings import Settings
from schema.roles import PLANNING
from services.planning.routes import goals, loop

PREFIXES = ("/v1/goals", "/v1/loop")


def create_app(settings: Settings, compute: ComputePool | None = None) -> FastAPI:
    """The service's application."""
    return create_application(
        "planning",
        PLANNING,
        settings,
        [goals, loop],
        compute=compute,
        description="What is intended: goals, and the state of the whole loop.",
    )

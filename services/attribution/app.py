"""The attribution service: what uvicorn runs."""

from fastapi import FastAPI

from kernel.application import create_application
from kernel.bodies import STATELESS_LIMIT, Limits
from kernel.compute import ComputePool
from kernel.settings import Settings
from schema.roles import ATTRIBUTION
from services.attribution.routes import budgets, reports, stateless

PREFIXES = ("/v1/attribution", "/v1/budgets")
LIMITS: Limits = {"/v1/attribution/compute": STATELESS_LIMIT, "/v1/budgets/optimize": STATELESS_LIMIT}


def create_app(settings: Settings, compute: ComputePool | None = None) -> FastAPI:
    """The service's application."""
    return create_application(
        "attribution",
        ATTRIBUTION,
        settings,
        [stateless.router, reports.router, budgets.router],
        compute=compute,
        limits=LIMITS,
        description="What communication returned: credit by channel, returns, budgets.",
    )

"""The valuation service: what uvicorn runs."""

from fastapi import FastAPI

from kernel.application import create_application
from kernel.bodies import STATELESS_LIMIT, Limits
from kernel.compute import ComputePool
from kernel.settings import Settings
from schema.roles import VALUATION
from services.valuation.routes import economics, forecasts, loyalty, models, prospects, stateless

PREFIXES = ("/v1/valuation",)
LIMITS: Limits = {"/v1/valuation/fit": STATELESS_LIMIT, "/v1/valuation/predict": STATELESS_LIMIT}


def create_app(settings: Settings, compute: ComputePool | None = None) -> FastAPI:
    """The service's application."""
    return create_application(
        "valuation",
        VALUATION,
        settings,
        [stateless.router, models.router, economics.router, forecasts.router, loyalty.router, prospects.router],
        compute=compute,
        limits=LIMITS,
        description="What customers are worth: purchases to come, spend, lifetime value, loyalty.",
    )

"""The segmentation service: what uvicorn runs."""

from fastapi import FastAPI

from kernel.application import create_application
from kernel.bodies import Limits
from kernel.compute import ComputePool
from kernel.settings import Settings
from schema.roles import SEGMENTATION
from services.segmentation.routes import collector, customers, feedback, imports

PREFIXES = (
    *(f"/v1/{kind}" for kind in collector.KINDS),
    *collector.SHORT_FORMS,
    "/v1/events",
    "/v1/imports",
    "/v1/customers",
    "/v1/feedback",
    "/v1/rfm",
)
LIMITS: Limits = {"/v1/imports": None}


def create_app(settings: Settings, compute: ComputePool | None = None) -> FastAPI:
    """The service's application."""
    return create_application(
        "segmentation",
        SEGMENTATION,
        settings,
        [collector.router, imports.router, customers.router, feedback.router],
        compute=compute,
        limits=LIMITS,
        description="What customers do and say: events, orders, identities, imports, feedback, RFM.",
    )

"""The composition root: which services there are, which paths lead to them, which jobs and readers the worker runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.app import Gateway, create_gateway
from kernel import maintenance
from kernel.compute import ComputePool
from kernel.feed import Reader
from kernel.jobs import JobKind, Worker
from kernel.settings import Settings
from schema.prepare import make_event_partitions
from schema.roles import DISPATCHER
from services.attribution import app as attribution
from services.attribution import jobs as attribution_jobs
from services.experiments import app as experiments
from services.experiments import jobs as experiments_jobs
from services.experiments import reactions as experiments_reactions
from services.planning import app as planning
from services.segmentation import app as segmentation
from services.segmentation import housekeeping as segmentation_housekeeping
from services.segmentation import jobs as segmentation_jobs
from services.valuation import app as valuation
from services.valuation import jobs as valuation_jobs
from services.valuation import reactions as valuation_reactions


@dataclass(frozen=True, slots=True)
class Service:
    """One service: how its application is made, and the paths that lead to it."""

    create: Callable[[Settings, ComputePool | None], FastAPI]
    prefixes: tuple[str, ...]


SERVICES: Mapping[str, Service] = {
    "segmentation": Service(segmentation.create_app, segmentation.PREFIXES),
    "valuation": Service(valuation.create_app, valuation.PREFIXES),
    "attribution": Service(attribution.create_app, attribution.PREFIXES),
    "experiments": Service(experiments.create_app, experiments.PREFIXES),
    "planning": Service(planning.create_app, planning.PREFIXES),
}

JOB_KINDS: tuple[JobKind, ...] = (
    *segmentation_jobs.JOB_KINDS,
    *valuation_jobs.JOB_KINDS,
    *attribution_jobs.JOB_KINDS,
    *experiments_jobs.JOB_KINDS,
)

READERS: tuple[Reader, ...] = (valuation_reactions.READER, experiments_reactions.READER)


async def _make_partitions(connection: AsyncConnection) -> None:
    await make_event_partitions(connection)


HOUSEKEEPING = (
    maintenance.mend_feed_after_restore,
    _make_partitions,
    maintenance.purge_idempotency_keys,
    maintenance.purge_feed,
    maintenance.purge_jobs,
    segmentation_housekeeping.purge,
)
"""What the worker does at its start and every hour, as the dispatcher."""


def create_system(settings: Settings) -> Gateway:
    """The gateway with all services behind it in one process; they share one process pool."""
    compute = ComputePool(settings.compute_workers)
    services = {name: service.create(settings, compute) for name, service in SERVICES.items()}
    prefixes = {prefix: name for name, service in SERVICES.items() for prefix in service.prefixes}
    return create_gateway(settings, services, prefixes)


def create_worker(settings: Settings) -> Worker:
    """One worker."""
    return Worker(settings, DISPATCHER, JOB_KINDS, READERS, housekeeping=HOUSEKEEPING)


def merged_openapi() -> dict[str, Any]:
    """The contract of the whole system; needs no database."""
    nowhere = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key=SecretStr("0" * 64))
    return create_system(nowhere).openapi()

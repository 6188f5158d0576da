"""The composition root: the gateway with the services behind it, and the jobs and readers that the worker runs.

They stand in one process (`create_system`) or apart (`create_gateway_apart`, and `create_service` of `attune.services`), and
nothing else differs.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection

from attune.services import SERVICES
from gateway.app import Gateway, create_gateway
from gateway.settings import GatewaySettings
from gateway.upstreams import Remote, read_names
from kernel import maintenance
from kernel.compute import ComputePool
from kernel.feed import Reader
from kernel.jobs import JobKind, Worker
from kernel.settings import Settings
from schema.prepare import make_event_partitions
from schema.roles import DISPATCHER
from services.attribution import jobs as attribution_jobs
from services.experiments import jobs as experiments_jobs
from services.experiments import reactions as experiments_reactions
from services.segmentation import housekeeping as segmentation_housekeeping
from services.segmentation import jobs as segmentation_jobs
from services.valuation import jobs as valuation_jobs
from services.valuation import reactions as valuation_reactions

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
    return create_gateway(settings, _applications(settings), _prefixes())


def create_gateway_apart(settings: Settings, addresses: Mapping[str, str]) -> Gateway:
    """The gateway alone, with the services at the other end of HTTP connections.

    Their code is here too, for the contract; none of it serves requests.

    Args:
        settings: The process' settings.
        addresses: Service → where it is: `http://host:port`, several parted by commas.

    Raises:
        AddressError: An address is none that can be called.
    """
    gateway_settings = GatewaySettings()
    upstreams = {name: Remote(name, read_names(addresses[name]), gateway_settings) for name in SERVICES}
    return create_gateway(settings, _applications(settings), _prefixes(), upstreams, gateway_settings)


def _applications(settings: Settings) -> dict[str, FastAPI]:
    compute = ComputePool(settings.compute_workers)
    return {name: service.create(settings, compute) for name, service in SERVICES.items()}


def _prefixes() -> dict[str, str]:
    return {prefix: name for name, service in SERVICES.items() for prefix in service.prefixes}


def create_worker(settings: Settings) -> Worker:
    """One worker."""
    return Worker(settings, DISPATCHER, JOB_KINDS, READERS, housekeeping=HOUSEKEEPING)


def merged_openapi() -> dict[str, Any]:
    """The contract of the whole system; needs no database."""
    nowhere = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key=SecretStr("0" * 64))
    return create_system(nowhere).openapi()

"""The composition root: which services there are, which paths lead to them, which jobs and readers the worker runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import FastAPI

from kernel.compute import ComputePool
from kernel.feed import Reader
from kernel.jobs import JobKind
from kernel.settings import Settings
from services.segmentation import app as segmentation
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
}

JOB_KINDS: tuple[JobKind, ...] = (*segmentation_jobs.JOB_KINDS, *valuation_jobs.JOB_KINDS)

READERS: tuple[Reader, ...] = (valuation_reactions.READER,)

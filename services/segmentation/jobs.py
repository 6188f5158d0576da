"""The long use cases: imports, the rebuild and erasures."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from kernel.jobs import JobContext, JobKind
from schema.roles import SEGMENTATION
from services.segmentation.use_cases import erasure, imports, projection
from services.segmentation.use_cases.erasure import Asked

IMPORT = "segmentation.import"
REBUILD = "segmentation.rebuild"
ERASE = "segmentation.erase"


async def run_import(context: JobContext) -> dict[str, Any]:
    """Read a staged file into the tables."""
    done = await imports.run_import(context, UUID(context.arguments["import_id"]))
    return {
        "accepted": done.accepted,
        "duplicates": done.duplicates,
        "rejected": done.rejected,
        "rejected_sample": [asdict(reject) for reject in done.rejects],
    }


async def run_rebuild(context: JobContext) -> dict[str, Any]:
    """Project all stored events anew."""
    return asdict(await projection.rebuild(context))


async def run_erasure(context: JobContext) -> dict[str, Any]:
    """Forget a customer."""
    erased = await erasure.erase(context, asked_of(context.arguments))
    return {**asdict(erased), "customer_id": str(erased.customer_id)}


def arguments_of(asked: Asked) -> dict[str, str]:
    """The arguments of the job that forgets somebody."""
    return {name: str(value) for name, value in asdict(asked).items() if value is not None}


def asked_of(arguments: Mapping[str, Any]) -> Asked:
    """Whom a job is to forget."""
    return Asked(**{name: UUID(value) for name, value in arguments.items()})


JOB_KINDS = (
    JobKind(IMPORT, SEGMENTATION, run_import),
    JobKind(REBUILD, SEGMENTATION, run_rebuild),
    JobKind(ERASE, SEGMENTATION, run_erasure),
)

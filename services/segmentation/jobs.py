"""The long use cases: imports and the rebuild."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from kernel.jobs import JobContext, JobKind
from schema.roles import SEGMENTATION
from services.segmentation.use_cases import imports, projection

IMPORT = "segmentation.import"
REBUILD = "segmentation.rebuild"


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


JOB_KINDS = (JobKind(IMPORT, SEGMENTATION, run_import), JobKind(REBUILD, SEGMENTATION, run_rebuild))

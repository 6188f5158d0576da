"""Exposures as they are kept: who was first shown which variation of which experiment, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, Text, Uuid, bindparam, delete, text
from sqlalchemy.dialects.postgresql import ARRAY

from kernel.database import UnitOfWork
from schema.experiments import exposures


@dataclass(frozen=True, slots=True)
class NewExposure:
    """A unit that met a variation.

    Attributes:
        unit: A userId or an anonymousId.
        digest: Its pseudonym, by which an erasure finds it.
    """

    experiment_id: UUID
    unit: str
    digest: bytes
    variation: str
    exposed_at: datetime


# Rows in key order: batches that cross cannot deadlock. A row that was there keeps the earliest moment; only a row that the
# statement made has no transaction in xmax.
_WRITE = text(
    """
    insert into attune.exposures as kept (workspace_id, experiment_id, unit, unit_digest, variation, exposed_at)
    select :workspace_id, e.experiment_id, e.unit, e.digest, e.variation, e.exposed_at
    from unnest(:experiments, :units, :digests, :variations, :moments)
        as e(experiment_id, unit, digest, variation, exposed_at)
    order by e.experiment_id, e.unit, e.variation
    on conflict (workspace_id, experiment_id, unit, variation) do update
        set exposed_at = excluded.exposed_at
        where excluded.exposed_at < kept.exposed_at
    returning kept.xmax = '0'::xid
    """
).bindparams(
    bindparam("experiments", type_=ARRAY(Uuid)),
    bindparam("units", type_=ARRAY(Text)),
    bindparam("digests", type_=ARRAY(LargeBinary)),
    bindparam("variations", type_=ARRAY(Text)),
    bindparam("moments", type_=ARRAY(DateTime(timezone=True))),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of exposures.

    Attributes:
        made: Those that were not known.
        moved: Those that were known as of a later moment.
    """

    made: int
    moved: int


async def write_exposures(work: UnitOfWork, told: Sequence[NewExposure]) -> Written:
    """Keep exposures; each triple of experiment, unit and variation is told once at the most."""
    if not told:
        return Written(0, 0)
    rows = await work.execute(
        _WRITE,
        {
            "workspace_id": work.workspace_id,
            "experiments": [exposure.experiment_id for exposure in told],
            "units": [exposure.unit for exposure in told],
            "digests": [exposure.digest for exposure in told],
            "variations": [exposure.variation for exposure in told],
            "moments": [exposure.exposed_at for exposure in told],
        },
    )
    made = list(rows.scalars())
    return Written(sum(made), len(made) - sum(made))


async def drop_exposures(work: UnitOfWork, digests: Iterable[bytes]) -> int:
    """Drop the exposures of those units; how many there were."""
    dropped = await work.execute(
        delete(exposures).where(exposures.c.workspace_id == work.workspace_id, exposures.c.unit_digest.in_(list(digests)))
    )
    return dropped.rowcount

"""Touchpoints: those of events, which are written beside them, and those of imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Numeric, Text, Uuid
from sqlalchemy.types import TypeEngine

from kernel.database import UnitOfWork
from services.segmentation.domain.touchpoints import Touch
from services.segmentation.store.arrays import with_arrays


@dataclass(frozen=True, slots=True)
class ToldTouch:
    """A touchpoint and the subject it is of."""

    touch: Touch
    subject_id: UUID


TOUCH_COLUMN_TYPES: dict[str, TypeEngine[Any]] = {
    "touch_keys": Text(),
    "touch_subjects": Uuid(),
    "touch_occurred": DateTime(timezone=True),
    "touch_channels": Text(),
    "touch_sources": Text(),
    "touch_mediums": Text(),
    "touch_campaigns": Text(),
    "touch_kinds": Text(),
    "touch_costs": Numeric(20, 4),
}
"""The types of `touch_columns`, for the statements' bind parameters."""


def touch_columns(told: Sequence[ToldTouch]) -> dict[str, list[object]]:
    """Touchpoints as the arrays that statements take."""
    touches = [each.touch for each in told]
    return {
        "touch_keys": [touch.key for touch in touches],
        "touch_subjects": [each.subject_id for each in told],
        "touch_occurred": [touch.occurred_at for touch in touches],
        "touch_channels": [str(touch.channel) for touch in touches],
        "touch_sources": [touch.source for touch in touches],
        "touch_mediums": [touch.medium for touch in touches],
        "touch_campaigns": [touch.campaign for touch in touches],
        "touch_kinds": [str(touch.kind) for touch in touches],
        "touch_costs": [touch.cost for touch in touches],
    }


_UPSERT = with_arrays(
    """
    insert into attune.touchpoints as known (workspace_id, touch_key, subject_id, occurred_at, channel, source, medium,
        campaign, kind, cost)
    select :workspace_id, t.*
    from unnest(:touch_keys, :touch_subjects, :touch_occurred, :touch_channels, :touch_sources, :touch_mediums,
                :touch_campaigns, :touch_kinds, :touch_costs)
        as t(touch_key, subject_id, occurred_at, channel, source, medium, campaign, kind, cost)
    order by t.touch_key
    on conflict (workspace_id, touch_key) do update set
        subject_id = excluded.subject_id, occurred_at = excluded.occurred_at, channel = excluded.channel,
        source = excluded.source, medium = excluded.medium, campaign = excluded.campaign, kind = excluded.kind,
        cost = excluded.cost
    where (known.subject_id, known.occurred_at, known.channel, known.source, known.medium, known.campaign, known.kind,
           known.cost)
        is distinct from
        (excluded.subject_id, excluded.occurred_at, excluded.channel, excluded.source, excluded.medium, excluded.campaign,
         excluded.kind, excluded.cost)
    returning touch_key
    """,
    **TOUCH_COLUMN_TYPES,
)


async def upsert_touches(work: UnitOfWork, told: Sequence[ToldTouch]) -> set[str]:
    """Write touchpoints of distinct keys: new ones are added, changed ones replace what was said before.

    Returns:
        The keys of those that were new or changed; the others said what was known.
    """
    if not told:
        return set()
    rows = await work.execute(_UPSERT, {"workspace_id": work.workspace_id, **touch_columns(told)})
    return set(rows.scalars())

"""What was spent, by channel and day."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Date, Numeric, Text
from sqlalchemy.types import TypeEngine

from kernel.database import UnitOfWork
from services.segmentation.domain.imported_rows import SpendRow
from services.segmentation.store.arrays import with_arrays

_COLUMN_TYPES: dict[str, TypeEngine[Any]] = {
    "spend_keys": Text(),
    "channels": Text(),
    "campaigns": Text(),
    "days": Date(),
    "amounts": Numeric(20, 4),
    "currencies": Text(),
}

_UPSERT = with_arrays(
    """
    insert into attune.spend as known (workspace_id, spend_key, channel, campaign, day, amount, currency)
    select :workspace_id, s.*
    from unnest(:spend_keys, :channels, :campaigns, :days, :amounts, :currencies)
        as s(spend_key, channel, campaign, day, amount, currency)
    order by s.spend_key
    on conflict (workspace_id, spend_key) do update set
        channel = excluded.channel, campaign = excluded.campaign, day = excluded.day, amount = excluded.amount,
        currency = excluded.currency
    where (known.channel, known.campaign, known.day, known.amount, known.currency)
        is distinct from (excluded.channel, excluded.campaign, excluded.day, excluded.amount, excluded.currency)
    returning spend_key
    """,
    **_COLUMN_TYPES,
)


async def upsert_spend(work: UnitOfWork, rows: Mapping[str, SpendRow]) -> set[str]:
    """Write imported spend, by its keys: new rows are added, changed ones replace what an import said before.

    Returns:
        The keys of those that were new or changed; the others said what was known.
    """
    if not rows:
        return set()
    said = rows.values()
    columns = {
        "spend_keys": list(rows),
        "channels": [row.channel for row in said],
        "campaigns": [row.campaign for row in said],
        "days": [row.day for row in said],
        "amounts": [row.amount for row in said],
        "currencies": [row.currency for row in said],
    }
    written = await work.execute(_UPSERT, {"workspace_id": work.workspace_id, **columns})
    return set(written.scalars())

"""What every service's tables need swept now and then, by the dispatcher."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

IDEMPOTENCY_WINDOW_HOURS = 48
"""For how long a repeated request gets the stored answer."""

_ROWS = 20_000  # in one sweep: its transaction stays short
_OLD_KEYS = text(
    """
    delete from attune.idempotency_keys where ctid = any(array(
        select ctid from attune.idempotency_keys where created_at < now() - make_interval(hours => :hours) limit :rows
    ))
    """
)


async def purge_idempotency_keys(connection: AsyncConnection) -> bool:
    """Delete stored answers that are past the window.

    Returns:
        Whether more are left for another sweep.
    """
    values = {"hours": IDEMPOTENCY_WINDOW_HOURS, "rows": _ROWS}
    return bool((await connection.execute(_OLD_KEYS, values)).rowcount == _ROWS)

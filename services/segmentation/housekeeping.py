"""What is swept away every hour, by the dispatcher, across workspaces: keys past the window, files that nobody will read."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.segmentation.jobs import IMPORT

KEY_WINDOW_DAYS = 30
"""For how long a message id is remembered; imports and orders are unique for ever."""

_AT_ONCE = 20_000

_OLD_KEYS = text(
    """
    delete from attune.event_keys where (workspace_id, message_id) in (
        select workspace_id, message_id from attune.event_keys
        where received_on < (now() at time zone 'UTC')::date - cast(:days as integer) limit :most
    )
    """
)
_BROKEN_UPLOADS = text("delete from attune.imports where staged_at is null and created_at < now() - interval '1 day'")

# The file of a job that was called off before it began, or was given up: what was read of it stays, with its rejects.
_UNREAD_FILES = text(
    """
    delete from attune.imports i using attune.jobs j
    where j.kind = :kind and j.state in ('failed', 'cancelled')
      and i.workspace_id = j.workspace_id and i.id = (j.arguments ->> 'import_id')::uuid
    """
)


async def purge(connection: AsyncConnection) -> bool:
    """One sweep, no larger than a short transaction bears.

    Returns:
        Whether there is more.
    """
    await connection.execute(_BROKEN_UPLOADS)
    await connection.execute(_UNREAD_FILES, {"kind": IMPORT})
    swept = await connection.execute(_OLD_KEYS, {"days": KEY_WINDOW_DAYS, "most": _AT_ONCE})
    return swept.rowcount == _AT_ONCE

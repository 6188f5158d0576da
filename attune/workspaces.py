"""`attune workspace create`."""

from gateway.use_cases import NewWorkspace, create_workspace
from kernel.database import Database
from kernel.settings import Settings
from schema.prepare import prepare
from schema.roles import GATEWAY


async def make_workspace(settings: Settings, name: str, time_zone: str, currency: str) -> NewWorkspace:
    """Make a workspace and its keys.

    Raises:
        Problem: The name is taken, or a setting is no such thing.
    """
    database = Database(settings, GATEWAY)
    try:
        return await create_workspace(database, name, time_zone, currency)
    finally:
        await database.close()


async def prepare_and_make(settings: Settings, name: str, time_zone: str, currency: str) -> NewWorkspace:
    """The same where no system may have run yet: on a data directory, the database is ours to prepare."""
    await prepare(settings)
    return await make_workspace(settings, name, time_zone, currency)

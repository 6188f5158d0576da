"""The embedded Postgres that `attune up` starts where no database URL is given."""

from kernel.embedded.binaries import find_binaries
from kernel.embedded.errors import (
    BinariesNotFoundError,
    ClosedDirectoryError,
    DataDirectoryInUseError,
    EmbeddedError,
    NotStartedError,
    PasswordMismatchError,
    PortTakenError,
    StartFailedError,
)
from kernel.embedded.layout import EmbeddedServer
from kernel.embedded.server import EmbeddedPostgres, running_server

__all__ = [
    "BinariesNotFoundError",
    "ClosedDirectoryError",
    "DataDirectoryInUseError",
    "EmbeddedError",
    "EmbeddedPostgres",
    "EmbeddedServer",
    "NotStartedError",
    "PasswordMismatchError",
    "PortTakenError",
    "StartFailedError",
    "find_binaries",
    "running_server",
]

"""What can keep the embedded Postgres from running, each with a stable code."""

from pathlib import Path
from typing import ClassVar


class EmbeddedError(Exception):
    """The embedded Postgres cannot do what was asked.

    Attributes:
        code: Stable name of the kind of error.
    """

    code: ClassVar[str] = "embedded_postgres_failed"


class DataDirectoryInUseError(EmbeddedError):
    """Another launcher holds the data directory.

    Attributes:
        directory: The data directory.
        holder: Process id of the launcher that holds it, where it could be read.
    """

    code: ClassVar[str] = "data_directory_in_use"

    def __init__(self, directory: Path, holder: int | None) -> None:
        self.directory = directory
        self.holder = holder
        by = f"process {holder}" if holder is not None else "another process"
        super().__init__(f"the data directory {directory} is in use by {by}; stop it first or choose another directory")


class ClosedDirectoryError(EmbeddedError):
    """A directory is closed to the user that has to work in it.

    Attributes:
        directory: The closed directory.
        user: Name of the user it is closed to.
    """

    code: ClassVar[str] = "closed_directory"

    def __init__(self, directory: Path, user: str) -> None:
        self.directory = directory
        self.user = user
        super().__init__(f"{directory} is closed to the user {user}; open it to that user or choose another directory")


class BinariesNotFoundError(EmbeddedError):
    """No PostgreSQL installation was found, or the one that was named is none."""

    code: ClassVar[str] = "postgres_binaries_not_found"


class PasswordMismatchError(EmbeddedError):
    """The cluster was made with another password than the one given."""

    code: ClassVar[str] = "postgres_password_mismatch"


class PortTakenError(EmbeddedError):
    """The port that was asked for is taken; only a port of the launcher's own choice is replaced by another."""

    code: ClassVar[str] = "postgres_port_taken"


class StartFailedError(EmbeddedError):
    """PostgreSQL did not start; the message ends with what its log says."""

    code: ClassVar[str] = "postgres_start_failed"


class NotStartedError(EmbeddedError):
    """The embedded Postgres was asked about before `start()` or after `stop()`."""

    code: ClassVar[str] = "postgres_not_started"

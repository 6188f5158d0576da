"""Where the embedded Postgres lies within Attune's data directory, and where a running one answers."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

HOST = "127.0.0.1"
SUPERUSER = "attune_admin"
DATABASE = "attune"


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """Where a running embedded Postgres answers.

    Attributes:
        host: Always the loopback address.
        port: TCP port.
        superuser: The role that owns the cluster.
        password: Its password.
        database: The database that holds Attune's schema.
    """

    host: str
    port: int
    superuser: str
    password: str = field(repr=False)
    database: str

    def url(self) -> str:
        """The server as `postgresql://user:password@host:port/database`."""
        user, password = quote(self.superuser, safe=""), quote(self.password, safe="")
        return f"postgresql://{user}:{password}@{self.host}:{self.port}/{self.database}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of the embedded Postgres in the data directory.

    Attributes:
        directory: Attune's data directory, absolute.
    """

    directory: Path

    @property
    def cluster(self) -> Path:
        """The cluster: what PostgreSQL calls its data directory."""
        return self.directory / "postgres"

    @property
    def unfinished_cluster(self) -> Path:
        """Where initdb works; renamed to `cluster` when complete, so that a killed initdb leaves no half cluster."""
        return self.directory / "postgres.new"

    @property
    def lock(self) -> Path:
        """The file that the one launcher holds locked."""
        return self.directory / "postgres.lock"

    @property
    def log(self) -> Path:
        """What PostgreSQL writes to its standard error."""
        return self.directory / "postgres.log"

    @property
    def port(self) -> Path:
        """The port of the last start, preferred on the next."""
        return self.directory / "postgres.port"

    @property
    def postmaster_file(self) -> Path:
        """PostgreSQL's own note of its process, port and state."""
        return self.cluster / "postmaster.pid"

    @property
    def stale_postmaster_file(self) -> Path:
        """Where a note is moved that names a process which is no postmaster of this cluster."""
        return self.directory / "postmaster.pid.stale"


@dataclass(frozen=True, slots=True)
class PostmasterFile:
    """What postmaster.pid says; lines that are not written yet are None.

    Attributes:
        pid: Process id of the postmaster.
        port: TCP port.
        status: `starting`, `ready`, `stopping` or `standby`.
    """

    pid: int
    port: int | None
    status: str | None

    @classmethod
    def parse(cls, text: str) -> "PostmasterFile | None":
        """Reads the text of a postmaster.pid; None where it names no process (empty or torn by a crash)."""
        lines = [line.strip() for line in text.splitlines()]
        pid = _integer(lines, 0)
        if pid is None:
            return None
        # A single-user backend notes its process id with a minus sign.
        return cls(pid=abs(pid), port=_integer(lines, 3), status=(lines[7] or None) if len(lines) > 7 else None)

    @classmethod
    def read(cls, path: Path) -> "PostmasterFile | None":
        """Reads a postmaster.pid; None where there is none, or none that names a process."""
        try:
            return cls.parse(path.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return None


def _integer(lines: list[str], index: int) -> int | None:
    try:
        return int(lines[index])
    except (IndexError, ValueError):
        return None


def read_port(path: Path) -> int | None:
    """The port kept from the last start, None where none (or no port) is kept."""
    try:
        port = int(path.read_text(encoding="ascii", errors="replace"))
    except (FileNotFoundError, ValueError):
        return None
    return port if 0 < port < 65536 else None


def write_port(path: Path, port: int) -> None:
    """Keeps the port for the next start, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)  # never through a link that somebody else may have left there
    draft.write_text(f"{port}\n", encoding="ascii")
    draft.replace(path)


def sync_directory(directory: Path) -> None:
    """Makes a rename within `directory` survive a loss of power."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

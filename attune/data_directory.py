"""What a data directory holds: the secret of this installation, and its embedded Postgres."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from kernel.embedded import EmbeddedPostgres, EmbeddedServer, running_server
from kernel.settings import Settings

DEFAULT = Path(".attune")
_SECRET = "secret.key"  # noqa: S105 — the file's name


def read_or_make_secret(directory: Path) -> str:
    """The secret that seeds everything of this installation, made at the first start, readable by its owner alone."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / _SECRET
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_hex(32)
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return secret


def embedded_password(secret: str) -> str:
    """The embedded Postgres superuser's password."""
    return Settings(database_url="postgresql://", secret_key=SecretStr(secret)).derived_secret("embedded")


def embedded_postgres(directory: Path) -> EmbeddedPostgres:
    """The embedded Postgres of a data directory, not yet started."""
    return EmbeddedPostgres(directory, password=embedded_password(read_or_make_secret(directory)))


def settings_for(server: EmbeddedServer, directory: Path) -> Settings:
    """Settings that lead to a running embedded Postgres."""
    return Settings(database_url=server.url(), secret_key=SecretStr(read_or_make_secret(directory)))


@contextmanager
def settings_of(directory: Path) -> Iterator[Settings]:
    """Settings of a data directory: of the system that runs on it, or of a Postgres started for this one command."""
    server = running_server(directory, embedded_password(read_or_make_secret(directory)))
    if server is not None:
        yield settings_for(server, directory)
        return
    with embedded_postgres(directory) as embedded:
        yield settings_for(embedded.server, directory)

"""A whole system, run for the demonstration as a user would run it: `attune up`, in a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attune.data_directory import settings_of
from attune.workspaces import make_workspace
from gateway.use_cases import NewWorkspace

_READY_WITHIN = 60
_KEYS = "demo.json"
WORKSPACE = "demo: real purchases, simulated marketing"


class NotReadyError(Exception):
    """`attune up` ended before it was ready."""


@contextmanager
def running_system(directory: Path, port: int, *, apart: bool = False) -> Iterator[str]:
    """Run `attune up` on a data directory.

    Args:
        directory: The data directory.
        port: To answer on; 0 for any free one.
        apart: Whether the gateway and each service are processes of their own.

    Yields:
        The address it answers at.
    """
    log = (directory / "demo.log").open("ab")
    command = [sys.executable, "-m", "attune", "up", "--port", str(port), "--data-dir", str(directory)]
    command += ["--apart"] if apart else []
    with log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log) as process:  # noqa: S603 — our own command
        try:
            yield _address(process, directory)
        finally:
            process.terminate()
            process.wait(_READY_WITHIN)


def _address(process: subprocess.Popen[bytes], directory: Path) -> str:
    assert process.stdout is not None  # noqa: S101 — it was asked for
    line = process.stdout.readline().decode()  # blocks until it is ready, or has ended
    if not line.startswith("ready "):
        raise NotReadyError(f"attune up ended before it was ready; its log is {directory / 'demo.log'}.")
    return line.split()[1]


def demo_workspace(directory: Path) -> NewWorkspace:
    """The demonstration's workspace and keys, made at the first run on a data directory and kept beside its data."""
    path = directory / _KEYS
    if path.exists():
        return NewWorkspace(**json.loads(path.read_text()))
    with settings_of(directory) as settings:
        made = asyncio.run(make_workspace(settings, WORKSPACE, "UTC", "USD"))
    document = {
        "workspace_id": str(made.workspace_id),
        "admin_key": made.admin_key,
        "write_key": made.write_key,
        "client_key": made.client_key,
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(document, file)
    return made

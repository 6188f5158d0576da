"""Published data that tests measure against; none of it is part of the project."""

import os
from pathlib import Path

import pytest


def reference_file(name: str) -> Path:
    """A file of the directory that ATTUNE_REFERENCE_DATA names; without it the test is skipped."""
    directory = os.environ.get("ATTUNE_REFERENCE_DATA")
    if directory is None:
        pytest.skip("ATTUNE_REFERENCE_DATA names no directory of reference data")
    path = Path(directory) / name
    if not path.exists():
        pytest.skip(f"{name} is not among the reference data")
    return path

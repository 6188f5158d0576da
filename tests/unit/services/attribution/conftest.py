"""The sample paths that ChannelAttribution comes with, where the reference data are."""

import csv
import os
from pathlib import Path

import pytest

from services.attribution.domain import Paths


@pytest.fixture(scope="session")
def sample() -> Paths:
    """10,000 rows over twelve channels: 19,785 conversions, 68,602 nulls."""
    directory = os.environ.get("ATTUNE_REFERENCE_DATA")
    if directory is None or not (file := Path(directory, "channel_paths.csv")).exists():
        pytest.skip("ATTUNE_REFERENCE_DATA names no directory with channel_paths.csv")
    with file.open() as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return Paths.of(
        [row["path"].split(" > ") for row in rows],
        [float(row["total_conversions"]) for row in rows],
        [float(row["total_conversion_value"]) for row in rows],
        [float(row["total_null"]) for row in rows],
    )

"""SIGTERM while `attune up` still starts: a clean end, whatever step it was at."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

WITHIN = 120.0


@pytest.mark.parametrize("moment", ["postgres.new", "postgres/postmaster.pid", "postgres.port"])
def test_an_end_in_the_middle_of_the_start_is_clean(tmp_path: Path, moment: str) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-m", "attune", "up", "--port", "0", "--data-dir", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/") as process:
        wait_for(data / moment, process)
        process.terminate()
        output, errors = process.communicate(timeout=WITHIN)
    assert (process.returncode, output) == (0, ""), errors
    assert "Traceback" not in errors
    assert not (data / "postgres.new").exists()
    assert not (data / "postgres" / "postmaster.pid").exists()
    if (data / "postgres.log").exists():
        assert "was not properly shut down" not in (data / "postgres.log").read_text()
    assert working_in(data) == []


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + WITHIN
    while not path.exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)


def working_in(directory: Path) -> list[str]:
    """The processes whose working directory lies in a directory."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            target = link.readlink()
        except OSError:  # it ended, or is another's
            continue
        if target.is_relative_to(directory):
            found.append(f"{link}: {target}")
    return found

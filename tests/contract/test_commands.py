"""The commands of a user, while the system runs."""

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.contract.running import ROOM, System, run_attune


def create_workspace(system: System, name: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    return run_attune("workspace", "create", name, *system.place, *words)


def test_a_workspace_is_made_while_the_system_runs_and_only_its_json_is_printed(system: System) -> None:
    name = f"made {time.time_ns()} with 'quotes'"
    done = create_workspace(system, name, "--json", "--time-zone", "Europe/Warsaw", "--currency", "PLN")
    assert done.returncode == 0, done.stderr.decode()
    made: dict[str, str] = json.loads(done.stdout)
    assert list(made) == ["workspace_id", "admin_key", "write_key", "client_key"]
    assert done.stdout.count(b"\n") == 1
    for kind in ("admin", "write", "client"):
        assert made[f"{kind}_key"].startswith(f"attune_{kind}_")
    with system.client(made["admin_key"]) as api:
        document = api.get("/v1/workspace").raise_for_status().json()
    assert document == {
        "id": made["workspace_id"],
        "name": name,
        "time_zone": "Europe/Warsaw",
        "currency": "PLN",
        "clock_at": None,
    }
    with system.client(made["write_key"]) as api:
        assert api.post("/v1/track", json={"userId": "u", "event": "Seen"}).json()["accepted"] == 1
        assert api.get("/v1/workspace").status_code == 403
    with system.client(made["client_key"]) as api:
        assert api.post("/v1/track", json={"userId": "u", "event": "Seen"}).status_code == 403


def test_a_taken_name_is_an_error(system: System) -> None:
    name = f"taken {time.time_ns()}"
    assert create_workspace(system, name, "--json").returncode == 0
    done = create_workspace(system, name, "--json")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == f"attune: There already is a workspace '{name}'.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--time-zone", "Mars/Olympus"), "'Mars/Olympus' is not a time zone"),
        (("--currency", "zloty"), "A currency is three capital letters"),
    ],
)
def test_a_setting_that_is_none_is_an_error_and_makes_nothing(system: System, words: tuple[str, ...], message: str) -> None:
    name = f"wrong {time.time_ns()}"
    done = create_workspace(system, name, "--json", *words)
    assert (done.returncode, done.stdout) == (1, b"")
    assert message in done.stderr.decode()
    assert system.query("select count(*) from attune.workspaces where name = $1", name)[0][0] == 0


def test_the_contract_is_printed_served_and_kept_in_the_documentation_alike(system: System) -> None:
    done = run_attune("openapi")
    assert done.returncode == 0, done.stderr.decode()
    printed: dict[str, Any] = json.loads(done.stdout)
    assert printed == json.loads((ROOM / "docs" / "openapi.json").read_text())
    with system.client() as api:
        assert api.get("/openapi.json").raise_for_status().json() == printed
        assert api.get("/docs").status_code == 200


def test_an_import_without_a_valid_key_or_a_system_is_an_error(system: System, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("customer_id,occurred_at,amount\n")
    done = run_attune("import", "orders", str(file), "--key", "attune_admin_" + "0" * 43, "--url", system.address)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "[unauthenticated]" in done.stderr.decode()
    done = run_attune("import", "orders", str(tmp_path / "none.csv"), "--key", "k", "--url", system.address)
    assert done.returncode == 2
    file = file.rename(tmp_path / "orders.xlsx")
    done = run_attune("import", "orders", str(file), "--key", "k", "--url", system.address)
    assert done.returncode == 1
    assert "orders.xlsx" in done.stderr.decode()

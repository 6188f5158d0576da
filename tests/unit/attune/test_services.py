from pathlib import Path

import pytest
from typer.testing import CliRunner

from attune import cli
from attune.services import SERVICES, addresses


def test_the_command_line_knows_every_service() -> None:
    assert [each.value for each in cli.ServiceName] == list(SERVICES)
    told = CliRunner().invoke(cli.application, ["gateway", "--help"], terminal_width=200).output
    assert [service.variable for service in SERVICES.values() if service.variable not in told] == []
    rooms = {path.name for path in (Path(__file__).resolve().parents[3] / "services").iterdir() if (path / "app.py").exists()}
    assert rooms == set(SERVICES)


def test_a_service_is_on_this_machine_unless_the_environment_says_otherwise() -> None:
    found = addresses({"ATTUNE_PLANNING_URL": "http://a:1,http://b:2", "ATTUNE_VALUATION_URL": ""})
    assert found["planning"] == "http://a:1,http://b:2"
    others = [found[name] for name in SERVICES if name != "planning"]
    assert others == [f"http://127.0.0.1:{port}" for port in (8001, 8002, 8003, 8004)]


@pytest.mark.parametrize(
    ("variable", "value"),
    [("ATTUNE_PLANNING_URL", "https://a:1"), ("ATTUNE_TRUSTED_PROXIES", "x"), ("ATTUNE_UPSTREAM_TOTAL_SECONDS", "-1")],
)
def test_a_setting_that_cannot_be_is_a_clear_error(variable: str, value: str) -> None:
    environment = {"ATTUNE_SECRET_KEY": "0" * 64, variable: value}
    done = CliRunner().invoke(cli.application, ["gateway", "--database-url", "postgresql://127.0.0.1:1/x"], env=environment)
    assert done.exit_code == 1
    assert f"attune: {variable}: " in done.output

"""Dockerfile and docker-compose.yml hold what the papers say of them, and name what there is."""

import re
import tomllib
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
import yaml

from attune import cli
from attune.services import SERVICES
from attune.supervisor import RESERVE
from gateway.settings import GatewaySettings
from kernel.jobs import Timing
from kernel.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(set(CONTAINERS) - {"postgres"})


def test_there_is_a_container_for_every_service_and_for_what_stands_around_them() -> None:
    assert set(CONTAINERS) == {*SERVICES, "gateway", "worker", "prepare", "postgres"}
    for name in SERVICES:
        assert CONTAINERS[name]["command"][:2] == ["service", name]


def test_the_gateway_is_told_where_every_service_is() -> None:
    told = CONTAINERS["gateway"]["environment"]
    assert {told[f"ATTUNE_{name.upper()}_URL"] for name in SERVICES} == {f"http://{name}:8000" for name in SERVICES}


def test_old_and_new_compose_read_the_file() -> None:
    assert "name" not in COMPOSE  # compose 1.29 refuses it


@pytest.mark.parametrize("name", sorted(CONTAINERS))
def test_no_container_may_more_than_it_needs(name: str) -> None:
    container = CONTAINERS[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in container


@pytest.mark.parametrize("name", sorted(CONTAINERS))
def test_no_container_takes_the_whole_machine(name: str) -> None:
    container = CONTAINERS[name]
    for limit in ("mem_limit", "cpus"):
        assert re.fullmatch(r"\$\{[A-Z_]+:-\d+g?\}", str(container[limit])), limit
    assert 0 < container["pids_limit"] <= 1024
    assert container["logging"]["options"] == {"max-size": "20m", "max-file": "5"}
    for place in container.get("tmpfs", []):  # which is memory
        assert re.fullmatch(r"/[a-z/]+:size=\d+m", place)


def test_a_file_that_is_imported_lies_on_a_disk_while_it_is_read() -> None:
    assert "tmpfs" not in CONTAINERS["worker"] or not CONTAINERS["worker"]["tmpfs"]
    assert CONTAINERS["worker"]["volumes"] == ["files:/tmp"]
    assert set(COMPOSE["volumes"]) == {"postgres", "files"}


def test_images_of_others_are_exact_versions() -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert len(set(bases)) == 1
    for image in (bases[0], CONTAINERS["postgres"]["image"]):
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-slim)?-bookworm", image), image


def test_every_setting_of_the_containers_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    offered = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked == offered


def test_only_the_gateway_is_reached_from_outside_and_by_default_from_this_machine_alone() -> None:
    assert {name for name, container in CONTAINERS.items() if "ports" in container} == {"gateway"}
    assert CONTAINERS["gateway"]["ports"] == ["${ATTUNE_PUBLISH:-127.0.0.1:8000}:8000"]
    assert {name for name, container in CONTAINERS.items() if "front" in container["networks"]} == {"gateway"}
    assert COMPOSE["networks"]["back"] == {"internal": True}


def test_the_administrators_password_is_known_to_the_database_and_its_preparation_alone() -> None:
    knowing = {name for name, container in CONTAINERS.items() if "POSTGRES_PASSWORD" in str(container["environment"])}
    assert knowing == {"postgres", "prepare"}


@pytest.mark.parametrize("name", [*SERVICES, "gateway", "worker"])
def test_every_process_knows_the_token_of_those_who_scrape(name: str) -> None:
    assert CONTAINERS[name]["environment"]["ATTUNE_METRICS_TOKEN"] == "${ATTUNE_METRICS_TOKEN:-}"


def test_no_secret_has_a_value_in_a_file_of_ours() -> None:
    for line in (ROOT / ".env.example").read_text().splitlines():
        assert not re.match(r"(ATTUNE_SECRET_KEY|POSTGRES_PASSWORD|ATTUNE_METRICS_TOKEN)=.", line)
    texts = (ROOT / "docker-compose.yml").read_text() + (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^\s*(?:ENV )?\w*(?:SECRET_KEY|PASSWORD|TOKEN)[:=] *(?!\$\{)\S.*$", texts, re.MULTILINE) == []
    assert ".env" not in (ROOT / ".dockerignore").read_text().replace("**", "").split()


def test_everything_starts_after_what_it_stands_on() -> None:
    assert CONTAINERS["prepare"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert CONTAINERS["gateway"]["depends_on"] == {name: {"condition": "service_healthy"} for name in SERVICES}
    for name in (*SERVICES, "worker"):
        assert CONTAINERS[name]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}


def default_of(text: str) -> float:
    """The default of `${NAME:-default}`, in seconds."""
    found = re.fullmatch(r"\$\{\w+:-(\d+)s?\}", text)
    assert found is not None, text
    return float(found[1])


@pytest.mark.parametrize("name", [*SERVICES, "gateway"])
def test_a_container_has_the_time_to_end_that_its_requests_have(name: str) -> None:
    grace = default_of(CONTAINERS[name]["environment"]["ATTUNE_GRACE_SECONDS"])
    assert grace == Settings.model_fields["grace_seconds"].default
    assert grace >= GatewaySettings.model_fields["upstream_total_seconds"].default
    drain = signature(cli.gateway if name == "gateway" else cli.service).parameters["drain"].default
    assert default_of(CONTAINERS[name]["stop_grace_period"]) >= drain + grace + RESERVE
    told = dict(re.findall(r"^(ATTUNE_(?:STOP_GRACE|GRACE_SECONDS))=(\d+)", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert float(told["ATTUNE_GRACE_SECONDS"]) == grace
    assert float(told["ATTUNE_STOP_GRACE"]) == default_of(CONTAINERS[name]["stop_grace_period"])


def test_a_worker_has_the_time_to_put_its_jobs_back() -> None:
    assert float(CONTAINERS["worker"]["stop_grace_period"].removesuffix("s")) > Timing().stop_grace_seconds + RESERVE


@pytest.mark.parametrize("name", OURS)
def test_there_is_one_image(name: str) -> None:
    assert CONTAINERS[name]["image"] == "attune:${ATTUNE_VERSION:-latest}"


def test_the_image_holds_every_package_and_runs_as_nobody_in_particular() -> None:
    instructions = (ROOT / "Dockerfile").read_text()
    copied = set(re.findall(r"^COPY ([a-z]\S*) ", instructions, re.MULTILINE))
    included = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {package.rstrip("*") for package in included} <= copied
    last_stage = instructions.rpartition("FROM ")[2]
    assert "USER 10001:10001" in last_stage
    allowed = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    assert {path.partition("/")[0] for path in copied} <= allowed

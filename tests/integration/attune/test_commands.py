"""The commands without a running system, and on a server of one's own."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from kernel.database import Database
from kernel.jobs import enqueue
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.roles import SEGMENTATION
from tests.integration.attune.conftest import SECRET, OwnServer


def attune(*words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "attune", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment, cwd="/")


def without_secret() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")}


class TestOnADataDirectory:
    def test_a_workspace_is_made_on_a_new_directory_and_is_there_when_the_system_runs(self, tmp_path: Path) -> None:
        directory = tmp_path / "new" / "data"
        done = attune("workspace", "create", "first", "--json", "--data-dir", str(directory))
        assert done.returncode == 0, done.stderr
        made = json.loads(done.stdout)
        assert list(made) == ["workspace_id", "admin_key", "write_key", "client_key"]
        assert not (directory / "postgres" / "postmaster.pid").exists()
        again = attune("workspace", "create", "first", "--data-dir", str(directory))
        assert (again.returncode, again.stdout) == (1, "")
        assert again.stderr == "attune: There already is a workspace 'first'.\n"
        second = attune("workspace", "create", "second", "--data-dir", str(directory))
        assert second.returncode == 0
        assert [line.split()[0] for line in second.stdout.splitlines()[:4]] == list(made)
        command = [sys.executable, "-m", "attune", "up", "--port", "0", "--data-dir", str(directory)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().split()[1]
                headers = {"Authorization": f"Bearer {made['admin_key']}"}
                assert httpx.get(f"{address}/v1/workspace", headers=headers).json()["name"] == "first"
            finally:
                process.terminate()
        assert process.returncode == 0

    def test_the_secret_is_its_owners_alone(self, tmp_path: Path) -> None:
        attune("workspace", "create", "first", "--json", "--data-dir", str(tmp_path / "data"))
        secret = tmp_path / "data" / "secret.key"
        assert secret.stat().st_mode & 0o077 == 0
        assert len(secret.read_text()) == 64

    def test_a_file_in_the_directorys_place_is_a_clear_error(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        done = attune("workspace", "create", "first", "--json", "--data-dir", str(tmp_path / "data"))
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
        assert str(tmp_path / "data") in done.stderr


class TestOnAServerOfOnesOwn:
    def test_prepare_up_workspace_and_worker(self, own_server: OwnServer, tmp_path: Path) -> None:
        for _ in range(2):  # safe to repeat
            done = attune("database", "prepare", environment=own_server.environment)
            assert (done.returncode, done.stdout) == (0, "The database is prepared.\n"), done.stderr
        command = [sys.executable, "-m", "attune", "up", "--port", "0", "--database-url", own_server.url]
        environment = {**own_server.environment, "ATTUNE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd="/"
        ) as process:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().split()[1]
                done = attune("workspace", "create", "own", "--json", environment=own_server.environment)
                assert done.returncode == 0, done.stderr
                made = json.loads(done.stdout)
                headers = {"Authorization": f"Bearer {made['admin_key']}"}
                assert httpx.get(f"{address}/v1/workspace", headers=headers).json()["name"] == "own"
            finally:
                process.terminate()
        assert process.returncode == 0
        self.run_a_job(own_server, UUID(made["workspace_id"]), tmp_path / "worker.log")

    def run_a_job(self, own_server: OwnServer, workspace_id: UUID, log: Path) -> None:
        """With nothing but `attune worker` there, a job runs; SIGTERM ends the worker cleanly."""
        job_id = asyncio.run(ask_for_rebuild(own_server, workspace_id))
        command = [sys.executable, "-m", "attune", "worker"]
        with (
            log.open("wb") as errors,
            subprocess.Popen(command, stderr=errors, env=own_server.environment, cwd="/") as worker,
        ):
            try:
                deadline = time.monotonic() + 60
                while own_server.query("select state from attune.jobs where id = $1", job_id)[0][0] != "succeeded":
                    assert time.monotonic() < deadline, log.read_text()
                    time.sleep(0.05)
            finally:
                worker.send_signal(signal.SIGTERM)
                worker.wait(60)
        assert worker.returncode == 0

    @pytest.mark.parametrize(
        "words", [("up", "--port", "0"), ("worker",), ("database", "prepare"), ("workspace", "create", "own", "--json")]
    )
    def test_the_secret_is_required(self, own_server: OwnServer, words: tuple[str, ...]) -> None:
        environment = without_secret()
        for secret in (None, "too short"):
            if secret is not None:
                environment["ATTUNE_SECRET_KEY"] = secret
            done = attune(*words, "--database-url", own_server.url, environment=environment)
            assert (done.returncode, done.stdout) == (1, "")
            assert "ATTUNE_SECRET_KEY" in done.stderr
            assert "Traceback" not in done.stderr

    def test_a_database_that_was_not_prepared_is_a_clear_error(self, own_server: OwnServer) -> None:
        done = attune("workspace", "create", "own", "--json", environment=own_server.environment)
        assert (done.returncode, done.stdout) == (1, "")
        assert "attune database prepare" in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_server_of_another_secret_is_a_clear_error(self, own_server: OwnServer) -> None:
        attune("database", "prepare", environment=own_server.environment)
        environment = {**own_server.environment, "ATTUNE_SECRET_KEY": "6" * 64}
        done = attune("database", "prepare", environment=environment)
        assert (done.returncode, done.stdout) == (1, "")
        assert "attune database prepare --rotate" in done.stderr
        assert "Traceback" not in done.stderr
        assert attune("database", "prepare", environment=own_server.environment).returncode == 0

    def test_a_server_that_is_not_there_is_a_clear_error(self) -> None:
        url = "postgresql://attune@127.0.0.1:1/attune"
        environment = {**without_secret(), "ATTUNE_SECRET_KEY": SECRET}
        for words in (("database", "prepare"), ("workspace", "create", "own", "--json")):
            done = attune(*words, "--database-url", url, environment=environment)
            assert (done.returncode, done.stdout) == (1, "")
            assert "cannot be reached" in done.stderr
            assert "Traceback" not in done.stderr


async def ask_for_rebuild(own_server: OwnServer, workspace_id: UUID) -> UUID:
    settings = Settings(database_url=own_server.url, secret_key=SecretStr(SECRET))
    database = Database(settings, SEGMENTATION)
    try:
        async with database.work(Principal(workspace_id, "test", frozenset({Scope.ADMIN}))) as work:
            return (await enqueue(work, "segmentation.rebuild", {})).id
    finally:
        await database.close()


def test_help_names_every_command() -> None:
    done = attune("--help")
    assert done.returncode == 0
    for name in ("up", "workspace", "import", "demo", "openapi", "database", "gateway", "service", "worker"):
        assert name in done.stdout
    assert "--fd" not in done.stdout


@pytest.mark.parametrize("words", [("--port", "0"), ("--keep-running",), ("--apart",), ("--data-dir", "d")])
def test_a_demonstration_elsewhere_has_no_system_of_its_own_to_be_told_of(words: tuple[str, ...]) -> None:
    done = attune("demo", "--url", "http://127.0.0.1:1", "--key", "k", *words)
    assert done.returncode == 1
    assert words[0] in done.stderr
    assert "of a system of its own" in done.stderr

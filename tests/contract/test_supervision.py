"""`attune up` as whoever operates it sees it: its ready line, its end, its refusals, its children's deaths."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from attune.services import SERVICES
from tests.contract.running import (
    READY_WITHIN,
    Running,
    attune,
    end,
    is_alive,
    read_line,
    run_attune,
    running,
    start,
    wait_until_gone,
)
from tests.contract.test_survival import Ingesting, assert_import_ends, assert_nothing_is_lost, begin_import


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_and_leaves_nothing_running(tmp_path: Path, number: signal.Signals) -> None:
    system = start(tmp_path / "data")
    try:
        house = system.make_workspace("house")
        clients = Ingesting(system.address, house.write_key)
        clients.begin()
        everybody = system.everybody()
        system.process.send_signal(number)
        assert system.process.wait(READY_WITHIN) == 0
        acknowledged = clients.end()
        wait_until_gone(everybody, within=20)
        assert "database system is shut down" in (tmp_path / "data" / "postgres.log").read_text()
        assert system.process.stdout is not None
        assert system.process.stdout.read() == b""  # the ready line was all
    finally:
        end(system)
    with running(tmp_path / "data") as again:
        assert_nothing_is_lost(again, house, acknowledged)


def test_ctrl_c_waits_for_whoever_is_served_and_a_second_one_for_nobody(tmp_path: Path) -> None:
    with socket.socket() as caller:
        system = start(tmp_path / "data")
        try:
            house = system.make_workspace("house")
            host, port = system.address.removeprefix("http://").split(":")
            caller.connect((host, int(port)))
            head = f"POST /v1/track HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {house.write_key}\r\ncontent-length: 9\r\n\r\n"
            caller.sendall(head.encode())  # and no body
            everybody = system.everybody()
            time.sleep(0.5)  # it has come
            system.process.send_signal(signal.SIGINT)
            with pytest.raises(subprocess.TimeoutExpired):
                system.process.wait(3)
            system.process.send_signal(signal.SIGINT)
            assert system.process.wait(15) == 0  # a caller may be silent for twice that time
            wait_until_gone(everybody, within=20)
            assert "database system is shut down" in (tmp_path / "data" / "postgres.log").read_text()
        finally:
            end(system)


def test_it_is_ready_when_it_says_so(system: Running) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", system.address)
    with system.client() as http:
        ready = http.get("/readyz")
        assert ready.status_code == 200
        assert set(ready.json()["parts"]) == {"database", "migrations", *SERVICES}


def test_a_second_one_on_a_directory_in_use_is_a_clear_error(system: Running) -> None:
    done = run_attune("up", "--port", "0", "--data-dir", str(system.directory), within=READY_WITHIN)
    assert done.returncode == 1
    assert done.stdout == b""
    message = done.stderr.decode()
    assert str(system.directory) in message
    assert str(system.process.pid) in message
    assert "Traceback" not in message
    with system.client() as http:
        assert http.get("/readyz").status_code == 200


def test_a_taken_port_is_a_clear_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_attune("up", "--port", port, "--data-dir", str(tmp_path / "data"), within=READY_WITHIN)
    assert done.returncode == 1
    assert f"cannot listen on port {port} of 127.0.0.1" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_five_deaths_of_a_child_in_a_minute_end_the_whole_with_an_error(tmp_path: Path) -> None:
    system = start(tmp_path / "data")
    everybody = system.everybody()
    try:
        pauses = []
        for death in range(5):
            worker = system.child("worker")
            system.kill(worker)
            killed = time.monotonic()
            if death < 4:
                wait_for_another(system, worker)
                pauses.append(time.monotonic() - killed)
        everybody += system.everybody()
        assert system.process.wait(READY_WITHIN) == 1
        wait_until_gone(everybody, within=5)
        assert pauses == sorted(pauses)
        assert pauses[3] > 1.5
        assert "worker died 5 times within 60 s" in (tmp_path / "data.log").read_text()
    finally:
        end(system)


def wait_for_another(system: Running, before: int) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while True:
        try:
            if system.child("worker") != before:
                return
        except AssertionError:  # it is down
            assert time.monotonic() < deadline
        time.sleep(0.02)


def test_one_that_is_killed_while_it_makes_its_database_starts_again(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    system = Running(attune("up", "--port", "0", "--data-dir", str(directory)), directory, "nowhere")
    try:
        wait_until((directory / "postgres" / "base").exists)
        system.kill(*system.everybody())
    finally:
        end(system)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with running(directory, "--port", str(port)) as again:
        assert again.address == f"http://127.0.0.1:{port}"
        again.make_workspace("house")


def test_an_import_that_is_under_way_at_the_end_goes_on_at_the_next_start(tmp_path: Path) -> None:
    with running(tmp_path / "data") as system:
        house = system.make_workspace("house")
        job = begin_import(system, house)
        assert system.stop() == 0
    with running(tmp_path / "data") as again:
        assert_import_ends(again, house, job)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_supervisor_that_is_killed_takes_all_others_with_it(tmp_path: Path) -> None:
    system = start(tmp_path / "data")
    everybody = system.everybody()
    system.kill(system.process.pid)
    end(system)
    wait_until_gone(everybody, within=20)


def test_an_end_while_it_starts_leaves_nothing_running(tmp_path: Path) -> None:
    process = attune("up", "--port", "0", "--data-dir", str(tmp_path / "data"))
    system = Running(process, tmp_path / "data", "nowhere")
    try:
        wait_until((tmp_path / "data" / "postgres" / "postmaster.pid").exists)
        everybody = system.everybody()
        process.terminate()
        process.wait(READY_WITHIN)
        assert read_line(process, 1) == ""
        wait_until_gone(everybody, within=10)
    finally:
        end(system)
    with running(tmp_path / "data") as again:
        assert is_alive(again.child("web"))

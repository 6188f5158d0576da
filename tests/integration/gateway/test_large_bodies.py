"""A gigabyte each way through a gateway in a process of its own, whose memory stays where it was."""

import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.gateway import hop_program
from tests.integration.gateway.hop_program import PIECE

PIECES = 16 * 1024  # of 64 KiB: a gigabyte
ROOM = 24 * 1024  # KiB that the memory may move by, whatever passes through
ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak of memory is Linux' to tell")


@contextmanager
def program(role: str, *words: str, environment: Mapping[str, str] | None = None) -> Iterator[tuple[int, int]]:
    """One of the programs: its process id and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.set_inheritable(True)
        command = [sys.executable, hop_program.__file__, role, str(listener.fileno()), *words]
        process = subprocess.Popen(
            command, pass_fds=(listener.fileno(),), cwd=ROOT, env={"PYTHONPATH": str(ROOT), **(environment or {})}
        )
        try:
            yield process.pid, listener.getsockname()[1]
        finally:
            process.terminate()
            assert process.wait(30) == 0


@pytest.fixture(scope="module")
def hop() -> Iterator[tuple[int, int]]:
    with program("depot") as (_, port), program("hop", f"http://127.0.0.1:{port}") as hop:
        yield hop


def memory(pid: int, name: str) -> int:
    """KiB, by its name in /proc."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


def head(method: str, path: str, *headers: str) -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "host: a", *headers, "connection: close", "", ""]).encode()


def upload(port: int, pieces: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(head("POST", "/files", "transfer-encoding: chunked"))
        chunk = f"{len(PIECE):x}\r\n".encode() + PIECE + b"\r\n"
        for _ in range(pieces):
            peer.sendall(chunk)
        peer.sendall(b"0\r\n\r\n")
        answer = b""
        while received := peer.recv(65536):
            answer += received
    return answer


def download(port: int, pieces: int) -> tuple[int, bytes]:
    """How many bytes came, with head and framing, and the last of them."""
    count, end = 0, b""
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(head("GET", f"/files?pieces={pieces}"))
        buffer = bytearray(1 << 20)
        while size := peer.recv_into(buffer):
            count += size
            end = (end + bytes(buffer[max(0, size - 16) : size]))[-16:]
    return count, end


def peak_of(pid: int) -> None:
    """Let the peak begin anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def test_a_gigabyte_up(hop: tuple[int, int]) -> None:
    pid, port = hop
    upload(port, 256)  # pools and buffers are there
    before = memory(pid, "VmRSS")
    peak_of(pid)
    answer = upload(port, PIECES)
    checksum = 0
    for _ in range(PIECES):
        checksum = zlib.crc32(PIECE, checksum)
    assert f"{PIECES * len(PIECE)} {checksum}".encode() in answer
    assert memory(pid, "VmHWM") - before < ROOM


def test_a_gigabyte_down(hop: tuple[int, int]) -> None:
    pid, port = hop
    download(port, 256)
    before = memory(pid, "VmRSS")
    peak_of(pid)
    count, end = download(port, PIECES)
    assert count > PIECES * len(PIECE)
    assert end.endswith(b"\r\n0\r\n\r\n")
    assert memory(pid, "VmHWM") - before < ROOM


def test_a_caller_who_reads_slowly_slows_the_service_down_and_fills_no_memory(hop: tuple[int, int]) -> None:
    pid, port = hop
    before = memory(pid, "VmRSS")
    peak_of(pid)
    with socket.create_connection(("127.0.0.1", port)) as peer:
        peer.sendall(head("GET", f"/files?pieces={PIECES}"))
        for _ in range(20):
            assert peer.recv(1 << 16)
            time.sleep(0.02)
        assert memory(pid, "VmHWM") - before < ROOM

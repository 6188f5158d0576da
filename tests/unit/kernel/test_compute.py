"""The process pool: results, errors, and a worker that dies.

The functions are the standard library's, which every worker can import.
"""

import asyncio
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kernel.compute import ComputePool
from kernel.problems import ServiceUnavailableError


@pytest.fixture
def pool() -> Iterator[ComputePool]:
    pool = ComputePool(1)
    yield pool
    pool.close()


async def test_a_result_comes_from_another_process_that_lets_requests_go_first(pool: ComputePool) -> None:
    assert await pool.run(os.getpid) != os.getpid()
    assert await pool.run(os.nice, 0) == min(os.nice(0) + 10, 19)
    assert await pool.run(int, "ff", base=16) == 255


async def test_the_loop_goes_on_meanwhile(pool: ComputePool) -> None:
    await pool.run(os.getpid)  # the worker is up
    computing = asyncio.create_task(pool.run(time.sleep, 0.3))
    started, longest = time.perf_counter(), 0.0
    while not computing.done():
        before = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - before)
    assert time.perf_counter() - started >= 0.25
    assert longest < 0.25


async def test_an_exception_is_the_callers(pool: ComputePool) -> None:
    with pytest.raises(ZeroDivisionError):
        await pool.run(divmod, 1, 0)
    assert await pool.run(divmod, 7, 2) == (3, 1)


@pytest.mark.parametrize("hungry", [bytes, np.zeros])
async def test_more_memory_than_there_is_is_a_503_and_the_worker_goes_on(pool: ComputePool, hungry: Any) -> None:  # noqa: ANN401 — a function
    worker = await pool.run(os.getpid)
    with pytest.raises(ServiceUnavailableError) as refused:
        await pool.run(hungry, 2**58)
    assert (refused.value.status, refused.value.code) == (503, "unavailable")
    assert await pool.run(os.getpid) == worker


async def test_a_worker_that_dies_is_a_503_and_the_next_one_works(pool: ComputePool) -> None:
    first = await pool.run(os.getpid)
    with pytest.raises(ServiceUnavailableError):
        await pool.run(os._exit, 1)
    assert await pool.run(os.getpid) != first


async def test_everybody_who_waits_for_a_dead_worker_is_told(pool: ComputePool) -> None:
    await pool.run(os.getpid)
    outcomes = await asyncio.gather(
        pool.run(os._exit, 1), pool.run(time.sleep, 0.1), pool.run(time.sleep, 0.1), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [ServiceUnavailableError] * 3
    assert await pool.run(divmod, 7, 2) == (3, 1)


async def test_a_closed_pool_starts_anew_where_it_is_needed(pool: ComputePool) -> None:
    await pool.run(os.getpid)
    pool.close()
    pool.close()
    assert await pool.run(divmod, 7, 2) == (3, 1)


PARENT = """
import asyncio, os, time, timeit
from kernel.compute import ComputePool

async def compute() -> None:
    pool = ComputePool(2)
    print(await pool.run(os.getpid), flush=True)
    await asyncio.gather(pool.run(timeit.timeit, "pass", number=10**12), pool.run(time.sleep, 600))

if __name__ == "__main__":
    asyncio.run(compute())
"""


def test_workers_end_with_a_parent_that_is_killed_even_in_the_middle_of_a_fit(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    repository = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, program], env={**os.environ, "PYTHONPATH": str(repository)}, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        time.sleep(0.5)  # both computations have begun
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        # workers and the resource tracker hold the parent's standard output: it ends when the last of them has ended
        is_over = _ends_within(parent.stdout.fileno(), 5)
        if not is_over:
            os.kill(worker, signal.SIGKILL)
    assert is_over


def _ends_within(descriptor: int, seconds: float) -> bool:
    readable, _, _ = select.select([descriptor], [], [], seconds)
    return bool(readable) and os.read(descriptor, 1) == b""

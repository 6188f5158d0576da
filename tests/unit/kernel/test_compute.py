"""The process pool: results, errors, and a worker that dies.

The functions are the standard library's, which every worker can import.
"""

import asyncio
import os
import time
from collections.abc import Iterator

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

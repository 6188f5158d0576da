"""The process pool for what takes longer than 20 ms of CPU: a fit never stalls flags, readiness or ingestion."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import ParamSpec, TypeVar

from prometheus_client import Counter

from kernel.gauges import Levels, Observed
from kernel.problems import ServiceUnavailableError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_POLITENESS = 10  # the pool's nice value: requests go first, fits take what is left


def _settle() -> None:
    os.nice(_POLITENESS)
    threading.Thread(target=_end_with_parent, name="lifeline", daemon=True).start()


def _end_with_parent() -> None:
    """End the worker at once when its parent is gone, however it went: a killed one tells nobody.

    A pipe that only the parent holds open tells it, on every system. Linux' PR_SET_PDEATHSIG would not do: it follows the
    thread that started the worker, which may end long before its process.
    """
    parent = parent_process()
    assert parent is not None  # noqa: S101 — the pool's workers are always made by multiprocessing
    parent.join()
    os._exit(1)


class ComputePool:
    """Worker processes, made when first needed and made anew when one dies."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None
        self._tasks = 0
        TASKS.add(self)

    async def run(
        self, function: Callable[Parameters, Result], *arguments: Parameters.args, **options: Parameters.kwargs
    ) -> Result:
        """The result of a module-level function, run in a worker process.

        Raises:
            ServiceUnavailableError: The worker process died (out of memory, killed), or memory did not suffice.
        """
        executor = self._ready()
        self._tasks += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(executor, _call, function, arguments, options)
        except MemoryError as error:
            raise ServiceUnavailableError("The computation needs more memory than there is.") from error
        except BrokenProcessPool as error:
            if self._executor is executor:
                self._executor = None
                INTERRUPTIONS.inc()  # once for each death, however many tasks it took with it
            executor.shutdown(wait=False)
            raise ServiceUnavailableError("The computation was interrupted.") from error
        finally:
            self._tasks -= 1

    @property
    def load(self) -> Levels:
        """How many tasks run, and how many wait for a worker."""
        running = min(self._tasks, self._workers)
        return {("running",): running, ("waiting",): self._tasks - running}

    def _ready(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # spawn: a forked copy of a process with an event loop, threads and sockets is not safe
            self._executor = ProcessPoolExecutor(self._workers, get_context("spawn"), _settle)
        return self._executor

    def close(self) -> None:
        """End the workers."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


TASKS: Observed[ComputePool] = Observed(
    "attune_compute_tasks", "Computations that are waited for, in this process' pool.", ["state"], lambda pool: pool.load
)
INTERRUPTIONS = Counter("attune_compute_interruptions_total", "Deaths of the pool's processes while they computed.")


def _call(function: Callable[..., Result], arguments: tuple[object, ...], options: dict[str, object]) -> Result:
    return function(*arguments, **options)

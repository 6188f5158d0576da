"""The process of one job, seen from the supervisor: started in the background, listened to, killed.

Processes are forked from a server that has the handlers' modules already (numpy and scipy take seconds to import) and neither
event loop nor threads nor sockets of the supervisor's. The server ends with the last process that knows it.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterable
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from typing import Any, Self

import orjson

from kernel.jobs.child import BEAT, CANCEL, LENGTH, Assignment, run

_CONTEXT = multiprocessing.get_context("forkserver")
_REAP_SECONDS = 5.0


def preload(modules: Iterable[str]) -> None:
    """Start the server that processes are forked from, with these modules in it. Returns before it has them."""
    _CONTEXT.set_forkserver_preload(["kernel.jobs.child", *sorted(modules)])
    forkserver.ensure_running()


class JobProcess:
    """A running process and the socket to it."""

    def __init__(self, process: ForkServerProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(cls, assignment: Assignment) -> Self:
        """Start a process. The event loop goes on meanwhile."""
        ours, theirs = socket.socketpair()
        try:
            process = _CONTEXT.Process(target=run, args=(theirs, assignment), name=f"job-{assignment.job.id}")
            await asyncio.to_thread(process.start)
            reader, writer = await asyncio.open_connection(sock=ours)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return cls(process, reader, writer)

    async def messages(self) -> AsyncIterator[dict[str, Any]]:
        """What the process says, until it ends: as its socket closes with it, no death goes unseen."""
        while True:
            try:
                (length,) = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
                yield orjson.loads(await self._reader.readexactly(length))
            except (asyncio.IncompleteReadError, ConnectionError):
                return

    def beat(self) -> None:
        """Show that the supervisor lives."""
        self._say(BEAT)

    def cancel(self) -> None:
        """Call the job off: its next word of progress raises."""
        self._say(CANCEL)

    def _say(self, word: bytes) -> None:
        if not self._writer.is_closing():
            self._writer.write(word)

    def kill(self) -> None:
        """End the process at once."""
        pid = self._process.pid
        if pid is not None and self._process.exitcode is None:
            with contextlib.suppress(ProcessLookupError):  # it ended this moment
                os.kill(pid, signal.SIGKILL)

    async def close(self) -> int | None:
        """Wait for its end, by force if need be, and let go of it.

        Returns:
            Its exit code; None where nobody is left who knows it.
        """
        self._writer.close()  # which ends a process that is still there, even if the server that could tell is not
        await asyncio.to_thread(self._process.join, _REAP_SECONDS)
        code = self._process.exitcode
        if code is not None:
            self._process.close()
        return code

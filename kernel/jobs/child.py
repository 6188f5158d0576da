"""The process of one job, seen from inside: it runs the handler, and ends when its supervisor does.

One socket joins the two. The supervisor sends a byte now and then (`BEAT`), or `CANCEL`; the child sends frames: words of
progress, then its outcome. A thread of the child waits on the socket: at its end, or after too long a silence (a frozen
supervisor, whose lease runs out meanwhile), the process exits on the spot, whatever the handler does.
"""

import asyncio
import os
import selectors
import signal
import socket
import struct
import sys
import threading
from dataclasses import dataclass
from typing import Any, Final

import orjson

from kernel.database import Database
from kernel.jobs.context import JobCancelledError, JobContext, JobKind, JobLostError, principal_of
from kernel.jobs.leases import document_of
from kernel.jobs.store import Job
from kernel.problems import Problem, is_refusal
from kernel.settings import Settings
from kernel.telemetry import configure_logs, log_context, logger
from kernel.tracing import continued, flush

BEAT: Final = b"."
CANCEL: Final = b"!"
LENGTH: Final = struct.Struct(">I")

EXIT_ABANDONED = 75  # EX_TEMPFAIL: the supervisor is gone
_TRACES_SECONDS = 1.0  # for the last spans to reach the collector
_POLITENESS = 5  # nice value: requests go first


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the process is told at its start.

    Attributes:
        silence_seconds: After so long without a beat the supervisor counts as dead.
        traceparent: The trace of this attempt, where there is one.
    """

    settings: Settings
    kind: JobKind
    job: Job
    silence_seconds: float
    traceparent: str | None = None


def frame(message: dict[str, Any]) -> bytes:
    """A message to the supervisor, ready to send.

    Raises:
        TypeError: It holds what JSON cannot.
    """
    body = orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)
    return LENGTH.pack(len(body)) + body


def run(channel: socket.socket, assignment: Assignment) -> None:
    """The whole life of the process. Never returns."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # meant for the supervisor, who decides what becomes of the job
    cancelled = threading.Event()
    watch = threading.Thread(target=_watch, args=(channel, assignment.silence_seconds, cancelled), daemon=True)
    watch.start()
    os.nice(_POLITENESS)
    configure_logs(assignment.settings.log_format, assignment.settings.log_level)
    job = assignment.job
    with continued(assignment.traceparent), log_context(job_id=job.id, kind=job.kind, workspace_id=job.workspace_id):
        outcome = asyncio.run(_outcome(channel, assignment, cancelled))
    flush(assignment.settings, _TRACES_SECONDS)  # the supervisor ends this process once it has its word
    channel.sendall(outcome)
    sys.stderr.flush()
    # no finalizers: whatever the handler left open belongs to a process that ends here
    os._exit(0)


def _watch(channel: socket.socket, silence_seconds: float, cancelled: threading.Event) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(channel, selectors.EVENT_READ)
        while selector.select(silence_seconds):
            try:
                said = channel.recv(64)
            except OSError:
                break
            if not said:
                break
            if CANCEL in said:
                cancelled.set()
    os._exit(EXIT_ABANDONED)


async def _outcome(channel: socket.socket, assignment: Assignment, cancelled: threading.Event) -> bytes:
    """Run the handler; its outcome as a frame."""

    def tell(fraction: float, stage: str) -> None:
        channel.sendall(frame({"progress": fraction, "stage": stage}))

    job = assignment.job
    database = Database(assignment.settings, assignment.kind.role)
    context = JobContext(
        assignment.settings,
        database,
        principal_of(job.workspace_id, job.id),
        job.id,
        job.arguments,
        job.attempt,
        fenced=True,
        tell=tell,
        cancelled=cancelled,
    )
    try:
        return _success(await assignment.kind.handler(context))
    except JobCancelledError:
        return frame({"outcome": "cancelled"})
    except JobLostError:
        return frame({"outcome": "lost"})
    except Exception as error:
        if _is_final(error):
            return frame({"outcome": "refused", "problem": document_of(error)})
        logger.exception("job_attempt_failed", attempt=job.attempt)
        return frame({"outcome": "failed"})
    finally:
        await database.close()


def _success(result: dict[str, Any]) -> bytes:
    if not isinstance(result, dict):
        raise TypeError(f"a handler returns a dict, not {type(result).__name__}")
    outcome = frame({"outcome": "succeeded", "result": result})
    if b"\\u0000" in outcome:
        raise ValueError("a result with NUL cannot be kept")
    return outcome


def _is_final(error: Exception) -> bool:
    """Whether another attempt would end the same: the input was refused, which our own trouble (5xx) is not."""
    return is_refusal(error) and not (isinstance(error, Problem) and error.status >= 500)

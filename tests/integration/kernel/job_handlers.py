"""Code of jobs for the tests: each says in the audit log what it did, so that a test can count it."""

import asyncio
import os
import time
from typing import Any

from kernel.jobs import JobContext
from kernel.problems import ConflictError, ServiceUnavailableError


async def say(context: JobContext, word: str) -> None:
    async with context.work() as work:
        await work.record(word, context.job_id, after={"attempt": context.attempt, "pid": os.getpid()})


async def add(context: JobContext) -> dict[str, Any]:
    return {"sum": context.arguments["a"] + context.arguments["b"], "seed": context.seed, "nice": os.nice(0)}


async def steps(context: JobContext) -> dict[str, Any]:
    """Ten steps, each with its word of progress and its own unit of work, that take `seconds` together."""
    for step in range(10):
        await context.progress(step / 10, f"step {step}")
        await say(context, f"step {step}")
        await asyncio.sleep(context.arguments["seconds"] / 10)
    return {"steps": 10, "attempt": context.attempt}


async def deaf(context: JobContext) -> dict[str, Any]:
    """Holds the interpreter and an open transaction, and says nothing more."""
    async with context.work() as work:
        await work.record("undone", context.job_id)
        await say(context, "deaf")
        time.sleep(60)  # noqa: ASYNC251 — the point: the event loop of this process stands still
    return {}


async def poison(context: JobContext) -> dict[str, Any]:
    await say(context, "began")
    os._exit(9)


async def fail(context: JobContext) -> dict[str, Any]:
    await say(context, "began")
    raise RuntimeError("a bug")


async def fail_once(context: JobContext) -> dict[str, Any]:
    if context.attempt == 1:
        raise ServiceUnavailableError("for the moment")
    return {"attempt": context.attempt}


async def refuse(context: JobContext) -> dict[str, Any]:
    await say(context, "began")
    raise ConflictError("There is one already.")


async def answer_nonsense(_: JobContext) -> dict[str, Any]:
    return {"text": "NUL: \0"}


async def outlive(context: JobContext) -> dict[str, Any]:
    """Goes on after its attempt was lost, as a frozen process that thaws does."""
    await say(context, "began")
    await asyncio.sleep(context.arguments["seconds"])
    await say(context, "wrote")
    return {"attempt": context.attempt}

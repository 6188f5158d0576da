"""A worker as a process of its own, so that tests can kill and freeze it. Its only argument is JSON: kinds and timing."""

import asyncio
import os
import signal
import sys

import orjson
from pydantic import SecretStr

from kernel.jobs import JobKind, Timing, Worker
from kernel.settings import Settings
from kernel.telemetry import configure_logs
from schema.roles import DISPATCHER, SEGMENTATION
from tests.integration.kernel import job_handlers


async def main() -> None:
    told = orjson.loads(sys.argv[1])
    settings = Settings(
        database_url=os.environ["TEST_DATABASE_URL"],
        secret_key=SecretStr(os.environ["TEST_SECRET_KEY"]),
        job_workers=told["job_workers"],
    )
    configure_logs()
    kinds = [JobKind(name, SEGMENTATION, getattr(job_handlers, handler)) for name, handler in told["kinds"].items()]
    worker = Worker(settings, DISPATCHER, kinds, timing=Timing(**told["timing"]))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
    await worker.run()


if __name__ == "__main__":
    asyncio.run(main())

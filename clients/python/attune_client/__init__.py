"""Attune's Python client: generated operations behind a thin facade.

    from attune_client import Attune
    from attune_client.operations import customers_read

    with Attune("http://127.0.0.1:8000", key) as attune:
        profile = attune.call(customers_read, "c-17")

The operations and their models are generated from the OpenAPI document; this package adds the key, retries, Idempotency-Key,
waiting for jobs, streaming imports, and problems as exceptions.
"""

from attune_client.facade import Attune, ImportCounts
from attune_client.problems import AttuneProblemError, JobCancelledError, JobFailedError

__all__ = ["Attune", "AttuneProblemError", "ImportCounts", "JobCancelledError", "JobFailedError"]

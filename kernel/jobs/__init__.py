"""Long work with progress: asked for in the caller's transaction, run by a worker, each job in a process of its own."""

from kernel.jobs.attempts import Timing
from kernel.jobs.context import JobCancelledError, JobContext, JobHandler, JobKind, JobLostError, principal_of
from kernel.jobs.leases import JobCrashedError, JobFailedError
from kernel.jobs.store import Job, JobDocument, JobState, accepted, enqueue, list_jobs, read_job, request_cancel
from kernel.jobs.worker import Housekeeping, Worker

__all__ = [
    "Housekeeping",
    "Job",
    "JobCancelledError",
    "JobContext",
    "JobCrashedError",
    "JobDocument",
    "JobFailedError",
    "JobHandler",
    "JobKind",
    "JobLostError",
    "JobState",
    "Timing",
    "Worker",
    "accepted",
    "enqueue",
    "list_jobs",
    "principal_of",
    "read_job",
    "request_cancel",
]

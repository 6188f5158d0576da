"""The facade: one object per key, through which every generated operation is called."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TypeVar

import httpx

from attune_client._generated.client import AuthenticatedClient
from attune_client._generated.models import JobDocument, ProblemDocument
from attune_client._generated.types import Response
from attune_client.problems import JobCancelledError, JobFailedError, raise_problem
from attune_client.transport import RetryingTransport

Answer = TypeVar("Answer")
Progress = Callable[[float, str], None]

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
}
_PIECE = 256 * 1024
_LONGEST_POLL = 1.0


class Operation(Protocol[Answer]):
    """A generated module of `attune_client.operations`."""

    @property
    def sync_detailed(self) -> Callable[..., Response[Answer | ProblemDocument]]:
        """Calls the operation."""


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What became of a file's rows."""

    accepted: int
    duplicates: int
    rejected: int
    rejected_sample: tuple[dict[str, Any], ...]


class Attune:
    """A system and a key to it."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = 60.0,
        tries: int = 5,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """A client.

        Args:
            url: Where the gateway answers.
            key: `attune_…`.
            timeout: Seconds that one try may take.
            tries: How often a request is tried at the most.
            transport: What carries the requests, httpx's own by default.
        """
        retrying = RetryingTransport(transport or httpx.HTTPTransport(), tries)
        self._client = AuthenticatedClient(
            base_url=url,
            token=key,
            timeout=httpx.Timeout(timeout),
            httpx_args={"transport": retrying, "event_hooks": {"response": [raise_problem]}},
        )

    def __enter__(self) -> "Attune":
        self._client.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.__exit__(kind, error, trace)

    def call(self, operation: Operation[Answer], *arguments: Any, **options: Any) -> Answer:  # noqa: ANN401 — the operation's own
        """The answer of an operation.

        Args:
            operation: A module of `attune_client.operations`.
            arguments: Its path parameters.
            options: Its query parameters and `body`.

        Raises:
            AttuneProblemError: The system refuses.
        """
        parsed = operation.sync_detailed(*arguments, client=self._client, **options).parsed
        if parsed is None or isinstance(parsed, ProblemDocument):
            raise AssertionError("an error was raised before it was parsed")
        return parsed

    def wait(self, job: JobDocument, on_progress: Progress | None = None, timeout: float | None = None) -> dict[str, Any]:
        """The result of a job, when it has one.

        Args:
            job: As the operation that began it answered.
            on_progress: Called with the share done and the stage.
            timeout: Seconds to wait at the most.

        Raises:
            JobFailedError: It ended with a problem.
            JobCancelledError: It was cancelled.
            TimeoutError: It did not end in time.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        pause = 0.05
        while True:
            document = self._client.get_httpx_client().get(f"/v1/jobs/{job.id}").json()
            if on_progress is not None:
                on_progress(document["progress"], document["stage"])
            if document["state"] == "succeeded":
                result: dict[str, Any] = document["result"] or {}
                return result
            if document["state"] == "failed":
                raise JobFailedError(document["error"])
            if document["state"] == "cancelled":
                raise JobCancelledError(f"The job {job.id} was cancelled.")
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError(f"The job {job.id} has not ended.")
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_POLL)

    def import_file(self, kind: str, path: Path, on_progress: Progress | None = None) -> ImportCounts:
        """Import a file: stream it up, then wait for the job that reads it.

        Args:
            kind: `customers`, `events`, `orders`, `touchpoints`, `feedback`, `referrals` or `spend`.
            path: Its ending says the format: .csv, .ndjson, .jsonl or .parquet.
            on_progress: Called with the share done, first of the upload, then of the job.

        Raises:
            AttuneProblemError: The file is refused.
            ValueError: The ending is not known.
        """
        media_type = MEDIA_TYPES.get(path.suffix.lower())
        if media_type is None:
            raise ValueError(f"'{path.name}' ends in none of {', '.join(MEDIA_TYPES)}.")
        answer = self._client.get_httpx_client().post(
            f"/v1/imports/{kind}", content=_pieces(path, on_progress), headers={"Content-Type": media_type}
        )
        done = self.wait(JobDocument.from_dict(answer.json()), on_progress)
        return ImportCounts(done["accepted"], done["duplicates"], done["rejected"], tuple(done["rejected_sample"]))


def _pieces(path: Path, on_progress: Progress | None) -> Iterator[bytes]:
    size = max(path.stat().st_size, 1)
    sent = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
            sent += len(piece)
            if on_progress is not None:
                on_progress(sent / size, "upload")

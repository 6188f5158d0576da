"""Problems as exceptions."""

from typing import Any

import httpx

MEDIA_TYPE = "application/problem+json"


class AttuneProblemError(Exception):
    """The system refused a request.

    Attributes:
        status: HTTP status.
        code: Stable, made for programs.
        detail: For people.
        request_id: Finds the request in the system's logs.
        errors: Each fault of a body, with `pointer`, `message` and `code`.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.status = int(document.get("status", 0))
        self.code = str(document.get("code", "unknown"))
        self.detail = str(document.get("detail", ""))
        self.request_id: str | None = document.get("request_id")
        self.errors: list[dict[str, str]] = document.get("errors") or []
        super().__init__(f"{self.detail} [{self.code}]")


class JobFailedError(AttuneProblemError):
    """A job ended with a problem."""


class JobCancelledError(Exception):
    """A job was cancelled."""


def raise_problem(response: httpx.Response) -> None:
    """Raise what a response refuses.

    Raises:
        AttuneProblemError: The response is an error.
    """
    if not response.is_error:
        return
    response.read()
    if response.headers.get("content-type", "").startswith(MEDIA_TYPE):
        raise AttuneProblemError(response.json())
    text = response.text[:500]
    raise AttuneProblemError({"status": response.status_code, "code": "unexpected_answer", "detail": text})

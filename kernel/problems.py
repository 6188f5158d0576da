"""RFC 9457 errors: every refusal is a class with a stable `code`, raised where the fact is known, rendered here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Protocol

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:attune:problem:"


class FieldError(BaseModel):
    """One fault in a body or a query.

    `pointer` is a JSON pointer into the body (`/rows/3/T`); for a parameter it is its name after `?` or a header's after `#`.
    """

    pointer: str
    message: str
    code: str


class ProblemDocument(BaseModel):
    """An RFC 9457 problem. `message` repeats `detail` for the event SDKs that read it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "urn:attune:problem:not_found",
                "title": "Not found",
                "status": 404,
                "detail": "There is no customer 'c-17'.",
                "code": "not_found",
                "message": "There is no customer 'c-17'.",
                "request_id": "01J9ZKQ0",
            }
        }
    )

    type: str = Field(description="A URI that names the kind of problem.")
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable; made for programs.")
    message: str
    request_id: str | None = None
    errors: list[FieldError] | None = None


class Problem(Exception):  # noqa: N818 — the standard's word for it
    """Base of every refusal.

    Subclasses set `code`, `title` and `status`; they say in words what is wrong through `detail`.
    """

    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Internal error"
    status: ClassVar[int] = 500

    def __init__(
        self, detail: str = "", *, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


class InvalidRequestError(Problem):
    code, title, status = "invalid_request", "The request is not valid", 422


class MalformedBodyError(Problem):
    code, title, status = "body_unparsable", "The body cannot be parsed", 400


class InvalidTextError(Problem):
    code, title, status = "text_invalid", "Text that cannot be kept", 400


class UnauthenticatedError(Problem):
    code, title, status = "unauthenticated", "No valid key", 401

    def __init__(self, detail: str = "Send a valid key: Authorization: Bearer attune_…") -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class ForbiddenError(Problem):
    code, title, status = "forbidden", "The key may not do this", 403


class NotFoundError(Problem):
    code, title, status = "not_found", "Not found", 404


class MethodNotAllowedError(Problem):
    code, title, status = "method_not_allowed", "Method not allowed", 405


class ConflictError(Problem):
    code, title, status = "conflict", "In conflict with what is", 409


class PayloadTooLargeError(Problem):
    code, title, status = "payload_too_large", "The body is too large", 413


class TooManyRowsError(Problem):
    code, title, status = "too_many_rows", "More rows than one request may have", 413


class UnsupportedMediaTypeError(Problem):
    code, title, status = "unsupported_media_type", "Unsupported media type", 415


class IdempotencyKeyReusedError(Problem):
    code, title, status = "idempotency_key_reused", "The Idempotency-Key was used for another request", 422


class IdempotencyInFlightError(Problem):
    code, title, status = "idempotency_in_flight", "The same request is still running", 409


class IdempotencyAnswerLostError(Problem):
    code, title, status = "idempotency_answer_lost", "The request was carried out, but its answer cannot be read any more", 409


class ServiceUnavailableError(Problem):
    code, title, status = "unavailable", "For the moment not available", 503

    def __init__(self, detail: str = "", *, retry_after: int = 1) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class Refusal(Protocol):
    """What a domain says of something that it cannot compute with."""

    @property
    def code(self) -> str:
        """A stable name of the kind of error."""

    @property
    def title(self) -> str:
        """A short sentence about the kind."""

    @property
    def detail(self) -> str:
        """A sentence about this occurrence."""


class RefusedInputError(Problem):
    """What the mathematics refused, under its own code, with the place in the body that it means."""

    status = 422

    # An instance's own here: those of the domain's error.
    code: str  # type: ignore[misc]  # a ClassVar in its base
    title: str  # type: ignore[misc]  # likewise

    def __init__(self, error: Refusal, pointer: str) -> None:
        super().__init__(error.detail, errors=[FieldError(pointer=pointer, message=error.detail, code=error.code)])
        self.error, self.pointer = error, pointer
        self.code, self.title = error.code, error.title

    def __reduce__(self) -> tuple[type["RefusedInputError"], tuple[Refusal, str]]:
        """How it comes back from the process pool."""
        return type(self), (self.error, self.pointer)


_STATUSES: dict[type[Exception], int] = {}


def answer_with(status: int, *errors: type[Exception]) -> None:
    """Give domain errors, which know no HTTP, a status other than 422. Routes call it where they are defined."""
    _STATUSES.update(dict.fromkeys(errors, status))


def is_refusal(error: Exception) -> bool:
    """Whether an exception says what is wrong with a request: a problem, or a domain error (it has a code and a title)."""
    return isinstance(error, Problem) or (isinstance(getattr(error, "code", None), str) and hasattr(error, "title"))


def status_of(error: Exception | type[Exception]) -> int:
    """The HTTP status of a problem or a domain error."""
    kind = error if isinstance(error, type) else type(error)
    own: int = getattr(kind, "status", InvalidRequestError.status)
    return _STATUSES.get(kind, own)


@dataclass(frozen=True, slots=True)
class RenderedProblem:
    """A problem ready for the wire."""

    status: int
    body: bytes
    headers: dict[str, str]


def problem_document(problem: Exception, request_id: str | None) -> ProblemDocument:
    """The document of a problem, of a domain error, or of an unexpected failure (which says nothing of its inside).

    A domain error is any exception with a `code` and a `title`; it is the caller's input that was refused: 422.
    """
    code = getattr(problem, "code", None)
    if isinstance(problem, Problem):
        errors = list(problem.errors) or None
        status, detail, title = problem.status, problem.detail, problem.title
    elif is_refusal(problem):
        errors = _domain_errors(problem, str(code))
        status = status_of(problem)
        detail, title = str(problem), problem.title  # type: ignore[attr-defined]  # just proven to be there
    else:
        errors, code, title = None, Problem.code, Problem.title
        status, detail = Problem.status, "Something failed on our side. The request id finds it in the logs."
    return ProblemDocument(
        type=f"{TYPE_PREFIX}{code}",
        title=title,
        status=status,
        detail=detail,
        code=str(code),
        message=detail,
        request_id=request_id,
        errors=errors,
    )


def _domain_errors(error: Exception, code: str) -> list[FieldError] | None:
    """A domain error may say which row of the input it means, and where that row stands in the body."""
    row = getattr(error, "row", None)
    if row is None:
        return None
    return [FieldError(pointer=f"/rows/{row}", message=str(error), code=code)]


def render(problem: Exception, request_id: str | None) -> RenderedProblem:
    """Bytes and headers of a problem."""
    document = problem_document(problem, request_id)
    headers = {"Content-Type": MEDIA_TYPE, **getattr(problem, "headers", {})}
    body = orjson.dumps(document.model_dump(exclude_none=True))
    return RenderedProblem(document.status, body, headers)


def problem_response(problem: Exception, request_id: str | None) -> Response:
    """A problem as a response."""
    rendered = render(problem, request_id)
    return Response(rendered.body, rendered.status, rendered.headers)


def problems(*errors: type[Exception]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: the problems that it may answer, by status, beside those that any route may.

    Those of a body that the framework reads are not named here: `ServiceRoute` adds them. No `model`: FastAPI would document
    it as `application/json`, too. The gateway adds the schema to the merged document.
    """
    return _responses((*_OF_ANY_ROUTE, *errors))


def problems_of_a_body(responses: Mapping[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """A route's `responses` with those of a body that the framework reads."""
    found = dict(responses)
    for status, response in _responses((MalformedBodyError, PayloadTooLargeError, UnsupportedMediaTypeError)).items():
        named = found.setdefault(status, response)["description"]
        missing = [code for code in _CODE.findall(response["description"]) if code not in named]
        found[status] = {**found[status], "description": ", ".join((named, *missing))}
    return found


_OF_ANY_ROUTE = (InvalidTextError, UnauthenticatedError, ForbiddenError, InvalidRequestError, ServiceUnavailableError)
_CODE = re.compile("`[a-z_]+`")


def _responses(errors: Iterable[type[Exception]]) -> dict[int | str, dict[str, Any]]:
    codes: dict[int, list[str]] = {}
    for error in dict.fromkeys(errors):
        status = status_of(error)
        codes.setdefault(status, []).append(str(getattr(error, "code", Problem.code)))
    return {
        status: {
            "description": f"{HTTPStatus(status).phrase}: {', '.join(f'`{code}`' for code in names)}",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status, names in sorted(codes.items())
    }

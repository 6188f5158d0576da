"""Stateless endpoints: a body goes to the process pool as bytes, is decoded there, and comes back as bytes.

A body of a million rows is never decoded where requests are served. What the mathematics refuses comes back as a problem.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from kernel.application import holds_nul, invalid_request
from kernel.compute import ComputePool
from kernel.problems import InvalidTextError, TooManyRowsError

MOST_ROWS = 1_000_000
_FAULTS_TOLD = 100

Document = TypeVar("Document")
Place = tuple[int | str, ...]


async def answer(request: Request, compute: ComputePool, function: Callable[[bytes], bytes]) -> Response:
    """Answer a request with what a function of the process pool makes of its body."""
    return Response(await compute.run(function, await request.body()), media_type="application/json")


def decode(
    document: TypeAdapter[Document],
    body: bytes,
    place: Callable[[Any], Place] = lambda fault: fault["loc"],
    most_rows: int = MOST_ROWS,
) -> Document:
    """The request that a body is.

    Args:
        document: What it must be.
        body: As it was sent.
        place: Where the body is at fault, of one of pydantic's faults.
        most_rows: What its list of rows is bounded by: only this length is answered with 413.

    Raises:
        MalformedBodyError: The body is no JSON.
        InvalidTextError: A string in it holds NUL, as no body of any endpoint may.
        InvalidRequestError: It is not what this endpoint takes, or there is none.
        TooManyRowsError: It has more rows than it may have.
    """
    if not body:  # as FastAPI tells it of the bodies that it reads
        raise invalid_request(RequestValidationError([{"type": "missing", "loc": ("body",), "msg": "Field required"}]))
    _refuse_nul(body)
    try:
        return document.validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)[:_FAULTS_TOLD]
    if any(fault["type"] == "too_long" and fault["ctx"]["max_length"] == most_rows for fault in faults):
        raise TooManyRowsError(f"A request has {most_rows} rows at the most.")
    told = [{"type": fault["type"], "loc": ("body", *place(fault)), "msg": fault["msg"]} for fault in faults]
    raise invalid_request(RequestValidationError([fault for fault in told if not _is_beside_the_point(fault, told)]))


def _refuse_nul(body: bytes) -> None:
    if b"\\u0000" in body:
        with suppress(orjson.JSONDecodeError):  # what is no JSON is refused as such
            if holds_nul(orjson.loads(body)):
                raise InvalidTextError("A string in the body holds NUL.")


def _is_beside_the_point(fault: dict[str, Any], faults: list[dict[str, Any]]) -> bool:
    """Whether it says that a value is not of one type, while another says what is wrong with it as of the type that it is."""
    if not fault["type"].endswith("_type"):
        return False
    place = fault["loc"]
    return any(other["loc"][: len(place)] == place and not other["type"].endswith("_type") for other in faults)


def json_body(document: Any) -> dict[str, Any]:  # noqa: ANN401 — whatever pydantic can describe
    """The request body, for `openapi_extra`, of a route that hands its bytes to the process pool unread.

    Definitions are written out where they are used: FastAPI collects those of the bodies that it reads itself.
    """
    schema = TypeAdapter(document).json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _inline(schema, schema)}}}}


def _inline(schema: Any, whole: dict[str, Any]) -> Any:  # noqa: ANN401 — JSON of any shape
    if isinstance(schema, list):
        return [_inline(each, whole) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        rest = {key: each for key, each in schema.items() if key != "$ref"}
        return {**_inline(whole["$defs"][name], whole), **rest}
    return {key: _inline(each, whole) for key, each in schema.items() if key not in ("$defs", "discriminator")}

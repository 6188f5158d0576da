"""Segment's HTTP API, as its real clients speak it: any content type, gzip, three ways to give the key, always 200."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Query, Request, Response

from kernel.application import AsOf, Caller, Work, begin_work, new_router, requires
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.principals import Principal, Scope, require_scope
from kernel.problems import PayloadTooLargeError, answer_with, problems
from services.segmentation.domain.decoding import (
    BodyTooLargeError,
    UnparsableBodyError,
    UnsupportedEncodingError,
    decode_body,
    parse_json,
)
from services.segmentation.domain.messages import Batch, BatchMalformedError, BatchTooLargeError, read_batch
from services.segmentation.jobs import REBUILD
from services.segmentation.schemas.events import EventCounts, IngestAnswer
from services.segmentation.use_cases import ingestion, reading

router = new_router("events")

answer_with(400, UnparsableBodyError, BatchMalformedError)
answer_with(413, BodyTooLargeError, BatchTooLargeError)
answer_with(415, UnsupportedEncodingError)

MAX_BODY = 4 * 1024 * 1024
READ_IN_PLACE = 128 * 1024
"""Bodies up to this size are read within some milliseconds."""
KINDS = ("track", "identify", "page", "screen", "group", "alias", "batch")
SHORT_FORMS = {
    "/v1/t": "track",
    "/v1/i": "identify",
    "/v1/p": "page",
    "/v1/s": "screen",
    "/v1/g": "group",
    "/v1/a": "alias",
    "/v1/b": "batch",
    "/v1/import": "batch",
    "/beacon/v1/batch": "batch",
}


async def collect(request: Request, caller: Principal, kind: str, write_key: str | None) -> IngestAnswer:
    """Keep the events of one request, whichever door it came through."""
    received_at = datetime.now(UTC)
    body, encoding = await request.body(), request.headers.get("content-encoding")
    if encoding is None and len(body) <= READ_IN_PLACE:
        batch = _read(body, encoding, kind, received_at)
    else:  # a thread lets the loop go on in turns: what a large batch takes is no other request's delay
        batch = await asyncio.to_thread(_read, body, encoding, kind, received_at)
    sender = await _sender(request, caller, write_key or batch.write_key)
    work = await begin_work(request, sender)
    return IngestAnswer.of(await ingestion.ingest(work, batch, received_at))


def _read(body: bytes, encoding: str | None, kind: str, received_at: datetime) -> Batch:
    document = parse_json(decode_body(body, content_encoding=encoding, limit=MAX_BODY))
    return read_batch(document, kind=kind, received_at=received_at, new_message_id=lambda: str(new_id()))


async def _sender(request: Request, caller: Principal, write_key: str | None) -> Principal:
    """Who sends: by the gateway's word, else by the key in the body or the query."""
    if caller.workspace_id is None and write_key is not None:
        database: Database = request.app.state.database
        caller = await ingestion.find_sender(database, write_key)
    require_scope(caller, Scope.INGEST)
    return caller


def _door(kind: str) -> Callable[..., Awaitable[IngestAnswer]]:
    async def collect_kind(
        request: Request,
        caller: Caller,
        write_key: Annotated[str | None, Query(alias="writeKey", description="The key, where no header can be set.")] = None,
    ) -> IngestAnswer:
        return await collect(request, caller, kind, write_key)

    return collect_kind


def _body_of(kind: str) -> dict[str, Any]:
    """The body in the OpenAPI document: the route reads it raw, because real clients send it as text, gzipped, or both."""
    event = {"userId": "c-17", "messageId": "m-1", "timestamp": "2026-11-01T12:00:00Z"}
    examples: dict[str, dict[str, Any]] = {
        "track": {**event, "event": "Order Completed", "properties": {"order_id": "o-1", "total": 19.9, "currency": "USD"}},
        "identify": {**event, "traits": {"city": "Łódź"}},
        "group": {**event, "groupId": "g-1"},
        "alias": {**event, "previousId": "visitor-1"},
        "batch": {"batch": [{**event, "type": "page", "name": "Home"}], "sentAt": "2026-11-01T12:00:01Z"},
    }
    title = f"{kind.capitalize()}Message"
    schema = {"title": title, "type": "object", "additionalProperties": True, "example": examples.get(kind, event)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


_PROMISE = (
    "Segment's HTTP API. Always 200 when the request could be read: events that are bad by themselves are kept as rejects and "
    "named in the answer. An event whose messageId was accepted before is a duplicate."
)

for _kind in KINDS:
    router.add_api_route(
        f"/v1/{_kind}",
        _door(_kind),
        methods=["POST"],
        name=_kind,
        summary="Keep a batch of events." if _kind == "batch" else f"Keep one {_kind} event.",
        description=_PROMISE,
        responses=problems(
            UnparsableBodyError,
            BatchMalformedError,
            PayloadTooLargeError,
            BodyTooLargeError,
            BatchTooLargeError,
            UnsupportedEncodingError,
        ),
        openapi_extra=_body_of(_kind),
    )
for _path, _kind in SHORT_FORMS.items():
    router.add_api_route(_path, _door(_kind), methods=["POST"], include_in_schema=False)


@router.get(
    "/v1/events/summary",
    dependencies=[requires(Scope.BEHAVIOUR_READ)],
    responses=problems(),
    summary="Count the events.",
)
async def summary(work: Work, as_of: AsOf) -> EventCounts:
    """Counts by name of the events before `as_of`, and of all duplicates and rejects so far."""
    return EventCounts.of(await reading.summarize_events(work, as_of), as_of)


@router.post(
    "/v1/events/rebuild",
    status_code=202,
    dependencies=[requires(Scope.BEHAVIOUR_WRITE)],
    responses={**problems(), 202: {"model": JobDocument}},
    summary="Rebuild orders, touchpoints, traits and feedback from events.",
)
async def rebuild(work: Work) -> Response:
    """Make again, from the stored events, what is projected from them. A job; nothing is missing meanwhile.

    Orders become what events and imported files told of them; what no event tells any more is dropped. Touchpoints, answers
    and referrals become what events are; those of files stay. Traits that were lost or are older than an event's are told
    again; none is dropped. Customers and their identities stay as they are.
    """
    return accepted(await enqueue(work, REBUILD, {}))

"""Segment's messages: a body becomes events, and rejects beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

import orjson

from inference.errors import DomainError
from services.segmentation.domain.decoding import Document
from services.segmentation.domain.feedback import Answer, answer_of
from services.segmentation.domain.orders import OrderEvent, order_event_of
from services.segmentation.domain.referrals import Referral, referral_of
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.timestamps import clamp_future, correct_skew, read_instant
from services.segmentation.domain.touchpoints import VIEWS, Touch, touch_of
from services.segmentation.domain.wellformed import (
    MAX_IDENTIFIER,
    is_storable,
    raw_text,
    read_identifier,
    require_wellformed,
)

TYPES = frozenset({"track", "identify", "page", "screen", "group", "alias"})
BATCH = "batch"
_OF_THE_REQUEST = ("sentAt", "writeKey")  # what differs when the same message is sent again

_Json = dict[str, object]


class BatchMalformedError(DomainError):
    """A batch request without a list of messages."""

    code = "batch_malformed"
    title = "A batch is a JSON object whose `batch` is a list of messages."


class BatchTooLargeError(DomainError):
    """A batch of more messages than one request may carry."""

    code = "batch_too_large"
    title = "The batch has more messages than one request may carry."


@dataclass(frozen=True, slots=True)
class MessageLimits:
    """What one request may carry.

    Attributes:
        events: Messages per batch.
        event_bytes: Size of one message as compact JSON, in bytes.
        future: How far after its receipt an event may claim to have happened; past that it is clamped.
    """

    events: int = 5000
    event_bytes: int = 32 * 1024
    future: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Event:
    """One accepted message.

    Attributes:
        index: Its position in the batch.
        type: track, identify, page, screen, group or alias.
        name: What it is counted by: a track's event, else the type.
        message_id: Its key within the workspace.
        user_id: The company's id of the customer; None where anonymous.
        anonymous_id: The device's id.
        previous_id: An alias's former id.
        occurred_at: When it happened by our clock, in UTC.
        received_at: When it reached us.
        sent_at: When the client sent it, by the client's clock.
        original_timestamp: When it happened, by the client's clock.
        clamped: Whether `occurred_at` claimed a future past the tolerance and was cut.
        traits: Of the customer: `context.traits` with the message's own over them (a group's own are not the customer's).
        properties: The message's properties; a page's or screen's `name` and `category`, a group's `groupId` and `traits`
            are among them.
        context: As sent.
        order: What it says of an order.
        touch: The touchpoint that it is.
        answer: The answer to a survey that it is.
        referral: The referral that it tells of.
        source: The message as sent, for the record should it be refused later.
    """

    index: int
    type: str
    name: str
    message_id: str
    user_id: str | None
    anonymous_id: str | None
    previous_id: str | None
    occurred_at: datetime
    received_at: datetime
    sent_at: datetime | None
    original_timestamp: datetime | None
    clamped: bool
    traits: dict[str, object]
    properties: dict[str, object]
    context: dict[str, object]
    order: OrderEvent | None
    touch: Touch | None
    answer: Answer | None
    referral: Referral | None
    source: dict[str, object] = field(repr=False, compare=False)

    def reject(self, code: str, message: str) -> "Reject":
        """Set the event aside for a reason that only its workspace shows."""
        return Reject(self.index, code, message, raw_text(self.source))


@dataclass(frozen=True, slots=True)
class Reject:
    """One message set aside.

    Attributes:
        index: Its position in the batch.
        code: The stable reason.
        message: The reason in words.
        raw: The message as JSON text that Postgres can hold.
    """

    index: int
    code: str
    message: str
    raw: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A request's messages.

    Attributes:
        write_key: The `writeKey` in the body, which some clients send instead of an Authorization header.
        sent_at: The body's own `sentAt`, in UTC; None where absent or unreadable.
        events: The accepted ones, in the order sent.
        rejects: The others, likewise.
    """

    write_key: str | None
    sent_at: datetime | None
    events: tuple[Event, ...]
    rejects: tuple[Reject, ...]


def read_batch(
    document: Document,
    *,
    kind: str,
    received_at: datetime,
    new_message_id: Callable[[], str],
    limits: MessageLimits | None = None,
) -> Batch:
    """Read a request's body: each message by itself, so that a bad one harms no neighbour.

    Args:
        document: The parsed body.
        kind: `batch`, or the one type of message that the route takes (which wins over the message's own `type`).
        received_at: When the request arrived, aware.
        new_message_id: Makes an id for a message that has neither an id nor a time of its own.
        limits: What one request may carry.

    Raises:
        BatchMalformedError: `kind` is `batch` and the body has no list `batch`.
        BatchTooLargeError: More messages than `limits.events`.
    """
    limits = limits or MessageLimits()
    body = document.value
    messages = _messages_of(body, limits) if kind == BATCH else [body]
    envelope = body if isinstance(body, dict) else {}
    sent_at = _sent_at_of(envelope)
    reader = _Reader(
        forced_type=None if kind == BATCH else kind,
        suspect=document.suspect,
        received_at=received_at,
        # A sentAt of the batch that cannot be read is refused with each message that would have needed it.
        sent_at=envelope.get("sentAt") if sent_at is None else sent_at,
        limits=limits,
        new_message_id=new_message_id,
    )
    events: list[Event] = []
    rejects: list[Reject] = []
    for index, message in enumerate(messages):
        try:
            events.append(reader.read(index, message))
        except RejectionError as reason:
            rejects.append(Reject(index, reason.code, reason.message, raw_text(message)))
    return Batch(_write_key_of(envelope), sent_at, tuple(events), tuple(rejects))


@dataclass(frozen=True, slots=True)
class _Times:
    occurred_at: datetime
    sent_at: datetime | None
    original: datetime | None
    clamped: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the messages of one request."""

    forced_type: str | None
    suspect: bool
    received_at: datetime
    sent_at: object
    limits: MessageLimits
    new_message_id: Callable[[], str] = field(repr=False)

    def read(self, index: int, message: object) -> Event:
        if not isinstance(message, dict):
            raise RejectionError(RejectCode.EVENT_NOT_AN_OBJECT, "the message is not an object")
        self._require_sound(message)
        kind = self.forced_type or message.get("type")
        if not isinstance(kind, str) or kind not in TYPES:
            raise RejectionError(RejectCode.TYPE_UNKNOWN, "type is none of track, identify, page, screen, group, alias")
        name = _event_name(message) if kind == "track" else kind
        user_id = read_identifier(message.get("userId"), "userId")
        anonymous_id = read_identifier(message.get("anonymousId"), "anonymousId")
        if user_id is None and anonymous_id is None:
            raise RejectionError(RejectCode.IDENTITY_MISSING, "the message has neither userId nor anonymousId")
        times = self._times_of(message)
        message_id = read_identifier(message.get("messageId"), "messageId") or self._make_message_id(message, times)
        context = _object_of(message, "context")
        properties = _properties_of(message, kind)
        return Event(
            index=index,
            type=kind,
            name=name,
            message_id=message_id,
            user_id=user_id,
            anonymous_id=anonymous_id,
            previous_id=read_identifier(message.get("previousId"), "previousId") if kind == "alias" else None,
            occurred_at=times.occurred_at,
            received_at=self.received_at,
            sent_at=times.sent_at,
            original_timestamp=times.original,
            clamped=times.clamped,
            traits=_traits_of(message, context, kind),
            properties=properties,
            context=context,
            order=order_event_of(name, properties, message_id=message_id, occurred_at=times.occurred_at)
            if kind == "track"
            else None,
            touch=touch_of(kind, name, properties, context, message_id=message_id, occurred_at=times.occurred_at),
            answer=answer_of(name, properties, message_id=message_id, occurred_at=times.occurred_at)
            if kind == "track"
            else None,
            referral=referral_of(name, properties, user_id=user_id, message_id=message_id, occurred_at=times.occurred_at)
            if kind == "track"
            else None,
            source=message,
        )

    def _require_sound(self, message: _Json) -> None:
        if self.suspect:
            require_wellformed(message)
        try:
            size = len(orjson.dumps(message))
        except orjson.JSONEncodeError as error:  # of what was parsed and is well formed, only depth is refused
            raise RejectionError(RejectCode.EVENT_TOO_DEEP, "the message is nested too deeply") from error
        if size > self.limits.event_bytes:
            detail = f"the message has {size} bytes; at most {self.limits.event_bytes} are taken"
            raise RejectionError(RejectCode.EVENT_TOO_LARGE, detail)

    def _times_of(self, message: _Json) -> _Times:
        """The four times of a message.

        A message with both `timestamp` and `originalTimestamp` states its time and it is believed (RudderStack's rule). One
        of them alone is the client's clock, as Segment's SDKs mean it, and corrected where the client said when it sent.
        """
        sent_at = _instant_of(message.get("sentAt") or self.sent_at, "sentAt")
        stated = _instant_of(message.get("timestamp"), "timestamp")
        original = _instant_of(message.get("originalTimestamp"), "originalTimestamp")
        claimed = self._claimed_time(stated, original, sent_at)
        occurred_at = clamp_future(claimed, received_at=self.received_at, tolerance=self.limits.future)
        return _Times(occurred_at, sent_at, original or stated, clamped=occurred_at != claimed)

    def _claimed_time(self, stated: datetime | None, original: datetime | None, sent_at: datetime | None) -> datetime:
        if stated is not None and original is not None:
            return stated
        by_client = stated or original
        if by_client is None:
            return self.received_at
        return by_client if sent_at is None else correct_skew(by_client, sent_at=sent_at, received_at=self.received_at)

    def _make_message_id(self, message: _Json, times: _Times) -> str:
        """A digest of a message that states its time, so that a retry is the same message; else a fresh id."""
        if times.original is None:
            return self.new_message_id()
        content = {key: value for key, value in message.items() if key not in _OF_THE_REQUEST}
        canonical = orjson.dumps([self.forced_type, content], option=orjson.OPT_SORT_KEYS)
        return f"content:{blake2b(canonical, digest_size=16).hexdigest()}"


def _messages_of(body: object, limits: MessageLimits) -> list[object]:
    messages = body.get("batch") if isinstance(body, dict) else None
    if not isinstance(messages, list):
        raise BatchMalformedError("The body has no list `batch`.", field="batch")
    if len(messages) > limits.events:
        raise BatchTooLargeError(f"The batch has {len(messages)} messages; at most {limits.events} are taken.", field="batch")
    return messages


def _sent_at_of(envelope: Mapping[str, object]) -> datetime | None:
    try:
        return _instant_of(envelope.get("sentAt"), "sentAt")
    except RejectionError:
        return None


def _write_key_of(envelope: Mapping[str, object]) -> str | None:
    key = envelope.get("writeKey")
    return key if isinstance(key, str) and is_storable(key) and len(key) <= MAX_IDENTIFIER else None


def _instant_of(value: object, name: str) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return read_instant(value, name)


def _event_name(message: Mapping[str, object]) -> str:
    name = message.get("event")
    if isinstance(name, int | float) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(name, str) or not name.strip():
        raise RejectionError(RejectCode.EVENT_NAME_MISSING, "a track has no event name")
    if len(name) > MAX_IDENTIFIER:
        raise RejectionError(RejectCode.EVENT_NAME_TOO_LONG, f"event is longer than {MAX_IDENTIFIER} characters")
    return name


def _object_of(message: Mapping[str, object], name: str) -> _Json:
    value = message.get(name)
    if isinstance(value, dict):
        return value
    if value is None or value == []:  # PHP writes an empty map as []
        return {}
    raise RejectionError(RejectCode.FIELD_NOT_AN_OBJECT, f"{name} is not an object")


def _properties_of(message: Mapping[str, object], kind: str) -> _Json:
    properties = _object_of(message, "properties")
    if kind in VIEWS:
        return {key: message[key] for key in ("name", "category") if message.get(key) is not None} | properties
    if kind == "group":
        return {key: message[key] for key in ("groupId", "traits") if message.get(key) is not None} | properties
    return properties


def _traits_of(message: Mapping[str, object], context: Mapping[str, object], kind: str) -> _Json:
    in_context = _object_of(context, "traits") if "traits" in context else {}
    own = {} if kind == "group" else _object_of(message, "traits")
    return in_context | own if in_context and own else own or in_context

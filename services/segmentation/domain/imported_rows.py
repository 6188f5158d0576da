"""Rows of imported touchpoints, spend and events."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.segmentation.domain.feedback import answer_of
from services.segmentation.domain.imports import (
    ImportedRow,
    ImportKind,
    OrderRow,
    RowReject,
    read_customer_id,
    read_open_columns,
    require_known_columns,
)
from services.segmentation.domain.messages import Event
from services.segmentation.domain.money import is_absent, read_currency, read_decimal, read_money
from services.segmentation.domain.orders import order_event_of
from services.segmentation.domain.referrals import referral_of
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.timestamps import read_day, read_occurred_at
from services.segmentation.domain.touchpoints import MAX_NAME, VIEWS, Touch, TouchKind, touch_of
from services.segmentation.domain.wellformed import MAX_IDENTIFIER, raw_text, read_identifier, require_wellformed


@dataclass(frozen=True, slots=True)
class TouchpointRow:
    """A touchpoint of a file, in canonical values.

    Attributes:
        customer_id: The company's id.
        occurred_at: In UTC.
        channel: By the company's name for it, as written but for blanks around it.
        campaign: Likewise; None where in none.
        kind: What happened; `other` where the file does not say.
        cost: In the workspace's currency; None where unknown.
        touchpoint_id: The company's id of the touchpoint; None where none is given.
    """

    customer_id: str
    occurred_at: datetime
    channel: str
    campaign: str | None
    kind: TouchKind
    cost: Decimal | None
    touchpoint_id: str | None

    @property
    def own_key(self) -> str | None:
        """By its touchpoint_id."""
        return None if self.touchpoint_id is None else f"import:id:{self.touchpoint_id}"

    @property
    def currency(self) -> str | None:
        """None: its cost is in the workspace's own."""
        return None

    @property
    def content(self) -> list[object]:
        """All that it says."""
        cost = None if self.cost is None else str(self.cost)
        return ["touchpoint", self.customer_id, self.occurred_at, self.channel, self.campaign, self.kind, cost]


@dataclass(frozen=True, slots=True)
class SpendRow:
    """Money spent on a channel on a day, in canonical values.

    Attributes:
        channel: By the company's name for it, as written but for blanks around it.
        campaign: Likewise; None where it is not told apart.
        day: By the company's calendar.
        amount: Spent; negative where an advertising system gives money back.
        currency: Three capitals, None for the workspace's own.
        spend_id: The company's id of the row; None where none is given.
    """

    channel: str
    campaign: str | None
    day: date
    amount: Decimal
    currency: str | None
    spend_id: str | None

    @property
    def own_key(self) -> str | None:
        """By its spend_id."""
        return None if self.spend_id is None else f"import:id:{self.spend_id}"

    @property
    def content(self) -> list[object]:
        """All that it says."""
        return ["spend", self.channel, self.campaign, self.day, str(self.amount), self.currency]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of a file.

    Attributes:
        customer_id: The company's id.
        occurred_at: In UTC.
        name: What happened; `page` and `screen` are views, all other names those of tracks.
        message_id: The event's id, where it was sent or exported with one.
        currency: Of the order that it is about, where one is stated.
        properties: What the other columns say; an empty cell says nothing. Cells of CSV stay text.
    """

    customer_id: str
    occurred_at: datetime
    name: str
    message_id: str | None
    currency: str | None
    properties: dict[str, object]

    @property
    def own_key(self) -> str | None:
        """Its message id."""
        return self.message_id

    @property
    def content(self) -> list[object]:
        """All that it says."""
        return ["event", self.customer_id, self.occurred_at, self.name, self.properties]


def read_touchpoint_row(line: int, row: Mapping[str, object], zone: ZoneInfo) -> TouchpointRow | RowReject:
    """A touchpoint's row, cells of CSV or values of NDJSON and Parquet; times without an offset stand in `zone`."""
    try:
        require_known_columns(ImportKind.TOUCHPOINTS, row)
        return TouchpointRow(
            customer_id=read_customer_id(row),
            occurred_at=read_occurred_at(row.get("occurred_at"), zone),
            channel=_channel(row),
            campaign=_name(row.get("campaign"), RejectCode.CAMPAIGN_INVALID, "campaign"),
            kind=_touch_kind(row.get("kind")),
            cost=_cost(row.get("cost")),
            touchpoint_id=read_identifier(row.get("touchpoint_id"), "touchpoint_id"),
        )
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def read_spend_row(line: int, row: Mapping[str, object]) -> SpendRow | RowReject:
    """A row of spend, cells of CSV or values of NDJSON and Parquet."""
    try:
        require_known_columns(ImportKind.SPEND, row)
        amount = row.get("amount")
        if is_absent(amount):
            raise RejectionError(RejectCode.SPEND_AMOUNT_MISSING, "amount is empty")
        return SpendRow(
            channel=_channel(row),
            campaign=_name(row.get("campaign"), RejectCode.CAMPAIGN_INVALID, "campaign"),
            day=read_day(row.get("day")),
            amount=read_money(amount, code=RejectCode.SPEND_AMOUNT_INVALID, field="amount", signed=True),
            currency=read_currency(row.get("currency")),
            spend_id=read_identifier(row.get("spend_id"), "spend_id"),
        )
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def read_event_row(line: int, row: Mapping[str, object], zone: ZoneInfo) -> EventRow | RowReject:
    """An event's row, cells of CSV or values of NDJSON and Parquet; times without an offset stand in `zone`."""
    try:
        require_wellformed(dict(row))
        name = _event_name(row.get("name"))
        occurred_at = read_occurred_at(row.get("occurred_at"), zone)
        properties = read_open_columns(ImportKind.EVENTS, row)
        order = order_event_of(name, properties, message_id="", occurred_at=occurred_at)
        message_id = row.get("messageId") if is_absent(row.get("message_id")) else row["message_id"]
        return EventRow(
            customer_id=read_customer_id(row),
            occurred_at=occurred_at,
            name=name,
            message_id=read_identifier(message_id, "message_id"),
            currency=None if order is None else order.currency,
            properties=properties,
        )
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def in_own_currency(row: ImportedRow, own: str) -> ImportedRow:
    """The row without a currency where it names the workspace's own: named or not, it is the same row and counts once."""
    return replace(row, currency=None) if isinstance(row, OrderRow | SpendRow) and row.currency == own else row


def imported_touch(row: TouchpointRow, key: str) -> Touch:
    """The touchpoint that a row is."""
    return Touch(key, row.occurred_at, row.channel, None, None, row.campaign, row.kind, row.cost)


def imported_event(row: EventRow, message_id: str, *, line: int, received_at: datetime) -> Event:
    """The event that a row is: what the collector would have made of it."""
    type_ = row.name if row.name in VIEWS else "track"
    return Event(
        index=line,
        type=type_,
        name=row.name,
        message_id=message_id,
        user_id=row.customer_id,
        anonymous_id=None,
        previous_id=None,
        occurred_at=row.occurred_at,
        received_at=received_at,
        sent_at=None,
        original_timestamp=None,
        clamped=False,
        traits={},
        properties=row.properties,
        context={},
        order=order_event_of(row.name, row.properties, message_id=message_id, occurred_at=row.occurred_at),
        touch=touch_of(type_, row.name, row.properties, {}, message_id=message_id, occurred_at=row.occurred_at),
        answer=answer_of(row.name, row.properties, message_id=message_id, occurred_at=row.occurred_at),
        referral=referral_of(
            row.name, row.properties, user_id=row.customer_id, message_id=message_id, occurred_at=row.occurred_at
        ),
        source=row.properties,
    )


def _channel(row: Mapping[str, object]) -> str:
    channel = _name(row.get("channel"), RejectCode.CHANNEL_INVALID, "channel")
    if channel is None:
        raise RejectionError(RejectCode.CHANNEL_MISSING, "channel is empty")
    return channel


def _name(value: object, code: RejectCode, field: str) -> str | None:
    if is_absent(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RejectionError(code, f"{field} is no text")
    name = str(value).strip()
    if len(name) > MAX_NAME:
        raise RejectionError(code, f"{field} is longer than {MAX_NAME} characters")
    return name


def _cost(value: object) -> Decimal | None:
    """What a touchpoint cost. What four places round to nothing is refused: of a million impressions it would be money lost."""
    if is_absent(value):
        return None
    code = RejectCode.TOUCHPOINT_COST_INVALID
    cost = read_money(value, code=code, field="cost")
    if cost == 0 and read_decimal(value, code=code, field="cost") != 0:
        raise RejectionError(code, "cost rounds to 0 at the four places that are kept; import it as spend, by the day")
    return cost


def _touch_kind(value: object) -> TouchKind:
    if is_absent(value):
        return TouchKind.OTHER
    try:
        return TouchKind(value.strip().lower() if isinstance(value, str) else "")
    except ValueError as error:
        message = f"kind is none of {', '.join(TouchKind)}"
        raise RejectionError(RejectCode.TOUCHPOINT_KIND_INVALID, message) from error


def _event_name(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or is_absent(value):
        raise RejectionError(RejectCode.EVENT_NAME_MISSING, "name is empty, or no text")
    name = str(value)
    if len(name) > MAX_IDENTIFIER:
        raise RejectionError(RejectCode.EVENT_NAME_TOO_LONG, f"name is longer than {MAX_IDENTIFIER} characters")
    return name

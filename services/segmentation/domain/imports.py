"""Rows of imported files: what their columns mean, and what makes two rows the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol
from zoneinfo import ZoneInfo

import orjson

from inference.errors import DomainError
from services.segmentation.domain.money import is_absent, read_currency, read_money, read_optional_money
from services.segmentation.domain.orders import OrderEvent, OrderEventKind, order_key_of
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.timestamps import read_occurred_at
from services.segmentation.domain.wellformed import is_storable, raw_text, read_identifier, require_wellformed, storable

MAX_OPEN_BYTES = 32 * 1024
"""Of what the columns say that a kind leaves to the company (traits, properties), as compact JSON."""


class ImportKind(StrEnum):
    """What a file holds."""

    CUSTOMERS = "customers"
    EVENTS = "events"
    ORDERS = "orders"
    TOUCHPOINTS = "touchpoints"
    FEEDBACK = "feedback"
    REFERRALS = "referrals"
    SPEND = "spend"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a kind of file.

    Attributes:
        required: Must be there.
        optional: May be there.
        open: Whether others may be there too.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    open: bool = False


COLUMNS = {
    ImportKind.CUSTOMERS: Columns(required=("customer_id",), open=True),
    ImportKind.EVENTS: Columns(
        required=("customer_id", "occurred_at", "name"), optional=("message_id", "messageId"), open=True
    ),
    ImportKind.ORDERS: Columns(
        required=("customer_id", "occurred_at", "amount"), optional=("order_id", "currency", "margin", "discount")
    ),
    ImportKind.TOUCHPOINTS: Columns(
        required=("customer_id", "occurred_at", "channel"), optional=("campaign", "kind", "cost", "touchpoint_id")
    ),
    ImportKind.FEEDBACK: Columns(
        required=("customer_id", "occurred_at"),
        optional=("score", "rank", "brands", "wallet_share", "category", "survey", "source", "comment", "feedback_id"),
    ),
    ImportKind.REFERRALS: Columns(
        required=("customer_id", "referred_id", "occurred_at"),
        optional=("converted", "new_customer", "would_have_come_anyway", "reward", "order_id", "referral_id"),
    ),
    ImportKind.SPEND: Columns(required=("channel", "day", "amount"), optional=("campaign", "currency", "spend_id")),
}
_KNOWN = {kind: frozenset(rule.required + rule.optional) for kind, rule in COLUMNS.items()}


class MissingColumnsError(DomainError):
    """A file without columns that its kind must have."""

    code = "columns_missing"
    title = "The file lacks columns that it must have."


class UnknownColumnsError(DomainError):
    """A file with columns that its kind does not know: a misspelt `margn`, dropped in silence, would be money lost."""

    code = "columns_unknown"
    title = "The file has columns that its kind does not know."


class DuplicateColumnsError(DomainError):
    """A file that names a column twice."""

    code = "columns_duplicated"
    title = "The file names a column more than once."


class UnreadableColumnsError(DomainError):
    """A file whose column names cannot be read."""

    code = "columns_unreadable"
    title = "The names of the file's columns could not be read."


class ImportedRow(Protocol):
    """A row of a file, in canonical values."""

    @property
    def own_key(self) -> str | None:
        """The key that it has by an id of the company's; None where it has no such id."""

    @property
    def currency(self) -> str | None:
        """In which its money is; None for the workspace's own, and where it has none."""

    @property
    def content(self) -> list[object]:
        """All that it says, as values of JSON, after the name of its kind."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order of a file, in canonical values.

    Attributes:
        customer_id: The company's id.
        occurred_at: In UTC.
        amount: Paid, after discount.
        order_id: The company's number; None where none is given.
        currency: Three capitals, None for the workspace's own.
        margin: Money earned, may be negative; None where unknown.
        discount: Money let off; None where unknown.
    """

    customer_id: str
    occurred_at: datetime
    amount: Decimal
    order_id: str | None
    currency: str | None
    margin: Decimal | None
    discount: Decimal | None

    @property
    def own_key(self) -> str | None:
        """By its order_id."""
        return None if self.order_id is None else f"import:id:{self.order_id}"

    @property
    def content(self) -> list[object]:
        """All that it says."""
        return [
            "order",
            self.customer_id,
            self.occurred_at,
            *(str(cell) if cell is not None else None for cell in (self.amount, self.order_id, self.currency)),
            *(str(cell) if cell is not None else None for cell in (self.margin, self.discount)),
        ]


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer of a file.

    Attributes:
        customer_id: The company's id.
        traits: What the other columns say; an empty cell says nothing. Cells of CSV stay text ("007" is no number).
    """

    customer_id: str
    traits: dict[str, object]

    @property
    def own_key(self) -> str | None:
        """None: what it says of the customer is its content."""
        return None

    @property
    def currency(self) -> str | None:
        """None: it has no money."""
        return None

    @property
    def content(self) -> list[object]:
        """All that it says."""
        return ["customer", self.customer_id, self.traits]


@dataclass(frozen=True, slots=True)
class RowReject:
    """A row set aside.

    Attributes:
        line: The physical line on which the row begins, from 1 (Parquet: the row's number, from 1).
        code: The stable reason.
        message: The reason in words.
        raw: The row as text that Postgres can hold.
    """

    line: int
    code: RejectCode
    message: str
    raw: str


def check_columns(kind: ImportKind, columns: Sequence[str]) -> None:
    """Refuse a file by its columns, before anything of it is kept.

    Raises:
        UnreadableColumnsError: A name is empty, or holds NUL or what is not UTF-8.
        DuplicateColumnsError: A name is there twice.
        MissingColumnsError: A required column is not there.
        UnknownColumnsError: A column is unknown and the kind is not open to others.
    """
    rule = COLUMNS[kind]
    if not all(name.strip() and is_storable(name) for name in columns):
        raise UnreadableColumnsError("A column has no name, or one that is not UTF-8.")
    if repeated := [name for name, count in Counter(columns).items() if count > 1]:
        raise DuplicateColumnsError(f"Named more than once: {_listed(repeated)}.", field=repeated[0])
    if missing := [name for name in rule.required if name not in columns]:
        raise MissingColumnsError(f"Missing: {_listed(missing)}. Found: {_listed(columns) or 'none'}.", field=missing[0])
    if unknown := [name for name in columns if not rule.open and name not in rule.required + rule.optional]:
        known = _listed(rule.required + rule.optional)
        raise UnknownColumnsError(f"Unknown: {_listed(unknown)}. Known: {known}.", field=unknown[0])


def read_order_row(line: int, row: Mapping[str, object], zone: ZoneInfo) -> OrderRow | RowReject:
    """An order row, cells of CSV or values of NDJSON and Parquet; times without an offset stand in `zone`."""
    try:
        return _order_row(row, zone)
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def read_customer_row(line: int, row: Mapping[str, object]) -> CustomerRow | RowReject:
    """A customer row, cells of CSV or values of NDJSON and Parquet."""
    try:
        return _customer_row(row)
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def content_digest(row: ImportedRow) -> bytes:
    """16 bytes of what the row says, over canonical values: 1.5, "1.5" and "1.50" are the same amount."""
    return blake2b(orjson.dumps(row.content, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()


class OrdinalCounter:
    """Numbers the identical rows of one file, from 0, in the order of the file."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def number(self, digest: bytes) -> int:
        """How many rows of that digest came before."""
        ordinal = self._seen.get(digest, 0)
        self._seen[digest] = ordinal + 1
        return ordinal


def import_key(row: ImportedRow, ordinals: OrdinalCounter) -> str:
    """The key by which a row is kept once: by an id of the company's, else by its content and its ordinal among its equals.

    A file sent again gives the same keys, a changed row of the same id too. At most 265 characters.
    """
    if row.own_key is not None:
        return row.own_key
    digest = content_digest(row)
    return f"import:{digest.hex()}:{ordinals.number(digest)}"


def imported_order_event(row: OrderRow, event_key: str) -> OrderEvent:
    """What an imported row says of its order; with an order_id it is the same order as a track's of that number."""
    return OrderEvent(
        order_id=row.order_id,
        order_key=order_key_of(row.order_id, event_key),
        event_key=event_key,
        kind=OrderEventKind.IMPORTED,
        occurred_at=row.occurred_at,
        amount=row.amount,
        currency=row.currency,
        margin=row.margin,
        discount=row.discount,
    )


def require_known_columns(kind: ImportKind, row: Mapping[str, object]) -> None:
    """Refuse a row with what its kind does not know: NDJSON's rows have names of their own.

    Raises:
        RejectionError: `column_unknown`, or what is wrong with a text or number.
    """
    require_wellformed(dict(row))
    if not row.keys() <= _KNOWN[kind]:
        number, known = len(row.keys() - _KNOWN[kind]), ", ".join(sorted(_KNOWN[kind]))
        # not which: a name may be a value that slipped, and is repeated nowhere but in the raw text
        raise RejectionError(RejectCode.COLUMN_UNKNOWN, f"fields of the row that are not known: {number}; known are {known}")


def read_open_columns(kind: ImportKind, row: Mapping[str, object]) -> dict[str, object]:
    """What the columns say that the kind leaves to the company; an empty cell says nothing.

    Raises:
        RejectionError: `row_too_large`, or `row_unreadable` for what is no JSON.
    """
    others = {name: value for name, value in row.items() if name not in _KNOWN[kind] and value is not None and value != ""}
    found = {name: _jsonable(value) for name, value in others.items()}
    try:
        size = len(orjson.dumps(found))
    except orjson.JSONEncodeError as error:
        message = "the other columns are nested too deeply or hold what is not JSON"
        raise RejectionError(RejectCode.ROW_UNREADABLE, message) from error
    if size > MAX_OPEN_BYTES:
        detail = f"the other columns have {size} bytes; at most {MAX_OPEN_BYTES} are taken"
        raise RejectionError(RejectCode.ROW_TOO_LARGE, detail)
    return found


def read_customer_id(row: Mapping[str, object]) -> str:
    """The company's id of the row's customer.

    Raises:
        RejectionError: `customer_id_missing`, `id_invalid` or `id_too_long`.
    """
    customer_id = read_identifier(row.get("customer_id"), "customer_id")
    if customer_id is None:
        raise RejectionError(RejectCode.CUSTOMER_ID_MISSING, "customer_id is empty")
    return customer_id


def _order_row(row: Mapping[str, object], zone: ZoneInfo) -> OrderRow:
    require_known_columns(ImportKind.ORDERS, row)
    amount = row.get("amount")
    if is_absent(amount):
        raise RejectionError(RejectCode.ORDER_AMOUNT_MISSING, "amount is empty")
    return OrderRow(
        customer_id=read_customer_id(row),
        occurred_at=read_occurred_at(row.get("occurred_at"), zone),
        amount=read_money(amount, code=RejectCode.ORDER_AMOUNT_INVALID, field="amount"),
        order_id=read_identifier(row.get("order_id"), "order_id"),
        currency=read_currency(row.get("currency")),
        margin=read_optional_money(row.get("margin"), code=RejectCode.ORDER_MARGIN_INVALID, field="margin", signed=True),
        discount=read_optional_money(row.get("discount"), code=RejectCode.ORDER_DISCOUNT_INVALID, field="discount"),
    )


def _customer_row(row: Mapping[str, object]) -> CustomerRow:
    require_wellformed(dict(row))
    return CustomerRow(read_customer_id(row), read_open_columns(ImportKind.CUSTOMERS, row))


def _jsonable(value: object) -> object:
    # Parquet has types that JSON has not.
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _listed(names: Sequence[str], most: int = 20) -> str:
    shown = ", ".join(storable(name[:64]) for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown

"""When something happened: the clocks of clients and the calendar of a workspace."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.segmentation.domain.money import is_absent
from services.segmentation.domain.rejection import RejectCode, RejectionError

_FIRST_YEAR = 1900
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def read_instant(value: object, field: str) -> datetime:
    """An ISO 8601 instant of a client, in UTC; one without an offset is taken as UTC, as Segment does.

    Raises:
        RejectionError: `timestamp_invalid`: not ISO 8601 text, or outside the years 1900 to 9999.
    """
    if not isinstance(value, str):
        raise RejectionError(RejectCode.TIMESTAMP_INVALID, f"{field} is not a text in ISO 8601")
    try:
        moment = datetime.fromisoformat(value)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RejectionError(RejectCode.TIMESTAMP_INVALID, f"{field} is not an instant in ISO 8601") from error
    if moment.year < _FIRST_YEAR:
        raise RejectionError(RejectCode.TIMESTAMP_INVALID, f"{field} lies before {_FIRST_YEAR}")
    return moment


def correct_skew(stated: datetime, *, sent_at: datetime, received_at: datetime) -> datetime:
    """When it happened by our clock: received_at − (sent_at − stated), the client's clock being wrong by any amount.

    Raises:
        RejectionError: `timestamp_invalid`: the result leaves the years 1900 to 9999.

    Source: Segment, "Timestamps in the spec"; RudderStack's processor has the same formula.
    """
    try:
        moment = received_at - (sent_at - stated)
    except OverflowError as error:
        raise RejectionError(RejectCode.TIMESTAMP_INVALID, "timestamp and sentAt lie too far apart") from error
    if moment.year < _FIRST_YEAR:
        raise RejectionError(RejectCode.TIMESTAMP_INVALID, "timestamp and sentAt lie too far apart")
    return moment


def clamp_future(moment: datetime, *, received_at: datetime, tolerance: timedelta) -> datetime:
    """The moment, but not later than `tolerance` after its receipt."""
    return min(moment, received_at + tolerance)


def read_occurred_at(value: object, zone: ZoneInfo) -> datetime:
    """The `occurred_at` of an imported row, in UTC.

    A text is RFC 3339 (with its offset: one without is refused, since its meaning is a guess) or a date. Where a file has
    types of its own (Parquet), a date or a timestamp typed as local stands in the workspace's time zone too.

    A date means its local midnight. Where midnight occurs twice, the first one; where it is skipped, the first instant
    after the gap (both are what `fold=0` says).

    Raises:
        RejectionError: `occurred_at_missing` or `occurred_at_invalid` (also outside the years 1900 to 9999).
    """
    if value is None or value == "":
        raise RejectionError(RejectCode.OCCURRED_AT_MISSING, "occurred_at is empty")
    try:
        moment = _local_or_absolute(value, zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = "occurred_at is neither a date nor RFC 3339 with an offset"
        raise RejectionError(RejectCode.OCCURRED_AT_INVALID, message) from error
    if moment.year < _FIRST_YEAR:
        raise RejectionError(RejectCode.OCCURRED_AT_INVALID, f"occurred_at lies before {_FIRST_YEAR}")
    return moment


def read_day(value: object) -> date:
    """The `day` of an imported row: a calendar day, `2026-11-01`, in the company's own calendar.

    Where a file has types of its own (Parquet), a date, or a timestamp typed as local at midnight, as tables of days have it.

    Raises:
        RejectionError: `day_missing` or `day_invalid` (also outside the years 1900 to 9999).
    """
    if is_absent(value):
        raise RejectionError(RejectCode.DAY_MISSING, "day is empty")
    day = _day_of(value)
    if day is None or day.year < _FIRST_YEAR:
        raise RejectionError(RejectCode.DAY_INVALID, f"day is no date like 2026-11-01 from {_FIRST_YEAR} on")
    return day


def _day_of(value: object) -> date | None:
    if isinstance(value, datetime):
        is_day = value.tzinfo is None and value.time() == time.min
        return value.date() if is_day else None
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _local_or_absolute(value: object, zone: ZoneInfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    if not isinstance(value, str):
        raise ValueError("neither text nor a time")
    text = value.strip()
    if _DATE.fullmatch(text):
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    if _RFC_3339.fullmatch(text):
        return datetime.fromisoformat(text.upper())
    raise ValueError("neither a date nor RFC 3339")

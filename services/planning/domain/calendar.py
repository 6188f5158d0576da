"""Days of a workspace's calendar as moments."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.planning.domain.errors import DueNotAfterClockError, DueTooFarError

MAX_YEARS = 10
_LAST = date(9999, 12, 29)  # no day after it ends within Python's calendar in every zone
_UTC = ZoneInfo("UTC")


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins, in UTC: its midnight, or where clocks jump over that, the first moment after it."""
    return datetime.combine(day, time(), zone).astimezone(_UTC)


def days_before(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time of day, some days of the calendar earlier, in UTC; a day may have 23 or 25 hours."""
    local = moment.astimezone(zone)
    return (local.replace(tzinfo=None) - timedelta(days=days)).replace(tzinfo=zone, fold=local.fold).astimezone(_UTC)


def end_of_due_day(due_on: date, now: datetime, zone: ZoneInfo) -> datetime:
    """When a goal's time is over: as its due date ends.

    Raises:
        DueNotAfterClockError: That day has begun, or is over.
        DueTooFarError: It is more than ten years away.
    """
    today = now.astimezone(zone).date()
    if due_on <= today:
        raise DueNotAfterClockError(f"due_on is {due_on}, and today is {today}", field="due_on")
    if due_on.year - today.year > MAX_YEARS or due_on > _LAST:
        raise DueTooFarError(f"due_on is {due_on}, and today is {today}", field="due_on")
    return end_of(due_on, zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """When a day is over: as the next begins."""
    return start_of(day + timedelta(days=1), zone)

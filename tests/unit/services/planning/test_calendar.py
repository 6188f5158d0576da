"""Days as moments: where clocks change, where a day has no midnight, where the calendar ends."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.planning.domain.calendar import days_before, end_of, end_of_due_day, start_of
from services.planning.domain.errors import DueNotAfterClockError, DueTooFarError

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("day", "zone", "start", "hours"),
    [
        (date(2026, 1, 5), "UTC", datetime(2026, 1, 5, tzinfo=UTC), 24),
        (date(2026, 3, 8), "America/New_York", datetime(2026, 3, 8, 5, tzinfo=UTC), 23),
        (date(2026, 11, 1), "America/New_York", datetime(2026, 11, 1, 4, tzinfo=UTC), 25),
        (date(2026, 1, 5), "Asia/Kathmandu", datetime(2026, 1, 4, 18, 15, tzinfo=UTC), 24),
        (date(2018, 11, 4), "America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC), 23),  # clocks jumped over midnight
    ],
)
def test_days_begin_and_end_with_the_calendar(day: date, zone: str, start: datetime, hours: int) -> None:
    assert start_of(day, ZoneInfo(zone)) == start
    assert end_of(day, ZoneInfo(zone)) - start == timedelta(hours=hours)
    assert end_of(day, ZoneInfo(zone)) == start_of(day + timedelta(1), ZoneInfo(zone))


def test_days_before_keep_the_time_of_day() -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=NEW_YORK)
    assert days_before(noon, 3, NEW_YORK).astimezone(NEW_YORK).isoformat() == "2026-03-07T12:00:00-05:00"
    assert noon - days_before(noon, 3, NEW_YORK) == timedelta(hours=71)


class TestDueDates:
    now = datetime(2026, 1, 1, 3, tzinfo=UTC)  # in New York it is still the last day of the year before

    def test_a_day_is_due_after_today_of_the_workspaces_calendar(self) -> None:
        assert end_of_due_day(date(2026, 1, 1), self.now, NEW_YORK) == datetime(2026, 1, 2, 5, tzinfo=UTC)
        with pytest.raises(DueNotAfterClockError):
            end_of_due_day(date(2026, 1, 1), self.now, ZoneInfo("UTC"))

    @pytest.mark.parametrize("due_on", [date(2037, 1, 1), date.max])
    def test_nobody_plans_for_more_than_ten_years(self, due_on: date) -> None:
        with pytest.raises(DueTooFarError):
            end_of_due_day(due_on, self.now, NEW_YORK)

    @pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
    def test_calendars_end(self, zone: str) -> None:
        late = datetime(9999, 12, 27, tzinfo=UTC)
        with pytest.raises(DueTooFarError):
            end_of_due_day(date.max, late, ZoneInfo(zone))
        assert end_of_due_day(date(9999, 12, 29), late, ZoneInfo(zone)) > late

"""Opportunities of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.valuation.domain.calendars import Opportunity

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
ALL = st.sampled_from(Opportunity)


@given(day=DAYS, opportunity=ALL)
def test_a_day_lies_between_the_first_and_the_last_of_its_opportunity(day: date, opportunity: Opportunity) -> None:
    number = opportunity.number(day)
    assert opportunity.first_day(number) <= day <= opportunity.last_day(number)
    assert opportunity.number(opportunity.last_day(number) + timedelta(days=1)) == number + 1


@given(day=DAYS, opportunity=ALL)
def test_only_what_is_over_is_complete(day: date, opportunity: Opportunity) -> None:
    last = opportunity.last_complete(day)
    assert opportunity.last_day(last) <= day < opportunity.last_day(last + 1)


@pytest.mark.parametrize(
    ("opportunity", "first", "last"),
    [
        (Opportunity.DAY, date(1996, 2, 29), date(1996, 2, 29)),
        (Opportunity.WEEK, date(1996, 2, 26), date(1996, 3, 3)),
        (Opportunity.MONTH, date(1996, 2, 1), date(1996, 2, 29)),
        (Opportunity.QUARTER, date(1996, 1, 1), date(1996, 3, 31)),
        (Opportunity.YEAR, date(1996, 1, 1), date(1996, 12, 31)),
    ],
)
def test_opportunities_are_those_of_the_calendar(opportunity: Opportunity, first: date, last: date) -> None:
    number = opportunity.number(date(1996, 2, 29))
    assert (opportunity.first_day(number), opportunity.last_day(number)) == (first, last)

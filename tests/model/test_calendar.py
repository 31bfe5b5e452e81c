"""Dates and numbers of months."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.calendar import date_of, month_of

DATES = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(lambda day: f"{day:%Y-%m}".zfill(7))


@pytest.mark.parametrize(
    ("start", "month", "date"),
    [("2016-01", 0, "2016-01"), ("2016-01", 11, "2016-12"), ("2016-11", 2, "2017-01"), ("2016-01", -1, "2015-12")],
)
def test_months_count_on_across_the_year(start: str, month: int, date: str) -> None:
    assert date_of(start, month) == date
    assert month_of(start, date) == month


@given(start=DATES, date=DATES)
def test_the_number_of_a_date_leads_back_to_it(start: str, date: str) -> None:
    assert date_of(start, month_of(start, date)) == date


@given(one=DATES, other=DATES)
def test_months_are_as_far_apart_as_years_and_months_say(one: str, other: str) -> None:
    first, second = ([int(part) for part in date.split("-")] for date in (one, other))
    assert month_of(one, other) == 12 * (second[0] - first[0]) + second[1] - first[1]

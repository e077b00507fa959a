"""The calendars by rule, for any year, and counting by them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.business_days import (
    JUDICIAL,
    STATE_OFFICES,
    Calendar,
    Closure,
    business_days_between,
    count_business_days,
    count_calendar_days,
)
from procedure.counting import count
from procedure.deadlines import deadline
from procedure.holidays import HOLIDAYS, MONDAY, observed
from procedure.policy import POLICY, Policy

# Closed weekdays of State offices, from the Department of Human Resources' rule (Gov. Code 19853), typed year by year.
OFFICES = {
    2022: "01-17 02-21 03-31 05-30 07-04 09-05 11-11 11-24 11-25 12-26",
    2023: "01-02 01-16 02-20 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25",
    2024: "01-01 01-15 02-19 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25",
    2025: "01-01 01-20 02-17 03-31 05-26 07-04 09-01 11-11 11-27 11-28 12-25",
    2026: "01-01 01-19 02-16 03-31 05-25 09-07 11-11 11-26 11-27 12-25",
    2027: "01-01 01-18 02-15 03-31 05-31 07-05 09-06 11-11 11-25 11-26",
    2028: "01-17 02-21 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25",
    2029: "01-01 01-15 02-19 05-28 07-04 09-03 11-12 11-22 11-23 12-25",
    2030: "01-01 01-21 02-18 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25",
}
# And what the courts close besides (Code Civ. Proc. 135; rule 1.11: Friday for every Saturday).
COURTS_BESIDES = {
    2022: "02-11 06-20 09-23",
    2023: "02-13 06-19 09-22",
    2024: "02-12 06-19 09-27",
    2025: "02-12 06-19 09-26",
    2026: "02-12 06-19 07-03 09-25",
    2027: "02-12 06-18 09-24 12-24 12-31",
    2028: "02-11 06-19 09-22",
    2029: "02-12 03-30 06-19 09-28",
    2030: "02-12 06-19 09-27",
}

days = st.dates(date(1901, 1, 1), date(2198, 12, 1))
calendars = st.sampled_from([STATE_OFFICES, JUDICIAL])


@pytest.mark.parametrize("year", OFFICES)
def test_the_offices_close_on_these_weekdays(year: int) -> None:
    assert _closed_weekdays(STATE_OFFICES, year) == _days(year, OFFICES)


@pytest.mark.parametrize("year", COURTS_BESIDES)
def test_the_courts_close_on_these_weekdays_besides(year: int) -> None:
    besides = _closed_weekdays(JUDICIAL, year) - _closed_weekdays(STATE_OFFICES, year)
    assert besides == _days(year, COURTS_BESIDES)


def test_november_11_on_a_saturday_is_kept_on_the_friday_before_by_both() -> None:
    assert (
        STATE_OFFICES.closed(date(2028, 11, 10))
        == JUDICIAL.closed(date(2028, 11, 10))
        == "Veterans Day, kept on Friday"
    )


def test_any_other_saturday_leaves_the_offices_open_on_friday() -> None:
    assert STATE_OFFICES.closed(date(2026, 7, 3)) is None
    assert JUDICIAL.closed(date(2026, 7, 3)) == "Independence Day, kept on Friday"


def test_new_years_day_on_a_saturday_closes_the_courts_in_the_year_before() -> None:
    assert JUDICIAL.closed(date(2027, 12, 31)) == "New Year's Day, kept on Friday"
    assert STATE_OFFICES.closed(date(2027, 12, 31)) is None


def test_a_sunday_is_kept_on_monday_by_both() -> None:
    assert (
        STATE_OFFICES.closed(date(2023, 1, 2)) == JUDICIAL.closed(date(2023, 1, 2)) == "New Year's Day, kept on Monday"
    )


@given(st.integers(1901, 2198))
def test_the_courts_are_closed_whenever_the_offices_are(year: int) -> None:
    assert _closed_weekdays(STATE_OFFICES, year) <= _closed_weekdays(JUDICIAL, year)
    assert 8 <= len(_closed_weekdays(STATE_OFFICES, year)) <= 11


@given(st.sampled_from(HOLIDAYS), st.integers(1901, 2198))
def test_a_holiday_is_never_kept_on_a_weekend_by_the_courts(holiday: object, year: int) -> None:
    assert observed(holiday.falls(year), friday_for_saturday=True).weekday() < 5  # type: ignore[attr-defined] # strategies of a tuple lose the type


def test_a_closure_is_closed_with_its_reason() -> None:
    closure = Closure(date(2026, 6, 26), "a day appointed by the Governor")
    assert STATE_OFFICES.also_closed([closure]).closed(closure.on) == closure.why
    assert STATE_OFFICES.closed(closure.on) is None


def test_closures_move_both_calendars() -> None:
    policy = Policy(closures=(Closure(date(2026, 6, 26), "a storm"),))
    counted, before = (
        count(deadline("reasons"), date(2026, 6, 12), policy=policy),
        count(deadline("reasons"), date(2026, 6, 12)),
    )
    assert counted
    assert before
    assert (before.due, before.other) == (date(2026, 6, 26), date(2026, 6, 29))
    assert (counted.due, counted.other) == (date(2026, 6, 29), date(2026, 6, 30))
    assert "Friday, June 26, 2026 (a storm)" in counted.explanation


def test_no_closure_is_shipped_that_nobody_announced() -> None:
    assert POLICY.closures == ()


@given(calendars, days, st.integers(1, 60))
def test_counting_on_and_back_are_mirror_images(calendar: Calendar, start: date, number: int) -> None:
    there = count_business_days(calendar, start, number).day
    assert calendar.closed(there) is None
    assert business_days_between(calendar, start, there) == number
    back = count_business_days(calendar, there, -number).day
    assert back <= start
    assert all(calendar.closed(start - timedelta(n)) for n in range((start - back).days))


@given(calendars, days, st.integers(1, 90))
def test_calendar_days_end_on_the_next_open_day(calendar: Calendar, start: date, number: int) -> None:
    on, back = count_calendar_days(calendar, start, number), count_calendar_days(calendar, start, -number)
    assert calendar.closed(on.day) is None
    assert calendar.closed(back.day) is None
    assert [day for day, _ in on.skipped] == [
        start + timedelta(number + n) for n in range((on.day - start).days - number)
    ]
    assert back.day <= start - timedelta(number)


@given(calendars, days, st.integers(1, 30))
def test_what_was_left_out_and_what_was_counted_are_all_the_days(calendar: Calendar, start: date, number: int) -> None:
    counted = count_business_days(calendar, start, number)
    assert len(counted.skipped) + number == (counted.day - start).days


@given(days, st.integers(1, 20))
def test_a_further_closure_never_makes_a_count_shorter(start: date, number: int) -> None:
    closed = STATE_OFFICES.also_closed([Closure(start + timedelta(5), "closed")])
    assert count_business_days(closed, start, number).day >= count_business_days(STATE_OFFICES, start, number).day


@pytest.mark.parametrize("calendar", [STATE_OFFICES, JUDICIAL], ids=["offices", "courts"])
def test_every_day_of_seven_years_counts_as_a_list_of_open_days_does(calendar: Calendar) -> None:
    closed = set().union(*(_days(year, OFFICES) for year in OFFICES))
    if calendar is JUDICIAL:
        closed |= set().union(*(_days(year, COURTS_BESIDES) for year in COURTS_BESIDES))
    every = [date(2022, 1, 1) + timedelta(n) for n in range(9 * 365)]
    open_days = [day for day in every if day.isoweekday() < 6 and day not in closed]
    for start in every[365:-365]:
        after = bisect_right(open_days, start)
        before = bisect_left(open_days, start)
        for number in (10, 30):
            assert count_business_days(calendar, start, number).day == open_days[after + number - 1]
            assert count_business_days(calendar, start, -number).day == open_days[before - number]
            landed = start + timedelta(number)
            assert count_calendar_days(calendar, start, number).day == open_days[bisect_left(open_days, landed)]
        landed = start - timedelta(90)
        assert count_calendar_days(calendar, start, -90).day == open_days[bisect_right(open_days, landed) - 1]


def _closed_weekdays(calendar: Calendar, year: int) -> set[date]:
    start = date(year, 1, 1)
    year_days = [start + timedelta(n) for n in range(366) if (start + timedelta(n)).year == year]
    return {day for day in year_days if day.weekday() < MONDAY + 5 and calendar.closed(day)}


def _days(year: int, table: dict[int, str]) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in table[year].split()}

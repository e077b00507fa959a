"""A period counted from a day by both calendars: the safe day, the other day, and the days left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from procedure.business_days import Calendar, Count, count_business_days, count_calendar_days
from procedure.deadlines import BusinessDays, CalendarDays, Deadline, Direction, Kind
from procedure.explanation import explain
from procedure.policy import POLICY, Policy


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a period ends. `due` is the safe day: of a duty the earlier, of a right the later; `other` the other."""

    due: date
    calendar: str
    other: date
    explanation: str


def count(deadline: Deadline, start: date, *, policy: Policy = POLICY) -> Counted | None:
    """Count a period from its start; None for what has an age and no due date."""
    period = deadline.period
    if not isinstance(period, BusinessDays | CalendarDays):
        return None
    number = period.number if deadline.direction is Direction.AFTER else -period.number
    offices, courts = (_by(calendar, period, start, number) for calendar in policy.calendars)
    courts_first = courts.day != offices.day and (courts.day > offices.day) == (deadline.kind is Kind.RIGHT)
    safe, other = (courts, offices) if courts_first else (offices, courts)
    return Counted(safe.day, safe.calendar.name, other.day, explain(deadline, period, safe, other))


def _by(calendar: Calendar, period: BusinessDays | CalendarDays, start: date, number: int) -> Count:
    if isinstance(period, BusinessDays):
        return count_business_days(calendar, start, number)
    if period.moves:
        return count_calendar_days(calendar, start, number)
    return Count(calendar, start, start + timedelta(number), ())
